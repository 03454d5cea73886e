#pragma once

#include "party/cataloguejson.h"
#include "party/party.h"
#include "party/partyjson.h"
#include "result.h"
#include "store/filterresult.h"
#include "store/history.h"
#include "store/outboxentry.h"
#include "store/partyindex.h"
#include "store/storeerror.h"

#include <QHash>
#include <QMap>
#include <QObject>
#include <QUuid>

#include <functional>
#include <memory>
#include <optional>

class ActivityStore;
class Clock;
struct OutboxChange;
using BulkRecords = QMap<QByteArray, QByteArray>; // as outbox.h has it
using KeptLists = QMap<QByteArray, QByteArray>; // the same

/// A party as the user sees it: Capsule's last word with everything unsent laid over it.
struct PartyView
{
    QUuid localId;
    Party base; ///< what Capsule last confirmed; an empty party of the type if it was never there
    Party shown; ///< base with the pending outbox entries laid over it
    std::optional<Party> draft; ///< typed but not saved
    bool isCreated = false; ///< Capsule knows it
    bool isDeleted = false; ///< a delete is pending
    QDateTime checkedAt; ///< when Capsule last told us about it, UTC; invalid for never
};

/// The face of both files, replica and outbox: a party as the user sees it, and which ones changed. It lives on one
/// thread. What the window uses comes first, what the sync engine uses after it.
class PartyStore : public QObject
{
    Q_OBJECT

public:
    /// Opens or makes outbox.sqlite and replica.sqlite in `folder` (made with mode 700), verifies the outbox, rebuilds
    /// a damaged replica, and loads the index. Borrows `clock`. Damage that was mended is told by repairs(). Entries
    /// stand as they stood when the program ended; the engine takes those on that were under way.
    ///
    /// Files of a newer program are not touched. If the outbox is one, everything is open only to be read (isReadOnly);
    /// a replica or history alone is set aside under another name and begun anew.
    static Result<std::unique_ptr<PartyStore>, StoreError> open(const QString &folder, Clock &clock);
    /// What a window shows first.
    struct FirstScreen
    {
        PartyIndex::Kind kind = PartyIndex::Kind::Everyone;
        PartyIndex::Sort sort = PartyIndex::Sort::Name;
    };
    /// The same with the index loaded on another thread: so far it holds what this screen begins with, and everything
    /// with unsent work. loaded() or loadingFailed() follows.
    static Result<std::unique_ptr<PartyStore>, StoreError> openInBackground(
        const QString &folder, Clock &clock, const FirstScreen &screen);
    ~PartyStore() override;

    /// True once the index holds every record.
    bool isLoaded() const;
    /// What opening had to mend, as sentences for the user; usually none.
    QStringList repairs() const;
    /// True if a newer program has written the outbox: what can be read of the files is here, the functions for the
    /// user's work fail (Newer), and nothing may be sent.
    bool isReadOnly() const;

    /// Notes, tasks and what else happens around the parties, from the same files.
    ActivityStore &activity();
    const ActivityStore &activity() const;

    // --- reading

    /// All rows, for list and search. Valid until the next change.
    const PartyIndex &index() const;
    /// Sorts on another thread, so that index() has the order when orderReady() tells.
    void prepareOrder(PartyIndex::Sort sort);
    std::optional<PartyView> party(const QUuid &localId) const;
    /// Organisations whose name begins with or contains `text`, best first, at most `limit`.
    QList<OrganisationRef> organisationsLike(const QString &text, int limit) const;
    /// The people of an organisation, in no order.
    QList<QUuid> peopleOf(const QUuid &organisation) const;

    /// The file of Capsule's records, for another thread to read (ReplicaReader).
    QString recordsPath() const;
    /// The records made here that Capsule knows, by its ids.
    const QHash<qint64, QUuid> &idsMadeHere() const;

    /// What a filter saved in Capsule gave when it was last run; none for never.
    std::optional<FilterResult> filterResult(qint64 filterId) const;

    /// What the account offers its records, as last told. Valid until catalogueChanged().
    const Catalogue &catalogue() const;

    // --- the user's work; every function is one transaction, and nothing is changed if it fails

