#pragma once

#include <QByteArray>
#include <QIODevice>

/// A request body that can be read once. Qt cannot rewind it, so it cannot transmit the request a second time on its
/// own when a kept-alive connection dies under a write (reliability.md section 8 rule 2).
class OneShotBody final : public QIODevice
{
    Q_OBJECT

public:
    explicit OneShotBody(QByteArray bytes, QObject *parent = nullptr);

    /// How many bytes have been read so far. While this is 0 the service cannot have acted on the request.
    qint64 handedOut() const { return m_handedOut; }

    bool isSequential() const override { return true; }
    bool reset() override { return false; }
    bool atEnd() const override;
    qint64 bytesAvailable() const override;

protected:
    qint64 readData(char *data, qint64 maxSize) override;
    qint64 writeData(const char *data, qint64 size) override;

private:
    QByteArray m_bytes;
    qint64 m_handedOut = 0;
};
