#include "store/replica.h"

#include "rawfile.h"
#include "support/partybuilder.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

class TestReplica : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void recordComesBackAsReceived();
    void applyingARowTwiceChangesNothing();
    void listingIsLoadedWithoutDocuments();
    void rowsLoadUnderTheirLocalIds();
    void pageIsAllOrNothing();
    void removedRecordIsGone();
    void highestIdOutlivesTheRecord();
    void unreadableRecordsAreKeptUntilTheyCanBeRead();
    void unreadableRecordWithoutIdIsKeptOnce();
    void marksComeBack();
    void peopleOfAnOrganisationAreFound();
    void garbageIsDamageAndCanBeSetAside();
    void truncatedFileIsDamage();
    void changedRowIsDamage_data();
    void changedRowIsDamage();
    void changedDocumentIsFetchedAgain();
    void schemaOneKeepsItsRecords();
    void uncleanEndIsChecked();
    void newerSchemaIsRefused();
    void deletedRecordsAreRememberedForNinetyDays();
    void storedRecordIsDeletedNoMore();
    void outOfSightIsNotDeleted();
    void unmetRecordsAreFound();
    void wipeLeavesNothing();

private:
    std::unique_ptr<Replica> opened();
    Result<PartyIndex, StoreError> readIndex(const Replica::LocalIds &localIdOf = localIdOfServerId) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
    const QDateTime m_time{{2026, 1, 5}, {9, 0}, Qt::UTC};
};

void TestReplica::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    m_path = m_folder->filePath(u"replica.sqlite"_s);
}

std::unique_ptr<Replica> TestReplica::opened()
{
    auto replica = Replica::open(m_path);
    if (!replica) {
        qWarning() << replica.error().detail;
        return nullptr;
    }
    return std::move(*replica);
}

Result<PartyIndex, StoreError> TestReplica::readIndex(const Replica::LocalIds &localIdOf) const
{
    return Replica::readIndex({m_path, false, false}, localIdOf, false);
}

void TestReplica::recordComesBackAsReceived()
{
    Party anna = person(u"Änna"_s, u"Lind"_s, Q_INT64_C(1) << 53);
    anna.emailAddresses = {email(u"anna@acme.example"_s, 5)};
    ReceivedParty answer = received(anna);
    answer.document = R"({"enrichment":{"x":1},)" + answer.document.mid(1); // a key we do not know
    QVERIFY(opened()->put({answer}, m_time));
    const auto stored = opened()->party(anna.id);
    QVERIFY(stored);
    QCOMPARE(stored->party, anna);
    QCOMPARE(stored->checkedAt, m_time);
    QVERIFY(askSql(m_path, "SELECT document FROM documents").contains(u"enrichment"));
    QVERIFY(!opened()->party(4));
}

void TestReplica::applyingARowTwiceChangesNothing()
{
    const auto replica = opened();
    const ReceivedParty answer = received(person(u"Anna"_s, u"Lind"_s, 3));
    QVERIFY(replica->put({answer, answer}, m_time));
    QVERIFY(replica->put({answer}, m_time));
    const auto index = readIndex();
    QVERIFY(index);
    QCOMPARE(index->size(), 1);
    QCOMPARE(replica->party(3)->party, answer.party);
}

void TestReplica::listingIsLoadedWithoutDocuments()
{
    Party anna = person(u"Anna"_s, u"Lind"_s, 3);
    anna.organisation = OrganisationRef{8, {}, u"Acme"_s};
    anna.jobTitle = u"Buyer"_s;
    anna.addresses = {{1, {}, {}, u"Leeds"_s, {}, {}, {}}};
    anna.emailAddresses = {email(u"anna@acme.example"_s, 5)};
    anna.phoneNumbers = {phone(u"0113 496 0000"_s, 6)};
    anna.tags = QList<Tag>{{1, u"VIP"_s, false}, {2, u"Trade fair"_s, false}};
    anna.updatedAt = m_time;
    anna.lastContactedAt = m_time.addDays(-1);
    QVERIFY(opened()->put({received(anna)}, m_time));
    runSql(m_path, "UPDATE documents SET document = 'unreadable'");

    const auto index = readIndex();
    QVERIFY(index);
    QCOMPARE(index->summary(localIdOfServerId(3)), summaryOf(localIdOfServerId(3), anna));
    QCOMPARE(index->find(PartyIndex::Kind::People, u"01134960000 fair"_s), QList<QUuid>{localIdOfServerId(3)});
}

