#include "party/bulkchange.h"
#include "party/partychanges.h"
#include "party/partyjson.h"
#include "support/partybuilder.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

const Tag client{19, u"Client"_s, false};
const Tag fair{29, u"Trade fair"_s, true};
const UserRef grace{13, u"grace"_s, u"Grace Okafor"_s};
const UserRef bo{15, u"bo"_s, u"Bo Berg"_s};
const TeamRef sales{14, u"Sales"_s};

Party anna()
{
    Party party = person(u"Anna"_s, u"Lind"_s, 11);
    party.jobTitle = u"Buyer"_s;
    party.organisation = {12, {}, u"Acme"_s};
    party.owner = grace;
    party.team = sales;
    party.tags = {client};
    party.fields = {field(31, u"5"_s, 21), field(32, true, 22)};
    return party;
}

Catalogue catalogue()
{
    Catalogue catalogue;
    catalogue.teams = QList<Team>{{sales.id, sales.name, QList<qint64>{grace.id}}};
    return catalogue;
}

SetField setField(qint64 definition, const FieldContent &content, qint64 tag = 0, std::optional<PartyType> rule = {})
{
    return {definition, u"Rating"_s, tag, rule, content};
}

QJsonObject bodyOf(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

} // namespace

class TestBulkChange : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changes_data();
    void changes();
    void leavesAlone_data();
    void leavesAlone();
    void restrictedRecordsAreLeftAlone();
    void untoldListsAreLeftAlone();
    void survivesJson_data() { changes_data(); }
    void survivesJson();
    void brokenJsonIsNoChange_data();
    void brokenJsonIsNoChange();
    void everyReasonHasAWord();
    void valuesHoldOnlyWhatDiffers();
    void givesBack_data() { changes_data(); }
    void givesBack();
    void alteredSinceStays();
    void whatIsBackAlreadyStays();
    void aNewTagIsTakenBackByItsName();
};

void TestBulkChange::changes_data()
{
    QTest::addColumn<BulkChange>("change");
    QTest::addColumn<QByteArray>("body");
    const auto add = [](const char *name, const BulkChange &change, const QByteArray &body) {
        QTest::newRow(name) << change << body;
    };
    add("add tag", AddTag{fair}, R"({"tags":[{"id":29}]})");
    add("add new tag", AddTag{{0, u"Lead"_s, false}}, R"({"tags":[{"name":"Lead"}]})");
    add("remove tag", RemoveTag{client}, R"({"tags":[{"id":19,"_delete":true}]})");
    add("remove tag by name", RemoveTag{{0, u"Client"_s, false}}, R"({"tags":[{"id":19,"_delete":true}]})");
    add("owner and team", SetOwnership{bo, std::nullopt}, R"({"owner":{"id":15},"team":null})");
    add("nobody", SetOwnership{}, R"({"owner":null,"team":null})");
    add("job title", SetText{u"jobTitle"_s, u"Head"_s}, R"({"jobTitle":"Head"})");
    add("no job title", SetText{u"jobTitle"_s, {}}, R"({"jobTitle":null})");
    add("title", SetText{u"title"_s, u"Dr"_s}, R"({"title":"Dr"})");
    add("about", SetText{u"about"_s, u"Met in Leeds"_s}, R"({"about":"Met in Leeds"})");
    add("organisation", SetOrganisation{OrganisationRef{77, {}, u"Bell"_s}}, R"({"organisation":{"id":77}})");
    add("no organisation", SetOrganisation{}, R"({"organisation":null})");
    add("new field", setField(33, u"A"_s), R"({"fields":[{"definition":{"id":33},"value":"A"}]})");
    add("field", setField(31, u"6"_s), R"({"fields":[{"definition":{"id":31},"value":"6"}]})");
    add("clear field", setField(31, u""_s), R"({"fields":[{"id":21,"_delete":true}]})");
    add("tick", setField(34, true), R"({"fields":[{"definition":{"id":34},"value":true}]})");
    add("no tick", setField(32, false), R"({"fields":[{"definition":{"id":32},"value":false}]})");
    add("several choices", setField(35, u"Red;Blue"_s), R"({"fields":[{"definition":{"id":35},"value":"Red;Blue"}]})");
    add("field of a DataTag", setField(36, u"A"_s, client.id), R"({"fields":[{"definition":{"id":36},"value":"A"}]})");
    add("field of people", setField(37, u"A"_s, 0, PartyType::Person),
        R"({"fields":[{"definition":{"id":37},"value":"A"}]})");
}

