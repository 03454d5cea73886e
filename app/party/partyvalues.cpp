#include "partyvalues.h"

#include "likeness.h"

#include <QStringList>
#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

template <typename Ref>
qint64 idOf(const std::optional<Ref> &reference)
{
    return reference ? reference->id : 0;
}

QString joined(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(", "_L1);
}

QString withKind(const QString &value, const QString &kind)
{
    return kind.isEmpty() ? value : u"%1 (%2)"_s.arg(value, kind);
}

} // namespace

qint64 knownId(const OrganisationRef &organisation)
{
    return organisation.id != 0 ? organisation.id : serverIdOfLocalId(organisation.localId);
}

bool hasSameOrganisation(const Party &a, const Party &b)
{
    if (!a.organisation || !b.organisation)
        return a.organisation.has_value() == b.organisation.has_value();
    const qint64 id = knownId(*a.organisation);
    return id == knownId(*b.organisation) && (id != 0 || a.organisation->localId == b.organisation->localId);
}

bool hasSameOwnership(const Party &a, const Party &b)
{
    return idOf(a.owner) == idOf(b.owner) && idOf(a.team) == idOf(b.team);
}

QString TagDifference::key() const
{
    const Tag &tag = is ? *is : *was;
    return tag.id != 0 ? u"tags/%1"_s.arg(tag.id) : u"tags/+"_s + tag.name;
}

bool hasTag(const QList<Tag> &tags, const Tag &tag)
{
    return std::ranges::any_of(tags, [&](const Tag &other) { return isAlike(other, tag); });
}

QList<TagDifference> tagDifferences(const Party &base, const Party &edited)
{
    if (!base.tags || !edited.tags)
        return {};
    QList<TagDifference> differences;
    for (const Tag &tag : *base.tags) {
        if (!hasTag(*edited.tags, tag))
            differences.append({&tag, nullptr});
    }
    for (const Tag &tag : *edited.tags) {
        if (!hasTag(*base.tags, tag))
            differences.append({nullptr, &tag});
    }
    return differences;
}

QString FieldDifference::key() const
{
    return u"fields/%1"_s.arg(definitionId);
}

QString FieldDifference::name() const
{
    return is ? is->definitionName : was->definitionName;
}

const FieldValue *fieldOf(const QList<FieldValue> &fields, qint64 definitionId)
{
    const auto at = std::ranges::find_if(
        fields, [definitionId](const FieldValue &field) { return field.definitionId == definitionId; });
    return at == fields.end() ? nullptr : &*at;
}

bool isNothing(const FieldValue *field)
{
    return !field || field->value == FieldContent(QString()) || field->value == FieldContent(false);
}

bool hasSameContent(const FieldValue *a, const FieldValue *b)
{
    if (isNothing(a) || isNothing(b))
        return isNothing(a) == isNothing(b);
    return a->value == b->value;
}

QList<FieldDifference> fieldDifferences(const Party &base, const Party &edited)
{
    if (!base.fields || !edited.fields)
        return {};
    QList<FieldDifference> differences;
    const auto compare = [&](qint64 definitionId) {
        const FieldDifference pair{
            definitionId, fieldOf(*base.fields, definitionId), fieldOf(*edited.fields, definitionId)};
        if (!hasSameContent(pair.was, pair.is))
            differences.append(pair);
    };
    for (const FieldValue &field : *base.fields)
        compare(field.definitionId);
    for (const FieldValue &field : *edited.fields) {
        if (!fieldOf(*base.fields, field.definitionId))
            compare(field.definitionId);
    }
    return differences;
}

QString readable(const EmailAddress &row)
{
    return withKind(row.address, row.type);
}

QString readable(const PhoneNumber &row)
{
    return withKind(row.number, row.type);
}

QString readable(const Address &row)
{
    QStringList parts = row.street.split(u'\n');
    parts += {row.city, row.state, row.zip, row.country};
    return withKind(joined(parts), row.type);
}

QString readable(const Website &row)
{
    return withKind(row.address, joined({textOf(row, {"service"_L1, &Website::service}), row.type}));
}

QString readable(const FieldValue *field)
{
    if (isNothing(field))
        return {};
    const QString *text = std::get_if<QString>(&field->value);
    return text ? *text : u"true"_s;
}

QString readableOrganisation(const Party &party)
{
    return party.organisation ? party.organisation->name : QString();
}

QString readableOwnership(const Party &party)
{
    return joined({party.owner ? party.owner->name : QString(), party.team ? party.team->name : QString()});
}
