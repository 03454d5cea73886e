#pragma once

#include "party/partyjson.h"
#include "store/database.h"
#include "store/partyindex.h"

#include <QHash>
#include <QSet>

#include <functional>

/// What Capsule last told us, by Capsule's ids: a cache that may be thrown away. It knows nothing of unsent work.
class Replica
{
public:
    /// Opens or makes `path`; after an unclean end the file is checked first. Damaged: the caller sets it aside.
    static Result<std::unique_ptr<Replica>, StoreError> open(const QString &path);
    /// Renames a file that cannot be used, with everything that belongs to it. `now` goes into the new name.
    static bool setAside(const QString &path, const QDateTime &now);

    /// Puts every record into the index; `localIdOf` gives the id a record has on this computer.
    Result<void, StoreError> load(PartyIndex &index, const std::function<QUuid(qint64)> &localIdOf);

    struct StoredParty
    {
        Party party;
        QDateTime checkedAt; ///< UTC
    };
    /// The record as last received; nothing if it is not here or does not read back as written, which then is one of
    /// quarantinedIds().
    std::optional<StoredParty> party(qint64 serverId) const;
    /// The ids of the people of an organisation.
    QList<qint64> peopleOf(qint64 organisationId) const;
    qint64 highestServerId() const { return m_highestServerId; }

    /// Stores the records in one transaction. Doing it twice changes nothing.
    Result<void, StoreError> put(const QList<ReceivedParty> &parties, const QDateTime &checkedAt);
    Result<void, StoreError> remove(const QList<qint64> &serverIds);

    /// Keeps records that could not be read; a readable one with the same id ends that.
    Result<void, StoreError> quarantine(const QList<UnreadableParty> &parties);
    /// Ids of the records that Capsule or the disk gave back unreadable, to be fetched again.
    QList<qint64> quarantinedIds() const;

    QString mark(const QString &name) const { return m_marks.value(name); }
    Result<void, StoreError> setMark(const QString &name, const QString &value);

    Result<void, StoreError> wipe();

private:
    explicit Replica(std::unique_ptr<Database> database);
    Result<void, StoreError> verify();
    void readMarks();
    void writeHighest(qint64 serverId);

    std::unique_ptr<Database> m_database;
    QHash<QString, QString> m_marks;
    mutable QSet<qint64> m_unreadable; ///< records whose document was asked for and found damaged
    qint64 m_highestServerId = 0;
};
