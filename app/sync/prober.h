#pragma once

#include "api/capsuleapi.h"
#include "store/outboxentry.h"

#include <QObject>

#include <memory>

class Conditions;
class PartyStore;
class WriteLog;

/// Finds out what became of a write whose answer was lost: three looks, and nothing is sent again before
/// (reliability.md section 4). The same for a delete that Capsule only took on: it asks until the job has ended
/// (section 3). One entry at a time.
class Prober : public QObject
{
    Q_OBJECT

public:
    /// Borrows all of them.
    Prober(CapsuleApi &api, PartyStore &store, Conditions &conditions, WriteLog &writes, QObject *parent = nullptr);
    ~Prober() override;

    bool isBusy() const { return m_context != nullptr; }
    /// Looks for what an entry in state Unknown has sent. Only while not isBusy().
    void probe(const OutboxEntry &entry);
    void stop();

Q_SIGNALS:
    void finished();
    void entryDone(qint64 sequence, const QUuid &localId);
    void entryParked(qint64 sequence, const QUuid &localId);

private:
    void onPage(const Result<Answer<PartyPage>, ApiError> &result);
    void keepMatches(const QList<ReceivedParty> &parties);
    void judgeMatches();
    void onParty(const Result<Answer<ReceivedParty>, ApiError> &result);
    void judgeUpdate(const Answer<ReceivedParty> &answer);
    void askAboutDelete();
    void onJob(const Result<Answer<Job>, ApiError> &result);
    void lookAtRemains();
    void onRemains(const Result<Answer<ReceivedParty>, ApiError> &result);
    void deleted();
    void askAgain();
    void parentIsGone(const ApiError &error);
    void failed(const ApiError &error);
    bool wasDroppedMeanwhile() const;
    bool isBoundElsewhere(qint64 serverId) const;
    bool mayBeOurs(const Party &party) const;
    void adopt(const ReceivedParty &found);
    void notFound();
    void park(const QString &problem, int status = 0);
    bool store();
    void finish();
    template <typename Request>
    void ask(const Request &request);

    CapsuleApi &m_api;
    PartyStore &m_store;
    Conditions &m_conditions;
    WriteLog &m_writes;
    OutboxEntry m_entry;
    Party m_sent; ///< what a create asked for, its organisation by Capsule's id
    QList<ReceivedParty> m_matches;
    QLatin1StringView m_doubt; ///< the problem, if there is something that resembles what was sent
    int m_pages = 0;
    quint64 m_writesBefore = 0; ///< when the look began
    std::unique_ptr<QObject> m_context; ///< of the request in flight
    CapsuleApi::Call m_call;
};
