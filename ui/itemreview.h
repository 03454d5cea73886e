#pragma once

#include "party/activity.h"
#include "reviewpanel.h"

class ActivityApi;
struct OutboxEntry;

/// The request that carries a note from `base` to `edited`: a POST for one that Capsule does not know yet.
ReviewedRequest reviewedNote(
    const PartyStore &store, const ActivityApi &api, const QUuid &note, const Entry &base, const Entry &edited);
/// The same of a task.
ReviewedRequest reviewedTask(
    const PartyStore &store, const ActivityApi &api, const QUuid &task, const Task &base, const Task &edited);
/// What unsent work on a note or a task sends, or what ended work has sent.
ReviewedRequest reviewedWork(const PartyStore &store, const ActivityApi &api, const OutboxEntry &work);
