#include "call.h"

#include "moment.h"

#include <QJsonDocument>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace capsule {

QString Call::parameter(const QString &name) const
{
    return query.queryItemValue(name, QUrl::FullyDecoded).replace(u'+', u' ');
}

QByteArray Call::address(const QByteArray &path) const
{
    return request.baseUrl.toUtf8() + '/' + path;
}

Refusal readBody(const Call &call, QLatin1StringView envelope, QJsonObject &object)
{
    const QByteArray type = call.request.headers.value("Content-Type");
    if (call.options.strictContentType && !type.toLower().startsWith("application/json"))
        return failure(415, u"Unsupported Media Type"_s);
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(call.request.body, &error);
    if (error.error != QJsonParseError::NoError || !document.isObject())
        return failure(400, u"Could not parse the request body"_s);
    const QJsonValue inner = document.object().value(envelope);
    if (!inner.isObject())
        return failure(400, u"The request body must contain '%1'"_s.arg(envelope));
    object = inner.toObject();
    return {};
}

Refusal readSince(const Call &call, qint64 &since)
{
    since = 0;
    if (!call.query.hasQueryItem(u"since"_s))
        return {};
    // A bare plus sign is part of an offset here, not a blank.
    const auto moment = parseTimestamp(call.query.queryItemValue(u"since"_s, QUrl::FullyDecoded));
    if (!moment)
        return failure(400, u"since is not a valid timestamp"_s);
    since = *moment;
    return {};
}

Refusal readText(const QJsonObject &object, QLatin1StringView key, QString &text)
{
    const QJsonValue value = object.value(key);
    if (value.isUndefined())
        return {};
    if (!value.isString() && !value.isNull())
        return failure(400, u"'%1' must be a string"_s.arg(key));
    text = value.toString();
    return {};
}

bool readReference(const QJsonObject &object, QLatin1StringView key, qint64 &id)
{
    const QJsonValue value = object.value(key);
    if (value.isNull()) {
        id = 0;
        return true;
    }
    if (!value.isObject() || !value.toObject().contains("id"_L1))
        return false;
    id = value.toObject().value("id"_L1).toInteger();
    return true;
}

Refusal readPage(const Call &call, Page &page, qsizetype largest)
{
    const auto read = [&](const QString &name, qsizetype limit, qsizetype &number) -> Refusal {
        if (!call.query.hasQueryItem(name))
            return {};
        bool isNumber = false;
        const qlonglong value = call.parameter(name).toLongLong(&isNumber);
        if (!isNumber || value < 1 || value > limit)
            return invalid(u"%1 must be between 1 and %2"_s.arg(name).arg(limit), u"page"_s, name);
        number = value;
        return {};
    };
    if (const Refusal refused = read(u"page"_s, 10'000'000, page.number))
        return refused;
    return read(u"perPage"_s, largest, page.size);
}

void addPageHeaders(const Call &call, Answer &answer, const Page &page, qsizetype total)
{
    const QByteArray root = call.request.baseUrl.toUtf8().chopped(qstrlen("/api/v2"));
    const auto link = [&](qsizetype number, const QByteArray &relation) {
        QUrlQuery query = call.query;
        query.removeAllQueryItems(u"page"_s);
        query.addQueryItem(u"page"_s, QString::number(number));
        const QByteArray sent = query.toString(QUrl::FullyEncoded).toUtf8();
        return '<' + root + call.request.path() + '?' + sent + ">; rel=\"" + relation + '"';
    };
    const bool hasMore = page.begin() + page.size < total;
    QByteArrayList links;
    if (hasMore)
        links.append(link(page.number + 1, "next"_ba));
    if (page.number > 1)
        links.append(link(page.number - 1, "prev"_ba));
    if (!links.isEmpty())
        answer.headers.set("Link"_ba, links.join(", "));
    if (!call.options.hideHasMore)
        answer.headers.set("X-Pagination-Has-More"_ba, hasMore ? "true"_ba : "false"_ba);
}

Answer created(const Call &call, const QByteArray &path, Answer answer)
{
    answer.status = 201;
    answer.headers.set("Location"_ba, call.address(path));
    return answer;
}

Answer deleted(const Call &call, const QString &action, qint64 party)
{
    if (!call.options.deleteAsJob)
        return {204, {}, {}};
    const QString id = QUuid::createUuid().toString(QUuid::WithoutBraces);
    call.account.jobs.insert(id, {action, 0, party});
    Answer answer{202, {}, {}};
    answer.headers.set("Location"_ba, call.address("jobs/" + id.toLatin1()));
    return answer;
}

} // namespace capsule
