#pragma once

#include "faults.h"

#include <QNetworkReply>

namespace capsule {

/// A reply that behaves like the one Qt makes for HTTP: same attributes, same errors, same order of signals.
class Reply : public QNetworkReply
{
    Q_OBJECT

public:
    Reply(QNetworkAccessManager::Operation operation, const QNetworkRequest &request, QObject *parent);

    /// Ends without an answer.
    void fail(NetworkError error, const QString &text);
    /// Ends with an answer, or with what a fault leaves of it.
    void deliver(const Delivery &delivery);
    /// The body has gone out.
    void reportSent(qint64 bodySize);

    void abort() override;
    void close() override;
    qint64 bytesAvailable() const override;
    bool isSequential() const override { return true; }

protected:
    qint64 readData(char *data, qint64 maximum) override;

private:
    void setHead(const Answer &answer);
    void finish();

    QByteArray m_body;
    qint64 m_read = 0;
};

} // namespace capsule
