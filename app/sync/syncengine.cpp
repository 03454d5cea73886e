#include "syncengine.h"

#include "clock.h"
#include "party/activitychanges.h"
#include "store/activitystore.h"
#include "store/partystore.h"
#include "store/problem.h"
#include "sync/activitysync.h"
#include "sync/alarm.h"
#include "sync/catalogueloader.h"
#include "sync/census.h"
#include "sync/conditions.h"
#include "sync/filterreader.h"
#include "sync/outboxqueue.h"
#include "sync/prober.h"
#include "sync/puller.h"
#include "sync/pusher.h"
#include "sync/recordreader.h"
#include "sync/writelog.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkInformation>
#include <QRandomGenerator>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;
using Purpose = Conditions::Purpose;
using State = OutboxEntry::State;
using Phase = SyncState::Phase;

namespace {

constexpr milliseconds pullEvery = 3min;
constexpr int mostReads = 4; // at a time, reliability.md section 7
constexpr QLatin1StringView syncedMark("sync.lastSynced");

Random orMachineRandom(Random random)
{
    return random ? std::move(random) : [] {
        return QRandomGenerator::global()->generateDouble();
    };
}

/// What a transmission cut short by the end of the program becomes (reliability.md section 2).
State stateAfterRestart(const OutboxEntry &entry)
{
    const QJsonObject body = QJsonDocument::fromJson(entry.sentBody).object();
    const bool adds = addsRows(body["party"_L1].toObject()) || addsAttachments(body["entry"_L1].toObject());
    const bool repeatable
        = entry.kind == OutboxEntry::Kind::Delete || (entry.kind == OutboxEntry::Kind::Update && !adds);
    return repeatable ? State::Queued : State::Unknown;
}

Phase phaseOf(Conditions::Obstacle obstacle)
{
    switch (obstacle) {
    case Conditions::Obstacle::None:
        return Phase::UpToDate;
    case Conditions::Obstacle::Disk:
        return Phase::DiskTrouble;
    case Conditions::Obstacle::SignIn:
        return Phase::SignInAgain;
    case Conditions::Obstacle::NotCapsule:
        return Phase::NotCapsule;
    case Conditions::Obstacle::Offline:
        return Phase::Offline;
    case Conditions::Obstacle::Allowance:
        return Phase::SlowedDown;
    }
    Q_UNREACHABLE();
}

} // namespace

/// Decides what runs next and publishes where things stand; the work itself is done by puller, pusher, prober and
/// reader.
class SyncEngine::Private : public QObject
{
public:
    Private(SyncEngine &engine, CapsuleApi &api, PartyStore &store, Clock &clock, Random random);

    void start();
    void stop();
    void checkNow();
    void checkParty(const QUuid &localId);
    void runFilter(qint64 filterId);
    void networkCameBack();

    SyncState state;
    ActivitySync &activity() { return m_activity; }

private:
    void connectWorkers();
    bool recover();
    bool recover(OutboxEntry entry);
    bool acknowledgeAgain(const OutboxEntry &entry);
    bool diskWorks();
    void schedule();
    void run();
    void pull();
    void read();
    void readCatalogue();
    void readFilters();
    void probe();
    void push();
    void walk();
    void compare();
    void parkStranded(OutboxEntry entry);
    bool mayStart(Purpose purpose) const;
    int readsUnderWay() const;
    bool mayRead(Purpose purpose) const;
    bool isBusy() const;
    Purpose pullPurpose() const { return m_pullWanted ? Purpose::Question : Purpose::Background; }
    milliseconds untilPull() const;
    std::optional<milliseconds> pullWait() const;
    void setAlarm();
    void onPulled(bool wasFirstLoad);
    void retryUnreadable();
    void publish();
    SyncState currentState() const;
    void fillPhase(SyncState &s) const;

    SyncEngine &m_engine;
    CapsuleApi &m_api;
    PartyStore &m_store;
    Clock &m_clock;
    Conditions m_conditions;
    WriteLog m_writes;
    Puller m_puller;
    Pusher m_pusher;
    Prober m_prober;
    RecordReader m_reader;
    CatalogueLoader m_catalogue;
    FilterReader m_filters;
    Census m_census;
    ActivitySync m_activity;
    Alarm m_alarm;

    bool m_running = false;
    bool m_recovered = false; ///< entries cut short by the last end of the program are sorted out
    bool m_scheduled = false;
    bool m_readOnly = false;
    bool m_pullWanted = false; ///< by the user, now
    milliseconds m_nextPull{0}; ///< monotonic
    OutboxAgenda m_agenda; ///< as of the last run
    QDateTime m_lastSynced;
};

