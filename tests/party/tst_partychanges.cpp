#include "party/partychanges.h"
#include "support/partybuilder.h"
#include "support/partyprinter.h"

using namespace Qt::StringLiterals;
using Kind = FieldChange::Kind;

namespace {

const QUuid newOrganisation = QUuid::fromString(u"8e2c4ed5-0e66-4f8e-a2ec-0d5c19b4a3c1");

QJsonObject parsed(const QByteArray &text)
{
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(text, &error);
    if (error.error != QJsonParseError::NoError)
        qFatal("%s in %s", qPrintable(error.errorString()), text.constData());
    return document.object();
}

/// A person with something everywhere.
Party anna()
{
    Party party = person(u"Anna"_s, u"Lind"_s, 11);
    party.title = u"Dr"_s;
    party.jobTitle = u"Buyer"_s;
    party.about = u"Met in Leeds"_s;
    party.organisation = {12, {}, u"Acme"_s};
    party.owner = {13, u"grace"_s, u"Grace Okafor"_s};
    party.team = {14, u"Sales"_s};
    party.emailAddresses = {email(u"anna@acme.example"_s, 15, u"Work"_s), email(u"anna@home.example"_s, 25)};
    party.phoneNumbers = {phone(u"0113 496 0000"_s, 16, u"Work"_s)};
    party.addresses
        = {{17, u"Office"_s, u"1 High Street"_s, u"Leeds"_s, u"Yorkshire"_s, u"LS1 1AA"_s, u"United Kingdom"_s}};
    party.websites = {website(u"annalind"_s, 18, u"TWITTER"_s)};
    party.tags = {{19, u"Client"_s, false}, {29, u"VIP"_s, false}};
    party.fields = {field(31, u"5"_s, 21), field(32, true, 22)};
    return party;
}

Party acme()
{
    return organisation(u"Acme"_s, 12);
}

qint64 idOf(const QUuid &localId)
{
    return localId == newOrganisation ? 77 : 0;
}

using Edit = void (*)(Party &);
using Lines = QList<FieldChange>;

/// One edit of anna() and what it is in a request and on the form.
struct Case
{
    const char *name;
    Edit edit;
    QByteArray body;
    Lines lines;
};

#define EDIT [](Party & p)

QList<Case> textCases()
{
    return {{"nothing", EDIT{Q_UNUSED(p)}, "{}"_ba, {}}, {"title", EDIT{p.title = u"Prof"_s;
}
, R"({"title":"Prof"})"_ba,
{{u"title"_s, Kind::Changed, u"Dr"_s, u"Prof"_s}}
} // namespace
, {"firstName", EDIT{p.firstName = u"Ann"_s;
}
, R"({"firstName":"Ann"})"_ba,
{{u"firstName"_s, Kind::Changed, u"Anna"_s, u"Ann"_s}}
}
, {"lastName", EDIT{p.lastName = u"Lund"_s;
}
, R"({"lastName":"Lund"})"_ba,
{{u"lastName"_s, Kind::Changed, u"Lind"_s, u"Lund"_s}}
}
, {"jobTitle", EDIT{p.jobTitle = u"Head"_s;
}
, R"({"jobTitle":"Head"})"_ba,
{{u"jobTitle"_s, Kind::Changed, u"Buyer"_s, u"Head"_s}}
}
, {"about", EDIT{p.about = u"a\nb"_s;
}
, R"({"about":"a\nb"})"_ba,
{{u"about"_s, Kind::Changed, u"Met in Leeds"_s, u"a\nb"_s}}
}
, {"cleared text", EDIT{p.title.clear();
}
, R"({"title":null})"_ba,
{
    {
        u"title"_s, Kind::Changed, u"Dr"_s, { }
    }
}
}
, {"a blank is a change", EDIT{p.lastName += u' ';
}
, R"({"lastName":"Lind "})"_ba,
{{u"lastName"_s, Kind::Changed, u"Lind"_s, u"Lind "_s}}
}
, {"read only keys are not sent", EDIT{p.createdAt = p.updatedAt = p.lastContactedAt = QDateTime::currentDateTimeUtc();
p.pictureUrl = u"x"_s;
p.isRestricted = p.missesImportantFields = true;
p.id = 99;
p.websites[0].url = u"y"_s;
p.tags->first().name = u"Renamed"_s;
p.owner->name = p.team->name = p.organisation->name = u"Renamed"_s;
p.fields->first().definitionName = u"Renamed"_s;
}
, "{}"_ba, { }
}
, {"a person has no name", EDIT{p.name = u"x"_s;
}
, "{}"_ba, { }
}
,
}
;
}

QList<Case> referenceCases()
{
    const Lines moved{{u"organisation"_s, Kind::Changed, u"Acme"_s, u"Globex"_s}};
    return {{"organisation", EDIT{p.organisation = {41, {}, u"Globex"_s};
}
, R"({"organisation":{"id":41}})"_ba, moved
}
, {"no organisation", EDIT{p.organisation.reset();
}
, R"({"organisation":null})"_ba,
{
    {
        u"organisation"_s, Kind::Changed, u"Acme"_s, { }
    }
}
}
,
    {"organisation by our id of Capsule's id",
        EDIT{p.organisation = OrganisationRef{0, localIdOfServerId(41), u"Globex"_s};
}
, R"({"organisation":{"id":41}})"_ba, moved
}
, {"organisation looked up", EDIT{p.organisation = OrganisationRef{0, newOrganisation, u"Globex"_s};
}
, R"({"organisation":{"id":77}})"_ba, moved
}
, {"organisation unknown to Capsule", EDIT{p.organisation = OrganisationRef{0, QUuid::createUuid(), u"Globex"_s};
}
, "{}"_ba, moved
}
, {"the same organisation by our id", EDIT{p.organisation = OrganisationRef{0, localIdOfServerId(12), u"Acme"_s};
}
, "{}"_ba, { }
}
, {"owner takes the team along", EDIT{p.owner = {53, {}, u"Bo"_s};
}
, R"({"owner":{"id":53},"team":{"id":14}})"_ba,
{{u"ownerAndTeam"_s, Kind::Changed, u"Grace Okafor, Sales"_s, u"Bo, Sales"_s}}
}
, {"team takes the owner along", EDIT{p.team.reset();
}
, R"({"owner":{"id":13},"team":null})"_ba,
{{u"ownerAndTeam"_s, Kind::Changed, u"Grace Okafor, Sales"_s, u"Grace Okafor"_s}}
}
, {"neither owner nor team", EDIT{p.owner.reset();
p.team.reset();
}
, R"({"owner":null,"team":null})"_ba,
{
    {
        u"ownerAndTeam"_s, Kind::Changed, u"Grace Okafor, Sales"_s, { }
    }
}
}
,
}
;
}

QList<Case> rowCases()
{
    return {{"email address", EDIT{p.emailAddresses[0].address = u"x@y.example"_s;
}
, R"({"emailAddresses":[{"id":15,"address":"x@y.example"}]})"_ba,
{{u"emailAddresses/15/address"_s, Kind::Changed, u"anna@acme.example"_s, u"x@y.example"_s}}
}
, {"email type", EDIT{p.emailAddresses[1].type = u"Home"_s;
}
, R"({"emailAddresses":[{"id":25,"type":"Home"}]})"_ba,
{{u"emailAddresses/25/type"_s, Kind::Changed, {}, u"Home"_s}}
}
, {"email type cleared", EDIT{p.emailAddresses[0].type.clear();
}
, R"({"emailAddresses":[{"id":15,"type":null}]})"_ba,
{
    {
        u"emailAddresses/15/type"_s, Kind::Changed, u"Work"_s, { }
    }
}
}
, {"email added", EDIT{p.emailAddresses.append(email(u"x@y.example"_s, 0, u"Home"_s));
}
, R"({"emailAddresses":[{"address":"x@y.example","type":"Home"}]})"_ba,
{{u"emailAddresses/+0"_s, Kind::Added, {}, u"x@y.example (Home)"_s}}
}
, {"a copy of a row is a row", EDIT{p.emailAddresses.append(email(u"anna@home.example"_s));
}
, R"({"emailAddresses":[{"address":"anna@home.example"}]})"_ba,
{{u"emailAddresses/+0"_s, Kind::Added, {}, u"anna@home.example"_s}}
}
, {"blank rows are no rows", EDIT{p.emailAddresses.prepend(email({}, 0, u"Work"_s));
p.emailAddresses.append(email(u"x@y.example"_s));
p.phoneNumbers.append(phone({}, 0, u"Fax"_s));
p.addresses.append({0, u"Home"_s, {}, {}, {}, {}, {}});
p.websites.append(website({}));
}
, R"({"emailAddresses":[{"address":"x@y.example"}]})"_ba,
{{u"emailAddresses/+0"_s, Kind::Added, {}, u"x@y.example"_s}}
}
, {"email removed", EDIT{p.emailAddresses.removeFirst();
}
, R"({"emailAddresses":[{"id":15,"_delete":true}]})"_ba,
{
    {
        u"emailAddresses/15"_s, Kind::Removed, u"anna@acme.example (Work)"_s, { }
    }
}
}
, {"all emails removed", EDIT{p.emailAddresses.clear();
}
, R"({"emailAddresses":[{"id":15,"_delete":true},{"id":25,"_delete":true}]})"_ba,
{
    {u"emailAddresses/15"_s, Kind::Removed, u"anna@acme.example (Work)"_s, {}},
    {
        u"emailAddresses/25"_s, Kind::Removed, u"anna@home.example"_s, { }
    }
}
}
, {"an emptied email is removed", EDIT{p.emailAddresses[0].address.clear();
}
, R"({"emailAddresses":[{"id":15,"_delete":true}]})"_ba,
{
    {
        u"emailAddresses/15"_s, Kind::Removed, u"anna@acme.example (Work)"_s, { }
    }
}
}
, {"order is no difference", EDIT{p.emailAddresses.swapItemsAt(0, 1);
}
, "{}"_ba, { }
}
, {"taken out and typed again is another row", EDIT{p.emailAddresses[1].id = 0;
}
, R"({"emailAddresses":[{"address":"anna@home.example"},{"id":25,"_delete":true}]})"_ba,
{
    {u"emailAddresses/+0"_s, Kind::Added, {}, u"anna@home.example"_s},
    {
        u"emailAddresses/25"_s, Kind::Removed, u"anna@home.example"_s, { }
    }
}
}
, {"a row that the base lacks is new", EDIT{p.emailAddresses.append(email(u"x@y.example"_s, 99));
}
, R"({"emailAddresses":[{"address":"x@y.example"}]})"_ba,
{{u"emailAddresses/+0"_s, Kind::Added, {}, u"x@y.example"_s}}
}
, {"phone number", EDIT{p.phoneNumbers[0].number = u"999"_s;
}
, R"({"phoneNumbers":[{"id":16,"number":"999"}]})"_ba,
{{u"phoneNumbers/16/number"_s, Kind::Changed, u"0113 496 0000"_s, u"999"_s}}
}
, {"phone added", EDIT{p.phoneNumbers.append(phone(u"999"_s, 0, u"Mobile"_s));
}
, R"({"phoneNumbers":[{"number":"999","type":"Mobile"}]})"_ba,
{{u"phoneNumbers/+0"_s, Kind::Added, {}, u"999 (Mobile)"_s}}
}
, {"an emptied phone is removed", EDIT{p.phoneNumbers[0].number.clear();
}
, R"({"phoneNumbers":[{"id":16,"_delete":true}]})"_ba,
{
    {
        u"phoneNumbers/16"_s, Kind::Removed, u"0113 496 0000 (Work)"_s, { }
    }
}
}
, {"address texts", EDIT{p.addresses[0].street = u"2 Low Road\nFlat 1"_s;
p.addresses[0].country.clear();
}
, R"({"addresses":[{"id":17,"street":"2 Low Road\nFlat 1","country":null}]})"_ba,
{
    {u"addresses/17/street"_s, Kind::Changed, u"1 High Street"_s, u"2 Low Road\nFlat 1"_s},
    {
        u"addresses/17/country"_s, Kind::Changed, u"United Kingdom"_s, { }
    }
}
}
, {"other address texts", EDIT{p.addresses[0].city = u"York"_s;
p.addresses[0].state.clear();
p.addresses[0].zip = u"YO1"_s;
p.addresses[0].type = u"Postal"_s;
}
, R"({"addresses":[{"id":17,"city":"York","state":null,"zip":"YO1","type":"Postal"}]})"_ba,
{
    {u"addresses/17/city"_s, Kind::Changed, u"Leeds"_s, u"York"_s},
        {u"addresses/17/state"_s, Kind::Changed, u"Yorkshire"_s, {}},
        {u"addresses/17/zip"_s, Kind::Changed, u"LS1 1AA"_s, u"YO1"_s},
        {u"addresses/17/type"_s, Kind::Changed, u"Office"_s, u"Postal"_s}
}
}
, {"address added", EDIT{p.addresses.append({0, u"Home"_s, u"3\n4"_s, u"York"_s, {}, {}, u"Norway"_s});
}
, R"({"addresses":[{"type":"Home","street":"3\n4","city":"York","country":"Norway"}]})"_ba,
{{u"addresses/+0"_s, Kind::Added, {}, u"3, 4, York, Norway (Home)"_s}}
}
, {"an address without any part is removed", EDIT{p.addresses[0] = {17, u"Office"_s, {}, {}, {}, {}, {}};
}
, R"({"addresses":[{"id":17,"_delete":true}]})"_ba,
{
    {
        u"addresses/17"_s, Kind::Removed, u"1 High Street, Leeds, Yorkshire, LS1 1AA, United Kingdom (Office)"_s, { }
    }
}
}
, {"website address", EDIT{p.websites[0].address = u"anna"_s;
}
, R"({"websites":[{"id":18,"address":"anna"}]})"_ba,
{{u"websites/18/address"_s, Kind::Changed, u"annalind"_s, u"anna"_s}}
}
, {"website service", EDIT{p.websites[0].service = u"GITHUB"_s;
}
, R"({"websites":[{"id":18,"service":"GITHUB"}]})"_ba,
{{u"websites/18/service"_s, Kind::Changed, u"TWITTER"_s, u"GITHUB"_s}}
}
, {"no website service is a link", EDIT{p.websites[0].service.clear();
}
, R"({"websites":[{"id":18,"service":"URL"}]})"_ba,
{{u"websites/18/service"_s, Kind::Changed, u"TWITTER"_s, u"URL"_s}}
}
, {"website added without service", EDIT{p.websites.append({0, u"Work"_s, {}, u"https://acme.example"_s, {}});
}
, R"({"websites":[{"type":"Work","service":"URL","address":"https://acme.example"}]})"_ba,
{{u"websites/+0"_s, Kind::Added, {}, u"https://acme.example (URL, Work)"_s}}
}
, {"an emptied website is removed", EDIT{p.websites[0].address.clear();
}
, R"({"websites":[{"id":18,"_delete":true}]})"_ba,
{
    {
        u"websites/18"_s, Kind::Removed, u"annalind (TWITTER)"_s, { }
    }
}
}
,
}
;
}

QList<Case> tagAndFieldCases()
{
    return {{"known tag", EDIT{p.tags->append({39, u"Lead"_s, false});
}
, R"({"tags":[{"id":39}]})"_ba,
{{u"tags/39"_s, Kind::Added, {}, u"Lead"_s}}
}
, {"new tag", EDIT{p.tags->append({0, u"Lead"_s, false});
}
, R"({"tags":[{"name":"Lead"}]})"_ba,
{{u"tags/+Lead"_s, Kind::Added, {}, u"Lead"_s}}
}
, {"a tag it has by another spelling", EDIT{p.tags->append({0, u" client"_s, false});
}
, "{}"_ba, { }
}
, {"tag removed", EDIT{p.tags->removeFirst();
}
, R"({"tags":[{"id":19,"_delete":true}]})"_ba,
{
    {
        u"tags/19"_s, Kind::Removed, u"Client"_s, { }
    }
}
}
, {"tags are a set", EDIT{p.tags->swapItemsAt(0, 1);
}
, "{}"_ba, { }
}
, {"tags not told", EDIT{p.tags.reset();
p.fields.reset();
}
, "{}"_ba, { }
}
, {"field changed", EDIT{p.fields->first().value = u"6"_s;
}
, R"({"fields":[{"definition":{"id":31},"value":"6"}]})"_ba,
{{u"fields/31"_s, Kind::Changed, u"5"_s, u"6"_s}}
}
, {"field set", EDIT{p.fields->append(field(33, u"2026-01-31"_s));
}
, R"({"fields":[{"definition":{"id":33},"value":"2026-01-31"}]})"_ba,
{{u"fields/33"_s, Kind::Changed, {}, u"2026-01-31"_s}}
}
, {"field emptied", EDIT{p.fields->first().value = QString();
}
, R"({"fields":[{"id":21,"_delete":true}]})"_ba,
{
    {
        u"fields/31"_s, Kind::Changed, u"5"_s, { }
    }
}
}
, {"field gone", EDIT{p.fields->removeFirst();
}
, R"({"fields":[{"id":21,"_delete":true}]})"_ba,
{
    {
        u"fields/31"_s, Kind::Changed, u"5"_s, { }
    }
}
}
, {"tick off", EDIT{p.fields->last().value = false;
}
, R"({"fields":[{"definition":{"id":32},"value":false}]})"_ba,
{
    {
        u"fields/32"_s, Kind::Changed, u"true"_s, { }
    }
}
}
, {"tick gone", EDIT{p.fields->removeLast();
}
, R"({"fields":[{"definition":{"id":32},"value":false}]})"_ba,
{
    {
        u"fields/32"_s, Kind::Changed, u"true"_s, { }
    }
}
}
, {"tick on", EDIT{p.fields->append(field(34, true));
}
, R"({"fields":[{"definition":{"id":34},"value":true}]})"_ba,
{{u"fields/34"_s, Kind::Changed, {}, u"true"_s}}
}
, {"no tick and no text are nothing", EDIT{p.fields->append(field(34, false));
p.fields->append(field(33, QString()));
}
, "{}"_ba, { }
}
,
}
;
}

#undef EDIT

} // namespace

