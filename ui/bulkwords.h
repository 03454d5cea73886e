#pragma once

#include "party/bulkchange.h"
#include "store/bulkruns.h"
#include "sync/bulkbudget.h"

#include <QString>

// How changes of many records read.

/// "Add tag “Client”".
QString bulkTitle(const BulkChange &change);
/// Why a record is left alone, to stand behind "Skipped:" or in a column of its own.
QString bulkReason(BulkSkip skip);
/// The values that differ, before and after; of a delete the record and nothing.
struct BulkTexts
{
    QString was;
    QString willBe;
};
BulkTexts bulkTexts(const BulkChange &change, const Party &before, const Party &after);
/// What became of a row of a run.
QString bulkResult(const BulkRun &run, const BulkRow &row);
/// "34 requests, about 20 s", and until when they rest if the hour's allowance is too small.
QString bulkBudgetLine(const BulkBudget &budget);
/// "20 done, 3 skipped, 1 failed".
QString bulkCountsLine(const BulkRun::Counts &counts);
