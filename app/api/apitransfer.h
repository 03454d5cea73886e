#pragma once

#include "api/apirequest.h"
#include "api/wireanswer.h"

#include <QNetworkRequest>
#include <QObject>

#include <chrono>

class Clock;
class OneShotBody;
class QNetworkAccessManager;
class QNetworkReply;

/// One request's life: sent, timed, its body counted, and ended once. It says what came over the wire and leaves the
/// judgement to others. Deletes itself after it ended.
class ApiTransfer final : public QObject
{
    Q_OBJECT

public:
    ApiTransfer(ApiRequest request, const ApiLimits &limits, Clock &clock, QObject *parent);
    ~ApiTransfer() override;

    const ApiRequest &request() const { return m_request; }

    /// Sends `wire`, which networkRequest() made of request().
    void start(QNetworkAccessManager &network, const QNetworkRequest &wire);
    /// Ends without sending anything: finished() comes from the event loop with this error.
    void refuse(const ApiError &error);
    /// Ends at once; finished() will not come. Does nothing after the end.
    void cancel();

Q_SIGNALS:
    /// Bytes of the request's body, or of the file that comes. Not after ended().
    void progressed(qint64 done, qint64 total);
    /// Over, in whatever way. Comes before finished().
    void ended();
    /// Over, and not cancelled.
    void finished(const WireAnswer &answer);

private:
    void takeBytes();
    void stop(const QString &reason);
    void conclude();
    void end(const WireAnswer &answer);
    void dropReply();
    WireAnswer answer() const;
    void log(const WireAnswer &answer) const;

    ApiRequest m_request;
    ApiLimits m_limits;
    Clock &m_clock;
    std::chrono::milliseconds m_startedAt{0};
    QNetworkReply *m_reply = nullptr; // the access manager's child
    OneShotBody *m_upload = nullptr; // the reply's child
    QByteArray m_body;
    QString m_stopReason; // set where we aborted it ourselves
    QString m_tlsTrouble;
    bool m_requestSent = false;
    bool m_hasEnded = false;
};
