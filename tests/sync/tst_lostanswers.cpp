#include "bench.h"

#include "store/problem.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using capsule::Fault;

Q_DECLARE_METATYPE(capsule::Fault)

/// Answers that get lost and programs that end in mid-flight: everything arrives exactly once (reliability.md sections
/// 2 and 4).
class LostAnswersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup() { m_bench.reset(); }

    void aCreateArrivesOnce_data() { lossesOfOneRequest(); }
    void aCreateArrivesOnce();
    void anAddedEmailArrivesOnce_data() { lossesOfOneRequest(); }
    void anAddedEmailArrivesOnce();
    void aChangedValueArrives_data() { lossesOfOneRequest(); }
    void aChangedValueArrives();
    void aDeleteArrives_data() { lossesOfOneRequest(); }
    void aDeleteArrives();
    void anUnreadableAnswerLeadsToTheRecord();
    void theProbesComeWhenTheyShould();
    void aPullDoesNotTakeTheRecordForSomeoneElses();
    void twoThatLookAlikeAsk();
    void oneThatWasChangedBeforeTheProbeAsks();
    void oneThatWasRenamedBeforeTheProbeAsks();
    void anAddedRowThatWasChangedBeforeTheProbeAsks();
    void anOlderTwinIsNotAdopted();
    void anotherEntrysRecordIsNotAdopted();
    void threeAttemptsAreEnough();
    void aRestartSendsOnce_data();
    void aRestartSendsOnce();
    void aDeleteWaitsForTheLostCreate();
    void aDeleteOfALostCreateAsksAboutWhatOthersAdded();
    void theFirstOfTwoThatTurnsUpLaterIsNamed();
    void whatOnlyLooksSimilarIsNotNamed_data();
    void whatOnlyLooksSimilarIsNotNamed();

private:
    void lossesOfOneRequest();
    bool settles(); ///< lets time pass until the outbox is empty

    std::unique_ptr<Bench> m_bench;
    QUuid m_ann;
    qint64 m_annId = 0;
};

void LostAnswersTest::init()
{
    m_bench = std::make_unique<Bench>();
    m_annId = m_bench->addAnnLee();
    m_ann = localIdOfServerId(m_annId);
    m_bench->start();
    m_bench->run(1min);
    m_bench->forget();
}

void LostAnswersTest::lossesOfOneRequest()
{
    QTest::addColumn<Fault>("fault");
    const auto fault = [](Fault::Kind kind, int status = 500, bool acts = false) {
        return Fault{{}, {}, kind, 0, 1, 0, status, acts};
    };
    QTest::newRow("dropped before") << fault(Fault::Kind::DropBefore);
    QTest::newRow("dropped after") << fault(Fault::Kind::DropAfter);
    QTest::newRow("hangs") << fault(Fault::Kind::Hang);
    QTest::newRow("cut") << fault(Fault::Kind::Cut);
    QTest::newRow("cut without length") << fault(Fault::Kind::CutWithoutLength);
    QTest::newRow("broken") << fault(Fault::Kind::BreakJson);
    QTest::newRow("500, not done") << fault(Fault::Kind::Status, 500);
    QTest::newRow("502, but done") << fault(Fault::Kind::Status, 502, true);
    QTest::newRow("408, but done") << fault(Fault::Kind::Status, 408, true);
    QTest::newRow("portal") << fault(Fault::Kind::Html);
    QTest::newRow("redirect") << fault(Fault::Kind::Redirect);
}

bool LostAnswersTest::settles()
{
    return m_bench->runUntil([this] { return m_bench->outbox().isEmpty(); });
}

void LostAnswersTest::aCreateArrivesOnce()
{
    QFETCH(Fault, fault);
    fault.method = "POST"_ba;
    m_bench->network().faults().add(fault);
    Party bob = person(u"Bob"_s, u"Ray"_s);
    bob.emailAddresses = {{0, u"Work"_s, u"bob@example.com"_s}};
    const QUuid id = m_bench->add(bob);
    QVERIFY2(settles(), qPrintable(m_bench->outbox().join(u", ")));
    QCOMPARE(m_bench->service.partyCount(), 2);
    QVERIFY(m_bench->store().serverId(id) > 0);
    m_bench->run(10min);
    QCOMPARE(m_bench->store().index().count(PartyIndex::Kind::Everyone), 2);
    QCOMPARE(m_bench->service.partyCount(), 2);
    QCOMPARE(m_bench->shown(id).emailAddresses.size(), 1);
}

