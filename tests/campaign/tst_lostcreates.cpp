#include "campaign/campaign.h"
#include "campaign/memoryfolder.h"
#include "sync/bench.h"

#include <QHash>
#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using capsule::Fault;

namespace {

/// One computer that makes records and adds email rows while most answers get lost on their way back, and now and then
/// ends in the middle of it.
class LossyDesk
{
public:
    explicit LossyDesk(quint32 seed);

    void work(int count);
    bool comeToRest();
    /// Why the two sides differ; empty if they do not.
    QString difference();
    QStringList outbox() { return m_bench.outbox(); }
    int hitCreates() const { return m_hitCreates; }
    int hitRows() const { return m_hitRows; }

private:
    int pick(int count) { return int(m_random.bounded(count)); }
    bool oneIn(int count) { return pick(count) == 0; }
    QString fresh(const char *what) { return QString::fromLatin1(what) + QString::number(++m_count); }
    void workOnce();
    void addRecord();
    void addEmail();
    void loseAnswers();
    void restart();
    QString wrongCopies(const Party &record);

    Bench m_bench;
    QRandomGenerator m_random;
    int m_count = 0;
    int m_hitCreates = 0; ///< whose answers were dropped or delayed
    int m_hitRows = 0;
    QList<QUuid> m_made;
    QHash<QString, QUuid> m_names; ///< each given once
    QHash<QString, QUuid> m_emails; ///< each added once, and to which record
    QList<QUuid> m_organisations;
};

capsule::Options unlimited()
{
    capsule::Options options;
    options.rateLimit = -1;
    return options;
}

LossyDesk::LossyDesk(quint32 seed)
    : m_bench(unlimited())
    , m_random(seed)
{
    m_bench.service.setObserver([this](const capsule::Exchange &exchange) {
        if (exchange.fault.isEmpty())
            return;
        ++(exchange.request.method == "POST" ? m_hitCreates : m_hitRows);
    });
    m_bench.start();
    m_bench.run(10s); // the service's time must be known before anything is created
}

void LossyDesk::work(int count)
{
    while (count > 0) {
        loseAnswers();
        for (int i = 1 + pick(4); i > 0 && count > 0; --i, --count)
            workOnce();
        m_bench.run(std::chrono::milliseconds(pick(oneIn(3) ? 120'000 : 9'000)));
        if (oneIn(12))
            restart();
    }
}

void LossyDesk::workOnce()
{
    if (m_made.isEmpty() || !oneIn(3))
        addRecord();
    else
        addEmail();
}

void LossyDesk::addRecord()
{
    const bool isOrganisation = oneIn(3);
    const QString name = fresh(isOrganisation ? "Acme " : "Ann");
    Party party = isOrganisation ? organisation(name) : person(name, u"Lee"_s);
    if (!isOrganisation && !m_organisations.isEmpty() && oneIn(3)) // may not have reached Capsule itself yet
        party.organisation = OrganisationRef{0, m_organisations.last(), {}};
    QString address;
    if (oneIn(2)) {
        address = fresh("first") + u"@example.com"_s;
        party.emailAddresses = {{0, u"Work"_s, address}};
    }
    const QUuid id = m_bench.add(party);
    m_made.append(id);
    m_names.insert(name, id);
    if (!address.isEmpty())
        m_emails.insert(address, id);
    if (isOrganisation)
        m_organisations.append(id);
}

void LossyDesk::addEmail()
{
    // Mostly one of the latest, whose own create may still be looked for.
    const QUuid id = m_made.at(oneIn(4) ? pick(int(m_made.size())) : std::max(0, int(m_made.size()) - 1 - pick(4)));
    const QString address = fresh("mail") + u"@example.com"_s;
    m_bench.edit(id, [&](Party &party) { party.emailAddresses.append({0, u"Work"_s, address}); });
    m_emails.insert(address, id);
}

/// What becomes of the answers to the next writes; all of them are carried out.
void LossyDesk::loseAnswers()
{
    for (const QByteArray &method : {"POST"_ba, "PUT"_ba}) {
        Fault fault{method, {}, Fault::Kind::DropAfter, pick(2), 1 + pick(3), 0};
        if (oneIn(3)) {
            fault.kind = Fault::Kind::None;
            fault.delayMs = pick(90'000); // longer than anybody waits, for the most part
        }
        m_bench.network().faults().add(fault);
    }
}

void LossyDesk::restart()
{
    m_bench.quit();
    m_bench.run(std::chrono::seconds(pick(60)));
    m_bench.start();
}

bool LossyDesk::comeToRest()
{
    m_bench.network().faults().clear();
    const auto isEmpty = [this] {
        return m_bench.outbox().isEmpty();
    };
    bool isAtRest = m_bench.runUntil(isEmpty) || m_bench.runUntil(isEmpty);
    m_bench.run(10min);
    return isAtRest && isEmpty();
}

QString LossyDesk::wrongCopies(const Party &record)
{
    const QString name = record.isPerson() ? record.firstName : record.name;
    const QUuid id = m_names.take(name);
    if (id.isNull())
        return u"'%1' is in Capsule twice, or nobody made it"_s.arg(name);
    if (m_bench.store().serverId(id) != record.id || m_bench.store().localId(record.id) != id)
        return u"'%1' is bound to another record"_s.arg(name);
    if (m_bench.shown(id) != record)
        return u"'%1' looks different here"_s.arg(name);
    for (const EmailAddress &email : record.emailAddresses) {
        if (m_emails.take(email.address) != id)
            return u"%1 is in Capsule twice, or at the wrong record"_s.arg(email.address);
    }
    return {};
}

QString LossyDesk::difference()
{
    if (m_bench.store().index().count(PartyIndex::Kind::Everyone) != m_made.size())
        return u"%1 rows here for %2 records"_s.arg(m_bench.store().index().count(PartyIndex::Kind::Everyone))
            .arg(m_made.size());
    for (const auto &row : m_bench.service.account().parties.rows()) {
        const auto record = partyFromJson(m_bench.service.party(row->id));
        if (!record)
            return u"Capsule has a record that cannot be read"_s;
        if (const QString problem = wrongCopies(*record); !problem.isEmpty())
            return problem;
    }
    if (!m_names.isEmpty() || !m_emails.isEmpty())
        return u"lost: "_s + (m_names.keys() + m_emails.keys()).join(u", "_s);
    return {};
}

} // namespace

/// Creates and added rows whose answers are dropped or come too late: each is in Capsule once, and belongs to the
/// record it was made as (reliability.md section 4).
///
/// COUNTERPART_SEED is the first seed (1 unless set); COUNTERPART_CAMPAIGN=nightly makes it ten times as long.
class LostCreatesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { keepFilesInMemory(); }
    void everythingArrivesOnce_data();
    void everythingArrivesOnce();
    void cleanupTestCase() { qInfo("%d creates and %d added rows with lost or late answers", m_creates, m_rows); }

private:
    int m_creates = 0;
    int m_rows = 0;
};

void LostCreatesTest::everythingArrivesOnce_data()
{
    QTest::addColumn<quint32>("seed");
    const quint32 count = isNightly() ? 40 : 4;
    for (quint32 seed = firstSeed(); seed < firstSeed() + count; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void LostCreatesTest::everythingArrivesOnce()
{
    constexpr int worksASeed = 450; // of which some 250 are creates that are hit
    QFETCH(quint32, seed);
    LossyDesk desk(seed);
    desk.work(worksASeed);
    m_creates += desk.hitCreates();
    m_rows += desk.hitRows();
    const QString again = u"; run again with COUNTERPART_SEED=%1"_s.arg(seed);
    QVERIFY2(desk.comeToRest(), qPrintable(u"left: "_s + desk.outbox().join(u", "_s) + again));
    const QString difference = desk.difference();
    QVERIFY2(difference.isEmpty(), qPrintable(difference + again));
}

QTEST_GUILESS_MAIN(LostCreatesTest)
#include "tst_lostcreates.moc"
