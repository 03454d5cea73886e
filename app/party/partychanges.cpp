#include "partychanges.h"

#include "matchedrows.h"
#include "partyvalues.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace {

/// Capsule clears a text with null (capsule-api.md section 6.2).
QJsonValue valueOf(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}

template <typename Ref>
QJsonValue referenceTo(const std::optional<Ref> &target)
{
    return target && target->id != 0 ? QJsonValue(QJsonObject{{u"id"_s, target->id}}) : QJsonValue();
}

qint64 resolvedId(const OrganisationRef &organisation, const ServerIdLookup &serverIdOf)
{
    const qint64 id = knownId(organisation);
    if (id != 0 || !serverIdOf || organisation.localId.isNull())
        return id;
    return serverIdOf(organisation.localId);
}

void addTexts(QJsonObject &body, const Party &base, const Party &edited, std::span<const TextKey<Party>> texts)
{
    for (const TextKey<Party> &text : texts) {
        if (base.*text.text != edited.*text.text)
            body.insert(text.key, valueOf(edited.*text.text));
    }
}

void addOrganisation(QJsonObject &body, const Party &base, const Party &edited, const ServerIdLookup &serverIdOf)
{
    if (!edited.isPerson() || hasSameOrganisation(base, edited))
        return;
    if (!edited.organisation) {
        body.insert(OrganisationKey, QJsonValue());
        return;
    }
    const qint64 id = resolvedId(*edited.organisation, serverIdOf);
    const qint64 before = base.organisation ? resolvedId(*base.organisation, serverIdOf) : 0;
    if (id != 0 && id != before)
        body.insert(OrganisationKey, QJsonObject{{u"id"_s, id}});
}

void addOwnership(QJsonObject &body, const Party &base, const Party &edited)
{
    if (hasSameOwnership(base, edited))
        return;
    body.insert("owner"_L1, referenceTo(edited.owner));
    body.insert("team"_L1, referenceTo(edited.team));
}

template <typename Row>
QJsonObject additionOf(const Row &row)
{
    QJsonObject object;
    for (const TextKey<Row> &text : RowKeys<Row>::texts) {
        if (const QString value = textOf(row, text); !value.isEmpty())
            object.insert(text.key, value);
    }
    return object;
}

template <typename Row>
QJsonObject changeOf(const MatchedRow<Row> &row)
{
    QJsonObject object{{u"id"_s, row.id()}};
    for (const TextKey<Row> &text : RowKeys<Row>::texts) {
        if (const QString value = textOf(*row.is, text); value != textOf(*row.was, text))
            object.insert(text.key, valueOf(value));
    }
    return object;
}

QJsonObject removalOf(qint64 id)
{
    return {{u"id"_s, id}, {u"_delete"_s, true}};
}

template <typename Row>
QJsonArray rowChanges(const QList<Row> &base, const QList<Row> &edited)
{
    QJsonArray items;
    for (const MatchedRow<Row> &row : MatchedRows<Row>(base, edited)) {
        if (!row.isDifference())
            continue;
        if (!row.isRemoval())
            items.append(row.id() == 0 ? additionOf(*row.is) : changeOf(row));
        else if (row.id() != 0)
            items.append(removalOf(row.id()));
    }
    return items;
}

QJsonObject additionOf(const Tag &tag)
{
    if (tag.id != 0)
        return {{u"id"_s, tag.id}};
    return {{u"name"_s, tag.name}};
}

QJsonArray tagChanges(const Party &base, const Party &edited)
{
    QJsonArray items;
    for (const TagDifference &difference : tagDifferences(base, edited)) {
        if (difference.is)
            items.append(additionOf(*difference.is));
        else if (difference.was->id != 0)
            items.append(removalOf(difference.was->id));
    }
    return items;
}

/// The value of a field as it is sent. A tick is taken away by false, a text by null (capsule-api.md section 10.3).
QJsonValue fieldContent(const FieldDifference &difference)
{
    if (isNothing(difference.is))
        return std::holds_alternative<bool>(difference.was->value) ? QJsonValue(false) : QJsonValue();
    if (const bool *tick = std::get_if<bool>(&difference.is->value))
        return *tick;
    return std::get<QString>(difference.is->value);
}

QJsonArray fieldChanges(const Party &base, const Party &edited)
{
    QJsonArray items;
    for (const FieldDifference &difference : fieldDifferences(base, edited)) {
        const QJsonValue content = fieldContent(difference);
        if (content.isNull() && difference.was->id != 0) {
            items.append(removalOf(difference.was->id));
            continue;
        }
        items.append(
            QJsonObject{{u"definition"_s, QJsonObject{{u"id"_s, difference.definitionId}}}, {u"value"_s, content}});
    }
    return items;
}

/// An empty list would say nothing (capsule-api.md section 6.1).
void addItems(QJsonObject &body, QLatin1StringView key, const QJsonArray &items)
{
    if (!items.isEmpty())
        body.insert(key, items);
}

} // namespace

QJsonObject changes(const Party &base, const Party &edited, const ServerIdLookup &serverIdOf)
{
    QJsonObject body;
    addTexts(body, base, edited, nameTexts(edited.type));
    addTexts(body, base, edited, std::span(&AboutText, 1));
    addOrganisation(body, base, edited, serverIdOf);
    addOwnership(body, base, edited);
    forEachList([&](auto list) { addItems(body, list.key, rowChanges(base.*list.rows, edited.*list.rows)); });
    addItems(body, "tags"_L1, tagChanges(base, edited));
    addItems(body, "fields"_L1, fieldChanges(base, edited));
    return body;
}

QJsonObject createBody(const Party &party, const ServerIdLookup &serverIdOf)
{
    Party nothing;
    nothing.type = party.type;
    nothing.tags.emplace();
    nothing.fields.emplace();
    QJsonObject body = changes(nothing, party, serverIdOf);
    for (const QLatin1StringView key : {"owner"_L1, "team"_L1}) {
        if (body.value(key).isNull())
            body.remove(key);
    }
    body.insert("type"_L1, party.isPerson() ? u"person"_s : u"organisation"_s);
    return body;
}

QUuid unresolvedOrganisation(const Party &party, const ServerIdLookup &serverIdOf)
{
    if (!party.isPerson() || !party.organisation || resolvedId(*party.organisation, serverIdOf) != 0)
        return {};
    return party.organisation->localId;
}

bool addsRows(const QJsonObject &changes)
{
    bool adds = false;
    forEachList([&](auto list) {
        const QJsonArray items = changes.value(list.key).toArray();
        adds = adds || std::any_of(items.begin(), items.end(), [](const QJsonValue &item) {
            return !item.toObject().contains("id"_L1);
        });
    });
    return adds;
}

QByteArray requestBody(const QJsonObject &party)
{
    return QJsonDocument(QJsonObject{{u"party"_s, party}}).toJson(QJsonDocument::Compact);
}
