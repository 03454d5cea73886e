#include "bench.h"

#include "store/problem.h"
#include "sync/census.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using capsule::Fault;

/// The weekly comparison of all records, and what keeps a deleted one from coming back (reliability.md sections 5 and
/// 6).
class CensusTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_bench.reset(); }

    void itFindsWhatNoPullTold();
    void aWeekIsByCapsulesClock();
    void nothingIsDroppedUnasked();
    void itGoesOnAfterARestart();
    void pullsGoFirst();
    void itLeavesAFifthOfTheHour();
    void aRecordMadeMeanwhileIsNoneOfItsBusiness();
    void workOnAVanishedRecordAsks();
    void aLongSilenceCallsForOne();
    void aListThatWantsToBeginAnewBeginsAnew();

    void anAnswerFromBeforeTheDeleteIsTooLate();
    void aPageThatStillListsADeletedRecordIsTooLate();
    void aPullThatStillListsADeletedRecordIsTooLate();
    void aRecordThatIsShownAgainComesBack();
    void aDeletedRecordThatCapsuleHasAgainComesBack();

private:
    static constexpr qint64 Week = 7 * 24 * 3600;

    void loadMore(int people);
    void vanish(qint64 id);
    bool compare();
    QStringList walked() const;
    qsizetype rows() const { return m_bench->store().index().count(PartyIndex::Kind::Everyone); }

    std::unique_ptr<Bench> m_bench;
    QUuid m_ann; ///< Ann Lee, in Capsule and here
    qint64 m_annId = 0;
};

void CensusTest::init()
{
    m_bench = std::make_unique<Bench>();
    m_annId = m_bench->addAnnLee();
    m_ann = localIdOfServerId(m_annId);
    m_bench->start();
    m_bench->run(10min);
    m_bench->forget();
}

void CensusTest::loadMore(int people)
{
    for (int i = 0; i < people; ++i)
        m_bench->service.addParty(
            {{u"type"_s, u"person"_s}, {u"firstName"_s, u"P%1"_s.arg(i)}, {u"lastName"_s, u"Doe"_s}});
    m_bench->run(10min);
    m_bench->forget();
    QCOMPARE(rows(), m_bench->service.partyCount());
}

/// Takes a record away without a word in the list of deleted ones.
void CensusTest::vanish(qint64 id)
{
    m_bench->service.deleteParty(id);
    m_bench->service.account().deletions(capsule::Kind::Party).clear();
}

/// Lets a week pass in Capsule, and the comparison after it.
bool CensusTest::compare()
{
    m_bench->service.advance(Week);
    const QString before = m_bench->store().mark(Census::mark);
    return m_bench->runUntil([this, before] {
        const QString mark = m_bench->store().mark(Census::mark);
        return mark != before && !mark.contains(u"step"_s);
    });
}

QStringList CensusTest::walked() const
{
    QStringList pages = m_bench->requests().filter(u"/parties?"_s);
    pages.removeIf([](const QString &request) { return request.contains(u"since="_s); });
    return pages;
}

void CensusTest::itFindsWhatNoPullTold()
{
    loadMore(3);
    const qint64 gone = m_bench->service.account().parties.at(1).id;
    const qint64 different = m_bench->service.account().parties.at(2).id;
    vanish(gone);
    m_bench->service.account().parties.find(different)->jobTitle = u"Buyer"_s; // and no later time of change
    capsule::Party unheard = *m_bench->service.account().parties.find(different);
    unheard.id = 900;
    unheard.firstName = u"Unheard"_s;
    m_bench->service.account().addParty(unheard);
    m_bench->run(10min);
    QVERIFY(m_bench->store().party(localIdOfServerId(gone)));

    QVERIFY(compare());
    QVERIFY(!m_bench->store().party(localIdOfServerId(gone)));
    QCOMPARE(m_bench->shown(localIdOfServerId(different)).jobTitle, u"Buyer"_s);
    QCOMPARE(m_bench->shown(localIdOfServerId(900)).firstName, u"Unheard"_s);
    QCOMPARE(rows(), m_bench->service.partyCount());
    QCOMPARE(walked().size(), 1);
    QCOMPARE(m_bench->requests().filter(u"/parties/%1"_s.arg(gone)).size(), 1);
}

void CensusTest::aWeekIsByCapsulesClock()
{
    m_bench->clock.setNow(m_bench->clock.now().addDays(300)); // and with it, here, Capsule's
    m_bench->service.advance(-300 * 24 * 3600);
    m_bench->service.advance(Week - 3600);
    m_bench->run(10min);
    QCOMPARE(walked(), QStringList{});
    m_bench->service.advance(3600);
    m_bench->run(10min);
    QCOMPARE(walked().size(), 1);
    m_bench->service.advance(Week - 3600);
    m_bench->run(10min);
    QCOMPARE(walked().size(), 1);
}

