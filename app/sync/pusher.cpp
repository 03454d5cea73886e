#include "pusher.h"

#include "party/partychanges.h"
#include "store/partystore.h"
#include "store/problem.h"
#include "sync/conditions.h"
#include "sync/rejectedfields.h"
#include "sync/writelog.h"

#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = OutboxEntry::Kind;
using State = OutboxEntry::State;

/// The entry on its way and what is known about it so far.
struct Pusher::Work
{
    OutboxEntry entry;
    State onDisk = State::Queued; ///< what we last left it as; anything else is the user's word
    qint64 serverId = 0;
    quint64 writesBefore = 0; ///< when reading began
    ReceivedParty theirs; ///< the record as read just before
    Party merged; ///< theirs with the edit carried over
    Party wanted; ///< merged without what is withheld: what this request asks for
    QStringList withheld; ///< keys that do not go: in conflict, or refused
    std::optional<ApiError> refusal; ///< why some of them do not
    Store unstored; ///< an outcome the disk refused so far
    Ending ending = Ending::Waits; ///< of that outcome
};

namespace {

/// What the answer to a PUT holds otherwise than asked for, automation's work most likely (reliability.md section 5).
QStringList unlikeWanted(const Party &theirs, const Party &wanted, const Party &answer)
{
    QStringList keys = keysOf(describeChanges(answer, rebase(theirs, wanted, answer).merged));
    const QStringList mine = keysOf(describeChanges(theirs, wanted));
    for (const FieldChange &change : describeChanges(theirs, answer)) {
        // A tag that was asked for by its name has an id now.
        const bool isNewTag
            = change.key.startsWith("tags/"_L1) && mine.contains(u"tags/+"_s + change.willBe, Qt::CaseInsensitive);
        const bool isMine = isNewTag || mine.contains(change.key);
        if (!isMine && !keys.contains(change.key))
            keys.append(change.key);
    }
    return keys;
}

/// A 404 may also be about something the record refers to; then it says so (capsule-api.md section 3).
bool isPartyGone(const ApiError &error)
{
    return error.kind == ApiError::Kind::NotFound && (error.message.isEmpty() || error.message == "party not found"_L1);
}

/// A base without id is what a create asked for, before its answer came.
bool hasChangedSince(const Party &base, const Party &theirs)
{
    if (base.id != 0)
        return !changes(base, theirs).isEmpty();
    Party others = theirs;
    others.owner = base.owner; // Capsule gives a new record one
    others.team = base.team;
    if (base.organisation)
        others.organisation = base.organisation; // which may have got its id since
    return !holdsEverythingSent(theirs, base) || !holdsEverythingSent(base, others);
}

void setProblem(OutboxEntry &entry, const ApiError &error)
{
    const FieldError first = error.errors.value(0);
    entry.problem = first.message.isEmpty() ? error.message : first.message;
    if (isPartyGone(error))
        entry.problem = Problem::gone;
    if (entry.problem.isEmpty())
        entry.problem = Problem::refused;
    entry.problemField = fieldNamed(first);
    entry.problemStatus = error.status;
}

} // namespace

Pusher::Pusher(CapsuleApi &api, PartyStore &store, Conditions &conditions, WriteLog &writes, QObject *parent)
    : QObject(parent)
    , m_api(api)
    , m_store(store)
    , m_conditions(conditions)
    , m_writes(writes)
{
}

Pusher::~Pusher() = default;

ServerIdLookup Pusher::serverIds() const
{
    return [this](const QUuid &localId) {
        return m_store.serverId(localId);
    };
}

void Pusher::ask(const std::function<CapsuleApi::Call(QObject *)> &request)
{
    if (m_context)
        m_context.release()->deleteLater(); // we may be inside its callback
    m_context = std::make_unique<QObject>();
    m_call = request(m_context.get());
}

void Pusher::stop()
{
    if (m_call)
        m_call->cancel();
    m_call.reset();
    m_context.reset();
    m_work.reset();
}

// --- before sending

