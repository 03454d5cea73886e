#include "bench.h"

#include <QJsonArray>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using capsule::Fault;
using Phase = SyncState::Phase;

/// Filters saved in Capsule are run there, page by page, and what they gave is kept.
class SavedFiltersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_bench.reset(); }

    void allPagesAreKept();
    void resultIsThereOffline();
    void failedRunLeavesTheOldOne_data();
    void failedRunLeavesTheOldOne();
    void theLastAskedForComesFirst();
    void offlineRunComesLater();
    void pageThatLeadsBackEndsIt();
    void theUsersWorkGoesFirst();

private:
    QStringList asked() const { return m_bench->requests().filter(u"/filters/"_s); }
    QList<qint64> kept(qint64 filter) const
    {
        QList<qint64> ids = m_bench->store().filterResult(filter).value_or(FilterResult()).ids;
        std::ranges::sort(ids);
        return ids;
    }

    std::unique_ptr<Bench> m_bench;
    QList<qint64> m_inLeeds;
    qint64 m_leeds = 0;
    qint64 m_nobody = 0;
};

void SavedFiltersTest::init()
{
    m_bench = std::make_unique<Bench>();
    m_inLeeds.clear();
    for (int i = 0; i < 500; ++i) {
        QJsonObject party{{u"type"_s, u"person"_s}, {u"firstName"_s, u"P%1"_s.arg(i)}};
        if (i % 2 == 0)
            party.insert(u"addresses"_s, QJsonArray{QJsonObject{{u"city"_s, u"Leeds"_s}}});
        const qint64 id = m_bench->service.addParty(party);
        if (i % 2 == 0)
            m_inLeeds.append(id);
    }
    const auto condition = [](const QString &city) {
        return QJsonArray{QJsonObject{{u"field"_s, u"city"_s}, {u"operator"_s, u"is"_s}, {u"value"_s, city}}};
    };
    auto &filters = m_bench->service.account().savedFilters;
    m_leeds = filters.insert({0, u"Leeds"_s, condition(u"Leeds"_s), {}}).id;
    m_nobody = filters.insert({0, u"Nobody"_s, condition(u"Atlantis"_s), {}}).id;
    m_bench->start();
    m_bench->run(1min);
    QCOMPARE(m_bench->state().phase, Phase::UpToDate);
    m_bench->forget();
}

void SavedFiltersTest::allPagesAreKept()
{
    qint64 told = 0;
    connect(&m_bench->store(), &PartyStore::filterResultChanged, this, [&told](qint64 filter) { told = filter; });
    QVERIFY(!m_bench->store().filterResult(m_leeds));
    m_bench->engine().runFilter(m_leeds);
    m_bench->settle();
    QCOMPARE(asked().size(), 3); // 250 records
    QCOMPARE(kept(m_leeds), m_inLeeds);
    QCOMPARE(told, m_leeds);
    const QDateTime at = m_bench->store().filterResult(m_leeds)->at;
    QVERIFY(qAbs(at.secsTo(m_bench->clock.now())) < 5);
    m_bench->engine().runFilter(m_nobody);
    m_bench->settle();
    QVERIFY(m_bench->store().filterResult(m_nobody));
    QCOMPARE(kept(m_nobody), QList<qint64>());
}

void SavedFiltersTest::resultIsThereOffline()
{
    m_bench->engine().runFilter(m_leeds);
    m_bench->settle();
    m_bench->quit();
    m_bench->network().setOffline(true);
    m_bench->start();
    QCOMPARE(kept(m_leeds), m_inLeeds);
    QVERIFY(m_bench->store().wipe());
    QVERIFY(!m_bench->store().filterResult(m_leeds));
}

void SavedFiltersTest::failedRunLeavesTheOldOne_data()
{
    QTest::addColumn<int>("status");
    QTest::newRow("it is gone") << 404;
    QTest::newRow("not for this token") << 403;
    QTest::newRow("not understood") << 422;
}

void SavedFiltersTest::failedRunLeavesTheOldOne()
{
    QFETCH(int, status);
    m_bench->engine().runFilter(m_leeds);
    m_bench->settle();
    const auto before = m_bench->store().filterResult(m_leeds);
    m_bench->network().faults().add({"GET"_ba, u"/parties/filters/%1/results"_s.arg(m_leeds), Fault::Kind::Status, 1, 1,
        0, status}); // the second page
    m_bench->service.deleteParty(m_inLeeds.first());
    m_bench->engine().runFilter(m_leeds);
    m_bench->run(1min);
    QCOMPARE(m_bench->store().filterResult(m_leeds), before);
    QCOMPARE(m_bench->state().phase, Phase::UpToDate);
    m_bench->engine().runFilter(m_leeds);
    m_bench->settle();
    QCOMPARE(kept(m_leeds), m_inLeeds.mid(1));
}

void SavedFiltersTest::theLastAskedForComesFirst()
{
    m_bench->network().setLatency(1000);
    QList<qint64> told;
    connect(&m_bench->store(), &PartyStore::filterResultChanged, this, [&told](qint64 filter) { told.append(filter); });
    m_bench->engine().runFilter(m_leeds);
    m_bench->engine().runFilter(m_nobody);
    m_bench->engine().runFilter(m_nobody);
    m_bench->run(1min);
    QCOMPARE(told, (QList<qint64>{m_nobody, m_leeds}));
    QCOMPARE(asked().size(), 4);
}

void SavedFiltersTest::offlineRunComesLater()
{
    m_bench->network().setOffline(true);
    m_bench->engine().runFilter(m_leeds);
    m_bench->run(2min);
    QVERIFY(!m_bench->store().filterResult(m_leeds));
    m_bench->network().setOffline(false);
    m_bench->run(6min);
    QCOMPARE(kept(m_leeds), m_inLeeds);
}

void SavedFiltersTest::pageThatLeadsBackEndsIt()
{
    Fault fault{"GET"_ba, u"/parties/filters/%1/results"_s.arg(m_leeds), Fault::Kind::Status, 0, -1, 0, 200};
    fault.body = R"({"parties":[{"id":1,"type":"person","firstName":"Round"}]})";
    fault.link = u"<https://api.capsulecrm.com/api/v2/parties/filters/%1/results?page=2>; rel=\"next\""_s.arg(m_leeds)
                     .toUtf8();
    m_bench->network().faults().add(fault);
    m_bench->engine().runFilter(m_leeds);
    m_bench->run(1min);
    QCOMPARE(asked().size(), 2);
}

void SavedFiltersTest::theUsersWorkGoesFirst()
{
    m_bench->network().setLatency(1000);
    m_bench->engine().runFilter(m_leeds);
    const QUuid first = m_bench->inCapsule().first();
    m_bench->edit(first, [](Party &party) { party.jobTitle = u"Buyer"_s; });
    m_bench->run(3s); // three pages take as long
    QCOMPARE(m_bench->capsules(first).jobTitle, u"Buyer"_s);
}

QTEST_GUILESS_MAIN(SavedFiltersTest)
#include "tst_savedfilters.moc"
