#include "activitypusher.h"

#include "store/partystore.h"
#include "store/problem.h"
#include "sync/activitywire.h"
#include "sync/conditions.h"
#include "sync/rejectedfields.h"
#include "sync/retryschedule.h"
#include "sync/writelog.h"

#include <QFile>

#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = OutboxEntry::Kind;
using State = OutboxEntry::State;

/// The work on its way and what is known about it so far.
struct ActivityPusher::Work
{
    OutboxEntry entry;
    State onDisk = State::Queued; ///< what we last left it as; anything else is the user's word
    qint64 serverId = 0;
    quint64 writesBefore = 0; ///< when reading began
    QList<Attachment> toUpload;
    QHash<QString, QString> tokens; ///< by Attachment::localFile
    bool isUploading = false;
    Store unstored; ///< an outcome the disk refused so far
    Ending ending = Ending::Waits; ///< of that outcome

    UploadToken tokenOf() const
    {
        return [this](const QString &localFile) {
            return tokens.value(localFile);
        };
    }
};

namespace {

/// A 404 may also be about what it refers to; then it says so (capsule-api.md section 3).
bool isGone(const ApiError &error)
{
    static const QStringList words{u""_s, u"entry not found"_s, u"task not found"_s, u"party not found"_s};
    return error.kind == ApiError::Kind::NotFound && words.contains(error.message);
}

void setProblem(OutboxEntry &entry, const ApiError &error)
{
    const FieldError first = error.errors.value(0);
    entry.problem = first.message.isEmpty() ? error.message : first.message;
    if (isGone(error))
        entry.problem = Problem::gone;
    if (entry.problem.isEmpty())
        entry.problem = Problem::refused;
    entry.problemField = fieldNamed(first);
    entry.problemStatus = error.status;
}

/// The files that a note does not have in Capsule yet.
QList<Attachment> newFiles(const OutboxEntry &entry)
{
    QList<Attachment> files;
    const auto *note = entry.kind == Kind::Delete ? nullptr : entry.note();
    for (const Attachment &attachment : note ? note->edited.attachments : QList<Attachment>()) {
        if (!attachment.localFile.isEmpty() && !note->base.attachments.contains(attachment))
            files.append(attachment);
    }
    return files;
}

} // namespace

ActivityPusher::ActivityPusher(
    ActivityApi &api, PartyStore &store, Conditions &conditions, WriteLog &writes, QObject *parent)
    : QObject(parent)
    , m_api(api)
    , m_store(store)
    , m_conditions(conditions)
    , m_writes(writes)
{
    connect(&store, &PartyStore::outboxChanged, this, &ActivityPusher::watchUpload);
}

ActivityPusher::~ActivityPusher() = default;

bool ActivityPusher::isUploading() const
{
    return m_work && m_work->isUploading;
}

void ActivityPusher::ask(const std::function<CapsuleApi::Call(QObject *)> &request)
{
    if (m_context)
        m_context.release()->deleteLater(); // we may be inside its callback
    m_context = std::make_unique<QObject>();
    m_call = request(m_context.get());
}

void ActivityPusher::stop()
{
    if (m_call)
        m_call->cancel();
    m_call.reset();
    m_context.reset();
    m_work.reset();
}

// --- before sending

void ActivityPusher::send(const OutboxEntry &entry)
{
    Q_ASSERT(!isBusy() && entry.state == State::Queued && !entry.isAboutParty());
    m_work = std::make_unique<Work>();
    m_work->entry = entry;
    m_work->serverId = m_store.activity().serverId(entry.itemId);
    if (entry.kind != Kind::Create && m_work->serverId == 0)
        return parkFor(State::Ask, Problem::gone);
    m_work->toUpload = newFiles(entry);
    uploadNext();
}

