#pragma once

#include "party/activity.h"
#include "party/activityjson.h"
#include "result.h"
#include "store/activitycache.h"
#include "store/outboxentry.h"
#include "store/storeerror.h"

#include <QObject>
#include <QUuid>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

class Clock;
class Outbox;
class PartyStore;
class Replica;
struct OutboxChange;

/// An entry as the user sees it: Capsule's last word with everything unsent laid over it.
struct EntryView
{
    QUuid localId;
    Entry base; ///< what Capsule last confirmed; empty if it was never there
    Entry shown;
    QUuid record; ///< the party whose it is; of an organisation's list it may be one of its people
    bool isCreated = false; ///< Capsule knows it
    bool isDeleted = false; ///< a delete is pending
    std::optional<OutboxEntry> work; ///< the oldest unsent work on it, with its state and problem; none if all is sent
};

/// A task as the user sees it.
struct TaskView
{
    QUuid localId;
    Task base;
    Task shown;
    QUuid record; ///< the party it belongs to; null for none, and for those of an opportunity or project
    bool isCreated = false;
    bool isDeleted = false;
    std::optional<OutboxEntry> work;
};

/// How much of a record's activity is on this computer. An organisation's is that of its people too, each of whom
/// Capsule has to be asked about alone.
struct ActivityExtent
{
    int records = 1; ///< the record itself and, of an organisation, its people
    int begun = 0; ///< of how many at least the newest page was read
    int complete = 0; ///< of how many everything was read
    QDateTime certainSince; ///< no entry after this moment is missing; invalid while nothing is certain
    QDateTime checkedAt; ///< when the newest page of the record itself was last read, UTC; invalid for never
    bool isComplete() const { return complete == records; }
    bool operator==(const ActivityExtent &) const = default;
};

/// Something typed about a note or a task and not saved.
template <typename T>
struct ItemDraft
{
    QUuid localId; ///< of the note or task
    T base; ///< what was shown when it began; empty for a new one
    T edited;
    QDateTime changedAt; ///< UTC
};

/// Notes, emails, tasks, opportunities and projects: what is read of them, and the user's work on notes and tasks. It
/// shares outbox, replica and history with the PartyStore, which makes it and through which unsent work is listed,
/// held, discarded and tried again, whatever it is about (pendingEntries(), discard(), retry(), setHeld(), takeBack(),
/// history()). It lives on the same thread.
class ActivityStore : public QObject
{
    Q_OBJECT

public:
    ~ActivityStore() override;

    // --- reading

    /// Entries of a record, of an organisation also those of its people, the newest first, at most `limit`. Unsent
    /// notes are among them; one that has no time yet stands at the time it was written. See extentOf() for what is
    /// missing.
    QList<EntryView> entriesOf(const QUuid &record, int limit) const;
    std::optional<EntryView> entry(const QUuid &localId) const;
    ActivityExtent extentOf(const QUuid &record) const;

    /// The open tasks of a record and those completed here or seen completed, by due date; an organisation's alone,
    /// without its people's.
    QList<TaskView> tasksOf(const QUuid &record) const;
    /// The open tasks of the token's user, by due date and time. While the user is not known, everybody's.
    QList<TaskView> myOpenTasks() const;
    std::optional<TaskView> task(const QUuid &localId) const;
    /// When all open tasks were last read, UTC; invalid for never.
    QDateTime tasksCheckedAt() const;

    /// Opportunities and projects of a record, the open ones first, then by expected close.
    QList<Deal> dealsOf(const QUuid &record) const;
    /// When they were last read, UTC; invalid for never.
    QDateTime dealsCheckedAt(const QUuid &record) const;

    /// True for a note or task made here that went out more than once, if its equal from the same day turned up that is
    /// not known to be anything else: Capsule may have taken both (reliability.md section 4).
    bool mayBeTwice(const QUuid &localId) const;

    // --- the user's work; every function is one transaction, and nothing is changed if it fails

    /// Where a note or task about this party belongs.
    RelatedRecord relatedTo(const QUuid &party) const;

    /// Keeps what is being typed. Equal to what is shown, or a new note or task without a word: forgets the draft. A
    /// new one is given QUuid::createUuid() by whoever begins it; `relatedTo` tells its record.
    Result<void, StoreError> keepDraft(const QUuid &localId, const Entry &draft);
    Result<void, StoreError> keepDraft(const QUuid &localId, const Task &draft);
    /// For a draft that keepDraft() could not put on disk, as PartyStore::holdDraft().
    void holdDraft(const QUuid &localId, const Entry &draft);
    void holdDraft(const QUuid &localId, const Task &draft);
    Result<void, StoreError> discardDraft(const QUuid &localId);
    QList<ItemDraft<Entry>> noteDrafts() const;
    QList<ItemDraft<Task>> taskDrafts() const;
    std::optional<ItemDraft<Entry>> noteDraft(const QUuid &localId) const;
    std::optional<ItemDraft<Task>> taskDraft(const QUuid &localId) const;
    /// The notes and tasks whose draft, as it is now, would go with the process, as PartyStore::draftsInMemory().
    QList<QUuid> draftsInMemory() const;

