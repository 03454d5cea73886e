#pragma once

#include "store/database.h"
#include "store/outboxentry.h"

#include <QList>
#include <QUuid>

/// One thing that happened to a record, kept to be read and taken back (ux.md section 2.7).
struct HistoryLine
{
    qint64 number = 0; ///< from 1, the higher the later; 0 for one that is not on disk
    QDateTime at; ///< UTC
    /// What happened, from `base` to `edited`: Done if Capsule has it, Discarded if it was given up. With sequence 0 it
    /// is what somebody else did: an update, or a delete whose `edited` is as the record was.
    OutboxEntry entry;

    bool isByOthers() const { return entry.sequence == 0; }
};

/// What became of every save and delete, and what others changed meanwhile. Nothing is decided by it: a save is safe
/// before its line is written, and lines that a crash has cost are written again from the outbox.
class History
{
public:
    /// Opens or makes `path`. What others changed before `oldest` (UTC) is forgotten (reliability.md section 5).
    static Result<std::unique_ptr<History>, StoreError> open(const QString &path, const QDateTime &oldest);

    /// Opens a file only to read what can be read of it, whatever its schema.
    static Result<std::unique_ptr<History>, StoreError> openToRead(const QString &path);

    /// At most `limit` lines older than the line `before` (0 for the newest on), newest first.
    QList<HistoryLine> lines(qint64 before, int limit) const;
    /// Those of one record alone, which may have had another id before it got this one.
    QList<HistoryLine> linesOf(const QUuid &localId, const QUuid &otherId, qint64 before, int limit) const;
    std::optional<HistoryLine> line(qint64 number) const;
    /// The sequence numbers that have a line, from `lowest` on.
    QList<qint64> sequencesFrom(qint64 lowest) const;

    /// Adds lines in one transaction. An entry that has one already gets a new one in its place.
    Result<void, StoreError> add(const QList<HistoryLine> &lines);
    /// These entries did not end after all.
    Result<void, StoreError> forget(const QList<qint64> &sequences);
    Result<void, StoreError> wipe();

private:
    explicit History(std::unique_ptr<Database> database);

    std::unique_ptr<Database> m_database;
};
