#include "capsule/sample.h"
#include "capsule/service.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace capsule;

namespace {

/// Reads JSON written with single quotes, which saves a page of backslashes.
QJsonObject json(QByteArray text)
{
    return QJsonDocument::fromJson(text.replace('\'', '"')).object();
}

QJsonObject bodyOf(const Answer &answer)
{
    return QJsonDocument::fromJson(answer.body).object();
}

QString messageOf(const Answer &answer)
{
    const QJsonObject body = bodyOf(answer);
    const QJsonArray errors = body.value("errors"_L1).toArray();
    return errors.isEmpty() ? body.value("message"_L1).toString()
                            : errors.first().toObject().value("message"_L1).toString();
}

QList<qint64> idsOf(const QJsonValue &rows)
{
    QList<qint64> ids;
    const QJsonArray array = rows.toArray();
    for (const auto &row : array)
        ids.append(row.toObject().value("id"_L1).toInteger());
    return ids;
}

Deal dealOf(qint64 party, const QString &name)
{
    Deal deal;
    deal.party = party;
    deal.name = name;
    return deal;
}

constexpr auto start = "2015-11-30T16:20:05Z"_L1;

} // namespace

/// The service by itself, against the rules of capsule-api.md sections 1 to 16.
class CapsuleServiceTest : public QObject
{
    Q_OBJECT

    QDateTime m_now;
    std::unique_ptr<Service> m_service;

    Answer call(const QByteArray &method, const QByteArray &target, const QByteArray &body = {}, QString token = {})
    {
        if (token.isNull())
            token = m_service->options().token;
        Request request{method, "/api/v2/" + target, {}, body, u"http://127.0.0.1:8080/api/v2"_s};
        request.body.replace('\'', '"');
        request.headers.set("Authorization"_ba, "Bearer " + token.toLatin1());
        request.headers.set("content-type"_ba, "application/json"_ba);
        return m_service->handle(request);
    }
    QJsonObject get(const QByteArray &target) { return bodyOf(call("GET"_ba, target)); }
    QJsonObject party(qint64 id) { return m_service->party(id); }
    qint64 person(const QByteArray &more = {})
    {
        return m_service->addParty(
            json("{'type':'person','firstName':'Ada'" + (more.isEmpty() ? more : ',' + more) + '}'));
    }
    qint64 firm(const QByteArray &name = "Acme")
    {
        return m_service->addParty(json("{'type':'organisation','name':'" + name + "'}"));
    }
    Answer put(qint64 id, const QByteArray &party)
    {
        return call("PUT"_ba, "parties/" + QByteArray::number(id) + "?embed=tags,fields", "{'party':" + party + '}');
    }

private Q_SLOTS:
    void init()
    {
        m_now = QDateTime::fromString(start, Qt::ISODate);
        m_service = std::make_unique<Service>(Options{}, [this] { return m_now; });
    }

    void documentedCreateGivesTheDocumentedAnswer()
    {
        const Answer answer
            = call("POST"_ba, "parties"_ba, "{\n'party': {\n'type': 'organisation',\n'name': 'Acme INC'\n}\n}"_ba);
        QCOMPARE(answer.status, 201);
        QCOMPARE(reasonPhrase(answer.status), "Created"_ba);
        QCOMPARE(answer.headers.value("Location"), "http://127.0.0.1:8080/api/v2/parties/100"_ba);
        QCOMPARE(answer.headers.value("Date"), "Mon, 30 Nov 2015 16:20:05 GMT"_ba);
        QCOMPARE(answer.body,
            R"({"party":{"id":100,"type":"organisation","about":null,"name":"Acme INC","createdAt":"2015-11-30T16:20:05Z",)"
            R"("updatedAt":"2015-11-30T16:20:05Z","lastContactedAt":null,)"
            R"("pictureURL":"https://capsulecrm.com/theme/default/images/org_avatar_70.png","addresses":[],)"
            R"("phoneNumbers":[],"websites":[],"emailAddresses":[],)"
            R"("owner":{"id":1,"username":"grace","name":"Grace Okafor"},"team":null}})"_ba);
    }

    void documentedUpdateAndDelete()
    {
        QCOMPARE(firm("Acme INC"), 100);
        const Answer answer = call("PUT"_ba, "parties/100"_ba, "{'party':{'type':'organisation','name':'Acme'}}"_ba);
        QCOMPARE(answer.status, 200);
        QCOMPARE(bodyOf(answer).value("party"_L1).toObject().value("name"_L1).toString(), u"Acme"_s);
        QVERIFY(!answer.headers.contains("Location"));
        const Answer gone = call("DELETE"_ba, "parties/100"_ba);
        QCOMPARE(gone.status, 204);
        QVERIFY(gone.body.isEmpty());
        QCOMPARE(call("DELETE"_ba, "parties/100"_ba).status, 404);
    }

