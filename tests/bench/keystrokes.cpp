#include "bench/figures.h"
#include "bench/parts.h"
#include "bench/querytexts.h"
#include "bench/realwindow.h"
#include "bench/recordingnetwork.h"
#include "bench/stopwatch.h"
#include "bench/watchedapplication.h"
#include "model/partymodel.h"

#include <QLineEdit>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {

/// Somebody who narrows the list, and a stopwatch at the screen.
class Typist
{
public:
    Typist(RealWindow &real, WatchedApplication &application);

    /// Milliseconds from the key to the list that it led to, painted: rows, or the page that says there are none.
    double press(QChar key);
    /// Types all of it but measures nothing; the list is painted afterwards.
    void type(const QString &text);
    void clear() { type({}); }

private:
    void waitForList();
    bool isListPainted() const;

    RealWindow &m_real;
    WatchedApplication &m_application;
    QLineEdit &m_edit;
    qint64 m_changedAt = 0; // when the rows became others
};

Typist::Typist(RealWindow &real, WatchedApplication &application)
    : m_real(real)
    , m_application(application)
    , m_edit(*real.window().findChild<QLineEdit *>(u"filterEdit"_s))
{
    QObject::connect(&real.model(), &PartyModel::modelReset, &m_edit, [this] { m_changedAt = readStopwatch(); });
    real.window().actions().filter->trigger();
    application.settle();
    if (!m_edit.hasFocus())
        giveUp(u"the filter line does not get the keyboard"_s);
}

bool Typist::isListPainted() const
{
    return m_real.model().search() == m_edit.text() && m_changedAt != 0 && m_application.lastPainted() > m_changedAt;
}

void Typist::waitForList()
{
    m_application.runUntil([this] { return isListPainted(); });
}

double Typist::press(QChar key)
{
    m_application.settle();
    m_changedAt = 0;
    const qint64 pressedAt = readStopwatch();
    QTest::keyClick(&m_edit, key.toLatin1());
    waitForList();
    return msBetween(pressedAt, m_application.lastPainted());
}

void Typist::type(const QString &text)
{
    if (m_edit.text() == text)
        return;
    m_changedAt = 0;
    m_edit.setText(text);
    waitForList();
}

} // namespace

QJsonObject typeQueries(int &argc, char **argv, const QJsonObject &orders)
{
    WatchedApplication application(argc, argv);
    RecordingNetwork network;
    RealWindow real(orders, application, network);
    real.waitUntilReady();
    const QueryTexts texts(orders["replica"_L1].toString());
    QRandomGenerator random(quint32(orders["seed"_L1].toInteger()));
    const qint64 count = orders["texts"_L1].toInteger();
    Typist typist(real, application);

    constexpr int longest = 8;
    QList<QList<double>> times(longest + 1);
    QList<QList<double>> floors(longest + 1);
    QList<double> busy;
    for (qint64 i = 0; i < count; ++i) {
        const QString text = texts.hit(longest, random);
        typist.clear();
        application.startTiming();
        for (int length = 1; length <= longest; ++length)
            times[length].append(typist.press(text[length - 1]));
        busy += application.takeTimes();
        for (const int length : {1, 3, longest}) {
            const qint64 startedAt = readStopwatch();
            if (texts.scan(text.first(length)) == 0)
                giveUp(u"a text of the records is not among them"_s);
            floors[length].append(msSince(startedAt));
        }
    }
    QList<double> misses;
    QList<double> missFloors;
    for (qint64 i = 0; i < count; ++i) {
        const QString text = texts.miss(random);
        typist.type(text.chopped(1));
        misses.append(typist.press(text.back()));
        if (real.model().rowCount() != 0)
            giveUp(u"a text that no record holds was found"_s);
        const qint64 startedAt = readStopwatch();
        texts.scan(text);
        missFloors.append(msSince(startedAt));
    }
    QJsonObject result{{u"busy"_s, Figures::of(busy).toJson()}, {u"keys"_s, count * longest},
        {u"longest"_s, application.longest()}, {u"none"_s, Figures::of(misses).toJson()},
        {u"noneFloor"_s, Figures::of(missFloors).toJson()}};
    for (const auto &[name, length] : {std::pair{u"one"_s, 1}, {u"three"_s, 3}, {u"eight"_s, longest}}) {
        result.insert(name, Figures::of(times[length]).toJson());
        result.insert(name + "Floor"_L1, Figures::of(floors[length]).toJson());
    }
    return result;
}
