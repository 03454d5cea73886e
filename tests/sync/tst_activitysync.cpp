#include "bench.h"

#include "store/activitystore.h"
#include "store/problem.h"
#include "sync/activitysync.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using capsule::Fault;

Q_DECLARE_METATYPE(capsule::Fault)

/// Notes, tasks, attachments and deals between this computer and Capsule.
class ActivitySyncTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_bench.reset(); }

    void aNoteArrives();
    void aNoteArrivesOnce_data() { losses(); }
    void aNoteArrivesOnce();
    void aTaskArrivesOnce_data() { losses(); }
    void aTaskArrivesOnce();
    void anAddedFileArrivesOnce_data() { losses(); }
    void anAddedFileArrivesOnce();
    void aRestartSendsANoteOnce_data();
    void aRestartSendsANoteOnce();
    void twoEqualNotesAsk();
    void anEqualNoteOfBeforeIsNotAdopted();
    void aNoteWaitsForItsNewPerson();
    void aNoteOfAPersonThatIsGivenUpAsks();
    void aChangedNoteSendsItsContentAlone();
    void bothChangedANote();
    void aNoteThatIsGoneAsks();
    void aDeletedNoteGoes();
    void aDeleteOfAChangedNoteAsks();
    void whatIsTypedWhileANoteFliesFollows();
    void aRefusedTaskIsParkedAndTriedAgain();
    void aTaskIsCompletedAndReopened();
    void onlyWhatChangedOfATaskIsSent();
    void aFileIsUploadedBeforeItsNote();
    void aLostUploadIsRepeated();
    void heldWhileItsFileGoesUp();
    void aMissingFileParksItsNote();
    void anAttachmentIsFetched();
    void anAttachmentOfAnotherSizeIsNotKept();
    void entriesComePageByPage();
    void anOrganisationShowsItsPeoplesEntries();
    void aDeletedEntryGoesWithTheNextLook();
    void openTasksAreWalked();
    void dealsAreRead();
    void everythingIsReadableOffline();
    void historyTellsOfNotes();
    void aSecondNoteThatTurnsUpIsTold();
    void aSecondTaskThatTurnsUpIsTold();
    void noMoreThanFourReadsAreUnderWay();

private:
    void losses();
    bool settles();
    ActivityStore &activity() { return m_bench->store().activity(); }
    ActivitySync &wire() { return m_bench->engine().activity(); }
    QUuid addNote(const QUuid &record, const QString &content);
    QUuid addTask(const QUuid &record, const QString &description);
    /// The notes in Capsule with this content.
    qsizetype notesLike(const QString &content) const;
    qsizetype tasksLike(const QString &description) const;
    qint64 capsuleNote(qint64 party, const QString &content, const QString &entryAt = {});
    /// The value of "entry" or "task" in the last write.
    QJsonObject lastBody(const QString &key) const;
    QStringList contentsOf(const QUuid &record, int limit = 1000);
    Attachment file(const QString &name, const QByteArray &content);

    std::unique_ptr<Bench> m_bench;
    QTemporaryDir m_files;
    QUuid m_ann;
    qint64 m_annId = 0;
};

void ActivitySyncTest::init()
{
    m_bench = std::make_unique<Bench>();
    m_annId = m_bench->addAnnLee();
    m_ann = localIdOfServerId(m_annId);
    m_bench->start();
    m_bench->run(1min);
    m_bench->forget();
}

void ActivitySyncTest::losses()
{
    QTest::addColumn<Fault>("fault");
    const auto fault = [](Fault::Kind kind, int status = 500, bool acts = false) {
        return Fault{{}, {}, kind, 0, 1, 0, status, acts};
    };
    QTest::newRow("dropped before") << fault(Fault::Kind::DropBefore);
    QTest::newRow("dropped after") << fault(Fault::Kind::DropAfter);
    QTest::newRow("hangs") << fault(Fault::Kind::Hang);
    QTest::newRow("cut") << fault(Fault::Kind::Cut);
    QTest::newRow("broken") << fault(Fault::Kind::BreakJson);
    QTest::newRow("500, not done") << fault(Fault::Kind::Status, 500);
    QTest::newRow("502, but done") << fault(Fault::Kind::Status, 502, true);
    QTest::newRow("429") << fault(Fault::Kind::Status, 429);
    QTest::newRow("redirected") << fault(Fault::Kind::Redirect);
    QTest::newRow("sign-in page") << fault(Fault::Kind::Html);
}

bool ActivitySyncTest::settles()
{
    for (int hours = 0; hours < 20 && !m_bench->store().pendingEntries().isEmpty(); ++hours)
        m_bench->run(6min);
    return m_bench->store().pendingEntries().isEmpty();
}

QUuid ActivitySyncTest::addNote(const QUuid &record, const QString &content)
{
    Entry note;
    note.content = content;
    note.relatedTo = activity().relatedTo(record);
    const QUuid id = QUuid::createUuid();
    const auto saved = activity().save(id, note);
    return saved && *saved > 0 ? id : QUuid();
}

