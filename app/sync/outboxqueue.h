#pragma once

#include "store/outboxentry.h"

#include <chrono>
#include <functional>
#include <optional>

/// What the outbox wants done next.
struct OutboxAgenda
{
    std::optional<OutboxEntry> send; ///< to be sent now
    std::optional<OutboxEntry> probe; ///< whose lost answer is to be looked for now
    std::optional<OutboxEntry> stranded; ///< waits for a record that will never reach Capsule
    std::optional<std::chrono::milliseconds> nextDue; ///< until something else becomes due; nothing if only events help
    bool createIsUnknown = false; ///< a create went out and nobody knows yet what became of it
};

/// What the agenda depends on besides the entries.
struct AgendaTerms
{
    QDateTime now; ///< this computer's clock, UTC
    ServerIdLookup serverIdOf;
    bool mayCreate = true; ///< the service's time is known, which a create must note before it goes
    bool mayBeActivity = true; ///< work on notes and tasks may be sent; not while files of one go up
};

/// Pure: picks from the pending entries in order (reliability.md section 2). Of a record, note or task only its oldest
/// entry counts; held ones, ones before their time and ones whose organisation or record is on its way wait, and nobody
/// waits for them.
OutboxAgenda agenda(const QList<OutboxEntry> &pending, const AgendaTerms &terms);
