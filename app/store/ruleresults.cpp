#include "ruleresults.h"

#include "background.h"
#include "clock.h"
#include "store/partystore.h"
#include "store/replicareader.h"

#include <QHash>
#include <QMap>
#include <QPointer>
#include <QSet>

#include <algorithm>
#include <chrono>
#include <limits>
#include <vector>

namespace {

/// So many records are judged in one go: some hundredths of a second.
constexpr std::size_t PartSize = 1000;
constexpr quint32 AllJudged = std::numeric_limits<quint32>::max();
/// What hangs on other records is judged again so long after any of them has changed.
constexpr std::chrono::seconds StalePause{10};
constexpr qsizetype PageOfChanges = 50; // more than this at once come from a load, not from people
constexpr std::chrono::seconds QuietPause{1};

using Fitting = std::vector<quint8>; ///< a truth a row, by number

/// A record to be judged.
struct Subject
{
    quint32 row = 0;
    QUuid localId;
    qint64 serverId = 0;
    std::optional<Party> party; ///< as it is shown; none if the replica knows it as well
};

/// What unsent work makes of records that others are judged by.
struct Unsent
{
    QHash<QUuid, Party> shown;
    QSet<qint64> ids; ///< Capsule's, of all records with unsent work
    QSet<QUuid> organisationsWithPeople;
};

/// All that another thread needs to judge some records.
struct Part
{
    QList<ConditionGroup> conditions; ///< each is judged of every record
    std::vector<Subject> subjects;
    Unsent unsent;
    Catalogue catalogue;
    QDate today;
    QTimeZone zone;
    QHash<qint64, QUuid> madeHere; ///< ids of records made here, by Capsule's
    QString path;
    bool isReadOnly = false;
};

/// The connection stays open from part to part; only the thread of the part uses it.
struct Reading
{
    std::unique_ptr<ReplicaReader> reader;
};

/// Judges the records of a part.
class Jury
{
public:
    Jury(const Part &part, const ReplicaReader *reader)
        : m_part(part)
        , m_reader(reader)
        , m_context{part.catalogue, part.today, part.zone,
              [this](const OrganisationRef &organisation) { return organisationOf(organisation); },
              [this](const Party &organisation) {
                  return hasPeople(organisation);
              }}
    {
    }

    /// For every list of conditions whether they hold, a truth a record.
    std::vector<Fitting> verdicts(const std::atomic_bool &cancelled)
    {
        std::vector<Fitting> verdicts(std::size_t(m_part.conditions.size()));
        for (const Subject &subject : m_part.subjects) {
            if (cancelled)
                return {};
            m_subject = &subject;
            const auto party = subject.party || !m_reader ? subject.party : m_reader->party(subject.serverId);
            for (std::size_t list = 0; list < verdicts.size(); ++list)
                verdicts[list].push_back(party && fits(m_part.conditions.at(qsizetype(list)), *party) ? 1 : 0);
        }
        return verdicts;
    }

private:
    bool fits(const ConditionGroup &conditions, const Party &party) const
    {
        return conditions.isEmpty() || (!party.isRestricted && holds(conditions, party, m_context));
    }

    std::optional<Party> organisationOf(const OrganisationRef &organisation)
    {
        const QUuid localId = organisation.id == 0
            ? organisation.localId
            : m_part.madeHere.value(organisation.id, localIdOfServerId(organisation.id));
        if (const auto shown = m_part.unsent.shown.constFind(localId); shown != m_part.unsent.shown.constEnd())
            return *shown;
        if (organisation.id == 0 || !m_reader)
            return {};
        const auto known = m_organisations.constFind(organisation.id);
        return known != m_organisations.constEnd()
            ? *known
            : *m_organisations.insert(organisation.id, m_reader->party(organisation.id));
    }

    /// Only the record in question is ever asked.
    bool hasPeople(const Party &) const
    {
        if (m_part.unsent.organisationsWithPeople.contains(m_subject->localId))
            return true;
        if (m_subject->serverId == 0 || !m_reader)
            return false;
        const auto enough = int(m_part.unsent.ids.size()) + 1;
        const QList<qint64> people = m_reader->peopleOf(m_subject->serverId, enough);
        return !std::ranges::all_of(people, [this](qint64 id) { return m_part.unsent.ids.contains(id); });
    }