void TestBulkChange::changes()
{
    QFETCH(const BulkChange, change);
    QFETCH(const QByteArray, body);
    const auto edited = applied(change, anna(), catalogue());
    QVERIFY(edited);
    QCOMPARE(::changes(anna(), *edited), bodyOf(body));
    const auto again = applied(change, *edited, catalogue());
    QVERIFY(!again); // a second time there is nothing to do
    QCOMPARE(again.error(), std::holds_alternative<RemoveTag>(change) ? BulkSkip::HasNotGotIt : BulkSkip::AlreadySo);
}

void TestBulkChange::leavesAlone_data()
{
    QTest::addColumn<BulkChange>("change");
    QTest::addColumn<bool>("isPerson");
    QTest::addColumn<BulkSkip>("why");
    const auto add = [](const char *name, const BulkChange &change, bool isPerson, BulkSkip why) {
        QTest::newRow(name) << change << isPerson << why;
    };
    add("has the tag", AddTag{client}, true, BulkSkip::AlreadySo);
    add("has a tag of that name", AddTag{{0, u"client"_s, false}}, true, BulkSkip::AlreadySo);
    add("has not got the tag", RemoveTag{fair}, true, BulkSkip::HasNotGotIt);
    add("has the owner", SetOwnership{grace, sales}, true, BulkSkip::AlreadySo);
    add("no member", SetOwnership{bo, sales}, true, BulkSkip::NotAMember);
    add("has the job title", SetText{u"jobTitle"_s, u"Buyer"_s}, true, BulkSkip::AlreadySo);
    add("job of an organisation", SetText{u"jobTitle"_s, u"Buyer"_s}, false, BulkSkip::NotForOrganisations);
    add("title of an organisation", SetText{u"title"_s, u"Dr"_s}, false, BulkSkip::NotForOrganisations);
    add("is there", SetOrganisation{OrganisationRef{12, {}, u"Acme"_s}}, true, BulkSkip::AlreadySo);
    add("organisation of one", SetOrganisation{OrganisationRef{12, {}, u"Acme"_s}}, false,
        BulkSkip::NotForOrganisations);
    add("has the value", setField(31, u"5"_s), true, BulkSkip::AlreadySo);
    add("has no value", setField(39, u""_s), true, BulkSkip::AlreadySo);
    add("has no tick", setField(39, false), true, BulkSkip::AlreadySo);
    add("without its DataTag", setField(36, u"A"_s, fair.id), true, BulkSkip::WithoutDataTag);
    add("of organisations", setField(37, u"A"_s, 0, PartyType::Organisation), true, BulkSkip::NotForPeople);
    add("of people", setField(37, u"A"_s, 0, PartyType::Person), false, BulkSkip::NotForOrganisations);
}

void TestBulkChange::leavesAlone()
{
    QFETCH(const BulkChange, change);
    QFETCH(const bool, isPerson);
    QFETCH(const BulkSkip, why);
    const auto edited = applied(change, isPerson ? anna() : organisation(u"Acme"_s, 12), catalogue());
    QVERIFY(!edited);
    QCOMPARE(edited.error(), why);
}

void TestBulkChange::restrictedRecordsAreLeftAlone()
{
    Party hidden = anna();
    hidden.isRestricted = true;
    for (const BulkChange &change : {BulkChange(AddTag{fair}), BulkChange(DeleteRecords{})}) {
        const auto edited = applied(change, hidden, {});
        QVERIFY(!edited);
        QCOMPARE(edited.error(), BulkSkip::Restricted);
    }
}

void TestBulkChange::untoldListsAreLeftAlone()
{
    Party party = anna();
    party.tags.reset();
    party.fields.reset();
    for (const BulkChange &change :
        {BulkChange(AddTag{fair}), BulkChange(RemoveTag{client}), BulkChange(setField(31, u"6"_s))}) {
        const auto edited = applied(change, party, {});
        QVERIFY(!edited);
        QCOMPARE(edited.error(), BulkSkip::NotTold);
    }
    QVERIFY(applied(SetOwnership{bo, sales}, party, {})); // nor is a team whose members were not told
}

void TestBulkChange::survivesJson()
{
    QFETCH(const BulkChange, change);
    QCOMPARE(bulkChangeFromJson(bulkChangeToJson(change)), std::optional(change));
}

