#include "bench.h"

#include "store/problem.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using capsule::Fault;
using Phase = SyncState::Phase;

Q_DECLARE_METATYPE(capsule::Fault)

/// Pushing: what is sent when, and what becomes of a refusal (reliability.md sections 2, 3, 5 and 7).
class SyncEngineTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_bench.reset(); }

    void withoutStartNothingMoves();
    void aNewPersonGetsItsId();
    void aPutCarriesExactlyTheChangedKeys();
    void savingWithoutAChangeSendsNothing();
    void anUndoneEditSendsNothing();
    void anEditMadeInFlightIsKeptAndSentAfter();
    void anEditMadeWhileReadingFirstIsKept_data();
    void anEditMadeWhileReadingFirstIsKept();
    void whatTheUserGivesUpInFlightIsNotSentAgain();
    void editsWhileOfflineAreSentAsOne();
    void aPersonWaitsForItsNewOrganisation();
    void aDeleteWaitsTenSeconds();
    void aDeleteCanBeUndone();
    void aDeleteOfAChangedRecordAsks();
    void aDeleteOfAGoneRecordIsDone();
    void changesOfOtherFieldsMerge();
    void theSameFieldConflictsAndTheOthersGo();
    void theSameChangeIsNoConflict();
    void mineWinsOnlyByTheUsersWord();
    void aRecordDeletedInCapsuleAsks();
    void heldWorkStaysHere();

    void signInAgainLosesNothing();
    void aReadOnlyTokenIsSaid();
    void aForbiddenRecordIsRejected();
    void aNameThatIsTakenStaysRejected();
    void aRefusedFieldStaysAndTheOthersGo();
    void theHourThatIsUsedUpIsWaitedFor();
    void aServerErrorIsTriedAgain();
    void anotherRecordDoesNotWait();
    void offlineWorkIsSentLater();
    void afterFiveFailuresComesALongRest();
    void checkNowEndsTheRest();
    void anotherNetworksPageIsNotCapsule();
    void automationIsShownAndNotFought();
    void aTagThatGetsItsIdIsNobodyElses();
    void stoppedMeansSilent();

    void aClockThatJumpsHoldsNothingUp_data();
    void aClockThatJumpsHoldsNothingUp();
    void aClockThatJumpsHoldsNoPullUp_data() { aClockThatJumpsHoldsNothingUp_data(); }
    void aClockThatJumpsHoldsNoPullUp();
    void aClockThatJumpsHidesNoChange_data() { aClockThatJumpsHoldsNothingUp_data(); }
    void aClockThatJumpsHidesNoChange();

private:
    void ownServiceTime();

    std::unique_ptr<Bench> m_bench;
    QUuid m_ann; ///< Ann Lee, in Capsule and here
    qint64 m_annId = 0;
};

void SyncEngineTest::init()
{
    m_bench = std::make_unique<Bench>();
    m_annId = m_bench->addAnnLee();
    m_ann = localIdOfServerId(m_annId);
    m_bench->start();
    m_bench->settle();
    m_bench->run(1min);
    m_bench->forget();
    QCOMPARE(m_bench->shown(m_ann).firstName, u"Ann"_s);
}

void SyncEngineTest::withoutStartNothingMoves()
{
    m_bench->engine().stop();
    QCOMPARE(m_bench->state().phase, Phase::SignedOut);
    m_bench->add(person(u"Bob"_s, u"Ray"_s));
    m_bench->run(10min);
    QCOMPARE(m_bench->requests(), QStringList{});
    QCOMPARE(m_bench->outbox(), QStringList{u"Create Queued"_s});
}

void SyncEngineTest::aNewPersonGetsItsId()
{
    Party bob = person(u"Bob"_s, u"Ray"_s);
    bob.emailAddresses = {{0, u"Work"_s, u"bob@example.com"_s}};
    const QUuid id = m_bench->add(bob);
    m_bench->settle();
    QCOMPARE(m_bench->writes(), QStringList{u"POST /parties"_s});
    QCOMPARE(m_bench->service.partyCount(), 2);
    QVERIFY(m_bench->store().serverId(id) > m_annId);
    QCOMPARE(m_bench->capsules(id).emailAddresses.value(0).address, u"bob@example.com"_s);
    QVERIFY(m_bench->shown(id).emailAddresses.value(0).id > 0);
    QCOMPARE(m_bench->outbox(), QStringList{});
    QCOMPARE(m_bench->done.size(), 1);
    m_bench->run(10min); // the pull brings it back under its id: still one row
    QCOMPARE(m_bench->store().index().count(PartyIndex::Kind::Everyone), 2);
}