void TestReplica::rowsLoadUnderTheirLocalIds()
{
    const QUuid madeHere = QUuid::createUuid();
    const auto replica = opened();
    QVERIFY(replica->put({received(person(u"Anna"_s, u"Lind"_s, 3))}, m_time));
    const auto index = readIndex([&](qint64 id) { return id == 3 ? madeHere : QUuid(); });
    QVERIFY(index);
    QVERIFY(index->contains(madeHere));
}

void TestReplica::pageIsAllOrNothing()
{
    const auto replica = opened();
    breakTable(m_path, "listing");
    const QList<ReceivedParty> page{received(person(u"A"_s, u"B"_s, 3)), received(person(u"C"_s, u"D"_s, 4))};
    QVERIFY(!replica->put(page, m_time));
    QVERIFY(!replica->party(3));
    QCOMPARE(replica->highestServerId(), 0);
    mendTable(m_path);
    QVERIFY(replica->put(page, m_time));
    QVERIFY(replica->party(4));
}

void TestReplica::removedRecordIsGone()
{
    const auto replica = opened();
    QVERIFY(replica->put({received(person(u"A"_s, u"B"_s, 3))}, m_time));
    QVERIFY(replica->remove({3, 99}));
    QVERIFY(!replica->party(3));
    const auto index = readIndex();
    QVERIFY(index);
    QCOMPARE(index->size(), 0);
}

void TestReplica::highestIdOutlivesTheRecord()
{
    {
        const auto replica = opened();
        QVERIFY(replica->put({received(person(u"A"_s, u"B"_s, 30)), received(person(u"C"_s, u"D"_s, 4))}, m_time));
        QVERIFY(replica->remove({30}));
    }
    QCOMPARE(opened()->highestServerId(), 30);
}

void TestReplica::unreadableRecordsAreKeptUntilTheyCanBeRead()
{
    const auto replica = opened();
    QVERIFY(replica->quarantine(
        {{R"({"id":7})", {u"type"_s, u"missing"_s, 7}}, {R"({"id":9})", {u"type"_s, u"missing"_s, 9}}}));
    QCOMPARE(replica->quarantinedIds(), (QList<qint64>{7, 9}));
    QVERIFY(replica->put({received(person(u"A"_s, u"B"_s, 7))}, m_time));
    QCOMPARE(opened()->quarantinedIds(), QList<qint64>{9});
}

void TestReplica::unreadableRecordWithoutIdIsKeptOnce()
{
    const auto replica = opened();
    const UnreadableParty unreadable{R"({"id":"x"})", {u"id"_s, u"not a number"_s, 0}};
    QVERIFY(replica->quarantine({unreadable}));
    QVERIFY(replica->quarantine({unreadable}));
    QVERIFY(replica->quarantinedIds().isEmpty());
    QCOMPARE(askSql(m_path, "SELECT count(*) FROM quarantine"), u"1"_s);
}

void TestReplica::marksComeBack()
{
    const auto replica = opened();
    QCOMPARE(replica->mark(u"cursor"_s), QString());
    QVERIFY(replica->setMark(u"cursor"_s, u"2026-01-05T09:00:00Z"_s));
    QCOMPARE(opened()->mark(u"cursor"_s), u"2026-01-05T09:00:00Z"_s);
    breakTable(m_path, "marks");
    QVERIFY(!replica->setMark(u"cursor"_s, u"later"_s));
    QCOMPARE(replica->mark(u"cursor"_s), u"2026-01-05T09:00:00Z"_s);
}

void TestReplica::peopleOfAnOrganisationAreFound()
{
    const auto replica = opened();
    Party anna = person(u"Anna"_s, u"Lind"_s, 3);
    anna.organisation = OrganisationRef{8, {}, u"Acme"_s};
    QVERIFY(replica->put(
        {received(anna), received(person(u"C"_s, u"D"_s, 4)), received(organisation(u"Acme"_s, 8))}, m_time));
    QCOMPARE(replica->peopleOf(8), QList<qint64>{3});
    QVERIFY(replica->peopleOf(0).isEmpty());
}

void TestReplica::garbageIsDamageAndCanBeSetAside()
{
    QVERIFY(overwrite(m_path, 0, QByteArray(5000, 'x')));
    const auto replica = Replica::open(m_path);
    QVERIFY(!replica);
    QCOMPARE(replica.error().kind, StoreError::Kind::Damaged);
    QVERIFY(Replica::setAside(m_path, m_time));
    QVERIFY(opened());
    QCOMPARE(QDir(m_folder->path()).entryList({u"replica.sqlite.damaged-*"_s}).size(), 1);
}

