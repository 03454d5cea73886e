#include "party/activitychanges.h"
#include "party/activityjson.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace Qt::StringLiterals;

/// Entries, tasks and deals as values: read, written, compared and carried over.
class ActivityTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void localIdsHaveSpacesOfTheirOwn();
    void anEntryIsRead();
    void oddEntriesAreRefused_data();
    void oddEntriesAreRefused();
    void documentsReadBackEqual();
    void aDealIsRead();
    void aDealHasAPage();
    void dueMomentsAreInTheUsersZone_data();
    void dueMomentsAreInTheUsersZone();
    void bodiesHaveWhatIsNeeded();
    void aTaskSendsOnlyWhatChanged();
    void attachmentsGoByIdOrToken();
    void whatOnlyOneSideChangedIsCarriedOver();
    void whatBothChangedCollides();
    void aFileThatArrivedIsNotAddedAgain();
    void aLostNoteIsRecognised();
    void aLostTaskIsRecognised();
};

namespace {

QJsonObject object(const char *json)
{
    return QJsonDocument::fromJson(json).object();
}

Entry noteAt(qint64 party, const QString &content)
{
    Entry note;
    note.content = content;
    note.relatedTo = {RelatedRecord::Kind::Party, party, {}, u"Ann"_s};
    return note;
}

Task task(const QString &description)
{
    Task task;
    task.description = description;
    task.dueOn = QDate(2026, 3, 29);
    return task;
}

} // namespace

void ActivityTest::localIdsHaveSpacesOfTheirOwn()
{
    for (const qint64 id : {Q_INT64_C(1), Q_INT64_C(77), Q_INT64_C(1) << 53}) {
        QCOMPARE(entryIdOfLocalId(localIdOfEntry(id)), id);
        QCOMPARE(taskIdOfLocalId(localIdOfTask(id)), id);
        QCOMPARE(taskIdOfLocalId(localIdOfEntry(id)), 0);
        QCOMPARE(entryIdOfLocalId(localIdOfTask(id)), 0);
        QCOMPARE(entryIdOfLocalId(localIdOfServerId(id)), 0);
        QCOMPARE(serverIdOfLocalId(localIdOfEntry(id)), 0);
        QVERIFY(localIdOfEntry(id) != localIdOfTask(id));
    }
    QCOMPARE(entryIdOfLocalId(QUuid::createUuid()), 0);
}

void ActivityTest::anEntryIsRead()
{
    const auto entry = entryFromJson(object(R"({"id":5,"type":"email","entryAt":"2026-01-02T03:04:05Z","subject":"Hi",
        "content":null,"activityType":{"id":-2,"name":"Email"},"creator":{"id":3,"username":"jo","name":"Jo"},
        "attachments":[{"id":9,"filename":"a.pdf","contentType":"application/pdf","size":12}],
        "party":{"id":7,"type":"person","firstName":"Ann","lastName":"Lee"},"opportunity":null,"fresh":[1]})"));
    QVERIFY(entry);
    QCOMPARE(entry->id, 5);
    QCOMPARE(entry->activityType, (ActivityType{-2, u"Email"_s}));
    QCOMPARE(entry->entryAt, QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5), Qt::UTC));
    QCOMPARE(entry->content, QString());
    QCOMPARE(entry->attachments, (QList<Attachment>{{9, u"a.pdf"_s, u"application/pdf"_s, 12, {}}}));
    QCOMPARE(entry->relatedTo, (RelatedRecord{RelatedRecord::Kind::Party, 7, {}, u"Ann Lee"_s}));
    QVERIFY(!entry->isNote());
}

void ActivityTest::oddEntriesAreRefused_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("no type") << R"({"id":5})"_ba;
    QTest::newRow("an id of text") << R"({"id":"5","type":"note"})"_ba;
    QTest::newRow("content of numbers") << R"({"id":5,"type":"note","content":5})"_ba;
    QTest::newRow("attachments of text") << R"({"id":5,"type":"note","attachments":["a"]})"_ba;
    QTest::newRow("party of text") << R"({"id":5,"type":"note","party":"Ann"})"_ba;
}

void ActivityTest::oddEntriesAreRefused()
{
    QFETCH(QByteArray, json);
    QVERIFY(!entryFromJson(object(json.constData())));
}

void ActivityTest::documentsReadBackEqual()
{
    Entry entry = noteAt(0, u"Two\nlines"_s);
    entry.relatedTo.localId = QUuid::createUuid();
    entry.entryAt = QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5), Qt::UTC);
    entry.attachments = {{0, u"a"_s, u"text/plain"_s, 3, u"attachments/waiting/x"_s}};
    QCOMPARE(*entryFromJson(entryToJson(entry)), entry);

    Task full = task(u"Write"_s);
    full.dueTime = QTime(14, 30);
    full.category = TaskCategory{4, u"Call"_s, u"#ff0000"_s};
    full.owner = UserRef{3, u"jo"_s, u"Jo"_s};
    full.repeat = TaskRepeat{2, u"WEEKLY"_s, u"MONDAY"_s};
    full.relatedTo = {RelatedRecord::Kind::Kase, 8, {}, u"Move"_s};
    QCOMPARE(*taskFromJson(taskToJson(full)), full);
}

