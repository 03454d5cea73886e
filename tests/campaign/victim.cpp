#include "campaign/offsetclock.h"
#include "mainwindow.h"
#include "partyeditor.h"
#include "session.h"
#include "theme.h"

#include <QAction>
#include <QApplication>
#include <QFile>
#include <QHash>
#include <QJsonDocument>
#include <QJsonObject>
#include <QLineEdit>
#include <QListView>
#include <QLoggingCategory>
#include <QNetworkAccessManager>
#include <QRandomGenerator>
#include <QSettings>
#include <QSignalSpy>
#include <QTest>
#include <QTimer>

#include <cstdio>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr auto draftAge = 250ms; // what is older is on disk (reliability.md section 1)

/// One line to whoever will kill us; what it says must hold from then on.
void tell(const QJsonObject &line)
{
    const QByteArray bytes = QJsonDocument(line).toJson(QJsonDocument::Compact) + '\n';
    std::fwrite(bytes.constData(), 1, size_t(bytes.size()), stdout);
    std::fflush(stdout);
}

/// The user: types, saves, makes and deletes records with keys in the real window, and says what was acknowledged.
class Victim : public QObject
{
public:
    Victim(Session &session, MainWindow &window, quint32 seed)
        : m_session(session)
        , m_window(window)
        , m_editor(*window.findChild<PartyEditor *>())
        , m_random(seed)
        , m_seed(seed)
    {
    }

    void work();
    /// Tells everything and ends, once nothing more happens by itself at this time.
    void report();

private:
    int pick(int count) { return int(m_random.bounded(count)); }
    QString marker() { return u"M%1x%2."_s.arg(m_seed).arg(++m_count); }
    QString nameOf(const QUuid &id) const { return id.toString(QUuid::WithoutBraces); }
    QUuid anybody();
    void step();
    void create();
    QUuid type(const QString &text);
    void edit();
    bool typeAndStay();
    void remove();
    bool save();
    void waitForDraft(const QUuid &id, const QString &text);
    bool isAtRest() const;

    Session &m_session;
    MainWindow &m_window;
    PartyEditor &m_editor;
    QRandomGenerator m_random;
    quint32 m_seed;
    int m_count = 0;
    QHash<QUuid, QString> m_typed; ///< and left as a draft, by record
};

void Victim::work()
{
    tell({{u"what"_s, u"ready"_s}});
    if (pick(3) > 0 || !typeAndStay())
        step();
}

void Victim::step()
{
    const auto delay = std::chrono::milliseconds(pick(15));
    switch (pick(8)) {
    case 0:
    case 1:
    case 2:
        create();
        break;
    case 3:
        remove();
        break;
    default:
        edit();
    }
    QTimer::singleShot(delay, this, [this] { step(); });
}

QUuid Victim::anybody()
{
    const auto ids = m_session.store().index().find(PartyIndex::Kind::People, {});
    return ids.isEmpty() ? QUuid() : ids.at(pick(int(std::min<qsizetype>(ids.size(), 40))));
}

bool Victim::save()
{
    QSignalSpy saved(&m_editor, &PartyEditor::saved);
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_S, Qt::ControlModifier);
    return !saved.isEmpty();
}

void Victim::create()
{
    const QString text = marker();
    m_window.actions().newPerson->trigger();
    auto *name = qobject_cast<QLineEdit *>(QApplication::focusWidget());
    if (!name)
        return;
    const QUuid id = m_window.currentParty();
    tell({{u"what"_s, u"creating"_s}, {u"id"_s, nameOf(id)}, {u"text"_s, text}});
    QTest::keyClicks(name, text);
    if (save())
        tell({{u"what"_s, u"created"_s}, {u"id"_s, nameOf(id)}, {u"text"_s, text}});
}

/// Types a value into somebody's record and leaves it there; null if there is nobody.
QUuid Victim::type(const QString &text)
{
    const QUuid id = anybody();
    if (id.isNull())
        return {};
    m_window.openParty(id);
    auto *field = m_editor.findChild<QLineEdit *>(u"jobTitleEdit"_s);
    if (!field || !field->isEnabled() || field->isReadOnly())
        return {};
    field->setFocus();
    field->selectAll();
    m_typed.remove(id);
    tell({{u"what"_s, u"typing"_s}, {u"id"_s, nameOf(id)}, {u"text"_s, text}});
    QTest::keyClicks(field, text);
    return id;
}

void Victim::edit()
{
    const QString text = marker();
    const QUuid id = type(text);
    if (id.isNull())
        return;
    if (pick(2) == 0)
        waitForDraft(id, text);
    else if (save())
        tell({{u"what"_s, u"saved"_s}, {u"id"_s, nameOf(id)}, {u"text"_s, text}});
}

/// Leaves the rest of its life to a draft: nothing but time brings that to the disk.
bool Victim::typeAndStay()
{
    const QString text = marker();
    const QUuid id = type(text);
    if (!id.isNull())
        waitForDraft(id, text);
    return !id.isNull();
}