void SyncEngineTest::aPutCarriesExactlyTheChangedKeys()
{
    m_bench->edit(m_ann, [](Party &p) { p.jobTitle = u"Buyer"_s; });
    m_bench->settle();
    QCOMPARE(m_bench->requests(), QStringList({u"GET /parties/%1"_s.arg(m_annId), u"PUT /parties/%1"_s.arg(m_annId)}));
    QCOMPARE(m_bench->body(0), QJsonObject({{u"jobTitle"_s, u"Buyer"_s}}));
    QCOMPARE(m_bench->capsules(m_ann).jobTitle, u"Buyer"_s);
    QCOMPARE(m_bench->shown(m_ann).jobTitle, u"Buyer"_s);
    QCOMPARE(m_bench->outbox(), QStringList{});
}

void SyncEngineTest::savingWithoutAChangeSendsNothing()
{
    m_bench->edit(m_ann, [](Party &) { });
    m_bench->settle();
    QCOMPARE(m_bench->requests(), QStringList{});
}

void SyncEngineTest::anUndoneEditSendsNothing()
{
    m_bench->network().setOffline(true);
    m_bench->edit(m_ann, [](Party &p) { p.jobTitle = u"Buyer"_s; });
    m_bench->run(1min);
    m_bench->edit(m_ann, [](Party &p) { p.jobTitle.clear(); });
    m_bench->network().setOffline(false);
    m_bench->run(10min);
    QCOMPARE(m_bench->writes(), QStringList{});
    QCOMPARE(m_bench->outbox(), QStringList{});
}

