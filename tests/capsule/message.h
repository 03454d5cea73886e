#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

#include <utility>

namespace capsule {

/// HTTP header fields in the order they were added; names compare without case (RFC 9110 section 5.1).
class Headers
{
public:
    /// The first value of that name, or a null array.
    QByteArray value(QByteArrayView name) const;
    bool contains(QByteArrayView name) const { return !value(name).isNull(); }
    /// Adds the field, replacing an earlier one of that name.
    void set(const QByteArray &name, const QByteArray &value);
    const QList<std::pair<QByteArray, QByteArray>> &fields() const { return m_fields; }

private:
    QList<std::pair<QByteArray, QByteArray>> m_fields;
};

/// One request as it reaches the service, whichever door it came through.
struct Request
{
    QByteArray method; ///< upper case
    QByteArray target; ///< path and query as sent, e.g. "/api/v2/parties?page=2"
    Headers headers;
    QByteArray body;
    /// The target up to the question mark.
    QByteArray path() const { return target.contains('?') ? target.left(target.indexOf('?')) : target; }
    QString baseUrl; ///< what Link and Location begin with, e.g. "http://127.0.0.1:8080/api/v2"
};

/// One complete answer. A status of 0 in a record of traffic means that no answer was sent.
struct Answer
{
    int status = 200;
    Headers headers;
    QByteArray body;
};

/// A request and what was answered, for tests and logs.
struct Exchange
{
    Request request;
    Answer answer;
    qint64 at = 0; ///< seconds since 1970, by the service's clock
    QString fault = {}; ///< what a door did to it, e.g. "dropAfter"; empty if nothing
};

/// The words HTTP puts behind a status code, e.g. "Created".
QByteArray reasonPhrase(int status);

/// An answer with a minified JSON body.
Answer jsonAnswer(int status, const QByteArray &body);

/// `{"message":...}`, the error envelope without details (capsule-api.md section 3).
Answer failure(int status, const QString &message);

/// 422 with one entry in `errors` (capsule-api.md section 3).
Answer invalid(const QString &message, const QString &resource, const QString &field);

} // namespace capsule
