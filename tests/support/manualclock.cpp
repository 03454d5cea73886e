#include "manualclock.h"

#include <algorithm>

ManualClock::ManualClock(const QDateTime &start)
    : m_wall(start)
{
}

void ManualClock::after(std::chrono::milliseconds delay, QObject *context, std::function<void()> action)
{
    Q_ASSERT(context && action);
    m_actions.emplace(m_elapsed + std::max(delay, std::chrono::milliseconds(0)), Action{context, std::move(action)});
}

void ManualClock::advance(std::chrono::milliseconds time)
{
    const std::chrono::milliseconds end = m_elapsed + time;
    while (!m_actions.empty() && m_actions.begin()->first <= end) {
        const auto next = m_actions.extract(m_actions.begin());
        moveTo(next.key());
        if (next.mapped().context)
            next.mapped().run();
    }
    moveTo(end);
}

std::optional<std::chrono::milliseconds> ManualClock::untilNext() const
{
    const auto next = std::find_if(
        m_actions.begin(), m_actions.end(), [](const auto &item) { return !item.second.context.isNull(); });
    if (next == m_actions.end())
        return {};
    return next->first - m_elapsed;
}

/// An action that advances the clock itself may have gone further already.
void ManualClock::moveTo(std::chrono::milliseconds moment)
{
    if (moment <= m_elapsed)
        return;
    m_wall = m_wall.addMSecs((moment - m_elapsed).count());
    m_elapsed = moment;
}
