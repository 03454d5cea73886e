#pragma once

#include <QByteArray>
#include <QDateTime>

#include <chrono>
#include <optional>

/// The hourly allowance as last told (capsule-api.md section 4).
struct RateLimit
{
    int limit = 0; ///< 0: not told yet
    int remaining = 0;
    QDateTime reset; ///< UTC, by the service's clock
    bool operator==(const RateLimit &) const = default;
};

/// The moment in a Date header (RFC 9110 section 5.6.7, the preferred form), UTC; invalid if it is not one.
QDateTime httpDate(const QByteArray &value);

/// The values of X-RateLimit-Limit, -Remaining and -Reset; nothing unless all three are whole numbers that make sense.
std::optional<RateLimit> rateLimitFrom(const QByteArray &limit, const QByteArray &remaining, const QByteArray &reset);

/// The value of Retry-After (RFC 9110 section 10.2.3), seconds or a date, as a wait from `serviceNow` on. Nothing if it
/// is missing, broken, in the past or more than two hours away.
std::optional<std::chrono::milliseconds> retryAfterFrom(const QByteArray &value, const QDateTime &serviceNow);

/// How long to rest after a 429: until `reset` by the service's clock plus `jitter`. A reset that is missing, past or
/// more than two hours away, or an unknown `serviceNow` (invalid), makes it a minute (reliability.md section 7).
std::chrono::milliseconds waitForReset(
    const QDateTime &reset, const QDateTime &serviceNow, std::chrono::milliseconds jitter);