    void refusals_data()
    {
        QTest::addColumn<QByteArray>("method");
        QTest::addColumn<QByteArray>("target");
        QTest::addColumn<QByteArray>("body");
        QTest::addColumn<int>("status");
        QTest::addColumn<QString>("message");
        const auto row = [](const char *name, const char *method, const char *target, const char *body, int status,
                             const QString &message) {
            QTest::newRow(name) << QByteArray(method) << QByteArray(target) << QByteArray(body) << status << message;
        };
        row("unknown path", "GET", "nothing", "", 404, u"Could not find resource"_s);
        row("users/me", "GET", "users/me", "", 404, u"Could not find resource"_s);
        row("customfields", "GET", "customfields", "", 404, u"Could not find resource"_s);
        row("list of entries", "GET", "entries/1,2", "", 404, u"Could not find resource"_s);
        row("tracks", "GET", "tracks", "", 405, u"Method not allowed"_s);
        row("PATCH", "PATCH", "parties/100", "{}", 405, u"Method not allowed"_s);
        row("party gone", "GET", "parties/7", "", 404, u"party not found"_s);
        row("one of several gone", "GET", "parties/100,7", "", 404, u"party not found"_s);
        row("eleven", "GET", "parties/1,2,3,4,5,6,7,8,9,10,11", "", 422, u"too many ids"_s);
        row("no since", "GET", "parties/deleted", "", 422, u"since is required"_s);
        row("no since for kases", "GET", "kases/deleted", "", 422, u"since is required"_s);
        row("page 0", "GET", "parties?page=0", "", 422, u"page must be between 1 and 10000000"_s);
        row("perPage 101", "GET", "parties?perPage=101", "", 422, u"perPage must be between 1 and 100"_s);
        row("perPage 51 of entries", "GET", "parties/100/entries?perPage=51", "", 422,
            u"perPage must be between 1 and 50"_s);
        row("bad JSON", "POST", "parties", "{", 400, u"Could not parse the request body"_s);
        row("no envelope", "POST", "parties", "{}", 400, u"The request body must contain 'party'"_s);
        row("no type", "POST", "parties", "{'party':{}}", 422, u"type is required"_s);
        row("no name", "POST", "parties", "{'party':{'type':'organisation'}}", 422, u"name is required"_s);
        row("no person's name", "POST", "parties", "{'party':{'type':'person'}}", 422,
            u"firstName or lastName is required"_s);
        row("same name", "POST", "parties", "{'party':{'type':'organisation','name':' aCME '}}", 422,
            u"name must be unique"_s);
        row("empty phone", "PUT", "parties/100", "{'party':{'phoneNumbers':[{'number':''}]}}", 422,
            u"number is required"_s);
        row("empty website", "PUT", "parties/100", "{'party':{'websites':[{'service':'URL'}]}}", 422,
            u"address is required"_s);
        row("empty email", "PUT", "parties/100", "{'party':{'emailAddresses':[{'type':'Home'}]}}", 422,
            u"address is required"_s);
        row("country", "PUT", "parties/100", "{'party':{'addresses':[{'country':'Deutschland'}]}}", 422,
            u"unknown country"_s);
        row("foreign row", "PUT", "parties/100", "{'party':{'phoneNumbers':[{'id':999,'_delete':true}]}}", 404,
            u"phoneNumber not found"_s);
        row("foreign tag", "PUT", "parties/100", "{'party':{'tags':[{'id':999}]}}", 404, u"tag not found"_s);
        row("loose tag", "PUT", "parties/100", "{'party':{'tags':[{'id':1,'_delete':true}]}}", 422,
            u"tag not found to delete"_s);
        row("organisation gone", "POST", "parties",
            "{'party':{'type':'person','firstName':'A','organisation':{'id':999}}}", 404, u"organisation not found"_s);
        row("title", "POST", "parties", "{'party':{'type':'person','firstName':'A','title':'Sir'}}", 422,
            u"unknown title"_s);
        row("filter field", "POST", "parties/filters/results",
            "{'filter':{'conditions':[{'field':'lastContactedAt','operator':'is','value':null}]}}", 422,
            u"invalid field name"_s);
        row("filter group", "POST", "parties/filters/results", "{'filter':{'conditions':[{'conditions':[]}]}}", 422,
            u"groups of conditions are not supported"_s);
        row("loose entry", "POST", "entries", "{'entry':{'type':'note','content':'x'}}", 422,
            u"entry must be linked to either a party, opportunity or kase"_s);
        row("task of two", "POST", "tasks",
            "{'task':{'description':'x','dueOn':'2026-01-01','party':{'id':100},'kase':{'id':1}}}", 422,
            u"task can be related to at most one entity"_s);
        row("pending task", "POST", "tasks", "{'task':{'description':'x','dueOn':'2026-01-01','status':'PENDING'}}",
            422, u"cannot set task status to PENDING"_s);
    }

    void refusals()
    {
        QFETCH(QByteArray, method);
        QFETCH(QByteArray, target);
        QFETCH(QByteArray, body);
        firm();
        const QJsonObject before = party(100);
        const Answer answer = call(method, target, body);
        QTEST(answer.status, "status");
        QTEST(messageOf(answer), "message");
        QCOMPARE(party(100), before);
        QCOMPARE(m_service->partyCount(), 1);
    }

    void uniqueNameIsRefusedInTheDocumentedShape()
    {
        firm();
        QCOMPARE(call("POST"_ba, "parties"_ba, "{'party':{'type':'organisation','name':'Acme'}}"_ba).body,
            R"({"message":"Validation Failed","errors":[{"message":"name must be unique","resource":"party","field":"name"}]})"_ba);
    }

    void tokensDecideWhoMayDoWhat()
    {
        m_service->options().readOnlyToken = u"reader"_s;
        const Answer refused = call("GET"_ba, "parties"_ba, {}, u"nobody"_s);
        QCOMPARE(refused.status, 401);
        QVERIFY(refused.headers.value("WWW-Authenticate").startsWith("Bearer"));
        QVERIFY(!messageOf(refused).isEmpty());
        QCOMPARE(call("GET"_ba, "parties"_ba, {}, u"reader"_s).status, 200);
        QCOMPARE(
            call("POST"_ba, "parties/filters/results"_ba, "{'filter':{'conditions':[]}}"_ba, u"reader"_s).status, 200);
        const Answer forbidden
            = call("POST"_ba, "parties"_ba, "{'party':{'type':'person','firstName':'A'}}"_ba, u"reader"_s);
        QCOMPARE(forbidden.status, 403);
        QVERIFY(forbidden.headers.contains("WWW-Authenticate"));
        QCOMPARE(messageOf(forbidden), u"Requires additional scope"_s);
        QCOMPARE(m_service->partyCount(), 0);
    }