void SyncEngineTest::anEditMadeInFlightIsKeptAndSentAfter()
{
    m_bench->network().faults().add({"PUT"_ba, {}, Fault::Kind::None, 0, 1, 10'000});
    m_bench->edit(m_ann, [](Party &p) { p.jobTitle = u"Buyer"_s; });
    m_bench->run(1s);
    m_bench->edit(m_ann, [](Party &p) { p.about = u"Met in Leeds"_s; });
    QCOMPARE(m_bench->outbox(), QStringList({u"Update Sending"_s, u"Update Queued"_s}));
    m_bench->run(20s);
    QCOMPARE(m_bench->writes().size(), 2);
    QCOMPARE(m_bench->body(1), QJsonObject({{u"about"_s, u"Met in Leeds"_s}}));
    QCOMPARE(m_bench->capsules(m_ann).jobTitle, u"Buyer"_s);
    QCOMPARE(m_bench->capsules(m_ann).about, u"Met in Leeds"_s);
    QCOMPARE(m_bench->outbox(), QStringList{});
}

void SyncEngineTest::anEditMadeWhileReadingFirstIsKept_data()
{
    QTest::addColumn<Fault>("fault");
    QTest::newRow("answered") << Fault{"GET"_ba, u"/parties/*"_s, Fault::Kind::None, 0, 1, 5000};
    QTest::newRow("500") << Fault{"GET"_ba, u"/parties/*"_s, Fault::Kind::Status, 0, 1, 5000, 500};
    QTest::newRow("hangs") << Fault{"GET"_ba, u"/parties/*"_s, Fault::Kind::Hang};
    QTest::newRow("broken") << Fault{"GET"_ba, u"/parties/*"_s, Fault::Kind::BreakJson, 0, 1, 5000};
}

void SyncEngineTest::anEditMadeWhileReadingFirstIsKept()
{
    QFETCH(Fault, fault);
    m_bench->network().faults().add(fault);
    m_bench->edit(m_ann, [](Party &p) { p.jobTitle = u"Buyer"_s; });
    m_bench->run(1s);
    m_bench->edit(m_ann, [](Party &p) { p.about = u"Met in Leeds"_s; });
    QCOMPARE(m_bench->outbox(), QStringList{u"Update Queued"_s});
    m_bench->run(2min);
    QCOMPARE(m_bench->capsules(m_ann).jobTitle, u"Buyer"_s);
    QCOMPARE(m_bench->capsules(m_ann).about, u"Met in Leeds"_s);
    QCOMPARE(m_bench->outbox(), QStringList{});
}

void SyncEngineTest::whatTheUserGivesUpInFlightIsNotSentAgain()
{
    m_bench->network().faults().add({"PUT"_ba, {}, Fault::Kind::Status, 0, 1, 5000, 500});
    const qint64 sequence = m_bench->edit(m_ann, [](Party &p) { p.jobTitle = u"Buyer"_s; });
    m_bench->run(1s);
    QVERIFY(m_bench->store().discard(sequence).has_value());
    m_bench->run(10min);
    QCOMPARE(m_bench->writes().size(), 1);
    QCOMPARE(m_bench->outbox(), QStringList{});
    QCOMPARE(m_bench->shown(m_ann).jobTitle, QString());
}

void SyncEngineTest::editsWhileOfflineAreSentAsOne()
{
    m_bench->network().setOffline(true);
    m_bench->edit(m_ann, [](Party &p) { p.jobTitle = u"Buyer"_s; });
    m_bench->run(10s);
    m_bench->edit(m_ann, [](Party &p) { p.about = u"Met in Leeds"_s; });
    m_bench->network().setOffline(false);
    m_bench->run(10min);
    QCOMPARE(m_bench->writes().size(), 1);
    QCOMPARE(m_bench->body(0), QJsonObject({{u"jobTitle"_s, u"Buyer"_s}, {u"about"_s, u"Met in Leeds"_s}}));
}

void SyncEngineTest::aPersonWaitsForItsNewOrganisation()
{
    m_bench->network().setOffline(true);
    const QUuid acme = m_bench->add(organisation(u"Acme"_s));
    Party bob = person(u"Bob"_s, u"Ray"_s);
    bob.organisation = OrganisationRef{0, acme, u"Acme"_s};
    const QUuid bobId = m_bench->add(bob);
    m_bench->network().setOffline(false);
    m_bench->run(10min);
    QCOMPARE(m_bench->writes().size(), 2);
    QCOMPARE(m_bench->body(0)["name"_L1].toString(), u"Acme"_s);
    const QJsonObject byId{{u"id"_s, m_bench->store().serverId(acme)}};
    QCOMPARE(m_bench->body(1)["organisation"_L1].toObject(), byId);
    QCOMPARE(m_bench->capsules(bobId).organisation->name, u"Acme"_s);
    QCOMPARE(m_bench->service.partyCount(), 3);
}

void SyncEngineTest::aDeleteWaitsTenSeconds()
{
    QVERIFY(m_bench->store().remove(m_ann, 10s).has_value());
    m_bench->run(9s);
    QCOMPARE(m_bench->requests(), QStringList{});
    m_bench->run(2s);
    QCOMPARE(m_bench->writes(), QStringList{u"DELETE /parties/%1"_s.arg(m_annId)});
    QCOMPARE(m_bench->service.partyCount(), 0);
    QVERIFY(!m_bench->store().party(m_ann));
    QCOMPARE(m_bench->outbox(), QStringList{});
}

void SyncEngineTest::aDeleteCanBeUndone()
{
    const auto sequence = m_bench->store().remove(m_ann, 10s);
    m_bench->run(9s);
    const auto undone = m_bench->store().takeBack(*sequence);
    QVERIFY(undone && *undone);
    m_bench->run(10min);
    QCOMPARE(m_bench->writes(), QStringList{});
    QCOMPARE(m_bench->shown(m_ann).firstName, u"Ann"_s);
}

void SyncEngineTest::aDeleteOfAChangedRecordAsks()
{
    QVERIFY(m_bench->store().remove(m_ann, 10s).has_value());
    m_bench->service.editParty(m_annId, {{u"jobTitle"_s, u"Buyer"_s}});
    m_bench->run(11s);
    QCOMPARE(m_bench->writes(), QStringList{});
    QCOMPARE(m_bench->outbox(), QStringList{u"Delete Ask"_s});
    QCOMPARE(m_bench->onlyEntry().problem, Problem::changedSince);

    const OutboxEntry entry = m_bench->onlyEntry();
    QVERIFY(m_bench->store().retry(entry.sequence, entry.edited).has_value()); // the user insists
    m_bench->settle();
    QCOMPARE(m_bench->service.partyCount(), 0);
    QCOMPARE(m_bench->outbox(), QStringList{});
}

void SyncEngineTest::aDeleteOfAGoneRecordIsDone()
{
    QVERIFY(m_bench->store().remove(m_ann, 10s).has_value());
    m_bench->service.deleteParty(m_annId);
    m_bench->run(11s);
    QCOMPARE(m_bench->outbox(), QStringList{});
    QVERIFY(!m_bench->store().party(m_ann));
}

void SyncEngineTest::changesOfOtherFieldsMerge()
{
    m_bench->edit(m_ann, [](Party &p) { p.jobTitle = u"Buyer"_s; });
    m_bench->service.editParty(m_annId, {{u"about"_s, u"Likes tea"_s}});
    m_bench->settle();
    QCOMPARE(m_bench->body(0), QJsonObject({{u"jobTitle"_s, u"Buyer"_s}}));
    QCOMPARE(m_bench->shown(m_ann).about, u"Likes tea"_s);
    QCOMPARE(m_bench->capsules(m_ann).jobTitle, u"Buyer"_s);
    QCOMPARE(m_bench->changedByOthers, QStringList{u"about"_s});
    QCOMPARE(m_bench->outbox(), QStringList{});
}

void SyncEngineTest::theSameFieldConflictsAndTheOthersGo()
{
    m_bench->edit(m_ann, [](Party &p) {
        p.jobTitle = u"Buyer"_s;
        p.about = u"Mine"_s;
    });
    m_bench->service.editParty(m_annId, {{u"about"_s, u"Theirs"_s}});
    m_bench->settle();
    QCOMPARE(m_bench->writes().size(), 1);
    QCOMPARE(m_bench->body(0), QJsonObject({{u"jobTitle"_s, u"Buyer"_s}}));
    QCOMPARE(m_bench->outbox(), QStringList{u"Update Conflict"_s});
    const PartyConflict expected{u"about"_s, {}, u"Mine"_s, u"Theirs"_s};
    QCOMPARE(m_bench->onlyEntry().conflicts, QList<PartyConflict>{expected});
    QCOMPARE(m_bench->onlyEntry().base.about, QString()); // the original, which the user may choose
    QCOMPARE(m_bench->capsules(m_ann).about, u"Theirs"_s);
    QCOMPARE(m_bench->shown(m_ann).about, u"Mine"_s);
    QCOMPARE(m_bench->shown(m_ann).jobTitle, u"Buyer"_s);
    QCOMPARE(m_bench->parked.size(), 1);
    m_bench->run(1h); // parked means parked
    QCOMPARE(m_bench->writes().size(), 1);
}

void SyncEngineTest::theSameChangeIsNoConflict()
{
    m_bench->edit(m_ann, [](Party &p) { p.about = u"Same"_s; });
    m_bench->service.editParty(m_annId, {{u"about"_s, u"Same"_s}});
    m_bench->settle();
    QCOMPARE(m_bench->writes(), QStringList{});
    QCOMPARE(m_bench->outbox(), QStringList{});
}

void SyncEngineTest::mineWinsOnlyByTheUsersWord()
{
    m_bench->edit(m_ann, [](Party &p) { p.about = u"Mine"_s; });
    m_bench->service.editParty(m_annId, {{u"about"_s, u"Theirs"_s}});
    m_bench->settle();
    const OutboxEntry entry = m_bench->onlyEntry();
    QVERIFY(m_bench->store().retry(entry.sequence, entry.edited).has_value());
    m_bench->settle();
    QCOMPARE(m_bench->capsules(m_ann).about, u"Mine"_s);
    QCOMPARE(m_bench->outbox(), QStringList{});
}

void SyncEngineTest::aRecordDeletedInCapsuleAsks()
{
    m_bench->edit(m_ann, [](Party &p) { p.about = u"Mine"_s; });
    m_bench->service.deleteParty(m_annId);
    m_bench->settle();
    QCOMPARE(m_bench->writes(), QStringList{});
    QCOMPARE(m_bench->outbox(), QStringList{u"Update Ask"_s});
    QCOMPARE(m_bench->onlyEntry().problem, Problem::gone);
    QCOMPARE(m_bench->onlyEntry().problemStatus, 404);
    m_bench->run(10min); // the deleted list says it too
    QCOMPARE(m_bench->shown(m_ann).about, u"Mine"_s);
}

void SyncEngineTest::heldWorkStaysHere()
{
    m_bench->network().setOffline(true);
    const qint64 sequence = m_bench->edit(m_ann, [](Party &p) { p.about = u"Mine"_s; });
    QVERIFY(m_bench->store().setHeld(sequence, true).has_value());
    m_bench->network().setOffline(false);
    m_bench->run(10min);
    QCOMPARE(m_bench->writes(), QStringList{});
    QVERIFY(m_bench->store().setHeld(sequence, false).has_value());
    m_bench->settle();
    QCOMPARE(m_bench->writes().size(), 1);
}

// --- refusals

void SyncEngineTest::signInAgainLosesNothing()
{
    const QString token = m_bench->service.options().token;
    m_bench->service.options().token = u"another"_s;
    m_bench->add(person(u"Bob"_s, u"Ray"_s));
    m_bench->settle();
    QCOMPARE(m_bench->state().phase, Phase::SignInAgain);
    QCOMPARE(m_bench->outbox(), QStringList{u"Create Queued"_s});
    m_bench->forget();
    m_bench->run(1h);
    QCOMPARE(m_bench->requests(), QStringList{}); // everything rests
    m_bench->service.options().token = token;
    m_bench->engine().start();
    m_bench->settle();
    QCOMPARE(m_bench->state().phase, Phase::UpToDate);
    QCOMPARE(m_bench->service.partyCount(), 2);
    QCOMPARE(m_bench->outbox(), QStringList{});
}

void SyncEngineTest::aReadOnlyTokenIsSaid()
{
    m_bench->service.options().readOnlyToken = std::exchange(m_bench->service.options().token, u"another"_s);
    m_bench->edit(m_ann, [](Party &p) { p.about = u"Mine"_s; });
    m_bench->add(person(u"Bob"_s, u"Ray"_s));
    m_bench->settle();
    QVERIFY(m_bench->state().readOnly);
    QCOMPARE(m_bench->state().phase, Phase::UpToDate);
    QCOMPARE(m_bench->outbox(), QStringList({u"Update Rejected"_s, u"Create Queued"_s}));
    QCOMPARE(m_bench->onlyEntry().sequence, 0);
    QCOMPARE(m_bench->store().pendingEntries().first().problemStatus, 403);
}

void SyncEngineTest::aForbiddenRecordIsRejected()
{
    m_bench->network().faults().add(
        {"PUT"_ba, {}, Fault::Kind::Status, 0, 1, 0, 403, false, R"({"message":"You may not change this"})"_ba});
    m_bench->edit(m_ann, [](Party &p) { p.about = u"Mine"_s; });
    m_bench->settle();
    QCOMPARE(m_bench->outbox(), QStringList{u"Update Rejected"_s});
    QCOMPARE(m_bench->onlyEntry().problem, u"You may not change this"_s);
    QVERIFY(!m_bench->state().readOnly);
}

void SyncEngineTest::aNameThatIsTakenStaysRejected()
{
    m_bench->service.addParty({{u"type"_s, u"organisation"_s}, {u"name"_s, u"Acme"_s}});
    m_bench->add(organisation(u" ACME "_s));
    m_bench->run(1h);
    QCOMPARE(m_bench->writes().size(), 1);
    QCOMPARE(m_bench->outbox(), QStringList{u"Create Rejected"_s});
    QCOMPARE(m_bench->onlyEntry().problem, u"name must be unique"_s);
    QCOMPARE(m_bench->onlyEntry().problemField, u"name"_s);
    QCOMPARE(m_bench->onlyEntry().problemStatus, 422);
    QCOMPARE(m_bench->parked.size(), 1);
}

void SyncEngineTest::aRefusedFieldStaysAndTheOthersGo()
{
    m_bench->edit(m_ann, [](Party &p) {
        p.jobTitle = u"Buyer"_s;
        p.addresses = {{0, u"Home"_s, u"1 High Street"_s, u"Leeds"_s, {}, {}, u"Nowhere"_s}};
    });
    m_bench->settle();
    QCOMPARE(m_bench->writes().size(), 2);
    QCOMPARE(m_bench->body(1), QJsonObject({{u"jobTitle"_s, u"Buyer"_s}}));
    QCOMPARE(m_bench->capsules(m_ann).jobTitle, u"Buyer"_s);
    QCOMPARE(m_bench->outbox(), QStringList{u"Update Rejected"_s});
    QCOMPARE(m_bench->onlyEntry().problem, u"unknown country"_s);
    QCOMPARE(m_bench->onlyEntry().problemField, u"address.country"_s);
    QCOMPARE(m_bench->shown(m_ann).addresses.value(0).country, u"Nowhere"_s);

    const OutboxEntry entry = m_bench->onlyEntry();
    Party mended = entry.edited;
    mended.addresses.first().country = u"France"_s;
    QVERIFY(m_bench->store().retry(entry.sequence, mended).has_value());
    m_bench->settle();
    QCOMPARE(m_bench->writes().size(), 3);
    QCOMPARE(m_bench->capsules(m_ann).addresses.value(0).country, u"France"_s);
    QCOMPARE(m_bench->outbox(), QStringList{});
}

void SyncEngineTest::theHourThatIsUsedUpIsWaitedFor()
{
    capsule::Options options;
    options.rateLimit = 30;
    m_bench = std::make_unique<Bench>(options);
    m_bench->start();
    m_bench->settle();
    m_bench->network().faults().add({"POST"_ba, {}, Fault::Kind::Status, 0, 1, 0, 429});
    const QDateTime before = m_bench->clock.now();
    m_bench->add(person(u"Bob"_s, u"Ray"_s));
    m_bench->settle();
    QCOMPARE(m_bench->state().phase, Phase::SlowedDown);
    QVERIFY(m_bench->state().resumesAt > before);
    m_bench->engine().checkNow(); // does not hammer either
    m_bench->settle();
    const qsizetype sent = m_bench->requests().size();
    m_bench->run(30min);
    QCOMPARE(m_bench->requests().size(), sent);
    m_bench->run(90min);
    QCOMPARE(m_bench->service.partyCount(), 1);
    QCOMPARE(m_bench->outbox(), QStringList{});
}

void SyncEngineTest::aServerErrorIsTriedAgain()
{
    m_bench->network().faults().add({"PUT"_ba, {}, Fault::Kind::Status, 0, 3, 0, 500});
    m_bench->edit(m_ann, [](Party &p) { p.about = u"Mine"_s; });
    m_bench->settle();
    QCOMPARE(m_bench->outbox(), QStringList{u"Update Queued"_s});
    m_bench->run(1min);
    QCOMPARE(m_bench->writes().size(), 4);
    QCOMPARE(m_bench->capsules(m_ann).about, u"Mine"_s);
    QCOMPARE(m_bench->outbox(), QStringList{});
}

void SyncEngineTest::anotherRecordDoesNotWait()
{
    const auto path = u"/parties/%1"_s.arg(m_annId);
    m_bench->network().faults().add({"PUT"_ba, path, Fault::Kind::Status, 0, -1, 0, 500});
    m_bench->edit(m_ann, [](Party &p) { p.about = u"Mine"_s; });
    m_bench->settle();
    const QUuid bob = m_bench->add(person(u"Bob"_s, u"Ray"_s));
    m_bench->settle();
    QVERIFY(m_bench->store().serverId(bob) > 0);
    QCOMPARE(m_bench->outbox(), QStringList{u"Update Queued"_s});
    QCOMPARE(m_bench->state().phase, Phase::UpToDate);
}

void SyncEngineTest::offlineWorkIsSentLater()
{
    m_bench->network().setOffline(true);
    m_bench->add(person(u"Bob"_s, u"Ray"_s));
    m_bench->settle();
    QCOMPARE(m_bench->state().phase, Phase::Offline);
    QCOMPARE(m_bench->outbox(), QStringList{u"Create Queued"_s});
    QCOMPARE(m_bench->onlyEntry().attempts, 0);
    m_bench->run(1h);
    QCOMPARE(m_bench->state().phase, Phase::Offline);
    m_bench->network().setOffline(false);
    m_bench->run(5min);
    QCOMPARE(m_bench->state().phase, Phase::UpToDate);
    QCOMPARE(m_bench->writes().size(), 1);
    QCOMPARE(m_bench->service.partyCount(), 2);
}

void SyncEngineTest::afterFiveFailuresComesALongRest()
{
    m_bench->network().setOffline(true);
    m_bench->engine().checkNow();
    m_bench->run(40s); // 1.5 + 3 + 6 + 12 s, and the fifth
    QCOMPARE(m_bench->state().phase, Phase::Offline);
    const qint64 wait = m_bench->clock.now().secsTo(m_bench->state().resumesAt);
    QVERIFY2(wait > 240 && wait <= 300, qPrintable(QString::number(wait)));
}

void SyncEngineTest::checkNowEndsTheRest()
{
    m_bench->network().setOffline(true);
    m_bench->engine().checkNow();
    m_bench->run(1min);
    m_bench->network().setOffline(false);
    m_bench->engine().checkNow();
    m_bench->settle();
    QCOMPARE(m_bench->state().phase, Phase::UpToDate);
}

void SyncEngineTest::anotherNetworksPageIsNotCapsule()
{
    m_bench->network().faults().add({{}, {}, Fault::Kind::Html, 0, -1});
    m_bench->edit(m_ann, [](Party &p) { p.about = u"Mine"_s; });
    m_bench->settle();
    QCOMPARE(m_bench->state().phase, Phase::NotCapsule);
    QCOMPARE(m_bench->outbox(), QStringList{u"Update Queued"_s});
    m_bench->network().faults().clear();
    m_bench->run(6min);
    QCOMPARE(m_bench->state().phase, Phase::UpToDate);
    QCOMPARE(m_bench->capsules(m_ann).about, u"Mine"_s);
}

void SyncEngineTest::automationIsShownAndNotFought()
{
    m_bench->edit(m_ann, [](Party &p) {
        p.addresses = {{0, u"Home"_s, u"1 High Street"_s, u"Boston"_s, {}, {}, u"USA"_s}}; // Capsule writes it out
    });
    m_bench->settle();
    QCOMPARE(m_bench->shown(m_ann).addresses.value(0).country, u"United States"_s);
    QCOMPARE(m_bench->outbox(), QStringList{});
    m_bench->run(1h);
    QCOMPARE(m_bench->writes().size(), 1);
}

void SyncEngineTest::aTagThatGetsItsIdIsNobodyElses()
{
    m_bench->edit(m_ann, [](Party &p) { p.tags->append({0, u"Speaker"_s, false}); });
    m_bench->settle();
    QCOMPARE(m_bench->shown(m_ann).tags->size(), 1);
    QVERIFY(m_bench->shown(m_ann).tags->first().id != 0);
    QCOMPARE(m_bench->changedByOthers, QStringList());
}

void SyncEngineTest::stoppedMeansSilent()
{
    m_bench->network().setHolding(true);
    m_bench->add(person(u"Bob"_s, u"Ray"_s));
    m_bench->settle();
    m_bench->engine().stop();
    m_bench->network().release();
    m_bench->forget();
    m_bench->run(1h);
    QCOMPARE(m_bench->requests(), QStringList{});
}

// --- this computer's clock is set anew; Capsule's goes on

void SyncEngineTest::aClockThatJumpsHoldsNothingUp_data()
{
    QTest::addColumn<qint64>("seconds");
    constexpr qint64 hour = 3600;
    constexpr qint64 year = 365 * 24 * hour;
    QTest::newRow("back by a year") << -year;
    QTest::newRow("back by three hours") << -3 * hour;
    QTest::newRow("back by five minutes") << -hour / 12;
    QTest::newRow("ahead by three hours") << 3 * hour;
    QTest::newRow("ahead by a year") << year;
}

/// From here on Capsule's clock is its own.
void SyncEngineTest::ownServiceTime()
{
    const QDateTime start = m_bench->clock.now().addMSecs(-m_bench->clock.monotonic().count());
    m_bench->service.setClock([this, start] { return start.addMSecs(m_bench->clock.monotonic().count()); });
}

void SyncEngineTest::aClockThatJumpsHoldsNothingUp()
{
    QFETCH(qint64, seconds);
    ownServiceTime();
    m_bench->network().faults().add({"PUT"_ba, {}, Fault::Kind::Status, 0, 1, 0, 500});
    m_bench->edit(m_ann, [](Party &p) { p.jobTitle = u"Buyer"_s; });
    m_bench->settle();
    QCOMPARE(m_bench->outbox(), QStringList{u"Update Queued"_s});
    m_bench->clock.setNow(m_bench->clock.now().addSecs(seconds));
    m_bench->run(6min);
    QCOMPARE(m_bench->capsules(m_ann).jobTitle, u"Buyer"_s);
    QCOMPARE(m_bench->outbox(), QStringList{});

    m_bench->network().faults().add({"PUT"_ba, {}, Fault::Kind::Status, 0, 1, 0, 500});
    m_bench->edit(m_ann, [](Party &p) { p.jobTitle = u"Seller"_s; });
    m_bench->settle();
    m_bench->quit();
    m_bench->clock.setNow(m_bench->clock.now().addSecs(seconds)); // between two starts
    m_bench->start();
    m_bench->run(6min);
    QCOMPARE(m_bench->capsules(m_ann).jobTitle, u"Seller"_s);
    QCOMPARE(m_bench->outbox(), QStringList{});
}

void SyncEngineTest::aClockThatJumpsHoldsNoPullUp()
{
    QFETCH(qint64, seconds);
    ownServiceTime();
    m_bench->network().faults().add({"GET"_ba, u"/parties"_s, Fault::Kind::Status, 0, 1, 0, 500});
    m_bench->engine().checkNow();
    m_bench->settle();
    QCOMPARE(m_bench->state().phase, Phase::Offline);
    m_bench->clock.setNow(m_bench->clock.now().addSecs(seconds));
    m_bench->run(5s);
    QCOMPARE(m_bench->state().phase, Phase::UpToDate);
    const qint64 age = m_bench->state().lastSynced.secsTo(m_bench->clock.now());
    QVERIFY2(age >= 0 && age <= 5, qPrintable(QString::number(age)));
}

/// What is asked for is what changed since a moment of Capsule's clock, whatever this computer thinks the time is.
void SyncEngineTest::aClockThatJumpsHidesNoChange()
{
    QFETCH(qint64, seconds);
    ownServiceTime();
    m_bench->clock.setNow(m_bench->clock.now().addSecs(seconds));
    m_bench->run(10min);
    m_bench->service.editParty(m_annId, {{u"jobTitle"_s, u"Buyer"_s}});
    m_bench->clock.setNow(m_bench->clock.now().addSecs(-2 * seconds));
    m_bench->run(3min);
    QCOMPARE(m_bench->shown(m_ann).jobTitle, u"Buyer"_s);
    m_bench->quit();
    m_bench->service.editParty(m_annId, {{u"jobTitle"_s, u"Seller"_s}});
    m_bench->clock.setNow(m_bench->clock.now().addSecs(seconds));
    m_bench->start();
    m_bench->settle();
    QCOMPARE(m_bench->shown(m_ann).jobTitle, u"Seller"_s);
    QCOMPARE(m_bench->state().phase, Phase::UpToDate);
}

QTEST_GUILESS_MAIN(SyncEngineTest)
#include "tst_syncengine.moc"
