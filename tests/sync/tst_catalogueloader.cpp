#include "bench.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using capsule::Fault;
using Phase = SyncState::Phase;

/// When the lists of the account's catalogue are read, and what becomes of one that is not to be had.
class CatalogueLoaderTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_bench.reset(); }

    void everyListIsReadAtStart();
    void theyAreReadAgainAfterTenMinutesAndNoSooner();
    void checkNowReadsThemAgain();
    void newDefinitionsAreTold();
    void aLongListIsReadToItsEnd();
    void aListThatFailsStaysAsItWas_data();
    void aListThatFailsStaysAsItWas();
    void offlineTheyAreKnownAndComeLater();
    void theUsersWorkGoesOnMeanwhile();
    void aFifthOfTheHourIsLeft();
    void aPageThatLeadsBackEndsTheList();

private:
    static constexpr qsizetype lists = qsizetype(CatalogueLists.size());

    capsule::Vocabulary &vocabulary() { return m_bench->service.account().vocabulary(capsule::Kind::Party); }
    QStringList asked() const;
    const Catalogue &catalogue() const { return m_bench->store().catalogue(); }

    std::unique_ptr<Bench> m_bench;
};

void CatalogueLoaderTest::init()
{
    m_bench = std::make_unique<Bench>();
    m_bench->addAnnLee();
    vocabulary().tags.insert({0, u"VIP"_s, {}, false});
    m_bench->start();
    m_bench->settle();
}

/// Requests for lists that are neither records nor tasks.
QStringList CatalogueLoaderTest::asked() const
{
    QStringList requests = m_bench->requests();
    for (const QString &request : m_bench->recordRequests())
        requests.removeAll(request);
    requests.removeIf([](const QString &request) { return request.startsWith("GET /tasks"_L1); });
    return requests;
}

void CatalogueLoaderTest::everyListIsReadAtStart()
{
    QCOMPARE(asked().size(), lists);
    const auto &c = catalogue();
    QVERIFY(c.currentUser && c.users && c.teams && c.tags && c.fields && c.titles && c.countries && c.categories
        && c.activityTypes && c.savedFilters);
    QCOMPARE(c.tags->first().name, u"VIP"_s);
    QVERIFY(c.countries->contains(Country{u"France"_s, u"FR"_s, u"33"_s}));
    QCOMPARE(m_bench->state().phase, Phase::UpToDate);
}

void CatalogueLoaderTest::theyAreReadAgainAfterTenMinutesAndNoSooner()
{
    m_bench->run(9min);
    QCOMPARE(asked().size(), lists);
    m_bench->run(4min); // with the next pull
    QCOMPARE(asked().size(), 2 * lists);
    m_bench->run(9min);
    QCOMPARE(asked().size(), 2 * lists);
}

void CatalogueLoaderTest::checkNowReadsThemAgain()
{
    m_bench->engine().checkNow();
    m_bench->settle();
    QCOMPARE(asked().size(), 2 * lists);
    m_bench->run(9min);
    QCOMPARE(asked().size(), 2 * lists);
}

void CatalogueLoaderTest::newDefinitionsAreTold()
{
    int told = 0;
    connect(&m_bench->store(), &PartyStore::catalogueChanged, this, [&told] { ++told; });
    m_bench->engine().checkNow();
    m_bench->settle();
    QCOMPARE(told, 0);
    vocabulary().definitions.insert({0, u"Size"_s, {}, u"text"_s, {}, 1, 0, {}, true});
    m_bench->engine().checkNow();
    m_bench->settle();
    QCOMPARE(told, 1);
    QVERIFY(std::ranges::any_of(*catalogue().fields, [](const auto &field) { return field.name == "Size"_L1; }));
}

void CatalogueLoaderTest::aLongListIsReadToItsEnd()
{
    for (int i = 0; i < 250; ++i)
        vocabulary().tags.insert({0, u"Tag %1"_s.arg(i), {}, false});
    m_bench->forget();
    m_bench->engine().checkNow();
    m_bench->settle();
    QCOMPARE(asked().filter(u"/parties/tags"_s).size(), 3);
    QCOMPARE(catalogue().tags->size(), 251);
}

