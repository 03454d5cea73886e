#include "activitystore.h"

#include "clock.h"
#include "store/activitywork.h"
#include "store/attachmentfiles.h"
#include "store/outbox.h"
#include "store/partystore.h"
#include "store/replica.h"

#include <QJsonDocument>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

using Kind = OutboxEntry::Kind;
using State = OutboxEntry::State;

/// What is different between notes and tasks for a store.
template <typename T>
struct Item;

template <>
struct Item<Entry>
{
    static qint64 idOf(const QUuid &localId) { return entryIdOfLocalId(localId); }
    static QUuid identityOf(qint64 serverId) { return localIdOfEntry(serverId); }
    static std::optional<Entry> find(const ActivityCache &cache, qint64 id) { return cache.entry(id); }
    static auto put(ActivityCache &cache, const Received<Entry> &entry) { return cache.putEntry(entry); }
    static auto remove(ActivityCache &cache, qint64 id) { return cache.removeEntry(id); }
    static auto read(const QJsonObject &json) { return entryFromJson(json); }
};

template <>
struct Item<Task>
{
    static qint64 idOf(const QUuid &localId) { return taskIdOfLocalId(localId); }
    static QUuid identityOf(qint64 serverId) { return localIdOfTask(serverId); }
    static std::optional<Task> find(const ActivityCache &cache, qint64 id) { return cache.task(id); }
    static auto put(ActivityCache &cache, const Received<Task> &task) { return cache.putTasks({task}, {}, false); }
    static auto remove(ActivityCache &cache, qint64 id) { return cache.removeTask(id); }
    static auto read(const QJsonObject &json) { return taskFromJson(json); }
};

StoreError notWhole()
{
    return {StoreError::Kind::Damaged, u"a stored answer cannot be read"_s};
}

/// A note that has no time yet happens when it was written.
QDateTime timeOf(const EntryView &view)
{
    if (view.shown.entryAt.isValid() || !view.work)
        return view.shown.entryAt;
    return view.work->createdAt;
}

bool isNewer(const EntryView &a, const EntryView &b)
{
    return std::pair(timeOf(a), a.shown.id) > std::pair(timeOf(b), b.shown.id);
}

/// By due date; those without a time of day after those with one.
bool isDueBefore(const TaskView &a, const TaskView &b)
{
    const auto place = [](const TaskView &view) {
        const Task &task = view.shown;
        return std::tuple(
            !task.isOpen(), !task.dueOn.isValid(), task.dueOn, !task.dueTime.isValid(), task.dueTime, task.description);
    };
    return place(a) < place(b);
}

bool isBefore(const Deal &a, const Deal &b)
{
    const auto place = [](const Deal &deal) {
        return std::tuple(!deal.isOpen(), !deal.expectedCloseOn.isValid(), deal.expectedCloseOn, deal.name);
    };
    return place(a) < place(b);
}

void addFiles(const ActivityEdit &edit, QSet<QString> &files)
{
    const auto *note = std::get_if<ItemEdit<Entry>>(&edit);
    if (!note)
        return;
    for (const Attachment &attachment : note->base.attachments + note->edited.attachments)
        files.insert(attachment.localFile);
}

template <typename T>
bool isAbout(const OutboxEntry &entry)
{
    return std::holds_alternative<ItemEdit<T>>(entry.activity);
}

} // namespace

class ActivityStore::Private
{
public:
    Private(PartyStore &partyStore, Outbox &sharedOutbox, std::function<Replica &()> currentReplica, Writing how,
        Clock &clockInUse, const QString &folder)
        : parties(partyStore)
        , outbox(sharedOutbox)
        , replica(std::move(currentReplica))
        , writing(std::move(how))
        , clock(clockInUse)
        , files(folder)
    {
    }

    ActivityCache &cache() const { return replica().activity(); }

