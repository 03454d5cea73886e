#include "party/partyjson.h"
#include "support/partybuilder.h"
#include "support/partyprinter.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace {

QJsonObject parsed(const QByteArray &text)
{
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(text, &error);
    if (error.error != QJsonParseError::NoError)
        qFatal("%s in %s", qPrintable(error.errorString()), text.constData());
    return document.object();
}

/// Every key that is read, each with a value. No party has all of them.
QJsonObject everything()
{
    return parsed(R"({
        "id": 11, "type": "person", "title": "Dr", "firstName": "Anna", "lastName": "Lind", "jobTitle": "Buyer",
        "name": "Lind Ltd", "about": "Two\nlines",
        "organisation": {"id": 12, "localId": "8e2c4ed5-0e66-4f8e-a2ec-0d5c19b4a3c1", "name": "Acme"},
        "owner": {"id": 13, "username": "grace", "name": "Grace Okafor"},
        "team": {"id": 14, "name": "Sales"},
        "emailAddresses": [{"id": 15, "type": "Work", "address": "anna@acme.example"}],
        "phoneNumbers": [{"id": 16, "type": "Mobile", "number": "+44 7700 900123"}],
        "addresses": [{"id": 17, "type": "Office", "street": "1 High Street\nFloor 2", "city": "Leeds",
            "state": "Yorkshire", "zip": "LS1 1AA", "country": "United Kingdom"}],
        "websites": [{"id": 18, "type": "Work", "service": "TWITTER", "address": "annalind",
            "url": "https://twitter.com/annalind"}],
        "tags": [{"id": 19, "name": "Client", "dataTag": true}],
        "fields": [{"id": 20, "definition": {"id": 21, "name": "Size"}, "tagId": 19, "value": "5"}],
        "createdAt": "2026-01-02T03:04:05Z", "updatedAt": "2026-02-03T04:05:06Z",
        "lastContactedAt": "2026-03-04T05:06:07Z",
        "pictureURL": "https://example.org/p.png", "isRestricted": true, "missingImportantFields": true
    })");
}

Party everythingRead()
{
    Party party;
    party.id = 11;
    party.title = u"Dr"_s;
    party.firstName = u"Anna"_s;
    party.lastName = u"Lind"_s;
    party.jobTitle = u"Buyer"_s;
    party.name = u"Lind Ltd"_s;
    party.about = u"Two\nlines"_s;
    party.organisation = {12, QUuid::fromString(u"8e2c4ed5-0e66-4f8e-a2ec-0d5c19b4a3c1"), u"Acme"_s};
    party.owner = {13, u"grace"_s, u"Grace Okafor"_s};
    party.team = {14, u"Sales"_s};
    party.emailAddresses = {{15, u"Work"_s, u"anna@acme.example"_s}};
    party.phoneNumbers = {{16, u"Mobile"_s, u"+44 7700 900123"_s}};
    party.addresses = {
        {17, u"Office"_s, u"1 High Street\nFloor 2"_s, u"Leeds"_s, u"Yorkshire"_s, u"LS1 1AA"_s, u"United Kingdom"_s}};
    party.websites = {{18, u"Work"_s, u"TWITTER"_s, u"annalind"_s, u"https://twitter.com/annalind"_s}};
    party.tags = {{19, u"Client"_s, true}};
    party.fields = {{20, 21, u"Size"_s, 19, u"5"_s}};
    party.createdAt = QDateTime({2026, 1, 2}, {3, 4, 5}, Qt::UTC);
    party.updatedAt = QDateTime({2026, 2, 3}, {4, 5, 6}, Qt::UTC);
    party.lastContactedAt = QDateTime({2026, 3, 4}, {5, 6, 7}, Qt::UTC);
    party.pictureUrl = u"https://example.org/p.png"_s;
    party.isRestricted = true;
    party.missesImportantFields = true;
    return party;
}

enum Shape { Text, Id, Flag, Items, Object, Item, Content };

