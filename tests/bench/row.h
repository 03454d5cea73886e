#pragma once

#include "bench/figures.h"

#include <QString>

#include <optional>

/// A line of the table: what was measured, the floor that was measured in the same run, and what we want of it.
struct Row
{
    enum class Judged {
        MedianRatio, ///< median to the floor's median
        P99Ratio, ///< 99th percentile to the floor's
        P99, ///< the 99th percentile itself
        P999, ///< the 99.9th
        Median, ///< the median itself
    };

    int parties = 0;
    QString name;
    QString unit;
    Figures measured;
    std::optional<Figures> floor;
    QString floorName;
    Judged judged = Judged::MedianRatio;
    double aim = 0; ///< what is judged may be this at most
    QString note;

    double judgedValue() const;
    bool isMet() const { return measured.n > 0 && judgedValue() <= aim; }
    QJsonObject toJson() const;
};

/// The rows as a table for people, with their notes below.
QString tableOf(const QList<Row> &rows);
