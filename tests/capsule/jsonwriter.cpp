#include "jsonwriter.h"

#include "moment.h"

namespace capsule {

void JsonWriter::separate()
{
    if (m_bytes.isEmpty())
        return;
    const char last = m_bytes.back();
    if (last != '{' && last != '[' && last != ':')
        m_bytes += ',';
}

void JsonWriter::open(char bracket)
{
    separate();
    m_bytes += bracket;
}

void JsonWriter::key(QByteArrayView name)
{
    separate();
    m_bytes += '"';
    m_bytes += name;
    m_bytes += "\":";
}

void JsonWriter::number(qint64 value)
{
    separate();
    m_bytes += QByteArray::number(value);
}

void JsonWriter::raw(QByteArrayView json)
{
    separate();
    m_bytes += json;
}

void JsonWriter::string(QStringView text)
{
    separate();
    m_bytes += '"';
    const QByteArray utf8 = text.toUtf8();
    const char *from = utf8.constData();
    const char *const end = from + utf8.size();
    for (const char *at = from; at != end; ++at) {
        const auto byte = static_cast<unsigned char>(*at);
        if (byte >= 0x20 && byte != '"' && byte != '\\')
            continue;
        m_bytes.append(from, at - from);
        from = at + 1;
        if (byte == '\n') {
            m_bytes += "\\n";
        } else if (byte >= 0x20) {
            m_bytes += '\\';
            m_bytes += *at;
        } else {
            m_bytes += "\\u00";
            m_bytes += QByteArray::number(byte, 16).rightJustified(2, '0');
        }
    }
    m_bytes.append(from, end - from);
    m_bytes += '"';
}

void JsonWriter::stringOrNull(const QString &text)
{
    if (text.isEmpty())
        null();
    else
        string(text);
}

void JsonWriter::moment(QByteArrayView name, qint64 secondsSinceEpoch)
{
    key(name);
    if (secondsSinceEpoch == 0) {
        null();
        return;
    }
    m_bytes += '"';
    appendTimestamp(m_bytes, secondsSinceEpoch);
    m_bytes += '"';
}

} // namespace capsule