    /// Under which id a note or task goes on that may have been made here.
    QUuid presentId(const QUuid &localId) const
    {
        const QUuid madeHere = outbox.itemMadeHere(localId);
        return madeHere.isNull() ? localId : madeHere;
    }
    /// The id it has everywhere else; the same for one that Capsule does not know yet.
    QUuid identityOf(const QUuid &localId) const
    {
        const QUuid identity = outbox.itemIdentity(localId);
        return identity.isNull() ? localId : identity;
    }
    template <typename T>
    QUuid localIdOf(qint64 serverId) const
    {
        return presentId(Item<T>::identityOf(serverId));
    }
    template <typename T>
    qint64 serverId(const QUuid &localId) const
    {
        return Item<T>::idOf(identityOf(localId));
    }
    QUuid partyOf(qint64 serverId) const
    {
        const QUuid madeHere = outbox.localId(serverId);
        return madeHere.isNull() ? localIdOfServerId(serverId) : madeHere;
    }
    QUuid recordOf(const RelatedRecord &related) const
    {
        if (related.kind != RelatedRecord::Kind::Party)
            return {};
        return related.id != 0 ? partyOf(related.id) : related.localId;
    }
    QUuid presentParty(const QUuid &localId) const
    {
        const qint64 id = parties.serverId(localId);
        return id == 0 ? localId : partyOf(id);
    }

    template <typename T>
    ActivityWork<T> work(const QUuid &requested) const
    {
        ActivityWork<T> work;
        work.localId = presentId(requested);
        work.serverId = serverId<T>(work.localId);
        if (work.serverId != 0)
            work.confirmed = Item<T>::find(cache(), work.serverId);
        work.entries = outbox.pendingOf(work.localId);
        work.entries.removeIf([](const OutboxEntry &entry) { return !isAbout<T>(entry); });
        const auto draft = outbox.activityDrafts().constFind(work.localId);
        if (draft != outbox.activityDrafts().constEnd() && std::holds_alternative<ItemEdit<T>>(draft->edit))
            work.draft = *draft;
        return work;
    }

    template <typename T>
    typename ActivityWork<T>::Context contextOf(const RelatedRecord &related) const
    {
        const QUuid record = recordOf(related);
        return {outbox.nextSequence(), clock.now(), record, record.isNull() || parties.serverId(record) != 0};
    }

    /// Something unsent about it, or a draft.
    template <typename T>
    bool isOurs(const QUuid &localId) const
    {
        if (Item<T>::idOf(identityOf(localId)) != 0)
            return true;
        const QList<OutboxEntry> entries = outbox.pendingOf(localId);
        return std::ranges::any_of(entries, isAbout<T>);
    }

    template <typename T, typename View>
    View viewOf(const QUuid &localId) const
    {
        const ActivityWork<T> item = work<T>(localId);
        View view;
        view.localId = item.localId;
        view.base = item.base();
        view.shown = item.shown();
        view.record = recordOf(view.shown.relatedTo);
        view.isCreated = item.serverId != 0;
        view.isDeleted = item.isDeleted();
        if (!item.entries.isEmpty())
            view.work = item.entries.first();
        return view;
    }

    template <typename T, typename View>
    View viewOf(const T &confirmed) const
    {
        const QUuid localId = localIdOf<T>(confirmed.id);
        if (outbox.hasPending(localId))
            return viewOf<T, View>(localId);
        return {localId, confirmed, confirmed, recordOf(confirmed.relatedTo), true, false, {}};
    }

    /// Adds the items with unsent work that are not among the views.
    template <typename T, typename View>
    void addUnsent(QList<View> &views, const std::function<bool(const View &)> &condition) const
    {
        QSet<QUuid> there;
        for (const View &view : views)
            there.insert(view.localId);
        for (const OutboxEntry &entry : outbox.pending()) {
            if (!isAbout<T>(entry) || there.contains(entry.itemId))
                continue;
            there.insert(entry.itemId);
            const View view = viewOf<T, View>(entry.itemId);
            if (condition(view))
                views.append(view);
        }
    }

    template <typename T>
    QList<ItemDraft<T>> drafts() const
    {
        QList<ItemDraft<T>> found;
        const auto &all = outbox.activityDrafts();
        for (auto draft = all.begin(); draft != all.end(); ++draft) {
            if (const auto *edit = std::get_if<ItemEdit<T>>(&draft->edit))
                found.append({draft.key(), edit->base, edit->edited, draft->changedAt});
        }
        std::ranges::sort(found, {}, &ItemDraft<T>::changedAt);
        return found;
    }

    template <typename T>
    std::optional<ItemDraft<T>> draft(const QUuid &localId) const
    {
        const QList<ItemDraft<T>> all = drafts<T>();
        const auto at = std::ranges::find(all, presentId(localId), &ItemDraft<T>::localId);
        return at == all.end() ? std::nullopt : std::optional(*at);
    }

