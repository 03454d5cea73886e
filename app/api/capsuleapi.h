#pragma once

#include "api/apierror.h"
#include "api/apirequest.h"
#include "api/cataloguelists.h"
#include "api/ratelimit.h"
#include "party/partyjson.h"
#include "result.h"

#include <QDateTime>
#include <QJsonObject>
#include <QObject>
#include <QUrl>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>
#include <variant>

class Clock;
class QNetworkAccessManager;

/// What came along with an answer, good or bad.
struct Receipt
{
    int status = 0; ///< HTTP status
    QDateTime serverTime; ///< the Date header, UTC, whole seconds; invalid if it was missing
    QUrl location; ///< the Location header, absolute and checked to be of the same host; empty if missing
};

/// A good answer.
template <typename T>
struct Answer
{
    T value;
    Receipt receipt;
};

/// The user behind the token and the account (capsule-api.md section 13).
struct CurrentUser
{
    qint64 id = 0;
    QString username;
    QString name;
    QString locale;
    QString timezone;
};
struct Site
{
    QString name;
    QString subdomain;
    QUrl url;
};

/// One page of a list of parties.
struct PartyPage
{
    QList<ReceivedParty> parties;
    QList<UnreadableParty> unreadable;
    QUrl next; ///< the address of the next page, same host only; empty on the last page
    int total = -1; ///< meta.totalCount if the service told it, else -1
};

/// Records that went away since some time (capsule-api.md section 7.4).
struct DeletedParties
{
    QList<qint64> deleted;
    QList<qint64> restricted; ///< became invisible to this user; to be dropped from the replica too
    QUrl next; ///< the next page if there is one, which is not documented; see nextDeletedParties()
};

/// Something that Capsule carries out later (capsule-api.md section 3.1).
struct Job
{
    QString status; ///< Capsule's word; only "completed" is documented
    bool isCompleted() const { return status == QLatin1StringView("completed"); }
};

/// A good answer as it came, for endpoints that have classes of their own.
struct ApiContent
{
    QJsonObject json; ///< empty for a file and after a delete
    QByteArray body; ///< its bytes
    QUrl next; ///< the next page of a list, same host only; empty on the last
};

/// A request on its way. Losing the handle changes nothing: the request goes on and calls back.
class ApiCall
{
public:
    virtual ~ApiCall() = default;
    /// Ends the request; the callback is not called any more. What has left has left: a cancelled write may have been
    /// carried out. Does nothing once the callback has been called.
    virtual void cancel() = 0;
};

/// Capsule's API as functions: one an endpoint, the only code that knows QNetworkAccessManager (reliability.md section
/// 8).
///
/// Each function returns at once; the callback comes later from the event loop, exactly once, and never if `context` or
/// the API has been destroyed by then or the call was cancelled. Retrying is nobody's business here. Every party comes
/// with tags and custom fields. The token goes to the host of `base` only, over https, or over http to a loopback
/// address. A success whose content breaks a promise (a missing key, another record's id, a next page on another host)
/// is Garbled.
class CapsuleApi : public QObject
{
    Q_OBJECT

public:
    template <typename T>
    using Callback = std::function<void(Result<Answer<T>, ApiError>)>;
    using Call = std::shared_ptr<ApiCall>;
    /// Called before the callback, if pages are read elsewhere: the page is here and names this successor, but it is
    /// still being read and may turn out to be unusable.
    using NextPage = std::function<void(const QUrl &address)>;

    /// Borrows `network` and `clock`. `base` is the address up to and including the version, for example
    /// https://api.capsulecrm.com/api/v2; one that may not carry a token (http to another machine) makes every call
    /// fail with NotSent.
    CapsuleApi(QNetworkAccessManager &network, Clock &clock, const QUrl &base, QObject *parent = nullptr);
    ~CapsuleApi() override;

