#include "store/database.h"

#include "rawfile.h"

#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

class TestDatabase : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void newFileHasSettingsAndSchema_data();
    void newFileHasSettingsAndSchema();
    void onlyTheOwnerMayReadTheFile();
    void valuesComeBackAsBound();
    void transactionWithoutCommitIsTakenBack();
    void firstErrorSticksUntilTheTransactionEnds();
    void fullDiskChangesNothing();
    void readOnlyFileSaysSo();
    void lockedFileSaysSo();
    void garbageIsDamage();
    void newerSchemaIsRefusedAndLeftAlone();
    void migrationKeepsRowsAndMakesACopy();
    void failedMigrationChangesNothing();
    void folderThatIsMissingCannotBeOpened();

private:
    std::unique_ptr<Database> opened(Database::Use use = Database::Use::Outbox);
    QString script(const QString &name, const QByteArray &sql);

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    QStringList m_migrations;
};

void TestDatabase::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    m_path = m_folder->filePath(u"file.sqlite"_s);
    m_migrations = {script(u"001.sql"_s, "CREATE TABLE words (id INTEGER PRIMARY KEY, word TEXT, bytes BLOB);")};
}

void TestDatabase::cleanup()
{
    m_folder.reset();
}

std::unique_ptr<Database> TestDatabase::opened(Database::Use use)
{
    auto database = Database::open(m_path, use, m_migrations);
    if (!database) {
        qWarning() << database.error().detail;
        return nullptr;
    }
    return std::move(*database);
}

QString TestDatabase::script(const QString &name, const QByteArray &sql)
{
    QFile file(m_folder->filePath(name));
    if (!file.open(QIODevice::WriteOnly) || file.write(sql) != sql.size())
        qFatal("the script cannot be written");
    return file.fileName();
}

void TestDatabase::newFileHasSettingsAndSchema_data()
{
    QTest::addColumn<Database::Use>("use");
    QTest::addColumn<QByteArray>("pragma");
    QTest::addColumn<QString>("value");
    const auto both = [](const char *name, const QByteArray &pragma, const QString &value) {
        QTest::addRow("outbox %s", name) << Database::Use::Outbox << pragma << value;
        QTest::addRow("replica %s", name) << Database::Use::Replica << pragma << value;
    };
    both("fullfsync", "PRAGMA fullfsync", u"1"_s);
    both("checkpoint_fullfsync", "PRAGMA checkpoint_fullfsync", u"1"_s);
    both("foreign_keys", "PRAGMA foreign_keys", u"1"_s);
    both("trusted_schema", "PRAGMA trusted_schema", u"0"_s);
    both("version", "PRAGMA user_version", u"1"_s);
    QTest::newRow("outbox journal") << Database::Use::Outbox << "PRAGMA journal_mode"_ba << u"truncate"_s;
    QTest::newRow("outbox synchronous") << Database::Use::Outbox << "PRAGMA synchronous"_ba << u"3"_s;
    QTest::newRow("replica journal") << Database::Use::Replica << "PRAGMA journal_mode"_ba << u"wal"_s;
    QTest::newRow("replica synchronous") << Database::Use::Replica << "PRAGMA synchronous"_ba << u"1"_s;
}

void TestDatabase::newFileHasSettingsAndSchema()
{
    QFETCH(Database::Use, use);
    QFETCH(QByteArray, pragma);
    const auto database = opened(use);
    QVERIFY(database);
    Query query(*database, pragma.constData());
    QVERIFY(query.next());
    QTEST(query.text(0), "value");
}

void TestDatabase::onlyTheOwnerMayReadTheFile()
{
    QVERIFY(opened());
#ifndef Q_OS_WIN
    const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ReadOther | QFile::WriteOther;
    QVERIFY(!(QFile::permissions(m_path) & others));
#endif
}

void TestDatabase::valuesComeBackAsBound()
{
    const auto database = opened();
    QVERIFY(database);
    const qint64 largeId = Q_INT64_C(1) << 53;
    const QString text = u"Zoë 日本\U0001F600"_s;
    const QByteArray bytes("\0\xff\x80", 3);
    Query(*database, "INSERT INTO words VALUES (?1, ?2, ?3)").with(largeId, text, bytes).run();
    Query(*database, "INSERT INTO words VALUES (?1, ?2, ?3)").with(1, QString(), nullptr).run();
    Query query(*database, "SELECT id, word, bytes FROM words ORDER BY id DESC");
    QVERIFY(query.next());
    QCOMPARE(query.integer(0), largeId);
    QCOMPARE(query.text(1), text);
    QCOMPARE(query.bytes(2), bytes);
    QVERIFY(query.next());
    QCOMPARE(query.text(1), QString());
    QCOMPARE(query.bytes(2), QByteArray());
    QVERIFY(!query.next());
    QVERIFY(!database->takeError());
}

void TestDatabase::transactionWithoutCommitIsTakenBack()
{
    const auto database = opened();
    QVERIFY(database);
    {
        Transaction transaction(*database);
        Query(*database, "INSERT INTO words VALUES (1, 'one', NULL)").run();
    }
    Query count(*database, "SELECT count(*) FROM words");
    QVERIFY(count.next());
    QCOMPARE(count.integer(0), 0);
}

