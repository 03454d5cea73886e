#include "signinpage.h"

#include "theme.h"
#include "ui_signinpage.h"

#include <QAccessible>
#include <QAction>
#include <QDesktopServices>
#include <utility>

using namespace Qt::StringLiterals;

SignInPage::SignInPage(QNetworkAccessManager &network, Clock &clock, TokenStore &tokens, const QUrl &base,
    const Theme &theme, Account expected, QWidget *parent)
    : QWidget(parent)
    , m_ui(std::make_unique<Ui::SignInPage>())
    , m_api(network, clock, base)
    , m_tokens(tokens)
    , m_theme(theme)
    , m_expected(std::move(expected))
{
    m_ui->setupUi(this);
    build();
    paint();
    setStep(Step::EnterToken);
    connect(&m_theme, &Theme::changed, this, &SignInPage::paint);
    connect(m_ui->signInButton, &QPushButton::clicked, this,
        [this] { m_step == Step::Confirm ? keepToken() : checkToken(); });
    connect(m_ui->tokenEdit, &QLineEdit::returnPressed, this, &SignInPage::checkToken);
    connect(m_ui->tokenEdit, &QLineEdit::textChanged, this, [this] { setStep(Step::EnterToken); });
    connect(m_ui->unlockButton, &QPushButton::clicked, this, &SignInPage::unlockKeychain);
    connect(m_ui->otherTokenButton, &QPushButton::clicked, this, &SignInPage::startOver);
    connect(m_ui->openCapsuleButton, &QPushButton::clicked, this,
        [] { QDesktopServices::openUrl(QUrl(u"https://capsulecrm.com/login"_s)); });
}

SignInPage::~SignInPage()
{
    m_token.fill('\0');
}

void SignInPage::build()
{
    if (m_expected.isValid()) {
        m_ui->titleLabel->setText(tr("Sign in again"));
        m_ui->purposeLabel->setText(
            tr("Capsule no longer accepts the token of %1. Your contacts and everything you typed "
               "are safe on this computer; they are sent once there is a new token.")
                .arg(m_expected.personName));
    }
    m_ui->openCapsuleButton->setToolTip(tr("Opens capsulecrm.com in your browser"));

    auto *eye = new QAction(this);
    eye->setObjectName("showTokenAction"_L1);
    eye->setCheckable(true);
    eye->setText(tr("Show the token"));
    m_ui->tokenEdit->addAction(eye, QLineEdit::TrailingPosition);
    connect(eye, &QAction::toggled, this, [this, eye](bool shown) {
        m_ui->tokenEdit->setEchoMode(shown ? QLineEdit::Normal : QLineEdit::Password);
        eye->setText(shown ? tr("Hide the token") : tr("Show the token"));
        eye->setIcon(m_theme.icon(shown ? u"eye-off"_s : u"eye"_s, Theme::Token::MutedText));
    });
}

void SignInPage::paint()
{
    m_ui->markLabel->setPixmap(m_theme.icon(u"counterpart"_s, Theme::Token::Accent).pixmap(QSize(48, 48)));
    m_ui->titleLabel->setFont(Theme::font(Theme::Type::Name));
    m_ui->tokenLabel->setFont(Theme::font(Theme::Type::Section));
    m_ui->userLabel->setFont(Theme::font(Theme::Type::Section));
    m_ui->whereLabel->setFont(Theme::font(Theme::Type::Caption));
    QPalette muted = palette();
    muted.setColor(QPalette::WindowText, m_theme.color(Theme::Token::MutedText));
    for (QLabel *label : {m_ui->purposeLabel, m_ui->whereLabel, m_ui->siteLabel, m_ui->keychainLabel})
        label->setPalette(muted);
    for (QAction *action : m_ui->tokenEdit->actions())
        action->setIcon(m_theme.icon(action->isChecked() ? u"eye-off"_s : u"eye"_s, Theme::Token::MutedText));
}

void SignInPage::setStep(Step step)
{
    m_step = step;
    const bool entering = step == Step::EnterToken || step == Step::Checking;
    const bool busy = step == Step::Checking || step == Step::Storing;
    m_ui->tokenEdit->setReadOnly(busy);
    for (QWidget *widget :
        std::initializer_list<QWidget *>{m_ui->tokenLabel, m_ui->tokenEdit, m_ui->whereLabel, m_ui->openCapsuleButton})
        widget->setVisible(entering);
    for (QWidget *widget : std::initializer_list<QWidget *>{m_ui->userFrame, m_ui->otherTokenButton})
        widget->setVisible(!entering);
    m_ui->unlockButton->setVisible(step == Step::Confirm && m_keychain == KeychainState::Locked);
    m_ui->signInButton->setEnabled(!busy && (step == Step::Confirm || !m_ui->tokenEdit->text().trimmed().isEmpty()));
    m_ui->otherTokenButton->setEnabled(!busy);
    if (entering)
        m_ui->signInButton->setText(tr("Sign In"));
    if (step == Step::EnterToken)
        say({}, false);
}

