#include "api/tokenstore.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusVariant>
#include <QDBusVirtualObject>
#include <QProcess>
#include <QTest>

#include <optional>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Error = TokenStore::Error;

Q_DECLARE_METATYPE(KeychainState)

namespace {

const TokenKey Key{u"api.capsulecrm.com"_s, 11};
const QByteArray Token = "token-\0-with-a-zero"_ba;

/// A Secret Service whose default keyring is in any state, and which never ends what needs more than that.
class FakeSecretService final : public QDBusVirtualObject
{
public:
    FakeSecretService()
        : m_connection(QDBusConnection::connectToBus(QDBusConnection::SessionBus, u"fake"_s))
    {
        m_connection.registerVirtualObject(u"/org/freedesktop/secrets"_s, this, QDBusConnection::SubPath);
        m_connection.registerService(u"org.freedesktop.secrets"_s);
    }
    ~FakeSecretService() override
    {
        m_connection.unregisterService(u"org.freedesktop.secrets"_s);
        m_connection.unregisterObject(u"/org/freedesktop/secrets"_s, QDBusConnection::UnregisterTree);
        QDBusConnection::disconnectFromBus(u"fake"_s);
    }

    bool hasKeyring = true;
    bool isLocked = true;
    bool answersPrompts = true; ///< the person in front of the prompt unlocks, or makes, the keyring
    int promptsShown = 0;
    int callsLeftOpen = 0;
    QStringList methods; ///< every call that arrived

    QString introspect(const QString &) const override { return {}; }

    bool handleMessage(const QDBusMessage &message, const QDBusConnection &connection) override
    {
        methods.append(message.member());
        const auto reply = [&](const QVariantList &values) {
            return connection.send(message.createReply(values));
        };
        if (message.member() == "ReadAlias"_L1)
            return reply({path(hasKeyring ? u"collection/x"_s : QString())});
        if (message.member() == "Get"_L1)
            return reply({QVariant::fromValue(QDBusVariant(isLocked))});
        if (message.member() == "Unlock"_L1)
            return reply({QVariant::fromValue(QList<QDBusObjectPath>()), path(u"prompt/p1"_s)});
        if (message.member() == "CreateCollection"_L1)
            return reply({path({}), path(u"prompt/p1"_s)});
        if (message.member() == "Prompt"_L1)
            return reply({}) && prompt(message.path(), connection);
        ++callsLeftOpen;
        return true; // and never answered
    }

private:
    static QVariant path(const QString &below)
    {
        return QVariant::fromValue(QDBusObjectPath(below.isEmpty() ? u"/"_s : u"/org/freedesktop/secrets/"_s + below));
    }

    bool prompt(const QString &promptPath, QDBusConnection connection)
    {
        ++promptsShown;
        if (!answersPrompts)
            return true;
        hasKeyring = true;
        isLocked = false;
        QDBusMessage completed
            = QDBusMessage::createSignal(promptPath, u"org.freedesktop.Secret.Prompt"_s, u"Completed"_s);
        completed.setArguments({false, QVariant::fromValue(QDBusVariant(u"done"_s))});
        return connection.send(completed);
    }

    QDBusConnection m_connection;
};

} // namespace

// A macro, since QSKIP leaves only the function it stands in.
#define ONLY_WHEN(mode)                                                                                                \
    if (m_mode != (mode))                                                                                              \
    QSKIP("for another mode of keyring.sh")

