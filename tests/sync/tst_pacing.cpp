#include "bench.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using capsule::Fault;
using Phase = SyncState::Phase;

/// How many requests go at a time, and how the hour's allowance is used (reliability.md section 7).
class PacingTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void atMostFourReadsAndOneWrite();
    void afterARefusalOneRequestTriesTheHour();
    void afterAnHourThatRanLowOneRequestTriesTheNext();

private:
    void wantEverything(Bench &bench) const;
};

/// Work of every kind at once: changes, a new record, records to look at, and the pull.
void PacingTest::wantEverything(Bench &bench) const
{
    for (const QUuid &id : bench.inCapsule()) {
        bench.edit(id, [](Party &p) { p.about += u"More"_s; });
        bench.engine().checkParty(id);
    }
    bench.add(person(u"New"_s, u"One"_s));
    bench.engine().checkNow();
}

void PacingTest::atMostFourReadsAndOneWrite()
{
    Bench bench;
    for (int i = 0; i < 8; ++i)
        bench.addAnnLee();
    bench.start();
    bench.run(1min);
    bench.network().faults().add({"PUT"_ba, {}, Fault::Kind::DropAfter}); // whose answer is then looked for
    bench.edit(bench.inCapsule().first(), [](Party &p) { p.emailAddresses.append({0, {}, u"ann@example.org"_s}); });
    bench.run(3s);
    QCOMPARE(bench.outbox(), QStringList{u"Update Unknown"_s});
    bench.service.advance(8 * 24 * 3600); // whatever is due once a week is due
    bench.network().setHolding(true);
    bench.forget();
    wantEverything(bench);
    bench.run(20s); // no answer, and none of them given up yet
    QVERIFY2(bench.requests().size() - bench.writes().size() >= 3, qPrintable(bench.requests().join(u'\n')));
    QVERIFY2(bench.requests().size() - bench.writes().size() <= 4, qPrintable(bench.requests().join(u'\n')));
    QVERIFY2(bench.writes().size() <= 1, qPrintable(bench.requests().join(u'\n')));
    bench.network().setHolding(false);
    bench.network().release();
    QVERIFY2(bench.runUntil([&bench] { return bench.outbox().isEmpty(); }), qPrintable(bench.outbox().join(u',')));
}

void PacingTest::afterARefusalOneRequestTriesTheHour()
{
    Bench bench;
    for (int i = 0; i < 3; ++i)
        bench.addAnnLee();
    bench.start();
    bench.run(1min);
    bench.network().faults().add({"PUT"_ba, {}, Fault::Kind::Status, 0, 1, 0, 429});
    bench.edit(bench.inCapsule().first(), [](Party &p) { p.jobTitle = u"Buyer"_s; });
    bench.settle();
    QCOMPARE(bench.state().phase, Phase::SlowedDown);
    wantEverything(bench);
    bench.forget();
    bench.network().setHolding(true);
    const auto untilThen = std::chrono::milliseconds(bench.clock.now().msecsTo(bench.state().resumesAt));
    bench.run(untilThen - 1s);
    QCOMPARE(bench.requests(), QStringList{});
    bench.run(10s);
    QCOMPARE(bench.requests().size(), 1);
    bench.network().setHolding(false);
    bench.network().release();
    QVERIFY(bench.runUntil([&bench] { return bench.outbox().isEmpty(); }));
    QCOMPARE(bench.state().phase, Phase::UpToDate);
}

/// Nobody was refused, the rest was left for others; the next hour begins with one request all the same.
void PacingTest::afterAnHourThatRanLowOneRequestTriesTheNext()
{
    capsule::Options options;
    options.rateLimit = 40;
    Bench bench(options);
    for (int i = 0; i < 3; ++i)
        bench.addAnnLee();
    bench.start();
    bench.run(10min);
    while (bench.state().allowanceLeft > 4) {
        bench.engine().checkNow();
        bench.settle();
    }
    QCOMPARE(bench.state().allowanceLeft, 4);
    bench.run(3min);
    QCOMPARE(bench.state().phase, Phase::SlowedDown);
    bench.network().setHolding(true);
    bench.forget();
    bench.run(std::chrono::milliseconds(bench.clock.now().msecsTo(bench.state().resumesAt)) + 10s);
    QVERIFY2(bench.requests().size() == 1, qPrintable(bench.requests().join(u'\n')));
    wantEverything(bench);
    bench.settle();
    QVERIFY2(bench.requests().size() == 1, qPrintable(bench.requests().join(u'\n')));
    bench.network().setHolding(false);
    bench.network().release();
    QVERIFY(bench.runUntil([&bench] { return bench.outbox().isEmpty(); }));
}

QTEST_GUILESS_MAIN(PacingTest)
#include "tst_pacing.moc"
