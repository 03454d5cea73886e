#pragma once

#include "fieldedit.h"
#include "formrows.h"
#include "store/outboxentry.h"

#include <QDateTime>

// The words of the form: how Capsule's keys and kinds read to people.

/// The name of a field by its key as in FieldChange, such as "Job title" or "City".
QString fieldWord(const QString &key);
/// The same with a custom field's own name, as the change or one of the two states tells it.
QString fieldWord(const FieldChange &change);
QString fieldWord(const QString &key, const Party &a, const Party &b);
/// The kinds a row can have, in Capsule's order (capsule-api.md section 8.2), with how they read.
QList<Choice> kindsOf(RowList list);
/// The types of a website, beside its service.
QList<Choice> placesOfWebsites();
/// "Emails", "Phones" and so on.
QString sectionTitle(RowList list);
/// "Email", "Phone" and so on.
QString rowWord(RowList list);

/// Where unsent work stands, in few words; empty for an entry that ended.
QString stateWord(const OutboxEntry &entry);
/// Why an entry waits for the user, with Capsule's own words where it gave any; empty for others.
QString reasonOf(const OutboxEntry &entry);
/// What an entry does, on one line: "Job title: Buyer → Head of sales · Email added: a@example.org".
QString changeLine(const OutboxEntry &entry);

/// "12 s ago" up to seven days, then the date; empty for an invalid time.
QString relativeTime(const QDateTime &then, const QDateTime &now);
/// "Next try in 4 min", for a time that is still to come.
QString nextTry(const QDateTime &then, const QDateTime &now);
/// The whole time as the system writes it.
QString wholeTime(const QDateTime &then);