    void anHourHasOnlySoManyRequests()
    {
        m_service->options().rateLimit = 2;
        const Answer first = call("GET"_ba, "site"_ba);
        QCOMPARE(first.headers.value("X-RateLimit-Limit"), "2"_ba);
        QCOMPARE(first.headers.value("X-RateLimit-Remaining"), "1"_ba);
        const QByteArray reset = first.headers.value("X-RateLimit-Reset");
        QCOMPARE(reset,
            QByteArray::number(QDateTime::fromString(u"2015-11-30T17:00:00Z"_s, Qt::ISODate).toSecsSinceEpoch()));
        call("GET"_ba, "site"_ba);
        const Answer refused = call("GET"_ba, "site"_ba);
        QCOMPARE(refused.status, 429);
        QCOMPARE(refused.body, R"({"error":"rate limit reached"})"_ba);
        QCOMPARE(refused.headers.value("X-RateLimit-Remaining"), "0"_ba);
        QCOMPARE(refused.headers.value("X-RateLimit-Reset"), reset);
        QVERIFY(!refused.headers.contains("Retry-After"));
        m_now.setSecsSinceEpoch(reset.toLongLong());
        QCOMPARE(call("GET"_ba, "site"_ba).status, 200);
    }

    void pagesAreLinked()
    {
        for (int i = 0; i < 5; ++i)
            person();
        const Answer middle = call("GET"_ba, "parties?perPage=2&embed=tags,meta&page=2"_ba);
        QCOMPARE(middle.headers.value("Link"),
            "<http://127.0.0.1:8080/api/v2/parties?perPage=2&embed=tags,meta&page=3>; rel=\"next\", "
            "<http://127.0.0.1:8080/api/v2/parties?perPage=2&embed=tags,meta&page=1>; rel=\"prev\""_ba);
        QCOMPARE(middle.headers.value("X-Pagination-Has-More"), "true"_ba);
        QCOMPARE(idsOf(bodyOf(middle).value("parties"_L1)), (QList<qint64>{102, 103}));
        QCOMPARE(bodyOf(middle).value("meta"_L1).toObject().value("totalCount"_L1).toInt(), 5);
        const Answer last = call("GET"_ba, "parties?perPage=2&page=3"_ba);
        QVERIFY(!last.headers.value("Link").contains("next"));
        QCOMPARE(last.headers.value("X-Pagination-Has-More"), "false"_ba);
        QVERIFY(!call("GET"_ba, "parties"_ba).headers.contains("Link"));
    }

    void sinceIsInclusive()
    {
        const qint64 old = person();
        m_now = m_now.addSecs(60);
        const qint64 young = person();
        QCOMPARE(idsOf(get("parties?since=2015-11-30T16:20:05Z").value("parties"_L1)), (QList<qint64>{old, young}));
        QCOMPARE(idsOf(get("parties?since=2015-11-30T16:20:06Z").value("parties"_L1)), QList<qint64>{young});
        QCOMPARE(idsOf(get("parties?since=2015-11-30T17:21:05%2B01:00").value("parties"_L1)), QList<qint64>{young});
        QCOMPARE(call("GET"_ba, "parties?since=yesterday"_ba).status, 400);
    }

    void embedsAreAbsentUnlessAskedFor()
    {
        const qint64 id = person("'tags':[{'name':'VIP'}]");
        const QByteArray target = "parties/" + QByteArray::number(id);
        const auto keys = [&](const QByteArray &query) {
            return get(target + query).value("party"_L1).toObject().keys();
        };
        for (const QString &word : {u"tags"_s, u"fields"_s, u"missingImportantFields"_s}) {
            QVERIFY(!keys({}).contains(word));
            QVERIFY(!keys("?embed=nonsense"_ba).contains(word));
            QVERIFY(keys("?embed=" + word.toLatin1()).contains(word));
        }
        const Answer answer = call("PUT"_ba, target, "{'party':{'tags':[{'name':'New'}]}}"_ba);
        QVERIFY(!bodyOf(answer).value("party"_L1).toObject().contains("tags"_L1));
    }

    void embeddedOrganisationIsWholeUnlessSwitchedOff()
    {
        const qint64 id = person("'organisation':{'name':'Acme'}");
        const QByteArray target = "parties/" + QByteArray::number(id) + "?embed=organisation";
        const auto organisation = [&] {
            return get(target).value("party"_L1).toObject().value("organisation"_L1).toObject();
        };
        QVERIFY(organisation().contains("addresses"_L1));
        m_service->options().ignoreEmbedOrganisation = true;
        QCOMPARE(organisation().keys(), (QStringList{u"id"_s, u"name"_s, u"pictureURL"_s, u"type"_s}));
    }

    void rowsFollowTheNestedRules()
    {
        const qint64 id = person("'phoneNumbers':[{'type':'Work','number':'1'},{'type':'Home','number':'2'}]");
        const QList<qint64> rows = idsOf(party(id).value("phoneNumbers"_L1));
        QCOMPARE(rows.size(), 2);
        const QByteArray first = QByteArray::number(rows[0]);
        QCOMPARE(put(id, "{'phoneNumbers':[{'id':" + first + ",'number':'3'}]}").status, 200);
        QJsonArray now = party(id).value("phoneNumbers"_L1).toArray();
        QCOMPARE(now.size(), 2);
        QCOMPARE(now[0].toObject(), json("{'id':" + first + ",'type':'Work','number':'3'}"));
        put(id, "{'phoneNumbers':[{'number':'4'}]}");
        put(id, "{'phoneNumbers':[{'number':'4'}]}");
        QCOMPARE(party(id).value("phoneNumbers"_L1).toArray().size(), 4);
        put(id, "{'phoneNumbers':[{'id':" + first + ",'_destroy':true}]}");
        QCOMPARE(party(id).value("phoneNumbers"_L1).toArray().size(), 4);
        put(id, "{'phoneNumbers':[{'id':" + first + ",'_delete':true}]}");
        now = party(id).value("phoneNumbers"_L1).toArray();
        QCOMPARE(now.size(), 3);
        QVERIFY(!idsOf(now).contains(rows[0]));
    }

