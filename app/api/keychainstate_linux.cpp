#include "api/keychainstate.h"

#include <QDBusConnection>
#include <QDBusMessage>
#include <QDBusObjectPath>
#include <QDBusPendingCallWatcher>
#include <QDBusPendingReply>
#include <QDBusVariant>
#include <QObject>
#include <QTimer>
#include <QVariantMap>

#include <utility>

using namespace Qt::StringLiterals;

// The Secret Service as freedesktop.org describes it, spoken only as far as QtKeychain leaves us blind: it reads a
// locked keyring as an empty one (reliability.md section 9). On Plasma 5 QtKeychain prefers KWallet, which has no such
// gap.

namespace {

constexpr auto Service = "org.freedesktop.secrets"_L1;
constexpr auto ServicePath = "/org/freedesktop/secrets"_L1;
constexpr auto ServiceInterface = "org.freedesktop.Secret.Service"_L1;
constexpr auto CollectionInterface = "org.freedesktop.Secret.Collection"_L1;
constexpr auto PromptInterface = "org.freedesktop.Secret.Prompt"_L1;
constexpr auto NoPath = "/"_L1;
constexpr int AnswerTimeout = 5'000; // ms; a service that has to be started first needs some

/// Calls `handle` with the answer, or with the error as a message of type ErrorMessage.
template <typename Handle>
void ask(const QDBusMessage &message, QObject *context, Handle handle)
{
    auto *watcher
        = new QDBusPendingCallWatcher(QDBusConnection::sessionBus().asyncCall(message, AnswerTimeout), context);
    QObject::connect(watcher, &QDBusPendingCallWatcher::finished, context,
        [handle = std::move(handle)](QDBusPendingCallWatcher *finished) {
            finished->deleteLater();
            handle(finished->reply());
        });
}

QDBusMessage serviceCall(const QString &method, const QVariantList &arguments)
{
    QDBusMessage message = QDBusMessage::createMethodCall(Service, ServicePath, ServiceInterface, method);
    message.setArguments(arguments);
    return message;
}

/// Calls `handle` with the path of the default collection: "/" if there is none, empty if nothing answers.
template <typename Handle>
void askDefaultCollection(QObject *context, Handle handle)
{
    ask(serviceCall(u"ReadAlias"_s, {u"default"_s}), context, [handle = std::move(handle)](const QDBusMessage &reply) {
        const QDBusPendingReply<QDBusObjectPath> path(reply);
        handle(path.isError() ? QString() : path.value().path());
    });
}

void askLocked(const QString &collection, QObject *context, KeychainStateCallback callback)
{
    QDBusMessage message
        = QDBusMessage::createMethodCall(Service, collection, u"org.freedesktop.DBus.Properties"_s, u"Get"_s);
    message.setArguments({CollectionInterface, u"Locked"_s});
    ask(message, context, [callback = std::move(callback)](const QDBusMessage &reply) {
        const QDBusPendingReply<QDBusVariant> locked(reply);
        if (locked.isError())
            callback(KeychainState::NoService);
        else
            callback(locked.value().variant().toBool() ? KeychainState::Locked : KeychainState::Ready);
    });
}

void checkSecretService(QObject *context, KeychainStateCallback callback)
{
    askDefaultCollection(context, [context, callback = std::move(callback)](const QString &collection) {
        if (collection.isEmpty())
            callback(KeychainState::NoService);
        else if (collection == NoPath)
            callback(KeychainState::NoneYet);
        else
            askLocked(collection, context, callback);
    });
}

/// Shows one prompt of the service and waits for its end. Deletes itself with it.
class SecretPrompt final : public QObject
{
    Q_OBJECT

public:
    SecretPrompt(const QString &path, std::chrono::milliseconds patience, QObject *context, std::function<void()> done)
        : QObject(context)
        , m_done(std::move(done))
    {
        QDBusConnection::sessionBus().connect(Service, path, PromptInterface, u"Completed"_s, this, SLOT(finish()));
        QDBusMessage show = QDBusMessage::createMethodCall(Service, path, PromptInterface, u"Prompt"_s);
        show.setArguments({QString()}); // no window to belong to
        ask(show, this, [this](const QDBusMessage &reply) {
            if (reply.type() == QDBusMessage::ErrorMessage)
                finish();
        });
        QTimer::singleShot(patience, this, &SecretPrompt::finish);
    }

private Q_SLOTS:
    void finish()
    {
        if (const auto done = std::exchange(m_done, nullptr)) {
            deleteLater();
            done();
        }
    }

private:
    std::function<void()> m_done;
};

/// Goes on with the prompt that a reply names last, or at once if it names none.
void followPrompt(
    const QDBusMessage &reply, std::chrono::milliseconds patience, QObject *context, KeychainStateCallback callback)
{
    auto lookAgain = [context, callback = std::move(callback)] {
        checkSecretService(context, callback);
    };
    const QVariantList values = reply.arguments();
    const auto prompt = values.isEmpty() ? QDBusObjectPath() : values.last().value<QDBusObjectPath>();
    if (reply.type() == QDBusMessage::ErrorMessage || prompt.path().isEmpty() || prompt.path() == NoPath)
        lookAgain();
    else
        new SecretPrompt(prompt.path(), patience, context, std::move(lookAgain));
}

QDBusMessage unlockCall(const QString &collection)
{
    return serviceCall(u"Unlock"_s, {QVariant::fromValue(QList<QDBusObjectPath>{QDBusObjectPath(collection)})});
}

QDBusMessage createDefaultCall()
{
    const QVariantMap properties{{u"org.freedesktop.Secret.Collection.Label"_s, QObject::tr("Default keyring")}};
    return serviceCall(u"CreateCollection"_s, {properties, u"default"_s});
}

void unlockSecretService(std::chrono::milliseconds patience, QObject *context, const KeychainStateCallback &callback)
{
    askDefaultCollection(context, [=](const QString &collection) {
        if (collection.isEmpty())
            return callback(KeychainState::NoService);
        ask(collection == NoPath ? createDefaultCall() : unlockCall(collection), context,
            [=](const QDBusMessage &reply) { followPrompt(reply, patience, context, callback); });
    });
}

/// Tells whether QtKeychain will use KWallet, and if so lets KWallet say whether it can be used.
void askKWallet(QObject *context, std::function<void(bool)> callback)
{
    if (qEnvironmentVariableIntValue("KDE_SESSION_VERSION") != 5) {
        QMetaObject::invokeMethod(context, [callback = std::move(callback)] { callback(false); }, Qt::QueuedConnection);
        return;
    }
    const QDBusMessage message = QDBusMessage::createMethodCall(
        u"org.kde.kwalletd5"_s, u"/modules/kwalletd5"_s, u"org.kde.KWallet"_s, u"isEnabled"_s);
    ask(message, context, [callback = std::move(callback)](const QDBusMessage &reply) {
        const QDBusPendingReply<bool> isEnabled(reply);
        callback(!isEnabled.isError() && isEnabled.value());
    });
}

} // namespace

void checkKeychain(QObject *context, KeychainStateCallback callback)
{
    askKWallet(context, [context, callback = std::move(callback)](bool hasKWallet) {
        if (hasKWallet)
            callback(KeychainState::Ready);
        else
            checkSecretService(context, callback);
    });
}

void unlockKeychain(std::chrono::milliseconds patience, QObject *context, const KeychainStateCallback &callback)
{
    askKWallet(context, [=](bool hasKWallet) {
        if (hasKWallet)
            callback(KeychainState::Ready);
        else
            unlockSecretService(patience, context, callback);
    });
}

#include "keychainstate_linux.moc"