void ActivityPusher::uploadNext()
{
    if (m_work->toUpload.isEmpty()) {
        m_work->isUploading = false;
        return forItemOf(m_work->entry,
            [this]<typename T>(const T &) { m_work->entry.kind == Kind::Create ? sendCreate<T>() : readFirst<T>(); });
    }
    const Attachment attachment = m_work->toUpload.first();
    QFile file(m_store.activity().pathOf(attachment));
    if (!file.open(QIODevice::ReadOnly))
        return parkFor(State::Rejected, Problem::fileMissing);
    const QByteArray content = file.readAll();
    if (content.size() != attachment.size)
        return parkFor(State::Rejected, Problem::fileMissing);
    m_work->isUploading = true;
    const qint64 sequence = m_work->entry.sequence;
    const QString localFile = attachment.localFile;
    ask([&](QObject *context) {
        return m_api.upload(
            content, attachment.filename, attachment.contentType, context,
            [this, localFile](const auto &result) { onUploaded(localFile, result); },
            [this, sequence, localFile](
                qint64 sent, qint64 total) { Q_EMIT uploadProgress(sequence, localFile, sent, total); });
    });
}

void ActivityPusher::onUploaded(const QString &localFile, const Result<Answer<QString>, ApiError> &result)
{
    if (!m_conditions.heard(result))
        return uploadFailed(result.error());
    m_work->tokens.insert(localFile, result->value);
    m_work->toUpload.removeFirst();
    uploadNext();
}

/// What was uploaded and is in no note does no harm, so that it is simply uploaded again.
void ActivityPusher::uploadFailed(const ApiError &error)
{
    if (isAboutScope(error))
        Q_EMIT readOnlyFound();
    switch (error.kind) {
    case ApiError::Kind::Forbidden:
    case ApiError::Kind::NotFound:
    case ApiError::Kind::Rejected:
        return park(State::Rejected, error);
    case ApiError::Kind::Lost:
    case ApiError::Kind::Garbled:
        return queueAgain(backoff(++m_failures[m_work->entry.sequence], m_conditions.random()));
    case ApiError::Kind::NotSent:
    case ApiError::Kind::NotCapsule:
    case ApiError::Kind::SignIn:
    case ApiError::Kind::RateLimited:
    case ApiError::Kind::Cancelled:
        return finish(Ending::Waits); // the conditions say when
    }
    Q_UNREACHABLE();
}

/// Holding or discarding ends an upload, which may take minutes.
void ActivityPusher::watchUpload()
{
    if (!isUploading())
        return;
    const auto fresh = m_store.entry(m_work->entry.sequence);
    if (fresh && fresh->state == State::Queued && !fresh->held && fresh->activity == m_work->entry.activity)
        return;
    m_call->cancel();
    finish(Ending::Waits);
}

/// While others were asked the user may have typed on, held the work, or taken it back.
bool ActivityPusher::takeFreshEntry()
{
    const auto fresh = m_store.entry(m_work->entry.sequence);
    if (!fresh || fresh->state != State::Queued || fresh->held || fresh->kind != m_work->entry.kind)
        return false;
    for (const Attachment &file : newFiles(*fresh)) {
        if (!m_work->tokens.contains(file.localFile))
            return false; // one that came meanwhile: it begins anew
    }
    m_work->entry = *fresh;
    return true;
}

template <typename T>
void ActivityPusher::readFirst()
{
    const ItemEdit<T> &edit = editIn<T>(m_work->entry);
    if (m_work->entry.kind == Kind::Update && changesNothing(edit)) {
        m_work->entry.state = State::Done;
        return concludeWithEntry(Ending::Done);
    }
    m_work->writesBefore = m_writes.count();
    ask([this](QObject *context) {
        return ActivityWire<T>::read(
            m_api, m_work->serverId, context, [this](const ItemResult<T> &result) { onRead<T>(result); });
    });
}

template <typename T>
void ActivityPusher::onRead(const ItemResult<T> &result)
{
    if (!m_conditions.heard(result))
        return readFailed(result.error());
    m_failures.remove(m_work->entry.sequence);
    if (!m_conditions.stored(ActivityWire<T>::apply(m_store.activity(), result->value)) || !takeFreshEntry())
        return finish(Ending::Waits);
    if (m_work->entry.kind == Kind::Delete)
        return sendDelete<T>(result->value);
    sendChanges<T>(result->value);
}

