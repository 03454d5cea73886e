#include "program.h"

#include "mainwindow.h"
#include "plaintext.h"
#include "signinpage.h"
#include "store/volume.h"

#include <QApplication>
#include <QCheckBox>
#include <QDialog>
#include <QDir>
#include <QMessageBox>
#include <QPushButton>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {
constexpr auto ApplicationId = "io.github.counterpart.Counterpart"_L1;

/// A message that frees itself and never reads its text as markup.
QMessageBox *openMessage(QWidget *parent, QMessageBox::Icon icon, const QString &title, const QString &text)
{
    auto *box = new QMessageBox(icon, title, text, QMessageBox::Close, parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->open();
    return box;
}

Theme::Mode modeOf(const QSettings &settings)
{
    const QString word = settings.value("appearance"_L1).toString();
    if (word == "light"_L1)
        return Theme::Mode::Light;
    return word == "dark"_L1 ? Theme::Mode::Dark : Theme::Mode::System;
}

QString sentenceFor(const StoreError &error)
{
    switch (error.kind) {
    case StoreError::Kind::DiskFull:
        return Program::tr(
            "There is no room left on this disk. Free some space, then start Counterpart again; nothing was changed.");
    case StoreError::Kind::ReadOnly:
        return Program::tr("Counterpart may not write to its folder. Give yourself the right to write there, then "
                           "start again; nothing was changed.");
    case StoreError::Kind::Newer:
        return Program::tr(
            "These contacts were last opened by a newer Counterpart. Install that version again; nothing was changed.");
    case StoreError::Kind::InUse:
        return Program::tr("Another Counterpart has these contacts open. Close it, then start again.");
    case StoreError::Kind::Damaged:
    case StoreError::Kind::Other:
        break;
    }
    return Program::tr("The contacts on this computer could not be opened. The files were left as they are.");
}
} // namespace

Program::Program(const StartOptions &options, QObject *parent)
    : QObject(parent)
    , m_options(options)
    , m_instance(options.profile)
    , m_settings(options.profile + "/settings.ini"_L1, QSettings::IniFormat)
    , m_theme(modeOf(m_settings))
    , m_tokens(ApplicationId)
{
    connect(&m_instance, &SingleInstance::knocked, this, &Program::raiseWindow);
}

Program::~Program()
{
    m_window.reset(); // before the session it shows
}

bool Program::start()
{
    if (!m_instance.isFirst())
        return false;
    if (isOnNetwork(m_options.profile)) {
        refuseToStart(
            tr("The folder %1 is on another computer. Contacts kept there could be damaged when the network "
               "fails, so nothing was opened or changed. Start Counterpart with --profile and a folder on this "
               "computer.")
                .arg(displayText(QDir::toNativeSeparators(m_options.profile))),
            {});
        return true;
    }
    if (const Account account = rememberedAccount(); account.isValid()) // whether or not Capsule can be reached
        openAccount(account, m_options.demoToken, false);
    else if (!m_options.demoToken.isEmpty())
        signInDemo();
    else
        askToSignIn();
    return true;
}

QString Program::folderOf(const Account &account) const
{
    const QString port = account.base.port() < 0 ? QString() : u"-%1"_s.arg(account.base.port());
    return u"%1/%2%3-%4"_s.arg(m_options.profile, account.base.host(), port).arg(account.userId);
}

Account Program::rememberedAccount() const
{
    Account account;
    account.base = QUrl(m_settings.value("account/base"_L1).toString());
    account.userId = m_settings.value("account/userId"_L1).toLongLong();
    account.personName = m_settings.value("account/personName"_L1).toString();
    account.siteName = m_settings.value("account/siteName"_L1).toString();
    return account.base == m_options.base ? account : Account{};
}

void Program::remember(const Account &account)
{
    m_settings.setValue("account/base"_L1, account.base.toString());
    m_settings.setValue("account/userId"_L1, account.userId);
    m_settings.setValue("account/personName"_L1, account.personName);
    m_settings.setValue("account/siteName"_L1, account.siteName);
}

void Program::forgetAccount()
{
    m_settings.remove("account"_L1);
}

void Program::askToSignIn()
{
    m_signInPage = std::make_unique<SignInPage>(m_network, m_clock, m_tokens, m_options.base, m_theme);
    m_signInPage->setWindowTitle(tr("Sign in – Counterpart"));
    m_signInPage->resize(1280, 800);
    connect(m_signInPage.get(), &SignInPage::signedIn, this, &Program::openAccount, Qt::QueuedConnection);
    m_signInPage->show();
}

void Program::signInDemo()
{
    // The stand-in is on this computer; there is no site to show and nothing to put into the keychain.
    auto *api = new CapsuleApi(m_network, m_clock, m_options.base, this);
    api->setToken(m_options.demoToken);
    api->currentUser(this, [this, api](const Result<Answer<CurrentUser>, ApiError> &user) {
        api->deleteLater();
        if (!user) {
            m_options.demoToken.clear();
            return askToSignIn();
        }
        openAccount({m_options.base, user->value.id, user->value.name, tr("Sample data")}, m_options.demoToken, false);
    });
}

