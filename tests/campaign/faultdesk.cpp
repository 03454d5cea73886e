#include "faultdesk.h"

#include <QAbstractEventDispatcher>
#include <QCoreApplication>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QNetworkReply>
#include <QThread>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

QNetworkReply *CountingManager::createRequest(Operation operation, const QNetworkRequest &request, QIODevice *body)
{
    QNetworkReply *reply = QNetworkAccessManager::createRequest(operation, request, body);
    ++m_inFlight;
    connect(reply, &QNetworkReply::finished, this, [this, reply] {
        --m_inFlight;
        m_aborted += reply->error() == QNetworkReply::OperationCanceledError;
    });
    return reply;
}

FaultDoor::FaultDoor()
    : m_service({}, [this] { return QDateTime::fromMSecsSinceEpoch(m_now, Qt::UTC); })
    , m_door(m_service, m_faults)
{
    if (!m_door.start())
        qFatal("no port");
}

qint64 FaultDoor::reset()
{
    return locked([this] {
        m_faults.clear();
        m_service = capsule::Service({}, [this] { return QDateTime::fromMSecsSinceEpoch(m_now, Qt::UTC); });
        return m_service.addParty({
            {u"type"_s, u"person"_s},
            {u"firstName"_s, u"Ann"_s},
            {u"lastName"_s, u"Lee"_s},
            {u"emailAddresses"_s, QJsonArray{QJsonObject{{u"address"_s, u"ann@example.com"_s}}}},
        });
    });
}

void FaultDoor::add(const capsule::Fault &fault)
{
    locked([&] { m_faults.add(fault); });
}

void FaultDoor::heal()
{
    locked([this] { m_faults.clear(); });
}

QList<capsule::Exchange> FaultDoor::exchanges()
{
    return locked([this] { return m_service.exchanges(); });
}

int FaultDoor::hangs()
{
    return locked([this] {
        const auto &all = m_service.exchanges();
        return int(std::ranges::count_if(all, [](const auto &exchange) { return exchange.fault == "hang"_L1; }));
    });
}

Party FaultDoor::party(qint64 id)
{
    const auto party = partyFromJson(locked([&] { return m_service.party(id); }));
    return party ? *party : Party{};
}

QList<qint64> FaultDoor::ids()
{
    return locked([this] {
        QList<qint64> ids;
        for (const auto &party : m_service.account().parties.rows())
            ids.append(party->id);
        return ids;
    });
}

void FaultDoor::edit(qint64 id, const QJsonObject &change)
{
    locked([&] { m_service.editParty(id, change); });
}

FaultDesk::FaultDesk(FaultDoor &door)
    : m_door(door)
{
    m_door.setNow(clock.now());
}

void FaultDesk::start()
{
    auto store = PartyStore::open(m_folder.filePath(u"account"_s), clock);
    if (!store)
        qFatal("no store: %s", qPrintable(store.error().detail));
    m_store = std::move(*store);
    m_network = std::make_unique<CountingManager>();
    m_hangsBefore = m_door.hangs();
    m_api = std::make_unique<CapsuleApi>(*m_network, clock, QUrl(m_door.baseUrl()));
    m_api->setToken(m_door.token());
    m_engine = std::make_unique<SyncEngine>(*m_api, *m_store, clock, nullptr, [] { return 0.5; });
    m_engine->start();
}

void FaultDesk::quit()
{
    m_engine.reset();
    m_api.reset();
    m_store.reset();
    m_network.reset();
}

/// A request that hangs leaves the clock as the only thing that can end it.
bool FaultDesk::isWaitingForWire()
{
    const int inFlight = m_network->inFlight();
    return inFlight > 0 && inFlight > m_door.hangs() - m_hangsBefore - m_network->aborted();
}

void FaultDesk::advance(std::chrono::milliseconds time)
{
    m_door.setNow(clock.now().addMSecs(time.count()));
    clock.advance(time);
}

bool FaultDesk::runUntil(const std::function<bool()> &condition, std::chrono::milliseconds atMost)
{
    const auto end = clock.monotonic() + atMost;
    auto *events = QThread::currentThread()->eventDispatcher();
    QElapsedTimer real;
    real.start();
    while (!condition()) {
        if (real.elapsed() > 20'000)
            qFatal("the wire is silent");
        clock.advance(0ms);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        const bool wasBusy = events->processEvents(QEventLoop::AllEvents);
        const auto next = clock.untilNext();
        if (wasBusy || (next && *next == 0ms))
            continue;
        if (isWaitingForWire()) {
            QThread::yieldCurrentThread();
            continue;
        }
        if (!next || clock.monotonic() + *next > end) {
            advance(end - clock.monotonic());
            return condition();
        }
        advance(*next);
    }
    return true;
}

void FaultDesk::run(std::chrono::milliseconds duration)
{
    runUntil([] { return false; }, duration);
}

Party FaultDesk::shown(const QUuid &localId) const
{
    const auto view = m_store->party(localId);
    return view ? view->shown : Party{};
}
