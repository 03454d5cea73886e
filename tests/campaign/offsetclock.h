#pragma once

#include "clock.h"

/// Another clock, ahead of it by some time: what a program sees that was started that much later, or on a computer
/// whose time is wrong. Borrows the other one.
class OffsetClock final : public Clock
{
public:
    OffsetClock(Clock &clock, std::chrono::seconds ahead)
        : m_clock(clock)
        , m_ahead(ahead)
    {
    }
    QDateTime now() const override { return m_clock.now().addSecs(m_ahead.count()); }
    std::chrono::milliseconds monotonic() const override { return m_clock.monotonic(); }
    void after(std::chrono::milliseconds delay, QObject *context, std::function<void()> action) override
    {
        m_clock.after(delay, context, std::move(action));
    }

    /// The wall time alone, as a user or a time server sets it.
    void setAhead(std::chrono::seconds ahead) { m_ahead = ahead; }

private:
    Clock &m_clock;
    std::chrono::seconds m_ahead;
};
