#include "diskwatch.h"

#include "clock.h"

using namespace std::chrono_literals;

DiskWatch::DiskWatch(Clock &clock, std::function<qint64()> bytesFree, QObject *parent)
    : QObject(parent)
    , m_clock(clock)
    , m_bytesFree(std::move(bytesFree))
{
    look();
}

void DiskWatch::look()
{
    const qint64 free = m_bytesFree();
    const bool isLow = free >= 0 && free < LowBelow;
    if (isLow != m_isLow) {
        m_isLow = isLow;
        Q_EMIT changed();
    }
    m_clock.after(1min, this, [this] { look(); });
}
