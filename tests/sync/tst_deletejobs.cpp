#include "bench.h"

#include "store/problem.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using capsule::Fault;

/// Deletes that Capsule takes on and carries out later (reliability.md section 3, last row).
class DeleteJobsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_bench.reset(); }

    void theEntryEndsWithTheJob();
    void theRecordIsHiddenMeanwhile();
    void askingGoesOnAfterARestart();
    void aLongJobCostsFewRequests();
    void aFailedJobIsGivenToTheUser();
    void aJobThatNeverEndsIsGivenToTheUser();
    void aVanishedJobLeavesTheWordToTheRecord_data();
    void aVanishedJobLeavesTheWordToTheRecord();
    void withoutAnAddressTheRecordIsAsked();
    void aLostAnswerAboutTheJobDecidesNothing();

private:
    QStringList jobRequests() const { return m_bench->requests().filter(u"GET /jobs/"_s); }

    std::unique_ptr<Bench> m_bench;
    QUuid m_ann;
    qint64 m_annId = 0;
};

void DeleteJobsTest::init()
{
    m_bench = std::make_unique<Bench>();
    m_annId = m_bench->addAnnLee();
    m_ann = localIdOfServerId(m_annId);
    m_bench->start();
    m_bench->run(1min);
    m_bench->forget();
    m_bench->service.options().deleteAsJob = true;
    m_bench->service.options().jobPolls = 2;
}

void DeleteJobsTest::theEntryEndsWithTheJob()
{
    QVERIFY(m_bench->store().remove(m_ann, 0s).has_value());
    m_bench->settle();
    QCOMPARE(m_bench->outbox(), QStringList{u"Delete Unknown"_s});
    QVERIFY(m_bench->done.isEmpty());
    m_bench->run(1min);
    QCOMPARE(m_bench->outbox(), QStringList{});
    QCOMPARE(m_bench->done.size(), 1);
    QCOMPARE(jobRequests().size(), 3);
    QCOMPARE(m_bench->writes(), QStringList{u"DELETE /parties/%1"_s.arg(m_annId)});
    QVERIFY(!m_bench->store().party(m_ann));
    QCOMPARE(m_bench->service.partyCount(), 0);
}

void DeleteJobsTest::theRecordIsHiddenMeanwhile()
{
    m_bench->service.options().jobPolls = 30;
    QVERIFY(m_bench->store().remove(m_ann, 0s).has_value());
    m_bench->settle();
    m_bench->service.editParty(m_annId, {{u"jobTitle"_s, u"Buyer"_s}});
    m_bench->engine().checkNow(); // the pull brings it again
    m_bench->settle();
    QCOMPARE(m_bench->shown(m_ann).jobTitle, u"Buyer"_s);
    QVERIFY(m_bench->store().party(m_ann)->isDeleted);
    QVERIFY(m_bench->store().index().find(PartyIndex::Kind::Everyone, {}).isEmpty());
}

void DeleteJobsTest::askingGoesOnAfterARestart()
{
    QVERIFY(m_bench->store().remove(m_ann, 0s).has_value());
    m_bench->run(6s);
    QCOMPARE(jobRequests().size(), 1);
    m_bench->quit();
    m_bench->start();
    m_bench->run(1min);
    QCOMPARE(jobRequests().size(), 3);
    QCOMPARE(m_bench->writes().size(), 1);
    QCOMPARE(m_bench->outbox(), QStringList{});
    QVERIFY(!m_bench->store().party(m_ann));
}

void DeleteJobsTest::aLongJobCostsFewRequests()
{
    m_bench->service.options().jobPolls = 1000;
    QVERIFY(m_bench->store().remove(m_ann, 0s).has_value());
    m_bench->run(1h);
    QVERIFY2(jobRequests().size() > 5 && jobRequests().size() < 25, qPrintable(QString::number(jobRequests().size())));
    QCOMPARE(m_bench->outbox(), QStringList{u"Delete Unknown"_s});
}

