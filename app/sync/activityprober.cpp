#include "activityprober.h"

#include "store/partystore.h"
#include "store/problem.h"
#include "sync/activitywire.h"
#include "sync/conditions.h"
#include "sync/retryschedule.h"
#include "sync/writelog.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = OutboxEntry::Kind;
using State = OutboxEntry::State;

namespace {

constexpr int marginSeconds = 120; // between clocks, reliability.md section 4
constexpr int mostPages = 200; // a list longer than that is taken for one that never ends

} // namespace

ActivityProber::ActivityProber(
    ActivityApi &api, PartyStore &store, Conditions &conditions, WriteLog &writes, QObject *parent)
    : QObject(parent)
    , m_api(api)
    , m_store(store)
    , m_conditions(conditions)
    , m_writes(writes)
{
}

ActivityProber::~ActivityProber() = default;

template <typename Request>
void ActivityProber::ask(const Request &request)
{
    if (m_context)
        m_context.release()->deleteLater(); // we may be inside its callback
    m_context = std::make_unique<QObject>();
    m_call = request(m_context.get());
}

void ActivityProber::stop()
{
    if (m_call)
        m_call->cancel();
    m_call.reset();
    m_context.reset();
}

void ActivityProber::probe(const OutboxEntry &entry)
{
    Q_ASSERT(!isBusy() && entry.state == State::Unknown && !entry.isAboutParty());
    m_entry = entry;
    m_matches.clear();
    m_pages = 0;
    if (entry.kind != Kind::Create)
        return lookAtEntry();
    forItemOf(entry, [this]<typename T>(const T &) {
        T sent = editIn<T>(m_entry).edited;
        if (sent.relatedTo.kind == RelatedRecord::Kind::Party && sent.relatedTo.id == 0)
            sent.relatedTo.id = m_store.serverId(sent.relatedTo.localId);
        m_sent = sent;
    });
    entry.task() ? lookForTask({}) : lookForNote({});
}

// --- a create: is there something that could only be ours?

void ActivityProber::lookForNote(const QUrl &next)
{
    const auto onAnswer = [this](const auto &result) {
        onPage<Entry>(result);
    };
    ask([&](QObject *context) {
        if (!next.isEmpty())
            return m_api.nextEntries(next, context, onAnswer);
        return m_api.entriesOf(std::get<Entry>(m_sent).relatedTo.id, context, onAnswer);
    });
}

void ActivityProber::lookForTask(const QUrl &next)
{
    const auto onAnswer = [this](const auto &result) {
        onPage<Task>(result);
    };
    ask([&](QObject *context) {
        if (!next.isEmpty())
            return m_api.nextTasks(next, context, onAnswer);
        return m_api.tasks(u"open,completed"_s, context, onAnswer); // somebody may have completed it since
    });
}

template <typename T>
void ActivityProber::onPage(const Result<Answer<ItemPage<T>>, ApiError> &result)
{
    if (!m_conditions.heard(result)) {
        if (result.error().kind == ApiError::Kind::NotFound)
            return park(Problem::gone, result.error().status);
        return failed(result.error());
    }
    for (const Received<T> &item : result->value.items) {
        const bool isKnown
            = std::ranges::any_of(m_matches, [&](const Match &match) { return match.id == item.value.id; });
        if (!isKnown && mayBeOurs(item.value) && holdsEverythingSent(item.value, std::get<T>(m_sent)))
            m_matches.append({item.value.id, item.document});
    }
    const QUrl next = result->value.next;
    if (next.isEmpty() || ++m_pages >= mostPages || reachesFarEnough(result->value))
        return judgeMatches();
    if constexpr (std::is_same_v<T, Task>)
        lookForTask(next);
    else
        lookForNote(next);
}

/// Entries come with the newest first, and ours stands at the time it was given, or when it arrived.
bool ActivityProber::reachesFarEnough(const ItemPage<Entry> &page) const
{
    const auto &sent = std::get<Entry>(m_sent);
    const QDateTime earliest = m_entry.sentAt.addSecs(-marginSeconds);
    const QDateTime ours = sent.entryAt.isValid() ? std::min(sent.entryAt, earliest) : earliest;
    return !page.items.isEmpty() && page.items.last().value.entryAt.isValid() && page.items.last().value.entryAt < ours;
}