void LostAnswersTest::anAddedEmailArrivesOnce()
{
    QFETCH(Fault, fault);
    fault.method = "PUT"_ba;
    m_bench->network().faults().add(fault);
    m_bench->edit(m_ann, [](Party &p) { p.emailAddresses.append({0, u"Work"_s, u"ann@example.org"_s}); });
    QVERIFY2(settles(), qPrintable(m_bench->outbox().join(u", ")));
    const auto emails = m_bench->capsules(m_ann).emailAddresses;
    QCOMPARE(emails.size(), 2);
    QCOMPARE(emails.at(1).address, u"ann@example.org"_s);
    QCOMPARE(m_bench->shown(m_ann).emailAddresses, emails);
}

void LostAnswersTest::aChangedValueArrives()
{
    QFETCH(Fault, fault);
    fault.method = "PUT"_ba;
    m_bench->network().faults().add(fault);
    m_bench->edit(m_ann, [](Party &p) { p.jobTitle = u"Buyer"_s; });
    QVERIFY2(settles(), qPrintable(m_bench->outbox().join(u", ")));
    QCOMPARE(m_bench->capsules(m_ann).jobTitle, u"Buyer"_s);
    QVERIFY(m_bench->writes().size() <= 2);
}

void LostAnswersTest::aDeleteArrives()
{
    QFETCH(Fault, fault);
    fault.method = "DELETE"_ba;
    m_bench->network().faults().add(fault);
    QVERIFY(m_bench->store().remove(m_ann, 10s).has_value());
    QVERIFY2(settles(), qPrintable(m_bench->outbox().join(u", ")));
    m_bench->run(10min);
    QCOMPARE(m_bench->service.partyCount(), 0);
    QVERIFY(!m_bench->store().party(m_ann));
}

void LostAnswersTest::anUnreadableAnswerLeadsToTheRecord()
{
    m_bench->network().faults().add({"POST"_ba, {}, Fault::Kind::BreakJson});
    const QUuid id = m_bench->add(person(u"Bob"_s, u"Ray"_s));
    m_bench->settle(); // at once: Location says where it is
    QCOMPARE(m_bench->outbox(), QStringList{});
    QCOMPARE(m_bench->requests(),
        QStringList({u"POST /parties"_s, u"GET /parties/%1"_s.arg(m_bench->store().serverId(id))}));
}

void LostAnswersTest::theProbesComeWhenTheyShould()
{
    m_bench->network().faults().add({"POST"_ba, {}, Fault::Kind::Status, 0, 1, 0, 500});
    m_bench->run(1min);
    m_bench->add(person(u"Bob"_s, u"Ray"_s));
    m_bench->settle();
    m_bench->forget();
    QList<qint64> seconds;
    for (qint64 second = 1; second <= 100; ++second) {
        m_bench->run(1s);
        const auto probes = m_bench->requests().filter(u"GET /parties?"_s).size();
        while (seconds.size() < probes)
            seconds.append(second);
        if (!m_bench->writes().isEmpty())
            break;
    }
    QCOMPARE(seconds.mid(0, 3), QList<qint64>({5, 30, 95}));
    QCOMPARE(m_bench->writes().size(), 1);
    QCOMPARE(m_bench->service.partyCount(), 2);
}

void LostAnswersTest::aPullDoesNotTakeTheRecordForSomeoneElses()
{
    m_bench->network().faults().add({"POST"_ba, {}, Fault::Kind::DropAfter});
    m_bench->add(person(u"Bob"_s, u"Ray"_s));
    m_bench->settle();
    m_bench->engine().checkNow();
    for (int second = 0; second < 10; ++second) {
        m_bench->run(1s);
        QCOMPARE(m_bench->store().index().count(PartyIndex::Kind::Everyone), 2);
    }
    QCOMPARE(m_bench->outbox(), QStringList{});
}

