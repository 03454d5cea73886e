#pragma once

#include "api/tokenstore.h"
#include "clock.h"
#include "session.h"
#include "singleinstance.h"
#include "theme.h"

#include <QNetworkAccessManager>
#include <QObject>
#include <QSettings>

#include <memory>

class MainWindow;
class SignInPage;

/// What the command line asked for.
struct StartOptions
{
    QUrl base; ///< the API's address
    QString profile; ///< the folder for settings and accounts
    QByteArray demoToken; ///< the stand-in's token with --demo, else empty; never goes to the keychain
};

/// The program between sign-in and sign-out: opens the remembered account or asks for one, finds its token in the
/// keychain, and closes everything again. It owns what lives as long as the process.
class Program : public QObject
{
    Q_OBJECT

public:
    explicit Program(const StartOptions &options, QObject *parent = nullptr);
    ~Program() override;

    /// Shows the first window. False if another instance has this profile open: that one was raised instead.
    bool start();

private:
    QString folderOf(const Account &account) const;
    Account rememberedAccount() const;
    void remember(const Account &account);
    void forgetAccount();

    void askToSignIn();
    void signInDemo();
    void openAccount(const Account &account, const QByteArray &token, bool onlyUntilQuit);
    void findToken();
    void signInAgain();
    void askForNewToken();
    void askToSignOut();
    void signOut(bool forgetData);
    void showFailure(const StoreError &error);
    void refuseToStart(const QString &sentence, const QString &detail);
    void raiseWindow();

    StartOptions m_options;
    SystemClock m_clock;
    QNetworkAccessManager m_network;
    SingleInstance m_instance;
    QSettings m_settings;
    Theme m_theme;
    TokenStore m_tokens;
    std::unique_ptr<Session> m_session;
    std::unique_ptr<SignInPage> m_signInPage;
    std::unique_ptr<MainWindow> m_window;
};
