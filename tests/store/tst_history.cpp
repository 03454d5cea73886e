#include "store/history.h"

#include "rawfile.h"
#include "store/partystore.h"
#include "support/manualclock.h"
#include "support/partybuilder.h"

#include <QDir>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = OutboxEntry::Kind;
using State = OutboxEntry::State;

/// What happened is told once, in the order in which it ended, and stays told.
class TestHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_clock = std::make_unique<ManualClock>();
        reopen();
        pull(ann());
    }
    void cleanup() { m_store.reset(); }

    void aFirstPullIsNoHistory() { QVERIFY(m_store->history(0, 10).isEmpty()); }

    void aSentSaveIsALineThatSurvivesARestart()
    {
        QSignalSpy told(m_store.get(), &PartyStore::historyChanged);
        sendJobTitle(u"Buyer"_s);
        QCOMPARE(told.size(), 1);
        reopen();
        const QList<HistoryLine> lines = m_store->history(0, 10);
        QCOMPARE(lines.size(), 1);
        QCOMPARE(lines.first().entry.kind, Kind::Update);
        QCOMPARE(lines.first().entry.state, State::Done);
        QCOMPARE(lines.first().entry.base.jobTitle, QString());
        QCOMPARE(lines.first().entry.edited.jobTitle, u"Buyer"_s);
        QVERIFY(!lines.first().isByOthers());
        QCOMPARE(lines.first().at, m_clock->now());
    }

    void whatWasGivenUpIsALineToo()
    {
        Party edited = ann();
        edited.jobTitle = u"Buyer"_s;
        const auto sequence = m_store->save(annId(), edited);
        QVERIFY(sequence);
        QVERIFY(m_store->history(0, 10).isEmpty()); // it waits: that is the outbox's to tell
        QVERIFY(m_store->discard(*sequence));
        QCOMPARE(m_store->history(0, 10).size(), 1);
        QCOMPARE(m_store->history(0, 10).first().entry.state, State::Discarded);
    }

    void anEditThatComesBackWithItsDeleteIsNoLongerGivenUp()
    {
        Party edited = ann();
        edited.jobTitle = u"Buyer"_s;
        const auto edit = m_store->save(annId(), edited);
        const auto removal = m_store->remove(annId(), 10s);
        QVERIFY(edit && removal);
        QVERIFY(m_store->takeBack(*removal));
        QVERIFY(m_store->entry(*edit)->isPending());
        for (const HistoryLine &line : m_store->history(0, 10))
            QVERIFY(line.entry.sequence != *edit);
    }

    void whatOthersChangeIsToldAndForgottenAfterThirtyDays()
    {
        Party theirs = ann();
        theirs.lastName = u"Okri"_s;
        theirs.updatedAt = m_clock->now();
        pull(theirs);
        pull(theirs); // telling it twice changes nothing
        QVERIFY(m_store->applyDeleted({1}));
        sendCreate();
        QList<HistoryLine> lines = m_store->history(0, 10);
        QCOMPARE(lines.size(), 3);
        QCOMPARE(lines.at(0).entry.kind, Kind::Create);
        QCOMPARE(lines.at(1).entry.kind, Kind::Delete);
        QVERIFY(lines.at(1).isByOthers());
        QCOMPARE(lines.at(2).entry.base.lastName, u"Lee"_s);
        QCOMPARE(lines.at(2).entry.edited.lastName, u"Okri"_s);

        m_clock->advance(31 * 24h);
        reopen();
        lines = m_store->history(0, 10);
        QCOMPARE(lines.size(), 1);
        QCOMPARE(lines.first().entry.kind, Kind::Create);
    }

    void whatOthersChangeWithinTheSecondIsTold()
    {
        Party theirs = ann();
        theirs.lastName = u"Okri"_s; // and updatedAt as before
        pull(theirs);
        QCOMPARE(m_store->history(0, 10).size(), 1);
    }

    void linesComeInPortions()
    {
        for (int i = 0; i < 5; ++i)
            sendJobTitle(u"Job %1"_s.arg(i));
        const QList<HistoryLine> newest = m_store->history(0, 2);
        QCOMPARE(newest.size(), 2);
        QCOMPARE(newest.first().entry.edited.jobTitle, u"Job 4"_s);
        const QList<HistoryLine> older = m_store->history(newest.last().number, 10);
        QCOMPARE(older.size(), 3);
        QCOMPARE(older.first().entry.edited.jobTitle, u"Job 2"_s);
    }

    void aLineThatACrashHasCostIsWrittenAtTheNextStart()
    {
        sendJobTitle(u"Buyer"_s);
        m_store.reset();
        runSql(file(), "DELETE FROM lines");
        reopen();
        QCOMPARE(m_store->history(0, 10).size(), 1);
        reopen();
        QCOMPARE(m_store->history(0, 10).size(), 1);
    }

    void aSaveDoesNotHangOnTheHistory()
    {
        breakTable(file(), "lines");
        sendJobTitle(u"Buyer"_s);
        QVERIFY(m_store->history(0, 10).isEmpty());
        QVERIFY(m_store->pendingEntries().isEmpty());
        QCOMPARE(m_store->party(annId())->base.jobTitle, u"Buyer"_s);
        mendTable(file());
        reopen();
        QCOMPARE(m_store->history(0, 10).size(), 1);
    }

    void aDamagedHistoryBeginsAnewAndSaysSo()
    {
        sendJobTitle(u"Buyer"_s);
        m_store.reset();
        QVERIFY(overwrite(file(), 0, QByteArray(4096, 'x')));
        reopen();
        QCOMPARE(m_store->repairs().size(), 1);
        QCOMPARE(m_store->party(annId())->base.jobTitle, u"Buyer"_s);
        QCOMPARE(m_store->history(0, 10).size(), 1); // of what the outbox still knows
        QCOMPARE(QDir(m_folder->path()).entryList({u"history.sqlite.damaged-*"_s}, QDir::Files).size(), 1);
    }

    void wipeLeavesNothing()
    {
        sendJobTitle(u"Buyer"_s);
        QVERIFY(m_store->wipe());
        QVERIFY(m_store->history(0, 10).isEmpty());
        m_store.reset();
        for (const char *name : {"history.sqlite", "history.sqlite-wal"}) {
            QFile left(m_folder->filePath(QString::fromLatin1(name)));
            QVERIFY(!left.open(QIODevice::ReadOnly) || !left.readAll().contains("Buyer"));
        }
    }

