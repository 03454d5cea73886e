#include "store/searchmatches.h"

#include <QTest>

using namespace Qt::StringLiterals;

class TestSearchMatches : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void partsStandWhereTheWordsAre_data()
    {
        QTest::addColumn<QString>("search");
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("marked"); // in brackets
        QTest::newRow("nothing searched") << u""_s << u"Anna Lind"_s << u"Anna Lind"_s;
        QTest::newRow("any case") << u"LIND"_s << u"Anna Lind"_s << u"Anna [Lind]"_s;
        QTest::newRow("accents") << u"ade"_s << u"Cleo Adé"_s << u"Cleo [Adé]"_s;
        QTest::newRow("marks apart") << u"ade"_s << u"Cleo Ade\u0301 x"_s << u"Cleo [Ade\u0301] x"_s;
        QTest::newRow("one letter that is two") << u"as"_s << u"Maßnahme"_s << u"M[aß]nahme"_s;
        QTest::newRow("several words") << u"li an"_s << u"Anna Lind"_s << u"[An]na [Li]nd"_s;
        QTest::newRow("every place") << u"an"_s << u"Anan Jan"_s << u"[Anan] J[an]"_s;
        QTest::newRow("overlapping") << u"nna anna"_s << u"Anna"_s << u"[Anna]"_s;
        QTest::newRow("phone with other spacing")
            << u"(0113) 24"_s << u"Phone: 0113 246 0000"_s << u"Phone: [0113 24]6 0000"_s;
        QTest::newRow("phone key") << u"phone:4624"_s << u"+44 11-46 24"_s << u"+44 11-[46 24]"_s;
        QTest::newRow("key") << u"email:acme"_s << u"a@Acme.example"_s << u"a@[Acme].example"_s;
        QTest::newRow("quoted") << u"\"anna lind\""_s << u"Anna Lind"_s << u"[Anna Lind]"_s;
        QTest::newRow("minus") << u"-anna"_s << u"Anna"_s << u"Anna"_s;
        QTest::newRow("pairs") << u"b"_s << u"\U0001F600b\U0001F600"_s << u"\U0001F600[b]\U0001F600"_s;
        QTest::newRow("half a pair") << u"b"_s << QString(QChar(0xD83D)) + u"b"_s << QString(QChar(0xD83D)) + u"[b]"_s;
    }
    void partsStandWhereTheWordsAre()
    {
        QFETCH(const QString, search);
        QFETCH(const QString, text);
        QFETCH(const QString, marked);
        QString shown = text;
        const QList<TextPart> parts = matchingParts(search, text);
        for (auto part = parts.rbegin(); part != parts.rend(); ++part) {
            shown.insert(part->start + part->length, u']');
            shown.insert(part->start, u'[');
        }
        QCOMPARE(shown, marked);
    }
};

QTEST_GUILESS_MAIN(TestSearchMatches)
#include "tst_searchmatches.moc"
