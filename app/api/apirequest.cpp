#include "api/apirequest.h"

#include <QHostAddress>
#include <QNetworkRequest>
#include <QSysInfo>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

int portOf(const QUrl &url)
{
    return url.port(url.scheme() == "https"_L1 ? 443 : 80);
}

QByteArray userAgent()
{
    const QString system = u"%1 %2"_s.arg(QSysInfo::productType(), QSysInfo::productVersion());
    return "Counterpart/" COUNTERPART_VERSION " ("_ba + system.toLatin1() + ")"_ba;
}

} // namespace

QByteArray verbName(ApiRequest::Verb verb)
{
    switch (verb) {
    case ApiRequest::Verb::Get:
        return "GET"_ba;
    case ApiRequest::Verb::Post:
        return "POST"_ba;
    case ApiRequest::Verb::Put:
        return "PUT"_ba;
    case ApiRequest::Verb::Delete:
        return "DELETE"_ba;
    }
    Q_UNREACHABLE();
    return {};
}

bool isOnThisComputer(const QUrl &url)
{
    return url.host() == "localhost"_L1 || QHostAddress(url.host()).isLoopback();
}

bool mayCarryToken(const QUrl &base)
{
    if (!base.isValid() || base.host().isEmpty() || !base.userInfo().isEmpty())
        return false;
    if (base.scheme() == "https"_L1)
        return true;
    return base.scheme() == "http"_L1 && isOnThisComputer(base);
}

bool isSameOrigin(const QUrl &one, const QUrl &other)
{
    return one.isValid() && other.isValid() && one.scheme() == other.scheme() && one.host() == other.host()
        && portOf(one) == portOf(other);
}

bool isToken(const QByteArray &bytes)
{
    return !bytes.isEmpty() && std::ranges::all_of(bytes, [](char c) { return c > ' ' && c < '\x7f'; });
}

QNetworkRequest networkRequest(
    const ApiRequest &request, const QUrl &base, const QByteArray &token, const ApiLimits &limits)
{
    Q_ASSERT(mayCarryToken(base) && isSameOrigin(request.url, base) && isToken(token));
    QNetworkRequest result(request.url);
    result.setRawHeader("Authorization"_ba, "Bearer "_ba + token);
    result.setRawHeader("Accept"_ba, request.wantsBytes ? "*/*"_ba : "application/json"_ba);
    result.setRawHeader("User-Agent"_ba, userAgent());
    if (!request.body.isEmpty()) {
        result.setHeader(QNetworkRequest::ContentTypeHeader, request.contentType);
        result.setHeader(QNetworkRequest::ContentLengthHeader, request.body.size());
        result.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    }
    for (const auto &[name, value] : request.headers)
        result.setRawHeader(name, value);
    result.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    result.setAttribute(QNetworkRequest::Http2AllowedAttribute, false);
    result.setAttribute(QNetworkRequest::HttpPipeliningAllowedAttribute, false);
    result.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    result.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    result.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    result.setAttribute(QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    result.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    result.setTransferTimeout(static_cast<int>(limits.idle.count()));
    return result;
}
