#pragma once

#include "party/partychanges.h"
#include "store/edit.h"
#include "store/outbox.h"

#include <QDateTime>
#include <QUuid>

#include <optional>

/// All there is to know of one record, and what becomes of its unsent work in each event. Pure: it only says what to
/// write.
class RecordWork
{
public:
    QUuid localId;
    std::optional<Party> confirmed; ///< from the replica
    QList<OutboxEntry> entries; ///< pending ones, in order
    std::optional<Draft> draft;

    bool exists() const { return confirmed || !entries.isEmpty() || draft; }
    bool isDeleted() const;
    bool needsUser() const;
    /// What Capsule last confirmed, or what comes closest.
    Party base() const;
    /// The base with every pending entry laid over it.
    Party shown() const { return shownBefore(entries.size()); }
    /// What is typed, carried over to what is shown now.
    std::optional<Edit> currentDraft() const;

    /// What the steps below need besides the record.
    struct Context
    {
        qint64 nextSequence = 1;
        QDateTime now;
        ServerIdLookup serverIdOf;
    };
    /// What a step wants written, and the entry it is about; 0 if nothing is left to send.
    struct Step
    {
        OutboxChange change;
        qint64 sequence = 0;
    };

    /// Keeps a draft; one that equals what is shown is forgotten.
    Step draftKept(const Party &edited, const Context &context) const;
    /// The user saved. Edits go into an entry that was not sent yet or waits for the user; else into a new one.
    Step saved(const Party &edited, const Context &context) const;
    /// The user deletes the record.
    Step removed(std::chrono::milliseconds delay, const Context &context) const;
    /// The user tries a parked entry again, with these values, made from what is shown. Of a conflict that decides what
    /// the user was asked about; what others changed since is a conflict again.
    Step retried(qint64 sequence, const Party &edited, const Context &context) const;
    /// The entry is given up or taken back; what was saved after it is carried over to what remains.
    Step discarded(qint64 sequence, const Context &context) const;
    /// Capsule's answer is stored in the replica: the entry ends, later work and the draft are carried over to the
    /// answer.
    Step acknowledged(qint64 sequence, const Party &answer, const Context &context) const;
    /// Capsule no longer has the record, and the user did not ask for that: whatever waits asks.
    Step deletedInCapsule() const;
    /// Capsule's state of the record has moved: conflicts that wait for the user name what is there now, and what they
    /// decide about includes what was saved since.
    Step changedInCapsule(const QDateTime &now) const;

private:
    Party shownBefore(qsizetype count) const;
    Party inView() const;
    qsizetype indexOf(qint64 sequence) const;
    qsizetype mergeTarget() const;
    Step savedInto(qsizetype target, const Party &edited, const Context &context) const;
    Step savedAnew(const Party &edited, const Context &context) const;
    QStringList draftConflicts() const;
    Party decidedFrom(qsizetype at) const;
    Party withUnasked(Party party, qsizetype first) const;
    void carryRest(Step &step, qsizetype first, Party below, const Context &context) const;
};