    /// Keeps what is being typed. Equal to what is shown: forgets the draft.
    Result<void, StoreError> keepDraft(const QUuid &localId, const Party &draft);
    /// A new record that so far is only a draft; returns its local id.
    Result<QUuid, StoreError> startDraft(const Party &draft);
    Result<void, StoreError> discardDraft(const QUuid &localId);
    QList<QUuid> drafts() const;

    /// Private mode: drafts are in memory only. Turning it on takes them off the disk, turning it off puts them there;
    /// if that fails, it is as it was. Nothing remembers it from one start to the next.
    Result<void, StoreError> setPrivate(bool on);
    bool isPrivate() const;
    /// For a draft that keepDraft() could not put on disk: keeps it in memory, where everyone sees it, until
    /// keepHeldDrafts() finds room for it.
    void holdDraft(const QUuid &localId, const Party &draft);
    Result<void, StoreError> keepHeldDrafts();
    /// The records whose draft, as it is now, would go with the process: private ones, and those the disk refuses. For
    /// notes and tasks ask activity().
    QList<QUuid> draftsInMemory() const;

    /// Puts the record's edit into the outbox: merges into an entry that is still Queued, else adds one. `edited` equal
    /// to what is shown does nothing, unless a parked entry waits: saving over one is the user's word to try it again,
    /// made with Capsule's state in view. An edit that is undone ends its entry. The draft goes with it. Returns the
    /// entry's sequence number, 0 for nothing to do. A local id that is not known yet makes a new record.
    Result<qint64, StoreError> save(const QUuid &localId, const Party &edited);
    /// Asks for the record to be deleted, to be sent `delay` from now; returns the entry's sequence number. A record
    /// whose create was never sent is cancelled instead (0).
    Result<qint64, StoreError> remove(const QUuid &localId, std::chrono::milliseconds delay);
    /// Takes an entry back that was not sent yet. False if it is too late. With a delete the edits come back that it
    /// made needless.
    Result<bool, StoreError> takeBack(qint64 sequence);
    /// The user gives an entry up (kept 30 days).
    Result<void, StoreError> discard(qint64 sequence);
    /// The user wants a parked entry to be tried again, with `edited` as it should be now, made from what is shown;
    /// work on a note or task goes as it is. In a conflict the values it names are decided, with theirs in view:
    /// whoever parks an entry in conflict stores theirs first (applyPage), and keeps the original values in its base.
    Result<void, StoreError> retry(qint64 sequence, const Party &edited);
    Result<void, StoreError> setHeld(qint64 sequence, bool held);

    /// save(), or remove() at once where there is no `edited`, for a run over many records: what `records` makes of the
    /// entry's sequence number goes to disk in the same transaction.
    Result<qint64, StoreError> saveInBulk(const QUuid &localId, const std::optional<Party> &edited,
        const std::function<BulkRecords(qint64 sequence)> &records);
    /// What such runs keep; as Outbox::bulks().
    Result<void, StoreError> keepBulk(const BulkRecords &records);
    BulkRecords bulkRecords(const QByteArray &first, const QByteArray &end, int limit) const;

    /// The lists made here, as OwnLists writes them; as Outbox::lists().
    const KeptLists &lists() const;
    /// Writes some of them; one with an empty content is forgotten.
    Result<void, StoreError> keepLists(const KeptLists &lists);

    /// Entries that are not Done or Discarded, in order, work on notes and tasks (activity()) among them.
    QList<OutboxEntry> pendingEntries() const;
    std::optional<OutboxEntry> entry(qint64 sequence) const;

    /// Another record that may be the same as this one, which was made here and had to be sent more than once: made in
    /// Capsule within a day of it and equal in all that was sent (reliability.md section 4). Null for none.
    QUuid possibleDuplicateOf(const QUuid &localId) const;

    /// What became of saves and deletes, and what others changed: at most `limit` lines older than the line `before` (0
    /// for the newest on), newest first. What others changed is kept 30 days, the rest for ever.
    QList<HistoryLine> history(qint64 before, int limit) const;
    /// The same of one record alone.
    QList<HistoryLine> historyOf(const QUuid &localId, qint64 before, int limit) const;