void DeleteJobsTest::aFailedJobIsGivenToTheUser()
{
    m_bench->service.options().jobFails = true;
    QVERIFY(m_bench->store().remove(m_ann, 0s).has_value());
    m_bench->run(1min);
    QCOMPARE(m_bench->outbox(), QStringList{u"Delete Ask"_s});
    QCOMPARE(m_bench->onlyEntry().problem, Problem::notDeleted);
    QCOMPARE(m_bench->parked.size(), 1);
    QVERIFY(!m_bench->store().party(m_ann)->isDeleted);

    m_bench->service.options().jobFails = false;
    const OutboxEntry entry = m_bench->onlyEntry();
    QVERIFY(m_bench->store().retry(entry.sequence, entry.edited).has_value()); // the user insists
    m_bench->run(1min);
    QCOMPARE(m_bench->writes().size(), 2);
    QCOMPARE(m_bench->service.partyCount(), 0);
    QCOMPARE(m_bench->outbox(), QStringList{});
}

void DeleteJobsTest::aJobThatNeverEndsIsGivenToTheUser()
{
    m_bench->service.options().jobPolls = 1000;
    QVERIFY(m_bench->store().remove(m_ann, 0s).has_value());
    m_bench->run(6h);
    QCOMPARE(m_bench->outbox(), QStringList{u"Delete Ask"_s});
    QCOMPARE(m_bench->onlyEntry().problem, Problem::notDeleted);
}

void DeleteJobsTest::aVanishedJobLeavesTheWordToTheRecord_data()
{
    QTest::addColumn<bool>("isGone");
    QTest::addColumn<QStringList>("outbox");
    QTest::newRow("gone") << true << QStringList{};
    QTest::newRow("still there") << false << QStringList{u"Delete Ask"_s};
}

void DeleteJobsTest::aVanishedJobLeavesTheWordToTheRecord()
{
    QFETCH(bool, isGone);
    QFETCH(QStringList, outbox);
    QVERIFY(m_bench->store().remove(m_ann, 0s).has_value());
    m_bench->settle();
    m_bench->service.account().jobs.clear();
    m_bench->service.options().deleteAsJob = false;
    if (isGone)
        m_bench->service.deleteParty(m_annId);
    m_bench->run(10s);
    QCOMPARE(m_bench->outbox(), outbox);
    QCOMPARE(m_bench->store().party(m_ann).has_value(), !isGone);
    QCOMPARE(m_bench->writes().size(), 1);
}

void DeleteJobsTest::withoutAnAddressTheRecordIsAsked()
{
    m_bench->network().faults().add({"DELETE"_ba, {}, Fault::Kind::Status, 0, 1, 0, 202});
    QVERIFY(m_bench->store().remove(m_ann, 0s).has_value());
    m_bench->run(30s);
    QCOMPARE(m_bench->outbox(), QStringList{u"Delete Unknown"_s});
    m_bench->service.options().deleteAsJob = false;
    m_bench->service.deleteParty(m_annId);
    m_bench->run(1min);
    QCOMPARE(m_bench->outbox(), QStringList{});
    QCOMPARE(m_bench->writes().size(), 1);
    QCOMPARE(jobRequests(), QStringList{});
}

void DeleteJobsTest::aLostAnswerAboutTheJobDecidesNothing()
{
    m_bench->network().faults().add({{}, u"/jobs/*"_s, Fault::Kind::Status, 0, 2, 0, 500});
    m_bench->network().faults().add({{}, u"/jobs/*"_s, Fault::Kind::BreakJson});
    QVERIFY(m_bench->store().remove(m_ann, 0s).has_value());
    m_bench->run(5min);
    QCOMPARE(m_bench->outbox(), QStringList{});
    QCOMPARE(m_bench->writes().size(), 1);
    QCOMPARE(m_bench->service.partyCount(), 0);
}

QTEST_GUILESS_MAIN(DeleteJobsTest)
#include "tst_deletejobs.moc"
