#include "historyexport.h"

#include "csv.h"
#include "journalmodel.h"
#include "partywords.h"

#include <QTimer>

using namespace Qt::StringLiterals;

namespace {
constexpr int Portion = 100; // lines written at once, some 10 ms
} // namespace

QByteArray historyCsvHeader()
{
    return csvLine({HistoryExport::tr("When"), HistoryExport::tr("Record"),
        //: Column: what was changed
        HistoryExport::tr("What"),
        //: Column: the value before a change
        HistoryExport::tr("Was"),
        //: Column: the value after a change
        HistoryExport::tr("Now"),
        //: Column: what became of a change
        HistoryExport::tr("Result")});
}

QByteArray historyCsv(const HistoryLine &line)
{
    const OutboxEntry &entry = line.entry;
    const QString when = line.at.toUTC().toString(Qt::ISODate);
    const QString before = entry.base.displayName();
    const QString after = entry.edited.displayName();
    const QString name = after.isEmpty() ? before : after;
    const QString result = JournalModel::resultOf(entry);
    QByteArray lines;
    if (entry.kind != OutboxEntry::Kind::Update) {
        const bool isDelete = entry.kind == OutboxEntry::Kind::Delete;
        lines += csvLine(
            {when, name, changeLine(entry), isDelete ? name : QString(), isDelete ? QString() : name, result});
        if (isDelete)
            return lines;
    }
    for (const FieldChange &change : describeChanges(entry.base, entry.edited))
        lines += csvLine({when, name, fieldWord(change.key), change.was, change.willBe, result});
    return lines;
}

HistoryExport::HistoryExport(PartyStore &store, const QUuid &record, const QString &path, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_record(record)
    , m_file(path)
{
}

void HistoryExport::start()
{
    if (!m_file.open(QIODevice::WriteOnly))
        return QTimer::singleShot(0, this, [this] { Q_EMIT finished(m_file.errorString()); });
    m_file.write(historyCsvHeader());
    QTimer::singleShot(0, this, &HistoryExport::writeSome);
}

void HistoryExport::writeSome()
{
    const QList<HistoryLine> lines
        = m_record.isNull() ? m_store.history(m_before, Portion) : m_store.historyOf(m_record, m_before, Portion);
    for (const HistoryLine &line : lines)
        m_file.write(historyCsv(line));
    if (lines.size() == Portion && m_file.error() == QFileDevice::NoError) {
        m_before = lines.last().number;
        return QTimer::singleShot(0, this, &HistoryExport::writeSome);
    }
    const bool isWhole = m_file.commit(); // false after any write that failed
    Q_EMIT finished(isWhole ? QString() : m_file.errorString());
}
