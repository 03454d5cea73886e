#include "party/partyrows.h"

bool sameOrganisation(const std::optional<OrganisationRef> &a, const std::optional<OrganisationRef> &b)
{
    if (!a || !b)
        return !a && !b;
    if (a->id > 0 && b->id > 0)
        return a->id == b->id;
    return a->localId == b->localId && !a->localId.isNull();
}

bool sameOwnerAndTeam(const Party &a, const Party &b)
{
    const auto idOf = [](const auto &reference) {
        return reference ? reference->id : 0;
    };
    return idOf(a.owner) == idOf(b.owner) && idOf(a.team) == idOf(b.team);
}

bool sameTag(const Tag &a, const Tag &b)
{
    if (a.id > 0 && b.id > 0)
        return a.id == b.id;
    return a.name.compare(b.name, Qt::CaseInsensitive) == 0;
}

QList<Tag> tagsBeyond(const QList<Tag> &all, const QList<Tag> &less)
{
    QList<Tag> beyond;
    for (const Tag &tag : all) {
        const auto isSame = [&tag](const Tag &other) {
            return sameTag(tag, other);
        };
        if (std::none_of(less.begin(), less.end(), isSame) && std::none_of(beyond.begin(), beyond.end(), isSame))
            beyond.append(tag);
    }
    return beyond;
}

const FieldValue *fieldOf(const QList<FieldValue> &fields, qint64 definitionId)
{
    const auto found = std::find_if(fields.begin(), fields.end(),
        [definitionId](const FieldValue &field) { return field.definitionId == definitionId; });
    return found == fields.end() ? nullptr : &*found;
}

FieldContent contentOf(const QList<FieldValue> &fields, qint64 definitionId)
{
    const FieldValue *field = fieldOf(fields, definitionId);
    if (!field || field->value == FieldContent(false))
        return QString();
    return field->value;
}

QList<qint64> definitionsIn(const QList<FieldValue> &a, const QList<FieldValue> &b)
{
    QList<qint64> ids;
    for (const QList<FieldValue> *fields : {&a, &b}) {
        for (const FieldValue &field : *fields) {
            if (!ids.contains(field.definitionId))
                ids.append(field.definitionId);
        }
    }
    return ids;
}
