#pragma once

#include "api/capsuleapi.h"
#include "capsule/httpdoor.h"
#include "capsule/service.h"
#include "store/partystore.h"
#include "support/manualclock.h"
#include "sync/syncengine.h"

#include <QNetworkAccessManager>
#include <QTemporaryDir>

#include <atomic>
#include <memory>

/// An access manager that knows how many requests are on the wire.
class CountingManager final : public QNetworkAccessManager
{
public:
    int inFlight() const { return m_inFlight; }
    int aborted() const { return m_aborted; }

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request, QIODevice *body) override;

private:
    int m_inFlight = 0;
    int m_aborted = 0;
};

/// The stand-in behind real sockets, for any number of desks one after the other.
class FaultDoor
{
public:
    FaultDoor();

    /// An account of one person, Ann Lee, ann@example.com, and no faults; returns Capsule's id.
    qint64 reset();
    void setNow(const QDateTime &now) { m_now = now.toMSecsSinceEpoch(); }
    QString baseUrl() const { return m_door.baseUrl(); }
    QByteArray token() const { return capsule::Options().token.toLatin1(); }

    template <class Function>
    auto locked(Function function)
    {
        return m_door.locked(function);
    }
    void add(const capsule::Fault &fault);
    void heal();
    /// What came in, oldest first.
    QList<capsule::Exchange> exchanges();
    int hangs();
    Party party(qint64 id);
    QList<qint64> ids();
    void edit(qint64 id, const QJsonObject &change);

private:
    std::atomic<qint64> m_now = 0;
    capsule::Service m_service; // touched in locked() only
    capsule::Faults m_faults;
    capsule::HttpDoor m_door;
};

/// One computer with the program's core, on real sockets and on a clock that goes on only while the wire is idle.
class FaultDesk
{
public:
    explicit FaultDesk(FaultDoor &door);
    ~FaultDesk() { quit(); }

    void start();
    /// Ends everything but the files, wherever it is.
    void quit();
    /// Lets things happen until the condition holds; gives up after so much of the clock's time and returns whether it
    /// holds. Whatever is on the wire then has ended, unless the condition came true before.
    bool runUntil(const std::function<bool()> &condition, std::chrono::milliseconds atMost);
    void run(std::chrono::milliseconds duration);

    PartyStore &store() { return *m_store; }
    SyncEngine &engine() { return *m_engine; }
    Party shown(const QUuid &localId) const;

    ManualClock clock;

private:
    bool isWaitingForWire();
    void advance(std::chrono::milliseconds time);

    FaultDoor &m_door;
    QTemporaryDir m_folder;
    int m_hangsBefore = 0; ///< of requests that ended with an earlier start
    std::unique_ptr<CountingManager> m_network;
    std::unique_ptr<CapsuleApi> m_api;
    std::unique_ptr<PartyStore> m_store;
    std::unique_ptr<SyncEngine> m_engine;
};
