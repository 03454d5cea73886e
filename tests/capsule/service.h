#pragma once

#include "account.h"
#include "message.h"
#include "options.h"

#include <QDateTime>
#include <QJsonObject>

#include <functional>
#include <optional>

namespace capsule {

/// Capsule in memory: a request goes in, the answer comes out. It knows no sockets; the doors (AccessManager,
/// HttpDoor) bring requests and may lose answers. Not thread-safe.
class Service
{
public:
    using Clock = std::function<QDateTime()>;

    /// An empty account with one user and the lists of capsule-api.md section 14. The clock gives UTC.
    explicit Service(Options options = {}, Clock clock = {});

    /// Answers one request and remembers both. `fault` is what a door will do to the answer, for the record only.
    Answer handle(const Request &request, const QString &fault = {});

    /// Remembers a request that never reached the model, with what was sent instead (status 0 for nothing).
    void remember(const Request &request, const Answer &answer, const QString &fault);
    /// Is told of every request when it is remembered.
    void setObserver(std::function<void(const Exchange &)> observer) { m_observer = std::move(observer); }
    /// What came in, oldest first, at most Options::rememberedRequests.
    const QList<Exchange> &exchanges() const { return m_exchanges; }
    void forgetExchanges() { m_exchanges.clear(); }

    /// The answer that the service gives with this status when something outside the model fails: 401, 403, 429 with
    /// their headers, others with a plain message.
    Answer refusal(int status) const;
    /// Adds the `Date` header that every answer has.
    void stamp(Answer &answer) const;

    Account &account() { return m_account; }
    const Account &account() const { return m_account; }
    /// Switches may be turned at any time.
    Options &options() { return m_options; }
    void setClock(Clock clock) { m_clock = std::move(clock); }
    /// Moves the service's time ahead of its clock.
    void advance(qint64 seconds) { m_ahead += seconds; }
    /// Seconds since 1970.
    qint64 now() const;

    // For tests: the account as another user would change it, past tokens and limits and without a trace in
    // exchanges().

    /// Creates a party from the body of a POST, without envelope. Returns its id; asserts that it is valid.
    qint64 addParty(const QJsonObject &party);
    /// Applies the body of a PUT, without envelope. Asserts that it is valid.
    void editParty(qint64 id, const QJsonObject &change);
    void deleteParty(qint64 id);
    /// Hides a party from the token's user from now on.
    void restrictParty(qint64 id) { m_account.restricted.insert(id, now()); }
    /// A party with all embeds as a GET would give it; empty if there is none.
    QJsonObject party(qint64 id);
    qsizetype partyCount() const { return m_account.parties.size(); }
    /// Any request past tokens, limits and records; `target` begins behind the base, e.g. "tasks?page=2".
    Answer ask(const QByteArray &method, const QByteArray &target, const QJsonObject &body = {});

private:
    Answer answer(const Request &request);
    Answer dispatch(const Request &request);
    std::optional<Answer> refusedToken(const Request &request, bool &mayWrite) const;
    bool spend();
    void addRateHeaders(Answer &answer) const;

    Options m_options;
    Clock m_clock;
    Account m_account;
    qint64 m_ahead = 0;
    qint64 m_window = 0; ///< the hour that is being counted
    int m_spent = 0;
    QList<Exchange> m_exchanges;
    std::function<void(const Exchange &)> m_observer;
};

} // namespace capsule
