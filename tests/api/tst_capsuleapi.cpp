#include "api/capsuleapi.h"

#include "api/heard.h"
#include "capsule/accessmanager.h"
#include "capsule/httpdoor.h"
#include "capsule/service.h"
#include "party/partychanges.h"
#include "support/manualclock.h"

#include <QJsonDocument>
#include <QNetworkProxy>
#include <QTest>

using namespace Qt::StringLiterals;
using Kind = ApiError::Kind;

namespace {

/// The stand-in Capsule behind one of its two doors, and an API in front of it.
struct Stage
{
    explicit Stage(bool hasSockets)
    {
        QUrl base(u"https://api.capsulecrm.com/api/v2"_s);
        if (hasSockets) {
            door.emplace(service, faults);
            network = std::make_unique<QNetworkAccessManager>();
            base = door->start() ? QUrl(door->baseUrl()) : QUrl();
        } else {
            network = std::make_unique<capsule::AccessManager>(service);
        }
        api = std::make_unique<CapsuleApi>(*network, clock, base);
        api->setToken(service.options().token.toLatin1());
    }

    void add(const capsule::Fault &fault)
    {
        if (door)
            door->locked([&] { faults.add(fault); });
        else
            static_cast<capsule::AccessManager &>(*network).faults().add(fault);
    }

    /// Answers every request with 200 and this body.
    void answerWith(const QByteArray &body)
    {
        capsule::Fault fault;
        fault.kind = capsule::Fault::Kind::Status;
        fault.count = -1;
        fault.status = 200;
        fault.body = body;
        add(fault);
    }

    /// Works on the service while no request is being carried out.
    template <typename Function>
    auto with(Function function)
    {
        return door ? door->locked(function) : function();
    }

    qint64 addPerson(const QString &firstName)
    {
        return with([&] { return service.addParty({{u"type"_s, u"person"_s}, {u"firstName"_s, firstName}}); });
    }

    capsule::Service service;
    capsule::Faults faults;
    std::optional<capsule::HttpDoor> door;
    std::unique_ptr<QNetworkAccessManager> network;
    ManualClock clock;
    std::unique_ptr<CapsuleApi> api;
    QObject context;
};

QByteArray personBody(const QString &firstName)
{
    return requestBody({{u"type"_s, u"person"_s}, {u"firstName"_s, firstName}});
}

} // namespace

