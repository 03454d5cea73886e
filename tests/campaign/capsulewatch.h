#pragma once

#include "campaign/saveledger.h"
#include "sync/bench.h"

#include <QHash>
#include <QStringList>

/// Sees every request as Capsule carries it out, and complains where a computer does what none may: writes without
/// having looked, values that nobody saved there, rows or records twice.
class CapsuleWatch
{
public:
    /// Borrows both. `longestDelay`: how late an answer may come.
    CapsuleWatch(World &world, SaveLedger &ledger, std::chrono::seconds longestDelay);

    /// How the computer `who` calls Capsule.
    static QString base(int who);
    /// That computer ended its program, and the answers on their way to it are lost.
    void ended(int who);
    /// Capsule itself was changed in the browser.
    void lookAgain();
    /// What Capsule holds, by name.
    QHash<QString, Values> records() const;
    Values valuesIn(qint64 id) const { return m_known.value(id).values(); }

    std::function<void(const QString &line)> onExchange; ///< every write and every look at a record, in words
    QStringList complaints;
    int races = 0; ///< values overwritten that Capsule took after the computer had looked
    int lostAnswers = 0; ///< writes that were carried out and not told

private:
    struct Known
    {
        QString name;
        QList<std::pair<Value, int>> landed; ///< each value, and when in the order of all writes
        QHash<QString, int> emptied; ///< fields of one value that lost it, and when
        Values values() const;
    };
    struct Brought
    {
        int who = 0;
        QString record;
        Value value;
        qint64 at = 0;
        bool isUntold = false; ///< the answer got lost
    };
    struct Look
    {
        int order = 0;
        qint64 at = 0;
    };
    void judge(const capsule::Exchange &exchange);
    void judgeUpdate(int who, qint64 id, const capsule::Exchange &exchange);
    void judgeCreate(int who, const capsule::Exchange &exchange);
    bool brings(const Brought &brought);
    void judgeDelete(int who, qint64 id, qint64 at);
    void judgeLook(int who, qint64 id, qint64 at, const char *what);
    void judgeOverwritten(int who, qint64 id, const Known &before, const Values &gone, const Values &come);
    int lookOf(int who, qint64 id) const { return m_looks.value({who, id}).order; }
    Known look(qint64 id) const;
    void complain(int who, const QString &record, const QString &what);

    World &m_world;
    SaveLedger &m_ledger;
    std::chrono::seconds m_longestDelay;
    QHash<qint64, Known> m_known; ///< by Capsule's id
    QHash<std::pair<int, qint64>, Look> m_looks; ///< the last one of each computer at each record
    QList<Brought> m_brought;
    int m_order = 0;
};
