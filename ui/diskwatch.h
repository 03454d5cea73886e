#pragma once

#include <QObject>

#include <functional>

class Clock;

/// Looks now and then whether a disk is about to be full, so that a person can make room before something cannot be
/// saved (reliability.md section 12).
class DiskWatch : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 LowBelow = 200'000'000; ///< bytes

    /// `bytesFree` tells the room that is left, -1 if that is not known. Looks at once, then every minute by `clock`,
    /// which it borrows.
    DiskWatch(Clock &clock, std::function<qint64()> bytesFree, QObject *parent = nullptr);

    bool isLow() const { return m_isLow; }

Q_SIGNALS:
    void changed();

private:
    void look();

    Clock &m_clock;
    std::function<qint64()> m_bytesFree;
    bool m_isLow = false;
};
