#include "conditionwords.h"
#include "listbuilder.h"
#include "plaintext.h"
#include "support/manualclock.h"
#include "theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QComboBox>
#include <QCompleter>
#include <QJsonDocument>
#include <QLineEdit>
#include <QPointer>
#include <QPushButton>
#include <QRandomGenerator>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTest>

#include <rapidcheck.h>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = ConditionKind;
using Operator = ConditionOperator;
using Match = ConditionGroup::Match;

namespace {

Catalogue someCatalogue()
{
    using Type = FieldDefinition::Type;
    Catalogue catalogue;
    catalogue.users = {{3, u"kim"_s, u"Kim Park"_s, u"ACTIVE"_s}, {4, u"kim2"_s, u"Kim Park"_s, u"ACTIVE"_s},
        {5, u"ola"_s, u"Ola Berg"_s, u"ACTIVE"_s}};
    catalogue.teams = {{1, u"Sales"_s, {}}, {2, u"Service"_s, {}}};
    catalogue.tags = {{7, u"VIP"_s, {}, false}, {8, u"Car"_s, {}, true}};
    catalogue.countries = {{u"United Kingdom"_s, u"GB"_s, {}}, {u"Germany"_s, u"DE"_s, {}}};
    catalogue.fields.emplace();
    qint64 id = 20;
    for (const Type type :
        {Type::Text, Type::Number, Type::Date, Type::List, Type::MultiSelect, Type::Boolean, Type::Link}) {
        FieldDefinition definition;
        definition.id = ++id;
        definition.name = u"Custom %1"_s.arg(id);
        definition.type = type;
        definition.tagId = type == Type::Link ? 8 : 0;
        if (type == Type::List || type == Type::MultiSelect)
            definition.options = {u"Red"_s, u"Blue"_s};
        catalogue.fields->append(definition);
    }
    return catalogue;
}

QStringList allFields(const Catalogue &catalogue)
{
    QStringList fields = conditionFields();
    for (const FieldDefinition &definition : *catalogue.fields) {
        for (const auto &prefix : {u"custom:"_s, u"org.custom:"_s})
            fields.append(prefix + QString::number(definition.id));
    }
    return fields;
}

bool asksForSpan(Operator op)
{
    return op == Operator::IsOlderThan || op == Operator::IsWithinLast || op == Operator::IsWithinNext;
}

/// Values of every shape that a list of Capsule's may have, fitting or not.
QList<QJsonValue> valuesOf(const QString &field, Kind kind, Operator op)
{
    QList<QJsonValue> values{QJsonValue(), QString()};
    if (asksForSpan(op))
        return values << 0 << 30 << 4000 << u"soon"_s;
    switch (kind) {
    case Kind::Number:
        return values << 3 << 12.5 << -1 << u"4"_s << u"none"_s << 9007199254740991.0;
    case Kind::Flag:
        return values << true << false << u"yes"_s;
    case Kind::Date:
        return values << u"2026-07-31"_s << u"1931-12-01"_s << u"2026-02-30"_s;
    case Kind::Tag:
    case Kind::Text:
        break;
    }
    values << u"Leeds"_s << u"vip"_s << u"Person"_s << u"person"_s << u" "_s << u"a\tb"_s << QString(QChar(0x202E))
           << u"<b>Red</b>"_s;
    return field == "tag"_L1 ? values << 7 << 4711 << u"8"_s : values;
}

template <typename List>
auto anyOf(const List &list)
{
    return list.at(*rc::gen::inRange<qsizetype>(0, list.size()));
}

QString shownText(const QJsonObject &rule)
{
    return QString::fromUtf8(QJsonDocument(rule).toJson(QJsonDocument::Compact));
}

} // namespace

