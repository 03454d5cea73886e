#include "campaign/campaign.h"
#include "campaign/killledger.h"
#include "campaign/memoryfolder.h"

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QNetworkReply>
#include <QProcess>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <chrono>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr int killsASandbox = 50;
constexpr int lifeMs = 400; // at most, from the first line on
constexpr auto betweenStarts = 7s; // of the program's time: probes and deletes fall due from start to start
constexpr auto betweenRests = 40s;
constexpr int patienceMs = 60'000;

QByteArray token()
{
    return "kill-campaign-token"_ba;
}

} // namespace

/// The real window is ended by SIGKILL at any moment, again and again on the same profile. What it had acknowledged is
/// in Capsule once, or still in the outbox, or in front of the user.
///
/// COUNTERPART_SEED is the first seed (1 unless set); COUNTERPART_CAMPAIGN=nightly kills 1,000 times instead of 200.
class KilledTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void nothingAcknowledgedIsLost_data();
    void nothingAcknowledgedIsLost();
    void cleanupTestCase() { qInfo("%d kills", m_kills); }

private:
    void startSandbox(QProcess &sandbox);
    void passTime(std::chrono::seconds time);
    QJsonObject orders(bool rests) const;
    void startVictim(QProcess &victim, const QJsonObject &orders);
    void liveAndDie();
    bool comeToRest();
    QList<QJsonObject> capsulesRecords();
    QByteArray ask(const QByteArray &verb, const QByteArray &path, const QByteArray &body = {});

    QNetworkAccessManager m_network;
    QString m_base;
    QString m_profile;
    QRandomGenerator m_random;
    quint32 m_seed = 0; ///< of the next victim
    std::chrono::seconds m_ahead{0};
    int m_kills = 0; ///< of all sandboxes
    KillLedger m_ledger;
};

void KilledTest::initTestCase()
{
    keepFilesInMemory();
    qputenv("QT_QPA_PLATFORM", "offscreen"); // the victims'
    QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy);
}

void KilledTest::startSandbox(QProcess &sandbox)
{
    sandbox.start(QStringLiteral(SANDBOX_PROGRAM),
        {u"--parties"_s, u"60"_s, u"--rate-limit"_s, u"-1"_s, u"--token"_s, QString::fromLatin1(token()),
            u"--end-with-stdin"_s});
    while (!sandbox.canReadLine())
        QVERIFY(sandbox.waitForReadyRead(patienceMs));
    m_base = QString::fromLatin1(sandbox.readLine().trimmed());
}

QByteArray KilledTest::ask(const QByteArray &verb, const QByteArray &path, const QByteArray &body)
{
    const QUrl base(m_base);
    QUrl url = path.startsWith("/control") ? base.resolved(QUrl(QString::fromLatin1(path)))
                                           : QUrl(m_base + QString::fromLatin1(path));
    QNetworkRequest request(url);
    request.setRawHeader("Authorization"_ba, "Bearer " + token());
    request.setHeader(QNetworkRequest::ContentTypeHeader, "application/json"_ba);
    const std::unique_ptr<QNetworkReply> reply(m_network.sendCustomRequest(request, verb, body));
    QSignalSpy finished(reply.get(), &QNetworkReply::finished);
    if (!reply->isFinished())
        finished.wait(patienceMs);
    return reply->readAll();
}

/// For the sandbox and for every victim to come.
void KilledTest::passTime(std::chrono::seconds time)
{
    m_ahead += time;
    ask("POST"_ba, "/control/advance"_ba, "{\"seconds\":" + QByteArray::number(qint64(time.count())) + '}');
}

QJsonObject KilledTest::orders(bool rests) const
{
    return {{u"base"_s, m_base}, {u"profile"_s, m_profile}, {u"token"_s, QString::fromLatin1(token())},
        {u"seed"_s, qint64(m_seed)}, {u"ahead"_s, qint64(m_ahead.count())}, {u"rests"_s, rests}};
}

