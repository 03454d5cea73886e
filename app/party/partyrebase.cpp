#include <algorithm>

#include "partychanges.h"

#include "matchedrows.h"
#include "partyvalues.h"

using namespace Qt::StringLiterals;

namespace {

using Conflicts = QList<PartyConflict>;

// --- texts

/// The outcome for one text; a conflict keeps mine.
QString rebasedText(
    const QString &key, const QString &base, const QString &mine, const QString &theirs, Conflicts &conflicts)
{
    if (mine == base || mine == theirs)
        return theirs;
    if (theirs != base)
        conflicts.append({key, base, mine, theirs});
    return mine;
}

void rebaseTexts(Rebased &rebased, const Party &base, const Party &edited, const Party &theirs,
    std::span<const TextKey<Party>> texts)
{
    for (const auto &[key, text] : texts)
        rebased.merged.*text = rebasedText(key, base.*text, edited.*text, theirs.*text, rebased.conflicts);
}

// --- references

void rebaseOrganisation(Rebased &rebased, const Party &base, const Party &edited, const Party &theirs)
{
    if (hasSameOrganisation(base, edited) || hasSameOrganisation(edited, theirs))
        return;
    if (!hasSameOrganisation(base, theirs)) {
        rebased.conflicts.append(
            {OrganisationKey, readableOrganisation(base), readableOrganisation(edited), readableOrganisation(theirs)});
    }
    rebased.merged.organisation = edited.organisation;
}

void rebaseOwnership(Rebased &rebased, const Party &base, const Party &edited, const Party &theirs)
{
    if (hasSameOwnership(base, edited) || hasSameOwnership(edited, theirs))
        return;
    if (!hasSameOwnership(base, theirs)) {
        rebased.conflicts.append(
            {OwnershipKey, readableOwnership(base), readableOwnership(edited), readableOwnership(theirs)});
    }
    rebased.merged.owner = edited.owner;
    rebased.merged.team = edited.team;
}

// --- rows

/// A row that all three have: text by text, unless what each of us left of it would together be nothing.
template <typename Row>
Row rebasedRow(const MatchedRow<Row> &mine, const Row &theirs, Conflicts &conflicts)
{
    Row merged = theirs;
    Conflicts inTexts;
    for (const TextKey<Row> &text : RowKeys<Row>::texts) {
        merged.*text.text = rebasedText(
            mine.key + u'/' + text.key, textOf(*mine.was, text), textOf(*mine.is, text), textOf(theirs, text), inTexts);
    }
    if (!isBlank(merged) || isBlank(*mine.is)) {
        conflicts += inTexts;
        return merged;
    }
    conflicts.append({mine.key, readable(*mine.was), readable(*mine.is), readable(theirs)});
    return *mine.is;
}

/// What becomes of a row that I removed or changed; nothing if it goes. `theirs` is null if they removed it.
template <typename Row>
std::optional<Row> rebasedRow(const MatchedRow<Row> &mine, const Row *theirs, Conflicts &conflicts)
{
    const Row &base = *mine.was;
    const bool isGoneThere = !theirs || isBlank(*theirs);
    if (mine.isRemoval()) {
        if (!isGoneThere && !readsTheSame(base, *theirs))
            conflicts.append({mine.key, readable(base), {}, readable(*theirs)});
        return !isGoneThere && mine.is ? std::optional(*mine.is) : std::nullopt;
    }
    if (!isGoneThere)
        return rebasedRow(mine, *theirs, conflicts);
    conflicts.append({mine.key, readable(base), readable(*mine.is), {}});
    return *mine.is;
}

/// Capsule may already hold what I added: the answer to an earlier request was lost, or somebody else typed the same
/// (reliability.md section 4). Each such row stands for one of mine.
template <typename Row>
class Arrivals
{
public:
    explicit Arrivals(const MatchedRows<Row> &others)
    {
        for (const MatchedRow<Row> &row : others) {
            if (row.isAddition())
                m_rows.append(row.is);
        }
    }

