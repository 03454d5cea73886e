#pragma once

#include "faults.h"

#include <QNetworkAccessManager>
#include <QPointer>

#include <functional>

namespace capsule {

class Reply;
class Service;

/// The door without sockets: a network access manager whose network is a Service. Answers never arrive before the
/// call that asked for them has returned.
class AccessManager : public QNetworkAccessManager
{
    Q_OBJECT

public:
    /// Calls the function after so many milliseconds, by whatever clock the test goes by.
    using Scheduler = std::function<void(int ms, std::function<void()>)>;

    /// The service must outlive the manager. Requests to a host other than that of `baseUrl` end in HostNotFoundError.
    explicit AccessManager(Service &service, QObject *parent = nullptr);

    Faults &faults() { return m_faults; }
    /// "https://api.capsulecrm.com/api/v2" unless set.
    void setBaseUrl(const QString &url) { m_baseUrl = url; }
    /// Refuses every connection; nothing is read from bodies.
    void setOffline(bool isOffline) { m_isOffline = isOffline; }
    /// Holds new requests back, neither carried out nor answered, until release().
    void setHolding(bool isHolding) { m_isHolding = isHolding; }
    void release();
    /// Milliseconds until an answer to a request without a delay of its own arrives.
    void setLatency(int ms) { m_latency = ms; }
    /// Replaces the event loop's timers.
    void setScheduler(Scheduler scheduler) { m_scheduler = std::move(scheduler); }
    /// Every request that went out, with its headers, oldest first; refused connections are not among them.
    const QList<Request> &requests() const { return m_requests; }
    void forgetRequests() { m_requests.clear(); }

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request, QIODevice *body) override;

private:
    void schedule(int ms, Reply *reply, std::function<void()> action);
    void send(Reply *reply, const Request &request);

    Service &m_service;
    Faults m_faults;
    QString m_baseUrl;
    bool m_isOffline = false;
    bool m_isHolding = false;
    int m_latency = 0;
    Scheduler m_scheduler;
    QList<Request> m_requests;
    QList<std::function<void()>> m_held;
};

} // namespace capsule
