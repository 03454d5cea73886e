#include "conditions.h"

#include "clock.h"

#include <algorithm>

using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds diskRest = 15s;
constexpr int failuresUntilLongRest = 5;
constexpr milliseconds longRest = 5min;
constexpr milliseconds longestReset = 2h;

/// The part of the hour's allowance that is not for this purpose (reliability.md section 7).
double reserve(Conditions::Purpose purpose)
{
    switch (purpose) {
    case Conditions::Purpose::Save:
        return 0;
    case Conditions::Purpose::Question:
        return 0.1;
    case Conditions::Purpose::Background:
        return 0.2;
    }
    Q_UNREACHABLE();
}

} // namespace

Conditions::Conditions(CapsuleApi &api, Clock &clock, Random random, QObject *parent)
    : QObject(parent)
    , m_api(api)
    , m_clock(clock)
    , m_random(std::move(random))
{
}

Conditions::Obstacle Conditions::obstacle() const
{
    if (m_diskFails)
        return Obstacle::Disk;
    return m_needsSignIn ? Obstacle::SignIn : m_line;
}

QDateTime Conditions::resumesAt() const
{
    return obstacle() == m_line ? m_resumesAt : QDateTime();
}

std::optional<milliseconds> Conditions::wait(Purpose purpose) const
{
    if (m_needsSignIn)
        return {};
    milliseconds wait = allowanceWait(purpose);
    if (m_diskFails)
        wait = std::max(wait, m_diskUntil - monotonic());
    if (m_line != Obstacle::None)
        wait = std::max(wait, m_lineUntil - monotonic());
    return std::max(wait, milliseconds{0});
}

milliseconds Conditions::allowanceWait(Purpose purpose) const
{
    const RateLimit limit = m_api.rateLimit();
    if (limit.limit <= 0 || !limit.reset.isValid() || limit.remaining > limit.limit * reserve(purpose))
        return 0ms;
    const milliseconds wait = m_api.timeUntil(limit.reset).value_or(0ms);
    return wait > longestReset ? 0ms : std::max(wait, milliseconds{0});
}

bool Conditions::isNewHour() const
{
    const RateLimit limit = m_api.rateLimit();
    return limit.limit > 0 && limit.remaining <= limit.limit * reserve(Purpose::Background)
        && m_api.timeUntil(limit.reset).value_or(1ms) <= 0ms;
}

void Conditions::failed(const ApiError &error)
{
    switch (error.kind) {
    case ApiError::Kind::NotSent:
        return lineFailed(Obstacle::Offline);
    case ApiError::Kind::NotCapsule:
        return lineFailed(Obstacle::NotCapsule);
    case ApiError::Kind::Lost:
        // With a status somebody answered: that is this request's trouble, not the line's.
        return error.status == 0 ? lineFailed(Obstacle::Offline) : void();
    case ApiError::Kind::SignIn:
        return setSignIn(true);
    case ApiError::Kind::RateLimited:
        return allowanceUsedUp(error);
    case ApiError::Kind::Garbled:
    case ApiError::Kind::Cancelled:
        return;
    case ApiError::Kind::Forbidden:
    case ApiError::Kind::NotFound:
    case ApiError::Kind::Rejected:
        return succeeded();
    }
    Q_UNREACHABLE();
}

void Conditions::succeeded()
{
    // An answer that was on its way before a 429 says nothing about the hour.
    if (m_line == Obstacle::Allowance && monotonic() < m_lineUntil)
        return;
    m_failures = 0;
    if (m_line == Obstacle::None)
        return;
    m_line = Obstacle::None;
    m_resumesAt = {};
    Q_EMIT changed();
}

void Conditions::lineFailed(Obstacle why)
{
    ++m_failures;
    rest(why, m_failures < failuresUntilLongRest ? backoff(m_failures, m_random()) : longRest);
}

/// The API says how long until the reset, or a minute where that makes no sense; a minute that was not enough doubles.
void Conditions::allowanceUsedUp(const ApiError &error)
{
    const auto doubling = std::min<milliseconds>(60s * (1 << std::min(m_failures++, 7)), longestReset);
    const milliseconds told = error.retryAfter.value_or(60s);
    rest(Obstacle::Allowance, told > longestReset ? doubling : std::max(told, m_failures > 1 ? doubling : told));
}

void Conditions::rest(Obstacle why, milliseconds duration)
{
    m_line = why;
    m_lineUntil = monotonic() + duration;
    m_resumesAt = in(duration);
    Q_EMIT changed();
}

void Conditions::noteDisk(bool works)
{
    if (!works)
        m_diskUntil = monotonic() + diskRest;
    if (m_diskFails == !works)
        return;
    m_diskFails = !works;
    Q_EMIT changed();
}

void Conditions::tryNow()
{
    m_diskUntil = monotonic();
    if (m_line != Obstacle::Allowance)
        m_lineUntil = monotonic();
    Q_EMIT changed();
}

void Conditions::signedIn()
{
    setSignIn(false);
}

void Conditions::setSignIn(bool needed)
{
    if (m_needsSignIn == needed)
        return;
    m_needsSignIn = needed;
    Q_EMIT changed();
}

std::optional<QDateTime> Conditions::serverTime() const
{
    const QDateTime reference = m_clock.now();
    const auto until = m_api.timeUntil(reference);
    if (!until)
        return {};
    return reference.addMSecs(-until->count());
}

QDateTime Conditions::in(milliseconds delay) const
{
    return m_clock.now().addMSecs(delay.count());
}

milliseconds Conditions::monotonic() const
{
    return m_clock.monotonic();
}
