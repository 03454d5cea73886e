#include "api/capsuleapi.h"

#include "api/apitransfer.h"
#include "api/jsonslices.h"
#include "api/linkheader.h"
#include "api/requestqueue.h"
#include "api/wireanswer.h"
#include "background.h"
#include "clock.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QPointer>
#include <QRandomGenerator>
#include <QUrlQuery>

#include <queue>
#include <type_traits>
#include <utility>

using namespace Qt::StringLiterals;
using std::chrono::milliseconds;
using Verb = ApiRequest::Verb;

namespace {

/// What a reader of an answer gives: the value, or what was wrong with the answer.
template <typename T>
using Parsed = Result<T, QString>;

/// Tags and custom fields come only when asked for, in answers to writes too (capsule-api.md section 5.2).
constexpr auto PartyParts = "tags,fields"_L1;
/// With `meta` a list tells how many there are.
constexpr auto ListParts = "tags,fields,meta"_L1;

class CallHandle final : public ApiCall
{
public:
    CallHandle(ApiTransfer *transfer, std::shared_ptr<bool> isCancelled)
        : m_transfer(transfer)
        , m_isCancelled(std::move(isCancelled))
    {
    }
    void cancel() override
    {
        *m_isCancelled = true;
        if (m_transfer)
            m_transfer->cancel();
    }

private:
    QPointer<ApiTransfer> m_transfer;
    std::shared_ptr<bool> m_isCancelled; // the answer may be here, but still be read on another thread
};

Unexpected<QString> missing(QLatin1StringView key)
{
    return Unexpected(u"No usable \"%1\""_s.arg(key));
}

Parsed<CurrentUser> userFrom(const QJsonObject &envelope)
{
    const QJsonObject user = envelope["user"_L1].toObject();
    const auto id = idFromJson(user["id"_L1]);
    if (!id)
        return missing("user.id"_L1);
    return CurrentUser{*id, user["username"_L1].toString(), user["name"_L1].toString(), user["locale"_L1].toString(),
        user["timezone"_L1].toString()};
}

Parsed<Site> siteFrom(const QJsonObject &envelope)
{
    const QJsonObject site = envelope["site"_L1].toObject();
    if (!site["name"_L1].isString())
        return missing("site.name"_L1);
    return Site{site["name"_L1].toString(), site["subdomain"_L1].toString(), QUrl(site["url"_L1].toString())};
}

Parsed<Job> jobFrom(const QJsonObject &envelope)
{
    const QJsonValue status = envelope["job"_L1]["status"_L1];
    if (!status.isString())
        return missing("job.status"_L1);
    return Job{status.toString()};
}

Parsed<QList<qint64>> idsFrom(const QJsonArray &records)
{
    QList<qint64> ids;
    for (const QJsonValue &record : records) {
        const auto id = idFromJson(record["id"_L1]);
        if (!id)
            return missing("id"_L1);
        ids.append(*id);
    }
    return ids;
}

QByteArray documentOf(const QJsonValue &record)
{
    if (record.isObject())
        return QJsonDocument(record.toObject()).toJson(QJsonDocument::Compact);
    const QByteArray inArray = QJsonDocument(QJsonArray{record}).toJson(QJsonDocument::Compact);
    return inArray.sliced(1, inArray.size() - 2);
}

/// A record as the service sends it: unlike one of our own files it always has an id.
Result<Party, PartyJsonError> recordFrom(const QJsonValue &record)
{
    auto party = partyFromJson(record.toObject());
    if (party && party->id == 0)
        return Unexpected(PartyJsonError{u"id"_s, u"missing"_s, 0});
    return party;
}

/// The record under "party"; its id must be `expectedId` unless that is 0.
Parsed<ReceivedParty> partyFrom(const QJsonObject &envelope, qint64 expectedId)
{
    const QJsonValue record = envelope["party"_L1];
    if (!record.isObject())
        return missing("party"_L1);
    auto party = recordFrom(record);
    if (!party)
        return Unexpected(party.error().toString());
    if (expectedId != 0 && party->id != expectedId)
        return Unexpected(u"The answer is about another record"_s);
    return ReceivedParty{documentOf(record), std::move(*party)};
}

void addRecord(const QJsonValue &record, const QByteArray &document, PartyPage &page)
{
    auto party = recordFrom(record);
    if (party)
        page.parties.append({document, std::move(*party)});
    else
        page.unreadable.append({document, party.error()});
}

/// The address of the next page; empty on the last. A page that must have a successor but names none, or one elsewhere,
/// is an error: taking it for the last page would lose records without a word.
Parsed<QUrl> nextFrom(const WireAnswer &answer, const QUrl &requestUrl)
{
    const auto target = linkTarget(answer.header("link"_ba), "next"_L1);
    if (!target) {
        if (answer.header("x-pagination-has-more"_ba).trimmed().toLower() == "true")
            return Unexpected(u"More pages, but no address of the next"_s);
        return QUrl();
    }
    const QUrl next = requestUrl.resolved(QUrl(*target, QUrl::StrictMode));
    if (!isSameOrigin(next, requestUrl))
        return Unexpected(u"The next page is on another host"_s);
    return next;
}

Parsed<PartyPage> pageFrom(const QJsonObject &envelope, const WireAnswer &answer, const QUrl &requestUrl)
{
    if (!envelope["parties"_L1].isArray())
        return missing("parties"_L1);
    const auto next = nextFrom(answer, requestUrl);
    if (!next)
        return Unexpected(next.error());
    PartyPage page;
    page.next = *next;
    page.total = envelope["meta"_L1]["totalCount"_L1].toInt(-1);
    const QJsonArray records = envelope["parties"_L1].toArray();
    const QList<QByteArray> documents = elementsOf(answer.body, "parties");
    if (documents.size() != records.size())
        return missing("parties"_L1);
    for (qsizetype i = 0; i < records.size(); ++i)
        addRecord(records.at(i), documents.at(i), page);
    return page;
}

Parsed<DeletedParties> deletedFrom(const QJsonObject &envelope, const WireAnswer &answer, const QUrl &requestUrl)
{
    if (!envelope["parties"_L1].isArray())
        return missing("parties"_L1);
    const auto deleted = idsFrom(envelope["parties"_L1].toArray());
    const auto restricted = idsFrom(envelope["restrictedParties"_L1].toArray());
    const auto next = nextFrom(answer, requestUrl);
    if (!deleted || !restricted)
        return missing("id"_L1);
    if (!next)
        return Unexpected(next.error());
    return DeletedParties{*deleted, *restricted, *next};
}

/// The current user comes alone, the other lists as lists.
Parsed<CataloguePage> cataloguePageFrom(
    const QByteArray &key, const QJsonObject &envelope, const WireAnswer &answer, const QUrl &requestUrl)
{
    const QJsonValue content = envelope[QLatin1StringView(key)];
    if (content.isObject())
        return CataloguePage{{documentOf(content)}, {}};
    const auto next = nextFrom(answer, requestUrl);
    if (!next)
        return Unexpected(next.error());
    const QList<QByteArray> items = elementsOf(answer.body, key);
    if (!content.isArray() || items.size() != content.toArray().size())
        return missing(QLatin1StringView(key));
    return CataloguePage{items, *next};
}

QByteArray filterByName(const QString &name)
{
    const QJsonObject condition{{u"field"_s, u"name"_s}, {u"operator"_s, u"is"_s}, {u"value"_s, name}};
    const QJsonObject filter{{u"conditions"_s, QJsonArray{condition}}};
    return QJsonDocument(QJsonObject{{u"filter"_s, filter}}).toJson(QJsonDocument::Compact);
}

void dropPeople(PartyPage &page)
{
    page.parties.removeIf([](const ReceivedParty &received) { return received.party.isPerson(); });
}

/// `url` with `parts` embedded, whatever it asked for before.
QUrl embedding(QLatin1StringView parts, QUrl url)
{
    QUrlQuery query(url);
    query.removeAllQueryItems(u"embed"_s);
    query.addQueryItem(u"embed"_s, parts);
    url.setQuery(query);
    return url;
}

} // namespace