    /// The first step of an acknowledgement: answer and id are on disk.
    OutboxChange ackedChange(const OutboxEntry &entry, const QByteArray &document, const QUuid &identity) const
    {
        OutboxChange change;
        OutboxEntry acked = entry;
        acked.answer = document;
        acked.state = State::Acked;
        change.entries.append(acked);
        if (entry.kind != Kind::Create || outbox.itemIdentity(entry.itemId) == identity)
            return change;
        change.itemIdentities.insert(entry.itemId, identity);
        // A page may have brought it before we knew that it was ours, and the user may have worked on that one.
        for (OutboxEntry later : outbox.pendingOf(identity)) {
            later.itemId = entry.itemId;
            change.entries.append(later);
        }
        const auto draft = outbox.activityDrafts().constFind(identity);
        if (draft == outbox.activityDrafts().constEnd())
            return change;
        if (!outbox.activityDrafts().contains(entry.itemId))
            change.activityDrafts.insert(entry.itemId, *draft);
        change.activityDrafts.insert(identity, std::nullopt);
        return change;
    }

    /// The party and, of a person, the organisation whose list shows it too.
    QList<QUuid> shownAt(const QUuid &record) const
    {
        QList<QUuid> records{record};
        const auto party = record.isNull() ? std::nullopt : parties.party(record);
        if (!party || !party->shown.organisation)
            return records;
        const OrganisationRef &organisation = *party->shown.organisation;
        records.append(organisation.id != 0 ? partyOf(organisation.id) : organisation.localId);
        return records;
    }

    void noteRepeatedCreates(const QList<OutboxEntry> &entries)
    {
        for (const OutboxEntry &entry : entries) {
            if (!entry.isAboutParty() && entry.kind == Kind::Create && entry.state == State::Done && entry.attempts > 1)
                repeatedCreates.insert(entry.itemId, entry);
        }
    }

    /// True if one of the candidates is nobody's work here, holds what was sent, and came up within a day of ours.
    template <typename T>
    bool isAmong(const QList<T> &candidates, const OutboxEntry &create) const
    {
        constexpr qint64 day = 24LL * 3600;
        const auto own = Item<T>::find(cache(), serverId<T>(create.itemId));
        T sent = std::get<ItemEdit<T>>(create.activity).edited;
        if (sent.relatedTo.kind == RelatedRecord::Kind::Party && sent.relatedTo.id == 0)
            sent.relatedTo.id = parties.serverId(sent.relatedTo.localId);
        return own && std::ranges::any_of(candidates, [&](const T &other) {
            const bool isNew = other.id > create.highestIdBefore && other.id != own->id;
            return isNew && outbox.itemMadeHere(Item<T>::identityOf(other.id)).isNull()
                && qAbs(own->createdAt.secsTo(other.createdAt)) <= day && holdsEverythingSent(other, sent);
        });
    }

    PartyStore &parties;
    Outbox &outbox;
    QHash<QUuid, OutboxEntry> repeatedCreates; ///< by note or task, until the outbox forgets them
    std::function<Replica &()> replica;
    Writing writing;
    Clock &clock;
    AttachmentFiles files;
};

ActivityStore::ActivityStore(std::unique_ptr<Private> priv)
    : d(std::move(priv))
{
}

ActivityStore::~ActivityStore() = default;

std::unique_ptr<ActivityStore> ActivityStore::beside(PartyStore &parties, Outbox &outbox,
    std::function<Replica &()> replica, Writing writing, Clock &clock, const QString &folder)
{
    auto priv = std::make_unique<Private>(parties, outbox, std::move(replica), std::move(writing), clock, folder);
    std::unique_ptr<ActivityStore> store(new ActivityStore(std::move(priv)));
    const QList<OutboxEntry> ended = outbox.ended();
    store->d->noteRepeatedCreates(ended);
    if (outbox.isReadOnly())
        return store;
    QSet<QString> wanted; // what was given up can come back for as long as the outbox keeps it
    for (const OutboxEntry &entry : outbox.pending().values() + ended)
        addFiles(entry.activity, wanted);
    for (const ActivityDraft &draft : outbox.activityDrafts())
        addFiles(draft.edit, wanted);
    store->d->files.tidy(wanted);
    return store;
}