    void emptyArraysAndNullArraysChangeNothing()
    {
        const qint64 id = person("'emailAddresses':[{'address':'ada@example.com'}],'tags':[{'name':'VIP'}]");
        const QJsonObject before = party(id);
        m_now = m_now.addSecs(60);
        QCOMPARE(put(id, "{'emailAddresses':[],'phoneNumbers':[],'addresses':[],'websites':[],'tags':[],'fields':[]}")
                     .status,
            200);
        QCOMPARE(put(id, "{'emailAddresses':null}").status, 200);
        QCOMPARE(put(id, "{'firstName':'Ada','type':'organisation','nonsense':1}").status, 200);
        QCOMPARE(party(id), before);
        put(id, "{'firstName':'Eda'}");
        QCOMPARE(party(id).value("updatedAt"_L1).toString(), u"2015-11-30T16:21:05Z"_s);
    }

    void keysOfTheWrongKindAreDropped()
    {
        const qint64 id = firm();
        QCOMPARE(put(id, "{'jobTitle':'Boss','organisation':{'name':'Other'},'firstName':'A'}").status, 200);
        QVERIFY(!party(id).contains("jobTitle"_L1));
        QCOMPARE(m_service->partyCount(), 1);
    }

    void nullClearsScalars()
    {
        const qint64 id = person("'jobTitle':'Boss','about':'x','lastName':'L','organisation':{'name':'Acme'}");
        put(id, "{'jobTitle':null,'about':null,'organisation':null,'owner':null,'team':null}");
        const QJsonObject now = party(id);
        for (const auto key : {"jobTitle"_L1, "about"_L1, "organisation"_L1, "owner"_L1, "team"_L1})
            QVERIFY2(now.value(key).isNull(), key.data());
        QCOMPARE(put(id, "{'firstName':null,'lastName':null}").status, 422);
    }

    void organisationByNameIsFoundOrMade()
    {
        const qint64 acme = firm();
        const qint64 first = person("'organisation':{'name':' acme'}");
        QCOMPARE(party(first).value("organisation"_L1).toObject().value("id"_L1).toInteger(), acme);
        const qint64 second = person("'organisation':{'name':'Zest'}");
        QCOMPARE(party(second).value("organisation"_L1).toObject().value("name"_L1).toString(), u"Zest"_s);
        QCOMPARE(m_service->partyCount(), 4);
        QCOMPARE(call("POST"_ba, "parties"_ba, "{'party':{'type':'organisation','name':'zest'}}"_ba).status, 422);
        QCOMPARE(put(first, "{'organisation':{'id':" + QByteArray::number(second) + "}}").status, 404);
    }

    void aDuplicateFromOldTimesCanBeChangedButNotRenamed()
    {
        QVERIFY(loadParties(*m_service,
            R"({"parties":[{"id":200,"type":"organisation","name":"Twin"},{"id":201,"type":"organisation","name":"Twin"}]})"_ba)
                .isEmpty());
        QCOMPARE(put(201, "{'name':'Twin','about':'x'}").status, 200);
        QCOMPARE(put(201, "{'name':'TWIN'}").status, 422);
    }

    void ownerAndTeam()
    {
        fillWithSample(*m_service, {1, 0});
        const qint64 id = person();
        QCOMPARE(party(id).value("owner"_L1).toObject().value("id"_L1).toInt(), 1);
        QCOMPARE(put(id, "{'owner':{'id':4},'team':{'id':1}}").status, 422);
        QCOMPARE(put(id, "{'owner':{'id':2},'team':{'id':1}}").status, 200);
        QCOMPARE(party(id).value("team"_L1).toObject().value("name"_L1).toString(), u"Sales"_s);
        put(id, "{'owner':{'id':3}}");
        QVERIFY(party(id).value("team"_L1).isNull());
        put(id, "{'team':{'id':1}}");
        QCOMPARE(party(id).value("owner"_L1).toObject().value("id"_L1).toInt(), 3);
        QCOMPARE(put(id, "{'owner':{'id':99},'team':null}").status, 404);
    }

    void countriesAreNames()
    {
        const qint64 id = person();
        put(id, "{'addresses':[{'type':'Home','country':'USA'},{'city':'X','country':''}]}");
        const QJsonArray rows = party(id).value("addresses"_L1).toArray();
        QCOMPARE(rows[0].toObject().value("country"_L1).toString(), u"United States"_s);
        QVERIFY(rows[1].toObject().value("country"_L1).isNull());
        const QJsonArray countries = get("countries").value("countries"_L1).toArray();
        QCOMPARE(countries.size(), 249);
        for (const auto &country : countries) {
            for (const auto key : {"alpha2Code"_L1, "alpha3Code"_L1, "numericCode"_L1, "name"_L1})
                QVERIFY(!country.toObject().value(key).toString().isEmpty());
        }
    }

    void websitesHaveLinks()
    {
        const qint64 id = person("'websites':[{'address':'https://example.com'},{'service':'GITHUB','address':'ada'}]");
        const QJsonArray rows = party(id).value("websites"_L1).toArray();
        QCOMPARE(rows[0].toObject().value("service"_L1).toString(), u"URL"_s);
        QCOMPARE(rows[0].toObject().value("url"_L1).toString(), u"https://example.com"_s);
        QCOMPARE(rows[1].toObject().value("url"_L1).toString(), u"https://github.com/ada"_s);
        QVERIFY(messageOf(put(id, "{'websites':[{'service':'MYSPACE','address':'x'}]}")).contains("GITHUB"_L1));
    }