void LostAnswersTest::twoThatLookAlikeAsk()
{
    m_bench->network().faults().add({"POST"_ba, {}, Fault::Kind::DropAfter});
    m_bench->add(person(u"Bob"_s, u"Ray"_s));
    m_bench->settle();
    m_bench->service.addParty({{u"type"_s, u"person"_s}, {u"firstName"_s, u"Bob"_s}, {u"lastName"_s, u"Ray"_s}});
    m_bench->run(2min);
    QCOMPARE(m_bench->outbox(), QStringList{u"Create Ask"_s});
    QCOMPARE(m_bench->onlyEntry().problem, Problem::severalFound);
    QCOMPARE(m_bench->writes().size(), 1);
}

void LostAnswersTest::oneThatWasChangedBeforeTheProbeAsks()
{
    m_bench->network().faults().add({"POST"_ba, {}, Fault::Kind::DropAfter});
    Party bob = person(u"Bob"_s, u"Ray"_s);
    bob.jobTitle = u"Buyer"_s;
    const QUuid id = m_bench->add(bob);
    m_bench->settle();
    QCOMPARE(m_bench->service.partyCount(), 2);
    m_bench->service.editParty(m_bench->service.account().parties.rows().back()->id, {{u"jobTitle"_s, u"Director"_s}});
    m_bench->run(2min);
    QCOMPARE(m_bench->outbox(), QStringList{u"Create Ask"_s});
    QCOMPARE(m_bench->onlyEntry().problem, Problem::namesakeFound);
    QCOMPARE(m_bench->writes().size(), 1);
    QVERIFY(m_bench->store().retry(m_bench->onlyEntry().sequence, m_bench->shown(id))); // another person after all
    QVERIFY(settles());
    QCOMPARE(m_bench->service.partyCount(), 3);
}

void LostAnswersTest::oneThatWasRenamedBeforeTheProbeAsks()
{
    m_bench->network().faults().add({"POST"_ba, {}, Fault::Kind::DropAfter});
    m_bench->add(person(u"Bob"_s, u"Ray"_s));
    m_bench->settle();
    m_bench->service.editParty(m_bench->service.account().parties.rows().back()->id, {{u"lastName"_s, u"Rey"_s}});
    m_bench->run(2min);
    QCOMPARE(m_bench->outbox(), QStringList{u"Create Ask"_s});
    QCOMPARE(m_bench->service.partyCount(), 2);
}

void LostAnswersTest::anAddedRowThatWasChangedBeforeTheProbeAsks()
{
    m_bench->network().faults().add({"PUT"_ba, {}, Fault::Kind::DropAfter});
    m_bench->edit(
        m_ann, [](Party &p) { p.addresses.append({0, u"Office"_s, u"1 Mill Lane"_s, u"Leeds"_s, {}, {}, {}}); });
    m_bench->settle();
    QCOMPARE(m_bench->capsules(m_ann).addresses.size(), 1);
    const qint64 row = m_bench->capsules(m_ann).addresses.first().id;
    m_bench->service.editParty(m_bench->store().serverId(m_ann),
        {{u"addresses"_s, QJsonArray{QJsonObject{{u"id"_s, row}, {u"street"_s, u"2 Mill Lane"_s}}}}});
    m_bench->run(2min);
    QCOMPARE(m_bench->outbox(), QStringList{u"Update Ask"_s});
    QCOMPARE(m_bench->onlyEntry().problem, Problem::similarRowFound);
    QCOMPARE(m_bench->writes().size(), 1);
    QCOMPARE(m_bench->capsules(m_ann).addresses.size(), 1);
    QVERIFY(m_bench->store().retry(m_bench->onlyEntry().sequence, m_bench->shown(m_ann))); // another one after all
    QVERIFY(settles());
    QCOMPARE(m_bench->capsules(m_ann).addresses.size(), 2);
}

void LostAnswersTest::anOlderTwinIsNotAdopted()
{
    const qint64 twin
        = m_bench->service.addParty({{u"type"_s, u"person"_s}, {u"firstName"_s, u"Bob"_s}, {u"lastName"_s, u"Ray"_s}});
    m_bench->engine().checkNow();
    m_bench->settle();
    m_bench->network().faults().add({"POST"_ba, {}, Fault::Kind::DropBefore});
    const QUuid id = m_bench->add(person(u"Bob"_s, u"Ray"_s));
    QVERIFY(settles());
    QVERIFY(m_bench->store().serverId(id) != twin);
    QCOMPARE(m_bench->service.partyCount(), 3);
}

