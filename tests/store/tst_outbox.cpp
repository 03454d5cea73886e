#include "store/outbox.h"

#include "rawfile.h"
#include "support/partybuilder.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using Kind = OutboxEntry::Kind;
using State = OutboxEntry::State;

namespace {

const QDateTime Now({2026, 1, 5}, {9, 0}, Qt::UTC);

OutboxEntry entryWith(qint64 sequence, State state = State::Queued)
{
    OutboxEntry entry;
    entry.sequence = sequence;
    entry.localId = localIdOfServerId(sequence);
    entry.state = state;
    entry.base = person(u"Anna"_s, u"Lind"_s, sequence);
    entry.edited = entry.base;
    entry.edited.jobTitle = u"Buyer %1"_s.arg(sequence);
    entry.createdAt = Now;
    if (!entry.isPending())
        entry.endedAt = Now;
    return entry;
}

} // namespace

class TestOutbox : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everythingInAnEntryComesBack();
    void everyStateSurvivesARestart_data();
    void everyStateSurvivesARestart();
    void numbersHaveNoGapsAfterARestart();
    void flippedByteIsSetAsideAndTheRestStays_data();
    void flippedByteIsSetAsideAndTheRestStays();
    void quarantineIsToldOnce();
    void rowUnderAnotherNumberIsSetAside();
    void missingRowIsTold();
    void brokenHeaderIsMadeAnew();
    void purgeGoesFromTheLowEndOnly();
    void discardedEntriesStayLonger();
    void draftsComeBackAndGo();
    void identitiesComeBack();
    void failedWriteChangesNothing_data();
    void failedWriteChangesNothing();
    void damagedFileIsSalvagedRowByRow();
    void garbageIsSetAsideAndTold();
    void schemaThatCannotBeIsDamage_data();
    void schemaThatCannotBeIsDamage();
    void fileThatCannotBeMendedStaysInItsPlace();
    void newerSchemaIsRefused();
    void schemaOneOpens();
    void wipeLeavesNothing();

private:
    std::unique_ptr<Outbox> opened(const QDateTime &now = Now);
    void write(const QList<OutboxEntry> &entries);

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void TestOutbox::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    m_path = m_folder->filePath(u"outbox.sqlite"_s);
}

std::unique_ptr<Outbox> TestOutbox::opened(const QDateTime &now)
{
    auto outbox = Outbox::open(m_path, now);
    if (!outbox) {
        qWarning() << outbox.error().detail;
        return nullptr;
    }
    return std::move(*outbox);
}

void TestOutbox::write(const QList<OutboxEntry> &entries)
{
    const auto outbox = opened();
    QVERIFY(outbox);
    QVERIFY(outbox->write({entries, {}, {}}));
}

void TestOutbox::everythingInAnEntryComesBack()
{
    OutboxEntry entry = entryWith(1, State::Conflict);
    entry.kind = Kind::Delete;
    entry.base.emailAddresses = {email(u"anna@acme.example"_s, 9, u"Work"_s)};
    entry.edited.organisation = OrganisationRef{0, QUuid::createUuid(), u"Ächme"_s};
    entry.dependsOn = entry.edited.organisation->localId;
    entry.replaces = {3, 4};
    entry.held = true;
    entry.attempts = 2;
    entry.probes = 1;
    entry.notBefore = Now.addMSecs(10001);
    entry.sentAt = Now.addSecs(5);
    entry.highestIdBefore = Q_INT64_C(1) << 53;
    entry.sentBody = R"({"party":{"jobTitle":"Büyer"}})";
    entry.conflicts = {{u"jobTitle"_s, u"a"_s, u"b"_s, u"c"_s}};
    entry.problem = u"is not valid"_s;
    entry.problemField = u"jobTitle"_s;
    entry.problemStatus = 422;
    entry.answer = QByteArray("\xff\x00z", 3);
    write({entry});

    const auto back = opened()->entry(1);
    QVERIFY(back);
    QCOMPARE(back->localId, entry.localId);
    QCOMPARE(back->kind, entry.kind);
    QCOMPARE(back->state, entry.state);
    QCOMPARE(back->base, entry.base);
    QCOMPARE(back->edited, entry.edited);
    QCOMPARE(back->dependsOn, entry.dependsOn);
    QCOMPARE(back->replaces, entry.replaces);
    QCOMPARE(back->held, entry.held);
    QCOMPARE(back->attempts, entry.attempts);
    QCOMPARE(back->probes, entry.probes);
    QCOMPARE(back->createdAt, entry.createdAt);
    QCOMPARE(back->notBefore, entry.notBefore);
    QCOMPARE(back->sentAt, entry.sentAt);
    QCOMPARE(back->highestIdBefore, entry.highestIdBefore);
    QCOMPARE(back->sentBody, entry.sentBody);
    QCOMPARE(back->conflicts, entry.conflicts);
    QCOMPARE(back->problem, entry.problem);
    QCOMPARE(back->problemField, entry.problemField);
    QCOMPARE(back->problemStatus, entry.problemStatus);
    QCOMPARE(back->answer, entry.answer);
}

