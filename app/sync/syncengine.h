#pragma once

#include "api/capsuleapi.h"
#include "sync/retryschedule.h"

#include <QObject>

#include <memory>

class ActivitySync;
class Clock;
class PartyStore;

/// Where the exchange with Capsule stands, for people.
struct SyncState
{
    enum class Phase {
        SignedOut, ///< no token yet: nothing is sent or fetched
        UpToDate,
        Syncing,
        FirstLoad, ///< the first walk over all records, or its continuation
        Offline, ///< Capsule cannot be reached; tries again by itself
        NotCapsule, ///< something else answers, most likely a network's sign-in page
        SignInAgain, ///< Capsule no longer accepts the token
        SlowedDown, ///< the hourly allowance is used up until `resumesAt`
        DiskTrouble, ///< this computer could not store something; nothing is sent meanwhile
    };
    Phase phase = Phase::SignedOut;
    int loaded = 0; ///< during the first load: records so far
    int total = -1; ///< during the first load: of how many; -1 if unknown
    QDateTime resumesAt; ///< for SlowedDown and Offline: this computer's clock, UTC
    QDateTime lastSynced; ///< the last complete pull, UTC
    int allowanceLeft = -1; ///< requests of the hour left; -1 if not told
    int allowance = -1;
    bool readOnly = false; ///< the token may not write
    bool operator==(const SyncState &) const = default;
};

/// Pulls what changed in Capsule and pushes what waits in the outbox, by reliability.md sections 2 to 7. The only class
/// that knows both wire and disk. It decides by the retry table, sleeps by the clock, and says where it stands.
class SyncEngine : public QObject
{
    Q_OBJECT

public:
    /// Borrows all three. `random` spreads the waits; empty for the machine's own.
    SyncEngine(CapsuleApi &api, PartyStore &store, Clock &clock, QObject *parent = nullptr, Random random = {});
    ~SyncEngine() override;

    /// Begins: the API has a token now. Also after signing in again.
    void start();
    /// Stops sending and fetching; what is in flight ends as the outbox says.
    void stop();
    /// Pull and push now (F5), without waiting for the next turn.
    void checkNow();
    /// Reads one record again (opening it, or "Check now" on it).
    void checkParty(const QUuid &localId);
    /// Runs a filter that is saved in Capsule, by its id there, and keeps what it gives (PartyStore::filterResult()).
    void runFilter(qint64 filterId);

    SyncState state() const;

    /// Notes, tasks and what else happens around the parties.
    ActivitySync &activity();

Q_SIGNALS:
    void stateChanged(const SyncState &state);
    /// An entry has reached Capsule and the answer is stored.
    void entryDone(qint64 sequence, const QUuid &localId);
    /// An entry needs the user: rejected, in conflict, or undecided.
    void entryParked(qint64 sequence, const QUuid &localId);
    /// The record was changed by someone else in these keys (as in FieldChange).
    void changedByOthers(const QUuid &localId, const QStringList &keys);

private:
    class Private;
    std::unique_ptr<Private> d;
};
