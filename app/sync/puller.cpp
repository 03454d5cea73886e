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
    m_context = std::make_unique<QObject>();
    m_writesBefore = m_writes.count();
    const auto onPageRead = [this](const PageResult &result) {
        onPage(result);
    };
    switch (m_sweep->step()) {
    case Sweep::Step::FirstPage:
        m_call = m_api.parties(m_sweep->since, m_context.get(), onPageRead);
        break;
    case Sweep::Step::NextPage:
        m_call = m_api.nextParties(m_sweep->next, m_context.get(), onPageRead);
        break;
    case Sweep::Step::Deleted:
        askDeleted();
        break;
    }
}

void Puller::askDeleted()
{
    const auto onListRead = [this](const DeletedResult &result) {
        onDeleted(result);
    };
    if (m_nextDeleted.isEmpty()) {
        m_deleted.clear();
        m_restricted.clear();
        const QDateTime since = m_sweep->isWalk() ? m_sweep->cursor : m_sweep->since;
        m_call = m_api.deletedParties(since, m_context.get(), onListRead);
    } else {
        m_call = m_api.nextDeletedParties(m_nextDeleted, m_context.get(), onListRead);
    }
}

void Puller::stop()
{
    m_nextDeleted.clear();
    if (m_call)
        m_call->cancel();
    m_call.reset();
    m_context.reset();
    m_sweep.reset();
    m_retryFrom = 0ms;
    m_failures = 0;
}

std::chrono::milliseconds Puller::wait() const
{
    return std::max(0ms, m_retryFrom - m_conditions.monotonic());
}

void Puller::endRequest()
{
    m_call.reset();
    m_context.release()->deleteLater(); // we may be inside its callback
}

void Puller::onPage(const PageResult &result)
{
    endRequest();
    if (!m_conditions.heard(result))
        failed(result.error());
    else if (!m_sweep->cursor.isValid() && !result->receipt.serverTime.isValid())
        failed(ApiError::of(ApiError::Kind::Garbled, u"no Date header"_s));
    else if (store(*result) && notePlace(*result))
        m_failures = 0;
    Q_EMIT advanced();
}

bool Puller::store(const Answer<PartyPage> &page)
{
    const QList<ReceivedParty> news = newsOf(page.value.parties, m_store, m_writes, m_writesBefore);
    if (!m_conditions.stored(m_store.applyPage(news, page.receipt.serverTime)))
        return false;
    return page.value.unreadable.isEmpty() || m_conditions.stored(m_store.quarantine(page.value.unreadable));
}

bool Puller::notePlace(const Answer<PartyPage> &page)
{
    Sweep place = *m_sweep;
    if (!place.cursor.isValid())
        place.cursor = page.receipt.serverTime.addSecs(-cursorMarginSeconds);
    if (place.pages == 0)
        place.total = page.value.total;
    ++place.pages;
    place.loaded += int(page.value.parties.size() + page.value.unreadable.size());
    place.next = page.value.next;
    if (place.pages >= mostPages && !place.next.isEmpty()) {
        qCWarning(pullLog, "a list of more than %d pages: read again from the start", mostPages);
        place.beginAnew();
        failed(ApiError::of(ApiError::Kind::Garbled, u"endless list"_s));
    }
    if (place.isWalk() && !m_conditions.stored(m_store.setMark(firstLoadMark, place.toMark())))
        return false;
    if (!place.isWalk()) {
        for (const ReceivedParty &received : page.value.parties)
            place.seen.insert(received.party.id);
    }
    m_sweep = place;
    return m_sweep->pages > 0;
}

/// Pages count rows: when one that was read goes away, another moves into a page that was read before it
/// (reliability.md section 6).
bool Puller::hasSlipped() const
{
    if (m_sweep->pages < 2 || m_sweep->repeats >= mostRepeats)
        return false;
    return std::ranges::any_of(m_deleted + m_restricted,
        [this](qint64 id) { return m_sweep->isWalk() ? !m_store.localId(id).isNull() : m_sweep->seen.contains(id); });
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
