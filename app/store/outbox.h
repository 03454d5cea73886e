#pragma once

#include "store/database.h"
#include "store/outboxentryjson.h"

#include <QCoreApplication>
#include <QHash>
#include <QMap>
#include <QSet>
#include <QUuid>

/// What runs over many records keep in the outbox file, by key; an empty content is forgotten.
using BulkRecords = QMap<QByteArray, QByteArray>;

/// The lists made here, by key; an empty content is forgotten.
using KeptLists = QMap<QByteArray, QByteArray>;

/// What one step changes in the outbox file.
struct OutboxChange
{
    QList<OutboxEntry> entries; ///< new ones carry the next sequence numbers, in order
    QHash<QUuid, std::optional<Draft>> drafts; ///< without a value: forgotten
    QHash<QUuid, qint64> identities; ///< local ids that got an id from Capsule
    QHash<QUuid, std::optional<ActivityDraft>> activityDrafts{}; ///< by note or task; without a value: forgotten
    /// Notes and tasks made here that got an id from Capsule: the local id they have everywhere else, which holds it.
    QHash<QUuid, QUuid> itemIdentities{};

    BulkRecords bulks{};
    KeptLists lists{};

    bool isEmpty() const { return hasOnlyDrafts() && drafts.isEmpty() && activityDrafts.isEmpty(); }
    bool hasOnlyDrafts() const
    {
        return entries.isEmpty() && identities.isEmpty() && itemIdentities.isEmpty() && bulks.isEmpty()
            && lists.isEmpty();
    }
};

/// The irreplaceable file: unsent work, drafts, and which local id belongs to which id of Capsule. Pending work, drafts
/// and identities are also in memory, and memory changes only after the file did. It knows no rules: what becomes of an
/// edit is decided elsewhere.
class Outbox
{
    Q_DECLARE_TR_FUNCTIONS(Outbox)

public:
    /// Opens or makes `path` and verifies every row (reliability.md section 2): a bad one goes to the quarantine table.
    /// From a damaged file what can be read is saved into a new one, and the old one is kept beside it. Entries that
    /// ended long ago are purged from the low end. `now` is UTC.
    static Result<std::unique_ptr<Outbox>, StoreError> open(const QString &path, const QDateTime &now);

    /// Reads what can be read of an outbox that a newer program wrote. Nothing is written into the file, and write()
    /// and wipe() fail (Newer).
    static Result<std::unique_ptr<Outbox>, StoreError> openToRead(const QString &path, const QDateTime &now);
    bool isReadOnly() const { return m_isReadOnly; }

    /// What had to be mended, as sentences for the user.
    QStringList repairs() const { return m_repairs; }

    /// Entries that are neither Done nor Discarded, by sequence number.
    const QMap<qint64, OutboxEntry> &pending() const { return m_pending; }
    /// Those of one record, note or task (OutboxEntry::subjectId()), in order.
    QList<OutboxEntry> pendingOf(const QUuid &subjectId) const;
    bool hasPending(const QUuid &subjectId) const { return m_sequences.contains(subjectId); }
    /// Any entry that was not purged yet.
    std::optional<OutboxEntry> entry(qint64 sequence) const;
    /// Those that are Done or Discarded and not purged yet, by sequence number.
    QList<OutboxEntry> ended() const;
    qint64 lowestSequence() const { return m_lowest; }
    qint64 nextSequence() const { return m_highest + 1; }

    const QHash<QUuid, Draft> &drafts() const { return m_drafts; }
    const QHash<QUuid, ActivityDraft> &activityDrafts() const { return m_activityDrafts; }
    /// While private, drafts are in memory only: turning it on takes them off the disk, turning it off puts them there.
    /// Nothing has changed if that fails. Files that were set aside as damaged keep what they hold.
    Result<void, StoreError> setPrivate(bool on);
    bool isPrivate() const { return m_isPrivate; }
    /// Takes over in memory what the disk refuses; writeHeld() tries again to write it.
    void hold(const OutboxChange &drafts);
    Result<void, StoreError> writeHeld();
    /// The records, notes and tasks whose draft is not on disk as it is now, and would go with the process.
    QList<QUuid> draftsInMemory() const;

