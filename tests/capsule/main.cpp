#include "httpdoor.h"
#include "requestlog.h"
#include "sample.h"
#include "service.h"

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QFile>
#include <QTimer>

#include <atomic>
#include <csignal>
#include <cstdio>
#include <thread>

using namespace Qt::StringLiterals;

namespace {

std::atomic<bool> mustEnd = false;

void endSoon(int)
{
    mustEnd = true;
}

/// Says in one sentence what is wrong with the command line.
int complain(const QString &sentence)
{
    std::fprintf(stderr, "counterpart-sandbox: %s\n", sentence.toLocal8Bit().constData());
    return 2;
}

struct Settings
{
    int port = 0;
    int latency = 0;
    QStringList files;
    QString log, faults;
    capsule::Options options;
    capsule::Sample sample;
    bool endsWithStdin = false;
};

QString readNumber(const QCommandLineParser &parser, const QString &name, int lowest, int highest, int &number)
{
    if (!parser.isSet(name))
        return {};
    bool isNumber = false;
    number = parser.value(name).toInt(&isNumber);
    if (isNumber && number >= lowest && number <= highest)
        return {};
    return u"--%1 must be a number from %2 to %3."_s.arg(name).arg(lowest).arg(highest);
}

/// Returns what is wrong, or an empty text.
QString readSettings(const QStringList &arguments, Settings &settings)
{
    QCommandLineParser parser;
    for (const auto &[name, value] : {std::pair{u"port"_s, u"N"_s}, {u"token"_s, u"T"_s},
             {u"read-only-token"_s, u"T"_s}, {u"seed"_s, u"S"_s}, {u"parties"_s, u"N"_s}, {u"load"_s, u"FILE"_s},
             {u"rate-limit"_s, u"N"_s}, {u"latency"_s, u"MS"_s}, {u"log"_s, u"FILE"_s}, {u"faults"_s, u"FILE"_s}})
        parser.addOption({name, QString(), value});
    parser.addOption({u"end-with-stdin"_s, QString()});
    if (!parser.parse(arguments))
        return parser.errorText() + u'.';
    if (!parser.positionalArguments().isEmpty())
        return u"Unexpected argument '%1'."_s.arg(parser.positionalArguments().constFirst());
    int seed = 1;
    for (const QString &problem :
        {readNumber(parser, u"port"_s, 0, 65535, settings.port), readNumber(parser, u"seed"_s, 0, 1'000'000'000, seed),
            readNumber(parser, u"parties"_s, 0, 1'000'000, settings.sample.parties),
            readNumber(parser, u"rate-limit"_s, -1, 1'000'000'000, settings.options.rateLimit),
            readNumber(parser, u"latency"_s, 0, 600'000, settings.latency)}) {
        if (!problem.isEmpty())
            return problem;
    }
    settings.sample.seed = unsigned(seed);
    settings.files = parser.values(u"load"_s);
    settings.log = parser.value(u"log"_s);
    settings.faults = parser.value(u"faults"_s);
    settings.endsWithStdin = parser.isSet(u"end-with-stdin"_s);
    settings.options.readOnlyToken = parser.value(u"read-only-token"_s);
    if (parser.isSet(u"token"_s))
        settings.options.token = parser.value(u"token"_s);
    // Answers are large and the program may run for days.
    settings.options.rememberedRequests = 200;
    return settings.options.token.isEmpty() ? u"--token must not be empty."_s : QString();
}

QString readFile(const QString &name, QByteArray &content)
{
    QFile file(name);
    if (!file.open(QIODevice::ReadOnly))
        return u"Cannot read %1: %2."_s.arg(name, file.errorString());
    content = file.readAll();
    return {};
}

QString fill(const Settings &settings, capsule::Service &service, capsule::Faults &faults)
{
    capsule::fillWithSample(service, settings.sample);
    QByteArray content;
    for (const QString &name : settings.files) {
        if (const QString problem = readFile(name, content); !problem.isEmpty())
            return problem;
        if (const QString problem = capsule::loadParties(service, content); !problem.isEmpty())
            return u"%1 cannot be loaded: %2."_s.arg(name, problem);
    }
    if (settings.faults.isEmpty())
        return {};
    if (const QString problem = readFile(settings.faults, content); !problem.isEmpty())
        return problem;
    const QString problem = faults.addJson(content);
    return problem.isEmpty() ? QString() : u"%1 has no valid faults: %2."_s.arg(settings.faults, problem);
}

/// Ends the program when its parent closes our standard input.
void watchStdin()
{
    std::thread([] {
        while (std::getchar() != EOF)
            ;
        mustEnd = true;
    }).detach();
}

/// A signal handler may do next to nothing, so a timer looks at what it did.
int runUntilToldToEnd(QCoreApplication &app)
{
    QTimer timer;
    QObject::connect(&timer, &QTimer::timeout, &app, [&app] {
        if (mustEnd)
            app.quit();
    });
    timer.start(50);
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char *argv[])
{
    QCoreApplication app(argc, argv);
    std::signal(SIGTERM, endSoon);
    std::signal(SIGINT, endSoon);
    Settings settings;
    if (const QString problem = readSettings(app.arguments(), settings); !problem.isEmpty())
        return complain(problem);
    capsule::Service service(settings.options);
    capsule::Faults faults;
    if (const QString problem = fill(settings, service, faults); !problem.isEmpty())
        return complain(problem);
    capsule::RequestLog log({settings.options.token, settings.options.readOnlyToken});
    if (!settings.log.isEmpty()) {
        if (!log.open(settings.log))
            return complain(u"Cannot write %1."_s.arg(settings.log));
        service.setObserver([&log](const capsule::Exchange &exchange) { log.write(exchange); });
    }
    capsule::HttpDoor door(service, faults);
    door.setLatency(settings.latency);
    if (!door.start(settings.port))
        return complain(u"Port %1 is taken."_s.arg(settings.port));
    std::printf("%s\n", door.baseUrl().toLatin1().constData());
    std::fflush(stdout);
    if (settings.endsWithStdin)
        watchStdin();
    return runUntilToldToEnd(app);
}
