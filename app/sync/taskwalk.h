#pragma once

#include "api/activityapi.h"

#include <QObject>
#include <QUrl>

#include <chrono>
#include <memory>

class Conditions;
class PartyStore;
class WriteLog;

/// Reads all open tasks now and then, one request at a time: Capsule tells neither what changed nor what was deleted
/// (capsule-api.md section 16).
class TaskWalk : public QObject
{
    Q_OBJECT

public:
    /// Borrows all of them. `writes` is that of entries and tasks.
    TaskWalk(ActivityApi &api, PartyStore &store, Conditions &conditions, WriteLog &writes, QObject *parent = nullptr);
    ~TaskWalk() override;

    /// The user wants to see them now.
    void ask();
    bool isAsked() const { return m_isAsked; }
    bool isWalking() const { return m_isWalking; }
    bool isBusy() const { return m_context != nullptr; }
    /// How long until the next request.
    std::chrono::milliseconds wait() const;
    /// Begins a walk, or goes on with the one under way. Only while wait() is 0 and not isBusy().
    void step();
    void stop();

Q_SIGNALS:
    void advanced();
    void walkingChanged();
    void failedToRead(const ApiError &error);

private:
    void onPage(const Result<Answer<ItemPage<Task>>, ApiError> &result);
    bool store(const Answer<ItemPage<Task>> &answer);
    void end(std::chrono::milliseconds untilNext);
    void failed(const ApiError &error);
    void endRequest();

    ActivityApi &m_api;
    PartyStore &m_store;
    Conditions &m_conditions;
    WriteLog &m_writes;
    bool m_isAsked = false;
    bool m_isWalking = false;
    QDateTime m_begunAt; ///< this computer's clock, UTC
    QUrl m_next;
    int m_pages = 0;
    int m_failures = 0; ///< in a row
    quint64 m_writesBefore = 0; ///< when the walk began
    std::chrono::milliseconds m_nextWalk{0}; ///< monotonic
    std::unique_ptr<QObject> m_context; ///< of the request in flight
    CapsuleApi::Call m_call;
};