void Pusher::send(const OutboxEntry &entry)
{
    Q_ASSERT(!isBusy() && entry.state == State::Queued);
    m_work = std::make_unique<Work>();
    m_work->entry = entry;
    m_work->serverId = m_store.serverId(entry.localId);
    if (entry.kind == Kind::Create)
        return sendCreate();
    if (m_work->serverId == 0)
        return park(State::Ask, ApiError::of(ApiError::Kind::NotFound, u"the record has no id"_s));
    if (entry.kind == Kind::Update && changes(entry.base, entry.edited, serverIds()).isEmpty()) {
        m_work->entry.state = State::Done;
        return concludeWithEntry(Ending::Done);
    }
    readFirst();
}

void Pusher::readFirst()
{
    m_work->writesBefore = m_writes.count();
    ask([this](QObject *context) {
        return m_api.party(m_work->serverId, context, [this](const PartyResult &result) { onRead(result); });
    });
}

void Pusher::onRead(const PartyResult &result)
{
    if (!m_conditions.heard(result))
        return readFailed(result.error());
    m_readFailures.remove(m_work->entry.sequence);
    if (m_writes.wroteSince(m_work->writesBefore, m_work->serverId))
        return finish(Ending::Waits); // a pull has dropped it meanwhile
    m_work->theirs = result->value;
    if (!m_conditions.stored(m_store.applyPage({result->value}, result->receipt.serverTime)) || !takeFreshEntry())
        return finish(Ending::Waits);
    if (m_work->entry.kind == Kind::Delete)
        return sendDelete();
    compose();
}

void Pusher::readFailed(const ApiError &error)
{
    if (!takeFreshEntry())
        return finish(Ending::Waits);
    switch (error.kind) {
    case ApiError::Kind::NotFound:
        return m_work->entry.kind == Kind::Delete ? acknowledgeDelete() : park(State::Ask, error);
    case ApiError::Kind::Forbidden:
    case ApiError::Kind::Rejected:
        return park(State::Rejected, error);
    case ApiError::Kind::Lost:
    case ApiError::Kind::Garbled:
        return queueAgain(backoff(++m_readFailures[m_work->entry.sequence], m_conditions.random()));
    case ApiError::Kind::NotSent:
    case ApiError::Kind::NotCapsule:
    case ApiError::Kind::SignIn:
    case ApiError::Kind::RateLimited:
    case ApiError::Kind::Cancelled:
        return finish(Ending::Waits); // the conditions say when
    }
    Q_UNREACHABLE();
}

/// While the record was being read the user may have typed on, held the entry, or taken it back.
bool Pusher::takeFreshEntry()
{
    const auto fresh = m_store.entry(m_work->entry.sequence);
    if (!fresh || fresh->state != State::Queued || fresh->held || fresh->kind != m_work->entry.kind)
        return false;
    m_work->entry = *fresh;
    return true;
}

void Pusher::compose()
{
    const OutboxEntry &entry = m_work->entry;
    const Party &theirs = m_work->theirs.party;
    const Rebased rebased = rebase(entry.base, entry.edited, theirs);
    m_work->merged = rebased.merged;
    m_work->entry.conflicts = rebased.conflicts;
    m_work->withheld += keysOf(rebased.conflicts);
    if (const QStringList keys = keysOf(describeChanges(entry.base, theirs)); !keys.isEmpty())
        Q_EMIT changedByOthers(entry.localId, keys);
    sendChanges();
}

// --- sending

void Pusher::sendChanges()
{
    m_work->wanted = withKeysFrom(m_work->merged, m_work->theirs.party, m_work->withheld);
    const QJsonObject body = changes(m_work->theirs.party, m_work->wanted, serverIds());
    if (body.isEmpty())
        return settle(m_work->theirs);
    if (!markSending(requestBody(body)))
        return finish(Ending::Waits);
    ask([this](QObject *context) {
        return m_api.updateParty(m_work->serverId, m_work->entry.sentBody, context,
            [this](const PartyResult &result) { onUpdated(result); });
    });
}

void Pusher::sendCreate()
{
    if (!markSending(requestBody(createBody(m_work->entry.edited, serverIds()))))
        return finish(Ending::Waits);
    ask([this](QObject *context) {
        return m_api.createParty(
            m_work->entry.sentBody, context, [this](const PartyResult &result) { onCreated(result); });
    });
}