    void tagsAttachByIdOrName()
    {
        const qint64 id = person("'tags':[{'name':'VIP'}]");
        const QJsonArray tags = get("parties/tags").value("tags"_L1).toArray();
        QCOMPARE(tags[0].toObject(), json("{'id':1,'name':'VIP','description':null,'dataTag':false}"));
        const QJsonObject before = party(id);
        put(id, "{'tags':[{'name':'vip'},{'id':1}]}");
        QCOMPARE(party(id), before);
        put(id, "{'tags':[{'id':1,'_delete':true}]}");
        QVERIFY(party(id).value("tags"_L1).toArray().isEmpty());
        QCOMPARE(get("parties/tags/1").value("tag"_L1).toObject().value("name"_L1).toString(), u"VIP"_s);
        put(id, "{'tags':[{'id':1}]}");
        QCOMPARE(call("DELETE"_ba, "parties/tags/1"_ba).status, 204);
        QVERIFY(party(id).value("tags"_L1).toArray().isEmpty());
        QVERIFY(get("kases/tags").value("tags"_L1).toArray().isEmpty());
    }

    void fieldsReadAndWrite_data()
    {
        QTest::addColumn<QByteArray>("definition");
        QTest::addColumn<QByteArray>("written");
        QTest::addColumn<QByteArray>("read"); // empty: no row
        QTest::addColumn<int>("status");
        const auto row
            = [](const char *name, const char *definition, const char *written, const char *read, int status = 200) {
                  QTest::newRow(name) << QByteArray(definition) << QByteArray(written) << QByteArray(read) << status;
              };
        row("text", "'type':'text'", "'x'", "\"x\"");
        row("text cleared", "'type':'text'", "null", "");
        row("text emptied", "'type':'text'", "''", "");
        row("text of a number", "'type':'text'", "1", "", 422);
        row("number", "'type':'number'", "1234.5", "\"1234.5\"");
        row("large number", "'type':'number'", "12345678901", "\"12345678901\"");
        row("number as text", "'type':'number'", "'7'", "\"7\"");
        row("no number", "'type':'number'", "'seven'", "", 422);
        row("date", "'type':'date'", "'2024-02-29'", "\"2024-02-29\"");
        row("no date", "'type':'date'", "'2023-02-29'", "", 422);
        row("true", "'type':'boolean'", "true", "true");
        row("false", "'type':'boolean'", "false", "");
        row("boolean null", "'type':'boolean'", "null", "", 422);
        row("list", "'type':'list','options':['a','b']", "'b'", "\"b\"");
        row("list stranger", "'type':'list','options':['a','b']", "'c'", "", 422);
        row("several", "'type':'multiselectlist','options':['a','b']", "'a;b'", "\"a;b\"");
        row("link", "'type':'link'", "'https://example.com/{id}'", "\"https://example.com/{id}\"");
    }

    void fieldsReadAndWrite()
    {
        QFETCH(QByteArray, definition);
        QFETCH(QByteArray, written);
        QFETCH(QByteArray, read);
        const Answer made
            = call("POST"_ba, "parties/fields/definitions"_ba, "{'definition':{'name':'F'," + definition + "}}");
        QCOMPARE(made.status, 201);
        const qint64 id = person();
        QTEST(put(id, "{'fields':[{'definition':{'id':1},'value':" + written + "}]}").status, "status");
        const QJsonArray rows = party(id).value("fields"_L1).toArray();
        QCOMPARE(rows.size(), read.isEmpty() ? 0 : 1);
        if (read.isEmpty())
            return;
        const QJsonObject row = rows[0].toObject();
        QCOMPARE(QJsonDocument(QJsonArray{row.value("value"_L1)}).toJson(QJsonDocument::Compact), '[' + read + ']');
        QCOMPARE(row.value("definition"_L1).toObject(), json("{'id':1,'name':'F'}"));
        QVERIFY(row.value("tagId"_L1).isNull());
        const QByteArray rowId = QByteArray::number(row.value("id"_L1).toInteger());
        QCOMPARE(put(id, "{'fields':[{'id':" + rowId + ",'_delete':true}]}").status, 200);
        QVERIFY(party(id).value("fields"_L1).toArray().isEmpty());
    }

    void clearingAnEmptyFieldStillCountsAsAChange()
    {
        call("POST"_ba, "parties/fields/definitions"_ba, "{'definition':{'name':'F','type':'text'}}"_ba);
        const qint64 id = person();
        m_now = m_now.addSecs(1);
        put(id, "{'fields':[{'definition':1,'value':null}]}");
        QCOMPARE(party(id).value("updatedAt"_L1).toString(), u"2015-11-30T16:20:06Z"_s);
    }

    void dataTagsCarryFields()
    {
        call("POST"_ba, "parties/tags"_ba, "{'tag':{'name':'Contract','dataTag':true}}"_ba);
        call("POST"_ba, "parties/fields/definitions"_ba,
            "{'definition':{'name':'Ends','type':'date','tag':{'id':1},'important':true}}"_ba);
        QCOMPARE(get("parties/tags/1/definitions").value("definitions"_L1).toArray().size(), 1);
        QVERIFY(
            get("parties/fields/definitions?includeDataTagFields=false").value("definitions"_L1).toArray().isEmpty());
        const qint64 id = person("'fields':[{'definition':{'id':1},'value':'2027-01-01'}]");
        QVERIFY(party(id).value("tags"_L1).toArray().isEmpty());
        QCOMPARE(party(id).value("fields"_L1).toArray()[0].toObject().value("tagId"_L1).toInt(), 1);
        const qint64 other = person("'tags':[{'id':1}]");
        QVERIFY(party(other).value("missingImportantFields"_L1).toBool());
        QVERIFY(!party(id).value("missingImportantFields"_L1).toBool());
    }

