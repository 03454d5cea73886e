#include "store/activitystore.h"

#include "campaign/failingdisk.h"
#include "rawfile.h"
#include "store/activitywork.h"
#include "store/partystore.h"
#include "store/problem.h"
#include "support/manualclock.h"
#include "support/partybuilder.h"

#include <QDir>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using State = OutboxEntry::State;

/// Notes and tasks on the disk: what is typed, saved, sent and told survives, and nothing else is touched.
class ActivityStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        reopen();
        QVERIFY(m_store->applyPage(
            {received(person(u"Anna"_s, u"Lind"_s, 1)), received(person(u"Ben"_s, u"Okri"_s, 2))}, m_clock.now()));
    }
    void cleanup()
    {
        m_disk.heal();
        m_store.reset();
    }

    void whatIsTypedIsOnDisk()
    {
        const QUuid id = QUuid::createUuid();
        QVERIFY(activity().keepDraft(id, note(u"Call"_s)));
        QVERIFY(activity().keepDraft(id, note(u"Called her"_s)));
        Task task;
        task.description = u"Write"_s;
        QVERIFY(activity().keepDraft(QUuid::createUuid(), task));
        reopen();
        QCOMPARE(activity().noteDrafts().size(), 1);
        QCOMPARE(activity().noteDraft(id)->edited.content, u"Called her"_s);
        QCOMPARE(activity().taskDrafts().first().edited.description, u"Write"_s);
        QVERIFY(m_store->drafts().isEmpty()); // no record has one
        QCOMPARE(m_store->index().size(), 2);
        QVERIFY(activity().keepDraft(id, note(u" "_s))); // without a word there is nothing to keep
        QVERIFY(activity().noteDrafts().isEmpty());
        QVERIFY(activity().discardDraft(activity().taskDrafts().first().localId));
        reopen();
        QVERIFY(activity().taskDrafts().isEmpty());
    }

    void privateDraftsStayOffTheDisk()
    {
        QVERIFY(m_store->setPrivate(true));
        QVERIFY(activity().keepDraft(QUuid::createUuid(), note(u"Zwiebelkuchen"_s)));
        QCOMPARE(activity().draftsInMemory().size(), 1);
        QVERIFY(m_store->draftsInMemory().isEmpty());
        QVERIFY(!contents(u"outbox.sqlite"_s).contains("Zwiebelkuchen"));
        QVERIFY(m_store->setPrivate(false));
        reopen();
        QCOMPARE(activity().noteDrafts().size(), 1);
    }

    void aFullDiskTakesNothingAndLosesNothing()
    {
        const QUuid id = QUuid::createUuid();
        QVERIFY(activity().keepDraft(id, note(u"Call"_s)));
        m_disk.failFrom(1, SQLITE_FULL);
        QVERIFY(!activity().keepDraft(id, note(u"Called her"_s)));
        QVERIFY(!activity().save(id, note(u"Called her"_s)));
        activity().holdDraft(id, note(u"Called her"_s));
        QCOMPARE(activity().noteDraft(id)->edited.content, u"Called her"_s);
        QVERIFY(m_store->pendingEntries().isEmpty());
        m_disk.heal();
        QVERIFY(m_store->keepHeldDrafts());
        reopen();
        QCOMPARE(activity().noteDraft(id)->edited.content, u"Called her"_s);
    }

    void savingEndsTheDraftAndMerges()
    {
        const QUuid id = QUuid::createUuid();
        QVERIFY(activity().keepDraft(id, note(u"Call"_s)));
        QSignalSpy outboxChanged(m_store.get(), &PartyStore::outboxChanged);
        const qint64 sequence = saved(id, note(u"Called"_s));
        QCOMPARE(sequence, 1);
        QCOMPARE(outboxChanged.size(), 1);
        QVERIFY(activity().noteDrafts().isEmpty());
        QCOMPARE(saved(id, note(u"Called her"_s)), sequence);
        QCOMPARE(saved(id, note(u"Called her"_s)), 0); // nothing to do
        reopen();
        QCOMPARE(m_store->pendingEntries().size(), 1);
        QCOMPARE(m_store->pendingEntries().first().note()->edited.content, u"Called her"_s);
        QCOMPARE(m_store->pendingEntries().first().localId, anna());
        QVERIFY(!m_store->index().summary(anna())->isPending); // the record itself has nothing to send
        QVERIFY(m_store->index().contains(anna()));
        QCOMPARE(m_store->index().size(), 2);
        QCOMPARE(differencesOf(m_store->pendingEntries().first()).size(), 1);
    }

    void whatFliesIsFrozen()
    {
        const QUuid id = QUuid::createUuid();
        OutboxEntry entry = *m_store->entry(saved(id, note(u"One"_s)));
        entry.state = State::Sending;
        QVERIFY(m_store->update(entry));
        QCOMPARE(saved(id, note(u"Two"_s)), 2);
        QCOMPARE(m_store->entry(1)->note()->edited.content, u"One"_s);
        QCOMPARE(activity().entry(id)->shown.content, u"Two"_s);
        QVERIFY(activity().acknowledge(1, answer(5, u"One"_s)));
        QCOMPARE(m_store->entry(1)->state, State::Done);
        QCOMPARE(activity().serverId(id), 5);
        QCOMPARE(activity().localIdOfEntryHere(5), id);
        QCOMPARE(activity().entry(id)->shown.content, u"Two"_s);
        QCOMPARE(m_store->entry(2)->note()->base.content, u"One"_s);
        reopen();
        QCOMPARE(activity().entry(localIdOfEntry(5))->localId, id);
    }

    void whatWasSentIsTakenBackByWorkOfItsOwn()
    {
        const QUuid id = QUuid::createUuid();
        saved(id, note(u"One"_s));
        QVERIFY(activity().acknowledge(1, answer(5, u"One"_s)));
        OutboxEntry entry = *m_store->entry(saved(id, note(u"Two"_s)));
        entry.attempts = 1; // its answer was lost, and it waits to be sent again
        QVERIFY(m_store->update(entry));
        const qint64 back = saved(id, note(u"One"_s));
        QVERIFY(back != 0 && back != entry.sequence);
        QCOMPARE(m_store->pendingEntries().size(), 2);
        QCOMPARE(m_store->entry(back)->note()->base.content, u"Two"_s);
        QCOMPARE(activity().entry(id)->shown.content, u"One"_s);
    }

    void anAnswerIsTakenAgainAfterACrash()
    {
        const QUuid id = QUuid::createUuid();
        OutboxEntry entry = *m_store->entry(saved(id, note(u"One"_s)));
        entry.state = State::Acked;
        entry.answer = answer(5, u"One"_s);
        QVERIFY(m_store->update(entry));
        reopen();
        for (int times = 0; times < 2; ++times)
            QVERIFY(activity().acknowledge(1, m_store->entry(1)->answer));
        QVERIFY(m_store->pendingEntries().isEmpty());
        QCOMPARE(activity().entriesOf(anna(), 10).size(), 1);
        QCOMPARE(activity().entry(id)->base.id, 5);
    }

    void oneThatWasPulledUnderAnotherIdIsOne()
    {
        const QUuid id = QUuid::createUuid();
        OutboxEntry entry = *m_store->entry(saved(id, note(u"One"_s)));
        entry.state = State::Unknown;
        QVERIFY(m_store->update(entry));
        QVERIFY(activity().applyEntries(anna(), {{receivedNote(5, u"One"_s)}, true, true}, reach()));
        const QUuid twin = localIdOfEntry(5);
        Entry edited = activity().entry(twin)->shown;
        edited.content = u"One, and more"_s;
        QVERIFY(saved(twin, edited) > 0);
        QVERIFY(activity().acknowledge(1, answer(5, u"One"_s)));
        QCOMPARE(activity().entriesOf(anna(), 10).size(), 1);
        QCOMPARE(activity().entriesOf(anna(), 10).first().localId, id);
        QCOMPARE(activity().entry(id)->shown.content, u"One, and more"_s);
    }

    void anUndoneEditEndsItsWork()
    {
        QVERIFY(activity().applyEntries(anna(), {{receivedNote(5, u"One"_s)}, true, true}, reach()));
        const QUuid id = localIdOfEntry(5);
        Entry edited = activity().entry(id)->shown;
        edited.content = u"Two"_s;
        QVERIFY(saved(id, edited) > 0);
        edited.content = u"One"_s;
        QCOMPARE(saved(id, edited), 0);
        QVERIFY(m_store->pendingEntries().isEmpty());
    }

    void aDeleteTakesWaitingEditsAndGivesThemBack()
    {
        QVERIFY(activity().applyEntries(anna(), {{receivedNote(5, u"One"_s)}, true, true}, reach()));
        const QUuid id = localIdOfEntry(5);
        Entry edited = activity().entry(id)->shown;
        edited.content = u"Two"_s;
        QVERIFY(saved(id, edited) > 0);
        const auto removal = activity().remove(id, 10s);
        QVERIFY(*removal > 0);
        QCOMPARE(m_store->pendingEntries().size(), 1);
        QVERIFY(*m_store->takeBack(*removal));
        QCOMPARE(m_store->pendingEntries().size(), 1);
        QCOMPARE(activity().entry(id)->shown.content, u"Two"_s);
        QVERIFY(!activity().entry(id)->isDeleted);
    }

    void aNewNoteThatWasNeverSentIsCancelled()
    {
        const QUuid id = QUuid::createUuid();
        QVERIFY(saved(id, note(u"One"_s)) > 0);
        QCOMPARE(*activity().remove(id, 10s), 0);
        QVERIFY(m_store->pendingEntries().isEmpty());
        QVERIFY(activity().entriesOf(anna(), 10).isEmpty());
        QCOMPARE(m_store->entry(1)->problem, Problem::cancelled);
    }

    void aGivenUpNoteDoesNotTouchItsRecordsWork()
    {
        Party anna = m_store->party(this->anna())->shown;
        anna.jobTitle = u"Buyer"_s;
        QVERIFY(m_store->save(this->anna(), anna));
        const qint64 sequence = saved(QUuid::createUuid(), note(u"One"_s));
        QVERIFY(m_store->setHeld(sequence, true));
        QVERIFY(m_store->entry(sequence)->held);
        QVERIFY(m_store->discard(sequence));
        QCOMPARE(m_store->pendingEntries().size(), 1);
        QVERIFY(m_store->index().summary(this->anna())->isPending);
        QCOMPARE(m_store->party(this->anna())->shown.jobTitle, u"Buyer"_s);
    }

    void anOlderPageDoesNotHideUnsentWork()
    {
        QVERIFY(activity().applyEntries(anna(), {{receivedNote(5, u"One"_s)}, true, true}, reach()));
        Entry edited = activity().entry(localIdOfEntry(5))->shown;
        edited.content = u"Mine"_s;
        QVERIFY(saved(localIdOfEntry(5), edited) > 0);
        QVERIFY(activity().applyEntries(anna(), {{receivedNote(5, u"One"_s)}, true, true}, reach()));
        QCOMPARE(activity().entriesOf(anna(), 10).first().shown.content, u"Mine"_s);
        QCOMPARE(activity().entriesOf(anna(), 10).first().base.content, u"One"_s);
    }

    void aDamagedRowIsReadAgain()
    {
        QVERIFY(activity().applyEntries(
            anna(), {{receivedNote(5, u"One"_s), receivedNote(6, u"Two"_s)}, true, true}, reach()));
        QVERIFY(activity().extentOf(anna()).isComplete());
        m_store.reset();
        runSql(file(u"replica.sqlite"_s), "UPDATE entries SET document = replace(document, 'One', 'Won')");
        reopen();
        QCOMPARE(activity().entriesOf(anna(), 10).size(), 1); // not shown as Capsule's word
        QVERIFY(!activity().extentOf(anna()).isComplete());
    }

    void whatHappenedGoesWithItsRecord()
    {
        QVERIFY(activity().applyEntries(anna(), {{receivedNote(5, u"One"_s)}, true, true}, reach()));
        QVERIFY(m_store->applyDeleted({1}, m_clock.now()));
        QVERIFY(activity().entriesOf(anna(), 10).isEmpty());
        QVERIFY(!activity().entry(localIdOfEntry(5)));
    }

    void filesAreCopiedAndTidied()
    {
        QFile original(file(u"offer.txt"_s));
        QVERIFY(original.open(QIODevice::WriteOnly));
        original.write("ten chairs");
        original.close();
        const auto kept = activity().takeFile(original.fileName(), u"text/plain"_s);
        const auto dropped = activity().takeFile(original.fileName(), u"text/plain"_s);
        QVERIFY(kept && dropped);
        QVERIFY(original.remove());
        QCOMPARE(kept->size, 10);
        QCOMPARE(kept->filename, u"offer.txt"_s);
        Entry withFile = note(u"The offer"_s);
        withFile.attachments = {*kept};
        QVERIFY(activity().keepDraft(QUuid::createUuid(), withFile));
        reopen();
        QVERIFY(!activity().pathOf(*kept).isEmpty());
        QVERIFY(activity().pathOf(*dropped).isEmpty()); // nothing needs it
        QVERIFY(m_store->wipe());
        QVERIFY(activity().pathOf(*kept).isEmpty());
        QVERIFY(!activity().takeFile(file(u"nowhere.txt"_s), {}));
    }

    void tooLargeAFileIsRefused()
    {
        QFile original(file(u"film.bin"_s));
        QVERIFY(original.open(QIODevice::WriteOnly));
        QVERIFY(original.resize(largestAttachment + 1));
        original.close();
        const auto taken = activity().takeFile(original.fileName(), {});
        QVERIFY(!taken);
        QVERIFY2(taken.error().detail.contains(u"25 MB"_s), qPrintable(taken.error().detail));
        QVERIFY(original.resize(largestAttachment));
        QVERIFY(activity().takeFile(original.fileName(), {}));
    }

    void fetchedFilesHaveHarmlessNames_data()
    {
        QTest::addColumn<QString>("told");
        QTest::addColumn<QString>("kept");
        QTest::newRow("plain") << u"offer 2.pdf"_s << u"offer 2.pdf"_s;
        QTest::newRow("a path") << u"../../.bashrc"_s << u"_.._.bashrc"_s;
        QTest::newRow("another path") << u"C:\\x\\y.exe"_s << u"C__x_y.exe"_s;
        QTest::newRow("nothing") << QString() << u"file_"_s;
        QTest::newRow("dots") << u"..."_s << u"file_"_s;
        QTest::newRow("a device") << u"NUL.txt"_s << u"file_NUL.txt"_s;
        QTest::newRow("turned around") << u"a\u202egpj.exe"_s << u"a_gpj.exe"_s;
        QTest::newRow("long") << QString(300, u'a') + u".pdf"_s << QString(50, u'a') + QString(46, u'a') + u".pdf"_s;
    }

    void fetchedFilesHaveHarmlessNames()
    {
        QFETCH(QString, told);
        QFETCH(QString, kept);
        const auto path = activity().keepFetched({7, told, {}, 3, {}}, "abc"_ba);
        QVERIFY(path);
        QCOMPARE(*path, m_folder->filePath(u"account/attachments/fetched/7/"_s) + kept);
        QCOMPARE(activity().pathOf({7, told, {}, 3, {}}), *path);
    }