// --- reading

QList<QUuid> ActivityStore::sourcesOf(const QUuid &record) const
{
    const QUuid present = d->presentParty(record);
    return QList<QUuid>{present} + d->parties.peopleOf(present);
}

QList<EntryView> ActivityStore::entriesOf(const QUuid &record, int limit) const
{
    const QList<QUuid> sources = sourcesOf(record);
    const QSet<qint64> known = d->cache().partiesWithEntries();
    QList<EntryView> views;
    QSet<QUuid> there;
    for (const QUuid &source : sources) {
        const qint64 party = d->parties.serverId(source);
        if (party == 0 || !known.contains(party))
            continue;
        for (const Entry &entry : d->cache().entriesOf(party, limit)) {
            EntryView view = d->viewOf<Entry, EntryView>(entry);
            if (!there.contains(view.localId)) {
                view.record = source; // an email can be filed at several
                views.append(view);
                there.insert(view.localId);
            }
        }
    }
    const QSet<QUuid> shownHere(sources.begin(), sources.end());
    d->addUnsent<Entry, EntryView>(views, [&](const EntryView &view) { return shownHere.contains(view.record); });
    std::ranges::stable_sort(views, isNewer);
    return views.first(std::min<qsizetype>(limit, views.size()));
}

QList<EntryView> ActivityStore::entriesAt(const QUuid &record, int limit) const
{
    QList<EntryView> views;
    for (const Entry &entry : d->cache().entriesOf(d->parties.serverId(record), limit))
        views.append(d->viewOf<Entry, EntryView>(entry));
    return views;
}

std::optional<EntryView> ActivityStore::entry(const QUuid &localId) const
{
    const auto view = d->viewOf<Entry, EntryView>(localId);
    return d->work<Entry>(localId).exists() ? std::optional(view) : std::nullopt;
}

ActivityExtent ActivityStore::extentOf(const QUuid &record) const
{
    const QList<QUuid> sources = sourcesOf(record);
    ActivityExtent extent;
    extent.records = int(sources.size());
    const QList<Reach> reaches = reachesOf(sources);
    extent.checkedAt = reaches.first().checkedAt;
    bool isCertain = true;
    QDateTime since;
    for (const Reach &reach : reaches) {
        const bool isBegun = reach.checkedAt.isValid() || reach.isComplete;
        extent.begun += int(isBegun);
        extent.complete += int(reach.isComplete);
        isCertain = isCertain && isBegun;
        if (!reach.isComplete && reach.oldest.isValid() && (!since.isValid() || reach.oldest > since))
            since = reach.oldest;
    }
    if (isCertain)
        extent.certainSince = extent.isComplete() ? QDateTime::fromMSecsSinceEpoch(0, Qt::UTC) : since;
    return extent;
}

ActivityStore::Reach ActivityStore::reachOf(const QUuid &record) const
{
    return reachesOf({record}).first();
}

/// Of a record that Capsule does not know everything is here. Of most others nothing was read yet.
QList<ActivityStore::Reach> ActivityStore::reachesOf(const QList<QUuid> &records) const
{
    constexpr qsizetype few = 16; // are asked about one by one
    const bool areMany = records.size() > few;
    const QSet<qint64> read = areMany ? d->cache().partiesRead() : QSet<qint64>();
    QList<Reach> reaches;
    reaches.reserve(records.size());
    for (const QUuid &record : records) {
        const qint64 party = d->parties.serverId(record);
        if (party == 0)
            reaches.append(Reach{{}, {}, true, {}});
        else
            reaches.append(areMany && !read.contains(party) ? Reach() : d->cache().reachOf(party));
    }
    return reaches;
}

QList<TaskView> ActivityStore::tasksOf(const QUuid &record) const
{
    const QUuid present = d->presentParty(record);
    QList<TaskView> views;
    if (const qint64 party = d->parties.serverId(present)) {
        for (const Task &task : d->cache().tasksOf(party))
            views.append(d->viewOf<Task, TaskView>(task));
    }
    d->addUnsent<Task, TaskView>(views, [&](const TaskView &view) { return view.record == present; });
    std::ranges::stable_sort(views, isDueBefore);
    return views;
}

