#include "partychanges.h"

#include "matchedrows.h"
#include "partyvalues.h"

using namespace Qt::StringLiterals;

namespace {

void takeTexts(Party &party, const Party &from, const QStringList &keys, std::span<const TextKey<Party>> texts)
{
    for (const auto &[key, text] : texts) {
        if (keys.contains(key))
            party.*text = from.*text;
    }
}

/// True if the row as a whole is meant, by its key or by an id under which `edited` keeps a row that `from` lost.
template <typename Row>
bool isMeant(const MatchedRow<Row> &row, const QStringList &keys)
{
    if (row.key.isEmpty())
        return false;
    if (keys.contains(row.key))
        return true;
    return row.isAddition() && row.is->id != 0 && keys.contains(RowKeys<Row>::key + u'/' + QString::number(row.is->id));
}

template <typename Row>
Row withTextsFrom(const MatchedRow<Row> &row, const QStringList &keys)
{
    Row taken = *row.is;
    for (const TextKey<Row> &text : RowKeys<Row>::texts) {
        if (row.was && keys.contains(row.key + u'/' + text.key))
            taken.*text.text = (*row.was).*text.text;
    }
    return taken;
}

/// A row that comes back takes its old place.
template <typename Row>
QList<Row> takenRows(const QList<Row> &edited, const QList<Row> &from, const QStringList &keys)
{
    QList<Row> rows;
    for (const MatchedRow<Row> &row : MatchedRows<Row>(from, edited)) {
        if (!isMeant(row, keys)) {
            if (row.is)
                rows.append(withTextsFrom(row, keys));
        } else if (row.was) {
            const qsizetype place = row.is ? rows.size() : std::distance(from.data(), row.was);
            rows.insert(std::min(place, rows.size()), *row.was);
        }
    }
    return rows;
}

void takeTags(Party &party, const Party &from, const QStringList &keys)
{
    const Party edited = party;
    for (const TagDifference &difference : tagDifferences(from, edited)) {
        if (!keys.contains(difference.key()))
            continue;
        if (difference.was)
            party.tags->append(*difference.was);
        else
            party.tags->removeOne(*difference.is);
    }
}

void takeFields(Party &party, const Party &from, const QStringList &keys)
{
    const Party edited = party;
    for (const FieldDifference &difference : fieldDifferences(from, edited)) {
        if (!keys.contains(difference.key()))
            continue;
        party.fields->removeIf([&](const FieldValue &field) { return field.definitionId == difference.definitionId; });
        if (difference.was)
            party.fields->append(*difference.was);
    }
}

} // namespace

Party withKeysFrom(const Party &edited, const Party &from, const QStringList &keys)
{
    Party party = edited;
    takeTexts(party, from, keys, nameTexts(edited.type));
    takeTexts(party, from, keys, std::span(&AboutText, 1));
    if (keys.contains(OrganisationKey))
        party.organisation = from.organisation;
    if (keys.contains(OwnershipKey)) {
        party.owner = from.owner;
        party.team = from.team;
    }
    forEachList([&](auto list) { party.*list.rows = takenRows(edited.*list.rows, from.*list.rows, keys); });
    takeTags(party, from, keys);
    takeFields(party, from, keys);
    return party;
}
