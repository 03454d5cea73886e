#pragma once

#include "api/capsuleapi.h"
#include "capsule/accessmanager.h"
#include "capsule/service.h"
#include "store/partystore.h"
#include "support/manualclock.h"
#include "sync/syncengine.h"

#include <QTemporaryDir>

#include <memory>

/// Capsule, and the time that everybody goes by.
class World
{
public:
    explicit World(capsule::Options options = {});

    /// Lets everything happen that happens now.
    void settle();
    /// Lets time pass.
    void run(std::chrono::milliseconds duration);
    /// Lets time pass second by second until the condition holds, at most ten minutes; false if it never does.
    bool runUntil(const std::function<bool()> &condition);

    /// Puts Ann Lee, ann@example.com, into Capsule; returns Capsule's id.
    qint64 addAnnLee();
    /// The local ids of the records in Capsule, by Capsule's ids.
    QList<QUuid> inCapsule() const;

    ManualClock clock;
    capsule::Service service;
};

/// One computer with the program's core on it.
class Desk
{
public:
    /// Borrows both. `clock` is what this computer takes for the time, and `base` how it calls Capsule, by which the
    /// service can tell several apart.
    Desk(World &world, Clock &clock, const QString &base = QStringLiteral("https://api.capsulecrm.com/api/v2"));
    ~Desk();

    /// Opens the files and starts the engine; after quit() as a restart would.
    void start();
    /// Ends everything but the files, wherever it is.
    void quit();
    /// Where the files are.
    QString folder() const { return m_folder.filePath(QStringLiteral("account")); }

    /// "PUT /parties/7" and so on: what left this computer since the last call of forget().
    QStringList requests() const;
    /// The same without what asks for the lists of the account's catalogue.
    QStringList recordRequests() const;
    /// The same without reads.
    QStringList writes() const;
    /// The value of "party" in the body of the n-th write.
    QJsonObject body(qsizetype write) const;
    void forget() { m_network->forgetRequests(); }

    PartyStore &store() { return *m_store; }
    const PartyStore &store() const { return *m_store; }
    SyncEngine &engine() { return *m_engine; }
    capsule::AccessManager &network() { return *m_network; }
    SyncState state() const { return m_engine->state(); }

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

    QList<SyncState> states; ///< as published since start()
    QList<qint64> done;
    QList<qint64> parked;
    QStringList changedByOthers; ///< keys
    double random = 0.5;

private:
    World &m_world;
    Clock &m_clock;
    QString m_base;
    QTemporaryDir m_folder;
    std::unique_ptr<capsule::AccessManager> m_network;
    std::unique_ptr<CapsuleApi> m_api;
    std::unique_ptr<PartyStore> m_store;
    std::unique_ptr<SyncEngine> m_engine;
};

/// One of each, in virtual time.
class Bench : public World, public Desk
{
public:
    explicit Bench(capsule::Options options = {})
        : World(std::move(options))
        , Desk(static_cast<World &>(*this), World::clock)
    {
    }
};

Party person(const QString &firstName, const QString &lastName);
Party organisation(const QString &name);
