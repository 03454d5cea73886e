#include "activitycache.h"

#include "store/database.h"

#include <QJsonDocument>

#include <limits>

using namespace Qt::StringLiterals;

namespace {

constexpr auto PutEntry
    = "INSERT OR REPLACE INTO entries (server_id, party_id, at, document, digest) VALUES (?1, ?2, ?3, ?4, digest(?1, "
      "?2, ?3, ?4))";
constexpr auto PutTask
    = "INSERT OR REPLACE INTO tasks (server_id, party_id, open, met_at, document, digest) VALUES (?1, ?2, ?3, ?4, ?5, "
      "digest(?1, ?2, ?3, ?4, ?5))";
constexpr auto PutDeal
    = "INSERT OR REPLACE INTO deals (party_id, kind, server_id, checked_at, document, digest) VALUES (?1, ?2, ?3, ?4, "
      "?5, digest(?1, ?2, ?3, ?4, ?5))";
constexpr auto PutReach
    = "INSERT OR REPLACE INTO reaches (party_id, next, oldest, complete, checked_at, digest) VALUES (?1, ?2, ?3, ?4, "
      "?5, digest(?1, ?2, ?3, ?4, ?5))";

/// The party that stands for "all open tasks" in the table of what was read when; parties' ids begin at 1.
constexpr qint64 AllTasks = 0;
/// In the table of deals: when they were read.
constexpr qint64 ReadingItself = 0;

qint64 toNumber(const QDateTime &time)
{
    return time.isValid() ? time.toMSecsSinceEpoch() : 0;
}

QDateTime toTime(qint64 number)
{
    return number == 0 ? QDateTime() : QDateTime::fromMSecsSinceEpoch(number, Qt::UTC);
}

QJsonObject objectIn(const Query &query, int column)
{
    return QJsonDocument::fromJson(query.bytes(column)).object();
}

/// Rows of document and whether the row is whole.
template <typename T, typename Read>
QList<T> allOf(Database &database, Query &query, const Read &read)
{
    QList<T> items;
    while (query.next()) {
        if (!query.integer(1))
            continue;
        if (auto item = read(objectIn(query, 0)))
            items.append(std::move(*item));
    }
    database.takeError(); // a read that fails must not stand in the way of the next
    return items;
}

template <typename T>
std::optional<T> firstOf(const QList<T> &items)
{
    return items.isEmpty() ? std::nullopt : std::optional(items.first());
}

qint64 numberFrom(Database &database, Query &query)
{
    const qint64 number = query.next() ? query.integer(0) : 0;
    return database.takeError() ? 0 : number;
}

QList<qint64> numbersFrom(Database &database, Query &query)
{
    QList<qint64> numbers;
    while (query.next())
        numbers.append(query.integer(0));
    database.takeError();
    return numbers;
}

QSet<qint64> partiesFrom(Database &database, const char *sql)
{
    Query query(database, sql);
    const QList<qint64> parties = numbersFrom(database, query);
    return {parties.begin(), parties.end()};
}

qint64 partyOf(const RelatedRecord &related)
{
    return related.kind == RelatedRecord::Kind::Party ? related.id : 0;
}

QList<qint64> partiesIn(Database &database, qint64 entry)
{
    Query query(database, "SELECT party_id FROM entries WHERE server_id = ?1");
    query.with(entry);
    return numbersFrom(database, query);
}

} // namespace

ActivityCache::ActivityCache(Database &database)
    : m_database(database)
{
}

// --- entries

QList<Entry> ActivityCache::entriesOf(qint64 party, int limit) const
{
    Query query(m_database,
        "SELECT document, digest = digest(server_id, party_id, at, document) FROM entries WHERE party_id = ?1 ORDER BY "
        "at DESC, server_id DESC LIMIT ?2");
    query.with(party, qint64(limit));
    return allOf<Entry>(m_database, query, entryFromJson);
}

QSet<qint64> ActivityCache::partiesWithEntries() const
{
    return partiesFrom(m_database, "SELECT DISTINCT party_id FROM entries");
}

