#pragma once

#include "api/apitransfer.h"

#include <QList>
#include <QNetworkRequest>
#include <QObject>

class QNetworkAccessManager;

/// Lets requests out, normally at once. Qt drops connections by stopping the thread of all of them, which leaves
/// requests in flight without an end; so a request that wants a fresh connection waits until nothing is in flight, and
/// later ones wait behind it.
class RequestQueue final : public QObject
{
public:
    RequestQueue(QNetworkAccessManager &network, QObject *parent);

    /// Sends `transfer` as `wire`, in its turn.
    void add(ApiTransfer *transfer, const QNetworkRequest &wire);
    /// Nothing that goes out from now on uses a connection that exists now.
    void forgetConnections();

private:
    struct Waiting
    {
        ApiTransfer *transfer;
        QNetworkRequest wire;
    };
    void advance();
    void leave(ApiTransfer *transfer);

    QNetworkAccessManager &m_network;
    QList<Waiting> m_waiting;
    QList<ApiTransfer *> m_inFlight;
    bool m_connectionsAreStale = false;
};
