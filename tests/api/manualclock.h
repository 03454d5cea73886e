#pragma once

#include "clock.h"

#include <QObject>
#include <QPointer>

#include <utility>
#include <vector>

/// Time that stands still until a test moves it.
class ManualClock final : public Clock
{
public:
    QDateTime now() const override { return QDateTime::fromMSecsSinceEpoch(m_now.count(), Qt::UTC); }
    std::chrono::milliseconds monotonic() const override { return m_now; }
    void after(std::chrono::milliseconds delay, QObject *context, std::function<void()> action) override
    {
        m_alarms.push_back({m_now + delay, context, std::move(action)});
    }

    /// Moves time on and does what falls due.
    void advance(std::chrono::milliseconds by)
    {
        m_now += by;
        const auto alarms = std::exchange(m_alarms, {});
        for (const Alarm &alarm : alarms) {
            if (alarm.due > m_now)
                m_alarms.push_back(alarm);
            else if (alarm.context)
                alarm.action();
        }
    }

private:
    struct Alarm
    {
        std::chrono::milliseconds due;
        QPointer<QObject> context;
        std::function<void()> action;
    };
    std::chrono::milliseconds m_now{1'000'000};
    std::vector<Alarm> m_alarms;
};