QList<TaskView> ActivityStore::myOpenTasks() const
{
    const qint64 me = ownUser();
    const auto isMine = [me](const TaskView &view) {
        const auto &owner = view.shown.owner;
        return view.shown.isOpen() && (me == 0 || (owner ? owner->id == me : !view.isCreated));
    };
    QList<TaskView> views;
    for (const Task &task : d->cache().openTasks())
        views.append(d->viewOf<Task, TaskView>(task));
    d->addUnsent<Task, TaskView>(views, isMine);
    views.removeIf([&](const TaskView &view) { return !isMine(view); });
    std::ranges::stable_sort(views, isDueBefore);
    return views;
}

std::optional<TaskView> ActivityStore::task(const QUuid &localId) const
{
    const auto view = d->viewOf<Task, TaskView>(localId);
    return d->work<Task>(localId).exists() ? std::optional(view) : std::nullopt;
}

bool ActivityStore::mayBeTwice(const QUuid &localId) const
{
    constexpr int newest = 200;
    const auto create = d->repeatedCreates.constFind(d->presentId(localId));
    if (create == d->repeatedCreates.constEnd())
        return false;
    const qint64 party = d->parties.serverId(create->localId);
    if (create->note())
        return d->isAmong(d->cache().entriesOf(party, newest), *create);
    return d->isAmong(party == 0 ? d->cache().openTasks() : d->cache().tasksOf(party), *create);
}

QDateTime ActivityStore::tasksCheckedAt() const
{
    return d->cache().tasksCheckedAt();
}

QList<Deal> ActivityStore::dealsOf(const QUuid &record) const
{
    const qint64 party = d->parties.serverId(record);
    if (party == 0)
        return {};
    QList<Deal> deals
        = d->cache().dealsOf(party, Deal::Kind::Opportunity) + d->cache().dealsOf(party, Deal::Kind::Kase);
    std::ranges::stable_sort(deals, isBefore);
    return deals;
}

QDateTime ActivityStore::dealsCheckedAt(const QUuid &record) const
{
    const qint64 party = d->parties.serverId(record);
    if (party == 0)
        return {};
    const QDateTime opportunities = d->cache().dealsCheckedAt(party, Deal::Kind::Opportunity);
    const QDateTime projects = d->cache().dealsCheckedAt(party, Deal::Kind::Kase);
    return opportunities.isValid() && projects.isValid() ? std::min(opportunities, projects) : QDateTime();
}

// --- the user's work

RelatedRecord ActivityStore::relatedTo(const QUuid &party) const
{
    const QUuid present = d->presentParty(party);
    const qint64 id = d->parties.serverId(present);
    const auto view = d->parties.party(present);
    return {RelatedRecord::Kind::Party, id, id == 0 ? present : QUuid(), view ? view->shown.displayName() : QString()};
}

template <typename T>
Result<void, StoreError> ActivityStore::keep(const QUuid &localId, const T &draft)
{
    return d->writing.write(d->work<T>(localId).draftKept(draft, d->contextOf<T>(draft.relatedTo)).change);
}

template <typename T>
void ActivityStore::hold(const QUuid &localId, const T &draft)
{
    const OutboxChange change = d->work<T>(localId).draftKept(draft, d->contextOf<T>(draft.relatedTo)).change;
    d->outbox.hold(change);
    d->writing.tell(change);
}

template <typename T>
Result<qint64, StoreError> ActivityStore::saveItem(const QUuid &localId, const T &edited)
{
    const auto step = d->work<T>(localId).saved(edited, d->contextOf<T>(edited.relatedTo));
    if (const auto written = d->writing.write(step.change); !written)
        return Unexpected(written.error());
    return step.sequence;
}

Result<void, StoreError> ActivityStore::keepDraft(const QUuid &localId, const Entry &draft)
{
    return keep(localId, draft);
}

Result<void, StoreError> ActivityStore::keepDraft(const QUuid &localId, const Task &draft)
{
    return keep(localId, draft);
}

void ActivityStore::holdDraft(const QUuid &localId, const Entry &draft)
{
    hold(localId, draft);
}

void ActivityStore::holdDraft(const QUuid &localId, const Task &draft)
{
    hold(localId, draft);
}

Result<void, StoreError> ActivityStore::discardDraft(const QUuid &localId)
{
    OutboxChange change;
    if (const QUuid present = d->presentId(localId); d->outbox.activityDrafts().contains(present))
        change.activityDrafts.insert(present, std::nullopt);
    return d->writing.write(change);
}