    const Part &m_part;
    const ReplicaReader *m_reader;
    const Subject *m_subject = nullptr;
    QHash<qint64, std::optional<Party>> m_organisations;
    ConditionContext m_context;
};

bool isAlike(const Catalogue &a, const Catalogue &b)
{
    return a.fields == b.fields && a.countries == b.countries && a.timezone == b.timezone;
}

} // namespace

class RuleResults::Private
{
public:
    /// The records under a name.
    struct List
    {
        PartyRule rule;
        std::shared_ptr<Fitting> rows = {}; ///< whoever holds on to them keeps what they were
        quint32 next = 0; ///< rows from here on have to be judged
        bool isWhole = false; ///< all were judged once
        bool hasChanged = false; ///< and nobody was told
        bool isStale = false; ///< other records have changed that it hangs on
    };
    struct Count
    {
        PartyRule rule;
        std::vector<quint32> rows; ///< those left to be judged
        qsizetype count = 0;
        QPointer<QObject> context;
        std::function<void(qsizetype)> done;
    };
    /// What a part was made for.
    struct Purpose
    {
        std::vector<quint32> rows;
        QStringList names; ///< of the lists, in the order of the part's conditions; empty for a count
        QList<ConditionGroup> conditions;
        quint32 begin = AllJudged; ///< where all rows are gone through: from here
        quint32 end = AllJudged; ///< and these come next
        int countNumber = 0;
        int generation = 0;
    };

    Private(RuleResults &results, PartyStore &partyStore, Clock &clockInUse)
        : q(results)
        , store(partyStore)
        , clock(clockInUse)
    {
    }

    QTimeZone zone() const;
    QDate today() const { return clock.now().toTimeZone(zone()).date(); }
    ConditionContext contextOf(const QUuid &localId) const;
    std::optional<Party> shown(const QUuid &localId) const;

    void restart();
    void note(const QList<QUuid> &changed);
    void noteStale();
    void noteDay();
    void noteCatalogue();
    void waitForQuiet();
    void goOn();
    Purpose nextPurpose();
    Part partFor(const Purpose &purpose) const;
    Unsent unsent() const;
    void take(const Purpose &purpose, const std::vector<Fitting> &verdicts);
    void takeCount(const Fitting &verdicts);
    void advance(List &list, const Purpose &purpose) const;
    void put(List &list, const std::vector<quint32> &rowNumbers, const Fitting &verdicts) const;
    void tell();

    RuleResults &q;
    PartyStore &store;
    Clock &clock;
    QMap<QString, List> lists;
    std::optional<Count> count;
    int countNumber = 0;
    int generation = 0; ///< of the index: another one numbers its rows anew
    QSet<quint32> changedRows;
    bool staleIsDue = false; ///< a timer runs
    bool isLoading = false; ///< many changes come one after the other
    int quietTurn = 0;
    QDate day;
    Catalogue catalogue;
    std::shared_ptr<Reading> reading = std::make_shared<Reading>();
    Background background; // before what it reads
};

QTimeZone RuleResults::Private::zone() const
{
    const QTimeZone told(store.catalogue().timezone.toUtf8());
    return told.isValid() ? told : QTimeZone::systemTimeZone();
}

ConditionContext RuleResults::Private::contextOf(const QUuid &localId) const
{
    return {store.catalogue(), today(), zone(),
        [this](const OrganisationRef &organisation) {
            return shown(organisation.id == 0 ? organisation.localId : store.localId(organisation.id));
        },
        [this, localId](const Party &) {
            return !store.peopleOf(localId).isEmpty();
        }};
}

/// A record as a list shows it: one that was never saved as it is typed.
std::optional<Party> RuleResults::Private::shown(const QUuid &localId) const
{
    const auto view = store.party(localId);
    if (!view)
        return {};
    const bool wasSaved = view->isCreated || store.index().summary(localId).value_or(PartySummary()).isPending;
    return wasSaved ? view->shown : view->draft.value_or(view->shown);
}

