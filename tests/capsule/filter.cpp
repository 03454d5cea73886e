#include "filter.h"

#include "endpoints.h"
#include "filterfields.h"
#include "shapes.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace capsule {

namespace {

using Condition = Filter::Condition;

Refusal wrong(const QString &message, const QString &field)
{
    return invalid(message, u"filter"_s, field);
}

/// A comparison of two texts under an operator; empty for an operator that texts do not know.
std::function<bool(const QString &, const QString &)> textTest(const QString &name)
{
    constexpr auto blind = Qt::CaseInsensitive;
    if (name == "is"_L1 || name == "is not"_L1)
        return [](const QString &text, const QString &value) {
            return text.compare(value, blind) == 0;
        };
    if (name == "starts with"_L1)
        return [](const QString &text, const QString &value) {
            return text.startsWith(value, blind);
        };
    if (name == "ends with"_L1)
        return [](const QString &text, const QString &value) {
            return text.endsWith(value, blind);
        };
    if (name == "contains"_L1)
        return [](const QString &text, const QString &value) {
            return text.contains(value, blind);
        };
    return {};
}

Condition textCondition(const FilterField &field, const QString &name, const QJsonValue &value)
{
    const auto test = textTest(name);
    const bool isNegated = name == "is not"_L1;
    const bool comparesWhole = isNegated || name == "is"_L1;
    const QString wanted = value.isDouble() ? QString::number(value.toInteger()) : value.toString();
    if (!test || wanted.isEmpty() || (field.comparesWhole && !comparesWhole))
        return {};
    const auto codes = comparesWhole ? field.codes : nullptr;
    return [texts = field.texts, codes, test, wanted, isNegated](const Party &party) {
        const QStringList all = codes ? texts(party) + codes(party) : texts(party);
        const bool hit = std::any_of(all.begin(), all.end(), [&](const QString &text) { return test(text, wanted); });
        return hit != isNegated;
    };
}

Condition numberCondition(const FilterField &field, const QString &name, const QJsonValue &value)
{
    const auto number = field.number;
    bool isNumber = value.isDouble();
    const double wanted = value.isString() ? value.toString().toDouble(&isNumber) : value.toDouble();
    if (!isNumber)
        return {};
    if (name == "is"_L1)
        return [=](const Party &party) {
            return number(party) == wanted;
        };
    if (name == "is not"_L1)
        return [=](const Party &party) {
            return number(party) != wanted;
        };
    if (name == "is greater than"_L1)
        return [=](const Party &party) {
            return number(party) && *number(party) > wanted;
        };
    if (name == "is less than"_L1)
        return [=](const Party &party) {
            return number(party) && *number(party) < wanted;
        };
    return {};
}

Condition flagCondition(const FilterField &field, const QString &name, const QJsonValue &value)
{
    if ((name != "is"_L1 && name != "is not"_L1) || !value.isBool())
        return {};
    return [flag = field.flag, wanted = value.toBool() == (name == "is"_L1)](const Party &party) {
        return flag(party) == wanted;
    };
}

Condition dayCondition(const FilterField &field, const QString &name, const QDate &day)
{
    const auto date = field.date;
    if (!day.isValid())
        return {};
    if (name == "is"_L1)
        return [=](const Party &party) {
            return date(party) == day;
        };
    if (name == "is not"_L1)
        return [=](const Party &party) {
            return date(party) != day;
        };
    if (name == "is after"_L1)
        return [=](const Party &party) {
            return date(party).isValid() && date(party) > day;
        };
    if (name == "is before"_L1)
        return [=](const Party &party) {
            return date(party).isValid() && date(party) < day;
        };
    return {};
}

Condition spanCondition(const FilterField &field, const QString &name, qint64 days, const QDate &today)
{
    const auto date = field.date;
    if (name == "is older than"_L1)
        return [=](const Party &party) {
            return date(party).isValid() && date(party) < today.addDays(-days);
        };
    if (name == "is within last"_L1)
        return [=](const Party &party) {
            return date(party).isValid() && date(party) >= today.addDays(-days) && date(party) <= today;
        };
    if (name == "is within next"_L1)
        return [=](const Party &party) {
            return date(party).isValid() && date(party) >= today && date(party) <= today.addDays(days);
        };
    return {};
}

/// `null` asks for empty (`is`) or filled (`is not`).
Condition emptyCondition(const FilterField &field, const QString &name)
{
    if (name != "is"_L1 && name != "is not"_L1)
        return {};
    const auto isEmpty = [field](const Party &party) {
        if (field.texts)
            return field.texts(party).join(QString()).isEmpty();
        if (field.number)
            return !field.number(party);
        return field.flag ? !field.flag(party) : !field.date(party).isValid();
    };
    return [isEmpty, wanted = name == "is"_L1](const Party &party) {
        return isEmpty(party) == wanted;
    };
}

Condition makeCondition(const FilterField &field, const QString &name, const QJsonValue &value, const QDate &today)
{
    if (value.isNull())
        return emptyCondition(field, name);
    if (field.texts)
        return textCondition(field, name, value);
    if (field.number)
        return numberCondition(field, name, value);
    if (field.flag)
        return flagCondition(field, name, value);
    return value.isDouble() ? spanCondition(field, name, value.toInteger(), today)
                            : dayCondition(field, name, QDate::fromString(value.toString(), Qt::ISODate));
}

template <class Key>
Filter::Order orderBy(Key key, bool isDescending)
{
    return [key, isDescending](const Party &first, const Party &second) {
        return isDescending ? key(second) < key(first) : key(first) < key(second);
    };
}

} // namespace

