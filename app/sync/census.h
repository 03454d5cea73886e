#pragma once

#include "api/capsuleapi.h"

#include <QObject>
#include <QUrl>
#include <QUuid>

#include <chrono>
#include <memory>

class Conditions;
class PartyStore;
class WriteLog;

/// Compares all records once a week (reliability.md section 6): walks every page, stores what is missing here or
/// differs, then asks by id for each record that no page had, since rows slip between pages. Only what Capsule answers
/// not to have is dropped. It takes a request at a time, seldom, so that a long walk takes nothing from others; how far
/// it is stands in the replica.
class Census : public QObject
{
    Q_OBJECT

public:
    /// Where the replica remembers the last one, and the place in the one under way. Empty: one is due.
    static constexpr QLatin1StringView mark{"sync.census"};

    /// Borrows all of them.
    Census(CapsuleApi &api, PartyStore &store, Conditions &conditions, WriteLog &writes, QObject *parent = nullptr);
    ~Census() override;

    /// True while one is under way, and when the last is a week old by the service's clock. False until that is known.
    bool isDue() const;
    bool isBusy() const { return m_context != nullptr; }
    /// How long step() has to wait.
    std::chrono::milliseconds wait() const;
    /// Sends the next request. Only while isDue() and not isBusy().
    void step();
    void stop();
    /// Everything was read just now without it.
    void noteComplete();

Q_SIGNALS:
    void advanced();
    /// A page has a record that Capsule had deleted: only a look at the record itself can tell.
    void doubted(const QUuid &localId);

private:
    struct Place
    {
        enum class Step { None, Walk, Ask };

        QDateTime endedAt; ///< of the last one, by the service's clock; invalid for never
        Step step = Step::None;
        QUrl next; ///< the page to be read next; empty for the first
        int pages = 0;
        qint64 highestId = 0; ///< when it began: what came later is no business of this one
    };

    Place place() const;
    bool write(const Place &place);
    bool begin(Place &place);
    void walk(const Place &place);
    void onPage(const Result<Answer<PartyPage>, ApiError> &result);
    bool store(const Answer<PartyPage> &page);
    void askNext(const Place &place);
    void onParty(qint64 serverId, const Result<Answer<ReceivedParty>, ApiError> &result);
    void failed(const ApiError &error);
    void endRequest();

    CapsuleApi &m_api;
    PartyStore &m_store;
    Conditions &m_conditions;
    WriteLog &m_writes;
    std::unique_ptr<QObject> m_context; ///< of the request in flight
    CapsuleApi::Call m_call;
    quint64 m_writesBefore = 0; ///< when it left
    std::chrono::milliseconds m_nextTurn{0}; ///< monotonic
    int m_failures = 0; ///< in a row
};
