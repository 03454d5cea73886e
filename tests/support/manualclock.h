#pragma once

#include "clock.h"

#include <QPointer>

#include <map>
#include <optional>

/// Time that stands still until a test moves it. Not thread-safe.
class ManualClock final : public Clock
{
public:
    /// Wall time begins at `start`, monotonic time at 0.
    explicit ManualClock(const QDateTime &start = QDateTime({2026, 1, 5}, {9, 0}, Qt::UTC));

    QDateTime now() const override { return m_wall; }
    std::chrono::milliseconds monotonic() const override { return m_elapsed; }
    /// Only advance() runs actions, even those without delay. `context` may not be null.
    void after(std::chrono::milliseconds delay, QObject *context, std::function<void()> action) override;

    /// Lets time pass and runs what falls due meanwhile, in order of time and then of posting, each at its own moment.
    /// What the actions post runs too if it falls due.
    void advance(std::chrono::milliseconds time);
    /// Sets the wall time alone, as a user or a time server does.
    void setNow(const QDateTime &now) { m_wall = now; }
    /// How long until the next action whose context still lives; empty if none waits.
    std::optional<std::chrono::milliseconds> untilNext() const;

private:
    struct Action
    {
        QPointer<QObject> context;
        std::function<void()> run;
    };
    void moveTo(std::chrono::milliseconds moment);

    QDateTime m_wall;
    std::chrono::milliseconds m_elapsed{0};
    std::multimap<std::chrono::milliseconds, Action> m_actions; ///< by the moment they are due
};
