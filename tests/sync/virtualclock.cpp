#include "virtualclock.h"

#include <utility>

QDateTime VirtualClock::now() const
{
    return QDateTime(QDate(2026, 3, 2), QTime(8, 0), Qt::UTC).addMSecs(m_now.count());
}

void VirtualClock::after(std::chrono::milliseconds delay, QObject *context, std::function<void()> action)
{
    m_timers.emplace(m_now + delay, Timer{context, true, std::move(action)});
}

void VirtualClock::after(std::chrono::milliseconds delay, std::function<void()> action)
{
    m_timers.emplace(m_now + delay, Timer{{}, false, std::move(action)});
}

bool VirtualClock::fireOne()
{
    if (m_timers.empty() || m_timers.begin()->first > m_now)
        return false;
    const Timer timer = std::move(m_timers.extract(m_timers.begin()).mapped());
    if (!timer.hasContext || timer.context)
        timer.action();
    return true;
}

std::optional<std::chrono::milliseconds> VirtualClock::nextDue() const
{
    if (m_timers.empty())
        return {};
    return m_timers.begin()->first;
}