QUuid ActivitySyncTest::addTask(const QUuid &record, const QString &description)
{
    Task task;
    task.description = description;
    task.dueOn = QDate(2026, 12, 1);
    if (!record.isNull())
        task.relatedTo = activity().relatedTo(record);
    const QUuid id = QUuid::createUuid();
    const auto saved = activity().save(id, task);
    return saved && *saved > 0 ? id : QUuid();
}

qsizetype ActivitySyncTest::notesLike(const QString &content) const
{
    const auto &rows = m_bench->service.account().entries.rows();
    return std::ranges::count_if(rows, [&](const auto &entry) { return entry->content == content; });
}

qsizetype ActivitySyncTest::tasksLike(const QString &description) const
{
    const auto &rows = m_bench->service.account().tasks.rows();
    return std::ranges::count_if(rows, [&](const auto &task) { return task->description == description; });
}

qint64 ActivitySyncTest::capsuleNote(qint64 party, const QString &content, const QString &entryAt)
{
    QJsonObject note{{u"type"_s, u"note"_s}, {u"content"_s, content}, {u"party"_s, QJsonObject{{u"id"_s, party}}}};
    if (!entryAt.isEmpty())
        note.insert(u"entryAt"_s, entryAt);
    const auto answer = m_bench->service.ask("POST"_ba, "entries"_ba, {{u"entry"_s, note}});
    return QJsonDocument::fromJson(answer.body)[u"entry"_s][u"id"_s].toInteger();
}

QJsonObject ActivitySyncTest::lastBody(const QString &key) const
{
    const auto &requests = m_bench->network().requests();
    for (auto request = requests.rbegin(); request != requests.rend(); ++request) {
        if (request->method == "POST" || request->method == "PUT")
            return QJsonDocument::fromJson(request->body)[key].toObject();
    }
    return {};
}

QStringList ActivitySyncTest::contentsOf(const QUuid &record, int limit)
{
    QStringList contents;
    for (const EntryView &view : activity().entriesOf(record, limit))
        contents.append(view.shown.content);
    return contents;
}

Attachment ActivitySyncTest::file(const QString &name, const QByteArray &content)
{
    QFile original(m_files.filePath(name));
    if (!original.open(QIODevice::WriteOnly) || original.write(content) != content.size())
        return {};
    original.close();
    const auto taken = activity().takeFile(original.fileName(), u"text/plain"_s);
    original.remove(); // what was attached does not depend on it any more
    return taken ? *taken : Attachment{};
}

// --- notes

void ActivitySyncTest::aNoteArrives()
{
    const QUuid note = addNote(m_ann, u"Called her"_s);
    QCOMPARE(contentsOf(m_ann), QStringList{u"Called her"_s}); // before anything is sent
    m_bench->settle();
    QCOMPARE(m_bench->writes(), QStringList{u"POST /entries"_s});
    QCOMPARE(lastBody(u"entry"_s),
        (QJsonObject{
            {u"type"_s, u"note"_s}, {u"content"_s, u"Called her"_s}, {u"party"_s, QJsonObject{{u"id"_s, m_annId}}}}));
    QVERIFY(m_bench->store().pendingEntries().isEmpty());
    QCOMPARE(contentsOf(m_ann), QStringList{u"Called her"_s});
    QCOMPARE(activity().entriesOf(m_ann, 10).first().localId, note);
    QVERIFY(activity().serverId(note) > 0);
    m_bench->quit();
    m_bench->start();
    QCOMPARE(activity().entriesOf(m_ann, 10).first().localId, note);
}

void ActivitySyncTest::aNoteArrivesOnce()
{
    QFETCH(Fault, fault);
    fault.method = "POST"_ba;
    fault.path = u"/entries"_s;
    m_bench->network().faults().add(fault);
    addNote(m_ann, u"Called her"_s);
    QVERIFY2(settles(), qPrintable(m_bench->outbox().join(u", ")));
    QCOMPARE(notesLike(u"Called her"_s), 1);
    QCOMPARE(contentsOf(m_ann), QStringList{u"Called her"_s});
}

void ActivitySyncTest::aTaskArrivesOnce()
{
    QFETCH(Fault, fault);
    fault.method = "POST"_ba;
    fault.path = u"/tasks"_s;
    m_bench->network().faults().add(fault);
    addTask(m_ann, u"Send the offer"_s);
    QVERIFY2(settles(), qPrintable(m_bench->outbox().join(u", ")));
    QCOMPARE(tasksLike(u"Send the offer"_s), 1);
    QCOMPARE(activity().tasksOf(m_ann).size(), 1);
}

void ActivitySyncTest::anAddedFileArrivesOnce()
{
    QFETCH(Fault, fault);
    const QUuid note = addNote(m_ann, u"The contract"_s);
    m_bench->settle();
    fault.method = "PUT"_ba;
    fault.path = u"/entries/*"_s;
    m_bench->network().faults().add(fault);
    Entry edited = activity().entry(note)->shown;
    edited.attachments.append(file(u"contract.txt"_s, "I agree"));
    QVERIFY(activity().save(note, edited));
    QVERIFY2(settles(), qPrintable(m_bench->outbox().join(u", ")));
    QCOMPARE(m_bench->service.account().entries.rows().front()->attachments.size(), 1);
    QCOMPARE(activity().entry(note)->shown.attachments.size(), 1);
    QCOMPARE(activity().entry(note)->shown.attachments.first().filename, u"contract.txt"_s);
}