    /// Puts a note into the outbox: a new one, or the change of one (content and attachments; of others' kinds nothing
    /// is sent). Merges into work that is still Queued or waits for the user, else adds an entry to the outbox; equal
    /// to what Capsule has, ends it. The draft goes with it. Returns the sequence number of the work, 0 for nothing to
    /// do.
    Result<qint64, StoreError> save(const QUuid &localId, const Entry &edited);
    /// The same for a task; description and dueOn must be there. Completing sets the status to COMPLETED and
    /// `completedAt`, reopening to OPEN.
    Result<qint64, StoreError> save(const QUuid &localId, const Task &edited);
    Result<qint64, StoreError> complete(const QUuid &task);
    Result<qint64, StoreError> reopen(const QUuid &task);
    /// Asks for a note or task to be deleted, to be sent `delay` from now; PartyStore::takeBack() takes it back. One
    /// that was never sent is cancelled instead (0).
    Result<qint64, StoreError> remove(const QUuid &localId, std::chrono::milliseconds delay);

    /// Copies a file into the profile's folder, so that it can still be sent after the original is gone; to be put into
    /// Entry::attachments. Fails for one that cannot be read (detail says why) or is larger than largestAttachment
    /// (Kind::Other). Takes as long as the disk for a file of that size.
    Result<Attachment, StoreError> takeFile(const QString &path, const QString &contentType);
    /// Where the copy of an attachment is: of one that waits to be sent, or of one that was fetched. Empty for none.
    QString pathOf(const Attachment &attachment) const;

    // --- for the sync engine

    /// Capsule's id of a note or task; 0 while it has none.
    qint64 serverId(const QUuid &localId) const;
    /// The highest id of any entry (or task) ever seen.
    qint64 highestEntryId() const;
    qint64 highestTaskId() const;
    /// The local id of an entry or task, made here or not.
    QUuid localIdOfEntryHere(qint64 serverId) const;
    QUuid localIdOfTaskHere(qint64 serverId) const;

    /// How far the entries of one party (not of its people) were read.
    using Reach = ActivityCache::Reach;
    Reach reachOf(const QUuid &record) const;
    /// The same of many, in their order; much faster than one by one.
    QList<Reach> reachesOf(const QList<QUuid> &records) const;
    /// The newest entries filed on the very record, at most `limit`.
    QList<EntryView> entriesAt(const QUuid &record, int limit) const;
    /// The records whose activity `record` shows: itself first, then its people, in no order.
    QList<QUuid> sourcesOf(const QUuid &record) const;
    /// A page of a record's entries, the newest first.
    struct EntriesPage
    {
        QList<Received<Entry>> entries;
        bool isNewest = false; ///< nothing comes before it
        bool isLast = false; ///< nothing comes after it
    };
    /// Stores a page and how far the record was read with it. Entries of the page's span of time that Capsule no longer
    /// has go. Unsent work stays laid over it.
    Result<void, StoreError> applyEntries(const QUuid &record, const EntriesPage &page, const Reach &reach);
    /// Single ones that were read, or the answers to writes.
    Result<void, StoreError> applyEntry(const Received<Entry> &entry);
    Result<void, StoreError> applyTask(const Received<Task> &task);
    /// Tasks of a walk over all open ones that began at `walkedFrom` (this computer's clock, UTC); with the last page,
    /// those that are open here and were not met since are forgotten.
    Result<void, StoreError> applyOpenTasks(
        const QList<Received<Task>> &tasks, const QDateTime &walkedFrom, bool isLastPage);
    Result<void, StoreError> applyDeals(
        const QUuid &record, Deal::Kind kind, const QList<Received<Deal>> &deals, const QDateTime &checkedAt);
    /// Capsule no longer has it; work on it asks.
    Result<void, StoreError> applyGone(const QUuid &localId);
    /// Who the token's user is, by Capsule's id; 0 while the catalogue does not tell.
    qint64 ownUser() const;

    /// Capsule's full answer to work is here: binds a create's id, stores the answer, carries later work over to it,
    /// and ends the work. Each step can be repeated after a crash.
    Result<void, StoreError> acknowledge(qint64 sequence, const QByteArray &document);
    Result<void, StoreError> acknowledgeDelete(qint64 sequence);
    /// Stores an attachment that was fetched; returns where.
    Result<QString, StoreError> keepFetched(const Attachment &attachment, const QByteArray &content);

Q_SIGNALS:
    /// Entries of these parties appeared, changed or went away, or more is known of their extent.
    void entriesChanged(const QList<QUuid> &records);
    /// Tasks changed; the parties they belong to, null for those without.
    void tasksChanged(const QList<QUuid> &records);
    void dealsChanged(const QUuid &record);
    void draftsChanged();

private:
    friend class PartyStore;
    class Private;
    /// How the PartyStore brings a change to the outbox file and to everyone, or only to everyone.
    struct Writing
    {
        std::function<Result<void, StoreError>(const OutboxChange &)> write;
        std::function<void(const OutboxChange &)> tell;
    };
    static std::unique_ptr<ActivityStore> beside(PartyStore &parties, Outbox &outbox,
        std::function<Replica &()> replica, Writing writing, Clock &clock, const QString &folder);
    explicit ActivityStore(std::unique_ptr<Private> priv);
    void tell(const OutboxChange &change);
    OutboxChange discarded(const OutboxEntry &entry) const;
    OutboxChange retried(const OutboxEntry &entry) const;
    void forgetFiles();
    template <typename T>
    Result<void, StoreError> keep(const QUuid &localId, const T &draft);
    template <typename T>
    void hold(const QUuid &localId, const T &draft);
    template <typename T>
    Result<qint64, StoreError> saveItem(const QUuid &localId, const T &edited);
    template <typename T>
    Result<void, StoreError> acknowledgeItem(const OutboxEntry &entry, const Received<T> &answer);

    std::unique_ptr<Private> d;
};
