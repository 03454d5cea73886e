#include "api/tokenstore.h"

#include <QPointer>
#include <QQueue>
#include <QTimer>

#include <qt6keychain/keychain.h>

#include <optional>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

constexpr qsizetype LongestToken = 1'999;

using Error = TokenStore::Error;

/// What a job's error means, except that an entry that was not found may be one that is locked away.
std::optional<Error> errorOf(const QKeychain::Job &job)
{
    switch (job.error()) {
    case QKeychain::NoError:
        return std::nullopt;
    case QKeychain::EntryNotFound:
        return Error::NotFound;
    case QKeychain::AccessDenied:
    case QKeychain::AccessDeniedByUser:
        return Error::Denied;
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return Error::Unavailable;
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::OtherError:
        return Error::Failed;
    }
    return Error::Failed;
}

/// Why a keychain in this state holds nothing back and takes nothing in; nothing if it is ready.
std::optional<Error> errorOf(KeychainState state)
{
    switch (state) {
    case KeychainState::Ready:
        return std::nullopt;
    case KeychainState::Locked:
        return Error::Locked;
    case KeychainState::NoneYet:
    case KeychainState::NoService:
        return Error::Unavailable;
    }
    return Error::Unavailable;
}

} // namespace

/// Runs one operation at a time: a look at the keychain's state, then one or two jobs, then the answer.
class TokenStore::Private
{
public:
    using Answer = std::function<void(std::optional<Error>, const QByteArray &)>;
    using Operation = std::function<void(const Answer &)>;

    Private(TokenStore &owner, QString application)
        : q(owner)
        , m_application(std::move(application))
    {
    }

    /// Runs `operation` in its turn and hands its answer to `callback` as long as `context` lives.
    void enqueue(QObject *context, Operation operation, Answer callback)
    {
        Answer answer = [guard = QPointer<QObject>(context), callback = std::move(callback)](
                            std::optional<Error> error, const QByteArray &token) {
            if (guard)
                callback(error, token);
        };
        m_waiting.enqueue({std::move(operation), std::move(answer)});
        QMetaObject::invokeMethod(&q, [this] { advance(); }, Qt::QueuedConnection);
    }

    void read(const TokenKey &key, const Answer &answer)
    {
        whenReady(answer, [this, key, answer] { readJob(key, answer); });
    }

    void write(const TokenKey &key, const QByteArray &token, const Answer &answer)
    {
        whenReady(answer, [this, key, token, answer] {
            auto *job = prepared(new QKeychain::WritePasswordJob(m_application), key);
            job->setBinaryData(token);
            run(job, answer, [this, key, token, answer](const QKeychain::Job &done) {
                if (const auto error = errorOf(done))
                    return answer(error, {});
                readJob(key, [token, answer](std::optional<Error> error, const QByteArray &stored) {
                    answer(!error && stored != token ? Error::Failed : error, {});
                });
            });
        });
    }

    void remove(const TokenKey &key, const Answer &answer)
    {
        whenReady(answer, [this, key, answer] {
            auto *job = prepared(new QKeychain::DeletePasswordJob(m_application), key);
            run(job, answer, [this, key, answer](const QKeychain::Job &done) {
                const auto error = errorOf(done);
                if (error && error != Error::NotFound)
                    return answer(error, {});
                // A locked keyring says that it deleted, without deleting: only a look proves it.
                readJob(key, [answer](std::optional<Error> readError, const QByteArray &) {
                    if (readError == Error::NotFound)
                        return answer(std::nullopt, {});
                    answer(readError.value_or(Error::Failed), {});
                });
            });
        });
    }

    std::chrono::milliseconds patience = 2min;

private:
    struct Waiting
    {
        Operation operation;
        Answer answer;
    };

    void advance()
    {
        if (m_isBusy || m_waiting.isEmpty())
            return;
        m_isBusy = true;
        const Waiting next = m_waiting.dequeue();
        const Answer finish = [this, answer = next.answer](std::optional<Error> error, const QByteArray &token) {
            m_isBusy = false;
            QMetaObject::invokeMethod(&q, [this] { advance(); }, Qt::QueuedConnection);
            answer(error, token); // last: whoever hears it may delete the store
        };
        if (m_hangingJob)
            finish(Error::TimedOut, {});
        else
            next.operation(finish);
    }

