#include "partystore.h"

#include "background.h"
#include "clock.h"
#include "store/activitystore.h"
#include "store/history.h"
#include "store/outbox.h"
#include "store/problem.h"
#include "store/recordwork.h"
#include "store/replica.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QLockFile>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr std::chrono::days KeepsOthers{30}; // reliability.md section 5: overwritten values

using Kind = OutboxEntry::Kind;
using State = OutboxEntry::State;

QString outboxPath(const QString &folder)
{
    return folder + "/outbox.sqlite"_L1;
}

QString historyPath(const QString &folder)
{
    return folder + "/history.sqlite"_L1;
}

QString replicaPath(const QString &folder)
{
    return folder + "/replica.sqlite"_L1;
}

Result<void, StoreError> prepareFolder(const QString &folder)
{
    if (!QDir().mkpath(folder))
        return Unexpected(StoreError{StoreError::Kind::ReadOnly, u"the folder cannot be made"_s});
    QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    return {};
}

StoreError toStoreError(QLockFile::LockError error)
{
    switch (error) {
    case QLockFile::LockFailedError:
        return {StoreError::Kind::InUse, u"another instance has the folder open"_s};
    case QLockFile::PermissionError:
        return {StoreError::Kind::ReadOnly, u"the folder cannot be written"_s};
    case QLockFile::NoError:
    case QLockFile::UnknownError:
        break;
    }
    return {StoreError::Kind::Other, u"the lock file cannot be written"_s};
}

/// True where a new file helps: what is in the replica can be fetched again, and the history only tells.
bool canBeRebuilt(const StoreError &error)
{
    switch (error.kind) {
    case StoreError::Kind::Damaged:
    case StoreError::Kind::Newer:
    case StoreError::Kind::Other:
        return true;
    case StoreError::Kind::DiskFull:
    case StoreError::Kind::ReadOnly:
    case StoreError::Kind::InUse:
        return false;
    }
    Q_UNREACHABLE();
}

/// A replaced entry that comes back stands where it stood.
OutboxEntry revived(OutboxEntry entry)
{
    entry.state = !entry.conflicts.isEmpty() ? State::Conflict
        : entry.problem.isEmpty()            ? State::Queued
                                             : State::Rejected;
    entry.endedAt = {};
    return entry;
}

/// Copies of a file that were set aside or made before a migration hold the same records.
void removeFilesBeside(const QString &path)
{
    const QFileInfo file(path);
    const QString name = file.fileName();
    const QStringList copies = file.dir().entryList(
        {name + ".damaged-*"_L1, name + ".newer-*"_L1, name + ".schema-*"_L1}, QDir::Files | QDir::Hidden);
    for (const QString &copy : copies)
        file.dir().remove(copy);
}

/// What is worth a line: an entry that only made room for another changed nothing.
bool belongsToHistory(const OutboxEntry &entry)
{
    return !entry.isPending() && !(entry.state == State::Discarded && entry.problem == Problem::merged);
}

QList<HistoryLine> linesOf(const QList<OutboxEntry> &entries, const QDateTime &now)
{
    QList<HistoryLine> lines;
    for (const OutboxEntry &entry : entries) {
        if (belongsToHistory(entry))
            lines.append({0, entry.endedAt.isValid() ? entry.endedAt : now, entry});
    }
    return lines;
}

HistoryLine lineOfOthers(const QUuid &localId, Kind kind, const Party &before, const Party &after, const QDateTime &now)
{
    OutboxEntry entry;
    entry.localId = localId;
    entry.kind = kind;
    entry.state = State::Done;
    entry.base = before;
    entry.edited = after;
    entry.createdAt = entry.endedAt = now;
    return {0, now, entry};
}

/// When a deleted record had certainly ended, by Capsule's clock; invalid if the delete was never sent, since then it
/// may just be out of sight.
QDateTime endOf(const OutboxEntry &removal)
{
    constexpr int margin = 120; // seconds: it left after sentAt
    return removal.sentAt.isValid() ? removal.sentAt.addSecs(margin) : QDateTime();
}

/// A create that went out more than once may be in Capsule more than once.
bool isRepeatedCreate(const OutboxEntry &entry)
{
    return entry.isAboutParty() && entry.kind == Kind::Create && entry.state == State::Done && entry.attempts > 1;
}

QList<QUuid> recordsIn(const QList<OutboxEntry> &entries)
{
    QList<QUuid> ids;
    for (const OutboxEntry &entry : entries) {
        if (entry.isAboutParty() && !ids.contains(entry.localId))
            ids.append(entry.localId);
    }
    return ids;
}

} // namespace

class PartyStore::Private
{
public:
    Private(const QString &folderPath, Clock &clockInUse)
        : folder(folderPath)
        , clock(clockInUse)
        , lock(folderPath + "/lock"_L1)
    {
        index.setClock(&clock);
        lock.setStaleLockTime(0); // a lock ends with its process, not with time
    }

    Result<void, StoreError> openFiles();
    Result<void, StoreError> openToRead();
    Result<void, StoreError> openReplica();
    Result<void, StoreError> openEmptyReplica();
    Result<void, StoreError> replaceReplica(StoreError::Kind why);
    Result<void, StoreError> takeIndex(Result<PartyIndex, StoreError> read);
    void tellUsers();
    std::function<Result<PartyIndex, StoreError>(const std::atomic_bool &)> indexReading() const;
    Result<void, StoreError> openHistory();

