#pragma once

#include "party/partyjson.h"

class PartyStore;
class WriteLog;

/// What of a page that was asked for at `writesBefore` (WriteLog::count) has to be stored: not what was written or
/// dropped since, not what Capsule deleted before, and not what is here already, which a cursor's margin and a walk
/// over everything bring again and again.
QList<ReceivedParty> newsOf(
    const QList<ReceivedParty> &page, const PartyStore &store, const WriteLog &writes, quint64 writesBefore);

/// True for a row about a record as it was before Capsule deleted it.
bool isFromBeforeItsEnd(const Party &party, const PartyStore &store);