void TestOutbox::everyStateSurvivesARestart_data()
{
    QTest::addColumn<State>("state");
    QTest::newRow("queued") << State::Queued;
    QTest::newRow("sending") << State::Sending;
    QTest::newRow("acked") << State::Acked;
    QTest::newRow("done") << State::Done;
    QTest::newRow("unknown") << State::Unknown;
    QTest::newRow("conflict") << State::Conflict;
    QTest::newRow("rejected") << State::Rejected;
    QTest::newRow("ask") << State::Ask;
    QTest::newRow("discarded") << State::Discarded;
}

void TestOutbox::everyStateSurvivesARestart()
{
    QFETCH(State, state);
    write({entryWith(1, state)});
    const auto outbox = opened();
    QVERIFY(outbox);
    QVERIFY(outbox->repairs().isEmpty());
    QVERIFY(outbox->entry(1));
    QCOMPARE(outbox->entry(1)->state, state);
    QCOMPARE(outbox->pending().contains(1), outbox->entry(1)->isPending());
    QCOMPARE(outbox->hasPending(localIdOfServerId(1)), outbox->entry(1)->isPending());
}

void TestOutbox::numbersHaveNoGapsAfterARestart()
{
    write({entryWith(1), entryWith(2)});
    write({entryWith(2, State::Done)});
    const auto outbox = opened();
    QCOMPARE(outbox->nextSequence(), 3);
    QVERIFY(outbox->write({{entryWith(3)}, {}, {}}));
    QCOMPARE(outbox->nextSequence(), 4);
    QCOMPARE(outbox->pending().keys(), (QList<qint64>{1, 3}));
}

void TestOutbox::flippedByteIsSetAsideAndTheRestStays_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::newRow("content")
        << "UPDATE entries SET content = replace(content, 'Buyer 2', 'Buyer 9') WHERE sequence = 2"_ba;
    QTest::newRow("one bit") << "UPDATE entries SET content = replace(content, 'Anna', 'Anni') WHERE sequence = 2"_ba;
    QTest::newRow("checksum") << "UPDATE entries SET checksum = zeroblob(32) WHERE sequence = 2"_ba;
    QTest::newRow("cut") << "UPDATE entries SET content = substr(content, 1, 40) WHERE sequence = 2"_ba;
}

void TestOutbox::flippedByteIsSetAsideAndTheRestStays()
{
    QFETCH(QByteArray, sql);
    write({entryWith(1), entryWith(2), entryWith(3)});
    runSql(m_path, sql.constData());
    const auto outbox = opened();
    QVERIFY(outbox);
    QCOMPARE(outbox->repairs().size(), 1);
    QCOMPARE(outbox->pending().keys(), (QList<qint64>{1, 3}));
    QVERIFY(!outbox->entry(2));
    QCOMPARE(outbox->nextSequence(), 4);
    QCOMPARE(askSql(m_path, "SELECT origin || key FROM quarantine"), u"entries2"_s);
}

void TestOutbox::quarantineIsToldOnce()
{
    write({entryWith(1), entryWith(2)});
    runSql(m_path, "UPDATE entries SET checksum = zeroblob(32) WHERE sequence = 2");
    QCOMPARE(opened()->repairs().size(), 1);
    QVERIFY(opened()->repairs().isEmpty());
}

void TestOutbox::rowUnderAnotherNumberIsSetAside()
{
    write({entryWith(1), entryWith(2)});
    runSql(m_path, "DELETE FROM entries WHERE sequence = 2; UPDATE entries SET sequence = 2 WHERE sequence = 1");
    const auto outbox = opened();
    QVERIFY(outbox->pending().isEmpty());
    QCOMPARE(outbox->repairs().size(), 2); // 2 does not read back, 1 is missing
}

void TestOutbox::missingRowIsTold()
{
    write({entryWith(1), entryWith(2), entryWith(3)});
    runSql(m_path, "DELETE FROM entries WHERE sequence = 3");
    const auto outbox = opened();
    QCOMPARE(outbox->repairs().size(), 1);
    QCOMPARE(outbox->nextSequence(), 4);
    QVERIFY(opened()->repairs().isEmpty());
}