void TestBulkChange::brokenJsonIsNoChange_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("nothing") << "{}"_ba;
    QTest::newRow("unknown") << R"({"paintRed":{}})"_ba;
    QTest::newRow("two") << R"({"delete":{},"giveBack":{"run":1}})"_ba;
    QTest::newRow("tag without name") << R"({"addTag":{"id":4}})"_ba;
    QTest::newRow("field without definition") << R"({"setField":{"content":"a"}})"_ba;
    QTest::newRow("field without content") << R"({"setField":{"definition":4}})"_ba;
    QTest::newRow("no object") << R"({"addTag":[]})"_ba;
}

void TestBulkChange::brokenJsonIsNoChange()
{
    QFETCH(const QByteArray, json);
    QVERIFY(!bulkChangeFromJson(bodyOf(json)));
    QCOMPARE(bulkChangeFromJson(bulkChangeToJson(DeleteRecords{})), std::optional<BulkChange>(DeleteRecords{}));
    QCOMPARE(bulkChangeFromJson(bulkChangeToJson(GiveBack{7})), std::optional<BulkChange>(GiveBack{7}));
}

void TestBulkChange::everyReasonHasAWord()
{
    for (int reason = 0; reason <= int(BulkSkip::Stopped); ++reason) {
        const auto skip = static_cast<BulkSkip>(reason);
        QCOMPARE(bulkSkipFromWord(bulkSkipWord(skip)), std::optional(skip));
    }
    QVERIFY(!bulkSkipFromWord(u"no-such-reason"_s));
}

void TestBulkChange::valuesHoldOnlyWhatDiffers()
{
    Party after = anna();
    after.tags->append(fair);
    const BulkValues values = bulkValues(anna(), after);
    QCOMPARE(values.was.displayName(), u"Anna Lind"_s);
    QVERIFY(values.was.tags->isEmpty());
    QCOMPARE(*values.became.tags, QList<Tag>{fair});
    QVERIFY(values.was.jobTitle.isEmpty() && !values.was.owner && values.was.fields->isEmpty());
    const QJsonObject json = sparseJson(values.became);
    QVERIFY2(json.size() <= 8, qPrintable(json.keys().join(u' ')));
    const auto read = partyFromJson(json);
    QVERIFY(read);
    QCOMPARE(*read, values.became);
}

void TestBulkChange::givesBack()
{
    QFETCH(const BulkChange, change);
    const auto edited = applied(change, anna(), catalogue());
    QVERIFY(edited);
    Party now = *edited;
    now.about += u" and more"_s; // a change of something else stays
    if (const auto *text = std::get_if<SetText>(&change); text && text->key == "about"_L1)
        now.about = edited->about;
    const auto back = givenBack(bulkValues(anna(), *edited), now);
    QVERIFY(back);
    Party wanted = anna();
    if (now.about != edited->about)
        wanted.about = now.about;
    QVERIFY(describeChanges(wanted, *back).isEmpty());
}

void TestBulkChange::alteredSinceStays()
{
    const auto edited = applied(SetText{u"jobTitle"_s, u"Head"_s}, anna(), {});
    Party now = *edited;
    now.jobTitle = u"Director"_s;
    const auto back = givenBack(bulkValues(anna(), *edited), now);
    QVERIFY(!back);
    QCOMPARE(back.error(), BulkSkip::AlteredSince);
}

void TestBulkChange::whatIsBackAlreadyStays()
{
    const auto edited = applied(AddTag{fair}, anna(), {});
    const auto back = givenBack(bulkValues(anna(), *edited), anna());
    QVERIFY(!back);
    QCOMPARE(back.error(), BulkSkip::AlreadySo);
}

void TestBulkChange::aNewTagIsTakenBackByItsName()
{
    const auto edited = applied(AddTag{{0, u"Lead"_s, false}}, anna(), {});
    Party now = *edited;
    now.tags->last().id = 99; // Capsule has numbered it meanwhile
    const auto back = givenBack(bulkValues(anna(), *edited), now);
    QVERIFY(back);
    QCOMPARE(::changes(now, *back), bodyOf(R"({"tags":[{"id":99,"_delete":true}]})"));
}

QTEST_GUILESS_MAIN(TestBulkChange)
#include "tst_bulkchange.moc"
