#include "store/textscan.h"
#include "support/seed.h"

#include <QRandomGenerator>
#include <QTest>

/// What QByteArray::indexOf finds one by one.
class TestTextScan : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsEveryPlace_data();
    void findsEveryPlace();
    void randomTextsGiveTheSameAsAPlainSearch();

private:
    QList<qsizetype> places(const QByteArray &text, const QByteArray &needle) const;
};

QList<qsizetype> TestTextScan::places(const QByteArray &text, const QByteArray &needle) const
{
    const TextScan scan(text, needle);
    QList<qsizetype> found;
    for (qsizetype at = scan.next(0); at >= 0; at = scan.next(at + 1))
        found.append(at);
    return found;
}

void TestTextScan::findsEveryPlace_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("needle");
    QTest::addColumn<QList<qsizetype>>("expected");
    const QByteArray blocks(64, '.');
    QTest::newRow("nothing to look at") << QByteArray() << QByteArray("a") << QList<qsizetype>();
    QTest::newRow("longer than the text") << QByteArray("ab") << QByteArray("abc") << QList<qsizetype>();
    QTest::newRow("the whole text") << QByteArray("abc") << QByteArray("abc") << QList<qsizetype>{0};
    QTest::newRow("overlapping") << QByteArray("aaaa") << QByteArray("aa") << QList<qsizetype>{0, 1, 2};
    QTest::newRow("across a block") << blocks.left(14) + "needle" + blocks << QByteArray("needle")
                                    << QList<qsizetype>{14};
    QTest::newRow("at the very end") << blocks + "needle" << QByteArray("needle") << QList<qsizetype>{64};
    QTest::newRow("one byte, at the end of a block")
        << blocks.left(15) + "x" + blocks + "x" << QByteArray("x") << QList<qsizetype>{15, 80};
    QTest::newRow("rare letters without the rest")
        << QByteArray("qz.qaz.qbz") + blocks << QByteArray("qbz") << QList<qsizetype>{7};
    QTest::newRow("bytes above 127") << blocks + "\xc3\xb8l" << QByteArray("\xc3\xb8") << QList<qsizetype>{64};
}

void TestTextScan::findsEveryPlace()
{
    QFETCH(QByteArray, text);
    QFETCH(QByteArray, needle);
    QTEST(places(text, needle), "expected");
}

void TestTextScan::randomTextsGiveTheSameAsAPlainSearch()
{
    QRandomGenerator random(printedSeed());
    const auto word = [&random](int longest) {
        QByteArray bytes;
        for (int left = random.bounded(1, longest + 1); left > 0; --left)
            bytes.append("abnq\n"[random.bounded(5)]);
        return bytes;
    };
    for (int round = 0; round < 3000; ++round) {
        const QByteArray text = word(90);
        const QByteArray needle = word(random.bounded(1, 5));
        QList<qsizetype> expected;
        for (qsizetype at = text.indexOf(needle); at >= 0; at = text.indexOf(needle, at + 1))
            expected.append(at);
        QCOMPARE(places(text, needle), expected);
    }
}

QTEST_GUILESS_MAIN(TestTextScan)
#include "tst_textscan.moc"
