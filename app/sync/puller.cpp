#include "puller.h"

#include "clock.h"
#include "store/partystore.h"
#include "sync/census.h"
#include "sync/conditions.h"
#include "sync/news.h"
#include "sync/writelog.h"

#include <QLoggingCategory>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

Q_LOGGING_CATEGORY(pullLog, "counterpart.sync.pull")

namespace {

constexpr QLatin1StringView cursorMark("sync.cursor");
constexpr QLatin1StringView firstLoadMark("sync.firstLoad");
constexpr int cursorMarginSeconds = 120;
// Each repeat reads everything again; what still slipped after these is found by the comparison of all ids.
constexpr int mostRepeats = 2;

} // namespace

Puller::Puller(CapsuleApi &api, PartyStore &store, Conditions &conditions, WriteLog &writes, QObject *parent)
    : QObject(parent)
    , m_api(api)
    , m_store(store)
    , m_conditions(conditions)
    , m_writes(writes)
{
}

Puller::~Puller() = default;

bool Puller::isFirstLoad() const
{
    return m_store.mark(cursorMark).isEmpty();
}

void Puller::begin()
{
    if (m_sweep)
        return;
    const auto cursor = QDateTime::fromString(m_store.mark(cursorMark), Qt::ISODate);
    if (!cursor.isValid()) {
        m_sweep = Sweep::fromMark(m_store.mark(firstLoadMark));
        return;
    }
    m_sweep.emplace();
    m_sweep->since = cursor;
}

void Puller::step()
{
    Q_ASSERT(m_sweep && !isBusy());
    const QUrl next = m_flights.empty() ? m_sweep->next : m_flights.back().next;
    const auto onPageRead = [this](const PageResult &result) {
        onPage(result);
    };
    const auto onNext = [this](const QUrl &address) {
        onNextKnown(address);
    };
    if (next.isEmpty() && m_sweep->step() == Sweep::Step::Deleted)
        return askDeleted();
    Flight &flight = depart();
    flight.call = next.isEmpty() ? m_api.parties(m_sweep->since, flight.context.get(), onPageRead, onNext)
                                 : m_api.nextParties(next, flight.context.get(), onPageRead, onNext);
}

Puller::Flight &Puller::depart()
{
    m_flights.push_back({std::make_unique<QObject>(), {}, m_writes.count(), {}});
    return m_flights.back();
}

void Puller::askDeleted()
{
    const auto onListRead = [this](const DeletedResult &result) {
        onDeleted(result);
    };
    Flight &flight = depart();
    if (m_nextDeleted.isEmpty()) {
        m_deleted.clear();
        m_restricted.clear();
        const QDateTime since = m_sweep->isWalk() ? m_sweep->cursor : m_sweep->since;
        flight.call = m_api.deletedParties(since, flight.context.get(), onListRead);
    } else {
        flight.call = m_api.nextDeletedParties(m_nextDeleted, flight.context.get(), onListRead);
    }
}

void Puller::stop()
{
    m_nextDeleted.clear();
    dropRequests();
    m_arrived.clear();
    m_sweep.reset();
    m_retryFrom = 0ms;
    m_failures = 0;
}

void Puller::dropRequests()
{
    for (const Flight &flight : m_flights)
        flight.call->cancel();
    m_flights.clear();
}

/// One page may be on its way while another is being read, and a third being stored; the list of deleted records
/// follows the last.
bool Puller::isBusy() const
{
    if (m_arrived.size() > 1 || m_flights.size() > 1)
        return true;
    return m_flights.empty() ? !m_arrived.empty() && m_sweep->step() == Sweep::Step::Deleted
                             : m_flights.front().next.isEmpty();
}

std::chrono::milliseconds Puller::wait() const
{
    return std::max(0ms, m_retryFrom - m_conditions.monotonic());
}

/// The oldest: answers come in the order in which they were asked for.
Puller::Flight Puller::endRequest()
{
    Flight flight = std::move(m_flights.front());
    m_flights.pop_front();
    flight.call.reset();
    flight.context.release()->deleteLater(); // we may be inside its callback
    return flight;
}

void Puller::onNextKnown(const QUrl &next)
{
    m_flights.back().next = next;
    Q_EMIT advanced();
}

void Puller::onPage(const PageResult &result)
{
    const Flight flight = endRequest();
    if (!m_conditions.heard(result))
        failed(result.error());
    else if (!m_sweep->cursor.isValid() && !result->receipt.serverTime.isValid())
        failed(ApiError::of(ApiError::Kind::Garbled, u"no Date header"_s));
    else
        take(*result, flight.writesBefore);
    Q_EMIT advanced(); // and the next request leaves before this page is stored
}

void Puller::take(const Answer<PartyPage> &page, quint64 writesBefore)
{
    m_failures = 0;
    Sweep after = placeAfter(page);
    if (after.pages >= mostPages && !after.next.isEmpty()) {
        qCWarning(pullLog, "a list of more than %d pages: read again from the start", mostPages);
        after.beginAnew();
        failed(ApiError::of(ApiError::Kind::Garbled, u"endless list"_s));
    }
    noteSeen(page.value.parties);
    m_arrived.push_back({page, writesBefore, *m_sweep, after});
    m_sweep = after;
    if (m_arrived.size() == 1)
        storeSoon();
}

Sweep Puller::placeAfter(const Answer<PartyPage> &page) const
{
    Sweep place = *m_sweep;
    if (!place.cursor.isValid())
        place.cursor = page.receipt.serverTime.addSecs(-cursorMarginSeconds);
    if (place.pages == 0)
        place.total = page.value.total;
    ++place.pages;
    place.loaded += int(page.value.parties.size() + page.value.unreadable.size());
    place.next = page.value.next;
    return place;
}