SyncEngine::Private::Private(SyncEngine &engine, CapsuleApi &api, PartyStore &store, Clock &clock, Random random)
    : m_engine(engine)
    , m_api(api)
    , m_store(store)
    , m_clock(clock)
    , m_conditions(api, clock, orMachineRandom(std::move(random)))
    , m_puller(api, store, m_conditions, m_writes)
    , m_pusher(api, store, m_conditions, m_writes)
    , m_prober(api, store, m_conditions, m_writes)
    , m_reader(api, store, m_conditions, m_writes)
    , m_catalogue(api, store, m_conditions)
    , m_filters(api, store, m_conditions)
    , m_census(api, store, m_conditions, m_writes)
    , m_activity(api, store, m_conditions)
    , m_alarm(clock, [this] { run(); })
    , m_lastSynced(QDateTime::fromString(store.mark(syncedMark), Qt::ISODate))
{
    connectWorkers();
    state = currentState();
}

void SyncEngine::Private::connectWorkers()
{
    connect(&m_store, &PartyStore::outboxChanged, this, &Private::schedule);
    connect(&m_store, &PartyStore::loaded, this, &Private::schedule);
    connect(&m_conditions, &Conditions::changed, this, &Private::schedule);
    connect(&m_api, &CapsuleApi::rateLimitChanged, this, &Private::schedule);
    connect(&m_puller, &Puller::advanced, this, &Private::schedule);
    connect(&m_puller, &Puller::completed, this, &Private::onPulled);
    connect(&m_reader, &RecordReader::advanced, this, &Private::schedule);
    connect(&m_reader, &RecordReader::changedByOthers, &m_engine, &SyncEngine::changedByOthers);
    connect(&m_catalogue, &CatalogueLoader::advanced, this, &Private::schedule);
    connect(&m_filters, &FilterReader::advanced, this, &Private::schedule);
    connect(&m_census, &Census::advanced, this, &Private::schedule);
    connect(&m_census, &Census::doubted, this, [this](const QUuid &localId) { m_reader.ask(localId); });
    connect(&m_prober, &Prober::finished, this, &Private::schedule);
    connect(&m_prober, &Prober::entryDone, &m_engine, &SyncEngine::entryDone);
    connect(&m_prober, &Prober::entryParked, &m_engine, &SyncEngine::entryParked);
    connect(&m_pusher, &Pusher::finished, this, &Private::schedule);
    connect(&m_pusher, &Pusher::entryDone, &m_engine, &SyncEngine::entryDone);
    connect(&m_pusher, &Pusher::entryParked, &m_engine, &SyncEngine::entryParked);
    connect(&m_pusher, &Pusher::changedByOthers, &m_engine, &SyncEngine::changedByOthers);
    connect(&m_pusher, &Pusher::readOnlyFound, this, [this] { m_readOnly = true; });
    connect(&m_activity, &ActivitySync::advanced, this, &Private::schedule);
    connect(&m_activity, &ActivitySync::entryDone, &m_engine, &SyncEngine::entryDone);
    connect(&m_activity, &ActivitySync::entryParked, &m_engine, &SyncEngine::entryParked);
    connect(&m_activity, &ActivitySync::readOnlyFound, this, [this] { m_readOnly = true; });
}

// --- what the window asks

void SyncEngine::Private::start()
{
    m_conditions.signedIn();
    m_conditions.tryNow();
    m_readOnly = false;
    m_nextPull = m_clock.monotonic();
    if (!m_running) {
        m_running = true;
        m_recovered = false;
    }
    schedule();
}

void SyncEngine::Private::stop()
{
    m_running = false;
    m_alarm.clear();
    m_puller.stop();
    m_pusher.stop();
    m_prober.stop();
    m_reader.stop();
    m_catalogue.stop();
    m_filters.stop();
    m_census.stop();
    m_activity.stop();
    publish();
}

void SyncEngine::Private::checkNow()
{
    m_conditions.tryNow();
    m_puller.tryNow();
    m_catalogue.want();
    m_readOnly = false;
    m_pullWanted = true;
    for (OutboxEntry entry : m_store.pendingEntries()) {
        const bool waitsToRepeat = entry.state == State::Queued && entry.attempts > 0 && entry.notBefore.isValid();
        entry.notBefore = {};
        if (waitsToRepeat && !m_conditions.stored(m_store.update(entry)))
            break;
    }
    schedule();
}

void SyncEngine::Private::checkParty(const QUuid &localId)
{
    m_reader.ask(localId);
    schedule();
}

void SyncEngine::Private::runFilter(qint64 filterId)
{
    m_filters.ask(filterId);
    schedule();
}