class TestListBuilder : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        const unsigned seed = QRandomGenerator::global()->generate();
        qputenv("RC_PARAMS", qEnvironmentVariable("RC_PARAMS", u"max_success=60 seed=%1"_s.arg(seed)).toLatin1());
        qInfo("RC_PARAMS=\"%s\"", qgetenv("RC_PARAMS").constData());
        m_theme = std::make_unique<Theme>(Theme::Mode::Light);
    }
    void init()
    {
        m_counts.clear();
        m_clock = std::make_unique<ManualClock>();
        m_builder = std::make_unique<ListBuilder>(*m_theme, *m_clock,
            [this](const PartyRule &rule, QObject *context, const std::function<void(qsizetype)> &done) {
                m_counts.append({rule, context, done});
            });
        m_builder->setCatalogue(someCatalogue());
        m_builder->resize(820, 560);
        m_builder->show();
        m_builder->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(m_builder.get()));
    }
    void cleanup() { m_builder.reset(); }

    // --- every field and operator

    void everyFieldIsOffered()
    {
        QStringList offered;
        for (const FieldSection &section : conditionSections(someCatalogue())) {
            QVERIFY(!section.title.isEmpty());
            offered += section.fields;
        }
        QStringList expected = allFields(someCatalogue());
        QCOMPARE(QSet<QString>(offered.begin(), offered.end()).size(), offered.size());
        offered.sort();
        expected.sort();
        QCOMPARE(offered, expected);
        QSet<QString> words;
        for (const QString &field : std::as_const(offered)) {
            words.insert(conditionFieldWord(field, someCatalogue()).toCaseFolded());
            QVERIFY2(box("listCondition1FieldBox")->findData(field) >= 0, qPrintable(field));
        }
        QCOMPARE(words.size(), offered.size()); // told apart by what is typed
    }

    void buildsEveryCondition_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<int>("op");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QJsonValue>("value");
        const Catalogue catalogue = someCatalogue();
        const QStringList fields = allFields(catalogue);
        for (const QString &field : fields) {
            const auto kind = conditionKind(field, catalogue);
            QVERIFY2(kind, qPrintable(field));
            for (const Operator op : operatorsOf(*kind)) {
                const auto row = [&](const char *name, const QString &typed, const QJsonValue &value) {
                    QTest::addRow("%s %s %s", qPrintable(field), qPrintable(operatorWord(op)), name)
                        << field << int(op) << typed << value;
                };
                const bool isWhole = op == Operator::Is || op == Operator::IsNot;
                if (*kind == Kind::Flag) {
                    row("yes", tr("Yes"), true);
                    row("no", tr("No"), false);
                    continue;
                }
                if (isWhole)
                    row("empty", {}, QJsonValue());
                if (asksForSpan(op)) {
                    row("days", u" 30"_s, 30);
                } else if (*kind == Kind::Date) {
                    row("day", dayText(QDate(2026, 7, 31)), u"2026-07-31"_s);
                    row("day of Capsule's", u"2026-07-31"_s, u"2026-07-31"_s);
                } else if (isWhole && field == "owner"_L1) {
                    row("user", u"ola berg"_s, 5);
                    row("one of two users", u"Kim Park (kim2)"_s, 4);
                } else if (isWhole && field == "team"_L1) {
                    row("team", u"Service"_s, 2);
                } else if (*kind == Kind::Number) {
                    row("number", u"12.5"_s, 12.5);
                } else if (isWhole && field == "type"_L1) {
                    row("choice", u"Organisation"_s, u"organisation"_s);
                } else {
                    row("text", u"vip"_s, isWhole && field.endsWith("tag"_L1) ? u"VIP"_s : u"vip"_s);
                }
            }
        }
    }
    void buildsEveryCondition()
    {
        QFETCH(const QString, field);
        QFETCH(const int, op);
        QFETCH(const QString, typed);
        QFETCH(const QJsonValue, value);
        QTest::keyClicks(nameEdit(), u"Mine"_s);
        chooseField(1, field);
        chooseOperator(1,
            value.isNull() ? (op == int(Operator::Is) ? u"is empty"_s : u"is filled"_s) : operatorLabel(Operator(op)));
        if (!value.isNull())
            type(1, typed);
        const Condition expected{field, Operator(op), value};
        QCOMPARE(shownText(groupToJson(made())), shownText(groupToJson({Match::All, {expected}, {}})));
        QVERIFY(made() == (ConditionGroup{Match::All, {expected}, {}}));
        QVERIFY(isValid(expected, someCatalogue()));
        QVERIFY(m_builder->canBeSaved());
        QVERIFY(label("listCondition1ProblemLabel")->isHidden());
        QCOMPARE(label("listPlaceLabel")->text(), u"Runs in Capsule"_s);
    }

    void whatIsGivenComesBack_data()
    {
        QTest::addColumn<QString>("field");
        for (const QString &field : allFields(someCatalogue()))
            QTest::addRow("%s", qPrintable(field)) << field;
        QTest::newRow("unknown") << u"hasOpenTasks"_s;
        QTest::newRow("no such custom field") << u"custom:4711"_s;
    }
    void whatIsGivenComesBack()
    {
        QFETCH(const QString, field);
        const auto kind = conditionKind(field, someCatalogue());
        ConditionGroup rule;
        for (const Operator op : {Operator::Is, Operator::IsNot, Operator::StartsWith, Operator::EndsWith,
                 Operator::Contains, Operator::IsGreaterThan, Operator::IsLessThan, Operator::IsAfter,
                 Operator::IsBefore, Operator::IsOlderThan, Operator::IsWithinLast, Operator::IsWithinNext}) {
            for (const QJsonValue &value : valuesOf(field, kind.value_or(Kind::Text), op))
                rule.conditions.append({field, op, value});
        }
        m_builder->edit(u"All"_s, {{}, rule});
        const ConditionGroup back = made();
        for (qsizetype i = 0; i < rule.conditions.size(); ++i)
            QCOMPARE(shownText(groupToJson({Match::All, {back.conditions.at(i)}, {}})),
                shownText(groupToJson({Match::All, {rule.conditions.at(i)}, {}})));
        QVERIFY(back == rule);
        m_builder->setCatalogue({});
        m_builder->setCatalogue(someCatalogue());
        QVERIFY(made() == rule);
        QVERIFY(!m_builder->isEdited());
    }

    void anyRuleComesBack()
    {
        const bool holdsForAll = rc::check("a rule that is shown is the rule that is saved", [this] {
            ConditionGroup rule = anyGroup();
            const int groups = *rc::gen::inRange(0, 3);
            for (int i = 0; i < groups; ++i)
                rule.groups.append(anyGroup());
            m_builder->edit(u"Any"_s, {{}, rule});
            RC_ASSERT(made() == rule);
            RC_ASSERT(m_builder->canBeSaved()
                == (!rule.isEmpty() && isValid(rule, someCatalogue())
                    && std::ranges::none_of(rule.groups, &ConditionGroup::isEmpty)));
            if (m_builder->canBeSaved())
                RC_ASSERT(label("listPlaceLabel")->text()
                    == (runsInCapsule(rule) ? u"Runs in Capsule"_s : u"This computer only"_s));
        });
        QVERIFY(holdsForAll);
    }

    // --- typing

    void fieldsAreFoundByTyping()
    {
        auto *field = box("listCondition1FieldBox");
        field->setFocus();
        QTest::keyClicks(field->lineEdit(), u"postc"_s);
        QAbstractItemView *offers = field->completer()->popup();
        QVERIFY(offers->isVisible());
        QCOMPARE(offers->model()->rowCount(), 1);
        QTest::keyClick(offers, Qt::Key_Down);
        QTest::keyClick(offers, Qt::Key_Return);
        QCOMPARE(field->currentText(), u"Postcode"_s);
        QCOMPARE(made().conditions.first().field, u"zip"_s);
    }
    void titlesOfSectionsAreNoFields()
    {
        auto *field = box("listCondition1FieldBox");
        QTest::keyClicks(field->lineEdit(), u"Address"_s);
        for (int row = 0; row < field->completer()->popup()->model()->rowCount(); ++row)
            QVERIFY(field->completer()->popup()->model()->index(row, 0).data(Qt::UserRole).isValid());
        QTest::keyClick(field->lineEdit(), Qt::Key_Escape);
        leave(field->lineEdit());
        QCOMPARE(made().conditions.first().field, QString());
        QCOMPARE(field->currentText(), u"Address"_s); // what was typed stays
        QCOMPARE(plain("listCondition1ProblemLabel"), u"There is no field “Address”. Choose one of the list."_s);
        QVERIFY(!label("listCondition1ProblemLabel")->isHidden());
    }
    void switchingTheOperatorKeepsAFittingValue()
    {
        chooseField(1, u"addedOn"_s);
        type(1, u"2026-07-31"_s);
        chooseOperator(1, operatorLabel(Operator::IsBefore));
        QCOMPARE(condition(1).value, QJsonValue(u"2026-07-31"_s));
        chooseOperator(1, operatorLabel(Operator::IsWithinLast)); // takes days
        QCOMPARE(condition(1).value, QJsonValue(QString()));
        type(1, u"14"_s);
        chooseOperator(1, operatorLabel(Operator::IsOlderThan));
        QCOMPARE(condition(1).value, QJsonValue(14));
        chooseOperator(1, u"is empty"_s);
        chooseOperator(1, operatorLabel(Operator::IsAfter));
        QCOMPARE(condition(1).value, QJsonValue(u"2026-07-31"_s)); // where it was left
        chooseOperator(1, operatorLabel(Operator::IsWithinNext));
        QCOMPARE(condition(1).value, QJsonValue(14));
    }
    void switchingTheFieldKeepsAFittingValue()
    {
        chooseField(1, u"city"_s);
        chooseOperator(1, operatorLabel(Operator::Contains));
        type(1, u"Bath"_s);
        chooseField(1, u"name"_s);
        QCOMPARE(condition(1), (Condition{u"name"_s, Operator::Contains, u"Bath"_s}));
        chooseField(1, u"owner"_s); // contains is no operator of it, Bath is no user
        QCOMPARE(condition(1), (Condition{u"owner"_s, Operator::Is, QString()}));
        type(1, u"Ola Berg"_s);
        chooseField(1, u"hasTags"_s);
        QCOMPARE(condition(1).value, QJsonValue(true));
        chooseField(1, u"owner"_s);
        QCOMPARE(condition(1).value, QJsonValue(5));
        chooseField(1, u"name"_s);
        QCOMPARE(condition(1).value, QJsonValue(u"Bath"_s));
    }
    void typingAnotherFieldLosesNothing()
    {
        chooseField(1, u"updatedOn"_s);
        chooseOperator(1, operatorLabel(Operator::IsWithinLast));
        type(1, u"30"_s);
        auto *field = box("listCondition1FieldBox");
        field->lineEdit()->selectAll();
        QTest::keyClicks(field->lineEdit(), u"Added on"_s);
        QCOMPARE(condition(1), (Condition{u"addedOn"_s, Operator::IsWithinLast, 30}));
    }
    void aCatalogueThatComesLaterLosesNothing()
    {
        chooseField(1, u"addedOn"_s);
        type(1, u"31 Febr"_s);
        click("listAddButton");
        QTest::keyClicks(box("listCondition2FieldBox")->lineEdit(), u"Shoe"_s);
        click("listAddButton");
        chooseField(3, u"tag"_s);
        type(3, u"Gold"_s);
        Catalogue later = someCatalogue();
        later.tags->append({9, u"Silver"_s, {}, false});
        m_builder->setCatalogue(later);
        QCOMPARE(line(1)->text(), u"31 Febr"_s);
        QCOMPARE(box("listCondition2FieldBox")->currentText(), u"Shoe"_s);
        QCOMPARE(condition(3), (Condition{u"tag"_s, Operator::Is, u"Gold"_s}));
        QVERIFY(box("listCondition3ValueBox")->findData(u"Silver"_s) >= 0);
    }

    void daysAreReadTheUsersWay_data()
    {
        QTest::addColumn<QLocale>("locale");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QDate>("day");
        const QLocale british(QLocale::English, QLocale::UnitedKingdom);
        const QLocale american(QLocale::English, QLocale::UnitedStates);
        const QLocale german(QLocale::German, QLocale::Germany);
        QTest::newRow("ISO") << german << u"2026-07-31"_s << QDate(2026, 7, 31);
        QTest::newRow("British") << british << u"31/07/2026"_s << QDate(2026, 7, 31);
        QTest::newRow("American") << american << u"7/31/2026"_s << QDate(2026, 7, 31);
        QTest::newRow("American, short") << american << u"7/31/26"_s << QDate(2026, 7, 31);
        QTest::newRow("American, last century") << american << u"7/31/1926"_s << QDate(1926, 7, 31);
        QTest::newRow("German") << german << u"31.07.2026"_s << QDate(2026, 7, 31);
        QTest::newRow("German, short") << german << u"31.07.26"_s << QDate(2026, 7, 31);
        QTest::newRow("no day") << british << u"31/02/2026"_s << QDate();
        QTest::newRow("a word") << british << u"tomorrow"_s << QDate();
    }
    void daysAreReadTheUsersWay()
    {
        QFETCH(const QLocale, locale);
        QFETCH(const QString, typed);
        QFETCH(const QDate, day);
        const QLocale before;
        QLocale::setDefault(locale);
        const QDate read = dayIn(typed);
        const QDate again = day.isValid() ? dayIn(dayText(day)) : QDate();
        const auto number = numberIn(numberText(1234.5));
        QLocale::setDefault(before);
        QCOMPARE(read, day);
        QCOMPARE(again, day);
        QCOMPARE(number, std::optional(1234.5));
    }

    // --- rows and groups

    void rowsComeAndGoByKeyboard()
    {
        chooseField(1, u"hasTags"_s);
        button("listAddButton")->setFocus();
        QTest::keyClick(button("listAddButton"), Qt::Key_Space);
        QVERIFY(box("listCondition2FieldBox")->hasFocus());
        QCOMPARE(made().conditions.size(), 1); // nothing is in the other yet
        chooseField(2, u"hasPeople"_s);
        QCOMPARE(made().conditions.size(), 2);
        button("listCondition1RemoveButton")->setFocus();
        QTest::keyClick(button("listCondition1RemoveButton"), Qt::Key_Space);
        QCoreApplication::sendPostedEvents(nullptr, QEvent::DeferredDelete);
        QCOMPARE(made().conditions.size(), 1);
        QCOMPARE(condition(1).field, u"hasPeople"_s);
        QVERIFY(box("listCondition1FieldBox")->hasFocus());
        QTest::keyClick(button("listCondition1RemoveButton"), Qt::Key_Space);
        QVERIFY(button("listAddButton")->hasFocus());
        QVERIFY(made().isEmpty());
        QVERIFY(!m_builder->canBeSaved());
        QCOMPARE(label("listObstacleLabel")->text(),
            u"Search for something or add a condition: a list without either would hold everyone."_s);
    }
    void groupsAreAnyOfTheirConditions()
    {
        QTest::keyClicks(nameEdit(), u"Mine"_s);
        chooseField(1, u"hasTags"_s);
        click("listAddGroupButton");
        choose(box("group1Condition1FieldBox"), u"city"_s);
        QVERIFY(!m_builder->canBeSaved());
        QTest::keyClicks(m_builder->findChild<QLineEdit *>(u"group1Condition1ValueEdit"_s), u"Leeds"_s);
        const ConditionGroup any{Match::Any, {{u"city"_s, Operator::Is, u"Leeds"_s}}, {}};
        const ConditionGroup expected{Match::All, {{u"hasTags"_s, Operator::Is, true}}, {any}};
        QVERIFY(made() == expected);
        QVERIFY(m_builder->canBeSaved());
        QCOMPARE(label("listPlaceLabel")->text(), u"This computer only"_s);
        QVERIFY(button("group1AddGroupButton")->isHidden()); // two levels
        click("group1Condition1RemoveButton");
        QVERIFY(!m_builder->canBeSaved()); // an empty group holds nobody
        click("group1RemoveButton");
        QCOMPARE(label("listPlaceLabel")->text(), u"Runs in Capsule"_s);
        auto *match = m_builder->findChild<QComboBox *>(u"listMatchBox"_s);
        activate(match, 1);
        QCOMPARE(made().match, Match::Any);
    }

    void focusFollowsReading()
    {
        m_builder->edit(u"Mine"_s,
            {{},
                {Match::All, {{u"city"_s, Operator::Is, u"Leeds"_s}, {u"addedOn"_s, Operator::Is, u"2026-07-31"_s}},
                    {{Match::Any, {{u"tag"_s, Operator::Is, u"VIP"_s}, {u"hasTags"_s, Operator::Is, true}}, {}}}}});
        click("listAddButton"); // comes between what is there
        const QStringList expected{u"listNameEdit"_s, u"listSearchEdit"_s, u"listMatchBox"_s,
            u"listCondition1FieldBox"_s, u"listCondition1OperatorBox"_s, u"listCondition1ValueEdit"_s,
            u"listCondition1RemoveButton"_s, u"listCondition2FieldBox"_s, u"listCondition2OperatorBox"_s,
            u"listCondition2ValueEdit"_s, u"listCondition2ValueCalendarButton"_s, u"listCondition2RemoveButton"_s,
            u"listCondition3FieldBox"_s, u"listCondition3RemoveButton"_s, u"group1MatchBox"_s, u"group1RemoveButton"_s,
            u"group1Condition1FieldBox"_s, u"group1Condition1OperatorBox"_s, u"group1Condition1ValueBox"_s,
            u"group1Condition1RemoveButton"_s, u"group1Condition2FieldBox"_s, u"group1Condition2OperatorBox"_s,
            u"group1Condition2ValueFlagBox"_s, u"group1Condition2RemoveButton"_s, u"group1AddButton"_s,
            u"listAddButton"_s, u"listAddGroupButton"_s, u"listCancelButton"_s};
        QStringList order;
        nameEdit()->setFocus();
        for (qsizetype i = 0; i < expected.size(); ++i) {
            QWidget *focus = QApplication::focusWidget();
            order.append(focus->objectName());
            QVERIFY2(!focus->accessibleName().isEmpty() || !qobject_cast<QPushButton *>(focus)->text().isEmpty(),
                qPrintable(order.last()));
            QTest::keyClick(focus, Qt::Key_Tab);
        }
        QCOMPARE(order, expected);
    }

    void aSearchIsPartOfTheList()
    {
        QTest::keyClicks(nameEdit(), u"Mine"_s);
        QVERIFY(!m_builder->canBeSaved());
        QVERIFY(m_builder->rule().isEmpty()); // the row to begin with says nothing yet
        QTest::keyClicks(find<QLineEdit>("listSearchEdit"), u" tag:vip -leeds "_s);
        QVERIFY(m_builder->canBeSaved());
        QVERIFY(m_builder->rule() == (PartyRule{u"tag:vip -leeds"_s, {}}));
        QCOMPARE(label("listPlaceLabel")->text(), u"This computer only"_s);
        m_clock->advance(250ms);
        QCOMPARE(m_counts.size(), 1);
        QCOMPARE(m_counts.first().rule.search, u"tag:vip -leeds"_s);
        const PartyRule rule{u"york"_s, {Match::Any, {{u"hasTags"_s, Operator::Is, true}}, {}}};
        m_builder->edit(u"Mine"_s, rule);
        QVERIFY(m_builder->rule() == rule);
        QVERIFY(!m_builder->isEdited());
        m_builder->begin();
        QCOMPARE(m_builder->rule().search, QString());
    }

    // --- what is wrong

    void anUnfinishedConditionIsExplainedAtItsRow()
    {
        QTest::keyClicks(nameEdit(), u"Mine"_s);
        chooseField(1, u"addedOn"_s);
        QTest::keyClicks(line(1), u"31 Febr"_s);
        QVERIFY(label("listCondition1ProblemLabel")->isHidden()); // it is still being typed
        leave(line(1));
        QVERIFY(!label("listCondition1ProblemLabel")->isHidden());
        QCOMPARE(plain("listCondition1ProblemLabel"), u"Type a day, such as %1."_s.arg(dayText(QDate(2026, 7, 31))));
        QCOMPARE(line(1)->accessibleDescription(), plain("listCondition1ProblemLabel"));
        QVERIFY(!button("listSaveButton")->isEnabled());
        QCOMPARE(label("listObstacleLabel")->text(), u"A condition is not complete yet."_s);
        type(1, u"2026-02-28"_s);
        QVERIFY(label("listCondition1ProblemLabel")->isHidden());
        QVERIFY(button("listSaveButton")->isEnabled());
        QVERIFY(label("listObstacleLabel")->isHidden());
    }
    void everyProblemHasASentence()
    {
        const Catalogue catalogue = someCatalogue();
        const QStringList fields
            = allFields(catalogue) + QStringList{QString(), u"hasOpenTasks"_s, u"org.custom:4711"_s};
        for (const QString &field : fields) {
            for (const Operator op :
                {Operator::Is, Operator::Contains, Operator::IsLessThan, Operator::IsBefore, Operator::IsWithinLast}) {
                const Condition condition{field, op, QString()};
                QVERIFY(!isValid(condition, catalogue));
                QVERIFY2(conditionProblem(condition, catalogue).endsWith(u'.'), qPrintable(field));
            }
        }
    }
    void aListNeedsANameOfItsOwn()
    {
        m_builder->setTakenNames({u"Buyers"_s, u"Mine"_s});
        chooseField(1, u"hasTags"_s);
        QCOMPARE(label("listObstacleLabel")->text(), u"Give the list a name."_s);
        QTest::keyClicks(nameEdit(), u" buyers"_s);
        QCOMPARE(label("listObstacleLabel")->text(), u"Another list has this name. Choose a different one."_s);
        QTest::keyClicks(nameEdit(), u" "_s);
        QVERIFY(!button("listSaveButton")->isEnabled());
        QTest::keyClicks(nameEdit(), u"2"_s);
        QSignalSpy saved(m_builder.get(), &ListBuilder::saveRequested);
        click("listSaveButton");
        QCOMPARE(saved.size(), 1);
        QCOMPARE(m_builder->name(), u"buyers 2"_s);
        m_builder->edit(u"Mine"_s, m_builder->rule()); // keeps its own name
        QVERIFY(m_builder->canBeSaved());
    }
    void escapeLeavesOnlyWhatWasNotEdited()
    {
        QSignalSpy closed(m_builder.get(), &ListBuilder::closed);
        QTest::keyClicks(nameEdit(), u"Mine"_s);
        QVERIFY(m_builder->isEdited());
        QTest::keyClick(nameEdit(), Qt::Key_Escape);
        QCOMPARE(closed.size(), 0);
        click("listCancelButton");
        QCOMPARE(closed.size(), 1);
        m_builder->begin();
        QVERIFY(!m_builder->isEdited());
        QTest::keyClick(nameEdit(), Qt::Key_Escape);
        QCOMPARE(closed.size(), 2);
    }

    // --- the count

    void countsOnceTypingRests()
    {
        chooseField(1, u"city"_s);
        for (const QChar letter : u"Leeds"_s) {
            QTest::keyClicks(line(1), QString(letter));
            m_clock->advance(100ms);
        }
        QVERIFY(m_counts.isEmpty());
        m_clock->advance(1s);
        QCOMPARE(m_counts.size(), 1);
        QVERIFY(m_counts.first().rule.conditions
            == (ConditionGroup{Match::All, {{u"city"_s, Operator::Is, u"Leeds"_s}}, {}}));
        m_counts.first().tell(1204);
        QCOMPARE(label("listCountLabel")->text(), u"1,204 person(s) and organisation(s)"_s);
    }
    void aLateAnswerIsNotShown()
    {
        chooseField(1, u"city"_s);
        type(1, u"Leeds"_s);
        m_clock->advance(250ms);
        QCOMPARE(m_counts.size(), 1);
        type(1, u"York"_s);
        m_counts.at(0).tell(5);
        QCOMPARE(label("listCountLabel")->text(), QString());
        m_clock->advance(250ms);
        QCOMPARE(m_counts.size(), 2);
        m_counts.at(1).tell(7);
        m_counts.at(0).tell(5);
        QCOMPARE(label("listCountLabel")->text(), u"7 person(s) and organisation(s)"_s);
        type(1, u"Bath"_s); // what was counted is not the number of this
        QCOMPARE(label("listCountLabel")->text(), QString());
    }
    void countingIsToldOnlyIfItTakesLong()
    {
        chooseField(1, u"hasTags"_s);
        m_clock->advance(250ms);
        QCOMPARE(m_counts.size(), 1);
        m_clock->advance(299ms);
        QCOMPARE(label("listCountLabel")->text(), QString());
        m_clock->advance(1ms);
        QCOMPARE(label("listCountLabel")->text(), u"Counting…"_s);
        m_counts.at(0).tell(3);
        m_builder->recount();
        m_clock->advance(250ms);
        m_counts.at(1).tell(4);
        m_clock->advance(1s);
        QCOMPARE(label("listCountLabel")->text(), u"4 person(s) and organisation(s)"_s);
    }
    void nothingUnfinishedIsCounted()
    {
        chooseField(1, u"hasTags"_s);
        m_clock->advance(250ms);
        m_counts.at(0).tell(3);
        click("listAddButton");
        chooseField(2, u"addedOn"_s);
        m_clock->advance(10s);
        QCOMPARE(m_counts.size(), 1);
        QCOMPARE(label("listCountLabel")->text(), QString());
        QVERIFY(label("listPlaceLabel")->isHidden());
    }
    void anAnswerAfterTheEndIsHarmless()
    {
        chooseField(1, u"hasTags"_s);
        m_clock->advance(250ms);
        m_builder.reset();
        m_counts.at(0).tell(3);
        m_clock->advance(1s);
        QCOMPARE(m_counts.size(), 1);
    }

    // --- lists of Capsule's

    void listsOfCapsuleAreOnlyShown()
    {
        const QJsonArray conditions
            = QJsonDocument::fromJson(R"([{"field":"city","operator":"is","value":"Leeds"},)"
                                      R"({"field":"tag","operator":"is","value":7},)"
                                      R"({"field":"owner","operator":"is not","value":5},)"
                                      R"({"field":"addedOn","operator":"is within last","value":7},)"
                                      R"({"field":"hasTags","operator":"is","value":false},)"
                                      R"({"field":"phone","operator":"is","value":null},)"
                                      R"({"field":"hasOpenTasks","operator":"is","value":true}])")
                  .array();
        m_builder->showSaved({12, u"Leeds"_s, conditions});
        QStringList shown;
        for (int i = 1; i <= 7; ++i)
            shown.append(plain(u"savedCondition%1Label"_s.arg(i).toLatin1().constData()));
        QCOMPARE(shown,
            QStringList({u"City is “Leeds”"_s, u"Tag is “VIP”"_s, u"Owner is not Ola Berg"_s,
                u"Added on is within the last 7 day(s)"_s, u"Has no tags"_s, u"Phone number is empty"_s,
                u"hasOpenTasks is “true”"_s}));
        QVERIFY(!nameEdit()->isVisible());
        QVERIFY(!button("listSaveButton")->isVisible());
        QVERIFY(!m_builder->canBeSaved());
        m_clock->advance(1s);
        QVERIFY(m_counts.isEmpty()); // one of them is not known here
        QSignalSpy duplicated(m_builder.get(), &ListBuilder::duplicateRequested);
        click("listDuplicateButton");
        QCOMPARE(duplicated.size(), 1);
        QCOMPARE(m_builder->name(), u"Leeds"_s);
        QVERIFY(made() == *conditionsFromJson(conditions));
        m_builder->edit(m_builder->name(), m_builder->rule());
        QVERIFY(nameEdit()->isVisible());
        QVERIFY(!m_builder->canBeSaved());
        QVERIFY(!label("listCondition7ProblemLabel")->isHidden());
    }
    void whatOnlyCapsuleCanReadIsSaidSo()
    {
        const QJsonArray conditions = QJsonDocument::fromJson(R"([{"any":[{"field":"name"}]}])").array();
        m_builder->showSaved({12, u"Odd"_s, conditions});
        QCOMPARE(plain("savedCondition1Label"), u"A condition that only Capsule can read"_s);
        QVERIFY(!button("listDuplicateButton")->isEnabled());
        QVERIFY(!label("listObstacleLabel")->isHidden());
    }

    // --- hostile texts

    void hostileTextsDoNotBreakTheLayout_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("markup") << u"<img src=http://x/y.png><h1>Big</h1>"_s;
        QTest::newRow("endless word") << QString(5000, u'W');
        QTest::newRow("many lines") << u"a\nb\nc\nd\ne\nf\ng\nh"_s;
        QTest::newRow("turns direction") << u"\u202Etxt.exe\u2066\u2067"_s;
        QTest::newRow("right to left") << u"שלום עולם مرحبا"_s;
        QTest::newRow("NUL") << u"a"_s + QChar(0) + u"b"_s;
        QTest::newRow("emoji") << u"👩‍👩‍👧‍👦🏳️‍🌈"_s.repeated(200);
        QTest::newRow("marks") << u"z"_s + QString(300, QChar(0x0301));
        QTest::newRow("placeholder") << u"%1 %2 %n &x"_s;
    }
    void hostileTextsDoNotBreakTheLayout()
    {
        QFETCH(const QString, text);
        Catalogue catalogue = someCatalogue();
        (*catalogue.users)[0].name = text;
        (*catalogue.tags)[0].name = text;
        (*catalogue.tags)[1].name = text;
        for (FieldDefinition &definition : *catalogue.fields) {
            definition.name = text;
            definition.options = {text};
        }
        m_builder->setCatalogue(catalogue);
        const QList<Condition> conditions{{u"city"_s, Operator::Is, text}, {u"tag"_s, Operator::Is, 7},
            {u"custom:24"_s, Operator::Is, text}, {u"custom:22"_s, Operator::Is, text}, {u"owner"_s, Operator::Is, 3},
            {text, Operator::Is, text}};
        const ConditionGroup rule{Match::All, conditions, {{Match::Any, conditions, {}}}};
        m_builder->edit(text, {text.trimmed(), rule});
        QVERIFY(made() == rule);
        checkLayout();
        m_builder->showSaved({1, text, conditionsToJson({Match::All, conditions, {}})});
        checkLayout();
    }

