#include "party/cataloguejson.h"

#include <QJsonObject>
#include <QTest>

using namespace Qt::StringLiterals;
using Type = FieldDefinition::Type;

class TestCatalogueJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyListIsRead();
    void fieldTypesAreRead_data();
    void fieldTypesAreRead();
    void captureRuleIsForOneTypeOrBoth_data();
    void captureRuleIsForOneTypeOrBoth();
    void teamWithoutMembershipsHasNoneTold();
    void brokenItemsAreLeftOut_data();
    void brokenItemsAreLeftOut();
    void itemThatComesTwiceIsOne();
    void whatIsNoListChangesNothing_data();
    void whatIsNoListChangesNothing();
    void anEmptyListIsToldToBeEmpty();
    void userThatCannotBeReadStays();
    void unknownWordsAreKept();
};

namespace {

Catalogue read(CatalogueList list, const QByteArray &document)
{
    Catalogue catalogue;
    return readCatalogueList(list, document, catalogue) ? catalogue : Catalogue();
}

} // namespace

void TestCatalogueJson::everyListIsRead()
{
    Catalogue expected;
    Catalogue catalogue;
    const auto take = [&catalogue](CatalogueList list, const QByteArray &document) {
        return readCatalogueList(list, document, catalogue);
    };
    QVERIFY(take(CatalogueList::CurrentUser,
        R"([{"id":3,"username":"anna","name":"Anna Lind","status":"ACTIVE","timezone":"Europe/London","party":{"id":9}}])"));
    expected.currentUser = User{3, u"anna"_s, u"Anna Lind"_s, u"ACTIVE"_s};
    expected.timezone = u"Europe/London"_s;
    QVERIFY(take(CatalogueList::Users, R"([{"id":3,"username":"anna","name":"Anna Lind","status":"ACTIVE"}])"));
    expected.users = {{3, u"anna"_s, u"Anna Lind"_s, u"ACTIVE"_s}};
    QVERIFY(take(CatalogueList::Teams,
        R"([{"id":5,"name":"Sales","memberships":[{"user":{"id":3,"username":"anna"}},{"user":null}]}])"));
    expected.teams = {{5, u"Sales"_s, QList<qint64>{3}}};
    QVERIFY(take(CatalogueList::Tags, R"([{"id":7,"name":"VIP","description":null,"dataTag":true}])"));
    expected.tags = {{7, u"VIP"_s, {}, true}};
    QVERIFY(take(CatalogueList::Fields,
        R"([{"id":8,"name":"Size","description":"Of the shirt","type":"list","displayOrder":2,"tag":{"id":7,"name":"VIP"},
            "captureRule":"person","options":["S","M"],"important":true}])"));
    expected.fields
        = {{8, u"Size"_s, u"Of the shirt"_s, Type::List, u"list"_s, 2, 7, PartyType::Person, {u"S"_s, u"M"_s}, true}};
    QVERIFY(take(CatalogueList::Titles, R"([{"id":1,"title":"Mr"},{"id":2,"title":"Dr"}])"));
    expected.titles = {u"Mr"_s, u"Dr"_s};
    QVERIFY(take(CatalogueList::Countries,
        R"([{"alpha2Code":"FR","alpha3Code":"FRA","name":"France","dialCode":"33"},{"name":"Peru","dialCode":51}])"));
    expected.countries = {{u"France"_s, u"FR"_s, u"33"_s}, {u"Peru"_s, {}, u"51"_s}};
    QVERIFY(take(CatalogueList::Categories, R"([{"id":4,"name":"Call","colour":"#00ff00"}])"));
    expected.categories = {{4, u"Call"_s, u"#00ff00"_s}};
    QVERIFY(take(CatalogueList::ActivityTypes, R"([{"id":-1,"name":"Note"}])"));
    expected.activityTypes = {{-1, u"Note"_s}};
    QVERIFY(take(CatalogueList::SavedFilters,
        R"([{"id":6,"name":"Leeds","conditions":[{"field":"city","operator":"is","value":"Leeds"}],"orderBy":[]}])"));
    const QJsonObject isLeeds{{u"field"_s, u"city"_s}, {u"operator"_s, u"is"_s}, {u"value"_s, u"Leeds"_s}};
    expected.savedFilters = {SavedFilter{6, u"Leeds"_s, {isLeeds}}};
    QCOMPARE(catalogue, expected);
}

void TestCatalogueJson::fieldTypesAreRead_data()
{
    QTest::addColumn<QString>("word");
    QTest::addColumn<Type>("type");
    QTest::newRow("text") << u"text"_s << Type::Text;
    QTest::newRow("number") << u"number"_s << Type::Number;
    QTest::newRow("date") << u"date"_s << Type::Date;
    QTest::newRow("list") << u"list"_s << Type::List;
    QTest::newRow("multiselectlist") << u"multiselectlist"_s << Type::MultiSelect;
    QTest::newRow("boolean") << u"boolean"_s << Type::Boolean;
    QTest::newRow("link") << u"link"_s << Type::Link;
    QTest::newRow("unknown") << u"hologram"_s << Type::Text;
}

void TestCatalogueJson::fieldTypesAreRead()
{
    QFETCH(QString, word);
    QFETCH(Type, type);
    const auto fields
        = read(CatalogueList::Fields, R"([{"id":8,"name":"Size","type":")" + word.toUtf8() + R"("}])").fields;
    QVERIFY(fields && fields->size() == 1);
    QCOMPARE(fields->first().type, type);
    QCOMPARE(fields->first().typeWord, word);
}

void TestCatalogueJson::captureRuleIsForOneTypeOrBoth_data()
{
    QTest::addColumn<QByteArray>("rule");
    QTest::addColumn<std::optional<PartyType>>("type");
    QTest::newRow("person") << R"("person")"_ba << std::optional(PartyType::Person);
    QTest::newRow("organisation") << R"("organisation")"_ba << std::optional(PartyType::Organisation);
    QTest::newRow("null") << "null"_ba << std::optional<PartyType>();
    QTest::newRow("a word of tomorrow") << R"("anything")"_ba << std::optional<PartyType>();
}

void TestCatalogueJson::captureRuleIsForOneTypeOrBoth()
{
    QFETCH(QByteArray, rule);
    const auto fields
        = read(CatalogueList::Fields, R"([{"id":8,"name":"Size","type":"text","captureRule":)" + rule + "}]").fields;
    QVERIFY(fields && fields->size() == 1);
    QTEST(fields->first().captureRule, "type");
}

void TestCatalogueJson::teamWithoutMembershipsHasNoneTold()
{
    const auto teams
        = read(CatalogueList::Teams, R"([{"id":5,"name":"Sales"},{"id":6,"name":"Post","memberships":[]}])").teams;
    QVERIFY(teams && teams->size() == 2);
    QVERIFY(!teams->at(0).members);
    QCOMPARE(teams->at(1).members, QList<qint64>());
}

void TestCatalogueJson::brokenItemsAreLeftOut_data()
{
    QTest::addColumn<QByteArray>("broken");
    QTest::newRow("null") << "null"_ba;
    QTest::newRow("text") << R"("VIP")"_ba;
    QTest::newRow("list") << "[]"_ba;
    QTest::newRow("no id") << R"({"name":"VIP"})"_ba;
    QTest::newRow("id of text") << R"({"id":"7","name":"VIP"})"_ba;
    QTest::newRow("id too large") << R"({"id":1e300,"name":"VIP"})"_ba;
    QTest::newRow("broken id") << R"({"id":7.5,"name":"VIP"})"_ba;
    QTest::newRow("no name") << R"({"id":7})"_ba;
    QTest::newRow("name of a number") << R"({"id":7,"name":12})"_ba;
}

void TestCatalogueJson::brokenItemsAreLeftOut()
{
    QFETCH(QByteArray, broken);
    const auto tags = read(CatalogueList::Tags, '[' + broken + R"(,{"id":9,"name":"Whole","dataTag":"yes"}])").tags;
    QVERIFY(tags);
    QCOMPARE(tags->size(), 1);
    QCOMPARE(tags->first(), (TagDefinition{9, u"Whole"_s, {}, false}));
}

void TestCatalogueJson::itemThatComesTwiceIsOne()
{
    const auto tags = read(CatalogueList::Tags, R"([{"id":9,"name":"One"},{"id":9,"name":"One"}])").tags;
    QVERIFY(tags);
    QCOMPARE(tags->size(), 1);
}

void TestCatalogueJson::whatIsNoListChangesNothing_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("an object") << R"({"tags":[]})"_ba;
    QTest::newRow("cut off") << R"([{"id":9,"name":"One"},)"_ba;
    QTest::newRow("bytes") << "\xff\x00\xfe"_ba;
}

