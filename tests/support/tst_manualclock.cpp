#include "manualclock.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestManualClock : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void timeStandsStill();
    void actionsRunInOrderOfTime();
    void whatIsPostedMeanwhileRunsToo();
    void actionsOfTheDeadAreSkipped();
    void wallTimeMayJump();
};

void TestManualClock::timeStandsStill()
{
    ManualClock clock(QDateTime({2026, 2, 3}, {4, 5}, Qt::UTC));
    bool hasRun = false;
    clock.after(0ms, this, [&] { hasRun = true; });
    QCoreApplication::processEvents();
    QCOMPARE(clock.now(), QDateTime({2026, 2, 3}, {4, 5}, Qt::UTC));
    QCOMPARE(clock.monotonic(), 0ms);
    QVERIFY(!hasRun);
    clock.advance(0ms);
    QVERIFY(hasRun);
    QVERIFY(!clock.untilNext());
}

void TestManualClock::actionsRunInOrderOfTime()
{
    ManualClock clock;
    const QDateTime start = clock.now();
    QStringList order;
    const auto post = [&](const QString &name, std::chrono::milliseconds delay) {
        clock.after(delay, this, [&clock, &order, name, delay] {
            QCOMPARE(clock.monotonic(), delay);
            order.append(name);
        });
    };
    post(u"late"_s, 30ms);
    post(u"first"_s, 10ms);
    post(u"second"_s, 10ms);
    post(u"too late"_s, 31ms);
    QCOMPARE(clock.untilNext(), 10ms);
    clock.advance(30ms);
    QCOMPARE(order, (QStringList{u"first"_s, u"second"_s, u"late"_s}));
    QCOMPARE(clock.now(), start.addMSecs(30));
    QCOMPARE(clock.untilNext(), 1ms);
}

void TestManualClock::whatIsPostedMeanwhileRunsToo()
{
    ManualClock clock;
    int beats = 0;
    std::function<void()> beat = [&] {
        ++beats;
        clock.after(10ms, this, beat);
    };
    clock.after(10ms, this, beat);
    clock.advance(95ms);
    QCOMPARE(beats, 9);
    QCOMPARE(clock.untilNext(), 5ms);
}

void TestManualClock::actionsOfTheDeadAreSkipped()
{
    ManualClock clock;
    bool hasRun = false;
    auto context = std::make_unique<QObject>();
    clock.after(5ms, this, [&] { context.reset(); });
    clock.after(10ms, context.get(), [&] { hasRun = true; });
    clock.advance(6ms);
    QVERIFY(!clock.untilNext());
    clock.advance(1h);
    QVERIFY(!hasRun);
}

void TestManualClock::wallTimeMayJump()
{
    ManualClock clock;
    bool hasRun = false;
    clock.after(10ms, this, [&] { hasRun = true; });
    const QDateTime elsewhere({2030, 1, 1}, {0, 0}, Qt::UTC);
    clock.setNow(elsewhere);
    QVERIFY(!hasRun);
    clock.advance(10ms);
    QVERIFY(hasRun);
    QCOMPARE(clock.now(), elsewhere.addMSecs(10));
    QCOMPARE(clock.monotonic(), 10ms);
}

QTEST_GUILESS_MAIN(TestManualClock)
#include "tst_manualclock.moc"