void SyncEngine::Private::networkCameBack()
{
    m_api.forgetConnections();
    m_conditions.tryNow();
}

// --- after a restart

bool SyncEngine::Private::recover()
{
    const QList<OutboxEntry> pending = m_store.pendingEntries();
    m_recovered = std::ranges::all_of(pending, [this](const OutboxEntry &entry) { return recover(entry); });
    return m_recovered;
}

bool SyncEngine::Private::recover(OutboxEntry entry)
{
    if (entry.state == State::Acked)
        return acknowledgeAgain(entry);
    if (entry.state != State::Sending)
        return true;
    entry.state = stateAfterRestart(entry);
    // The request may still be on its way through the service.
    entry.notBefore = m_conditions.in(*probeDelay(0));
    return m_conditions.stored(m_store.update(entry));
}

bool SyncEngine::Private::acknowledgeAgain(const OutboxEntry &entry)
{
    if (!entry.isAboutParty()) {
        ActivityStore &activity = m_store.activity();
        return m_conditions.stored(entry.kind == OutboxEntry::Kind::Delete
                ? activity.acknowledgeDelete(entry.sequence)
                : activity.acknowledge(entry.sequence, entry.answer));
    }
    if (entry.kind == OutboxEntry::Kind::Delete)
        return m_conditions.stored(m_store.acknowledgeDelete(entry.sequence));
    const auto party = partyFromJson(QJsonDocument::fromJson(entry.answer).object());
    if (party)
        return m_conditions.stored(m_store.acknowledge(entry.sequence, {entry.answer, *party}));
    // It was read once, so this cannot be; a look at Capsule decides.
    OutboxEntry lost = entry;
    lost.state = State::Unknown;
    return m_conditions.stored(m_store.update(lost));
}

/// A disk that failed is tried with what it still owes, or else with a mark, before Capsule is asked for more that
/// could not be kept.
bool SyncEngine::Private::diskWorks()
{
    m_pusher.storeAgain();
    m_activity.storeAgain();
    if (m_conditions.obstacle() != Conditions::Obstacle::Disk)
        return true;
    return m_conditions.permits(Purpose::Save)
        && m_conditions.stored(m_store.setMark(syncedMark, m_store.mark(syncedMark)));
}

// --- what runs next

/// Many things may ask for a turn at once; there is one, from the event loop.
void SyncEngine::Private::schedule()
{
    if (m_scheduled)
        return;
    m_scheduled = true;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_scheduled = false;
            run();
        },
        Qt::QueuedConnection);
}

void SyncEngine::Private::run()
{
    if (!m_running)
        return;
    if (!m_store.isLoaded())
        return publish(); // until the store knows what it holds, an answer could not be compared with it
    if (m_conditions.permits(Purpose::Save) && (m_recovered || recover()) && diskWorks()) {
        m_agenda = agenda(m_store.pendingEntries(),
            {m_clock.now(), [this](const QUuid &id) { return m_store.serverId(id); },
                m_conditions.serverTime().has_value(), !m_activity.isUploading()});
        pull(); // first, so that after a failure a read tries the line
        read();
        readFilters();
        readCatalogue();
        probe();
        push();
        walk();
        compare();
    }
    publish();
    setAlarm();
}

bool SyncEngine::Private::isBusy() const
{
    return m_puller.isBusy() || m_reader.isBusy() || m_filters.isBusy() || m_catalogue.isBusy() || m_prober.isBusy()
        || m_pusher.isBusy() || m_activity.isReading() || m_activity.isProbing() || m_activity.isSending();
}

bool SyncEngine::Private::mayStart(Purpose purpose) const
{
    const bool goesAlone = m_conditions.isTentative() || m_conditions.isNewHour();
    return m_conditions.permits(purpose) && !(goesAlone && (isBusy() || m_census.isBusy()));
}

/// Without those that come before a write or look for a lost one.
int SyncEngine::Private::readsUnderWay() const
{
    return int(m_puller.isBusy()) + int(m_census.isBusy()) + int(m_reader.isBusy()) + int(m_catalogue.isBusy())
        + int(m_filters.isBusy()) + m_activity.readsUnderWay();
}

/// Leaves one of the reads that may be under way at a time to a save, and one to a probe that is due.
bool SyncEngine::Private::mayRead(Purpose purpose) const
{
    const bool isProbed = m_agenda.probe || m_prober.isBusy() || m_activity.isProbing();
    return readsUnderWay() < mostReads - 1 - int(isProbed) && mayStart(purpose);
}

milliseconds SyncEngine::Private::untilPull() const
{
    if (m_puller.isSweeping() || m_pullWanted || m_conditions.isTentative())
        return 0ms;
    return std::max(0ms, m_nextPull - m_clock.monotonic());
}