Refusal Filter::read(const Call &call, const QJsonObject &filter)
{
    const QJsonArray conditions = filter.value("conditions"_L1).toArray();
    for (const auto &item : conditions) {
        const QJsonObject object = item.toObject();
        if (!object.value("field"_L1).isString())
            return wrong(u"groups of conditions are not supported"_s, u"conditions"_s);
        const FilterField field = filterField(call, object.value("field"_L1).toString());
        if (!field.isKnown())
            return wrong(u"invalid field name"_s, u"field"_s);
        auto condition = makeCondition(
            field, object.value("operator"_L1).toString(), object.value("value"_L1), userDayOf(call, call.now));
        if (!condition)
            return wrong(u"invalid operator or value"_s, u"operator"_s);
        m_conditions.push_back(std::move(condition));
    }
    const QJsonArray orders = filter.value("orderBy"_L1).toArray();
    for (const auto &order : orders) {
        if (const Refusal refused = addOrder(order.toObject()))
            return refused;
    }
    return {};
}

Refusal Filter::addOrder(const QJsonObject &order)
{
    const QString name = order.value("field"_L1).toString();
    const bool isDescending = order.value("direction"_L1).toString() == "descending"_L1;
    const auto member = [&](auto key) {
        m_orders.push_back(orderBy(key, isDescending));
    };
    if (name == "name"_L1)
        member([](const Party &party) { return party.fullName().toCaseFolded(); });
    else if (name == "id"_L1)
        member([](const Party &party) { return party.id; });
    else if (name == "addedOn"_L1)
        member([](const Party &party) { return party.createdAt; });
    else if (name == "updatedOn"_L1)
        member([](const Party &party) { return party.updatedAt; });
    else if (name == "lastContactedOn"_L1)
        member([](const Party &party) { return party.lastContactedAt; });
    else
        return wrong(u"invalid field name"_s, u"orderBy"_s);
    return {};
}

bool Filter::matches(const Party &party) const
{
    return std::all_of(
        m_conditions.begin(), m_conditions.end(), [&](const Condition &condition) { return condition(party); });
}

void Filter::sort(QList<const Party *> &parties) const
{
    for (auto order = m_orders.rbegin(); order != m_orders.rend(); ++order) {
        std::stable_sort(parties.begin(), parties.end(),
            [&](const Party *first, const Party *second) { return (*order)(*first, *second); });
    }
}

namespace {

Answer resultsOf(const Call &call, const QJsonObject &object)
{
    Filter filter;
    if (const Refusal refused = filter.read(call, object))
        return *refused;
    QList<const Party *> hits = visibleParties(call.account, [&](const Party &party) { return filter.matches(party); });
    if (!call.options.ignoreOrderBy)
        filter.sort(hits);
    return partiesAnswer(call, hits);
}

void writeSavedFilter(JsonWriter &json, const SavedFilter &filter)
{
    json.beginObject();
    json.member("id", filter.id);
    json.member("name", filter.name);
    json.key("conditions");
    json.raw(QJsonDocument(filter.conditions).toJson(QJsonDocument::Compact));
    json.key("orderBy");
    json.raw(QJsonDocument(filter.orderBy).toJson(QJsonDocument::Compact));
    json.endObject();
}

} // namespace

Answer filterParties(Call &call)
{
    QJsonObject body;
    if (const Refusal refused = readBody(call, "filter"_L1, body))
        return *refused;
    return resultsOf(call, body);
}

Answer listFilters(Call &call)
{
    const auto &rows = call.account.savedFilters.rows();
    const qsizetype count = call.kind == Kind::Party ? qsizetype(rows.size()) : 0; // saved for parties alone
    return listAnswer(
        call, "filters", count, [&](JsonWriter &json, qsizetype i) { writeSavedFilter(json, *rows[std::size_t(i)]); });
}

Answer showFilter(Call &call)
{
    const SavedFilter *filter = call.account.savedFilters.find(call.id());
    if (!filter)
        return failure(404, u"filter not found"_s);
    return recordAnswer(200, "filter", [filter](JsonWriter &json) { writeSavedFilter(json, *filter); });
}

Answer runFilter(Call &call)
{
    const SavedFilter *filter = call.account.savedFilters.find(call.id());
    if (!filter)
        return failure(404, u"filter not found"_s);
    return resultsOf(call, {{u"conditions"_s, filter->conditions}, {u"orderBy"_s, filter->orderBy}});
}

} // namespace capsule
