#include "bench.h"
#include "capsule/sample.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using capsule::Fault;
using Phase = SyncState::Phase;

/// Pulling: the first load, its breaks, and the sweeps after it (reliability.md section 6).
class FirstLoadTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everythingArrives();
    void progressIsPublished();
    void itGoesOnWhereItBroke_data();
    void itGoesOnWhereItBroke();
    void aLostPageIsAskedForAgain();
    void rowsThatSlipBetweenPagesAreFound();
    void whatChangedDuringTheWalkIsRead();
    void laterOnlyChangesAreAskedFor();
    void deletedAndRestrictedRecordsGo();
    void theCursorWaitsForTheDeletedList();
    void theCursorIsTheServersTime();
    void anUnreadableRowStopsNothing();
    void equalRowsChangeNothing();
    void backgroundReadsLeaveAFifthOfTheHour();
    void checkNowDoesNotWait();
    void aRecordIsReadAgainOnDemand();

private:
    void fill(Bench &bench, int people) const;
    QStringList namesOn(Bench &bench) const;
    QStringList namesAt(Bench &bench) const;
    qsizetype rows(Bench &bench) const { return bench.store().index().count(PartyIndex::Kind::Everyone); }
};

void FirstLoadTest::fill(Bench &bench, int people) const
{
    for (int i = 0; i < people; ++i)
        bench.service.addParty(
            {{u"type"_s, u"person"_s}, {u"firstName"_s, u"P%1"_s.arg(i)}, {u"lastName"_s, u"Doe"_s}});
}

/// The names of everyone on this computer, sorted.
QStringList FirstLoadTest::namesOn(Bench &bench) const
{
    QStringList names;
    for (const QUuid &id : bench.store().index().find(PartyIndex::Kind::Everyone, {}))
        names.append(bench.shown(id).displayName());
    names.sort();
    return names;
}

/// The same in Capsule.
QStringList FirstLoadTest::namesAt(Bench &bench) const
{
    QStringList names;
    for (const auto &party : bench.service.account().parties.rows()) {
        const auto read = partyFromJson(bench.service.party(party->id));
        names.append(read ? read->displayName() : QString());
    }
    names.sort();
    return names;
}

void FirstLoadTest::everythingArrives()
{
    Bench bench;
    capsule::fillWithSample(bench.service, {7, 345});
    bench.start();
    bench.settle();
    QCOMPARE(rows(bench), bench.service.partyCount());
    QCOMPARE(namesOn(bench), namesAt(bench));
    QCOMPARE(bench.state().phase, Phase::UpToDate);
    QVERIFY(bench.state().lastSynced.isValid());
    QCOMPARE(bench.requests().filter(u"/parties?"_s).size(), 5); // four pages and the look at what changed meanwhile
    QCOMPARE(bench.requests().filter(u"/parties/deleted"_s).size(), 2);
}

void FirstLoadTest::progressIsPublished()
{
    Bench bench;
    fill(bench, 250);
    bench.start();
    bench.settle();
    QList<std::pair<int, int>> progress;
    for (const SyncState &state : bench.states) {
        if (state.phase == Phase::FirstLoad && !progress.contains(std::pair(state.loaded, state.total)))
            progress.append({state.loaded, state.total});
    }
    const QList<std::pair<int, int>> expected{{0, -1}, {100, 250}, {200, 250}, {250, 250}};
    QCOMPARE(progress, expected);
}

void FirstLoadTest::itGoesOnWhereItBroke_data()
{
    QTest::addColumn<int>("requestsBefore");
    for (int i = 0; i <= 6; ++i)
        QTest::addRow("after %d requests", i) << i;
}

