#include "message.h"

#include "jsonwriter.h"

using namespace Qt::StringLiterals;

namespace capsule {

QByteArray Headers::value(QByteArrayView name) const
{
    for (const auto &[key, value] : m_fields) {
        if (key.compare(name, Qt::CaseInsensitive) == 0)
            return value.isNull() ? ""_ba : value;
    }
    return {};
}

void Headers::set(const QByteArray &name, const QByteArray &value)
{
    for (auto &field : m_fields) {
        if (field.first.compare(name, Qt::CaseInsensitive) == 0) {
            field.second = value;
            return;
        }
    }
    m_fields.emplaceBack(name, value);
}

QByteArray reasonPhrase(int status)
{
    switch (status) {
    case 200:
        return "OK"_ba;
    case 201:
        return "Created"_ba;
    case 202:
        return "Accepted"_ba;
    case 204:
        return "No Content"_ba;
    case 301:
        return "Moved Permanently"_ba;
    case 302:
        return "Found"_ba;
    case 303:
        return "See Other"_ba;
    case 307:
        return "Temporary Redirect"_ba;
    case 308:
        return "Permanent Redirect"_ba;
    case 400:
        return "Bad Request"_ba;
    case 401:
        return "Unauthorized"_ba;
    case 402:
        return "Payment Required"_ba;
    case 403:
        return "Forbidden"_ba;
    case 404:
        return "Not Found"_ba;
    case 405:
        return "Method Not Allowed"_ba;
    case 408:
        return "Request Timeout"_ba;
    case 409:
        return "Conflict"_ba;
    case 410:
        return "Gone"_ba;
    case 413:
        return "Payload Too Large"_ba;
    case 415:
        return "Unsupported Media Type"_ba;
    case 422:
        return "Unprocessable Entity"_ba;
    case 429:
        return "Too Many Requests"_ba;
    case 500:
        return "Internal Server Error"_ba;
    case 502:
        return "Bad Gateway"_ba;
    case 503:
        return "Service Unavailable"_ba;
    case 504:
        return "Gateway Timeout"_ba;
    default:
        return "Unknown"_ba;
    }
}

Answer jsonAnswer(int status, const QByteArray &body)
{
    Answer answer{status, {}, body};
    answer.headers.set("Content-Type"_ba, "application/json;charset=utf-8"_ba);
    return answer;
}

Answer failure(int status, const QString &message)
{
    JsonWriter json;
    json.beginObject();
    json.member("message", message);
    json.endObject();
    return jsonAnswer(status, json.bytes());
}

Answer invalid(const QString &message, const QString &resource, const QString &field)
{
    JsonWriter json;
    json.beginObject();
    json.member("message", u"Validation Failed"_s);
    json.key("errors");
    json.beginArray();
    json.beginObject();
    json.member("message", message);
    json.member("resource", resource);
    json.member("field", field);
    json.endObject();
    json.endArray();
    json.endObject();
    return jsonAnswer(422, json.bytes());
}

} // namespace capsule