void CensusTest::nothingIsDroppedUnasked()
{
    loadMore(4);
    m_bench->service.advance(Week);
    // The walk, which comes after the pull, sees nobody.
    m_bench->network().faults().add({{}, u"/parties"_s, Fault::Kind::None, 0, 1, 0});
    m_bench->network().faults().add(
        {{}, u"/parties"_s, Fault::Kind::Status, 0, 1, 0, 200, false, R"({"parties":[]})"_ba});
    m_bench->run(10min);
    QCOMPARE(walked().size(), 1);
    QCOMPARE(m_bench->requests().filter(u"GET /parties/1"_s).size(), 5);
    QCOMPARE(rows(), 5);
    QVERIFY(!m_bench->store().mark(Census::mark).contains(u"step"_s));
}

void CensusTest::itGoesOnAfterARestart()
{
    loadMore(350);
    const qint64 gone = m_bench->service.account().parties.at(0).id;
    m_bench->service.advance(Week);
    QVERIFY(m_bench->runUntil([this] { return walked().size() == 2; }));
    m_bench->quit();
    vanish(gone); // was met on the first page: this comparison need not know
    m_bench->forget();
    m_bench->start();
    m_bench->run(2min);
    QCOMPARE(walked().size(), 2);
    QVERIFY2(walked().filter(u"page=2"_s).isEmpty(), qPrintable(walked().join(u'\n')));
    QVERIFY(!m_bench->store().mark(Census::mark).contains(u"step"_s));
    QCOMPARE(m_bench->requests().filter(u"GET /parties/1"_s), QStringList{}); // nobody had to be asked for
    QVERIFY(compare());
    QVERIFY(!m_bench->store().party(localIdOfServerId(gone)));
}

void CensusTest::pullsGoFirst()
{
    loadMore(3000);
    m_bench->service.advance(Week);
    QVERIFY(m_bench->runUntil([this] { return walked().size() == 2; }));
    m_bench->service.editParty(m_annId, {{u"jobTitle"_s, u"Buyer"_s}});
    m_bench->engine().checkNow();
    m_bench->settle();
    QCOMPARE(m_bench->shown(m_ann).jobTitle, u"Buyer"_s);
    QCOMPARE(m_bench->state().phase, SyncState::Phase::UpToDate); // a look at everything is nothing to speak of
    m_bench->forget();
    m_bench->run(1min);
    QVERIFY2(walked().size() >= 10 && walked().size() <= 13, qPrintable(QString::number(walked().size())));
}

void CensusTest::itLeavesAFifthOfTheHour()
{
    capsule::Options options;
    options.rateLimit = 85;
    m_bench = std::make_unique<Bench>(options);
    m_bench->addAnnLee();
    m_bench->start();
    m_bench->settle();
    loadMore(3500);
    m_bench->run(1h);
    m_bench->service.advance(Week);
    m_bench->run(20min);
    QCOMPARE(m_bench->state().allowanceLeft, 17);
    m_bench->add(person(u"Bob"_s, u"Ray"_s)); // the user's own work goes on
    m_bench->settle();
    QCOMPARE(m_bench->outbox(), QStringList{});
    m_bench->run(2h);
    QCOMPARE(rows(), m_bench->service.partyCount());
    QVERIFY(!m_bench->store().mark(Census::mark).contains(u"step"_s));
}

void CensusTest::aRecordMadeMeanwhileIsNoneOfItsBusiness()
{
    loadMore(250);
    m_bench->service.advance(Week);
    QVERIFY(m_bench->runUntil([this] { return walked().size() == 3; }));
    const QUuid bob = m_bench->add(person(u"Bob"_s, u"Ray"_s)); // too late for the last page
    m_bench->run(1min);
    QVERIFY(!m_bench->store().mark(Census::mark).contains(u"step"_s));
    QVERIFY(m_bench->store().party(bob));
    QCOMPARE(m_bench->requests().filter(u"GET /parties/%1"_s.arg(m_bench->store().serverId(bob))), QStringList{});
}

void CensusTest::workOnAVanishedRecordAsks()
{
    m_bench->network().setOffline(true);
    const qint64 sequence = m_bench->edit(m_ann, [](Party &p) { p.about = u"Mine"_s; });
    QVERIFY(m_bench->store().setHeld(sequence, true).has_value());
    m_bench->network().setOffline(false);
    vanish(m_annId);
    QVERIFY(compare());
    QCOMPARE(m_bench->outbox(), QStringList{u"Update Ask"_s});
    QCOMPARE(m_bench->onlyEntry().problem, Problem::gone);
    QCOMPARE(m_bench->shown(m_ann).about, u"Mine"_s);
    QCOMPARE(m_bench->writes(), QStringList{});
}