void KilledTest::startVictim(QProcess &victim, const QJsonObject &orders)
{
    if (qEnvironmentVariableIsEmpty("XDG_RUNTIME_DIR")) {
        QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
        environment.insert(u"XDG_RUNTIME_DIR"_s, m_profile); // or every start complains
        victim.setProcessEnvironment(environment);
    }
    victim.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    victim.start(QStringLiteral(VICTIM_PROGRAM), QStringList());
    QVERIFY(victim.waitForStarted(patienceMs));
    victim.write(QJsonDocument(orders).toJson(QJsonDocument::Compact) + '\n');
}

void KilledTest::liveAndDie()
{
    QProcess victim;
    QJsonObject order = orders(false);
    const bool diesEarly = m_random.bounded(5) == 0;
    order.insert(u"opening"_s, diesEarly); // its first line comes before it opens its files
    startVictim(victim, order);
    QVERIFY(victim.waitForReadyRead(patienceMs));
    QElapsedTimer life;
    life.start();
    for (const int until = m_random.bounded(lifeMs); life.elapsed() < until && victim.state() == QProcess::Running;)
        victim.waitForReadyRead(int(std::max<qint64>(1, until - life.elapsed())));
    QVERIFY2(victim.state() == QProcess::Running, "it ended by itself");
    victim.kill();
    QVERIFY(victim.waitForFinished(patienceMs));
    ++m_kills;
    m_ledger.hear(victim.readAllStandardOutput());
}

/// Starts it again and again, some time later each time, until nothing is on its way any more.
bool KilledTest::comeToRest()
{
    constexpr int mostStarts = 25;
    for (int starts = 0; starts < mostStarts; ++starts) {
        passTime(betweenRests);
        QProcess victim;
        startVictim(victim, orders(true));
        if (!victim.waitForFinished(patienceMs) || victim.exitStatus() != QProcess::NormalExit
            || victim.exitCode() != 0) {
            qWarning("a victim at rest ended with %d: %s", victim.exitCode(), qPrintable(victim.errorString()));
            return false;
        }
        if (m_ledger.takeReport(victim.readAllStandardOutput()))
            return true;
    }
    return false;
}

QList<QJsonObject> KilledTest::capsulesRecords()
{
    QList<QJsonObject> records;
    for (int page = 1;; ++page) {
        const QByteArray answer = ask("GET"_ba, "/parties?perPage=100&page=" + QByteArray::number(page));
        const QJsonArray parties = QJsonDocument::fromJson(answer).object()["parties"_L1].toArray();
        for (const auto &party : parties)
            records.append(party.toObject());
        if (parties.size() < 100)
            return records;
    }
}

void KilledTest::nothingAcknowledgedIsLost_data()
{
    QTest::addColumn<quint32>("seed");
    const quint32 count = (isNightly() ? 1000 : 200) / killsASandbox;
    for (quint32 seed = firstSeed(); seed < firstSeed() + count; ++seed)
        QTest::addRow("seed %u", seed) << seed;
}

void KilledTest::nothingAcknowledgedIsLost()
{
    QFETCH(quint32, seed);
    m_random.seed(seed);
    m_ahead = 0s;
    m_ledger = {};
    const QTemporaryDir profile;
    m_profile = profile.path();
    QProcess sandbox;
    startSandbox(sandbox);
    for (int kill = 0; kill < killsASandbox && !QTest::currentTestFailed(); ++kill) {
        m_seed = seed * 1000 + quint32(kill);
        passTime(betweenStarts);
        liveAndDie();
    }
    const QString again = u"; run again with COUNTERPART_SEED=%1"_s.arg(seed);
    QVERIFY2(!QTest::currentTestFailed(), qPrintable(again));
    QVERIFY2(comeToRest(), qPrintable(m_ledger.lastReport() + again));
    const QString wrong = m_ledger.compare(capsulesRecords());
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong + again));
    qInfo("%s\n%s", qPrintable(m_ledger.summary()), qPrintable(m_ledger.lastReport()));
    sandbox.closeWriteChannel();
    QVERIFY(sandbox.waitForFinished(patienceMs));
}

QTEST_GUILESS_MAIN(KilledTest)
#include "tst_killed.moc"
