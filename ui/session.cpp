#include "session.h"

#include "clock.h"
#include "store/volume.h"

Result<std::unique_ptr<Session>, StoreError> Session::open(const Account &account, const QString &folder,
    QNetworkAccessManager &network, Clock &clock, const std::optional<PartyStore::FirstScreen> &screen)
{
    auto store = screen ? PartyStore::openInBackground(folder, clock, *screen) : PartyStore::open(folder, clock);
    if (!store)
        return Unexpected(store.error());
    return std::unique_ptr<Session>(new Session(account, folder, std::move(*store), network, clock));
}

Session::Session(const Account &account, const QString &folder, std::unique_ptr<PartyStore> store,
    QNetworkAccessManager &network, Clock &clock)
    : m_account(account)
    , m_clock(clock)
    , m_store(std::move(store))
    , m_bulkRuns(*m_store, clock)
    , m_ruleResults(*m_store, clock)
    , m_ownLists(*m_store)
    , m_api(network, clock, account.base)
    , m_engine(m_api, *m_store, clock)
    , m_disk(clock, [folder] { return bytesFree(folder); })
    , m_pictures(network, clock, folder + QStringLiteral("/pictures"))
{
    m_api.readPagesElsewhere();
}

Session::~Session() = default;

void Session::useToken(const QByteArray &token, bool onlyUntilQuit)
{
    if (m_store->isReadOnly())
        return;
    m_api.setToken(token);
    m_onlyUntilQuit = onlyUntilQuit;
    Q_EMIT tokenChanged();
    m_engine.start();
}