void TestReplica::truncatedFileIsDamage()
{
    {
        const auto replica = opened();
        QList<ReceivedParty> page;
        for (qint64 id = 1; id <= 500; ++id)
            page.append(received(person(u"Anna"_s, u"Lind"_s, id)));
        QVERIFY(replica->put(page, m_time));
    }
    QVERIFY(QFile::resize(m_path, QFile(m_path).size() / 3));
    const auto replica = Replica::open(m_path);
    const auto loaded = replica ? readIndex() : Unexpected(replica.error());
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().kind, StoreError::Kind::Damaged);
}

void TestReplica::changedRowIsDamage_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::newRow("listing") << "UPDATE listing SET texts = replace(texts, 'Anna', 'Inna')"_ba;
    QTest::newRow("organisation") << "UPDATE listing SET organisation_id = 9"_ba;
    QTest::newRow("mark") << "UPDATE marks SET value = '2027' WHERE name = 'cursor'"_ba;
    QTest::newRow("quarantine") << "UPDATE quarantine SET server_id = 9"_ba;
    QTest::newRow("digest") << "UPDATE listing SET digest = NULL"_ba;
}

void TestReplica::changedRowIsDamage()
{
    QFETCH(QByteArray, sql);
    auto replica = opened();
    QVERIFY(replica->put({received(person(u"Anna"_s, u"Lind"_s, 3))}, m_time));
    QVERIFY(replica->setMark(u"cursor"_s, u"2026"_s));
    QVERIFY(replica->quarantine({{"{}", {u"name"_s, u"is not a text"_s, 8}}}));
    replica.reset();
    runSql(m_path, sql.constData());
    const auto reopened = Replica::open(m_path);
    const auto loaded = reopened ? readIndex() : Unexpected(reopened.error());
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().kind, StoreError::Kind::Damaged);
}

void TestReplica::changedDocumentIsFetchedAgain()
{
    const Party anna = person(u"Anna"_s, u"Lind"_s, 3);
    const auto replica = opened();
    QVERIFY(replica->put({received(anna), received(person(u"Berit"_s, u"Berg"_s, 4))}, m_time));
    QVERIFY(replica->quarantinedIds().isEmpty());
    runSql(m_path, "UPDATE documents SET document = replace(document, 'Anna', 'Inna')");
    QVERIFY(!replica->party(3));
    QVERIFY(replica->party(4));
    QCOMPARE(replica->quarantinedIds(), QList<qint64>{3});
    runSql(m_path, "DELETE FROM documents WHERE server_id = 4");
    QVERIFY(!replica->party(4));
    QVERIFY(!replica->party(5));
    QCOMPARE(replica->quarantinedIds().size(), 2);
    QVERIFY(replica->put({received(anna)}, m_time));
    QVERIFY(replica->remove({4}));
    QCOMPARE(replica->party(3)->party, anna);
    QVERIFY(replica->quarantinedIds().isEmpty());
}

void TestReplica::schemaOneKeepsItsRecords()
{
    QFile script(u":/schema/replica-001.sql"_s);
    QVERIFY(opened()); // the library's resources are there from now on
    QVERIFY(QFile::remove(m_path));
    QVERIFY(script.open(QIODevice::ReadOnly));
    Party anna = person(u"Anna"_s, u"Lind"_s, 3);
    anna.createdAt = QDateTime({2024, 2, 29}, {12, 0, 1}, Qt::UTC);
    anna.owner = UserRef{7, u"scott"_s, u"Scott"_s};
    const QByteArray rows = "INSERT INTO documents VALUES (3, '" + received(anna).document
        + "', 1); INSERT INTO listing VALUES (3, NULL, 0, 0, 0, 'Anna Lind', ''); INSERT INTO marks VALUES ('a', 'b');"
          "INSERT INTO documents VALUES (4, 'damaged', 1); INSERT INTO listing VALUES (4, NULL, 0, 0, 0, 'Bo', '');"
          "PRAGMA user_version = 1;";
    runSql(m_path, (script.readAll() + rows).constData());
    const auto replica = opened();
    QCOMPARE(replica->party(3)->party, anna);
    QCOMPARE(replica->mark(u"a"_s), u"b"_s);
    const auto index = Replica::readIndex(replica->source(), localIdOfServerId, false);
    QVERIFY(index);
    QCOMPARE(index->summary(localIdOfServerId(3))->createdAt, anna.createdAt);
    QCOMPARE(index->summary(localIdOfServerId(3))->ownerId, 7);
    QCOMPARE(index->summary(localIdOfServerId(4))->ownerId, 0);
}

