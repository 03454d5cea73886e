#include "party/partychanges.h"
#include "support/partybuilder.h"
#include "support/partyprinter.h"

using namespace Qt::StringLiterals;

namespace {

using Conflicts = QList<PartyConflict>;
using Edit = void (*)(Party &);

Party anna()
{
    Party party = person(u"Anna"_s, u"Lind"_s, 11);
    party.title = u"Dr"_s;
    party.organisation = {12, {}, u"Acme"_s};
    party.owner = {13, u"grace"_s, u"Grace"_s};
    party.team = {14, u"Sales"_s};
    party.emailAddresses = {email(u"a@x.example"_s, 15, u"Work"_s), email(u"b@x.example"_s, 16)};
    party.addresses = {{18, u"Office"_s, {}, u"Leeds"_s, {}, u"LS1"_s, {}},
        {19, {}, u"1 High Street"_s, u"Oslo"_s, {}, {}, u"Norway"_s}};
    party.websites = {{17, {}, u"TWITTER"_s, u"anna"_s, u"https://twitter.com/anna"_s}};
    party.tags = {{19, u"Client"_s, false}, {20, u"VIP"_s, false}};
    party.fields = {field(31, u"5"_s, 41), field(32, true, 42)};
    return party;
}

/// What I did, what they did, what comes of it.
struct Case
{
    const char *name;
    Edit mine;
    Edit theirs;
    Edit merged;
    Conflicts conflicts;
};

#define DO [](Party & p)
#define NOTHING                                                                                                        \
    [](Party &) {                                                                                                      \
    }

QList<Case> textCases()
{
    return {{"nobody", NOTHING, NOTHING, NOTHING, {}}, {"only I", DO{p.title = u"Prof"_s;
}
, NOTHING, DO
{
    p.title = u"Prof"_s;
}
, { }
} // namespace
, {"only they", NOTHING, DO{p.title = u"Prof"_s;
}
, DO
{
    p.title = u"Prof"_s;
}
, { }
}
, {"both the same", DO{p.title = u"Prof"_s;
}
, DO
{
    p.title = u"Prof"_s;
}
, DO
{
    p.title = u"Prof"_s;
}
, { }
}
, {"different values", DO{p.title = u"Prof"_s;
}
, DO
{
    p.about = u"x"_s;
}
, DO
{
    p.title = u"Prof"_s;
    p.about = u"x"_s;
}
, { }
}
, {"the same value", DO{p.title = u"Prof"_s;
}
, DO
{
    p.title.clear();
}
, DO
{
    p.title = u"Prof"_s;
}
,
{
    {
        u"title"_s, u"Dr"_s, u"Prof"_s, { }
    }
}
}
, {"I cleared what they changed", DO{p.about.clear();
p.title.clear();
}
, DO
{
    p.title = u"Prof"_s;
}
, DO
{
    p.title.clear();
}
,
{{u"title"_s, u"Dr"_s, {}, u"Prof"_s}}
}
, {"read only values are theirs", DO{p.pictureUrl = u"m"_s;
}
, DO
{
    p.pictureUrl = u"t"_s;
}
, DO
{
    p.pictureUrl = u"t"_s;
}
, { }
}
,
}
;
}

QList<Case> referenceCases()
{
    return {{"organisation mine", DO{p.organisation.reset();
}
, NOTHING, DO
{
    p.organisation.reset();
}
, { }
}
, {"organisation theirs", NOTHING, DO{p.organisation = {5, {}, u"Globex"_s};
}
, DO
{
    p.organisation = {5, {}, u"Globex"_s};
}
, { }
}
, {"organisation twice", DO{p.organisation = {6, {}, u"Initech"_s};
}
, DO
{
    p.organisation = {5, {}, u"Globex"_s};
}
, DO
{
    p.organisation = {6, {}, u"Initech"_s};
}
,
{{u"organisation"_s, u"Acme"_s, u"Initech"_s, u"Globex"_s}}
}
, {"the same organisation by two ids", DO{p.organisation = OrganisationRef{0, localIdOfServerId(5), u"G"_s};
}
, DO
{
    p.organisation = {5, {}, u"Globex"_s};
}
, DO
{
    p.organisation = {5, {}, u"Globex"_s};
}
, { }
}
, {"a new name for the organisation", NOTHING, DO{p.organisation->name = u"Acme Ltd"_s;
}
, DO
{
    p.organisation->name = u"Acme Ltd"_s;
}
, { }
}
, {"owner and team are one value", DO{p.owner = {7, {}, u"Bo"_s};
}
, DO
{
    p.team.reset();
}
, DO
{
    p.owner = {7, {}, u"Bo"_s};
}
,
{{u"ownerAndTeam"_s, u"Grace, Sales"_s, u"Bo, Sales"_s, u"Grace"_s}}
}
, {"owner mine", DO{p.owner.reset();
}
, NOTHING, DO
{
    p.owner.reset();
}
, { }
}
, {"team theirs", NOTHING, DO{p.team.reset();
}
, DO
{
    p.team.reset();
}
, { }
}
, {"owner by both", DO{p.owner.reset();
}
, DO
{
    p.owner.reset();
}
, DO
{
    p.owner.reset();
}
, { }
}
,
}
;
}

QList<Case> rowCases()
{
    return {{"texts of one row", DO{p.emailAddresses[0].address = u"m@x.example"_s;
}
, DO
{
    p.emailAddresses[0].type = u"Home"_s;
}
, DO
{
    p.emailAddresses[0] = email(u"m@x.example"_s, 15, u"Home"_s);
}
, { }
}
, {"one text of one row", DO{p.emailAddresses[0].address = u"m@x.example"_s;
}
, DO
{
    p.emailAddresses[0].address = u"t@x.example"_s;
}
, DO
{
    p.emailAddresses[0].address = u"m@x.example"_s;
}
,
{{u"emailAddresses/15/address"_s, u"a@x.example"_s, u"m@x.example"_s, u"t@x.example"_s}}
}
, {"two rows", DO{p.emailAddresses[0].address = u"m@x.example"_s;
}
, DO
{
    p.emailAddresses[1].address = u"t@x.example"_s;
}
, DO
{
    p.emailAddresses[0].address = u"m@x.example"_s;
    p.emailAddresses[1].address = u"t@x.example"_s;
}
, { }
}
, {"the link follows Capsule", DO{p.websites[0].type = u"Work"_s;
}
, DO
{
    p.websites[0].address = u"al"_s;
    p.websites[0].url = u"https://twitter.com/al"_s;
}
, DO
{
    p.websites[0] = {17, u"Work"_s, u"TWITTER"_s, u"al"_s, u"https://twitter.com/al"_s};
}
, { }
}
, {"I removed", DO{p.emailAddresses.removeFirst();
}
, NOTHING, DO
{
    p.emailAddresses.removeFirst();
}
, { }
}
, {"they removed", NOTHING, DO{p.emailAddresses.removeFirst();
}
, DO
{
    p.emailAddresses.removeFirst();
}
, { }
}
, {"both removed", DO{p.emailAddresses.removeFirst();
}
, DO
{
    p.emailAddresses.removeFirst();
}
, DO
{
    p.emailAddresses.removeFirst();
}
, { }
}
, {"I emptied, they removed", DO{p.emailAddresses[0].address.clear();
}
, DO
{
    p.emailAddresses.removeFirst();
}
, DO
{
    p.emailAddresses.removeFirst();
}
, { }
}
, {"I changed, they removed", DO{p.emailAddresses[0].address = u"m@x.example"_s;
}
, DO
{
    p.emailAddresses.removeFirst();
}
, DO
{
    p.emailAddresses = {p.emailAddresses[1], email(u"m@x.example"_s, 15, u"Work"_s)};
}
,
{
    {
        u"emailAddresses/15"_s, u"a@x.example (Work)"_s, u"m@x.example (Work)"_s, { }
    }
}
}
, {"I removed, they changed", DO{p.emailAddresses.removeFirst();
}
, DO
{
    p.emailAddresses[0].type.clear();
}
, DO
{
    p.emailAddresses.removeFirst();
}
,
{{u"emailAddresses/15"_s, u"a@x.example (Work)"_s, {}, u"a@x.example"_s}}
}
, {"each cleared what the other kept", DO{p.addresses[0].zip.clear();
}
, DO
{
    p.addresses[0].city.clear();
}
, DO
{
    p.addresses[0].zip.clear();
}
,
{{u"addresses/18"_s, u"Leeds, LS1 (Office)"_s, u"Leeds (Office)"_s, u"LS1 (Office)"_s}}
}
, {"each cleared a part", DO{p.addresses[1].street.clear();
}
, DO
{
    p.addresses[1].city.clear();
}
, DO
{
    p.addresses[1] = {19, {}, {}, {}, {}, {}, u"Norway"_s};
}
, { }
}
, {"both added", DO{p.emailAddresses.append(email(u"m@x.example"_s));
}
, DO
{
    p.emailAddresses.append(email(u"t@x.example"_s, 25));
}
, DO
{
    p.emailAddresses += {email(u"t@x.example"_s, 25), email(u"m@x.example"_s)};
}
, { }
}
, {"mine had arrived", DO{p.emailAddresses.append(email(u"m@x.example"_s));
}
, DO
{
    p.emailAddresses.append(email(u"m@x.example"_s, 25));
}
, DO
{
    p.emailAddresses.append(email(u"m@x.example"_s, 25));
}
, { }
}
, {"mine had arrived, blanks tidied", DO{p.emailAddresses.append(email(u" m@x.example "_s));
}
, DO
{
    p.emailAddresses.append(email(u"m@x.example"_s, 25));
}
, DO
{
    p.emailAddresses.append(email(u"m@x.example"_s, 25));
}
, { }
}
, {"one of two equal ones had arrived", DO{p.emailAddresses += {email(u"m@x.example"_s), email(u"m@x.example"_s)};
}
, DO
{
    p.emailAddresses.append(email(u"m@x.example"_s, 25));
}
, DO
{
    p.emailAddresses += {email(u"m@x.example"_s, 25), email(u"m@x.example"_s)};
}
, { }
}
, {"what I typed anew outlives the old row", DO{p.emailAddresses[1].id = 0;
}
, DO
{
    p.emailAddresses.removeLast();
}
, DO
{
    p.emailAddresses[1].id = 0;
}
, { }
}
, {"another type is another row", DO{p.emailAddresses.append(email(u"m@x.example"_s, 0, u"Home"_s));
}
, DO
{
    p.emailAddresses.append(email(u"m@x.example"_s, 25));
}
, DO
{
    p.emailAddresses += {email(u"m@x.example"_s, 25), email(u"m@x.example"_s, 0, u"Home"_s)};
}
, { }
}
, {"a link without service had arrived", DO{p.websites.append(website(u"x.example"_s, 0, {}));
}
, DO
{
    p.websites.append(website(u"x.example"_s, 25));
}
, DO
{
    p.websites.append(website(u"x.example"_s, 25));
}
, { }
}
,
}
;
}

QList<Case> tagAndFieldCases()
{
    return {{"tags are a set", DO{p.tags->removeFirst();
    p.tags->append({21, u"Mine"_s, false});
}
, DO
{
    p.tags->append({22, u"Theirs"_s, false});
}
, DO
{
    p.tags = {{20, u"VIP"_s, false}, {22, u"Theirs"_s, false}, {21, u"Mine"_s, false}};
}
, { }
}
, {"a tag from both", DO{p.tags->append({0, u"lead"_s, false});
}
, DO
{
    p.tags->append({22, u"Lead"_s, false});
}
, DO
{
    p.tags->append({22, u"Lead"_s, false});
}
, { }
}
, {"a tag gone from both", DO{p.tags->removeFirst();
}
, DO
{
    p.tags->removeFirst();
}
, DO
{
    p.tags->removeFirst();
}
, { }
}
, {"my tags survive untold ones", DO{p.tags->removeFirst();
}
, DO
{
    p.tags.reset();
}
, DO
{
    p.tags->removeFirst();
}
, { }
}
, {"untold tags stay untold", NOTHING, DO{p.tags.reset();
}
, DO
{
    p.tags.reset();
}
, { }
}
, {"I was not told the tags", DO{p.tags.reset();
}
, DO
{
    p.tags->removeFirst();
}
, DO
{
    p.tags->removeFirst();
}
, { }
}
, {"field mine", DO{p.fields->first().value = u"6"_s;
}
, NOTHING, DO
{
    p.fields->first().value = u"6"_s;
}
, { }
}
, {"field theirs", NOTHING, DO{p.fields->first().value = u"6"_s;
}
, DO
{
    p.fields->first().value = u"6"_s;
}
, { }
}
, {"field twice", DO{p.fields->first().value = u"6"_s;
}
, DO
{
    p.fields->first().value = u"7"_s;
}
, DO
{
    p.fields->first().value = u"6"_s;
}
,
{{u"fields/31"_s, u"5"_s, u"6"_s, u"7"_s}}
}
, {"field set by both", DO{p.fields->append(field(33, u"x"_s));
}
, DO
{
    p.fields->append(field(33, u"x"_s, 43));
}
, DO
{
    p.fields->append(field(33, u"x"_s, 43));
}
, { }
}
, {"I cleared, they changed", DO{p.fields->removeFirst();
}
, DO
{
    p.fields->first().value = u"7"_s;
}
, DO
{
    p.fields->removeFirst();
}
,
{{u"fields/31"_s, u"5"_s, {}, u"7"_s}}
}
, {"I changed, they cleared", DO{p.fields->first().value = u"7"_s;
}
, DO
{
    p.fields->removeFirst();
}
, DO
{
    p.fields = {field(32, true, 42), field(31, u"7"_s, 41)};
}
,
{
    {
        u"fields/31"_s, u"5"_s, u"7"_s, { }
    }
}
}
, {"tick off by both", DO{p.fields->last().value = false;
}
, DO
{
    p.fields->removeLast();
}
, DO
{
    p.fields->removeLast();
}
, { }
}
,
}
;
}

#undef NOTHING
#undef DO

Party edited(Edit edit)
{
    Party party = anna();
    edit(party);
    return party;
}

} // namespace

