#pragma once

#include "capsule/accessmanager.h"
#include "capsule/sample.h"
#include "capsule/service.h"
#include "clock.h"
#include "mainwindow.h"
#include "party/partyjson.h"
#include "session.h"
#include "theme.h"

#include <QJsonDocument>
#include <QSettings>
#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <memory>

/// The whole window over a real session in a folder of its own, with the stand-in Capsule instead of a network.
class WindowDesk
{
public:
    explicit WindowDesk(Theme &theme, const QSize &size = {1280, 800})
        : m_theme(theme)
        , m_size(size)
        , settings(m_folder.filePath(QStringLiteral("settings.ini")), QSettings::IniFormat)
    {
        open();
    }
    ~WindowDesk() { close(); }
    Q_DISABLE_COPY_MOVE(WindowDesk)

    /// As after quitting and starting the program again; `meanwhile` happens in between.
    void restart(const std::function<void()> &meanwhile = {})
    {
        window->close();
        close();
        if (meanwhile)
            meanwhile();
        open();
    }
    /// A file of the account.
    QString file(const QString &name) const { return m_folder.filePath(QStringLiteral("account/") + name); }
    /// Signs in, so that everything in the stand-in is loaded.
    void signIn() { session->useToken(service.options().token.toUtf8(), false); }

    /// Puts records into the store as if Capsule had told them.
    void receive(const QList<Party> &parties)
    {
        QList<ReceivedParty> received;
        for (const Party &party : parties)
            received.append({QJsonDocument(partyToJson(party)).toJson(QJsonDocument::Compact), party});
        QVERIFY(session->store().applyPage(received, QDateTime::currentDateTimeUtc()));
    }
    QUuid idOf(qint64 serverId) { return session->store().localId(serverId); }
    Party shown(const QUuid &localId)
    {
        const auto view = session->store().party(localId);
        return view ? view->shown : Party();
    }

    template <typename Widget>
    Widget *find(const char *name) const
    {
        return window->findChild<Widget *>(QLatin1StringView(name));
    }

    capsule::Service service;
    capsule::AccessManager network{service};
    std::unique_ptr<Session> session;
    std::unique_ptr<MainWindow> window;

private:
    void open()
    {
        const Account account{QUrl(QStringLiteral("https://api.capsulecrm.com/api/v2")), 1, QStringLiteral("Kim Park"),
            QStringLiteral("Harbour Light Ltd")};
        auto opened = Session::open(account, m_folder.filePath(QStringLiteral("account")), network, m_clock);
        if (!opened)
            qFatal("the session cannot be opened: %s", qPrintable(opened.error().detail));
        session = std::move(*opened);
        window = std::make_unique<MainWindow>(*session, m_theme, settings);
        window->resize(m_size);
        window->show();
        window->activateWindow();
        QVERIFY(QTest::qWaitForWindowActive(window.get()));
    }
    void close()
    {
        window.reset();
        session.reset();
    }

    Theme &m_theme;
    QSize m_size;
    QTemporaryDir m_folder;
    SystemClock m_clock;

public:
    QSettings settings;
};