    bool take(const Row &mine)
    {
        const auto at = std::find_if(m_rows.begin(), m_rows.end(), [&](const Row *row) { return isAlike(*row, mine); });
        if (at == m_rows.end())
            return false;
        m_rows.erase(at);
        return true;
    }

private:
    QList<const Row *> m_rows;
};

template <typename Row>
QList<Row> rebasedRows(const QList<Row> &base, const QList<Row> &edited, const QList<Row> &theirs, Conflicts &conflicts)
{
    const MatchedRows<Row> mine(base, edited);
    const MatchedRows<Row> others(base, theirs);
    QList<Row> merged;
    for (const MatchedRow<Row> &other : others) { // theirs in its order, then what they removed
        const MatchedRow<Row> *my = other.was ? mine.find(other.was) : nullptr;
        if (my && my->isDifference()) {
            if (const auto row = rebasedRow(*my, other.is, conflicts))
                merged.append(*row);
        } else if (other.is) {
            merged.append(*other.is);
        }
    }
    Arrivals<Row> arrivals(others);
    for (const MatchedRow<Row> &my : mine) {
        if (my.isAddition() && !arrivals.take(*my.is))
            merged.append(*my.is);
    }
    return merged;
}

// --- tags and fields

void rebaseTags(Rebased &rebased, const Party &base, const Party &edited)
{
    const QList<TagDifference> differences = tagDifferences(base, edited);
    if (differences.isEmpty())
        return;
    QList<Tag> tags = rebased.merged.tags.value_or(*base.tags);
    for (const TagDifference &difference : differences) {
        if (difference.was)
            tags.removeIf([&](const Tag &tag) { return isAlike(tag, *difference.was); });
        else if (!hasTag(tags, *difference.is))
            tags.append(*difference.is);
    }
    rebased.merged.tags = tags;
}

/// Puts my value of a field in the place of theirs; their row's id stays.
void putField(QList<FieldValue> &fields, const FieldDifference &mine)
{
    const auto at = std::ranges::find_if(
        fields, [&](const FieldValue &field) { return field.definitionId == mine.definitionId; });
    if (at == fields.end()) {
        if (mine.is)
            fields.append(*mine.is);
    } else if (mine.is) {
        at->value = mine.is->value;
    } else {
        fields.erase(at);
    }
}

void rebaseFields(Rebased &rebased, const Party &base, const Party &edited)
{
    const QList<FieldDifference> differences = fieldDifferences(base, edited);
    if (differences.isEmpty())
        return;
    QList<FieldValue> fields = rebased.merged.fields.value_or(*base.fields);
    for (const FieldDifference &mine : differences) {
        const FieldValue *theirs = fieldOf(fields, mine.definitionId);
        if (hasSameContent(mine.is, theirs))
            continue;
        if (!hasSameContent(mine.was, theirs))
            rebased.conflicts.append({mine.key(), readable(mine.was), readable(mine.is), readable(theirs)});
        putField(fields, mine);
    }
    rebased.merged.fields = fields;
}

} // namespace

Rebased rebase(const Party &base, const Party &edited, const Party &theirs)
{
    Rebased rebased{theirs, {}};
    rebaseTexts(rebased, base, edited, theirs, nameTexts(theirs.type));
    if (theirs.isPerson())
        rebaseOrganisation(rebased, base, edited, theirs);
    rebaseOwnership(rebased, base, edited, theirs);
    rebaseTags(rebased, base, edited);
    forEachList([&](auto list) {
        rebased.merged.*list.rows
            = rebasedRows(base.*list.rows, edited.*list.rows, theirs.*list.rows, rebased.conflicts);
    });
    rebaseTexts(rebased, base, edited, theirs, std::span(&AboutText, 1));
    rebaseFields(rebased, base, edited);
    return rebased;
}