void ActivityTest::aDealIsRead()
{
    const auto deal = dealFromJson(object(R"({"id":5,"name":"Chairs","value":{"amount":1250.5,"currency":"GBP"},
        "milestone":{"id":1,"name":"Offer"},"probability":40,"expectedCloseOn":"2026-12-24","closedOn":null})"),
        Deal::Kind::Opportunity);
    QVERIFY(deal);
    QCOMPARE(deal->amount, u"1250.5"_s);
    QCOMPARE(deal->stage, u"Offer"_s);
    QCOMPARE(deal->probability, std::optional(40));
    QVERIFY(deal->isOpen());
    const auto project = dealFromJson(
        object(R"({"id":5,"name":"Move","status":"CLOSED","stage":{"id":1,"name":"Done"}})"), Deal::Kind::Kase);
    QCOMPARE(project->status, u"CLOSED"_s);
    QCOMPARE(project->stage, u"Done"_s);
}

void ActivityTest::aDealHasAPage()
{
    Deal deal;
    deal.id = 5;
    QCOMPARE(
        dealPage(QUrl(u"https://acme.capsulecrm.com"_s), deal), QUrl(u"https://acme.capsulecrm.com/opportunity/5"_s));
    deal.kind = Deal::Kind::Kase;
    QCOMPARE(dealPage(QUrl(u"https://u:p@acme.capsulecrm.com/x?y#z"_s), deal),
        QUrl(u"https://acme.capsulecrm.com/kase/5"_s));
    QVERIFY(dealPage(QUrl(u"javascript:alert(1)"_s), deal).isEmpty());
    QVERIFY(dealPage({}, deal).isEmpty());
}

void ActivityTest::dueMomentsAreInTheUsersZone_data()
{
    QTest::addColumn<QTime>("time");
    QTest::addColumn<QByteArray>("zone");
    QTest::addColumn<QDateTime>("moment");
    const QDate day(2026, 3, 29); // summer time begins in Berlin
    QTest::newRow("afternoon") << QTime(14, 30) << "Europe/Berlin"_ba << QDateTime(day, QTime(12, 30), Qt::UTC);
    QTest::newRow("before") << QTime(1, 30) << "Europe/Berlin"_ba << QDateTime(day, QTime(0, 30), Qt::UTC);
    QTest::newRow("west") << QTime(23, 0) << "America/New_York"_ba << QDateTime(day.addDays(1), QTime(3, 0), Qt::UTC);
    QTest::newRow("no time") << QTime() << "UTC"_ba << QDateTime(day, QTime(23, 59, 59, 999), Qt::UTC);
}

void ActivityTest::dueMomentsAreInTheUsersZone()
{
    QFETCH(QTime, time);
    QFETCH(QByteArray, zone);
    QFETCH(QDateTime, moment);
    Task due = task(u"Write"_s);
    due.dueTime = time;
    const QTimeZone here(zone);
    QVERIFY(here.isValid());
    QCOMPARE(dueMoment(due, here), moment);
    QVERIFY(!isOverdue(due, here, moment));
    QVERIFY(isOverdue(due, here, moment.addSecs(1)));
    due.status = u"COMPLETED"_s;
    QVERIFY(!isOverdue(due, here, moment.addSecs(1)));
}

void ActivityTest::bodiesHaveWhatIsNeeded()
{
    Entry note = noteAt(0, u"Called"_s);
    note.relatedTo.localId = QUuid::createUuid();
    note.activityType = {-3, u"Call"_s};
    note.entryAt = QDateTime(QDate(2026, 1, 2), QTime(3, 4, 5), Qt::UTC);
    QCOMPARE(createBody(note, [](const QUuid &) { return 7; }),
        object(R"({"type":"note","party":{"id":7},"content":"Called","activityType":{"id":-3},
            "entryAt":"2026-01-02T03:04:05Z"})"));
    Task call = task(u"Call"_s);
    call.category = TaskCategory{4, u"Call"_s, {}};
    QCOMPARE(createBody(call), object(R"({"description":"Call","dueOn":"2026-03-29","category":{"id":4}})"));
    QCOMPARE(
        taskRequestBody(createBody(task(u"Call"_s))), R"({"task":{"description":"Call","dueOn":"2026-03-29"}})"_ba);
}

void ActivityTest::aTaskSendsOnlyWhatChanged()
{
    Task base = task(u"Call"_s);
    base.category = TaskCategory{4, u"Call"_s, {}};
    base.owner = UserRef{3, u"jo"_s, u"Jo"_s};
    QVERIFY(changes(base, base).isEmpty());
    QVERIFY(describeChanges(base, base).isEmpty());
    Task edited = base;
    edited.category.reset();
    edited.owner = UserRef{5, u"al"_s, u"Al"_s};
    QCOMPARE(changes(base, edited), object(R"({"category":null,"owner":{"id":5}})"));
    const auto lines = describeChanges(base, edited);
    QCOMPARE(lines.size(), 2);
    QCOMPARE(lines.last(), (FieldChange{u"owner"_s, FieldChange::Kind::Changed, u"Jo"_s, u"Al"_s}));
    edited = base;
    edited.repeat = TaskRepeat{}; // read only
    QVERIFY(changes(base, edited).isEmpty());
}

