#include "bench/measuring.h"

#include "bench/curl.h"
#include "bench/machine.h"
#include "bench/parts.h"
#include "bench/stopwatch.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>

using namespace Qt::StringLiterals;

namespace {

constexpr int patienceMs = 600'000;
constexpr int changes = 100;
constexpr double openingMs = 50;
constexpr double megabyte = 1e6;

QStringList addressesOf(const QJsonObject &result)
{
    QStringList addresses;
    for (const auto &address : result["addresses"_L1].toArray())
        addresses.append(address.toString());
    return addresses;
}

Figures figuresIn(const QJsonObject &result, const QString &name)
{
    return Figures::fromJson(result[name].toObject());
}

QString share(double seconds, double ms)
{
    return seconds < 0 ? QString() : u"the stand-in worked %1 % of it"_s.arg(qRound(seconds * 1e5 / ms));
}

QString busyNote(const Figures &busy, const QJsonObject &result)
{
    return u"the time of single events; %1 of them longer than a frame, the worst %2 ms: %3"_s.arg(busy.late)
        .arg(busy.worst, 0, 'f', 1)
        .arg(result["longest"_L1].toString());
}

QProcessEnvironment environmentOfParts(const QString &folder)
{
    QProcessEnvironment environment = QProcessEnvironment::systemEnvironment();
    // Nobody's keychain is asked, nor unlocked, for a measurement.
    environment.insert(u"DBUS_SESSION_BUS_ADDRESS"_s, u"disabled:"_s);
    if (!environment.contains(u"XDG_RUNTIME_DIR"_s))
        environment.insert(u"XDG_RUNTIME_DIR"_s, folder); // or every start complains
    return environment;
}

} // namespace

