#include "bench.h"

#include "campaign/failingdisk.h"

#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using capsule::Fault;
using Phase = SyncState::Phase;

namespace {

enum class Work { Create, Update, Delete };

} // namespace

Q_DECLARE_METATYPE(Work)

/// What the engine does while this computer's disk is full: nothing leaves that could not be written down, no answer is
/// lost, and it goes on by itself (reliability.md sections 1 and 12).
class DiskTroubleTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();

    void nothingIsSentMeanwhile_data() { everyWork(); }
    void nothingIsSentMeanwhile();
    void noAnswerIsLost_data() { everyWork(); }
    void noAnswerIsLost();
    void noAnswerIsLostWithTheProgram_data() { everyWork(); }
    void noAnswerIsLostWithTheProgram();
    void aPulledChangeIsNotSkipped();
    void anAnswerOfALostCreateIsKept();

private:
    void everyWork();
    void begin(Work work);
    QString problemInCapsule(Work work);

    std::unique_ptr<FailingDisk> m_disk; ///< made before and gone after every file
    std::unique_ptr<Bench> m_bench;
    QUuid m_ann;
    qint64 m_annId = 0;
};

void DiskTroubleTest::init()
{
    m_disk = std::make_unique<FailingDisk>();
    m_bench = std::make_unique<Bench>();
    m_annId = m_bench->addAnnLee();
    m_ann = localIdOfServerId(m_annId);
    m_bench->start();
    m_bench->run(1min);
    m_bench->forget();
}

void DiskTroubleTest::cleanup()
{
    m_disk->heal();
    m_bench.reset();
    m_disk.reset();
}

void DiskTroubleTest::everyWork()
{
    QTest::addColumn<Work>("work");
    QTest::newRow("create") << Work::Create;
    QTest::newRow("update") << Work::Update;
    QTest::newRow("delete") << Work::Delete;
}

/// The user's part.
void DiskTroubleTest::begin(Work work)
{
    switch (work) {
    case Work::Create:
        m_bench->add(person(u"Bob"_s, u"Ray"_s));
        break;
    case Work::Update:
        m_bench->edit(m_ann, [](Party &p) { p.emailAddresses.append({0, u"Work"_s, u"ann@example.org"_s}); });
        break;
    case Work::Delete:
        QVERIFY(m_bench->store().remove(m_ann, 0s).has_value());
        break;
    }
    QCOMPARE(m_bench->store().pendingEntries().size(), 1);
}

/// What is not as the user wanted it, once and not twice; empty if all is.
QString DiskTroubleTest::problemInCapsule(Work work)
{
    const qsizetype count = m_bench->service.partyCount();
    const qsizetype emails = m_bench->capsules(m_ann).emailAddresses.size();
    switch (work) {
    case Work::Create:
        return count == 2 ? QString() : u"%1 records"_s.arg(count);
    case Work::Update:
        return emails == 2 ? QString() : u"%1 email addresses"_s.arg(emails);
    case Work::Delete:
        return count == 0 ? QString() : u"not deleted"_s;
    }
    Q_UNREACHABLE();
}

void DiskTroubleTest::nothingIsSentMeanwhile()
{
    QFETCH(Work, work);
    m_bench->network().setOffline(true);
    begin(work);
    m_bench->settle();
    m_disk->failFrom(1, SQLITE_FULL);
    m_bench->network().setOffline(false);
    m_bench->engine().checkNow();
    m_bench->settle();
    QCOMPARE(m_bench->state().phase, Phase::DiskTrouble);
    m_bench->forget();
    m_bench->run(10min);
    QCOMPARE(m_bench->state().phase, Phase::DiskTrouble);
    QCOMPARE(m_bench->requests(), QStringList{}); // not even what could not be kept is read
    QCOMPARE(m_bench->store().pendingEntries().size(), 1);

    m_disk->heal();
    m_bench->run(30s);
    QCOMPARE(m_bench->state().phase, Phase::UpToDate);
    QCOMPARE(m_bench->writes().size(), 1);
    QCOMPARE(problemInCapsule(work), QString());
    QCOMPARE(m_bench->outbox(), QStringList{});
}

