#include "attachmentfetcher.h"

#include "store/activitystore.h"
#include "store/partystore.h"
#include "sync/conditions.h"

#include <algorithm>

AttachmentFetcher::AttachmentFetcher(ActivityApi &api, PartyStore &store, Conditions &conditions, QObject *parent)
    : QObject(parent)
    , m_api(api)
    , m_store(store)
    , m_conditions(conditions)
{
}

AttachmentFetcher::~AttachmentFetcher() = default;

void AttachmentFetcher::ask(const Attachment &attachment)
{
    const QString path = m_store.activity().pathOf(attachment);
    if (!path.isEmpty()) {
        QMetaObject::invokeMethod(
            this, [this, id = attachment.id, path] { Q_EMIT fetched(id, path); }, Qt::QueuedConnection);
        return;
    }
    if (attachment.id == 0 || isFetching(attachment.id))
        return;
    m_queue.append(attachment);
    Q_EMIT advanced();
}

bool AttachmentFetcher::isFetching(qint64 attachmentId) const
{
    return std::ranges::any_of(m_queue, [&](const Attachment &asked) { return asked.id == attachmentId; });
}

void AttachmentFetcher::cancel(qint64 attachmentId)
{
    if (isBusy() && m_queue.first().id == attachmentId) {
        m_call->cancel();
        m_call.reset();
        m_context.release()->deleteLater();
    }
    m_queue.removeIf([&](const Attachment &asked) { return asked.id == attachmentId; });
    Q_EMIT advanced();
}

void AttachmentFetcher::step()
{
    Q_ASSERT(hasMore() && !isBusy());
    const Attachment attachment = m_queue.first();
    m_context = std::make_unique<QObject>();
    m_call = m_api.download(
        attachment.id, attachment.size, m_context.get(), [this](const auto &result) { onContent(result); },
        [this, attachment](qint64 received, qint64 total) {
            Q_EMIT progressed(attachment.id, received, total > 0 ? total : attachment.size);
        });
}

void AttachmentFetcher::stop()
{
    if (m_call)
        m_call->cancel();
    m_call.reset();
    m_context.reset();
    m_queue.clear();
}

void AttachmentFetcher::onContent(const Result<Answer<QByteArray>, ApiError> &result)
{
    m_call.reset();
    m_context.release()->deleteLater(); // we are inside its callback
    const Attachment attachment = m_queue.takeFirst();
    if (!m_conditions.heard(result)) {
        Q_EMIT failed(attachment.id, result.error());
    } else if (const auto kept = m_store.activity().keepFetched(attachment, result->value); m_conditions.stored(kept)) {
        Q_EMIT fetched(attachment.id, *kept);
    } else {
        Q_EMIT failed(attachment.id, ApiError::of(ApiError::Kind::Cancelled, kept.error().detail));
    }
    Q_EMIT advanced();
}
