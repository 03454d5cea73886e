#include "conditionwords.h"
#include "party/conditionworld.h"
#include "plaintext.h"
#include "store/searchmatches.h"
#include "support/manualclock.h"
#include "support/partybuilder.h"
#include "theme.h"
#include "whypanel.h"

#include <QJsonDocument>
#include <QLocale>
#include <QPushButton>
#include <QRandomGenerator>
#include <QScrollArea>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using Kind = ConditionKind;
using Operator = ConditionOperator;
using Match = ConditionGroup::Match;

// What the panel says is what the evaluator found and what the stand-in's filter chose.

class TestWhyPanel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        bool isChosen = false;
        const unsigned chosen = qEnvironmentVariable("CONDITIONS_SEED").toUInt(&isChosen);
        const unsigned seed = isChosen ? chosen : QRandomGenerator::global()->generate();
        qInfo("CONDITIONS_SEED=%u", seed);
        m_theme = std::make_unique<Theme>(Theme::Mode::Light);
        m_world = std::make_unique<ConditionWorld>(seed);
    }
    void init()
    {
        m_panel = std::make_unique<WhyPanel>(*m_theme);
        m_panel->resize(520, 600);
        m_panel->show();
    }
    void cleanup() { m_panel.reset(); }

    // --- conditions

    void agreesWithEvaluatorAndService_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<int>("kind");
        QTest::addColumn<QString>("op");
        for (const DocumentedField &field : m_world->allFields()) {
            for (const QString &op : documentedOperators(field.kind))
                QTest::addRow("%s %s", qPrintable(field.name), qPrintable(op)) << field.name << int(field.kind) << op;
        }
    }
    void agreesWithEvaluatorAndService()
    {
        QFETCH(const QString, field);
        QFETCH(const int, kind);
        QFETCH(const QString, op);
        for (const QJsonValue &value : m_world->valuesFor({field, Kind(kind)}, op)) {
            const ConditionGroup rule{Match::All, {{field, *operatorOfWord(op), value}}, {}};
            const auto chosen = m_world->chosenByService(conditionsToJson(rule));
            const Party *shown[2]{}; // one of those that are chosen and one of the others
            for (const Party &party : m_world->parties()) {
                const WhyReason reason = reasonOfRule(rule, party, m_world->context());
                QCOMPARE(reason.lines.size(), 1);
                QCOMPARE(reason.holds, chosen.contains(party.id));
                QCOMPARE(reason.lines.first().holds, chosen.contains(party.id));
                const Finding finding = findingsOf(rule, party, m_world->context()).first();
                QCOMPARE(spoken(reason.lines.first().decidedBy), told(finding, party));
                shown[reason.holds ? 1 : 0] = &party;
            }
            for (const Party *party : shown) {
                if (party)
                    checkPanel(rule, *party);
            }
        }
    }

    void groupsAgreeToo()
    {
        const ConditionGroup inner{Match::Any,
            {{u"city"_s, Operator::Contains, u"e"_s}, {u"hasEmailAddress"_s, Operator::Is, false},
                {u"name"_s, Operator::StartsWith, u"A"_s}},
            {}};
        const ConditionGroup other{
            Match::All, {{u"type"_s, Operator::Is, u"person"_s}, {u"jobTitle"_s, Operator::Is, QJsonValue()}}, {}};
        for (const Match match : {Match::All, Match::Any}) {
            const ConditionGroup rule{match, {{u"hasTags"_s, Operator::Is, true}}, {inner, other}};
            int here = 0;
            for (const Party &party : m_world->parties()) {
                checkPanel(rule, party);
                here += holds(rule, party, m_world->context()) ? 1 : 0;
            }
            QVERIFY(match == Match::All ? here < m_world->parties().size() : here > 0);
        }
    }

    void sentences_data()
    {
        QTest::addColumn<Condition>("condition");
        QTest::addColumn<QString>("sentence");
        const auto row = [](const Condition &condition, const char *sentence) {
            QTest::newRow(sentence) << condition << QString::fromUtf8(sentence);
        };
        row({u"city"_s, Operator::Is, u"Leeds"_s}, "City is “Leeds”");
        row({u"name"_s, Operator::IsNot, u"Anna"_s}, "Name is not “Anna”");
        row({u"name"_s, Operator::EndsWith, u"Ltd"_s}, "Name ends with “Ltd”");
        row({u"org.tag"_s, Operator::StartsWith, u"V"_s}, "Tag of the organisation starts with “V”");
        row({u"type"_s, Operator::Is, u"organisation"_s}, "Person or organisation is “Organisation”");
        row({u"email"_s, Operator::Is, QJsonValue()}, "Email address is empty");
        row({u"email"_s, Operator::IsNot, QJsonValue()}, "Email address is filled");
        row({u"owner"_s, Operator::Is, 3}, "Owner is Kim Park");
        row({u"owner"_s, Operator::IsNot, u"3"_s}, "Owner is not Kim Park");
        row({u"id"_s, Operator::IsGreaterThan, 1200}, "Number in Capsule is more than 1200");
        row({u"tag"_s, Operator::Is, 7}, "Tag is “VIP”");
        row({u"hasTags"_s, Operator::IsNot, true}, "Has no tags");
        row({u"hasTags"_s, Operator::IsNot, false}, "Has tags");
        row({u"hasTags"_s, Operator::Is, QJsonValue()}, "Has no tags");
        row({u"custom:1"_s, Operator::Is, true}, "Newsletter is ticked");
        row({u"org.custom:1"_s, Operator::Is, false}, "Newsletter of the organisation is not ticked");
        row({u"addedOn"_s, Operator::IsOlderThan, 30}, "Added on is more than 30 day(s) ago");
        row({u"addedOn"_s, Operator::IsBefore, u"2026-07-31"_s}, "Added on is before 31/07/2026");
        row({u"hasOpenTasks"_s, Operator::Is, true}, "hasOpenTasks is “true”");
    }
    void sentences()
    {
        QFETCH(const Condition, condition);
        QFETCH(const QString, sentence);
        Catalogue catalogue;
        catalogue.users = {{3, u"kim"_s, u"Kim Park"_s, {}}};
        catalogue.tags = {{7, u"VIP"_s, {}, false}};
        FieldDefinition newsletter;
        newsletter.id = 1;
        newsletter.name = u"Newsletter"_s;
        newsletter.type = FieldDefinition::Type::Boolean;
        catalogue.fields = {newsletter};
        const QLocale before;
        QLocale::setDefault(QLocale(QLocale::English, QLocale::UnitedKingdom));
        const QString said = spoken(conditionSentence(condition, catalogue));
        QLocale::setDefault(before);
        QCOMPARE(said, sentence);
    }

    void whatCannotBeReadIsSaidSo()
    {
        m_panel->explain(u"Anna Lind"_s, u"Odd"_s,
            {reasonOfRule({Match::All, {{u"hasOpenTasks"_s, Operator::Is, true}}, {}}, person(u"Anna"_s, u"Lind"_s),
                m_world->context())});
        QCOMPARE(text("whyValue1Label"), u"This condition cannot be read here, so that it holds for nobody."_s);
        QCOMPARE(text("whyHeading"), u"Why is Anna Lind not in “Odd”?"_s);
    }

    // --- lists without conditions

    void plainListsAreExplained()
    {
        using Listed = PartyIndex::Kind;
        const Party anna = person(u"Anna"_s, u"Lind"_s);
        const Party acme = organisation(u"Acme"_s);
        QVERIFY(reasonOfKind(Listed::Everyone, anna).holds);
        QVERIFY(reasonOfKind(Listed::Everyone, acme).holds);
        QVERIFY(reasonOfKind(Listed::People, anna).holds);
        QVERIFY(!reasonOfKind(Listed::People, acme).holds);
        QVERIFY(!reasonOfKind(Listed::Organisations, anna).holds);
        QVERIFY(reasonOfKind(Listed::Organisations, acme).holds);
        m_panel->explain(u"Anna Lind"_s, u"Everyone"_s, {reasonOfKind(Listed::Everyone, anna)});
        QCOMPARE(text("whyHeading"), u"Why is Anna Lind in “Everyone”?"_s);
        QVERIFY(!m_panel->findChild<PlainLabel *>(u"whyCondition1Label"_s));
        m_panel->explain(u"Anna Lind"_s, u"People"_s, {reasonOfKind(Listed::People, anna)});
        QCOMPARE(text("whyCondition1Label"), u"Is a person"_s);
        QCOMPARE(text("whyValue1Label"), u"This record: a person"_s);
    }

    // --- words of a search

    void searchNamesWhereEachWordWasFound_data()
    {
        QTest::addColumn<QString>("search");
        QTest::addColumn<QStringList>("lines");
        const auto row = [](const char *search, const QStringList &lines) {
            QTest::newRow(search) << QString::fromUtf8(search) << lines;
        };
        row("lind buyer",
            {u"+Holds “lind”|This record: name Anna Lind"_s, u"+Holds “buyer”|This record: job title Buyer"_s});
        row("ACM", {u"+Holds “acm”|This record: organisation Acme"_s});
        row("0113 496", {u"+Holds “0113 496”|This record: phone number (0113) 496 0000"_s});
        row("york", {u"-Holds “york”|This record: not found"_s});
        row("-york", {u"+Does not hold “york”|This record: not found"_s});
        row("-lind", {u"-Does not hold “lind”|This record: name Anna Lind"_s});
        row("\"anna lind\"", {u"+Holds “anna lind”|This record: name Anna Lind"_s});
        row("tag:vi", {u"+Has a tag that begins with “vi”|This record: tag VIP"_s});
        row("tag:\"vi\"", {u"-Has the tag “vi”|This record: not found"_s});
        row("tag:\"vip\"", {u"+Has the tag “vip”|This record: tag VIP"_s});
        row("city:lee", {u"+Has a city that begins with “lee”|This record: city Leeds"_s});
        row("email:example", {u"+Has an email address with “example”|This record: email address anna@example.org"_s});
        row("phone:4960", {u"+Has a phone number with “4960”|This record: phone number (0113) 496 0000"_s});
        row("type:org", {u"-Is an organisation|This record: a person"_s});
        row("-type:org", {u"+Is not an organisation|This record: a person"_s});
        row("no:email", {u"-Has no email address|This record: email address anna@example.org"_s});
        row("-no:tag", {u"+Has a tag|This record: tag VIP"_s});
        row("contacted:30d", {u"-Was contacted in the last 30 day(s)|This record: nothing"_s});
    }
    void searchNamesWhereEachWordWasFound()
    {
        QFETCH(const QString, search);
        QFETCH(const QStringList, lines);
        const WhyReason reason = reasonOfSearch(search, anna(), ConditionWorld::now(), 0);
        QStringList told;
        for (const WhyLine &line : reason.lines)
            told.append((line.holds ? u"+"_s : u"-"_s) + spoken(line.condition) + u'|' + spoken(line.decidedBy));
        QCOMPARE(told, lines);
        QCOMPARE(reason.holds, std::ranges::none_of(told, [](const QString &line) { return line.startsWith(u'-'); }));
    }

    void searchAgreesWithTheIndex_data()
    {
        QTest::addColumn<QString>("search");
        for (const char *search : {"a", "an e", "ltd", "-ltd", "\"a\"", "0", "07 1", "+44 (0)", "lee", "vip", "tag:v",
                 "tag:\"vip\"", "-tag:c", "city:l", "city:\"leeds\"", "email:example", "email:org", "phone:0",
                 "phone:12", "type:person", "type:org a", "-type:person", "no:email", "no:phone", "no:city", "no:tag",
                 "-no:tag", "changed:1d", "changed:7d", "-changed:2d", "contacted:30d", "-contacted:1d", "ß", "é",
                 "x:y", "\"", "tag:", "manager", "type:person no:email -a"})
            QTest::newRow(search) << QString::fromUtf8(search);
    }
    void searchAgreesWithTheIndex()
    {
        QFETCH(const QString, search);
        const ManualClock clock(ConditionWorld::now());
        PartyIndex index;
        index.setClock(&clock);
        QList<PackedParty> packed;
        for (const Party &party : m_world->parties())
            packed.append(PackedParty(localIdOfServerId(party.id), party));
        packed.append(PackedParty(localIdOfServerId(999'999), anna()));
        index.put(packed);
        const QList<QUuid> found = index.find(PartyIndex::Kind::Everyone, search);
        QList<Party> all = m_world->parties().values();
        all.append(anna());
        all.last().id = 999'999;
        for (const Party &party : std::as_const(all)) {
            const WhyReason reason = reasonOfSearch(search, party, clock.now(), 0);
            QVERIFY2(reason.holds == found.contains(localIdOfServerId(party.id)), qPrintable(party.displayName()));
        }
    }

    // --- the panel

    void aRecordThatLeftIsToldWhy()
    {
        m_panel->explain(u"Anna Lind"_s, u"Everyone"_s,
            {reasonOfKind(PartyIndex::Kind::Everyone, anna()),
                reasonOfSearch(u"lind york"_s, anna(), ConditionWorld::now(), 0)});
        QCOMPARE(text("whyHeading"), u"Why is Anna Lind not in “Everyone”?"_s);
        QCOMPARE(m_panel->findChild<PlainLabel *>(u"whyCondition1Label"_s)->accessibleName(), u"Holds: Holds “lind”"_s);
        QCOMPARE(m_panel->findChild<PlainLabel *>(u"whyCondition2Label"_s)->accessibleName(),
            u"Does not hold: Holds “york”"_s);
    }
    void closesByKeyAndButton()
    {
        QSignalSpy closed(m_panel.get(), &WhyPanel::closed);
        QTest::keyClick(m_panel.get(), Qt::Key_Escape);
        QTest::mouseClick(m_panel->findChild<QPushButton *>(u"whyCloseButton"_s), Qt::LeftButton);
        QCOMPARE(closed.size(), 2);
    }

    void hostileTextsDoNotBreakTheLayout_data()
    {
        QTest::addColumn<QString>("text");
        QTest::newRow("markup") << u"<img src=http://x/y.png><h1>Big</h1>"_s;
        QTest::newRow("endless word") << QString(5000, u'W');
        QTest::newRow("many lines") << u"a\nb\nc\nd\ne\nf\ng\nh"_s;
        QTest::newRow("turns direction") << u"\u202Etxt.exe\u2066\u2067"_s;
        QTest::newRow("closes isolation") << u"\u2069\u2069\u202Eabc"_s;
        QTest::newRow("right to left") << u"שלום עולם مرحبا"_s;
        QTest::newRow("NUL") << u"a"_s + QChar(0) + u"b"_s;
        QTest::newRow("emoji") << u"👩‍👩‍👧‍👦🏳️‍🌈"_s.repeated(200);
        QTest::newRow("placeholder") << u"%1 %2 %n &x"_s;
    }
    void hostileTextsDoNotBreakTheLayout()
    {
        QFETCH(const QString, text);
        Party party = person(text, text);
        party.jobTitle = text;
        party.tags->append({5, text, false});
        party.addresses.append({1, {}, {}, text, {}, {}, {}});
        const ConditionGroup rule{Match::All,
            {{u"name"_s, Operator::Contains, text}, {u"city"_s, Operator::Is, text}, {u"tag"_s, Operator::IsNot, text},
                {text, Operator::Is, text}},
            {}};
        m_panel->explain(text, text,
            {reasonOfRule(rule, party, m_world->context()),
                reasonOfSearch(u"\"%1\""_s.arg(text), party, ConditionWorld::now(), 0)});
        QTest::qWait(0);
        QVERIFY(m_panel->minimumSizeHint().width() <= 520);
        const auto *area = m_panel->findChild<QScrollArea *>();
        QVERIFY2(area->widget()->minimumSizeHint().width() <= area->viewport()->width(),
            qPrintable(QString::number(area->widget()->minimumSizeHint().width())));
        for (const PlainLabel *label : m_panel->findChildren<PlainLabel *>()) {
            QCOMPARE(label->textFormat(), Qt::PlainText);
            const QString shown = label->text();
            QCOMPARE(shown.count(QChar(0x2068)), shown.count(QChar(0x2069))); // what is opened is closed
            for (const char16_t mark : {u'\u202E', u'\u2066', u'\u2067', u'\0'})
                QVERIFY(!shown.contains(QChar(mark)));
        }
    }

private:
    QString text(const char *name) const
    {
        const auto *label = m_panel->findChild<PlainLabel *>(QLatin1StringView(name));
        return label ? spoken(label->text()) : QString();
    }

    static Party anna()
    {
        Party anna = person(u"Anna"_s, u"Lind"_s, 11);
        anna.jobTitle = u"Buyer"_s;
        anna.organisation = OrganisationRef{20, {}, u"Acme"_s};
        anna.emailAddresses = {email(u"anna@example.org"_s)};
        anna.phoneNumbers = {phone(u"(0113) 496 0000"_s)};
        anna.addresses = {{1, {}, {}, u"Leeds"_s, {}, {}, {}}};
        anna.tags = {{7, u"VIP"_s, false}};
        anna.updatedAt = ConditionWorld::now().addDays(-3);
        return anna;
    }

    /// What is to be said of a finding, put together from what the evaluator found.
    QString told(const Finding &finding, const Party &party) const
    {
        const QVariant &value = finding.decidedBy;
        const QString &field = finding.condition.field;
        const auto name = [&](const QString &text) {
            const QString word = field != "type"_L1 ? text : text == "person"_L1 ? u"Person"_s : u"Organisation"_s;
            return displayText(word);
        };
        QString shown;
        if (!value.isValid()) {
            shown = u"nothing"_s;
        } else if (value.typeId() == QMetaType::Bool) {
            shown = value.toBool() ? u"yes"_s : u"no"_s;
        } else if (value.typeId() == QMetaType::QDate) {
            shown = dayText(value.toDate());
        } else if (value.typeId() == QMetaType::Double) {
            shown = field == "owner"_L1 ? party.owner->name
                : field == "team"_L1    ? party.team->name
                                        : numberText(value.toDouble());
        } else if (value.typeId() == QMetaType::QStringList) {
            QStringList names;
            for (const QString &one : value.toStringList())
                names.append(name(one));
            shown = QLocale().createSeparatedList(names);
        } else {
            shown = name(value.toString());
        }
        return u"This record: "_s + shown;
    }

    /// The panel has each finding of a rule, in order, as the evaluator has it.
    void checkPanel(const ConditionGroup &rule, const Party &party)
    {
        const WhyReason reason = reasonOfRule(rule, party, m_world->context());
        m_panel->explain(party.displayName(), u"Mine"_s, {reason});
        QList<WhyLine> conditions = reason.lines;
        QCOMPARE(std::ranges::count(conditions, true, &WhyLine::isHeading), rule.groups.size());
        const QList<Finding> findings = findingsOf(rule, party, m_world->context());
        qsizetype next = 0;
        for (qsizetype i = 0; i < conditions.size(); ++i) {
            const auto *shown = m_panel->findChild<PlainLabel *>(u"whyCondition%1Label"_s.arg(i + 1));
            QVERIFY(shown);
            QCOMPARE(shown->text(), conditions.at(i).condition);
            if (conditions.at(i).isHeading)
                continue;
            const Finding &finding = findings.at(next++);
            const QString words = spoken(conditionSentence(finding.condition, m_world->catalogue()));
            QCOMPARE(shown->accessibleName(), (finding.holds ? u"Holds: "_s : u"Does not hold: "_s) + words);
            QCOMPARE(text(u"whyValue%1Label"_s.arg(i + 1).toLatin1().constData()), told(finding, party));
        }
        QCOMPARE(next, findings.size());
        const bool isHere = holds(rule, party, m_world->context());
        QCOMPARE(text("whyHeading").contains(u"not in"_s), !isHere);
    }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<ConditionWorld> m_world;
    std::unique_ptr<WhyPanel> m_panel;
};

QTEST_MAIN(TestWhyPanel)
#include "tst_whypanel.moc"