class TestCapsuleApi : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy); }

    void initTestCase_data()
    {
        QTest::addColumn<bool>("hasSockets");
        QTest::newRow("in memory") << false;
        QTest::newRow("over sockets") << true;
    }

    void init()
    {
        QFETCH_GLOBAL(const bool, hasSockets);
        m_stage = std::make_unique<Stage>(hasSockets);
    }

    void cleanup() { m_stage.reset(); }

    void readsTheUserAndTheSite()
    {
        Heard<CurrentUser> user;
        Heard<Site> site;
        api().currentUser(context(), user.callback());
        api().site(context(), site.callback());
        QTRY_VERIFY(user.isGood() && site.isGood());
        QVERIFY(user.value().id > 0);
        QVERIFY(!user.value().name.isEmpty());
        QVERIFY(!user.value().timezone.isEmpty());
        QVERIFY(!site.value().name.isEmpty());
        QVERIFY(!site.value().subdomain.isEmpty());
        QVERIFY(user.receipt().serverTime.isValid());
    }

    void readsEveryListOfTheCatalogue()
    {
        Catalogue catalogue;
        for (const CatalogueList list : CatalogueLists) {
            Heard<CataloguePage> page;
            api().catalogueList(list, context(), page.callback());
            QTRY_COMPARE(page.times, 1);
            QVERIFY2(page.isGood(), qPrintable(endpointOf(list).path));
            QVERIFY(page.value().next.isEmpty());
            QVERIFY(readCatalogueList(list, '[' + page.value().items.join(',') + ']', catalogue));
        }
        QVERIFY(catalogue.currentUser && catalogue.currentUser->id > 0);
        QVERIFY(!catalogue.timezone.isEmpty());
        QVERIFY(catalogue.titles && catalogue.titles->contains(u"Dr"_s));
        QVERIFY(catalogue.countries && catalogue.countries->contains(Country{u"France"_s, u"FR"_s, u"33"_s}));
        QVERIFY(catalogue.users && catalogue.users->contains(*catalogue.currentUser));
        QVERIFY(catalogue.activityTypes && catalogue.activityTypes->contains(ActivityType{-1, u"Note"_s}));
        QVERIFY(
            catalogue.tags && catalogue.fields && catalogue.teams && catalogue.categories && catalogue.savedFilters);
    }

    void aListOfManyTagsHasPages()
    {
        m_stage->with([this] {
            auto &tags = m_stage->service.account().vocabulary(capsule::Kind::Party).tags;
            for (int i = 0; i < 230; ++i)
                tags.insert({0, u"Tag %1"_s.arg(i), {}, false});
        });
        QByteArrayList items;
        QUrl next;
        do {
            Heard<CataloguePage> page;
            if (next.isEmpty())
                api().catalogueList(CatalogueList::Tags, context(), page.callback());
            else
                api().nextCatalogueList(CatalogueList::Tags, next, context(), page.callback());
            QTRY_VERIFY(page.isGood());
            QVERIFY(page.value().items.size() <= 100);
            items += page.value().items;
            next = page.value().next;
        } while (!next.isEmpty());
        QVERIFY(items.size() >= 230);
    }

    void createsReadsChangesAndDeletes()
    {
        Heard<ReceivedParty> created;
        api().createParty(personBody(u"Zoë"_s), context(), created.callback());
        QTRY_VERIFY(created.isGood());
        const qint64 id = created.value().party.id;
        QCOMPARE(created.receipt().status, 201);
        QVERIFY(created.receipt().location.path().endsWith(u"/parties/%1"_s.arg(id)));
        QVERIFY(created.value().party.tags && created.value().party.fields);

        Heard<ReceivedParty> changed;
        api().updateParty(id, requestBody({{u"lastName"_s, u"Quill"_s}}), context(), changed.callback());
        QTRY_VERIFY(changed.isGood());
        QCOMPARE(changed.value().party.displayName(), u"Zoë Quill"_s);
        QVERIFY(changed.value().party.tags && changed.value().party.fields);

        Heard<ReceivedParty> read;
        api().party(id, context(), read.callback());
        QTRY_VERIFY(read.isGood());
        QCOMPARE(read.value().party, changed.value().party);
        const QJsonObject document = QJsonDocument::fromJson(read.value().document).object();
        QCOMPARE(document, stage().with([&] {
            QJsonObject whole = stage().service.party(id);
            whole.remove(u"missingImportantFields"_s);
            return whole;
        }));
        QVERIFY(!read.value().document.contains('\n'));

        Heard<std::monostate> deleted;
        api().deleteParty(id, context(), deleted.callback());
        QTRY_VERIFY(deleted.isGood());
        QCOMPARE(deleted.receipt().status, 204);
        QCOMPARE(stage().with([&] { return stage().service.partyCount(); }), 0);

        Heard<std::monostate> again;
        api().deleteParty(id, context(), again.callback());
        QTRY_VERIFY(again.result);
        QCOMPARE(again.error().kind, Kind::NotFound);
    }

    void aDeletionMayBeAJob()
    {
        stage().service.options().deleteAsJob = true;
        const qint64 id = stage().addPerson(u"Ada"_s);
        Heard<std::monostate> deleted;
        api().deleteParty(id, context(), deleted.callback());
        QTRY_VERIFY(deleted.isGood());
        QCOMPARE(deleted.receipt().status, 202);
        const QUrl address = deleted.receipt().location;
        QVERIFY(address.path().contains(u"/jobs/"_s));

        Heard<Job> job;
        api().job(address, context(), job.callback());
        QTRY_VERIFY(job.isGood());
        QVERIFY(job.result->value().value.isCompleted());
        Heard<Job> elsewhere;
        api().job(QUrl(u"https://example.com/api/v2/jobs/1"_s), context(), elsewhere.callback());
        QTRY_VERIFY(elsewhere.result);
        QCOMPARE(elsewhere.error().kind, Kind::NotSent);
    }

    void walksEveryPage()
    {
        for (int i = 0; i < 250; ++i)
            stage().addPerson(u"P%1"_s.arg(i));
        QSet<qint64> ids;
        int pages = 0;
        Heard<PartyPage> page;
        api().parties({}, context(), page.callback());
        while (true) {
            QTRY_VERIFY(page.isGood());
            ++pages;
            QCOMPARE(page.value().total, 250);
            for (const ReceivedParty &received : page.value().parties)
                ids.insert(received.party.id);
            const QUrl next = page.value().next;
            if (next.isEmpty())
                break;
            page.result.reset();
            api().nextParties(next, context(), page.callback());
        }
        QCOMPARE(pages, 3);
        QCOMPARE(ids.size(), 250);
    }

    void readsOnlyWhatChangedSince()
    {
        stage().addPerson(u"Old"_s);
        const QDateTime mark = stage().with([&] {
            stage().service.advance(3600);
            return QDateTime::fromSecsSinceEpoch(stage().service.now(), Qt::UTC);
        });
        stage().addPerson(u"New"_s);
        Heard<PartyPage> page;
        api().parties(mark, context(), page.callback());
        QTRY_VERIFY(page.isGood());
        QCOMPARE(page.value().parties.size(), 1);
        QCOMPARE(page.value().parties.first().party.firstName, u"New"_s);
        QVERIFY(page.value().next.isEmpty());
    }

    void learnsWhatWentAway()
    {
        const qint64 gone = stage().addPerson(u"Gone"_s);
        const qint64 hidden = stage().addPerson(u"Hidden"_s);
        stage().with([&] {
            stage().service.deleteParty(gone);
            stage().service.restrictParty(hidden);
        });
        Heard<DeletedParties> heard;
        api().deletedParties(QDateTime::currentDateTimeUtc().addDays(-1), context(), heard.callback());
        QTRY_VERIFY(heard.isGood());
        QCOMPARE(heard.value().deleted, QList<qint64>{gone});
        QCOMPARE(heard.value().restricted, QList<qint64>{hidden});
        QVERIFY(heard.value().next.isEmpty());
    }

    void findsTheOrganisationThatHasAName()
    {
        const qint64 id = stage().with([&] {
            stage().service.addParty({{u"type"_s, u"organisation"_s}, {u"name"_s, u"Acme Two"_s}});
            return stage().service.addParty({{u"type"_s, u"organisation"_s}, {u"name"_s, u"Acme & \"Sons\""_s}});
        });
        Heard<PartyPage> heard;
        api().organisationsNamed(u"Acme & \"Sons\""_s, context(), heard.callback());
        QTRY_VERIFY(heard.isGood());
        QCOMPARE(heard.value().parties.size(), 1);
        QCOMPARE(heard.value().parties.first().party.id, id);
    }

    void asksForTagsAndFieldsEverywhere()
    {
        const qint64 id = stage().addPerson(u"Ada"_s);
        Heard<PartyPage> page;
        Heard<ReceivedParty> party;
        api().parties({}, context(), page.callback());
        QTRY_VERIFY(page.isGood());
        page.result.reset();
        QUrl bare = api().base();
        bare.setPath(bare.path() + u"/parties"_s);
        api().nextParties(bare, context(), page.callback());
        QTRY_VERIFY(page.isGood());
        page.result.reset();
        api().organisationsNamed(u"x"_s, context(), page.callback());
        QTRY_VERIFY(page.isGood());
        api().party(id, context(), party.callback());
        QTRY_VERIFY(party.isGood());
        party.result.reset();
        api().updateParty(id, personBody(u"Ada"_s), context(), party.callback());
        QTRY_VERIFY(party.isGood());
        party.result.reset();
        api().createParty(personBody(u"Bob"_s), context(), party.callback());
        QTRY_VERIFY(party.isGood());

        const auto exchanges = stage().with([&] { return stage().service.exchanges(); });
        QCOMPARE(exchanges.size(), 6);
        for (const capsule::Exchange &exchange : exchanges)
            QVERIFY2(exchange.request.target.contains("embed=tags,fields"), exchange.request.target.constData());
    }

    void anUnreadableRecordDoesNotSpoilItsPage()
    {
        const qint64 id = stage().addPerson(u"Ada"_s);
        QByteArray body = R"({"parties":[{"id":7,"type":"dragon","wings":2},5,{"type":"person"},)"_ba;
        body += QJsonDocument(stage().with([&] { return stage().service.party(id); })).toJson(QJsonDocument::Compact);
        stage().answerWith(body + "]}");
        Heard<PartyPage> page;
        api().parties({}, context(), page.callback());
        QTRY_VERIFY(page.isGood());
        QCOMPARE(page.value().parties.size(), 1);
        QCOMPARE(page.value().parties.first().party.id, id);
        QCOMPARE(page.value().unreadable.size(), 3);
        QCOMPARE(page.value().unreadable[0].document, R"({"id":7,"type":"dragon","wings":2})"_ba);
        QCOMPARE(page.value().unreadable[0].error.partyId, 7);
        QCOMPARE(page.value().unreadable[1].document, "5"_ba);
        QCOMPARE(page.value().unreadable[2].document, R"({"type":"person"})"_ba);
    }

    void aListThatBreaksItsPromiseIsGarbled_data()
    {
        QTest::addColumn<QByteArray>("body");
        QTest::newRow("no list") << "{}"_ba;
        QTest::newRow("null") << R"({"parties":null})"_ba;
        QTest::newRow("an object") << R"({"parties":{}})"_ba;
        QTest::newRow("an id of text") << R"({"parties":[{"id":"7"}]})"_ba;
        QTest::newRow("an id beyond 2^53") << R"({"parties":[{"id":9007199254740994}]})"_ba;
    }

    void aListThatBreaksItsPromiseIsGarbled()
    {
        QFETCH(const QByteArray, body);
        stage().answerWith(body);
        Heard<DeletedParties> deleted;
        api().deletedParties(QDateTime::currentDateTimeUtc(), context(), deleted.callback());
        Heard<CurrentUser> user;
        api().currentUser(context(), user.callback());
        QTRY_VERIFY(deleted.result && user.result);
        QCOMPARE(deleted.error().kind, Kind::Garbled);
        QCOMPARE(user.error().kind, Kind::Garbled);
    }

    void sortsFaultsTheSameThroughBothDoors_data()
    {
        QTest::addColumn<int>("fault");
        QTest::addColumn<int>("kind");
        const auto row = [](const char *name, capsule::Fault::Kind fault, Kind kind) {
            QTest::newRow(name) << static_cast<int>(fault) << static_cast<int>(kind);
        };
        using Fault = capsule::Fault::Kind;
        row("dropped before", Fault::DropBefore, Kind::Lost);
        row("dropped after", Fault::DropAfter, Kind::Lost);
        row("500", Fault::Status, Kind::Lost);
        row("cut", Fault::Cut, Kind::Garbled);
        row("cut without length", Fault::CutWithoutLength, Kind::Garbled);
        row("cut in a chunk", Fault::CutChunked, Kind::Garbled);
        row("broken JSON", Fault::BreakJson, Kind::Garbled);
        row("redirect", Fault::Redirect, Kind::NotCapsule);
        row("page", Fault::Html, Kind::NotCapsule);
        row("silence", Fault::Hang, Kind::Lost);
    }

    void sortsFaultsTheSameThroughBothDoors()
    {
        QFETCH(const int, fault);
        QFETCH(const int, kind);
        capsule::Fault trouble;
        trouble.method = "POST"_ba;
        trouble.kind = static_cast<capsule::Fault::Kind>(fault);
        trouble.count = -1;
        trouble.url = u"http://portal.example/"_s;
        stage().add(trouble);
        ApiLimits limits;
        limits.idle = std::chrono::milliseconds(300);
        api().setLimits(limits);
        Heard<ReceivedParty> heard;
        api().createParty(personBody(u"Once"_s), context(), heard.callback());
        QTRY_VERIFY(heard.result);
        QCOMPARE(static_cast<int>(heard.error().kind), kind);
        // The stand-in remembers every request that it saw.
        QCOMPARE(stage().with([&] { return stage().service.exchanges().size(); }), 1);
    }

    void aRefusedTokenIsToldApart()
    {
        api().setToken("wrong-token"_ba);
        Heard<CurrentUser> user;
        api().currentUser(context(), user.callback());
        QTRY_VERIFY(user.result);
        QCOMPARE(user.error().kind, Kind::SignIn);
        QCOMPARE(user.error().status, 401);
    }

    void aSpentAllowanceTellsWhenToComeBack()
    {
        stage().service.options().rateLimit = 1;
        Heard<CurrentUser> first;
        api().currentUser(context(), first.callback());
        QTRY_VERIFY(first.isGood());
        QCOMPARE(api().rateLimit().limit, 1);
        QCOMPARE(api().rateLimit().remaining, 0);
        Heard<CurrentUser> second;
        api().currentUser(context(), second.callback());
        QTRY_VERIFY(second.result);
        QCOMPARE(second.error().kind, Kind::RateLimited);
        QVERIFY(second.error().retryAfter);
        QCOMPARE_LE(*second.error().retryAfter, std::chrono::minutes(61));
    }

private:
    Stage &stage() { return *m_stage; }
    CapsuleApi &api() { return *m_stage->api; }
    QObject *context() { return &m_stage->context; }

    std::unique_ptr<Stage> m_stage;
};

QTEST_GUILESS_MAIN(TestCapsuleApi)
#include "tst_capsuleapi.moc"
