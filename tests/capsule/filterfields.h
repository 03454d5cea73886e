#pragma once

#include "call.h"

#include <QDate>

#include <functional>

namespace capsule {

/// What a filter can ask about a party. Exactly one of the functions is set; the others are empty.
struct FilterField
{
    std::function<QStringList(const Party &)> texts; ///< any of them may fit
    std::function<qint64(const Party &)> number; ///< 0 for none
    std::function<bool(const Party &)> flag;
    std::function<QDate(const Party &)> date; ///< invalid for none

    bool isKnown() const { return texts || number || flag || date; }
};

/// The field of that name in a filter, unknown if there is none (capsule-api.md section 11).
FilterField filterField(const Call &call, const QString &name);

} // namespace capsule
