#include "conditionworld.h"

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

template <typename List>
auto anyOf(const List &list)
{
    return list.at(*rc::gen::inRange<qsizetype>(0, list.size()));
}

} // namespace

class PartyConditionsTest : public QObject
{
    Q_OBJECT

    using Ids = ConditionWorld::Ids;

    std::unique_ptr<ConditionWorld> m_world;
    unsigned m_seed = 0;

    Condition anyCondition() const
    {
        const auto fields = m_world->allFields();
        const auto field = anyOf(fields);
        const auto op = anyOf(documentedOperators(field.kind));
        const auto value = anyOf(m_world->valuesFor(field, op));
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
            ids.merge(m_world->chosenByService(conditionsToJson({ConditionGroup::Match::All, {condition}, {}})));
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
        m_world = std::make_unique<ConditionWorld>(m_seed);
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
        for (const DocumentedField &field : m_world->allFields()) {
            QVERIFY2(conditionKind(field.name, m_world->catalogue()) == field.kind, qPrintable(field.name));
            QStringList words;
            for (const Operator op : operatorsOf(field.kind))
                words.append(operatorWord(op));
            QStringList expected = documentedOperators(field.kind);
            words.sort();
            expected.sort();
            QCOMPARE(words, expected);
        }
        for (const auto &name : {u"createdAt"_s, u"org.city"_s, u"custom:4711"_s, u"org.org.name"_s, QString()})
            QVERIFY2(!conditionKind(name, m_world->catalogue()), qPrintable(name));
    }

    void agreesWithTheService_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("op");
        for (const DocumentedField &field : m_world->allFields()) {
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
        for (const QJsonValue &value : m_world->valuesFor({field, Kind(kind)}, op)) {
            const Condition condition{field, *operatorOfWord(op), value};
            const ConditionGroup group{ConditionGroup::Match::All, {condition}, {}};
            const Ids here = m_world->chosenHere(group);
            const QJsonArray json = conditionsToJson(group);
            QVERIFY2(here == m_world->chosenByService(json), shown(json).c_str());
            toldApart = toldApart || (!here.empty() && here.size() < std::size_t(m_world->parties().size()));
            for (const Party &party : m_world->parties()) {
                const Finding finding = findingOf(condition, party, m_world->context());
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
            RC_ASSERT(m_world->chosenHere(group) == m_world->chosenByService(conditionsToJson(group)));
        });
        QVERIFY(holdsForAll);
    }

    void groupsAreTheUnionOfWhatTheServiceChooses()
    {
        const bool holdsForAll = rc::check("a group of which any has to hold, beside conditions", [this] {
            ConditionGroup group = anyConditions(ConditionGroup::Match::All);
            const ConditionGroup inner = anyConditions(ConditionGroup::Match::Any);
            const Ids outer = m_world->chosenByService(conditionsToJson(group));
            group.groups.append(inner);
            RC_LOG() << shown(conditionsToJson(group)) << '\n';
            Ids expected;
            std::ranges::set_intersection(outer, chosenForAny(inner), std::inserter(expected, expected.end()));
            RC_ASSERT(m_world->chosenHere(group) == expected);
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
        party.createdAt = ConditionWorld::now();
        const Finding finding = findingOf(condition, party, m_world->context());
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
