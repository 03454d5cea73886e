#include "activityapi.h"

#include "api/jsonslices.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QUrlQuery>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Verb = ApiRequest::Verb;

namespace {

constexpr auto fileDeadline = 10min; // 25 MB over a slow line; what stands still ends sooner

template <typename T>
struct Endpoint;

template <>
struct Endpoint<Entry>
{
    static constexpr QByteArrayView single{"entry"};
    static constexpr QByteArrayView plural{"entries"};
    static Result<Entry, PartyJsonError> read(const QJsonObject &json) { return entryFromJson(json); }
};

template <>
struct Endpoint<Task>
{
    static constexpr QByteArrayView single{"task"};
    static constexpr QByteArrayView plural{"tasks"};
    static Result<Task, PartyJsonError> read(const QJsonObject &json) { return taskFromJson(json); }
};

QLatin1StringView wordFor(Deal::Kind kind)
{
    return kind == Deal::Kind::Opportunity ? "opportunities"_L1 : "kases"_L1;
}

/// An address below the base.
QUrl addressOf(const CapsuleApi &wire, const QString &path, const QUrlQuery &query = {})
{
    QUrl address = wire.base();
    address.setPath(address.path() + path);
    address.setQuery(query);
    return address;
}

ApiRequest get(const CapsuleApi &wire, const QString &path, const QString &pathTemplate, const QUrlQuery &query = {})
{
    ApiRequest request;
    request.url = addressOf(wire, path, query);
    request.pathTemplate = pathTemplate;
    return request;
}

ApiRequest getNext(const QUrl &address, const QString &pathTemplate)
{
    ApiRequest request;
    request.url = address;
    request.pathTemplate = pathTemplate;
    return request;
}

ApiRequest post(const CapsuleApi &wire, const QString &path, const QByteArray &body)
{
    ApiRequest request = get(wire, path, path);
    request.verb = Verb::Post;
    request.body = body;
    request.goodStatuses = {201};
    request.isWrite = true;
    request.wantsFreshConnection = true;
    return request;
}

ApiRequest put(const CapsuleApi &wire, const QString &path, const QString &pathTemplate, const QByteArray &body)
{
    ApiRequest request = get(wire, path, pathTemplate);
    request.verb = Verb::Put;
    request.body = body;
    request.isWrite = true;
    return request;
}

ApiRequest remove(const CapsuleApi &wire, const QString &path, const QString &pathTemplate)
{
    ApiRequest request = get(wire, path, pathTemplate);
    request.verb = Verb::Delete;
    request.goodStatuses = {204};
    request.isWrite = true;
    return request;
}

/// The content was not what it should be, although the request was carried out.
ApiError garbled(const QString &detail, const Receipt &receipt)
{
    ApiError error = ApiError::of(ApiError::Kind::Garbled, detail);
    error.status = receipt.status;
    error.location = receipt.location;
    return error;
}

/// Reads with `read(content)`, which gives the value or what was wrong.
template <typename T, typename Read>
CapsuleApi::Callback<ApiContent> reading(CapsuleApi::Callback<T> callback, const Read &read)
{
    return [callback = std::move(callback), read](const Result<Answer<ApiContent>, ApiError> &result) {
        if (!result)
            return callback(Unexpected(result.error()));
        Result<T, QString> value = read(result->value);
        if (!value)
            return callback(Unexpected(garbled(value.error(), result->receipt)));
        callback(Answer<T>{std::move(*value), result->receipt});
    };
}

template <typename T, typename Read>
Result<ItemPage<T>, QString> pageIn(const ApiContent &content, QByteArrayView key, const Read &read)
{
    const QJsonValue list = content.json[QLatin1StringView(key)];
    const QList<QByteArray> documents = elementsOf(content.body, key);
    const QJsonArray items = list.toArray();
    if (!list.isArray() || documents.size() != items.size())
        return Unexpected(u"No usable \"%1\""_s.arg(QLatin1StringView(key)));
    ItemPage<T> page;
    page.next = content.next;
    for (qsizetype at = 0; at < items.size(); ++at) {
        const auto item = read(items.at(at).toObject());
        if (item && item->id != 0)
            page.items.append({documents.at(at), *item});
        else
            ++page.unreadable;
    }
    return page;
}

template <typename T>
Result<Received<T>, QString> itemIn(const ApiContent &content, qint64 expectedId)
{
    const QJsonObject json = content.json[QLatin1StringView(Endpoint<T>::single)].toObject();
    const auto item = Endpoint<T>::read(json);
    if (!item)
        return Unexpected(item.error().toString());
    if (item->id == 0 || (expectedId != 0 && item->id != expectedId))
        return Unexpected(u"The answer is about something else"_s);
    return Received<T>{QJsonDocument(json).toJson(QJsonDocument::Compact), *item};
}

template <typename T>
CapsuleApi::Call askPage(
    CapsuleApi &wire, const ApiRequest &request, QObject *context, CapsuleApi::Callback<ItemPage<T>> callback)
{
    return wire.content(request, context, reading<ItemPage<T>>(std::move(callback), [](const ApiContent &content) {
        return pageIn<T>(content, Endpoint<T>::plural, Endpoint<T>::read);
    }));
}

template <typename T>
CapsuleApi::Call askItem(CapsuleApi &wire, const ApiRequest &request, qint64 expectedId, QObject *context,
    CapsuleApi::Callback<Received<T>> callback)
{
    return wire.content(request, context,
        reading<Received<T>>(
            std::move(callback), [expectedId](const ApiContent &content) { return itemIn<T>(content, expectedId); }));
}

CapsuleApi::Call askDeals(CapsuleApi &wire, const ApiRequest &request, Deal::Kind kind, QObject *context,
    CapsuleApi::Callback<ItemPage<Deal>> callback)
{
    const auto read = [kind](const ApiContent &content) {
        return pageIn<Deal>(content, QByteArrayView(wordFor(kind)),
            [kind](const QJsonObject &json) { return dealFromJson(json, kind); });
    };
    return wire.content(request, context, reading<ItemPage<Deal>>(std::move(callback), read));
}

CapsuleApi::Call askNothing(
    CapsuleApi &wire, const ApiRequest &request, QObject *context, CapsuleApi::Callback<std::monostate> callback)
{
    return wire.content(request, context, reading<std::monostate>(std::move(callback), [](const ApiContent &) {
        return Result<std::monostate, QString>(std::monostate{});
    }));
}

Result<QString, QString> tokenIn(const ApiContent &content)
{
    const QString token = content.json["upload"_L1]["token"_L1].toString();
    if (token.isEmpty())
        return Unexpected(u"No usable \"upload.token\""_s);
    return token;
}

} // namespace

