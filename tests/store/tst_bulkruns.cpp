#include "store/bulkruns.h"
#include "store/partystore.h"
#include "store/problem.h"
#include "support/manualclock.h"
#include "support/partybuilder.h"

#include <QJsonDocument>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <memory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using RowState = BulkRow::State;
using RunState = BulkRun::State;

namespace {

constexpr int Records = 12;
const SetText ToBuyer{u"jobTitle"_s, u"Buyer"_s};

ReceivedParty received(const Party &party)
{
    return {QJsonDocument(partyToJson(party)).toJson(QJsonDocument::Compact), party};
}

} // namespace

class TestBulkRuns : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void onlyAFewAreInTheOutbox();
    void endsWhenAllHaveEnded();
    void pauseHoldsTheRest();
    void goesOnAfterARestart();
    void aPausedRunStaysPaused();
    void whatIsHinderedIsSkipped();
    void savesOfTheUserComeInBetween();
    void failuresAreReportedAndTriedAgainAlone();
    void conflictsAreNotTriedAgain();
    void takenBackIsSkipped();
    void stopLeavesOutTheRest();
    void undoGivesEachItsOwnValue();
    void undoLeavesAloneWhatChangedSince();
    void deletesWaitAndCanBeStopped();
    void aRowWhoseEntryIsGoneIsNotCalledDone();
    void oldRunsAreForgotten();
    void readsOnlyWhatIsWhole();

private:
    void open();
    void settle();
    QList<QUuid> records() const;
    qint64 start(const BulkChange &change, std::chrono::milliseconds delay = {});
    const BulkRun &run(qint64 number) const { return *m_runs->run(number); }
    void finishOne(const OutboxEntry &entry);
    void finishAll();
    void park(qint64 sequence, OutboxEntry::State state);
    Party shown(qint64 id) const { return m_store->party(localIdOfServerId(id))->shown; }

    std::unique_ptr<QTemporaryDir> m_folder;
    ManualClock m_clock;
    std::unique_ptr<PartyStore> m_store;
    std::unique_ptr<BulkRuns> m_runs;
};

void TestBulkRuns::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    open();
    QList<ReceivedParty> parties;
    for (int i = 1; i <= Records; ++i) {
        Party party = person(u"P%1"_s.arg(i), u"Doe"_s, i);
        party.jobTitle = u"Job%1"_s.arg(i);
        parties.append(received(party));
    }
    QVERIFY(m_store->applyPage(parties, m_clock.now()));
}

void TestBulkRuns::cleanup()
{
    m_runs.reset();
    m_store.reset();
}

/// Also as after the end of the program.
void TestBulkRuns::open()
{
    m_runs.reset();
    m_store.reset();
    auto opened = PartyStore::open(m_folder->filePath(u"account"_s), m_clock);
    QVERIFY(opened);
    m_store = std::move(*opened);
    m_runs = std::make_unique<BulkRuns>(*m_store, m_clock);
    settle();
    QVERIFY(m_runs->isLoaded());
}

void TestBulkRuns::settle()
{
    for (int turns = 0; turns < 50; ++turns) {
        m_clock.advance(0ms);
        QCoreApplication::processEvents();
    }
}

QList<QUuid> TestBulkRuns::records() const
{
    QList<QUuid> ids;
    for (int i = 1; i <= Records; ++i)
        ids.append(localIdOfServerId(i));
    return ids;
}

qint64 TestBulkRuns::start(const BulkChange &change, std::chrono::milliseconds delay)
{
    const auto number = m_runs->start(change, records(), delay);
    settle();
    return number ? *number : 0;
}

/// Capsule has taken it, as the engine would tell.
void TestBulkRuns::finishOne(const OutboxEntry &entry)
{
    if (entry.kind == OutboxEntry::Kind::Delete) {
        QVERIFY(m_store->acknowledgeDelete(entry.sequence));
        return;
    }
    Party answer = entry.edited;
    answer.id = m_store->serverId(entry.localId);
    QVERIFY(m_store->acknowledge(entry.sequence, received(answer)));
}