    /// Capsule's id of a record made here; 0 for others and while there is none.
    qint64 serverId(const QUuid &localId) const { return m_serverIds.value(localId); }
    /// The record made here that has this id of Capsule's; null for others.
    QUuid localId(qint64 serverId) const { return m_localIds.value(serverId); }
    const QHash<qint64, QUuid> &localIds() const { return m_localIds; }
    /// The local id that a note or task made here has everywhere else, once it has an id of Capsule's; null before, and
    /// for those not made here.
    QUuid itemIdentity(const QUuid &localId) const { return m_itemIdentities.value(localId); }
    /// The note or task made here that has this other local id; null for others.
    QUuid itemMadeHere(const QUuid &identity) const { return m_itemsMadeHere.value(identity); }
    const QHash<QUuid, QUuid> &itemIdentities() const { return m_itemIdentities; }
    /// The highest id of Capsule's that a record made here has.
    qint64 highestServerId() const;

    /// At most `limit` records of bulk runs, from the key `first` on and before `end`. One that did not read back as
    /// written has no content.
    BulkRecords bulks(const QByteArray &first, const QByteArray &end, int limit) const;

    /// All lists made here.
    const KeptLists &lists() const { return m_lists; }

    /// Writes all of it in one transaction, or nothing.
    Result<void, StoreError> write(const OutboxChange &change);
    /// Forgets everything.
    Result<void, StoreError> wipe();

private:
    explicit Outbox(std::unique_ptr<Database> database);
    static Result<std::unique_ptr<Outbox>, StoreError> openSound(const QString &path, const QDateTime &now);
    static Result<std::unique_ptr<Outbox>, StoreError> openAfterDamage(const QString &path, const QDateTime &now);
    static Result<void, StoreError> mend(const QString &path, const QString &aside, const QDateTime &now);
    Result<void, StoreError> verify(const QDateTime &now);
    void readEntries(const QDateTime &now);
    void readIdentities(const QDateTime &now);
    void readDrafts(const QDateTime &now);
    void readLists(const QDateTime &now);
    void verifySpan(const QDateTime &now);
    void purge(const QDateTime &now);
    void setAside(const char *origin, const QByteArray &key, const QByteArray &content, const QByteArray &checksum,
        const QDateTime &now);
    void writeSpan(qint64 lowest, qint64 highest);
    Result<qsizetype, StoreError> adopt(const QString &otherPath);
    template <typename AnyDraft>
    void writeDrafts(const QHash<QUuid, std::optional<AnyDraft>> &drafts);
    template <typename AnyDraft>
    void takeDrafts(const QHash<QUuid, std::optional<AnyDraft>> &drafts, QHash<QUuid, AnyDraft> &kept);
    template <typename AnyDraft>
    static std::optional<AnyDraft> valueOf(const QHash<QUuid, AnyDraft> &drafts, const QUuid &id);
    void writeBulks(const BulkRecords &records);
    void writeLists(const KeptLists &lists);
    void putInMemory(const OutboxEntry &entry);
    void bindInMemory(const QUuid &localId, qint64 serverId);
    void bindItemInMemory(const QUuid &localId, const QUuid &identity);

    std::unique_ptr<Database> m_database;
    QMap<qint64, OutboxEntry> m_pending;
    QHash<QUuid, QList<qint64>> m_sequences; ///< of pending entries, by what they are about
    QHash<QUuid, Draft> m_drafts;
    QHash<QUuid, ActivityDraft> m_activityDrafts;
    QSet<QUuid> m_unwritten; ///< records whose draft, or the lack of one, the file does not show
    KeptLists m_lists;
    bool m_isPrivate = false;
    bool m_isReadOnly = false;
    QHash<QUuid, qint64> m_serverIds;
    QHash<qint64, QUuid> m_localIds;
    QHash<QUuid, QUuid> m_itemIdentities;
    QHash<QUuid, QUuid> m_itemsMadeHere; ///< the other way round
    qint64 m_lowest = 1;
    qint64 m_highest = 0;
    QStringList m_repairs;
};