private:
    QString file() const { return m_folder->filePath(u"history.sqlite"_s); }
    static Party ann() { return person(u"Ann"_s, u"Lee"_s, 1); }
    QUuid annId() const { return localIdOfServerId(1); }
    void reopen()
    {
        m_store.reset();
        auto opened = PartyStore::open(m_folder->path(), *m_clock);
        QVERIFY(opened);
        m_store = std::move(*opened);
    }
    void pull(const Party &party)
    {
        QVERIFY(m_store->applyPage(
            {{QJsonDocument(partyToJson(party)).toJson(QJsonDocument::Compact), party}}, m_clock->now()));
    }
    void acknowledge(qint64 sequence, const Party &party)
    {
        QVERIFY(
            m_store->acknowledge(sequence, {QJsonDocument(partyToJson(party)).toJson(QJsonDocument::Compact), party}));
    }
    void sendJobTitle(const QString &title)
    {
        Party edited = m_store->party(annId())->shown;
        edited.jobTitle = title;
        const auto sequence = m_store->save(annId(), edited);
        QVERIFY(sequence && *sequence > 0);
        acknowledge(*sequence, edited);
    }
    void sendCreate()
    {
        Party made = person(u"Ben"_s, u"Okri"_s);
        const auto localId = m_store->startDraft(made);
        QVERIFY(localId);
        const auto sequence = m_store->save(*localId, made);
        QVERIFY(sequence);
        made.id = 2;
        acknowledge(*sequence, made);
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<PartyStore> m_store;
};

QTEST_GUILESS_MAIN(TestHistory)

#include "tst_history.moc"
