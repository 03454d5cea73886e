#pragma once

#include "party/bulkchange.h"
#include "result.h"
#include "store/storeerror.h"

#include <QDateTime>
#include <QHash>
#include <QList>
#include <QMap>
#include <QObject>
#include <QSet>
#include <QUuid>

#include <chrono>
#include <functional>
#include <map>
#include <optional>

class Clock;
class PartyStore;
using BulkRecords = QMap<QByteArray, QByteArray>; // as outbox.h has it
struct OutboxEntry;

/// What has become of one record of a run.
struct BulkRow
{
    enum class State {
        Waiting, ///< its turn has not come
        Queued, ///< its change is in the outbox
        Done, ///< and in Capsule
        Skipped,
        Failed, ///< waits in the outbox for the user
    };
    QUuid localId;
    State state = State::Waiting;
    BulkSkip skip = BulkSkip::AlreadySo; ///< for Skipped
    bool isConflict = false; ///< for Failed: somebody else changed the same value, which is decided in the record
    QString problem; ///< for Failed: as in OutboxEntry
    qint64 sequence = 0; ///< of its outbox entry; 0 for none
};

/// One change made in many records, one after the other. A value that says where it stands.
struct BulkRun
{
    enum class State { Running, Paused, Done };
    struct Counts
    {
        int waiting = 0;
        int queued = 0;
        int done = 0;
        int skipped = 0;
        int failed = 0;
        bool operator==(const Counts &) const = default;
    };
    qint64 number = 0; ///< from 1
    BulkChange change;
    State state = State::Running;
    QDateTime createdAt; ///< UTC
    QDateTime startsAt; ///< UTC; nothing goes into the outbox before
    QDateTime endedAt; ///< UTC; invalid until Done
    bool isStopped = false; ///< by the user: what had not had its turn was left out
    QList<BulkRow> rows;
    Counts counts; ///< of the rows
};

/// Runs of one change over many records (ux.md section 2.16). They are the user's work and kept in the outbox's file: a
/// record's outbox entry and the note that it has one are one transaction, so that the end of the program at any
/// moment neither repeats nor loses a record, and a run goes on with the next start. Only a few records are in the
/// outbox at a time: the user's own saves go first, and a pause takes effect at once. Sending is the outbox's business.
class BulkRuns : public QObject
{
    Q_OBJECT

public:
    /// Borrows both. What the files hold is here when loaded() tells, and goes on then.
    BulkRuns(PartyStore &store, Clock &clock, QObject *parent = nullptr);
    ~BulkRuns() override;

    /// What owners and teams are checked against.
    void setCatalogue(const Catalogue &catalogue) { m_catalogue = catalogue; }

    /// What the change would make of a record now, or why it would be left alone. Changes nothing. Not for GiveBack.
    struct Prospect
    {
        Party was; ///< as shown
        Result<Party, BulkSkip> willBe;
    };
    Prospect prospect(const BulkChange &change, const QUuid &localId) const;

    /// Begins a run, after `delay`; returns its number. It is on disk then.
    Result<qint64, StoreError> start(
        const BulkChange &change, const QList<QUuid> &records, std::chrono::milliseconds delay = {});
    Result<void, StoreError> pause(qint64 number);
    Result<void, StoreError> resume(qint64 number);
    /// Leaves out every record whose turn has not come.
    Result<void, StoreError> stop(qint64 number);
    /// Stops the run and gives each changed record its own values back in a new one, whose number this returns; 0 if
    /// there is nothing to give back. Of a delete only what is still in the outbox comes back.
    Result<qint64, StoreError> undo(qint64 number);
    /// Tries the failed records again, and only these; conflicts stay, they are decided in the record.
    Result<void, StoreError> retryFailed(qint64 number);

    bool isLoaded() const { return m_isLoaded; }
    /// The numbers of all runs, oldest first. Those that ended a month ago are forgotten.
    QList<qint64> numbers() const;
    /// Null for a number that is not known. Valid until the next change.
    const BulkRun *run(qint64 number) const;
    /// Of a record that the run has changed; empty values else.
    BulkValues valuesOf(qint64 number, qsizetype row) const;
    /// How many of the failed records retryFailed() would try.
    int retriable(qint64 number) const;

Q_SIGNALS:
    void loaded();
    /// A run began, moved on, or ended.
    void changed(qint64 number);
    /// The disk refused something; the run is paused.
    void failed(const StoreError &error);

private:
    struct Kept;
    void load();
    void readHeads();
    void readRow(const QByteArray &key, const QByteArray &content);
    void forgetOld();
    void advanceSoon();
    void advance();
    bool settle(Kept &kept);
    bool settleRow(Kept &kept, qsizetype place);
    bool feed(Kept &kept);
    Result<void, StoreError> feedRow(Kept &kept, qsizetype place);
    Result<Party, BulkSkip> outcome(const Kept &kept, const BulkRow &row, const Party &shown) const;
    std::optional<BulkValues> formerValues(const Kept &kept, const QUuid &localId) const;
    void setRow(Kept &kept, qsizetype place, const BulkRow &row);
    bool conclude(Kept &kept);
    BulkRecords recordsOf(const Kept &kept) const;
    Result<void, StoreError> flush(Kept &kept);
    Result<void, StoreError> setState(qint64 number, BulkRun::State state);
    void refuse(Kept &kept, const StoreError &error);
    Result<void, StoreError> takeBackDeletes(Kept &kept);

    PartyStore &m_store;
    Clock &m_clock;
    Catalogue m_catalogue;
    std::map<qint64, Kept> m_runs;
    QByteArray m_loadedUpTo;
    bool m_isLoaded = false;
    bool m_isScheduled = false;
};