void TestBulkRuns::finishAll()
{
    for (int rounds = 0; rounds < 2 * Records && !m_store->pendingEntries().isEmpty(); ++rounds) {
        const auto pending = m_store->pendingEntries();
        for (const OutboxEntry &entry : pending) {
            if (!entry.needsUser())
                finishOne(entry);
        }
        settle();
    }
}

void TestBulkRuns::park(qint64 sequence, OutboxEntry::State state)
{
    OutboxEntry entry = *m_store->entry(sequence);
    entry.state = state;
    entry.problem = u"Not today"_s;
    QVERIFY(m_store->update(entry));
    settle();
}

void TestBulkRuns::onlyAFewAreInTheOutbox()
{
    const qint64 number = start(ToBuyer);
    QCOMPARE(number, 1);
    QCOMPARE(m_store->pendingEntries().size(), 4);
    QCOMPARE(run(number).counts.waiting, Records - 4);
    finishOne(m_store->pendingEntries().first());
    settle();
    QCOMPARE(m_store->pendingEntries().size(), 4);
    QCOMPARE(run(number).counts.done, 1);
}

void TestBulkRuns::endsWhenAllHaveEnded()
{
    const qint64 number = start(ToBuyer);
    finishAll();
    QCOMPARE(run(number).state, RunState::Done);
    QCOMPARE(run(number).counts.done, Records);
    for (int i = 1; i <= Records; ++i)
        QCOMPARE(shown(i).jobTitle, u"Buyer"_s);
    QCOMPARE(m_store->history(0, 100).size(), Records);
    open();
    QCOMPARE(run(number).state, RunState::Done);
    QCOMPARE(run(number).counts.done, Records);
    QCOMPARE(m_runs->valuesOf(number, 2).was.jobTitle, u"Job3"_s);
    QCOMPARE(m_runs->valuesOf(number, 2).became.jobTitle, u"Buyer"_s);
}

void TestBulkRuns::pauseHoldsTheRest()
{
    const qint64 number = start(ToBuyer);
    QVERIFY(m_runs->pause(number));
    finishAll();
    QCOMPARE(run(number).counts.done, 4); // they were in the outbox
    QCOMPARE(run(number).state, RunState::Paused);
    QVERIFY(m_store->pendingEntries().isEmpty());
    QVERIFY(m_runs->resume(number));
    settle();
    finishAll();
    QCOMPARE(run(number).counts.done, Records);
}

void TestBulkRuns::goesOnAfterARestart()
{
    const qint64 number = start(ToBuyer);
    finishOne(m_store->pendingEntries().first()); // and nobody notes it before the program ends
    open();
    QCOMPARE(run(number).counts.done, 1);
    QCOMPARE(m_store->pendingEntries().size(), 4);
    finishAll();
    QCOMPARE(run(number).counts.done, Records);
    QCOMPARE(m_store->history(0, 100).size(), Records); // none twice
}

void TestBulkRuns::aPausedRunStaysPaused()
{
    const qint64 number = start(ToBuyer);
    QVERIFY(m_runs->pause(number));
    open();
    finishAll();
    QCOMPARE(run(number).state, RunState::Paused);
    QCOMPARE(run(number).counts.waiting, Records - 4);
}