void TestOutbox::brokenHeaderIsMadeAnew()
{
    write({entryWith(1), entryWith(2)});
    runSql(m_path, "UPDATE header SET span = '1 900'");
    const auto outbox = opened();
    QCOMPARE(outbox->nextSequence(), 3);
    QCOMPARE(outbox->pending().size(), 2);
    QCOMPARE(askSql(m_path, "SELECT span FROM header"), u"1 2"_s);
}

void TestOutbox::purgeGoesFromTheLowEndOnly()
{
    write({entryWith(1, State::Done), entryWith(2), entryWith(3, State::Done)});
    QVERIFY(opened(Now.addDays(6))->entry(1));
    const auto outbox = opened(Now.addDays(8));
    QVERIFY(outbox->repairs().isEmpty());
    QVERIFY(!outbox->entry(1));
    QVERIFY(outbox->entry(3));
    QCOMPARE(outbox->nextSequence(), 4);
    QCOMPARE(askSql(m_path, "SELECT span FROM header"), u"2 3"_s);
    QVERIFY(opened(Now.addDays(9))->repairs().isEmpty());
}

void TestOutbox::discardedEntriesStayLonger()
{
    write({entryWith(1, State::Discarded)});
    QVERIFY(opened(Now.addDays(29))->entry(1));
    const auto outbox = opened(Now.addDays(31));
    QVERIFY(!outbox->entry(1));
    QCOMPARE(outbox->nextSequence(), 2);
}

void TestOutbox::draftsComeBackAndGo()
{
    const QUuid localId = QUuid::createUuid();
    const Draft draft{person(u"Anna"_s, u"Lind"_s, 1), person(u"Anna"_s, u"Lindh"_s, 1), Now};
    QVERIFY(opened()->write({{}, {{localId, draft}}, {}}));
    const auto outbox = opened();
    QCOMPARE(outbox->drafts().value(localId).edited, draft.edited);
    QCOMPARE(outbox->drafts().value(localId).base, draft.base);
    QVERIFY(outbox->write({{}, {{localId, std::nullopt}}, {}}));
    QVERIFY(outbox->drafts().isEmpty());
}

void TestOutbox::identitiesComeBack()
{
    const QUuid localId = QUuid::createUuid();
    QVERIFY(opened()->write({{}, {}, {{localId, Q_INT64_C(5000000000)}}}));
    const auto outbox = opened();
    QCOMPARE(outbox->serverId(localId), Q_INT64_C(5000000000));
    QCOMPARE(outbox->localId(Q_INT64_C(5000000000)), localId);
    QCOMPARE(outbox->highestServerId(), Q_INT64_C(5000000000));
    runSql(m_path, "UPDATE identities SET server_id = '7'");
    const auto again = [this] {
        return Outbox::open(m_path, Now);
    };
    QCOMPARE(again()->get()->serverId(localId), 0);
}

void TestOutbox::failedWriteChangesNothing_data()
{
    QTest::addColumn<QByteArray>("table");
    QTest::newRow("entries") << "entries"_ba;
    QTest::newRow("drafts") << "drafts"_ba;
    QTest::newRow("identities") << "identities"_ba;
    QTest::newRow("header") << "header"_ba;
}

void TestOutbox::failedWriteChangesNothing()
{
    QFETCH(QByteArray, table);
    write({entryWith(1)});
    const auto outbox = opened();
    breakTable(m_path, table);
    const QUuid localId = QUuid::createUuid();
    const OutboxChange change{{entryWith(1, State::Done), entryWith(2)},
        {{localId, Draft{{}, person(u"A"_s, u"B"_s), Now}}}, {{localId, 77}}};
    QVERIFY(!outbox->write(change));
    QCOMPARE(outbox->pending().keys(), QList<qint64>{1});
    QCOMPARE(outbox->nextSequence(), 2);
    QVERIFY(outbox->drafts().isEmpty());
    QCOMPARE(outbox->serverId(localId), 0);
    mendTable(m_path);
    QVERIFY(outbox->write(change));
    QCOMPARE(outbox->pending().keys(), QList<qint64>{2});
    QCOMPARE(outbox->serverId(localId), 77);
}

