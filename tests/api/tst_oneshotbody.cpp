#include "api/oneshotbody.h"

#include <QTest>

using namespace Qt::StringLiterals;

class TestOneShotBody : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void givesItsBytesOnceAndCountsThem()
    {
        OneShotBody body("0123456789"_ba);
        QCOMPARE(body.handedOut(), 0);
        QCOMPARE(body.bytesAvailable(), 10);
        QCOMPARE(body.read(4), "0123"_ba);
        QCOMPARE(body.handedOut(), 4);
        QVERIFY(!body.atEnd());
        QCOMPARE(body.readAll(), "456789"_ba);
        QCOMPARE(body.handedOut(), 10);
        QVERIFY(body.atEnd());
        QVERIFY(body.readAll().isEmpty());
    }

    void cannotBeRewound()
    {
        OneShotBody body("0123456789"_ba);
        QVERIFY(body.isSequential());
        QCOMPARE(body.read(4), "0123"_ba);
        QVERIFY(!body.reset());
        QVERIFY(!body.seek(0));
        QCOMPARE(body.readAll(), "456789"_ba);
    }

    void peekingIsCountedToo()
    {
        // An unbuffered device keeps peeked bytes in its own buffer; counting them errs on the safe side.
        OneShotBody body("0123456789"_ba);
        QCOMPARE(body.peek(3), "012"_ba);
        QCOMPARE_GE(body.handedOut(), 3);
        QCOMPARE(body.readAll(), "0123456789"_ba);
    }

    void takesNothing()
    {
        OneShotBody body({});
        QVERIFY(!body.isWritable());
        QVERIFY(body.atEnd());
    }
};

QTEST_GUILESS_MAIN(TestOneShotBody)
#include "tst_oneshotbody.moc"
