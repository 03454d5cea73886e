#include "party/searchwords.h"

#include <QTest>

using namespace Qt::StringLiterals;
using Key = SearchWord::Key;

Q_DECLARE_METATYPE(SearchWords)

class SearchWordsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void lineIsTakenApart_data()
    {
        QTest::addColumn<QString>("line");
        QTest::addColumn<SearchWords>("words");
        const auto row = [](const QString &line, const QString &plain, const QList<SearchWord> &words) {
            QTest::newRow(qPrintable(line)) << line << SearchWords{plain, words};
        };
        row(u"anna  lind"_s, u"anna lind"_s, {});
        row(u"tag:VIP anna"_s, u"anna"_s, {{Key::Tag, u"VIP"_s}});
        row(u"TAG:\"Trade  fair\" x"_s, u"x"_s, {{Key::Tag, u"Trade fair"_s, 0, true}});
        row(u"-city:leeds"_s, {}, {{Key::City, u"leeds"_s, 0, false, true}});
        row(u"email:acme.com phone:+44-20"_s, {}, {{Key::Email, u"acme.com"_s}, {Key::Phone, u"+44-20"_s}});
        row(u"type:person"_s, {}, {{Key::Person}});
        row(u"type:ORG -type:organization"_s, {}, {{Key::Organisation}, {Key::Organisation, {}, 0, false, true}});
        row(u"no:email no:phone no:city no:tag"_s, {}, {{Key::NoEmail}, {Key::NoPhone}, {Key::NoCity}, {Key::NoTag}});
        row(u"changed:7d contacted:2w"_s, {}, {{Key::Changed, {}, 7}, {Key::Contacted, {}, 14}});
        row(u"added:7d owner:me -owner:None"_s, {},
            {{Key::Added, {}, 7}, {Key::OwnedByMe}, {Key::OwnedByNobody, {}, 0, false, true}});
        row(u"owner:scott owner:\"me\""_s, {}, {{Key::Owner, u"scott"_s}, {Key::Owner, u"me"_s, 0, true}});
        row(u"-contacted:3m changed:1Y"_s, {}, {{Key::Contacted, {}, 90, false, true}, {Key::Changed, {}, 365}});
        row(u"\"anna lind\" -bob -\"two words\""_s, {},
            {{Key::Text, u"anna lind"_s, 0, true}, {Key::Text, u"bob"_s, 0, false, true},
                {Key::Text, u"two words"_s, 0, true, true}});
        row(u"\"still open"_s, {}, {{Key::Text, u"still open"_s, 0, true}});
        // none of these is meant as a key, or not yet
        row(u"tag:"_s, u"tag:"_s, {});
        row(u"tag:\"\""_s, u"tag:\"\""_s, {});
        row(u"type:cat no:luck changed:soon changed:0d added: owner: changed:99999999999d"_s,
            u"type:cat no:luck changed:soon changed:0d added: owner: changed:99999999999d"_s, {});
        row(u"phone:abc"_s, u"phone:abc"_s, {});
        row(u"http://acme.example"_s, u"http://acme.example"_s, {});
        row(u"+44 -20 - 5"_s, u"+44 -20 - 5"_s, {});
        row(u"O\"Brien \"\""_s, u"O\"Brien"_s, {});
        row(u"-"_s, u"-"_s, {});
        row(QString(), {}, {});
    }

    void lineIsTakenApart()
    {
        QFETCH(QString, line);
        QTEST(searchWordsIn(line), "words");
        QCOMPARE(searchWordsIn(wordsAsTyped(line).join(u' ')), searchWordsIn(line));
    }

    void wordsStandAsTheyWereTyped()
    {
        QCOMPARE(wordsAsTyped(u" anna  tag:\"Trade fair\" -\"two words\" phone:\"+44 1"_s),
            (QStringList{u"anna"_s, u"tag:\"Trade fair\""_s, u"-\"two words\""_s, u"phone:\"+44 1"_s}));
        QCOMPARE(wordsAsTyped(u"  "_s), QStringList());
        QCOMPARE(joinedSearches({u"tag:\"Trade fa"_s, QString(), u" b  c"_s}), u"tag:\"Trade fa\" b c"_s);
        QCOMPARE(joinedSearches({u"O\"Brien"_s, u"\"x y\""_s}), u"O\"Brien \"x y\""_s);
    }
};

QTEST_GUILESS_MAIN(SearchWordsTest)
#include "tst_searchwords.moc"
