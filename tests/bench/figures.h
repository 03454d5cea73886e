#pragma once

#include <QJsonObject>
#include <QList>

/// Milliseconds between two pictures on most screens.
constexpr double FrameMs = 16;

/// What is left of many measurements of one thing, in its unit.
struct Figures
{
    qsizetype n = 0;
    double median = 0;
    double p99 = 0; ///< the slowest of fewer than 100
    double p999 = 0;
    double worst = 0;
    qsizetype late = 0; ///< how many were longer than a frame of the screen, if they are milliseconds

    static Figures of(QList<double> samples);
    static Figures fromJson(const QJsonObject &json);
    QJsonObject toJson() const;
};
