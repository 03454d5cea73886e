#include "recordexport.h"

#include "csv.h"
#include "filewriter.h"
#include "party/partyvalues.h"
#include "party/vcard.h"
#include "partywords.h"
#include "store/partystore.h"

#include <QCoreApplication>

using namespace Qt::StringLiterals;

namespace {
/// Whose words these are.
struct RecordExport
{
    Q_DECLARE_TR_FUNCTIONS(RecordExport)
};

template <typename Row>
QString lines(const QList<Row> &rows)
{
    QStringList texts;
    for (const Row &row : rows)
        texts.append(readable(row));
    return texts.join(u'\n');
}

QString fieldLines(const Party &party)
{
    QStringList texts;
    for (const FieldValue &field : party.fields.value_or(QList<FieldValue>()))
        texts.append(u"%1: %2"_s.arg(field.definitionName, readable(&field)));
    return texts.join(u'\n');
}

QString tagLine(const Party &party)
{
    QStringList names;
    for (const Tag &tag : party.tags.value_or(QList<Tag>()))
        names.append(tag.name);
    return names.join("; "_L1);
}

QString moment(const QDateTime &at)
{
    return at.isValid() ? at.toUTC().toString(Qt::ISODate) : QString();
}

QStringList cellsOfAll(const Party &party)
{
    return {party.isPerson() ? RecordExport::tr("Person") : RecordExport::tr("Organisation"),
        party.id == 0 ? QString() : QString::number(party.id), party.title, party.firstName, party.lastName, party.name,
        party.jobTitle, readableOrganisation(party), lines(party.emailAddresses), lines(party.phoneNumbers),
        lines(party.addresses), lines(party.websites), party.about, tagLine(party),
        party.owner ? party.owner->name : QString(), party.team ? party.team->name : QString(), fieldLines(party),
        moment(party.createdAt), moment(party.updatedAt), moment(party.lastContactedAt)};
}

QStringList cellsOfList(const PartySummary &summary)
{
    return {summary.name, summary.organisation, summary.jobTitle, summary.city, summary.email, summary.phone,
        moment(summary.updatedAt)};
}

QStringList listColumns()
{
    QStringList names;
    for (const QString &key : {u"organisation"_s, u"jobTitle"_s, u"addresses/1/city"_s})
        names.append(fieldWord(key));
    names.prepend(RecordExport::tr("Name"));
    return names + QStringList{rowWord(RowList::Emails), rowWord(RowList::Phones), RecordExport::tr("Changed")};
}

QByteArray headerOf(ExportFormat format)
{
    switch (format) {
    case ExportFormat::ShownColumns:
        return csvLine(listColumns());
    case ExportFormat::AllColumns:
        return csvLine(allColumns());
    case ExportFormat::VCard:
        return {};
    }
    Q_UNREACHABLE();
}

/// Empty for a record that is left out.
QByteArray written(const PartyStore &store, const QUuid &record, ExportFormat format)
{
    if (format == ExportFormat::ShownColumns) {
        const auto summary = store.index().summary(record);
        return summary && !summary->isRestricted && !summary->isDeleted ? csvLine(cellsOfList(*summary)) : QByteArray();
    }
    const auto view = store.party(record);
    if (!view || view->isDeleted || view->shown.isRestricted || (view->draft && !view->isCreated))
        return {};
    return format == ExportFormat::VCard ? vCard(view->shown) : csvLine(cellsOfAll(view->shown));
}
} // namespace

FileWriter *newRecordExport(
    PartyStore &store, const QList<QUuid> &records, ExportFormat format, const QString &path, QObject *parent)
{
    const auto source = [&store, records, format, next = qsizetype(0)]() mutable {
        return next < records.size() ? std::optional(written(store, records[next++], format)) : std::nullopt;
    };
    return new FileWriter(path, headerOf(format), source, parent);
}

QStringList allColumns()
{
    return {RecordExport::tr("Kind"), RecordExport::tr("Capsule id"), RecordExport::tr("Title"),
        RecordExport::tr("First name"), RecordExport::tr("Last name"), RecordExport::tr("Name of organisation"),
        RecordExport::tr("Job title"), RecordExport::tr("Organisation"), RecordExport::tr("Emails"),
        RecordExport::tr("Phones"), RecordExport::tr("Addresses"), RecordExport::tr("Websites"),
        RecordExport::tr("About"), RecordExport::tr("Tags"), RecordExport::tr("Owner"), RecordExport::tr("Team"),
        RecordExport::tr("Custom fields"), RecordExport::tr("Added"), RecordExport::tr("Changed"),
        RecordExport::tr("Last contacted")};
}

QString leavesOut(ExportFormat format)
{
    switch (format) {
    case ExportFormat::ShownColumns:
        return RecordExport::tr("Leaves out everything but the columns of the list, and what is typed and not saved.");
    case ExportFormat::AllColumns:
        return RecordExport::tr(
            "Leaves out notes, tasks, opportunities, projects and pictures, and what is typed and not saved.");
    case ExportFormat::VCard:
        return RecordExport::tr(
            "Leaves out custom fields, owner and team, notes, tasks, opportunities, projects and pictures, and "
            "what is typed and not saved.");
    }
    Q_UNREACHABLE();
}
