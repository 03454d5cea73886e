#include "bulkrehearsal.h"

#include "bulkwords.h"
#include "plaintext.h"

#include <QElapsedTimer>
#include <QTimer>

#include <utility>

namespace {
constexpr qint64 BusyAtMost = 8; // milliseconds of a turn
}

BulkRehearsal::BulkRehearsal(const BulkRuns &runs, BulkChange change, const QList<QUuid> &records, QObject *parent)
    : QObject(parent)
    , m_runs(runs)
    , m_change(std::move(change))
    , m_records(records)
{
}

void BulkRehearsal::start()
{
    QTimer::singleShot(0, this, &BulkRehearsal::lookAtSome);
}

void BulkRehearsal::lookAtSome()
{
    QElapsedTimer busy;
    busy.start();
    QList<BulkLine> lines;
    while (m_next < m_records.size() && busy.elapsed() < BusyAtMost) {
        const BulkLine line = look(m_records[m_next]);
        if (m_next++ < LinesAtMost)
            lines.append(line);
    }
    if (m_next < m_records.size())
        QTimer::singleShot(0, this, &BulkRehearsal::lookAtSome);
    Q_EMIT progressed(lines);
}

BulkLine BulkRehearsal::look(const QUuid &record)
{
    const BulkRuns::Prospect prospect = m_runs.prospect(m_change, record);
    BulkLine line{record, displayText(prospect.was.displayName()), {}, {}, {}, !prospect.willBe};
    if (!prospect.willBe) {
        ++m_reasons[prospect.willBe.error()];
        line.note = bulkReason(prospect.willBe.error());
        return line;
    }
    ++m_changing;
    const BulkTexts texts = bulkTexts(m_change, prospect.was, *prospect.willBe);
    line.was = texts.was;
    line.willBe = texts.willBe;
    return line;
}
