#pragma once

#include "api/keychainstate.h"
#include "result.h"

#include <QByteArray>
#include <QObject>
#include <QString>

#include <chrono>
#include <functional>
#include <memory>

/// Whose token: one entry a host and user.
struct TokenKey
{
    QString host;
    qint64 userId = 0;
    bool operator==(const TokenKey &) const = default;
};

/// The bearer token in the system's keychain and nowhere else. Answers come from the event loop, unless their context
/// or the store is gone by then. Without a usable keychain nothing is stored anywhere: no file, no setting, no
/// environment variable. One thing is done at a time; while the keychain leaves a prompt unanswered, whatever is asked
/// of it is answered with TimedOut at once.
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
    ~TokenStore() override;

    /// How long the keychain, and the person in front of its prompt, have for an answer; two minutes unless set.
    void setPatience(std::chrono::milliseconds patience);

    /// Looks at the keychain without prompting.
    void checkState(QObject *context, KeychainStateCallback callback);
    /// Asks the system to unlock its keychain, or to make one where there is none yet; either may show the system's
    /// prompt. Answers with the state afterwards, after `patience` at the latest.
    void unlock(QObject *context, const KeychainStateCallback &callback);
    void read(const TokenKey &key, QObject *context, ReadCallback callback);
    /// Stores and reads back. `token` must not be empty and be shorter than 2,000 bytes, else Failed: Windows stops at
    /// 2,560 bytes.
    void write(const TokenKey &key, const QByteArray &token, QObject *context, DoneCallback callback);
    /// Removes and makes sure it is gone. A token that was not there counts as removed.
    void remove(const TokenKey &key, QObject *context, DoneCallback callback);

private:
    class Private;
    std::unique_ptr<Private> d;
};
