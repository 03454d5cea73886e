#include "replicareader.h"

#include "party/partyjson.h"
#include "store/database.h"
#include "store/replica.h"

#include <QJsonDocument>

ReplicaReader::ReplicaReader(std::unique_ptr<Database> database)
    : m_database(std::move(database))
{
}

ReplicaReader::~ReplicaReader() = default;

Result<std::unique_ptr<ReplicaReader>, StoreError> ReplicaReader::open(const QString &path, bool isReadOnly)
{
    if (path == Replica::InMemory)
        return Unexpected(StoreError{StoreError::Kind::Other, QStringLiteral("a replica without a file")});
    auto database = isReadOnly ? Database::openToRead(path) : Database::openBeside(path);
    if (!database)
        return Unexpected(database.error());
    return std::unique_ptr<ReplicaReader>(new ReplicaReader(std::move(*database)));
}

std::optional<Party> ReplicaReader::party(qint64 serverId) const
{
    Query query(*m_database,
        "SELECT document FROM documents WHERE server_id = ?1 AND digest = digest(server_id, document, checked_at)");
    const bool isHere = query.with(serverId).next();
    const auto party
        = isHere ? partyFromJson(QJsonDocument::fromJson(query.bytes(0)).object()) : Unexpected(PartyJsonError());
    m_database->takeError(); // whoever opens the record will tell
    return party ? std::optional(*party) : std::nullopt;
}

QList<qint64> ReplicaReader::peopleOf(qint64 organisationId, int limit) const
{
    QList<qint64> ids;
    Query query(*m_database, "SELECT server_id FROM listing WHERE organisation_id = ?1 LIMIT ?2");
    query.with(organisationId, limit);
    while (query.next())
        ids.append(query.integer(0));
    m_database->takeError();
    return ids;
}