class TestPartyChanges : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void changesAreExact_data();
    void changesAreExact();
    void organisationsHaveNamesOnly();
    void fieldWithoutRowIdIsClearedByDefinition();
    void pendingRowsAreKnownByTheirValues();
    void createSendsWhatIsThere();
    void createOfLittleIsSmall();
    void rowsOfAnotherRecordAreNewInACreate();
    void unresolvedOrganisations();
    void addedRowsAreNoticed_data();
    void addedRowsAreNoticed();
    void requestBodyIsMinified();
    void singleChangesCanBeTakenBack_data();
    void singleChangesCanBeTakenBack();
    void oneOfSeveralAdditionsCanBeTakenBack();
    void rowsComeBackToTheirPlace();
    void rowsAreFoundByAnIdTheOtherSideLost();
    void unknownKeysTakeNothing();
    void whatWasSentIsFoundAgain_data();
    void whatWasSentIsFoundAgain();
    void otherRecordsAreNotTakenForIt_data();
    void otherRecordsAreNotTakenForIt();

private:
    void addCases();
};

void TestPartyChanges::addCases()
{
    QTest::addColumn<Party>("edited");
    QTest::addColumn<QJsonObject>("body");
    QTest::addColumn<Lines>("lines");
    for (const QList<Case> &cases : {textCases(), referenceCases(), rowCases(), tagAndFieldCases()}) {
        for (const Case &one : cases) {
            Party edited = anna();
            one.edit(edited);
            QTest::newRow(one.name) << edited << parsed(one.body) << one.lines;
        }
    }
}

