#include "recordreader.h"

#include "party/partychanges.h"
#include "store/partystore.h"
#include "sync/conditions.h"
#include "sync/writelog.h"

RecordReader::RecordReader(
    CapsuleApi &api, PartyStore &store, Conditions &conditions, WriteLog &writes, QObject *parent)
    : QObject(parent)
    , m_api(api)
    , m_store(store)
    , m_conditions(conditions)
    , m_writes(writes)
{
}

RecordReader::~RecordReader() = default;

void RecordReader::ask(const QUuid &localId)
{
    m_queue.removeAll(localId);
    m_queue.prepend(localId);
}

void RecordReader::step()
{
    Q_ASSERT(hasMore() && !isBusy());
    const QUuid localId = m_queue.takeFirst();
    const qint64 serverId = m_store.serverId(localId);
    if (serverId == 0)
        return;
    m_context = std::make_unique<QObject>();
    m_writesBefore = m_writes.count();
    m_call = m_api.party(serverId, m_context.get(),
        [this, localId, serverId](const auto &result) { onParty(localId, serverId, result); });
}

void RecordReader::stop()
{
    if (m_call)
        m_call->cancel();
    m_call.reset();
    m_context.reset();
    m_queue.clear();
}

void RecordReader::onParty(const QUuid &localId, qint64 serverId, const Result<Answer<ReceivedParty>, ApiError> &result)
{
    m_call.reset();
    m_context.release()->deleteLater(); // we are inside its callback
    if (m_conditions.heard(result)) {
        apply(localId, *result);
    } else if (isOutOfSight(result.error())) {
        m_writes.note(serverId);
        m_conditions.stored(m_store.applyDeleted({serverId}));
    }
    Q_EMIT advanced();
}

void RecordReader::apply(const QUuid &localId, const Answer<ReceivedParty> &answer)
{
    if (m_writes.wroteSince(m_writesBefore, answer.value.party.id))
        return;
    const auto before = m_store.party(localId);
    if (!m_conditions.stored(m_store.applyPage({answer.value}, answer.receipt.serverTime)) || !before)
        return;
    if (const QStringList keys = keysOf(describeChanges(before->base, answer.value.party)); !keys.isEmpty())
        Q_EMIT changedByOthers(localId, keys);
}
