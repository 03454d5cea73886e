#pragma once

#include "api/capsuleapi.h"

#include <QList>
#include <QObject>
#include <QUuid>

#include <memory>

class Conditions;
class PartyStore;
class WriteLog;

/// Reads single records again when somebody looks at them, one after the other.
class RecordReader : public QObject
{
    Q_OBJECT

public:
    /// Borrows all of them.
    RecordReader(
        CapsuleApi &api, PartyStore &store, Conditions &conditions, WriteLog &writes, QObject *parent = nullptr);
    ~RecordReader() override;

    /// Puts a record in the queue; the one asked for last comes first.
    void ask(const QUuid &localId);
    bool hasMore() const { return !m_queue.isEmpty(); }
    bool isBusy() const { return m_context != nullptr; }
    /// Sends the next request. Only while hasMore() and not isBusy().
    void step();
    void stop();

Q_SIGNALS:
    void advanced();
    /// Somebody else changed these values of the record.
    void changedByOthers(const QUuid &localId, const QStringList &keys);

private:
    void onParty(const QUuid &localId, qint64 serverId, const Result<Answer<ReceivedParty>, ApiError> &result);
    void apply(const QUuid &localId, const Answer<ReceivedParty> &answer);

    CapsuleApi &m_api;
    PartyStore &m_store;
    Conditions &m_conditions;
    WriteLog &m_writes;
    QList<QUuid> m_queue;
    std::unique_ptr<QObject> m_context; ///< of the request in flight
    CapsuleApi::Call m_call;
    quint64 m_writesBefore = 0;
};
