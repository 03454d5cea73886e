#include "party/fieldtext.h"
#include "party/likeness.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Type = FieldDefinition::Type;

namespace {

const QLocale British(QLocale::English, QLocale::UnitedKingdom);
const QLocale German(QLocale::German, QLocale::Germany);
const QLocale French(QLocale::French, QLocale::France);
const QLocale American(QLocale::English, QLocale::UnitedStates);

FieldDefinition definition(Type type)
{
    FieldDefinition definition;
    definition.id = 7;
    definition.name = u"Field"_s;
    definition.type = type;
    if (type == Type::Text)
        definition.typeWord = u"text"_s;
    return definition;
}

Party anna()
{
    Party party;
    party.id = 11;
    party.firstName = u"Anna"_s;
    party.lastName = u"Lind & Co"_s;
    party.emailAddresses = {{1, u"Work"_s, u"anna@example.org"_s}};
    party.phoneNumbers = {{2, u"Home"_s, u"0113 1"_s}, {3, u"Mobile"_s, u"0777 2"_s}};
    party.fields = QList<FieldValue>{{101, 61, u"Number"_s, 0, u"A/17"_s}, {102, 66, u"Tick"_s, 0, true}};
    return party;
}

} // namespace

/// How custom fields' values read and are read.
class TestFieldText : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void numbersAreTypedInTheLocalesWay_data()
    {
        QTest::addColumn<QLocale>("locale");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("stored"); // null for what is no number
        QTest::newRow("plain") << British << u"1234.5"_s << u"1234.5"_s;
        QTest::newRow("grouped") << British << u" 1,234.50 "_s << u"1234.50"_s;
        QTest::newRow("negative") << British << u"-7"_s << u"-7"_s;
        QTest::newRow("minus sign") << British << u"\u22127"_s << u"-7"_s;
        QTest::newRow("plus") << British << u"+7"_s << u"7"_s;
        QTest::newRow("twenty digits") << British << u"12345678901234567890"_s << u"12345678901234567890"_s;
        QTest::newRow("German") << German << u"1.234,5"_s << u"1234.5"_s;
        QTest::newRow("German, as Capsule writes it") << German << u"1234.5"_s << u"1234.5"_s;
        QTest::newRow("French") << French << u"1 234,5"_s << u"1234.5"_s;
        QTest::newRow("Egyptian") << QLocale(QLocale::Arabic, QLocale::Egypt) << u"١٢٣"_s << u"123"_s;
        QTest::newRow("empty") << British << u""_s << u""_s;
        QTest::newRow("words") << British << u"many"_s << QString();
        QTest::newRow("exponent") << British << u"1e5"_s << QString();
        QTest::newRow("infinite") << British << u"inf"_s << QString();
        QTest::newRow("two points") << British << u"1.2.3"_s << QString();
        QTest::newRow("a unit") << British << u"5 kg"_s << QString();
    }
    void numbersAreTypedInTheLocalesWay()
    {
        QFETCH(QLocale, locale);
        QFETCH(QString, typed);
        QFETCH(QString, stored);
        const auto value = storedContent(definition(Type::Number), typed, locale);
        QCOMPARE(value.has_value(), !stored.isNull());
        QCOMPARE(value.value_or(QString()), stored);
    }
    void whatIsShownIsReadBackAlike_data()
    {
        QTest::addColumn<QString>("value");
        for (const QString &value : {u"0"_s, u"-0.50"_s, u"1234567.25"_s, u"00012"_s, u"99999999999999999999.5"_s})
            QTest::newRow(qPrintable(value)) << value;
    }
    void whatIsShownIsReadBackAlike()
    {
        QFETCH(QString, value);
        for (const QLocale &locale : {British, German, French, American}) {
            const QString shown = shownContent(definition(Type::Number), value, locale);
            QCOMPARE(storedContent(definition(Type::Number), shown, locale), value);
        }
        for (const QLocale &locale : {British, German, French, American}) {
            const QString shown = shownContent(definition(Type::Date), u"2024-02-03"_s, locale);
            QCOMPARE(storedContent(definition(Type::Date), shown, locale), u"2024-02-03"_s);
        }
    }
    void datesAreTypedInTheLocalesWay_data()
    {
        QTest::addColumn<QLocale>("locale");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("stored");
        QTest::newRow("British") << British << u"06/05/2024"_s << u"2024-05-06"_s;
        QTest::newRow("American") << American << u"5/6/2024"_s << u"2024-05-06"_s;
        QTest::newRow("German") << German << u"06.05.2024"_s << u"2024-05-06"_s;
        QTest::newRow("ISO") << British << u"2024-05-06"_s << u"2024-05-06"_s;
        QTest::newRow("empty") << British << u""_s << u""_s;
        QTest::newRow("no such day") << British << u"31/02/2024"_s << QString();
        QTest::newRow("words") << British << u"soon"_s << QString();
    }
    void datesAreTypedInTheLocalesWay()
    {
        QFETCH(QLocale, locale);
        QFETCH(QString, typed);
        QFETCH(QString, stored);
        const auto value = storedContent(definition(Type::Date), typed, locale);
        QCOMPARE(value.has_value(), !stored.isNull());
        QCOMPARE(value.value_or(QString()), stored);
    }
    void whatIsNotOfItsTypeIsShownAsItIs()
    {
        QCOMPARE(shownContent(definition(Type::Number), u"about 5.5"_s, German), u"about 5.5"_s);
        QCOMPARE(shownContent(definition(Type::Date), u"May 2024"_s, German), u"May 2024"_s);
        QCOMPARE(shownContent(definition(Type::Date), true, German), u"true"_s);
        QCOMPARE(shownContent(definition(Type::Boolean), u"true"_s, German), u"true"_s);
        FieldDefinition odd = definition(Type::Text);
        odd.typeWord = u"hologram"_s;
        QVERIFY(!isKnownType(odd));
        QCOMPARE(shownContent(odd, u"1.5"_s, German), u"1.5"_s);
    }
    void severalChoicesAreParted()
    {
        QCOMPARE(choicesIn(u" Desk;Lamp ; ;Desk"_s), (QStringList{u"Desk"_s, u"Lamp"_s}));
        QCOMPARE(storedContent(definition(Type::MultiSelect), u"Desk; Lamp;"_s, British), u"Desk;Lamp"_s);
        QCOMPARE(storedContent(definition(Type::MultiSelect), u" ; "_s, British), u""_s);
    }

    void placeholdersAreFilledIn_data()
    {
        QTest::addColumn<QString>("link");
        QTest::addColumn<QString>("resolved");
        QTest::newRow("none") << u"https://example.org/a b"_s << u"https://example.org/a b"_s;
        QTest::newRow("id") << u"https://x.example/{id}/{id}"_s << u"https://x.example/11/11"_s;
        QTest::newRow("name") << u"https://x.example/?q={name}"_s << u"https://x.example/?q=Anna%20Lind%20%26%20Co"_s;
        QTest::newRow("email") << u"https://x.example/{email}"_s << u"https://x.example/anna%40example.org"_s;
        QTest::newRow("phone") << u"https://x.example/{phone}"_s << u"https://x.example/0113%201"_s;
        QTest::newRow("kind") << u"https://x.example/{phone[Mobile]}"_s << u"https://x.example/0777%202"_s;
        QTest::newRow("no such kind") << u"https://x.example/{phone[Fax]}."_s << u"https://x.example/."_s;
        QTest::newRow("custom") << u"https://x.example/{custom[Number]}"_s << u"https://x.example/A%2F17"_s;
        QTest::newRow("tick") << u"https://x.example/{custom[Tick]}"_s << u"https://x.example/true"_s;
        QTest::newRow("no such field") << u"https://x.example/{custom[X]}"_s << u"https://x.example/"_s;
        QTest::newRow("unknown") << u"https://x.example/{fax}{"_s << u"https://x.example/{fax}{"_s;
    }
    void placeholdersAreFilledIn()
    {
        QFETCH(QString, link);
        QFETCH(QString, resolved);
        QCOMPARE(resolvedLink(link, anna()), resolved);
    }
    /// What is filled in cannot become another placeholder or another host.
    void whatIsFilledInStaysAValue()
    {
        Party party = anna();
        party.firstName = u"{email}"_s;
        party.lastName = u"@evil.example/"_s;
        QCOMPARE(
            resolvedLink(u"https://{name}.example"_s, party), u"https://%7Bemail%7D%20%40evil.example%2F.example"_s);
    }

    void aValueIsSetAndTakenAway()
    {
        const Party was = anna();
        FieldDefinition number = definition(Type::Text);
        number.id = 61;
        Party draft = was;
        draft.fields = withFieldValue(was, draft, number, u"B"_s);
        QCOMPARE(draft.fields->size(), 2);
        QCOMPARE(draft.fields->at(0), (FieldValue{101, 61, u"Number"_s, 0, u"B"_s}));
        draft.fields = withFieldValue(was, draft, number, u"A/17"_s);
        QCOMPARE(draft, was);
        draft.fields = withFieldValue(was, draft, number, u""_s);
        QCOMPARE(draft.fields->size(), 1);
        draft.fields = withFieldValue(was, draft, number, u"A/17"_s);
        QCOMPARE(draft, was); // in the place that it had
        draft.fields = withFieldValue(was, draft, definition(Type::Number), u"5"_s);
        QCOMPARE(draft.fields->last(), (FieldValue{0, 7, u"Field"_s, 0, u"5"_s}));
        draft.fields = withFieldValue(was, draft, definition(Type::Number), QString());
        QCOMPARE(draft, was);
    }

    void namesLookAlike_data()
    {
        QTest::addColumn<QString>("a");
        QTest::addColumn<QString>("b");
        QTest::addColumn<bool>("areAlike");
        QTest::newRow("same") << u"Dinner"_s << u"Dinner"_s << true;
        QTest::newRow("case") << u"Dinner"_s << u"DINNER"_s << true;
        QTest::newRow("accents") << u"Café"_s << u"cafe"_s << true;
        QTest::newRow("blanks and signs") << u"Trade-fair"_s << u"trade  fair"_s << true;
        QTest::newRow("a letter more") << u"Customer"_s << u"Customers"_s << true;
        QTest::newRow("a letter less inside") << u"Dinner"_s << u"Diner"_s << true;
        QTest::newRow("one letter other") << u"Supplier"_s << u"Supplyer"_s << true;
        QTest::newRow("short ones") << u"VIP"_s << u"VAP"_s << false;
        QTest::newRow("two letters") << u"Customer"_s << u"Customised"_s << false;
        QTest::newRow("nothing in common") << u"Red"_s << u"Blue"_s << false;
    }
    void namesLookAlike()
    {
        QFETCH(QString, a);
        QFETCH(QString, b);
        QFETCH(bool, areAlike);
        QCOMPARE(looksAlike(a, b), areAlike);
        QCOMPARE(looksAlike(b, a), areAlike);
    }
};

QTEST_GUILESS_MAIN(TestFieldText)
#include "tst_fieldtext.moc"
