#pragma once

#include "party.h"

#include <QLatin1StringView>

#include <algorithm>
#include <array>
#include <span>

// Capsule's keys for what a person can edit, and where it lives (capsule-api.md section 8). Reading, writing, comparing
// and carrying over all walk these lists, so that no key is named twice.

/// A text of T and its key.
template <typename T>
struct TextKey
{
    QLatin1StringView key;
    QString T::*text;
};

// clang-format off
inline constexpr std::array PersonTexts{
    TextKey<Party>{QLatin1StringView("title"), &Party::title},
    TextKey<Party>{QLatin1StringView("firstName"), &Party::firstName},
    TextKey<Party>{QLatin1StringView("lastName"), &Party::lastName},
    TextKey<Party>{QLatin1StringView("jobTitle"), &Party::jobTitle},
};
inline constexpr std::array OrganisationTexts{
    TextKey<Party>{QLatin1StringView("name"), &Party::name},
};
inline constexpr TextKey<Party> AboutText{QLatin1StringView("about"), &Party::about};
// clang-format on

/// The names and titles that a party of this type has; `about` belongs to both.
inline std::span<const TextKey<Party>> nameTexts(PartyType type)
{
    if (type == PartyType::Person)
        return PersonTexts;
    return OrganisationTexts;
}

/// One of the four lists of rows: its key, its place in a Party, the texts of a row, and which of these a row is
/// nothing without (capsule-api.md section 20 rule 6; of an address any part will do).
template <typename Row>
struct RowKeys;

template <>
struct RowKeys<EmailAddress>
{
    static constexpr QLatin1StringView key{"emailAddresses"};
    static constexpr QList<EmailAddress> Party::*rows = &Party::emailAddresses;
    static constexpr std::array texts{
        TextKey<EmailAddress>{QLatin1StringView("address"), &EmailAddress::address},
        TextKey<EmailAddress>{QLatin1StringView("type"), &EmailAddress::type},
    };
    static constexpr std::size_t mainTexts = 1; ///< how many of them, from the first
};

template <>
struct RowKeys<PhoneNumber>
{
    static constexpr QLatin1StringView key{"phoneNumbers"};
    static constexpr QList<PhoneNumber> Party::*rows = &Party::phoneNumbers;
    static constexpr std::array texts{
        TextKey<PhoneNumber>{QLatin1StringView("number"), &PhoneNumber::number},
        TextKey<PhoneNumber>{QLatin1StringView("type"), &PhoneNumber::type},
    };
    static constexpr std::size_t mainTexts = 1;
};

template <>
struct RowKeys<Address>
{
    static constexpr QLatin1StringView key{"addresses"};
    static constexpr QList<Address> Party::*rows = &Party::addresses;
    static constexpr std::array texts{
        TextKey<Address>{QLatin1StringView("street"), &Address::street},
        TextKey<Address>{QLatin1StringView("city"), &Address::city},
        TextKey<Address>{QLatin1StringView("state"), &Address::state},
        TextKey<Address>{QLatin1StringView("zip"), &Address::zip},
        TextKey<Address>{QLatin1StringView("country"), &Address::country},
        TextKey<Address>{QLatin1StringView("type"), &Address::type},
    };
    static constexpr std::size_t mainTexts = 5;
};

template <>
struct RowKeys<Website>
{
    static constexpr QLatin1StringView key{"websites"};
    static constexpr QList<Website> Party::*rows = &Party::websites;
    static constexpr std::array texts{
        TextKey<Website>{QLatin1StringView("address"), &Website::address},
        TextKey<Website>{QLatin1StringView("service"), &Website::service},
        TextKey<Website>{QLatin1StringView("type"), &Website::type},
    };
    static constexpr std::size_t mainTexts = 1;
};

/// Calls `action` with each of the four lists, in the order of the form.
template <typename Action>
void forEachList(Action action)
{
    action(RowKeys<EmailAddress>());
    action(RowKeys<PhoneNumber>());
    action(RowKeys<Address>());
    action(RowKeys<Website>());
}

/// The text as Capsule keeps it: a website without service is a plain link (capsule-api.md section 8.2).
template <typename Row>
QString textOf(const Row &row, const TextKey<Row> &text)
{
    if constexpr (std::is_same_v<Row, Website>) {
        if (text.text == &Website::service && row.service.isEmpty())
            return QStringLiteral("URL");
    }
    return row.*text.text;
}

/// True if the row has no main value, so that Capsule would not have it.
template <typename Row>
bool isBlank(const Row &row)
{
    const auto &texts = RowKeys<Row>::texts;
    return std::all_of(texts.begin(), texts.begin() + RowKeys<Row>::mainTexts,
        [&](const TextKey<Row> &text) { return (row.*text.text).isEmpty(); });
}

/// True if a person would see no difference; ids and built links do not count.
template <typename Row>
bool readsTheSame(const Row &a, const Row &b)
{
    const auto &texts = RowKeys<Row>::texts;
    return std::all_of(
        texts.begin(), texts.end(), [&](const TextKey<Row> &text) { return textOf(a, text) == textOf(b, text); });
}
