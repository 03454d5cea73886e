#include "partyconditions.h"

#include "partyvalues.h"

#include <algorithm>
#include <array>
#include <variant>

using namespace Qt::StringLiterals;
using Kind = ConditionKind;
using Operator = ConditionOperator;

namespace {

constexpr QLatin1StringView OfOrganisation{"org."};
constexpr QLatin1StringView CustomField{"custom:"};

/// A text of a record, and what a person calls it.
struct HeldText
{
    QString text;
    QString shown;
    bool comparesWhole = false; ///< by Is and IsNot only
};

/// What a record has under a field.
using Held = std::variant<QList<HeldText>, std::optional<double>, bool, QDate>;

struct NamedField
{
    QLatin1StringView name;
    Kind kind;
    Held (*read)(const Party &, const ConditionContext &);
};

QList<HeldText> textOf(const QString &text)
{
    return {{text, text}};
}

template <typename Row>
QList<HeldText> column(const QList<Row> &rows, QString Row::*member)
{
    QList<HeldText> texts;
    for (const Row &row : rows)
        texts.append({row.*member, row.*member});
    return texts;
}

/// By name, or by the code that Capsule's own tool sends.
QList<HeldText> countriesOf(const Party &party, const Catalogue &catalogue)
{
    QList<HeldText> texts = column(party.addresses, &Address::country);
    for (const Country &country : catalogue.countries.value_or(QList<Country>{})) {
        if (std::ranges::any_of(party.addresses, [&](const Address &row) { return row.country == country.name; }))
            texts.append({country.alpha2, country.name, true});
    }
    return texts;
}

QList<HeldText> tagsOf(const Party &party)
{
    QList<HeldText> texts;
    for (const Tag &tag : party.tags.value_or(QList<Tag>{})) {
        texts.append({tag.name, tag.name});
        if (tag.id != 0)
            texts.append({QString::number(tag.id), tag.name, true});
    }
    return texts;
}

std::optional<double> idOf(qint64 id)
{
    return id == 0 ? std::nullopt : std::optional(double(id));
}

QDate dayOf(const QDateTime &moment, const ConditionContext &context)
{
    return moment.isValid() ? moment.toTimeZone(context.zone).date() : QDate();
}

// clang-format off
constexpr std::array Fields{
    NamedField{"name"_L1, Kind::Text, [](const Party &party, const ConditionContext &) -> Held { return textOf(party.displayName()); }},
    NamedField{"type"_L1, Kind::Text, [](const Party &party, const ConditionContext &) -> Held { return textOf(party.isPerson() ? u"person"_s : u"organisation"_s); }},
    NamedField{"jobTitle"_L1, Kind::Text, [](const Party &party, const ConditionContext &) -> Held { return textOf(party.jobTitle); }},
    NamedField{"email"_L1, Kind::Text, [](const Party &party, const ConditionContext &) -> Held { return column(party.emailAddresses, &EmailAddress::address); }},
    NamedField{"phone"_L1, Kind::Text, [](const Party &party, const ConditionContext &) -> Held { return column(party.phoneNumbers, &PhoneNumber::number); }},
    NamedField{"city"_L1, Kind::Text, [](const Party &party, const ConditionContext &) -> Held { return column(party.addresses, &Address::city); }},
    NamedField{"zip"_L1, Kind::Text, [](const Party &party, const ConditionContext &) -> Held { return column(party.addresses, &Address::zip); }},
    NamedField{"state"_L1, Kind::Text, [](const Party &party, const ConditionContext &) -> Held { return column(party.addresses, &Address::state); }},
    NamedField{"country"_L1, Kind::Text, [](const Party &party, const ConditionContext &context) -> Held { return countriesOf(party, context.catalogue); }},
    NamedField{"tag"_L1, Kind::Tag, [](const Party &party, const ConditionContext &) -> Held { return tagsOf(party); }},
    NamedField{"owner"_L1, Kind::Number, [](const Party &party, const ConditionContext &) -> Held { return idOf(party.owner ? party.owner->id : 0); }},
    NamedField{"team"_L1, Kind::Number, [](const Party &party, const ConditionContext &) -> Held { return idOf(party.team ? party.team->id : 0); }},
    NamedField{"id"_L1, Kind::Number, [](const Party &party, const ConditionContext &) -> Held { return idOf(party.id); }},
    NamedField{"hasEmailAddress"_L1, Kind::Flag, [](const Party &party, const ConditionContext &) -> Held { return !party.emailAddresses.isEmpty(); }},
    NamedField{"hasPhoneNumber"_L1, Kind::Flag, [](const Party &party, const ConditionContext &) -> Held { return !party.phoneNumbers.isEmpty(); }},
    NamedField{"hasAddress"_L1, Kind::Flag, [](const Party &party, const ConditionContext &) -> Held { return !party.addresses.isEmpty(); }},
    NamedField{"hasPeople"_L1, Kind::Flag, [](const Party &party, const ConditionContext &context) -> Held { return !party.isPerson() && context.hasPeople(party); }},
    NamedField{"hasTags"_L1, Kind::Flag, [](const Party &party, const ConditionContext &) -> Held { return party.tags && !party.tags->isEmpty(); }},
    NamedField{"addedOn"_L1, Kind::Date, [](const Party &party, const ConditionContext &context) -> Held { return dayOf(party.createdAt, context); }},
    NamedField{"updatedOn"_L1, Kind::Date, [](const Party &party, const ConditionContext &context) -> Held { return dayOf(party.updatedAt, context); }},
    NamedField{"lastContactedOn"_L1, Kind::Date, [](const Party &party, const ConditionContext &context) -> Held { return dayOf(party.lastContactedAt, context); }},
};

constexpr std::array OperatorWords{
    std::pair{Operator::Is, "is"_L1},
    std::pair{Operator::IsNot, "is not"_L1},
    std::pair{Operator::StartsWith, "starts with"_L1},
    std::pair{Operator::EndsWith, "ends with"_L1},
    std::pair{Operator::Contains, "contains"_L1},
    std::pair{Operator::IsGreaterThan, "is greater than"_L1},
    std::pair{Operator::IsLessThan, "is less than"_L1},
    std::pair{Operator::IsAfter, "is after"_L1},
    std::pair{Operator::IsBefore, "is before"_L1},
    std::pair{Operator::IsOlderThan, "is older than"_L1},
    std::pair{Operator::IsWithinLast, "is within last"_L1},
    std::pair{Operator::IsWithinNext, "is within next"_L1},
};
// clang-format on

const NamedField *fieldNamed(const QString &name)
{
    const auto field = std::ranges::find(Fields, name, &NamedField::name);
    return field == Fields.end() ? nullptr : &*field;
}

const FieldDefinition *definitionOf(const QString &field, const Catalogue &catalogue)
{
    if (!field.startsWith(CustomField) || !catalogue.fields)
        return nullptr;
    const qint64 id = field.mid(CustomField.size()).toLongLong();
    const auto definition = std::ranges::find(*catalogue.fields, id, &FieldDefinition::id);
    return definition == catalogue.fields->end() ? nullptr : &*definition;
}

Kind kindOf(FieldDefinition::Type type)
{
    switch (type) {
    case FieldDefinition::Type::Number:
        return Kind::Number;
    case FieldDefinition::Type::Date:
        return Kind::Date;
    case FieldDefinition::Type::Boolean:
        return Kind::Flag;
    case FieldDefinition::Type::Text:
    case FieldDefinition::Type::List:
    case FieldDefinition::Type::MultiSelect:
    case FieldDefinition::Type::Link:
        return Kind::Text;
    }
    Q_UNREACHABLE();
}

/// Of the organisation of a person these may be asked (capsule-api.md section 11).
bool canAskOrganisation(const QString &field)
{
    return field == "name"_L1 || field == "tag"_L1 || field.startsWith(CustomField);
}

Held heldUnder(const FieldDefinition &definition, const Party &party)
{
    const QString content = party.fields ? readable(fieldOf(*party.fields, definition.id)) : QString();
    switch (kindOf(definition.type)) {
    case Kind::Number: {
        bool isNumber = false;
        const double number = content.toDouble(&isNumber);
        return isNumber ? std::optional(number) : std::nullopt;
    }
    case Kind::Date:
        return QDate::fromString(content, Qt::ISODate);
    case Kind::Flag:
        return !content.isEmpty();
    case Kind::Text:
    case Kind::Tag:
        break;
    }
    QList<HeldText> texts;
    const bool isMany = definition.type == FieldDefinition::Type::MultiSelect;
    for (const QString &choice : isMany ? content.split(u';', Qt::SkipEmptyParts) : QStringList{content})
        texts.append({choice, choice});
    return texts;
}

/// What a record without an organisation holds where one is asked about it.
Held nothingOf(Kind kind)
{
    switch (kind) {
    case Kind::Number:
        return std::optional<double>();
    case Kind::Flag:
        return false;
    case Kind::Date:
        return QDate();
    case Kind::Tag:
    case Kind::Text:
        break;
    }
    return QList<HeldText>();
}

Held heldUnder(const QString &field, Kind kind, const Party &party, const ConditionContext &context)
{
    if (field.startsWith(OfOrganisation)) {
        const auto organisation = party.organisation ? context.organisation(*party.organisation) : std::nullopt;
        return organisation ? heldUnder(field.mid(OfOrganisation.size()), kind, *organisation, context)
                            : nothingOf(kind);
    }
    if (const FieldDefinition *definition = definitionOf(field, context.catalogue))
        return heldUnder(*definition, party);
    return fieldNamed(field)->read(party, context);
}

QString wantedText(const QJsonValue &value)
{
    return value.isDouble() ? QString::number(value.toInteger()) : value.toString();
}

double wantedNumber(const QJsonValue &value)
{
    return value.isString() ? value.toString().toDouble() : value.toDouble();
}

bool fits(const HeldText &held, Operator op, const QString &wanted)
{
    constexpr auto blind = Qt::CaseInsensitive;
    if (op == Operator::Is || op == Operator::IsNot)
        return held.text.compare(wanted, blind) == 0;
    if (held.comparesWhole)
        return false;
    if (op == Operator::StartsWith)
        return held.text.startsWith(wanted, blind);
    if (op == Operator::EndsWith)
        return held.text.endsWith(wanted, blind);
    return held.text.contains(wanted, blind);
}

/// Judges what a record holds by operator and value of a valid condition.
class Judge
{
public:
    Judge(const Condition &condition, const QDate &today)
        : m_condition(condition)
        , m_today(today)
    {
    }

