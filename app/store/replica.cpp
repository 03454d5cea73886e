#include "replica.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QtEndian>

#include <algorithm>
#include <array>
#include <map>
#include <vector>

using namespace Qt::StringLiterals;

namespace {

const QStringList Migrations{u":/schema/replica-001.sql"_s, u":/schema/replica-002.sql"_s,
    u":/schema/replica-003.sql"_s, u":/schema/replica-004.sql"_s, u":/schema/replica-005.sql"_s,
    u":/schema/replica-006.sql"_s, u":/schema/replica-007.sql"_s};

/// Deleted records count too, so this cannot be asked of the table.
const QString HighestMark = u"store/highest-server-id"_s;

constexpr qint64 KeepsTombstones = 90LL * 24 * 3600; // seconds, reliability.md section 5

constexpr auto PutMark = "INSERT OR REPLACE INTO marks (name, value, digest) VALUES (?1, ?2, digest(?1, ?2))";

/// Numbers of people and organisations, and how this computer sorted, when the orders were kept.
const QString CountsMark = u"store/counts"_s;

/// A list's name in the file.
QString wordOf(CatalogueList list)
{
    static const QStringList words{u"currentUser"_s, u"users"_s, u"teams"_s, u"tags"_s, u"fields"_s, u"titles"_s,
        u"countries"_s, u"categories"_s, u"activityTypes"_s, u"savedFilters"_s};
    return words.at(int(list));
}

constexpr auto AllListedRows
    = "SELECT server_id, flags, updated_at, contacted_at, created_at, owner_id, texts, search, digest = "
      "digest(server_id, organisation_id, flags, updated_at, contacted_at, created_at, owner_id, texts, search) "
      "FROM listing";
constexpr auto ListedRow
    = "SELECT server_id, flags, updated_at, contacted_at, created_at, owner_id, texts, search, digest = "
      "digest(server_id, organisation_id, flags, updated_at, contacted_at, created_at, owner_id, texts, search) "
      "FROM listing WHERE server_id = ?1";
constexpr int IsWholeColumn = 8; // of both

/// A row's place in an order as the file has it.
struct StoredPlace
{
    qint64 serverId = 0;
    quint64 stamp = 0;
};
constexpr qsizetype PlaceBytes = 16;
constexpr qsizetype IdBytes = 8;
constexpr qsizetype PartBytes = 1024 * PlaceBytes;

void append(QByteArray &places, const StoredPlace &place)
{
    std::array<char, PlaceBytes> bytes{};
    qToLittleEndian(place.serverId, bytes.data());
    qToLittleEndian(place.stamp, bytes.data() + PlaceBytes / 2);
    places.append(bytes.data(), PlaceBytes);
}

std::vector<StoredPlace> placesIn(QByteArrayView bytes)
{
    std::vector<StoredPlace> places;
    places.reserve(std::size_t(bytes.size() / PlaceBytes));
    for (const char *at = bytes.begin(); bytes.end() - at >= PlaceBytes; at += PlaceBytes)
        places.push_back({qFromLittleEndian<qint64>(at), qFromLittleEndian<quint64>(at + PlaceBytes / 2)});
    return places;
}

/// The row that a query of one of the above is at, valid until it goes on.
PackedRow rowIn(const Query &query, const Replica::LocalIds &localIdOf)
{
    return {localIdOf(query.integer(0)), quint8(query.integer(1)), query.integer(2), query.integer(3), query.integer(4),
        query.integer(5), query.view(6), query.view(7)};
}

Result<void, StoreError> readListing(
    Database &database, PartyIndex &index, const Replica::LocalIds &localIdOf, const std::atomic_bool &cancelled)
{
    Query query(database, AllListedRows);
    while (!cancelled && query.next()) {
        if (!query.integer(IsWholeColumn))
            return Unexpected(StoreError{StoreError::Kind::Damaged, u"a row does not read back as written"_s});
        index.load(rowIn(query, localIdOf));
    }
    if (const auto error = database.takeError())
        return Unexpected(*error);
    return {};
}

/// An order that does not read back as written is left out: it is made anew where it is missed.
void readOrders(Database &database, PartyIndex &index, const Replica::LocalIds &localIdOf)
{
    Query sorted(database, "SELECT value FROM marks WHERE name = ?1 AND digest = digest(name, value)");
    const bool isSortedAlike = sorted.with(CountsMark).next()
        && sorted.text(0).section(u' ', 2) == QString::number(PartyIndex::sortingStamp());
    Query query(database, "SELECT sort, places, digest = digest(sort, part, places) FROM orders ORDER BY sort, part");
    std::map<qint64, std::vector<PartyIndex::Place>> orders;
    while (isSortedAlike && query.next()) {
        auto &order = orders[query.integer(0)];
        for (const StoredPlace &place : placesIn(query.integer(2) ? query.view(1) : QByteArrayView()))
            order.push_back({localIdOf(place.serverId), place.stamp});
    }
    database.takeError();
    for (const auto &[sort, places] : orders) {
        if (sort >= 0 && sort < qint64(PartyIndex::SortCount))
            index.restoreOrder(PartyIndex::Sort(sort), places);
    }
}

} // namespace