    qint64 serverId(const QUuid &localId) const;
    QUuid localIdOf(qint64 serverId) const;
    QUuid localIdOf(const OrganisationRef &organisation) const;
    QUuid presentId(const QUuid &localId) const;
    std::optional<Replica::StoredParty> confirmed(const QUuid &localId) const;
    RecordWork work(const QUuid &requested) const;
    RecordWork::Context context() const;
    QList<QUuid> refresh(const QList<QUuid> &localIds);
    void refreshRow(const RecordWork &work);
    void noteRepeatedCreates(const QList<OutboxEntry> &entries);
    bool isLike(qint64 serverId, const Party &sent, const QDateTime &createdAt) const;
    void addOrphans(OutboxChange &change, const QUuid &organisation) const;
    void addRevived(OutboxChange &change, const OutboxEntry &entry) const;
    QList<HistoryLine> changesByOthers(const QList<ReceivedParty> &parties) const;
    OutboxChange ackedChange(const OutboxEntry &entry, const ReceivedParty &answer) const;
    Result<OutboxChange, StoreError> finish(const OutboxEntry &entry) const;
    Result<QList<QUuid>, StoreError> takeFromPeople(const QList<qint64> &organisations, const QDateTime &at);

    QString folder;
    Clock &clock;
    QLockFile lock;
    std::unique_ptr<Outbox> outbox;
    std::unique_ptr<Replica> replica;
    std::unique_ptr<History> history;
    PartyIndex index;
    Catalogue catalogue;
    bool isLoaded = false;
    QHash<QUuid, OutboxEntry> repeatedCreates; ///< by record, until the outbox forgets them
    QHash<QUuid, QUuid> pendingOrganisations; ///< of people with pending work: where they will be
    QStringList repairs;
    std::unique_ptr<ActivityStore> activity;
    Background loading; // before what it reads beside
    Background sorting;
};

Result<void, StoreError> PartyStore::Private::openFiles()
{
    if (const auto prepared = prepareFolder(folder); !prepared)
        return prepared;
    if (!lock.tryLock(0))
        return Unexpected(toStoreError(lock.error()));
    auto openedOutbox = Outbox::open(outboxPath(folder), clock.now());
    if (!openedOutbox && openedOutbox.error().kind == StoreError::Kind::Newer)
        return openToRead();
    if (!openedOutbox)
        return Unexpected(openedOutbox.error());
    outbox = std::move(*openedOutbox);
    repairs += outbox->repairs();
    auto openedReplica = openReplica();
    if (!openedReplica && canBeRebuilt(openedReplica.error()))
        openedReplica = replaceReplica(openedReplica.error().kind);
    if (!openedReplica)
        return openedReplica;
    auto openedHistory = openHistory();
    if (!openedHistory && canBeRebuilt(openedHistory.error())) {
        history.reset();
        const bool isNewer = openedHistory.error().kind == StoreError::Kind::Newer;
        if (!Replica::setAside(historyPath(folder), clock.now(), isNewer))
            return openedHistory;
        repairs.append(isNewer
                ? tr("A newer Counterpart wrote the history of your changes. Here it begins anew; the other file is "
                     "kept. Your unsent changes are safe.")
                : tr("The history of your changes was damaged and begins anew; the damaged file is kept. Your "
                     "unsent changes are safe."));
        openedHistory = openHistory();
    }
    return openedHistory;
}

/// The outbox is a newer program's: shows what can be read, and writes into none of the files.
Result<void, StoreError> PartyStore::Private::openToRead()
{
    auto openedOutbox = Outbox::openToRead(outboxPath(folder), clock.now());
    if (!openedOutbox)
        return Unexpected(openedOutbox.error());
    outbox = std::move(*openedOutbox);
    repairs += outbox->repairs();
    if (!openReplica()) {
        if (const auto opened = openEmptyReplica(); !opened)
            return opened;
    }
    auto openedHistory = History::openToRead(historyPath(folder));
    if (!openedHistory)
        openedHistory = History::open(u":memory:"_s, clock.now());
    if (!openedHistory)
        return Unexpected(openedHistory.error());
    history = std::move(*openedHistory);
    return {};
}

/// Writes the lines that a crash has cost.
Result<void, StoreError> PartyStore::Private::openHistory()
{
    auto opened = History::open(historyPath(folder), clock.now().addDuration(-KeepsOthers));
    if (!opened)
        return Unexpected(opened.error());
    history = std::move(*opened);
    const QList<qint64> told = history->sequencesFrom(outbox->lowestSequence());
    QList<OutboxEntry> missing = outbox->ended();
    noteRepeatedCreates(missing);
    missing.removeIf([&told](const OutboxEntry &entry) { return told.contains(entry.sequence); });
    return history->add(linesOf(missing, clock.now()));
}

Result<void, StoreError> PartyStore::Private::openReplica()
{
    auto opened = outbox->isReadOnly() ? Replica::openToRead(replicaPath(folder)) : Replica::open(replicaPath(folder));
    if (!opened)
        return Unexpected(opened.error());
    replica = std::move(*opened);
    catalogue = replica->catalogue();
    tellUsers();
    return {};
}

void PartyStore::Private::tellUsers()
{
    index.setUsers(catalogue.users.value_or(QList<User>{}), catalogue.currentUser ? catalogue.currentUser->id : 0);
}

/// In place of one that can only be read, and not by us.
Result<void, StoreError> PartyStore::Private::openEmptyReplica()
{
    repairs.append(
        tr("The copy of Capsule's records on this computer cannot be read by this version. It was left as it is."));
    auto nothing = Replica::open(Replica::InMemory);
    if (!nothing)
        return Unexpected(nothing.error());
    replica = std::move(*nothing);
    catalogue = {};
    tellUsers();
    return {};
}

