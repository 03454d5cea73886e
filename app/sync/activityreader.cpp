#include "activityreader.h"

#include "store/partystore.h"
#include "sync/conditions.h"
#include "sync/writelog.h"

#include <algorithm>
#include <limits>

using namespace std::chrono_literals;

namespace {

constexpr int marginSeconds = 120; // between clocks, reliability.md section 6
constexpr int mostDealPages = 20;

} // namespace

ActivityReader::ActivityReader(
    ActivityApi &api, PartyStore &store, Conditions &conditions, WriteLog &writes, QObject *parent)
    : QObject(parent)
    , m_api(api)
    , m_store(store)
    , m_conditions(conditions)
    , m_writes(writes)
{
}

ActivityReader::~ActivityReader() = default;

// --- what is wished

void ActivityReader::openEntries(const QUuid &record)
{
    add({record, Wish::What::NewEntries, 0, 0, {}, {}, {}});
}

void ActivityReader::readMoreEntries(const QUuid &record)
{
    add({record, Wish::What::OlderEntries, 0, 0, {}, {}, {}});
}

void ActivityReader::openDeals(const QUuid &record)
{
    add({record, Wish::What::Projects, 0, 0, {}, {}, {}});
    add({record, Wish::What::Opportunities, 0, 0, {}, {}, {}});
}

/// One that is under way goes on; the others make room for the newest.
void ActivityReader::add(const Wish &wish)
{
    if (isWished(wish.record, wish.what))
        return;
    m_wishes.insert(isBusy() ? 1 : 0, wish);
    Q_EMIT readingChanged(wish.record);
}

bool ActivityReader::isWished(const QUuid &record, Wish::What what) const
{
    return std::ranges::any_of(m_wishes, [&](const Wish &wish) { return wish.record == record && wish.what == what; });
}

bool ActivityReader::isReadingEntries(const QUuid &record) const
{
    return isWished(record, Wish::What::NewEntries) || isWished(record, Wish::What::OlderEntries);
}

bool ActivityReader::isReadingDeals(const QUuid &record) const
{
    return isWished(record, Wish::What::Opportunities) || isWished(record, Wish::What::Projects);
}

void ActivityReader::step()
{
    Q_ASSERT(hasMore() && !isBusy());
    m_writesBefore = m_writes.count();
    switch (m_wishes.first().what) {
    case Wish::What::NewEntries:
    case Wish::What::OlderEntries:
        return stepEntries();
    case Wish::What::Opportunities:
    case Wish::What::Projects:
        return stepDeals();
    }
    Q_UNREACHABLE();
}

void ActivityReader::stop()
{
    if (m_call)
        m_call->cancel();
    m_call.reset();
    m_context.reset();
    const QList<Wish> dropped = std::exchange(m_wishes, {});
    for (const Wish &wish : dropped)
        Q_EMIT readingChanged(wish.record);
}

void ActivityReader::endWish()
{
    const QUuid record = m_wishes.takeFirst().record;
    Q_EMIT readingChanged(record);
}

void ActivityReader::failed(const ApiError &error)
{
    const QUuid record = m_wishes.first().record;
    endWish();
    Q_EMIT readingFailed(record, error);
}

void ActivityReader::endRequest()
{
    m_call.reset();
    m_context.release()->deleteLater(); // we are inside its callback
}

// --- entries

void ActivityReader::stepEntries()
{
    const QUuid source = nextSource();
    if (source.isNull())
        return endWish();
    Wish &wish = m_wishes.first();
    ++wish.requests;
    wish.asked.append(source);
    const QUrl next = m_store.activity().reachOf(source).next;
    const bool isNewest = wish.what == Wish::What::NewEntries || next.isEmpty();
    m_context = std::make_unique<QObject>();
    const auto onAnswer = [this, source, isNewest](const auto &result) {
        onEntries(source, isNewest, result);
    };
    m_call = isNewest ? m_api.entriesOf(m_store.serverId(source), m_context.get(), onAnswer)
                      : m_api.nextEntries(next, m_context.get(), onAnswer);
}

/// Whom to ask next; null if that was all.
QUuid ActivityReader::nextSource() const
{
    const Wish &wish = m_wishes.first();
    if (wish.requests >= budget)
        return {};
    if (wish.what == Wish::What::NewEntries)
        return sourceOfNews();
    return wish.entries >= enough ? QUuid() : sourceOfOlder();
}

QUuid ActivityReader::sourceOfNews() const
{
    const Wish &wish = m_wishes.first();
    const auto mayBeAsked = [&](const QUuid &source) {
        return m_store.serverId(source) != 0 && !wish.asked.contains(source);
    };
    const QList<QUuid> sources = m_store.activity().sourcesOf(wish.record);
    if (mayBeAsked(sources.first()))
        return sources.first();
    return latestOf(sources, [&](const QUuid &source, const ActivityStore::Reach &reach) {
        const QDateTime contactedAt = m_store.index().contactedAt(source);
        // What is filed at a person shows in the time of the last contact.
        const bool hasNews = !reach.checkedAt.isValid()
            || (contactedAt.isValid() && contactedAt > reach.checkedAt.addSecs(-marginSeconds));
        return hasNews && source != sources.first() && mayBeAsked(source) ? std::optional(contactedAt) : std::nullopt;
    });
}