void LostAnswersTest::anotherEntrysRecordIsNotAdopted()
{
    m_bench->network().faults().add({"POST"_ba, {}, Fault::Kind::DropBefore});
    const QUuid one = m_bench->add(person(u"Bob"_s, u"Ray"_s));
    const QUuid other = m_bench->add(person(u"Bob"_s, u"Ray"_s)); // two people of one name, both meant
    QVERIFY(settles());
    QVERIFY(m_bench->store().serverId(one) > 0);
    QVERIFY(m_bench->store().serverId(other) > 0);
    QVERIFY(m_bench->store().serverId(one) != m_bench->store().serverId(other));
    QCOMPARE(m_bench->service.partyCount(), 3);
}

void LostAnswersTest::threeAttemptsAreEnough()
{
    m_bench->network().faults().add({"POST"_ba, {}, Fault::Kind::Status, 0, -1, 0, 500});
    m_bench->add(person(u"Bob"_s, u"Ray"_s));
    m_bench->run(1h);
    QCOMPARE(m_bench->writes().size(), 3);
    QCOMPARE(m_bench->outbox(), QStringList{u"Create Ask"_s});
    QCOMPARE(m_bench->onlyEntry().problem, Problem::neverArrived);
}

void LostAnswersTest::aRestartSendsOnce_data()
{
    QTest::addColumn<QString>("work");
    QTest::addColumn<int>("afterMs");
    for (const auto *work : {"create", "value", "email", "delete"}) {
        // Every answer takes 1 s: the pre-read ends after 1 s, the write after 2 s.
        for (const int ms : {0, 500, 1000, 1500, 2000, 2500})
            QTest::addRow("%s, ended after %d ms", work, ms) << QString::fromLatin1(work) << ms;
    }
}

void LostAnswersTest::aRestartSendsOnce()
{
    QFETCH(QString, work);
    QFETCH(int, afterMs);
    m_bench->network().setLatency(1000);
    QUuid bob;
    if (work == u"create")
        bob = m_bench->add(person(u"Bob"_s, u"Ray"_s));
    else if (work == u"value")
        m_bench->edit(m_ann, [](Party &p) { p.jobTitle = u"Buyer"_s; });
    else if (work == u"email")
        m_bench->edit(m_ann, [](Party &p) { p.emailAddresses.append({0, u"Work"_s, u"ann@example.org"_s}); });
    else
        QVERIFY(m_bench->store().remove(m_ann, 0s).has_value());
    m_bench->run(std::chrono::milliseconds(afterMs));
    m_bench->quit();
    m_bench->run(3s);

    m_bench->start();
    QVERIFY2(settles(), qPrintable(m_bench->outbox().join(u", ")));
    m_bench->run(10min);
    if (work == u"create") {
        QCOMPARE(m_bench->service.partyCount(), 2);
        QVERIFY(m_bench->store().serverId(bob) > 0);
        QCOMPARE(m_bench->store().index().count(PartyIndex::Kind::Everyone), 2);
    } else if (work == u"value") {
        QCOMPARE(m_bench->capsules(m_ann).jobTitle, u"Buyer"_s);
    } else if (work == u"email") {
        QCOMPARE(m_bench->capsules(m_ann).emailAddresses.size(), 2);
        QCOMPARE(m_bench->shown(m_ann).emailAddresses, m_bench->capsules(m_ann).emailAddresses);
    } else {
        QCOMPARE(m_bench->service.partyCount(), 0);
        QVERIFY(!m_bench->store().party(m_ann));
    }
}

void LostAnswersTest::aDeleteWaitsForTheLostCreate()
{
    m_bench->network().faults().add({"POST"_ba, {}, Fault::Kind::DropAfter});
    const QUuid bob = m_bench->add(person(u"Bob"_s, u"Ray"_s));
    m_bench->settle();
    QCOMPARE(m_bench->service.partyCount(), 2);
    QVERIFY(m_bench->store().remove(bob, 10s).has_value());
    QVERIFY2(settles(), qPrintable(m_bench->outbox().join(u", ")));
    QCOMPARE(m_bench->service.partyCount(), 1);
    QVERIFY(!m_bench->store().party(bob));
}