void TestBulkRuns::whatIsHinderedIsSkipped()
{
    Party party = shown(1);
    party.about = u"Typing"_s;
    QVERIFY(m_store->keepDraft(localIdOfServerId(1), party));
    QVERIFY(m_store->remove(localIdOfServerId(2), 1h));
    party = shown(3);
    party.about = u"Saved"_s;
    const auto saved = m_store->save(localIdOfServerId(3), party);
    QVERIFY(saved);
    park(*saved, OutboxEntry::State::Conflict);
    QVERIFY(m_store->applyDeleted({4}));
    const auto number = m_runs->start(ToBuyer, records().first(4));
    QVERIFY(number);
    settle();
    QCOMPARE(run(*number).state, RunState::Done);
    const BulkSkip wanted[]{BulkSkip::HasDraft, BulkSkip::DeletePending, BulkSkip::NeedsUser, BulkSkip::Gone};
    for (int i = 0; i < 4; ++i) {
        QCOMPARE(run(*number).rows[i].state, RowState::Skipped);
        QCOMPARE(run(*number).rows[i].skip, wanted[i]);
        const auto prospect = m_runs->prospect(ToBuyer, localIdOfServerId(i + 1));
        QVERIFY(!prospect.willBe);
        QCOMPARE(prospect.willBe.error(), wanted[i]);
    }
    open();
    QCOMPARE(run(*number).rows[2].skip, BulkSkip::NeedsUser);
}

void TestBulkRuns::savesOfTheUserComeInBetween()
{
    start(ToBuyer);
    Party party = shown(Records);
    party.about = u"Mine"_s;
    const auto saved = m_store->save(localIdOfServerId(Records), party);
    QVERIFY(saved);
    QCOMPARE(*saved, 5); // behind the four that were there, before the others
}

void TestBulkRuns::failuresAreReportedAndTriedAgainAlone()
{
    const qint64 number = start(ToBuyer);
    park(2, OutboxEntry::State::Rejected);
    finishAll();
    QCOMPARE(run(number).state, RunState::Done);
    QCOMPARE(run(number).counts.failed, 1);
    QCOMPARE(run(number).rows[1].problem, u"Not today"_s);
    QCOMPARE(m_runs->retriable(number), 1);
    open();
    QCOMPARE(run(number).counts.failed, 1);
    QVERIFY(m_runs->retryFailed(number));
    settle();
    QCOMPARE(m_store->pendingEntries().size(), 1);
    QCOMPARE(m_store->pendingEntries().first().localId, localIdOfServerId(2));
    finishAll();
    QCOMPARE(run(number).state, RunState::Done);
    QCOMPARE(run(number).counts.done, Records);
}

void TestBulkRuns::conflictsAreNotTriedAgain()
{
    const qint64 number = start(ToBuyer);
    park(2, OutboxEntry::State::Conflict);
    finishAll();
    QCOMPARE(run(number).counts.failed, 1);
    QVERIFY(run(number).rows[1].isConflict);
    QCOMPARE(m_runs->retriable(number), 0);
    QVERIFY(m_runs->retryFailed(number));
    settle();
    QCOMPARE(m_store->entry(2)->state, OutboxEntry::State::Conflict);
    QVERIFY(m_store->retry(2, shown(2))); // the user decides it in the record
    settle();
    finishAll();
    QCOMPARE(run(number).counts.done, Records);
}

void TestBulkRuns::takenBackIsSkipped()
{
    const qint64 number = start(ToBuyer);
    QVERIFY(m_store->takeBack(1));
    settle();
    QCOMPARE(run(number).rows[0].state, RowState::Skipped);
    QCOMPARE(run(number).rows[0].skip, BulkSkip::GivenUp);
}

void TestBulkRuns::stopLeavesOutTheRest()
{
    const qint64 number = start(ToBuyer);
    QVERIFY(m_runs->pause(number));
    QVERIFY(m_runs->stop(number));
    finishAll();
    QCOMPARE(run(number).state, RunState::Done);
    QCOMPARE(run(number).counts.done, 4);
    QCOMPARE(run(number).counts.skipped, Records - 4);
    open();
    QCOMPARE(run(number).rows.last().skip, BulkSkip::Stopped);
}