void SyncEngine::Private::pull()
{
    // While a create may be among the new records, its probe decides whose they are.
    const bool isDue = untilPull() == 0ms && m_puller.wait() == 0ms && !m_agenda.createIsUnknown;
    if (!isDue || m_puller.isBusy() || m_census.isBusy() || !mayRead(pullPurpose()))
        return;
    if (!m_puller.isSweeping())
        m_catalogue.beginIfDue();
    m_puller.begin();
    m_puller.step();
}

void SyncEngine::Private::read()
{
    while (m_reader.hasMore() && !m_reader.isBusy() && !m_filters.isBusy() && !m_catalogue.isBusy()
        && mayRead(Purpose::Question))
        m_reader.step();
    m_activity.readWished([this] { return mayRead(Purpose::Question); });
}

/// In turns with the other readers, or there could be five reads at a time. Not before everything is here: who is not
/// known yet could not be shown.
void SyncEngine::Private::readFilters()
{
    if (m_filters.hasMore() && !m_filters.isBusy() && !m_reader.isBusy() && !m_catalogue.isBusy()
        && !m_puller.isFirstLoad() && mayRead(Purpose::Question))
        m_filters.step();
}

/// After the user's saves, and in turns with the other readers.
void SyncEngine::Private::readCatalogue()
{
    const bool hasToSend = (m_agenda.send && !m_readOnly) || m_agenda.probe;
    if (m_catalogue.hasMore() && !m_catalogue.isBusy() && !m_reader.isBusy() && !m_filters.isBusy() && !hasToSend
        && mayRead(Purpose::Background))
        m_catalogue.step();
}

void SyncEngine::Private::probe()
{
    const bool isFree = !m_prober.isBusy() && !m_activity.isProbing() && readsUnderWay() <= mostReads - 2;
    if (!m_agenda.probe || !isFree || !mayStart(Purpose::Save))
        return;
    m_agenda.probe->isAboutParty() ? m_prober.probe(*m_agenda.probe) : m_activity.probe(*m_agenda.probe);
}

void SyncEngine::Private::push()
{
    if (m_agenda.stranded)
        parkStranded(*m_agenda.stranded);
    const bool isFree = !m_pusher.isBusy() && (!m_activity.isSending() || m_activity.isUploading());
    if (m_agenda.send && !m_readOnly && isFree && mayStart(Purpose::Save))
        m_agenda.send->isAboutParty() ? m_pusher.send(*m_agenda.send) : m_activity.send(*m_agenda.send);
}

/// The open tasks, once the records they belong to are here.
void SyncEngine::Private::walk()
{
    const bool isIdle = !isBusy() && !m_puller.isSweeping() && !m_puller.isFirstLoad();
    if (isIdle && mayRead(Purpose::Background))
        m_activity.walkTasks();
}

/// The least urgent of all: only while nothing else is wanted or on its way.
void SyncEngine::Private::compare()
{
    const bool isIdle = !isBusy() && !m_puller.isSweeping() && !m_puller.isFirstLoad() && !m_agenda.createIsUnknown;
    if (isIdle && m_census.isDue() && !m_census.isBusy() && m_census.wait() == 0ms && mayStart(Purpose::Background))
        m_census.step();
}

void SyncEngine::Private::parkStranded(OutboxEntry entry)
{
    entry.state = State::Ask;
    entry.problem = entry.isAboutParty() ? Problem::organisationCancelled : Problem::partyCancelled;
    if (m_conditions.stored(m_store.update(entry)))
        Q_EMIT m_engine.entryParked(entry.sequence, entry.localId);
}

void SyncEngine::Private::onPulled(bool wasFirstLoad)
{
    m_pullWanted = false;
    m_nextPull = m_clock.monotonic();
    if (wasFirstLoad)
        m_census.noteComplete();
    if (!wasFirstLoad) { // after a first load at once: what changed while it ran
        m_nextPull += pullEvery;
        retryUnreadable();
        m_lastSynced = m_clock.now();
        m_conditions.stored(m_store.setMark(syncedMark, m_lastSynced.toString(Qt::ISODate)));
    }
    schedule();
}

/// Records that could not be read are tried again by their ids (reliability.md section 6), a few each time.
void SyncEngine::Private::retryUnreadable()
{
    constexpr qsizetype aFew = 10;
    for (const qint64 id : m_store.quarantinedIds().mid(0, aFew))
        m_reader.ask(localIdOfServerId(id));
}

