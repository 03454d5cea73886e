#pragma once

#include "party/activity.h"
#include "store/outboxentry.h"

#include <QString>

// How notes, tasks, opportunities and projects read to people.

/// "Note", "Email: Offer", "Completed task", or the name of the activity type.
QString entryTitle(const Entry &entry);
/// "3.4 MB"
QString fileSize(qint64 bytes);
/// "Today 14:30", "Tomorrow", or the date; empty without one.
QString dueWord(const Task &task, const QDate &today);
/// "Every 2 weeks"
QString repeatWord(const TaskRepeat &repeat);
/// The value of an opportunity as the system writes money; empty for none.
QString dealValue(const Deal &deal);
/// "Open", "Closed", "Lost: too expensive"
QString dealState(const Deal &deal);
/// "As of 3 Mar 14:05"; for nothing read yet that.
QString asOf(const QDateTime &checkedAt);
/// Of a note or task that ActivityStore::mayBeTwice().
QString twiceWord();
/// The names of fields of notes and tasks as in FieldChange; empty for other keys.
QString activityFieldWord(const QString &key);
/// What work on a note or a task does, on one line.
QString activityChangeLine(const OutboxEntry &entry);
