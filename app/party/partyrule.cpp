#include "partyrule.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

template <typename Predicate>
bool hasCondition(const ConditionGroup &group, Predicate predicate)
{
    return std::ranges::any_of(group.conditions, predicate)
        || std::ranges::any_of(
            group.groups, [&](const ConditionGroup &inner) { return hasCondition(inner, predicate); });
}

bool isSpan(const Condition &condition)
{
    return condition.op == ConditionOperator::IsOlderThan || condition.op == ConditionOperator::IsWithinLast
        || condition.op == ConditionOperator::IsWithinNext;
}

/// Who lacks a value in a field: the type and the DataTag that the field is for, and no value.
ConditionGroup lackOf(const FieldDefinition &field)
{
    ConditionGroup group;
    if (field.captureRule)
        group.conditions.append({u"type"_s, ConditionOperator::Is,
            *field.captureRule == PartyType::Person ? u"person"_s : u"organisation"_s});
    if (field.tagId != 0)
        group.conditions.append({u"tag"_s, ConditionOperator::Is, field.tagId});
    group.conditions.append({u"custom:%1"_s.arg(field.id), ConditionOperator::Is, QJsonValue::Null});
    return group;
}

} // namespace

QJsonObject ruleToJson(const PartyRule &rule)
{
    QJsonObject json = groupToJson(rule.conditions);
    if (!rule.search.isEmpty())
        json.insert("search"_L1, rule.search);
    return json;
}

std::optional<PartyRule> ruleFromJson(const QJsonObject &json)
{
    const QJsonValue search = json.value("search"_L1);
    const bool isSearchRead = search.isUndefined() || search.isString();
    const auto conditions = groupFromJson(json);
    if (!isSearchRead || !json.value("conditions"_L1).isArray() || !conditions)
        return {};
    return PartyRule{search.toString(), *conditions};
}

bool dependsOnToday(const PartyRule &rule)
{
    return hasCondition(rule.conditions, isSpan);
}

bool dependsOnOthers(const PartyRule &rule)
{
    return hasCondition(rule.conditions, [](const Condition &condition) {
        return condition.field.startsWith("org."_L1) || condition.field == "hasPeople"_L1;
    });
}

std::optional<PartyRule> missingImportantRule(const Catalogue &catalogue)
{
    PartyRule rule;
    rule.conditions.match = ConditionGroup::Match::Any;
    for (const FieldDefinition &field : catalogue.fields.value_or(QList<FieldDefinition>{})) {
        if (field.important)
            rule.conditions.groups.append(lackOf(field));
    }
    return rule.isEmpty() ? std::nullopt : std::optional(rule);
}