void ActivitySyncTest::aRestartSendsANoteOnce_data()
{
    QTest::addColumn<bool>("arrives");
    QTest::newRow("after it arrived") << true;
    QTest::newRow("before it arrived") << false;
}

void ActivitySyncTest::aRestartSendsANoteOnce()
{
    QFETCH(bool, arrives);
    m_bench->network().faults().add(
        {"POST"_ba, u"/entries"_s, arrives ? Fault::Kind::Hang : Fault::Kind::DropBefore, 0, 1, 20'000});
    addNote(m_ann, u"Called her"_s);
    m_bench->run(1s);
    QCOMPARE(m_bench->outbox(), QStringList{u"Create Sending"_s});
    m_bench->quit();
    m_bench->start();
    QVERIFY2(settles(), qPrintable(m_bench->outbox().join(u", ")));
    QCOMPARE(notesLike(u"Called her"_s), 1);
}

void ActivitySyncTest::twoEqualNotesAsk()
{
    m_bench->network().faults().add({"POST"_ba, u"/entries"_s, Fault::Kind::DropAfter});
    addNote(m_ann, u"No answer"_s);
    m_bench->settle();
    capsuleNote(m_annId, u"No answer"_s);
    m_bench->run(3min);
    QCOMPARE(m_bench->outbox(), QStringList{u"Create Ask"_s});
    QCOMPARE(m_bench->onlyEntry().problem, Problem::severalFound);
    QCOMPARE(notesLike(u"No answer"_s), 2);
}

void ActivitySyncTest::anEqualNoteOfBeforeIsNotAdopted()
{
    capsuleNote(m_annId, u"No answer"_s);
    m_bench->service.advance(600);
    m_bench->run(4min);
    m_bench->network().faults().add({"POST"_ba, u"/entries"_s, Fault::Kind::DropBefore});
    addNote(m_ann, u"No answer"_s);
    QVERIFY2(settles(), qPrintable(m_bench->outbox().join(u", ")));
    QCOMPARE(notesLike(u"No answer"_s), 2);
}

void ActivitySyncTest::aNoteWaitsForItsNewPerson()
{
    m_bench->network().setOffline(true);
    const QUuid bob = m_bench->add(person(u"Bob"_s, u"Ray"_s));
    const QUuid note = addNote(bob, u"Met at the fair"_s);
    const QUuid task = addTask(bob, u"Write to him"_s);
    m_bench->run(1min);
    m_bench->network().setOffline(false);
    QVERIFY2(settles(), qPrintable(m_bench->outbox().join(u", ")));
    QCOMPARE(m_bench->writes(), (QStringList{u"POST /parties"_s, u"POST /entries"_s, u"POST /tasks"_s}));
    QCOMPARE(m_bench->service.account().entries.rows().front()->party, m_bench->store().serverId(bob));
    QCOMPARE(activity().entriesOf(bob, 10).first().localId, note);
    QCOMPARE(activity().tasksOf(bob).first().localId, task);
}

void ActivitySyncTest::aNoteOfAPersonThatIsGivenUpAsks()
{
    m_bench->network().setOffline(true);
    const QUuid bob = m_bench->add(person(u"Bob"_s, u"Ray"_s));
    addNote(bob, u"Met at the fair"_s);
    QVERIFY(m_bench->store().remove(bob, 10s));
    m_bench->network().setOffline(false);
    m_bench->run(6min);
    QCOMPARE(m_bench->outbox(), QStringList{u"Create Ask"_s});
    QCOMPARE(m_bench->onlyEntry().problem, Problem::partyCancelled);
    QVERIFY(m_bench->writes().isEmpty());
}

void ActivitySyncTest::aChangedNoteSendsItsContentAlone()
{
    const qint64 id = capsuleNote(m_annId, u"Called"_s);
    wire().openEntries(m_ann);
    m_bench->settle();
    const QUuid note = localIdOfEntry(id);
    Entry edited = activity().entry(note)->shown;
    edited.content = u"Called twice"_s;
    edited.activityType = {-2, u"Email"_s}; // which cannot be changed
    QVERIFY(activity().save(note, edited));
    m_bench->settle();
    QCOMPARE(lastBody(u"entry"_s), (QJsonObject{{u"content"_s, u"Called twice"_s}}));
    QCOMPARE(notesLike(u"Called twice"_s), 1);
}

void ActivitySyncTest::bothChangedANote()
{
    const qint64 id = capsuleNote(m_annId, u"Called"_s);
    wire().openEntries(m_ann);
    m_bench->settle();
    const QUuid note = localIdOfEntry(id);
    m_bench->service.ask("PUT"_ba, "entries/" + QByteArray::number(id),
        {{u"entry"_s, QJsonObject{{u"content"_s, u"Called, theirs"_s}}}});
    Entry edited = activity().entry(note)->shown;
    edited.content = u"Called, mine"_s;
    QVERIFY(activity().save(note, edited));
    m_bench->settle();
    QCOMPARE(m_bench->outbox(), QStringList{u"Update Conflict"_s});
    QVERIFY(m_bench->writes().isEmpty());
    QCOMPARE(m_bench->onlyEntry().conflicts,
        (QList<PartyConflict>{{u"content"_s, u"Called"_s, u"Called, mine"_s, u"Called, theirs"_s}}));
    QCOMPARE(m_bench->parked.size(), 1);

    QVERIFY(m_bench->store().retry(m_bench->onlyEntry().sequence, {}));
    QVERIFY2(settles(), qPrintable(m_bench->outbox().join(u", ")));
    QCOMPARE(notesLike(u"Called, mine"_s), 1);
}

void ActivitySyncTest::aNoteThatIsGoneAsks()
{
    const qint64 id = capsuleNote(m_annId, u"Called"_s);
    wire().openEntries(m_ann);
    m_bench->settle();
    m_bench->service.ask("DELETE"_ba, "entries/" + QByteArray::number(id));
    Entry edited = activity().entry(localIdOfEntry(id))->shown;
    edited.content = u"Called, mine"_s;
    QVERIFY(activity().save(localIdOfEntry(id), edited));
    m_bench->settle();
    QCOMPARE(m_bench->outbox(), QStringList{u"Update Ask"_s});
    QCOMPARE(m_bench->onlyEntry().problem, Problem::gone);
    QVERIFY(m_bench->store().discard(m_bench->onlyEntry().sequence));
    QVERIFY(m_bench->store().pendingEntries().isEmpty());
}

void ActivitySyncTest::aDeletedNoteGoes()
{
    const qint64 id = capsuleNote(m_annId, u"Called"_s);
    wire().openEntries(m_ann);
    m_bench->settle();
    const auto removal = activity().remove(localIdOfEntry(id), 10s);
    QVERIFY(removal && *removal > 0);
    QVERIFY(activity().entriesOf(m_ann, 10).first().isDeleted);
    m_bench->run(5s);
    QVERIFY(*m_bench->store().takeBack(*removal));
    QVERIFY(!activity().entriesOf(m_ann, 10).first().isDeleted);
    QVERIFY(activity().remove(localIdOfEntry(id), 10s));
    m_bench->run(15s);
    QCOMPARE(m_bench->writes(), QStringList{u"DELETE /entries/%1"_s.arg(id)});
    QVERIFY(activity().entriesOf(m_ann, 10).isEmpty());
    QCOMPARE(notesLike(u"Called"_s), 0);
}

void ActivitySyncTest::aDeleteOfAChangedNoteAsks()
{
    const qint64 id = capsuleNote(m_annId, u"Called"_s);
    wire().openEntries(m_ann);
    m_bench->settle();
    m_bench->service.ask("PUT"_ba, "entries/" + QByteArray::number(id),
        {{u"entry"_s, QJsonObject{{u"content"_s, u"Called, and more"_s}}}});
    QVERIFY(activity().remove(localIdOfEntry(id), 1s));
    m_bench->run(10s);
    QCOMPARE(m_bench->outbox(), QStringList{u"Delete Ask"_s});
    QCOMPARE(m_bench->onlyEntry().problem, Problem::changedSince);
    QVERIFY(m_bench->store().retry(m_bench->onlyEntry().sequence, {}));
    m_bench->run(1min);
    QCOMPARE(notesLike(u"Called, and more"_s), 0);
}

void ActivitySyncTest::whatIsTypedWhileANoteFliesFollows()
{
    m_bench->network().faults().add({"POST"_ba, u"/entries"_s, Fault::Kind::None, 0, 1, 5'000});
    const QUuid note = addNote(m_ann, u"One"_s);
    m_bench->run(1s);
    Entry edited = activity().entry(note)->shown;
    edited.content = u"One and two"_s;
    QVERIFY(activity().save(note, edited));
    QCOMPARE(m_bench->outbox(), (QStringList{u"Create Sending"_s, u"Update Queued"_s}));
    QVERIFY2(settles(), qPrintable(m_bench->outbox().join(u", ")));
    QCOMPARE(notesLike(u"One and two"_s), 1);
    QCOMPARE(m_bench->service.account().entries.size(), 1);
}

// --- tasks

void ActivitySyncTest::aRefusedTaskIsParkedAndTriedAgain()
{
    m_bench->network().faults().add({"POST"_ba, u"/tasks"_s, Fault::Kind::Status, 0, 1, 0, 422});
    addTask(m_ann, u"Send the offer"_s);
    addTask({}, u"Buy paper"_s);
    m_bench->settle();
    QCOMPARE(m_bench->outbox(), QStringList{u"Create Rejected"_s});
    QCOMPARE(tasksLike(u"Buy paper"_s), 1); // nobody waits for it
    QVERIFY(m_bench->store().retry(m_bench->onlyEntry().sequence, {}));
    QVERIFY2(settles(), qPrintable(m_bench->outbox().join(u", ")));
    QCOMPARE(tasksLike(u"Send the offer"_s), 1);
}

void ActivitySyncTest::aTaskIsCompletedAndReopened()
{
    const QUuid task = addTask(m_ann, u"Send the offer"_s);
    m_bench->settle();
    QVERIFY(activity().complete(task));
    QVERIFY(activity().myOpenTasks().isEmpty());
    m_bench->settle();
    QCOMPARE(m_bench->service.account().tasks.rows().front()->status, u"COMPLETED"_s);
    QCOMPARE(lastBody(u"task"_s).keys(), (QStringList{u"completedAt"_s, u"status"_s}));
    QVERIFY(activity().reopen(task));
    QVERIFY2(settles(), qPrintable(m_bench->outbox().join(u", ")));
    QCOMPARE(m_bench->service.account().tasks.rows().front()->status, u"OPEN"_s);
    QCOMPARE(activity().myOpenTasks().size(), 1);
}

void ActivitySyncTest::onlyWhatChangedOfATaskIsSent()
{
    const QUuid id = addTask(m_ann, u"Send the offer"_s);
    m_bench->settle();
    Task task = activity().task(id)->shown;
    task.dueTime = QTime(14, 30);
    task.detail = u"By post"_s;
    QVERIFY(activity().save(id, task));
    m_bench->settle();
    QCOMPARE(lastBody(u"task"_s), (QJsonObject{{u"dueTime"_s, u"14:30:00"_s}, {u"detail"_s, u"By post"_s}}));
    task = activity().task(id)->shown;
    task.dueTime = {};
    QVERIFY(activity().save(id, task));
    m_bench->settle();
    QCOMPARE(lastBody(u"task"_s), (QJsonObject{{u"dueTime"_s, QJsonValue()}}));
    m_bench->forget();
    QCOMPARE(*activity().save(id, activity().task(id)->shown), 0);
    m_bench->settle();
    QVERIFY(m_bench->writes().isEmpty());
}

// --- files

void ActivitySyncTest::aFileIsUploadedBeforeItsNote()
{
    Entry note;
    note.relatedTo = activity().relatedTo(m_ann);
    note.attachments = {file(u"höchst wichtig.txt"_s, "I agree")};
    QVERIFY(note.attachments.first().size == 7);
    m_bench->network().setOffline(true);
    QVERIFY(*activity().save(QUuid::createUuid(), note) > 0);
    m_bench->settle();
    m_bench->quit(); // the copy survives
    m_bench->network().setOffline(false);
    m_bench->start();
    QVERIFY2(settles(), qPrintable(m_bench->outbox().join(u", ")));
    QCOMPARE(m_bench->writes(), (QStringList{u"POST /attachments/upload"_s, u"POST /entries"_s}));
    const auto &sent = *m_bench->service.account().attachments.rows().front();
    QCOMPARE(sent.filename, u"höchst wichtig.txt"_s);
    QCOMPARE(sent.content, "I agree");
    QCOMPARE(sent.contentType, "text/plain");
    QCOMPARE(m_bench->service.account().entries.rows().front()->attachments.size(), 1);
}

void ActivitySyncTest::aLostUploadIsRepeated()
{
    m_bench->network().faults().add({"POST"_ba, u"/attachments/upload"_s, Fault::Kind::DropAfter});
    Entry note;
    note.relatedTo = activity().relatedTo(m_ann);
    note.attachments = {file(u"a.txt"_s, "a"), file(u"b.txt"_s, "b")};
    QVERIFY(activity().save(QUuid::createUuid(), note));
    QVERIFY2(settles(), qPrintable(m_bench->outbox().join(u", ")));
    QCOMPARE(m_bench->service.account().entries.size(), 1);
    QCOMPARE(m_bench->service.account().entries.rows().front()->attachments.size(), 2);
}

void ActivitySyncTest::heldWhileItsFileGoesUp()
{
    m_bench->network().faults().add({"POST"_ba, u"/attachments/upload"_s, Fault::Kind::None, 0, 1, 20'000});
    Entry note;
    note.relatedTo = activity().relatedTo(m_ann);
    note.attachments = {file(u"a.txt"_s, "a")};
    const auto sequence = activity().save(QUuid::createUuid(), note);
    m_bench->run(1s);
    m_bench->edit(m_ann, [](Party &ann) { ann.jobTitle = u"Buyer"_s; }); // is not kept waiting
    m_bench->run(1s);
    QCOMPARE(m_bench->capsules(m_ann).jobTitle, u"Buyer"_s);
    QVERIFY(m_bench->store().setHeld(*sequence, true));
    m_bench->run(1min);
    QCOMPARE(m_bench->service.account().entries.size(), 0);
    QVERIFY(m_bench->store().setHeld(*sequence, false));
    QVERIFY2(settles(), qPrintable(m_bench->outbox().join(u", ")));
    QCOMPARE(m_bench->service.account().entries.size(), 1);
}

void ActivitySyncTest::aMissingFileParksItsNote()
{
    Entry note;
    note.content = u"The contract"_s;
    note.relatedTo = activity().relatedTo(m_ann);
    note.attachments = {file(u"a.txt"_s, "a")};
    QVERIFY(QFile::remove(activity().pathOf(note.attachments.first())));
    QVERIFY(activity().save(QUuid::createUuid(), note));
    m_bench->settle();
    QCOMPARE(m_bench->outbox(), QStringList{u"Create Rejected"_s});
    QCOMPARE(m_bench->onlyEntry().problem, Problem::fileMissing);
    QVERIFY(m_bench->writes().isEmpty());
}

void ActivitySyncTest::anAttachmentIsFetched()
{
    Entry note;
    note.relatedTo = activity().relatedTo(m_ann);
    note.attachments = {file(u"a.txt"_s, "contents")};
    const QUuid id = QUuid::createUuid();
    QVERIFY(activity().save(id, note));
    m_bench->settle();
    const Attachment attachment = activity().entry(id)->shown.attachments.first();
    QVERIFY(activity().pathOf(attachment).isEmpty());
    QSignalSpy fetched(&wire(), &ActivitySync::fetched);
    wire().fetchAttachment(attachment);
    m_bench->settle();
    QCOMPARE(fetched.size(), 1);
    QFile copy(activity().pathOf(attachment));
    QVERIFY(copy.open(QIODevice::ReadOnly));
    QCOMPARE(copy.readAll(), "contents");
    m_bench->forget();
    wire().fetchAttachment(attachment);
    m_bench->settle();
    QCOMPARE(fetched.size(), 2);
    QVERIFY(m_bench->requests().isEmpty());
}

void ActivitySyncTest::anAttachmentOfAnotherSizeIsNotKept()
{
    Entry note;
    note.relatedTo = activity().relatedTo(m_ann);
    note.attachments = {file(u"a.txt"_s, "contents")};
    const QUuid id = QUuid::createUuid();
    QVERIFY(activity().save(id, note));
    m_bench->settle();
    const Attachment attachment = activity().entry(id)->shown.attachments.first();
    for (const Fault::Kind kind : {Fault::Kind::Html, Fault::Kind::CutWithoutLength, Fault::Kind::Cut}) {
        m_bench->network().faults().clear();
        m_bench->network().faults().add({"GET"_ba, u"/attachments/*"_s, kind});
        QSignalSpy failed(&wire(), &ActivitySync::fetchFailed);
        wire().fetchAttachment(attachment);
        m_bench->run(1min);
        QCOMPARE(failed.size(), 1);
        QVERIFY(activity().pathOf(attachment).isEmpty());
        m_bench->run(6min);
    }
}

// --- reading

void ActivitySyncTest::entriesComePageByPage()
{
    for (int day = 1; day <= 120; ++day)
        capsuleNote(m_annId, u"Note %1"_s.arg(day),
            QDateTime(QDate(2025, 1, 1).addDays(day), QTime(9, 0), Qt::UTC).toString(Qt::ISODate));
    QVERIFY(!activity().extentOf(m_ann).certainSince.isValid());
    wire().openEntries(m_ann);
    QVERIFY(wire().isReadingEntries(m_ann));
    m_bench->settle();
    QVERIFY(!wire().isReadingEntries(m_ann));
    QCOMPARE(contentsOf(m_ann).size(), 50);
    QCOMPARE(contentsOf(m_ann).first(), u"Note 120"_s);
    QVERIFY(!activity().extentOf(m_ann).isComplete());
    QCOMPARE(activity().extentOf(m_ann).certainSince.date(), QDate(2025, 1, 1).addDays(71));
    wire().readMoreEntries(m_ann);
    m_bench->settle();
    QCOMPARE(contentsOf(m_ann).size(), 100);
    m_bench->quit();
    m_bench->start(); // and goes on from there
    m_bench->run(1min);
    wire().readMoreEntries(m_ann);
    m_bench->settle();
    QCOMPARE(contentsOf(m_ann).size(), 120);
    QVERIFY(activity().extentOf(m_ann).isComplete());

    capsuleNote(m_annId, u"News"_s);
    m_bench->forget();
    wire().openEntries(m_ann);
    m_bench->settle();
    QCOMPARE(m_bench->requests().filter(u"entries"_s).size(), 1);
    QCOMPARE(contentsOf(m_ann).size(), 121);
    QVERIFY(activity().extentOf(m_ann).isComplete()); // what was read before still counts
}

void ActivitySyncTest::anOrganisationShowsItsPeoplesEntries()
{
    const qint64 acme = m_bench->service.addParty({{u"type"_s, u"organisation"_s}, {u"name"_s, u"Acme"_s}});
    QList<qint64> people;
    for (int number = 1; number <= 30; ++number) {
        people.append(m_bench->service.addParty({{u"type"_s, u"person"_s}, {u"firstName"_s, u"P%1"_s.arg(number)},
            {u"organisation"_s, QJsonObject{{u"id"_s, acme}}}}));
        capsuleNote(people.last(), u"About %1"_s.arg(number),
            QDateTime(QDate(2025, 1, 1).addDays(number), QTime(9, 0), Qt::UTC).toString(Qt::ISODate));
    }
    capsuleNote(acme, u"About Acme"_s, u"2025-01-20T12:00:00Z"_s);
    m_bench->run(4min);
    m_bench->forget();
    const QUuid record = localIdOfServerId(acme);
    wire().openEntries(record);
    m_bench->settle();
    QCOMPARE(m_bench->requests().size(), 10); // the budget
    QVERIFY(contentsOf(record).contains(u"About Acme"_s));
    QCOMPARE(contentsOf(record).first(), u"About 30"_s); // who was contacted last comes first
    QCOMPARE(activity().entriesOf(record, 1).first().record, localIdOfServerId(people.last()));
    QCOMPARE(activity().extentOf(record).records, 31);
    QCOMPARE(activity().extentOf(record).begun, 10);
    QVERIFY(!activity().extentOf(record).isComplete());
    for (int more = 0; more < 3; ++more) {
        wire().readMoreEntries(record);
        m_bench->settle();
    }
    QVERIFY(activity().extentOf(record).isComplete());
    QCOMPARE(contentsOf(record).size(), 31);

    addNote(localIdOfServerId(people.first()), u"Mine"_s); // shows at once, at the person and here
    QCOMPARE(contentsOf(record).first(), u"Mine"_s);
}

void ActivitySyncTest::aDeletedEntryGoesWithTheNextLook()
{
    const qint64 first = capsuleNote(m_annId, u"First"_s, u"2025-01-01T10:00:00Z"_s);
    capsuleNote(m_annId, u"Second"_s, u"2025-01-02T10:00:00Z"_s);
    wire().openEntries(m_ann);
    m_bench->settle();
    QCOMPARE(contentsOf(m_ann), (QStringList{u"Second"_s, u"First"_s}));
    m_bench->service.ask("DELETE"_ba, "entries/" + QByteArray::number(first));
    wire().openEntries(m_ann);
    m_bench->settle();
    QCOMPARE(contentsOf(m_ann), QStringList{u"Second"_s});
}

void ActivitySyncTest::openTasksAreWalked()
{
    const auto add = [this](const QString &description, const QJsonObject &more = {}) {
        QJsonObject task{{u"description"_s, description}, {u"dueOn"_s, u"2026-12-01"_s}};
        for (auto key = more.begin(); key != more.end(); ++key)
            task.insert(key.key(), key.value());
        const auto answer = m_bench->service.ask("POST"_ba, "tasks"_ba, {{u"task"_s, task}});
        return QJsonDocument::fromJson(answer.body)[u"task"_s][u"id"_s].toInteger();
    };
    for (int number = 0; number < 110; ++number)
        add(u"Task %1"_s.arg(number));
    const qint64 hers = add(u"Hers"_s, {{u"party"_s, QJsonObject{{u"id"_s, m_annId}}}});
    m_bench->run(20min); // by itself
    QCOMPARE(activity().myOpenTasks().size(), 111);
    QCOMPARE(activity().tasksOf(m_ann).size(), 1);
    QVERIFY(activity().tasksCheckedAt().isValid());
    m_bench->service.ask("DELETE"_ba, "tasks/" + QByteArray::number(hers));
    wire().checkTasks();
    m_bench->settle();
    QCOMPARE(activity().myOpenTasks().size(), 110);
    QVERIFY(activity().tasksOf(m_ann).isEmpty());
}

void ActivitySyncTest::dealsAreRead()
{
    capsule::Deal deal;
    deal.party = m_annId;
    deal.name = u"Hundred chairs"_s;
    deal.stage = u"Offer"_s;
    deal.value = 5000;
    deal.currency = u"GBP"_s;
    deal.expectedCloseOn = u"2026-12-24"_s;
    m_bench->service.account().opportunities.insert(deal);
    deal.name = u"Delivery"_s;
    deal.status = u"CLOSED"_s;
    m_bench->service.account().kases.insert(deal);
    QVERIFY(!activity().dealsCheckedAt(m_ann).isValid());
    wire().openDeals(m_ann);
    m_bench->settle();
    const QList<Deal> deals = activity().dealsOf(m_ann);
    QCOMPARE(deals.size(), 2);
    QCOMPARE(deals.first().name, u"Hundred chairs"_s);
    QCOMPARE(deals.first().amount, u"5000"_s);
    QCOMPARE(deals.first().currency, u"GBP"_s);
    QCOMPARE(deals.first().stage, u"Offer"_s);
    QVERIFY(deals.first().isOpen());
    QCOMPARE(deals.last().kind, Deal::Kind::Kase);
    QCOMPARE(deals.last().status, u"CLOSED"_s);
    QVERIFY(activity().dealsCheckedAt(m_ann).isValid());
}

void ActivitySyncTest::everythingIsReadableOffline()
{
    capsuleNote(m_annId, u"Called"_s);
    wire().openEntries(m_ann);
    m_bench->settle();
    addTask(m_ann, u"Send the offer"_s);
    m_bench->settle();
    m_bench->quit();
    m_bench->network().setOffline(true);
    m_bench->start();
    wire().openEntries(m_ann);
    m_bench->run(1min);
    QCOMPARE(contentsOf(m_ann), QStringList{u"Called"_s});
    QCOMPARE(activity().tasksOf(m_ann).size(), 1);
    QVERIFY(!wire().isReadingEntries(m_ann) || m_bench->state().phase == SyncState::Phase::Offline);
}

void ActivitySyncTest::historyTellsOfNotes()
{
    const QUuid note = addNote(m_ann, u"Called"_s);
    m_bench->settle();
    Entry edited = activity().entry(note)->shown;
    edited.content = u"Called twice"_s;
    QVERIFY(activity().save(note, edited));
    m_bench->settle();
    QVERIFY(activity().remove(note, 1s));
    m_bench->run(10s);
    const QList<HistoryLine> lines = m_bench->store().historyOf(m_ann, 0, 10);
    QCOMPARE(lines.size(), 3);
    QCOMPARE(lines.at(0).entry.kind, OutboxEntry::Kind::Delete);
    QCOMPARE(lines.at(1).entry.note()->base.content, u"Called"_s);
    QCOMPARE(lines.at(1).entry.note()->edited.content, u"Called twice"_s);
    QCOMPARE(lines.at(2).entry.kind, OutboxEntry::Kind::Create);
    QVERIFY(lines.at(2).entry.sentBody.contains("Called"));
}

/// reliability.md section 4: the first attempt took longer than anybody waited.
void ActivitySyncTest::aSecondNoteThatTurnsUpIsTold()
{
    m_bench->network().faults().add({"POST"_ba, u"/entries"_s, Fault::Kind::DropBefore});
    const QUuid id = addNote(m_ann, u"Rang"_s);
    QVERIFY(settles());
    QCOMPARE(notesLike(u"Rang"_s), 1);
    QVERIFY(!activity().mayBeTwice(id));
    capsuleNote(m_annId, u"Rang off"_s);
    wire().openEntries(m_ann);
    m_bench->settle();
    QVERIFY(!activity().mayBeTwice(id));
    capsuleNote(m_annId, u"Rang"_s);
    wire().openEntries(m_ann);
    m_bench->settle();
    QVERIFY(activity().mayBeTwice(id));
    m_bench->quit();
    m_bench->start();
    QVERIFY(activity().mayBeTwice(id));
}

void ActivitySyncTest::aSecondTaskThatTurnsUpIsTold()
{
    m_bench->network().faults().add({"POST"_ba, u"/tasks"_s, Fault::Kind::DropBefore});
    const QUuid id = addTask(m_ann, u"Call"_s);
    QVERIFY(settles());
    QCOMPARE(tasksLike(u"Call"_s), 1);
    QVERIFY(!activity().mayBeTwice(id));
    const QJsonObject task{
        {u"description"_s, u"Call"_s}, {u"dueOn"_s, u"2026-12-01"_s}, {u"party"_s, QJsonObject{{u"id"_s, m_annId}}}};
    QCOMPARE(m_bench->service.ask("POST", "tasks", {{u"task"_s, task}}).status, 201);
    wire().checkTasks();
    m_bench->settle();
    QVERIFY(activity().mayBeTwice(id));
}

/// reliability.md section 7, with everything wanted at once and no answer coming.
void ActivitySyncTest::noMoreThanFourReadsAreUnderWay()
{
    Entry note;
    note.relatedTo = activity().relatedTo(m_ann);
    note.attachments = {file(u"a.txt"_s, "contents")};
    const QUuid id = QUuid::createUuid();
    QVERIFY(activity().save(id, note));
    m_bench->settle();
    m_bench->network().faults().add({"POST"_ba, u"/tasks"_s, Fault::Kind::DropBefore});
    QVERIFY(!addTask(m_ann, u"Lost"_s).isNull());
    m_bench->settle();
    QCOMPARE(m_bench->outbox(), QStringList({u"Create Unknown"_s}));
    m_bench->run(4s); // the line is tried again
    m_bench->forget();
    m_bench->network().setHolding(true);
    wire().fetchAttachment(activity().entry(id)->shown.attachments.first());
    wire().openEntries(m_ann);
    wire().openDeals(m_ann);
    wire().checkTasks();
    m_bench->engine().checkParty(m_ann);
    m_bench->engine().checkNow();
    m_bench->edit(m_ann, [](Party &party) { party.about = u"Rang"_s; });
    m_bench->run(4s); // less than until a request is given up, and the task is looked for meanwhile
    const QStringList underWay = m_bench->requests();
    QVERIFY2(underWay.size() >= 3, qPrintable(underWay.join(u'\n')));
    QVERIFY2(underWay.size() <= 4, qPrintable(underWay.join(u'\n')));
    m_bench->network().release();
    QVERIFY(settles());
    QVERIFY(!activity().pathOf(activity().entry(id)->shown.attachments.first()).isEmpty());
}

QTEST_GUILESS_MAIN(ActivitySyncTest)
#include "tst_activitysync.moc"
