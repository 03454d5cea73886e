#pragma once

#include <QLatin1StringView>

/// Code words of ours for OutboxEntry::problem, where Capsule itself said nothing that people could read.
namespace Problem {

inline constexpr QLatin1StringView gone("gone"); ///< deleted in Capsule, or out of this user's sight
inline constexpr QLatin1StringView changedSince("changedSince"); ///< to be deleted here, changed there meanwhile
inline constexpr QLatin1StringView severalFound("severalFound"); ///< the lost create could be any of several records
inline constexpr QLatin1StringView neverArrived("neverArrived"); ///< created three times, never found
inline constexpr QLatin1StringView needsOther("needsOther"); ///< its organisation will not reach Capsule
inline constexpr QLatin1StringView refused("refused"); ///< Capsule said no without words

} // namespace Problem