ActivityApi::ActivityApi(CapsuleApi &wire)
    : m_wire(wire)
{
}

// --- entries

ActivityApi::Call ActivityApi::entriesOf(qint64 party, QObject *context, Callback<ItemPage<Entry>> callback)
{
    const QUrlQuery query{{u"perPage"_s, u"50"_s}};
    return askPage<Entry>(m_wire, get(m_wire, u"/parties/%1/entries"_s.arg(party), u"/parties/{id}/entries"_s, query),
        context, std::move(callback));
}

ActivityApi::Call ActivityApi::nextEntries(const QUrl &address, QObject *context, Callback<ItemPage<Entry>> callback)
{
    return askPage<Entry>(m_wire, getNext(address, u"/parties/{id}/entries"_s), context, std::move(callback));
}

ActivityApi::Call ActivityApi::entry(qint64 id, QObject *context, Callback<Received<Entry>> callback)
{
    return askItem<Entry>(
        m_wire, get(m_wire, u"/entries/%1"_s.arg(id), u"/entries/{id}"_s), id, context, std::move(callback));
}

ActivityApi::Call ActivityApi::createEntry(const QByteArray &body, QObject *context, Callback<Received<Entry>> callback)
{
    return askItem<Entry>(m_wire, post(m_wire, u"/entries"_s, body), 0, context, std::move(callback));
}

ActivityApi::Call ActivityApi::updateEntry(
    qint64 id, const QByteArray &body, QObject *context, Callback<Received<Entry>> callback)
{
    return askItem<Entry>(
        m_wire, put(m_wire, u"/entries/%1"_s.arg(id), u"/entries/{id}"_s, body), id, context, std::move(callback));
}

ActivityApi::Call ActivityApi::deleteEntry(qint64 id, QObject *context, Callback<std::monostate> callback)
{
    return askNothing(
        m_wire, remove(m_wire, u"/entries/%1"_s.arg(id), u"/entries/{id}"_s), context, std::move(callback));
}

// --- attachments

