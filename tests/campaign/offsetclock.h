#pragma once

#include "clock.h"

/// The machine's clock, ahead by some time: what a program sees that was started that much later.
class OffsetClock final : public Clock
{
public:
    explicit OffsetClock(std::chrono::seconds ahead)
        : m_ahead(ahead)
    {
    }
    QDateTime now() const override { return m_clock.now().addSecs(m_ahead.count()); }
    std::chrono::milliseconds monotonic() const override { return m_clock.monotonic(); }
    void after(std::chrono::milliseconds delay, QObject *context, std::function<void()> action) override
    {
        m_clock.after(delay, context, std::move(action));
    }

private:
    SystemClock m_clock;
    std::chrono::seconds m_ahead;
};
