#pragma once

#include <QByteArray>
#include <QList>
#include <QStringList>
#include <QUuid>

class FileWriter;
class PartyStore;
class QObject;

// Records in a file, as CSV or vCard 4. What is typed and not saved is left out; what waits to be sent is in it.

enum class ExportFormat {
    ShownColumns, ///< CSV with the columns of a list
    AllColumns, ///< CSV with every value
    VCard,
};

/// What writes `records`; those that this user may not see, or that are gone, are left out. Borrows `store`.
FileWriter *newRecordExport(
    PartyStore &store, const QList<QUuid> &records, ExportFormat format, const QString &path, QObject *parent);

/// The columns of AllColumns.
QStringList allColumns();
/// What the format has no place for, as a sentence.
QString leavesOut(ExportFormat format);