/// What was in it can be fetched again.
Result<void, StoreError> PartyStore::Private::replaceReplica(StoreError::Kind why)
{
    const bool isNewer = why == StoreError::Kind::Newer;
    replica.reset();
    index.clear();
    if (!Replica::setAside(replicaPath(folder), clock.now(), isNewer))
        return Unexpected(StoreError{StoreError::Kind::ReadOnly, u"a file cannot be renamed"_s});
    repairs.append(isNewer
            ? tr("A newer Counterpart made the copy of Capsule's records on this computer. That copy was put aside, "
                 "and the records are fetched again from Capsule; your unsent changes are safe.")
            : tr("The copy of Capsule's records on this computer was damaged. It is fetched again from Capsule; "
                 "your unsent changes are safe."));
    return openReplica();
}

/// Needs nothing of this object, so that any thread can do it.
std::function<Result<PartyIndex, StoreError>(const std::atomic_bool &)> PartyStore::Private::indexReading() const
{
    return [source = replica->source(), madeHere = outbox->localIds()](const std::atomic_bool &cancelled) {
        const auto localIdOf = [&madeHere](qint64 serverId) {
            const auto local = madeHere.constFind(serverId);
            return local == madeHere.constEnd() ? localIdOfServerId(serverId) : *local;
        };
        return Replica::readIndex(source, localIdOf, cancelled);
    };
}

Result<void, StoreError> PartyStore::Private::takeIndex(Result<PartyIndex, StoreError> read)
{
    if (read) {
        index = std::move(*read);
        index.setClock(&clock);
        tellUsers();
    } else if (!canBeRebuilt(read.error())) {
        return Unexpected(read.error());
    } else {
        const auto replaced = outbox->isReadOnly() ? openEmptyReplica() : replaceReplica(read.error().kind);
        if (!replaced)
            return replaced;
    }
    isLoaded = true;
    refresh(recordsIn(outbox->pending().values()) + outbox->drafts().keys());
    return {};
}

qint64 PartyStore::Private::serverId(const QUuid &localId) const
{
    const qint64 bound = outbox->serverId(localId);
    return bound != 0 ? bound : serverIdOfLocalId(localId);
}

QUuid PartyStore::Private::localIdOf(qint64 serverId) const
{
    const QUuid madeHere = outbox->localId(serverId);
    return madeHere.isNull() ? localIdOfServerId(serverId) : madeHere;
}

QUuid PartyStore::Private::localIdOf(const OrganisationRef &organisation) const
{
    return organisation.id != 0 ? localIdOf(organisation.id) : organisation.localId;
}

/// A record that was pulled before it turned out to be one made here goes on under the id it was made with.
QUuid PartyStore::Private::presentId(const QUuid &localId) const
{
    const qint64 pulled = serverIdOfLocalId(localId);
    return pulled == 0 || outbox->serverId(localId) != 0 ? localId : localIdOf(pulled);
}

std::optional<Replica::StoredParty> PartyStore::Private::confirmed(const QUuid &localId) const
{
    const qint64 id = serverId(localId);
    return id == 0 ? std::nullopt : replica->party(id);
}

RecordWork PartyStore::Private::work(const QUuid &requested) const
{
    const QUuid localId = presentId(requested);
    RecordWork work;
    work.localId = localId;
    if (auto stored = confirmed(localId))
        work.confirmed = std::move(stored->party);
    work.entries = outbox->pendingOf(localId);
    if (const auto draft = outbox->drafts().constFind(localId); draft != outbox->drafts().constEnd())
        work.draft = *draft;
    return work;
}

RecordWork::Context PartyStore::Private::context() const
{
    return {outbox->nextSequence(), clock.now(), [this](const QUuid &localId) {
                return serverId(localId);
            }};
}

/// Computes the rows anew; returns those that came out different.
QList<QUuid> PartyStore::Private::refresh(const QList<QUuid> &localIds)
{
    QList<QUuid> changed;
    for (const QUuid &localId : localIds) {
        const auto before = index.summary(localId);
        refreshRow(work(localId));
        if (index.summary(localId) != before)
            changed.append(localId);
    }
    return changed;
}

void PartyStore::Private::refreshRow(const RecordWork &work)
{
    pendingOrganisations.remove(work.localId);
    if (!work.exists()) {
        index.remove(work.localId);
        return;
    }
    const bool isOnlyDraft = !work.confirmed && work.entries.isEmpty();
    const Party shown = isOnlyDraft ? work.draft->edited : work.shown();
    PartySummary summary = summaryOf(work.localId, shown);
    summary.isPending = !work.entries.isEmpty();
    summary.needsUser = work.needsUser();
    summary.hasDraft = work.draft.has_value();
    summary.isDeleted = work.isDeleted();
    index.put(summary, searchTextOf(shown));
    if (summary.isPending && shown.isPerson())
        pendingOrganisations.insert(work.localId, shown.organisation ? localIdOf(*shown.organisation) : QUuid());
}

void PartyStore::Private::noteRepeatedCreates(const QList<OutboxEntry> &entries)
{
    for (const OutboxEntry &entry : entries) {
        if (isRepeatedCreate(entry))
            repeatedCreates.insert(entry.localId, entry);
    }
}

