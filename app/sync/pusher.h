#pragma once

#include "api/capsuleapi.h"
#include "store/outboxentry.h"
#include "store/storeerror.h"
#include "sync/retryschedule.h"

#include <QHash>
#include <QObject>
#include <QStringList>

#include <functional>
#include <memory>

class Conditions;
class PartyStore;
class WriteLog;

/// Takes one entry of the outbox to Capsule: reads the record again, sends what is left to send, and writes down what
/// became of it (reliability.md sections 2, 3 and 5). One entry at a time; which one is not its business.
class Pusher : public QObject
{
    Q_OBJECT

public:
    /// Borrows all of them.
    Pusher(CapsuleApi &api, PartyStore &store, Conditions &conditions, WriteLog &writes, QObject *parent = nullptr);
    ~Pusher() override;

    bool isBusy() const { return m_work != nullptr; }
    /// Begins with a queued entry. Only while not isBusy().
    void send(const OutboxEntry &entry);
    /// Tries again to write an outcome down that the disk refused.
    void storeAgain();
    /// Drops the entry wherever it is; on disk it stays as a crash would leave it.
    void stop();

Q_SIGNALS:
    /// Free for the next entry.
    void finished();
    void entryDone(qint64 sequence, const QUuid &localId);
    void entryParked(qint64 sequence, const QUuid &localId);
    void changedByOthers(const QUuid &localId, const QStringList &keys);
    /// The token may not write.
    void readOnlyFound();

private:
    struct Work;
    enum class Ending { Done, Parked, Waits };
    using PartyResult = Result<Answer<ReceivedParty>, ApiError>;
    using Store = std::function<Result<void, StoreError>()>;

    void readFirst();
    void onRead(const PartyResult &result);
    void readFailed(const ApiError &error);
    bool takeFreshEntry();
    Result<void, StoreError> writeEntry();

    void compose();
    void sendChanges();
    void sendDelete();
    void sendCreate();
    bool markSending(const QByteArray &body);

    void onUpdated(const PartyResult &result);
    void onCreated(const PartyResult &result);
    void onDeleted(const Result<Answer<std::monostate>, ApiError> &result);
    void lookAtLocation(const ApiError &error);
    void writeFailed(const ApiError &error, bool addsRows);
    bool sendRestWithout(const ApiError &error);

    void settle(const ReceivedParty &answer);
    void settleRest(const ReceivedParty &answer);
    void acknowledge(const ReceivedParty &answer);
    void acknowledgeDelete();
    void queueAgain(std::chrono::milliseconds delay);
    void park(OutboxEntry::State state, const ApiError &error);
    void concludeWithEntry(Ending ending);
    void conclude(Store store, Ending ending);
    void finish(Ending ending);

    ServerIdLookup serverIds() const;
    void ask(const std::function<CapsuleApi::Call(QObject *context)> &request);

    CapsuleApi &m_api;
    PartyStore &m_store;
    Conditions &m_conditions;
    WriteLog &m_writes;
    std::unique_ptr<Work> m_work;
    std::unique_ptr<QObject> m_context; ///< of the request in flight
    CapsuleApi::Call m_call;
    QHash<qint64, int> m_readFailures; ///< by sequence: how often reading first failed in a row
};