void TestDatabase::firstErrorSticksUntilTheTransactionEnds()
{
    const auto database = opened();
    QVERIFY(database);
    {
        Transaction transaction(*database);
        Query(*database, "INSERT INTO words VALUES (1, 'one', NULL)").run();
        QVERIFY(!Query(*database, "INSERT INTO words VALUES (1, 'again', NULL)").run());
        QVERIFY(!Query(*database, "INSERT INTO words VALUES (2, 'two', NULL)").run());
        const auto committed = transaction.commit();
        QVERIFY(!committed);
        QCOMPARE(committed.error().kind, StoreError::Kind::Other);
        QVERIFY(!committed.error().detail.contains(u"again"));
    }
    Transaction transaction(*database);
    Query(*database, "INSERT INTO words VALUES (3, 'three', NULL)").run();
    QVERIFY(transaction.commit());
    Query query(*database, "SELECT group_concat(id) FROM words");
    QVERIFY(query.next());
    QCOMPARE(query.text(0), u"3"_s);
}

void TestDatabase::fullDiskChangesNothing()
{
    const auto database = opened();
    QVERIFY(database);
    Query(*database, "PRAGMA max_page_count = 1").run();
    {
        Transaction transaction(*database);
        Query query(*database, "INSERT INTO words (word, bytes) VALUES (?1, ?2)");
        for (int i = 0; i < 100; ++i)
            query.with(QString::number(i), QByteArray(4000, 'x')).run();
        const auto committed = transaction.commit();
        QVERIFY(!committed);
        QCOMPARE(committed.error().kind, StoreError::Kind::DiskFull);
    }
    Query count(*database, "SELECT count(*) FROM words");
    QVERIFY(count.next());
    QCOMPARE(count.integer(0), 0);
}

void TestDatabase::readOnlyFileSaysSo()
{
    const auto database = opened();
    QVERIFY(database);
    Query(*database, "PRAGMA query_only = ON").run();
    Transaction transaction(*database);
    Query(*database, "INSERT INTO words VALUES (1, 'one', NULL)").run();
    const auto committed = transaction.commit();
    QVERIFY(!committed);
    QCOMPARE(committed.error().kind, StoreError::Kind::ReadOnly);
}

void TestDatabase::lockedFileSaysSo()
{
    const auto database = opened();
    QVERIFY(database);
    SQLite::Database other(m_path.toStdString(), SQLite::OPEN_READWRITE);
    other.exec("BEGIN EXCLUSIVE");
    Transaction transaction(*database);
    const auto committed = transaction.commit();
    QVERIFY(!committed);
    QCOMPARE(committed.error().kind, StoreError::Kind::InUse);
}

void TestDatabase::garbageIsDamage()
{
    QVERIFY(overwrite(m_path, 0, QByteArray(8192, 'x')));
    const auto database = Database::open(m_path, Database::Use::Replica, m_migrations);
    QVERIFY(!database);
    QCOMPARE(database.error().kind, StoreError::Kind::Damaged);
}

void TestDatabase::newerSchemaIsRefusedAndLeftAlone()
{
    QVERIFY(opened());
    runSql(m_path, "PRAGMA user_version = 9");
    const auto database = Database::open(m_path, Database::Use::Outbox, m_migrations);
    QVERIFY(!database);
    QCOMPARE(database.error().kind, StoreError::Kind::Newer);
    QCOMPARE(askSql(m_path, "PRAGMA user_version"), u"9"_s);
}

void TestDatabase::migrationKeepsRowsAndMakesACopy()
{
    QVERIFY(opened());
    runSql(m_path, "INSERT INTO words VALUES (1, 'one', NULL)");
    m_migrations.append(script(u"002.sql"_s, "ALTER TABLE words ADD COLUMN note TEXT; UPDATE words SET note = 'new';"));
    QVERIFY(opened());
    QCOMPARE(askSql(m_path, "PRAGMA user_version"), u"2"_s);
    QCOMPARE(askSql(m_path, "SELECT word || note FROM words"), u"onenew"_s);
    QCOMPARE(askSql(m_path + u".schema-1"_s, "PRAGMA user_version"), u"1"_s);
    QCOMPARE(askSql(m_path + u".schema-1"_s, "SELECT word FROM words"), u"one"_s);
}

void TestDatabase::failedMigrationChangesNothing()
{
    QVERIFY(opened());
    m_migrations.append(
        script(u"002.sql"_s, "ALTER TABLE words ADD COLUMN note TEXT; INSERT INTO nowhere VALUES (1);"));
    QVERIFY(!Database::open(m_path, Database::Use::Outbox, m_migrations));
    QCOMPARE(askSql(m_path, "PRAGMA user_version"), u"1"_s);
    QCOMPARE(askSql(m_path, "SELECT count(*) FROM pragma_table_info('words')"), u"3"_s);
}

void TestDatabase::folderThatIsMissingCannotBeOpened()
{
    const auto database
        = Database::open(m_folder->filePath(u"missing/file.sqlite"_s), Database::Use::Outbox, m_migrations);
    QVERIFY(!database);
    QCOMPARE(database.error().kind, StoreError::Kind::ReadOnly);
}

QTEST_GUILESS_MAIN(TestDatabase)
#include "tst_database.moc"
