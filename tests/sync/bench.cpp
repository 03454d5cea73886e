#include "bench.h"

#include <QAbstractEventDispatcher>
#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QLoggingCategory>
#include <QRegularExpression>
#include <QTest>
#include <QThread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

QString wordOf(OutboxEntry::Kind kind)
{
    static const QStringList words{u"Create"_s, u"Update"_s, u"Delete"_s};
    return words.at(int(kind));
}

QString wordOf(OutboxEntry::State state)
{
    static const QStringList words{u"Queued"_s, u"Sending"_s, u"Acked"_s, u"Done"_s, u"Unknown"_s, u"Conflict"_s,
        u"Rejected"_s, u"Ask"_s, u"Discarded"_s};
    return words.at(int(state));
}

bool isWrite(const capsule::Request &request)
{
    return request.method != "GET";
}

QString lineOf(const capsule::Request &request)
{
    QByteArray target = request.target;
    target.replace("/api/v2", "").replace("?embed=tags,fields,meta", "").replace("?embed=tags,fields", "");
    return QString::fromUtf8(request.method + ' ' + target);
}

} // namespace

World::World(capsule::Options options)
    : service(std::move(options), [this] { return clock.now(); })
{
    QLoggingCategory::setFilterRules(u"counterpart.*.info=false"_s); // a line a request is too much here
}

Desk::Desk(World &world, Clock &clock, const QString &base)
    : m_world(world)
    , m_clock(clock)
    , m_base(base)
    , m_network(std::make_unique<capsule::AccessManager>(world.service))
{
    m_network->setBaseUrl(base);
    m_network->setScheduler([this](int ms, std::function<void()> action) {
        m_world.clock.after(std::chrono::milliseconds(ms), m_network.get(), std::move(action));
    });
}

Desk::~Desk()
{
    quit();
}

void Desk::start()
{
    auto store = PartyStore::open(m_folder.filePath(u"account"_s), m_clock);
    if (!store)
        qFatal("no store: %s", qPrintable(store.error().detail));
    m_store = std::move(*store);
    m_api = std::make_unique<CapsuleApi>(*m_network, m_clock, QUrl(m_base));
    ApiLimits limits;
    limits.jitter = 0ms; // the same run again for the same seed
    m_api->setLimits(limits);
    m_api->setToken(m_world.service.options().token.toLatin1());
    m_engine = std::make_unique<SyncEngine>(*m_api, *m_store, m_clock, nullptr, [this] { return random; });
    states.clear();
    QObject::connect(m_engine.get(), &SyncEngine::stateChanged, m_engine.get(),
        [this](const SyncState &state) { states.append(state); });
    QObject::connect(
        m_engine.get(), &SyncEngine::entryDone, m_engine.get(), [this](qint64 entry) { done.append(entry); });
    QObject::connect(
        m_engine.get(), &SyncEngine::entryParked, m_engine.get(), [this](qint64 entry) { parked.append(entry); });
    QObject::connect(m_engine.get(), &SyncEngine::changedByOthers, m_engine.get(),
        [this](const QUuid &, const QStringList &keys) { changedByOthers += keys; });
    m_engine->start();
}

void Desk::quit()
{
    m_engine.reset();
    m_api.reset();
    m_store.reset();
}

void World::settle()
{
    auto *events = QThread::currentThread()->eventDispatcher();
    for (int turns = 0; turns < 1'000'000; ++turns) {
        clock.advance(0ms);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        if (!events->processEvents(QEventLoop::AllEvents) && clock.untilNext().value_or(1ms) > 0ms)
            return;
    }
    qFatal("this never comes to rest");
}

void World::run(std::chrono::milliseconds duration)
{
    const auto end = clock.monotonic() + duration;
    settle();
    for (auto next = clock.untilNext(); next && clock.monotonic() + *next <= end; next = clock.untilNext()) {
        clock.advance(*next);
        settle();
    }
    clock.advance(end - clock.monotonic());
    settle();
}

bool World::runUntil(const std::function<bool()> &condition)
{
    settle();
    for (int seconds = 0; seconds < 600 && !condition(); ++seconds)
        run(1s);
    return condition();
}

QStringList Desk::requests() const
{
    QStringList lines;
    for (const capsule::Request &request : m_network->requests())
        lines.append(lineOf(request));
    return lines;
}

QStringList Desk::recordRequests() const
{
    static const QRegularExpression records(u"^[A-Z]+ /(parties(/deleted|/[0-9]+)?|jobs/.*)([?]|$)"_s);
    return requests().filter(records);
}

QStringList Desk::writes() const
{
    QStringList lines;
    for (const capsule::Request &request : m_network->requests()) {
        if (isWrite(request))
            lines.append(lineOf(request));
    }
    return lines;
}

QJsonObject Desk::body(qsizetype write) const
{
    for (const capsule::Request &request : m_network->requests()) {
        if (isWrite(request) && write-- == 0)
            return QJsonDocument::fromJson(request.body).object()["party"_L1].toObject();
    }
    return {};
}

QList<QUuid> World::inCapsule() const
{
    QList<QUuid> ids;
    for (const auto &party : service.account().parties.rows())
        ids.append(localIdOfServerId(party->id));
    return ids;
}

Party Desk::capsules(const QUuid &localId)
{
    const auto party = partyFromJson(m_world.service.party(m_store->serverId(localId)));
    return party ? *party : Party{};
}

Party Desk::shown(const QUuid &localId) const
{
    const auto view = m_store->party(localId);
    return view ? view->shown : Party{};
}

qint64 Desk::edit(const QUuid &localId, const std::function<void(Party &)> &change)
{
    Party party = shown(localId);
    change(party);
    const auto saved = m_store->save(localId, party);
    return saved ? *saved : -1;
}

QUuid Desk::add(const Party &party)
{
    const QUuid localId = QUuid::createUuid();
    const auto saved = m_store->save(localId, party);
    return saved && *saved > 0 ? localId : QUuid();
}

QStringList Desk::outbox() const
{
    QStringList lines;
    for (const OutboxEntry &entry : m_store->pendingEntries())
        lines.append(wordOf(entry.kind) + u' ' + wordOf(entry.state));
    return lines;
}

OutboxEntry Desk::onlyEntry() const
{
    const auto pending = m_store->pendingEntries();
    return pending.size() == 1 ? pending.first() : OutboxEntry{};
}

Party person(const QString &firstName, const QString &lastName)
{
    Party party;
    party.type = PartyType::Person;
    party.firstName = firstName;
    party.lastName = lastName;
    return party;
}

Party organisation(const QString &name)
{
    Party party;
    party.type = PartyType::Organisation;
    party.name = name;
    return party;
}

qint64 World::addAnnLee()
{
    return service.addParty({
        {u"type"_s, u"person"_s},
        {u"firstName"_s, u"Ann"_s},
        {u"lastName"_s, u"Lee"_s},
        {u"emailAddresses"_s, QJsonArray{QJsonObject{{u"address"_s, u"ann@example.com"_s}}}},
    });
}