/// Row numbers mean others now.
void RuleResults::Private::restart()
{
    ++generation;
    changedRows.clear();
    reading = std::make_shared<Reading>();
    for (List &list : lists)
        list = {.rule = list.rule};
    if (count) {
        const Count again = *std::exchange(count, std::nullopt);
        if (again.context)
            q.count(again.rule, again.context, again.done);
    }
    goOn();
}

void RuleResults::Private::note(const QList<QUuid> &changed)
{
    for (const QUuid &localId : changed) {
        if (const auto row = store.index().rowOf(localId); row && !lists.isEmpty())
            changedRows.insert(*row);
    }
    for (List &list : lists)
        list.isStale = list.isStale || dependsOnOthers(list.rule);
    noteStale();
    if (changed.size() > PageOfChanges)
        waitForQuiet();
    goOn();
}

/// A first load brings one page after the other: judging them in between would take from it the processor it needs.
void RuleResults::Private::waitForQuiet()
{
    const int turn = ++quietTurn;
    isLoading = true;
    clock.after(QuietPause, &q, [this, turn] {
        if (turn != quietTurn)
            return;
        isLoading = false;
        goOn();
    });
}

/// Which records hang on the changed ones is not known here, so all are judged again; but not with every change.
void RuleResults::Private::noteStale()
{
    if (staleIsDue || std::ranges::none_of(lists, &List::isStale))
        return;
    staleIsDue = true;
    clock.after(StalePause, &q, [this] {
        staleIsDue = false;
        for (List &list : lists) {
            if (list.isStale && list.next == AllJudged) {
                list.isStale = false;
                list.next = 0;
            }
        }
        noteStale();
        goOn();
    });
}

/// Another day may have begun.
void RuleResults::Private::noteDay()
{
    const QDate now = today();
    if (now == day)
        return;
    for (List &list : lists) {
        if (dependsOnToday(list.rule))
            list.next = 0;
    }
    day = now;
    const QDateTime tomorrow(day.addDays(1), QTime(0, 0, 1), zone());
    clock.after(std::chrono::milliseconds(std::max(clock.now().msecsTo(tomorrow), qint64(1000))), &q, [this] {
        noteDay();
        goOn();
    });
}

void RuleResults::Private::noteCatalogue()
{
    if (isAlike(catalogue, store.catalogue()))
        return;
    catalogue = store.catalogue();
    for (List &list : lists)
        list.next = 0;
    goOn();
}

/// The next part, unless one is under way: its end is the beginning of another.
void RuleResults::Private::goOn()
{
    const bool isAwaited = count && count->context; // by somebody who is looking
    if (background.isRunning() || !store.isLoaded() || (isLoading && !isAwaited))
        return;
    const Purpose purpose = nextPurpose();
    if (purpose.rows.empty() && purpose.conditions.isEmpty())
        return;
    if (purpose.rows.empty()) { // all of them have gone
        take(purpose, std::vector<Fitting>(std::size_t(purpose.conditions.size())));
        return goOn();
    }
    background.run(
        [part = partFor(purpose), connection = reading](const std::atomic_bool &cancelled) {
            if (!connection->reader) {
                if (auto opened = ReplicaReader::open(part.path, part.isReadOnly))
                    connection->reader = std::move(*opened);
            }
            return Jury(part, connection->reader.get()).verdicts(cancelled);
        },
        [this, purpose](const std::vector<Fitting> &verdicts) {
            take(purpose, verdicts);
            goOn();
        });
}