/// Runs inside keyring.sh, whose mode is in KEYRING_MODE.
class TestTokenStore : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase()
    {
        if (m_mode == "missing")
            QSKIP("SKIPPED: dbus-run-session, gnome-keyring-daemon, secret-tool or gdbus is not installed");
        if (m_mode.isEmpty())
            QSKIP("SKIPPED: not started by keyring.sh, and the real keychain is not for tests");
    }

    void init() { m_store = std::make_unique<TokenStore>(u"uk.example.counterpart.test"_s); }
    void cleanup() { m_store.reset(); }

    void tellsTheState()
    {
        const QHash<QByteArray, KeychainState> expected{{"unlocked"_ba, KeychainState::Ready},
            {"locked"_ba, KeychainState::Locked}, {"nokeyring"_ba, KeychainState::NoneYet},
            {"noservice"_ba, KeychainState::NoService}};
        QVERIFY(expected.contains(m_mode));
        QCOMPARE(state(), expected.value(m_mode));
    }

    void keepsATokenUntilItIsRemoved()
    {
        ONLY_WHEN("unlocked");
        QCOMPARE(readError(), Error::NotFound);
        QCOMPARE(removeError(), std::nullopt); // one that was never there
        QCOMPARE(writeError(Token), std::nullopt);
        QCOMPARE(readToken(), Token);
        QCOMPARE(writeError("another"_ba), std::nullopt);
        QCOMPARE(readToken(), "another"_ba);
        QCOMPARE(removeError(), std::nullopt);
        QCOMPARE(readError(), Error::NotFound);
    }

    void keepsHostsUsersAndProgramsApart()
    {
        ONLY_WHEN("unlocked");
        QCOMPARE(writeError(Token), std::nullopt);
        TokenStore other(u"uk.example.another"_s);
        for (const TokenKey &key : {TokenKey{u"localhost"_s, Key.userId}, TokenKey{Key.host, 1}})
            QCOMPARE(readError(key), Error::NotFound);
        std::optional<Result<QByteArray, Error>> heard;
        other.read(Key, this, [&](auto result) { heard.emplace(std::move(result)); });
        QTRY_VERIFY(heard);
        QVERIFY(!*heard && heard->error() == Error::NotFound);
        QCOMPARE(removeError(), std::nullopt);
    }

    void refusesATokenOfAWrongSize()
    {
        ONLY_WHEN("unlocked");
        QCOMPARE(writeError(QByteArray(2'000, 'x')), Error::Failed);
        QCOMPARE(writeError({}), Error::Failed);
        QCOMPARE(readError(), Error::NotFound);
        QCOMPARE(writeError(QByteArray(1'999, 'x')), std::nullopt);
        QCOMPARE(removeError(), std::nullopt);
    }

    void doesOneThingAtATimeAndInOrder()
    {
        ONLY_WHEN("unlocked");
        QStringList order;
        m_store->write(Key, "one"_ba, this, [&](auto result) { order.append(result ? u"one"_s : u"failed"_s); });
        m_store->write(Key, "two"_ba, this, [&](auto result) { order.append(result ? u"two"_s : u"failed"_s); });
        m_store->read(
            Key, this, [&](auto result) { order.append(QString::fromLatin1(result ? *result : "failed"_ba)); });
        m_store->remove(Key, this, [&](auto result) { order.append(result ? u"removed"_s : u"failed"_s); });
        QVERIFY(order.isEmpty());
        QTRY_COMPARE(order, (QStringList{u"one"_s, u"two"_s, u"two"_s, u"removed"_s}));
    }

    void answersNobodyWhoHasGone()
    {
        ONLY_WHEN("unlocked");
        bool isHeard = false;
        auto context = std::make_unique<QObject>();
        m_store->read(Key, context.get(), [&](const auto &) { isHeard = true; });
        context.reset();
        QCOMPARE(readError(), Error::NotFound);
        QVERIFY(!isHeard);

        m_store->read(Key, this, [&](const auto &) { isHeard = true; });
        m_store = std::make_unique<TokenStore>(u"uk.example.counterpart.test"_s);
        QCOMPARE(readError(), Error::NotFound);
        QVERIFY(!isHeard);
    }

    void aLockedKeychainIsNotAnEmptyOne()
    {
        ONLY_WHEN("locked");
        QCOMPARE(readError(), Error::Locked);
        QCOMPARE(writeError(Token), Error::Locked);
        QCOMPARE(removeError(), Error::Locked);
    }

    /// There is no screen here for gnome-keyring's prompt, so this shows only that nothing hangs and nothing is
    /// claimed.
    void aPromptThatCannotBeShownLeavesItLocked()
    {
        ONLY_WHEN("locked");
        m_store->setPatience(3s);
        QCOMPARE(unlocked(), KeychainState::Locked);
    }

    void onceUnlockedItHoldsATokenAgain()
    {
        ONLY_WHEN("locked");
        QProcess daemon;
        daemon.start(
            u"gnome-keyring-daemon"_s, {u"--replace"_s, u"--unlock"_s, u"--components=secrets"_s, u"--daemonize"_s});
        daemon.write("\n");
        daemon.closeWriteChannel();
        QVERIFY(daemon.waitForFinished());
        QTRY_COMPARE(state(), KeychainState::Ready);
        QCOMPARE(readError(), Error::NotFound);
        QCOMPARE(writeError(Token), std::nullopt);
        QCOMPARE(readToken(), Token);
        QCOMPARE(unlocked(), KeychainState::Ready);
    }

    void withoutAKeychainNothingIsKept()
    {
        if (m_mode != "nokeyring")
            ONLY_WHEN("noservice");
        QCOMPARE(readError(), Error::Unavailable);
        QCOMPARE(writeError(Token), Error::Unavailable);
        QCOMPARE(removeError(), Error::Unavailable);
        QCOMPARE(readError(), Error::Unavailable);
    }

    void aKeyringThatCannotBeMadeIsStillNone()
    {
        ONLY_WHEN("nokeyring");
        m_store->setPatience(3s);
        QCOMPARE(unlocked(), KeychainState::NoneYet);
    }

    void unlockingWaitsForThePrompt_data()
    {
        QTest::addColumn<bool>("hasKeyring");
        QTest::newRow("of a locked keyring") << true;
        QTest::newRow("for a new keyring") << false;
    }

    void unlockingWaitsForThePrompt()
    {
        ONLY_WHEN("noservice");
        QFETCH(const bool, hasKeyring);
        FakeSecretService service;
        service.hasKeyring = hasKeyring;
        QCOMPARE(state(), hasKeyring ? KeychainState::Locked : KeychainState::NoneYet);
        QCOMPARE(service.promptsShown, 0);
        QCOMPARE(unlocked(), KeychainState::Ready);
        QCOMPARE(service.promptsShown, 1);
        QCOMPARE(service.methods.contains(u"Unlock"_s), hasKeyring);
        QCOMPARE(service.methods.contains(u"CreateCollection"_s), !hasKeyring);
    }

    void anUnansweredPromptIsLeftAlone()
    {
        ONLY_WHEN("noservice");
        FakeSecretService service;
        service.answersPrompts = false;
        m_store->setPatience(200ms);
        QCOMPARE(unlocked(), KeychainState::Locked);
        QCOMPARE(service.promptsShown, 1);
    }

    /// Last, because the job that hangs lives on until the program ends, as it does in the real one.
    void nothingIsQueuedBehindAHangingKeychain()
    {
        ONLY_WHEN("noservice");
        FakeSecretService service;
        service.isLocked = false;
        m_store->setPatience(200ms);
        QCOMPARE(readError(), Error::TimedOut);
        const int jobs = service.callsLeftOpen;
        QCOMPARE_GE(jobs, 1);

        m_store->setPatience(1h);
        QCOMPARE(readError(), Error::TimedOut);
        QCOMPARE(writeError(Token), Error::TimedOut);
        QCOMPARE(removeError(), Error::TimedOut);
        QCOMPARE(service.callsLeftOpen, jobs);
    }

private:
    KeychainState state()
    {
        std::optional<KeychainState> heard;
        m_store->checkState(this, [&](KeychainState state) { heard = state; });
        return wait(heard) ? *heard : KeychainState::NoService;
    }

    KeychainState unlocked()
    {
        std::optional<KeychainState> heard;
        m_store->unlock(this, [&](KeychainState state) { heard = state; });
        return wait(heard) ? *heard : KeychainState::NoService;
    }

    Result<QByteArray, Error> read(const TokenKey &key)
    {
        std::optional<Result<QByteArray, Error>> heard;
        m_store->read(key, this, [&](auto result) { heard.emplace(std::move(result)); });
        return wait(heard) ? *heard : Unexpected(Error::Failed);
    }

    QByteArray readToken()
    {
        const auto result = read(Key);
        return result ? *result : QByteArray();
    }

    std::optional<Error> readError(const TokenKey &key = Key)
    {
        const auto result = read(key);
        return result ? std::nullopt : std::optional(result.error());
    }

    std::optional<Error> writeError(const QByteArray &token)
    {
        std::optional<Result<void, Error>> heard;
        m_store->write(Key, token, this, [&](auto result) { heard.emplace(std::move(result)); });
        return errorIn(heard);
    }

    std::optional<Error> removeError()
    {
        std::optional<Result<void, Error>> heard;
        m_store->remove(Key, this, [&](auto result) { heard.emplace(std::move(result)); });
        return errorIn(heard);
    }

    std::optional<Error> errorIn(const std::optional<Result<void, Error>> &heard)
    {
        if (!wait(heard))
            return Error::Failed;
        return *heard ? std::nullopt : std::optional(heard->error());
    }

    template <typename T>
    bool wait(const std::optional<T> &heard)
    {
        return QTest::qWaitFor([&heard] { return heard.has_value(); }, 20'000);
    }

    QByteArray m_mode = qgetenv("KEYRING_MODE");
    std::unique_ptr<TokenStore> m_store;
};

QTEST_GUILESS_MAIN(TestTokenStore)
#include "tst_tokenstore.moc"