/// True for a record of nobody's making here that holds what was sent and came up within a day of `createdAt`.
bool PartyStore::Private::isLike(qint64 serverId, const Party &sent, const QDateTime &createdAt) const
{
    constexpr qint64 day = 24LL * 3600;
    const auto summary = index.summary(localIdOf(serverId));
    if (!summary || summary->isDeleted || !outbox->localId(serverId).isNull() || summary->name != sent.displayName())
        return false;
    const auto other = replica->party(serverId);
    return other && other->party.type == sent.type && holdsEverythingSent(other->party, sent)
        && other->party.createdAt.isValid() && qAbs(createdAt.secsTo(other->party.createdAt)) <= day;
}

/// People whose new organisation will never reach Capsule cannot wait for it any longer, nor notes and tasks for their
/// record.
void PartyStore::Private::addOrphans(OutboxChange &change, const QUuid &organisation) const
{
    const bool isGivenUp = std::ranges::any_of(change.entries, [&](const OutboxEntry &entry) {
        return entry.isAboutParty() && entry.localId == organisation && entry.kind == Kind::Create
            && entry.state == State::Discarded;
    });
    if (!isGivenUp)
        return;
    for (OutboxEntry entry : outbox->pending()) {
        if (entry.dependsOn != organisation || entry.isInFlight() || entry.state == State::Acked)
            continue;
        entry.state = State::Ask;
        entry.problem = entry.isAboutParty() ? Problem::organisationCancelled : Problem::partyCancelled;
        change.entries.append(entry);
    }
}

/// Edits that a delete made needless come back when it is given up.
void PartyStore::Private::addRevived(OutboxChange &change, const OutboxEntry &entry) const
{
    for (const qint64 sequence : entry.replaces) {
        if (const auto replaced = outbox->entry(sequence); replaced && replaced->state == State::Discarded)
            change.entries.append(revived(*replaced));
    }
}

/// What differs from the replica in records that were pulled. The service's time of change is enough to skip the many
/// that did not change; a history may miss what an acknowledgement may not.
QList<HistoryLine> PartyStore::Private::changesByOthers(const QList<ReceivedParty> &parties) const
{
    QList<HistoryLine> lines;
    for (const ReceivedParty &received : parties) {
        const QUuid localId = localIdOf(received.party.id);
        const auto before = index.contains(localId) ? replica->party(received.party.id) : std::nullopt;
        if (before && !describeChanges(before->party, received.party).isEmpty()) // updatedAt has only seconds
            lines.append(lineOfOthers(localId, Kind::Update, before->party, received.party, clock.now()));
    }
    return lines;
}

/// The first step of an acknowledgement: answer and id are on disk.
OutboxChange PartyStore::Private::ackedChange(const OutboxEntry &entry, const ReceivedParty &answer) const
{
    OutboxChange change;
    OutboxEntry acked = entry;
    acked.answer = answer.document;
    if (acked.isPending())
        acked.state = State::Acked;
    change.entries.append(acked);
    if (entry.kind != Kind::Create || outbox->serverId(entry.localId) == answer.party.id)
        return change;

    change.identities.insert(entry.localId, answer.party.id);
    // A pull may have brought the record before we knew that it was ours, and the user may have worked on that one.
    const QUuid twin = localIdOf(answer.party.id);
    if (twin == entry.localId)
        return change;
    for (OutboxEntry later : outbox->pendingOf(twin)) {
        later.localId = entry.localId;
        change.entries.append(later);
    }
    if (const auto draft = outbox->drafts().constFind(twin); draft != outbox->drafts().constEnd()) {
        if (!outbox->drafts().contains(entry.localId))
            change.drafts.insert(entry.localId, *draft);
        change.drafts.insert(twin, std::nullopt);
    }
    return change;
}

/// The other steps, from a state that is Acked on disk: the replica takes the answer, then the entry ends. Returns what
/// the last one changed.
Result<OutboxChange, StoreError> PartyStore::Private::finish(const OutboxEntry &entry) const
{
    RecordWork::Step step;
    if (entry.kind == Kind::Delete) {
        if (const auto removed = replica->remove({serverId(entry.localId)}, endOf(entry)); !removed)
            return Unexpected(removed.error());
        RecordWork record = work(entry.localId);
        step = record.acknowledged(entry.sequence, record.shown(), context());
        record.entries.removeIf([&](const OutboxEntry &other) { return other.sequence == entry.sequence; });
        step.change.entries += record.deletedInCapsule().change.entries;
    } else {
        const auto answer = partyFromJson(QJsonDocument::fromJson(entry.answer).object());
        if (!answer)
            return Unexpected(StoreError{StoreError::Kind::Damaged, u"a stored answer cannot be read"_s});
        if (const auto stored = replica->put({{entry.answer, *answer}}, clock.now()); !stored)
            return Unexpected(stored.error());
        step = work(entry.localId).acknowledged(entry.sequence, *answer, context());
    }
    if (const auto written = outbox->write(step.change); !written)
        return Unexpected(written.error());
    return step.change;
}

/// Capsule takes a deleted organisation from its people (capsule-api.md section 7.3) and need not tell that they
/// changed. To be done before the organisation itself goes, so that it is repeated after a crash. Returns the people;
/// none without a time, since then the organisation may just be out of sight.
Result<QList<QUuid>, StoreError> PartyStore::Private::takeFromPeople(
    const QList<qint64> &organisations, const QDateTime &at)
{
    QList<ReceivedParty> people;
    QList<PackedParty> rows;
    QList<QUuid> ids;
    for (const qint64 organisation : at.isValid() ? organisations : QList<qint64>()) {
        for (const qint64 id : replica->peopleOf(organisation)) {
            auto stored = replica->party(id);
            if (!stored)
                continue; // will be read again
            stored->party.organisation.reset();
            people.append({QJsonDocument(partyToJson(stored->party)).toJson(QJsonDocument::Compact), stored->party});
            rows.append(PackedParty(localIdOf(id), stored->party));
            ids.append(localIdOf(id));
        }
    }
    if (people.isEmpty())
        return ids;
    if (const auto stored = replica->put(people, rows, at); !stored)
        return Unexpected(stored.error());
    refresh(ids);
    return ids;
}