    Finding operator()(const QList<HeldText> &texts) const
    {
        const QString wanted = wantedText(m_condition.value);
        QStringList shown;
        for (const HeldText &held : texts) {
            if (!m_condition.value.isNull() && fits(held, op(), wanted))
                return finding(op() != Operator::IsNot, held.shown);
            if (!held.shown.isEmpty() && !shown.contains(held.shown))
                shown.append(held.shown);
        }
        const QVariant decidedBy = shown.isEmpty() ? QVariant()
            : shown.size() == 1                    ? QVariant(shown.first())
                                                   : QVariant(shown);
        if (m_condition.value.isNull())
            return finding(shown.isEmpty() == (op() == Operator::Is), decidedBy);
        return finding(op() == Operator::IsNot, decidedBy);
    }

    Finding operator()(std::optional<double> number) const
    {
        const QVariant decidedBy = number ? QVariant(*number) : QVariant();
        if (m_condition.value.isNull())
            return finding(number.has_value() == (op() == Operator::IsNot), decidedBy);
        const double wanted = wantedNumber(m_condition.value);
        if (op() == Operator::IsNot)
            return finding(number != wanted, decidedBy);
        if (!number)
            return finding(false, decidedBy);
        return finding(op() == Operator::IsGreaterThan ? *number > wanted
                : op() == Operator::IsLessThan         ? *number < wanted
                                                       : *number == wanted,
            decidedBy);
    }

