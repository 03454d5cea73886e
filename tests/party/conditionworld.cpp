#include "conditionworld.h"

#include "capsule/sample.h"
#include "party/partyjson.h"

#include <QJsonDocument>

#include <algorithm>
#include <stdexcept>

using namespace Qt::StringLiterals;
using Kind = ConditionKind;
using Operator = ConditionOperator;

namespace {

const QDateTime Now(QDate(2026, 11, 26), QTime(13, 30), Qt::UTC); // the next day already in the user's zone
const QByteArray Zone = "Pacific/Auckland"_ba;

FieldDefinition::Type typeOf(const QString &word)
{
    using Type = FieldDefinition::Type;
    static const QHash<QString, Type> types{{u"text"_s, Type::Text}, {u"number"_s, Type::Number},
        {u"date"_s, Type::Date}, {u"list"_s, Type::List}, {u"multiselectlist"_s, Type::MultiSelect},
        {u"boolean"_s, Type::Boolean}, {u"link"_s, Type::Link}};
    return types.value(word);
}

Kind kindOf(FieldDefinition::Type type)
{
    using Type = FieldDefinition::Type;
    return type == Type::Number ? Kind::Number
        : type == Type::Date    ? Kind::Date
        : type == Type::Boolean ? Kind::Flag
                                : Kind::Text;
}

bool asksForSpan(const QString &op)
{
    return op == "is older than"_L1 || op.startsWith("is within"_L1);
}

QString rareValue(const capsule::Definition &definition, int count)
{
    if (definition.type == "date"_L1)
        return Now.date().addDays(count * 37 % 140 - 70).toString(Qt::ISODate);
    if (definition.type == "number"_L1)
        return QString::number(count * 1.5);
    if (definition.type == "boolean"_L1)
        return u"true"_s;
    if (definition.type == "multiselectlist"_L1)
        return definition.options.mid(count % 3, 2).join(u';');
    return definition.options.isEmpty() ? u"Value %1"_s.arg(count) : definition.options.at(count % 3);
}

} // namespace

QList<DocumentedField> namedFields()
{
    QList<DocumentedField> fields;
    for (const auto &name : {u"id"_s, u"owner"_s, u"team"_s})
        fields.append({name, Kind::Number});
    fields.append({u"tag"_s, Kind::Tag});
    for (const auto &name : {u"name"_s, u"jobTitle"_s, u"email"_s, u"phone"_s, u"city"_s, u"zip"_s, u"state"_s,
             u"country"_s, u"type"_s, u"org.name"_s, u"org.tag"_s})
        fields.append({name, Kind::Text});
    for (const auto &name : {u"hasEmailAddress"_s, u"hasPhoneNumber"_s, u"hasAddress"_s, u"hasPeople"_s, u"hasTags"_s})
        fields.append({name, Kind::Flag});
    for (const auto &name : {u"addedOn"_s, u"updatedOn"_s, u"lastContactedOn"_s})
        fields.append({name, Kind::Date});
    return fields;
}

QStringList documentedOperators(Kind kind)
{
    const QStringList all{u"is"_s, u"is not"_s};
    switch (kind) {
    case Kind::Number:
        return all + QStringList{u"is greater than"_s, u"is less than"_s};
    case Kind::Text:
        return all + QStringList{u"starts with"_s, u"ends with"_s, u"contains"_s};
    case Kind::Date:
        return all
            + QStringList{u"is after"_s, u"is before"_s, u"is older than"_s, u"is within last"_s, u"is within next"_s};
    case Kind::Tag:
    case Kind::Flag:
        break;
    }
    return all;
}

std::string shown(const QJsonArray &conditions)
{
    return QJsonDocument(conditions).toJson(QJsonDocument::Compact).toStdString();
}

ConditionWorld::ConditionWorld(unsigned seed)
    : m_service(std::make_unique<capsule::Service>(capsule::Options{}, [] { return Now; }))
{
    capsule::fillWithSample(*m_service, {seed, 140});
    m_service->account().users.find(1)->timezone = QString::fromLatin1(Zone);
    addRareValues();
    readCatalogue();
    readParties();
}

QDateTime ConditionWorld::now()
{
    return Now;
}

ConditionContext ConditionWorld::context() const
{
    const QTimeZone zone(Zone);
    return {m_catalogue, Now.toTimeZone(zone).date(), zone,
        [this](const OrganisationRef &organisation) -> std::optional<Party> {
            const auto at = m_parties.constFind(organisation.id);
            return at == m_parties.constEnd() ? std::nullopt : std::optional(*at);
        },
        [this](const Party &party) {
            return std::ranges::any_of(m_parties,
                [&party](const Party &other) { return other.organisation && other.organisation->id == party.id; });
        }};
}

