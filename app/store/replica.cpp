#include "replica.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

const QStringList Migrations{u":/schema/replica-001.sql"_s, u":/schema/replica-002.sql"_s};

/// Deleted records count too, so this cannot be asked of the table.
const QString HighestMark = u"store/highest-server-id"_s;

constexpr auto PutMark = "INSERT OR REPLACE INTO marks (name, value, digest) VALUES (?1, ?2, digest(?1, ?2))";

qint64 secondsOf(const QDateTime &time)
{
    return time.isValid() ? time.toSecsSinceEpoch() : 0;
}

} // namespace

Replica::Replica(std::unique_ptr<Database> database)
    : m_database(std::move(database))
{
}

Result<std::unique_ptr<Replica>, StoreError> Replica::open(const QString &path)
{
    const bool endedUncleanly = QFileInfo(path + "-wal"_L1).size() > 0; // SQLite removes it on closing
    auto database = Database::open(path, Database::Use::Replica, Migrations);
    if (!database)
        return Unexpected(database.error());
    if (endedUncleanly && !(*database)->isSound(false))
        return Unexpected(StoreError{StoreError::Kind::Damaged, u"quick check failed"_s});
    std::unique_ptr<Replica> replica(new Replica(std::move(*database)));
    if (const auto verified = replica->verify(); !verified)
        return Unexpected(verified.error());
    replica->readMarks();
    if (const auto error = replica->m_database->takeError())
        return Unexpected(*error);
    return replica;
}

/// The small tables; the listing is verified while it is loaded, a document when it is read.
Result<void, StoreError> Replica::verify()
{
    Query query(*m_database,
        "SELECT count(*) FROM (SELECT digest = digest(name, value) AS isWhole FROM marks UNION ALL "
        "SELECT digest = digest(server_id, document, problem) FROM quarantine) WHERE isWhole IS NOT TRUE");
    const bool isWhole = query.next() && query.integer(0) == 0;
    if (const auto error = m_database->takeError())
        return Unexpected(*error);
    if (!isWhole)
        return Unexpected(StoreError{StoreError::Kind::Damaged, u"a row does not read back as written"_s});
    return {};
}

bool Replica::setAside(const QString &path, const QDateTime &now)
{
    const QString aside = u"%1.damaged-%2"_s.arg(path, now.toString(u"yyyyMMddThhmmsszzz"_s));
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

Result<void, StoreError> Replica::load(PartyIndex &index, const std::function<QUuid(qint64)> &localIdOf)
{
    Query count(*m_database, "SELECT count(*) FROM listing");
    if (count.next())
        index.reserve(count.integer(0));
    Query query(*m_database,
        "SELECT server_id, flags, updated_at, contacted_at, texts, search, "
        "digest = digest(server_id, organisation_id, flags, updated_at, contacted_at, texts, search) FROM listing");
    while (query.next()) {
        if (!query.integer(6))
            return Unexpected(StoreError{StoreError::Kind::Damaged, u"a row does not read back as written"_s});
        index.put(PackedRow{localIdOf(query.integer(0)), quint8(query.integer(1)), query.integer(2), query.integer(3),
            query.view(4), query.view(5)});
    }
    if (const auto error = m_database->takeError())
        return Unexpected(*error);
    return {};
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

Result<void, StoreError> Replica::put(const QList<ReceivedParty> &parties, const QDateTime &checkedAt)
{
    qint64 highest = m_highestServerId;
    Transaction transaction(*m_database);
    Query document(*m_database,
        "INSERT OR REPLACE INTO documents (server_id, document, checked_at, digest) VALUES (?1, ?2, ?3, digest(?1, ?2, "
        "?3))");
    Query listing(*m_database,
        "INSERT OR REPLACE INTO listing (server_id, organisation_id, flags, updated_at, contacted_at, texts, search, "
        "digest) VALUES (?1, nullif(?2, 0), ?3, ?4, ?5, ?6, ?7, digest(?1, nullif(?2, 0), ?3, ?4, ?5, ?6, ?7))");
    Query readable(*m_database, "DELETE FROM quarantine WHERE server_id = ?1");
    for (const ReceivedParty &received : parties) {
        const Party &party = received.party;
        const PartySummary summary = summaryOf({}, party);
        const qint64 organisationId = party.organisation ? party.organisation->id : 0;
        document.with(party.id, QString::fromUtf8(received.document), checkedAt.toMSecsSinceEpoch()).run();
        listing
            .with(party.id, organisationId, qint64(packedFlags(summary)), secondsOf(party.updatedAt),
                secondsOf(party.lastContactedAt), QString::fromUtf8(packedTexts(summary)), searchTextOf(party))
            .run();
        readable.with(party.id).run();
        highest = std::max(highest, party.id);
    }
    if (highest != m_highestServerId)
        writeHighest(highest);
    auto committed = transaction.commit();
    if (!committed)
        return committed;
    m_highestServerId = highest;
    for (const ReceivedParty &received : parties)
        m_unreadable.remove(received.party.id);
    return {};
}

void Replica::writeHighest(qint64 serverId)
{
    Query(*m_database, PutMark).with(HighestMark, QString::number(serverId)).run();
}

Result<void, StoreError> Replica::remove(const QList<qint64> &serverIds)
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
    const auto committed = transaction.commit();
    if (committed)
        m_unreadable.subtract(QSet<qint64>(serverIds.begin(), serverIds.end()));
    return committed;
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
    for (const char *sql :
        {"DELETE FROM documents", "DELETE FROM listing", "DELETE FROM marks", "DELETE FROM quarantine"})
        Query(*m_database, sql).run();
    if (const auto committed = transaction.commit(); !committed)
        return committed;
    Query(*m_database, "PRAGMA wal_checkpoint(TRUNCATE)").run(); // or the log would still hold the contacts
    m_database->takeError();
    m_marks.clear();
    m_unreadable.clear();
    m_highestServerId = 0;
    return {};
}
