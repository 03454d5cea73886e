#include "store/partystore.h"

#include "rawfile.h"
#include "store/problem.h"
#include "support/manualclock.h"
#include "support/partybuilder.h"

#include <QDir>
#include <QElapsedTimer>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using EntryKind = OutboxEntry::Kind;
using State = OutboxEntry::State;

class TestPartyStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    // opening
    void folderIsMadeForTheOwnerOnly();
    void secondInstanceIsRefused();
    void folderThatCannotBeMadeSaysSo();
    void readOnlyFolderSaysSo();
    void damagedReplicaIsRebuiltAndUnsentWorkStays_data();
    void damagedReplicaIsRebuiltAndUnsentWorkStays();
    void badOutboxRowIsToldAndNeverPending();
    void entryOpensInTheStateItWasLeftIn_data();
    void entryOpensInTheStateItWasLeftIn();

    // saving
    void savingWhatIsShownDoesNothing();
    void savedEditIsShownAndSurvivesARestart();
    void secondSaveMergesIntoTheQueuedEntry();
    void undoneEditSendsNothing();
    void rowThatIsOnItsWayCanBeRemoved();
    void rowOfAnUnsentRecordCanBeRemoved();
    void tagOfAnUnsentRecordIsAChange();
    void editOfAFrozenEntryMakesAnother_data();
    void editOfAFrozenEntryMakesAnother();
    void newRecordIsACreate();
    void savedCreateStaysACreate();
    void savingOverAParkedEntryTriesItAgain_data();
    void savingOverAParkedEntryTriesItAgain();
    void editMadeWhileAnEntryFlewIsFoldedOnceThatIsRejected();
    void personWaitsForANewOrganisation();
    void failedSaveChangesNothing();

    // deleting, taking back, giving up
    void deleteWaitsAndHidesTheRecord();
    void deleteOfAnUnsentRecordCancelsBoth();
    void deleteWaitsForACreateUnderWay();
    void deleteTakesQueuedEditsOutAndTakingItBackBringsThemIn();
    void secondDeleteIsTheFirst();
    void deleteOverAnUnseenChangeRemembersWhatWasSeen();
    void rejectedDeleteShowsTheRecordAgain();
    void takeBackIsTooLateOnceSending();
    void takenBackEditShowsWhatCapsuleHas();
    void discardCarriesLaterEditsOver();
    void discardedCreateTakesItsEditsAlong();
    void peopleOfACancelledOrganisationAsk();
    void retryTakesTheDecisionOverTheirs();
    void conflictFollowsWhatIsInCapsule();
    void whatWasSentIsTakenBackByAnEntryOfItsOwn();
    void conflictTakesInWhatWasSavedMeanwhile();
    void conflictAsksAboutWhatWasSavedMeanwhileToo();
    void conflictThatComesBackWithADeleteIsToldAsItIsNow();
    void conflictThatHasGoneLetsTheRestGo();
    void decisionCountsOnlyForWhatWasSeen();
    void retryOfARefusedEntryStillSeesAConflict();
    void refusalHidesNoConflict();
    void deleteTriedAgainKeepsWhatWasSavedAfterIt();
    void retryOfAnEarlierEntryTakesTheLaterOnesIn();
    void heldIsKept();

    // drafts
    void draftIsKeptAndForgotten();
    void draftThatEqualsWhatIsShownIsForgotten();
    void newDraftIsListedUntilItIsDiscarded();
    void saveTakesTheDraftWithIt();
    void pullUnderADraftMergesAndKeepsTheConflict();
    void failedDraftSaysSo();

    // what the engine does
    void updateIsOnDisk();
    void acknowledgedCreateIsBoundAndOneRecord();
    void acknowledgeCarriesLaterEditsOverWithRowIds();
    void acknowledgeCarriesTheDraftOver();
    void acknowledgeRepeatsAfterACrash_data();
    void acknowledgeRepeatsAfterACrash();
    void acknowledgedTwiceChangesNothing();
    void acknowledgeJoinsARecordPulledBefore();
    void acknowledgeOfADiscardedEntryStillBindsTheRecord();
    void acknowledgedDeleteRemovesTheRecord();
    void pulledRecordDoesNotOverwriteAPendingEdit();
    void collidingPullIsLeftToTheEngine();
    void deletedRecordWithAnEditAsks();
    void deletedRecordWithoutWorkGoes();
    void peopleLeaveAnOrganisationDeletedByOthers();
    void peopleLeaveAnOrganisationDeletedHere();
    void failedPageChangesNothing();
    void quarantinedRecordsAreTold();
    void marksAndHighestIdComeBack();
    void wipeLeavesNothing();

    // lists
    void peopleOfAnOrganisationFollowPendingEdits();
    void organisationsLikeNamesNewOnesByLocalId();
    void rowsTellWhatWaits();
    void storeOf240000RecordsOpens();

private:
    void reopen();
    void pull(const QList<Party> &parties);
    qint64 saved(const QUuid &localId, const Party &party);
    void park(qint64 sequence, State state, const QString &problem = {});
    QUuid created(const Party &party, qint64 serverId);
    Party shown(const QUuid &localId) const { return m_store->party(localId)->shown; }
    QString file(const QString &name) const { return m_folder->filePath(u"data/"_s + name); }

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<PartyStore> m_store;
    const QUuid m_anna = localIdOfServerId(3);
    Party m_base; ///< Anna as Capsule has her
};

void TestPartyStore::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    m_clock = std::make_unique<ManualClock>();
    reopen();
    m_base = person(u"Anna"_s, u"Lind"_s, 3);
    m_base.emailAddresses = {email(u"anna@acme.example"_s, 31)};
    pull({m_base});
}

void TestPartyStore::cleanup()
{
    m_store.reset();
    m_folder.reset();
}

void TestPartyStore::reopen()
{
    m_store.reset();
    auto store = PartyStore::open(m_folder->filePath(u"data"_s), *m_clock);
    QVERIFY2(store, qPrintable(store ? QString() : store.error().detail));
    m_store = std::move(*store);
}

void TestPartyStore::pull(const QList<Party> &parties)
{
    QList<ReceivedParty> page;
    for (const Party &party : parties)
        page.append(received(party));
    QVERIFY(m_store->applyPage(page, m_clock->now()));
}

qint64 TestPartyStore::saved(const QUuid &localId, const Party &party)
{
    const auto result = m_store->save(localId, party);
    return result ? *result : -1;
}

void TestPartyStore::park(qint64 sequence, State state, const QString &problem)
{
    OutboxEntry entry = *m_store->entry(sequence);
    entry.state = state;
    entry.problem = problem;
    QVERIFY(m_store->update(entry));
}

QUuid TestPartyStore::created(const Party &party, qint64 serverId)
{
    const QUuid localId = QUuid::createUuid();
    const qint64 sequence = saved(localId, party);
    Party answer = party;
    answer.id = serverId;
    return m_store->acknowledge(sequence, received(answer)) ? localId : QUuid();
}

// --- opening

void TestPartyStore::folderIsMadeForTheOwnerOnly()
{
#ifndef Q_OS_WIN
    const QFile::Permissions others = QFile::ReadGroup | QFile::WriteGroup | QFile::ExeGroup | QFile::ReadOther
        | QFile::WriteOther | QFile::ExeOther;
    for (const QString &path : {file(QString()), file(u"outbox.sqlite"_s), file(u"replica.sqlite"_s)})
        QVERIFY2(!(QFile::permissions(path) & others), qPrintable(path));
#endif
    QVERIFY(m_store->repairs().isEmpty());
}

void TestPartyStore::secondInstanceIsRefused()
{
    const auto second = PartyStore::open(m_folder->filePath(u"data"_s), *m_clock);
    QVERIFY(!second);
    QCOMPARE(second.error().kind, StoreError::Kind::InUse);
}

void TestPartyStore::folderThatCannotBeMadeSaysSo()
{
    QVERIFY(overwrite(m_folder->filePath(u"file"_s), 0, "x"));
    const auto store = PartyStore::open(m_folder->filePath(u"file/data"_s), *m_clock);
    QVERIFY(!store);
    QCOMPARE(store.error().kind, StoreError::Kind::ReadOnly);
}

