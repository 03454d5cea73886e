#include "party/partychanges.h"

#include "party/partyrows.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace {
QJsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
}

QJsonObject removal(qint64 id)
{
    return {{"id"_L1, id}, {"_delete"_L1, true}};
}

QJsonValue referenceOrNull(qint64 id)
{
    return id > 0 ? QJsonValue(QJsonObject{{"id"_L1, id}}) : QJsonValue(QJsonValue::Null);
}

qint64 idOf(const std::optional<OrganisationRef> &organisation, const ServerIdLookup &serverIdOf)
{
    if (!organisation)
        return 0;
    if (organisation->id > 0 || !serverIdOf)
        return organisation->id;
    return serverIdOf(organisation->localId);
}

template <typename Kind, typename Row>
QJsonObject changedTexts(const Kind &kind, const Row &base, const Row &edited)
{
    QJsonObject changed;
    for (const auto &part : kind.texts) {
        if (base.*part.text != edited.*part.text)
            changed.insert(part.key, textOrNull(edited.*part.text));
    }
    return changed;
}

template <typename Kind, typename Row>
QJsonObject addition(const Kind &kind, const Row &row)
{
    QJsonObject added;
    for (const auto &part : kind.texts) {
        if (!(row.*part.text).isEmpty())
            added.insert(part.key, row.*part.text);
    }
    if constexpr (std::is_same_v<Row, Website>) {
        if (row.service.isEmpty())
            added.insert("service"_L1, u"URL"_s); // required (capsule-api.md section 8.2)
    }
    return added;
}

template <typename Kind, typename Row>
QJsonArray rowChanges(const Kind &kind, const QList<Row> &base, const QList<Row> &edited)
{
    QJsonArray changed;
    for (const Row &was : base) {
        if (was.id == 0)
            continue;
        const Row *is = rowWithId(edited, was.id);
        if (!is || (kind.isEmpty(*is) && !kind.isEmpty(was))) {
            changed.append(removal(was.id));
        } else if (QJsonObject texts = changedTexts(kind, was, *is); !texts.isEmpty()) {
            texts.insert("id"_L1, was.id);
            changed.append(texts);
        }
    }
    for (const auto &[place, row] : additions(kind, base, edited))
        changed.append(addition(kind, row));
    return changed;
}

QJsonArray tagChanges(const QList<Tag> &base, const QList<Tag> &edited)
{
    QJsonArray changed;
    for (const Tag &tag : tagsBeyond(edited, base))
        changed.append(tag.id > 0 ? QJsonObject{{"id"_L1, tag.id}} : QJsonObject{{"name"_L1, tag.name}});
    for (const Tag &tag : tagsBeyond(base, edited)) {
        if (tag.id > 0)
            changed.append(removal(tag.id));
    }
    return changed;
}

QJsonObject fieldChange(const FieldValue *base, const FieldContent &content, qint64 definitionId)
{
    const QJsonObject definition{{"id"_L1, definitionId}};
    if (const bool *tick = std::get_if<bool>(&content))
        return {{"definition"_L1, definition}, {"value"_L1, *tick}};
    if (const QString &text = std::get<QString>(content); !text.isEmpty())
        return {{"definition"_L1, definition}, {"value"_L1, text}};
    if (base && std::holds_alternative<bool>(base->value)) // a tick may not be null (section 10.3)
        return {{"definition"_L1, definition}, {"value"_L1, false}};
    if (base && base->id > 0)
        return removal(base->id);
    return {{"definition"_L1, definition}, {"value"_L1, QJsonValue::Null}};
}

QJsonArray fieldChanges(const QList<FieldValue> &base, const QList<FieldValue> &edited)
{
    QJsonArray changed;
    for (const qint64 id : definitionsIn(base, edited)) {
        const FieldContent content = contentOf(edited, id);
        if (content != contentOf(base, id))
            changed.append(fieldChange(fieldOf(base, id), content, id));
    }
    return changed;
}

void insertUnlessEmpty(QJsonObject &object, QLatin1StringView key, const QJsonArray &array)
{
    if (!array.isEmpty())
        object.insert(key, array);
}

void insertOrganisation(QJsonObject &changed, const Party &base, const Party &edited, const ServerIdLookup &serverIdOf)
{
    const qint64 id = idOf(edited.organisation, serverIdOf);
    if (edited.organisation && id == 0)
        return; // the caller waits for it first
    if (id != idOf(base.organisation, serverIdOf) || (!edited.organisation && base.organisation))
        changed.insert("organisation"_L1, referenceOrNull(id));
}

/// A party of this kind with nothing in it, and known to have no tags and fields.
Party blank(PartyType type)
{
    Party party;
    party.type = type;
    party.tags.emplace();
    party.fields.emplace();
    return party;
}
} // namespace

QJsonObject changes(const Party &base, const Party &edited, const ServerIdLookup &serverIdOf)
{
    QJsonObject changed;
    for (const Scalar &scalar : Scalars) {
        if (base.*scalar.text != edited.*scalar.text)
            changed.insert(scalar.key, textOrNull(edited.*scalar.text));
    }
    insertOrganisation(changed, base, edited, serverIdOf);
    forEachRowKind([&](const auto &kind) {
        insertUnlessEmpty(changed, kind.key, rowChanges(kind, base.*kind.list, edited.*kind.list));
    });
    if (!sameOwnerAndTeam(base, edited)) {
        changed.insert("owner"_L1, referenceOrNull(edited.owner ? edited.owner->id : 0));
        changed.insert("team"_L1, referenceOrNull(edited.team ? edited.team->id : 0));
    }
    if (base.tags && edited.tags)
        insertUnlessEmpty(changed, "tags"_L1, tagChanges(*base.tags, *edited.tags));
    if (base.fields && edited.fields)
        insertUnlessEmpty(changed, "fields"_L1, fieldChanges(*base.fields, *edited.fields));
    return changed;
}

QJsonObject createBody(const Party &party, const ServerIdLookup &serverIdOf)
{
    QJsonObject body = changes(blank(party.type), party, serverIdOf);
    body.insert("type"_L1, party.isPerson() ? "person"_L1 : "organisation"_L1);
    return body;
}

QUuid unresolvedOrganisation(const Party &party, const ServerIdLookup &serverIdOf)
{
    return party.organisation && idOf(party.organisation, serverIdOf) == 0 ? party.organisation->localId : QUuid();
}

bool addsRows(const QJsonObject &changes)
{
    bool adds = false;
    forEachRowKind([&](const auto &kind) {
        for (const QJsonValue &row : changes.value(kind.key).toArray())
            adds = adds || !row.toObject().contains("id"_L1);
    });
    return adds;
}

QByteArray requestBody(const QJsonObject &party)
{
    return QJsonDocument(QJsonObject{{"party"_L1, party}}).toJson(QJsonDocument::Compact);
}
