#include "census.h"

#include "store/partystore.h"
#include "sync/conditions.h"
#include "sync/news.h"
#include "sync/puller.h"
#include "sync/writelog.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QLoggingCategory>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

Q_LOGGING_CATEGORY(censusLog, "counterpart.sync.census")

namespace {

constexpr std::chrono::seconds every = 7 * 24h;
constexpr milliseconds turn = 5s; // 720 requests an hour: less than a fifth of the allowance

} // namespace

Census::Census(CapsuleApi &api, PartyStore &store, Conditions &conditions, WriteLog &writes, QObject *parent)
    : QObject(parent)
    , m_api(api)
    , m_store(store)
    , m_conditions(conditions)
    , m_writes(writes)
{
}

Census::~Census() = default;

// --- its place, which others may take back

Census::Place Census::place() const
{
    const QJsonObject json = QJsonDocument::fromJson(m_store.mark(mark).toUtf8()).object();
    const QString step = json["step"_L1].toString();
    Place place;
    place.endedAt = QDateTime::fromString(json["ended"_L1].toString(), Qt::ISODate);
    place.step = step == "walk"_L1 ? Place::Step::Walk : step == "ask"_L1 ? Place::Step::Ask : Place::Step::None;
    place.next = QUrl(json["next"_L1].toString(), QUrl::StrictMode);
    place.pages = json["pages"_L1].toInt();
    place.highestId = json["highest"_L1].toInteger();
    return place;
}

bool Census::write(const Place &place)
{
    QJsonObject json{{u"ended"_s, place.endedAt.toString(Qt::ISODate)}};
    if (place.step != Place::Step::None) {
        json[u"step"_s] = place.step == Place::Step::Walk ? u"walk"_s : u"ask"_s;
        json[u"next"_s] = place.next.toString(QUrl::FullyEncoded);
        json[u"pages"_s] = place.pages;
        json[u"highest"_s] = place.highestId;
    }
    return m_conditions.stored(
        m_store.setMark(mark, QString::fromUtf8(QJsonDocument(json).toJson(QJsonDocument::Compact))));
}

bool Census::isDue() const
{
    const auto now = m_conditions.serverTime();
    if (!now)
        return false;
    const Place last = place();
    if (last.step != Place::Step::None || !last.endedAt.isValid())
        return true;
    // A mark from the future tells of a clock that was wrong.
    return std::chrono::abs(std::chrono::seconds(last.endedAt.secsTo(*now))) >= every;
}

milliseconds Census::wait() const
{
    return std::max(0ms, m_nextTurn - m_conditions.monotonic());
}

void Census::noteComplete()
{
    if (const auto now = m_conditions.serverTime())
        write({*now, Place::Step::None, {}, 0, 0});
}

// --- the walk

void Census::step()
{
    Q_ASSERT(!isBusy());
    m_nextTurn = m_conditions.monotonic() + turn;
    Place at = place();
    if (at.step == Place::Step::None && !begin(at))
        return;
    if (at.step == Place::Step::Walk)
        walk(at);
    else
        askNext(at);
}

bool Census::begin(Place &place)
{
    place = {place.endedAt, Place::Step::Walk, {}, 0, m_store.highestServerId()};
    return m_conditions.stored(m_store.forgetMet()) && write(place);
}

void Census::walk(const Place &place)
{
    m_context = std::make_unique<QObject>();
    m_writesBefore = m_writes.count();
    const auto onRead = [this](const auto &result) {
        onPage(result);
    };
    m_call = place.next.isEmpty() ? m_api.parties({}, m_context.get(), onRead)
                                  : m_api.nextParties(place.next, m_context.get(), onRead);
}

void Census::onPage(const Result<Answer<PartyPage>, ApiError> &result)
{
    endRequest();
    Place at = place();
    if (!m_conditions.heard(result)) {
        failed(result.error());
    } else if (at.step == Place::Step::Walk && store(*result)) { // unless it was told to begin anew meanwhile
        m_failures = 0;
        at.next = result->value.next;
        ++at.pages;
        if (at.next.isEmpty() || at.pages >= Puller::mostPages)
            at.step = Place::Step::Ask;
        if (write(at) && at.step == Place::Step::Ask)
            qCInfo(censusLog, "%d pages read", at.pages);
    }
    Q_EMIT advanced();
}

bool Census::store(const Answer<PartyPage> &page)
{
    const auto &parties = page.value.parties;
    QList<qint64> ids;
    for (const ReceivedParty &received : parties) {
        ids.append(received.party.id);
        if (isFromBeforeItsEnd(received.party, m_store))
            Q_EMIT doubted(localIdOfServerId(received.party.id));
    }
    for (const UnreadableParty &unreadable : page.value.unreadable)
        ids.append(unreadable.error.partyId);
    ids.removeAll(0);
    const QList<ReceivedParty> news = newsOf(parties, m_store, m_writes, m_writesBefore);
    return (news.isEmpty() || m_conditions.stored(m_store.applyPage(news, page.receipt.serverTime)))
        && (page.value.unreadable.isEmpty() || m_conditions.stored(m_store.quarantine(page.value.unreadable)))
        && m_conditions.stored(m_store.noteMet(ids));
}

// --- what no page had

void Census::askNext(const Place &place)
{
    const QList<qint64> unmet = m_store.unmet(place.highestId, 1);
    if (unmet.isEmpty()) {
        if (m_conditions.stored(m_store.forgetMet()))
            noteComplete();
        return;
    }
    m_context = std::make_unique<QObject>();
    m_writesBefore = m_writes.count();
    const qint64 serverId = unmet.first();
    m_call
        = m_api.party(serverId, m_context.get(), [this, serverId](const auto &result) { onParty(serverId, result); });
}

void Census::onParty(qint64 serverId, const Result<Answer<ReceivedParty>, ApiError> &result)
{
    endRequest();
    if (m_conditions.heard(result)) {
        m_failures = 0;
        const QList<ReceivedParty> news = newsOf({result->value}, m_store, m_writes, m_writesBefore);
        if (news.isEmpty() || m_conditions.stored(m_store.applyPage(news, result->receipt.serverTime)))
            m_conditions.stored(m_store.noteMet({serverId}));
    } else if (isOutOfSight(result.error())) {
        m_writes.note(serverId);
        m_conditions.stored(m_store.applyDeleted({serverId}));
    } else if (result.error().kind == ApiError::Kind::Garbled || result.error().kind == ApiError::Kind::Rejected) {
        m_conditions.stored(m_store.noteMet({serverId})); // something is there, and nothing more is to be learned
    } else {
        failed(result.error());
    }
    Q_EMIT advanced();
}

void Census::failed(const ApiError &error)
{
    const bool isAboutPage = error.kind == ApiError::Kind::NotFound || error.kind == ApiError::Kind::Rejected;
    if (Place at = place(); isAboutPage && at.step == Place::Step::Walk)
        begin(at); // most likely the kept address of a page
    m_nextTurn = std::max(m_nextTurn, m_conditions.monotonic() + backoff(++m_failures, m_conditions.random()));
}

void Census::stop()
{
    if (m_call)
        m_call->cancel();
    m_call.reset();
    m_context.reset();
}

void Census::endRequest()
{
    m_call.reset();
    m_context.release()->deleteLater(); // we are inside its callback
}
