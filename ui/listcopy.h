#pragma once

#include "model/partymodel.h"

class QMimeData;

// Rows of the list for other programs.

/// More rows than this are a matter for an export: the clipboard holds them all in memory, and so does who pastes them.
constexpr int MostCopiedRows = 10000;

/// A line of text for each row: name, job title, organisation, city, email and phone, what there is of them.
QMimeData *newTextOf(const PartyModel &model, const QList<int> &rows);
/// The columns with their names, parted by tabs, for a spreadsheet. What it would take for a formula gets an apostrophe
/// before it (reliability.md section 10).
QMimeData *newTableOf(const PartyModel &model, const QList<int> &rows, const QList<PartyModel::Column> &columns);
