#include "api/oneshotbody.h"

#include <algorithm>

OneShotBody::OneShotBody(QByteArray bytes, QObject *parent)
    : QIODevice(parent)
    , m_bytes(std::move(bytes))
{
    // Unbuffered, so that what Qt takes from here is exactly what was counted.
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

bool OneShotBody::atEnd() const
{
    return m_handedOut == m_bytes.size();
}

qint64 OneShotBody::bytesAvailable() const
{
    return m_bytes.size() - m_handedOut;
}

qint64 OneShotBody::readData(char *data, qint64 maxSize)
{
    if (atEnd())
        return -1;
    const qint64 size = std::min(maxSize, bytesAvailable());
    std::copy_n(m_bytes.constData() + m_handedOut, size, data);
    m_handedOut += size;
    return size;
}

qint64 OneShotBody::writeData(const char *, qint64)
{
    return -1;
}
