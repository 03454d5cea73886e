#pragma once

#include <QDateTime>

#include <chrono>
#include <optional>

/// What a change of many records costs: requests of the hour's allowance (capsule-api.md section 4), and time.
struct BulkBudget
{
    int requests = 0;
    std::chrono::seconds duration{0}; ///< rests included
    QDateTime pausesUntil; ///< this computer's clock, UTC: when the first rest ends; invalid if the allowance will do
    bool operator==(const BulkBudget &) const = default;
};

/// The allowance as last told: requests an hour, how many are left, and how long until it begins anew. A limit of 0
/// was not told and counts as enough.
struct BulkAllowance
{
    int limit = 0;
    int left = 0;
    std::chrono::milliseconds untilReset{0};
};

/// Of `records` that change. Each is read again and then written (reliability.md section 5), one after the other.
BulkBudget bulkBudget(int records, const BulkAllowance &allowance, const QDateTime &now);