private:
    void reopen()
    {
        m_store.reset();
        auto opened = PartyStore::open(m_folder->filePath(u"account"_s), m_clock);
        QVERIFY(opened);
        m_store = std::move(*opened);
        QVERIFY2(m_store->repairs().isEmpty(), qPrintable(m_store->repairs().join(u' ')));
    }
    ActivityStore &activity() { return m_store->activity(); }
    QString file(const QString &name) const { return m_folder->filePath(u"account/"_s + name); }
    QByteArray contents(const QString &name) const
    {
        QFile file(this->file(name));
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static QUuid anna() { return localIdOfServerId(1); }
    static ReceivedParty received(const Party &party)
    {
        return {QJsonDocument(partyToJson(party)).toJson(QJsonDocument::Compact), party};
    }
    Entry note(const QString &content)
    {
        Entry note;
        note.content = content;
        note.relatedTo = activity().relatedTo(anna());
        return note;
    }
    qint64 saved(const QUuid &id, const Entry &edited)
    {
        const auto sequence = activity().save(id, edited);
        return sequence ? *sequence : -1;
    }
    Received<Entry> receivedNote(qint64 id, const QString &content)
    {
        Entry entry = note(content);
        entry.id = id;
        entry.entryAt = m_clock.now();
        entry.createdAt = m_clock.now();
        return {QJsonDocument(entryToJson(entry)).toJson(QJsonDocument::Compact), entry};
    }
    QByteArray answer(qint64 id, const QString &content) { return receivedNote(id, content).document; }
    ActivityStore::Reach reach() const { return {{}, m_clock.now(), true, m_clock.now()}; }

    ManualClock m_clock;
    FailingDisk m_disk;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<PartyStore> m_store;
};

QTEST_GUILESS_MAIN(ActivityStoreTest)
#include "tst_activitystore.moc"
