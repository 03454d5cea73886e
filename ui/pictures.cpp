#include "pictures.h"

#include "clock.h"

#include <QBuffer>
#include <QCryptographicHash>
#include <QDir>
#include <QFile>
#include <QImageReader>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QSaveFile>
#include <QUrl>

#include <utility>

using namespace Qt::StringLiterals;

namespace {
constexpr qint64 Day = 24LL * 60 * 60;
constexpr int MostRedirects = 3;
constexpr int MostInMemory = 16 * 1024; // kilobytes
constexpr int DecodingLimit = 80; // megabytes; a picture of the largest size takes 64
constexpr int TransferTimeoutMs = 20'000;

/// A picture of one of the few kinds that are common for faces. Null for anything else, above all for drawings, which
/// could ask for more: those are Capsule's stand-ins for people without a picture.
QImage decoded(const QByteArray &bytes)
{
    QByteArray copy = bytes;
    QBuffer buffer(&copy);
    buffer.open(QIODevice::ReadOnly);
    QImageReader reader(&buffer);
    reader.setDecideFormatFromContent(true);
    reader.setAutoTransform(true);
    const QByteArray format = reader.format();
    if (format != "png" && format != "jpeg" && format != "gif")
        return {};
    const QSize size = reader.size();
    if (size.isEmpty() || size.width() > Pictures::MostPixels || size.height() > Pictures::MostPixels)
        return {};
    if (size.width() > Pictures::Side || size.height() > Pictures::Side)
        reader.setScaledSize(size.scaled(Pictures::Side, Pictures::Side, Qt::KeepAspectRatio));
    return reader.read();
}

/// The only addresses that are asked.
bool mayAsk(const QUrl &url)
{
    return url.isValid() && url.scheme() == "https"_L1 && !url.host().isEmpty() && url.userInfo().isEmpty();
}
} // namespace

Pictures::Pictures(QNetworkAccessManager &network, Clock &clock, QString folder, qint64 mostOnDisk, QObject *parent)
    : QObject(parent)
    , m_network(network)
    , m_clock(clock)
    , m_folder(std::move(folder))
    , m_mostOnDisk(mostOnDisk)
    , m_images(MostInMemory)
{
    QImageReader::setAllocationLimit(DecodingLimit);
}

Pictures::~Pictures()
{
    abort();
}

void Pictures::abort()
{
    for (QNetworkReply *reply : std::as_const(m_replies)) {
        reply->disconnect(this);
        reply->abort();
        reply->deleteLater();
    }
    m_replies.clear();
}

void Pictures::setWanted(bool wanted)
{
    if (wanted == m_isWanted)
        return;
    m_isWanted = wanted;
    Q_EMIT wantedChanged();
}

/// Named by the address, which nobody can read from it.
QString Pictures::fileOf(const QString &address) const
{
    const QByteArray name = QCryptographicHash::hash(address.toUtf8(), QCryptographicHash::Sha256).toHex();
    return m_folder + u'/' + QString::fromLatin1(name);
}

QImage Pictures::picture(const QString &address)
{
    const QUrl url(address, QUrl::StrictMode);
    if (!m_isWanted || !mayAsk(url))
        return {};
    const QImage *known = m_images.object(address);
    const QImage image = known ? *known : onDisk(address);
    if (m_clock.now().toSecsSinceEpoch() - m_askedAt.value(address) >= Day)
        ask(address);
    return image;
}

/// Reads the picture and when it was asked for: the time of the file, which is empty if there was none to be had.
QImage Pictures::onDisk(const QString &address)
{
    QFile file(fileOf(address));
    QImage image;
    if (file.open(QIODevice::ReadOnly)) {
        if (!m_askedAt.contains(address))
            m_askedAt.insert(address, file.fileTime(QFileDevice::FileModificationTime).toSecsSinceEpoch());
        image = decoded(file.read(MostBytes));
    }
    m_images.insert(address, new QImage(image), 1 + static_cast<int>(image.sizeInBytes() / 1024));
    return image;
}

void Pictures::ask(const QString &address)
{
    m_askedAt.insert(address, m_clock.now().toSecsSinceEpoch());
    QNetworkRequest request(QUrl(address, QUrl::StrictMode));
    // Nothing of the account goes along, and no redirect leads away from https.
    request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::NoLessSafeRedirectPolicy);
    request.setMaximumRedirectsAllowed(MostRedirects);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setRawHeader("Accept", "image/png, image/jpeg, image/gif");
    request.setTransferTimeout(TransferTimeoutMs);
    QNetworkReply *reply = m_network.get(request);
    m_replies.insert(reply);
    connect(reply, &QNetworkReply::downloadProgress, this, [reply](qint64 received, qint64 total) {
        if (received > MostBytes || total > MostBytes)
            reply->abort();
    });
    connect(reply, &QNetworkReply::finished, this, [this, address, reply] { take(address, reply); });
}

void Pictures::take(const QString &address, QNetworkReply *reply)
{
    m_replies.remove(reply);
    reply->deleteLater();
    const bool isWhole = reply->error() == QNetworkReply::NoError && reply->bytesAvailable() <= MostBytes
        && reply->url().scheme() == "https"_L1
        && reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt() == 200;
    QImage image = isWhole ? decoded(reply->readAll()) : QImage();
    if (image.isNull()) // an older one is better than none
        image = onDisk(address);
    keep(address, image);
    m_images.insert(address, new QImage(image), 1 + static_cast<int>(image.sizeInBytes() / 1024));
    Q_EMIT arrived(address);
}

/// What cannot be kept is asked for again after the next start.
void Pictures::keep(const QString &address, const QImage &image)
{
    if (!QDir().mkpath(m_folder))
        return;
    QSaveFile file(fileOf(address));
    if (!file.open(QIODevice::WriteOnly))
        return;
    file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    if (!image.isNull() && !image.save(&file, "PNG"))
        file.cancelWriting();
    if (!file.commit())
        return;
    QFile written(fileOf(address));
    if (written.open(QIODevice::ReadWrite))
        written.setFileTime(m_clock.now(), QFileDevice::FileModificationTime);
    written.close();
    prune();
}

void Pictures::prune() const
{
    qint64 size = 0;
    for (const QFileInfo &file : QDir(m_folder).entryInfoList(QDir::Files, QDir::Time)) { // newest first
        size += file.size();
        if (size > m_mostOnDisk)
            QFile::remove(file.filePath());
    }
}

void Pictures::forget()
{
    abort();
    m_images.clear();
    m_askedAt.clear();
    QDir(m_folder).removeRecursively();
}
