#pragma once

#include <QLatin1StringView>

/// Code words of ours for OutboxEntry::problem, where there are no words of Capsule's that people could read.
namespace Problem {

// Entries that were given up, and why.
inline constexpr QLatin1StringView merged("merged"); ///< nothing was left to send, or another entry took it over
inline constexpr QLatin1StringView cancelled("cancelled"); ///< the record was given up before it was ever sent

// Entries that wait for the user, and why.
inline constexpr QLatin1StringView gone("deleted-in-capsule"); ///< deleted in Capsule, or out of this user's sight
inline constexpr QLatin1StringView changedSince("changed-since"); ///< to be deleted here, changed there meanwhile
inline constexpr QLatin1StringView severalFound("several-found"); ///< the lost create could be any of several records
inline constexpr QLatin1StringView namesakeFound(
    "namesake-found"); ///< the lost create could be a record of that name which differs
inline constexpr QLatin1StringView similarRowFound(
    "similar-row-found"); ///< the lost addition could be a row that differs
inline constexpr QLatin1StringView neverArrived("never-arrived"); ///< created three times, never found
inline constexpr QLatin1StringView organisationCancelled(
    "organisation-cancelled"); ///< its new organisation will not reach Capsule
inline constexpr QLatin1StringView partyCancelled(
    "party-cancelled"); ///< a note or task whose new person or organisation will not reach Capsule
inline constexpr QLatin1StringView fileMissing("file-missing"); ///< the copy of a file to be sent cannot be read
inline constexpr QLatin1StringView notDeleted("not-deleted"); ///< Capsule took the delete on and did not carry it out
inline constexpr QLatin1StringView refused("refused"); ///< Capsule said no without words
inline constexpr QLatin1StringView outcomeUnknown(
    "outcome-unknown"); ///< of a record in a run: its outbox entry is no longer there to ask

} // namespace Problem
