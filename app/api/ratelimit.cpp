#include "api/ratelimit.h"

#include <QLocale>
#include <QTimeZone>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds LongestWait = 2h;

std::optional<qint64> wholeNumber(const QByteArray &text)
{
    bool isNumber = false;
    const qint64 number = text.trimmed().toLongLong(&isNumber);
    return isNumber && number >= 0 ? std::optional(number) : std::nullopt;
}

/// The wait, if both moments are known and it is worth believing.
std::optional<milliseconds> believableWait(const QDateTime &from, const QDateTime &until)
{
    if (!from.isValid() || !until.isValid())
        return std::nullopt;
    const milliseconds wait(from.msecsTo(until));
    return wait > 0ms && wait <= LongestWait ? std::optional(wait) : std::nullopt;
}

} // namespace

QDateTime httpDate(const QByteArray &value)
{
    QDateTime moment
        = QLocale::c().toDateTime(QString::fromLatin1(value.trimmed()), u"ddd, dd MMM yyyy HH:mm:ss 'GMT'"_s);
    moment.setTimeSpec(Qt::UTC);
    return moment;
}

std::optional<RateLimit> rateLimitFrom(const QByteArray &limit, const QByteArray &remaining, const QByteArray &reset)
{
    constexpr qint64 mostRequests = 1'000'000'000;
    constexpr qint64 latestReset = 253'402'300'799; // the last second of the year 9999
    const auto all = wholeNumber(limit);
    const auto left = wholeNumber(remaining);
    const auto when = wholeNumber(reset);
    if (!all || !left || !when || *all < 1 || *all > mostRequests || *left > *all || *when > latestReset)
        return std::nullopt;
    return RateLimit{static_cast<int>(*all), static_cast<int>(*left), QDateTime::fromSecsSinceEpoch(*when, Qt::UTC)};
}

std::optional<milliseconds> retryAfterFrom(const QByteArray &value, const QDateTime &serviceNow)
{
    if (const auto seconds = wholeNumber(value)) {
        const bool isBelievable = *seconds > 0 && *seconds <= std::chrono::seconds(LongestWait / 1s).count();
        return isBelievable ? std::optional<milliseconds>(std::chrono::seconds(*seconds)) : std::nullopt;
    }
    return believableWait(serviceNow, httpDate(value));
}

milliseconds waitForReset(const QDateTime &reset, const QDateTime &serviceNow, milliseconds jitter)
{
    if (const auto wait = believableWait(serviceNow, reset))
        return *wait + jitter;
    return 1min;
}
