#pragma once

#include "call.h"

#include <QJsonArray>

namespace capsule {

/// Applies the nested-row rules of capsule-api.md section 6.1 to one list: no id adds a row, an id changes it in the
/// keys given, `_delete` removes it, anything not mentioned stays. Nothing may be left half applied: the caller
/// works on a copy. `patch(row, object)` changes one row and may refuse.
template <class Row, class Patch>
Refusal applyRows(QList<Row> &rows, const QJsonValue &items, const QString &resource, qint64 &nextId, Patch patch)
{
    if (items.isUndefined() || items.isNull())
        return {};
    if (!items.isArray())
        return failure(400, QStringLiteral("%1 rows must be an array").arg(resource));
    const QJsonArray array = items.toArray();
    for (const auto &item : array) {
        if (!item.isObject())
            return failure(400, QStringLiteral("each %1 must be an object").arg(resource));
        const QJsonObject object = item.toObject();
        const bool isRemoval = object.value(QLatin1StringView("_delete")).toBool();
        if (!object.contains(QLatin1StringView("id"))) {
            if (isRemoval)
                return invalid(QStringLiteral("id is required"), resource, QStringLiteral("id"));
            Row row;
            row.id = nextId++;
            if (const Refusal refused = patch(row, object))
                return refused;
            rows.append(row);
            continue;
        }
        const qint64 id = object.value(QLatin1StringView("id")).toInteger();
        const auto at = std::find_if(rows.begin(), rows.end(), [id](const Row &row) { return row.id == id; });
        if (at == rows.end())
            return failure(404, resource + QStringLiteral(" not found"));
        if (isRemoval)
            rows.erase(at);
        else if (const Refusal refused = patch(*at, object))
            return refused;
    }
    return {};
}

/// Applies `addresses`, `phoneNumbers`, `emailAddresses` and `websites` of a party's body.
Refusal applyContactRows(Party &party, const QJsonObject &body, qint64 &nextId);

/// Applies `owner` and `team`: an owner alone clears the team, and both must fit (capsule-api.md sections 6.3, 19). A
/// new record without an owner gets the token's user, unless its team would not have it.
Refusal applyOwnership(const Call &call, const QJsonObject &body, Record &record, bool isNew);

/// Applies `tags`: an id or a name attaches, `_delete` detaches (capsule-api.md sections 6.1 and 9). Names without a
/// tag make one.
Refusal applyTags(Vocabulary &vocabulary, Record &record, const QJsonValue &items);

/// Applies `fields` (capsule-api.md section 10.3). Sets `touched` if a clearing counts as a change though nothing was
/// there.
Refusal applyFields(
    const Vocabulary &vocabulary, Record &record, const QJsonValue &items, qint64 &nextId, bool &touched);

} // namespace capsule