void TestReplica::uncleanEndIsChecked()
{
    {
        const auto replica = opened();
        QList<ReceivedParty> page;
        for (qint64 id = 1; id <= 500; ++id)
            page.append(received(person(u"Anna"_s, u"Lind"_s, id)));
        QVERIFY(replica->put(page, m_time));
    }
    constexpr qint64 pageSize = 16'384;
    const qint64 amongTheRecords = QFile(m_path).size() * 3 / 4 / pageSize * pageSize;
    QVERIFY(overwrite(m_path, amongTheRecords, QByteArray(pageSize, 'x')));
    QVERIFY(opened()); // after a clean end nobody looks that far
    QVERIFY(!opened()->source().endedUncleanly);
    QVERIFY(overwrite(m_path + u"-wal"_s, 0, "left behind"));
    const auto replica = opened();
    QVERIFY(replica->source().endedUncleanly);
    const auto index = Replica::readIndex(replica->source(), localIdOfServerId, false);
    QVERIFY(!index);
    QCOMPARE(index.error().kind, StoreError::Kind::Damaged);
}

void TestReplica::newerSchemaIsRefused()
{
    QVERIFY(opened());
    runSql(m_path, "PRAGMA user_version = 1000");
    const auto replica = Replica::open(m_path);
    QVERIFY(!replica);
    QCOMPARE(replica.error().kind, StoreError::Kind::Newer);
}

void TestReplica::deletedRecordsAreRememberedForNinetyDays()
{
    QVERIFY(opened()->remove({3, 4}, m_time)); // one need not have been here
    QVERIFY(opened()->remove({5}, m_time.addDays(89)));
    QCOMPARE(opened()->deletedAt(3), m_time);
    QCOMPARE(opened()->deletedAt(4), m_time);
    QCOMPARE(opened()->deletedAt(5), m_time.addDays(89));
    QCOMPARE(opened()->deletedAt(6), QDateTime());
    const auto replica = opened();
    QVERIFY(replica->remove({6}, m_time.addDays(91)));
    QCOMPARE(replica->deletedAt(3), QDateTime());
    QCOMPARE(opened()->deletedAt(3), QDateTime());
    QCOMPARE(opened()->deletedAt(5), m_time.addDays(89));
}

void TestReplica::storedRecordIsDeletedNoMore()
{
    const auto replica = opened();
    QVERIFY(replica->remove({3}, m_time));
    QVERIFY(replica->put({received(person(u"Anna"_s, u"Lind"_s, 3))}, m_time));
    QCOMPARE(replica->deletedAt(3), QDateTime());
    QCOMPARE(opened()->deletedAt(3), QDateTime());
}

void TestReplica::outOfSightIsNotDeleted()
{
    QVERIFY(opened()->remove({3}));
    QCOMPARE(opened()->deletedAt(3), QDateTime());
}

void TestReplica::unmetRecordsAreFound()
{
    const auto replica = opened();
    QVERIFY(replica->put({received(person(u"A"_s, u"A"_s, 1)), received(person(u"B"_s, u"B"_s, 2)),
                             received(person(u"C"_s, u"C"_s, 3)), received(person(u"D"_s, u"D"_s, 9))},
        m_time));
    QVERIFY(replica->noteMet({2, 2, 77}));
    QCOMPARE(opened()->unmet(8, 10), (QList<qint64>{1, 3}));
    QCOMPARE(opened()->unmet(8, 1), QList<qint64>{1});
    QVERIFY(replica->forgetMet());
    QCOMPARE(opened()->unmet(9, 10), (QList<qint64>{1, 2, 3, 9}));
}

void TestReplica::wipeLeavesNothing()
{
    const auto replica = opened();
    QVERIFY(replica->put({received(person(u"Anna"_s, u"Lindgren"_s, 3))}, m_time));
    QVERIFY(replica->setMark(u"cursor"_s, u"x"_s));
    QVERIFY(replica->wipe());
    QCOMPARE(replica->mark(u"cursor"_s), QString());
    QCOMPARE(replica->highestServerId(), 0);
    for (const QString &path : {m_path, m_path + u"-wal"_s}) {
        QFile file(path);
        QVERIFY(!file.exists() || file.open(QIODevice::ReadOnly));
        QVERIFY(!file.isOpen() || !file.readAll().contains("Lindgren"));
    }
}

QTEST_GUILESS_MAIN(TestReplica)
#include "tst_replica.moc"
