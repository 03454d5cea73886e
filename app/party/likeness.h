#pragma once

#include "partykeys.h"

// When two values are the same to a service that trims and may respell (reliability.md section 4).

/// True if the texts differ in nothing but blanks, or are two names of one country that Capsule swaps
/// (capsule-api.md section 8.2).
bool isAlike(const QString &a, const QString &b);

/// True if every text of the row is alike.
template <typename Row>
bool isAlike(const Row &a, const Row &b)
{
    const auto &texts = RowKeys<Row>::texts;
    return std::all_of(texts.begin(), texts.end(),
        [&](const TextKey<Row> &text) { return isAlike(textOf(a, text), textOf(b, text)); });
}

/// True if both mean the same tag: by id, or by name without case if one of them has no id yet (capsule-api.md section
/// 9).
bool isAlike(const Tag &a, const Tag &b);

/// True if two names may be meant as one: they differ in case, accents, blanks and signs only, or in one letter.
bool looksAlike(const QString &a, const QString &b);
