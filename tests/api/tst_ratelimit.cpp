#include "api/ratelimit.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

const QDateTime Noon = QDateTime::fromString(u"2026-03-01T12:00:00Z"_s, Qt::ISODate);

} // namespace

class TestRateLimit : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsADate_data()
    {
        QTest::addColumn<QByteArray>("value");
        QTest::addColumn<QString>("moment"); // empty for none
        QTest::newRow("preferred form") << "Sun, 06 Nov 1994 08:49:37 GMT"_ba << u"1994-11-06T08:49:37Z"_s;
        QTest::newRow("blanks around") << " Sun, 06 Nov 1994 08:49:37 GMT "_ba << u"1994-11-06T08:49:37Z"_s;
        QTest::newRow("missing") << ""_ba << QString();
        QTest::newRow("words") << "now"_ba << QString();
        QTest::newRow("no such day") << "Sun, 31 Feb 1994 08:49:37 GMT"_ba << QString();
        QTest::newRow("other zone") << "Sun, 06 Nov 1994 08:49:37 CET"_ba << QString();
    }

    void readsADate()
    {
        QFETCH(const QByteArray, value);
        QFETCH(const QString, moment);
        const QDateTime date = httpDate(value);
        QCOMPARE(date.isValid(), !moment.isEmpty());
        if (date.isValid())
            QCOMPARE(date.toString(Qt::ISODate), moment);
    }

    void readsTheAllowance()
    {
        const auto limit = rateLimitFrom("4000"_ba, "3999"_ba, "1772366400"_ba);
        QVERIFY(limit);
        QCOMPARE(*limit, (RateLimit{4000, 3999, Noon}));
    }

    void refusesAnAllowanceThatMakesNoSense_data()
    {
        QTest::addColumn<QByteArray>("limit");
        QTest::addColumn<QByteArray>("remaining");
        QTest::addColumn<QByteArray>("reset");
        QTest::newRow("nothing") << ""_ba << ""_ba << ""_ba;
        QTest::newRow("no reset") << "4000"_ba << "1"_ba << ""_ba;
        QTest::newRow("words") << "many"_ba << "1"_ba << "1772366400"_ba;
        QTest::newRow("negative") << "4000"_ba << "-1"_ba << "1772366400"_ba;
        QTest::newRow("more left than there is") << "10"_ba << "11"_ba << "1772366400"_ba;
        QTest::newRow("no limit") << "0"_ba << "0"_ba << "1772366400"_ba;
        QTest::newRow("beyond an int") << "99999999999"_ba << "1"_ba << "1772366400"_ba;
        QTest::newRow("beyond time") << "4000"_ba << "1"_ba << "9223372036854775807"_ba;
    }

    void refusesAnAllowanceThatMakesNoSense()
    {
        QFETCH(const QByteArray, limit);
        QFETCH(const QByteArray, remaining);
        QFETCH(const QByteArray, reset);
        QVERIFY(!rateLimitFrom(limit, remaining, reset));
    }

    void waitsUntilTheReset_data()
    {
        QTest::addColumn<QDateTime>("reset");
        QTest::addColumn<QDateTime>("now");
        QTest::addColumn<int>("seconds");
        QTest::newRow("in ten minutes") << Noon.addSecs(600) << Noon << 607;
        QTest::newRow("in two hours") << Noon.addSecs(7200) << Noon << 7207;
        QTest::newRow("in more than two hours") << Noon.addSecs(7201) << Noon << 60;
        QTest::newRow("now") << Noon << Noon << 60;
        QTest::newRow("past") << Noon.addSecs(-1) << Noon << 60;
        QTest::newRow("missing") << QDateTime() << Noon << 60;
        QTest::newRow("time unknown") << Noon << QDateTime() << 60;
    }

    void waitsUntilTheReset()
    {
        QFETCH(const QDateTime, reset);
        QFETCH(const QDateTime, now);
        QFETCH(const int, seconds);
        QCOMPARE(waitForReset(reset, now, 7s), milliseconds(std::chrono::seconds(seconds)));
    }

    void honoursRetryAfter()
    {
        QCOMPARE(retryAfterFrom("120"_ba, {}), std::optional<milliseconds>(120s));
        QCOMPARE(retryAfterFrom("Sun, 01 Mar 2026 12:00:30 GMT"_ba, Noon), std::optional<milliseconds>(30s));
        QVERIFY(!retryAfterFrom("Sun, 01 Mar 2026 11:59:30 GMT"_ba, Noon));
        QVERIFY(!retryAfterFrom("Sun, 01 Mar 2026 12:00:30 GMT"_ba, {}));
        QVERIFY(!retryAfterFrom("0"_ba, Noon));
        QVERIFY(!retryAfterFrom("-5"_ba, Noon));
        QVERIFY(!retryAfterFrom("99999999999999"_ba, Noon));
        QVERIFY(!retryAfterFrom(""_ba, Noon));
        QVERIFY(!retryAfterFrom("soon"_ba, Noon));
    }
};

QTEST_GUILESS_MAIN(TestRateLimit)
#include "tst_ratelimit.moc"
