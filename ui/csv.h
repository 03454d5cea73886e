#pragma once

#include <QByteArray>
#include <QStringList>

/// A line of CSV with its end (RFC 4180, UTF-8). A text that a spreadsheet would take for a formula gets an apostrophe
/// before it (reliability.md section 10).
QByteArray csvLine(const QStringList &cells);
/// A text as no spreadsheet takes it for a formula.
QString withoutFormula(const QString &text);