void FirstLoadTest::itGoesOnWhereItBroke()
{
    QFETCH(int, requestsBefore);
    Bench bench;
    fill(bench, 350);
    bench.network().faults().add({{}, u"^/parties(/deleted)?$"_s, Fault::Kind::Hang, requestsBefore});
    bench.start();
    bench.settle();
    QCOMPARE(bench.recordRequests().size(), requestsBefore + 1);
    bench.quit();
    bench.forget();

    bench.start();
    bench.settle();
    QCOMPARE(namesOn(bench), namesAt(bench));
    QCOMPARE(bench.state().phase, Phase::UpToDate);
    const int pagesBefore = std::min(requestsBefore, 4);
    QStringList again = bench.recordRequests().filter(u"page="_s);
    again.removeIf([](const QString &request) { return request.contains(u"since="_s); }); // the look at what changed
    for (int page = 2; page <= pagesBefore; ++page)
        QVERIFY2(again.filter(u"page=%1"_s.arg(page)).isEmpty(), qPrintable(again.join(u'\n')));
}

void FirstLoadTest::aLostPageIsAskedForAgain()
{
    Bench bench;
    fill(bench, 250);
    bench.network().faults().add({{}, u"/parties"_s, Fault::Kind::Status, 1, 2, 0, 503});
    bench.start();
    bench.settle();
    QCOMPARE(bench.state().phase, Phase::Offline);
    QVERIFY(bench.state().resumesAt > bench.clock.now());
    bench.run(10s);
    QCOMPARE(bench.state().phase, Phase::UpToDate);
    QCOMPARE(rows(bench), 250);
}

void FirstLoadTest::rowsThatSlipBetweenPagesAreFound()
{
    Bench bench;
    fill(bench, 250);
    bench.network().faults().add({{}, u"/parties"_s, Fault::Kind::None, 1, 1, 5000}); // page 2 is slow ...
    bench.network().faults().add({{}, u"/parties"_s, Fault::Kind::None, 0, 1, 0});
    bench.start();
    bench.run(1s);
    const qint64 first = bench.service.account().parties.at(0).id;
    bench.service.deleteParty(first); // ... and the third page begins one row later than it would have
    bench.run(10s);
    QCOMPARE(rows(bench), 249);
    QCOMPARE(namesOn(bench), namesAt(bench));
}

void FirstLoadTest::whatChangedDuringTheWalkIsRead()
{
    Bench bench;
    fill(bench, 250);
    bench.network().setLatency(5000);
    bench.start();
    bench.run(7s);
    const qint64 first = bench.service.account().parties.at(0).id;
    bench.service.editParty(first, {{u"firstName"_s, u"Changed"_s}});
    bench.run(60s);
    QCOMPARE(bench.shown(localIdOfServerId(first)).firstName, u"Changed"_s);
}

void FirstLoadTest::laterOnlyChangesAreAskedFor()
{
    Bench bench;
    fill(bench, 250);
    bench.start();
    bench.run(10min);
    const qint64 id = bench.service.account().parties.at(0).id;
    bench.service.editParty(id, {{u"jobTitle"_s, u"Buyer"_s}});
    bench.forget();
    bench.run(3min);
    QCOMPARE(bench.shown(localIdOfServerId(id)).jobTitle, u"Buyer"_s);
    const QStringList requests = bench.recordRequests();
    QCOMPARE(requests.size(), 2);
    for (const QString &request : requests)
        QVERIFY2(request.contains(u"since="_s), qPrintable(request));
    QVERIFY(requests.at(1).contains(u"/parties/deleted?"_s)); // changes before deletions
}

void FirstLoadTest::deletedAndRestrictedRecordsGo()
{
    Bench bench;
    fill(bench, 5);
    bench.start();
    bench.run(1min);
    const qint64 gone = bench.service.account().parties.at(0).id;
    const qint64 hidden = bench.service.account().parties.at(1).id;
    bench.service.deleteParty(gone);
    bench.service.restrictParty(hidden);
    bench.run(3min);
    QVERIFY(!bench.store().party(localIdOfServerId(gone)));
    QVERIFY(!bench.store().party(localIdOfServerId(hidden)));
    QCOMPARE(rows(bench), 3);
}

void FirstLoadTest::theCursorWaitsForTheDeletedList()
{
    Bench bench;
    fill(bench, 3);
    bench.start();
    bench.run(20min);
    const qint64 gone = bench.service.account().parties.at(0).id;
    bench.network().faults().add({{}, u"/parties/deleted"_s, Fault::Kind::Status, 0, -1, 0, 500});
    bench.service.deleteParty(gone);
    bench.run(30min);
    QVERIFY(bench.store().party(localIdOfServerId(gone)));
    bench.network().faults().clear();
    bench.run(6min);
    QVERIFY(!bench.store().party(localIdOfServerId(gone)));
}

