#include "sync/bulkbudget.h"

#include <QTest>

using namespace std::chrono_literals;

namespace {
const QDateTime Now({2026, 1, 5}, {13, 30}, Qt::UTC);
}

class TestBulkBudget : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void twoRequestsARecord()
    {
        const BulkBudget budget = bulkBudget(17, {4000, 3000, 30min}, Now);
        QCOMPARE(budget.requests, 34);
        QCOMPARE(budget.duration, 21s);
        QVERIFY(!budget.pausesUntil.isValid());
    }
    void anUntoldAllowanceWillDo()
    {
        const BulkBudget budget = bulkBudget(5000, {}, Now);
        QCOMPARE(budget.duration, 6000s);
        QVERIFY(!budget.pausesUntil.isValid());
    }
    void pausesWhereTheAllowanceEnds()
    {
        const BulkBudget budget = bulkBudget(300, {4000, 100, 35min}, Now);
        QCOMPARE(budget.pausesUntil, Now.addSecs(35 * 60));
        QCOMPARE(budget.duration, 35min + 300s); // 500 requests are left for the next hour
    }
    void theNextHourBringsMore()
    {
        // 500 requests fit into the five minutes before the hour ends, and the next hour has enough of them.
        const BulkBudget budget = bulkBudget(400, {4000, 600, 5min}, Now);
        QCOMPARE(budget.duration, 480s);
        QVERIFY(!budget.pausesUntil.isValid());
    }
    void veryManyPauseInALaterHour()
    {
        const BulkBudget budget = bulkBudget(5000, {4000, 4000, 1min}, Now);
        QCOMPARE(budget.pausesUntil, Now.addSecs(61 * 60)); // 4,000 a hour are fewer than could go
        QVERIFY(budget.duration > 2h);
    }
    void nothingCostsNothing() { QCOMPARE(bulkBudget(0, {4000, 0, 10min}, Now), BulkBudget()); }
};

QTEST_GUILESS_MAIN(TestBulkBudget)
#include "tst_bulkbudget.moc"
