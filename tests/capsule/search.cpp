#include "search.h"

#include <string_view>

using namespace Qt::StringLiterals;

namespace capsule {

namespace {

void addWords(QString &text, const QString &value)
{
    const QString lower = value.simplified().toLower();
    if (lower.isEmpty())
        return;
    text += u' ';
    text += lower;
    bool inWord = true;
    for (qsizetype i = 0; i < lower.size(); ++i) {
        const bool isPart = lower[i].isLetterOrNumber() || lower[i].isMark() || lower[i].isSurrogate();
        if (isPart && !inWord && lower[i - 1] != u' ') {
            const qsizetype end = lower.indexOf(u' ', i);
            text += u' ';
            text += QStringView(lower).sliced(i, (end < 0 ? lower.size() : end) - i);
        }
        inWord = isPart;
    }
}

QString digitsOf(const QString &text)
{
    QString digits;
    for (const QChar c : text) {
        if (c.isDigit())
            digits += c;
    }
    return digits;
}

} // namespace

QByteArray searchTextOf(const Party &party)
{
    QString text;
    text.reserve(256);
    addWords(text, party.fullName());
    for (const Email &email : party.emails)
        addWords(text, email.address);
    for (const Phone &phone : party.phones)
        addWords(text, digitsOf(phone.number));
    for (const Address &address : party.addresses) {
        addWords(text, address.zip);
        addWords(text, address.city);
    }
    return text.toUtf8();
}

SearchLine::SearchLine(const QString &line)
{
    const auto words = line.toLower().simplified().split(u' ', Qt::SkipEmptyParts);
    for (const QString &word : words)
        m_words.append(' ' + word.toUtf8());
    QString bare = line;
    bare.removeIf([](QChar c) { return u" +()-./"_s.contains(c); });
    if (!bare.isEmpty() && bare == digitsOf(bare))
        m_digits = ' ' + bare.toUtf8();
}

bool SearchLine::matches(const QByteArray &searchText) const
{
    const std::string_view text(searchText.constData(), std::size_t(searchText.size()));
    const auto holds = [text](const QByteArray &word) {
        return text.find(std::string_view(word.constData(), std::size_t(word.size()))) != std::string_view::npos;
    };
    if (!m_digits.isEmpty() && holds(m_digits))
        return true;
    return std::all_of(m_words.begin(), m_words.end(), holds);
}

} // namespace capsule