void TestPartyChanges::changesAreExact_data()
{
    addCases();
}

void TestPartyChanges::changesAreExact()
{
    QFETCH(Party, edited);
    QFETCH(QJsonObject, body);
    QFETCH(Lines, lines);
    QCOMPARE(changes(anna(), edited, idOf), body);
    const Lines described = describeChanges(anna(), edited);
    for (qsizetype i = 0; i < std::min(described.size(), lines.size()); ++i)
        QCOMPARE(described[i], lines[i]);
    QCOMPARE(described.size(), lines.size());
}

void TestPartyChanges::organisationsHaveNamesOnly()
{
    Party edited = acme();
    edited.name = u"Acme Ltd"_s;
    edited.firstName = edited.lastName = edited.title = edited.jobTitle = u"x"_s;
    edited.organisation = {5, {}, u"y"_s};
    QCOMPARE(changes(acme(), edited), parsed(R"({"name":"Acme Ltd"})"));
    QCOMPARE(describeChanges(acme(), edited), (Lines{{u"name"_s, Kind::Changed, u"Acme"_s, u"Acme Ltd"_s}}));
}

void TestPartyChanges::fieldWithoutRowIdIsClearedByDefinition()
{
    Party base = acme();
    base.fields = {field(31, u"5"_s)};
    QCOMPARE(changes(base, acme()), parsed(R"({"fields":[{"definition":{"id":31},"value":null}]})"));
}

