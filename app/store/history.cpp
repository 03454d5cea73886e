#include "history.h"

#include "store/outboxentryjson.h"

#include <limits>

using namespace Qt::StringLiterals;

namespace {

const QStringList Migrations{u":/schema/history-001.sql"_s};

/// The line of the columns number, at, sequence, content; nothing if it cannot be read.
std::optional<HistoryLine> lineOf(const Query &query)
{
    const auto entry = entryFromJson(query.integer(2), qUncompress(query.bytes(3)));
    if (!entry)
        return {};
    return HistoryLine{query.integer(0), QDateTime::fromMSecsSinceEpoch(query.integer(1), Qt::UTC), *entry};
}

QList<HistoryLine> allOf(Query &query)
{
    QList<HistoryLine> lines;
    while (query.next()) {
        if (const auto line = lineOf(query))
            lines.append(*line);
    }
    return lines;
}

/// An answer can be large, and the record in its newest form is in the replica. A sync may bring many lines at once:
/// packed fast rather than small.
QByteArray contentOf(OutboxEntry entry)
{
    entry.answer.clear();
    return qCompress(entryToJson(entry), 1);
}

} // namespace

History::History(std::unique_ptr<Database> database)
    : m_database(std::move(database))
{
}

Result<std::unique_ptr<History>, StoreError> History::open(const QString &path, const QDateTime &oldest)
{
    auto database = Database::open(path, Database::Use::Replica, Migrations);
    if (!database)
        return Unexpected(database.error());
    std::unique_ptr<History> history(new History(std::move(*database)));
    Query(*history->m_database, "DELETE FROM lines WHERE sequence IS NULL AND at < ?1")
        .with(oldest.toMSecsSinceEpoch())
        .run();
    if (const auto error = history->m_database->takeError())
        return Unexpected(*error);
    return history;
}

Result<std::unique_ptr<History>, StoreError> History::openToRead(const QString &path)
{
    auto database = Database::openToRead(path);
    if (!database)
        return Unexpected(database.error());
    return std::unique_ptr<History>(new History(std::move(*database)));
}

QList<HistoryLine> History::lines(qint64 before, int limit) const
{
    Query query(*m_database,
        "SELECT number, at, ifnull(sequence, 0), content FROM lines"
        " WHERE number < ?1 ORDER BY number DESC LIMIT ?2");
    return allOf(query.with(before > 0 ? before : std::numeric_limits<qint64>::max(), qint64(limit)));
}

QList<HistoryLine> History::linesOf(const QUuid &localId, const QUuid &otherId, qint64 before, int limit) const
{
    Query query(*m_database,
        "SELECT number, at, ifnull(sequence, 0), content FROM lines"
        " WHERE local_id IN (?3, ?4) AND number < ?1 ORDER BY number DESC LIMIT ?2");
    return allOf(query.with(before > 0 ? before : std::numeric_limits<qint64>::max(), qint64(limit),
        localId.toString(QUuid::WithoutBraces), otherId.toString(QUuid::WithoutBraces)));
}

std::optional<HistoryLine> History::line(qint64 number) const
{
    Query query(*m_database, "SELECT number, at, ifnull(sequence, 0), content FROM lines WHERE number = ?1");
    return query.with(number).next() ? lineOf(query) : std::nullopt;
}

QList<qint64> History::sequencesFrom(qint64 lowest) const
{
    QList<qint64> sequences;
    Query query(*m_database, "SELECT sequence FROM lines WHERE sequence >= ?1");
    query.with(lowest);
    while (query.next())
        sequences.append(query.integer(0));
    return sequences;
}

Result<void, StoreError> History::add(const QList<HistoryLine> &lines)
{
    if (lines.isEmpty())
        return {};
    Transaction transaction(*m_database);
    const char *const sql
        = "INSERT OR REPLACE INTO lines (at, local_id, sequence, content) VALUES (?1, ?2, nullif(?3, 0), ?4)";
    for (const HistoryLine &line : lines) {
        Query(*m_database, sql)
            .with(line.at.toMSecsSinceEpoch(), line.entry.localId.toString(QUuid::WithoutBraces), line.entry.sequence,
                contentOf(line.entry))
            .run();
    }
    return transaction.commit();
}

Result<void, StoreError> History::forget(const QList<qint64> &sequences)
{
    if (sequences.isEmpty())
        return {};
    Transaction transaction(*m_database);
    for (const qint64 sequence : sequences)
        Query(*m_database, "DELETE FROM lines WHERE sequence = ?1").with(sequence).run();
    return transaction.commit();
}

Result<void, StoreError> History::wipe()
{
    Query(*m_database, "PRAGMA secure_delete = ON").run();
    Transaction transaction(*m_database);
    Query(*m_database, "DELETE FROM lines").run();
    if (const auto committed = transaction.commit(); !committed)
        return committed;
    Query(*m_database, "PRAGMA wal_checkpoint(TRUNCATE)").run(); // or the log would still hold the contacts
    m_database->takeError();
    return {};
}
