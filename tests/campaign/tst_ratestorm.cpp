#include "campaign/campaign.h"
#include "campaign/memoryfolder.h"
#include "sync/bench.h"

#include <QRandomGenerator>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qint64 hour = 3600;
constexpr int recordsInCapsule = 450;

/// What the service told about the hour's allowance, and when.
struct Told
{
    qint64 at = 0;
    int limit = 0;
    int left = 0;
    qint64 reset = 0;
};

/// One computer in an account whose other tools use the hourly allowance up. Every request is judged as it arrives, by
/// what this computer could know then.
class Storm
{
public:
    Storm(quint32 seed, int allowance);

    void blow(int minutes);
    bool comeToRest();

    Bench bench;
    QStringList complaints;
    int refusals = 0; ///< 429s that this computer got
    int saved = 0;
    QString firstLost();

private:
    int pick(int count) { return int(m_random.bounded(count)); }
    void judge(const capsule::Exchange &exchange);
    void judgeByAllowance(const capsule::Exchange &exchange);
    void remember(const capsule::Exchange &exchange);
    void complain(const capsule::Exchange &exchange, const char *what);
    void others(int requests);
    void save();

    QRandomGenerator m_random;
    Told m_heard; ///< last of all
    Told m_told; ///< before this second: nobody can claim not to have known
    qint64 m_refusedUntil = 0;
    bool m_isPullAskedFor = false; ///< by the user, which makes it a question
    QUuid m_watched; ///< looked at, never edited: reads of it are questions
    QHash<QUuid, QString> m_jobs; ///< what was saved last
};

capsule::Options limited(int allowance)
{
    capsule::Options options;
    options.rateLimit = allowance;
    return options;
}

Storm::Storm(quint32 seed, int allowance)
    : bench(limited(allowance))
    , m_random(seed)
{
    for (int i = 0; i < recordsInCapsule; ++i)
        bench.service.addParty(
            {{u"type"_s, u"person"_s}, {u"firstName"_s, u"P%1"_s.arg(i)}, {u"lastName"_s, u"Doe"_s}});
    m_watched = bench.inCapsule().first();
    bench.service.setObserver([this](const capsule::Exchange &exchange) { judge(exchange); });
    bench.random = double(pick(1000)) / 1000;
    bench.start();
    bench.run(20s);
}

void Storm::complain(const capsule::Exchange &exchange, const char *what)
{
    complaints.append(u"%1 %2 at %3 with %4 of %5 left: %6"_s
            .arg(QString::fromLatin1(exchange.request.method), QString::fromUtf8(exchange.request.target),
                QDateTime::fromSecsSinceEpoch(exchange.at, Qt::UTC).toString(u"HH:mm:ss"_s))
            .arg(m_told.left)
            .arg(m_told.limit)
            .arg(QLatin1StringView(what)));
}

void Storm::judge(const capsule::Exchange &exchange)
{
    if (exchange.request.path().endsWith("/site"))
        return; // the others'
    // What was sent in the same second may have left before the answer was here.
    if (m_heard.at < exchange.at)
        m_told = m_heard;
    if (exchange.at < m_refusedUntil && m_told.at == m_heard.at)
        complain(exchange, "sent before the reset");
    judgeByAllowance(exchange);
    remember(exchange);
}

/// Reliability.md section 7: background stops at 20 % left, questions stop at 10 %, saves go down to the last request.
void Storm::judgeByAllowance(const capsule::Exchange &exchange)
{
    if (m_told.limit == 0 || exchange.at >= m_told.reset)
        return;
    const QByteArray path = exchange.request.path();
    const bool isPull = (path.endsWith("/parties") && exchange.request.method == "GET") || path.endsWith("/deleted");
    const bool isQuestion = path.endsWith("/parties/" + QByteArray::number(bench.store().serverId(m_watched)));
    if (isPull && !m_isPullAskedFor && m_told.left <= m_told.limit * 0.2)
        complain(exchange, "background below 20 %");
    if ((isQuestion || isPull) && m_told.left <= m_told.limit * 0.1)
        complain(exchange, "a question below 10 %");
    if (m_told.left == 0)
        complain(exchange, "sent although nothing was left");
}