Replica::Replica(Source source, std::unique_ptr<Database> database)
    : m_source(std::move(source))
    , m_database(std::move(database))
    , m_activity(*m_database)
{
}

Result<std::unique_ptr<Replica>, StoreError> Replica::open(const QString &path)
{
    const bool endedUncleanly = QFileInfo(path + "-wal"_L1).size() > 0; // SQLite removes it on closing
    auto database = Database::open(path, Database::Use::Replica, Migrations);
    if (!database)
        return Unexpected(database.error());
    std::unique_ptr<Replica> replica(new Replica({path, endedUncleanly, false}, std::move(*database)));
    Query(*replica->m_database, "PRAGMA wal_autocheckpoint = 0").run(); // it waits for the disk: see tidy()
    return verified(std::move(replica));
}

Result<std::unique_ptr<Replica>, StoreError> Replica::openToRead(const QString &path)
{
    auto database = Database::openToRead(path);
    if (!database)
        return Unexpected(database.error());
    return verified(std::unique_ptr<Replica>(new Replica({path, false, true}, std::move(*database))));
}

Result<std::unique_ptr<Replica>, StoreError> Replica::verified(std::unique_ptr<Replica> replica)
{
    if (const auto verified = replica->verify(); !verified)
        return Unexpected(verified.error());
    replica->readMarks();
    replica->readTombstones();
    if (const auto error = replica->m_database->takeError())
        return Unexpected(*error);
    return replica;
}

/// The small tables; the listing is verified while it is loaded, a document when it is read.
Result<void, StoreError> Replica::verify()
{
    Query query(*m_database,
        "SELECT count(*) FROM (SELECT digest = digest(name, value) AS isWhole FROM marks UNION ALL "
        "SELECT digest = digest(server_id, document, problem) FROM quarantine UNION ALL "
        "SELECT digest = digest(server_id, at) FROM tombstones) WHERE isWhole IS NOT TRUE");
    const bool isWhole = query.next() && query.integer(0) == 0;
    if (const auto error = m_database->takeError())
        return Unexpected(*error);
    if (!isWhole)
        return Unexpected(StoreError{StoreError::Kind::Damaged, u"a row does not read back as written"_s});
    return {};
}

bool Replica::setAside(const QString &path, const QDateTime &now, bool isNewer)
{
    const QString aside
        = u"%1.%2-%3"_s.arg(path, isNewer ? u"newer"_s : u"damaged"_s, now.toString(u"yyyyMMddThhmmsszzz"_s));
    // The log first: beside a new file it would be taken for that one's.
    if (isNewer)
        QFile::rename(path + "-wal"_L1, aside + "-wal"_L1);
    for (const QLatin1StringView companion : {"-wal"_L1, "-shm"_L1})
        QFile::remove(path + companion);
    return QFile::rename(path, aside);
}

void Replica::readMarks()
{
    Query query(*m_database, "SELECT name, value FROM marks");
    while (query.next())
        m_marks.insert(query.text(0), query.text(1));
    m_highestServerId = m_marks.value(HighestMark).toLongLong();
}