class CapsuleApi::Private
{
public:
    Private(CapsuleApi &api, QNetworkAccessManager &network, Clock &time, QUrl address)
        : q(api)
        , clock(time)
        , base(std::move(address))
        , queue(network, &api)
    {
    }

    /// Sends `request` and calls back with what `parse(object, answer)` makes of a good answer.
    template <typename T, typename Parse>
    Call send(const ApiRequest &request, QObject *context, Callback<T> callback, const Parse &parse, NextPage next = {})
    {
        ApiTransfer *transfer = begin(request);
        if (request.progress)
            QObject::connect(transfer, &ApiTransfer::progressed, context, request.progress);
        const auto isCancelled = std::make_shared<bool>(false);
        QObject::connect(transfer, &ApiTransfer::finished, context,
            [this, request, context, callback = std::move(callback), parse, isCancelled, next = std::move(next)](
                const WireAnswer &answer) {
                if (!std::is_same_v<T, PartyPage> || !readsPagesElsewhere)
                    return callback(withWait(resultOf<T>(request, answer, parse), answer));
                waiting.push([this, request, answer, parse, callback, isCancelled, guard = QPointer<QObject>(context)] {
                    reading.run([request, answer, parse](
                                    const std::atomic_bool &) { return resultOf<T>(request, answer, parse); },
                        [this, answer, callback, isCancelled, guard](Result<Answer<T>, ApiError> result) {
                            readNext();
                            if (guard && !*isCancelled)
                                callback(withWait(std::move(result), answer));
                        });
                });
                readNext();
                tellNext(request, answer, next);
            });
        return std::make_shared<CallHandle>(transfer, isCancelled);
    }