    void whenReady(const Answer &answer, const std::function<void()> &go)
    {
        checkKeychain(&q, [answer, go](KeychainState state) {
            if (const auto error = errorOf(state))
                answer(error, {});
            else
                go();
        });
    }

    void readJob(const TokenKey &key, const Answer &answer)
    {
        auto *job = prepared(new QKeychain::ReadPasswordJob(m_application), key);
        run(job, answer, [this, job, answer](const QKeychain::Job &done) {
            const auto error = errorOf(done);
            if (error == Error::NotFound)
                return tellNotFound(answer);
            answer(error, error ? QByteArray() : job->binaryData());
        });
    }

    /// A keyring that was locked meanwhile says "not found" too.
    void tellNotFound(const Answer &answer)
    {
        checkKeychain(&q, [answer](KeychainState state) { answer(errorOf(state).value_or(Error::NotFound), {}); });
    }

    /// One string holds everything, because Windows ignores the service name.
    template <typename Job>
    Job *prepared(Job *job, const TokenKey &key) const
    {
        job->setKey(QStringList{m_application, key.host, QString::number(key.userId)}.join(u' '));
        job->setAutoDelete(true);
        return job;
    }

    /// Starts the job. It has no parent and deletes itself, because deleting one that waits for a prompt is a
    /// use-after-free: if it takes too long only our interest in it ends, and nothing else is started while it hangs.
    void run(QKeychain::Job *job, const Answer &answer, const std::function<void(const QKeychain::Job &)> &done)
    {
        auto *timer = new QTimer(&q);
        timer->setSingleShot(true);
        QObject::connect(timer, &QTimer::timeout, &q, [this, job, timer, answer] {
            timer->deleteLater();
            m_hangingJob = job;
            answer(Error::TimedOut, {});
        });
        QObject::connect(job, &QKeychain::Job::finished, timer, [timer, done](QKeychain::Job *finished) {
            timer->stop();
            timer->deleteLater();
            done(*finished);
        });
        timer->start(patience);
        job->start();
    }

    TokenStore &q;
    QString m_application;
    QQueue<Waiting> m_waiting;
    bool m_isBusy = false;
    QPointer<QKeychain::Job> m_hangingJob; // null again once it has ended and deleted itself
};

TokenStore::TokenStore(const QString &application, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(*this, application))
{
}

TokenStore::~TokenStore() = default;

void TokenStore::setPatience(std::chrono::milliseconds patience)
{
    d->patience = patience;
}

void TokenStore::checkState(QObject *context, KeychainStateCallback callback)
{
    checkKeychain(context, std::move(callback));
}

void TokenStore::unlock(QObject *context, const KeychainStateCallback &callback)
{
    unlockKeychain(d->patience, context, callback);
}

void TokenStore::read(const TokenKey &key, QObject *context, ReadCallback callback)
{
    d->enqueue(
        context, [this, key](const Private::Answer &answer) { d->read(key, answer); },
        [callback = std::move(callback)](std::optional<Error> error, const QByteArray &token) {
            if (error)
                callback(Unexpected(*error));
            else
                callback(token);
        });
}

void TokenStore::write(const TokenKey &key, const QByteArray &token, QObject *context, DoneCallback callback)
{
    d->enqueue(
        context,
        [this, key, token](const Private::Answer &answer) {
            if (token.isEmpty() || token.size() > LongestToken)
                answer(Error::Failed, {});
            else
                d->write(key, token, answer);
        },
        [callback = std::move(callback)](
            std::optional<Error> error, const QByteArray &) { error ? callback(Unexpected(*error)) : callback({}); });
}

void TokenStore::remove(const TokenKey &key, QObject *context, DoneCallback callback)
{
    d->enqueue(
        context, [this, key](const Private::Answer &answer) { d->remove(key, answer); },
        [callback = std::move(callback)](
            std::optional<Error> error, const QByteArray &) { error ? callback(Unexpected(*error)) : callback({}); });
}
