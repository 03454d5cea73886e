#pragma once

#include <QtGlobal>

#include <chrono>

/// Nanoseconds of the steady clock. It counts from the start of the machine on every system we build for, so that a
/// process can tell how long ago another one took its reading.
inline qint64 readStopwatch()
{
    return std::chrono::nanoseconds(std::chrono::steady_clock::now().time_since_epoch()).count();
}

/// Milliseconds between two readings.
inline double msBetween(qint64 earlier, qint64 later)
{
    return double(later - earlier) / 1e6;
}

inline double msSince(qint64 reading)
{
    return msBetween(reading, readStopwatch());
}