PartyStore::PartyStore(std::unique_ptr<Private> priv)
    : d(std::move(priv))
{
    d->activity = ActivityStore::beside(
        *this, *d->outbox, [this]() -> Replica & { return *d->replica; },
        {[this](const OutboxChange &change) { return write(change); },
            [this](const OutboxChange &change) {
                tell(change);
            }},
        d->clock, d->folder);
}

PartyStore::~PartyStore()
{
    d->loading.stop();
    d->sorting.stop();
    if (d->isLoaded)
        d->replica->keepOrders(d->index, [this](const QUuid &localId) { return d->serverId(localId); });
}

Result<std::unique_ptr<PartyStore>, StoreError> PartyStore::open(const QString &folder, Clock &clock)
{
    auto priv = std::make_unique<Private>(folder, clock);
    if (const auto opened = priv->openFiles(); !opened)
        return Unexpected(opened.error());
    if (const auto taken = priv->takeIndex(priv->indexReading()(false)); !taken)
        return Unexpected(taken.error());
    return std::unique_ptr<PartyStore>(new PartyStore(std::move(priv)));
}

Result<std::unique_ptr<PartyStore>, StoreError> PartyStore::openInBackground(
    const QString &folder, Clock &clock, const FirstScreen &screen)
{
    auto priv = std::make_unique<Private>(folder, clock);
    if (const auto opened = priv->openFiles(); !opened)
        return Unexpected(opened.error());
    priv->replica->readFirstScreen(
        priv->index, screen.kind, screen.sort, [&priv](qint64 serverId) { return priv->localIdOf(serverId); });
    priv->refresh(recordsIn(priv->outbox->pending().values()) + priv->outbox->drafts().keys());
    std::unique_ptr<PartyStore> store(new PartyStore(std::move(priv)));
    store->d->loading.run(store->d->indexReading(),
        [store = store.get()](Result<PartyIndex, StoreError> read) { store->onIndexRead(std::move(read)); });
    return store;
}

void PartyStore::onIndexRead(Result<PartyIndex, StoreError> read)
{
    if (const auto taken = d->takeIndex(std::move(read)); !taken)
        return Q_EMIT loadingFailed(taken.error());
    Q_EMIT partiesReset();
    Q_EMIT catalogueChanged(); // a damaged replica has taken it along
    Q_EMIT loaded();
}

bool PartyStore::isLoaded() const
{
    return d->isLoaded;
}

void PartyStore::prepareOrder(PartyIndex::Sort sort)
{
    if (d->index.hasOrder(sort))
        return Q_EMIT orderReady(sort);
    if (d->sorting.isRunning())
        return; // its end begins the next
    d->sorting.run([sorting = d->index.sorting(sort)](const std::atomic_bool &) { return sorting(); },
        [this, sort](std::vector<quint32> order) {
            d->index.adoptOrder(sort, std::move(order));
            Q_EMIT orderReady(sort);
        });
}

ActivityStore &PartyStore::activity()
{
    return *d->activity;
}

const ActivityStore &PartyStore::activity() const
{
    return *d->activity;
}

QStringList PartyStore::repairs() const
{
    return d->repairs;
}

bool PartyStore::isReadOnly() const
{
    return d->outbox->isReadOnly();
}

const PartyIndex &PartyStore::index() const
{
    return d->index;
}

std::optional<PartyView> PartyStore::party(const QUuid &localId) const
{
    const RecordWork work = d->work(localId);
    if (!work.exists())
        return {};
    PartyView view;
    view.localId = work.localId;
    view.base = work.base();
    view.shown = work.shown();
    if (const auto draft = work.currentDraft())
        view.draft = draft->edited;
    view.isCreated = d->serverId(localId) != 0;
    view.isDeleted = work.isDeleted();
    if (const auto stored = d->confirmed(localId))
        view.checkedAt = stored->checkedAt;
    return view;
}

QString PartyStore::recordsPath() const
{
    return d->replica->source().path;
}

const QHash<qint64, QUuid> &PartyStore::idsMadeHere() const
{
    return d->outbox->localIds();
}

const Catalogue &PartyStore::catalogue() const
{
    return d->catalogue;
}

QList<OrganisationRef> PartyStore::organisationsLike(const QString &text, int limit) const
{
    QList<OrganisationRef> organisations;
    for (const QUuid &localId : d->index.organisationsNamed(text, limit)) {
        const qint64 id = d->serverId(localId);
        organisations.append({id, id == 0 ? localId : QUuid(), d->index.summary(localId)->name});
    }
    return organisations;
}

QList<QUuid> PartyStore::peopleOf(const QUuid &organisation) const
{
    QList<QUuid> people;
    if (const qint64 id = d->serverId(organisation)) {
        for (const qint64 person : d->replica->peopleOf(id)) {
            const QUuid localId = d->localIdOf(person);
            if (!d->pendingOrganisations.contains(localId))
                people.append(localId);
        }
    }
    people += d->pendingOrganisations.keys(organisation);
    people.removeIf([this](const QUuid &localId) { return !d->index.isListed(localId); });
    return people;
}

