#include "accessmanager.h"

#include "reply.h"
#include "service.h"

#include <QTimer>

using namespace Qt::StringLiterals;

namespace capsule {

namespace {

QByteArray methodOf(QNetworkAccessManager::Operation operation, const QNetworkRequest &request)
{
    switch (operation) {
    case QNetworkAccessManager::HeadOperation:
        return "HEAD"_ba;
    case QNetworkAccessManager::PutOperation:
        return "PUT"_ba;
    case QNetworkAccessManager::PostOperation:
        return "POST"_ba;
    case QNetworkAccessManager::DeleteOperation:
        return "DELETE"_ba;
    case QNetworkAccessManager::CustomOperation:
        return request.attribute(QNetworkRequest::CustomVerbAttribute).toByteArray();
    case QNetworkAccessManager::GetOperation:
    case QNetworkAccessManager::UnknownOperation:
        break;
    }
    return "GET"_ba;
}

Request read(const QByteArray &method, const QNetworkRequest &request, QIODevice *body, const QString &baseUrl)
{
    Request wire{method, request.url().path(QUrl::FullyEncoded).toUtf8(), {}, {}, baseUrl};
    if (request.url().hasQuery())
        wire.target += '?' + request.url().query(QUrl::FullyEncoded).toUtf8();
    const auto names = request.rawHeaderList();
    for (const QByteArray &name : names)
        wire.headers.set(name, request.rawHeader(name));
    if (body)
        wire.body = body->readAll();
    return wire;
}

} // namespace

AccessManager::AccessManager(Service &service, QObject *parent)
    : QNetworkAccessManager(parent)
    , m_service(service)
    , m_baseUrl(u"https://api.capsulecrm.com/api/v2"_s)
{
}

void AccessManager::schedule(int ms, Reply *reply, std::function<void()> action)
{
    const auto guarded = [guard = QPointer<Reply>(reply), action = std::move(action)] {
        if (guard && !guard->isFinished())
            action();
    };
    if (m_scheduler)
        m_scheduler(ms, guarded);
    else
        QTimer::singleShot(ms, reply, guarded);
}

QNetworkReply *AccessManager::createRequest(Operation operation, const QNetworkRequest &request, QIODevice *body)
{
    auto *reply = new Reply(operation, request, this);
    if (m_isOffline) {
        schedule(0, reply, [reply] { reply->fail(QNetworkReply::ConnectionRefusedError, u"Connection refused"_s); });
        return reply;
    }
    if (const QUrl base(m_baseUrl); request.url().host() != base.host() || request.url().scheme() != base.scheme()) {
        schedule(0, reply, [reply] { reply->fail(QNetworkReply::HostNotFoundError, u"Host not found"_s); });
        return reply;
    }
    if (request.transferTimeout() > 0)
        schedule(request.transferTimeout(), reply, [reply] { reply->abort(); });
    m_requests.append(read(methodOf(operation, request), request, body, m_baseUrl));
    schedule(0, reply, [this, reply, wire = m_requests.last()] {
        reply->reportSent(wire.body.size());
        if (m_isHolding)
            m_held.append([this, guard = QPointer<Reply>(reply), wire] {
                if (guard && !guard->isFinished())
                    send(guard, wire);
            });
        else
            send(reply, wire);
    });
    return reply;
}

void AccessManager::send(Reply *reply, const Request &request)
{
    const Delivery delivery = perform(m_service, m_faults, request);
    if (delivery.fault == Fault::Kind::Hang)
        return;
    schedule(m_latency + delivery.delayMs, reply, [reply, delivery] { reply->deliver(delivery); });
}

void AccessManager::release()
{
    m_isHolding = false;
    const auto held = std::exchange(m_held, {});
    for (const auto &action : held)
        action();
}

} // namespace capsule
