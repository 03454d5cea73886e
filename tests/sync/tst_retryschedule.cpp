#include "sync/retryschedule.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Kind = ApiError::Kind;
using Next = RetryDecision::Next;
using EntryKind = OutboxEntry::Kind;

Q_DECLARE_METATYPE(ApiError::Kind)
Q_DECLARE_METATYPE(RetryDecision::Next)

/// The retry table of reliability.md section 3, cell by cell.
class RetryScheduleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void table_data();
    void table();
    void whatIsGoneAlreadyCountsAsDeleted();
    void aRowSomebodyElseRemovedIsReadAgain();
    void scopeIsToldFromPermission();
    void backoffDoublesUpToFiveMinutes_data();
    void backoffDoublesUpToFiveMinutes();
    void halfOfABackoffIsRandom();
    void probesComeAfter5And30And95Seconds();
};

namespace {

struct Cells
{
    Next values; ///< a PUT of values and of rows with an id
    Next rows; ///< a PUT that adds rows
    Next create;
    Next remove;
};

} // namespace

void RetryScheduleTest::table_data()
{
    QTest::addColumn<Kind>("kind");
    QTest::addColumn<int>("column");
    QTest::addColumn<Next>("next");

    const QList<std::pair<const char *, std::pair<Kind, Cells>>> rows{
        {"not sent", {Kind::NotSent, {Next::SendAgain, Next::SendAgain, Next::SendAgain, Next::SendAgain}}},
        {"cancelled", {Kind::Cancelled, {Next::SendAgain, Next::SendAgain, Next::SendAgain, Next::SendAgain}}},
        {"lost", {Kind::Lost, {Next::SendAgain, Next::Probe, Next::Probe, Next::SendAgain}}},
        {"garbled", {Kind::Garbled, {Next::SendAgain, Next::Probe, Next::Probe, Next::Done}}},
        {"not Capsule", {Kind::NotCapsule, {Next::SendAgain, Next::Probe, Next::Probe, Next::SendAgain}}},
        {"429",
            {Kind::RateLimited,
                {Next::PauseForAllowance, Next::PauseForAllowance, Next::PauseForAllowance, Next::PauseForAllowance}}},
        {"401",
            {Kind::SignIn, {Next::PauseForSignIn, Next::PauseForSignIn, Next::PauseForSignIn, Next::PauseForSignIn}}},
        {"403", {Kind::Forbidden, {Next::Reject, Next::Reject, Next::Reject, Next::Reject}}},
        {"404", {Kind::NotFound, {Next::Ask, Next::Ask, Next::Ask, Next::Done}}},
        {"422", {Kind::Rejected, {Next::Reject, Next::Reject, Next::Reject, Next::Reject}}},
    };
    static constexpr std::array columns{"values", "rows", "create", "delete"};
    for (const auto &[name, row] : rows) {
        const Cells &c = row.second;
        const std::array cells{c.values, c.rows, c.create, c.remove};
        for (std::size_t i = 0; i < cells.size(); ++i)
            QTest::addRow("%s, %s", name, columns.at(i)) << row.first << int(i) << cells.at(i);
    }
}

void RetryScheduleTest::table()
{
    QFETCH(Kind, kind);
    QFETCH(int, column);
    QFETCH(Next, next);
    static constexpr std::array kinds{EntryKind::Update, EntryKind::Update, EntryKind::Create, EntryKind::Delete};

    const auto decision = decideRetry(ApiError::of(kind, {}), kinds.at(std::size_t(column)), column == 1, 3, 0.5);

    QCOMPARE(int(decision.next), int(next));
    if (next == Next::SendAgain)
        QCOMPARE(decision.delay, backoff(3, 0.5));
    else if (next == Next::Probe)
        QCOMPARE(decision.delay, std::chrono::milliseconds(5s));
    else
        QCOMPARE(decision.delay, 0ms);
}

void RetryScheduleTest::whatIsGoneAlreadyCountsAsDeleted()
{
    ApiError error = ApiError::of(Kind::Rejected, {});
    error.errors = {{u"party not found to delete"_s, u"party"_s, u"id"_s}};
    QCOMPARE(int(decideRetry(error, EntryKind::Delete, false, 1, 0).next), int(Next::Done));
}

void RetryScheduleTest::aRowSomebodyElseRemovedIsReadAgain()
{
    ApiError error = ApiError::of(Kind::Rejected, {});
    error.message = u"tag not found to delete"_s;
    QCOMPARE(int(decideRetry(error, EntryKind::Update, false, 1, 0).next), int(Next::SendAgain));
}

void RetryScheduleTest::scopeIsToldFromPermission()
{
    ApiError error = ApiError::of(Kind::Forbidden, {});
    error.message = u"Requires additional scope"_s;
    QVERIFY(isAboutScope(error));
    error.message = u"You may not change this contact"_s;
    QVERIFY(!isAboutScope(error));
}

void RetryScheduleTest::backoffDoublesUpToFiveMinutes_data()
{
    QTest::addColumn<int>("failures");
    QTest::addColumn<qint64>("fullSeconds");
    const QList<std::pair<int, qint64>> rows{{0, 2}, {1, 2}, {2, 4}, {3, 8}, {4, 16}, {5, 32}, {6, 64}, {7, 128},
        {8, 256}, {9, 300}, {10, 300}, {100000, 300}};
    for (const auto &[failures, seconds] : rows)
        QTest::addRow("%d", failures) << failures << seconds;
}

void RetryScheduleTest::backoffDoublesUpToFiveMinutes()
{
    QFETCH(int, failures);
    QFETCH(qint64, fullSeconds);
    QCOMPARE(backoff(failures, 0).count(), fullSeconds * 500);
    QCOMPARE(backoff(failures, 1).count(), fullSeconds * 1000);
}

void RetryScheduleTest::halfOfABackoffIsRandom()
{
    QCOMPARE(backoff(1, 0.25), 1250ms);
    QCOMPARE(backoff(3, 0.5), 6000ms);
}

void RetryScheduleTest::probesComeAfter5And30And95Seconds()
{
    QCOMPARE(*probeDelay(0), 5s);
    QCOMPARE(*probeDelay(1), 30s);
    QCOMPARE(*probeDelay(2), 95s);
    QVERIFY(!probeDelay(3));
    QVERIFY(!probeDelay(-1));
}

QTEST_GUILESS_MAIN(RetryScheduleTest)
#include "tst_retryschedule.moc"