struct Key
{
    const char *path;
    Shape shape;
};

/// Every path of everything() and what belongs there.
constexpr Key AllKeys[] = {
    {"id", Id},
    {"type", Text},
    {"title", Text},
    {"firstName", Text},
    {"lastName", Text},
    {"jobTitle", Text},
    {"name", Text},
    {"about", Text},
    {"organisation", Object},
    {"organisation.id", Id},
    {"organisation.localId", Text},
    {"organisation.name", Text},
    {"owner", Object},
    {"owner.id", Id},
    {"owner.username", Text},
    {"owner.name", Text},
    {"team", Object},
    {"team.id", Id},
    {"team.name", Text},
    {"emailAddresses", Items},
    {"emailAddresses[0]", Item},
    {"emailAddresses[0].id", Id},
    {"emailAddresses[0].type", Text},
    {"emailAddresses[0].address", Text},
    {"phoneNumbers", Items},
    {"phoneNumbers[0]", Item},
    {"phoneNumbers[0].id", Id},
    {"phoneNumbers[0].type", Text},
    {"phoneNumbers[0].number", Text},
    {"addresses", Items},
    {"addresses[0]", Item},
    {"addresses[0].id", Id},
    {"addresses[0].type", Text},
    {"addresses[0].street", Text},
    {"addresses[0].city", Text},
    {"addresses[0].state", Text},
    {"addresses[0].zip", Text},
    {"addresses[0].country", Text},
    {"websites", Items},
    {"websites[0]", Item},
    {"websites[0].id", Id},
    {"websites[0].type", Text},
    {"websites[0].service", Text},
    {"websites[0].address", Text},
    {"websites[0].url", Text},
    {"tags", Items},
    {"tags[0]", Item},
    {"tags[0].id", Id},
    {"tags[0].name", Text},
    {"tags[0].dataTag", Flag},
    {"fields", Items},
    {"fields[0]", Item},
    {"fields[0].id", Id},
    {"fields[0].definition", Object},
    {"fields[0].definition.id", Id},
    {"fields[0].definition.name", Text},
    {"fields[0].tagId", Id},
    {"fields[0].value", Content},
    {"createdAt", Text},
    {"updatedAt", Text},
    {"lastContactedAt", Text},
    {"pictureURL", Text},
    {"isRestricted", Flag},
    {"missingImportantFields", Flag},
};

QJsonArray wrongFor(Shape shape)
{
    const QJsonValue text = u"Sesame-7431"_s;
    const QJsonObject object{{u"Sesame-7431"_s, text}};
    switch (shape) {
    case Text:
        return {7431, true, QJsonArray{text}, object};
    case Id:
        return {text, u"7431"_s, true, QJsonArray{1}, object, 0, -1, 1.5, Q_INT64_C(9007199254740993), 9.1e18, 1e300};
    case Flag:
        return {text, 1, 0, QJsonArray{true}, object};
    case Items:
        return {text, 1, true, object};
    case Object:
    case Item:
        return {text, 1, true, QJsonArray{object}};
    case Content:
        return {QJsonArray{text}, object};
    }
    Q_UNREACHABLE();
}

/// `value` with what is at the path, such as "tags[0].id", replaced.
QJsonValue replaced(const QJsonValue &value, const QString &path, const QJsonValue &replacement)
{
    if (path.isEmpty())
        return replacement;
    if (path.startsWith(u'[')) {
        QJsonArray items = value.toArray();
        items[0] = replaced(items[0], path.mid(3), replacement);
        return items;
    }
    const qsizetype start = path.startsWith(u'.') ? 1 : 0;
    qsizetype end = start;
    while (end < path.size() && path[end] != u'.' && path[end] != u'[')
        ++end;
    QJsonObject object = value.toObject();
    const QString key = path.mid(start, end - start);
    object.insert(key, replaced(object.value(key), path.mid(end), replacement));
    return object;
}