void TestCatalogueJson::whatIsNoListChangesNothing()
{
    QFETCH(QByteArray, document);
    for (const CatalogueList list : CatalogueLists) {
        Catalogue catalogue;
        catalogue.tags = {{9, u"One"_s, {}, false}};
        const Catalogue before = catalogue;
        QVERIFY(!readCatalogueList(list, document, catalogue));
        QCOMPARE(catalogue, before);
    }
}

void TestCatalogueJson::anEmptyListIsToldToBeEmpty()
{
    Catalogue catalogue;
    QVERIFY(readCatalogueList(CatalogueList::Titles, "[]", catalogue));
    QCOMPARE(catalogue.titles, QStringList());
}

void TestCatalogueJson::userThatCannotBeReadStays()
{
    Catalogue catalogue;
    catalogue.currentUser = User{3, u"anna"_s, u"Anna Lind"_s, u"ACTIVE"_s};
    const Catalogue before = catalogue;
    for (const QByteArray &document : {"[]"_ba, R"([{"name":"Nobody"}])"_ba, "[null]"_ba}) {
        QVERIFY(!readCatalogueList(CatalogueList::CurrentUser, document, catalogue));
        QCOMPARE(catalogue, before);
    }
}

void TestCatalogueJson::unknownWordsAreKept()
{
    const auto users = read(CatalogueList::Users, R"([{"id":3,"username":"anna","status":"ON_LEAVE"}])").users;
    QVERIFY(users && users->size() == 1);
    QCOMPARE(users->first().status, u"ON_LEAVE"_s);
    QCOMPARE(users->first().name, QString());
}

QTEST_GUILESS_MAIN(TestCatalogueJson)
#include "tst_cataloguejson.moc"