void TestPartyChanges::pendingRowsAreKnownByTheirValues()
{
    Party shown = anna();
    shown.emailAddresses.append(email(u"new@acme.example"_s));
    QCOMPARE(describeChanges(shown, shown), Lines());

    Party edited = shown;
    edited.emailAddresses.last().address = u"newer@acme.example"_s;
    QCOMPARE(describeChanges(shown, edited),
        (Lines{{u"emailAddresses/~2/address"_s, Kind::Changed, u"new@acme.example"_s, u"newer@acme.example"_s}}));
    QCOMPARE(withKeysFrom(edited, shown, {u"emailAddresses/~2/address"_s}), shown);

    edited.emailAddresses.removeLast();
    QCOMPARE(
        describeChanges(shown, edited), (Lines{{u"emailAddresses/~2"_s, Kind::Removed, u"new@acme.example"_s, {}}}));
    QCOMPARE(withKeysFrom(edited, shown, {u"emailAddresses/~2"_s}), shown);
    QCOMPARE(changes(shown, edited), QJsonObject());
}

void TestPartyChanges::createSendsWhatIsThere()
{
    Party party = anna();
    party.organisation = OrganisationRef{0, newOrganisation, u"Acme"_s};
    party.emailAddresses = {email(u"anna@acme.example"_s, 0, u"Work"_s), email({}, 0, u"Home"_s)};
    party.phoneNumbers = {phone(u"999"_s)};
    party.addresses.first().id = 0;
    party.websites = {website(u"acme.example"_s, 0, {})};
    party.tags = {{19, u"Client"_s, false}, {0, u"Lead"_s, false}};
    party.fields = {field(31, u"5"_s), field(32, true), field(33, false), field(34, QString())};
    QCOMPARE(createBody(party, idOf), parsed(R"({
        "type":"person","title":"Dr","firstName":"Anna","lastName":"Lind","jobTitle":"Buyer","about":"Met in Leeds",
        "organisation":{"id":77},"owner":{"id":13},"team":{"id":14},
        "emailAddresses":[{"type":"Work","address":"anna@acme.example"}],
        "phoneNumbers":[{"number":"999"}],
        "addresses":[{"type":"Office","street":"1 High Street","city":"Leeds","state":"Yorkshire","zip":"LS1 1AA",
            "country":"United Kingdom"}],
        "websites":[{"service":"URL","address":"acme.example"}],
        "tags":[{"id":19},{"name":"Lead"}],
        "fields":[{"definition":{"id":31},"value":"5"},{"definition":{"id":32},"value":true}]})"));
}