    static void tellNext(const ApiRequest &request, const WireAnswer &answer, const NextPage &next)
    {
        const auto address = nextFrom(answer, request.url);
        if (next && answer.status == 200 && answer.isComplete && address && !address->isEmpty())
            next(*address);
    }

    /// Answers are read in the order in which they came.
    void readNext()
    {
        if (reading.isRunning() || waiting.empty())
            return;
        const auto read = std::move(waiting.front());
        waiting.pop();
        read();
    }

    /// GET of a list or a value below the base.
    ApiRequest get(const QString &path, const QUrlQuery &query = {}) const
    {
        ApiRequest request;
        request.url = url(path, query);
        request.pathTemplate = path;
        return request;
    }

    QUrl url(const QString &path, const QUrlQuery &query = {}) const
    {
        QUrl result = base;
        result.setPath(base.path() + path);
        result.setQuery(query);
        return result;
    }

    Call page(const ApiRequest &request, QObject *context, Callback<PartyPage> callback, NextPage next = {})
    {
        return send<PartyPage>(
            request, context, std::move(callback),
            [requestUrl = request.url](const QJsonObject &envelope, const WireAnswer &answer) {
                return pageFrom(envelope, answer, requestUrl);
            },
            std::move(next));
    }

    Call deletedPage(const ApiRequest &request, QObject *context, Callback<DeletedParties> callback)
    {
        return send<DeletedParties>(request, context, std::move(callback),
            [requestUrl = request.url](const QJsonObject &envelope, const WireAnswer &answer) {
                return deletedFrom(envelope, answer, requestUrl);
            });
    }

    Call cataloguePage(
        CatalogueList list, const ApiRequest &request, QObject *context, Callback<CataloguePage> callback)
    {
        return send<CataloguePage>(request, context, std::move(callback),
            [key = endpointOf(list).key, requestUrl = request.url](const QJsonObject &envelope,
                const WireAnswer &answer) { return cataloguePageFrom(key, envelope, answer, requestUrl); });
    }