void Program::openAccount(const Account &account, const QByteArray &token, bool onlyUntilQuit)
{
    auto session = Session::open(account, folderOf(account), m_network, m_clock, MainWindow::firstScreen(m_settings));
    if (!session)
        return showFailure(session.error());
    remember(account);
    m_session = std::move(*session);
    connect(&m_session->store(), &PartyStore::loadingFailed, this, &Program::showFailure);
    m_window = std::make_unique<MainWindow>(*m_session, m_theme, m_settings);
    connect(m_window.get(), &MainWindow::signOutRequested, this, &Program::askToSignOut);
    connect(m_window.get(), &MainWindow::signInAgainRequested, this, &Program::signInAgain);
    m_window->show();
    if (m_signInPage)
        m_signInPage.release()->deleteLater(); // it is still on the stack of its own signal
    if (token.isEmpty())
        findToken();
    else
        m_session->useToken(token, onlyUntilQuit);
}

void Program::findToken()
{
    m_tokens.read(
        tokenKeyOf(m_session->account()), m_session.get(), [this](const Result<QByteArray, TokenStore::Error> &token) {
            // Without one the window works on what is on this computer, and says that nothing is sent until signing in.
            if (token)
                m_session->useToken(*token, false);
        });
}

void Program::signInAgain()
{
    m_tokens.checkState(m_session.get(), [this](KeychainState state) {
        if (state != KeychainState::Locked || m_session->api().hasToken())
            return askForNewToken();
        m_tokens.unlock(m_session.get(),
            [this](KeychainState unlocked) { unlocked == KeychainState::Ready ? findToken() : askForNewToken(); });
    });
}

void Program::askForNewToken()
{
    auto *dialog = new QDialog(m_window.get());
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Sign in again"));
    auto *page = new SignInPage(m_network, m_clock, m_tokens, m_options.base, m_theme, m_session->account(), dialog);
    auto *layout = new QVBoxLayout(dialog);
    layout->addWidget(page);
    dialog->resize(560, 460);
    connect(page, &SignInPage::signedIn, dialog,
        [this, dialog](const Account &, const QByteArray &token, bool onlyUntilQuit) {
            m_session->useToken(token, onlyUntilQuit);
            dialog->accept();
        });
    dialog->open();
}

void Program::askToSignOut()
{
    // Drafts that are in memory only have been asked about.
    const auto drafts = m_session->store().drafts().size() - m_session->store().draftsInMemory().size();
    const auto waiting = static_cast<int>(m_session->store().pendingEntries().size() + drafts);
    auto *box = new QMessageBox(m_window.get());
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    box->setWindowTitle(tr("Sign out"));
    box->setText(tr("Sign out of %1?").arg(m_session->account().siteName));
    box->setInformativeText(waiting == 0
            ? tr("Counterpart forgets the token. Everything you changed has reached Capsule.")
            : tr("Counterpart forgets the token. %n change(s) have not reached Capsule yet; they stay on this computer "
                 "unless you delete them here.",
                  nullptr, waiting));
    auto *forget = new QCheckBox(tr("Also delete the contacts kept on this computer"), box);
    forget->setObjectName("forgetDataCheckBox"_L1);
    forget->setChecked(waiting == 0);
    box->setCheckBox(forget);
    QPushButton *out = box->addButton(tr("Sign Out"), QMessageBox::AcceptRole);
    box->addButton(QMessageBox::Cancel);
    connect(box, &QMessageBox::finished, this, [this, box, out, forget] {
        if (box->clickedButton() == out)
            signOut(forget->isChecked());
    });
    box->open();
}

void Program::signOut(bool forgetData)
{
    const Account account = m_session->account();
    m_session->engine().stop();
    m_tokens.remove(tokenKeyOf(account), this, [this](const Result<void, TokenStore::Error> &removed) {
        if (removed || removed.error() == TokenStore::Error::Unavailable)
            return; // gone, or there is no keychain that could hold it
        openMessage(m_signInPage.get(), QMessageBox::Warning, tr("Sign out"),
            tr("The keychain did not let Counterpart remove the token. Remove it in your keychain program, or "
               "revoke it in Capsule under My Preferences › API Authentication Tokens."));
    });
    QString problem;
    if (forgetData) {
        m_session->pictures().forget();
        if (const auto wiped = m_session->store().wipe(); !wiped)
            problem = tr("The contacts on this computer could not be deleted. Their folder is %1.")
                          .arg(QDir::toNativeSeparators(folderOf(account)));
    }
    m_window.release()->deleteLater(); // its own signal led here
    m_session.release()->deleteLater();
    forgetAccount();
    askToSignIn();
    if (!problem.isEmpty())
        openMessage(m_signInPage.get(), QMessageBox::Warning, tr("Sign out"), problem);
}

void Program::showFailure(const StoreError &error)
{
    refuseToStart(sentenceFor(error), error.detail);
}

void Program::refuseToStart(const QString &sentence, const QString &detail)
{
    QMessageBox *box = openMessage(nullptr, QMessageBox::Critical, tr("Counterpart"), sentence);
    box->setDetailedText(detail);
    connect(box, &QMessageBox::finished, qApp, [] { QApplication::exit(1); });
}

void Program::raiseWindow()
{
    QWidget *window = m_window ? static_cast<QWidget *>(m_window.get()) : m_signInPage.get();
    if (!window)
        return;
    window->setWindowState(window->windowState() & ~Qt::WindowMinimized);
    window->raise();
    window->activateWindow();
}
