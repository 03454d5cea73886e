#include "catalogueloader.h"

#include "store/partystore.h"
#include "sync/conditions.h"

#include <QLoggingCategory>

#include <array>

using namespace std::chrono_literals;

Q_LOGGING_CATEGORY(catalogueLog, "counterpart.sync.catalogue")

namespace {

constexpr std::chrono::milliseconds every = 10min;

/// What a form needs first comes first.
constexpr std::array order{CatalogueList::Tags, CatalogueList::Fields, CatalogueList::Users, CatalogueList::Teams,
    CatalogueList::CurrentUser, CatalogueList::Titles, CatalogueList::Countries, CatalogueList::SavedFilters,
    CatalogueList::Categories, CatalogueList::ActivityTypes};
static_assert(order.size() == CatalogueLists.size());

} // namespace

CatalogueLoader::CatalogueLoader(CapsuleApi &api, PartyStore &store, Conditions &conditions, QObject *parent)
    : QObject(parent)
    , m_api(api)
    , m_store(store)
    , m_conditions(conditions)
{
}

CatalogueLoader::~CatalogueLoader() = default;

void CatalogueLoader::beginIfDue()
{
    if (hasMore() || (!m_isWanted && m_conditions.monotonic() < m_nextRound))
        return;
    m_isWanted = false;
    m_nextRound = m_conditions.monotonic() + every;
    m_queue.assign(order.begin(), order.end());
}

void CatalogueLoader::step()
{
    Q_ASSERT(hasMore() && !isBusy());
    m_context = std::make_unique<QObject>();
    const auto onRead = [this](const auto &result) {
        onPage(result);
    };
    const CatalogueList list = m_queue.front();
    m_call = m_next.isEmpty() ? m_api.catalogueList(list, m_context.get(), onRead)
                              : m_api.nextCatalogueList(list, m_next, m_context.get(), onRead);
}

void CatalogueLoader::stop()
{
    if (m_call)
        m_call->cancel();
    m_call.reset();
    m_context.reset();
    m_queue.clear();
    m_items.clear();
    m_pages.clear();
    m_next.clear();
    m_isWanted = true;
}

void CatalogueLoader::onPage(const Result<Answer<CataloguePage>, ApiError> &result)
{
    m_call.reset();
    m_context.release()->deleteLater(); // we are inside its callback
    if (m_conditions.heard(result)) {
        take(result->value);
    } else if (!stopsEverything(result.error().kind)) {
        qCInfo(catalogueLog, "list %d stays as it was", int(m_queue.front()));
        nextList();
    }
    Q_EMIT advanced();
}

void CatalogueLoader::take(const CataloguePage &page)
{
    m_items += page.items;
    m_next = page.next;
    if (!m_next.isEmpty() && !m_pages.contains(m_next)) {
        m_pages.insert(m_next);
        return;
    }
    // A disk that fails is told to the conditions; the list is fetched again in the next round.
    m_conditions.stored(m_store.setCatalogueList(m_queue.front(), '[' + m_items.join(',') + ']'));
    nextList();
}

void CatalogueLoader::nextList()
{
    m_queue.pop_front();
    m_items.clear();
    m_pages.clear();
    m_next.clear();
}
