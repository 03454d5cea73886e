#pragma once

#include <QApplication>
#include <QList>
#include <QSet>

#include <functional>

/// An application that looks at every event its thread delivers: when widgets have been painted, and how long the
/// thread was deaf.
///
/// Deaf is the time of one delivery, from the outside in: while an event is being handled, with everything that its
/// handler sends and paints, nothing can look for a key. Between two deliveries Qt can, so a turn of the event loop
/// that delivers several is not one stretch. What the thread does outside of all deliveries is Qt's own looking about.
class WatchedApplication : public QApplication
{
    Q_OBJECT

public:
    WatchedApplication(int &argc, char **argv);

    /// From now on painted() is told for this widget.
    void watch(const QObject *widget) { m_watched.insert(widget); }
    /// The reading of the stopwatch when a watched widget was last on screen: the end of the delivery that painted it,
    /// which also brings the window's pixels to the display. 0 for never.
    qint64 lastPainted() const { return m_lastPainted; }

    void startTiming();
    /// The milliseconds of every delivery since startTiming(); ends that.
    QList<double> takeTimes();
    /// The class and the event of the longest of them.
    QString longest() const;

    /// Handles events until the condition holds, sleeping while there are none.
    void runUntil(const std::function<bool()> &condition);
    /// Handles the events that are there.
    void settle();

    bool notify(QObject *receiver, QEvent *event) override;

Q_SIGNALS:
    void painted();

private:
    void note(qint64 from, qint64 until, const char *receiver, int event);

    QSet<const QObject *> m_watched;
    qint64 m_lastPainted = 0;
    int m_depth = 0;
    bool m_hasPainted = false; // in the delivery under way
    bool m_isTiming = false;
    QList<double> m_times;
    double m_longestTime = 0;
    const char *m_longestReceiver = "";
    int m_longestEvent = 0;
};