QUuid ActivityReader::sourceOfOlder() const
{
    return latestOf(m_store.activity().sourcesOf(m_wishes.first().record),
        [this](const QUuid &source, const ActivityStore::Reach &reach) -> std::optional<QDateTime> {
            if (reach.isComplete)
                return {};
            // No entry that is not here is newer, as far as one can tell.
            return reach.checkedAt.isValid() ? reach.oldest : m_store.index().contactedAt(source);
        });
}

/// The source with the latest time, of those that have one; an invalid time is earlier than any other.
QUuid ActivityReader::latestOf(const QList<QUuid> &sources,
    const std::function<std::optional<QDateTime>(const QUuid &, const ActivityStore::Reach &)> &timeOf) const
{
    const QList<ActivityStore::Reach> reaches = m_store.activity().reachesOf(sources);
    QUuid best;
    qint64 latest = 0;
    for (qsizetype i = 0; i < sources.size(); ++i) {
        const auto time = timeOf(sources[i], reaches[i]);
        if (!time)
            continue;
        const qint64 at = time->isValid() ? time->toMSecsSinceEpoch() : 0;
        if (best.isNull() || at > latest) {
            best = sources[i];
            latest = at;
        }
    }
    return best;
}

void ActivityReader::onEntries(
    const QUuid &source, bool isNewest, const Result<Answer<ItemPage<Entry>>, ApiError> &result)
{
    endRequest();
    if (!m_conditions.heard(result)) {
        const bool isPersonGone = result.error().kind == ApiError::Kind::NotFound && source != m_wishes.first().record;
        if (!isPersonGone) // the next pull will tell of one
            failed(result.error());
    } else if (m_writes.count() != m_writesBefore) {
        m_wishes.first().asked.removeAll(source); // the page may be from before that write: it is read again
    } else if (!store(source, isNewest, *result)) {
        endWish();
    } else {
        m_wishes.first().entries += int(result->value.items.size());
    }
    Q_EMIT advanced();
}

bool ActivityReader::store(const QUuid &source, bool isNewest, const Answer<ItemPage<Entry>> &answer)
{
    const ItemPage<Entry> &page = answer.value;
    ActivityStore::Reach reach = m_store.activity().reachOf(source);
    if (isNewest) {
        reach = reachAfterNewest(source, page);
        reach.checkedAt = answer.receipt.serverTime.isValid() ? answer.receipt.serverTime : m_conditions.in(0ms);
    } else {
        reach.next = page.next;
        reach.isComplete = page.next.isEmpty();
        if (!page.items.isEmpty())
            reach.oldest = page.items.last().value.entryAt;
    }
    return m_conditions.stored(
        m_store.activity().applyEntries(source, {page.items, isNewest, page.next.isEmpty()}, reach));
}

/// What was read further back still counts, if this page meets it and nothing of what was here is missing from it: then
/// later pages have at most moved back.
ActivityStore::Reach ActivityReader::reachAfterNewest(const QUuid &source, const ItemPage<Entry> &page) const
{
    ActivityStore::Reach after{page.next, {}, page.next.isEmpty(), {}};
    if (page.items.isEmpty())
        return after;
    after.oldest = page.items.last().value.entryAt;
    const ActivityStore::Reach before = m_store.activity().reachOf(source);
    if (!before.checkedAt.isValid() || after.isComplete)
        return after;
    bool meets = false;
    for (const EntryView &view : m_store.activity().entriesAt(source, int(page.items.size()))) {
        const bool isOnPage = std::ranges::any_of(
            page.items, [&](const Received<Entry> &entry) { return entry.value.id == view.base.id; });
        if (!isOnPage && view.base.entryAt > after.oldest)
            return after;
        meets = meets || isOnPage;
    }
    return meets && (before.isComplete || before.oldest < after.oldest) ? before : after;
}

// --- opportunities and projects

void ActivityReader::stepDeals()
{
    Wish &wish = m_wishes.first();
    const qint64 party = m_store.serverId(wish.record);
    if (party == 0)
        return endWish();
    ++wish.requests;
    const Deal::Kind kind = wish.what == Wish::What::Opportunities ? Deal::Kind::Opportunity : Deal::Kind::Kase;
    m_context = std::make_unique<QObject>();
    const auto onAnswer = [this, kind](const auto &result) {
        onDeals(kind, result);
    };
    m_call = wish.next.isEmpty() ? m_api.dealsOf(party, kind, m_context.get(), onAnswer)
                                 : m_api.nextDeals(wish.next, kind, m_context.get(), onAnswer);
}

void ActivityReader::onDeals(Deal::Kind kind, const Result<Answer<ItemPage<Deal>>, ApiError> &result)
{
    endRequest();
    Wish &wish = m_wishes.first();
    if (!m_conditions.heard(result)) {
        failed(result.error());
        return Q_EMIT advanced();
    }
    wish.deals += result->value.items;
    wish.next = result->value.next;
    if (wish.next.isEmpty() || wish.requests >= mostDealPages) {
        const QDateTime checkedAt = result->receipt.serverTime;
        m_conditions.stored(m_store.activity().applyDeals(
            wish.record, kind, wish.deals, checkedAt.isValid() ? checkedAt : m_conditions.in(0ms)));
        endWish();
    }
    Q_EMIT advanced();
}