void TestPartyChanges::createOfLittleIsSmall()
{
    QCOMPARE(createBody(person({}, u"Lind"_s)), parsed(R"({"type":"person","lastName":"Lind"})"));
    QCOMPARE(createBody(organisation(u"Acme"_s)), parsed(R"({"type":"organisation","name":"Acme"})"));
    Party owned = organisation(u"Acme"_s);
    owned.owner = {13, {}, {}};
    QCOMPARE(createBody(owned), parsed(R"({"type":"organisation","name":"Acme","owner":{"id":13}})"));
}

void TestPartyChanges::rowsOfAnotherRecordAreNewInACreate()
{
    Party copy = organisation(u"Acme"_s);
    copy.phoneNumbers = {phone(u"999"_s, 16)};
    QCOMPARE(createBody(copy), parsed(R"({"type":"organisation","name":"Acme","phoneNumbers":[{"number":"999"}]})"));
}

void TestPartyChanges::unresolvedOrganisations()
{
    Party party = person(u"Anna"_s, u"Lind"_s);
    QVERIFY(unresolvedOrganisation(party).isNull());
    party.organisation = {12, {}, u"Acme"_s};
    QVERIFY(unresolvedOrganisation(party).isNull());
    party.organisation = OrganisationRef{0, newOrganisation, u"Acme"_s};
    QCOMPARE(unresolvedOrganisation(party), newOrganisation);
    QVERIFY(unresolvedOrganisation(party, idOf).isNull());
    party.organisation->localId = localIdOfServerId(12);
    QVERIFY(unresolvedOrganisation(party).isNull());
}

