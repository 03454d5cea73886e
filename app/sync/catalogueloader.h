#pragma once

#include "api/capsuleapi.h"

#include <QByteArrayList>
#include <QObject>
#include <QSet>
#include <QUrl>

#include <chrono>
#include <deque>
#include <memory>

class Conditions;
class PartyStore;

/// Reads what the account offers its records into the replica, list after list, a request at a time. Nothing tells that
/// a definition has changed (capsule-api.md section 12), so all of them are read again from time to time. A list that
/// Capsule does not give stays as it was until the next round.
class CatalogueLoader : public QObject
{
    Q_OBJECT

public:
    /// Borrows all of them.
    CatalogueLoader(CapsuleApi &api, PartyStore &store, Conditions &conditions, QObject *parent = nullptr);
    ~CatalogueLoader() override;

    /// A round is wanted now, however young the last is.
    void want() { m_isWanted = true; }
    /// Begins a round if one is wanted or the last began some ten minutes ago. Does nothing during one.
    void beginIfDue();
    bool hasMore() const { return !m_queue.empty(); }
    bool isBusy() const { return m_context != nullptr; }
    /// Sends the next request. Only while hasMore() and not isBusy().
    void step();
    void stop();

Q_SIGNALS:
    void advanced();

private:
    void onPage(const Result<Answer<CataloguePage>, ApiError> &result);
    void take(const CataloguePage &page);
    void nextList();

    CapsuleApi &m_api;
    PartyStore &m_store;
    Conditions &m_conditions;
    std::deque<CatalogueList> m_queue; ///< the first is being read
    QByteArrayList m_items; ///< of its pages so far
    QSet<QUrl> m_pages; ///< that it had so far
    QUrl m_next; ///< its next page; empty for the first
    std::unique_ptr<QObject> m_context; ///< of the request in flight
    CapsuleApi::Call m_call;
    bool m_isWanted = true;
    std::chrono::milliseconds m_nextRound{0}; ///< monotonic
};