void Replica::readTombstones()
{
    Query query(*m_database, "SELECT server_id, at FROM tombstones");
    while (query.next())
        m_tombstones.insert(query.integer(0), query.integer(1));
}

Result<PartyIndex, StoreError> Replica::readIndex(
    const Source &source, const LocalIds &localIdOf, const std::atomic_bool &cancelled)
{
    if (source.path == InMemory)
        return PartyIndex();
    auto database = source.isReadOnly ? Database::openToRead(source.path) : Database::openBeside(source.path);
    if (!database)
        return Unexpected(database.error());
    if (source.endedUncleanly && !(*database)->isSound(false))
        return Unexpected(StoreError{StoreError::Kind::Damaged, u"quick check failed"_s});
    PartyIndex index;
    if (const auto read = readListing(**database, index, localIdOf, cancelled); !read)
        return Unexpected(read.error());
    readOrders(**database, index, localIdOf);
    (void)index.rows(PartyIndex::Kind::Everyone, {}, PartyIndex::Sort::Name); // sorts, if there was no order
    return index;
}

void Replica::readFirstScreen(
    PartyIndex &index, PartyIndex::Kind kind, PartyIndex::Sort sort, const LocalIds &localIdOf) const
{
    constexpr int enough = 60;
    const QStringList counts = m_marks.value(CountsMark).split(u' ');
    if (counts.size() != 3 || counts.last() != QString::number(PartyIndex::sortingStamp()))
        return;
    Query order(
        *m_database, "SELECT places FROM orders WHERE sort = ?1 AND part = 0 AND digest = digest(sort, part, places)");
    const QByteArray places = order.with(qint64(sort)).next() ? order.bytes(0) : QByteArray();
    Query query(*m_database, ListedRow);
    QList<PackedParty> rows;
    for (const StoredPlace &place : placesIn(places)) {
        if (rows.size() == enough)
            break;
        query.run();
        if (!query.with(place.serverId).next() || !query.integer(IsWholeColumn))
            continue;
        const bool isOrganisation = (query.integer(1) & PackedRow::IsOrganisation) != 0;
        if (kind == PartyIndex::Kind::Everyone || isOrganisation == (kind == PartyIndex::Kind::Organisations))
            rows.append(PackedParty(rowIn(query, localIdOf)));
    }
    m_database->takeError(); // what is wrong will be found when all is read
    index.put(rows);
    if (!rows.isEmpty())
        index.announce(counts.at(0).toLongLong(), counts.at(1).toLongLong());
}

void Replica::keepOrders(const PartyIndex &index, const std::function<qint64(const QUuid &)> &serverIdOf)
{
    Transaction transaction(*m_database);
    for (std::size_t sort = 0; sort < PartyIndex::SortCount; ++sort) {
        const auto order = index.changedOrder(PartyIndex::Sort(sort));
        if (order.empty())
            continue;
        QByteArray places;
        places.reserve(qsizetype(order.size()) * qsizetype(sizeof(StoredPlace)));
        for (const PartyIndex::Place &place : order) {
            if (const qint64 id = serverIdOf(place.localId))
                append(places, {id, place.stamp});
        }
        keepOrder(PartyIndex::Sort(sort), places);
    }
    const QString counts = u"%1 %2 %3"_s.arg(index.count(PartyIndex::Kind::People))
                               .arg(index.count(PartyIndex::Kind::Organisations))
                               .arg(PartyIndex::sortingStamp());
    if (counts != m_marks.value(CountsMark))
        Query(*m_database, PutMark).with(CountsMark, counts).run();
    (void)transaction.commit(); // without them the next start sorts
}

void Replica::keepOrder(PartyIndex::Sort sort, const QByteArray &places)
{
    Query(*m_database, "DELETE FROM orders WHERE sort = ?1").with(qint64(sort)).run();
    Query query(*m_database, "INSERT INTO orders (sort, part, places, digest) VALUES (?1, ?2, ?3, digest(?1, ?2, ?3))");
    for (qsizetype part = 0; part * PartBytes < places.size(); ++part)
        query.with(qint64(sort), qint64(part), places.mid(part * PartBytes, PartBytes)).run();
}

