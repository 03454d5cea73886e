#include "taskwalk.h"

#include "store/activitystore.h"
#include "store/partystore.h"
#include "sync/conditions.h"
#include "sync/retryschedule.h"
#include "sync/writelog.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

constexpr milliseconds walkEvery = 15min;
constexpr int mostPages = 500; // a list longer than that is taken for one that never ends

} // namespace

TaskWalk::TaskWalk(ActivityApi &api, PartyStore &store, Conditions &conditions, WriteLog &writes, QObject *parent)
    : QObject(parent)
    , m_api(api)
    , m_store(store)
    , m_conditions(conditions)
    , m_writes(writes)
{
}

TaskWalk::~TaskWalk() = default;

void TaskWalk::ask()
{
    m_isAsked = true;
    m_nextWalk = m_conditions.monotonic();
    m_failures = 0;
    Q_EMIT walkingChanged();
}

milliseconds TaskWalk::wait() const
{
    return std::max(0ms, m_nextWalk - m_conditions.monotonic());
}

void TaskWalk::step()
{
    Q_ASSERT(!isBusy() && wait() == 0ms);
    if (!m_isWalking) {
        m_isWalking = true;
        m_begunAt = m_conditions.in(0ms);
        m_next.clear();
        m_pages = 0;
        m_writesBefore = m_writes.count();
        Q_EMIT walkingChanged();
    }
    m_context = std::make_unique<QObject>();
    const auto onAnswer = [this](const auto &result) {
        onPage(result);
    };
    m_call = m_next.isEmpty() ? m_api.tasks(u"open"_s, m_context.get(), onAnswer)
                              : m_api.nextTasks(m_next, m_context.get(), onAnswer);
}

void TaskWalk::stop()
{
    if (m_call)
        m_call->cancel();
    m_call.reset();
    m_context.reset();
    m_isWalking = false;
}

void TaskWalk::onPage(const Result<Answer<ItemPage<Task>>, ApiError> &result)
{
    endRequest();
    if (!m_conditions.heard(result)) {
        failed(result.error());
    } else if (m_writes.count() != m_writesBefore) {
        end(0ms); // what it has may be from before that write: it begins anew
    } else if (!store(*result)) {
        end(walkEvery);
    } else {
        m_failures = 0;
        m_next = result->value.next;
        if (m_next.isEmpty() || ++m_pages >= mostPages) {
            m_isAsked = false;
            end(walkEvery);
        }
    }
    Q_EMIT advanced();
}

bool TaskWalk::store(const Answer<ItemPage<Task>> &answer)
{
    // With an unreadable task on a page nobody knows what is missing.
    const bool isLast = answer.value.next.isEmpty() && answer.value.unreadable == 0;
    return m_conditions.stored(m_store.activity().applyOpenTasks(answer.value.items, m_begunAt, isLast));
}

void TaskWalk::failed(const ApiError &error)
{
    end(backoff(++m_failures, m_conditions.random()));
    Q_EMIT failedToRead(error);
}

void TaskWalk::end(milliseconds untilNext)
{
    m_isWalking = false;
    m_nextWalk = m_conditions.monotonic() + untilNext;
    Q_EMIT walkingChanged();
}

void TaskWalk::endRequest()
{
    m_call.reset();
    m_context.release()->deleteLater(); // we are inside its callback
}
