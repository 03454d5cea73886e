#include "party/partyrule.h"
#include "support/partybuilder.h"

#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using Operator = ConditionOperator;
using Type = FieldDefinition::Type;

class PartyRuleTest : public QObject
{
    Q_OBJECT

    static bool fits(const PartyRule &rule, const Catalogue &catalogue, const Party &party)
    {
        const ConditionContext context{catalogue, QDate(2026, 11, 26), QTimeZone::utc(),
            [](const OrganisationRef &) { return std::optional<Party>(); },
            [](const Party &) {
                return false;
            }};
        return holds(rule.conditions, party, context);
    }

private Q_SLOTS:
    void ruleIsReadAsWritten()
    {
        PartyRule rule;
        rule.search = u"tag:\"trade fair\" anna"_s;
        rule.conditions.match = ConditionGroup::Match::Any;
        rule.conditions.conditions.append({u"city"_s, Operator::Is, u"Leeds"_s});
        rule.conditions.groups.append({ConditionGroup::Match::All, {{u"owner"_s, Operator::IsNot, {}}}, {}});
        QCOMPARE(ruleFromJson(ruleToJson(rule)), std::optional(rule));
        QCOMPARE(ruleFromJson(ruleToJson({})), std::optional(PartyRule()));
        QVERIFY(!ruleToJson({}).contains("search"_L1));
    }

    void whatIsNotUnderstoodIsNoRule_data()
    {
        QTest::addColumn<QByteArray>("json");
        QTest::newRow("nothing") << "{}"_ba;
        QTest::newRow("no list of conditions") << R"({"conditions":{}})"_ba;
        QTest::newRow("search that is a number") << R"({"search":7,"conditions":[]})"_ba;
        QTest::newRow("unknown operator")
            << R"({"conditions":[{"field":"city","operator":"rhymes with","value":"x"}]})"_ba;
    }

    void whatIsNotUnderstoodIsNoRule()
    {
        QFETCH(QByteArray, json);
        QVERIFY(!ruleFromJson(QJsonDocument::fromJson(json).object()));
    }

    void ruleKnowsWhatItHangsOn()
    {
        PartyRule rule;
        rule.conditions.conditions.append({u"city"_s, Operator::Is, u"Leeds"_s});
        QVERIFY(!dependsOnToday(rule));
        QVERIFY(!dependsOnOthers(rule));
        ConditionGroup inner;
        inner.conditions = {{u"addedOn"_s, Operator::IsWithinLast, 7}, {u"org.name"_s, Operator::Is, u"Acme"_s}};
        rule.conditions.groups.append(inner);
        QVERIFY(dependsOnToday(rule));
        QVERIFY(dependsOnOthers(rule));
        rule.conditions = {};
        rule.conditions.conditions.append({u"hasPeople"_s, Operator::Is, true});
        QVERIFY(dependsOnOthers(rule));
    }

    void importantFieldIsMissedWhereItIsOffered()
    {
        Catalogue catalogue;
        QVERIFY(!missingImportantRule(catalogue));
        catalogue.fields.emplace();
        const auto add = [&catalogue](qint64 id, bool important, std::optional<PartyType> type, qint64 tag) {
            FieldDefinition field;
            field.id = id;
            field.important = important;
            field.captureRule = type;
            field.tagId = tag;
            catalogue.fields->append(field);
        };
        add(1, false, {}, 0);
        QVERIFY(!missingImportantRule(catalogue));
        add(2, true, PartyType::Person, 0);
        add(3, true, {}, 9);
        const auto rule = missingImportantRule(catalogue);
        QVERIFY(rule);

        Party anna = person(u"Anna"_s, u"Lind"_s, 1);
        QVERIFY(fits(*rule, catalogue, anna));
        anna.fields->append(field(2, u"yes"_s));
        QVERIFY(!fits(*rule, catalogue, anna));
        anna.tags->append({9, u"VIP"_s, true});
        QVERIFY(fits(*rule, catalogue, anna));
        anna.fields->append(field(3, u"yes"_s));
        QVERIFY(!fits(*rule, catalogue, anna));

        Party acme = organisation(u"Acme"_s, 2);
        QVERIFY(!fits(*rule, catalogue, acme));
        acme.tags->append({9, u"VIP"_s, true});
        QVERIFY(fits(*rule, catalogue, acme));
    }
};

QTEST_GUILESS_MAIN(PartyRuleTest)
#include "tst_partyrule.moc"