QList<ItemDraft<Entry>> ActivityStore::noteDrafts() const
{
    return d->drafts<Entry>();
}

QList<ItemDraft<Task>> ActivityStore::taskDrafts() const
{
    return d->drafts<Task>();
}

std::optional<ItemDraft<Entry>> ActivityStore::noteDraft(const QUuid &localId) const
{
    return d->draft<Entry>(localId);
}

std::optional<ItemDraft<Task>> ActivityStore::taskDraft(const QUuid &localId) const
{
    return d->draft<Task>(localId);
}

QList<QUuid> ActivityStore::draftsInMemory() const
{
    QList<QUuid> ids = d->outbox.draftsInMemory();
    ids.removeIf([this](const QUuid &id) { return !d->outbox.activityDrafts().contains(id); });
    return ids;
}

Result<qint64, StoreError> ActivityStore::save(const QUuid &localId, const Entry &edited)
{
    return saveItem(localId, edited);
}

Result<qint64, StoreError> ActivityStore::save(const QUuid &localId, const Task &edited)
{
    Q_ASSERT(!edited.description.trimmed().isEmpty() && edited.dueOn.isValid());
    return saveItem(localId, edited);
}

Result<qint64, StoreError> ActivityStore::complete(const QUuid &task)
{
    Task edited = d->work<Task>(task).shown();
    if (edited.isCompleted())
        return 0;
    edited.status = u"COMPLETED"_s;
    edited.completedAt = d->clock.now();
    return saveItem(task, edited);
}

Result<qint64, StoreError> ActivityStore::reopen(const QUuid &task)
{
    Task edited = d->work<Task>(task).shown();
    if (edited.isOpen())
        return 0;
    edited.status = u"OPEN"_s;
    edited.completedAt = {};
    return saveItem(task, edited);
}

Result<qint64, StoreError> ActivityStore::remove(const QUuid &localId, std::chrono::milliseconds delay)
{
    const auto removeAs = [&](const auto &item) -> Result<qint64, StoreError> {
        using T = std::decay_t<decltype(item.shown())>;
        const auto step = item.removed(delay, d->contextOf<T>(item.shown().relatedTo));
        if (const auto written = d->writing.write(step.change); !written)
            return Unexpected(written.error());
        return step.sequence;
    };
    const QUuid present = d->presentId(localId);
    if (d->isOurs<Task>(present))
        return removeAs(d->work<Task>(present));
    return removeAs(d->work<Entry>(present));
}

OutboxChange ActivityStore::discarded(const OutboxEntry &entry) const
{
    if (const auto *task = entry.task())
        return d->work<Task>(entry.itemId).discarded(entry.sequence, d->contextOf<Task>(task->edited.relatedTo)).change;
    return d->work<Entry>(entry.itemId)
        .discarded(entry.sequence, d->contextOf<Entry>(entry.note()->edited.relatedTo))
        .change;
}

OutboxChange ActivityStore::retried(const OutboxEntry &entry) const
{
    if (entry.task())
        return d->work<Task>(entry.itemId).retried(entry.sequence).change;
    return d->work<Entry>(entry.itemId).retried(entry.sequence).change;
}

Result<Attachment, StoreError> ActivityStore::takeFile(const QString &path, const QString &contentType)
{
    if (d->outbox.isReadOnly())
        return Unexpected(StoreError{StoreError::Kind::Newer, u"opened only to be read"_s});
    return d->files.take(path, contentType);
}

QString ActivityStore::pathOf(const Attachment &attachment) const
{
    return d->files.pathOf(attachment);
}

Result<QString, StoreError> ActivityStore::keepFetched(const Attachment &attachment, const QByteArray &content)
{
    return d->files.keepFetched(attachment, content);
}

void ActivityStore::forgetFiles()
{
    d->repeatedCreates.clear();
    d->files.forget();
}

// --- for the sync engine

qint64 ActivityStore::serverId(const QUuid &localId) const
{
    const qint64 entry = d->serverId<Entry>(localId);
    return entry != 0 ? entry : d->serverId<Task>(localId);
}