void Storm::remember(const capsule::Exchange &exchange)
{
    const auto number = [&](const char *name) {
        return exchange.answer.headers.value(name).toLongLong();
    };
    m_heard = {exchange.at, int(number("X-RateLimit-Limit")), int(number("X-RateLimit-Remaining")),
        number("X-RateLimit-Reset")};
    if (exchange.request.path().endsWith("/deleted") && exchange.answer.status == 200)
        m_isPullAskedFor = false; // that was its end
    if (exchange.answer.status != 429)
        return;
    ++refusals;
    m_refusedUntil = m_heard.reset;
}

void Storm::others(int requests)
{
    capsule::Request request{"GET"_ba, "/api/v2/site"_ba, {}, {}, {}};
    request.headers.set("Authorization"_ba, "Bearer " + bench.service.options().token.toLatin1());
    for (; requests > 0; --requests)
        (void)bench.service.handle(request);
}

void Storm::save()
{
    const QString word = u"Job%1"_s.arg(++saved);
    const auto ids = bench.store().index().find(PartyIndex::Kind::People, {});
    if (pick(4) == 0 || ids.size() < 2) {
        Party party = person(u"New"_s, u"Roe"_s);
        party.jobTitle = word;
        m_jobs.insert(bench.add(party), word);
        return;
    }
    const QUuid id = ids.at(pick(int(ids.size())));
    if (id == m_watched)
        return;
    bench.edit(id, [&word](Party &party) { party.jobTitle = word; });
    m_jobs.insert(id, word);
}

void Storm::blow(int minutes)
{
    for (int minute = 0; minute < minutes; ++minute) {
        if (pick(4) == 0)
            others(pick(bench.service.options().rateLimit / 6));
        for (int i = pick(3); i > 0; --i)
            save();
        if (pick(5) == 0)
            bench.engine().checkParty(m_watched);
        if (pick(20) == 0) {
            m_isPullAskedFor = true;
            bench.engine().checkNow();
        }
        bench.run(std::chrono::milliseconds(30'000 + pick(60'000)));
    }
}

bool Storm::comeToRest()
{
    // Whatever is due now gets an hour that nobody else uses.
    for (int hours = 0; hours < 4 && !bench.outbox().isEmpty(); ++hours)
        bench.run(61min);
    bench.run(2h);
    return bench.outbox().isEmpty();
}

QString Storm::firstLost()
{
    for (auto job = m_jobs.cbegin(); job != m_jobs.cend(); ++job) {
        if (bench.capsules(job.key()).jobTitle != *job)
            return *job;
    }
    return {};
}

} // namespace

/// The hourly allowance is shared and runs out (reliability.md section 7).
///
/// COUNTERPART_SEED is the first seed (1 unless set); COUNTERPART_CAMPAIGN=nightly takes ten times as many.
class RateStormTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { keepFilesInMemory(); }
    void theAllowanceIsKept_data();
    void theAllowanceIsKept();
    void savesGoWhereBackgroundRests();
    void savesDoNotWaitForBackgroundAfterTheReset();
    void anHourUsedUpByOthersCostsOneRequest();
    void cleanupTestCase() { qInfo("%d storms: %d saves, %d refusals", m_storms, m_saves, m_refusals); }

private:
    int m_storms = 0;
    int m_saves = 0;
    int m_refusals = 0;
};

