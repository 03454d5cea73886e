#pragma once

#include "bulktable.h"
#include "store/bulkruns.h"

#include <QMap>
#include <QObject>

/// What a change would make of many records: all are counted, the first 200 are told as lines. It takes a few
/// milliseconds of each turn, so that the window stays quick with 240,000 of them.
class BulkRehearsal : public QObject
{
    Q_OBJECT

public:
    static constexpr qsizetype LinesAtMost = 200;

    /// Borrows `runs`.
    BulkRehearsal(const BulkRuns &runs, BulkChange change, const QList<QUuid> &records, QObject *parent = nullptr);

    void start();
    bool isFinished() const { return m_next == m_records.size(); }
    const BulkChange &change() const { return m_change; }
    const QList<QUuid> &records() const { return m_records; }
    int looked() const { return static_cast<int>(m_next); }
    /// How many of those it has looked at would change, and how many not.
    int changing() const { return m_changing; }
    int skipped() const { return looked() - m_changing; }
    const QMap<BulkSkip, int> &reasons() const { return m_reasons; }

Q_SIGNALS:
    /// It has looked at some more.
    void progressed(const QList<BulkLine> &lines);

private:
    void lookAtSome();
    BulkLine look(const QUuid &record);

    const BulkRuns &m_runs;
    BulkChange m_change;
    QList<QUuid> m_records;
    qsizetype m_next = 0;
    int m_changing = 0;
    QMap<BulkSkip, int> m_reasons;
};
