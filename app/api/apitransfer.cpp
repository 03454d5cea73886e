#include "api/apitransfer.h"

#include "api/oneshotbody.h"
#include "clock.h"

#include <QLoggingCategory>
#include <QMetaEnum>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSslError>

#include <utility>

using namespace Qt::StringLiterals;

namespace {

Q_LOGGING_CATEGORY(lcApi, "counterpart.api")

QNetworkReply *send(QNetworkAccessManager &network, ApiRequest::Verb verb, const QNetworkRequest &wire, QIODevice *body)
{
    switch (verb) {
    case ApiRequest::Verb::Get:
        return network.get(wire);
    case ApiRequest::Verb::Post:
        return network.post(wire, body);
    case ApiRequest::Verb::Put:
        return network.put(wire, body);
    case ApiRequest::Verb::Delete:
        return network.deleteResource(wire);
    }
    Q_UNREACHABLE();
    return nullptr;
}

/// Qt's name of the error and not its text, which may hold the address with its query.
QString errorName(QNetworkReply::NetworkError error)
{
    return QString::fromLatin1(QMetaEnum::fromType<QNetworkReply::NetworkError>().valueToKey(error));
}

QString secondsOf(std::chrono::milliseconds time)
{
    return QString::number(static_cast<double>(time.count()) / 1000.0);
}

} // namespace

ApiTransfer::ApiTransfer(ApiRequest request, const ApiLimits &limits, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_request(std::move(request))
    , m_limits(limits)
    , m_clock(clock)
{
}

ApiTransfer::~ApiTransfer()
{
    dropReply();
}

void ApiTransfer::start(QNetworkAccessManager &network, const QNetworkRequest &wire)
{
    Q_ASSERT(!m_reply && !m_hasEnded);
    m_startedAt = m_clock.monotonic();
    if (!m_request.body.isEmpty())
        m_upload = new OneShotBody(m_request.body);
    m_reply = send(network, m_request.verb, wire, m_upload);
    if (m_upload)
        m_upload->setParent(m_reply);

    connect(m_reply, &QNetworkReply::requestSent, this, [this] { m_requestSent = true; });
    connect(m_reply, &QNetworkReply::readyRead, this, &ApiTransfer::takeBytes);
    connect(m_reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        if (!errors.isEmpty())
            m_tlsTrouble = errors.first().errorString();
    });
    connect(m_reply, &QNetworkReply::finished, this, &ApiTransfer::conclude);
    if (m_request.progress) {
        const auto told = m_upload ? &QNetworkReply::uploadProgress : &QNetworkReply::downloadProgress;
        connect(m_reply, told, this, &ApiTransfer::progressed);
    }
    if (m_reply->isFinished())
        QMetaObject::invokeMethod(this, &ApiTransfer::conclude, Qt::QueuedConnection);

    const auto usual = m_request.isWrite ? m_limits.writeDeadline : m_limits.readDeadline;
    const auto deadline = m_request.deadline.count() > 0 ? m_request.deadline : usual;
    m_clock.after(deadline, this, [this, deadline] { stop(u"Not done within %1 s"_s.arg(secondsOf(deadline))); });
}

void ApiTransfer::refuse(const ApiError &error)
{
    WireAnswer answer;
    answer.refusal = error;
    QMetaObject::invokeMethod(this, [this, answer] { end(answer); }, Qt::QueuedConnection);
}

void ApiTransfer::cancel()
{
    if (std::exchange(m_hasEnded, true))
        return;
    dropReply();
    deleteLater();
    Q_EMIT ended();
}

/// Reads in small pieces, so that a body which unpacks to gigabytes is stopped at the cap.
void ApiTransfer::takeBytes()
{
    constexpr qint64 pieceSize = 65'536;
    while (m_stopReason.isEmpty() && m_reply->bytesAvailable() > 0) {
        const QByteArray piece = m_reply->read(pieceSize);
        if (piece.isEmpty())
            return;
        m_body += piece;
        if (m_body.size() > m_limits.bodySize)
            return stop(u"The answer is larger than %1 bytes"_s.arg(m_limits.bodySize));
    }
}

void ApiTransfer::stop(const QString &reason)
{
    if (!m_reply || !m_stopReason.isEmpty())
        return;
    m_stopReason = reason;
    if (!m_reply->isFinished())
        m_reply->abort(); // emits finished(), after which this object may be gone
}

void ApiTransfer::conclude()
{
    if (!m_reply)
        return;
    takeBytes();
    const WireAnswer result = answer();
    log(result);
    dropReply();
    end(result);
}

void ApiTransfer::end(const WireAnswer &answer)
{
    if (std::exchange(m_hasEnded, true))
        return;
    deleteLater();
    Q_EMIT ended();
    Q_EMIT finished(answer); // last: whoever hears it may delete everything
}

void ApiTransfer::dropReply()
{
    if (!m_reply)
        return;
    QNetworkReply *reply = std::exchange(m_reply, nullptr);
    m_upload = nullptr;
    reply->disconnect(this);
    if (!reply->isFinished())
        reply->abort();
    reply->deleteLater();
}

WireAnswer ApiTransfer::answer() const
{
    const QNetworkReply::NetworkError error = m_reply->error();
    WireAnswer result;
    result.status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    for (const auto &[name, value] : m_reply->rawHeaderPairs())
        result.headers.insert(name.toLower(), value);
    result.body = m_body;
    result.isComplete = error == QNetworkReply::NoError && m_stopReason.isEmpty();
    // Bytes of a body are counted in this thread before they leave, so a write is never taken for unsent. requestSent
    // comes from Qt's own thread and decides for requests without a body, which may be repeated anyway.
    result.mayHaveLeft = m_requestSent || (m_upload && m_upload->handedOut() > 0) || result.status != 0
        || error == QNetworkReply::ContentReSendError;

    if (!m_stopReason.isEmpty())
        result.trouble = m_stopReason;
    else if (error == QNetworkReply::OperationCanceledError || error == QNetworkReply::TimeoutError)
        result.trouble = u"Nothing moved for %1 s"_s.arg(secondsOf(m_limits.idle));
    else if (!m_tlsTrouble.isEmpty())
        result.trouble = m_tlsTrouble;
    else if (error != QNetworkReply::NoError)
        result.trouble = errorName(error);
    else if (result.status == 0)
        result.trouble = u"No HTTP status"_s;
    return result;
}

void ApiTransfer::log(const WireAnswer &answer) const
{
    const auto took = m_clock.monotonic() - m_startedAt;
    qCInfo(lcApi).noquote() << verbName(m_request.verb) << m_request.pathTemplate << answer.status << "sent"
                            << m_request.body.size() << "received" << answer.body.size() << "bytes in" << took.count()
                            << "ms" << answer.trouble;
}
