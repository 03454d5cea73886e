#pragma once

#include "background.h"
#include "party/cataloguejson.h"
#include "party/partyjson.h"
#include "store/activitycache.h"
#include "store/database.h"
#include "store/filterresult.h"
#include "store/partyindex.h"

#include <QHash>
#include <QSet>

#include <functional>

/// What Capsule last told us, by Capsule's ids: a cache that may be thrown away. It knows nothing of unsent work.
class Replica
{
public:
    /// The id that a record of Capsule's has on this computer.
    using LocalIds = std::function<QUuid(qint64)>;

    /// In place of a path: a replica without a file.
    inline static const QString InMemory = QStringLiteral(":memory:");
    /// Opens or makes `path`. Damaged: the caller sets it aside.
    static Result<std::unique_ptr<Replica>, StoreError> open(const QString &path);
    /// Opens a file only to read what can be read of it, whatever its schema.
    static Result<std::unique_ptr<Replica>, StoreError> openToRead(const QString &path);
    /// Renames a file that cannot be used, with everything that belongs to it. `now` goes into the new name, and
    /// whether the file is damaged or only `isNewer` than this program.
    static bool setAside(const QString &path, const QDateTime &now, bool isNewer = false);

    /// The file of an open replica, for another thread to read.
    struct Source
    {
        QString path;
        bool endedUncleanly = false; ///< the program did not close it the last time
        bool isReadOnly = false;
    };
    const Source &source() const { return m_source; }
    /// Every record as a list needs it, and the orders kept by keepOrders(); a list by name needs no sorting then. For
    /// any thread: it has a connection of its own. Every row is verified, after an unclean end the whole file.
    static Result<PartyIndex, StoreError> readIndex(
        const Source &source, const LocalIds &localIdOf, const std::atomic_bool &cancelled);
    /// Puts the rows that a list begins with, and the numbers of all, into the index; nothing if no order was kept.
    void readFirstScreen(
        PartyIndex &index, PartyIndex::Kind kind, PartyIndex::Sort sort, const LocalIds &localIdOf) const;
    /// Keeps the orders that have changed for the next start.
    void keepOrders(const PartyIndex &index, const std::function<qint64(const QUuid &)> &serverIdOf);

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
    /// The ids above `serverId`.
    QList<qint64> idsAbove(qint64 serverId) const;

    /// Stores the records in one transaction. Doing it twice changes nothing. `rows` are what a list shows of them.
    Result<void, StoreError> put(
        const QList<ReceivedParty> &parties, const QList<PackedParty> &rows, const QDateTime &checkedAt);
    Result<void, StoreError> put(const QList<ReceivedParty> &parties, const QDateTime &checkedAt);
    /// With `deletedAt` (by Capsule's clock) they are gone for good and remembered as that, else only out of sight.
    Result<void, StoreError> remove(const QList<qint64> &serverIds, const QDateTime &deletedAt = {});
    /// When Capsule deleted a record, by its clock; invalid if it did not, or longer than 90 days ago. Storing the
    /// record ends that.
    QDateTime deletedAt(qint64 serverId) const;

    /// What the comparison of all ids has met so far.
    Result<void, StoreError> noteMet(const QList<qint64> &serverIds);
    Result<void, StoreError> forgetMet();
    /// At most `limit` of the records here up to the id `highest` that it has not met.
    QList<qint64> unmet(qint64 highest, int limit) const;

    /// Keeps records that could not be read; a readable one with the same id ends that.
    Result<void, StoreError> quarantine(const QList<UnreadableParty> &parties);
    /// Ids of the records that Capsule or the disk gave back unreadable, to be fetched again.
    QList<qint64> quarantinedIds() const;

    /// What the account offers its records, as kept by putCatalogueList(). A list that does not read back as written is
    /// left out: it is fetched again soon.
    Catalogue catalogue() const;
    /// `document` as for readCatalogueList().
    Result<void, StoreError> putCatalogueList(CatalogueList list, const QByteArray &document);
    /// What happens around the parties.
    ActivityCache &activity() { return m_activity; }
    const ActivityCache &activity() const { return m_activity; }

    /// The records that a filter saved in Capsule gave, and when; none if it was never run or does not read back as
    /// written.
    std::optional<FilterResult> filterResult(qint64 filterId) const;
    Result<void, StoreError> putFilterResult(qint64 filterId, const FilterResult &result);

    QString mark(const QString &name) const { return m_marks.value(name); }
    Result<void, StoreError> setMark(const QString &name, const QString &value);

    Result<void, StoreError> wipe();

private:
    Replica(Source source, std::unique_ptr<Database> database);
    static Result<std::unique_ptr<Replica>, StoreError> verified(std::unique_ptr<Replica> replica);
    Result<void, StoreError> verify();
    void readMarks();
    void readTombstones();
    void writeTombstones(const QList<qint64> &serverIds, qint64 at);
    void writeHighest(qint64 serverId);
    void keepOrder(PartyIndex::Sort sort, const QByteArray &places);
    void tidy();

    Source m_source;
    std::unique_ptr<Database> m_database;
    ActivityCache m_activity; ///< borrows it
    QHash<QString, QString> m_marks;
    QHash<qint64, qint64> m_tombstones; ///< when Capsule deleted it, seconds since 1970
    mutable QSet<qint64> m_unreadable; ///< records whose document was asked for and found damaged
    qint64 m_highestServerId = 0;
    Background m_tidying;
};