void ActivityPusher::readFailed(const ApiError &error)
{
    if (!takeFreshEntry())
        return finish(Ending::Waits);
    switch (error.kind) {
    case ApiError::Kind::NotFound:
        if (m_work->entry.kind == Kind::Delete)
            return acknowledgeDelete();
        return park(State::Ask, error);
    case ApiError::Kind::Forbidden:
    case ApiError::Kind::Rejected:
        return park(State::Rejected, error);
    case ApiError::Kind::Lost:
    case ApiError::Kind::Garbled:
        return queueAgain(backoff(++m_failures[m_work->entry.sequence], m_conditions.random()));
    case ApiError::Kind::NotSent:
    case ApiError::Kind::NotCapsule:
    case ApiError::Kind::SignIn:
    case ApiError::Kind::RateLimited:
    case ApiError::Kind::Cancelled:
        return finish(Ending::Waits); // the conditions say when
    }
    Q_UNREACHABLE();
}

// --- sending

template <typename T>
void ActivityPusher::sendChanges(const Received<T> &theirs)
{
    OutboxEntry &entry = m_work->entry;
    const ItemEdit<T> edit = editIn<T>(entry);
    const auto rebased = rebase(edit.base, edit.edited, theirs.value);
    const QStringList withheld = keysOf(rebased.conflicts);
    entry.conflicts = rebased.conflicts;
    const T wanted = withKeysFrom(rebased.merged, theirs.value, withheld);
    const QJsonObject body = ActivityWire<T>::changes(theirs.value, wanted, m_work->tokenOf());
    if (body.isEmpty())
        return settle<T>(theirs);
    if (!markSending(ActivityWire<T>::requestBody(body), ActivityWire<T>::highestId(m_store.activity())))
        return finish(Ending::Waits);
    const bool addsRows = addsAttachments(body);
    ask([this, addsRows](QObject *context) {
        return ActivityWire<T>::update(
            m_api, m_work->serverId, m_work->entry.sentBody, context, [this, addsRows](const ItemResult<T> &result) {
                m_conditions.heard(result) ? settle<T>(result->value) : writeFailed(result.error(), addsRows);
            });
    });
}

template <typename T>
void ActivityPusher::sendCreate()
{
    if (!takeFreshEntry())
        return finish(Ending::Waits);
    const auto ids = [this](const QUuid &localId) {
        return m_store.serverId(localId);
    };
    const QJsonObject body = ActivityWire<T>::createBody(editIn<T>(m_work->entry).edited, ids, m_work->tokenOf());
    if (!markSending(ActivityWire<T>::requestBody(body), ActivityWire<T>::highestId(m_store.activity())))
        return finish(Ending::Waits);
    ask([this](QObject *context) {
        return ActivityWire<T>::create(
            m_api, m_work->entry.sentBody, context, [this](const ItemResult<T> &result) { onCreated<T>(result); });
    });
}

template <typename T>
void ActivityPusher::sendDelete(const Received<T> &theirs)
{
    OutboxEntry &entry = m_work->entry;
    if (!changesNothing(ItemEdit<T>{editIn<T>(entry).base, theirs.value})) {
        entry.activity = ItemEdit<T>{theirs.value, theirs.value}; // what the user is asked about
        return parkFor(State::Ask, Problem::changedSince);
    }
    if (!markSending({}, 0))
        return finish(Ending::Waits);
    ask([this](QObject *context) {
        return ActivityWire<T>::remove(m_api, m_work->serverId, context, [this](const auto &result) {
            m_conditions.heard(result) ? acknowledgeDelete() : writeFailed(result.error(), false);
        });
    });
}

