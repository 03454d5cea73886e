#pragma once

#include <QByteArray>
#include <QList>
#include <QString>
#include <QUrl>

#include <chrono>
#include <functional>
#include <utility>

class QNetworkRequest;

/// How long a request may take and how much may come back (reliability.md section 8 rules 4 and 7).
struct ApiLimits
{
    std::chrono::milliseconds idle{30'000}; ///< without a byte in either direction
    std::chrono::milliseconds readDeadline{60'000}; ///< a read in all
    std::chrono::milliseconds writeDeadline{30'000}; ///< a write in all
    std::chrono::milliseconds jitter{15'000}; ///< at most, after the reset of a used up allowance
    qint64 bodySize = qint64{32} * 1024 * 1024; ///< bytes of an answer's body after decompression
};

/// One request as a value.
struct ApiRequest
{
    enum class Verb { Get, Post, Put, Delete };

    Verb verb = Verb::Get;
    QUrl url;
    QString pathTemplate; ///< for the log, without ids: "/parties/{id}"
    QByteArray body;
    QList<int> goodStatuses{200};
    bool isWrite = false; ///< changes something in Capsule; a search by POST does not
    bool wantsFreshConnection = false; ///< must not go out on a connection that may have died meanwhile

    QByteArray contentType{"application/json"}; ///< of the body
    QList<std::pair<QByteArray, QByteArray>> headers; ///< further ones
    bool wantsBytes = false; ///< the answer is a file and not JSON
    std::chrono::milliseconds deadline{0}; ///< in all, in place of the usual; 0 for that
    std::function<void(qint64 done, qint64 total)> progress; ///< of the body, or of a file that comes; total may be -1
};

/// "GET", "POST" and so on.
QByteArray verbName(ApiRequest::Verb verb);

/// True if the host is a loopback address or localhost.
bool isOnThisComputer(const QUrl &url);
/// True if a token may be sent to `base`: https, or http to this computer.
bool mayCarryToken(const QUrl &base);
/// True if both have the same scheme, host and port.
bool isSameOrigin(const QUrl &one, const QUrl &other);
/// True if the bytes can be a bearer token: visible ASCII, so that they cannot break out of their header.
bool isToken(const QByteArray &bytes);

/// The request as QNetworkAccessManager wants it, with every rule of reliability.md section 8. The only place that
/// attaches the token; `request.url` must be of the origin of `base`, and `base` one that may carry it.
QNetworkRequest networkRequest(
    const ApiRequest &request, const QUrl &base, const QByteArray &token, const ApiLimits &limits);
