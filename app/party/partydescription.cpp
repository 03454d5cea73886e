#include "partychanges.h"

#include "matchedrows.h"
#include "partyvalues.h"

using namespace Qt::StringLiterals;
using Kind = FieldChange::Kind;

namespace {

void describeTexts(
    QList<FieldChange> &lines, const Party &base, const Party &edited, std::span<const TextKey<Party>> texts)
{
    for (const TextKey<Party> &text : texts) {
        if (base.*text.text != edited.*text.text)
            lines.append({text.key, Kind::Changed, base.*text.text, edited.*text.text});
    }
}

void describeReferences(QList<FieldChange> &lines, const Party &base, const Party &edited)
{
    if (edited.isPerson() && !hasSameOrganisation(base, edited)) {
        lines.append({OrganisationKey, Kind::Changed, readableOrganisation(base), readableOrganisation(edited)});
    }
    if (!hasSameOwnership(base, edited))
        lines.append({OwnershipKey, Kind::Changed, readableOwnership(base), readableOwnership(edited)});
}

void describeTags(QList<FieldChange> &lines, const Party &base, const Party &edited)
{
    for (const TagDifference &tag : tagDifferences(base, edited)) {
        if (tag.is)
            lines.append({tag.key(), Kind::Added, {}, tag.is->name});
        else
            lines.append({tag.key(), Kind::Removed, tag.was->name, {}});
    }
}

template <typename Row>
void describeRow(QList<FieldChange> &lines, const MatchedRow<Row> &row)
{
    if (row.isAddition()) {
        lines.append({row.key, Kind::Added, {}, readable(*row.is)});
        return;
    }
    if (row.isRemoval()) {
        lines.append({row.key, Kind::Removed, readable(*row.was), {}});
        return;
    }
    for (const TextKey<Row> &text : RowKeys<Row>::texts) {
        const QString was = textOf(*row.was, text);
        const QString willBe = textOf(*row.is, text);
        if (was != willBe)
            lines.append({row.key + u'/' + text.key, Kind::Changed, was, willBe});
    }
}

template <typename Row>
void describeRows(QList<FieldChange> &lines, const QList<Row> &base, const QList<Row> &edited)
{
    for (const MatchedRow<Row> &row : MatchedRows<Row>(base, edited)) {
        if (row.isDifference())
            describeRow(lines, row);
    }
}

} // namespace

QList<FieldChange> describeChanges(const Party &base, const Party &edited)
{
    QList<FieldChange> lines;
    describeTexts(lines, base, edited, nameTexts(edited.type));
    describeReferences(lines, base, edited);
    describeTags(lines, base, edited);
    forEachList([&](auto list) { describeRows(lines, base.*list.rows, edited.*list.rows); });
    describeTexts(lines, base, edited, std::span(&AboutText, 1));
    for (const FieldDifference &field : fieldDifferences(base, edited))
        lines.append({field.key(), Kind::Changed, readable(field.was), readable(field.is), field.name()});
    return lines;
}
