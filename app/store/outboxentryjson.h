#pragma once

#include "store/outboxentry.h"

#include <optional>

/// Something typed about a note or a task and not saved; the same record as its OutboxEntry would have.
struct ActivityDraft
{
    QUuid localId; ///< of the party it is about; null for none
    ActivityEdit edit;
    QDateTime changedAt; ///< UTC
};

/// Something typed and not saved: from `base`, what was shown when it began, to `edited`.
struct Draft
{
    Party base;
    Party edited;
    QDateTime changedAt; ///< UTC
};

// What the outbox file holds, as text. Reading gives nothing if a value is missing or of a wrong kind: such a row is as
// good as damaged.

/// Everything but the sequence number, which is the row's key.
QByteArray entryToJson(const OutboxEntry &entry);
std::optional<OutboxEntry> entryFromJson(qint64 sequence, const QByteArray &json);

QByteArray draftToJson(const Draft &draft);
std::optional<Draft> draftFromJson(const QByteArray &json);
QByteArray draftToJson(const ActivityDraft &draft);
std::optional<ActivityDraft> activityDraftFromJson(const QByteArray &json);