qint64 ActivityStore::highestEntryId() const
{
    qint64 highest = d->cache().highestEntryId();
    for (const QUuid &identity : d->outbox.itemIdentities())
        highest = std::max(highest, entryIdOfLocalId(identity));
    return highest;
}

qint64 ActivityStore::highestTaskId() const
{
    qint64 highest = d->cache().highestTaskId();
    for (const QUuid &identity : d->outbox.itemIdentities())
        highest = std::max(highest, taskIdOfLocalId(identity));
    return highest;
}

QUuid ActivityStore::localIdOfEntryHere(qint64 serverId) const
{
    return d->localIdOf<Entry>(serverId);
}

QUuid ActivityStore::localIdOfTaskHere(qint64 serverId) const
{
    return d->localIdOf<Task>(serverId);
}

Result<void, StoreError> ActivityStore::applyEntries(const QUuid &record, const EntriesPage &page, const Reach &reach)
{
    const qint64 party = d->parties.serverId(record);
    if (party == 0)
        return {};
    const QList<Received<Entry>> &entries = page.entries;
    ActivityCache::Span span;
    if (!page.isLast) // of those at the very moment where a page ends some may be on the other
        span.from = entries.isEmpty() ? d->clock.now().addYears(100) : entries.last().value.entryAt.addMSecs(1);
    if (!page.isNewest)
        span.until = entries.isEmpty() ? QDateTime::fromMSecsSinceEpoch(0, Qt::UTC)
                                       : entries.first().value.entryAt.addMSecs(-1);
    if (const auto stored = d->cache().putEntries(party, entries, span, reach); !stored)
        return stored;
    Q_EMIT entriesChanged(d->shownAt(d->presentParty(record)));
    return {};
}

Result<void, StoreError> ActivityStore::applyEntry(const Received<Entry> &entry)
{
    if (const auto stored = d->cache().putEntry(entry); !stored)
        return stored;
    QList<QUuid> records;
    for (const qint64 party : d->cache().partiesOf(entry.value.id))
        records += d->shownAt(d->partyOf(party));
    if (!records.isEmpty())
        Q_EMIT entriesChanged(records);
    return {};
}

Result<void, StoreError> ActivityStore::applyTask(const Received<Task> &task)
{
    if (const auto stored = d->cache().putTasks({task}, d->clock.now(), false); !stored)
        return stored;
    Q_EMIT tasksChanged({d->recordOf(task.value.relatedTo)});
    return {};
}

Result<void, StoreError> ActivityStore::applyOpenTasks(
    const QList<Received<Task>> &tasks, const QDateTime &walkedFrom, bool isLastPage)
{
    if (const auto stored = d->cache().putTasks(tasks, walkedFrom, isLastPage); !stored)
        return stored;
    QList<QUuid> records;
    for (const Received<Task> &task : tasks) {
        if (const QUuid record = d->recordOf(task.value.relatedTo); !records.contains(record))
            records.append(record);
    }
    Q_EMIT tasksChanged(records);
    return {};
}

Result<void, StoreError> ActivityStore::applyDeals(
    const QUuid &record, Deal::Kind kind, const QList<Received<Deal>> &deals, const QDateTime &checkedAt)
{
    const qint64 party = d->parties.serverId(record);
    if (party == 0)
        return {};
    if (const auto stored = d->cache().putDeals(party, kind, deals, checkedAt); !stored)
        return stored;
    Q_EMIT dealsChanged(d->presentParty(record));
    return {};
}

Result<void, StoreError> ActivityStore::applyGone(const QUuid &localId)
{
    const auto drop = [&](const auto &item) -> Result<void, StoreError> {
        using T = std::decay_t<decltype(item.shown())>;
        const OutboxChange asks = item.goneInCapsule().change;
        const QList<QUuid> records = d->shownAt(d->recordOf(item.shown().relatedTo));
        if (const auto removed = Item<T>::remove(d->cache(), item.serverId); !removed)
            return removed;
        if constexpr (std::is_same_v<T, Task>)
            Q_EMIT tasksChanged(records);
        else
            Q_EMIT entriesChanged(records);
        return d->writing.write(asks);
    };
    if (d->serverId<Task>(localId) != 0)
        return drop(d->work<Task>(localId));
    if (d->serverId<Entry>(localId) != 0)
        return drop(d->work<Entry>(localId));
    return {};
}

