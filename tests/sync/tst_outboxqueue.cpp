#include "sync/outboxqueue.h"
#include "sync/rejectedfields.h"
#include "sync/sweep.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

using Kind = OutboxEntry::Kind;
using State = OutboxEntry::State;

/// The pure parts of the engine: who is next, which fields a refusal names, and the mark a first load leaves.
class OutboxQueueTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theOldestDueEntryIsNext();
    void ofARecordOnlyTheOldestEntryCounts();
    void heldAndParkedOnesWait();
    void anEntryWaitsForItsTime();
    void aClockThatWasSetBackHoldsNobody();
    void aPersonWaitsForItsOrganisation();
    void whoWaitsForNobodyIsStranded();
    void aCreateWaitsForTheServicesTime();
    void lostAnswersAreProbed();
    void refusalsNameKeys_data();
    void refusalsNameKeys();
    void aSweepReadsItsOwnMark();
    void aBrokenMarkBeginsAnew();

private:
    OutboxEntry entry(qint64 sequence, const QUuid &localId, State state = State::Queued) const;
    OutboxAgenda look(const QList<OutboxEntry> &pending, bool mayCreate = true) const;

    const QDateTime m_now{QDate(2026, 3, 2), QTime(8, 0), Qt::UTC};
    const QUuid m_one = QUuid::createUuid();
    const QUuid m_other = QUuid::createUuid();
};

OutboxEntry OutboxQueueTest::entry(qint64 sequence, const QUuid &localId, State state) const
{
    OutboxEntry entry;
    entry.sequence = sequence;
    entry.localId = localId;
    entry.state = state;
    return entry;
}

OutboxAgenda OutboxQueueTest::look(const QList<OutboxEntry> &pending, bool mayCreate) const
{
    return agenda(pending, {m_now, [](const QUuid &) -> qint64 { return 0; }, mayCreate});
}

void OutboxQueueTest::theOldestDueEntryIsNext()
{
    QCOMPARE(look({entry(1, m_one), entry(2, m_other)}).send->sequence, 1);
    QVERIFY(!look({}).send);
}

void OutboxQueueTest::ofARecordOnlyTheOldestEntryCounts()
{
    const auto next = look({entry(1, m_one, State::Conflict), entry(2, m_one), entry(3, m_other)});
    QCOMPARE(next.send->sequence, 3);
    QVERIFY(!look({entry(1, m_one, State::Unknown), entry(2, m_one)}).send);
}

void OutboxQueueTest::heldAndParkedOnesWait()
{
    OutboxEntry held = entry(1, m_one);
    held.held = true;
    QCOMPARE(look({held, entry(2, m_other)}).send->sequence, 2);
    for (const State state : {State::Rejected, State::Ask, State::Conflict, State::Sending, State::Acked})
        QVERIFY(!look({entry(1, m_one, state)}).send);
}

void OutboxQueueTest::anEntryWaitsForItsTime()
{
    OutboxEntry later = entry(1, m_one);
    later.notBefore = m_now.addSecs(10);
    const auto next = look({later, entry(2, m_other)});
    QCOMPARE(next.send->sequence, 2);
    QCOMPARE(*next.nextDue, 10s);
}

void OutboxQueueTest::aClockThatWasSetBackHoldsNobody()
{
    OutboxEntry later = entry(1, m_one);
    later.notBefore = m_now.addDays(1);
    QVERIFY(look({later}).send);
}

void OutboxQueueTest::aPersonWaitsForItsOrganisation()
{
    OutboxEntry create = entry(1, m_one);
    create.kind = Kind::Create;
    create.held = true;
    OutboxEntry person = entry(2, m_other);
    person.edited.organisation = OrganisationRef{0, m_one, u"Acme"_s};
    const auto next = look({create, person});
    QVERIFY(!next.send);
    QVERIFY(!next.stranded);
}

void OutboxQueueTest::whoWaitsForNobodyIsStranded()
{
    OutboxEntry person = entry(2, m_other);
    person.dependsOn = m_one;
    QCOMPARE(look({person}).stranded->sequence, 2);
}

void OutboxQueueTest::aCreateWaitsForTheServicesTime()
{
    OutboxEntry create = entry(1, m_one);
    create.kind = Kind::Create;
    QVERIFY(!look({create}, false).send);
    QVERIFY(look({create}, true).send);
}

void OutboxQueueTest::lostAnswersAreProbed()
{
    OutboxEntry create = entry(1, m_one, State::Unknown);
    create.kind = Kind::Create;
    create.notBefore = m_now.addSecs(5);
    const auto early = look({create});
    QVERIFY(early.createIsUnknown);
    QVERIFY(!early.probe);
    QCOMPARE(*early.nextDue, 5s);
    create.notBefore = m_now;
    QCOMPARE(look({create}).probe->sequence, 1);
}

void OutboxQueueTest::refusalsNameKeys_data()
{
    QTest::addColumn<QString>("resource");
    QTest::addColumn<QString>("field");
    QTest::addColumn<QStringList>("named");
    QTest::newRow("value") << u"party"_s << u"name"_s << QStringList{u"name"_s};
    QTest::newRow("row") << u"address"_s << u"country"_s << QStringList{u"addresses/12/country"_s, u"addresses/+0"_s};
    QTest::newRow("email") << u"emailAddress"_s << u"address"_s << QStringList{u"emailAddresses/7/address"_s};
    QTest::newRow("custom field") << u"field"_s << u"value"_s << QStringList{u"fields/3"_s};
    QTest::newRow("nothing of ours") << u"party"_s << u"createdAt"_s << QStringList{};
}

void OutboxQueueTest::refusalsNameKeys()
{
    QFETCH(QString, resource);
    QFETCH(QString, field);
    QFETCH(QStringList, named);
    const QStringList keys{u"name"_s, u"addresses/12/country"_s, u"addresses/12/city"_s, u"addresses/+0"_s,
        u"emailAddresses/7/address"_s, u"emailAddresses/7/type"_s, u"fields/3"_s, u"tags/4"_s};
    QCOMPARE(keysNamed({{u"words"_s, resource, field}}, keys), named);
}

void OutboxQueueTest::aSweepReadsItsOwnMark()
{
    Sweep sweep;
    sweep.cursor = m_now;
    sweep.next = QUrl(u"https://api.capsulecrm.com/api/v2/parties?page=3&embed=tags%2Cfields"_s);
    sweep.pages = 2;
    sweep.loaded = 200;
    sweep.total = 240'000;
    sweep.repeats = 1;
    QCOMPARE(Sweep::fromMark(sweep.toMark()), sweep);
    QCOMPARE(sweep.step(), Sweep::Step::NextPage);
}

void OutboxQueueTest::aBrokenMarkBeginsAnew()
{
    for (const QString &mark : {QString(), u"{}"_s, u"nonsense"_s, u"{\"pages\":3}"_s})
        QCOMPARE(Sweep::fromMark(mark), Sweep{});
}

QTEST_GUILESS_MAIN(OutboxQueueTest)
#include "tst_outboxqueue.moc"
