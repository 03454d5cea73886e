#pragma once

#include "api/capsuleapi.h"
#include "api/tokenstore.h"
#include "diskwatch.h"
#include "pictures.h"
#include "store/bulkruns.h"
#include "store/ownlists.h"
#include "store/partystore.h"
#include "store/ruleresults.h"
#include "sync/syncengine.h"

#include <QObject>
#include <QUrl>

#include <memory>
#include <optional>

class Clock;
class QNetworkAccessManager;

/// Whose contacts these are; remembered in the settings, without any secret.
struct Account
{
    QUrl base; ///< the API's address
    qint64 userId = 0;
    QString personName;
    QString siteName;
    bool operator==(const Account &) const = default;
    bool isValid() const { return userId > 0; }
};

/// The account's entry in the keychain.
inline TokenKey tokenKeyOf(const Account &account)
{
    return {account.base.host(), account.userId};
}

/// Everything that lives as long as one account is open: its files, the API and the engine between them. Made at start
/// for the remembered account or after signing in, and gone after signing out.
class Session : public QObject
{
    Q_OBJECT

public:
    /// Opens the account's files in `folder`, with a first screen to be shown while the rest is loaded on another
    /// thread. Borrows network and clock.
    static Result<std::unique_ptr<Session>, StoreError> open(const Account &account, const QString &folder,
        QNetworkAccessManager &network, Clock &clock, const std::optional<PartyStore::FirstScreen> &screen = {});
    ~Session() override;

    const Account &account() const { return m_account; }
    PartyStore &store() { return *m_store; }
    Clock &clock() { return m_clock; }
    CapsuleApi &api() { return m_api; }
    SyncEngine &engine() { return m_engine; }
    Pictures &pictures() { return m_pictures; }
    BulkRuns &bulkRuns() { return m_bulkRuns; }
    RuleResults &ruleResults() { return m_ruleResults; }
    OwnLists &ownLists() { return m_ownLists; }
    /// Of the disk that the account's files are on.
    const DiskWatch &disk() const { return m_disk; }

    /// Where the token is from now on, in memory; starts the engine. Files that are open only to be read have no use
    /// for it: nothing is sent or fetched.
    void useToken(const QByteArray &token, bool onlyUntilQuit);
    /// True if the token could not be put into the keychain and serves until quit.
    bool tokenIsOnlyUntilQuit() const { return m_onlyUntilQuit; }

Q_SIGNALS:
    void tokenChanged();

private:
    Session(const Account &account, const QString &folder, std::unique_ptr<PartyStore> store,
        QNetworkAccessManager &network, Clock &clock);

    Account m_account;
    Clock &m_clock;
    std::unique_ptr<PartyStore> m_store;
    BulkRuns m_bulkRuns;
    RuleResults m_ruleResults;
    OwnLists m_ownLists;
    CapsuleApi m_api;
    SyncEngine m_engine;
    DiskWatch m_disk;
    Pictures m_pictures;
    bool m_onlyUntilQuit = false;
};
