#include "bench.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using capsule::Fault;

/// One computer, another user in the browser, a bad network and a program that ends at any time: in the end both sides
/// agree, every value somebody saved is somewhere, and nothing arrived twice.
///
/// COUNTERPART_SEED is the first seed (1 unless set), COUNTERPART_SEEDS how many (50 unless set).
class SimulationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bothSidesAgreeInTheEnd_data();
    void bothSidesAgreeInTheEnd();
};

namespace {

class Simulation
{
public:
    explicit Simulation(quint32 seed)
        : m_random(seed)
    {
        for (int i = 0; i < 4; ++i)
            m_bench.service.addParty(
                {{u"type"_s, u"person"_s}, {u"firstName"_s, u"P%1"_s.arg(i)}, {u"lastName"_s, u"Doe"_s}});
        m_bench.start();
        m_bench.run(10s);
    }

    void act();
    /// Heals the network and lets time pass; the user agrees to everything that asks.
    void comeToRest();
    /// Why the two sides differ; empty if they do not.
    QString difference();

    Bench &bench() { return m_bench; }

private:
    int pick(int count) { return int(m_random.bounded(count)); }
    QUuid anyone();
    QString fresh(const char *what) { return QString::fromLatin1(what) + QString::number(++m_count); }
    void editHere();
    void editThere();
    void breakSomething();

    Bench m_bench;
    QRandomGenerator m_random;
    int m_count = 0;
    QStringList m_created; ///< first names, each given once
    QStringList m_emails; ///< added here, each once
};

QUuid Simulation::anyone()
{
    const auto ids = m_bench.store().index().find(PartyIndex::Kind::Everyone, {});
    return ids.isEmpty() ? QUuid() : ids.at(pick(int(ids.size())));
}

void Simulation::act()
{
    switch (pick(8)) {
    case 0:
        m_created.append(fresh("New"));
        m_bench.add(person(m_created.last(), u"Roe"_s));
        break;
    case 1:
    case 2:
        editHere();
        break;
    case 3:
        editThere();
        break;
    case 4:
    case 5:
        breakSomething();
        break;
    case 6:
        m_bench.quit();
        m_bench.run(std::chrono::seconds(pick(20)));
        m_bench.start();
        break;
    default:
        break;
    }
    m_bench.run(std::chrono::milliseconds(pick(20'000)));
}

void Simulation::editHere()
{
    const QUuid id = anyone();
    if (id.isNull())
        return;
    m_bench.edit(id, [this](Party &party) {
        switch (pick(3)) {
        case 0:
            party.jobTitle = fresh("Job");
            break;
        case 1:
            party.about = fresh("About");
            break;
        default:
            m_emails.append(fresh("mail") + u"@example.com"_s);
            party.emailAddresses.append({0, u"Work"_s, m_emails.last()});
        }
    });
}

void Simulation::editThere()
{
    const auto &rows = m_bench.service.account().parties.rows();
    const qint64 id = rows.at(std::size_t(pick(int(rows.size()))))->id;
    const QString key = pick(2) == 0 ? u"jobTitle"_s : u"about"_s;
    m_bench.service.editParty(id, {{key, fresh("There")}});
}

void Simulation::breakSomething()
{
    static const QList<Fault::Kind> kinds{Fault::Kind::DropBefore, Fault::Kind::DropAfter, Fault::Kind::Cut,
        Fault::Kind::CutWithoutLength, Fault::Kind::BreakJson, Fault::Kind::Hang, Fault::Kind::Status,
        Fault::Kind::Html};
    static const QList<QByteArray> methods{"GET"_ba, "PUT"_ba, "POST"_ba, {}};
    static const QList<int> statuses{500, 502, 429, 408};
    Fault fault;
    fault.kind = kinds.at(pick(int(kinds.size())));
    fault.method = methods.at(pick(int(methods.size())));
    fault.count = 1 + pick(2);
    fault.status = statuses.at(pick(int(statuses.size())));
    fault.acts = fault.status >= 500 && pick(2) == 0;
    m_bench.network().faults().add(fault);
}

void Simulation::comeToRest()
{
    m_bench.network().faults().clear();
    for (int round = 0; round < 20 && !m_bench.outbox().isEmpty(); ++round) {
        m_bench.run(10min);
        for (const OutboxEntry &entry : m_bench.store().pendingEntries()) {
            if (entry.needsUser())
                (void)m_bench.store().retry(entry.sequence, m_bench.shown(entry.localId));
        }
    }
    m_bench.run(2h);
}

QString Simulation::difference()
{
    if (!m_bench.outbox().isEmpty())
        return u"left in the outbox: "_s + m_bench.outbox().join(u", "_s);
    const auto here = m_bench.store().index().find(PartyIndex::Kind::Everyone, {});
    if (here.size() != m_bench.service.partyCount())
        return u"%1 records here, %2 there"_s.arg(here.size()).arg(m_bench.service.partyCount());
    QStringList names;
    QStringList emails;
    for (const QUuid &id : here) {
        const Party party = m_bench.shown(id);
        if (party != m_bench.capsules(id))
            return u"a record differs: "_s + party.displayName();
        names.append(party.firstName);
        for (const EmailAddress &email : party.emailAddresses)
            emails.append(email.address);
    }
    for (const QString &name : std::as_const(m_created)) {
        if (names.count(name) != 1)
            return u"%1 is there %2 times"_s.arg(name).arg(names.count(name));
    }
    for (const QString &email : std::as_const(m_emails)) {
        if (emails.count(email) != 1)
            return u"%1 is there %2 times"_s.arg(email).arg(emails.count(email));
    }
    return {};
}

} // namespace

void SimulationTest::bothSidesAgreeInTheEnd_data()
{
    QTest::addColumn<quint32>("seed");
    const auto number = [](const char *name, quint32 unlessSet) {
        return qEnvironmentVariableIsSet(name) ? quint32(qEnvironmentVariableIntValue(name)) : unlessSet;
    };
    const quint32 first = number("COUNTERPART_SEED", 1);
    const quint32 count = number("COUNTERPART_SEEDS", qEnvironmentVariableIsSet("COUNTERPART_SEED") ? 1 : 50);
    for (quint32 seed = first; seed < first + count; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void SimulationTest::bothSidesAgreeInTheEnd()
{
    QFETCH(quint32, seed);
    Simulation simulation(seed);
    for (int step = 0; step < 30; ++step)
        simulation.act();
    simulation.comeToRest();
    const QString difference = simulation.difference();
    QVERIFY2(difference.isEmpty(), qPrintable(u"seed %1: %2"_s.arg(seed).arg(difference)));
}

QTEST_GUILESS_MAIN(SimulationTest)
#include "tst_simulation.moc"