QStringList pathsOf(const QJsonValue &value, const QString &path)
{
    QStringList paths;
    if (!path.isEmpty())
        paths.append(path);
    if (value.isArray())
        return paths + pathsOf(value.toArray().at(0), path + "[0]"_L1);
    const QJsonObject object = value.toObject();
    for (auto it = object.begin(); it != object.end(); ++it)
        paths += pathsOf(it.value(), path.isEmpty() ? it.key() : path + u'.' + it.key());
    return paths;
}

} // namespace

class TestPartyJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyKeyIsRead();
    void everyKeyIsWritten();
    void theTableOfKeysIsComplete();
    void wrongTypeNamesItsKey_data();
    void wrongTypeNamesItsKey();
    void nullIsEmpty_data();
    void nullIsEmpty();
    void missingIsEmpty();
    void absentTagsAreNotNoTags();
    void unknownKeysAndWordsAreKept();
    void oddDocuments_data();
    void oddDocuments();
    void ids_data();
    void ids();
    void fieldValues_data();
    void fieldValues();
    void moments_data();
    void moments();
    void restrictedReferencesAreRead();
    void errorTellsTheRecord();
    void newRowsComeBackWithoutId();
    void localIdsCarryTheServersId_data();
    void localIdsCarryTheServersId();
    void ownLocalIdsCarryNone();
    void displayNames();
};

void TestPartyJson::everyKeyIsRead()
{
    const auto party = partyFromJson(everything());
    QVERIFY(party);
    QCOMPARE(*party, everythingRead());
}

void TestPartyJson::everyKeyIsWritten()
{
    const auto party = partyFromJson(partyToJson(everythingRead()));
    QVERIFY(party);
    QCOMPARE(*party, everythingRead());
}

void TestPartyJson::theTableOfKeysIsComplete()
{
    QStringList known;
    for (const Key &key : AllKeys)
        known.append(QString::fromLatin1(key.path));
    QStringList present = pathsOf(everything(), {});
    known.sort();
    present.sort();
    QCOMPARE(known, present);
    for (const QString &path : pathsOf(partyToJson(everythingRead()), {}))
        QVERIFY2(known.contains(path) || path == "organisation.type"_L1, qPrintable(path));
}

void TestPartyJson::wrongTypeNamesItsKey_data()
{
    QTest::addColumn<QString>("path");
    QTest::addColumn<QJsonValue>("wrong");
    for (const Key &key : AllKeys) {
        int number = 0;
        for (const QJsonValue wrong : wrongFor(key.shape))
            QTest::addRow("%s %d", key.path, number++) << QString::fromLatin1(key.path) << wrong;
    }
    QTest::addRow("type unknown") << u"type"_s << QJsonValue(u"Sesame-7431"_s);
    QTest::addRow("type in capitals") << u"type"_s << QJsonValue(u"PERSON"_s);
    QTest::addRow("type empty") << u"type"_s << QJsonValue(u""_s);
}

void TestPartyJson::wrongTypeNamesItsKey()
{
    QFETCH(QString, path);
    QFETCH(QJsonValue, wrong);
    const auto party = partyFromJson(replaced(everything(), path, wrong).toObject());
    QVERIFY(!party);
    QCOMPARE(party.error().key, path);
    QVERIFY(!party.error().problem.isEmpty());
    QCOMPARE(party.error().partyId, path == "id"_L1 ? 0 : 11);
    const QString line = party.error().toString();
    QVERIFY(line.contains(path));
    QVERIFY2(!line.contains("7431"_L1), qPrintable(line));
}

void TestPartyJson::nullIsEmpty_data()
{
    QTest::addColumn<QString>("path");
    for (const Key &key : AllKeys) {
        if (key.shape != Item && qstrcmp(key.path, "type") != 0)
            QTest::addRow("%s", key.path) << QString::fromLatin1(key.path);
    }
}

