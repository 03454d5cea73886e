#include "capsule/sample.h"
#include "capsule/service.h"
#include "party/partyconditions.h"
#include "party/partyjson.h"

#include <QJsonDocument>
#include <QRandomGenerator>
#include <QTest>

#include <rapidcheck.h>

#include <set>

using namespace Qt::StringLiterals;
using Kind = ConditionKind;
using Operator = ConditionOperator;

// Conditions here and the filter of the stand-in, which shares no code with them, choose the same records.

namespace {

using Ids = std::set<qint64>;

const QDateTime Now(QDate(2026, 11, 26), QTime(13, 30), Qt::UTC); // the next day already in the user's zone
const QByteArray Zone = "Pacific/Auckland"_ba;

/// The fields as capsule-api.md section 11 lists them, custom ones by the type of their definition.
struct DocumentedField
{
    QString name;
    Kind kind;
};

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

/// The operators as the same section lists them.
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

template <typename List>
auto anyOf(const List &list)
{
    return list.at(*rc::gen::inRange<qsizetype>(0, list.size()));
}

std::string shown(const QJsonArray &conditions)
{
    return QJsonDocument(conditions).toJson(QJsonDocument::Compact).toStdString();
}

} // namespace

class PartyConditionsTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<capsule::Service> m_service;
    Catalogue m_catalogue;
    QMap<qint64, Party> m_parties;
    unsigned m_seed = 0;

    ConditionContext context() const
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

    /// What the sample leaves out: today, the future, the hours in which the user's day is not that of UTC, a second
    /// team, and values in every custom field.
    void addRareValues()
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

    static QString rareValue(const capsule::Definition &definition, int count)
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

    void readCatalogue()
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
            m_catalogue.countries->append(
                {country["name"_L1].toString(), country["alpha2Code"_L1].toString(), QString()});
    }

    void readParties()
    {
        for (const auto &row : m_service->account().parties.rows()) {
            const auto party = partyFromJson(m_service->party(row->id));
            QVERIFY(party);
            m_parties.insert(row->id, *party);
        }
    }

    QList<DocumentedField> allFields() const
    {
        QList<DocumentedField> fields = namedFields();
        for (const FieldDefinition &definition : *m_catalogue.fields) {
            for (const auto &prefix : {u"custom:"_s, u"org.custom:"_s})
                fields.append({prefix + QString::number(definition.id), kindOf(definition.type)});
        }
        return fields;
    }

    /// The ids that the stand-in's filter chooses; fails if it refuses.
    Ids chosenByService(const QJsonArray &conditions)
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

    Ids chosenHere(const ConditionGroup &group) const
    {
        Ids ids;
        for (const Party &party : m_parties) {
            if (holds(group, party, context()))
                ids.insert(party.id);
        }
        return ids;
    }

    /// Values of records, whole and in part, and some that no record has.
    QList<QJsonValue> valuesFor(const DocumentedField &field, const QString &op) const
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

    /// Some values that records hold under a field, as its explanations name them.
    QList<QVariant> held(const QString &field) const
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

    Condition anyCondition() const
    {
        const auto fields = allFields();
        const auto field = anyOf(fields);
        const auto op = anyOf(documentedOperators(field.kind));
        const auto value = anyOf(valuesFor(field, op));
        return {field.name, *operatorOfWord(op), value};
    }

    ConditionGroup anyConditions(ConditionGroup::Match match) const
    {
        ConditionGroup group;
        group.match = match;
        const int count = *rc::gen::inRange(1, 4);
        for (int i = 0; i < count; ++i)
            group.conditions.append(anyCondition());
        return group;
    }

    /// What the service chooses for any of the conditions, asked one by one.
    Ids chosenForAny(const ConditionGroup &group)
    {
        Ids ids;
        for (const Condition &condition : group.conditions)
            ids.merge(chosenByService(conditionsToJson({ConditionGroup::Match::All, {condition}, {}})));
        return ids;
    }

