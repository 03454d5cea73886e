#pragma once

#include "store/outboxentry.h"

#include <QLatin1StringView>

// What work on a record and work on a note or task have in common.

/// True where new edits may still go into the entry: nothing of it can be under way to Capsule, or have arrived there
/// unnoticed (reliability.md section 2).
bool isOpenForEdits(const OutboxEntry &entry);

/// True where Capsule has certainly not taken it and is not about to.
bool isIdle(const OutboxEntry &entry);

/// The entry at its end. `problem` is a code word of ours, or empty.
OutboxEntry ended(OutboxEntry entry, OutboxEntry::State state, QLatin1StringView problem, const QDateTime &now);

/// The entry as if it had never been tried, to be sent.
OutboxEntry queuedAgain(OutboxEntry entry);
