#include "campaign/campaign.h"
#include "campaign/memoryfolder.h"
#include "store/bulkruns.h"
#include "sync/bench.h"

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QSet>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using capsule::Fault;
using RowState = BulkRow::State;
using RunState = BulkRun::State;

namespace {

constexpr qint64 OldTag = 1;
const QString OldJob = u"Clerk"_s;

/// One kind of change, what it sends, and which records are that way already.
struct Change
{
    BulkChange change;
    QByteArray body; ///< of "party"; empty for a delete
    QJsonObject alreadySo; ///< what a record is created with that the change leaves alone
};

/// What lies in the account's folder.
using Image = QHash<QString, QByteArray>;

/// A run over many records on a line that fails, in an account whose allowance runs out, by a program that is ended
/// again and again.
class Ordeal
{
public:
    Ordeal(quint32 seed, int records, const Change &change);

    /// Runs to its end; false if it never gets there.
    bool pass();
    QString firstWrong() const;
    QString summary() const;

    Bench bench;
    std::unique_ptr<BulkRuns> runs;
    qint64 number = 0;
    QList<qint64> ids; ///< Capsule's, of all records
    QSet<qint64> needless; ///< of those that are as wanted already
    QSet<qint64> refused; ///< of those that Capsule refuses once
    QHash<qint64, QList<QByteArray>> carriedOut; ///< bodies of the writes, by record
    int failed = 0; ///< rows that the report called failed
    int kills = 0;
    int torn = 0; ///< of these: in the middle of something
    int refusals = 0; ///< 429s

private:
    int pick(int count) { return int(m_random.bounded(count)); }
    void open();
    void watch(const capsule::Exchange &exchange);
    void breakSomething();
    void kill();
    void maybeTakeImage();
    Image files() const;
    void pauseForAWhile();
    const BulkRun &run() const { return *runs->run(number); }

