#include "requestlog.h"

#include "jsonwriter.h"

using namespace Qt::StringLiterals;

namespace capsule {

bool RequestLog::open(const QString &name)
{
    m_file.setFileName(name);
    return m_file.open(QIODevice::WriteOnly | QIODevice::Append);
}

void RequestLog::write(const Exchange &exchange)
{
    JsonWriter json;
    json.beginObject();
    json.moment("time", exchange.at);
    json.member("method", QString::fromLatin1(exchange.request.method));
    json.member("path", QString::fromUtf8(exchange.request.target));
    json.member("requestBody", QString::fromUtf8(exchange.request.body));
    json.member("status", qint64(exchange.answer.status));
    json.member("answerBody", QString::fromUtf8(exchange.answer.body));
    json.member("fault", exchange.fault);
    json.endObject();
    QByteArray line = json.bytes();
    for (const QString &secret : m_secrets) {
        if (!secret.isEmpty())
            line.replace(secret.toUtf8(), "***"_ba);
    }
    m_file.write(line + '\n');
    m_file.flush();
}

} // namespace capsule
