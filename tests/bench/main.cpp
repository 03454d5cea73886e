#include "bench/machine.h"
#include "bench/measuring.h"
#include "bench/parts.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QLoggingCategory>
#include <QRandomGenerator>
#include <QThread>

#include <cstdio>

using namespace Qt::StringLiterals;

namespace {

constexpr Repeats full{11, 5, 3, 7, 100, 200, 200};
constexpr Repeats fullWhenLarge{7, 3, 1, 5, 100, 200, 200}; // ten minutes for all
constexpr Repeats few{1, 1, 1, 1, 2, 2, 2};
constexpr int large = 100'000;

struct Settings
{
    QList<int> sizes;
    QString folder;
    QString json;
    quint32 seed = 0;
    bool isFew = false;
    bool tellsJson = false;
};

Settings readSettings(const QCoreApplication &application)
{
    QCommandLineParser parser;
    parser.setApplicationDescription(u"Measures Counterpart beside what it cannot be faster than."_s);
    parser.addHelpOption();
    const QCommandLineOption parties(
        u"parties"_s, u"How many records; may be given again. 10,000 and 240,000 unless set."_s, u"number"_s);
    const QCommandLineOption folder(
        u"folder"_s, u"Where the profiles are made; on a real disk. It is emptied."_s, u"folder"_s);
    const QCommandLineOption file(u"json-file"_s, u"Also write the rows there, a line of JSON each."_s, u"file"_s);
    const QCommandLineOption json(u"json"_s, u"Print lines of JSON instead of the table."_s);
    const QCommandLineOption fewTimes(u"few"_s, u"Do everything once or twice, to see whether it works."_s);
    const QCommandLineOption seed(u"seed"_s, u"What decides the texts and records."_s, u"number"_s);
    parser.addOptions({parties, folder, file, json, fewTimes, seed});
    parser.process(application);

    Settings settings;
    QStringList sizes = parser.values(parties);
    if (sizes.isEmpty())
        sizes = {u"10000"_s, u"240000"_s};
    for (const QString &size : sizes) {
        settings.sizes.append(size.toInt());
        if (settings.sizes.last() < 200 || settings.sizes.last() > 1'000'000)
            giveUp(u"--parties wants a number from 200 to 1000000, not '%1'"_s.arg(size));
    }
    settings.folder = parser.value(folder);
    if (settings.folder.isEmpty())
        giveUp(u"--folder is missing"_s);
    settings.json = parser.value(file);
    settings.tellsJson = parser.isSet(json);
    settings.isFew = parser.isSet(fewTimes);
    settings.seed
        = parser.isSet(seed) ? parser.value(seed).toUInt() : QRandomGenerator::global()->generate() % 1'000'000;
    return settings;
}

QByteArray lineOf(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact) + '\n';
}

void say(const QByteArray &text, std::FILE *stream = stdout)
{
    std::fwrite(text.constData(), 1, size_t(text.size()), stream);
    std::fflush(stream);
}

QString platform()
{
    return qEnvironmentVariable("QT_QPA_PLATFORM", u"the display's"_s);
}

QJsonObject factsOf(const Settings &settings)
{
    return {{u"cores"_s, QThread::idealThreadCount()}, {u"loadAtStart"_s, loadOfMachine()},
        {u"system"_s, QSysInfo::prettyProductName()}, {u"qt"_s, QLatin1StringView(qVersion())},
        {u"platform"_s, platform()}, {u"seed"_s, qint64(settings.seed)}};
}

QByteArray sentenceOf(const QJsonObject &facts)
{
    return u"%1, %2 cores, load %3 at the start, Qt %4, window platform %5, seed %6\n"_s
        .arg(facts["system"_L1].toString())
        .arg(facts["cores"_L1].toInt())
        .arg(facts["loadAtStart"_L1].toDouble(), 0, 'f', 2)
        .arg(facts["qt"_L1].toString(), facts["platform"_L1].toString())
        .arg(facts["seed"_L1].toInteger())
        .toUtf8();
}

int measure(const Settings &settings)
{
    QFile file(settings.json);
    if (!settings.json.isEmpty() && !file.open(QIODevice::WriteOnly))
        giveUp(u"%1 cannot be written"_s.arg(settings.json));
    const auto tellJson = [&](const QJsonObject &json) {
        if (file.isOpen())
            file.write(lineOf(json));
        if (settings.tellsJson)
            say(lineOf(json));
    };
    const QJsonObject facts = factsOf(settings);
    tellJson(facts);
    if (!settings.tellsJson)
        say(sentenceOf(facts));
    for (const int parties : settings.sizes) {
        QList<Row> rows;
        const Repeats repeats = settings.isFew ? few : parties >= large ? fullWhenLarge : full;
        Measuring(parties, repeats, settings.seed, settings.folder, [&](const Row &row) {
            say(u"    %1: %2\n"_s.arg(parties).arg(row.name).toUtf8(), stderr);
            rows.append(row);
            tellJson(row.toJson());
        }).run();
        if (!settings.tellsJson)
            say(u"\n%1 parties\n%2"_s.arg(parties).arg(tableOf(rows)).toUtf8());
    }
    return 0;
}

int runPart(int &argc, char **argv)
{
    QLoggingCategory::setFilterRules(u"counterpart.*.info=false"_s);
    QCoreApplication::setOrganizationName(u"Counterpart"_s);
    QCoreApplication::setApplicationName(u"counterpart-bench"_s);
    const Part part = partNamed(QString::fromLocal8Bit(argv[2]));
    const QJsonObject orders = QJsonDocument::fromJson(argv[3]).object();
    if (!part || orders.isEmpty())
        giveUp(u"there is no such part"_s);
    say(lineOf(part(argc, argv, orders)));
    return 0;
}

} // namespace

Part partNamed(const QString &name)
{
    const QList<std::pair<QLatin1StringView, Part>> parts{{"openEmptyWindow"_L1, openEmptyWindow},
        {"openWindow"_L1, openWindow}, {"typeQueries"_L1, typeQueries}, {"openRecords"_L1, openRecords},
        {"saveEdits"_L1, saveEdits}, {"synchronise"_L1, synchronise}, {"readRows"_L1, readRows},
        {"insertDocuments"_L1, insertDocuments}};
    for (const auto &[known, part] : parts) {
        if (name == known)
            return part;
    }
    return nullptr;
}

void giveUp(const QString &sentence)
{
    say("counterpart-bench: " + sentence.toUtf8() + ".\n", stderr);
    std::exit(2);
}

/// `counterpart-bench --folder FOLDER` measures; `counterpart-bench --part NAME ORDERS` is a process that it starts.
int main(int argc, char *argv[])
{
    if (qEnvironmentVariableIsEmpty("DISPLAY") && qEnvironmentVariableIsEmpty("WAYLAND_DISPLAY")
        && qEnvironmentVariableIsEmpty("QT_QPA_PLATFORM"))
        qputenv("QT_QPA_PLATFORM", "offscreen");
    if (argc == 4 && qstrcmp(argv[1], "--part") == 0)
        return runPart(argc, argv);
    const QCoreApplication application(argc, argv);
    return measure(readSettings(application));
}
