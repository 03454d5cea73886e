#include "api/linkheader.h"

#include <QByteArray>
#include <QByteArrayList>

#include <utility>

using namespace Qt::StringLiterals;

namespace {

bool isBlank(char c)
{
    return c == ' ' || c == '\t';
}

/// One value of the header: `<target>; name=value; name="value"`.
struct Link
{
    QByteArray target;
    QByteArray relations;
    bool hasAnchor = false;
};

/// Walks the header as RFC 8288 appendix B.2 says.
class LinkReader
{
public:
    explicit LinkReader(QByteArrayView text)
        : m_text(text)
    {
    }

    /// The next link; nothing at the end or where the text is no link.
    std::optional<Link> next()
    {
        skip([](char c) { return isBlank(c) || c == ','; });
        if (!take('<'))
            return std::nullopt;
        Link link;
        link.target = readUntil([](char c) { return c == '>'; });
        if (!take('>'))
            return std::nullopt;
        bool hasRelations = false;
        while (takeSeparator()) {
            const QByteArray name = readName();
            const QByteArray value = readValue();
            if (name == "rel" && !std::exchange(hasRelations, true))
                link.relations = value.toLower();
            if (name == "anchor")
                link.hasAnchor = true;
        }
        return link;
    }

private:
    bool atEnd() const { return m_at == m_text.size(); }

    template <typename Predicate>
    void skip(Predicate matches)
    {
        while (!atEnd() && matches(m_text[m_at]))
            ++m_at;
    }

    template <typename Predicate>
    QByteArray readUntil(Predicate ends)
    {
        const qsizetype from = m_at;
        skip([&](char c) { return !ends(c); });
        return m_text.sliced(from, m_at - from).toByteArray();
    }

    bool take(char c)
    {
        if (atEnd() || m_text[m_at] != c)
            return false;
        ++m_at;
        return true;
    }

    bool takeSeparator()
    {
        skip(isBlank);
        return take(';');
    }

    QByteArray readName()
    {
        skip(isBlank);
        const QByteArray name = readUntil([](char c) { return isBlank(c) || c == '=' || c == ';' || c == ','; });
        skip(isBlank);
        return name.toLower();
    }

    QByteArray readValue()
    {
        if (!take('='))
            return {};
        skip(isBlank);
        if (take('"'))
            return readQuoted();
        return readUntil([](char c) { return isBlank(c) || c == ';' || c == ','; });
    }

    QByteArray readQuoted()
    {
        QByteArray value;
        while (!atEnd() && !take('"')) {
            take('\\');
            if (!atEnd())
                value += m_text[m_at++];
        }
        return value;
    }

    QByteArrayView m_text;
    qsizetype m_at = 0;
};

} // namespace

std::optional<QString> linkTarget(QByteArrayView header, QLatin1StringView relation)
{
    const QByteArray wanted = QByteArray(relation.data(), relation.size()).toLower();
    LinkReader reader(header);
    while (const auto link = reader.next()) {
        if (!link->hasAnchor && link->relations.simplified().split(' ').contains(wanted))
            return QString::fromUtf8(link->target);
    }
    return std::nullopt;
}
