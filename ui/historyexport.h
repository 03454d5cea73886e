#pragma once

#include "store/partystore.h"

class FileWriter;

/// Lines of the history as CSV (RFC 4180, UTF-8), one for each value that changed: when, record, what, was, now,
/// result. A value that a spreadsheet would take for a formula gets an apostrophe before it (reliability.md section
/// 10).
QByteArray historyCsvHeader();
QByteArray historyCsv(const HistoryLine &line);

/// What writes the lines of `record`, of all records if that is null, newest first. Borrows `store`.
FileWriter *newHistoryExport(PartyStore &store, const QUuid &record, const QString &path, QObject *parent);