void ActivityTest::attachmentsGoByIdOrToken()
{
    Entry base = noteAt(7, u"Called"_s);
    base.attachments = {{9, u"a"_s, {}, 1, {}}, {10, u"b"_s, {}, 1, {}}};
    Entry edited = base;
    edited.attachments = {{10, u"b"_s, {}, 1, {}}, {0, u"c"_s, {}, 1, u"w/c"_s}};
    const auto tokenOf = [](const QString &file) {
        return file == "w/c"_L1 ? u"t"_s : QString();
    };
    QCOMPARE(changes(base, edited, tokenOf), object(R"({"attachments":[{"token":"t"},{"id":9,"_delete":true}]})"));
    QVERIFY(addsAttachments(changes(base, edited, tokenOf)));
    QVERIFY(!addsAttachments(changes(base, edited)));
    QCOMPARE(describeChanges(base, edited).size(), 2);
}

void ActivityTest::whatOnlyOneSideChangedIsCarriedOver()
{
    const Task base = task(u"Call"_s);
    Task mine = base;
    mine.detail = u"Twice"_s;
    Task theirs = base;
    theirs.dueOn = QDate(2027, 1, 1);
    const auto rebased = rebase(base, mine, theirs);
    QVERIFY(rebased.conflicts.isEmpty());
    QCOMPARE(rebased.merged.detail, u"Twice"_s);
    QCOMPARE(rebased.merged.dueOn, QDate(2027, 1, 1));
    QVERIFY(rebase(base, mine, mine).conflicts.isEmpty());
}

void ActivityTest::whatBothChangedCollides()
{
    const Task base = task(u"Call"_s);
    Task mine = base;
    mine.description = u"Call Ann"_s;
    Task theirs = base;
    theirs.description = u"Call Bob"_s;
    const auto rebased = rebase(base, mine, theirs);
    QCOMPARE(rebased.conflicts, (QList<PartyConflict>{{u"description"_s, u"Call"_s, u"Call Ann"_s, u"Call Bob"_s}}));
    QCOMPARE(rebased.merged.description, u"Call Ann"_s);
    QCOMPARE(withKeysFrom(rebased.merged, theirs, {u"description"_s}), theirs);

    const Entry note = noteAt(7, u"a"_s);
    QCOMPARE(rebase(note, noteAt(7, u"b"_s), noteAt(7, u"c"_s)).conflicts.size(), 1);
    QCOMPARE(rebase(note, noteAt(7, u"b"_s), noteAt(7, u"b "_s)).conflicts.size(), 0);
    // A break of line is a difference in Markdown.
    QCOMPARE(rebase(noteAt(7, u"a b"_s), noteAt(7, u"b"_s), noteAt(7, u"a\n\nb"_s)).conflicts.size(), 1);
}

void ActivityTest::aFileThatArrivedIsNotAddedAgain()
{
    const Entry base = noteAt(7, u"Called"_s);
    Entry mine = base;
    mine.attachments = {{0, u"a"_s, {}, 5, u"w/a"_s}, {0, u"a"_s, {}, 5, u"w/b"_s}};
    Entry theirs = base;
    theirs.attachments = {{9, u"a"_s, {}, 5, {}}};
    QCOMPARE(rebase(base, mine, theirs).merged.attachments.size(), 2); // one arrived, one is still to be sent
    theirs.attachments.append({10, u"a"_s, {}, 5, {}});
    QCOMPARE(rebase(base, mine, theirs).merged.attachments, theirs.attachments);
}

void ActivityTest::aLostNoteIsRecognised()
{
    const Entry sent = noteAt(7, u"Called her\n"_s);
    Entry found = noteAt(7, u"Called her"_s);
    found.id = 5;
    found.creator = UserRef{3, {}, {}};
    QVERIFY(holdsEverythingSent(found, sent));
    QVERIFY(!holdsEverythingSent(noteAt(8, u"Called her"_s), sent));
    QVERIFY(!holdsEverythingSent(noteAt(7, u"Called him"_s), sent));
    found.type = u"email"_s;
    QVERIFY(!holdsEverythingSent(found, sent));
    Entry withFile = sent;
    withFile.attachments = {{0, u"a"_s, {}, 5, u"w/a"_s}};
    found.type = u"note"_s;
    QVERIFY(!holdsEverythingSent(found, withFile));
    found.attachments = {{9, u"a"_s, {}, 5, {}}};
    QVERIFY(holdsEverythingSent(found, withFile));
}

void ActivityTest::aLostTaskIsRecognised()
{
    const Task sent = task(u"Call"_s);
    Task found = sent;
    found.id = 5;
    found.owner = UserRef{3, {}, {}}; // was left to Capsule
    QVERIFY(holdsEverythingSent(found, sent));
    found.dueOn = found.dueOn.addDays(1);
    QVERIFY(!holdsEverythingSent(found, sent));
}

QTEST_GUILESS_MAIN(ActivityTest)
#include "tst_activity.moc"