/// Writes the change, brings memory up to it, and tells. Rows with a new draft only are told if they look different.
Result<void, StoreError> PartyStore::write(const OutboxChange &change)
{
    if (change.isEmpty())
        return {};
    if (const auto written = d->outbox->write(change); !written)
        return written;
    tell(change);
    return {};
}

void PartyStore::tell(const OutboxChange &change)
{
    QList<QUuid> ids = recordsIn(change.entries);
    d->refresh(ids);
    QList<QUuid> others = change.drafts.keys() + change.identities.keys();
    others.removeIf([&ids](const QUuid &localId) { return ids.contains(localId); });
    ids += d->refresh(others);
    if (!ids.isEmpty())
        Q_EMIT partiesChanged(ids);
    if (!change.entries.isEmpty())
        Q_EMIT outboxChanged();
    if (!change.drafts.isEmpty())
        Q_EMIT draftsChanged();
    if (!change.lists.isEmpty())
        Q_EMIT listsChanged();
    d->noteRepeatedCreates(change.entries);
    d->activity->tell(change);
    record(linesOf(change.entries, d->clock.now()));
}

QUuid PartyStore::possibleDuplicateOf(const QUuid &localId) const
{
    const auto create = d->repeatedCreates.constFind(d->presentId(localId));
    const auto own = create == d->repeatedCreates.constEnd() ? std::nullopt : d->confirmed(create->localId);
    if (!own)
        return {};
    Party sent = create->edited;
    if (sent.organisation && sent.organisation->id == 0)
        sent.organisation->id = d->serverId(sent.organisation->localId);
    const QList<qint64> later = d->replica->idsAbove(create->highestIdBefore);
    const auto other = std::ranges::find_if(
        later, [&](qint64 id) { return id != own->party.id && d->isLike(id, sent, own->party.createdAt); });
    return other == later.end() ? QUuid() : d->localIdOf(*other);
}

/// A line that cannot be written now is written at the next start.
void PartyStore::record(const QList<HistoryLine> &lines)
{
    if (!lines.isEmpty() && d->history->add(lines))
        Q_EMIT historyChanged();
}

QList<HistoryLine> PartyStore::history(qint64 before, int limit) const
{
    return d->history->lines(before, limit);
}

QList<HistoryLine> PartyStore::historyOf(const QUuid &localId, qint64 before, int limit) const
{
    const QUuid present = d->presentId(localId);
    const qint64 id = d->serverId(present);
    return d->history->linesOf(present, id == 0 ? present : localIdOfServerId(id), before, limit);
}

Result<void, StoreError> PartyStore::keepDraft(const QUuid &localId, const Party &draft)
{
    return write(d->work(localId).draftKept(draft, d->context()).change);
}

Result<QUuid, StoreError> PartyStore::startDraft(const Party &draft)
{
    const QUuid localId = QUuid::createUuid();
    if (const auto kept = keepDraft(localId, draft); !kept)
        return Unexpected(kept.error());
    return localId;
}

Result<void, StoreError> PartyStore::discardDraft(const QUuid &localId)
{
    OutboxChange change;
    if (const RecordWork work = d->work(localId); work.draft)
        change.drafts.insert(work.localId, std::nullopt);
    return write(change);
}

QList<QUuid> PartyStore::drafts() const
{
    return d->outbox->drafts().keys();
}

Result<void, StoreError> PartyStore::setPrivate(bool on)
{
    auto done = d->outbox->setPrivate(on);
    if (done) {
        Q_EMIT draftsChanged();
        Q_EMIT d->activity->draftsChanged();
    }
    return done;
}

bool PartyStore::isPrivate() const
{
    return d->outbox->isPrivate();
}

void PartyStore::holdDraft(const QUuid &localId, const Party &draft)
{
    const OutboxChange change = d->work(localId).draftKept(draft, d->context()).change;
    d->outbox->hold(change);
    tell(change);
}

Result<void, StoreError> PartyStore::keepHeldDrafts()
{
    if (isPrivate())
        return {};
    const bool hadSome = !d->outbox->draftsInMemory().isEmpty();
    auto written = d->outbox->writeHeld();
    if (written && hadSome) {
        Q_EMIT draftsChanged();
        Q_EMIT d->activity->draftsChanged();
    }
    return written;
}

QList<QUuid> PartyStore::draftsInMemory() const
{
    QList<QUuid> ids = d->outbox->draftsInMemory();
    ids.removeIf([this](const QUuid &id) { return !d->outbox->drafts().contains(id); });
    return ids;
}

Result<qint64, StoreError> PartyStore::save(const QUuid &localId, const Party &edited)
{
    const RecordWork::Step step = d->work(localId).saved(edited, d->context());
    if (const auto written = write(step.change); !written)
        return Unexpected(written.error());
    return step.sequence;
}

Result<qint64, StoreError> PartyStore::remove(const QUuid &localId, std::chrono::milliseconds delay)
{
    RecordWork::Step step = d->work(localId).removed(delay, d->context());
    d->addOrphans(step.change, d->presentId(localId));
    if (const auto written = write(step.change); !written)
        return Unexpected(written.error());
    return step.sequence;
}

Result<bool, StoreError> PartyStore::takeBack(qint64 sequence)
{
    const auto entry = d->outbox->entry(sequence);
    if (!entry || entry->state != State::Queued)
        return false;
    if (const auto discarded = discard(sequence); !discarded)
        return Unexpected(discarded.error());
    return true;
}

