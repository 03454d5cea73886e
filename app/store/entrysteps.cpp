#include "store/entrysteps.h"

using Kind = OutboxEntry::Kind;
using State = OutboxEntry::State;

bool isOpenForEdits(const OutboxEntry &entry)
{
    if (entry.kind == Kind::Delete)
        return false;
    switch (entry.state) {
    case State::Queued:
        // What was sent before may have arrived: an edit that takes it back has to be sent as well.
        return entry.attempts == 0 || entry.kind == Kind::Create;
    case State::Conflict:
    case State::Rejected:
        return true;
    case State::Ask:
        return entry.attempts == 0; // else something may have arrived, and the user says what becomes of it
    case State::Sending:
    case State::Acked:
    case State::Done:
    case State::Unknown:
    case State::Discarded:
        return false;
    }
    Q_UNREACHABLE();
}

bool isIdle(const OutboxEntry &entry)
{
    return !entry.isInFlight() && entry.state != State::Acked && !(entry.state == State::Ask && entry.attempts > 0);
}

OutboxEntry ended(OutboxEntry entry, State state, QLatin1StringView problem, const QDateTime &now)
{
    entry.state = state;
    entry.problem = problem;
    entry.endedAt = now;
    return entry;
}

OutboxEntry queuedAgain(OutboxEntry entry)
{
    entry.state = State::Queued;
    entry.held = false;
    entry.attempts = 0;
    entry.probes = 0;
    entry.notBefore = {};
    entry.job.clear();
    entry.conflicts.clear();
    entry.problem.clear();
    entry.problemField.clear();
    entry.problemStatus = 0;
    return entry;
}
