#pragma once

#include "api/apierror.h"
#include "store/outboxentry.h"

#include <chrono>

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
    std::chrono::milliseconds delay {0};
    bool operator==(const RetryDecision &) const = default;
};

/// Pure: the table. `kind` and `addsRows` tell what was sent; `attempt` counts transmissions so far, from 1; `random` is
/// in [0, 1).
RetryDecision decideRetry(const ApiError &error, OutboxEntry::Kind kind, bool addsRows, int attempt, double random);

/// 2 s doubling to 5 min, half fixed and half random; `failures` from 1.
std::chrono::milliseconds backoff(int failures, double random);
/// When to look for the lost answer, after the failure: 5, 30 and 95 s for `probe` 0, 1 and 2; nothing after that.
std::optional<std::chrono::milliseconds> probeDelay(int probe);
