#include "rawfile.h"
#include "store/ownlists.h"
#include "store/partystore.h"
#include "support/manualclock.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// Lists that somebody made are kept like all that exists nowhere else.
class TestOwnLists : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { close(); }

    void listsSurviveARestart();
    void listIsReplacedRemovedAndBroughtBack();
    void listsStandByName();
    void brokenDiskChangesNothing();
    void privateModeKeepsLists();
    void changedRowIsSetAsideAndTold();
    void listOfANewerProgramStaysInTheFile();
    void damagedFileGivesListsBack();
    void schemaTwoTakesTheTable();
    void wipeLeavesNothing();

private:
    void open();
    void close();
    QString path() const { return m_folder->filePath(u"outbox.sqlite"_s); }
    QStringList names() const;

    const PartyRule m_rule{
        u"tag:vip \"x y\""_s, {ConditionGroup::Match::Any, {{u"city"_s, ConditionOperator::Is, u"Leeds"_s}}, {}}};
    std::unique_ptr<QTemporaryDir> m_folder;
    ManualClock m_clock;
    std::unique_ptr<PartyStore> m_store;
    std::unique_ptr<OwnLists> m_lists;
};

void TestOwnLists::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    open();
    QVERIFY(m_store);
}

void TestOwnLists::open()
{
    close();
    auto store = PartyStore::open(m_folder->path(), m_clock);
    if (!store)
        return;
    m_store = std::move(*store);
    m_lists = std::make_unique<OwnLists>(*m_store);
}

void TestOwnLists::close()
{
    m_lists.reset();
    m_store.reset();
}

QStringList TestOwnLists::names() const
{
    QStringList names;
    for (const OwnList &list : m_lists->lists())
        names.append(list.name);
    return names;
}

void TestOwnLists::listsSurviveARestart()
{
    const auto id = m_lists->add(u"Leeds ‘n’ VIP"_s, m_rule);
    QVERIFY(id);
    QCOMPARE(m_lists->list(*id), (OwnList{*id, u"Leeds ‘n’ VIP"_s, m_rule}));
    open();
    QCOMPARE(m_lists->lists(), (QList<OwnList>{{*id, u"Leeds ‘n’ VIP"_s, m_rule}}));
    QCOMPARE(m_store->repairs(), QStringList());
}

void TestOwnLists::listIsReplacedRemovedAndBroughtBack()
{
    const auto id = m_lists->add(u"One"_s, m_rule);
    QVERIFY(id);
    QSignalSpy changed(m_lists.get(), &OwnLists::changed);
    const OwnList other{*id, u"Other"_s, {u"x"_s}};
    QVERIFY(m_lists->put(other));
    QCOMPARE(m_lists->lists(), QList<OwnList>{other});
    QVERIFY(m_lists->remove(*id));
    QCOMPARE(m_lists->lists(), QList<OwnList>());
    QVERIFY(!m_lists->list(*id));
    open();
    QCOMPARE(m_lists->lists(), QList<OwnList>());
    QCOMPARE(changed.size(), 2);
    QVERIFY(m_lists->put(other));
    QCOMPARE(m_lists->list(*id), other);
}

void TestOwnLists::listsStandByName()
{
    for (const QString &name : {u"b 10"_s, u"a"_s, u"b 9"_s})
        QVERIFY(m_lists->add(name, {}));
    QCOMPARE(names().first(), u"a"_s);
    QCOMPARE(names().size(), 3);
    const QStringList before = names();
    open();
    QCOMPARE(names(), before);
}

void TestOwnLists::brokenDiskChangesNothing()
{
    QVERIFY(m_lists->add(u"One"_s, m_rule));
    breakTable(path(), "lists");
    QSignalSpy changed(m_lists.get(), &OwnLists::changed);
    QVERIFY(!m_lists->add(u"Two"_s, m_rule));
    QCOMPARE(names(), QStringList{u"One"_s});
    QCOMPARE(changed.size(), 0);
    mendTable(path());
    QVERIFY(m_lists->add(u"Two"_s, m_rule));
    QCOMPARE(names(), (QStringList{u"One"_s, u"Two"_s}));
}

/// It keeps drafts off the disk; a list is saved by name.
void TestOwnLists::privateModeKeepsLists()
{
    QVERIFY(m_store->setPrivate(true));
    QVERIFY(m_lists->add(u"One"_s, m_rule));
    open();
    QCOMPARE(names(), QStringList{u"One"_s});
}

void TestOwnLists::changedRowIsSetAsideAndTold()
{
    QVERIFY(m_lists->add(u"One"_s, m_rule));
    QVERIFY(m_lists->add(u"Two"_s, m_rule));
    close();
    runSql(path(), "UPDATE lists SET content = replace(content, 'One', 'Won')");
    open();
    QCOMPARE(names(), QStringList{u"Two"_s});
    QCOMPARE(m_store->repairs().size(), 1);
    QCOMPARE(askSql(path(), "SELECT count(*) FROM quarantine WHERE origin = 'lists'"), u"1"_s);
}

void TestOwnLists::listOfANewerProgramStaysInTheFile()
{
    const QByteArray key = QUuid::createUuid().toByteArray(QUuid::WithoutBraces);
    QVERIFY(m_store->keepLists({{key, R"({"name":"New","rule":{"conditions":[{"field":"a","operator":"rhymes"}]}})"}}));
    QCOMPARE(names(), QStringList());
    open();
    QCOMPARE(names(), QStringList());
    QVERIFY(m_store->lists().contains(key));
    QCOMPARE(m_store->repairs(), QStringList());
}

void TestOwnLists::damagedFileGivesListsBack()
{
    for (int i = 0; i < 40; ++i)
        QVERIFY(m_lists->add(u"List %1"_s.arg(i, 2, 10, QChar(u'0')), m_rule));
    close();
    const int page = askSql(path(), "SELECT rootpage FROM sqlite_schema WHERE name = 'identities'").toInt();
    QVERIFY(overwrite(path(), (page - 1) * 4096, QByteArray(4096, 'x')));
    open();
    QVERIFY(m_store);
    QVERIFY(!m_store->repairs().isEmpty());
    QCOMPARE(names().size(), 40);
}

void TestOwnLists::schemaTwoTakesTheTable()
{
    close();
    runSql(path(), "DROP TABLE lists; PRAGMA user_version = 2");
    open();
    QVERIFY(m_store);
    QCOMPARE(m_store->repairs(), QStringList());
    QVERIFY(m_lists->add(u"One"_s, m_rule));
    open();
    QCOMPARE(names(), QStringList{u"One"_s});
}

void TestOwnLists::wipeLeavesNothing()
{
    QVERIFY(m_lists->add(u"One"_s, m_rule));
    QSignalSpy changed(m_lists.get(), &OwnLists::changed);
    QVERIFY(m_store->wipe());
    QCOMPARE(names(), QStringList());
    QCOMPARE(changed.size(), 1);
    open();
    QCOMPARE(names(), QStringList());
}

QTEST_GUILESS_MAIN(TestOwnLists)
#include "tst_ownlists.moc"
