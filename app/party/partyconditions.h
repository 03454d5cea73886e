#pragma once

#include "catalogue.h"

#include <QDate>
#include <QJsonArray>
#include <QJsonObject>
#include <QTimeZone>
#include <QVariant>

#include <functional>
#include <optional>

// What decides whether a record belongs to a list: conditions over a party, in Capsule's own words (capsule-api.md
// section 11), and which value of the record decided each of them.

enum class ConditionOperator {
    Is,
    IsNot,
    StartsWith,
    EndsWith,
    Contains,
    IsGreaterThan,
    IsLessThan,
    IsAfter,
    IsBefore,
    IsOlderThan,
    IsWithinLast,
    IsWithinNext
};

/// What kind of value a field holds, which decides about operators and values.
enum class ConditionKind {
    Number,
    Tag, ///< an id or a name, compared as a whole
    Text,
    Flag,
    Date
};

/// One condition. `value` is a text, a number, a day as YYYY-MM-DD, a number of days, true or false; null asks for
/// empty (Is) or filled (IsNot).
struct Condition
{
    QString field; ///< Capsule's name of it: "city", "org.tag", "custom:12"
    ConditionOperator op = ConditionOperator::Is;
    QJsonValue value;
    bool operator==(const Condition &) const = default;
};

/// Conditions, all or any of which have to hold, and groups of them one level further down. Groups and "any" are this
/// program's own: how Capsule would write them is not known.
struct ConditionGroup
{
    enum class Match { All, Any };
    Match match = Match::All;
    QList<Condition> conditions;
    QList<ConditionGroup> groups; ///< these have no groups of their own
    bool operator==(const ConditionGroup &) const = default;
    bool isEmpty() const { return conditions.isEmpty() && groups.isEmpty(); }
};

/// What conditions need to know beside the record. Borrows the catalogue.
struct ConditionContext
{
    const Catalogue &catalogue;
    QDate today; ///< in the user's zone
    QTimeZone zone; ///< the user's; a moment counts as the day it has there
    /// The organisation of a person; none if it is not here.
    std::function<std::optional<Party>(const OrganisationRef &)> organisation;
    /// Whether anybody belongs to an organisation.
    std::function<bool(const Party &)> hasPeople;
};

/// Whether a condition holds, and the value that decided it.
struct Finding
{
    Condition condition;
    bool holds = false;
    /// A text, a number (double), a tick or a QDate; invalid where the record has nothing. Of several texts the one
    /// that fits, or all of them (QStringList) if none does.
    QVariant decidedBy;
    bool operator==(const Finding &) const = default;
};

/// Every field of a party that Capsule documents, custom fields left out.
QStringList conditionFields();
/// The kind of a field; none if there is no such field. Custom fields ("custom:12", "org.custom:12") go by their
/// definition in the catalogue.
std::optional<ConditionKind> conditionKind(const QString &field, const Catalogue &catalogue);
/// The operators of a kind, in the order a person would expect them.
QList<ConditionOperator> operatorsOf(ConditionKind kind);
/// Capsule's word: "is within last".
QString operatorWord(ConditionOperator op);
std::optional<ConditionOperator> operatorOfWord(const QString &word);
/// True if the field exists, and operator and value are of its kind. A condition that is not valid holds for nobody.
bool isValid(const Condition &condition, const Catalogue &catalogue);
bool isValid(const ConditionGroup &group, const Catalogue &catalogue);

Finding findingOf(const Condition &condition, const Party &party, const ConditionContext &context);
bool holds(const ConditionGroup &group, const Party &party, const ConditionContext &context);
/// Of every condition of a group, in order, those of its groups after its own.
QList<Finding> findingsOf(const ConditionGroup &group, const Party &party, const ConditionContext &context);

/// True if Capsule can run it: no groups, and all conditions have to hold.
bool runsInCapsule(const ConditionGroup &group);
/// The array that a filter of Capsule has under `conditions`; a group becomes {"match":"any","conditions":[...]}.
QJsonArray conditionsToJson(const ConditionGroup &group);
/// The group as one object with `match` and `conditions`.
QJsonObject groupToJson(const ConditionGroup &group);
/// Reads what the two functions above write, and what Capsule tells of a saved filter; none if anything in it is not
/// understood, since a list with a condition left out would hold the wrong records.
std::optional<ConditionGroup> groupFromJson(const QJsonObject &json);
std::optional<ConditionGroup> conditionsFromJson(const QJsonArray &json);
