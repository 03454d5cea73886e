#pragma once

#include "party/party.h"
#include "result.h"
#include "store/storeerror.h"

#include <memory>
#include <optional>

class Database;

/// Reads records of a replica that is open elsewhere, on a thread of its own: with a connection of its own.
class ReplicaReader
{
public:
    /// `path` as PartyStore::recordsPath() tells it; `isReadOnly` for a file that nobody may write.
    static Result<std::unique_ptr<ReplicaReader>, StoreError> open(const QString &path, bool isReadOnly);
    ~ReplicaReader();
    ReplicaReader(const ReplicaReader &) = delete;
    ReplicaReader &operator=(const ReplicaReader &) = delete;

    /// The record as last received; none if it is not here or does not read back as written.
    std::optional<Party> party(qint64 serverId) const;
    /// The ids of the people of an organisation, at most `limit`.
    QList<qint64> peopleOf(qint64 organisationId, int limit) const;

private:
    explicit ReplicaReader(std::unique_ptr<Database> database);
    std::unique_ptr<Database> m_database;
};
