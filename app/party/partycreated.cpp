#include <algorithm>

#include "partychanges.h"

#include "likeness.h"
#include "partyvalues.h"

using namespace Qt::StringLiterals;

// Is this the record that a lost answer told of? (reliability.md section 4)

namespace {

/// What was not sent may be anything.
bool holdsText(const QString &found, const QString &sent)
{
    return sent.isEmpty() || isAlike(found, sent);
}

bool holdsTexts(const Party &found, const Party &sent, std::span<const TextKey<Party>> texts)
{
    return std::ranges::all_of(
        texts, [&](const TextKey<Party> &text) { return holdsText(found.*text.text, sent.*text.text); });
}

/// By id where both sides know it; an organisation made here may have got its id only when it was sent.
bool holdsOrganisation(const Party &found, const Party &sent)
{
    if (!sent.organisation)
        return true;
    if (!found.organisation)
        return false;
    if (const qint64 id = knownId(*sent.organisation); id != 0)
        return knownId(*found.organisation) == id;
    return isAlike(found.organisation->name, sent.organisation->name);
}

bool holdsOwnership(const Party &found, const Party &sent)
{
    const auto holds = [](const auto &there, const auto &wanted) {
        return !wanted || wanted->id == 0 || (there && there->id == wanted->id);
    };
    return holds(found.owner, sent.owner) && holds(found.team, sent.team);
}

template <typename Row>
bool holdsRow(const Row &found, const Row &sent)
{
    const auto &texts = RowKeys<Row>::texts;
    return std::all_of(texts.begin(), texts.end(),
        [&](const TextKey<Row> &text) { return holdsText(textOf(found, text), textOf(sent, text)); });
}

template <typename Row>
qsizetype filledTexts(const Row &row)
{
    const auto &texts = RowKeys<Row>::texts;
    return std::count_if(
        texts.begin(), texts.end(), [&](const TextKey<Row> &text) { return !(row.*text.text).isEmpty(); });
}

/// Each row that was sent needs a row of its own. The fullest choose first, as the others fit more places.
template <typename Row>
bool holdsRows(QList<Row> found, QList<Row> sent)
{
    sent.removeIf([](const Row &row) { return isBlank(row); });
    std::stable_sort(
        sent.begin(), sent.end(), [](const Row &a, const Row &b) { return filledTexts(a) > filledTexts(b); });
    return std::all_of(sent.begin(), sent.end(), [&](const Row &row) {
        const auto at
            = std::find_if(found.begin(), found.end(), [&](const Row &other) { return holdsRow(other, row); });
        if (at == found.end())
            return false;
        found.erase(at);
        return true;
    });
}

/// Types and services are words that any two rows may share.
template <typename Row>
bool sharesText(const Row &a, const Row &b)
{
    const auto &texts = RowKeys<Row>::texts;
    return std::any_of(texts.begin(), texts.begin() + RowKeys<Row>::mainTexts,
        [&](const TextKey<Row> &text) { return !(a.*text.text).isEmpty() && isAlike(a.*text.text, b.*text.text); });
}

template <typename Row>
bool holdsAltered(const QList<Row> &found, const QList<Row> &base, const QList<Row> &sent)
{
    const auto isMissing = [&](const Row &row) {
        return row.id == 0 && std::ranges::none_of(found, [&](const Row &other) { return holdsRow(other, row); });
    };
    const auto isNew = [&](const Row &row) {
        return std::ranges::none_of(base, [&](const Row &other) { return other.id == row.id; });
    };
    return std::ranges::any_of(sent, [&](const Row &row) {
        return isMissing(row)
            && std::ranges::any_of(found, [&](const Row &other) { return isNew(other) && sharesText(other, row); });
    });
}

bool holdsTags(const Party &found, const Party &sent)
{
    const QList<Tag> there = found.tags.value_or(QList<Tag>());
    const QList<Tag> wanted = sent.tags.value_or(QList<Tag>());
    return std::ranges::all_of(wanted, [&](const Tag &tag) { return hasTag(there, tag); });
}

bool holdsField(const FieldValue *found, const FieldValue &sent)
{
    if (isNothing(&sent))
        return true;
    if (isNothing(found) || found->value.index() != sent.value.index())
        return false;
    const QString *text = std::get_if<QString>(&sent.value);
    return !text || isAlike(std::get<QString>(found->value), *text);
}

bool holdsFields(const Party &found, const Party &sent)
{
    const QList<FieldValue> there = found.fields.value_or(QList<FieldValue>());
    const QList<FieldValue> wanted = sent.fields.value_or(QList<FieldValue>());
    return std::ranges::all_of(
        wanted, [&](const FieldValue &field) { return holdsField(fieldOf(there, field.definitionId), field); });
}

} // namespace

bool holdsEverythingSent(const Party &found, const Party &sent)
{
    bool holds = found.type == sent.type && holdsTexts(found, sent, nameTexts(sent.type))
        && holdsText(found.about, sent.about) && holdsOwnership(found, sent) && holdsTags(found, sent)
        && holdsFields(found, sent) && (!sent.isPerson() || holdsOrganisation(found, sent));
    forEachList([&](auto list) { holds = holds && holdsRows(found.*list.rows, sent.*list.rows); });
    return holds;
}

bool holdsAlteredRow(const Party &found, const Party &base, const Party &sent)
{
    bool holds = false;
    forEachList([&](auto list) { holds = holds || holdsAltered(found.*list.rows, base.*list.rows, sent.*list.rows); });
    return holds;
}

bool resembles(const Party &found, const Party &sent)
{
    const auto shares = [&](QString Party::*text) {
        return !(sent.*text).isEmpty() && isAlike(found.*text, sent.*text);
    };
    bool resembles = shares(&Party::name) || shares(&Party::firstName) || shares(&Party::lastName);
    const auto hasRow = [](const auto &rows, const auto &wanted) {
        return std::ranges::any_of(rows, [&](const auto &row) { return sharesText(row, wanted); });
    };
    forEachList([&](auto list) {
        resembles = resembles
            || std::ranges::any_of(sent.*list.rows, [&](const auto &row) { return hasRow(found.*list.rows, row); });
    });
    return found.type == sent.type && resembles;
}