void RateStormTest::theAllowanceIsKept_data()
{
    QTest::addColumn<quint32>("seed");
    const quint32 count = isNightly() ? 200 : 20;
    for (quint32 seed = firstSeed(); seed < firstSeed() + count; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void RateStormTest::theAllowanceIsKept()
{
    QFETCH(quint32, seed);
    Storm storm(seed, 40 + int(seed % 5) * 40);
    storm.blow(150);
    const QByteArray again = "; run again with COUNTERPART_SEED=" + QByteArray::number(seed);
    QVERIFY2(storm.comeToRest(), ("work is left" + again).constData());
    ++m_storms;
    m_saves += storm.saved;
    m_refusals += storm.refusals;
    QVERIFY2(
        storm.complaints.isEmpty(), qPrintable(storm.complaints.mid(0, 5).join(u'\n') + QString::fromLatin1(again)));
    QVERIFY2(storm.firstLost().isEmpty(), qPrintable(storm.firstLost() + u" is lost"_s + QString::fromLatin1(again)));
}

namespace {

/// Uses the allowance up until `left` requests are left.
void useUp(Bench &bench, int left)
{
    capsule::Request request{"GET"_ba, "/api/v2/site"_ba, {}, {}, {}};
    request.headers.set("Authorization"_ba, "Bearer " + bench.service.options().token.toLatin1());
    while (bench.service.handle(request).headers.value("X-RateLimit-Remaining").toInt() > left) { }
}

} // namespace

void RateStormTest::savesGoWhereBackgroundRests()
{
    Bench bench(limited(100));
    const QUuid ann = localIdOfServerId(bench.addAnnLee());
    bench.start();
    bench.run(10s);
    useUp(bench, 20);
    bench.edit(ann, [](Party &party) { party.jobTitle = u"Buyer"_s; }); // from its answers the low allowance is known
    bench.settle();
    bench.forget();
    bench.run(20min);
    QCOMPARE(bench.requests(), QStringList());
    QCOMPARE(bench.state().phase, SyncState::Phase::SlowedDown);
    for (int i = 0; i < 8; ++i) {
        bench.edit(ann, [i](Party &party) { party.about = QString::number(i); });
        bench.run(30s);
        QCOMPARE(bench.outbox(), QStringList());
    }
    QCOMPARE(bench.writes().size(), 8);
    QCOMPARE(bench.requests().size(), 16); // each is read first, and nothing else was asked
    bench.run(1h); // the next hour brings everything back
    QCOMPARE(bench.state().phase, SyncState::Phase::UpToDate);
}

void RateStormTest::savesDoNotWaitForBackgroundAfterTheReset()
{
    Bench bench(limited(1000));
    for (int i = 0; i < 4 * recordsInCapsule; ++i)
        bench.service.addParty({{u"type"_s, u"person"_s}, {u"firstName"_s, u"P%1"_s.arg(i)}});
    bench.network().setLatency(1500);
    bench.start();
    bench.run(1600ms); // one page of the first load is here
    useUp(bench, 0);
    bench.run(1min);
    QCOMPARE(bench.state().phase, SyncState::Phase::SlowedDown);
    const QUuid known = bench.store().index().find(PartyIndex::Kind::People, {}).value(0);
    QVERIFY(!known.isNull());
    bench.edit(known, [](Party &party) { party.jobTitle = u"Buyer"_s; });
    bench.forget();
    for (int seconds = 0; seconds < 3700 && bench.requests().isEmpty(); ++seconds)
        bench.run(1s);
    QCOMPARE(bench.requests().size(), 1); // one alone tries whether the hour has begun
    bench.run(6s);
    QCOMPARE(bench.outbox(), QStringList());
    QCOMPARE(bench.state().phase, SyncState::Phase::FirstLoad);
}

void RateStormTest::anHourUsedUpByOthersCostsOneRequest()
{
    Bench bench(limited(100));
    const QUuid ann = localIdOfServerId(bench.addAnnLee());
    bench.start();
    bench.run(10s);
    useUp(bench, 0);
    bench.forget();
    for (int i = 0; i < 30; ++i) {
        bench.edit(ann, [i](Party &party) { party.about = QString::number(i); });
        bench.engine().checkNow();
        bench.engine().checkParty(ann);
        bench.run(1min);
    }
    QVERIFY2(bench.requests().size() <= 3, qPrintable(bench.requests().join(u", "_s))); // those in flight together
    bench.run(1h);
    QCOMPARE(bench.outbox(), QStringList());
    QCOMPARE(bench.capsules(ann).about, u"29"_s);
}

QTEST_GUILESS_MAIN(RateStormTest)
#include "tst_ratestorm.moc"