    void deletingUnlinksAndCascades()
    {
        const qint64 acme = firm();
        const qint64 ada = person("'organisation':{'id':" + QByteArray::number(acme) + '}');
        const QByteArray of = "'party':{'id':" + QByteArray::number(acme) + '}';
        QCOMPARE(call("POST"_ba, "entries"_ba, "{'entry':{'type':'note','content':'x'," + of + "}}").status, 201);
        QCOMPARE(
            call("POST"_ba, "tasks"_ba, "{'task':{'description':'x','dueOn':'2026-01-01'," + of + "}}").status, 201);
        m_service->account().kases.insert(dealOf(acme, u"Delivery"_s));
        QCOMPARE(idsOf(get("parties/100/people").value("parties"_L1)), QList<qint64>{ada});
        QCOMPARE(call("DELETE"_ba, "parties/100"_ba).status, 204);
        QVERIFY(party(ada).value("organisation"_L1).isNull());
        QVERIFY(get("entries").value("entries"_L1).toArray().isEmpty());
        QVERIFY(get("tasks").value("tasks"_L1).toArray().isEmpty());
        QCOMPARE(idsOf(get("kases/deleted?since=2015-01-01T00:00:00Z").value("kases"_L1)), QList<qint64>{1});
        const QJsonObject deleted = get("parties/deleted?since=2015-01-01T00:00:00Z");
        QCOMPARE(deleted, json("{'parties':[{'id':100,'deletedAt':'2015-11-30T16:20:05Z'}]}"));
        QVERIFY(get("parties/deleted?since=2016-01-01T00:00:00Z").value("parties"_L1).toArray().isEmpty());
        QCOMPARE(firm(), ada + 1); // the name is free again, the id is not
    }

    void deletingAsAJob()
    {
        m_service->options().deleteAsJob = true;
        const Answer answer = call("DELETE"_ba, "parties/" + QByteArray::number(firm()));
        QCOMPARE(answer.status, 202);
        const QByteArray location = answer.headers.value("Location");
        const QByteArray root = "http://127.0.0.1:8080/api/v2/"_ba;
        QVERIFY(location.startsWith(root + "jobs/"));
        QCOMPARE(m_service->partyCount(), 1);
        const QJsonObject job = get(location.mid(root.size())).value("job"_L1).toObject();
        QCOMPARE(job.value("status"_L1).toString(), u"completed"_s);
        QCOMPARE(job.value("progress"_L1).toInt(), 100);
        QCOMPARE(m_service->partyCount(), 0);
    }

    void restrictedPartiesAreHidden()
    {
        const qint64 acme = firm();
        const qint64 ada = person("'organisation':{'id':" + QByteArray::number(acme) + '}');
        m_service->restrictParty(acme);
        QCOMPARE(call("GET"_ba, "parties/100"_ba).status, 404);
        QCOMPARE(idsOf(get("parties").value("parties"_L1)), QList<qint64>{ada});
        const QJsonObject organisation = party(ada).value("organisation"_L1).toObject();
        QCOMPARE(organisation.value("name"_L1).toString(), u"Private"_s);
        QVERIFY(organisation.value("isRestricted"_L1).toBool());
        QCOMPARE(idsOf(get("parties/deleted?since=2015-01-01T00:00:00Z").value("restrictedParties"_L1)),
            QList<qint64>{acme});
    }

    void searchLooksForBeginningsOfWords_data()
    {
        QTest::addColumn<QByteArray>("line");
        QTest::addColumn<bool>("isHit");
        for (const char *line : {"ada", "ADA%20lov", "love", "ada.l", "byron", "example", "0163", "%2B44%201632%20960",
                 "nr1", "norw%20ada"})
            QTest::newRow(line) << QByteArray(line) << !QByteArray(line).startsWith("0163");
        QTest::newRow("inner") << "velace"_ba << false;
        QTest::newRow("one of two") << "ada+grace"_ba << false;
    }

    void searchLooksForBeginningsOfWords()
    {
        QFETCH(QByteArray, line);
        const qint64 id = person("'lastName':'Lovelace-Byron','emailAddresses':[{'address':'ada.l@example.com'}],"
                                 "'phoneNumbers':[{'number':'+44 1632 960123'}],"
                                 "'addresses':[{'city':'Norwich','zip':'NR1 1AA'}]");
        person("'lastName':'Other'");
        const QList<qint64> hits = idsOf(get("parties/search?q=" + line).value("parties"_L1));
        QTEST(hits.contains(id), "isHit");
    }

    void filters_data()
    {
        QTest::addColumn<QByteArray>("condition");
        QTest::addColumn<QList<qint64>>("hits");
        const auto row = [](const char *condition, QList<qint64> hits) {
            QTest::newRow(condition) << QByteArray(condition) << hits;
        };
        // 100 Acme, 101 Ada of Acme with tag VIP and an e-mail, 102 Bob made ten days later
        row("'name','is','ada byron'", {101});
        row("'name','contains','ACM'", {100});
        row("'name','starts with','b'", {102});
        row("'name','is not','Acme'", {101, 102});
        row("'email','is','ada@example.com'", {101});
        row("'email','ends with','example.com'", {101});
        row("'tag','is','vip'", {101});
        row("'tag','is',1", {101});
        row("'type','is','organisation'", {100});
        row("'id','is greater than',100", {101, 102});
        row("'owner','is',null", {});
        row("'country','is','GB'", {100});
        row("'country','is not',null", {100});
        row("'hasEmailAddress','is',true", {101});
        row("'hasPeople','is',true", {100});
        row("'hasTags','is not',true", {100, 102});
        row("'org.name','is','Acme'", {101});
        row("'addedOn','is after','2015-12-01'", {102});
        row("'addedOn','is within last',3", {102});
        row("'addedOn','is older than',3", {100, 101});
        row("'custom:1','is','x'", {102});
    }