    QUrl base() const;
    /// Reads pages of parties on another thread from now on: a page of 100 takes some milliseconds.
    void readPagesElsewhere();
    /// Other limits than the usual ones, for all further requests.
    void setLimits(const ApiLimits &limits);
    /// The bearer token for all further requests; empty signs out. Held in memory only. Without a token, or with bytes
    /// that cannot be one, every call fails with SignIn and sends nothing.
    void setToken(const QByteArray &token);
    bool hasToken() const;

    /// GET /users/current
    Call currentUser(QObject *context, Callback<CurrentUser> callback);
    /// GET /site
    Call site(QObject *context, Callback<Site> callback);
    /// GET of a list of what the account offers its records (endpointOf()), 100 a page where it has pages.
    Call catalogueList(CatalogueList list, QObject *context, Callback<CataloguePage> callback);
    /// GET of the `next` address of its page, as nextParties().
    Call nextCatalogueList(CatalogueList list, const QUrl &address, QObject *context, Callback<CataloguePage> callback);

    /// GET /parties, 100 a page. `since` invalid means all. Later pages through nextParties(). A record that cannot be
    /// read goes to `unreadable`; the page is good all the same.
    Call parties(const QDateTime &since, QObject *context, Callback<PartyPage> callback, NextPage next = {});
    /// GET of a page's `next` address. An address of another host fails with NotSent.
    Call nextParties(const QUrl &address, QObject *context, Callback<PartyPage> callback, NextPage next = {});
    /// GET /parties/deleted; `since` must be valid.
    Call deletedParties(const QDateTime &since, QObject *context, Callback<DeletedParties> callback);
    /// GET of the `next` address of a list of deleted records, as nextParties().
    Call nextDeletedParties(const QUrl &next, QObject *context, Callback<DeletedParties> callback);
    /// GET /parties/{id}
    Call party(qint64 id, QObject *context, Callback<ReceivedParty> callback);
    /// POST /parties/filters/results with the condition `name is`, for the organisation that already has a name. People
    /// of that name are left out. A search, although it is a POST: it may be repeated.
    Call organisationsNamed(const QString &name, QObject *context, Callback<PartyPage> callback);
    /// GET /parties/filters/{id}/results: what a filter saved in Capsule holds now, 100 a page, as nextParties().
    Call filterResults(qint64 filterId, QObject *context, Callback<PartyPage> callback);

    /// POST /parties. `body` are the exact bytes (requestBody()), not empty; they are transmitted at most once, over a
    /// fresh connection. Waits for requests in flight to end, since that is when connections can be dropped.
    Call createParty(const QByteArray &body, QObject *context, Callback<ReceivedParty> callback);
    /// PUT /parties/{id}. `body` as above.
    Call updateParty(qint64 id, const QByteArray &body, QObject *context, Callback<ReceivedParty> callback);
    /// DELETE /parties/{id}. With the status 202 Capsule only took it on: the job's address is in the receipt's
    /// location.
    Call deleteParty(qint64 id, QObject *context, Callback<std::monostate> callback);
    /// GET of a job's address. An address of another host fails with NotSent.
    Call job(const QUrl &address, QObject *context, Callback<Job> callback);

    /// Any request of those that have no function here, with all the promises above.
    Call content(const ApiRequest &request, QObject *context, Callback<ApiContent> callback);

    /// "POST https://.../parties?embed=tags,fields": method and address as a write would go out, for the Review panel.
    QUrl createPartyUrl() const;
    QUrl partyUrl(qint64 id) const;

    RateLimit rateLimit() const;
    /// How long until `serverTime` by the service's clock: its last Date header and this machine's monotonic time
    /// since. Negative if it is past; nothing before the first answer.
    std::optional<std::chrono::milliseconds> timeUntil(const QDateTime &serverTime) const;
    /// Drops connections, as soon as nothing is in flight: after a wake-up or a change of network.
    void forgetConnections();

Q_SIGNALS:
    void rateLimitChanged(const RateLimit &limit);

private:
    class Private;
    std::unique_ptr<Private> d;
};