/// Of a first load the store knows them.
void Puller::noteSeen(const QList<ReceivedParty> &parties)
{
    if (m_sweep->pages == 0)
        m_seen.clear();
    if (m_sweep->isWalk())
        return;
    for (const ReceivedParty &received : parties)
        m_seen.insert(received.party.id);
}

void Puller::storeSoon()
{
    QMetaObject::invokeMethod(this, &Puller::storePart, Qt::QueuedConnection);
}

/// Stores some records and gives the window its turn. What the disk refuses is read again from Capsule.
void Puller::storePart()
{
    // Changes of others are compared and told, which takes longer than to store what is new.
    const qsizetype partSize = isFirstLoad() ? 100 : 25;
    if (m_arrived.empty())
        return; // stopped meanwhile
    Arrived &arrived = m_arrived.front();
    QList<ReceivedParty> &left = arrived.page.value.parties;
    Answer<PartyPage> part{{}, arrived.page.receipt};
    part.value.parties = left.first(std::min(left.size(), partSize));
    left.remove(0, part.value.parties.size());
    if (!store(part) || (left.isEmpty() && !concludePage())) {
        m_sweep = arrived.before;
        m_arrived.clear();
        dropRequests();
    }
    if (!m_arrived.empty())
        storeSoon();
    Q_EMIT advanced();
}

bool Puller::store(const Answer<PartyPage> &part)
{
    const QList<ReceivedParty> news = newsOf(part.value.parties, m_store, m_writes, m_arrived.front().writesBefore);
    return m_conditions.stored(m_store.applyPage(news, part.receipt.serverTime));
}

/// The last of a page is stored: its place counts from now on.
bool Puller::concludePage()
{
    const Arrived &arrived = m_arrived.front();
    const auto &unreadable = arrived.page.value.unreadable;
    if (!unreadable.isEmpty() && !m_conditions.stored(m_store.quarantine(unreadable)))
        return false;
    if (arrived.after.isWalk() && !m_conditions.stored(m_store.setMark(firstLoadMark, arrived.after.toMark())))
        return false;
    m_arrived.pop_front();
    return true;
}

/// Pages count rows: when one that was read goes away, another moves into a page that was read before it
/// (reliability.md section 6).
bool Puller::hasSlipped() const
{
    if (m_sweep->pages < 2 || m_sweep->repeats >= mostRepeats)
        return false;
    return std::ranges::any_of(m_deleted + m_restricted,
        [this](qint64 id) { return m_sweep->isWalk() ? !m_store.localId(id).isNull() : m_seen.contains(id); });
}

void Puller::onDeleted(const DeletedResult &result)
{
    endRequest();
    if (m_conditions.heard(result)) {
        m_failures = 0;
        m_deleted += result->value.deleted;
        m_restricted += result->value.restricted;
        m_nextDeleted = result->value.next;
        if (m_nextDeleted.isEmpty())
            applyDeleted(result->receipt.serverTime);
    } else {
        m_nextDeleted.clear();
        failed(result.error());
    }
    Q_EMIT advanced();
}

void Puller::applyDeleted(const QDateTime &serverTime)
{
    const bool again = hasSlipped();
    for (const qint64 serverId : m_deleted + m_restricted)
        m_writes.note(serverId);
    if (!m_conditions.stored(m_store.applyDeleted(m_deleted, serverTime))
        || !m_conditions.stored(m_store.applyDeleted(m_restricted)))
        return;
    if (!again)
        return complete();
    ++m_sweep->repeats;
    m_sweep->beginAnew();
}

/// How long Capsule remembers what was deleted is not known (capsule-api.md section 7.4).
bool Puller::reachesFarBack() const
{
    constexpr int remembered = 30; // days
    return !m_sweep->isWalk() && m_sweep->since.daysTo(m_sweep->cursor) >= remembered;
}

void Puller::complete()
{
    const bool wasFirstLoad = m_sweep->isWalk();
    if (reachesFarBack() && !m_conditions.stored(m_store.setMark(Census::mark, {})))
        return;
    if (!m_conditions.stored(m_store.setMark(cursorMark, m_sweep->cursor.toString(Qt::ISODate))))
        return;
    if (wasFirstLoad && !m_conditions.stored(m_store.setMark(firstLoadMark, {})))
        qCInfo(pullLog, "the mark of the first load stays; the cursor outranks it");
    m_sweep.reset();
    Q_EMIT completed(wasFirstLoad);
}

void Puller::failed(const ApiError &error)
{
    dropRequests(); // what would follow it
    switch (error.kind) {
    case ApiError::Kind::NotSent:
    case ApiError::Kind::NotCapsule:
    case ApiError::Kind::SignIn:
    case ApiError::Kind::RateLimited:
        return; // the conditions know
    case ApiError::Kind::Cancelled:
        return;
    case ApiError::Kind::Forbidden:
        return m_conditions.refuseToken(); // a token that may not even read
    case ApiError::Kind::NotFound:
    case ApiError::Kind::Rejected:
        m_sweep->beginAnew(); // most likely the kept address of a page
        break;
    case ApiError::Kind::Lost:
    case ApiError::Kind::Garbled:
        break;
    }
    const auto delay = backoff(++m_failures, m_conditions.random());
    m_retryFrom = m_conditions.monotonic() + delay;
    m_retryAt = m_conditions.in(delay);
}
