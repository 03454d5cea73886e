#pragma once

#include "api/capsuleapi.h"
#include "capsule/accessmanager.h"
#include "capsule/service.h"
#include "store/partystore.h"
#include "support/manualclock.h"
#include "sync/syncengine.h"

#include <QTemporaryDir>

#include <memory>

/// One computer with the program's core on it, and Capsule on the other end of the wire, in virtual time.
class Bench
{
public:
    explicit Bench(capsule::Options options = {});
    ~Bench();

    /// Opens the files and starts the engine; after quit() as a restart would.
    void start();
    /// Ends everything but the files, wherever it is.
    void quit();

    /// Lets everything happen that happens now.
    void settle();
    /// Lets time pass.
    void run(std::chrono::milliseconds duration);
    /// Lets time pass second by second until the condition holds, at most ten minutes; false if it never does.
    bool runUntil(const std::function<bool()> &condition);

    /// "PUT /parties/7" and so on: what left this computer since the last call of forget().
    QStringList requests() const;
    /// The same without reads.
    QStringList writes() const;
    /// The value of "party" in the body of the n-th write.
    QJsonObject body(qsizetype write) const;
    void forget() { m_network->forgetRequests(); }

    PartyStore &store() { return *m_store; }
    SyncEngine &engine() { return *m_engine; }
    capsule::AccessManager &network() { return *m_network; }
    SyncState state() const { return m_engine->state(); }

    /// Puts Ann Lee, ann@example.com, into Capsule; returns Capsule's id.
    qint64 addAnnLee();
    /// The local ids of the records in Capsule, by Capsule's ids.
    QList<QUuid> inCapsule() const;
    /// The record as Capsule has it.
    Party capsules(const QUuid &localId);

    /// What the user sees of a record.
    Party shown(const QUuid &localId) const;
    /// Saves the record as `change` leaves it; returns the entry's sequence.
    qint64 edit(const QUuid &localId, const std::function<void(Party &)> &change);
    /// Saves a new record and returns its local id.
    QUuid add(const Party &party);
    /// The pending entries as "Update Queued" and so on, in order.
    QStringList outbox() const;
    OutboxEntry onlyEntry() const;

    ManualClock clock;
    capsule::Service service;
    QList<SyncState> states; ///< as published since start()
    QList<qint64> done;
    QList<qint64> parked;
    QStringList changedByOthers; ///< keys
    double random = 0.5;

private:
    QTemporaryDir m_folder;
    std::unique_ptr<capsule::AccessManager> m_network;
    std::unique_ptr<CapsuleApi> m_api;
    std::unique_ptr<PartyStore> m_store;
    std::unique_ptr<SyncEngine> m_engine;
};

Party person(const QString &firstName, const QString &lastName);
Party organisation(const QString &name);