void FirstLoadTest::theCursorIsTheServersTime()
{
    Bench bench;
    fill(bench, 1);
    bench.service.setClock([&bench] { return bench.clock.now().addDays(-40); }); // or ours runs ahead: nobody can tell
    bench.start();
    bench.run(10min);
    const qint64 id = bench.service.account().parties.at(0).id;
    bench.service.editParty(id, {{u"jobTitle"_s, u"Buyer"_s}});
    bench.run(3min);
    QCOMPARE(bench.shown(localIdOfServerId(id)).jobTitle, u"Buyer"_s);
}

void FirstLoadTest::anUnreadableRowStopsNothing()
{
    Bench bench;
    fill(bench, 2);
    const QByteArray page = R"({"parties":[{"id":501,"type":"person","firstName":7},)"
                            R"({"id":502,"type":"person","firstName":"Ann","lastName":"Lee"}]})"_ba;
    bench.network().faults().add({{}, u"/parties"_s, Fault::Kind::Status, 0, 1, 0, 200, false, page});
    bench.start();
    bench.settle();
    QCOMPARE(bench.shown(localIdOfServerId(502)).firstName, u"Ann"_s);
    QVERIFY(!bench.store().party(localIdOfServerId(501)));
    QCOMPARE(bench.state().phase, Phase::UpToDate);
    QVERIFY2(bench.requests().contains(u"GET /parties/501"_s), qPrintable(bench.requests().join(u'\n')));
}

void FirstLoadTest::equalRowsChangeNothing()
{
    Bench bench;
    fill(bench, 50);
    bench.start();
    bench.settle();
    int signalled = 0;
    QObject::connect(&bench.store(), &PartyStore::partiesChanged, &bench.store(),
        [&signalled](const QList<QUuid> &ids) { signalled += int(ids.size()); });
    bench.engine().checkNow(); // the margin of two minutes brings all of them again
    bench.settle();
    QCOMPARE(signalled, 0);
}

void FirstLoadTest::backgroundReadsLeaveAFifthOfTheHour()
{
    capsule::Options options;
    options.rateLimit = 30;
    Bench bench(options);
    fill(bench, 2000);
    bench.start();
    bench.settle();
    QCOMPARE(bench.requests().size(), 24);
    QCOMPARE(bench.state().phase, Phase::SlowedDown);
    QCOMPARE(bench.state().loaded, 100 * bench.recordRequests().size());
    QCOMPARE(bench.state().allowanceLeft, 6);
    QVERIFY(bench.state().resumesAt.isValid());

    bench.add(person(u"Ann"_s, u"Lee"_s)); // the user's own work goes on
    bench.settle();
    QCOMPARE(bench.writes().size(), 1);

    bench.run(61min);
    QCOMPARE(rows(bench), 2001);
}

void FirstLoadTest::checkNowDoesNotWait()
{
    Bench bench;
    fill(bench, 1);
    bench.start();
    bench.run(1min);
    bench.forget();
    bench.engine().checkNow();
    bench.settle();
    QCOMPARE(bench.recordRequests().size(), 2);
}

void FirstLoadTest::aRecordIsReadAgainOnDemand()
{
    Bench bench;
    fill(bench, 1);
    bench.start();
    bench.run(1min);
    const qint64 id = bench.service.account().parties.at(0).id;
    bench.service.editParty(id, {{u"jobTitle"_s, u"Buyer"_s}});
    bench.forget();
    bench.engine().checkParty(localIdOfServerId(id));
    bench.settle();
    QCOMPARE(bench.requests(), QStringList{u"GET /parties/%1"_s.arg(id)});
    QCOMPARE(bench.shown(localIdOfServerId(id)).jobTitle, u"Buyer"_s);
    QCOMPARE(bench.changedByOthers, QStringList{u"jobTitle"_s});
}

QTEST_GUILESS_MAIN(FirstLoadTest)
#include "tst_firstload.moc"
