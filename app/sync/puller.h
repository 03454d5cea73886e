#pragma once

#include "api/capsuleapi.h"
#include "sync/sweep.h"

#include <QObject>
#include <QSet>

#include <chrono>
#include <deque>
#include <memory>
#include <optional>

class Conditions;
class PartyStore;
class WriteLog;

/// Reads what changed in Capsule into the replica, one request at a time, each on command: first all records, then the
/// changes since a cursor and the deleted list after them (reliability.md section 6). Pages follow each other by their
/// Link; the place in a first load is kept on disk after every page. While a page is being stored, a part in each turn
/// of the event loop, the next may be on its way.
class Puller : public QObject
{
    Q_OBJECT

public:
    /// A list longer than this many pages of 100 is taken for one that never ends. Capsule's largest plan holds 240,000
    /// records.
    static constexpr int mostPages = 5000;

    /// Borrows all of them.
    Puller(CapsuleApi &api, PartyStore &store, Conditions &conditions, WriteLog &writes, QObject *parent = nullptr);
    ~Puller() override;

    /// Begins a sweep, or goes on with the one under way.
    void begin();
    /// Sends the sweep's next request. Only while isSweeping() and not isBusy().
    void step();
    /// Forgets the sweep and the request in flight.
    void stop();

    bool isSweeping() const { return m_sweep.has_value(); }
    bool isBusy() const;
    /// True until all records have been read once.
    bool isFirstLoad() const;
    const std::optional<Sweep> &sweep() const { return m_sweep; }
    /// While wait() lasts: when that will be by this computer's clock, UTC.
    QDateTime retryAt() const { return m_retryAt; }
    void tryNow() { m_retryFrom = std::chrono::milliseconds{0}; }
    /// How long step() has to wait after Capsule failed to answer this in particular.
    std::chrono::milliseconds wait() const;

Q_SIGNALS:
    /// The request in flight has ended, or its answer is stored, or the trouble noted.
    void advanced();
    /// A sweep is complete and the cursor has moved.
    void completed(bool wasFirstLoad);

private:
    using PageResult = Result<Answer<PartyPage>, ApiError>;
    using DeletedResult = Result<Answer<DeletedParties>, ApiError>;
    /// A request on its way, or an answer that is being read.
    struct Flight
    {
        std::unique_ptr<QObject> context;
        CapsuleApi::Call call;
        quint64 writesBefore = 0; ///< when it left
        QUrl next; ///< what follows it, once its answer is here
    };

    void onNextKnown(const QUrl &next);
    void onPage(const PageResult &result);
    void onDeleted(const DeletedResult &result);
    void failed(const ApiError &error);
    void take(const Answer<PartyPage> &page, quint64 writesBefore);
    Sweep placeAfter(const Answer<PartyPage> &page) const;
    void noteSeen(const QList<ReceivedParty> &parties);
    void storeSoon();
    void storePart();
    bool store(const Answer<PartyPage> &part);
    bool concludePage();
    void dropRequests();
    bool hasSlipped() const;
    void askDeleted();
    void applyDeleted(const QDateTime &serverTime);
    bool reachesFarBack() const;
    void complete();
    Flight &depart();
    Flight endRequest();

    CapsuleApi &m_api;
    PartyStore &m_store;
    Conditions &m_conditions;
    WriteLog &m_writes;

    /// A page that is here and not stored yet.
    struct Arrived
    {
        Answer<PartyPage> page; ///< what is left of it
        quint64 writesBefore = 0; ///< when its request left
        Sweep before; ///< where the sweep stood
        Sweep after;
    };

    std::optional<Sweep> m_sweep; ///< with all that arrived
    QSet<qint64> m_seen; ///< Capsule's ids in this round
    std::deque<Arrived> m_arrived;
    std::deque<Flight> m_flights; ///< in order; two at most
    QList<qint64> m_deleted; ///< of the pages of the deleted list so far
    QList<qint64> m_restricted; ///< those that are only out of sight
    QUrl m_nextDeleted; ///< its next page
    int m_failures = 0; ///< in a row, of this sweep's requests
    std::chrono::milliseconds m_retryFrom{0}; ///< monotonic: the wall clock may be set back by a year
    QDateTime m_retryAt; ///< the same for people
};
