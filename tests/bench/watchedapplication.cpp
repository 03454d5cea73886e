#include "bench/watchedapplication.h"

#include "bench/stopwatch.h"

#include <QEvent>
#include <QMetaEnum>
#include <QThread>
#include <QWidget>

using namespace Qt::StringLiterals;

WatchedApplication::WatchedApplication(int &argc, char **argv)
    : QApplication(argc, argv)
{
}

bool WatchedApplication::notify(QObject *receiver, QEvent *event)
{
    if (QThread::currentThread() != thread()) // Qt's own thread for the network comes by, too
        return QApplication::notify(receiver, event);
    const bool isOutermost = m_depth == 0;
    const qint64 from = isOutermost ? readStopwatch() : 0;
    const bool paints = event->type() == QEvent::Paint && m_watched.contains(receiver);
    const char *className = receiver->metaObject()->className(); // the receiver may be gone afterwards, and the event
    const int type = event->type();
    ++m_depth;
    const bool isTaken = QApplication::notify(receiver, event);
    --m_depth;
    m_hasPainted = m_hasPainted || paints;
    if (isOutermost)
        note(from, readStopwatch(), className, type);
    return isTaken;
}

void WatchedApplication::note(qint64 from, qint64 until, const char *receiver, int event)
{
    const double time = msBetween(from, until);
    if (m_isTiming) {
        m_times.append(time);
        if (time > m_longestTime) {
            m_longestTime = time;
            m_longestReceiver = receiver;
            m_longestEvent = event;
        }
    }
    if (!m_hasPainted)
        return;
    m_hasPainted = false;
    m_lastPainted = until;
    Q_EMIT painted();
}

void WatchedApplication::startTiming()
{
    m_times.clear();
    m_longestTime = 0;
    m_isTiming = true;
}

QList<double> WatchedApplication::takeTimes()
{
    m_isTiming = false;
    return std::exchange(m_times, {});
}

QString WatchedApplication::longest() const
{
    const char *event = QMetaEnum::fromType<QEvent::Type>().valueToKey(m_longestEvent);
    return u"%1 at %2"_s.arg(QLatin1StringView(event ? event : "?"), QLatin1StringView(m_longestReceiver));
}

void WatchedApplication::runUntil(const std::function<bool()> &condition)
{
    while (!condition())
        processEvents(QEventLoop::WaitForMoreEvents);
}

void WatchedApplication::settle()
{
    processEvents();
    sendPostedEvents(nullptr, QEvent::DeferredDelete);
    processEvents();
}
