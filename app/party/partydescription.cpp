#include "party/partydescription.h"
#include "party/partychanges.h"
#include "party/partyrows.h"

using namespace Qt::StringLiterals;

QString readableRow(const QString &type, const QStringList &mainTexts)
{
    QStringList parts = mainTexts;
    parts.removeAll(QString());
    const QString line = parts.join(", "_L1).replace(u'\n', ", "_L1);
    return type.isEmpty() ? line : u"%1 (%2)"_s.arg(line, type);
}

QString readableOrganisation(const std::optional<OrganisationRef> &organisation)
{
    return organisation ? organisation->name : QString();
}

QString readableOwnerAndTeam(const Party &party)
{
    QStringList names;
    if (party.owner)
        names.append(party.owner->name.isEmpty() ? party.owner->username : party.owner->name);
    if (party.team)
        names.append(party.team->name);
    return names.join(", "_L1);
}

QString readableContent(const FieldContent &content)
{
    if (const bool *tick = std::get_if<bool>(&content))
        return *tick ? u"\u2713"_s : QString();
    return std::get<QString>(content);
}

QString tagKey(const Tag &tag)
{
    return tag.id > 0 ? u"tags/%1"_s.arg(tag.id) : u"tags/+%1"_s.arg(tag.name);
}

QString fieldKey(qint64 definitionId)
{
    return u"fields/%1"_s.arg(definitionId);
}

namespace {
FieldChange::Kind kindOf(const QString &was, const QString &willBe)
{
    if (was.isEmpty())
        return FieldChange::Kind::Added;
    return willBe.isEmpty() ? FieldChange::Kind::Removed : FieldChange::Kind::Changed;
}

template <typename Kind, typename Row>
void describeRows(const Kind &kind, const QList<Row> &base, const QList<Row> &edited, QList<FieldChange> &lines)
{
    for (const Row &was : base) {
        if (was.id == 0)
            continue;
        const Row *is = rowWithId(edited, was.id);
        if (!is || (kind.isEmpty(*is) && !kind.isEmpty(was))) {
            lines.append({rowKey(kind, was.id), FieldChange::Kind::Removed, readableRow(kind, was), {}});
            continue;
        }
        for (const auto &part : kind.texts) {
            if (was.*part.text != is->*part.text)
                lines.append(
                    {textKey(kind, was.id, part.key), FieldChange::Kind::Changed, was.*part.text, is->*part.text});
        }
    }
    for (const auto &[place, row] : additions(kind, base, edited))
        lines.append({additionKey(kind, place), FieldChange::Kind::Added, {}, readableRow(kind, row)});
}

void describeTags(const QList<Tag> &base, const QList<Tag> &edited, QList<FieldChange> &lines)
{
    for (const Tag &tag : tagsBeyond(edited, base))
        lines.append({tagKey(tag), FieldChange::Kind::Added, {}, tag.name});
    for (const Tag &tag : tagsBeyond(base, edited)) {
        if (tag.id > 0) // one that Capsule has not seen yet needs no removal
            lines.append({tagKey(tag), FieldChange::Kind::Removed, tag.name, {}});
    }
}

void describeFields(const QList<FieldValue> &base, const QList<FieldValue> &edited, QList<FieldChange> &lines)
{
    for (const qint64 id : definitionsIn(base, edited)) {
        const FieldContent was = contentOf(base, id);
        const FieldContent is = contentOf(edited, id);
        if (was != is)
            lines.append({fieldKey(id), FieldChange::Kind::Changed, readableContent(was), readableContent(is)});
    }
}
} // namespace

QList<FieldChange> describeChanges(const Party &base, const Party &edited)
{
    QList<FieldChange> lines;
    for (const Scalar &scalar : Scalars) {
        const QString &was = base.*scalar.text;
        const QString &is = edited.*scalar.text;
        if (was != is)
            lines.append({scalar.key, kindOf(was, is), was, is});
    }
    if (!sameOrganisation(base.organisation, edited.organisation)) {
        const QString was = readableOrganisation(base.organisation);
        const QString is = readableOrganisation(edited.organisation);
        lines.append({u"organisation"_s, kindOf(was, is), was, is});
    }
    forEachRowKind([&](const auto &kind) { describeRows(kind, base.*kind.list, edited.*kind.list, lines); });
    if (!sameOwnerAndTeam(base, edited))
        lines.append(
            {u"ownerAndTeam"_s, FieldChange::Kind::Changed, readableOwnerAndTeam(base), readableOwnerAndTeam(edited)});
    if (base.tags && edited.tags)
        describeTags(*base.tags, *edited.tags, lines);
    if (base.fields && edited.fields)
        describeFields(*base.fields, *edited.fields, lines);
    return lines;
}
