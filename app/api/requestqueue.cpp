#include "api/requestqueue.h"

#include <QNetworkAccessManager>

RequestQueue::RequestQueue(QNetworkAccessManager &network, QObject *parent)
    : QObject(parent)
    , m_network(network)
{
}

void RequestQueue::add(ApiTransfer *transfer, const QNetworkRequest &wire)
{
    connect(transfer, &ApiTransfer::ended, this, [this, transfer] { leave(transfer); });
    m_waiting.append({transfer, wire});
    advance();
}

void RequestQueue::forgetConnections()
{
    m_connectionsAreStale = true;
    advance();
}

void RequestQueue::advance()
{
    while (true) {
        if (!m_waiting.isEmpty() && m_waiting.first().transfer->request().wantsFreshConnection)
            m_connectionsAreStale = true;
        if (m_connectionsAreStale) {
            if (!m_inFlight.isEmpty())
                return;
            m_network.clearConnectionCache();
            m_connectionsAreStale = false;
        }
        if (m_waiting.isEmpty())
            return;
        const Waiting next = m_waiting.takeFirst();
        m_inFlight.append(next.transfer);
        next.transfer->start(m_network, next.wire);
    }
}

void RequestQueue::leave(ApiTransfer *transfer)
{
    m_inFlight.removeOne(transfer);
    m_waiting.removeIf([transfer](const Waiting &waiting) { return waiting.transfer == transfer; });
    advance();
}