/// The order of tasks is not documented.
bool ActivityProber::reachesFarEnough(const ItemPage<Task> &) const
{
    return false;
}

template <typename T>
bool ActivityProber::mayBeOurs(const T &item) const
{
    const QDateTime earliest = m_entry.sentAt.addSecs(-marginSeconds);
    const bool isOld = item.id <= m_entry.highestIdBefore || (item.createdAt.isValid() && item.createdAt < earliest);
    const QUuid owner = ActivityWire<T>::localId(m_store.activity(), item.id);
    const bool isBoundElsewhere = owner != m_entry.itemId && owner != ActivityWire<T>::identity(item.id);
    return !isOld && !isBoundElsewhere;
}

void ActivityProber::judgeMatches()
{
    if (m_matches.isEmpty())
        return notFound();
    if (m_matches.size() > 1)
        return park(Problem::severalFound);
    adopt(m_matches.first());
}

// --- a change of a note: are the files that it added there?

void ActivityProber::lookAtEntry()
{
    ask([this](QObject *context) {
        return m_api.entry(
            m_store.activity().serverId(m_entry.itemId), context, [this](const auto &result) { onEntry(result); });
    });
}

void ActivityProber::onEntry(const Result<Answer<Received<Entry>>, ApiError> &result)
{
    if (!m_conditions.heard(result)) {
        if (result.error().kind == ApiError::Kind::NotFound)
            return park(Problem::gone, result.error().status);
        return failed(result.error());
    }
    if (!m_conditions.stored(m_store.activity().applyEntry(result->value)))
        return finish();
    const ItemEdit<Entry> &edit = editIn<Entry>(m_entry);
    const Entry &theirs = result->value.value;
    const auto rebased = rebase(edit.base, edit.edited, theirs);
    const QJsonObject missing = changes(theirs, rebased.merged, [](const QString &localFile) { return localFile; });
    if (missing.isEmpty() && rebased.conflicts.isEmpty())
        return adopt({theirs.id, result->value.document});
    if (addsAttachments(missing))
        return notFound();
    m_entry.state = State::Queued; // what remains may be sent any number of times
    m_entry.notBefore = {};
    store();
    finish();
}

// --- how it ends

/// Nothing was learned: this look does not count.
void ActivityProber::failed(const ApiError &error)
{
    // What the conditions already wait for needs no wait here.
    const bool waitsAnyway = m_conditions.isTentative() || error.kind == ApiError::Kind::SignIn;
    if (!waitsAnyway) {
        m_entry.notBefore = m_conditions.in(*probeDelay(1));
        store();
    }
    finish();
}

void ActivityProber::adopt(const Match &found)
{
    m_writes.note(found.id);
    if (m_conditions.stored(m_store.activity().acknowledge(m_entry.sequence, found.document)))
        Q_EMIT entryDone(m_entry.sequence, m_entry.localId);
    finish();
}

void ActivityProber::notFound()
{
    const auto since = probeDelay(m_entry.probes);
    const auto next = probeDelay(++m_entry.probes);
    if (next && since) {
        m_entry.notBefore = m_conditions.in(*next - *since);
    } else if (m_entry.kind == Kind::Create && m_entry.attempts >= mostCreateAttempts) {
        return park(Problem::neverArrived);
    } else {
        m_entry.state = State::Queued;
        m_entry.notBefore = {};
    }
    store();
    finish();
}

void ActivityProber::park(const QString &problem, int status)
{
    m_entry.state = State::Ask;
    m_entry.problem = problem;
    m_entry.problemStatus = status;
    if (store())
        Q_EMIT entryParked(m_entry.sequence, m_entry.localId);
    finish();
}

/// A refusal of the disk costs nothing: the entry stays unknown there, and the look is repeated. If the user gave the
/// entry up meanwhile, that stands.
bool ActivityProber::store()
{
    const auto now = m_store.entry(m_entry.sequence);
    if (!now || now->state != State::Unknown)
        return false;
    m_entry.held = now->held;
    return m_conditions.stored(m_store.update(m_entry));
}

void ActivityProber::finish()
{
    m_call.reset();
    m_context.release()->deleteLater(); // we are inside its callback
    Q_EMIT finished();
}