void TestPartyJson::nullIsEmpty()
{
    QFETCH(QString, path);
    const auto party = partyFromJson(replaced(everything(), path, QJsonValue()).toObject());
    QVERIFY(party);
    QVERIFY(*party != everythingRead());
    const auto again = partyFromJson(partyToJson(*party));
    QVERIFY(again);
    QCOMPARE(*again, *party);
}

void TestPartyJson::missingIsEmpty()
{
    const auto party = partyFromJson({{u"id"_s, 5}, {u"type"_s, u"organisation"_s}});
    QVERIFY(party);
    Party expected;
    expected.id = 5;
    expected.type = PartyType::Organisation;
    QCOMPARE(*party, expected);
    const auto rows = partyFromJson(parsed(R"({"type":"person","emailAddresses":[{}],"fields":[{}],"owner":{}})"));
    QVERIFY(rows);
    QCOMPARE(rows->emailAddresses, QList<EmailAddress>{EmailAddress()});
    QCOMPARE(rows->fields, QList<FieldValue>{FieldValue()});
    QCOMPARE(rows->owner, UserRef());
}

void TestPartyJson::absentTagsAreNotNoTags()
{
    const auto untold = partyFromJson(parsed(R"({"type":"person"})"));
    QVERIFY(untold && !untold->tags && !untold->fields);
    const auto none = partyFromJson(parsed(R"({"type":"person","tags":[],"fields":[]})"));
    QVERIFY(none && none->tags && none->fields);
    QVERIFY(none->tags->isEmpty() && none->fields->isEmpty());
    QVERIFY(!partyToJson(*untold).contains("tags"_L1));
    QVERIFY(partyToJson(*none).value("fields"_L1).isArray());
}

void TestPartyJson::unknownKeysAndWordsAreKept()
{
    QJsonObject json = everything();
    json.insert(u"mood"_s, QJsonArray{1});
    json = replaced(json, u"websites[0].service"_s, u"HOLOGRAM"_s).toObject();
    json = replaced(json, u"emailAddresses[0].type"_s, u"Boat"_s).toObject();
    json = replaced(json, u"organisation.pictureURL"_s, 5).toObject();
    const auto party = partyFromJson(json);
    QVERIFY(party);
    QCOMPARE(party->websites.at(0).service, u"HOLOGRAM"_s);
    QCOMPARE(party->emailAddresses.at(0).type, u"Boat"_s);
}

void TestPartyJson::oddDocuments_data()
{
    QTest::addColumn<QByteArray>("document");
    QTest::addColumn<QString>("key");
    const auto odd = [](const char *name, const QByteArray &document, const QString &key) {
        QTest::addRow("%s", name) << document << key;
    };
    odd("nothing", ""_ba, u"type"_s);
    odd("empty object", "{}"_ba, u"type"_s);
    odd("array", "[1]"_ba, u"type"_s);
    odd("envelope left on", R"({"party":{"id":1,"type":"person"}})"_ba, u"type"_s);
    odd("error envelope", R"({"message":"Could not find resource"})"_ba, u"type"_s);
    odd("cut off", R"({"id":1,"type":"person","firstName":"An)"_ba, u"type"_s);
    odd("only an id", R"({"id":1})"_ba, u"type"_s);
    odd("null in a list", R"({"id":1,"type":"person","tags":[{"id":1,"name":"a"},null]})"_ba, u"tags[1]"_s);
    odd("list in a list", R"({"id":1,"type":"person","emailAddresses":[[]]})"_ba, u"emailAddresses[0]"_s);
    odd("the second row", R"({"id":1,"type":"person","emailAddresses":[{"id":1},{"id":"2"}]})"_ba,
        u"emailAddresses[1].id"_s);
    odd("the first of two faults", R"({"id":"1","type":7})"_ba, u"id"_s);
}

void TestPartyJson::oddDocuments()
{
    QFETCH(QByteArray, document);
    QFETCH(QString, key);
    const auto party = partyFromJson(QJsonDocument::fromJson(document).object());
    QVERIFY(!party);
    QCOMPARE(party.error().key, key);
}

