#include "retryschedule.h"

#include <algorithm>
#include <array>

using namespace std::chrono_literals;
using namespace Qt::StringLiterals;
using Next = RetryDecision::Next;

namespace {

/// True where the service only says that what should go is gone already.
bool saysNotThere(const ApiError &error)
{
    const auto says = [](const QString &message) {
        return message.contains("not found to delete"_L1);
    };
    return says(error.message)
        || std::ranges::any_of(error.errors, [&](const FieldError &e) { return says(e.message); });
}

RetryDecision refused(const ApiError &error, OutboxEntry::Kind kind, std::chrono::milliseconds later)
{
    if (!saysNotThere(error))
        return {Next::Reject};
    // In a PUT somebody else removed the row a moment ago: reading again drops it from the request.
    return kind == OutboxEntry::Kind::Delete ? RetryDecision{Next::Done} : RetryDecision{Next::SendAgain, later};
}

} // namespace

RetryDecision decideRetry(const ApiError &error, OutboxEntry::Kind kind, bool addsRows, int attempt, double random)
{
    using Kind = OutboxEntry::Kind;
    const bool repeatable = kind == Kind::Delete || (kind == Kind::Update && !addsRows);
    const auto later = backoff(attempt, random);
    const RetryDecision unlessRepeatable
        = repeatable ? RetryDecision{Next::SendAgain, later} : RetryDecision{Next::Probe, *probeDelay(0)};

    switch (error.kind) {
    case ApiError::Kind::NotSent:
    case ApiError::Kind::Cancelled:
        return {Next::SendAgain, later};
    case ApiError::Kind::Lost:
    case ApiError::Kind::NotCapsule:
        return unlessRepeatable;
    case ApiError::Kind::Garbled:
        return kind == Kind::Delete ? RetryDecision{Next::Done} : unlessRepeatable;
    case ApiError::Kind::SignIn:
        return {Next::PauseForSignIn};
    case ApiError::Kind::RateLimited:
        return {Next::PauseForAllowance};
    case ApiError::Kind::Forbidden:
        return {Next::Reject};
    case ApiError::Kind::NotFound:
        return {kind == Kind::Delete ? Next::Done : Next::Ask};
    case ApiError::Kind::Rejected:
        return refused(error, kind, later);
    }
    Q_UNREACHABLE();
}

bool isAboutScope(const ApiError &error)
{
    return error.kind == ApiError::Kind::Forbidden && error.message.contains("scope"_L1, Qt::CaseInsensitive);
}

bool isOutOfSight(const ApiError &error)
{
    return error.kind == ApiError::Kind::NotFound || (error.kind == ApiError::Kind::Forbidden && !isAboutScope(error));
}

std::chrono::milliseconds backoff(int failures, double random)
{
    constexpr std::chrono::milliseconds first = 2s;
    constexpr std::chrono::milliseconds longest = 5min;
    const auto full = std::min(longest, first * (1 << std::clamp(failures - 1, 0, 10)));
    const auto half = full / 2;
    return half + std::chrono::milliseconds(qint64(double(half.count()) * random));
}

std::optional<std::chrono::milliseconds> probeDelay(int probe)
{
    static constexpr std::array<std::chrono::milliseconds, 3> delays{5s, 30s, 95s};
    if (probe < 0 || std::size_t(probe) >= delays.size())
        return {};
    return delays[std::size_t(probe)];
}

bool stopsEverything(ApiError::Kind kind)
{
    switch (kind) {
    case ApiError::Kind::NotSent:
    case ApiError::Kind::NotCapsule:
    case ApiError::Kind::SignIn:
    case ApiError::Kind::RateLimited:
    case ApiError::Kind::Cancelled:
        return true;
    case ApiError::Kind::Lost:
    case ApiError::Kind::Forbidden:
    case ApiError::Kind::NotFound:
    case ApiError::Kind::Rejected:
    case ApiError::Kind::Garbled:
        return false;
    }
    Q_UNREACHABLE();
}