    Finding operator()(bool flag) const
    {
        const bool wanted = m_condition.value.toBool(); // null asks for no tick
        return finding((flag == wanted) == (op() == Operator::Is), flag);
    }

    Finding operator()(const QDate &date) const
    {
        const QVariant decidedBy = date.isValid() ? QVariant(date) : QVariant();
        if (m_condition.value.isNull())
            return finding(date.isValid() == (op() == Operator::IsNot), decidedBy);
        return finding(m_condition.value.isDouble() ? isWithinSpan(date) : fitsDay(date), decidedBy);
    }

private:
    Operator op() const { return m_condition.op; }
    Finding finding(bool holds, const QVariant &decidedBy) const { return {m_condition, holds, decidedBy}; }

    bool fitsDay(const QDate &date) const
    {
        const QDate day = QDate::fromString(m_condition.value.toString(), Qt::ISODate);
        if (op() == Operator::IsNot)
            return date != day;
        if (op() == Operator::Is)
            return date == day;
        return date.isValid() && (op() == Operator::IsAfter ? date > day : date < day);
    }

    bool isWithinSpan(const QDate &date) const
    {
        const qint64 days = m_condition.value.toInteger();
        if (!date.isValid())
            return false;
        if (op() == Operator::IsOlderThan)
            return date < m_today.addDays(-days);
        if (op() == Operator::IsWithinLast)
            return date >= m_today.addDays(-days) && date <= m_today;
        return date >= m_today && date <= m_today.addDays(days);
    }