/// A checkpoint waits for the disk, so a thread of its own does that. It repeats until nothing was added meanwhile, for
/// only then does the log begin anew.
void Replica::tidy()
{
    constexpr qint64 worthIt = 8 << 20;
    if (m_tidying.isRunning() || QFileInfo(m_source.path + "-wal"_L1).size() < worthIt)
        return;
    m_tidying.run(
        [path = m_source.path](const std::atomic_bool &cancelled) {
            constexpr int mostRounds = 20;
            const auto database = Database::openBeside(path);
            bool isAllDone = !database;
            for (int round = 0; !isAllDone && !cancelled && round < mostRounds; ++round) {
                Query query(**database, "PRAGMA wal_checkpoint(PASSIVE)");
                isAllDone = !query.next() || query.integer(1) == query.integer(2);
            }
            return isAllDone;
        },
        [](bool) {});
}

std::optional<Replica::StoredParty> Replica::party(qint64 serverId) const
{
    Query query(*m_database,
        "SELECT document, checked_at, documents.digest = digest(server_id, document, checked_at) FROM listing "
        "LEFT JOIN documents USING (server_id) WHERE server_id = ?1");
    const bool isListed = query.with(serverId).next();
    if (!m_database->takeError() && !isListed)
        return {};
    if (isListed && query.integer(2)) {
        if (const auto party = partyFromJson(QJsonDocument::fromJson(query.bytes(0)).object()))
            return StoredParty{*party, QDateTime::fromMSecsSinceEpoch(query.integer(1), Qt::UTC)};
    }
    m_unreadable.insert(serverId);
    return {};
}

QList<qint64> Replica::peopleOf(qint64 organisationId) const
{
    QList<qint64> ids;
    Query query(*m_database, "SELECT server_id FROM listing WHERE organisation_id = ?1");
    query.with(organisationId);
    while (query.next())
        ids.append(query.integer(0));
    m_database->takeError(); // a read that fails must not stand in the way of the next
    return ids;
}

QList<qint64> Replica::idsAbove(qint64 serverId) const
{
    QList<qint64> ids;
    Query query(*m_database, "SELECT server_id FROM listing WHERE server_id > ?1 ORDER BY server_id");
    query.with(serverId);
    while (query.next())
        ids.append(query.integer(0));
    m_database->takeError();
    return ids;
}

Result<void, StoreError> Replica::put(const QList<ReceivedParty> &parties, const QDateTime &checkedAt)
{
    QList<PackedParty> rows;
    for (const ReceivedParty &received : parties)
        rows.append(PackedParty({}, received.party));
    return put(parties, rows, checkedAt);
}

Result<void, StoreError> Replica::put(
    const QList<ReceivedParty> &parties, const QList<PackedParty> &rows, const QDateTime &checkedAt)
{
    Q_ASSERT(parties.size() == rows.size());
    qint64 highest = m_highestServerId;
    Transaction transaction(*m_database);
    Query document(*m_database,
        "INSERT OR REPLACE INTO documents (server_id, document, checked_at, digest) VALUES (?1, ?2, ?3, digest(?1, ?2, "
        "?3))");
    Query listing(*m_database,
        "INSERT OR REPLACE INTO listing (server_id, organisation_id, flags, updated_at, contacted_at, created_at, "
        "owner_id, texts, search, digest) VALUES (?1, nullif(?2, 0), ?3, ?4, ?5, ?6, ?7, ?8, ?9, "
        "digest(?1, nullif(?2, 0), ?3, ?4, ?5, ?6, ?7, ?8, ?9))");
    Query readable(*m_database, "DELETE FROM quarantine WHERE server_id = ?1");
    Query alive(*m_database, "DELETE FROM tombstones WHERE server_id = ?1");
    for (qsizetype i = 0; i < parties.size(); ++i) {
        const Party &party = parties.at(i).party;
        const PackedParty &row = rows.at(i);
        const qint64 organisationId = party.organisation ? party.organisation->id : 0;
        document.with(party.id, Utf8{parties.at(i).document}, checkedAt.toMSecsSinceEpoch()).run();
        listing
            .with(party.id, organisationId, qint64(row.flags), row.updatedAt, row.contactedAt, row.createdAt,
                row.ownerId, Utf8{row.texts}, Utf8{row.search})
            .run();
        readable.with(party.id).run();
        if (m_tombstones.contains(party.id))
            alive.with(party.id).run();
        highest = std::max(highest, party.id);
    }
    if (highest != m_highestServerId)
        writeHighest(highest);
    auto committed = transaction.commit();
    if (!committed)
        return committed;
    m_highestServerId = highest;
    for (const ReceivedParty &received : parties) {
        m_unreadable.remove(received.party.id);
        m_tombstones.remove(received.party.id);
    }
    tidy();
    return {};
}

