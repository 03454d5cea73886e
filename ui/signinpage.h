#pragma once

#include "api/capsuleapi.h"
#include "api/tokenstore.h"
#include "session.h"

#include <QWidget>

#include <memory>

class Clock;
class QNetworkAccessManager;
class Theme;
namespace Ui {
class SignInPage;
}

/// The first page: says what the program does, takes a personal access token, checks it with Capsule, shows whose it
/// is, and stores it in the system's keychain, or nowhere if there is none that can be used.
class SignInPage : public QWidget
{
    Q_OBJECT

public:
    /// Borrows network, clock, tokens and theme. `base` is the API's address. With `expected` the page asks for a new
    /// token of that account only, because Capsule no longer accepts the old one.
    SignInPage(QNetworkAccessManager &network, Clock &clock, TokenStore &tokens, const QUrl &base, const Theme &theme,
        Account expected = {}, QWidget *parent = nullptr);
    ~SignInPage() override;

Q_SIGNALS:
    /// The token belongs to this account. `onlyUntilQuit`: it could not be put into the keychain.
    void signedIn(const Account &account, const QByteArray &token, bool onlyUntilQuit);

private:
    enum class Step { EnterToken, Checking, Confirm, Storing };
    void build();
    void paint();
    void setStep(Step step);
    void say(const QString &text, bool isError);
    void checkToken();
    void showUser(const CurrentUser &user);
    void showRefusal(const ApiError &error);
    void checkKeychain();
    void showKeychain(KeychainState state);
    void unlockKeychain();
    void keepToken();
    void showKeychainRefusal();
    void finish(bool onlyUntilQuit);
    void startOver();

    std::unique_ptr<Ui::SignInPage> m_ui;
    CapsuleApi m_api;
    TokenStore &m_tokens;
    const Theme &m_theme;
    Account m_expected;
    Account m_account;
    QByteArray m_token;
    Step m_step = Step::EnterToken;
    KeychainState m_keychain = KeychainState::NoService;
};