class TestPartyRebase : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void valuesMeet_data();
    void valuesMeet();
    void aRemovedRowIsAddedAnew();
    void conflictsCanBeSettledByKey_data();
    void conflictsCanBeSettledByKey();
};

void TestPartyRebase::valuesMeet_data()
{
    QTest::addColumn<Party>("mine");
    QTest::addColumn<Party>("theirs");
    QTest::addColumn<Party>("merged");
    QTest::addColumn<Conflicts>("conflicts");
    for (const QList<Case> &cases : {textCases(), referenceCases(), rowCases(), tagAndFieldCases()}) {
        for (const Case &one : cases) {
            QTest::newRow(one.name) << edited(one.mine) << edited(one.theirs) << edited(one.merged) << one.conflicts;
        }
    }
}

void TestPartyRebase::valuesMeet()
{
    QFETCH(Party, mine);
    QFETCH(Party, theirs);
    QFETCH(Party, merged);
    QFETCH(Conflicts, conflicts);
    const Rebased rebased = rebase(anna(), mine, theirs);
    QCOMPARE(rebased.merged, merged);
    for (qsizetype i = 0; i < std::min(rebased.conflicts.size(), conflicts.size()); ++i)
        QCOMPARE(rebased.conflicts[i], conflicts[i]);
    QCOMPARE(rebased.conflicts.size(), conflicts.size());
}

