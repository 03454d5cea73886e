#include "bench/curl.h"

#include "bench/parts.h"
#include "bench/stopwatch.h"

#include <QDir>
#include <QProcess>

using namespace Qt::StringLiterals;

namespace {

QByteArray configurationFor(const QStringList &addresses, const QByteArray &token, const QString &folder)
{
    QByteArray lines = "no-progress-meter\nfail\nheader = \"Authorization: Bearer " + token
        + "\"\nwrite-out = \"%{time_total} %{size_download}\\n\"\n";
    for (qsizetype i = 0; i < addresses.size(); ++i)
        lines += "url = \"" + addresses[i].toUtf8() + "\"\noutput = \"" + folder.toUtf8() + '/' + QByteArray::number(i)
            + "\"\n";
    return lines;
}

} // namespace

CurlRun readWithCurl(const QStringList &addresses, int connections, const QByteArray &token, const QString &folder)
{
    QDir().mkpath(folder);
    QStringList arguments{u"--disable"_s, u"--noproxy"_s, u"*"_s, u"--globoff"_s, u"--config"_s, u"-"_s};
    if (connections > 1)
        arguments += {u"--parallel"_s, u"--parallel-max"_s, QString::number(connections)};
    QProcess curl;
    curl.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    const QByteArray configuration = configurationFor(addresses, token, folder);
    const qint64 startedAt = readStopwatch();
    curl.start(u"curl"_s, arguments);
    if (!curl.waitForStarted())
        giveUp(u"curl cannot be started"_s);
    curl.write(configuration);
    curl.closeWriteChannel();
    if (!curl.waitForFinished(600'000) || curl.exitCode() != 0)
        giveUp(u"curl could not read what the program read"_s);
    CurlRun run;
    run.processMs = msSince(startedAt);
    for (const QByteArray &line : curl.readAllStandardOutput().split('\n')) {
        run.transferMs += line.split(' ').value(0).toDouble() * 1000;
        run.bytes += line.split(' ').value(1).toLongLong();
    }
    return run;
}
