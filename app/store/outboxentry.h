#pragma once

#include "party/activity.h"
#include "party/party.h"
#include "party/partychanges.h"

#include <QDateTime>
#include <QList>
#include <QString>
#include <QUrl>
#include <QUuid>

#include <variant>

/// The edit of a note or a task.
template <typename T>
struct ItemEdit
{
    T base; ///< what Capsule last confirmed when the edit began; for a create empty
    T edited; ///< what the user wants; for a delete the same as base
    bool operator==(const ItemEdit &) const = default;
};
using ActivityEdit = std::variant<std::monostate, ItemEdit<Entry>, ItemEdit<Task>>;

/// One piece of unsent or just sent work (reliability.md section 2).
struct OutboxEntry
{
    enum class Kind { Create, Update, Delete };
    enum class State {
        Queued, ///< may be changed and sent
        Sending, ///< on disk before the first byte leaves; frozen from here on
        Acked, ///< Capsule's answer is stored, the replica does not have it yet
        Done, ///< kept 7 days, then purged
        Unknown, ///< sent, no complete answer: to be looked for
        Conflict, ///< values collide with somebody else's; waits for the user
        Rejected, ///< Capsule said no; waits for the user
        Ask, ///< cannot be decided by machine; waits for the user
        Discarded, ///< by the user; kept 30 days
    };

    qint64 sequence = 0; ///< gapless, from 1
    QUuid localId; ///< of the record; of a note or task the party it belongs to, null for none
    Kind kind = Kind::Update;
    State state = State::Queued;
    Party base; ///< what Capsule last confirmed when the edit began; for a create an empty party of its type
    Party edited; ///< what the user wants; for a delete the same as base
    QUuid itemId; ///< for work on a note or task: its local id; null otherwise
    ActivityEdit activity; ///< that work, in place of base and edited
    QUuid dependsOn; ///< a record that must have reached Capsule first; null for none
    QList<qint64> replaces; ///< earlier entries a delete made needless; they come back if it is taken back
    bool held = false; ///< the user asked to keep it back

    int attempts = 0; ///< transmissions so far
    int probes = 0; ///< looks for a lost answer so far
    QDateTime createdAt; ///< UTC
    QDateTime notBefore; ///< UTC, this computer's clock; invalid: at once
    QDateTime sentAt; ///< by the service's clock, just before the last transmission
    qint64 highestIdBefore = 0; ///< the highest id known then, of a party, or of an entry or task
    QByteArray sentBody; ///< the exact bytes of the last transmission
    QUrl job; ///< of a delete in state Unknown that Capsule carries out later: where to ask about it; empty if not told

    QList<PartyConflict> conflicts; ///< for Conflict
    QString problem; ///< for Rejected, Conflict and Ask: Capsule's own words, or a code word of ours
    QString problemField; ///< the service's name of the field, if it named one; of a row as "address.country"
    int problemStatus = 0;

    QDateTime endedAt; ///< UTC, this computer's clock: when it became Done or Discarded; set by the store
    QByteArray answer; ///< for Acked: the document Capsule sent back; empty for a delete

    /// False for work on a note or a task.
    bool isAboutParty() const { return activity.index() == 0; }
    const ItemEdit<Entry> *note() const { return std::get_if<ItemEdit<Entry>>(&activity); }
    const ItemEdit<Task> *task() const { return std::get_if<ItemEdit<Task>>(&activity); }
    /// The record, note or task the work is on: of each only the oldest work may be sent.
    QUuid subjectId() const { return isAboutParty() ? localId : itemId; }

    /// True while the user's work in it has not reached Capsule: it lies over the replica.
    bool isPending() const { return state != State::Done && state != State::Discarded; }
    /// True from the first byte sent until the outcome is known.
    bool isInFlight() const { return state == State::Sending || state == State::Unknown; }
    /// True where only the user can go on.
    bool needsUser() const { return state == State::Conflict || state == State::Rejected || state == State::Ask; }
};
