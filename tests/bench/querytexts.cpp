#include "bench/querytexts.h"

#include "bench/parts.h"
#include "bench/rawsqlite.h"

#include <algorithm>
#include <string_view>

using namespace Qt::StringLiterals;

QueryTexts::QueryTexts(const QString &replica)
{
    RawSqlite file(replica);
    readListing(file, [this](const ListingRow &row) { m_texts.append(row.search).append('\n'); });
    if (m_texts.isEmpty())
        giveUp(u"there are no records to look for"_s);
}

QString QueryTexts::hit(int length, QRandomGenerator &random) const
{
    const auto isLetter = [](char c) {
        return c >= 'a' && c <= 'z';
    };
    for (;;) {
        const QByteArray text = m_texts.mid(random.bounded(m_texts.size()), length);
        if (text.size() == length && std::ranges::all_of(text, isLetter))
            return QString::fromLatin1(text);
    }
}

QString QueryTexts::miss(QRandomGenerator &random) const
{
    for (;;) {
        const QString text = hit(3, random) + QChar(u'a' + ushort(random.bounded(26)));
        if (scan(text) == 0)
            return text;
    }
}

qsizetype QueryTexts::scan(const QString &text) const
{
    const std::string_view all(m_texts.constData(), size_t(m_texts.size()));
    const std::string needle = text.toStdString();
    qsizetype found = 0;
    for (size_t at = all.find(needle); at != std::string_view::npos; at = all.find(needle, at)) {
        ++found;
        at = all.find('\n', at);
    }
    return found;
}
