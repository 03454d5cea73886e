#pragma once

#include "api/capsuleapi.h"

#include <QList>
#include <QObject>
#include <QSet>
#include <QUrl>

#include <memory>

class Conditions;
class PartyStore;

/// Runs filters that are saved in Capsule when somebody looks at them, one after the other, and keeps which records
/// they gave (capsule-api.md section 11).
class FilterReader : public QObject
{
    Q_OBJECT

public:
    /// Borrows all of them.
    FilterReader(CapsuleApi &api, PartyStore &store, Conditions &conditions, QObject *parent = nullptr);
    ~FilterReader() override;

    /// Puts a filter in the queue, by Capsule's id; the one asked for last comes first.
    void ask(qint64 filterId);
    bool hasMore() const { return !m_queue.isEmpty(); }
    bool isBusy() const { return m_context != nullptr; }
    /// Sends the next request. Only while hasMore() and not isBusy().
    void step();
    void stop();

Q_SIGNALS:
    void advanced();

private:
    void onPage(const Result<Answer<PartyPage>, ApiError> &result);
    void take(const Answer<PartyPage> &answer);
    void end();

    CapsuleApi &m_api;
    PartyStore &m_store;
    Conditions &m_conditions;
    QList<qint64> m_queue; ///< the first is being read
    QList<qint64> m_ids; ///< of its pages so far
    QSet<QUrl> m_pages; ///< that it had so far
    QUrl m_next; ///< its next page; empty for the first
    QDateTime m_begun; ///< when the first page came, the service's time
    std::unique_ptr<QObject> m_context; ///< of the request in flight
    CapsuleApi::Call m_call;
};
