#pragma once

#include <QDateTime>
#include <QList>

/// Which records a filter saved in Capsule gave.
struct FilterResult
{
    QList<qint64> ids; ///< Capsule's, of records
    QDateTime at; ///< when, the service's time, UTC
    bool operator==(const FilterResult &) const = default;
};
