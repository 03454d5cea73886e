#include "alarm.h"

#include "clock.h"

#include <algorithm>

Alarm::Alarm(Clock &clock, std::function<void()> action)
    : m_clock(clock)
    , m_action(std::move(action))
{
}

void Alarm::set(std::chrono::milliseconds delay)
{
    m_context = std::make_unique<QObject>();
    m_clock.after(std::max(delay, std::chrono::milliseconds{0}), m_context.get(), m_action);
}

void Alarm::clear()
{
    m_context.reset();
}
