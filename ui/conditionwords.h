#pragma once

#include "party/partyconditions.h"

// How conditions of lists read to people (capsule-api.md section 11 has Capsule's words).

/// Fields that belong together by meaning.
struct FieldSection
{
    QString title;
    QStringList fields;
};

/// Every field a condition can ask for, those of the account included, as a person would look for them.
QList<FieldSection> conditionSections(const Catalogue &catalogue);
/// "City", "Tag of the organisation"; a field that is none reads as it is written.
QString conditionFieldWord(const QString &field, const Catalogue &catalogue);
/// "is within the last", to stand between field and value.
QString operatorLabel(ConditionOperator op);
/// "City is “Leeds”". For PlainLabel::setSentence(), as are the two below.
QString conditionSentence(const Condition &condition, const Catalogue &catalogue);
/// The value that decided about a condition for a record: "This record: Leeds".
QString decidedBySentence(const Finding &finding, const Party &party);
/// What to do about a condition that is not valid; empty if it is.
QString conditionProblem(const Condition &condition, const Catalogue &catalogue);

/// A number as it is shown and typed here, without thousands' separators.
QString numberText(double number);
/// The number somebody typed, in the user's way or Capsule's.
std::optional<double> numberIn(const QString &typed);
/// A day as it is shown and typed here: short, but with all of the year.
QString dayText(const QDate &day);
/// The day somebody typed: as dayText() has it, shorter or longer in the user's way, or as YYYY-MM-DD; else invalid.
QDate dayIn(const QString &typed);
