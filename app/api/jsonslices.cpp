#include "api/jsonslices.h"

namespace {

/// Walks over JSON that is known to be sound.
class Walk
{
public:
    explicit Walk(QByteArrayView json)
        : m_at(json.begin())
        , m_end(json.end())
    {
    }

    /// The next byte that is no white space; 0 at the end.
    char peek()
    {
        while (m_at != m_end && (*m_at == ' ' || *m_at == '\n' || *m_at == '\r' || *m_at == '\t'))
            ++m_at;
        return m_at == m_end ? '\0' : *m_at;
    }
    /// Steps over a byte of the structure if it is the next.
    bool take(char byte)
    {
        if (peek() != byte)
            return false;
        ++m_at;
        return true;
    }
    /// Steps over the next value and gives its bytes.
    QByteArrayView value()
    {
        peek();
        const char *const begin = m_at;
        int depth = 0;
        do {
            const char byte = m_at == m_end ? '\0' : *m_at;
            if (byte == '"')
                skipText();
            else if (byte == '{' || byte == '[')
                ++depth, ++m_at;
            else if (byte == '}' || byte == ']')
                --depth, ++m_at;
            else if (depth == 0)
                skipWord();
            else if (m_at != m_end)
                ++m_at;
        } while (depth > 0 && m_at != m_end);
        return {begin, m_at};
    }

private:
    void skipText()
    {
        for (++m_at; m_at != m_end && *m_at != '"'; ++m_at) {
            if (*m_at == '\\' && m_at + 1 != m_end)
                ++m_at;
        }
        if (m_at != m_end)
            ++m_at;
    }
    /// A number, true, false or null.
    void skipWord()
    {
        while (m_at != m_end && *m_at != ',' && *m_at != '}' && *m_at != ']' && *m_at > ' ')
            ++m_at;
    }

    const char *m_at;
    const char *m_end;
};

} // namespace

QList<QByteArray> elementsOf(const QByteArray &json, QByteArrayView key)
{
    QList<QByteArray> elements;
    Walk walk(json);
    for (bool more = walk.take('{'); more && walk.peek() == '"'; more = walk.take(',')) {
        const QByteArrayView name = walk.value();
        if (!walk.take(':'))
            return {};
        if (name.size() != key.size() + 2 || name.sliced(1, key.size()) != key || walk.peek() != '[') {
            walk.value();
            continue;
        }
        elements.clear(); // of keys that stand twice the last counts, as for Qt
        walk.take('[');
        for (bool next = walk.peek() != ']'; next; next = walk.take(','))
            elements.append(walk.value().toByteArray());
        walk.take(']');
    }
    return elements;
}
