#include "reply.h"

#include <QUrl>

#include <cstring>

using namespace Qt::StringLiterals;

namespace capsule {

namespace {

/// The error Qt 6.4 gives for a status (as observed by its own HTTP replies).
QNetworkReply::NetworkError errorOf(int status)
{
    switch (status) {
    case 400:
        return QNetworkReply::ProtocolInvalidOperationError;
    case 401:
        return QNetworkReply::AuthenticationRequiredError;
    case 403:
        return QNetworkReply::ContentAccessDenied;
    case 404:
        return QNetworkReply::ContentNotFoundError;
    case 405:
        return QNetworkReply::ContentOperationNotPermittedError;
    case 407:
        return QNetworkReply::ProxyAuthenticationRequiredError;
    case 409:
        return QNetworkReply::ContentConflictError;
    case 410:
        return QNetworkReply::ContentGoneError;
    case 418:
        return QNetworkReply::ProtocolInvalidOperationError;
    case 500:
        return QNetworkReply::InternalServerError;
    case 501:
        return QNetworkReply::OperationNotImplementedError;
    case 503:
        return QNetworkReply::ServiceUnavailableError;
    default:
        break;
    }
    if (status >= 500)
        return QNetworkReply::UnknownServerError;
    return status >= 400 ? QNetworkReply::UnknownContentError : QNetworkReply::NoError;
}

} // namespace

Reply::Reply(QNetworkAccessManager::Operation operation, const QNetworkRequest &request, QObject *parent)
    : QNetworkReply(parent)
{
    setRequest(request);
    setUrl(request.url());
    setOperation(operation);
    open(ReadOnly | Unbuffered);
}

void Reply::reportSent(qint64 bodySize)
{
    Q_EMIT socketStartedConnecting();
    Q_EMIT requestSent();
    if (bodySize > 0)
        Q_EMIT uploadProgress(bodySize, bodySize);
}

void Reply::fail(NetworkError error, const QString &text)
{
    setError(error, text);
    Q_EMIT errorOccurred(error);
    finish();
}

void Reply::deliver(const Delivery &delivery)
{
    if (delivery.fault == Fault::Kind::DropBefore || delivery.fault == Fault::Kind::DropAfter) {
        fail(RemoteHostClosedError, u"Connection closed"_s);
        return;
    }
    const bool isShort = delivery.fault == Fault::Kind::Cut || delivery.fault == Fault::Kind::CutChunked
        || delivery.fault == Fault::Kind::CutWithoutLength;
    m_body = isShort ? delivery.answer.body.left(delivery.answer.body.size() / 2) : delivery.answer.body;
    setHead(delivery.answer);
    if (delivery.fault != Fault::Kind::CutWithoutLength && delivery.fault != Fault::Kind::CutChunked)
        setHeader(QNetworkRequest::ContentLengthHeader, qint64(delivery.answer.body.size()));
    Q_EMIT metaDataChanged();
    if (!m_body.isEmpty()) {
        Q_EMIT readyRead();
        Q_EMIT downloadProgress(m_body.size(), m_body.size());
    }
    if (isFinished()) // a slot may have aborted
        return;
    // Without a length nobody can tell a cut body from a whole one, and Qt reports success.
    if (isShort && delivery.fault != Fault::Kind::CutWithoutLength) {
        fail(RemoteHostClosedError, u"Connection closed"_s);
        return;
    }
    if (const NetworkError error = errorOf(delivery.answer.status); error != NoError) {
        fail(error,
            u"Error transferring %1 - server replied: %2"_s.arg(
                url().toDisplayString(), QString::fromLatin1(reasonPhrase(delivery.answer.status))));
        return;
    }
    finish();
}

void Reply::setHead(const Answer &answer)
{
    setAttribute(QNetworkRequest::HttpStatusCodeAttribute, answer.status);
    setAttribute(QNetworkRequest::HttpReasonPhraseAttribute, QString::fromLatin1(reasonPhrase(answer.status)));
    for (const auto &[name, value] : answer.headers.fields())
        setRawHeader(name, value);
    if (const QByteArray target = answer.headers.value("Location"); answer.status / 100 == 3 && !target.isEmpty())
        setAttribute(QNetworkRequest::RedirectionTargetAttribute, QUrl::fromEncoded(target));
}

void Reply::finish()
{
    setFinished(true);
    Q_EMIT readChannelFinished();
    Q_EMIT finished();
}

void Reply::abort()
{
    if (isFinished())
        return;
    QNetworkReply::close();
    fail(OperationCanceledError, u"Operation canceled"_s);
}

void Reply::close()
{
    abort();
    QNetworkReply::close();
}

qint64 Reply::bytesAvailable() const
{
    return m_body.size() - m_read + QNetworkReply::bytesAvailable();
}

qint64 Reply::readData(char *data, qint64 maximum)
{
    const qint64 size = std::min(maximum, qint64(m_body.size()) - m_read);
    if (size == 0 && isFinished())
        return -1;
    std::memcpy(data, m_body.constData() + m_read, std::size_t(size));
    m_read += size;
    return size;
}

} // namespace capsule