void Replica::writeHighest(qint64 serverId)
{
    Query(*m_database, PutMark).with(HighestMark, QString::number(serverId)).run();
}

Result<void, StoreError> Replica::remove(const QList<qint64> &serverIds, const QDateTime &deletedAt)
{
    Transaction transaction(*m_database);
    Query document(*m_database, "DELETE FROM documents WHERE server_id = ?1");
    Query listing(*m_database, "DELETE FROM listing WHERE server_id = ?1");
    Query unreadable(*m_database, "DELETE FROM quarantine WHERE server_id = ?1");
    for (const qint64 serverId : serverIds) {
        document.with(serverId).run();
        listing.with(serverId).run();
        unreadable.with(serverId).run();
    }
    m_activity.removeParties(serverIds);
    if (deletedAt.isValid())
        writeTombstones(serverIds, deletedAt.toSecsSinceEpoch());
    auto committed = transaction.commit();
    if (!committed)
        return committed;
    m_unreadable.subtract(QSet<qint64>(serverIds.begin(), serverIds.end()));
    if (deletedAt.isValid()) {
        const qint64 at = deletedAt.toSecsSinceEpoch();
        m_tombstones.removeIf([at](const auto &tombstone) { return tombstone.value() < at - KeepsTombstones; });
        for (const qint64 serverId : serverIds)
            m_tombstones.insert(serverId, at);
    }
    return {};
}

void Replica::writeTombstones(const QList<qint64> &serverIds, qint64 at)
{
    Query(*m_database, "DELETE FROM tombstones WHERE at < ?1").with(at - KeepsTombstones).run();
    Query query(
        *m_database, "INSERT OR REPLACE INTO tombstones (server_id, at, digest) VALUES (?1, ?2, digest(?1, ?2))");
    for (const qint64 serverId : serverIds)
        query.with(serverId, at).run();
}

QDateTime Replica::deletedAt(qint64 serverId) const
{
    const auto at = m_tombstones.constFind(serverId);
    return at == m_tombstones.constEnd() ? QDateTime() : QDateTime::fromSecsSinceEpoch(*at, Qt::UTC);
}

Result<void, StoreError> Replica::noteMet(const QList<qint64> &serverIds)
{
    Transaction transaction(*m_database);
    Query query(*m_database, "INSERT OR IGNORE INTO met (server_id) VALUES (?1)");
    for (const qint64 serverId : serverIds)
        query.with(serverId).run();
    return transaction.commit();
}

Result<void, StoreError> Replica::forgetMet()
{
    Transaction transaction(*m_database);
    Query(*m_database, "DELETE FROM met").run();
    return transaction.commit();
}

QList<qint64> Replica::unmet(qint64 highest, int limit) const
{
    QList<qint64> ids;
    Query query(*m_database,
        "SELECT server_id FROM documents WHERE server_id <= ?1 AND server_id NOT IN (SELECT server_id FROM met) "
        "ORDER BY server_id LIMIT ?2");
    query.with(highest, limit);
    while (query.next())
        ids.append(query.integer(0));
    m_database->takeError();
    return ids;
}

Result<void, StoreError> Replica::quarantine(const QList<UnreadableParty> &parties)
{
    Transaction transaction(*m_database);
    Query query(*m_database,
        "INSERT OR REPLACE INTO quarantine (server_id, document, problem, digest) VALUES (nullif(?1, 0), ?2, ?3, "
        "digest(nullif(?1, 0), ?2, ?3))");
    for (const UnreadableParty &party : parties)
        query.with(party.error.partyId, party.document, party.error.toString()).run();
    return transaction.commit();
}