    // --- for the sync engine

    /// Capsule's id of a record; 0 while it has none.
    qint64 serverId(const QUuid &localId) const;
    /// The record that has an id of Capsule's; null if there is none here.
    QUuid localId(qint64 serverId) const;
    /// Writes the changed entry (state, attempts, answer ...) back; sequence, record and kind stay as they are.
    Result<void, StoreError> update(const OutboxEntry &entry);
    /// Capsule's full answer to an entry is here: binds a create's id to the local id, stores the record in the
    /// replica, rebases what was saved meanwhile, and ends the entry. Each step can be repeated after a crash
    /// (reliability.md section 1.4).
    Result<void, StoreError> acknowledge(qint64 sequence, const ReceivedParty &answer);
    /// The same for a delete that is done.
    Result<void, StoreError> acknowledgeDelete(qint64 sequence);
    /// Stores records as Capsule sent them: one transaction a page. A pulled record never overwrites a pending edit.
    /// `checkedAt` is the service's time.
    Result<void, StoreError> applyPage(const QList<ReceivedParty> &parties, const QDateTime &checkedAt);
    /// Drops records that are gone or out of sight (Capsule's ids). One with a pending edit is kept and its entry asks.
    /// With `deletedAt`, the service's time, they are deleted for good, which deletedAt() tells for 90 days
    /// (reliability.md section 5).
    Result<void, StoreError> applyDeleted(const QList<qint64> &serverIds, const QDateTime &deletedAt = {});
    /// When Capsule deleted a record (its id and its time); invalid if nothing is known of that. Storing the record
    /// again ends it.
    QDateTime deletedAt(qint64 serverId) const;
    /// The comparison of all ids keeps here which it has met, so that it can go on after a restart.
    Result<void, StoreError> noteMet(const QList<qint64> &serverIds);
    Result<void, StoreError> forgetMet();
    /// At most `limit` records that Capsule is said to have, up to the id `highest`, and that were not met.
    QList<qint64> unmet(qint64 highest, int limit) const;
    /// Keeps a record that could not be read, with its id, for the next try.
    Result<void, StoreError> quarantine(const QList<UnreadableParty> &parties);
    /// Capsule's ids of the records that could not be read, to be tried again one by one.
    QList<qint64> quarantinedIds() const;
    /// The highest id of any party ever seen.
    qint64 highestServerId() const;

    /// Keeps a list of the catalogue as Capsule sent it, a JSON array (readCatalogueList()). One that cannot be read,
    /// or says what is known already, changes nothing.
    Result<void, StoreError> setCatalogueList(CatalogueList list, const QByteArray &document);

    /// Keeps what a filter saved in Capsule gave.
    Result<void, StoreError> setFilterResult(qint64 filterId, const FilterResult &result);

    /// A mark of the sync engine in the replica: cursors, the page a first load has reached. Empty if never set.
    QString mark(const QString &name) const;
    Result<void, StoreError> setMark(const QString &name, const QString &value);

    /// Throws both files' contents away: sign out with "forget everything on this computer".
    Result<void, StoreError> wipe();

Q_SIGNALS:
    /// These records changed, appeared or went away.
    void partiesChanged(const QList<QUuid> &localIds);
    /// Everything changed.
    void partiesReset();
    /// The index holds every record now.
    void loaded();
    /// The records could not be read, nor a damaged file be set aside.
    void loadingFailed(const StoreError &error);
    void orderReady(PartyIndex::Sort sort);
    /// An entry was added, changed or ended.
    void outboxChanged();
    void draftsChanged();
    void listsChanged();
    /// Lines were added to the history, or went from it.
    void historyChanged();
    void catalogueChanged();
    void filterResultChanged(qint64 filterId);

private:
    class Private;
    explicit PartyStore(std::unique_ptr<Private> priv);
    Result<void, StoreError> write(const OutboxChange &change);
    void tell(const OutboxChange &change);
    void record(const QList<HistoryLine> &lines);
    void onIndexRead(Result<PartyIndex, StoreError> read);
    Result<void, StoreError> conclude(const OutboxChange &acked);
    std::unique_ptr<Private> d;
};
