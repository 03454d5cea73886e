#pragma once

#include "api/activityapi.h"

#include <QObject>

#include <memory>

class Conditions;
class PartyStore;

/// Fetches attachments that the user wants to open, one after the other, into the profile.
class AttachmentFetcher : public QObject
{
    Q_OBJECT

public:
    /// Borrows all of them.
    AttachmentFetcher(ActivityApi &api, PartyStore &store, Conditions &conditions, QObject *parent = nullptr);
    ~AttachmentFetcher() override;

    void ask(const Attachment &attachment);
    void cancel(qint64 attachmentId);
    bool isFetching(qint64 attachmentId) const;

    bool hasMore() const { return !m_queue.isEmpty(); }
    bool isBusy() const { return m_context != nullptr; }
    /// Sends the next request. Only while hasMore() and not isBusy().
    void step();
    void stop();

Q_SIGNALS:
    void advanced();
    void progressed(qint64 attachmentId, qint64 received, qint64 total);
    void fetched(qint64 attachmentId, const QString &path);
    void failed(qint64 attachmentId, const ApiError &error);

private:
    void onContent(const Result<Answer<QByteArray>, ApiError> &result);

    ActivityApi &m_api;
    PartyStore &m_store;
    Conditions &m_conditions;
    QList<Attachment> m_queue; ///< the first is under way while isBusy()
    std::unique_ptr<QObject> m_context; ///< of the request in flight
    CapsuleApi::Call m_call;
};