void TestPartyJson::ids_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<qint64>("id");
    const auto row = [](const char *text, qint64 id) {
        QTest::newRow(text) << QByteArray(text) << id;
    };
    row("1", 1);
    row("2147483647", 2147483647);
    row("2147483648", 2147483648);
    row("4294967296", 4294967296);
    row("9007199254740991", 9007199254740991);
    row("9007199254740992", 9007199254740992);
    row("9007199254740993", 0);
    row("9223372036854775807", 0);
    row("18446744073709551616", 0);
    row("12.0", 12);
    row("1.5", 0);
    row("0", 0);
    row("-3", 0);
    row("\"12\"", 0);
    row("true", 0);
    row("[12]", 0);
}

void TestPartyJson::ids()
{
    QFETCH(QByteArray, text);
    QFETCH(qint64, id);
    const QJsonObject object = parsed("{\"id\":" + text + ",\"type\":\"person\"}");
    QCOMPARE(idFromJson(object.value("id"_L1)).value_or(0), id);
    const auto party = partyFromJson(object);
    QCOMPARE(party.has_value(), id != 0);
    if (party) {
        QCOMPARE(party->id, id);
        QCOMPARE(partyToJson(*party).value("id"_L1).toInteger(), id);
    }
}

void TestPartyJson::fieldValues_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<FieldContent>("content");
    const auto row = [](const char *json, const FieldContent &content) {
        QTest::newRow(json) << QByteArray(json) << content;
    };
    row("\"plain\"", u"plain"_s);
    row("\"2026-01-31\"", u"2026-01-31"_s);
    row("\"007\"", u"007"_s);
    row("\"\"", QString());
    row("null", QString());
    row("true", true);
    row("false", false);
    row("5", u"5"_s);
    row("-5", u"-5"_s);
    row("0", u"0"_s);
    row("1", u"1"_s);
    row("5.0", u"5"_s);
    row("5.50", u"5.5"_s);
    row("0.1", u"0.1"_s);
    row("1e3", u"1000"_s);
    row("1e-7", u"0.0000001"_s);
    row("123456789012345678", u"123456789012345678"_s);
    row("1e22", u"10000000000000000000000"_s);
}

void TestPartyJson::fieldValues()
{
    QFETCH(QByteArray, json);
    QFETCH(FieldContent, content);
    const auto party
        = partyFromJson(parsed(R"({"type":"person","fields":[{"id":1,"definition":{"id":2},"value":)" + json + "}]}"));
    QVERIFY(party);
    QCOMPARE(party->fields->at(0).value, content);
}

void TestPartyJson::moments_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QDateTime>("moment");
    const QDateTime noon({2026, 7, 1}, {12, 0}, Qt::UTC);
    QTest::newRow("utc") << u"2026-07-01T12:00:00Z"_s << noon;
    QTest::newRow("offset") << u"2026-07-01T14:00:00+02:00"_s << noon;
    QTest::newRow("no zone") << u"2026-07-01T12:00:00"_s << noon;
    QTest::newRow("thousandths") << u"2026-07-01T12:00:00.250Z"_s << noon.addMSecs(250);
    QTest::newRow("no moment") << u"yesterday"_s << QDateTime();
    QTest::newRow("empty") << QString() << QDateTime();
}

void TestPartyJson::moments()
{
    QFETCH(QString, text);
    QFETCH(QDateTime, moment);
    const auto party = partyFromJson({{u"type"_s, u"person"_s}, {u"updatedAt"_s, text}});
    QVERIFY(party);
    QCOMPARE(party->updatedAt, moment);
    const auto again = partyFromJson(partyToJson(*party));
    QVERIFY(again);
    QCOMPARE(*again, *party);
}

