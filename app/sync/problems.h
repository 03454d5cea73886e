#pragma once

#include <QLatin1StringView>

/// Code words of ours for OutboxEntry::problem, where Capsule itself said nothing that people could read. The first and
/// the fifth are also the store's.
namespace Problem {

inline constexpr QLatin1StringView gone("deleted-in-capsule"); ///< deleted in Capsule, or out of this user's sight
inline constexpr QLatin1StringView changedSince("changed-since"); ///< to be deleted here, changed there meanwhile
inline constexpr QLatin1StringView severalFound("several-found"); ///< the lost create could be any of several records
inline constexpr QLatin1StringView neverArrived("never-arrived"); ///< created three times, never found
inline constexpr QLatin1StringView needsOther("organisation-cancelled"); ///< its organisation will not reach Capsule
inline constexpr QLatin1StringView refused("refused"); ///< Capsule said no without words

} // namespace Problem