void DiskTroubleTest::noAnswerIsLost()
{
    QFETCH(Work, work);
    m_bench->network().faults().add({"POST"_ba, {}, Fault::Kind::None, 0, 1, 5000});
    m_bench->network().faults().add({"PUT"_ba, {}, Fault::Kind::None, 0, 1, 5000});
    m_bench->network().faults().add({"DELETE"_ba, {}, Fault::Kind::None, 0, 1, 5000});
    begin(work);
    m_bench->run(1s);
    QCOMPARE(m_bench->writes().size(), 1); // it is under way
    m_disk->failFrom(1, SQLITE_FULL);
    m_bench->run(10min);
    QCOMPARE(m_bench->state().phase, Phase::DiskTrouble);
    QVERIFY(m_bench->done.isEmpty());

    m_disk->heal();
    m_bench->run(30s);
    QCOMPARE(m_bench->state().phase, Phase::UpToDate);
    QCOMPARE(m_bench->done.size(), 1);
    QCOMPARE(m_bench->outbox(), QStringList{});
    QCOMPARE(m_bench->writes().size(), 1);
    QCOMPARE(problemInCapsule(work), QString());
}

void DiskTroubleTest::noAnswerIsLostWithTheProgram()
{
    QFETCH(Work, work);
    m_bench->network().faults().add({"POST"_ba, {}, Fault::Kind::None, 0, 1, 5000});
    m_bench->network().faults().add({"PUT"_ba, {}, Fault::Kind::None, 0, 1, 5000});
    m_bench->network().faults().add({"DELETE"_ba, {}, Fault::Kind::None, 0, 1, 5000});
    begin(work);
    m_bench->run(1s);
    m_disk->failFrom(1, SQLITE_FULL);
    m_bench->run(1min);
    m_bench->quit();
    m_disk->heal();
    m_bench->start();
    QVERIFY2(
        m_bench->runUntil([this] { return m_bench->outbox().isEmpty(); }), qPrintable(m_bench->outbox().join(u',')));
    QCOMPARE(m_bench->writes().size(), 1);
    QCOMPARE(problemInCapsule(work), QString());
}

void DiskTroubleTest::aPulledChangeIsNotSkipped()
{
    m_bench->service.editParty(m_annId, {{u"jobTitle"_s, u"Buyer"_s}});
    m_disk->failFrom(1, SQLITE_FULL);
    m_bench->run(10min);
    QCOMPARE(m_bench->shown(m_ann).jobTitle, QString());
    QCOMPARE(m_bench->state().phase, Phase::DiskTrouble);
    m_disk->heal();
    m_bench->run(30s);
    QCOMPARE(m_bench->shown(m_ann).jobTitle, u"Buyer"_s);
    QCOMPARE(m_bench->state().phase, Phase::UpToDate);
}

void DiskTroubleTest::anAnswerOfALostCreateIsKept()
{
    m_bench->network().faults().add({"POST"_ba, {}, Fault::Kind::DropAfter});
    m_bench->add(person(u"Bob"_s, u"Ray"_s));
    m_bench->settle();
    QCOMPARE(m_bench->outbox(), QStringList{u"Create Unknown"_s});
    m_disk->failFrom(1, SQLITE_FULL);
    m_bench->run(10min); // the looks find it and cannot say so
    QCOMPARE(m_bench->state().phase, Phase::DiskTrouble);
    m_disk->heal();
    m_bench->run(3min);
    QCOMPARE(m_bench->outbox(), QStringList{});
    QCOMPARE(m_bench->service.partyCount(), 2);
    QCOMPARE(m_bench->writes().size(), 1);
}

QTEST_GUILESS_MAIN(DiskTroubleTest)
#include "tst_disktrouble.moc"
