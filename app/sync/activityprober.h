#pragma once

#include "api/activityapi.h"
#include "store/outboxentry.h"

#include <QObject>

#include <memory>
#include <variant>

class Conditions;
class PartyStore;
class WriteLog;

/// Finds out what became of a note or task whose answer was lost: three looks at its record, and nothing is sent again
/// before (reliability.md section 4). One at a time.
class ActivityProber : public QObject
{
    Q_OBJECT

public:
    /// Borrows all of them. `writes` is that of entries and tasks.
    ActivityProber(
        ActivityApi &api, PartyStore &store, Conditions &conditions, WriteLog &writes, QObject *parent = nullptr);
    ~ActivityProber() override;

    bool isBusy() const { return m_context != nullptr; }
    /// Looks for what an entry in state Unknown has sent. Only while not isBusy().
    void probe(const OutboxEntry &entry);
    void stop();

Q_SIGNALS:
    void finished();
    void entryDone(qint64 sequence, const QUuid &localId);
    void entryParked(qint64 sequence, const QUuid &localId);

private:
    struct Match
    {
        qint64 id = 0;
        QByteArray document;
    };

    void lookForNote(const QUrl &next);
    void lookForTask(const QUrl &next);
    template <typename T>
    void onPage(const Result<Answer<ItemPage<T>>, ApiError> &result);
    bool reachesFarEnough(const ItemPage<Entry> &page) const;
    bool reachesFarEnough(const ItemPage<Task> &page) const;
    template <typename T>
    bool mayBeOurs(const T &item) const;
    void judgeMatches();
    void lookAtEntry();
    void onEntry(const Result<Answer<Received<Entry>>, ApiError> &result);
    void failed(const ApiError &error);
    void adopt(const Match &found);
    void notFound();
    void park(const QString &problem, int status = 0);
    bool store();
    void finish();
    template <typename Request>
    void ask(const Request &request);

    ActivityApi &m_api;
    PartyStore &m_store;
    Conditions &m_conditions;
    WriteLog &m_writes;
    OutboxEntry m_entry;
    std::variant<Entry, Task> m_sent; ///< what a create asked for, its record by Capsule's id
    QList<Match> m_matches;
    int m_pages = 0;
    std::unique_ptr<QObject> m_context; ///< of the request in flight
    CapsuleApi::Call m_call;
};