void Pusher::sendDelete()
{
    OutboxEntry &entry = m_work->entry;
    const Party &theirs = m_work->theirs.party;
    if (hasChangedSince(entry.base, theirs)) {
        entry.base = theirs; // what the user is asked about, and agrees to by trying again
        entry.edited = theirs;
        entry.problem = Problem::changedSince;
        entry.state = State::Ask;
        return concludeWithEntry(Ending::Parked);
    }
    if (!markSending({}))
        return finish(Ending::Waits);
    ask([this](QObject *context) {
        return m_api.deleteParty(m_work->serverId, context, [this](const auto &result) { onDeleted(result); });
    });
}

/// Before the first byte leaves, what is needed to find it again is on disk (reliability.md section 2).
bool Pusher::markSending(const QByteArray &body)
{
    OutboxEntry &entry = m_work->entry;
    // A create that goes out again is still looked for from its first time on: that one may yet turn up.
    if (entry.kind != Kind::Create || entry.attempts == 0) {
        entry.sentAt = m_conditions.serverTime().value_or(QDateTime());
        entry.highestIdBefore = m_store.highestServerId();
    }
    entry.state = State::Sending;
    ++entry.attempts;
    entry.probes = 0;
    entry.notBefore = {};
    entry.sentBody = body;
    if (!m_conditions.stored(m_store.update(entry)))
        return false;
    m_work->onDisk = State::Sending;
    return true;
}

// --- after sending

void Pusher::onUpdated(const PartyResult &result)
{
    const bool addsRows = ::addsRows(changes(m_work->theirs.party, m_work->wanted, serverIds()));
    if (!m_conditions.heard(result))
        return writeFailed(result.error(), addsRows);
    const Party &answer = result->value.party;
    if (const QStringList keys = unlikeWanted(m_work->theirs.party, m_work->wanted, answer); !keys.isEmpty())
        Q_EMIT changedByOthers(m_work->entry.localId, keys);
    settle(result->value);
}

void Pusher::onCreated(const PartyResult &result)
{
    if (m_conditions.heard(result))
        return acknowledge(result->value);
    if (result.error().kind == ApiError::Kind::Garbled && !result.error().location.isEmpty())
        return lookAtLocation(result.error());
    writeFailed(result.error(), true);
}

void Pusher::onDeleted(const Result<Answer<std::monostate>, ApiError> &result)
{
    if (!m_conditions.heard(result))
        return writeFailed(result.error(), false);
    constexpr int accepted = 202;
    if (result->receipt.status != accepted)
        return acknowledgeDelete();
    OutboxEntry &entry = m_work->entry;
    entry.state = State::Unknown;
    entry.job = result->receipt.location;
    entry.notBefore = m_conditions.in(*probeDelay(0));
    concludeWithEntry(Ending::Waits);
}

/// The record was made, only its description broke on the way.
void Pusher::lookAtLocation(const ApiError &error)
{
    const qint64 id = error.location.path().section(u'/', -1).toLongLong();
    if (id <= 0)
        return writeFailed(error, true);
    ask([this, id, error](QObject *context) {
        return m_api.party(id, context, [this, error](const PartyResult &result) {
            m_conditions.heard(result) ? acknowledge(result->value) : writeFailed(error, true);
        });
    });
}

void Pusher::writeFailed(const ApiError &error, bool addsRows)
{
    OutboxEntry &entry = m_work->entry;
    const RetryDecision decision = decideRetry(error, entry.kind, addsRows, entry.attempts, m_conditions.random());
    const bool neverLeft = error.kind == ApiError::Kind::NotSent || error.kind == ApiError::Kind::Cancelled;
    if (isAboutScope(error))
        Q_EMIT readOnlyFound();
    switch (decision.next) {
    case RetryDecision::Next::SendAgain:
        if (neverLeft)
            --entry.attempts; // the conditions say when
        return queueAgain(neverLeft ? 0ms : decision.delay);
    case RetryDecision::Next::PauseForSignIn:
    case RetryDecision::Next::PauseForAllowance:
        --entry.attempts; // not applied
        return queueAgain(0ms);
    case RetryDecision::Next::Probe:
        entry.state = State::Unknown;
        entry.notBefore = m_conditions.in(decision.delay);
        return concludeWithEntry(Ending::Waits);
    case RetryDecision::Next::Reject:
        return sendRestWithout(error) ? void() : park(State::Rejected, error);
    case RetryDecision::Next::Ask:
        return park(State::Ask, error);
    case RetryDecision::Next::Done:
        return acknowledgeDelete();
    }
    Q_UNREACHABLE();
}