Result<void, StoreError> PartyStore::discard(qint64 sequence)
{
    const auto entry = d->outbox->entry(sequence);
    if (!entry || !entry->isPending())
        return {};
    OutboxChange change = entry->isAboutParty() ? d->work(entry->localId).discarded(sequence, d->context()).change
                                                : d->activity->discarded(*entry);
    d->addOrphans(change, entry->localId);
    d->addRevived(change, *entry);
    if (const auto written = write(change); !written)
        return written;
    if (d->history->forget(entry->replaces) && !entry->replaces.isEmpty())
        Q_EMIT historyChanged();
    if (entry->replaces.isEmpty())
        return {};
    // A conflict that comes back is told as it is now, with what was saved since.
    return write(d->work(entry->localId).changedInCapsule(d->clock.now()).change);
}

Result<void, StoreError> PartyStore::retry(qint64 sequence, const Party &edited)
{
    const auto entry = d->outbox->entry(sequence);
    if (!entry)
        return {};
    if (!entry->isAboutParty())
        return write(d->activity->retried(*entry));
    return write(d->work(entry->localId).retried(sequence, edited, d->context()).change);
}

Result<void, StoreError> PartyStore::setHeld(qint64 sequence, bool held)
{
    auto entry = d->outbox->entry(sequence);
    if (!entry || !entry->isPending())
        return {};
    entry->held = held;
    return write({{*entry}, {}, {}});
}

Result<qint64, StoreError> PartyStore::saveInBulk(const QUuid &localId, const std::optional<Party> &edited,
    const std::function<BulkRecords(qint64 sequence)> &records)
{
    const RecordWork work = d->work(localId);
    RecordWork::Step step = edited ? work.saved(*edited, d->context()) : work.removed(0ms, d->context());
    if (!edited)
        d->addOrphans(step.change, work.localId);
    step.change.bulks = records(step.sequence);
    if (const auto written = write(step.change); !written)
        return Unexpected(written.error());
    return step.sequence;
}

Result<void, StoreError> PartyStore::keepBulk(const BulkRecords &records)
{
    OutboxChange change;
    change.bulks = records;
    return write(change);
}

BulkRecords PartyStore::bulkRecords(const QByteArray &first, const QByteArray &end, int limit) const
{
    return d->outbox->bulks(first, end, limit);
}

const KeptLists &PartyStore::lists() const
{
    return d->outbox->lists();
}

Result<void, StoreError> PartyStore::keepLists(const KeptLists &lists)
{
    OutboxChange change;
    change.lists = lists;
    return write(change);
}

QList<OutboxEntry> PartyStore::pendingEntries() const
{
    return d->outbox->pending().values();
}

std::optional<OutboxEntry> PartyStore::entry(qint64 sequence) const
{
    return d->outbox->entry(sequence);
}

qint64 PartyStore::serverId(const QUuid &localId) const
{
    return d->serverId(localId);
}

QUuid PartyStore::localId(qint64 serverId) const
{
    const QUuid localId = d->localIdOf(serverId);
    return d->index.contains(localId) ? localId : QUuid();
}

Result<void, StoreError> PartyStore::update(const OutboxEntry &entry)
{
    Q_ASSERT(entry.sequence < d->outbox->nextSequence());
    OutboxEntry changed = entry;
    if (!changed.isPending() && !changed.endedAt.isValid())
        changed.endedAt = d->clock.now();
    return write({{changed}, {}, {}});
}

Result<void, StoreError> PartyStore::acknowledge(qint64 sequence, const ReceivedParty &answer)
{
    const auto entry = d->outbox->entry(sequence);
    if (!entry || entry->state == State::Done)
        return applyPage({answer}, d->clock.now());
    const QUuid twin = d->localIdOf(answer.party.id);
    const OutboxChange acked = d->ackedChange(*entry, answer);
    if (const auto written = d->outbox->write(acked); !written)
        return written;
    if (twin != d->localIdOf(answer.party.id)) {
        d->index.remove(twin);
        d->pendingOrganisations.remove(twin);
        Q_EMIT partiesChanged({twin});
    }
    return conclude(acked);
}

Result<void, StoreError> PartyStore::acknowledgeDelete(qint64 sequence)
{
    auto entry = d->outbox->entry(sequence);
    if (!entry || !entry->isPending())
        return {};
    entry->state = State::Acked;
    const OutboxChange acked{{*entry}, {}, {}};
    if (const auto written = d->outbox->write(acked); !written)
        return written;
    const auto people = d->takeFromPeople({d->serverId(entry->localId)}, endOf(*entry));
    if (!people) {
        tell(acked);
        return Unexpected(people.error());
    }
    if (!people->isEmpty())
        Q_EMIT partiesChanged(*people);
    return conclude(acked);
}

/// What is left to do once the answer is on disk; tells of both halves at once.
Result<void, StoreError> PartyStore::conclude(const OutboxChange &acked)
{
    const auto finished = d->finish(acked.entries.first());
    OutboxChange change = acked;
    if (finished) {
        change.entries += finished->entries;
        change.drafts.insert(finished->drafts);
    }
    tell(change);
    if (!finished)
        return Unexpected(finished.error());
    return {};
}

