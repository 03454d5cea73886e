#pragma once

#include "store/partystore.h"

#include <QObject>
#include <QSaveFile>

/// Lines of the history as CSV (RFC 4180, UTF-8), one for each value that changed: when, record, what, was, now,
/// result. A value that a spreadsheet would take for a formula gets an apostrophe before it (reliability.md section
/// 10).
QByteArray historyCsvHeader();
QByteArray historyCsv(const HistoryLine &line);

/// Writes the history into a file, some lines at a time, so that the window stays quick. The file appears when it is
/// whole, and what was there before stays until then.
class HistoryExport : public QObject
{
    Q_OBJECT

public:
    /// Borrows `store`. Writes the lines of `record`, of all records if that is null, newest first.
    HistoryExport(PartyStore &store, const QUuid &record, const QString &path, QObject *parent = nullptr);

    /// Begins, and goes on from the event loop until finished().
    void start();

Q_SIGNALS:
    /// `problem` is empty if the file is there, else the system's words why it is not. Deleting the exporter is the
    /// listener's business.
    void finished(const QString &problem);

private:
    void writeSome();

    PartyStore &m_store;
    QUuid m_record;
    QSaveFile m_file;
    qint64 m_before = 0; // lines older than this one are still to come; 0 at the beginning
};
