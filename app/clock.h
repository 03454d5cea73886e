#pragma once

#include <QDateTime>

#include <chrono>
#include <functional>

class QObject;

/// Time as the rest of the program sees it, so that a test can own it.
class Clock
{
public:
    virtual ~Clock() = default;

    /// Wall time, UTC. May jump; never used to order anything against the service's clock.
    virtual QDateTime now() const = 0;
    /// Time that only moves forward, from an arbitrary start.
    virtual std::chrono::milliseconds monotonic() const = 0;
    /// Calls `action` once after `delay` from the event loop, unless `context` is gone by then.
    virtual void after(std::chrono::milliseconds delay, QObject *context, std::function<void()> action) = 0;
};

/// The machine's own clock.
class SystemClock final : public Clock
{
public:
    QDateTime now() const override;
    std::chrono::milliseconds monotonic() const override;
    void after(std::chrono::milliseconds delay, QObject *context, std::function<void()> action) override;
};
