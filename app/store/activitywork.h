#pragma once

#include "party/activitychanges.h"
#include "store/outbox.h"

#include <QList>

#include <chrono>
#include <optional>

/// Every difference an outbox entry makes, as one line each: describeChanges() of whatever it is about, a party too.
QList<FieldChange> differencesOf(const OutboxEntry &entry);

/// What it is about, for people: the record's name; of a note or task that of its record, or else the task itself.
QString subjectNameOf(const OutboxEntry &entry);

/// True if nothing is left to send; a new file counts, although its token is not known yet.
bool changesNothing(const ItemEdit<Entry> &edit);
bool changesNothing(const ItemEdit<Task> &edit);

/// All there is to know of one note or task (T is Entry or Task), and what becomes of its unsent work in each event:
/// RecordWork for the smaller things. Pure: it only says what to write.
template <typename T>
class ActivityWork
{
public:
    QUuid localId; ///< of the note or task
    qint64 serverId = 0;
    std::optional<T> confirmed; ///< from the replica
    QList<OutboxEntry> entries; ///< pending ones, in order
    std::optional<ActivityDraft> draft;

    bool exists() const { return confirmed || !entries.isEmpty(); }
    bool isDeleted() const;
    /// What Capsule last confirmed, or what comes closest.
    T base() const;
    /// With every pending entry laid over it.
    T shown() const { return shownBefore(entries.size()); }

    /// What the steps below need besides.
    struct Context
    {
        qint64 nextSequence = 1;
        QDateTime now;
        QUuid record; ///< the party it belongs to, null for none
        bool isRecordKnown = true; ///< Capsule has that party
    };
    /// What a step wants written, and the outbox entry it is about; 0 if nothing is left to send.
    struct Step
    {
        OutboxChange change;
        qint64 sequence = 0;
    };

    Step draftKept(const T &edited, const Context &context) const;
    Step saved(const T &edited, const Context &context) const;
    Step removed(std::chrono::milliseconds delay, const Context &context) const;
    /// The user tries a parked entry again: of a conflict that decides for mine, with theirs in view.
    Step retried(qint64 sequence) const;
    Step discarded(qint64 sequence, const Context &context) const;
    Step acknowledged(qint64 sequence, const T &answer, const Context &context) const;
    /// Capsule no longer has it, and the user did not ask for that: what waits asks.
    Step goneInCapsule() const;

private:
    T shownBefore(qsizetype count) const;
    qsizetype indexOf(qint64 sequence) const;
    bool wasNeverSent() const;
    Step savedInto(const OutboxEntry &old, const T &edited, const Context &context) const;
    Step savedAnew(const T &edited, const Context &context) const;
    OutboxEntry withEdit(OutboxEntry entry, const ItemEdit<T> &edit, const QDateTime &now) const;
    void carryRest(Step &step, qsizetype first, T below, const Context &context) const;
};

extern template class ActivityWork<Entry>;
extern template class ActivityWork<Task>;