std::optional<Entry> ActivityCache::entry(qint64 id) const
{
    Query query(m_database,
        "SELECT document, digest = digest(server_id, party_id, at, document) FROM entries WHERE server_id = ?1");
    query.with(id);
    return firstOf(allOf<Entry>(m_database, query, entryFromJson));
}

QList<qint64> ActivityCache::partiesOf(qint64 entry) const
{
    return partiesIn(m_database, entry);
}

qint64 ActivityCache::highestEntryId() const
{
    Query query(m_database, "SELECT max(server_id) FROM entries");
    return numberFrom(m_database, query);
}

ActivityCache::Reach ActivityCache::reachOf(qint64 party) const
{
    Query query(m_database,
        "SELECT next, oldest, complete, checked_at FROM reaches WHERE party_id = ?1 AND digest = digest(party_id, "
        "next, "
        "oldest, complete, checked_at)");
    const bool isRead = query.with(party).next(); // of most parties not: that must cost next to nothing
    if (m_database.takeError() || !isRead)
        return {};
    Query bad(m_database,
        "SELECT count(*) FROM entries WHERE party_id = ?1 AND digest IS NOT digest(server_id, party_id, at, document)");
    bad.with(party);
    if (numberFrom(m_database, bad) > 0)
        return {};
    return {QUrl(query.text(0), QUrl::StrictMode), toTime(query.integer(1)), query.integer(2) != 0,
        toTime(query.integer(3))};
}

QSet<qint64> ActivityCache::partiesRead() const
{
    return partiesFrom(m_database, "SELECT party_id FROM reaches");
}

Result<void, StoreError> ActivityCache::putEntries(
    qint64 party, const QList<Received<Entry>> &entries, const Span &span, const Reach &reach)
{
    Transaction transaction(m_database);
    Query(m_database, "DELETE FROM entries WHERE party_id = ?1 AND at BETWEEN ?2 AND ?3")
        .with(party, toNumber(span.from),
            span.until.isValid() ? span.until.toMSecsSinceEpoch() : std::numeric_limits<qint64>::max())
        .run();
    Query put(m_database, PutEntry);
    for (const Received<Entry> &entry : entries)
        put.with(entry.value.id, party, toNumber(entry.value.entryAt), Utf8{entry.document}).run();
    Query(m_database, PutReach)
        .with(party, reach.next.toString(QUrl::FullyEncoded), toNumber(reach.oldest), qint64(reach.isComplete),
            toNumber(reach.checkedAt))
        .run();
    return transaction.commit();
}

Result<void, StoreError> ActivityCache::putEntry(const Received<Entry> &entry)
{
    QList<qint64> parties = partiesIn(m_database, entry.value.id);
    if (const qint64 party = partyOf(entry.value.relatedTo); party != 0 && !parties.contains(party))
        parties.append(party);
    Transaction transaction(m_database);
    Query put(m_database, PutEntry);
    for (const qint64 party : parties)
        put.with(entry.value.id, party, toNumber(entry.value.entryAt), Utf8{entry.document}).run();
    return transaction.commit();
}

Result<void, StoreError> ActivityCache::removeEntry(qint64 id)
{
    Transaction transaction(m_database);
    Query(m_database, "DELETE FROM entries WHERE server_id = ?1").with(id).run();
    return transaction.commit();
}

// --- tasks

QList<Task> ActivityCache::tasksOf(qint64 party) const
{
    Query query(m_database,
        "SELECT document, digest = digest(server_id, party_id, open, met_at, document) FROM tasks WHERE party_id = ?1");
    query.with(party);
    return allOf<Task>(m_database, query, taskFromJson);
}

QList<Task> ActivityCache::openTasks() const
{
    Query query(m_database,
        "SELECT document, digest = digest(server_id, party_id, open, met_at, document) FROM tasks WHERE open = 1");
    return allOf<Task>(m_database, query, taskFromJson);
}

std::optional<Task> ActivityCache::task(qint64 id) const
{
    Query query(m_database,
        "SELECT document, digest = digest(server_id, party_id, open, met_at, document) FROM tasks WHERE server_id = "
        "?1");
    query.with(id);
    return firstOf(allOf<Task>(m_database, query, taskFromJson));
}

