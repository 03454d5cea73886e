#include "bench/realwindow.h"

#include "bench/parts.h"
#include "bench/recordingnetwork.h"
#include "bench/stopwatch.h"
#include "bench/watchedapplication.h"
#include "liststate.h"
#include "model/partymodel.h"
#include "partylist.h"

#include <QTest>

using namespace Qt::StringLiterals;

RealWindow::RealWindow(const QJsonObject &orders, WatchedApplication &application, RecordingNetwork &network)
    : m_application(application)
    , m_instance(orders["profile"_L1].toString())
    , m_settings(orders["profile"_L1].toString() + "/settings.ini"_L1, QSettings::IniFormat)
    , m_theme(Theme::Mode::System)
    , m_tokens(u"io.github.counterpart.Bench"_s)
{
    if (!m_instance.isFirst())
        giveUp(u"another process has the profile open"_s);
    const Account account{QUrl(orders["base"_L1].toString()), 1, u"Kim Park"_s, u"Harbour Light Ltd"_s};
    auto session = Session::open(account, orders["profile"_L1].toString() + "/account"_L1, network, m_clock,
        MainWindow::firstScreen(m_settings));
    if (!session)
        giveUp(u"the contacts cannot be opened: "_s + session.error().detail);
    m_session = std::move(*session);
    QObject::connect(
        &m_session->store(), &PartyStore::loaded, m_session.get(), [this] { m_loadedAt = readStopwatch(); });
    m_window = std::make_unique<MainWindow>(*m_session, m_theme, m_settings);
    m_rows = m_window->findChild<QListView *>(u"partyListView"_s);
    m_model = m_window->findChild<PartyModel *>();
    m_application.watch(m_rows->viewport());
    m_application.watch(m_window->findChild<PartyList *>()->findChild<ListStateView *>());
    QObject::connect(&m_application, &WatchedApplication::painted, m_window.get(), [this] {
        if (m_usableAt == 0 && m_model->rowCount() > 0 && m_rows->isVisible() && m_rows->isEnabled())
            m_usableAt = m_application.lastPainted();
    });
    m_window->show();
    m_tokens.read(tokenKeyOf(account), m_session.get(), [](const Result<QByteArray, TokenStore::Error> &) { });
}

RealWindow::~RealWindow()
{
    m_window->close();
    m_window.reset(); // before the session it shows
}

void RealWindow::waitUntilReady()
{
    m_application.runUntil([this] { return m_loadedAt != 0 && m_usableAt != 0; });
    m_window->activateWindow();
    if (!QTest::qWaitForWindowActive(m_window.get()))
        giveUp(u"the window does not get the keyboard"_s);
    m_application.settle();
}