void TestOutbox::damagedFileIsSalvagedRowByRow()
{
    QList<OutboxEntry> entries;
    for (qint64 sequence = 1; sequence <= 200; ++sequence)
        entries.append(entryWith(sequence));
    write(entries);
    const qint64 size = QFile(m_path).size();
    QVERIFY(overwrite(m_path, size / 2 / 4096 * 4096, QByteArray(4096, 'x')));
    const auto outbox = opened();
    QVERIFY(outbox);
    QVERIFY(!outbox->repairs().isEmpty());
    QVERIFY2(outbox->pending().size() > 100, qPrintable(QString::number(outbox->pending().size())));
    QVERIFY(outbox->pending().contains(1));
    QVERIFY(outbox->pending().contains(200));
    QCOMPARE(outbox->nextSequence(), 201);
    QVERIFY(!QDir(m_folder->path()).entryList({u"outbox.sqlite.damaged-*"_s}).isEmpty());
}

void TestOutbox::garbageIsSetAsideAndTold()
{
    QVERIFY(overwrite(m_path, 0, QByteArray(5000, 'x')));
    const auto outbox = opened();
    QVERIFY(outbox);
    QCOMPARE(outbox->repairs().size(), 1);
    QCOMPARE(outbox->nextSequence(), 1);
    QCOMPARE(QDir(m_folder->path()).entryList({u"outbox.sqlite.damaged-*"_s}).size(), 1);
}

void TestOutbox::schemaThatCannotBeIsDamage_data()
{
    QTest::addColumn<QByteArray>("sql");
    QTest::newRow("below zero") << "PRAGMA user_version = -1"_ba;
    QTest::newRow("too low") << "PRAGMA user_version = 0"_ba;
    QTest::newRow("another name") << "ALTER TABLE drafts RENAME TO drifts"_ba;
}

void TestOutbox::schemaThatCannotBeIsDamage()
{
    QFETCH(QByteArray, sql);
    write({entryWith(1)});
    runSql(m_path, sql.constData());
    const auto outbox = opened();
    QVERIFY(outbox);
    QCOMPARE(outbox->repairs().size(), 1);
    QCOMPARE(outbox->pending().size(), 1);
}

void TestOutbox::fileThatCannotBeMendedStaysInItsPlace()
{
    write({entryWith(1)});
    runSql(m_path, "PRAGMA user_version = -1");
    QVERIFY(QDir().mkpath(m_path + u".mended"_s)); // in the way of the new file
    QVERIFY(!Outbox::open(m_path, Now));
    QCOMPARE(QDir(m_folder->path()).entryList({u"outbox.sqlite.damaged-*"_s}).size(), 0);
    QVERIFY(QDir().rmdir(m_path + u".mended"_s));
    QCOMPARE(opened()->pending().size(), 1);
}

void TestOutbox::newerSchemaIsRefused()
{
    write({entryWith(1)});
    runSql(m_path, "PRAGMA user_version = 1000");
    const auto outbox = Outbox::open(m_path, Now);
    QVERIFY(!outbox);
    QCOMPARE(outbox.error().kind, StoreError::Kind::Newer);
}

void TestOutbox::schemaOneOpens()
{
    // What the first released version wrote; the checksums are part of the format.
    QFile script(u":/schema/outbox-001.sql"_s);
    opened();
    QVERIFY(script.open(QIODevice::ReadOnly));
    QVERIFY(QFile::remove(m_path));
    runSql(m_path, script.readAll().constData());
    runSql(m_path,
        "PRAGMA user_version = 1; INSERT INTO identities VALUES ('0b0f9f7e-6a57-4c39-9d3c-0f4f1f0b7f11', '77', "
        "x'b3d0c224fc579c76d3a1f9c19b007c38bf3ca3cf39f39161f0e99bdf2d0a832d')");
    const auto outbox = opened();
    QVERIFY(outbox);
    QVERIFY2(outbox->repairs().isEmpty(), qPrintable(outbox->repairs().join(u' ')));
    QCOMPARE(outbox->localId(77), QUuid(u"0b0f9f7e-6a57-4c39-9d3c-0f4f1f0b7f11"_s));
}

void TestOutbox::wipeLeavesNothing()
{
    write({entryWith(1)});
    const auto outbox = opened();
    QVERIFY(outbox->write({{}, {{QUuid::createUuid(), Draft{}}}, {{QUuid::createUuid(), 5}}}));
    QVERIFY(outbox->wipe());
    QVERIFY(outbox->pending().isEmpty());
    QVERIFY(outbox->drafts().isEmpty());
    QCOMPARE(outbox->nextSequence(), 1);
    QFile file(m_path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("Lind"));
}

QTEST_GUILESS_MAIN(TestOutbox)
#include "tst_outbox.moc"