    Call oneParty(const ApiRequest &request, qint64 expectedId, QObject *context, Callback<ReceivedParty> callback)
    {
        return send<ReceivedParty>(request, context, std::move(callback),
            [expectedId](const QJsonObject &envelope, const WireAnswer &) { return partyFrom(envelope, expectedId); });
    }

    /// Where the service's clock stands now; invalid before its first Date.
    QDateTime serviceNow() const
    {
        return lastDate.isValid() ? lastDate.addMSecs((clock.monotonic() - lastDateAt).count()) : QDateTime();
    }

    CapsuleApi &q;
    Clock &clock;
    QUrl base;
    QByteArray token;
    ApiLimits limits;
    RateLimit rateLimit;
    QDateTime lastDate;
    milliseconds lastDateAt{0};
    RequestQueue queue;
    bool readsPagesElsewhere = false;
    std::queue<std::function<void()>> waiting;
    Background reading;

private:
    ApiTransfer *begin(const ApiRequest &request)
    {
        auto *transfer = new ApiTransfer(request, limits, clock, &q);
        QObject::connect(transfer, &ApiTransfer::finished, &q, [this](const WireAnswer &answer) { note(answer); });
        if (const auto error = refusal(request))
            transfer->refuse(*error);
        else
            queue.add(transfer, networkRequest(request, base, token, limits));
        return transfer;
    }

    /// Why this must not go out at all.
    std::optional<ApiError> refusal(const ApiRequest &request) const
    {
        if (!mayCarryToken(base))
            return ApiError::of(ApiError::Kind::NotSent, u"The address of the service is not safe for a token"_s);
        if (!isSameOrigin(request.url, base))
            return ApiError::of(ApiError::Kind::NotSent, u"The address is not the service's"_s);
        if (!isToken(token))
            return ApiError::of(ApiError::Kind::SignIn, u"There is no usable token"_s);
        return std::nullopt;
    }

    /// Takes the time and the allowance from an answer.
    void note(const WireAnswer &answer)
    {
        if (const QDateTime date = httpDate(answer.header("date"_ba)); date.isValid()) {
            lastDate = date;
            lastDateAt = clock.monotonic();
        }
        const auto told = rateLimitFrom(answer.header("x-ratelimit-limit"_ba),
            answer.header("x-ratelimit-remaining"_ba), answer.header("x-ratelimit-reset"_ba));
        if (told && *told != rateLimit) {
            rateLimit = *told;
            Q_EMIT q.rateLimitChanged(rateLimit);
        }
    }

    /// For any thread.
    template <typename T, typename Parse>
    static Result<Answer<T>, ApiError> resultOf(const ApiRequest &request, const WireAnswer &answer, const Parse &parse)
    {
        const auto object = judged(request, answer);
        if (!object)
            return Unexpected(object.error());
        Parsed<T> value = parse(*object, answer);
        if (!value)
            return Unexpected(unusable(request, answer, value.error()));
        const Receipt receipt{answer.status, httpDate(answer.header("date"_ba)), answer.location(request.url)};
        return Answer<T>{std::move(*value), receipt};
    }

    template <typename T>
    Result<Answer<T>, ApiError> withWait(Result<Answer<T>, ApiError> result, const WireAnswer &answer) const
    {
        return result ? std::move(result) : Unexpected(withWait(result.error(), answer));
    }

    ApiError withWait(ApiError error, const WireAnswer &answer) const
    {
        error.retryAfter = retryAfterFrom(answer.header("retry-after"_ba), serviceNow());
        if (error.kind == ApiError::Kind::RateLimited && !error.retryAfter) {
            const auto told = rateLimitFrom(answer.header("x-ratelimit-limit"_ba),
                answer.header("x-ratelimit-remaining"_ba), answer.header("x-ratelimit-reset"_ba));
            const milliseconds jitter(QRandomGenerator::global()->bounded(qint64(limits.jitter.count()) + 1));
            error.retryAfter = waitForReset(told ? told->reset : QDateTime(), serviceNow(), jitter);
        }
        return error;
    }
};

