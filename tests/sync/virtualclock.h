#pragma once

#include "clock.h"

#include <QObject>
#include <QPointer>

#include <map>
#include <optional>

/// Time that stands still until a test moves it, and that reaches every timer at its very moment.
class VirtualClock final : public Clock
{
public:
    QDateTime now() const override;
    std::chrono::milliseconds monotonic() const override { return m_now; }
    void after(std::chrono::milliseconds delay, QObject *context, std::function<void()> action) override;
    /// A timer that nothing can take back.
    void after(std::chrono::milliseconds delay, std::function<void()> action);

    /// Runs the oldest timer that is due; false if none is.
    bool fireOne();
    /// When the next timer is due; nothing without one.
    std::optional<std::chrono::milliseconds> nextDue() const;
    /// Moves time on to `then`, monotonic; timers wait for fireOne().
    void moveTo(std::chrono::milliseconds then) { m_now = then; }

private:
    struct Timer
    {
        QPointer<QObject> context;
        bool hasContext = false;
        std::function<void()> action;
    };
    std::chrono::milliseconds m_now{std::chrono::hours(1)};
    std::multimap<std::chrono::milliseconds, Timer> m_timers;
};