    void filters()
    {
        QFETCH(QByteArray, condition);
        m_service->addParty(json("{'type':'organisation','name':'Acme','addresses':[{'country':'United Kingdom'}]}"));
        person("'lastName':'Byron','organisation':{'id':100},'tags':[{'name':'VIP'}],"
               "'emailAddresses':[{'address':'Ada@example.com'}]");
        call("POST"_ba, "parties/fields/definitions"_ba, "{'definition':{'name':'F','type':'text'}}"_ba);
        m_now = m_now.addDays(10);
        m_service->addParty(
            json("{'type':'person','firstName':'Bob','fields':[{'definition':{'name':'F'},'value':'x'}]}"));
        const QByteArrayList parts = condition.split(',');
        const QByteArray body = "{'filter':{'conditions':[{'field':" + parts[0] + ",'operator':" + parts[1]
            + ",'value':" + parts[2] + "}]}}";
        const Answer answer = call("POST"_ba, "parties/filters/results"_ba, body);
        QCOMPARE(answer.status, 200);
        QTEST(idsOf(bodyOf(answer).value("parties"_L1)), "hits");
    }

    void filterOrder()
    {
        firm("Beta");
        firm("Alpha");
        const QByteArray body = "{'filter':{'conditions':[],'orderBy':[{'field':'name','direction':'ascending'}]}}"_ba;
        QCOMPARE(idsOf(bodyOf(call("POST"_ba, "parties/filters/results"_ba, body)).value("parties"_L1)),
            (QList<qint64>{101, 100}));
        m_service->options().ignoreOrderBy = true;
        QCOMPARE(idsOf(bodyOf(call("POST"_ba, "parties/filters/results"_ba, body)).value("parties"_L1)),
            (QList<qint64>{100, 101}));
    }

    void smallLists()
    {
        fillWithSample(*m_service, {1, 0});
        QCOMPARE(get("users").value("users"_L1).toArray().size(), 4);
        QCOMPARE(get("users/current").value("user"_L1).toObject().value("name"_L1).toString(), u"Grace Okafor"_s);
        QCOMPARE(get("users/2").value("user"_L1).toObject().value("id"_L1).toInt(), 2);
        QCOMPARE(get("teams?embed=memberships")
                     .value("teams"_L1)
                     .toArray()[0]
                     .toObject()
                     .value("memberships"_L1)
                     .toArray()
                     .size(),
            3);
        QVERIFY(!get("teams/1").value("team"_L1).toObject().contains("memberships"_L1));
        QVERIFY(get("site").value("site"_L1).toObject().contains("subdomain"_L1));
        QCOMPARE(get("titles").value("personTitles"_L1).toArray().size(), 7);
        QVERIFY(get("currencies").value("currencies"_L1).toArray().size() > 60);
        QVERIFY(!get("categories").value("categories"_L1).toArray().isEmpty());
        QCOMPARE(
            get("activitytypes").value("activityTypes"_L1).toArray()[0].toObject(), json("{'id':-1,'name':'Note'}"));
        QVERIFY(!get("lostreasons").value("lostReasons"_L1).toArray().isEmpty());
    }

    void titlesInUseStay()
    {
        const Answer made = call("POST"_ba, "titles"_ba, "{'personTitle':{'title':'Sir'}}"_ba);
        QCOMPARE(made.status, 201);
        person("'title':'Sir'");
        QCOMPARE(call("DELETE"_ba, "titles/8"_ba).status, 422);
        QCOMPARE(call("DELETE"_ba, "titles/1"_ba).status, 204);
    }

    void entriesAndAttachments()
    {
        const qint64 id = person();
        Request upload{"POST"_ba, "/api/v2/attachments/upload"_ba, {}, QByteArray("\0\xff raw", 6), {}};
        upload.headers.set("Authorization"_ba, "Bearer " + m_service->options().token.toLatin1());
        upload.headers.set("Content-Type"_ba, "image/png"_ba);
        upload.headers.set("X-Attachment-Filename"_ba, "caf%C3%A9.png"_ba);
        const QString token
            = bodyOf(m_service->handle(upload)).value("upload"_L1).toObject().value("token"_L1).toString();
        const Answer made = call("POST"_ba, "entries"_ba,
            "{'entry':{'type':'note','content':'x','entryAt':'2015-01-01T00:00:00Z','party':{'id':"
                + QByteArray::number(id) + "},'attachments':[{'token':'" + token.toLatin1() + "'}]}}");
        QCOMPARE(made.status, 201);
        const QJsonObject entry = bodyOf(made).value("entry"_L1).toObject();
        QCOMPARE(entry.value("attachments"_L1).toArray()[0].toObject(),
            QJsonObject(
                {{u"id"_s, 1}, {u"filename"_s, u"café.png"_s}, {u"contentType"_s, u"image/png"_s}, {u"size"_s, 6}}));
        QCOMPARE(party(id).value("lastContactedAt"_L1).toString(), u"2015-01-01T00:00:00Z"_s);
        const Answer file = call("GET"_ba, "attachments/1"_ba);
        QCOMPARE(file.body, upload.body);
        QCOMPARE(file.headers.value("Content-Disposition"), "attachment; filename*=UTF-8''caf%C3%A9.png"_ba);
        QCOMPARE(call("PUT"_ba, "entries/1"_ba, "{'entry':{'content':'','attachments':[{'id':1,'_delete':true}]}}"_ba)
                     .status,
            422);
        QCOMPARE(call("PUT"_ba, "entries/1"_ba, "{'entry':{'content':'y'}}"_ba).status, 200);
        QCOMPARE(call("DELETE"_ba, "entries/1"_ba).status, 204);
        QCOMPARE(call("GET"_ba, "entries/1"_ba).status, 404);
    }