Result<void, StoreError> PartyStore::applyPage(const QList<ReceivedParty> &parties, const QDateTime &checkedAt)
{
    const QList<HistoryLine> changedByOthers = d->changesByOthers(parties);
    QList<PackedParty> rows;
    for (const ReceivedParty &received : parties)
        rows.append(PackedParty(d->localIdOf(received.party.id), received.party));
    if (const auto stored = d->replica->put(parties, rows, checkedAt); !stored)
        return stored;
    record(changedByOthers);
    QList<QUuid> ids;
    QList<QUuid> withWork;
    OutboxChange asksAnew;
    for (const PackedParty &row : std::as_const(rows)) {
        ids.append(row.localId);
        if (d->outbox->hasPending(row.localId))
            asksAnew.entries += d->work(row.localId).changedInCapsule(d->clock.now()).change.entries;
        if (d->outbox->hasPending(row.localId) || d->outbox->drafts().contains(row.localId))
            withWork.append(row.localId);
    }
    rows.removeIf([&withWork](const PackedParty &row) { return withWork.contains(row.localId); });
    d->index.put(rows);
    d->refresh(withWork);
    if (!ids.isEmpty())
        Q_EMIT partiesChanged(ids);
    return write(asksAnew);
}

Result<void, StoreError> PartyStore::applyDeleted(const QList<qint64> &serverIds, const QDateTime &deletedAt)
{
    OutboxChange change;
    QList<QUuid> ids;
    QList<HistoryLine> deletedByOthers;
    for (const qint64 serverId : serverIds) {
        const QUuid localId = d->localIdOf(serverId);
        if (!d->index.contains(localId))
            continue;
        ids.append(localId);
        if (const auto gone = d->replica->party(serverId))
            deletedByOthers.append(lineOfOthers(localId, Kind::Delete, gone->party, gone->party, d->clock.now()));
        if (d->outbox->hasPending(localId))
            change.entries += d->work(localId).deletedInCapsule().change.entries;
    }
    if (!change.isEmpty()) {
        if (const auto written = d->outbox->write(change); !written)
            return written;
    }
    const auto people = d->takeFromPeople(serverIds, deletedAt);
    if (!people) {
        tell(change);
        return Unexpected(people.error());
    }
    if (const auto removed = d->replica->remove(serverIds, deletedAt); !removed) {
        tell(change);
        return removed;
    }
    record(deletedByOthers);
    d->refresh(ids);
    ids += *people;
    if (!ids.isEmpty())
        Q_EMIT partiesChanged(ids);
    if (!change.isEmpty())
        Q_EMIT outboxChanged();
    return {};
}

QDateTime PartyStore::deletedAt(qint64 serverId) const
{
    return d->replica->deletedAt(serverId);
}

Result<void, StoreError> PartyStore::noteMet(const QList<qint64> &serverIds)
{
    return d->replica->noteMet(serverIds);
}

Result<void, StoreError> PartyStore::forgetMet()
{
    return d->replica->forgetMet();
}

QList<qint64> PartyStore::unmet(qint64 highest, int limit) const
{
    return d->replica->unmet(highest, limit);
}

Result<void, StoreError> PartyStore::quarantine(const QList<UnreadableParty> &parties)
{
    return d->replica->quarantine(parties);
}

QList<qint64> PartyStore::quarantinedIds() const
{
    return d->replica->quarantinedIds();
}

qint64 PartyStore::highestServerId() const
{
    return std::max(d->replica->highestServerId(), d->outbox->highestServerId());
}

Result<void, StoreError> PartyStore::setCatalogueList(CatalogueList list, const QByteArray &document)
{
    Catalogue catalogue = d->catalogue;
    if (!readCatalogueList(list, document, catalogue) || catalogue == d->catalogue)
        return {};
    if (const auto kept = d->replica->putCatalogueList(list, document); !kept)
        return kept;
    d->catalogue = std::move(catalogue);
    d->tellUsers();
    Q_EMIT catalogueChanged();
    return {};
}

std::optional<FilterResult> PartyStore::filterResult(qint64 filterId) const
{
    return d->replica->filterResult(filterId);
}

Result<void, StoreError> PartyStore::setFilterResult(qint64 filterId, const FilterResult &result)
{
    if (const auto kept = d->replica->putFilterResult(filterId, result); !kept)
        return kept;
    Q_EMIT filterResultChanged(filterId);
    return {};
}

QString PartyStore::mark(const QString &name) const
{
    return d->replica->mark(name);
}

Result<void, StoreError> PartyStore::setMark(const QString &name, const QString &value)
{
    return d->replica->setMark(name, value);
}

Result<void, StoreError> PartyStore::wipe()
{
    if (isReadOnly())
        return Unexpected(StoreError{StoreError::Kind::Newer, u"opened only to be read"_s});
    d->loading.stop();
    d->sorting.stop();
    d->isLoaded = true;
    // The replica first: if the disk fails in between, nothing that exists only here is gone.
    if (const auto wiped = d->replica->wipe(); !wiped)
        return wiped;
    if (const auto wiped = d->history->wipe(); !wiped)
        return wiped;
    const auto wiped = d->outbox->wipe();
    removeFilesBeside(replicaPath(d->folder));
    removeFilesBeside(historyPath(d->folder));
    if (wiped)
        removeFilesBeside(outboxPath(d->folder));
    d->activity->forgetFiles();
    d->index.clear();
    d->catalogue = {};
    d->tellUsers();
    d->repeatedCreates.clear();
    d->pendingOrganisations.clear();
    d->refresh(recordsIn(d->outbox->pending().values()) + d->outbox->drafts().keys());
    Q_EMIT partiesReset();
    Q_EMIT outboxChanged();
    Q_EMIT draftsChanged();
    Q_EMIT d->activity->draftsChanged();
    Q_EMIT listsChanged();
    Q_EMIT historyChanged();
    Q_EMIT catalogueChanged();
    return wiped;
}
