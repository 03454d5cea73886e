#pragma once

#include <QByteArray>
#include <QString>

namespace capsule {

/// Writes minified JSON straight into bytes: the read path serves pages of thousands of values, and building a
/// QJsonDocument for each costs more than everything else together. The caller keeps the nesting right.
class JsonWriter
{
public:
    void beginObject() { open('{'); }
    void endObject() { m_bytes += '}'; }
    void beginArray() { open('['); }
    void endArray() { m_bytes += ']'; }
    /// The name of the value that is written next.
    void key(QByteArrayView name);

    void null() { raw("null"); }
    void boolean(bool value) { raw(value ? "true" : "false"); }
    void number(qint64 value);
    void string(QStringView text);
    /// The text, or null when it is empty: the service keeps no empty strings.
    void stringOrNull(const QString &text);
    /// A value that is JSON already.
    void raw(QByteArrayView json);

    void member(QByteArrayView name, const QString &value) { key(name), string(value); }
    void member(QByteArrayView name, qint64 value) { key(name), number(value); }
    void optional(QByteArrayView name, const QString &value) { key(name), stringOrNull(value); }
    /// A timestamp of whole seconds in UTC, or null for 0 (capsule-api.md section 1).
    void moment(QByteArrayView name, qint64 secondsSinceEpoch);

    const QByteArray &bytes() const { return m_bytes; }
    void reserve(qsizetype size) { m_bytes.reserve(size); }

private:
    void separate();
    void open(char bracket);

    QByteArray m_bytes;
};

} // namespace capsule