    void entriesComeNewestFirst()
    {
        const QByteArray of = "'party':{'id':" + QByteArray::number(person()) + "}}}";
        for (const char *day : {"02", "03", "01"})
            call("POST"_ba, "entries"_ba,
                "{'entry':{'type':'note','content':'x','entryAt':'2015-01-" + QByteArray(day) + "T00:00:00Z'," + of);
        QCOMPARE(idsOf(get("entries").value("entries"_L1)), (QList<qint64>{2, 1, 3}));
        QCOMPARE(idsOf(get("parties/100/entries").value("entries"_L1)), (QList<qint64>{2, 1, 3}));
    }

    void tasksOpenAndClose()
    {
        QCOMPARE(call("POST"_ba, "tasks"_ba, "{'task':{'description':'x','dueOn':'2026-01-01','dueTime':'09:30'}}"_ba)
                     .status,
            201);
        QCOMPARE(get("tasks/1").value("task"_L1).toObject().value("dueTime"_L1).toString(), u"09:30:00"_s);
        call("PUT"_ba, "tasks/1"_ba, "{'task':{'status':'COMPLETED'}}"_ba);
        QVERIFY(get("tasks").value("tasks"_L1).toArray().isEmpty());
        const QJsonObject task = get("tasks?status=completed,open").value("tasks"_L1).toArray()[0].toObject();
        QCOMPARE(task.value("completedAt"_L1).toString(), start);
        QCOMPARE(call("DELETE"_ba, "tasks/1"_ba).status, 204);
        QCOMPARE(messageOf(call("GET"_ba, "tasks/1"_ba)), u"task not found"_s);
    }

    void opportunitiesAndProjects()
    {
        const qint64 acme = firm();
        const qint64 ada = person();
        m_service->account().opportunities.insert(dealOf(acme, u"Order"_s));
        QCOMPARE(idsOf(get("parties/100/opportunities").value("opportunities"_L1)), QList<qint64>{1});
        QCOMPARE(idsOf(get("opportunities/search?q=ord").value("opportunities"_L1)), QList<qint64>{1});
        const QByteArray contact = "opportunities/1/parties/" + QByteArray::number(ada);
        QCOMPARE(call("POST"_ba, contact).status, 204);
        QCOMPARE(messageOf(call("POST"_ba, contact)), u"party is already a contact for this opportunity"_s);
        QCOMPARE(messageOf(call("POST"_ba, "opportunities/1/parties/100"_ba)),
            u"party is already related to this opportunity"_s);
        QCOMPARE(idsOf(get("opportunities/1/parties").value("parties"_L1)), QList<qint64>{ada});
        QCOMPARE(call("DELETE"_ba, contact).status, 204);
        QCOMPARE(call("DELETE"_ba, "opportunities/1"_ba).status, 204);
    }

    void neverNullWhatCapsulesOwnDecoderNeeds()
    {
        fillWithSample(*m_service, {7, 300});
        for (int page = 1; page <= 3; ++page) {
            const QJsonArray parties = get(
                "parties?perPage=100&embed=meta,fields,tags,missingImportantFields&page=" + QByteArray::number(page))
                                           .value("parties"_L1)
                                           .toArray();
            QCOMPARE(parties.size(), 100);
            for (const auto &item : parties)
                checkParty(item.toObject());
        }
    }

    void sameSeedSameAccount()
    {
        const auto first = [&](unsigned seed) {
            Service service({}, [this] { return m_now; });
            fillWithSample(service, {seed, 100});
            return service.ask("GET"_ba, "parties?perPage=100&embed=tags,fields"_ba).body;
        };
        QCOMPARE(first(3), first(3));
        QVERIFY(first(3) != first(4));
    }

    void trafficIsRemembered()
    {
        call("GET"_ba, "site"_ba);
        QCOMPARE(m_service->exchanges().size(), 1);
        QCOMPARE(m_service->exchanges().first().request.target, "/api/v2/site"_ba);
        QCOMPARE(m_service->exchanges().first().answer.status, 200);
        person();
        QCOMPARE(m_service->exchanges().size(), 1);
    }

private:
    void checkParty(const QJsonObject &party)
    {
        const auto need = [](const QJsonObject &object, std::initializer_list<QLatin1StringView> keys) {
            for (const auto key : keys)
                QVERIFY2(object.contains(key) && !object.value(key).isNull(), key.data());
        };
        const auto needEach = [&](QLatin1StringView list, std::initializer_list<QLatin1StringView> keys) {
            const QJsonArray rows = party.value(list).toArray();
            for (const auto &row : rows)
                need(row.toObject(), keys);
        };
        need(party,
            {"id"_L1, "type"_L1, "addresses"_L1, "phoneNumbers"_L1, "emailAddresses"_L1, "websites"_L1, "tags"_L1,
                "fields"_L1, "missingImportantFields"_L1, "pictureURL"_L1});
        needEach("addresses"_L1, {"id"_L1});
        needEach("emailAddresses"_L1, {"id"_L1, "address"_L1});
        needEach("phoneNumbers"_L1, {"id"_L1, "number"_L1});
        needEach("websites"_L1, {"id"_L1, "service"_L1, "address"_L1, "url"_L1});
        needEach("tags"_L1, {"id"_L1, "name"_L1, "dataTag"_L1});
        needEach("fields"_L1, {"id"_L1, "definition"_L1, "value"_L1});
        need(party.value("owner"_L1).toObject(), {"id"_L1, "username"_L1, "name"_L1});
        if (party.value("organisation"_L1).isObject())
            need(party.value("organisation"_L1).toObject(), {"id"_L1, "type"_L1});
    }
};

QTEST_GUILESS_MAIN(CapsuleServiceTest)
#include "tst_capsuleservice.moc"
