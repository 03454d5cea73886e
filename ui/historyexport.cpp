#include "historyexport.h"

#include "csv.h"
#include "filewriter.h"
#include "journalmodel.h"
#include "partywords.h"
#include "store/activitywork.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {
/// Whose words these are.
struct HistoryExport
{
    Q_DECLARE_TR_FUNCTIONS(HistoryExport)
};

constexpr int Portion = 100; // lines read at once
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
    const QString name = subjectNameOf(entry);
    const QString result = JournalModel::resultOf(entry);
    QByteArray lines;
    if (entry.kind != OutboxEntry::Kind::Update) {
        const bool isDelete = entry.kind == OutboxEntry::Kind::Delete;
        lines += csvLine(
            {when, name, changeLine(entry), isDelete ? name : QString(), isDelete ? QString() : name, result});
        if (isDelete)
            return lines;
    }
    for (const FieldChange &change : differencesOf(entry))
        lines += csvLine({when, name, fieldWord(change), change.was, change.willBe, result});
    return lines;
}

FileWriter *newHistoryExport(PartyStore &store, const QUuid &record, const QString &path, QObject *parent)
{
    // Read a portion at a time, each beginning below the last line of the one before.
    const auto source = [&store, record, lines = QList<HistoryLine>(), next = qsizetype(0)]() mutable {
        if (next == lines.size() && (next == 0 || next == Portion)) {
            const qint64 before = lines.isEmpty() ? 0 : lines.last().number;
            lines = record.isNull() ? store.history(before, Portion) : store.historyOf(record, before, Portion);
            next = 0;
        }
        return next < lines.size() ? std::optional(historyCsv(lines[next++])) : std::nullopt;
    };
    return new FileWriter(path, historyCsvHeader(), source, parent);
}
