#pragma once

#include "party/party.h"

#include <QLatin1StringView>

#include <array>

// What the four kinds of rows have in common, so that changes, descriptions and rebasing say it once. Used inside the
// party room only.

/// One text of a row. A row whose main texts are all empty counts as not there (capsule-api.md section 20, rule 6).
template <typename Row>
struct RowText
{
    QLatin1StringView key;
    QString Row::*text;
    bool isMain;
};

/// One kind of rows: its key, its list in a party, its texts.
template <typename Row, std::size_t Count>
struct RowKind
{
    QLatin1StringView key;
    QList<Row> Party::*list;
    std::array<RowText<Row>, Count> texts;

    bool isEmpty(const Row &row) const
    {
        return std::all_of(texts.begin(), texts.end(),
            [&row](const auto &part) { return !part.isMain || (row.*part.text).isEmpty(); });
    }
    bool sameTexts(const Row &a, const Row &b) const
    {
        return std::all_of(texts.begin(), texts.end(), [&](const auto &part) { return a.*part.text == b.*part.text; });
    }
};

inline constexpr RowKind<EmailAddress, 2> EmailRows{QLatin1StringView("emailAddresses"), &Party::emailAddresses,
    {{{QLatin1StringView("type"), &EmailAddress::type, false},
        {QLatin1StringView("address"), &EmailAddress::address, true}}}};
inline constexpr RowKind<PhoneNumber, 2> PhoneRows{QLatin1StringView("phoneNumbers"), &Party::phoneNumbers,
    {{{QLatin1StringView("type"), &PhoneNumber::type, false},
        {QLatin1StringView("number"), &PhoneNumber::number, true}}}};
inline constexpr RowKind<Address, 6> AddressRows{QLatin1StringView("addresses"), &Party::addresses,
    {{{QLatin1StringView("type"), &Address::type, false}, {QLatin1StringView("street"), &Address::street, true},
        {QLatin1StringView("city"), &Address::city, true}, {QLatin1StringView("state"), &Address::state, true},
        {QLatin1StringView("zip"), &Address::zip, true}, {QLatin1StringView("country"), &Address::country, true}}}};
inline constexpr RowKind<Website, 3> WebsiteRows{QLatin1StringView("websites"), &Party::websites,
    {{{QLatin1StringView("type"), &Website::type, false}, {QLatin1StringView("service"), &Website::service, false},
        {QLatin1StringView("address"), &Website::address, true}}}};

/// Calls `action` with each kind, in the order of the form.
template <typename Action>
void forEachRowKind(Action action)
{
    action(EmailRows);
    action(PhoneRows);
    action(AddressRows);
    action(WebsiteRows);
}

/// One text of a party itself.
struct Scalar
{
    QLatin1StringView key;
    QString Party::*text;
};

inline constexpr std::array<Scalar, 6> Scalars{{
    {QLatin1StringView("title"), &Party::title},
    {QLatin1StringView("firstName"), &Party::firstName},
    {QLatin1StringView("lastName"), &Party::lastName},
    {QLatin1StringView("jobTitle"), &Party::jobTitle},
    {QLatin1StringView("name"), &Party::name},
    {QLatin1StringView("about"), &Party::about},
}};

/// The row with Capsule's id `id`; null if there is none or `id` is 0.
template <typename Row>
const Row *rowWithId(const QList<Row> &rows, qint64 id)
{
    const auto found = std::find_if(rows.begin(), rows.end(), [id](const Row &row) { return id > 0 && row.id == id; });
    return found == rows.end() ? nullptr : &*found;
}

/// The rows of `edited` that Capsule has yet to get: not empty, and neither known by id in `base` nor one of its rows
/// that wait for an id themselves. Places count all rows of `edited` without an id, then those whose id is unknown.
template <typename Kind, typename Row>
QList<std::pair<int, Row>> additions(const Kind &kind, const QList<Row> &base, const QList<Row> &edited)
{
    QList<Row> waiting; // rows of base without an id: each accounts for one equal row of edited
    std::copy_if(base.begin(), base.end(), std::back_inserter(waiting), [](const Row &row) { return row.id == 0; });

    QList<std::pair<int, Row>> added;
    int place = 0;
    for (const Row &row : edited) {
        if (rowWithId(base, row.id))
            continue;
        const int here = place++;
        const auto twin = std::find_if(
            waiting.begin(), waiting.end(), [&](const Row &other) { return kind.sameTexts(row, other); });
        if (twin != waiting.end())
            waiting.erase(twin);
        else if (!kind.isEmpty(row))
            added.append({here, row});
    }
    return added;
}

/// True if both name the same organisation, or none.
bool sameOrganisation(const std::optional<OrganisationRef> &a, const std::optional<OrganisationRef> &b);
/// True if both have the same owner and the same team: one value (capsule-api.md section 6.3).
bool sameOwnerAndTeam(const Party &a, const Party &b);
/// True if both are one tag: by id if both have one, else by name without case (capsule-api.md section 9).
bool sameTag(const Tag &a, const Tag &b);
/// The tags of `all` that `less` does not have.
QList<Tag> tagsBeyond(const QList<Tag> &all, const QList<Tag> &less);
/// What a definition holds in `fields`; empty text if there is no row. A false tick reads as no row (section 10.2).
FieldContent contentOf(const QList<FieldValue> &fields, qint64 definitionId);
/// The field value of a definition, null if there is none.
const FieldValue *fieldOf(const QList<FieldValue> &fields, qint64 definitionId);
/// The definitions that `a` or `b` has a value of, in the order of `a`, then `b`.
QList<qint64> definitionsIn(const QList<FieldValue> &a, const QList<FieldValue> &b);
