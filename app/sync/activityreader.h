#pragma once

#include "api/activityapi.h"
#include "store/activitystore.h"

#include <QObject>
#include <QUuid>

#include <functional>
#include <memory>
#include <optional>

class Conditions;
class PartyStore;
class WriteLog;

/// Reads entries and deals of single records when somebody looks at them, one request at a time. Of an organisation it
/// goes from one to the next of its people, since Capsule lists only what is filed on the very record (capsule-api.md
/// section 15): first to whoever may have the newest entry that is not here.
class ActivityReader : public QObject
{
    Q_OBJECT

public:
    /// How many requests one wish of the user's may cost, and how many entries are enough for one.
    static constexpr int budget = 10;
    static constexpr int enough = 50;

    /// Borrows all of them. `writes` is that of entries and tasks.
    ActivityReader(
        ActivityApi &api, PartyStore &store, Conditions &conditions, WriteLog &writes, QObject *parent = nullptr);
    ~ActivityReader() override;

    /// The newest page of a record, and of the people who have news. The wish of last comes first.
    void openEntries(const QUuid &record);
    void readMoreEntries(const QUuid &record);
    void openDeals(const QUuid &record);
    bool isReadingEntries(const QUuid &record) const;
    bool isReadingDeals(const QUuid &record) const;

    bool hasMore() const { return !m_wishes.isEmpty(); }
    bool isBusy() const { return m_context != nullptr; }
    /// Sends the next request. Only while hasMore() and not isBusy().
    void step();
    void stop();

Q_SIGNALS:
    void advanced();
    /// Something began or ended for this record.
    void readingChanged(const QUuid &record);
    void readingFailed(const QUuid &record, const ApiError &error);

private:
    struct Wish
    {
        enum class What { NewEntries, OlderEntries, Opportunities, Projects };
        QUuid record;
        What what = What::NewEntries;
        int requests = 0; ///< sent for it so far
        int entries = 0; ///< that came with them
        QList<QUuid> asked; ///< for new entries: whom
        QList<Received<Deal>> deals; ///< of the pages so far
        QUrl next; ///< of a list of deals
    };

    void add(const Wish &wish);
    bool isWished(const QUuid &record, Wish::What what) const;
    void stepEntries();
    QUuid nextSource() const;
    QUuid sourceOfNews() const;
    QUuid sourceOfOlder() const;
    QUuid latestOf(const QList<QUuid> &sources,
        const std::function<std::optional<QDateTime>(const QUuid &, const ActivityStore::Reach &)> &timeOf) const;
    void onEntries(const QUuid &source, bool isNewest, const Result<Answer<ItemPage<Entry>>, ApiError> &result);
    bool store(const QUuid &source, bool isNewest, const Answer<ItemPage<Entry>> &answer);
    ActivityStore::Reach reachAfterNewest(const QUuid &source, const ItemPage<Entry> &page) const;
    void stepDeals();
    void onDeals(Deal::Kind kind, const Result<Answer<ItemPage<Deal>>, ApiError> &result);
    void endWish();
    void failed(const ApiError &error);
    void endRequest();

    ActivityApi &m_api;
    PartyStore &m_store;
    Conditions &m_conditions;
    WriteLog &m_writes;
    QList<Wish> m_wishes; ///< the first is under way
    std::unique_ptr<QObject> m_context; ///< of the request in flight
    CapsuleApi::Call m_call;
    quint64 m_writesBefore = 0; ///< when it left
};
