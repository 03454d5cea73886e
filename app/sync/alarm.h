#pragma once

#include <QObject>

#include <chrono>
#include <functional>
#include <memory>

class Clock;

/// One timer on the injected clock that can be set anew and taken back.
class Alarm
{
public:
    /// Borrows `clock`; `action` runs from the event loop.
    Alarm(Clock &clock, std::function<void()> action);
    /// Rings once, `delay` from now, instead of whenever it was set for.
    void set(std::chrono::milliseconds delay);
    void clear();

private:
    Clock &m_clock;
    std::function<void()> m_action;
    std::unique_ptr<QObject> m_context; ///< the clock forgets a timer whose context is gone
};