private Q_SLOTS:
    void initTestCase()
    {
        bool isChosen = false;
        const unsigned chosen = qEnvironmentVariable("CONDITIONS_SEED").toUInt(&isChosen);
        m_seed = isChosen ? chosen : QRandomGenerator::global()->generate();
        qputenv("RC_PARAMS", "max_success=150 seed=" + QByteArray::number(m_seed));
        qInfo("CONDITIONS_SEED=%u", m_seed);
        m_service = std::make_unique<capsule::Service>(capsule::Options{}, [] { return Now; });
        capsule::fillWithSample(*m_service, {m_seed, 140});
        m_service->account().users.find(1)->timezone = QString::fromLatin1(Zone);
        addRareValues();
        readCatalogue();
        readParties();
    }

    void fieldsAreTheDocumentedOnes()
    {
        QStringList documented;
        for (const DocumentedField &field : namedFields())
            documented.append(field.name);
        QStringList known = conditionFields();
        documented.sort();
        known.sort();
        QCOMPARE(known, documented);
        for (const DocumentedField &field : allFields()) {
            QVERIFY2(conditionKind(field.name, m_catalogue) == field.kind, qPrintable(field.name));
            QStringList words;
            for (const Operator op : operatorsOf(field.kind))
                words.append(operatorWord(op));
            QStringList expected = documentedOperators(field.kind);
            words.sort();
            expected.sort();
            QCOMPARE(words, expected);
        }
        for (const auto &name : {u"createdAt"_s, u"org.city"_s, u"custom:4711"_s, u"org.org.name"_s, QString()})
            QVERIFY2(!conditionKind(name, m_catalogue), qPrintable(name));
    }

    void agreesWithTheService_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("op");
        for (const DocumentedField &field : allFields()) {
            for (const QString &op : documentedOperators(field.kind))
                QTest::addRow("%s %s", qPrintable(field.name), qPrintable(op)) << field.name << int(field.kind) << op;
        }
    }

    void agreesWithTheService()
    {
        QFETCH(QString, field);
        QFETCH(int, kind);
        QFETCH(QString, op);
        bool toldApart = false;
        for (const QJsonValue &value : valuesFor({field, Kind(kind)}, op)) {
            const Condition condition{field, *operatorOfWord(op), value};
            const ConditionGroup group{ConditionGroup::Match::All, {condition}, {}};
            const Ids here = chosenHere(group);
            const QJsonArray json = conditionsToJson(group);
            QVERIFY2(here == chosenByService(json), shown(json).c_str());
            toldApart = toldApart || (!here.empty() && here.size() < std::size_t(m_parties.size()));
            for (const Party &party : std::as_const(m_parties)) {
                const Finding finding = findingOf(condition, party, context());
                QCOMPARE(finding.holds, here.contains(party.id));
                QCOMPARE(finding.condition, condition);
            }
        }
        QVERIFY2(toldApart, "no value tells records apart, so that nothing was compared");
    }

    void agreesWithTheServiceForAnyConditions()
    {
        const bool holdsForAll = rc::check("conditions that all have to hold", [this] {
            const ConditionGroup group = anyConditions(ConditionGroup::Match::All);
            RC_LOG() << shown(conditionsToJson(group)) << '\n';
            RC_ASSERT(chosenHere(group) == chosenByService(conditionsToJson(group)));
        });
        QVERIFY(holdsForAll);
    }

    void groupsAreTheUnionOfWhatTheServiceChooses()
    {
        const bool holdsForAll = rc::check("a group of which any has to hold, beside conditions", [this] {
            ConditionGroup group = anyConditions(ConditionGroup::Match::All);
            const ConditionGroup inner = anyConditions(ConditionGroup::Match::Any);
            const Ids outer = chosenByService(conditionsToJson(group));
            group.groups.append(inner);
            RC_LOG() << shown(conditionsToJson(group)) << '\n';
            Ids expected;
            std::ranges::set_intersection(outer, chosenForAny(inner), std::inserter(expected, expected.end()));
            RC_ASSERT(chosenHere(group) == expected);
            RC_ASSERT(!runsInCapsule(group));
            const auto read = groupFromJson(groupToJson(group));
            RC_ASSERT(read.has_value());
            RC_ASSERT(*read == group);
        });
        QVERIFY(holdsForAll);
    }

    /// The value that is named, put to the condition alone, decides the same.
    void explanationNamesTheValue_data()
    {
        QTest::addColumn<Condition>("condition");
        QTest::addColumn<bool>("holds");
        QTest::addColumn<QVariant>("decidedBy");
        const auto row = [](const char *name, const Condition &condition, bool holds, const QVariant &decidedBy) {
            QTest::newRow(name) << condition << holds << decidedBy;
        };
        row("the city that fits", {u"city"_s, Operator::Is, u"leeds"_s}, true, u"Leeds"_s);
        row("all cities if none does", {u"city"_s, Operator::Is, u"York"_s}, false,
            QStringList{u"Bradford"_s, u"Leeds"_s});
        row("the city that forbids it", {u"city"_s, Operator::IsNot, u"Leeds"_s}, false, u"Leeds"_s);
        row("nothing there", {u"phone"_s, Operator::Is, QJsonValue()}, true, QVariant());
        row("something there", {u"email"_s, Operator::Is, QJsonValue()}, false, u"ada@example.com"_s);
        row("a tag by id", {u"tag"_s, Operator::Is, 7}, true, u"VIP"_s);
        row("a country by code", {u"country"_s, Operator::Is, u"gb"_s}, true, u"United Kingdom"_s);
        row("a number", {u"owner"_s, Operator::Is, 3}, true, 3.0);
        row("a flag", {u"hasTags"_s, Operator::Is, false}, false, true);
        row("the user's day", {u"addedOn"_s, Operator::Is, u"2026-11-27"_s}, true, QDate(2026, 11, 27));
        row("no such field", {u"shoeSize"_s, Operator::Is, 9}, false, QVariant());
        row("wrong kind of operator", {u"hasTags"_s, Operator::Contains, u"x"_s}, false, QVariant());
    }

    void explanationNamesTheValue()
    {
        QFETCH(Condition, condition);
        Party party;
        party.firstName = u"Ada"_s;
        party.addresses
            = {{1, {}, {}, u"Bradford"_s, {}, {}, {}}, {2, {}, {}, u"Leeds"_s, {}, {}, u"United Kingdom"_s}};
        party.emailAddresses = {{1, {}, u"ada@example.com"_s}};
        party.tags = {{7, u"VIP"_s, false}};
        party.owner = {3, {}, {}};
        party.createdAt = Now;
        const Finding finding = findingOf(condition, party, context());
        QTEST(finding.holds, "holds");
        QTEST(finding.decidedBy, "decidedBy");
    }

    void whatIsNotUnderstoodIsNotRead_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("unknown operator") << R"([{"field":"name","operator":"sounds like","value":"x"}])"_ba;
        QTest::newRow("no field") << R"([{"operator":"is","value":"x"}])"_ba;
        QTest::newRow("no object") << R"(["name"])"_ba;
        QTest::newRow("three levels") << R"([{"match":"any","conditions":[{"match":"all","conditions":[]}]}])"_ba;
    }

    void whatIsNotUnderstoodIsNotRead()
    {
        QFETCH(QByteArray, json);
        const QJsonArray conditions = QJsonDocument::fromJson(json).array();
        QVERIFY(!conditions.isEmpty());
        QVERIFY(!conditionsFromJson(conditions));
    }
};

QTEST_GUILESS_MAIN(PartyConditionsTest)
#include "tst_partyconditions.moc"