void TestPartyChanges::addedRowsAreNoticed_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<bool>("adds");
    const auto row = [](const char *body, bool adds) {
        QTest::newRow(body) << QByteArray(body) << adds;
    };
    row("{}", false);
    row(R"({"title":"Dr"})", false);
    row(R"({"emailAddresses":[{"id":1,"address":"a"}]})", false);
    row(R"({"emailAddresses":[{"id":1,"_delete":true}]})", false);
    row(R"({"emailAddresses":[{"id":1,"address":"a"},{"address":"b"}]})", true);
    row(R"({"phoneNumbers":[{"number":"1"}]})", true);
    row(R"({"addresses":[{"city":"Leeds"}]})", true);
    row(R"({"websites":[{"service":"URL","address":"a"}]})", true);
    row(R"({"tags":[{"name":"Lead"}]})", false); // attaching a tag again does nothing
    row(R"({"fields":[{"definition":{"id":1},"value":"5"}]})", false); // one row a definition
}

void TestPartyChanges::addedRowsAreNoticed()
{
    QFETCH(QByteArray, body);
    QFETCH(bool, adds);
    QCOMPARE(addsRows(parsed(body)), adds);
}

void TestPartyChanges::requestBodyIsMinified()
{
    QCOMPARE(requestBody({{u"lastName"_s, u"Ødegård"_s}, {u"title"_s, QJsonValue()}}),
        QByteArray(R"({"party":{"lastName":"Ødegård","title":null}})"));
}