void TestBulkRuns::undoGivesEachItsOwnValue()
{
    const qint64 number = start(ToBuyer);
    finishAll();
    const auto undone = m_runs->undo(number);
    QVERIFY(undone);
    settle();
    open(); // and goes on with the next start
    finishAll();
    QCOMPARE(run(*undone).counts.done, Records);
    for (int i = 1; i <= Records; ++i)
        QCOMPARE(shown(i).jobTitle, u"Job%1"_s.arg(i));
    const auto redone = m_runs->undo(*undone); // the undo can be undone
    QVERIFY(redone);
    settle();
    finishAll();
    QCOMPARE(shown(3).jobTitle, u"Buyer"_s);
}

void TestBulkRuns::undoLeavesAloneWhatChangedSince()
{
    const qint64 number = start(ToBuyer);
    finishAll();
    Party theirs = shown(3);
    theirs.jobTitle = u"Director"_s;
    QVERIFY(m_store->applyPage({received(theirs)}, m_clock.now()));
    const auto undone = m_runs->undo(number);
    QVERIFY(undone);
    settle();
    finishAll();
    QCOMPARE(shown(3).jobTitle, u"Director"_s);
    QCOMPARE(run(*undone).rows[2].skip, BulkSkip::AlteredSince);
    QCOMPARE(run(*undone).counts.done, Records - 1);
}

void TestBulkRuns::deletesWaitAndCanBeStopped()
{
    const qint64 number = start(DeleteRecords{}, 10s);
    QVERIFY(m_store->pendingEntries().isEmpty());
    QVERIFY(m_runs->undo(number));
    settle();
    QCOMPARE(run(number).state, RunState::Done);
    QCOMPARE(run(number).counts.skipped, Records);

    const qint64 second = start(DeleteRecords{}, 10s);
    m_clock.advance(10s);
    settle();
    QCOMPARE(m_store->pendingEntries().size(), 4);
    finishOne(m_store->pendingEntries().first());
    QVERIFY(m_runs->undo(second)); // what was not sent comes back
    settle();
    QCOMPARE(run(second).counts.done, 1);
    QVERIFY(m_store->pendingEntries().isEmpty());
    QVERIFY(!m_store->party(localIdOfServerId(1)));
    QVERIFY(!m_store->party(localIdOfServerId(2))->isDeleted);
    QCOMPARE(m_runs->valuesOf(second, 0).was.displayName(), u"P1 Doe"_s);
}

void TestBulkRuns::aRowWhoseEntryIsGoneIsNotCalledDone()
{
    const qint64 number = start(ToBuyer);
    QVERIFY(m_runs->pause(number));
    const auto pending = m_store->pendingEntries();
    for (const OutboxEntry &entry : pending)
        finishOne(entry);
    m_clock.advance(std::chrono::hours(24 * 8)); // and the outbox has forgotten them
    open();
    QCOMPARE(run(number).counts.failed, 4);
    QCOMPARE(run(number).rows[0].problem, QString(Problem::outcomeUnknown));
    QVERIFY(m_runs->retryFailed(number));
    QVERIFY(m_runs->resume(number));
    settle();
    QCOMPARE(run(number).rows[0].state, RowState::Skipped); // a look shows that it is that way
    QCOMPARE(run(number).rows[0].skip, BulkSkip::AlreadySo);
}

void TestBulkRuns::oldRunsAreForgotten()
{
    start(ToBuyer);
    finishAll();
    m_clock.advance(std::chrono::hours(24 * 31));
    open();
    QVERIFY(m_runs->numbers().isEmpty());
    QVERIFY(m_store->bulkRecords({}, "z"_ba, 100).isEmpty());
}

void TestBulkRuns::readsOnlyWhatIsWhole()
{
    const qint64 number = start(ToBuyer);
    finishAll();
    QVERIFY(m_store->keepBulk({{"run/000000001"_ba, "{\"state\":\"dancing\"}"_ba}, {"run/000000007"_ba, "no JSON"_ba},
        {"row/000000001/000000900"_ba, "{}"_ba}}));
    open();
    QVERIFY(!m_runs->run(number));
    QVERIFY(m_runs->numbers().isEmpty());
}

QTEST_GUILESS_MAIN(TestBulkRuns)
#include "tst_bulkruns.moc"