private:
    struct Asked
    {
        PartyRule rule;
        QPointer<QObject> context;
        std::function<void(qsizetype)> done;
        void tell(qsizetype count) const
        {
            if (context) // as RuleCounter has it
                done(count);
        }
    };

    template <typename Widget = QWidget>
    Widget *find(const char *name) const
    {
        auto *widget = m_builder->findChild<Widget *>(QLatin1StringView(name));
        if (!widget)
            qFatal("there is no %s", name);
        return widget;
    }
    QComboBox *box(const char *name) const { return find<QComboBox>(name); }
    QPushButton *button(const char *name) const { return find<QPushButton>(name); }
    PlainLabel *label(const char *name) const { return find<PlainLabel>(name); }
    QString plain(const char *name) const { return spoken(label(name)->text()); }
    QLineEdit *nameEdit() const { return find<QLineEdit>("listNameEdit"); }
    QLineEdit *line(int row) const
    {
        return find<QLineEdit>(u"listCondition%1ValueEdit"_s.arg(row).toLatin1().constData());
    }
    ConditionGroup made() const { return m_builder->rule().conditions; }
    Condition condition(int row) const { return made().conditions.at(row - 1); }
    void click(const char *name) const { QTest::mouseClick(button(name), Qt::LeftButton); }

    static void activate(QComboBox *picker, int row)
    {
        picker->setCurrentIndex(row);
        Q_EMIT picker->activated(row);
    }
    static void choose(QComboBox *picker, const QString &value)
    {
        const int row = picker->findData(value);
        QVERIFY2(row >= 0, qPrintable(value));
        activate(picker, row);
    }
    void chooseField(int row, const QString &field) const
    {
        choose(box(u"listCondition%1FieldBox"_s.arg(row).toLatin1().constData()), field);
    }
    void chooseOperator(int row, const QString &text) const
    {
        QComboBox *operators = box(u"listCondition%1OperatorBox"_s.arg(row).toLatin1().constData());
        const int at = operators->findText(text, Qt::MatchFixedString);
        QVERIFY2(at >= 0, qPrintable(text));
        activate(operators, at);
    }
    /// Into whichever control the value is asked in.
    void type(int row, const QString &text) const
    {
        const QString name = u"listCondition%1Value"_s.arg(row);
        auto *flag = m_builder->findChild<QComboBox *>(name + "FlagBox"_L1);
        if (!flag->isHidden())
            return activate(flag, flag->findText(text));
        auto *picker = m_builder->findChild<QComboBox *>(name + "Box"_L1);
        QLineEdit *edit = picker->isHidden() ? line(row) : picker->lineEdit();
        QVERIFY(edit->isVisible());
        edit->selectAll();
        QTest::keyClicks(edit, text);
    }
    static void leave(QLineEdit *edit) { Q_EMIT edit->editingFinished(); }

    ConditionGroup anyGroup() const
    {
        ConditionGroup group;
        group.match = *rc::gen::element(Match::All, Match::Any);
        const int count = *rc::gen::weightedElement<int>({{1, 0}, {6, 1}, {6, 2}, {3, 3}});
        const QStringList fields = allFields(someCatalogue());
        for (int i = 0; i < count; ++i) {
            const QString field = anyOf(fields);
            const Kind kind = *conditionKind(field, someCatalogue());
            const Operator op = anyOf(operatorsOf(kind));
            QList<QJsonValue> values = valuesOf(field, kind, op);
            if (*rc::gen::weightedElement<bool>({{9, true}, {1, false}}))
                values.removeIf([&](const QJsonValue &value) { return !isValid({field, op, value}, someCatalogue()); });
            group.conditions.append({field, op, anyOf(values)});
        }
        return group;
    }

    /// Nothing asks for more width than there is, or is read as markup.
    void checkLayout() const
    {
        QTest::qWait(0);
        QVERIFY(m_builder->minimumSizeHint().width() <= 820);
        for (const QScrollArea *area : m_builder->findChildren<QScrollArea *>()) {
            if (area->isVisible())
                QVERIFY2(area->widget()->minimumSizeHint().width() <= area->viewport()->width(),
                    qPrintable(QString::number(area->widget()->minimumSizeHint().width())));
        }
        for (const QLabel *shown : m_builder->findChildren<QLabel *>())
            QCOMPARE(shown->textFormat(), Qt::PlainText);
    }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<ListBuilder> m_builder;
    QList<Asked> m_counts;
};

QTEST_MAIN(TestListBuilder)
#include "tst_listbuilder.moc"
