#include "recordexport.h"

#include "csv.h"
#include "party/partyvalues.h"
#include "party/vcard.h"
#include "partywords.h"
#include "store/partystore.h"

#include <QElapsedTimer>
#include <QTimer>

#include <utility>

using namespace Qt::StringLiterals;

namespace {
constexpr qint64 BusyAtMost = 8; // milliseconds of a turn

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

QByteArray headerOf(RecordExport::Format format)
{
    switch (format) {
    case RecordExport::Format::ShownColumns:
        return csvLine(listColumns());
    case RecordExport::Format::AllColumns:
        return csvLine(RecordExport::allColumns());
    case RecordExport::Format::VCard:
        return {};
    }
    Q_UNREACHABLE();
}

/// Empty for a record that is left out.
QByteArray written(const PartyStore &store, const QUuid &record, RecordExport::Format format)
{
    if (format == RecordExport::Format::ShownColumns) {
        const auto summary = store.index().summary(record);
        return summary && !summary->isRestricted && !summary->isDeleted ? csvLine(cellsOfList(*summary)) : QByteArray();
    }
    const auto view = store.party(record);
    if (!view || view->isDeleted || view->shown.isRestricted || (view->draft && !view->isCreated))
        return {};
    return format == RecordExport::Format::VCard ? vCard(view->shown) : csvLine(cellsOfAll(view->shown));
}
} // namespace

RecordExport::RecordExport(
    PartyStore &store, const QList<QUuid> &records, Format format, const QString &path, QObject *parent)
    : RecordExport(
          headerOf(format), records.size(),
          [&store, records, format](qsizetype at) { return written(store, records[at], format); }, path, parent)
{
}

RecordExport::RecordExport(
    QByteArray header, qsizetype count, std::function<QByteArray(qsizetype)> line, const QString &path, QObject *parent)
    : QObject(parent)
    , m_header(std::move(header))
    , m_count(count)
    , m_line(std::move(line))
    , m_file(path)
{
}

QStringList RecordExport::allColumns()
{
    return {tr("Kind"), tr("Capsule id"), tr("Title"), tr("First name"), tr("Last name"), tr("Name of organisation"),
        tr("Job title"), tr("Organisation"), tr("Emails"), tr("Phones"), tr("Addresses"), tr("Websites"), tr("About"),
        tr("Tags"), tr("Owner"), tr("Team"), tr("Custom fields"), tr("Added"), tr("Changed"), tr("Last contacted")};
}

QString RecordExport::leavesOut(Format format)
{
    switch (format) {
    case Format::ShownColumns:
        return tr("Leaves out everything but the columns of the list, and what is typed and not saved.");
    case Format::AllColumns:
        return tr("Leaves out notes, tasks, opportunities, projects and pictures, and what is typed and not saved.");
    case Format::VCard:
        return tr("Leaves out custom fields, owner and team, notes, tasks, opportunities, projects and pictures, and "
                  "what is typed and not saved.");
    }
    Q_UNREACHABLE();
}

void RecordExport::start()
{
    if (!m_file.open(QIODevice::WriteOnly))
        return QTimer::singleShot(0, this, [this] { Q_EMIT finished(0, 0, m_file.errorString()); });
    m_file.write(m_header);
    QTimer::singleShot(0, this, &RecordExport::writeSome);
}

void RecordExport::cancel()
{
    m_isCancelled = true;
}

void RecordExport::writeSome()
{
    if (m_isCancelled) {
        m_file.cancelWriting();
        return Q_EMIT cancelled();
    }
    QElapsedTimer busy;
    busy.start();
    while (m_next < m_count && busy.elapsed() < BusyAtMost && m_file.error() == QFileDevice::NoError) {
        const QByteArray bytes = m_line(m_next++);
        m_file.write(bytes);
        m_written += bytes.isEmpty() ? 0 : 1;
    }
    Q_EMIT progressed(static_cast<int>(m_next));
    if (m_next < m_count && m_file.error() == QFileDevice::NoError)
        return QTimer::singleShot(0, this, &RecordExport::writeSome);
    const bool isWhole = m_file.commit(); // false after any write that failed
    Q_EMIT finished(m_written, static_cast<int>(m_count) - m_written, isWhole ? QString() : m_file.errorString());
}