qint64 ActivityStore::ownUser() const
{
    const auto &user = d->parties.catalogue().currentUser;
    return user ? user->id : 0;
}

template <typename T>
Result<void, StoreError> ActivityStore::acknowledgeItem(const OutboxEntry &entry, const Received<T> &answer)
{
    const OutboxChange acked = d->ackedChange(entry, answer.document, Item<T>::identityOf(answer.value.id));
    if (const auto written = d->outbox.write(acked); !written)
        return written;
    const auto finish = [&]() -> Result<OutboxChange, StoreError> {
        if (const auto stored = Item<T>::put(d->cache(), answer); !stored)
            return Unexpected(stored.error());
        const OutboxChange change
            = d->work<T>(entry.itemId)
                  .acknowledged(entry.sequence, answer.value, d->contextOf<T>(answer.value.relatedTo))
                  .change;
        if (const auto written = d->outbox.write(change); !written)
            return Unexpected(written.error());
        return change;
    };
    const auto finished = finish();
    OutboxChange change = acked;
    if (finished) {
        change.entries += finished->entries;
        change.activityDrafts.insert(finished->activityDrafts);
    }
    d->writing.tell(change);
    return finished ? Result<void, StoreError>() : Unexpected(finished.error());
}

Result<void, StoreError> ActivityStore::acknowledge(qint64 sequence, const QByteArray &document)
{
    const auto entry = d->outbox.entry(sequence);
    const QJsonObject json = QJsonDocument::fromJson(document).object();
    if (!entry || entry->isAboutParty())
        return {};
    const auto take = [&]<typename T>(const Result<T, PartyJsonError> &answer) -> Result<void, StoreError> {
        if (!answer || answer->id == 0)
            return Unexpected(notWhole());
        const Received<T> received{document, *answer};
        return entry->isPending() ? acknowledgeItem(*entry, received) : Item<T>::put(d->cache(), received);
    };
    return entry->task() ? take(taskFromJson(json)) : take(entryFromJson(json));
}

Result<void, StoreError> ActivityStore::acknowledgeDelete(qint64 sequence)
{
    auto entry = d->outbox.entry(sequence);
    if (!entry || entry->isAboutParty() || !entry->isPending())
        return {};
    entry->state = State::Acked;
    const OutboxChange acked{{*entry}, {}, {}};
    if (const auto written = d->outbox.write(acked); !written)
        return written;
    const auto finish = [&](const auto &before) -> Result<OutboxChange, StoreError> {
        using T = std::decay_t<decltype(before.shown())>;
        if (const auto removed = Item<T>::remove(d->cache(), before.serverId); !removed)
            return Unexpected(removed.error());
        auto item = d->work<T>(entry->itemId);
        const auto context = d->contextOf<T>(std::get<ItemEdit<T>>(entry->activity).base.relatedTo);
        OutboxChange change = item.acknowledged(sequence, before.shown(), context).change;
        item.entries.removeIf([&](const OutboxEntry &other) { return other.sequence == sequence; });
        change.entries += item.goneInCapsule().change.entries;
        if (const auto written = d->outbox.write(change); !written)
            return Unexpected(written.error());
        return change;
    };
    const auto finished = entry->task() ? finish(d->work<Task>(entry->itemId)) : finish(d->work<Entry>(entry->itemId));
    OutboxChange change = acked;
    if (finished) {
        change.entries += finished->entries;
        change.activityDrafts.insert(finished->activityDrafts);
    }
    d->writing.tell(change);
    return finished ? Result<void, StoreError>() : Unexpected(finished.error());
}

/// What a change of the outbox means for those who show notes and tasks.
void ActivityStore::tell(const OutboxChange &change)
{
    d->noteRepeatedCreates(change.entries);
    QList<QUuid> notesAt;
    QList<QUuid> tasksAt;
    for (const OutboxEntry &entry : change.entries) {
        if (entry.note())
            notesAt += d->shownAt(entry.localId);
        else if (entry.task() && !tasksAt.contains(entry.localId))
            tasksAt.append(entry.localId);
    }
    if (!notesAt.isEmpty())
        Q_EMIT entriesChanged(notesAt);
    if (!tasksAt.isEmpty())
        Q_EMIT tasksChanged(tasksAt);
    if (!change.activityDrafts.isEmpty())
        Q_EMIT draftsChanged();
}
