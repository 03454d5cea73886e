#include "api/linkheader.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;

class TestLinkHeader : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void findsTheNextPage_data()
    {
        QTest::addColumn<QByteArray>("header");
        QTest::addColumn<QString>("target"); // null for none

        QTest::newRow("as Capsule sends it")
            << R"(<https://x/p?page=1&perPage=2>; rel="prev", <https://x/p?page=3&perPage=2>; rel="next")"_ba
            << u"https://x/p?page=3&perPage=2"_s;
        QTest::newRow("last page") << R"(<https://x/p?page=1>; rel="prev")"_ba << QString();
        QTest::newRow("none") << ""_ba << QString();
        QTest::newRow("unquoted") << "<a>;rel=next"_ba << u"a"_s;
        QTest::newRow("any case") << R"(<a>; REL="Next")"_ba << u"a"_s;
        QTest::newRow("several relations") << R"(<a>; rel="last  next")"_ba << u"a"_s;
        QTest::newRow("only part of a relation") << R"(<a>; rel="nextish")"_ba << QString();
        QTest::newRow("comma in the target") << R"(<a?embed=tags,fields>; rel="next")"_ba << u"a?embed=tags,fields"_s;
        QTest::newRow("comma, semicolon and quote in a value")
            << "<a>; title=\"x, \\\"<b>; rel=next\"; rel=prev, <c>; rel=next"_ba << u"c"_s;
        QTest::newRow("only the first rel counts") << R"(<a>; rel=prev; rel=next)"_ba << QString();
        QTest::newRow("parameter without value") << R"(<a>; flag; rel=next)"_ba << u"a"_s;
        QTest::newRow("blanks everywhere") << " ,\t<a> ;  rel = \"next\" , "_ba << u"a"_s;
        QTest::newRow("about something else") << R"(<a>; rel=next; anchor="#x", <b>; rel=next)"_ba << u"b"_s;
        QTest::newRow("first of two") << "<a>; rel=next, <b>; rel=next"_ba << u"a"_s;
        QTest::newRow("empty target") << "<>; rel=next"_ba << u""_s;
        QTest::newRow("not a link") << "https://x/p; rel=next"_ba << QString();
        QTest::newRow("unclosed target") << "<a; rel=next"_ba << QString();
        QTest::newRow("unclosed quote") << "<a>; rel=\"next"_ba << u"a"_s;
        QTest::newRow("ends in a backslash") << "<a>; title=\"\\"_ba << QString();
    }

    void findsTheNextPage()
    {
        QFETCH(const QByteArray, header);
        QFETCH(const QString, target);
        const auto found = linkTarget(header, "next"_L1);
        QCOMPARE(found.has_value(), !target.isNull());
        QCOMPARE(found.value_or(QString()), target);
    }

    void readsAnyBytes()
    {
        constexpr quint32 seed = 8288;
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        const QByteArray alphabet = "<>;,=\"\\ \trelnxtanchor"_ba;
        for (int round = 0; round < 200'000; ++round) {
            QByteArray header = random.bounded(2) == 0 ? "<a>;rel="_ba : QByteArray();
            for (auto left = random.bounded(24); left > 0; --left)
                header += alphabet[random.bounded(static_cast<int>(alphabet.size()))];
            const auto target = linkTarget(header, "next"_L1);
            QVERIFY(!target || header.contains(target->toUtf8()));
        }
    }
};

QTEST_GUILESS_MAIN(TestLinkHeader)
#include "tst_linkheader.moc"
