#include "prober.h"

#include "party/partychanges.h"
#include "store/partystore.h"
#include "store/problem.h"
#include "sync/conditions.h"
#include "sync/puller.h"
#include "sync/writelog.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = OutboxEntry::Kind;
using State = OutboxEntry::State;

namespace {

constexpr int marginSeconds = 120; // between clocks, reliability.md section 4
constexpr int mostJobLooks = 40; // with the waits between them some two hours

/// What a job that failed says is not documented (capsule-api.md section 3.1), so the record is asked in every doubt.
bool soundsFailed(const Job &job)
{
    static const QStringList words{u"fail"_s, u"error"_s, u"cancel"_s, u"abort"_s};
    return std::ranges::any_of(
        words, [&](const QString &word) { return job.status.contains(word, Qt::CaseInsensitive); });
}

} // namespace

Prober::Prober(CapsuleApi &api, PartyStore &store, Conditions &conditions, WriteLog &writes, QObject *parent)
    : QObject(parent)
    , m_api(api)
    , m_store(store)
    , m_conditions(conditions)
    , m_writes(writes)
{
}

Prober::~Prober() = default;

template <typename Request>
void Prober::ask(const Request &request)
{
    if (m_context)
        m_context.release()->deleteLater(); // we may be inside its callback
    m_context = std::make_unique<QObject>();
    m_call = request(m_context.get());
}

void Prober::stop()
{
    if (m_call)
        m_call->cancel();
    m_call.reset();
    m_context.reset();
}

void Prober::probe(const OutboxEntry &entry)
{
    Q_ASSERT(!isBusy() && entry.state == State::Unknown);
    m_entry = entry;
    m_matches.clear();
    m_doubt = {};
    m_pages = 0;
    m_writesBefore = m_writes.count();
    if (entry.kind == Kind::Delete)
        return askAboutDelete();
    if (entry.kind == Kind::Update) {
        ask([this](QObject *context) {
            return m_api.party(
                m_store.serverId(m_entry.localId), context, [this](const auto &result) { onParty(result); });
        });
        return;
    }
    m_sent = entry.edited;
    if (m_sent.organisation && m_sent.organisation->id == 0)
        m_sent.organisation->id = m_store.serverId(m_sent.organisation->localId);
    ask([this](QObject *context) {
        return m_api.parties(
            m_entry.sentAt.addSecs(-marginSeconds), context, [this](const auto &result) { onPage(result); });
    });
}

// --- a create: is there a record that could only be ours?

void Prober::onPage(const Result<Answer<PartyPage>, ApiError> &result)
{
    if (!m_conditions.heard(result))
        return failed(result.error());
    keepMatches(result->value.parties);
    const QUrl next = result->value.next;
    if (next.isEmpty() || ++m_pages >= Puller::mostPages)
        return judgeMatches();
    ask([this, next](
            QObject *context) { return m_api.nextParties(next, context, [this](const auto &page) { onPage(page); }); });
}

void Prober::keepMatches(const QList<ReceivedParty> &parties)
{
    for (const ReceivedParty &candidate : parties) {
        const Party &party = candidate.party;
        const bool isKnown
            = std::ranges::any_of(m_matches, [&](const ReceivedParty &match) { return match.party.id == party.id; });
        if (isKnown || !mayBeOurs(party))
            continue;
        if (holdsEverythingSent(party, m_sent))
            m_matches.append(candidate);
        else if (resembles(party, m_sent))
            m_doubt = Problem::namesakeFound;
    }
}

bool Prober::mayBeOurs(const Party &party) const
{
    const QDateTime earliest = m_entry.sentAt.addSecs(-marginSeconds);
    const bool isOld = party.id <= m_entry.highestIdBefore || (party.createdAt.isValid() && party.createdAt < earliest);
    return !isOld && party.type == m_sent.type && !isBoundElsewhere(party.id);
}

/// A record that another create of ours has become. One that a pull brought meanwhile belongs to nobody yet.
bool Prober::isBoundElsewhere(qint64 serverId) const
{
    const QUuid owner = m_store.localId(serverId);
    return !owner.isNull() && owner != m_entry.localId && owner != localIdOfServerId(serverId);
}

void Prober::judgeMatches()
{
    if (m_matches.isEmpty())
        return notFound();
    if (m_matches.size() > 1)
        return park(Problem::severalFound);
    adopt(m_matches.first());
}

// --- a change: is what it added there?

void Prober::onParty(const Result<Answer<ReceivedParty>, ApiError> &result)
{
    if (m_conditions.heard(result))
        judgeUpdate(*result);
    else if (result.error().kind == ApiError::Kind::NotFound)
        parentIsGone(result.error());
    else
        failed(result.error());
}

void Prober::judgeUpdate(const Answer<ReceivedParty> &answer)
{
    if (wasDroppedMeanwhile() || !m_conditions.stored(m_store.applyPage({answer.value}, answer.receipt.serverTime)))
        return finish();
    const Rebased rebased = rebase(m_entry.base, m_entry.edited, answer.value.party);
    const QJsonObject missing = changes(
        answer.value.party, rebased.merged, [this](const QUuid &localId) { return m_store.serverId(localId); });
    if (missing.isEmpty() && rebased.conflicts.isEmpty())
        return adopt(answer.value);
    if (addsRows(missing)) {
        if (holdsAlteredRow(answer.value.party, m_entry.base, m_entry.edited))
            m_doubt = Problem::similarRowFound;
        return notFound();
    }
    m_entry.state = State::Queued; // what remains may be sent any number of times
    m_entry.notBefore = {};
    store();
    finish();
}

