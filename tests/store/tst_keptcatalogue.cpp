#include "rawfile.h"
#include "store/partystore.h"
#include "store/replica.h"
#include "support/manualclock.h"

#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

/// What the account offers its records is kept in the replica, so that it is there offline and at start.
class TestKeptCatalogue : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_store.reset(); }

    void listsSurviveARestart();
    void onlyNewsIsTold();
    void whatCannotBeReadChangesNothing();
    void changedRowIsLeftOutAndTheOthersStay();
    void wipeLeavesNothing();
    void schemaFourTakesTheTable();
    void rebuiltReplicaHasNone();

private:
    void open();
    QString path() const { return m_folder->filePath(u"replica.sqlite"_s); }

    const QByteArray m_tags = R"([{"id":7,"name":"VIP","dataTag":false,"later":{"a":1}}])";
    const QByteArray m_titles = R"([{"id":1,"title":"Dr"}])";
    std::unique_ptr<QTemporaryDir> m_folder;
    ManualClock m_clock;
    std::unique_ptr<PartyStore> m_store;
};

void TestKeptCatalogue::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    open();
    QVERIFY(m_store);
    QVERIFY(m_store->setCatalogueList(CatalogueList::Tags, m_tags));
    QVERIFY(m_store->setCatalogueList(CatalogueList::Titles, m_titles));
}

void TestKeptCatalogue::open()
{
    m_store.reset();
    auto store = PartyStore::open(m_folder->path(), m_clock);
    if (store)
        m_store = std::move(*store);
}

void TestKeptCatalogue::listsSurviveARestart()
{
    const Catalogue before = m_store->catalogue();
    QCOMPARE(before.tags, (QList<TagDefinition>{{7, u"VIP"_s, {}, false}}));
    QCOMPARE(before.titles, QStringList{u"Dr"_s});
    QVERIFY(!before.countries);
    open();
    QCOMPARE(m_store->catalogue(), before);
    m_store.reset();
    QCOMPARE(askSql(path(), "SELECT document FROM catalogue WHERE list = 'tags'").toUtf8(), m_tags);
}

void TestKeptCatalogue::onlyNewsIsTold()
{
    QSignalSpy changed(m_store.get(), &PartyStore::catalogueChanged);
    QVERIFY(m_store->setCatalogueList(CatalogueList::Tags, m_tags));
    QCOMPARE(changed.size(), 0);
    QVERIFY(m_store->setCatalogueList(CatalogueList::Tags, "[]"));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(m_store->catalogue().tags, QList<TagDefinition>());
}

void TestKeptCatalogue::whatCannotBeReadChangesNothing()
{
    QSignalSpy changed(m_store.get(), &PartyStore::catalogueChanged);
    QVERIFY(m_store->setCatalogueList(CatalogueList::Tags, R"({"tags":[]})"));
    QCOMPARE(changed.size(), 0);
    QCOMPARE(m_store->catalogue().tags->size(), 1);
}

void TestKeptCatalogue::changedRowIsLeftOutAndTheOthersStay()
{
    m_store.reset();
    runSql(path(), "UPDATE catalogue SET document = replace(document, 'VIP', 'VAP') WHERE list = 'tags'");
    open();
    QVERIFY(!m_store->catalogue().tags);
    QCOMPARE(m_store->catalogue().titles, QStringList{u"Dr"_s});
    QCOMPARE(m_store->repairs(), QStringList());
    // Told again it is there again.
    QVERIFY(m_store->setCatalogueList(CatalogueList::Tags, m_tags));
    open();
    QCOMPARE(m_store->catalogue().tags->size(), 1);
}

void TestKeptCatalogue::wipeLeavesNothing()
{
    QSignalSpy changed(m_store.get(), &PartyStore::catalogueChanged);
    QVERIFY(m_store->wipe());
    QCOMPARE(changed.size(), 1);
    QCOMPARE(m_store->catalogue(), Catalogue());
    open();
    QCOMPARE(m_store->catalogue(), Catalogue());
}

void TestKeptCatalogue::schemaFourTakesTheTable()
{
    m_store.reset();
    runSql(path(),
        "DROP TABLE catalogue; DROP TABLE filter_results; ALTER TABLE listing DROP COLUMN created_at; "
        "ALTER TABLE listing DROP COLUMN owner_id; DROP TABLE entries; DROP TABLE reaches; DROP TABLE tasks; DROP "
        "TABLE deals; "
        "PRAGMA user_version = 4");
    open();
    QVERIFY(m_store);
    QCOMPARE(m_store->repairs(), QStringList());
    QCOMPARE(m_store->catalogue(), Catalogue());
    QVERIFY(m_store->setCatalogueList(CatalogueList::Titles, m_titles));
    open();
    QCOMPARE(m_store->catalogue().titles, QStringList{u"Dr"_s});
}

void TestKeptCatalogue::rebuiltReplicaHasNone()
{
    m_store.reset();
    QVERIFY(overwrite(path(), 0, QByteArray(200, 'x')));
    open();
    QCOMPARE(m_store->repairs().size(), 1);
    QCOMPARE(m_store->catalogue(), Catalogue());
}

QTEST_GUILESS_MAIN(TestKeptCatalogue)
#include "tst_keptcatalogue.moc"