void TestPartyRebase::aRemovedRowIsAddedAnew()
{
    const Party mine = edited([](Party &p) { p.emailAddresses[0].address = u"m@x.example"_s; });
    const Party theirs = edited([](Party &p) { p.emailAddresses.removeFirst(); });
    const Party merged = rebase(anna(), mine, theirs).merged;
    const QJsonObject expected
        = QJsonDocument::fromJson(R"({"emailAddresses":[{"address":"m@x.example","type":"Work"}]})").object();
    QCOMPARE(changes(theirs, merged), expected);
    // The conflict is still there when the edit meets the same state again.
    QCOMPARE(rebase(anna(), merged, theirs).conflicts, rebase(anna(), mine, theirs).conflicts);
}

void TestPartyRebase::conflictsCanBeSettledByKey_data()
{
    valuesMeet_data();
}

void TestPartyRebase::conflictsCanBeSettledByKey()
{
    QFETCH(Party, mine);
    QFETCH(Party, theirs);
    const Rebased rebased = rebase(anna(), mine, theirs);
    for (const PartyConflict &conflict : rebased.conflicts) {
        const Party asTheirs = withKeysFrom(rebased.merged, theirs, {conflict.key});
        for (const PartyConflict &left : rebase(anna(), asTheirs, theirs).conflicts)
            QVERIFY2(left.key != conflict.key, qPrintable(left.key));
        const Party asMine = withKeysFrom(asTheirs, mine, {conflict.key});
        QCOMPARE(rebase(anna(), asMine, theirs).conflicts, rebased.conflicts);
        const Party original = withKeysFrom(rebased.merged, anna(), {conflict.key});
        QCOMPARE(rebase(anna(), original, theirs).conflicts, Conflicts());
    }
}

QTEST_GUILESS_MAIN(TestPartyRebase)
#include "tst_partyrebase.moc"