void ConditionWorld::addRareValues()
{
    constexpr qint64 hour = 3600;
    const qint64 now = Now.toSecsSinceEpoch();
    qint64 offset = -30 * hour;
    capsule::Account &account = m_service->account();
    const auto &definitions = account.vocabulary(capsule::Kind::Party).definitions.rows();
    int count = 0;
    for (const auto &row : account.parties.rows()) {
        if (++count % 4 != 0 && row->isPerson)
            continue;
        row->createdAt = now + offset;
        row->updatedAt = now + offset + 5 * hour;
        row->lastContactedAt = count % 3 == 0 ? 0 : now + offset + 11 * hour;
        row->team = 1 + count % 8 / 4;
        if (count % 3 == 0)
            row->emails.clear();
        row->fields.clear();
        for (const auto &definition : definitions)
            row->fields.append({account.nextRowId++, definition->id, rareValue(*definition, count)});
        offset += 7 * hour;
    }
}

void ConditionWorld::readCatalogue()
{
    const capsule::Vocabulary &words = m_service->account().vocabulary(capsule::Kind::Party);
    m_catalogue.fields.emplace();
    for (const auto &row : words.definitions.rows()) {
        FieldDefinition definition;
        definition.id = row->id;
        definition.name = row->name;
        definition.type = typeOf(row->type);
        m_catalogue.fields->append(definition);
    }
    m_catalogue.countries.emplace();
    const QJsonArray countries = QJsonDocument::fromJson(m_service->ask("GET"_ba, "countries"_ba).body)
                                     .object()
                                     .value("countries"_L1)
                                     .toArray();
    for (const QJsonValue country : countries)
        m_catalogue.countries->append({country["name"_L1].toString(), country["alpha2Code"_L1].toString(), QString()});
}

void ConditionWorld::readParties()
{
    for (const auto &row : m_service->account().parties.rows()) {
        const auto party = partyFromJson(m_service->party(row->id));
        if (!party)
            throw std::runtime_error("a record of the sample cannot be read");
        m_parties.insert(row->id, *party);
    }
}

QList<DocumentedField> ConditionWorld::allFields() const
{
    QList<DocumentedField> fields = namedFields();
    for (const FieldDefinition &definition : *m_catalogue.fields) {
        for (const auto &prefix : {u"custom:"_s, u"org.custom:"_s})
            fields.append({prefix + QString::number(definition.id), kindOf(definition.type)});
    }
    return fields;
}

ConditionWorld::Ids ConditionWorld::chosenByService(const QJsonArray &conditions)
{
    Ids ids;
    for (int page = 1;; ++page) {
        const auto answer
            = m_service->ask("POST"_ba, "parties/filters/results?perPage=100&page=" + QByteArray::number(page),
                {{u"filter"_s, QJsonObject{{u"conditions"_s, conditions}}}});
        if (answer.status != 200)
            throw std::runtime_error(shown(conditions) + ": " + answer.body.toStdString());
        const QJsonArray rows = QJsonDocument::fromJson(answer.body).object().value("parties"_L1).toArray();
        for (const QJsonValue row : rows)
            ids.insert(row.toObject().value("id"_L1).toInteger());
        if (rows.size() < 100)
            return ids;
    }
}

ConditionWorld::Ids ConditionWorld::chosenHere(const ConditionGroup &group) const
{
    Ids ids;
    for (const Party &party : m_parties) {
        if (holds(group, party, context()))
            ids.insert(party.id);
    }
    return ids;
}

QList<QJsonValue> ConditionWorld::valuesFor(const DocumentedField &field, const QString &op) const
{
    QList<QJsonValue> values;
    if (op == "is"_L1 || op == "is not"_L1)
        values.append(QJsonValue());
    if (field.kind == Kind::Flag)
        return values << true << false;
    if (asksForSpan(op))
        return values << 0 << 1 << 30 << 400;
    for (const QVariant &held : held(field.name)) {
        if (field.kind == Kind::Number) {
            values << held.toDouble() << QString::number(held.toDouble());
        } else if (field.kind == Kind::Date) {
            values << held.toDate().toString(Qt::ISODate);
        } else {
            const QString text = held.toString();
            values << text << text.left(2) << text.right(2).toUpper() << text.mid(1, 3);
        }
    }
    if (field.name == "country"_L1)
        values << u"gb"_s << u"DE"_s;
    if (field.kind == Kind::Tag)
        values << 1 << u"2"_s << 4711;
    if (field.kind == Kind::Text || field.kind == Kind::Tag)
        values << u"nobody has this"_s;
    values.removeIf([](const QJsonValue &value) { return value.isString() && value.toString().isEmpty(); });
    return values;
}

QList<QVariant> ConditionWorld::held(const QString &field) const
{
    constexpr int enough = 6;
    QList<QVariant> values;
    for (const Party &party : m_parties) {
        const QVariant value = findingOf({field, Operator::IsNot, QJsonValue()}, party, context()).decidedBy;
        const QVariant one = value.typeId() == QMetaType::QStringList ? value.toStringList().last() : value;
        if (one.isValid() && !values.contains(one))
            values.append(one);
        if (values.size() == enough)
            break;
    }
    return values;
}