CapsuleApi::CapsuleApi(QNetworkAccessManager &network, Clock &clock, const QUrl &base, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(*this, network, clock, base.adjusted(QUrl::StripTrailingSlash)))
{
}

CapsuleApi::~CapsuleApi()
{
    // Requests in flight end here, while what they refer to is still there.
    qDeleteAll(findChildren<ApiTransfer *>(Qt::FindDirectChildrenOnly));
}

QUrl CapsuleApi::base() const
{
    return d->base;
}

void CapsuleApi::readPagesElsewhere()
{
    d->readsPagesElsewhere = true;
}

void CapsuleApi::setLimits(const ApiLimits &limits)
{
    d->limits = limits;
}

void CapsuleApi::setToken(const QByteArray &token)
{
    d->token = token;
}

bool CapsuleApi::hasToken() const
{
    return !d->token.isEmpty();
}

CapsuleApi::Call CapsuleApi::currentUser(QObject *context, Callback<CurrentUser> callback)
{
    return d->send<CurrentUser>(d->get(u"/users/current"_s), context, std::move(callback),
        [](const QJsonObject &envelope, const WireAnswer &) { return userFrom(envelope); });
}

CapsuleApi::Call CapsuleApi::site(QObject *context, Callback<Site> callback)
{
    return d->send<Site>(d->get(u"/site"_s), context, std::move(callback),
        [](const QJsonObject &envelope, const WireAnswer &) { return siteFrom(envelope); });
}

CapsuleApi::Call CapsuleApi::catalogueList(CatalogueList list, QObject *context, Callback<CataloguePage> callback)
{
    const CatalogueEndpoint endpoint = endpointOf(list);
    return d->cataloguePage(list, d->get(endpoint.path, endpoint.query), context, std::move(callback));
}

CapsuleApi::Call CapsuleApi::nextCatalogueList(
    CatalogueList list, const QUrl &address, QObject *context, Callback<CataloguePage> callback)
{
    ApiRequest request = d->get(endpointOf(list).path);
    request.url = address;
    return d->cataloguePage(list, request, context, std::move(callback));
}

CapsuleApi::Call CapsuleApi::parties(
    const QDateTime &since, QObject *context, Callback<PartyPage> callback, NextPage next)
{
    QUrlQuery query{{u"perPage"_s, u"100"_s}, {u"embed"_s, ListParts}};
    if (since.isValid())
        query.addQueryItem(u"since"_s, since.toUTC().toString(Qt::ISODate));
    return d->page(d->get(u"/parties"_s, query), context, std::move(callback), std::move(next));
}

CapsuleApi::Call CapsuleApi::nextParties(
    const QUrl &address, QObject *context, Callback<PartyPage> callback, NextPage next)
{
    ApiRequest request = d->get(u"/parties"_s);
    request.url = embedding(ListParts, address);
    return d->page(request, context, std::move(callback), std::move(next));
}

CapsuleApi::Call CapsuleApi::deletedParties(const QDateTime &since, QObject *context, Callback<DeletedParties> callback)
{
    Q_ASSERT(since.isValid());
    const QUrlQuery query{{u"since"_s, since.toUTC().toString(Qt::ISODate)}};
    return d->deletedPage(d->get(u"/parties/deleted"_s, query), context, std::move(callback));
}

CapsuleApi::Call CapsuleApi::nextDeletedParties(const QUrl &next, QObject *context, Callback<DeletedParties> callback)
{
    ApiRequest request = d->get(u"/parties/deleted"_s);
    request.url = next;
    return d->deletedPage(request, context, std::move(callback));
}

CapsuleApi::Call CapsuleApi::party(qint64 id, QObject *context, Callback<ReceivedParty> callback)
{
    ApiRequest request;
    request.url = partyUrl(id);
    request.pathTemplate = u"/parties/{id}"_s;
    return d->oneParty(request, id, context, std::move(callback));
}