    const Condition &m_condition;
    QDate m_today;
};

bool asksForSpan(Operator op)
{
    return op == Operator::IsOlderThan || op == Operator::IsWithinLast || op == Operator::IsWithinNext;
}

bool isNumber(const QJsonValue &value)
{
    bool isIt = value.isDouble();
    if (value.isString())
        value.toString().toDouble(&isIt);
    return isIt;
}

bool isValueOf(Kind kind, Operator op, const QJsonValue &value)
{
    if (value.isNull())
        return op == Operator::Is || op == Operator::IsNot;
    switch (kind) {
    case Kind::Number:
        return isNumber(value);
    case Kind::Tag:
        return value.isDouble() || !value.toString().isEmpty();
    case Kind::Text:
        return !value.toString().isEmpty();
    case Kind::Flag:
        return value.isBool();
    case Kind::Date:
        return asksForSpan(op) ? value.toInteger(-1) >= 0 : QDate::fromString(value.toString(), Qt::ISODate).isValid();
    }
    Q_UNREACHABLE();
}

std::optional<Condition> conditionFromJson(const QJsonObject &json)
{
    const auto op = operatorOfWord(json.value("operator"_L1).toString());
    const QJsonValue field = json.value("field"_L1);
    if (!op || !field.isString())
        return {};
    const QJsonValue value = json.value("value"_L1);
    return Condition{field.toString(), *op, value.isUndefined() ? QJsonValue() : value};
}

std::optional<ConditionGroup> groupOf(const QJsonArray &items, ConditionGroup::Match match, bool mayHoldGroups)
{
    ConditionGroup group;
    group.match = match;
    for (const QJsonValue item : items) {
        const QJsonObject object = item.toObject();
        if (!object.contains("match"_L1)) {
            const auto condition = conditionFromJson(object);
            if (!condition)
                return {};
            group.conditions.append(*condition);
            continue;
        }
        const bool isAny = object.value("match"_L1) == "any"_L1;
        const auto inner = groupOf(object.value("conditions"_L1).toArray(),
            isAny ? ConditionGroup::Match::Any : ConditionGroup::Match::All, false);
        if (!mayHoldGroups || !inner)
            return {};
        group.groups.append(*inner);
    }
    return group;
}

} // namespace

QStringList conditionFields()
{
    QStringList names;
    for (const NamedField &field : Fields)
        names.append(field.name);
    return names + QStringList{u"org.name"_s, u"org.tag"_s};
}

std::optional<Kind> conditionKind(const QString &field, const Catalogue &catalogue)
{
    if (field.startsWith(OfOrganisation)) {
        const QString asked = field.mid(OfOrganisation.size());
        if (asked == "tag"_L1)
            return Kind::Text; // as Capsule documents it, other than `tag`
        return canAskOrganisation(asked) ? conditionKind(asked, catalogue) : std::nullopt;
    }
    if (const NamedField *named = fieldNamed(field))
        return named->kind;
    const FieldDefinition *definition = definitionOf(field, catalogue);
    return definition ? std::optional(kindOf(definition->type)) : std::nullopt;
}