void LostAnswersTest::aDeleteOfALostCreateAsksAboutWhatOthersAdded()
{
    m_bench->network().faults().add({"POST"_ba, {}, Fault::Kind::DropAfter});
    const QUuid bob = m_bench->add(person(u"Bob"_s, u"Ray"_s));
    m_bench->settle();
    const qint64 id = m_bench->service.account().parties.rows().back()->id;
    m_bench->service.editParty(id, {{u"tags"_s, QJsonArray{QJsonObject{{u"name"_s, u"Client"_s}}}}});
    QVERIFY(m_bench->store().remove(bob, 10s).has_value());
    settles();
    QCOMPARE(m_bench->service.partyCount(), 2);
    QCOMPARE(m_bench->onlyEntry().problem, Problem::changedSince);
}

// --- a create that went out twice may be there twice

void LostAnswersTest::theFirstOfTwoThatTurnsUpLaterIsNamed()
{
    m_bench->network().faults().add({"POST"_ba, {}, Fault::Kind::DropBefore});
    const QUuid id = m_bench->add(person(u"Bob"_s, u"Ray"_s));
    QVERIFY2(settles(), qPrintable(m_bench->outbox().join(u", ")));
    QCOMPARE(m_bench->writes().size(), 2);
    QCOMPARE(m_bench->store().possibleDuplicateOf(id), QUuid());
    const qint64 late = m_bench->service.addParty( // what went out first got there after all
        {{u"type"_s, u"person"_s}, {u"firstName"_s, u"Bob"_s}, {u"lastName"_s, u"Ray"_s}});
    m_bench->run(10min);
    QCOMPARE(m_bench->store().possibleDuplicateOf(id), localIdOfServerId(late));
    QCOMPARE(
        m_bench->store().possibleDuplicateOf(localIdOfServerId(late)), QUuid()); // ours is the one that was repeated
    m_bench->quit();
    m_bench->start();
    m_bench->settle();
    QCOMPARE(m_bench->store().possibleDuplicateOf(id), localIdOfServerId(late));
    m_bench->run(1h);
    QCOMPARE(m_bench->service.partyCount(), 3); // nobody deleted any

    QVERIFY(m_bench->store().remove(localIdOfServerId(late), 10s).has_value());
    QCOMPARE(m_bench->store().possibleDuplicateOf(id), QUuid());
}

void LostAnswersTest::whatOnlyLooksSimilarIsNotNamed_data()
{
    QTest::addColumn<int>("transmissions");
    QTest::addColumn<QString>("jobTitle");
    QTest::addColumn<qint64>("hours");
    QTest::newRow("sent once") << 1 << u"Buyer"_s << qint64(0);
    QTest::newRow("another value") << 2 << u"Seller"_s << qint64(0);
    QTest::newRow("a day later") << 2 << u"Buyer"_s << qint64(25);
}

void LostAnswersTest::whatOnlyLooksSimilarIsNotNamed()
{
    QFETCH(int, transmissions);
    QFETCH(QString, jobTitle);
    QFETCH(qint64, hours);
    m_bench->network().faults().add({"POST"_ba, {}, Fault::Kind::DropBefore, 0, transmissions - 1});
    Party bob = person(u"Bob"_s, u"Ray"_s);
    bob.jobTitle = u"Buyer"_s;
    const QUuid id = m_bench->add(bob);
    QVERIFY2(settles(), qPrintable(m_bench->outbox().join(u", ")));
    QCOMPARE(m_bench->writes().size(), transmissions);
    m_bench->service.advance(hours * 3600);
    const qint64 other = m_bench->service.addParty(
        {{u"type"_s, u"person"_s}, {u"firstName"_s, u"Bob"_s}, {u"lastName"_s, u"Ray"_s}, {u"jobTitle"_s, jobTitle}});
    m_bench->run(10min);
    QVERIFY(m_bench->store().party(localIdOfServerId(other)));
    QCOMPARE(m_bench->store().possibleDuplicateOf(id), QUuid());
}

QTEST_GUILESS_MAIN(LostAnswersTest)
#include "tst_lostanswers.moc"