void TestPartyStore::readOnlyFolderSaysSo()
{
    const QString folder = m_folder->filePath(u"readonly"_s);
    QVERIFY(QDir().mkpath(folder + u"/data"_s));
    QVERIFY(QFile::setPermissions(folder, QFile::ReadOwner | QFile::ExeOwner));
    QFile probe(folder + u"/probe"_s);
    if (probe.open(QIODevice::WriteOnly))
        QSKIP("this user may write everywhere");
    const auto store = PartyStore::open(folder + u"/other"_s, *m_clock);
    QFile::setPermissions(folder, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    QVERIFY(!store);
    QCOMPARE(store.error().kind, StoreError::Kind::ReadOnly);
}

void TestPartyStore::damagedReplicaIsRebuiltAndUnsentWorkStays_data()
{
    QTest::addColumn<bool>("isTruncated");
    QTest::newRow("garbage") << false;
    QTest::newRow("truncated") << true;
}

void TestPartyStore::damagedReplicaIsRebuiltAndUnsentWorkStays()
{
    QFETCH(bool, isTruncated);
    Party edited = m_base;
    edited.jobTitle = u"Buyer"_s;
    saved(m_anna, edited);
    QVERIFY(m_store->setMark(u"cursor"_s, u"x"_s));
    m_store.reset();
    const QString path = file(u"replica.sqlite"_s);
    QVERIFY(isTruncated ? QFile::resize(path, 4096 + 100) : overwrite(path, 0, QByteArray(6000, 'x')));
    reopen();
    QCOMPARE(m_store->repairs().size(), 1);
    QCOMPARE(m_store->mark(u"cursor"_s), QString());
    QCOMPARE(shown(m_anna), edited);
    QCOMPARE(m_store->party(m_anna)->base, m_base);
    QCOMPARE(m_store->index().find(PartyIndex::Kind::Everyone, u"anna"_s), QList<QUuid>{m_anna});
    pull({m_base});
    QCOMPARE(shown(m_anna), edited);
    reopen();
    QVERIFY(m_store->repairs().isEmpty());
}

void TestPartyStore::badOutboxRowIsToldAndNeverPending()
{
    Party edited = m_base;
    edited.jobTitle = u"Buyer"_s;
    const qint64 sequence = saved(m_anna, edited);
    const QUuid other = QUuid::createUuid();
    saved(other, person(u"Berit"_s, u"Berg"_s));
    m_store.reset();
    runSql(
        file(u"outbox.sqlite"_s), "UPDATE entries SET content = replace(content, 'Buyer', 'Byuer') WHERE sequence = 1");
    reopen();
    QCOMPARE(m_store->repairs().size(), 1);
    QVERIFY(!m_store->entry(sequence));
    QCOMPARE(m_store->pendingEntries().size(), 1);
    QCOMPARE(shown(m_anna), m_base);
    QCOMPARE(shown(other).lastName, u"Berg"_s);
}

void TestPartyStore::entryOpensInTheStateItWasLeftIn_data()
{
    QTest::addColumn<State>("state");
    QTest::addColumn<bool>("isShown");
    QTest::newRow("queued") << State::Queued << true;
    QTest::newRow("sending") << State::Sending << true;
    QTest::newRow("acked") << State::Acked << true;
    QTest::newRow("done") << State::Done << false;
    QTest::newRow("unknown") << State::Unknown << true;
    QTest::newRow("conflict") << State::Conflict << true;
    QTest::newRow("rejected") << State::Rejected << true;
    QTest::newRow("ask") << State::Ask << true;
    QTest::newRow("discarded") << State::Discarded << false;
}

void TestPartyStore::entryOpensInTheStateItWasLeftIn()
{
    QFETCH(State, state);
    QFETCH(bool, isShown);
    Party edited = m_base;
    edited.jobTitle = u"Buyer"_s;
    const qint64 sequence = saved(m_anna, edited);
    park(sequence, state);
    for (int opened = 0; opened < 2; ++opened) {
        QCOMPARE(m_store->entry(sequence)->state, state);
        QCOMPARE(shown(m_anna), isShown ? edited : m_base);
        QCOMPARE(m_store->index().summary(m_anna)->isPending, isShown);
        reopen();
    }
}

// --- saving

void TestPartyStore::savingWhatIsShownDoesNothing()
{
    QSignalSpy outbox(m_store.get(), &PartyStore::outboxChanged);
    QCOMPARE(saved(m_anna, m_base), 0);
    QVERIFY(m_store->pendingEntries().isEmpty());
    QVERIFY(outbox.isEmpty());
}

void TestPartyStore::savedEditIsShownAndSurvivesARestart()
{
    QSignalSpy parties(m_store.get(), &PartyStore::partiesChanged);
    QSignalSpy outbox(m_store.get(), &PartyStore::outboxChanged);
    Party edited = m_base;
    edited.about = u"Met in York"_s;
    QCOMPARE(saved(m_anna, edited), 1);
    QCOMPARE(parties.size(), 1);
    QCOMPARE(parties.first().first().value<QList<QUuid>>(), QList<QUuid>{m_anna});
    QCOMPARE(outbox.size(), 1);
    reopen();
    QCOMPARE(shown(m_anna), edited);
    QCOMPARE(m_store->party(m_anna)->base, m_base);
    const OutboxEntry entry = m_store->pendingEntries().first();
    QCOMPARE(entry.kind, EntryKind::Update);
    QCOMPARE(entry.state, State::Queued);
    QCOMPARE(entry.base, m_base);
    QCOMPARE(entry.createdAt, m_clock->now());
}

void TestPartyStore::secondSaveMergesIntoTheQueuedEntry()
{
    Party edited = m_base;
    edited.jobTitle = u"Buyer"_s;
    const qint64 first = saved(m_anna, edited);
    edited.about = u"Met in York"_s;
    QCOMPARE(saved(m_anna, edited), first);
    QCOMPARE(m_store->pendingEntries().size(), 1);
    QCOMPARE(m_store->entry(first)->base, m_base);
    QCOMPARE(m_store->entry(first)->edited, edited);
}

void TestPartyStore::undoneEditSendsNothing()
{
    Party edited = m_base;
    edited.jobTitle = u"Buyer"_s;
    const qint64 first = saved(m_anna, edited);
    QCOMPARE(saved(m_anna, m_base), 0);
    QVERIFY(m_store->pendingEntries().isEmpty());
    QCOMPARE(m_store->entry(first)->state, State::Discarded);
    QCOMPARE(m_store->entry(first)->problem, QString(Problem::merged));
    QVERIFY(!m_store->index().summary(m_anna)->isPending);
    QCOMPARE(saved(m_anna, edited), first + 1); // the numbers go on without a gap
}

void TestPartyStore::rowThatIsOnItsWayCanBeRemoved()
{
    Party edited = m_base;
    edited.emailAddresses.append(email(u"anna@home.example"_s));
    edited.tags->append({0, u"Buyer"_s, false});
    const qint64 first = saved(m_anna, edited);
    park(first, State::Sending);
    const qint64 second = saved(m_anna, m_base);
    QVERIFY(second > first);
    QCOMPARE(shown(m_anna).emailAddresses, m_base.emailAddresses);
    Party answer = edited;
    answer.emailAddresses.last().id = 32;
    answer.tags->last().id = 7;
    QVERIFY(m_store->acknowledge(first, received(answer)));
    const OutboxEntry entry = *m_store->entry(second);
    QCOMPARE(QJsonDocument(changes(entry.base, entry.edited)).toJson(QJsonDocument::Compact),
        R"({"emailAddresses":[{"_delete":true,"id":32}],"tags":[{"_delete":true,"id":7}]})"_ba);
}

void TestPartyStore::rowOfAnUnsentRecordCanBeRemoved()
{
    const QUuid localId = QUuid::createUuid();
    Party berit = person(u"Berit"_s, u"Berg"_s);
    berit.emailAddresses = {email(u"berit@berg.example"_s)};
    const qint64 sequence = saved(localId, berit);
    berit.emailAddresses.clear();
    QVERIFY(m_store->keepDraft(localId, berit));
    QVERIFY(m_store->party(localId)->draft);
    QCOMPARE(saved(localId, berit), sequence);
    QVERIFY(m_store->entry(sequence)->edited.emailAddresses.isEmpty());
}

void TestPartyStore::tagOfAnUnsentRecordIsAChange()
{
    const QUuid localId = QUuid::createUuid();
    Party berit = person(u"Berit"_s, u"Berg"_s);
    berit.tags.reset(); // nobody has asked for them yet
    const qint64 create = saved(localId, berit);
    park(create, State::Sending);
    Party tagged = shown(localId);
    tagged.tags = {{0, u"Buyer"_s, false}};
    const qint64 update = saved(localId, tagged);
    QVERIFY(update > create);
    Party answer = berit;
    answer.id = 40;
    answer.tags.emplace();
    QVERIFY(m_store->acknowledge(create, received(answer)));
    QCOMPARE(shown(localId).tags->size(), 1);
    QVERIFY(m_store->entry(update)->isPending());
}

void TestPartyStore::editOfAFrozenEntryMakesAnother_data()
{
    QTest::addColumn<State>("state");
    QTest::newRow("sending") << State::Sending;
    QTest::newRow("unknown") << State::Unknown;
    QTest::newRow("acked") << State::Acked;
}

void TestPartyStore::editOfAFrozenEntryMakesAnother()
{
    QFETCH(State, state);
    Party first = m_base;
    first.jobTitle = u"Buyer"_s;
    const qint64 one = saved(m_anna, first);
    park(one, state);
    Party second = first;
    second.about = u"Met in York"_s;
    const qint64 two = saved(m_anna, second);
    QCOMPARE(two, one + 1);
    QCOMPARE(m_store->entry(one)->edited, first);
    QCOMPARE(m_store->entry(two)->base, first);
    QCOMPARE(m_store->entry(two)->edited, second);
    QCOMPARE(shown(m_anna), second);
    second.about = u"Met in Hull"_s;
    QCOMPARE(saved(m_anna, second), two);
    QCOMPARE(saved(m_anna, first), 0); // undone, though the first one still flies
    QCOMPARE(shown(m_anna), first);
}

void TestPartyStore::newRecordIsACreate()
{
    const QUuid localId = QUuid::createUuid();
    const Party berit = person(u"Berit"_s, u"Berg"_s);
    const qint64 sequence = saved(localId, berit);
    QCOMPARE(m_store->entry(sequence)->kind, EntryKind::Create);
    QCOMPARE(m_store->entry(sequence)->base.type, PartyType::Person);
    QVERIFY(!m_store->party(localId)->isCreated);
    QCOMPARE(shown(localId), berit);
    QCOMPARE(m_store->serverId(localId), 0);
    QCOMPARE(m_store->index().find(PartyIndex::Kind::People, u"berit"_s), QList<QUuid>{localId});
}

void TestPartyStore::savedCreateStaysACreate()
{
    const QUuid localId = QUuid::createUuid();
    Party berit = person(u"Berit"_s, u"Berg"_s);
    const qint64 sequence = saved(localId, berit);
    berit.jobTitle = u"Buyer"_s;
    QCOMPARE(saved(localId, berit), sequence);
    QCOMPARE(m_store->entry(sequence)->kind, EntryKind::Create);
    QCOMPARE(m_store->entry(sequence)->edited, berit);
    QCOMPARE(m_store->pendingEntries().size(), 1);
}

void TestPartyStore::savingOverAParkedEntryTriesItAgain_data()
{
    QTest::addColumn<State>("state");
    QTest::newRow("rejected") << State::Rejected;
    QTest::newRow("conflict") << State::Conflict;
    QTest::newRow("ask, never sent") << State::Ask;
}

void TestPartyStore::savingOverAParkedEntryTriesItAgain()
{
    QFETCH(State, state);
    Party edited = m_base;
    edited.jobTitle = u"Buyer"_s;
    const qint64 sequence = saved(m_anna, edited);
    Party theirs = m_base;
    theirs.jobTitle = u"Director"_s;
    pull({theirs});
    park(sequence, state, u"no"_s);
    OutboxEntry parked = *m_store->entry(sequence);
    if (state == State::Conflict)
        parked.conflicts = {{u"jobTitle"_s, {}, u"Buyer"_s, u"Director"_s}};
    QVERIFY(m_store->update(parked));
    edited.jobTitle = u"Chief Buyer"_s;
    QCOMPARE(saved(m_anna, edited), sequence);
    const OutboxEntry entry = *m_store->entry(sequence);
    QCOMPARE(entry.state, State::Queued);
    QCOMPARE(entry.problem, QString());
    QCOMPARE(entry.edited, edited);
    // Only a conflict was shown with theirs beside it, so only there the save decides.
    QCOMPARE(entry.base.jobTitle, state == State::Conflict ? u"Director"_s : QString());
}

void TestPartyStore::editMadeWhileAnEntryFlewIsFoldedOnceThatIsRejected()
{
    Party edited = m_base;
    edited.jobTitle = u"Buyer"_s;
    const qint64 one = saved(m_anna, edited);
    park(one, State::Sending);
    edited.about = u"Met in York"_s;
    const qint64 two = saved(m_anna, edited);
    park(one, State::Rejected, u"no"_s);
    edited.jobTitle = u"Chief Buyer"_s;
    QCOMPARE(saved(m_anna, edited), one);
    QCOMPARE(m_store->entry(one)->edited, edited);
    QCOMPARE(m_store->entry(one)->base, m_base);
    QCOMPARE(m_store->entry(two)->state, State::Discarded);
    QCOMPARE(m_store->pendingEntries().size(), 1);
    QCOMPARE(shown(m_anna), edited);
}

void TestPartyStore::personWaitsForANewOrganisation()
{
    const QUuid acme = QUuid::createUuid();
    const qint64 create = saved(acme, organisation(u"Acme"_s));
    Party edited = m_base;
    edited.organisation = OrganisationRef{0, acme, u"Acme"_s};
    const qint64 sequence = saved(m_anna, edited);
    QCOMPARE(m_store->entry(sequence)->dependsOn, acme);
    QCOMPARE(m_store->peopleOf(acme), QList<QUuid>{m_anna});
    QVERIFY(m_store->acknowledge(create, received(organisation(u"Acme"_s, 8))));
    QCOMPARE(m_store->serverId(acme), 8);
    edited.about = u"Met in York"_s;
    QCOMPARE(saved(m_anna, edited), sequence);
    QCOMPARE(m_store->entry(sequence)->dependsOn, QUuid());
    QCOMPARE(m_store->peopleOf(acme), QList<QUuid>{m_anna});
}

void TestPartyStore::failedSaveChangesNothing()
{
    Party draft = m_base;
    draft.jobTitle = u"Buy"_s;
    QVERIFY(m_store->keepDraft(m_anna, draft));
    breakTable(file(u"outbox.sqlite"_s), "entries");
    QSignalSpy parties(m_store.get(), &PartyStore::partiesChanged);
    QSignalSpy outbox(m_store.get(), &PartyStore::outboxChanged);
    draft.jobTitle = u"Buyer"_s;
    const auto result = m_store->save(m_anna, draft);
    QVERIFY(!result);
    QVERIFY(!m_store->remove(m_anna, 10s));
    QCOMPARE(shown(m_anna), m_base);
    QCOMPARE(m_store->party(m_anna)->draft->jobTitle, u"Buy"_s);
    QVERIFY(m_store->pendingEntries().isEmpty());
    QVERIFY(!m_store->index().summary(m_anna)->isPending);
    QVERIFY(parties.isEmpty());
    QVERIFY(outbox.isEmpty());
    mendTable(file(u"outbox.sqlite"_s));
    QCOMPARE(saved(m_anna, draft), 1);
    QVERIFY(m_store->drafts().isEmpty());
}

// --- deleting, taking back, giving up

void TestPartyStore::deleteWaitsAndHidesTheRecord()
{
    const auto sequence = m_store->remove(m_anna, 10s);
    QVERIFY(sequence);
    const OutboxEntry entry = *m_store->entry(*sequence);
    QCOMPARE(entry.kind, EntryKind::Delete);
    QCOMPARE(entry.notBefore, m_clock->now().addSecs(10));
    QCOMPARE(entry.base, m_base);
    QVERIFY(m_store->party(m_anna)->isDeleted);
    QVERIFY(m_store->index().find(PartyIndex::Kind::Everyone, {}).isEmpty());
    reopen();
    QVERIFY(m_store->index().find(PartyIndex::Kind::Everyone, {}).isEmpty());
    QCOMPARE(*m_store->takeBack(*sequence), true);
    QCOMPARE(m_store->index().find(PartyIndex::Kind::Everyone, {}), QList<QUuid>{m_anna});
}

void TestPartyStore::deleteOfAnUnsentRecordCancelsBoth()
{
    const QUuid localId = QUuid::createUuid();
    const qint64 create = saved(localId, person(u"Berit"_s, u"Berg"_s));
    const auto removed = m_store->remove(localId, 10s);
    QVERIFY(removed);
    QCOMPARE(*removed, 0);
    QVERIFY(m_store->pendingEntries().isEmpty());
    QCOMPARE(m_store->entry(create)->state, State::Discarded);
    QVERIFY(!m_store->party(localId));
    QVERIFY(!m_store->index().contains(localId));
}

void TestPartyStore::deleteWaitsForACreateUnderWay()
{
    for (const State state : {State::Sending, State::Unknown}) {
        const QUuid localId = QUuid::createUuid();
        const qint64 create = saved(localId, person(u"Berit"_s, u"Berg"_s));
        park(create, state);
        const auto removed = m_store->remove(localId, 10s);
        QVERIFY(removed);
        QCOMPARE(m_store->entry(*removed)->kind, EntryKind::Delete);
        QCOMPARE(m_store->entry(create)->state, state);
        QVERIFY(m_store->party(localId)->isDeleted);
        const qint64 serverId = 100 + int(state);
        QVERIFY(m_store->acknowledge(create, received(person(u"Berit"_s, u"Berg"_s, serverId))));
        QCOMPARE(m_store->entry(*removed)->state, State::Queued);
        QVERIFY(m_store->party(localId)->isDeleted);
        QVERIFY(m_store->acknowledgeDelete(*removed));
        QVERIFY(!m_store->party(localId));
    }
}

void TestPartyStore::deleteTakesQueuedEditsOutAndTakingItBackBringsThemIn()
{
    Party edited = m_base;
    edited.jobTitle = u"Buyer"_s;
    const qint64 edit = saved(m_anna, edited);
    park(edit, State::Rejected, u"is not a title"_s);
    const qint64 removal = *m_store->remove(m_anna, 10s);
    QCOMPARE(m_store->pendingEntries().size(), 1);
    reopen();
    QCOMPARE(*m_store->takeBack(removal), true);
    QCOMPARE(m_store->entry(edit)->state, State::Rejected);
    QCOMPARE(m_store->entry(edit)->problem, u"is not a title"_s);
    QVERIFY(!m_store->entry(edit)->endedAt.isValid());
    QCOMPARE(shown(m_anna), edited);
}

void TestPartyStore::secondDeleteIsTheFirst()
{
    const qint64 removal = *m_store->remove(m_anna, 10s);
    QCOMPARE(*m_store->remove(m_anna, 10s), removal);
    QCOMPARE(m_store->pendingEntries().size(), 1);
}

void TestPartyStore::deleteOverAnUnseenChangeRemembersWhatWasSeen()
{
    Party edited = m_base;
    edited.jobTitle = u"Buyer"_s;
    const qint64 edit = saved(m_anna, edited);
    Party theirs = m_base;
    theirs.jobTitle = u"Director"_s; // under my own value, where nobody sees it
    theirs.about = u"Met in York"_s;
    pull({theirs});
    qint64 removal = *m_store->remove(m_anna, 10s);
    QCOMPARE(m_store->entry(removal)->base.jobTitle, m_base.jobTitle);
    QCOMPARE(m_store->entry(removal)->base.about, u"Met in York"_s);

    QVERIFY(*m_store->takeBack(removal));
    OutboxEntry entry = *m_store->entry(edit);
    entry.state = State::Conflict;
    entry.conflicts = {{u"jobTitle"_s, {}, u"Buyer"_s, u"Director"_s}};
    QVERIFY(m_store->update(entry));
    removal = *m_store->remove(m_anna, 10s);
    QCOMPARE(m_store->entry(removal)->base, theirs); // now it was asked about
}

void TestPartyStore::rejectedDeleteShowsTheRecordAgain()
{
    const qint64 removal = *m_store->remove(m_anna, 0s);
    park(removal, State::Rejected, u"not allowed"_s);
    QVERIFY(!m_store->party(m_anna)->isDeleted);
    QVERIFY(m_store->index().summary(m_anna)->needsUser);
    QCOMPARE(m_store->index().find(PartyIndex::Kind::Everyone, {}), QList<QUuid>{m_anna});
}

void TestPartyStore::takeBackIsTooLateOnceSending()
{
    Party edited = m_base;
    edited.jobTitle = u"Buyer"_s;
    const qint64 sequence = saved(m_anna, edited);
    park(sequence, State::Sending);
    QCOMPARE(*m_store->takeBack(sequence), false);
    QCOMPARE(m_store->entry(sequence)->state, State::Sending);
    QCOMPARE(*m_store->takeBack(99), false);
}

void TestPartyStore::takenBackEditShowsWhatCapsuleHas()
{
    Party edited = m_base;
    edited.jobTitle = u"Buyer"_s;
    const qint64 sequence = saved(m_anna, edited);
    QCOMPARE(*m_store->takeBack(sequence), true);
    QCOMPARE(shown(m_anna), m_base);
    QCOMPARE(m_store->entry(sequence)->state, State::Discarded);
    QCOMPARE(m_store->entry(sequence)->endedAt, m_clock->now());
}

void TestPartyStore::discardCarriesLaterEditsOver()
{
    Party first = m_base;
    first.jobTitle = u"Buyer"_s;
    const qint64 one = saved(m_anna, first);
    park(one, State::Sending);
    Party second = first;
    second.about = u"Met in York"_s;
    const qint64 two = saved(m_anna, second);
    park(one, State::Rejected);
    QVERIFY(m_store->discard(one));
    Party expected = m_base;
    expected.about = u"Met in York"_s;
    QCOMPARE(shown(m_anna), expected);
    QCOMPARE(m_store->entry(two)->base, m_base);
    QCOMPARE(m_store->entry(two)->edited, expected);
}

void TestPartyStore::discardedCreateTakesItsEditsAlong()
{
    const QUuid localId = QUuid::createUuid();
    Party berit = person(u"Berit"_s, u"Berg"_s);
    const qint64 create = saved(localId, berit);
    park(create, State::Unknown);
    berit.jobTitle = u"Buyer"_s;
    const qint64 edit = saved(localId, berit);
    QVERIFY(m_store->discard(create));
    QVERIFY(m_store->pendingEntries().isEmpty());
    QCOMPARE(m_store->entry(edit)->state, State::Discarded);
    QVERIFY(!m_store->party(localId));
}

void TestPartyStore::peopleOfACancelledOrganisationAsk()
{
    const QUuid acme = QUuid::createUuid();
    saved(acme, organisation(u"Acme"_s));
    Party edited = m_base;
    edited.organisation = OrganisationRef{0, acme, u"Acme"_s};
    const qint64 sequence = saved(m_anna, edited);
    QCOMPARE(*m_store->remove(acme, 10s), 0);
    QCOMPARE(m_store->entry(sequence)->state, State::Ask);
    QCOMPARE(m_store->entry(sequence)->problem, QString(Problem::organisationCancelled));
    edited.organisation.reset();
    edited.about = u"Met in York"_s;
    QCOMPARE(saved(m_anna, edited), sequence);
    QCOMPARE(m_store->entry(sequence)->state, State::Queued);
    QCOMPARE(m_store->entry(sequence)->dependsOn, QUuid());
}

void TestPartyStore::retryTakesTheDecisionOverTheirs()
{
    Party edited = m_base;
    edited.jobTitle = u"Buyer"_s;
    const qint64 sequence = saved(m_anna, edited);
    Party theirs = m_base;
    theirs.jobTitle = u"Director"_s;
    pull({theirs});
    OutboxEntry entry = *m_store->entry(sequence);
    entry.state = State::Conflict;
    entry.conflicts = {{u"jobTitle"_s, {}, u"Buyer"_s, u"Director"_s}};
    entry.attempts = 2;
    QVERIFY(m_store->update(entry));

    QVERIFY(m_store->retry(sequence, edited)); // mine
    entry = *m_store->entry(sequence);
    QCOMPARE(entry.state, State::Queued);
    QCOMPARE(entry.base, theirs);
    QCOMPARE(entry.edited, edited);
    QVERIFY(entry.conflicts.isEmpty());
    QCOMPARE(entry.attempts, 0);

    entry.state = State::Conflict;
    QVERIFY(m_store->update(entry));
    QVERIFY(m_store->retry(sequence, theirs)); // theirs: nothing is left to send
    QVERIFY(m_store->pendingEntries().isEmpty());
    QCOMPARE(shown(m_anna), theirs);
}

void TestPartyStore::conflictFollowsWhatIsInCapsule()
{
    Party edited = m_base;
    edited.jobTitle = u"Buyer"_s;
    const qint64 sequence = saved(m_anna, edited);
    Party theirs = m_base;
    theirs.jobTitle = u"Director"_s;
    pull({theirs});
    OutboxEntry entry = *m_store->entry(sequence);
    entry.state = State::Conflict;
    entry.conflicts = {{u"jobTitle"_s, {}, u"Buyer"_s, u"Director"_s}};
    QVERIFY(m_store->update(entry));

    theirs.jobTitle = u"Chairman"_s;
    pull({theirs});
    const PartyConflict now{u"jobTitle"_s, {}, u"Buyer"_s, u"Chairman"_s};
    QCOMPARE(m_store->entry(sequence)->conflicts, QList<PartyConflict>{now});
    QVERIFY(m_store->retry(sequence, shown(m_anna)));
    QCOMPARE(m_store->entry(sequence)->base.jobTitle, u"Chairman"_s);
}

void TestPartyStore::whatWasSentIsTakenBackByAnEntryOfItsOwn()
{
    Party edited = m_base;
    edited.jobTitle = u"Buyer"_s;
    const qint64 sequence = saved(m_anna, edited);
    OutboxEntry entry = *m_store->entry(sequence);
    entry.attempts = 1; // its answer was lost, and it waits to be sent again
    QVERIFY(m_store->update(entry));
    const qint64 back = saved(m_anna, m_base);
    QVERIFY(back != 0 && back != sequence);
    QCOMPARE(shown(m_anna).jobTitle, m_base.jobTitle);
    QCOMPARE(m_store->pendingEntries().size(), 2);
    QCOMPARE(m_store->entry(back)->base.jobTitle, u"Buyer"_s);
}

void TestPartyStore::conflictTakesInWhatWasSavedMeanwhile()
{
    Party edited = m_base;
    edited.jobTitle = u"Buyer"_s;
    const qint64 sequence = saved(m_anna, edited);
    OutboxEntry entry = *m_store->entry(sequence);
    entry.state = State::Sending;
    QVERIFY(m_store->update(entry));
    edited.jobTitle = u"Head buyer"_s;
    edited.about = u"Met in Leeds"_s;
    QVERIFY(saved(m_anna, edited) != sequence);

    // The answer was lost, and meanwhile somebody went on from what had arrived.
    entry.state = State::Conflict;
    entry.conflicts = {{u"jobTitle"_s, {}, u"Buyer"_s, u"Director"_s}};
    QVERIFY(m_store->update(entry));
    Party theirs = m_base;
    theirs.jobTitle = u"Director"_s;
    pull({theirs});
    const PartyConflict asked{u"jobTitle"_s, {}, u"Head buyer"_s, u"Director"_s};
    QCOMPARE(m_store->entry(sequence)->conflicts, QList<PartyConflict>{asked}); // mine is what the form shows
    QCOMPARE(m_store->pendingEntries().size(), 1);
    QVERIFY(m_store->retry(sequence, withKeysFrom(shown(m_anna), theirs, {u"jobTitle"_s})));
    QCOMPARE(shown(m_anna).jobTitle, u"Director"_s);
    QCOMPARE(shown(m_anna).about, u"Met in Leeds"_s);
}

void TestPartyStore::conflictAsksAboutWhatWasSavedMeanwhileToo()
{
    Party edited = m_base;
    edited.jobTitle = u"Buyer"_s;
    const qint64 sequence = saved(m_anna, edited);
    OutboxEntry entry = *m_store->entry(sequence);
    entry.state = State::Sending;
    QVERIFY(m_store->update(entry));
    edited.about = u"Met in Leeds"_s;
    QVERIFY(saved(m_anna, edited) != sequence);

    // Somebody changed both. What goes without asking was settled over theirs.
    Party theirs = m_base;
    theirs.jobTitle = u"Director"_s;
    theirs.about = u"Met in York"_s;
    entry.base = withKeysFrom(theirs, m_base, {u"jobTitle"_s});
    entry.edited = theirs;
    entry.edited.jobTitle = u"Buyer"_s;
    entry.state = State::Conflict;
    entry.conflicts = {{u"jobTitle"_s, {}, u"Buyer"_s, u"Director"_s}};
    QVERIFY(m_store->update(entry));
    pull({theirs});
    QCOMPARE(m_store->pendingEntries().size(), 1);
    const QList<PartyConflict> asked = m_store->entry(sequence)->conflicts;
    QCOMPARE(asked.size(), 2);
    QVERIFY(asked.contains(PartyConflict{u"jobTitle"_s, {}, u"Buyer"_s, u"Director"_s}));
    QVERIFY(asked.contains(PartyConflict{u"about"_s, {}, u"Met in Leeds"_s, u"Met in York"_s}));
}

void TestPartyStore::conflictThatComesBackWithADeleteIsToldAsItIsNow()
{
    Party edited = m_base;
    edited.jobTitle = u"Buyer"_s;
    const qint64 sequence = saved(m_anna, edited);
    Party theirs = m_base;
    theirs.jobTitle = u"Director"_s;
    pull({theirs});
    OutboxEntry entry = *m_store->entry(sequence);
    entry.state = State::Conflict;
    entry.conflicts = {{u"jobTitle"_s, {}, u"Buyer"_s, u"Director"_s}};
    QVERIFY(m_store->update(entry));
    const qint64 removal = *m_store->remove(m_anna, 10s);
    theirs.jobTitle = u"Chairman"_s;
    pull({theirs});
    QVERIFY(m_store->discard(removal));
    const PartyConflict now{u"jobTitle"_s, {}, u"Buyer"_s, u"Chairman"_s};
    QCOMPARE(m_store->entry(sequence)->conflicts, QList<PartyConflict>{now});
}

void TestPartyStore::conflictThatHasGoneLetsTheRestGo()
{
    Party edited = m_base;
    edited.jobTitle = u"Buyer"_s;
    const qint64 sequence = saved(m_anna, edited);
    Party theirs = m_base;
    theirs.jobTitle = u"Director"_s;
    pull({theirs});
    OutboxEntry entry = *m_store->entry(sequence);
    entry.state = State::Conflict;
    entry.conflicts = {{u"jobTitle"_s, {}, u"Buyer"_s, u"Director"_s}};
    QVERIFY(m_store->update(entry));
    pull({m_base});
    QCOMPARE(m_store->entry(sequence)->state, State::Queued);
    QVERIFY(m_store->entry(sequence)->conflicts.isEmpty());

    entry.problem = u"about is too long"_s; // something else of it was refused
    QVERIFY(m_store->update(entry));
    pull({theirs});
    pull({m_base});
    QCOMPARE(m_store->entry(sequence)->state, State::Rejected);
    QVERIFY(m_store->entry(sequence)->conflicts.isEmpty());
}

void TestPartyStore::decisionCountsOnlyForWhatWasSeen()
{
    Party edited = m_base;
    edited.jobTitle = u"Buyer"_s;
    const qint64 sequence = saved(m_anna, edited);
    OutboxEntry entry = *m_store->entry(sequence);
    entry.state = State::Conflict;
    entry.conflicts = {{u"jobTitle"_s, {}, u"Buyer"_s, u"Director"_s}};
    Party theirs = m_base;
    theirs.jobTitle = u"Chairman"_s;
    pull({theirs});
    QVERIFY(m_store->update(entry)); // as if the program had ended before it could tell
    QVERIFY(m_store->retry(sequence, shown(m_anna)));
    entry = *m_store->entry(sequence);
    QCOMPARE(rebase(entry.base, entry.edited, theirs).conflicts.size(), 1); // so it asks again
}

void TestPartyStore::retryOfARefusedEntryStillSeesAConflict()
{
    Party edited = m_base;
    edited.jobTitle = u"Buyer"_s;
    const qint64 sequence = saved(m_anna, edited);
    park(sequence, State::Rejected, u"no"_s);
    Party theirs = m_base;
    theirs.jobTitle = u"Director"_s;
    theirs.about = u"Met in York"_s;
    pull({theirs});
    QVERIFY(m_store->retry(sequence, shown(m_anna))); // where theirs cannot be seen
    const OutboxEntry entry = *m_store->entry(sequence);
    QCOMPARE(rebase(entry.base, entry.edited, theirs).conflicts.size(), 1);
    QCOMPARE(rebase(entry.base, entry.edited, theirs).merged.about, u"Met in York"_s);
}

void TestPartyStore::refusalHidesNoConflict()
{
    Party edited = m_base;
    edited.jobTitle = u"Buyer"_s;
    const qint64 sequence = saved(m_anna, edited);
    Party theirs = m_base;
    theirs.jobTitle = u"Director"_s;
    pull({theirs});
    OutboxEntry entry = *m_store->entry(sequence); // the rest of it went out and was refused
    entry.state = State::Ask;
    entry.problem = u"organisation not found"_s;
    entry.conflicts = {{u"jobTitle"_s, {}, u"Buyer"_s, u"Director"_s}};
    QVERIFY(m_store->update(entry));
    QVERIFY(m_store->retry(sequence, shown(m_anna))); // the question was another one
    entry = *m_store->entry(sequence);
    QCOMPARE(rebase(entry.base, entry.edited, theirs).conflicts.size(), 1);
}

void TestPartyStore::retryOfAnEarlierEntryTakesTheLaterOnesIn()
{
    Party edited = m_base;
    edited.about = u"Met in York"_s;
    const qint64 sequence = saved(m_anna, edited);
    OutboxEntry entry = *m_store->entry(sequence);
    entry.state = State::Ask;
    entry.attempts = 1; // so that nothing is put into it any more
    entry.problem = u"no"_s;
    QVERIFY(m_store->update(entry));
    edited.jobTitle = u"Buyer"_s;
    QVERIFY(saved(m_anna, edited) != sequence);
    Party theirs = m_base;
    theirs.jobTitle = u"Director"_s;
    pull({theirs});
    QVERIFY(m_store->retry(sequence, shown(m_anna))); // which holds both edits, and hides theirs
    QCOMPARE(m_store->pendingEntries().size(), 1); // or what the later one adds would be added twice
    entry = *m_store->entry(sequence);
    QCOMPARE(rebase(entry.base, entry.edited, theirs).conflicts.size(), 1);
}

void TestPartyStore::deleteTriedAgainKeepsWhatWasSavedAfterIt()
{
    const qint64 removal = *m_store->remove(m_anna, 0ms);
    park(removal, State::Ask, Problem::changedSince);
    Party edited = m_base;
    edited.jobTitle = u"Buyer"_s;
    const qint64 sequence = saved(m_anna, edited);
    QVERIFY(m_store->retry(removal, m_base));
    QVERIFY(m_store->entry(sequence)->isPending());
    park(removal, State::Ask, Problem::changedSince);
    QVERIFY(m_store->discard(removal));
    QCOMPARE(shown(m_anna).jobTitle, u"Buyer"_s);
}

void TestPartyStore::heldIsKept()
{
    Party edited = m_base;
    edited.jobTitle = u"Buyer"_s;
    const qint64 sequence = saved(m_anna, edited);
    QVERIFY(m_store->setHeld(sequence, true));
    reopen();
    QVERIFY(m_store->entry(sequence)->held);
    QVERIFY(m_store->setHeld(sequence, false));
    QVERIFY(!m_store->entry(sequence)->held);
}

// --- drafts

void TestPartyStore::draftIsKeptAndForgotten()
{
    QSignalSpy drafts(m_store.get(), &PartyStore::draftsChanged);
    QSignalSpy parties(m_store.get(), &PartyStore::partiesChanged);
    Party draft = m_base;
    draft.jobTitle = u"Bu"_s;
    QVERIFY(m_store->keepDraft(m_anna, draft));
    QCOMPARE(parties.size(), 1); // the row got its mark
    draft.jobTitle = u"Buyer"_s;
    QVERIFY(m_store->keepDraft(m_anna, draft));
    QCOMPARE(parties.size(), 1); // and looks the same after more typing
    QCOMPARE(drafts.size(), 2);
    reopen();
    QCOMPARE(m_store->drafts(), QList<QUuid>{m_anna});
    QCOMPARE(m_store->party(m_anna)->draft, draft);
    QCOMPARE(shown(m_anna), m_base);
    QVERIFY(m_store->index().summary(m_anna)->hasDraft);
    QVERIFY(m_store->discardDraft(m_anna));
    QVERIFY(!m_store->party(m_anna)->draft);
    QVERIFY(!m_store->index().summary(m_anna)->hasDraft);
}

void TestPartyStore::draftThatEqualsWhatIsShownIsForgotten()
{
    Party draft = m_base;
    draft.jobTitle = u"Bu"_s;
    QVERIFY(m_store->keepDraft(m_anna, draft));
    QVERIFY(m_store->keepDraft(m_anna, m_base));
    QVERIFY(m_store->drafts().isEmpty());
}

void TestPartyStore::newDraftIsListedUntilItIsDiscarded()
{
    const auto localId = m_store->startDraft(person(u"Ber"_s, {}));
    QVERIFY(localId);
    QVERIFY(m_store->keepDraft(*localId, person(u"Berit"_s, {})));
    reopen();
    QCOMPARE(m_store->index().find(PartyIndex::Kind::People, u"berit"_s), QList<QUuid>{*localId});
    QVERIFY(!m_store->party(*localId)->isCreated);
    QCOMPARE(m_store->party(*localId)->draft->firstName, u"Berit"_s);
    QCOMPARE(m_store->party(*localId)->shown.firstName, QString());
    QVERIFY(m_store->discardDraft(*localId));
    QVERIFY(!m_store->party(*localId));
    QCOMPARE(m_store->index().size(), 1);
}

void TestPartyStore::saveTakesTheDraftWithIt()
{
    const auto localId = m_store->startDraft(organisation(u"Acme"_s));
    const qint64 sequence = saved(*localId, organisation(u"Acme Ltd"_s));
    QCOMPARE(m_store->entry(sequence)->kind, EntryKind::Create);
    QCOMPARE(m_store->entry(sequence)->base.type, PartyType::Organisation);
    QVERIFY(m_store->drafts().isEmpty());
}

void TestPartyStore::pullUnderADraftMergesAndKeepsTheConflict()
{
    Party draft = m_base;
    draft.jobTitle = u"Buyer"_s;
    QVERIFY(m_store->keepDraft(m_anna, draft));
    Party theirs = m_base;
    theirs.jobTitle = u"Director"_s;
    theirs.about = u"Met in York"_s;
    pull({theirs});
    Party view = *m_store->party(m_anna)->draft;
    QCOMPARE(view.jobTitle, u"Buyer"_s);
    QCOMPARE(view.about, u"Met in York"_s);
    view.lastName = u"Lindh"_s;
    QVERIFY(m_store->keepDraft(m_anna, view));
    const qint64 sequence = saved(m_anna, view);
    const OutboxEntry entry = *m_store->entry(sequence);
    QCOMPARE(entry.base.about, u"Met in York"_s);
    QCOMPARE(entry.base.jobTitle, QString()); // what it was when the draft began: the engine will see the collision
    QCOMPARE(rebase(entry.base, entry.edited, theirs).conflicts.size(), 1);
}

void TestPartyStore::failedDraftSaysSo()
{
    breakTable(file(u"outbox.sqlite"_s), "drafts");
    Party draft = m_base;
    draft.jobTitle = u"Buyer"_s;
    QVERIFY(!m_store->keepDraft(m_anna, draft));
    QVERIFY(!m_store->startDraft(draft));
    QVERIFY(m_store->drafts().isEmpty());
    QVERIFY(!m_store->party(m_anna)->draft);
    QCOMPARE(m_store->index().size(), 1);
}

// --- what the engine does

void TestPartyStore::updateIsOnDisk()
{
    Party edited = m_base;
    edited.jobTitle = u"Buyer"_s;
    OutboxEntry entry = *m_store->entry(saved(m_anna, edited));
    entry.state = State::Sending;
    entry.attempts = 1;
    entry.sentBody = "{}";
    entry.highestIdBefore = 77;
    QVERIFY(m_store->update(entry));
    reopen();
    const OutboxEntry back = *m_store->entry(entry.sequence);
    QCOMPARE(back.state, State::Sending);
    QCOMPARE(back.attempts, 1);
    QCOMPARE(back.highestIdBefore, 77);
}

void TestPartyStore::acknowledgedCreateIsBoundAndOneRecord()
{
    const QUuid localId = created(person(u"Berit"_s, u"Berg"_s), 50);
    QVERIFY(m_store->party(localId)->isCreated);
    QCOMPARE(m_store->serverId(localId), 50);
    QCOMPARE(m_store->localId(50), localId);
    QVERIFY(m_store->pendingEntries().isEmpty());
    pull({person(u"Berit"_s, u"Bergman"_s, 50)});
    QCOMPARE(shown(localId).lastName, u"Bergman"_s);
    QCOMPARE(m_store->index().size(), 2);
    reopen();
    QCOMPARE(m_store->index().size(), 2);
    QCOMPARE(shown(localId).lastName, u"Bergman"_s);
    QCOMPARE(m_store->highestServerId(), 50);
}

void TestPartyStore::acknowledgeCarriesLaterEditsOverWithRowIds()
{
    Party first = m_base;
    first.phoneNumbers = {phone(u"111"_s), phone(u"222"_s)};
    const qint64 one = saved(m_anna, first);
    park(one, State::Sending);
    Party second = first;
    second.phoneNumbers[0].number = u"333"_s;
    second.jobTitle = u"Buyer"_s;
    const qint64 two = saved(m_anna, second);
    Party answer = first;
    answer.phoneNumbers = {phone(u"111"_s, 61), phone(u"222"_s, 62)};
    answer.about = u"by a workflow"_s;
    QVERIFY(m_store->acknowledge(one, received(answer)));
    QCOMPARE(m_store->entry(one)->state, State::Done);
    const OutboxEntry entry = *m_store->entry(two);
    QCOMPARE(entry.base, answer);
    QCOMPARE(QJsonDocument(changes(entry.base, entry.edited)).toJson(QJsonDocument::Compact),
        R"({"jobTitle":"Buyer","phoneNumbers":[{"id":61,"number":"333"}]})"_ba);
    QCOMPARE(shown(m_anna), entry.edited);
}

void TestPartyStore::acknowledgeCarriesTheDraftOver()
{
    Party edited = m_base;
    edited.phoneNumbers = {phone(u"111"_s)};
    const qint64 sequence = saved(m_anna, edited);
    park(sequence, State::Sending);
    Party draft = edited;
    draft.jobTitle = u"Buyer"_s;
    QVERIFY(m_store->keepDraft(m_anna, draft));
    Party answer = edited;
    answer.phoneNumbers = {phone(u"111"_s, 61)};
    QVERIFY(m_store->acknowledge(sequence, received(answer)));
    Party expected = answer;
    expected.jobTitle = u"Buyer"_s;
    QCOMPARE(m_store->party(m_anna)->draft, expected);
    reopen();
    QCOMPARE(m_store->party(m_anna)->draft, expected);
}

void TestPartyStore::acknowledgeRepeatsAfterACrash_data()
{
    QTest::addColumn<QString>("file");
    QTest::addColumn<QByteArray>("table");
    QTest::addColumn<State>("left");
    QTest::newRow("before the answer is stored") << u"outbox.sqlite"_s << "entries"_ba << State::Sending;
    QTest::newRow("before the replica takes it") << u"replica.sqlite"_s << "documents"_ba << State::Acked;
}

void TestPartyStore::acknowledgeRepeatsAfterACrash()
{
    QFETCH(QString, file);
    QFETCH(QByteArray, table);
    QFETCH(State, left);
    const QUuid localId = QUuid::createUuid();
    Party berit = person(u"Berit"_s, u"Berg"_s);
    berit.phoneNumbers = {phone(u"111"_s)};
    const qint64 sequence = saved(localId, berit);
    park(sequence, State::Sending);
    Party answer = berit;
    answer.id = 50;
    answer.phoneNumbers[0].id = 61;
    breakTable(this->file(file), table);
    QVERIFY(!m_store->acknowledge(sequence, received(answer)));
    QCOMPARE(m_store->entry(sequence)->state, left);
    QCOMPARE(shown(localId).phoneNumbers.size(), 1);
    reopen();
    QCOMPARE(m_store->entry(sequence)->state, left);
    QCOMPARE(shown(localId).phoneNumbers.size(), 1);
    mendTable(this->file(file));
    QVERIFY(m_store->acknowledge(sequence, received(answer)));
    QCOMPARE(m_store->entry(sequence)->state, State::Done);
    QCOMPARE(m_store->serverId(localId), 50);
    QCOMPARE(shown(localId), answer);
    QCOMPARE(m_store->index().size(), 2);
}

void TestPartyStore::acknowledgedTwiceChangesNothing()
{
    Party edited = m_base;
    edited.phoneNumbers = {phone(u"111"_s)};
    const qint64 sequence = saved(m_anna, edited);
    // The replica has the answer and the entry was Acked: what a crash before the last step leaves.
    Party answer = edited;
    answer.phoneNumbers[0].id = 61;
    OutboxEntry entry = *m_store->entry(sequence);
    entry.state = State::Acked;
    entry.answer = received(answer).document;
    QVERIFY(m_store->update(entry));
    pull({answer});
    reopen();
    QCOMPARE(shown(m_anna), answer);
    for (int time = 0; time < 2; ++time) {
        QVERIFY(m_store->acknowledge(sequence, received(answer)));
        QCOMPARE(shown(m_anna), answer);
        QVERIFY(m_store->pendingEntries().isEmpty());
    }
}

void TestPartyStore::acknowledgeJoinsARecordPulledBefore()
{
    const QUuid localId = QUuid::createUuid();
    const Party berit = person(u"Berit"_s, u"Berg"_s);
    const qint64 create = saved(localId, berit);
    park(create, State::Unknown);
    Party pulled = berit;
    pulled.id = 50;
    pull({pulled});
    const QUuid twin = localIdOfServerId(50);
    QCOMPARE(m_store->index().size(), 3);
    Party edited = pulled;
    edited.jobTitle = u"Buyer"_s;
    const qint64 edit = saved(twin, edited);
    QVERIFY(m_store->acknowledge(create, received(pulled)));
    QCOMPARE(m_store->index().size(), 2);
    QVERIFY(!m_store->index().contains(twin));
    QCOMPARE(m_store->entry(edit)->localId, localId);
    QCOMPARE(shown(localId), edited);
    QCOMPARE(m_store->party(twin)->localId, localId); // a window may still have it open under that id
    edited.about = u"Met in York"_s;
    QCOMPARE(saved(twin, edited), edit);
    reopen();
    QCOMPARE(m_store->index().size(), 2);
    QCOMPARE(shown(localId), edited);
}

void TestPartyStore::acknowledgeOfADiscardedEntryStillBindsTheRecord()
{
    const QUuid localId = QUuid::createUuid();
    const qint64 create = saved(localId, person(u"Berit"_s, u"Berg"_s));
    park(create, State::Unknown);
    QVERIFY(m_store->discard(create));
    QVERIFY(m_store->acknowledge(create, received(person(u"Berit"_s, u"Berg"_s, 50))));
    QCOMPARE(m_store->entry(create)->state, State::Discarded);
    QCOMPARE(m_store->localId(50), localId);
    QVERIFY(m_store->party(localId)->isCreated);
}

void TestPartyStore::acknowledgedDeleteRemovesTheRecord()
{
    const qint64 removal = *m_store->remove(m_anna, 0s);
    park(removal, State::Sending);
    breakTable(file(u"outbox.sqlite"_s), "entries");
    QVERIFY(!m_store->acknowledgeDelete(removal));
    mendTable(file(u"outbox.sqlite"_s));
    QVERIFY(m_store->party(m_anna));
    QVERIFY(m_store->acknowledgeDelete(removal));
    QVERIFY(m_store->acknowledgeDelete(removal));
    QVERIFY(!m_store->party(m_anna));
    QCOMPARE(m_store->entry(removal)->state, State::Done);
    reopen();
    QVERIFY(!m_store->party(m_anna));
    QCOMPARE(m_store->index().size(), 0);
}

void TestPartyStore::pulledRecordDoesNotOverwriteAPendingEdit()
{
    Party edited = m_base;
    edited.jobTitle = u"Buyer"_s;
    const qint64 sequence = saved(m_anna, edited);
    Party theirs = m_base;
    theirs.lastName = u"Lindh"_s;
    pull({theirs});
    QCOMPARE(shown(m_anna).jobTitle, u"Buyer"_s);
    QCOMPARE(shown(m_anna).lastName, u"Lindh"_s);
    QCOMPARE(m_store->party(m_anna)->base, theirs);
    QCOMPARE(m_store->entry(sequence)->base, m_base);
    QCOMPARE(m_store->index().summary(m_anna)->jobTitle, u"Buyer"_s);
    QCOMPARE(m_store->index().summary(m_anna)->name, u"Anna Lindh"_s);
    reopen();
    QCOMPARE(m_store->index().summary(m_anna)->jobTitle, u"Buyer"_s);
}

void TestPartyStore::collidingPullIsLeftToTheEngine()
{
    Party edited = m_base;
    edited.jobTitle = u"Buyer"_s;
    const qint64 sequence = saved(m_anna, edited);
    Party theirs = m_base;
    theirs.jobTitle = u"Director"_s;
    pull({theirs});
    QCOMPARE(shown(m_anna).jobTitle, u"Buyer"_s);
    edited.about = u"Met in York"_s; // typed on, without a word on the collision
    QCOMPARE(saved(m_anna, edited), sequence);
    const OutboxEntry entry = *m_store->entry(sequence);
    QCOMPARE(rebase(entry.base, entry.edited, theirs).conflicts.size(), 1);
}

void TestPartyStore::deletedRecordWithAnEditAsks()
{
    Party edited = m_base;
    edited.jobTitle = u"Buyer"_s;
    const qint64 sequence = saved(m_anna, edited);
    QVERIFY(m_store->applyDeleted({3}));
    QCOMPARE(m_store->entry(sequence)->state, State::Ask);
    QCOMPARE(m_store->entry(sequence)->problem, QString(Problem::gone));
    QCOMPARE(shown(m_anna), edited);
    reopen();
    QCOMPARE(shown(m_anna), edited);
    QVERIFY(m_store->index().summary(m_anna)->needsUser);
    QVERIFY(m_store->discard(sequence));
    QVERIFY(!m_store->party(m_anna));
}

void TestPartyStore::deletedRecordWithoutWorkGoes()
{
    QSignalSpy parties(m_store.get(), &PartyStore::partiesChanged);
    QVERIFY(m_store->applyDeleted({3, 999}));
    QVERIFY(!m_store->party(m_anna));
    QCOMPARE(parties.size(), 1);
    QCOMPARE(parties.first().first().value<QList<QUuid>>(), QList<QUuid>{m_anna});
    QVERIFY(m_store->applyDeleted({3}));
    QCOMPARE(parties.size(), 1);
}

void TestPartyStore::peopleLeaveAnOrganisationDeletedByOthers()
{
    const Party acme = organisation(u"Acme"_s, 8);
    m_base.organisation = OrganisationRef{8, {}, acme.name};
    pull({acme, m_base});
    QVERIFY(m_store->applyDeleted({8})); // it may just be out of sight
    QVERIFY(shown(m_anna).organisation);
    pull({acme});
    breakTable(file(u"replica.sqlite"_s), "documents");
    QVERIFY(!m_store->applyDeleted({8}, m_clock->now()));
    mendTable(file(u"replica.sqlite"_s));
    QSignalSpy told(m_store.get(), &PartyStore::partiesChanged);
    QVERIFY(m_store->applyDeleted({8}, m_clock->now()));
    QVERIFY(told.first().first().value<QList<QUuid>>().contains(m_anna));
    m_base.organisation.reset();
    QCOMPARE(shown(m_anna), m_base);
    QCOMPARE(m_store->index().summary(m_anna)->organisation, QString());
    reopen();
    QCOMPARE(shown(m_anna), m_base);
    QCOMPARE(m_store->index().summary(m_anna)->organisation, QString());
}

void TestPartyStore::peopleLeaveAnOrganisationDeletedHere()
{
    const Party acme = organisation(u"Acme"_s, 8);
    m_base.organisation = OrganisationRef{8, {}, acme.name};
    pull({acme, m_base});
    const qint64 removal = *m_store->remove(localIdOfServerId(8), 0s);
    OutboxEntry entry = *m_store->entry(removal);
    entry.state = State::Sending;
    entry.sentAt = m_clock->now();
    QVERIFY(m_store->update(entry));
    QSignalSpy told(m_store.get(), &PartyStore::partiesChanged);
    QVERIFY(m_store->acknowledgeDelete(removal));
    QVERIFY(told.first().first().value<QList<QUuid>>().contains(m_anna));
    QVERIFY(!shown(m_anna).organisation);
    QCOMPARE(m_store->index().summary(m_anna)->organisation, QString());
}

void TestPartyStore::failedPageChangesNothing()
{
    breakTable(file(u"replica.sqlite"_s), "documents");
    QSignalSpy parties(m_store.get(), &PartyStore::partiesChanged);
    QVERIFY(!m_store->applyPage({received(person(u"Berit"_s, u"Berg"_s, 4))}, m_clock->now()));
    QVERIFY(parties.isEmpty());
    QCOMPARE(m_store->index().size(), 1);
    QCOMPARE(m_store->highestServerId(), 3);
}

void TestPartyStore::quarantinedRecordsAreTold()
{
    QVERIFY(m_store->quarantine({{R"({"id":9})", {u"type"_s, u"missing"_s, 9}}}));
    reopen();
    QCOMPARE(m_store->quarantinedIds(), QList<qint64>{9});
}

void TestPartyStore::marksAndHighestIdComeBack()
{
    QVERIFY(m_store->setMark(u"cursor"_s, u"x"_s));
    pull({person(u"Berit"_s, u"Berg"_s, 400)});
    QVERIFY(m_store->applyDeleted({400}));
    reopen();
    QCOMPARE(m_store->mark(u"cursor"_s), u"x"_s);
    QCOMPARE(m_store->highestServerId(), 400);
}

void TestPartyStore::wipeLeavesNothing()
{
    saved(QUuid::createUuid(), person(u"Berit"_s, u"Berg"_s));
    QVERIFY(m_store->startDraft(person(u"Carl"_s, u"Dahl"_s)));
    QVERIFY(overwrite(file(u"replica.sqlite.damaged-1"_s), 0, "old contacts"));
    QSignalSpy reset(m_store.get(), &PartyStore::partiesReset);
    QVERIFY(m_store->wipe());
    QCOMPARE(reset.size(), 1);
    QCOMPARE(m_store->index().size(), 0);
    QVERIFY(m_store->pendingEntries().isEmpty());
    QVERIFY(m_store->drafts().isEmpty());
    QCOMPARE(m_store->highestServerId(), 0);
    QVERIFY(!QFile::exists(file(u"replica.sqlite.damaged-1"_s)));
    reopen();
    QVERIFY(m_store->repairs().isEmpty());
    QCOMPARE(m_store->index().size(), 0);
}

// --- lists

void TestPartyStore::peopleOfAnOrganisationFollowPendingEdits()
{
    Party berit = person(u"Berit"_s, u"Berg"_s, 4);
    berit.organisation = OrganisationRef{8, {}, u"Acme"_s};
    Party carl = person(u"Carl"_s, u"Dahl"_s, 5);
    carl.organisation = berit.organisation;
    pull({carl, berit, organisation(u"Acme"_s, 8)});
    const QUuid acme = localIdOfServerId(8);
    const auto people = [&] {
        return m_store->index().inOrder(m_store->peopleOf(acme), PartyIndex::Sort::Name);
    };
    QCOMPARE(people(), (QList<QUuid>{localIdOfServerId(4), localIdOfServerId(5)}));

    carl.organisation.reset();
    saved(localIdOfServerId(5), carl);
    Party anna = m_base;
    anna.organisation = berit.organisation;
    saved(m_anna, anna);
    QCOMPARE(people(), (QList<QUuid>{m_anna, localIdOfServerId(4)}));
    QVERIFY(m_store->remove(localIdOfServerId(4), 10s));
    QCOMPARE(people(), QList<QUuid>{m_anna});
    reopen();
    QCOMPARE(people(), QList<QUuid>{m_anna});
}

void TestPartyStore::organisationsLikeNamesNewOnesByLocalId()
{
    pull({organisation(u"Acme"_s, 8), organisation(u"The Acme Club"_s, 9)});
    const QUuid made = QUuid::createUuid();
    saved(made, organisation(u"Acme Made Here"_s));
    const QList<OrganisationRef> expected{
        {8, {}, u"Acme"_s}, {0, made, u"Acme Made Here"_s}, {9, {}, u"The Acme Club"_s}};
    QCOMPARE(m_store->organisationsLike(u"ACME"_s, 10), expected);
    QCOMPARE(m_store->organisationsLike(u"acme"_s, 2), expected.first(2));
}

void TestPartyStore::rowsTellWhatWaits()
{
    Party edited = m_base;
    edited.jobTitle = u"Buyer"_s;
    const qint64 sequence = saved(m_anna, edited);
    QVERIFY(m_store->index().summary(m_anna)->isPending);
    QVERIFY(!m_store->index().summary(m_anna)->needsUser);
    park(sequence, State::Rejected);
    QVERIFY(m_store->index().summary(m_anna)->needsUser);
    reopen();
    QVERIFY(m_store->index().summary(m_anna)->needsUser);
    park(sequence, State::Done);
    QVERIFY(!m_store->index().summary(m_anna)->isPending);
}

void TestPartyStore::storeOf240000RecordsOpens()
{
    constexpr qint64 Records = 240000;
    QElapsedTimer timer;
    timer.start();
    qint64 slowestPage = 0;
    for (qint64 id = 1000; id < 1000 + Records;) {
        QList<ReceivedParty> page;
        for (int i = 0; i < 2000; ++i, ++id) {
            Party party = person(u"First%1"_s.arg(id * 7919 % 1009), u"Last%1"_s.arg(id * 104729 % 100003), id);
            party.organisation = OrganisationRef{id % 5000 + 1, {}, u"Company %1"_s.arg(id % 5000)};
            party.emailAddresses = {email(u"person%1@company.example"_s.arg(id), id)};
            party.phoneNumbers = {phone(u"+44 113 %1"_s.arg(id), id)};
            page.append(received(party));
        }
        QElapsedTimer pageTimer;
        pageTimer.start();
        QVERIFY(m_store->applyPage(page, m_clock->now()));
        slowestPage = std::max(slowestPage, pageTimer.elapsed());
    }
    qInfo("%lld records stored in %lld ms, slowest page of 2000: %lld ms", Records, timer.elapsed(), slowestPage);
    m_store.reset();
    timer.restart();
    reopen();
    const qint64 opening = timer.restart();
    QCOMPARE(m_store->index().find(PartyIndex::Kind::Everyone, {}).size(), Records + 1);
    qInfo("opened in %lld ms, first sorted list after %lld ms more", opening, timer.elapsed());
    QVERIFY2(opening < 30000, qPrintable(QString::number(opening)));
}

QTEST_GUILESS_MAIN(TestPartyStore)
#include "tst_partystore.moc"
