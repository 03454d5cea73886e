#pragma once

#include "result.h"

#include <QByteArray>
#include <QObject>
#include <QString>

#include <functional>

/// Whether the system's keychain can be used now (reliability.md section 9).
enum class KeychainState {
    Ready,
    Locked, ///< it exists and wants to be unlocked
    NoneYet, ///< a service runs but has no default keyring yet
    NoService, ///< nothing answers
};

/// Whose token: one entry a host and user.
struct TokenKey
{
    QString host;
    qint64 userId = 0;
    bool operator==(const TokenKey &) const = default;
};

/// The bearer token in the system's keychain and nowhere else. Answers come from the event loop. Without a usable
/// keychain nothing is stored anywhere: no file, no setting, no environment variable.
class TokenStore : public QObject
{
    Q_OBJECT

public:
    enum class Error {
        NotFound, ///< the keychain is open and holds no such token: signed out
        Locked,
        Unavailable,
        Denied, ///< the person or the system said no
        TimedOut, ///< a prompt was not answered in time; it may still be on screen
        Failed,
    };
    using ReadCallback = std::function<void(Result<QByteArray, Error>)>;
    using DoneCallback = std::function<void(Result<void, Error>)>;

    /// `application` is the reverse-DNS id of the program, part of every key.
    explicit TokenStore(const QString &application, QObject *parent = nullptr);

    /// Looks at the keychain without prompting.
    void checkState(QObject *context, std::function<void(KeychainState)> callback);
    /// Asks the system to unlock its keychain, which may show a prompt; answers with the state afterwards.
    void unlock(QObject *context, std::function<void(KeychainState)> callback);
    void read(const TokenKey &key, QObject *context, ReadCallback callback);
    /// Stores and reads back. `token` must be shorter than 2,000 bytes.
    void write(const TokenKey &key, const QByteArray &token, QObject *context, DoneCallback callback);
    /// Removes and makes sure it is gone. A token that was not there counts as removed.
    void remove(const TokenKey &key, QObject *context, DoneCallback callback);

private:
    QString m_application;
};