void SignInPage::say(const QString &text, bool isError)
{
    QPalette colours = palette();
    colours.setColor(QPalette::WindowText, m_theme.color(isError ? Theme::Token::Error : Theme::Token::MutedText));
    m_ui->messageLabel->setPalette(colours);
    m_ui->messageLabel->setText(text);
    m_ui->messageLabel->setVisible(!text.isEmpty());
    if (isError) {
        QAccessibleEvent alert(m_ui->messageLabel, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
}

void SignInPage::checkToken()
{
    if (m_step != Step::EnterToken)
        return;
    m_token = m_ui->tokenEdit->text().trimmed().toUtf8();
    if (m_token.isEmpty())
        return;
    m_api.setToken(m_token);
    setStep(Step::Checking);
    say(tr("Checking the token with Capsule…"), false);
    m_api.currentUser(this, [this](const Result<Answer<CurrentUser>, ApiError> &user) {
        if (!user)
            return showRefusal(user.error());
        m_api.site(this, [this, person = user->value](const Result<Answer<Site>, ApiError> &site) {
            if (!site)
                return showRefusal(site.error());
            m_account.siteName = site->value.name;
            showUser(person);
        });
    });
}

void SignInPage::showUser(const CurrentUser &user)
{
    m_account.base = m_api.base();
    m_account.userId = user.id;
    m_account.personName = user.name.isEmpty() ? user.username : user.name;
    if (m_expected.isValid() && m_expected.userId != user.id) {
        setStep(Step::EnterToken);
        say(tr("This token belongs to %1, but the contacts on this computer belong to %2. Use a token of %2, or sign "
               "out first.")
                .arg(m_account.personName, m_expected.personName),
            true);
        return;
    }
    m_ui->userLabel->setText(m_account.personName);
    m_ui->siteLabel->setText(m_account.siteName);
    checkKeychain();
}

void SignInPage::showRefusal(const ApiError &error)
{
    setStep(Step::EnterToken);
    const QString sentence = [&] {
        switch (error.kind) {
        case ApiError::Kind::SignIn:
            return tr("Capsule does not know this token. It may be mistyped, expired or revoked. Copy it again, or "
                      "make a new one in Capsule.");
        case ApiError::Kind::Forbidden:
            return tr(
                "This token may not look at your account. Make one in Capsule that has the right to read and write.");
        case ApiError::Kind::NotSent:
        case ApiError::Kind::Lost:
        case ApiError::Kind::Cancelled:
            return tr("Capsule cannot be reached right now. Check your connection, then try again; the token was not "
                      "stored.");
        case ApiError::Kind::NotCapsule:
            return tr("Something other than Capsule answered. Your network may want you to sign in first: open a web "
                      "page, then try again.");
        case ApiError::Kind::RateLimited:
            return tr("The hourly allowance of this Capsule user is used up. Try again later; nothing is wrong with "
                      "the token.");
        case ApiError::Kind::NotFound:
        case ApiError::Kind::Rejected:
        case ApiError::Kind::Garbled:
            break;
        }
        return tr(
            "Capsule gave an answer that Counterpart does not understand. The token was not stored; try again later.");
    }();
    say(sentence, true);
    m_ui->tokenEdit->setFocus();
    m_ui->tokenEdit->selectAll();
}

void SignInPage::checkKeychain()
{
    m_tokens.checkState(this, [this](KeychainState state) { showKeychain(state); });
}

void SignInPage::showKeychain(KeychainState state)
{
    m_keychain = state;
    setStep(Step::Confirm);
    say({}, false);
    m_ui->signInButton->setText(state == KeychainState::Ready ? tr("Continue") : tr("Use Until I Quit"));
    switch (state) {
    case KeychainState::Ready:
        m_ui->keychainLabel->setText(tr("The token will be kept in this computer’s keychain and nowhere else."));
        break;
    case KeychainState::Locked:
        m_ui->keychainLabel->setText(tr(
            "This computer’s keychain is locked. Unlock it to keep the token there, or use the token until you quit."));
        break;
    case KeychainState::NoneYet:
        m_ui->keychainLabel->setText(tr("This computer has no keychain yet, so the token will be kept in memory until "
                                        "you quit and asked for again at the next start."));
        break;
    case KeychainState::NoService:
        m_ui->keychainLabel->setText(tr("This computer has no keychain, so the token will be kept in memory until you "
                                        "quit and asked for again at the next start."));
        break;
    }
    m_ui->signInButton->setFocus();
}

void SignInPage::unlockKeychain()
{
    setStep(Step::Storing);
    say(tr("Waiting for the keychain to be unlocked…"), false);
    m_tokens.unlock(this, [this](KeychainState state) { showKeychain(state); });
}

void SignInPage::keepToken()
{
    if (m_keychain != KeychainState::Ready)
        return finish(true);
    setStep(Step::Storing);
    say(tr("Putting the token into the keychain…"), false);
    m_tokens.write(tokenKeyOf(m_account), m_token, this, [this](const Result<void, TokenStore::Error> &done) {
        if (done)
            return finish(false);
        showKeychainRefusal();
    });
}

void SignInPage::showKeychainRefusal()
{
    m_keychain = KeychainState::NoService; // for this sign-in: the next press goes on without it
    setStep(Step::Confirm);
    m_ui->signInButton->setText(tr("Use Until I Quit"));
    say(tr("The keychain did not take the token, so it was not stored anywhere. You can use it until you quit."), true);
}

void SignInPage::finish(bool onlyUntilQuit)
{
    m_ui->tokenEdit->clear();
    Q_EMIT signedIn(m_account, std::exchange(m_token, {}), onlyUntilQuit);
}

void SignInPage::startOver()
{
    m_token.clear();
    m_ui->tokenEdit->clear();
    setStep(Step::EnterToken);
    m_ui->tokenEdit->setFocus();
}