/// Before the first byte leaves, what is needed to find it again is on disk (reliability.md section 2).
bool ActivityPusher::markSending(const QByteArray &body, qint64 highestId)
{
    OutboxEntry &entry = m_work->entry;
    // A create that goes out again is still looked for from its first time on: that one may yet turn up.
    if (entry.kind != Kind::Create || entry.attempts == 0) {
        entry.sentAt = m_conditions.serverTime().value_or(QDateTime());
        entry.highestIdBefore = highestId;
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

template <typename T>
void ActivityPusher::onCreated(const ItemResult<T> &result)
{
    if (m_conditions.heard(result))
        return acknowledge(result->value.value.id, result->value.document);
    if (result.error().kind == ApiError::Kind::Garbled && !result.error().location.isEmpty())
        return lookAtLocation<T>(result.error());
    writeFailed(result.error(), true);
}

/// It was made, only its description broke on the way.
template <typename T>
void ActivityPusher::lookAtLocation(const ApiError &error)
{
    const qint64 id = error.location.path().section(u'/', -1).toLongLong();
    if (id <= 0)
        return writeFailed(error, true);
    ask([this, id, error](QObject *context) {
        return ActivityWire<T>::read(m_api, id, context, [this, id, error](const ItemResult<T> &result) {
            m_conditions.heard(result) ? acknowledge(id, result->value.document) : writeFailed(error, true);
        });
    });
}

void ActivityPusher::writeFailed(const ApiError &error, bool addsRows)
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
        return park(State::Rejected, error);
    case RetryDecision::Next::Ask:
        return park(State::Ask, error);
    case RetryDecision::Next::Done:
        return acknowledgeDelete();
    }
    Q_UNREACHABLE();
}

// --- how it ends

/// It is as asked for: the work is done, or only what collides remains.
template <typename T>
void ActivityPusher::settle(const Received<T> &answer)
{
    OutboxEntry &entry = m_work->entry;
    if (entry.conflicts.isEmpty())
        return acknowledge(answer.value.id, answer.document);
    const QStringList colliding = keysOf(entry.conflicts);
    const ItemEdit<T> edit = editIn<T>(entry);
    entry.activity = ItemEdit<T>{
        withKeysFrom(answer.value, edit.base, colliding), withKeysFrom(answer.value, edit.edited, colliding)};
    entry.state = State::Conflict;
    m_writes.note(answer.value.id);
    conclude(
        [this, answer]() -> Result<void, StoreError> {
            if (auto stored = writeEntry(); !stored)
                return stored;
            return ActivityWire<T>::apply(m_store.activity(), answer);
        },
        Ending::Parked);
}

void ActivityPusher::acknowledge(qint64 serverId, const QByteArray &document)
{
    m_writes.note(serverId);
    conclude(
        [this, document] { return m_store.activity().acknowledge(m_work->entry.sequence, document); }, Ending::Done);
}

void ActivityPusher::acknowledgeDelete()
{
    m_writes.note(m_work->serverId);
    conclude([this] { return m_store.activity().acknowledgeDelete(m_work->entry.sequence); }, Ending::Done);
}

void ActivityPusher::queueAgain(std::chrono::milliseconds delay)
{
    m_work->entry.state = State::Queued;
    m_work->entry.conflicts.clear();
    m_work->entry.notBefore = delay > 0ms ? m_conditions.in(delay) : QDateTime();
    concludeWithEntry(Ending::Waits);
}

void ActivityPusher::park(State state, const ApiError &error)
{
    setProblem(m_work->entry, error);
    m_work->entry.state = state;
    concludeWithEntry(Ending::Parked);
}

void ActivityPusher::parkFor(State state, const QString &problem)
{
    m_work->entry.problem = problem;
    m_work->entry.state = state;
    concludeWithEntry(Ending::Parked);
}

/// While it was away the user may have given the work up, which stands, or held it back.
Result<void, StoreError> ActivityPusher::writeEntry()
{
    const auto now = m_store.entry(m_work->entry.sequence);
    if (!now || now->state != m_work->onDisk)
        return {};
    m_work->entry.held = now->held;
    return m_store.update(m_work->entry);
}

void ActivityPusher::concludeWithEntry(Ending ending)
{
    conclude([this] { return writeEntry(); }, ending);
}

void ActivityPusher::conclude(Store store, Ending ending)
{
    m_work->isUploading = false;
    m_work->unstored = std::move(store);
    m_work->ending = ending;
    storeAgain();
}

void ActivityPusher::storeAgain()
{
    if (!m_work || !m_work->unstored)
        return;
    if (m_conditions.stored(m_work->unstored()))
        finish(m_work->ending);
    else if (m_work->onDisk == State::Queued)
        finish(Ending::Waits); // nothing was sent, and the work may change meanwhile: it begins anew
}

void ActivityPusher::finish(Ending ending)
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