/// How long Capsule remembers what was deleted is not known.
void CensusTest::aLongSilenceCallsForOne()
{
    loadMore(2);
    const qint64 gone = m_bench->service.account().parties.at(1).id;
    m_bench->quit();
    vanish(gone);
    m_bench->service.advance(31 * 24 * 3600);
    m_bench->start();
    // Were it not for the silence, one had just been.
    const QString then = m_bench->clock.now().addDays(31).toString(Qt::ISODate);
    QVERIFY(m_bench->store().setMark(Census::mark, uR"({"ended":"%1"})"_s.arg(then)).has_value());
    m_bench->run(1min);
    QCOMPARE(walked().size(), 1);
    QVERIFY(!m_bench->store().party(localIdOfServerId(gone)));
    QCOMPARE(rows(), 2);
}

void CensusTest::aListThatWantsToBeginAnewBeginsAnew()
{
    loadMore(250);
    m_bench->service.advance(Week);
    QVERIFY(m_bench->runUntil([this] { return walked().size() == 1; }));
    m_bench->network().faults().add(
        {{}, u"/parties"_s, Fault::Kind::Status, 0, 1, 0, 422}); // page 2 is no page any more
    m_bench->run(2min);
    QCOMPARE(walked().size(), 5);
    QVERIFY(!m_bench->store().mark(Census::mark).contains(u"step"_s));
    QCOMPARE(rows(), 251);
}

// --- what was deleted stays away

void CensusTest::anAnswerFromBeforeTheDeleteIsTooLate()
{
    m_bench->service.advance(Week);
    m_bench->network().faults().add({{}, u"/parties"_s, Fault::Kind::None, 0, 1, 0}); // the pull before it
    m_bench->network().faults().add({{}, u"/parties"_s, Fault::Kind::None, 0, 1, 20'000});
    QVERIFY(m_bench->runUntil([this] { return walked().size() == 1; }));
    QVERIFY(m_bench->store().remove(m_ann, 0s).has_value());
    m_bench->settle();
    QCOMPARE(m_bench->outbox(), QStringList{});
    m_bench->run(30s);
    QVERIFY(!m_bench->store().party(m_ann));
}

void CensusTest::aPageThatStillListsADeletedRecordIsTooLate()
{
    const QByteArray stale = m_bench->service.ask("GET"_ba, "parties?embed=tags,fields"_ba).body;
    QVERIFY(m_bench->store().remove(m_ann, 0s).has_value());
    m_bench->run(10min);
    m_bench->quit(); // what was deleted is known on disk
    m_bench->start();
    m_bench->settle();
    m_bench->service.advance(Week);
    m_bench->network().faults().add({{}, u"/parties"_s, Fault::Kind::None, 0, 1, 0});
    m_bench->network().faults().add({{}, u"/parties"_s, Fault::Kind::Status, 0, 1, 0, 200, false, stale});
    m_bench->forget();
    m_bench->run(10min);
    QCOMPARE(walked().size(), 1);
    QVERIFY(!m_bench->store().party(m_ann));
    QCOMPARE(
        m_bench->requests().filter(u"GET /parties/%1"_s.arg(m_annId)).size(), 1); // it was asked whether it is back
}

void CensusTest::aPullThatStillListsADeletedRecordIsTooLate()
{
    const QByteArray stale = m_bench->service.ask("GET"_ba, "parties?embed=tags,fields"_ba).body;
    m_bench->service.deleteParty(m_annId);
    m_bench->run(10min);
    QVERIFY(!m_bench->store().party(m_ann));
    m_bench->network().faults().add({{}, u"/parties"_s, Fault::Kind::Status, 0, 1, 0, 200, false, stale});
    m_bench->run(10min);
    QVERIFY(!m_bench->store().party(m_ann));
}

void CensusTest::aRecordThatIsShownAgainComesBack()
{
    m_bench->service.restrictParty(m_annId);
    m_bench->run(3min);
    QVERIFY(!m_bench->store().party(m_ann));
    m_bench->service.account().restricted.remove(m_annId); // which changes nothing about the record itself
    QVERIFY(compare());
    QCOMPARE(m_bench->shown(m_ann).firstName, u"Ann"_s);

    m_bench->service.restrictParty(m_annId);
    m_bench->run(3min);
    QVERIFY(!m_bench->store().party(m_ann));
    m_bench->service.account().restricted.remove(m_annId);
    m_bench->service.editParty(m_annId, {{u"jobTitle"_s, u"Buyer"_s}});
    m_bench->run(3min);
    QCOMPARE(m_bench->shown(m_ann).jobTitle, u"Buyer"_s);
}

/// There is no way to get a record back that Counterpart knows of; Capsule's word counts all the same.
void CensusTest::aDeletedRecordThatCapsuleHasAgainComesBack()
{
    const capsule::Party kept = *m_bench->service.account().parties.find(m_annId);
    m_bench->service.deleteParty(m_annId);
    m_bench->run(3min);
    QVERIFY(!m_bench->store().party(m_ann));
    m_bench->service.account().addParty(kept);
    m_bench->service.account().deletions(capsule::Kind::Party).clear();
    QVERIFY(compare());
    m_bench->run(1min);
    QCOMPARE(m_bench->shown(m_ann).firstName, u"Ann"_s);
}

QTEST_GUILESS_MAIN(CensusTest)
#include "tst_census.moc"