/// Somebody waits for a count; then what has changed; then what was never looked at, for all lists that are equally
/// far.
RuleResults::Private::Purpose RuleResults::Private::nextPurpose()
{
    const PartyIndex &index = store.index();
    Purpose purpose;
    purpose.generation = generation;
    const auto add = [&](quint32 row) {
        if (!index.localIdAt(row).isNull()) // else it has gone, and nobody asks for it any more
            purpose.rows.push_back(row);
    };
    if (count && count->context) {
        while (!count->rows.empty() && purpose.rows.size() < PartSize) {
            add(count->rows.back());
            count->rows.pop_back();
        }
        purpose.countNumber = countNumber;
        purpose.conditions.append(count->rule.conditions);
        return purpose;
    }
    while (!changedRows.isEmpty() && purpose.rows.size() < PartSize) {
        add(*changedRows.begin());
        changedRows.erase(changedRows.begin());
    }
    const bool areChanged = !purpose.rows.empty();
    for (const List &list : std::as_const(lists))
        purpose.begin = areChanged ? AllJudged : std::min(purpose.begin, list.next);
    for (auto list = lists.cbegin(); list != lists.cend(); ++list) {
        if (areChanged || (list->next == purpose.begin && list->next != AllJudged)) {
            purpose.names.append(list.key());
            purpose.conditions.append(list->rule.conditions);
        }
    }
    if (areChanged)
        return purpose;
    for (purpose.end = purpose.begin; purpose.end < index.rowCount() && purpose.rows.size() < PartSize; ++purpose.end)
        add(purpose.end);
    return purpose;
}

Part RuleResults::Private::partFor(const Purpose &purpose) const
{
    Part part;
    part.conditions = purpose.conditions;
    QSet<QUuid> withWork;
    for (const OutboxEntry &entry : store.pendingEntries())
        withWork.insert(entry.localId);
    part.subjects.reserve(purpose.rows.size());
    for (const quint32 row : purpose.rows) {
        Subject subject{row, store.index().localIdAt(row), 0, {}};
        subject.serverId = store.serverId(subject.localId);
        if (subject.serverId == 0 || withWork.contains(subject.localId))
            subject.party = shown(subject.localId);
        part.subjects.push_back(std::move(subject));
    }
    if (std::ranges::any_of(
            part.conditions, [](const ConditionGroup &conditions) { return dependsOnOthers({{}, conditions}); })) {
        part.unsent = unsent();
        part.madeHere = store.idsMadeHere();
    }
    part.catalogue = store.catalogue();
    part.today = today();
    part.zone = zone();
    part.path = store.recordsPath();
    part.isReadOnly = store.isReadOnly();
    return part;
}

Unsent RuleResults::Private::unsent() const
{
    Unsent unsent;
    for (const OutboxEntry &entry : store.pendingEntries()) {
        const auto view = store.party(entry.localId);
        if (!view)
            continue;
        unsent.shown.insert(view->localId, view->shown);
        if (const qint64 id = store.serverId(view->localId))
            unsent.ids.insert(id);
        if (view->isDeleted || !view->shown.organisation)
            continue;
        const OrganisationRef &organisation = *view->shown.organisation;
        unsent.organisationsWithPeople.insert(
            organisation.id == 0 ? organisation.localId : store.localId(organisation.id));
    }
    return unsent;
}

void RuleResults::Private::take(const Purpose &purpose, const std::vector<Fitting> &verdicts)
{
    if (purpose.generation != generation)
        return;
    if (purpose.countNumber != 0) {
        if (purpose.countNumber == countNumber && count)
            takeCount(verdicts.front());
        return;
    }
    for (qsizetype at = 0; at < purpose.names.size(); ++at) {
        const auto list = lists.find(purpose.names.at(at));
        if (list == lists.end() || list->rule.conditions != purpose.conditions.at(at))
            continue;
        put(*list, purpose.rows, verdicts[std::size_t(at)]);
        advance(*list, purpose);
    }
    tell();
}

void RuleResults::Private::advance(List &list, const Purpose &purpose) const
{
    if (list.next != purpose.begin)
        return; // begun anew meanwhile
    list.next = purpose.end < store.index().rowCount() ? purpose.end : AllJudged;
    if (list.next != AllJudged || list.isWhole)
        return;
    list.isWhole = list.hasChanged = true;
    if (!list.rows)
        list.rows = std::make_shared<Fitting>();
}