/// What was typed is on disk after a while, whatever is done meanwhile with other records.
void Victim::waitForDraft(const QUuid &id, const QString &text)
{
    m_typed.insert(id, text);
    QTimer::singleShot(draftAge, Qt::PreciseTimer, this, [this, id, text] {
        if (m_typed.value(id) == text)
            tell({{u"what"_s, u"draft"_s}, {u"id"_s, nameOf(id)}, {u"text"_s, text}});
    });
}

void Victim::remove()
{
    const QUuid id = anybody();
    if (id.isNull())
        return;
    m_window.openParty(id);
    auto *rows = m_window.findChild<QListView *>(u"partyListView"_s);
    rows->setFocus();
    m_typed.remove(id);
    tell({{u"what"_s, u"deleting"_s}, {u"id"_s, nameOf(id)}});
    QTest::keyClick(rows, Qt::Key_Delete);
    const auto view = m_session.store().party(id);
    if (!view || view->isDeleted)
        tell({{u"what"_s, u"deleted"_s}, {u"id"_s, nameOf(id)}});
}

bool Victim::isAtRest() const
{
    return m_session.engine().state().phase == SyncState::Phase::UpToDate;
}

void Victim::report()
{
    PartyStore &store = m_session.store();
    // Without a word from the engine for a while it waits for a time that this run does not live to see.
    QTimer silence;
    silence.setSingleShot(true);
    const auto listen = [this, &silence] {
        silence.start(isAtRest() ? 0ms : 800ms);
    };
    connect(&silence, &QTimer::timeout, qApp, &QApplication::quit);
    connect(&m_session.engine(), &SyncEngine::stateChanged, &silence, listen);
    connect(&store, &PartyStore::outboxChanged, &silence, listen);
    connect(&store, &PartyStore::partiesChanged, &silence, listen);
    listen();
    QApplication::exec();
    for (const QUuid &id : store.index().find(PartyIndex::Kind::Everyone, {})) {
        const auto view = store.party(id);
        tell({{u"what"_s, u"record"_s}, {u"id"_s, nameOf(id)}, {u"serverId"_s, store.serverId(id)},
            {u"name"_s, view->shown.firstName}, {u"shown"_s, view->shown.jobTitle},
            {u"draft"_s, view->draft.value_or(view->shown).jobTitle},
            {u"draftName"_s, view->draft.value_or(view->shown).firstName}});
    }
    for (const OutboxEntry &entry : store.pendingEntries())
        tell({{u"what"_s, u"entry"_s}, {u"id"_s, nameOf(entry.localId)}, {u"kind"_s, int(entry.kind)},
            {u"state"_s, int(entry.state)}, {u"needsUser"_s, entry.needsUser()}, {u"problem"_s, entry.problem},
            {u"notBefore"_s, entry.notBefore.toString(Qt::ISODate)}, {u"attempts"_s, entry.attempts},
            {u"probes"_s, entry.probes}});
    tell({{u"what"_s, u"end"_s}});
}

} // namespace

/// `campaign-victim` reads a line of JSON from standard input: base, profile, token, seed, ahead (seconds), rests.
int main(int argc, char *argv[])
{
    QApplication application(argc, argv);
    QLoggingCategory::setFilterRules(u"counterpart.*.info=false"_s);
    QFile input;
    if (!input.open(stdin, QIODevice::ReadOnly))
        return 2;
    const QJsonObject orders = QJsonDocument::fromJson(input.readLine()).object();
    const QString profile = orders["profile"_L1].toString();
    SystemClock machine;
    OffsetClock clock{machine, std::chrono::seconds(orders["ahead"_L1].toInteger())};
    QNetworkAccessManager network;
    QSettings settings(profile + "/settings.ini"_L1, QSettings::IniFormat);
    Theme theme(Theme::Mode::Light);
    const Account account{QUrl(orders["base"_L1].toString()), 1, u"Kim Park"_s, u"Sandbox"_s};
    if (orders["opening"_L1].toBool())
        tell({{u"what"_s, u"opening"_s}});
    auto session = Session::open(account, profile + "/account"_L1, network, clock, MainWindow::firstScreen(settings));
    if (!session) {
        tell({{u"what"_s, u"failure"_s}, {u"text"_s, session.error().detail}});
        return 3;
    }
    if (const QStringList repairs = (*session)->store().repairs(); !repairs.isEmpty())
        tell({{u"what"_s, u"failure"_s}, {u"text"_s, repairs.join(u' ')}});
    MainWindow window(**session, theme, settings);
    window.show();
    window.activateWindow();
    if (!QTest::qWaitForWindowActive(&window))
        return 4;
    (*session)->useToken(orders["token"_L1].toString().toLatin1(), false);
    Victim victim(**session, window, quint32(orders["seed"_L1].toInteger()));
    if (orders["rests"_L1].toBool()) {
        victim.report();
        return 0;
    }
    victim.work();
    return QApplication::exec();
}