/// A pull may have heard of the record's end while it was being read; then it is read again.
bool Prober::wasDroppedMeanwhile() const
{
    return m_writes.wroteSince(m_writesBefore, m_store.serverId(m_entry.localId));
}

void Prober::parentIsGone(const ApiError &error)
{
    park(Problem::gone, error.status);
}

// --- a delete: is the job done, or else the record gone?

void Prober::askAboutDelete()
{
    if (m_entry.job.isEmpty())
        return lookAtRemains();
    ask([this](QObject *context) {
        return m_api.job(m_entry.job, context, [this](const auto &result) { onJob(result); });
    });
}

void Prober::onJob(const Result<Answer<Job>, ApiError> &result)
{
    if (m_conditions.heard(result)) {
        const Job &job = result->value;
        if (job.isCompleted())
            return deleted();
        return soundsFailed(job) || m_entry.probes >= mostJobLooks ? lookAtRemains() : askAgain();
    }
    switch (result.error().kind) {
    case ApiError::Kind::NotFound:
    case ApiError::Kind::Rejected:
    case ApiError::Kind::Forbidden:
        return lookAtRemains(); // the job has vanished
    case ApiError::Kind::Garbled:
        return askAgain();
    case ApiError::Kind::NotSent:
    case ApiError::Kind::Lost:
    case ApiError::Kind::NotCapsule:
    case ApiError::Kind::SignIn:
    case ApiError::Kind::RateLimited:
    case ApiError::Kind::Cancelled:
        return failed(result.error());
    }
    Q_UNREACHABLE();
}

void Prober::lookAtRemains()
{
    ask([this](QObject *context) {
        return m_api.party(
            m_store.serverId(m_entry.localId), context, [this](const auto &result) { onRemains(result); });
    });
}

void Prober::onRemains(const Result<Answer<ReceivedParty>, ApiError> &result)
{
    if (!m_conditions.heard(result))
        return result.error().kind == ApiError::Kind::NotFound ? deleted() : failed(result.error());
    if (wasDroppedMeanwhile() || !m_conditions.stored(m_store.applyPage({result->value}, result->receipt.serverTime)))
        return finish();
    if (m_entry.job.isEmpty() && m_entry.probes < mostJobLooks)
        return askAgain(); // without a job there is only the record to ask
    park(Problem::notDeleted);
}

void Prober::deleted()
{
    m_writes.note(m_store.serverId(m_entry.localId));
    if (m_conditions.stored(m_store.acknowledgeDelete(m_entry.sequence)))
        Q_EMIT entryDone(m_entry.sequence, m_entry.localId);
    finish();
}

void Prober::askAgain()
{
    m_entry.notBefore = m_conditions.in(backoff(++m_entry.probes + 1, m_conditions.random()));
    store();
    finish();
}

// --- how it ends

/// Nothing was learned: this look does not count.
void Prober::failed(const ApiError &error)
{
    // What the conditions already wait for needs no wait here.
    const bool waitsAnyway = m_conditions.isTentative() || error.kind == ApiError::Kind::SignIn;
    if (!waitsAnyway) {
        m_entry.notBefore = m_conditions.in(*probeDelay(1));
        store();
    }
    finish();
}

void Prober::adopt(const ReceivedParty &found)
{
    m_writes.note(found.party.id);
    if (m_conditions.stored(m_store.acknowledge(m_entry.sequence, found)))
        Q_EMIT entryDone(m_entry.sequence, m_entry.localId);
    finish();
}

void Prober::notFound()
{
    const auto since = probeDelay(m_entry.probes);
    const auto next = probeDelay(++m_entry.probes);
    if (next && since) {
        m_entry.notBefore = m_conditions.in(*next - *since);
    } else if (!m_doubt.isEmpty()) {
        return park(m_doubt); // somebody may have changed ours before we looked
    } else if (m_entry.kind == Kind::Create && m_entry.attempts >= mostCreateAttempts) {
        return park(Problem::neverArrived);
    } else {
        m_entry.state = State::Queued;
        m_entry.notBefore = {};
    }
    store();
    finish();
}

void Prober::park(const QString &problem, int status)
{
    m_entry.state = State::Ask;
    m_entry.problem = problem;
    m_entry.problemStatus = status;
    if (store())
        Q_EMIT entryParked(m_entry.sequence, m_entry.localId);
    finish();
}

/// A refusal of the disk costs nothing: the entry stays unknown there, and the look is repeated.
/// If the user gave the entry up meanwhile, that stands.
bool Prober::store()
{
    const auto now = m_store.entry(m_entry.sequence);
    if (!now || now->state != State::Unknown)
        return false;
    m_entry.held = now->held;
    return m_conditions.stored(m_store.update(m_entry));
}

void Prober::finish()
{
    m_call.reset();
    m_context.release()->deleteLater(); // we are inside its callback
    Q_EMIT finished();
}