CapsuleApi::Call CapsuleApi::organisationsNamed(const QString &name, QObject *context, Callback<PartyPage> callback)
{
    ApiRequest request = d->get(u"/parties/filters/results"_s, {{u"perPage"_s, u"100"_s}, {u"embed"_s, ListParts}});
    request.verb = Verb::Post;
    request.body = filterByName(name);
    return d->page(request, context, [callback = std::move(callback)](Result<Answer<PartyPage>, ApiError> result) {
        if (result)
            dropPeople(result->value);
        callback(std::move(result));
    });
}

CapsuleApi::Call CapsuleApi::filterResults(qint64 filterId, QObject *context, Callback<PartyPage> callback)
{
    ApiRequest request
        = d->get(u"/parties/filters/%1/results"_s.arg(filterId), {{u"perPage"_s, u"100"_s}, {u"embed"_s, ListParts}});
    request.pathTemplate = u"/parties/filters/{id}/results"_s;
    return d->page(request, context, std::move(callback));
}

CapsuleApi::Call CapsuleApi::createParty(const QByteArray &body, QObject *context, Callback<ReceivedParty> callback)
{
    Q_ASSERT(!body.isEmpty());
    ApiRequest request;
    request.verb = Verb::Post;
    request.url = createPartyUrl();
    request.pathTemplate = u"/parties"_s;
    request.body = body;
    request.goodStatuses = {201};
    request.isWrite = true;
    request.wantsFreshConnection = true;
    return d->oneParty(request, 0, context, std::move(callback));
}

CapsuleApi::Call CapsuleApi::updateParty(
    qint64 id, const QByteArray &body, QObject *context, Callback<ReceivedParty> callback)
{
    Q_ASSERT(!body.isEmpty());
    ApiRequest request;
    request.verb = Verb::Put;
    request.url = partyUrl(id);
    request.pathTemplate = u"/parties/{id}"_s;
    request.body = body;
    request.isWrite = true;
    return d->oneParty(request, id, context, std::move(callback));
}

CapsuleApi::Call CapsuleApi::deleteParty(qint64 id, QObject *context, Callback<std::monostate> callback)
{
    ApiRequest request;
    request.verb = Verb::Delete;
    request.url = partyUrl(id);
    request.pathTemplate = u"/parties/{id}"_s;
    request.goodStatuses = {204, 202};
    request.isWrite = true;
    return d->send<std::monostate>(request, context, std::move(callback),
        [](const QJsonObject &, const WireAnswer &) { return Parsed<std::monostate>(std::monostate{}); });
}

CapsuleApi::Call CapsuleApi::job(const QUrl &address, QObject *context, Callback<Job> callback)
{
    ApiRequest request;
    request.url = address;
    request.pathTemplate = u"/jobs/{id}"_s;
    return d->send<Job>(request, context, std::move(callback),
        [](const QJsonObject &envelope, const WireAnswer &) { return jobFrom(envelope); });
}

CapsuleApi::Call CapsuleApi::content(const ApiRequest &request, QObject *context, Callback<ApiContent> callback)
{
    return d->send<ApiContent>(request, context, std::move(callback),
        [requestUrl = request.url](const QJsonObject &envelope, const WireAnswer &answer) -> Parsed<ApiContent> {
            const auto next = nextFrom(answer, requestUrl);
            if (!next)
                return Unexpected(next.error());
            return ApiContent{envelope, answer.body, *next};
        });
}

QUrl CapsuleApi::createPartyUrl() const
{
    return embedding(PartyParts, d->url(u"/parties"_s));
}

QUrl CapsuleApi::partyUrl(qint64 id) const
{
    return embedding(PartyParts, d->url(u"/parties/%1"_s.arg(id)));
}

RateLimit CapsuleApi::rateLimit() const
{
    return d->rateLimit;
}

std::optional<milliseconds> CapsuleApi::timeUntil(const QDateTime &serverTime) const
{
    const QDateTime now = d->serviceNow();
    if (!now.isValid() || !serverTime.isValid())
        return std::nullopt;
    return milliseconds(now.msecsTo(serverTime));
}

void CapsuleApi::forgetConnections()
{
    d->queue.forgetConnections();
}