void CatalogueLoaderTest::aListThatFailsStaysAsItWas_data()
{
    QTest::addColumn<Fault::Kind>("kind");
    QTest::addColumn<int>("status");
    QTest::newRow("server error") << Fault::Kind::Status << 500;
    QTest::newRow("not for this token") << Fault::Kind::Status << 403;
    QTest::newRow("not there") << Fault::Kind::Status << 404;
    QTest::newRow("answer lost") << Fault::Kind::DropAfter << 0;
}

void CatalogueLoaderTest::aListThatFailsStaysAsItWas()
{
    QFETCH(Fault::Kind, kind);
    QFETCH(int, status);
    const Catalogue before = catalogue();
    vocabulary().tags.insert({0, u"New"_s, {}, false});
    m_bench->service.account().titles.insert({0, u"Sir"_s});
    m_bench->network().faults().add({"GET"_ba, u"/parties/tags"_s, kind, 0, 1, 0, status});
    m_bench->engine().checkNow();
    m_bench->run(2min);
    QCOMPARE(catalogue().tags, before.tags);
    QVERIFY(catalogue().titles->contains(u"Sir"_s)); // the others came
    QCOMPARE(m_bench->state().phase, Phase::UpToDate);
    m_bench->run(13min);
    QCOMPARE(catalogue().tags->size(), before.tags->size() + 1);
}

void CatalogueLoaderTest::offlineTheyAreKnownAndComeLater()
{
    const Catalogue before = catalogue();
    m_bench->quit();
    m_bench->network().setOffline(true);
    m_bench->start();
    QCOMPARE(catalogue(), before);
    m_bench->service.account().titles.insert({0, u"Sir"_s});
    m_bench->run(10min);
    QCOMPARE(m_bench->state().phase, Phase::Offline);
    QCOMPARE(catalogue(), before);
    m_bench->network().setOffline(false);
    m_bench->run(6min);
    QVERIFY(catalogue().titles->contains(u"Sir"_s));
}

void CatalogueLoaderTest::theUsersWorkGoesOnMeanwhile()
{
    m_bench->network().setLatency(1000);
    m_bench->forget();
    m_bench->engine().checkNow();
    const QUuid ann = m_bench->inCapsule().first();
    m_bench->engine().checkParty(ann);
    m_bench->edit(ann, [](Party &p) { p.jobTitle = u"Buyer"_s; });
    m_bench->run(3s);
    QCOMPARE(m_bench->capsules(ann).jobTitle, u"Buyer"_s); // ten lists take longer
    QVERIFY(asked().size() < lists);
}

void CatalogueLoaderTest::aFifthOfTheHourIsLeft()
{
    capsule::Options options;
    options.rateLimit = 10;
    m_bench = std::make_unique<Bench>(options);
    m_bench->start();
    m_bench->run(30min);
    QCOMPARE(m_bench->state().allowanceLeft, 2);
    m_bench->run(60min);
    QVERIFY(catalogue().titles && catalogue().activityTypes); // in the next hour
}

void CatalogueLoaderTest::aPageThatLeadsBackEndsTheList()
{
    Fault fault{"GET"_ba, u"/parties/tags"_s, Fault::Kind::Status, 0, -1, 0, 200};
    fault.body = R"({"tags":[{"id":1,"name":"Round"}]})";
    fault.link = R"(<https://api.capsulecrm.com/api/v2/parties/tags?page=2>; rel="next")";
    m_bench->network().faults().add(fault);
    m_bench->forget();
    m_bench->engine().checkNow();
    m_bench->settle();
    QCOMPARE(asked().filter(u"/parties/tags"_s).size(), 2);
    QCOMPARE(catalogue().tags->size(), 1);
    QVERIFY(catalogue().activityTypes);
}

QTEST_GUILESS_MAIN(CatalogueLoaderTest)
#include "tst_catalogueloader.moc"