void TestPartyChanges::singleChangesCanBeTakenBack_data()
{
    addCases();
}

void TestPartyChanges::singleChangesCanBeTakenBack()
{
    QFETCH(Party, edited);
    const Lines all = describeChanges(anna(), edited);
    for (const FieldChange &change : all) {
        Lines rest = all;
        rest.removeOne(change);
        QCOMPARE(describeChanges(anna(), withKeysFrom(edited, anna(), {change.key})), rest);
        const Party alone = withKeysFrom(anna(), edited, {change.key});
        if (!change.key.contains(u'+') && !edited.emailAddresses.contains(email({}, 15, u"Work"_s)))
            QVERIFY2(describeChanges(anna(), alone).contains(change), qPrintable(change.key));
    }
}

void TestPartyChanges::oneOfSeveralAdditionsCanBeTakenBack()
{
    Party edited = anna();
    edited.emailAddresses += {email(u"a@a.example"_s), email({}), email(u"b@b.example"_s), email(u"c@c.example"_s)};
    const Party without = withKeysFrom(edited, anna(), {u"emailAddresses/+1"_s});
    edited.emailAddresses.removeAt(4);
    QCOMPARE(without, edited);
    const Party two = withKeysFrom(edited, anna(), {u"emailAddresses/+0"_s, u"emailAddresses/+1"_s});
    QCOMPARE(describeChanges(anna(), two), Lines());
}

void TestPartyChanges::rowsComeBackToTheirPlace()
{
    Party edited = anna();
    edited.emailAddresses.removeFirst();
    QCOMPARE(withKeysFrom(edited, anna(), {u"emailAddresses/15"_s}), anna());
    QCOMPARE(withKeysFrom(anna(), edited, {u"emailAddresses/15"_s}), edited);
}

void TestPartyChanges::rowsAreFoundByAnIdTheOtherSideLost()
{
    Party theirs = anna();
    theirs.emailAddresses.removeFirst();
    Party merged = anna();
    merged.emailAddresses.first().address = u"x@y.example"_s;
    QCOMPARE(withKeysFrom(merged, theirs, {u"emailAddresses/15"_s}), theirs);
}

void TestPartyChanges::unknownKeysTakeNothing()
{
    const QStringList keys{u"emailAddresses/99/address"_s, u"emailAddresses/15/colour"_s, u"tags/99"_s, u"fields/99"_s,
        u"emailAddresses/+7"_s, u"mood"_s, u"emailAddresses/"_s, QString()};
    Party edited = anna();
    edited.emailAddresses.append(email({}));
    edited.tags->append({0, u"Lead"_s, false});
    QCOMPARE(withKeysFrom(edited, acme(), keys), edited);
}

