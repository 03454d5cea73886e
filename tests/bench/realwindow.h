#pragma once

#include "api/tokenstore.h"
#include "clock.h"
#include "mainwindow.h"
#include "session.h"
#include "singleinstance.h"
#include "theme.h"

#include <QJsonObject>
#include <QListView>
#include <QSettings>

#include <memory>

class PartyModel;
class RecordingNetwork;
class WatchedApplication;

/// The window over an account, built in the order in which Program builds it for an account that it remembers.
class RealWindow
{
public:
    /// Opens what `orders` name: base, profile. Ends the process if that fails.
    RealWindow(const QJsonObject &orders, WatchedApplication &application, RecordingNetwork &network);
    ~RealWindow();

    Session &session() { return *m_session; }
    MainWindow &window() { return *m_window; }
    QListView &rows() { return *m_rows; }
    PartyModel &model() { return *m_model; }

    /// The reading of the stopwatch when all records could be searched; 0 while they cannot.
    qint64 loadedAt() const { return m_loadedAt; }
    /// The same for the first time that the list showed rows and would have taken a key.
    qint64 usableAt() const { return m_usableAt; }
    /// Handles events until both have come, and the window is the one that has the keyboard.
    void waitUntilReady();

private:
    WatchedApplication &m_application;
    SystemClock m_clock;
    SingleInstance m_instance;
    QSettings m_settings;
    Theme m_theme;
    TokenStore m_tokens;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<MainWindow> m_window;
    QListView *m_rows = nullptr;
    PartyModel *m_model = nullptr;
    qint64 m_loadedAt = 0;
    qint64 m_usableAt = 0;
};
