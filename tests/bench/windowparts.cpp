#include "bench/machine.h"
#include "bench/parts.h"
#include "bench/realwindow.h"
#include "bench/recordingnetwork.h"
#include "bench/stopwatch.h"
#include "bench/watchedapplication.h"

#include <QMainWindow>
#include <QTest>

using namespace Qt::StringLiterals;

QJsonObject openEmptyWindow(int &argc, char **argv, const QJsonObject &orders)
{
    WatchedApplication application(argc, argv);
    QMainWindow window;
    auto *centre = new QWidget;
    window.setCentralWidget(centre);
    window.resize(1280, 800); // as the program's first window
    application.watch(centre);
    window.show();
    application.runUntil([&application] { return application.lastPainted() != 0; });
    return {{u"painted"_s, msBetween(orders["startedAt"_L1].toInteger(), application.lastPainted())}};
}

QJsonObject openWindow(int &argc, char **argv, const QJsonObject &orders)
{
    WatchedApplication application(argc, argv);
    RecordingNetwork network;
    RealWindow real(orders, application, network);
    real.waitUntilReady();
    const qint64 resident = residentBytes();
    // A list that is painted but deaf would not have been usable.
    QTest::keyClick(&real.rows(), Qt::Key_Down);
    if (!real.rows().currentIndex().isValid())
        giveUp(u"the list took no key"_s);
    const qint64 startedAt = orders["startedAt"_L1].toInteger();
    return {{u"usable"_s, msBetween(startedAt, real.usableAt())},
        {u"searchable"_s, msBetween(startedAt, real.loadedAt())}, {u"resident"_s, resident}};
}