void TestPartyChanges::whatWasSentIsFoundAgain_data()
{
    QTest::addColumn<Party>("found");
    const auto row = [](const char *name, Edit edit) {
        Party found = anna();
        edit(found);
        QTest::newRow(name) << found;
    };
    row("as sent", [](Party &p) { Q_UNUSED(p) });
    row("blanks tidied", [](Party &p) {
        p.firstName = u" Anna "_s;
        p.about = u"Met  in\nLeeds"_s;
        p.phoneNumbers[0].number = u"0113  496 0000 "_s;
    });
    row("more than was sent", [](Party &p) {
        p.emailAddresses.append(email(u"more@acme.example"_s, 5));
        p.tags->append({5, u"Automatic"_s, false});
        p.fields->append(field(5, u"x"_s, 6));
    });
    row("other row ids and order", [](Party &p) {
        std::reverse(p.emailAddresses.begin(), p.emailAddresses.end());
        p.emailAddresses[0].id = 5;
    });
    row("a type filled in", [](Party &p) { p.emailAddresses[1].type = u"Home"_s; });
    row("tag in another spelling", [](Party &p) { p.tags->first().name = u"CLIENT"_s; });
}

void TestPartyChanges::whatWasSentIsFoundAgain()
{
    QFETCH(Party, found);
    Party sent = anna();
    sent.tags->first().id = 0;
    QVERIFY(holdsEverythingSent(found, sent));
    sent.fields->append(field(35, false));
    sent.emailAddresses.append(email({}));
    sent.websites.first().service = u"TWITTER"_s;
    QVERIFY(holdsEverythingSent(found, sent));
    sent.organisation = OrganisationRef{0, newOrganisation, u"Acme"_s};
    QVERIFY(holdsEverythingSent(found, sent));
    sent.addresses = {{0, {}, {}, {}, {}, {}, u"USA"_s}};
    found.addresses.append({5, {}, {}, {}, {}, {}, u"United States"_s});
    QVERIFY(holdsEverythingSent(found, sent));
}

void TestPartyChanges::otherRecordsAreNotTakenForIt_data()
{
    QTest::addColumn<Party>("found");
    const auto row = [](const char *name, Edit edit) {
        Party found = anna();
        edit(found);
        QTest::newRow(name) << found;
    };
    row("type", [](Party &p) { p.type = PartyType::Organisation; });
    row("title", [](Party &p) { p.title.clear(); });
    row("first name", [](Party &p) { p.firstName = u"Ann"_s; });
    row("last name", [](Party &p) { p.lastName = u"lind"_s; });
    row("job title", [](Party &p) { p.jobTitle.clear(); });
    row("about", [](Party &p) { p.about.clear(); });
    row("no organisation", [](Party &p) { p.organisation.reset(); });
    row("other organisation", [](Party &p) { p.organisation->id = 5; });
    row("no owner", [](Party &p) { p.owner.reset(); });
    row("other owner", [](Party &p) { p.owner->id = 5; });
    row("no team", [](Party &p) { p.team.reset(); });
    row("email gone", [](Party &p) { p.emailAddresses.removeLast(); });
    row("one email for two", [](Party &p) { p.emailAddresses[1] = p.emailAddresses[0]; });
    row("phone", [](Party &p) { p.phoneNumbers[0].number = u"1"_s; });
    row("phone type", [](Party &p) { p.phoneNumbers[0].type = u"Fax"_s; });
    row("address", [](Party &p) { p.addresses[0].country = u"Norway"_s; });
    row("website", [](Party &p) { p.websites[0].service = u"GITHUB"_s; });
    row("tag", [](Party &p) { p.tags->removeFirst(); });
    row("tags not told", [](Party &p) { p.tags.reset(); });
    row("field", [](Party &p) { p.fields->first().value = u"6"_s; });
    row("field gone", [](Party &p) { p.fields->removeFirst(); });
    row("tick off", [](Party &p) { p.fields->last().value = false; });
    row("fields not told", [](Party &p) { p.fields.reset(); });
}

void TestPartyChanges::otherRecordsAreNotTakenForIt()
{
    QFETCH(Party, found);
    QVERIFY(holdsEverythingSent(anna(), anna()));
    QVERIFY(!holdsEverythingSent(found, anna()));
}

QTEST_GUILESS_MAIN(TestPartyChanges)
#include "tst_partychanges.moc"