Measuring::Measuring(int parties, const Repeats &repeats, quint32 seed, const QString &folder, Report report)
    : m_parties(parties)
    , m_repeats(repeats)
    , m_seed(seed)
    , m_folder(QDir(folder).absolutePath())
    , m_report(std::move(report))
    , m_sandbox(parties)
{
    m_folder.removeRecursively();
    if (!m_folder.mkpath(u"."_s))
        giveUp(u"the folder %1 cannot be made"_s.arg(folder));
    QFile::setPermissions(m_folder.path(), QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
}

void Measuring::run()
{
    firstSync();
    starts();
    typing();
    sync();
    opening();
    saving(); // last, as it leaves work in the outbox
    m_folder.removeRecursively();
}

QString Measuring::replica() const
{
    return path(u"profile/account/replica.sqlite"_s);
}

void Measuring::tell(Row row)
{
    row.parties = m_parties;
    m_report(row);
}

QJsonObject Measuring::runPart(const QString &name, QJsonObject orders)
{
    if (!orders.contains("profile"_L1))
        orders.insert(u"profile"_s, path(u"profile"_s));
    orders.insert(u"base"_s, m_sandbox.base());
    orders.insert(u"token"_s, QString::fromLatin1(Sandbox::token()));
    orders.insert(u"replica"_s, replica());
    orders.insert(u"seed"_s, qint64(m_seed));
    QDir().mkpath(orders["profile"_L1].toString());
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.setProcessEnvironment(environmentOfParts(m_folder.path()));
    orders.insert(u"startedAt"_s, readStopwatch());
    process.start(QCoreApplication::applicationFilePath(),
        {u"--part"_s, name, QString::fromUtf8(QJsonDocument(orders).toJson(QJsonDocument::Compact))});
    if (!process.waitForFinished(patienceMs) || process.exitStatus() != QProcess::NormalExit || process.exitCode() != 0)
        giveUp(u"the part %1 failed: %2"_s.arg(name, process.errorString()));
    return QJsonDocument::fromJson(process.readAllStandardOutput()).object();
}

void Measuring::firstSync()
{
    QList<double> times;
    QList<double> floors;
    QJsonObject result;
    QString note;
    qint64 received = 0;
    for (int i = 0; i < m_repeats.firstSyncs; ++i) {
        QDir(path(u"profile"_s)).removeRecursively();
        const double before = m_sandbox.processorSeconds();
        result = runPart(u"synchronise"_s);
        times.append(result["took"_L1].toDouble());
        const double standIn = m_sandbox.processorSeconds() - before;
        const CurlRun curl
            = readWithCurl(addressesOf(result), result["widest"_L1].toInt(), Sandbox::token(), path(u"pages"_s));
        received = curl.bytes;
        QDir(path(u"pages"_s)).removeRecursively();
        const double inserting
            = runPart(u"insertDocuments"_s, {{u"copy"_s, path(u"copy.sqlite"_s)}})["took"_L1].toDouble();
        QFile::remove(path(u"copy.sqlite"_s));
        floors.append(curl.processMs + inserting);
        note = u"%1 requests, at most %2 at once; curl took %3 ms and the inserts %4 ms; %5"_s
                   .arg(addressesOf(result).size())
                   .arg(result["widest"_L1].toInt())
                   .arg(qRound(curl.processMs))
                   .arg(qRound(inserting))
                   .arg(share(before < 0 ? -1 : standIn, times.last()));
    }
    if (result["records"_L1].toInteger() < m_parties)
        giveUp(u"only %1 records arrived"_s.arg(result["records"_L1].toInteger()));
    tell({0, u"full first sync"_s, u"ms"_s, Figures::of(times), Figures::of(floors),
        u"curl for the same pages, and their documents inserted by a plain loop"_s, Row::Judged::MedianRatio, 1.5,
        note});
    const Figures busy = figuresIn(result, u"busy"_s);
    tell({0, u"window's thread busy, first sync"_s, u"ms"_s, busy, {}, {}, Row::Judged::P999, FrameMs,
        busyNote(busy, result)});
    diskUse(received);
}

void Measuring::diskUse(qint64 received)
{
    double size = 0;
    for (const QString &companion : {u""_s, u"-wal"_s})
        size += double(QFileInfo(replica() + companion).size());
    tell({0, u"replica on disk"_s, u"MB"_s, Figures::of({size / megabyte}), Figures::of({double(received) / megabyte}),
        u"the JSON received"_s, Row::Judged::MedianRatio, 1.2, {}});
}

void Measuring::dropProfileFromMemory() const
{
    const QDir account(path(u"profile/account"_s));
    for (const QFileInfo &file : account.entryInfoList(QDir::Files))
        dropFromMemory(file.filePath());
    dropFromMemory(path(u"profile/settings.ini"_s));
}

/// The window, and in turn with it what it is compared with, so that both see the same machine.
void Measuring::startTogether(bool cold, int times)
{
    QList<double> usable;
    QList<double> empty;
    QList<double> searchable;
    QList<double> reading;
    for (int i = 0; i < times; ++i) {
        empty.append(runPart(u"openEmptyWindow"_s)["painted"_L1].toDouble());
        if (cold)
            dropProfileFromMemory();
        const QJsonObject read = runPart(u"readRows"_s);
        reading.append(read["took"_L1].toDouble());
        m_searchBytes = read["searchBytes"_L1].toInteger();
        if (cold)
            dropProfileFromMemory();
        const QJsonObject window = runPart(u"openWindow"_s);
        usable.append(window["usable"_L1].toDouble());
        searchable.append(window["searchable"_L1].toDouble());
        m_resident.append(window["resident"_L1].toDouble() / megabyte);
    }
    const QString how = cold ? u"cold"_s : u"warm"_s;
    const QString note = cold ? u"the profile's pages were dropped, programs and libraries stay warm"_s : QString();
    tell({0, u"start to usable list, %1"_s.arg(how), u"ms"_s, Figures::of(usable), Figures::of(empty),
        u"an empty Qt main window painted"_s, Row::Judged::MedianRatio, 2, note});
    tell({0, u"start to all searchable, %1"_s.arg(how), u"ms"_s, Figures::of(searchable), Figures::of(reading),
        u"the same rows read by a plain SQLite loop; both from the start of a process, the loop's with Qt Core"_s,
        Row::Judged::MedianRatio, 1.5, note});
}

void Measuring::starts()
{
    runPart(u"openWindow"_s); // the first one after a sync finds settings of its own and a warm cache
    m_resident.clear();
    startTogether(false, m_repeats.starts);
    if (dropFromMemory(replica()))
        startTogether(true, m_repeats.coldStarts);
    if (residentBytes() > 0) {
        tell({0, u"resident memory, all loaded"_s, u"MB"_s, Figures::of(m_resident),
            Figures::of({double(m_searchBytes) / megabyte}), u"the folded text alone"_s, Row::Judged::Median, 150,
            u"the whole process, with its libraries"_s});
    }
}

void Measuring::typing()
{
    const QJsonObject result = runPart(u"typeQueries"_s, {{u"texts"_s, m_repeats.texts}});
    for (const auto &[key, what] : {std::pair{u"one"_s, u"1 character"_s}, {u"three"_s, u"3 characters"_s},
             {u"eight"_s, u"8 characters"_s}, {u"none"_s, u"no hit"_s}}) {
        tell({0, u"key to list painted, %1"_s.arg(what), u"ms"_s, figuresIn(result, key),
            figuresIn(result, key + "Floor"_L1), u"one scan of the folded text for it"_s, Row::Judged::P99, FrameMs,
            {}});
    }
    const Figures busy = figuresIn(result, u"busy"_s);
    tell({0, u"window's thread busy, typing"_s, u"ms"_s, busy, {}, {}, Row::Judged::P999, FrameMs,
        u"%1 keys; %2"_s.arg(result["keys"_L1].toInteger()).arg(busyNote(busy, result))});
}

void Measuring::sync()
{
    QList<double> times;
    QList<double> floors;
    QString note;
    for (int i = 0; i < m_repeats.syncs; ++i) {
        m_sandbox.changeRecords(changes);
        const double before = m_sandbox.processorSeconds();
        const QJsonObject result = runPart(u"synchronise"_s, {{u"isFilled"_s, true}});
        times.append(result["took"_L1].toDouble());
        const double standIn = m_sandbox.processorSeconds() - before;
        const CurlRun curl
            = readWithCurl(addressesOf(result), result["widest"_L1].toInt(), Sandbox::token(), path(u"pages"_s));
        floors.append(curl.transferMs);
        note = u"%1 requests, at most %2 at once; %3"_s.arg(addressesOf(result).size())
                   .arg(result["widest"_L1].toInt())
                   .arg(share(before < 0 ? -1 : standIn, times.last()));
    }
    tell({0, u"sync of %1 changes"_s.arg(changes), u"ms"_s, Figures::of(times), Figures::of(floors),
        u"curl for the same requests, the sum of its transfers"_s, Row::Judged::MedianRatio, 1.5, note});
}

void Measuring::opening()
{
    const QJsonObject result = runPart(u"openRecords"_s, {{u"openings"_s, m_repeats.openings}});
    for (const auto &[key, what] :
        {std::pair{u"any"_s, u"open record"_s}, {u"crowd"_s, u"open organisation with 2,000 people"_s}})
        tell({0, what, u"ms"_s, figuresIn(result, key), {}, {}, Row::Judged::P99, openingMs, {}});
}

void Measuring::saving()
{
    const QJsonObject result = runPart(u"saveEdits"_s, {{u"saves"_s, m_repeats.saves}});
    const Figures plain = figuresIn(result, u"floor"_s);
    tell({0, u"Save to saved on this computer"_s, u"ms"_s, figuresIn(result, u"saved"_s), plain,
        u"one commit of a plain SQLite file with the outbox's settings"_s, Row::Judged::P99Ratio, 2,
        u"the floor's p99 is %1 ms"_s.arg(plain.p99, 0, 'f', 2)});
}