void TestPartyJson::restrictedReferencesAreRead()
{
    const auto party = partyFromJson(parsed(R"({"id":1,"type":"person","firstName":"Anna","lastName":"Lind",
        "organisation":{"id":2,"type":"organisation","name":"Private","pictureURL":"x","isRestricted":true}})"));
    QVERIFY(party);
    QCOMPARE(party->organisation, (OrganisationRef{2, {}, u"Private"_s}));
    const auto hidden = partyFromJson(
        parsed(R"({"id":3,"type":"person","firstName":null,"lastName":"Private","isRestricted":true})"));
    QVERIFY(hidden);
    QVERIFY(hidden->isRestricted);
    QCOMPARE(hidden->displayName(), u"Private"_s);
}

void TestPartyJson::errorTellsTheRecord()
{
    QCOMPARE((PartyJsonError{u"tags[2].name"_s, u"is not a text"_s, 5}.toString()), u"tags[2].name is not a text"_s);
    const auto unknown = partyFromJson(parsed(R"({"id":"5","type":"person"})"));
    QVERIFY(!unknown);
    QCOMPARE(unknown.error().partyId, 0);
}

void TestPartyJson::newRowsComeBackWithoutId()
{
    Party party = person(u"Anna"_s, u"Lind"_s);
    party.emailAddresses = {email(u"a@example.org"_s)};
    party.websites = {website(u"example.org"_s)};
    party.tags = {{0, u"New"_s, false}};
    party.fields = {field(7, true)};
    party.organisation = OrganisationRef{0, QUuid::createUuid(), u"Acme"_s};
    const QJsonObject json = partyToJson(party);
    QVERIFY(!json.contains("id"_L1));
    QVERIFY(!json.value("emailAddresses"_L1).toArray().at(0).toObject().contains("id"_L1));
    const auto again = partyFromJson(json);
    QVERIFY(again);
    QCOMPARE(*again, party);
}

void TestPartyJson::localIdsCarryTheServersId_data()
{
    QTest::addColumn<qint64>("id");
    for (const qint64 id : {Q_INT64_C(1), Q_INT64_C(255), Q_INT64_C(256), Q_INT64_C(2147483648),
             Q_INT64_C(0x1023456789abcd), Q_INT64_C(1) << 53})
        QTest::addRow("%lld", id) << id;
}

void TestPartyJson::localIdsCarryTheServersId()
{
    QFETCH(qint64, id);
    const QUuid uuid = localIdOfServerId(id);
    QCOMPARE(serverIdOfLocalId(uuid), id);
    QCOMPARE(localIdOfServerId(id), uuid);
    const QString text = uuid.toString(QUuid::WithoutBraces);
    QCOMPARE(text.at(14), u'8'); // version and variant where RFC 9562 section 4 has them
    QVERIFY(u"89ab"_s.contains(text.at(19)));
    QCOMPARE(serverIdOfLocalId(QUuid::fromString(text)), id);
}

void TestPartyJson::ownLocalIdsCarryNone()
{
    QCOMPARE(serverIdOfLocalId({}), 0);
    for (int i = 0; i < 1000; ++i)
        QCOMPARE(serverIdOfLocalId(QUuid::createUuid()), 0);
    QUuid tooHigh = localIdOfServerId(Q_INT64_C(1) << 53);
    tooHigh.data4[7] = 1;
    QCOMPARE(serverIdOfLocalId(tooHigh), 0);
}

void TestPartyJson::displayNames()
{
    QCOMPARE(person(u"Anna"_s, u"Lind"_s).displayName(), u"Anna Lind"_s);
    QCOMPARE(person({}, u"Lind"_s).displayName(), u"Lind"_s);
    QCOMPARE(person(u"Anna"_s, {}).displayName(), u"Anna"_s);
    QCOMPARE(Party().displayName(), QString());
    QCOMPARE(organisation(u"Acme"_s).displayName(), u"Acme"_s);
}

QTEST_GUILESS_MAIN(TestPartyJson)
#include "tst_partyjson.moc"
