#include "outsidelink.h"

#include <QDesktopServices>
#include <QRegularExpression>
#include <QUrlQuery>

using namespace Qt::StringLiterals;

QUrl websiteLink(const QString &address, const QString &url)
{
    QUrl link(url.isEmpty() ? address.trimmed() : url, QUrl::StrictMode);
    if (link.isRelative() && !address.contains(u' ') && address.contains(u'.'))
        link = QUrl(u"https://"_s + address.trimmed(), QUrl::StrictMode);
    return mayOpen(link) ? link : QUrl();
}

QUrl mailLink(const QString &address)
{
    if (!address.contains(u'@'))
        return {};
    QUrl link;
    link.setScheme(u"mailto"_s);
    link.setPath(address.trimmed());
    return link;
}

QUrl phoneLink(const QString &number)
{
    static const QRegularExpression notDialled(u"[^0-9+*#]"_s);
    QString digits = number;
    digits.remove(notDialled);
    QUrl link;
    if (!digits.isEmpty()) {
        link.setScheme(u"tel"_s);
        link.setPath(digits);
    }
    return link;
}

QUrl mapLink(const QString &place)
{
    if (place.isEmpty())
        return {};
    QUrl link(u"https://www.openstreetmap.org/search"_s);
    QUrlQuery query;
    query.addQueryItem(u"query"_s, QString::fromLatin1(QUrl::toPercentEncoding(place)));
    link.setQuery(query);
    return link;
}

bool mayOpen(const QUrl &url)
{
    if (!url.isValid())
        return false;
    const QString scheme = url.scheme();
    if (scheme == "http"_L1 || scheme == "https"_L1)
        return !url.host().isEmpty();
    return (scheme == "mailto"_L1 || scheme == "tel"_L1) && !url.path().isEmpty();
}

QString linkTarget(const QUrl &url)
{
    return url.host().isEmpty() ? url.path() : url.host(QUrl::FullyEncoded);
}

void openOutside(const QUrl &url)
{
    if (mayOpen(url))
        QDesktopServices::openUrl(url);
}
