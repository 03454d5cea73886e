#pragma once

#include "model/partymodel.h"

#include <QList>
#include <QObject>
#include <QSaveFile>
#include <QUuid>

#include <functional>

class PartyStore;

/// Records in a file, as CSV or vCard 4, some at a time, so that the window stays quick. What is typed and not saved is
/// left out; what waits to be sent is in it. The file appears when it is whole, and what was there before stays until
/// then.
class RecordExport : public QObject
{
    Q_OBJECT

public:
    enum class Format {
        ShownColumns, ///< CSV with the columns of a list
        AllColumns, ///< CSV with every value
        VCard,
    };

    /// Borrows `store`.
    RecordExport(
        PartyStore &store, const QList<QUuid> &records, Format format, const QString &path, QObject *parent = nullptr);

    /// Other lines into a file in the same way: `header` and then what `line` gives for 0 to `count` - 1; an empty one
    /// is left out.
    RecordExport(QByteArray header, qsizetype count, std::function<QByteArray(qsizetype)> line, const QString &path,
        QObject *parent = nullptr);

    /// Begins, and goes on from the event loop until finished().
    void start();
    /// Leaves no file, and what was there as it was. finished() follows.
    void cancel();

    /// The columns of AllColumns.
    static QStringList allColumns();
    /// What the format has no place for, as a sentence.
    static QString leavesOut(Format format);

Q_SIGNALS:
    void progressed(int written);
    /// `written` records are in the file; `leftOut` are not, since this user may not see them or they are gone.
    /// `problem` is empty if the file is there, else the system's words why it is not. Deleting the exporter is the
    /// listener's business.
    void finished(int written, int leftOut, const QString &problem);
    void cancelled();

private:
    void writeSome();

    QByteArray m_header;
    qsizetype m_count;
    std::function<QByteArray(qsizetype)> m_line;
    QSaveFile m_file;
    qsizetype m_next = 0;
    int m_written = 0;
    bool m_isCancelled = false;
};
