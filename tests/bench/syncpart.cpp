#include "bench/figures.h"
#include "bench/parts.h"
#include "bench/realwindow.h"
#include "bench/recordingnetwork.h"
#include "bench/stopwatch.h"
#include "bench/watchedapplication.h"

#include <QJsonArray>
#include <QTest>

using namespace Qt::StringLiterals;

QJsonObject synchronise(int &argc, char **argv, const QJsonObject &orders)
{
    WatchedApplication application(argc, argv);
    RecordingNetwork network;
    RealWindow real(orders, application, network);
    if (orders["isFilled"_L1].toBool())
        real.waitUntilReady();
    else if (!QTest::qWaitForWindowActive(&real.window()))
        giveUp(u"the window does not get the keyboard"_s);
    application.settle();

    SyncEngine &engine = real.session().engine();
    const QDateTime before = engine.state().lastSynced;
    qint64 endedAt = 0;
    QObject::connect(&engine, &SyncEngine::stateChanged, &engine, [&](const SyncState &state) {
        if (state.phase == SyncState::Phase::UpToDate && state.lastSynced != before)
            endedAt = readStopwatch();
    });
    application.startTiming();
    const qint64 startedAt = readStopwatch();
    real.session().useToken(orders["token"_L1].toString().toLatin1(), false);
    application.runUntil([&endedAt] { return endedAt != 0; });
    const QList<double> times = application.takeTimes();
    return {{u"took"_s, msBetween(startedAt, endedAt)},
        {u"addresses"_s, QJsonArray::fromStringList(network.addresses())}, {u"widest"_s, network.widest()},
        {u"busy"_s, Figures::of(times).toJson()}, {u"longest"_s, application.longest()},
        {u"records"_s, qint64(real.session().store().index().count(PartyIndex::Kind::Everyone))}};
}
