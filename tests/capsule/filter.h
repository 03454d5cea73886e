#pragma once

#include "call.h"

#include <functional>
#include <vector>

namespace capsule {

/// A filter over parties (capsule-api.md section 11): every condition must hold.
class Filter
{
public:
    using Condition = std::function<bool(const Party &)>;
    /// Whether the first party comes before the second.
    using Order = std::function<bool(const Party &, const Party &)>;

    /// Reads the object under `filter`; 422 for unknown fields and operators and for groups.
    Refusal read(const Call &call, const QJsonObject &filter);
    bool matches(const Party &party) const;
    /// Sorts by `orderBy`; without one the order stays.
    void sort(QList<const Party *> &parties) const;

private:
    Refusal addOrder(const QJsonObject &order);

    std::vector<Condition> m_conditions;
    std::vector<Order> m_orders;
};

} // namespace capsule
