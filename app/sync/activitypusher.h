#pragma once

#include "api/activityapi.h"
#include "store/outboxentry.h"
#include "store/storeerror.h"

#include <QHash>
#include <QObject>

#include <functional>
#include <memory>

class Conditions;
class PartyStore;
class WriteLog;

/// Takes one piece of work on a note or task to Capsule, as the Pusher does with a party's: uploads new files, reads
/// what is there, sends what is left to send, and writes down what became of it (reliability.md sections 2, 3 and 5).
/// One at a time; which one is not its business.
class ActivityPusher : public QObject
{
    Q_OBJECT

public:
    /// Borrows all of them. `writes` is that of entries and tasks.
    ActivityPusher(
        ActivityApi &api, PartyStore &store, Conditions &conditions, WriteLog &writes, QObject *parent = nullptr);
    ~ActivityPusher() override;

    bool isBusy() const { return m_work != nullptr; }
    /// True while files go up, which changes nothing in Capsule yet.
    bool isUploading() const;
    /// Begins with a queued entry about a note or task. Only while not isBusy().
    void send(const OutboxEntry &entry);
    /// Tries again to write an outcome down that the disk refused.
    void storeAgain();
    /// Drops the work wherever it is; on disk it stays as a crash would leave it.
    void stop();

Q_SIGNALS:
    /// Free for the next.
    void finished();
    void entryDone(qint64 sequence, const QUuid &localId);
    void entryParked(qint64 sequence, const QUuid &localId);
    /// The token may not write.
    void readOnlyFound();
    void uploadProgress(qint64 sequence, const QString &localFile, qint64 sent, qint64 total);

private:
    struct Work;
    enum class Ending { Done, Parked, Waits };
    template <typename T>
    using ItemResult = Result<Answer<Received<T>>, ApiError>;
    using Store = std::function<Result<void, StoreError>()>;

    void uploadNext();
    void onUploaded(const QString &localFile, const Result<Answer<QString>, ApiError> &result);
    void uploadFailed(const ApiError &error);
    void watchUpload();
    bool takeFreshEntry();

    template <typename T>
    void readFirst();
    template <typename T>
    void onRead(const ItemResult<T> &result);
    void readFailed(const ApiError &error);
    template <typename T>
    void sendChanges(const Received<T> &theirs);
    template <typename T>
    void sendCreate();
    template <typename T>
    void sendDelete(const Received<T> &theirs);
    bool markSending(const QByteArray &body, qint64 highestId);
    template <typename T>
    void onCreated(const ItemResult<T> &result);
    template <typename T>
    void lookAtLocation(const ApiError &error);
    void writeFailed(const ApiError &error, bool addsRows);
    template <typename T>
    void settle(const Received<T> &answer);

    void acknowledge(qint64 serverId, const QByteArray &document);
    void acknowledgeDelete();
    void queueAgain(std::chrono::milliseconds delay);
    void park(OutboxEntry::State state, const ApiError &error);
    void parkFor(OutboxEntry::State state, const QString &problem);
    Result<void, StoreError> writeEntry();
    void concludeWithEntry(Ending ending);
    void conclude(Store store, Ending ending);
    void finish(Ending ending);
    void ask(const std::function<CapsuleApi::Call(QObject *context)> &request);

    ActivityApi &m_api;
    PartyStore &m_store;
    Conditions &m_conditions;
    WriteLog &m_writes;
    std::unique_ptr<Work> m_work;
    std::unique_ptr<QObject> m_context; ///< of the request in flight
    CapsuleApi::Call m_call;
    QHash<qint64, int> m_failures; ///< by sequence: how often what comes before sending failed in a row
};
