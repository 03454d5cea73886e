#include "singleinstance.h"

#include <QCryptographicHash>
#include <QDir>
#include <QLocalSocket>

using namespace Qt::StringLiterals;

SingleInstance::SingleInstance(const QString &profile, QObject *parent)
    : QObject(parent)
{
    const QByteArray folder = QDir(profile).absolutePath().toUtf8();
    const QString name = "counterpart-"_L1
        + QString::fromLatin1(QCryptographicHash::hash(folder, QCryptographicHash::Sha256).toHex().left(24));

    QLocalSocket knock;
    knock.connectToServer(name, QIODevice::WriteOnly);
    if (knock.waitForConnected(500))
        return;

    // Nobody answered: what is left there belongs to a process that ended without cleaning up.
    QLocalServer::removeServer(name);
    m_server.setSocketOptions(QLocalServer::UserAccessOption);
    m_server.listen(name);
    m_isFirst = true; // even if listening failed: the lock on the data files has the last word
    connect(&m_server, &QLocalServer::newConnection, this, [this] {
        while (QLocalSocket *visitor = m_server.nextPendingConnection())
            visitor->deleteLater();
        Q_EMIT knocked();
    });
}
