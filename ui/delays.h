#pragma once

#include <chrono>

/// How long a change waits before it goes on.
namespace delays {

/// From the last key to the draft on disk, which has to be there within 250 ms (ux.md section 2).
inline constexpr std::chrono::milliseconds draft{200};
/// Until a draft that could not be kept is tried again.
inline constexpr std::chrono::milliseconds draftRetry{5'000};
/// Until a delete is sent, for as long as Undo is offered (ux.md section 2.8).
inline constexpr std::chrono::seconds beforeDelete{10};

} // namespace delays
