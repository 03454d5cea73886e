#include "bulkbudget.h"

#include <algorithm>

using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

constexpr int RequestsEach = 2;
constexpr milliseconds OneRequest = 600ms; // there and back, with what this computer does in between
constexpr milliseconds Hour = 1h;

} // namespace

BulkBudget bulkBudget(int records, const BulkAllowance &allowance, const QDateTime &now)
{
    BulkBudget budget;
    budget.requests = records * RequestsEach;
    milliseconds duration = 0ms;
    qint64 rest = budget.requests;
    qint64 left = allowance.left;
    milliseconds untilReset = std::clamp(allowance.untilReset, milliseconds(0), Hour);
    while (allowance.limit > 0) {
        const qint64 inThisHour = std::min({rest, left, qint64(untilReset / OneRequest)});
        if (inThisHour == rest)
            break;
        if (inThisHour == left && !budget.pausesUntil.isValid())
            budget.pausesUntil = now.addMSecs((duration + untilReset).count());
        rest -= inThisHour;
        duration += untilReset;
        untilReset = Hour;
        left = allowance.limit;
    }
    budget.duration = std::chrono::ceil<std::chrono::seconds>(duration + rest * OneRequest);
    return budget;
}