ActivityApi::Call ActivityApi::upload(const QByteArray &content, const QString &filename, const QString &contentType,
    QObject *context, Callback<QString> callback, Progress progress)
{
    ApiRequest request = post(m_wire, u"/attachments/upload"_s, content);
    request.goodStatuses = {200, 201}; // which of them is not known (section 15)
    request.wantsFreshConnection = false; // a second one does no harm
    request.contentType = contentType.isEmpty() ? "application/octet-stream"_ba : contentType.toLatin1();
    request.headers = {{"X-Attachment-Filename"_ba, QUrl::toPercentEncoding(filename)}};
    request.deadline = fileDeadline;
    request.progress = std::move(progress);
    return m_wire.content(request, context, reading<QString>(std::move(callback), tokenIn));
}

ActivityApi::Call ActivityApi::download(
    qint64 id, qint64 size, QObject *context, Callback<QByteArray> callback, Progress progress)
{
    ApiRequest request = get(m_wire, u"/attachments/%1"_s.arg(id), u"/attachments/{id}"_s);
    request.wantsBytes = true;
    request.deadline = fileDeadline;
    request.progress = std::move(progress);
    const auto read = [size](const ApiContent &content) -> Result<QByteArray, QString> {
        const qint64 received = content.body.size();
        if (received > largestAttachment || (size > 0 && received != size))
            return Unexpected(u"The file has %1 bytes where %2 were told"_s.arg(received).arg(size));
        return content.body;
    };
    return m_wire.content(request, context, reading<QByteArray>(std::move(callback), read));
}

// --- tasks

ActivityApi::Call ActivityApi::tasks(const QString &statuses, QObject *context, Callback<ItemPage<Task>> callback)
{
    const QUrlQuery query{{u"status"_s, statuses}, {u"perPage"_s, u"100"_s}};
    return askPage<Task>(m_wire, get(m_wire, u"/tasks"_s, u"/tasks"_s, query), context, std::move(callback));
}

ActivityApi::Call ActivityApi::nextTasks(const QUrl &address, QObject *context, Callback<ItemPage<Task>> callback)
{
    return askPage<Task>(m_wire, getNext(address, u"/tasks"_s), context, std::move(callback));
}

ActivityApi::Call ActivityApi::task(qint64 id, QObject *context, Callback<Received<Task>> callback)
{
    return askItem<Task>(
        m_wire, get(m_wire, u"/tasks/%1"_s.arg(id), u"/tasks/{id}"_s), id, context, std::move(callback));
}

ActivityApi::Call ActivityApi::createTask(const QByteArray &body, QObject *context, Callback<Received<Task>> callback)
{
    return askItem<Task>(m_wire, post(m_wire, u"/tasks"_s, body), 0, context, std::move(callback));
}

ActivityApi::Call ActivityApi::updateTask(
    qint64 id, const QByteArray &body, QObject *context, Callback<Received<Task>> callback)
{
    return askItem<Task>(
        m_wire, put(m_wire, u"/tasks/%1"_s.arg(id), u"/tasks/{id}"_s, body), id, context, std::move(callback));
}

ActivityApi::Call ActivityApi::deleteTask(qint64 id, QObject *context, Callback<std::monostate> callback)
{
    return askNothing(m_wire, remove(m_wire, u"/tasks/%1"_s.arg(id), u"/tasks/{id}"_s), context, std::move(callback));
}

// --- opportunities and projects

ActivityApi::Call ActivityApi::dealsOf(
    qint64 party, Deal::Kind kind, QObject *context, Callback<ItemPage<Deal>> callback)
{
    const QUrlQuery query{{u"perPage"_s, u"100"_s}};
    const QString path = u"/parties/%1/%2"_s.arg(party).arg(wordFor(kind));
    return askDeals(
        m_wire, get(m_wire, path, u"/parties/{id}/"_s + wordFor(kind), query), kind, context, std::move(callback));
}

ActivityApi::Call ActivityApi::nextDeals(
    const QUrl &address, Deal::Kind kind, QObject *context, Callback<ItemPage<Deal>> callback)
{
    return askDeals(m_wire, getNext(address, u"/parties/{id}/"_s + wordFor(kind)), kind, context, std::move(callback));
}

QUrl ActivityApi::entryUrl(qint64 id) const
{
    return addressOf(m_wire, id == 0 ? u"/entries"_s : u"/entries/%1"_s.arg(id));
}

QUrl ActivityApi::taskUrl(qint64 id) const
{
    return addressOf(m_wire, id == 0 ? u"/tasks"_s : u"/tasks/%1"_s.arg(id));
}