/// How long until the pull's next request could go; nothing if only an event can bring that.
std::optional<milliseconds> SyncEngine::Private::pullWait() const
{
    const auto permitted = m_conditions.wait(pullPurpose());
    if (!permitted || m_puller.isBusy() || m_census.isBusy() || m_agenda.createIsUnknown)
        return {};
    return std::max({untilPull(), m_puller.wait(), *permitted});
}

/// The next turn that no event will bring.
void SyncEngine::Private::setAlarm()
{
    const auto saves = m_conditions.wait(Purpose::Save);
    if (!saves)
        return m_alarm.clear();
    std::optional<milliseconds> next;
    const auto consider = [&next](std::optional<milliseconds> wait) {
        if (wait && *wait > 0ms)
            next = std::min(*wait, next.value_or(*wait));
    };
    consider(saves);
    if (m_agenda.nextDue)
        consider(std::max(*m_agenda.nextDue, *saves));
    if (m_reader.hasMore() || m_filters.hasMore() || m_activity.hasWishes())
        consider(m_conditions.wait(Purpose::Question));
    if (m_catalogue.hasMore())
        consider(m_conditions.wait(Purpose::Background));
    consider(pullWait());
    if (const auto walk = m_activity.untilWalk(); walk && !m_puller.isFirstLoad())
        consider(std::max(*walk, m_conditions.wait(Purpose::Background).value_or(0ms)));
    if (m_census.isDue() && !m_census.isBusy())
        consider(std::max(m_census.wait(), m_conditions.wait(Purpose::Background).value_or(0ms)));
    consider(untilPull()); // if it may not go then, that is to be said
    next ? m_alarm.set(*next) : m_alarm.clear();
}

// --- what is published

void SyncEngine::Private::publish()
{
    const SyncState now = currentState();
    if (now == state)
        return;
    state = now;
    Q_EMIT m_engine.stateChanged(state);
}

SyncState SyncEngine::Private::currentState() const
{
    SyncState s;
    s.lastSynced = m_lastSynced;
    s.readOnly = m_readOnly;
    if (const RateLimit limit = m_api.rateLimit(); limit.limit > 0) {
        s.allowance = limit.limit;
        s.allowanceLeft = limit.remaining;
    }
    if (m_running)
        fillPhase(s);
    return s;
}

void SyncEngine::Private::fillPhase(SyncState &s) const
{
    const bool isLoading = m_puller.isFirstLoad();
    if (isLoading && m_puller.sweep()) {
        s.loaded = m_puller.sweep()->loaded;
        s.total = m_puller.sweep()->total;
    }
    s.phase = phaseOf(m_conditions.obstacle());
    s.resumesAt = m_conditions.resumesAt();
    if (s.phase != Phase::UpToDate)
        return;
    const bool pullIsOn = m_puller.isSweeping() || untilPull() == 0ms;
    if (m_puller.wait() > 0ms) {
        s.phase = Phase::Offline;
        s.resumesAt = m_puller.retryAt();
    } else if (const auto wait = m_conditions.wait(pullPurpose()); pullIsOn && wait && *wait > 0ms) {
        s.phase = Phase::SlowedDown;
        s.resumesAt = m_conditions.in(*wait);
    } else if (isLoading) {
        s.phase = Phase::FirstLoad;
    } else if (!m_store.isLoaded() || pullIsOn || isBusy() || (m_agenda.send && !m_readOnly) || m_agenda.probe) {
        s.phase = Phase::Syncing;
    }
}

// --- the face

SyncEngine::SyncEngine(CapsuleApi &api, PartyStore &store, Clock &clock, QObject *parent, Random random)
    : QObject(parent)
    , d(std::make_unique<Private>(*this, api, store, clock, std::move(random)))
{
    // Without a backend the waits alone decide.
    if (!QNetworkInformation::loadBackendByFeatures(QNetworkInformation::Feature::Reachability))
        return;
    connect(QNetworkInformation::instance(), &QNetworkInformation::reachabilityChanged, this,
        [this](QNetworkInformation::Reachability reachability) {
            if (reachability == QNetworkInformation::Reachability::Online)
                d->networkCameBack();
        });
}

SyncEngine::~SyncEngine() = default;

void SyncEngine::start()
{
    d->start();
}

void SyncEngine::stop()
{
    d->stop();
}

void SyncEngine::checkNow()
{
    d->checkNow();
}

void SyncEngine::checkParty(const QUuid &localId)
{
    d->checkParty(localId);
}

ActivitySync &SyncEngine::activity()
{
    return d->activity();
}

void SyncEngine::runFilter(qint64 filterId)
{
    d->runFilter(filterId);
}

SyncState SyncEngine::state() const
{
    return d->state;
}
