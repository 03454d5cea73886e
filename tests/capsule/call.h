#pragma once

#include "account.h"
#include "jsonwriter.h"
#include "message.h"
#include "options.h"

#include <QJsonObject>
#include <QSet>
#include <QUrlQuery>

#include <optional>

namespace capsule {

/// An answer that ends the work early, or nothing.
using Refusal = std::optional<Answer>;

/// One request on its way through an endpoint: what was asked, by whom and when, and the account it is about.
struct Call
{
    Account &account;
    const Options &options;
    const Request &request;
    qint64 now; ///< seconds since 1970
    qint64 user; ///< the token's user
    QUrlQuery query = {};
    QSet<QString> embed = {}; ///< the words of `embed`
    Kind kind = Kind::Party; ///< what {kind} stood for
    QList<qint64> ids = {}; ///< what {id} and {ids} stood for
    QString text = {}; ///< what {text} stood for

    qint64 id() const { return ids.value(0); }
    bool embeds(const QString &word) const { return embed.contains(word); }
    QString parameter(const QString &name) const;
    QByteArray address(const QByteArray &path) const;
};

/// Reads the body's object under the envelope key; 400 for anything else (capsule-api.md section 19).
Refusal readBody(const Call &call, QLatin1StringView envelope, QJsonObject &object);

/// Reads `since`, 400 if it is no timestamp; 0 if it is missing.
Refusal readSince(const Call &call, qint64 &since);

/// Takes a string or null from the object; leaves `text` alone if the key is missing, 400 for another type.
Refusal readText(const QJsonObject &object, QLatin1StringView key, QString &text);

/// Takes `{"id":n}` or null from the object, 0 for null. False if the key is missing or has another shape.
bool readReference(const QJsonObject &object, QLatin1StringView key, qint64 &id);

/// Which part of a list was asked for.
struct Page
{
    qsizetype number = 1;
    qsizetype size = 50;
    qsizetype begin() const { return (number - 1) * size; }
};

/// Reads `page` and `perPage`; 422 outside 1.. and 1..largest (capsule-api.md section 19).
Refusal readPage(const Call &call, Page &page, qsizetype largest = 100);

/// Adds `Link` and `X-Pagination-Has-More` (capsule-api.md section 5.1).
void addPageHeaders(const Call &call, Answer &answer, const Page &page, qsizetype total);

/// Answers a page of a list of `total` items; `write(json, index)` writes one.
template <class Write>
Answer listAnswer(const Call &call, QByteArrayView key, qsizetype total, Write write, qsizetype largest = 100)
{
    Page page;
    if (const Refusal refused = readPage(call, page, largest))
        return *refused;
    JsonWriter json;
    json.reserve(page.size * 1400);
    json.beginObject();
    json.key(key);
    json.beginArray();
    for (qsizetype i = page.begin(); i < std::min(total, page.begin() + page.size); ++i)
        write(json, i);
    json.endArray();
    if (call.embeds(QStringLiteral("meta"))) {
        json.key("meta");
        json.beginObject();
        json.member("totalCount", qint64(total));
        json.endObject();
    }
    json.endObject();
    Answer answer = jsonAnswer(200, json.bytes());
    addPageHeaders(call, answer, page, total);
    return answer;
}

/// Answers a list that is not paged.
template <class Rows, class Write>
Answer wholeList(QByteArrayView key, const Rows &rows, Write write)
{
    JsonWriter json;
    json.beginObject();
    json.key(key);
    json.beginArray();
    for (const auto &row : rows)
        write(json, row);
    json.endArray();
    json.endObject();
    return jsonAnswer(200, json.bytes());
}

/// Answers one record under its envelope key.
template <class Write>
Answer recordAnswer(int status, QByteArrayView key, Write write)
{
    JsonWriter json;
    json.beginObject();
    json.key(key);
    write(json);
    json.endObject();
    return jsonAnswer(status, json.bytes());
}

/// Up to ten records by id: one alone under `single`, several under `plural`; 404 if any is missing
/// (capsule-api.md section 7). `find(id)` gives a pointer, `write(json, record)` writes one.
template <class Find, class Write>
Answer showAnswer(const Call &call, QByteArrayView single, QByteArrayView plural, Find find, Write write)
{
    if (call.ids.size() > 10)
        return failure(422, QStringLiteral("too many ids"));
    QList<decltype(find(0))> found;
    for (const qint64 id : call.ids) {
        found.append(find(id));
        if (!found.last())
            return failure(404, QString::fromLatin1(single.toByteArray()) + QStringLiteral(" not found"));
    }
    if (found.size() == 1)
        return recordAnswer(200, single, [&](JsonWriter &json) { write(json, *found.first()); });
    return wholeList(plural, found, [&](JsonWriter &json, const auto *record) { write(json, *record); });
}

/// 201 with the address of the new record.
Answer created(const Call &call, const QByteArray &path, Answer answer);
/// 204, or 202 with a job where the switch asks for it (capsule-api.md section 3.1).
Answer deleted(const Call &call, const QString &action, qint64 party = 0);

} // namespace capsule