void RuleResults::Private::takeCount(const Fitting &verdicts)
{
    count->count += std::ranges::count(verdicts, 1);
    if (!count->rows.empty())
        return;
    const Count ended = *std::exchange(count, std::nullopt);
    if (ended.context)
        ended.done(ended.count);
}

/// Those who look at the rows keep them as they were.
void RuleResults::Private::put(List &list, const std::vector<quint32> &rowNumbers, const Fitting &verdicts) const
{
    if (!list.rows)
        list.rows = std::make_shared<Fitting>();
    for (std::size_t at = 0; at < verdicts.size() && at < rowNumbers.size(); ++at) {
        const quint32 row = rowNumbers[at];
        const bool isKnown = row < list.rows->size();
        if (isKnown && (*list.rows)[row] == verdicts[at])
            continue;
        if (list.rows.use_count() > 1)
            list.rows = std::make_shared<Fitting>(*list.rows);
        if (!isKnown)
            list.rows->resize(std::max<std::size_t>(store.index().rowCount(), row + 1));
        list.hasChanged = list.hasChanged || (*list.rows)[row] != verdicts[at];
        (*list.rows)[row] = verdicts[at];
    }
}

void RuleResults::Private::tell()
{
    QStringList names;
    for (auto list = lists.begin(); list != lists.end(); ++list) {
        if (list->isWhole && std::exchange(list->hasChanged, false))
            names.append(list.key());
    }
    for (const QString &name : names)
        Q_EMIT q.changed(name);
}

RuleResults::RuleResults(PartyStore &store, Clock &clock, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(*this, store, clock))
{
    d->noteDay();
    d->catalogue = store.catalogue();
    connect(&store, &PartyStore::partiesReset, this, [this] { d->restart(); });
    connect(&store, &PartyStore::loaded, this, [this] { d->goOn(); });
    connect(&store, &PartyStore::partiesChanged, this, [this](const QList<QUuid> &changed) { d->note(changed); });
    connect(&store, &PartyStore::catalogueChanged, this, [this] { d->noteCatalogue(); });
}

RuleResults::~RuleResults() = default;

void RuleResults::keep(const QString &name, const PartyRule &rule)
{
    const auto known = d->lists.constFind(name);
    if (known != d->lists.constEnd() && known->rule == rule)
        return;
    d->lists.insert(name, {.rule = rule});
    d->goOn();
}

void RuleResults::forget(const QString &name)
{
    d->lists.remove(name);
}

std::shared_ptr<const std::vector<quint8>> RuleResults::rows(const QString &name) const
{
    const auto list = d->lists.constFind(name);
    return list != d->lists.constEnd() && list->isWhole ? list->rows : nullptr;
}

void RuleResults::count(const PartyRule &rule, QObject *context, std::function<void(qsizetype)> done)
{
    const int number = ++d->countNumber;
    std::vector<quint32> rows = d->store.index().rows(PartyIndex::Kind::Everyone, rule.search);
    if (d->store.isLoaded() && (rows.empty() || rule.conditions.isEmpty())) {
        d->count.reset();
        const auto answer
            = [this, number, count = qsizetype(rows.size()), context = QPointer(context), done = std::move(done)] {
                  if (number == d->countNumber && context)
                      done(count);
              };
        QMetaObject::invokeMethod(this, answer, Qt::QueuedConnection); // later, though it is known now
        return;
    }
    d->count = Private::Count{rule, std::move(rows), 0, context, std::move(done)};
    d->goOn();
}

QList<Finding> RuleResults::findings(const PartyRule &rule, const QUuid &localId) const
{
    const auto party = d->shown(localId);
    return party ? findingsOf(rule.conditions, *party, d->contextOf(localId)) : QList<Finding>();
}

ConditionContext RuleResults::contextOf(const QUuid &localId) const
{
    return d->contextOf(localId);
}

bool RuleResults::fits(const PartyRule &rule, const QUuid &localId) const
{
    const auto party = d->shown(localId);
    return party
        && (rule.conditions.isEmpty()
            || (!party->isRestricted && holds(rule.conditions, *party, d->contextOf(localId))));
}