    QRandomGenerator m_random;
    Change m_change;
    QStringList m_complaints;
    int m_untilImage = 0; ///< changes of the outbox; 0: none is to be taken
    std::optional<Image> m_image;
};

capsule::Options optionsFor(int records)
{
    capsule::Options options;
    options.rateLimit = std::max(300, records); // an hour is not enough
    options.rememberedRequests = 0;
    return options;
}

Ordeal::Ordeal(quint32 seed, int records, const Change &change)
    : bench(optionsFor(records))
    , m_random(seed)
    , m_change(change)
{
    capsule::Account &account = bench.service.account();
    account.vocabulary(capsule::Kind::Party).tags.insert({0, u"Old"_s, {}, false});
    account.vocabulary(capsule::Kind::Party).tags.insert({0, u"New"_s, {}, false});
    account.users.insert({0, u"bo"_s, u"Bo Berg"_s, {}, {}, {}, 0, 0});
    account.teams.insert({0, u"Sales"_s, {}, {1, 2}, 0, 0});
    for (int i = 0; i < records; ++i) {
        QJsonObject party{{u"type"_s, u"person"_s}, {u"firstName"_s, u"P%1"_s.arg(i)}, {u"lastName"_s, u"Doe"_s},
            {u"jobTitle"_s, OldJob}, {u"tags"_s, QJsonArray{QJsonObject{{u"id"_s, OldTag}}}}};
        const bool isNeedless = !change.alreadySo.isEmpty() && pick(20) == 0;
        if (isNeedless) {
            for (auto value = change.alreadySo.begin(); value != change.alreadySo.end(); ++value)
                party.insert(value.key(), *value);
        }
        ids.append(bench.service.addParty(party));
        if (isNeedless)
            needless.insert(ids.last());
        else if (pick(100) == 0)
            refused.insert(ids.last());
    }
    bench.service.setObserver([this](const capsule::Exchange &exchange) { watch(exchange); });
    bench.network().setLatency(150);
    bench.random = double(pick(1000)) / 1000;
    open();
    bench.run(10min);
    for (const qint64 id : std::as_const(refused)) {
        Fault fault{change.body.isEmpty() ? "DELETE"_ba : "PUT"_ba, u"/parties/%1"_s.arg(id), Fault::Kind::Status};
        fault.status = 422;
        fault.body = R"({"message":"Not today","errors":[]})";
        bench.network().faults().add(fault);
    }
}

void Ordeal::open()
{
    bench.start();
    runs = std::make_unique<BulkRuns>(bench.store(), bench.clock);
    QObject::connect(&bench.store(), &PartyStore::outboxChanged, runs.get(), [this] { maybeTakeImage(); });
    bench.settle();
}

void Ordeal::watch(const capsule::Exchange &exchange)
{
    if (exchange.answer.status == 429)
        ++refusals;
    const bool isWrite = exchange.request.method == "PUT" || exchange.request.method == "DELETE";
    const bool isCarriedOut = exchange.answer.status / 100 == 2 && exchange.fault != "html"_L1;
    if (isWrite && isCarriedOut)
        carriedOut[exchange.request.path().split('/').last().toLongLong()].append(exchange.request.body);
}

void Ordeal::breakSomething()
{
    Fault fault;
    fault.method = std::array{"GET"_ba, "PUT"_ba, "DELETE"_ba}.at(std::size_t(pick(3)));
    fault.path = u"/parties/*"_s;
    fault.kind = std::array{Fault::Kind::DropBefore, Fault::Kind::DropAfter, Fault::Kind::Status, Fault::Kind::Cut,
        Fault::Kind::BreakJson, Fault::Kind::Html, Fault::Kind::Hang, Fault::Kind::None}
                     .at(std::size_t(pick(8)));
    fault.skip = pick(6);
    fault.count = 1 + pick(3);
    fault.status = std::array{500, 502, 503, 408}.at(std::size_t(pick(4)));
    fault.acts = pick(2) == 0;
    fault.delayMs = pick(2) == 0 ? 0 : pick(20'000);
    bench.network().faults().add(fault);
}

Image Ordeal::files() const
{
    Image image;
    const QDir folder(bench.folder());
    const auto names = folder.entryList({u"*.sqlite"_s, u"*-wal"_s, u"*-journal"_s}, QDir::Files);
    for (const QString &name : names) {
        QFile file(folder.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            qFatal("%s cannot be read", qPrintable(name));
        image.insert(name, file.readAll());
    }
    return image;
}

/// The moment at which the program will have been ended, in the middle of whatever it does. From now on nothing that it
/// sends leaves this computer.
void Ordeal::maybeTakeImage()
{
    if (m_untilImage == 0 || --m_untilImage > 0)
        return;
    m_image = files();
    bench.network().setHolding(true);
}

void Ordeal::kill()
{
    ++kills;
    runs.reset();
    bench.quit();
    m_untilImage = 0;
    if (m_image) {
        ++torn;
        const QDir folder(bench.folder());
        for (const QString &name : folder.entryList(QDir::Files))
            QFile::remove(folder.filePath(name));
        for (auto content = m_image->begin(); content != m_image->end(); ++content) {
            QFile file(folder.filePath(content.key()));
            if (!file.open(QIODevice::WriteOnly) || file.write(*content) != content->size())
                qFatal("%s cannot be written", qPrintable(content.key()));
        }
        m_image.reset();
        // What was held back died with the program.
        bench.network().setHolding(false);
    }
    bench.run(std::chrono::seconds(pick(30)));
    open();
}

/// Soon nothing of the run leaves this computer.
void Ordeal::pauseForAWhile()
{
    if (!runs->pause(number))
        return m_complaints.append(u"the pause failed"_s);
    bench.run(10min); // longer than any wait of what is in the outbox
    qsizetype before = 0;
    for (const auto &bodies : std::as_const(carriedOut))
        before += bodies.size();
    bench.run(30min);
    qsizetype after = 0;
    for (const auto &bodies : std::as_const(carriedOut))
        after += bodies.size();
    if (after > before + 4) // those that waited for the hour to end
        m_complaints.append(u"%1 writes in a pause"_s.arg(after - before));
    if (pick(2) == 0)
        kill();
    if (run().state != RunState::Paused && run().state != RunState::Done)
        m_complaints.append(u"it does not stay paused"_s);
    if (!runs->resume(number))
        m_complaints.append(u"it could not go on"_s);
}

bool Ordeal::pass()
{
    QList<QUuid> records;
    for (const qint64 id : std::as_const(ids))
        records.append(localIdOfServerId(id));
    const auto started = runs->start(m_change.change, records);
    if (!started)
        return false;
    number = *started;
    for (int turns = 0; turns < 20'000 && run().state != RunState::Done; ++turns) {
        if (pick(3) == 0)
            breakSomething();
        if (pick(20) == 0) {
            m_untilImage = 1 + pick(20);
            for (int seconds = 0; seconds < 600 && !m_image; ++seconds)
                bench.run(1s);
            kill();
        }
        if (pick(30) == 0)
            kill();
        if (pick(50) == 0)
            pauseForAWhile();
        bench.run(std::chrono::milliseconds(pick(20'000)));
    }
    if (run().state != RunState::Done)
        return false;
    bench.network().faults().clear();
    failed = run().counts.failed;
    // Those that failed, and only these, are tried again.
    if (!runs->retryFailed(number))
        return false;
    for (int hours = 0; hours < 5 && run().state != RunState::Done; ++hours)
        bench.run(61min);
    return run().state == RunState::Done;
}

QString Ordeal::firstWrong() const
{
    if (!m_complaints.isEmpty())
        return m_complaints.first();
    const BulkRun &run = *runs->run(number);
    for (qsizetype place = 0; place < ids.size(); ++place) {
        const qint64 id = ids[place];
        const BulkRow &row = run.rows[place];
        const QList<QByteArray> bodies = carriedOut.value(id);
        const bool isNeedless = needless.contains(id);
        if (bodies.size() != (isNeedless ? 0 : 1))
            return u"%1 was written %2 times"_s.arg(id).arg(bodies.size());
        if (row.state != (isNeedless ? RowState::Skipped : RowState::Done))
            return u"%1 is reported as %2: %3"_s.arg(id).arg(int(row.state)).arg(row.problem);
        if (isNeedless)
            continue;
        const QByteArray whole = m_change.body.isEmpty() ? QByteArray() : "{\"party\":" + m_change.body + '}';
        if (QJsonDocument::fromJson(bodies.first()) != QJsonDocument::fromJson(whole))
            return u"%1 was sent %2"_s.arg(id).arg(QString::fromUtf8(bodies.first()));
    }
    if (failed == 0 && !refused.isEmpty())
        return u"no failure was reported"_s;
    if (!bench.outbox().isEmpty())
        return u"work is left: "_s + bench.outbox().join(u", "_s);
    return {};
}

QString Ordeal::summary() const
{
    return u"%1 records, %2 needless, %3 failed at first, %4 ends of the program (%5 in the middle), %6 refusals"_s
        .arg(ids.size())
        .arg(needless.size())
        .arg(failed)
        .arg(kills)
        .arg(torn)
        .arg(refusals);
}

} // namespace

/// A change of many records reaches each of them exactly once, whatever happens meanwhile.
///
/// COUNTERPART_SEED is the first seed (1 unless set); COUNTERPART_CAMPAIGN=nightly takes ten times as many.
class BulkTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { keepFilesInMemory(); }
    void eachRecordOnce_data();
    void eachRecordOnce();
};

void BulkTest::eachRecordOnce_data()
{
    QTest::addColumn<Change>("change");
    QTest::addColumn<int>("records");
    QTest::addColumn<quint32>("seed");
    const QJsonArray newTag{QJsonObject{{u"id"_s, 2}}};
    const std::pair<const char *, Change> changes[]{
        {"add tag", {AddTag{{2, u"New"_s, false}}, R"({"tags":[{"id":2}]})", {{u"tags"_s, newTag}}}},
        {"remove tag",
            {RemoveTag{{OldTag, u"Old"_s, false}}, R"({"tags":[{"id":1,"_delete":true}]})", {{u"tags"_s, newTag}}}},
        {"job title", {SetText{u"jobTitle"_s, u"Buyer"_s}, R"({"jobTitle":"Buyer"})", {{u"jobTitle"_s, u"Buyer"_s}}}},
        {"owner and team",
            {SetOwnership{UserRef{2, u"bo"_s, u"Bo Berg"_s}, TeamRef{1, u"Sales"_s}},
                R"({"owner":{"id":2},"team":{"id":1}})", {}}},
        {"delete", {DeleteRecords{}, {}, {}}},
    };
    const quint32 rounds = isNightly() ? 10 : 1;
    for (quint32 seed = firstSeed(); seed < firstSeed() + rounds; ++seed) {
        for (const auto &[name, change] : changes) {
            const int records = name == QByteArrayView("add tag") ? 2000 : 150;
            QTest::addRow("%s, seed %u", name, seed) << change << records << seed;
        }
    }
}

void BulkTest::eachRecordOnce()
{
    QFETCH(const Change, change);
    QFETCH(const int, records);
    QFETCH(const quint32, seed);
    Ordeal ordeal(seed, records, change);
    const QByteArray again = "; run again with COUNTERPART_SEED=" + QByteArray::number(seed);
    QVERIFY2(ordeal.pass(), ("it does not end" + again).constData());
    const QString wrong = ordeal.firstWrong();
    QVERIFY2(wrong.isEmpty(), qPrintable(wrong + QString::fromLatin1(again)));
    QVERIFY2(ordeal.kills > 0, "nothing happened");
    qInfo("%s", qPrintable(ordeal.summary()));
}

QTEST_GUILESS_MAIN(BulkTest)
#include "tst_bulk.moc"
