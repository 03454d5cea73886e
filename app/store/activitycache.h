#pragma once

#include "party/activityjson.h"
#include "result.h"
#include "store/storeerror.h"

#include <QDateTime>
#include <QList>
#include <QSet>
#include <QUrl>

#include <optional>

class Database;

/// Entries, tasks and deals as Capsule last told them: a part of the replica, which owns it, by Capsule's ids. A row
/// that does not read back as written is left out, and what was known of the completeness of its list with it, so that
/// the list is read again.
class ActivityCache
{
public:
    /// Borrows the replica's database.
    explicit ActivityCache(Database &database);

    // --- entries

    /// At most `limit` entries of a party, the newest first.
    QList<Entry> entriesOf(qint64 party, int limit) const;
    /// The parties that have entries here.
    QSet<qint64> partiesWithEntries() const;
    std::optional<Entry> entry(qint64 id) const;
    /// The parties an entry is known at.
    QList<qint64> partiesOf(qint64 entry) const;
    qint64 highestEntryId() const;

    /// How far the entries of a party were read.
    struct Reach
    {
        QUrl next; ///< the page to be read next; empty before the first and after the last
        QDateTime oldest; ///< of the entries read; invalid for none
        bool isComplete = false;
        QDateTime checkedAt; ///< UTC; invalid for never
        bool operator==(const Reach &) const = default;
    };
    Reach reachOf(qint64 party) const;
    /// The parties whose entries were read, if only in part; reachOf() all others tells nothing.
    QSet<qint64> partiesRead() const;

    /// A page of a party's entries and the place behind it, in one transaction. Entries from `from` to `until`
    /// (invalid: open) that are here and not on the page go.
    struct Span
    {
        QDateTime from;
        QDateTime until;
    };
    Result<void, StoreError> putEntries(
        qint64 party, const QList<Received<Entry>> &entries, const Span &span, const Reach &reach);
    /// One entry, at every party it is known at and at the one it names.
    Result<void, StoreError> putEntry(const Received<Entry> &entry);
    Result<void, StoreError> removeEntry(qint64 id);

    // --- tasks

    QList<Task> tasksOf(qint64 party) const;
    QList<Task> openTasks() const;
    std::optional<Task> task(qint64 id) const;
    qint64 highestTaskId() const;
    /// When a walk over all open tasks last ended, UTC; invalid for never.
    QDateTime tasksCheckedAt() const;
    /// `metAt` is when a walk had them; invalid for single ones. With `isLastPage` those that are open and were not met
    /// since go, and the walk counts as ended.
    Result<void, StoreError> putTasks(const QList<Received<Task>> &tasks, const QDateTime &metAt, bool isLastPage);
    Result<void, StoreError> removeTask(qint64 id);

    // --- deals

    QList<Deal> dealsOf(qint64 party, Deal::Kind kind) const;
    /// When they were last read, UTC; invalid for never.
    QDateTime dealsCheckedAt(qint64 party, Deal::Kind kind) const;
    /// All of a party's.
    Result<void, StoreError> putDeals(
        qint64 party, Deal::Kind kind, const QList<Received<Deal>> &deals, const QDateTime &checkedAt);

    // --- parts of the replica's own transactions

    /// The parties are gone, and with them what happened around them.
    void removeParties(const QList<qint64> &parties);
    /// Forgets everything.
    void clear();

private:
    Database &m_database;
};
