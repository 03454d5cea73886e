#pragma once

#include "partyconditions.h"

#include <functional>

/// Which records a list of one's own holds: those that match the words of a search and fulfil the conditions. Without
/// either it holds everybody.
struct PartyRule
{
    QString search = {}; ///< as for searchWordsIn(); empty for none
    ConditionGroup conditions = {};
    bool operator==(const PartyRule &) const = default;
    bool isEmpty() const { return search.trimmed().isEmpty() && conditions.isEmpty(); }
};

/// {"search":"...","match":"all","conditions":[...]}, search only if there is one.
QJsonObject ruleToJson(const PartyRule &rule);
/// None if anything in it is not understood, as with groupFromJson().
std::optional<PartyRule> ruleFromJson(const QJsonObject &json);

/// True if a record may stop or begin to fit just because another day begins.
bool dependsOnToday(const PartyRule &rule);
/// True if it asks about other records than the one in question: its organisation, or whether it has people.
bool dependsOnOthers(const PartyRule &rule);

/// Fits every record that lacks a value in a custom field marked as important: one of no DataTag, or of a DataTag that
/// it has, and within the field's capture rule (capsule-api.md section 10.1). None if there is no such field or the
/// fields were never told.
std::optional<PartyRule> missingImportantRule(const Catalogue &catalogue);

/// Counts the records a rule fits. `done` is called later, from the event loop, unless `context` is gone by then or
/// another count was asked for meanwhile.
using RuleCounter
    = std::function<void(const PartyRule &rule, QObject *context, std::function<void(qsizetype count)> done)>;