/// Holds back the fields the service named and sends the others. False if that is not possible.
bool Pusher::sendRestWithout(const ApiError &error)
{
    if (m_work->entry.kind != Kind::Update || error.kind != ApiError::Kind::Rejected)
        return false;
    const QStringList sent = keysOf(describeChanges(m_work->theirs.party, m_work->wanted));
    const QStringList named = keysNamed(error.errors, sent);
    if (named.isEmpty() || named.size() == sent.size())
        return false;
    m_work->withheld += named;
    m_work->refusal = error;
    sendChanges();
    return true;
}

// --- how it ends

/// The record is as asked for: the entry is done, or only its withheld part remains.
void Pusher::settle(const ReceivedParty &answer)
{
    if (m_work->withheld.isEmpty())
        acknowledge(answer);
    else
        settleRest(answer);
}

void Pusher::settleRest(const ReceivedParty &answer)
{
    OutboxEntry &entry = m_work->entry;
    entry.base = withKeysFrom(answer.party, entry.base, keysOf(entry.conflicts)); // the user may want the original
    entry.edited = rebase(m_work->wanted, m_work->merged, answer.party).merged;
    entry.state = entry.conflicts.isEmpty() ? State::Rejected : State::Conflict;
    if (m_work->refusal)
        setProblem(entry, *m_work->refusal);
    m_writes.note(m_work->serverId);
    const QDateTime checkedAt = m_conditions.serverTime().value_or(QDateTime());
    conclude(
        [this, answer, checkedAt]() -> Result<void, StoreError> {
            if (auto stored = writeEntry(); !stored)
                return stored;
            return m_store.applyPage({answer}, checkedAt);
        },
        Ending::Parked);
}

void Pusher::acknowledge(const ReceivedParty &answer)
{
    m_writes.note(answer.party.id);
    conclude([this, answer] { return m_store.acknowledge(m_work->entry.sequence, answer); }, Ending::Done);
}

void Pusher::acknowledgeDelete()
{
    m_writes.note(m_work->serverId);
    conclude([this] { return m_store.acknowledgeDelete(m_work->entry.sequence); }, Ending::Done);
}

void Pusher::queueAgain(std::chrono::milliseconds delay)
{
    m_work->entry.state = State::Queued;
    m_work->entry.conflicts.clear();
    m_work->entry.notBefore = delay > 0ms ? m_conditions.in(delay) : QDateTime();
    concludeWithEntry(Ending::Waits);
}

void Pusher::park(State state, const ApiError &error)
{
    setProblem(m_work->entry, error);
    m_work->entry.state = state;
    concludeWithEntry(Ending::Parked);
}

/// While it was away the user may have given the entry up, which stands, or held it back.
Result<void, StoreError> Pusher::writeEntry()
{
    const auto now = m_store.entry(m_work->entry.sequence);
    if (!now || now->state != m_work->onDisk)
        return {};
    m_work->entry.held = now->held;
    return m_store.update(m_work->entry);
}

void Pusher::concludeWithEntry(Ending ending)
{
    conclude([this] { return writeEntry(); }, ending);
}

void Pusher::conclude(Store store, Ending ending)
{
    m_work->unstored = std::move(store);
    m_work->ending = ending;
    storeAgain();
}

void Pusher::storeAgain()
{
    if (!m_work || !m_work->unstored)
        return;
    if (m_conditions.stored(m_work->unstored()))
        finish(m_work->ending);
    else if (m_work->onDisk == State::Queued)
        finish(Ending::Waits); // nothing was sent, and the entry may change meanwhile: it begins anew
}

void Pusher::finish(Ending ending)
{
    const std::unique_ptr<Work> work = std::exchange(m_work, nullptr);
    m_call.reset();
    if (m_context)
        m_context.release()->deleteLater(); // we may be inside its callback
    if (ending == Ending::Done)
        Q_EMIT entryDone(work->entry.sequence, work->entry.localId);
    if (ending == Ending::Parked)
        Q_EMIT entryParked(work->entry.sequence, work->entry.localId);
    Q_EMIT finished();
}
