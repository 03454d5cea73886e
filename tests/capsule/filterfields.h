#pragma once

#include "call.h"

#include <QDate>

#include <functional>
#include <optional>

namespace capsule {

/// What a filter can ask about a party. Exactly one of texts, number, flag and date is set; the others are empty.
struct FilterField
{
    std::function<QStringList(const Party &)> texts; ///< any of them may fit
    std::function<std::optional<double>(const Party &)> number;
    std::function<bool(const Party &)> flag;
    std::function<QDate(const Party &)> date; ///< invalid for none
    std::function<QStringList(const Party &)> codes = {}; ///< beside the texts; only `is` and `is not` compare them
    bool comparesWhole = false; ///< knows no other operators than these two

    bool isKnown() const { return texts || number || flag || date; }
};

/// The field of that name in a filter, unknown if there is none (capsule-api.md section 11).
FilterField filterField(const Call &call, const QString &name);
/// The day of a moment (seconds since 1970) in the zone of the token's user; invalid for 0.
QDate userDayOf(const Call &call, qint64 moment);

} // namespace capsule
