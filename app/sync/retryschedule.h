#pragma once

#include "api/apierror.h"
#include "store/outboxentry.h"

#include <chrono>
#include <functional>
#include <optional>

/// What to do with an entry after a failure (reliability.md section 3).
struct RetryDecision
{
    enum class Next {
        SendAgain, ///< Queued, after `delay`
        Probe, ///< Unknown: look whether it arrived, after `delay`
        Reject, ///< Rejected: the user decides
        Ask, ///< Ask: the user decides
        Done, ///< counts as success
        PauseForSignIn, ///< Queued; everything rests until there is a token that works
        PauseForAllowance, ///< Queued; everything rests until the reset
    };
    Next next = Next::SendAgain;
    std::chrono::milliseconds delay{0};
    bool operator==(const RetryDecision &) const = default;
};

/// A source of numbers in [0, 1).
using Random = std::function<double()>;

/// Pure: the table. `kind` and `addsRows` tell what was sent; `attempt` counts transmissions so far, from 1; `random`
/// is in [0, 1).
RetryDecision decideRetry(const ApiError &error, OutboxEntry::Kind kind, bool addsRows, int attempt, double random);

/// True for a 403 that speaks of the token's scope rather than of one record.
bool isAboutScope(const ApiError &error);

/// True where the record is gone for this user, deleted or hidden.
bool isOutOfSight(const ApiError &error);

/// True if another request would fare no better now: it is about the line, the token or the hour, not about what was
/// asked for.
bool stopsEverything(ApiError::Kind kind);

/// 2 s doubling to 5 min, half fixed and half random; `failures` from 1.
std::chrono::milliseconds backoff(int failures, double random);
/// When to look for the lost answer, after the failure: 5, 30 and 95 s for `probe` 0, 1 and 2; nothing after that.
std::optional<std::chrono::milliseconds> probeDelay(int probe);
/// How often a create is transmitted before the user is asked.
inline constexpr int mostCreateAttempts = 3;
