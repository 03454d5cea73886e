#pragma once

#include "party/catalogue.h"

#include <QLocale>

// How a custom field's value stands between Capsule's text and what people read and type (capsule-api.md section 10.2).
// A text that is not what its type promises is shown and kept as it is.

/// The value as it reads on the form. A tick reads "true", none is empty.
QString shownContent(const FieldDefinition &definition, const FieldContent &value, const QLocale &locale);
/// What was typed as Capsule wants it; nothing if it cannot be read as the type. Empty is empty for every type.
std::optional<QString> storedContent(const FieldDefinition &definition, const QString &typed, const QLocale &locale);
/// The pattern of a date as it is shown and typed, such as dd/MM/yyyy: the locale's short one with a whole year.
QString datePattern(const QLocale &locale);

/// The choices in a value of several, which are parted by ";".
QStringList choicesIn(const QString &value);

/// A link with its placeholders filled in from the record: {id} {name} {email} {phone} {phone[Mobile]} {custom[name]}.
/// What the record does not have is empty; a placeholder that is not known stays.
QString resolvedLink(const QString &link, const Party &party);

/// True if this program can edit values of that type; others are only shown.
bool isKnownType(const FieldDefinition &definition);

/// The record's custom fields with one value set, or with none if `value` is nothing. A value that is what it was is
/// the row that was there.
QList<FieldValue> withFieldValue(
    const Party &was, const Party &draft, const FieldDefinition &definition, const FieldContent &value);