qint64 ActivityCache::highestTaskId() const
{
    Query query(m_database, "SELECT max(server_id) FROM tasks");
    return numberFrom(m_database, query);
}

QDateTime ActivityCache::tasksCheckedAt() const
{
    Query bad(m_database,
        "SELECT count(*) FROM tasks WHERE digest IS NOT digest(server_id, party_id, open, met_at, document)");
    return numberFrom(m_database, bad) == 0 ? dealsCheckedAt(AllTasks, Deal::Kind::Opportunity) : QDateTime();
}

Result<void, StoreError> ActivityCache::putTasks(
    const QList<Received<Task>> &tasks, const QDateTime &metAt, bool isLastPage)
{
    Transaction transaction(m_database);
    Query put(m_database, PutTask);
    for (const Received<Task> &task : tasks) {
        put.with(task.value.id, partyOf(task.value.relatedTo), qint64(task.value.isOpen()), toNumber(metAt),
               Utf8{task.document})
            .run();
    }
    if (isLastPage) {
        Query(m_database, "DELETE FROM tasks WHERE open <> 0 AND met_at < ?1").with(toNumber(metAt)).run();
        Query(m_database, PutDeal)
            .with(AllTasks, qint64(Deal::Kind::Opportunity), ReadingItself, toNumber(metAt), QString())
            .run();
    }
    return transaction.commit();
}

Result<void, StoreError> ActivityCache::removeTask(qint64 id)
{
    Transaction transaction(m_database);
    Query(m_database, "DELETE FROM tasks WHERE server_id = ?1").with(id).run();
    return transaction.commit();
}

// --- deals

QList<Deal> ActivityCache::dealsOf(qint64 party, Deal::Kind kind) const
{
    Query query(m_database,
        "SELECT document, digest = digest(party_id, kind, server_id, checked_at, document) FROM deals WHERE party_id = "
        "?1 AND kind = ?2 AND server_id <> 0");
    query.with(party, qint64(kind));
    return allOf<Deal>(m_database, query, [kind](const QJsonObject &json) { return dealFromJson(json, kind); });
}

QDateTime ActivityCache::dealsCheckedAt(qint64 party, Deal::Kind kind) const
{
    Query query(m_database,
        "SELECT min(checked_at), sum(digest IS NOT digest(party_id, kind, server_id, checked_at, document)), "
        "min(server_id) FROM deals WHERE party_id = ?1 AND kind = ?2");
    const bool isSound
        = query.with(party, qint64(kind)).next() && query.integer(1) == 0 && query.integer(2) == ReadingItself;
    return m_database.takeError() || !isSound ? QDateTime() : toTime(query.integer(0));
}

Result<void, StoreError> ActivityCache::putDeals(
    qint64 party, Deal::Kind kind, const QList<Received<Deal>> &deals, const QDateTime &checkedAt)
{
    Transaction transaction(m_database);
    Query(m_database, "DELETE FROM deals WHERE party_id = ?1 AND kind = ?2").with(party, qint64(kind)).run();
    Query put(m_database, PutDeal);
    put.with(party, qint64(kind), ReadingItself, toNumber(checkedAt), QString()).run();
    for (const Received<Deal> &deal : deals)
        put.with(party, qint64(kind), deal.value.id, toNumber(checkedAt), Utf8{deal.document}).run();
    return transaction.commit();
}

void ActivityCache::removeParties(const QList<qint64> &parties)
{
    for (const char *sql : {"DELETE FROM entries WHERE party_id = ?1", "DELETE FROM reaches WHERE party_id = ?1",
             "DELETE FROM tasks WHERE party_id = ?1", "DELETE FROM deals WHERE party_id = ?1"}) {
        Query query(m_database, sql);
        for (const qint64 party : parties)
            query.with(party).run();
    }
}

void ActivityCache::clear()
{
    for (const char *sql : {"DELETE FROM entries", "DELETE FROM reaches", "DELETE FROM tasks", "DELETE FROM deals"})
        Query(m_database, sql).run();
}
