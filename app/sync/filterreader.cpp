#include "filterreader.h"

#include "store/partystore.h"
#include "sync/conditions.h"

FilterReader::FilterReader(CapsuleApi &api, PartyStore &store, Conditions &conditions, QObject *parent)
    : QObject(parent)
    , m_api(api)
    , m_store(store)
    , m_conditions(conditions)
{
}

FilterReader::~FilterReader() = default;

/// What is being read goes on: a page more is sooner there than all of them again.
void FilterReader::ask(qint64 filterId)
{
    if (!m_queue.isEmpty() && m_queue.first() == filterId)
        return;
    m_queue.removeAll(filterId);
    m_queue.insert(m_ids.isEmpty() && !isBusy() ? 0 : 1, filterId);
}

void FilterReader::step()
{
    Q_ASSERT(hasMore() && !isBusy());
    m_context = std::make_unique<QObject>();
    const auto onRead = [this](const auto &result) {
        onPage(result);
    };
    m_call = m_next.isEmpty() ? m_api.filterResults(m_queue.first(), m_context.get(), onRead)
                              : m_api.nextParties(m_next, m_context.get(), onRead);
}

void FilterReader::stop()
{
    if (m_call)
        m_call->cancel();
    m_call.reset();
    m_context.reset();
    m_queue.clear();
    m_ids.clear();
    m_pages.clear();
    m_next.clear();
}

/// What was kept of a filter that cannot be run now stays.
void FilterReader::onPage(const Result<Answer<PartyPage>, ApiError> &result)
{
    m_call.reset();
    m_context.release()->deleteLater(); // we are inside its callback
    if (m_conditions.heard(result))
        take(*result);
    else if (const auto kind = result.error().kind; !stopsEverything(kind) && kind != ApiError::Kind::Lost)
        end(); // it would fare no better another time
    Q_EMIT advanced();
}

void FilterReader::take(const Answer<PartyPage> &answer)
{
    if (m_next.isEmpty())
        m_begun = answer.receipt.serverTime;
    for (const ReceivedParty &received : answer.value.parties)
        m_ids.append(received.party.id);
    for (const UnreadableParty &unreadable : answer.value.unreadable) {
        if (unreadable.error.partyId != 0)
            m_ids.append(unreadable.error.partyId);
    }
    m_next = answer.value.next;
    if (!m_next.isEmpty() && !m_pages.contains(m_next)) {
        m_pages.insert(m_next);
        return;
    }
    m_conditions.stored(m_store.setFilterResult(m_queue.first(), {m_ids, m_begun}));
    end();
}

void FilterReader::end()
{
    m_queue.removeFirst();
    m_ids.clear();
    m_pages.clear();
    m_next.clear();
}