QList<qint64> Replica::quarantinedIds() const
{
    QList<qint64> ids;
    // verify() has seen the rows and not their index.
    Query query(
        *m_database, "SELECT server_id FROM quarantine NOT INDEXED WHERE server_id IS NOT NULL ORDER BY server_id");
    while (query.next())
        ids.append(query.integer(0));
    m_database->takeError();
    ids += m_unreadable.values();
    return ids;
}

Catalogue Replica::catalogue() const
{
    Catalogue catalogue;
    Query query(*m_database, "SELECT document FROM catalogue WHERE list = ?1 AND digest = digest(list, document)");
    for (const CatalogueList list : CatalogueLists) {
        if (query.with(wordOf(list)).next())
            readCatalogueList(list, query.bytes(0), catalogue);
        query.run();
    }
    m_database->takeError(); // a file that is open only to be read may be older than this table
    return catalogue;
}

Result<void, StoreError> Replica::putCatalogueList(CatalogueList list, const QByteArray &document)
{
    Transaction transaction(*m_database);
    Query(*m_database, "INSERT OR REPLACE INTO catalogue (list, document, digest) VALUES (?1, ?2, digest(?1, ?2))")
        .with(wordOf(list), Utf8{document})
        .run();
    return transaction.commit();
}

std::optional<FilterResult> Replica::filterResult(qint64 filterId) const
{
    Query query(
        *m_database, "SELECT at, ids FROM filter_results WHERE filter_id = ?1 AND digest = digest(filter_id, at, ids)");
    std::optional<FilterResult> result;
    if (query.with(filterId).next()) {
        result.emplace();
        result->at = QDateTime::fromSecsSinceEpoch(query.integer(0), Qt::UTC);
        const QByteArrayView ids = query.view(1);
        for (qsizetype at = 0; at + IdBytes <= ids.size(); at += IdBytes)
            result->ids.append(qFromLittleEndian<qint64>(ids.data() + at));
    }
    m_database->takeError(); // a file that is open only to be read may be older than this table
    return result;
}

Result<void, StoreError> Replica::putFilterResult(qint64 filterId, const FilterResult &result)
{
    QByteArray ids(result.ids.size() * IdBytes, Qt::Uninitialized);
    for (qsizetype at = 0; at < result.ids.size(); ++at)
        qToLittleEndian(result.ids.at(at), ids.data() + at * IdBytes);
    Transaction transaction(*m_database);
    Query(*m_database,
        "INSERT OR REPLACE INTO filter_results (filter_id, at, ids, digest) VALUES (?1, ?2, ?3, digest(?1, ?2, ?3))")
        .with(filterId, result.at.toSecsSinceEpoch(), ids)
        .run();
    return transaction.commit();
}

Result<void, StoreError> Replica::setMark(const QString &name, const QString &value)
{
    Transaction transaction(*m_database);
    Query(*m_database, PutMark).with(name, value).run();
    const auto committed = transaction.commit();
    if (committed)
        m_marks.insert(name, value);
    return committed;
}

Result<void, StoreError> Replica::wipe()
{
    Query(*m_database, "PRAGMA secure_delete = ON").run();
    Transaction transaction(*m_database);
    for (const char *sql : {"DELETE FROM documents", "DELETE FROM listing", "DELETE FROM marks",
             "DELETE FROM quarantine", "DELETE FROM orders", "DELETE FROM filter_results", "DELETE FROM tombstones",
             "DELETE FROM met", "DELETE FROM catalogue"})
        Query(*m_database, sql).run();
    m_activity.clear();
    if (const auto committed = transaction.commit(); !committed)
        return committed;
    Query(*m_database, "PRAGMA wal_checkpoint(TRUNCATE)").run(); // or the log would still hold the contacts
    m_database->takeError();
    m_marks.clear();
    m_tombstones.clear();
    m_unreadable.clear();
    m_highestServerId = 0;
    return {};
}