QList<Operator> operatorsOf(Kind kind)
{
    QList<Operator> operators{Operator::Is, Operator::IsNot};
    switch (kind) {
    case Kind::Number:
        return operators << Operator::IsGreaterThan << Operator::IsLessThan;
    case Kind::Text:
        return operators << Operator::Contains << Operator::StartsWith << Operator::EndsWith;
    case Kind::Date:
        return operators << Operator::IsAfter << Operator::IsBefore << Operator::IsOlderThan << Operator::IsWithinLast
                         << Operator::IsWithinNext;
    case Kind::Tag:
    case Kind::Flag:
        return operators;
    }
    Q_UNREACHABLE();
}

QString operatorWord(Operator op)
{
    return std::ranges::find(OperatorWords, op, &decltype(OperatorWords)::value_type::first)->second;
}

std::optional<Operator> operatorOfWord(const QString &word)
{
    const auto known = std::ranges::find(OperatorWords, word, &decltype(OperatorWords)::value_type::second);
    return known == OperatorWords.end() ? std::nullopt : std::optional(known->first);
}

bool isValid(const Condition &condition, const Catalogue &catalogue)
{
    const auto kind = conditionKind(condition.field, catalogue);
    return kind && operatorsOf(*kind).contains(condition.op) && isValueOf(*kind, condition.op, condition.value);
}

bool isValid(const ConditionGroup &group, const Catalogue &catalogue)
{
    return std::ranges::all_of(group.conditions, [&](const Condition &condition) {
        return isValid(condition, catalogue);
    }) && std::ranges::all_of(group.groups, [&](const ConditionGroup &inner) { return isValid(inner, catalogue); });
}

Finding findingOf(const Condition &condition, const Party &party, const ConditionContext &context)
{
    if (!isValid(condition, context.catalogue))
        return {condition, false, {}};
    const Kind kind = *conditionKind(condition.field, context.catalogue);
    return std::visit([judge = Judge(condition, context.today)](const auto &held) { return judge(held); },
        heldUnder(condition.field, kind, party, context));
}

bool holds(const ConditionGroup &group, const Party &party, const ConditionContext &context)
{
    const auto holdsOne = [&](const Condition &condition) {
        return findingOf(condition, party, context).holds;
    };
    const auto holdsGroup = [&](const ConditionGroup &inner) {
        return holds(inner, party, context);
    };
    if (group.match == ConditionGroup::Match::All)
        return std::ranges::all_of(group.conditions, holdsOne) && std::ranges::all_of(group.groups, holdsGroup);
    return std::ranges::any_of(group.conditions, holdsOne) || std::ranges::any_of(group.groups, holdsGroup);
}

QList<Finding> findingsOf(const ConditionGroup &group, const Party &party, const ConditionContext &context)
{
    QList<Finding> findings;
    for (const Condition &condition : group.conditions)
        findings.append(findingOf(condition, party, context));
    for (const ConditionGroup &inner : group.groups)
        findings += findingsOf(inner, party, context);
    return findings;
}

bool runsInCapsule(const ConditionGroup &group)
{
    const bool needsAll = group.match == ConditionGroup::Match::All || group.conditions.size() < 2;
    return needsAll && group.groups.isEmpty();
}

QJsonArray conditionsToJson(const ConditionGroup &group)
{
    QJsonArray items;
    for (const Condition &condition : group.conditions)
        items.append(QJsonObject{
            {u"field"_s, condition.field}, {u"operator"_s, operatorWord(condition.op)}, {u"value"_s, condition.value}});
    for (const ConditionGroup &inner : group.groups)
        items.append(groupToJson(inner));
    return items;
}

QJsonObject groupToJson(const ConditionGroup &group)
{
    return {{u"match"_s, group.match == ConditionGroup::Match::Any ? u"any"_s : u"all"_s},
        {u"conditions"_s, conditionsToJson(group)}};
}

std::optional<ConditionGroup> groupFromJson(const QJsonObject &json)
{
    const bool isAny = json.value("match"_L1) == "any"_L1;
    return groupOf(
        json.value("conditions"_L1).toArray(), isAny ? ConditionGroup::Match::Any : ConditionGroup::Match::All, true);
}

std::optional<ConditionGroup> conditionsFromJson(const QJsonArray &json)
{
    return groupOf(json, ConditionGroup::Match::All, true);
}
