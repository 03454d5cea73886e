#include "activitywork.h"

#include "store/entrysteps.h"
#include "store/problem.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

using Kind = OutboxEntry::Kind;
using State = OutboxEntry::State;

template <typename T>
const ItemEdit<T> &editOf(const OutboxEntry &entry)
{
    const auto *edit = std::get_if<ItemEdit<T>>(&entry.activity);
    Q_ASSERT(edit);
    return *edit;
}

/// The edit as it stands over `below`. What both sides changed keeps its old base, so that it is still seen to collide.
template <typename T>
ItemEdit<T> carriedOver(const ItemEdit<T> &edit, const T &below)
{
    const auto rebased = rebase(edit.base, edit.edited, below);
    return {withKeysFrom(below, edit.base, keysOf(rebased.conflicts)), rebased.merged};
}

/// The same after the user was shown `below`: only what others changed since collides.
template <typename T>
ItemEdit<T> decided(const OutboxEntry &entry, const T &below)
{
    const ItemEdit<T> &edit = editOf<T>(entry);
    const auto rebased = rebase(edit.base, edit.edited, below);
    QStringList unseen;
    for (const PartyConflict &conflict : rebased.conflicts) {
        if (!entry.conflicts.contains(conflict))
            unseen.append(conflict.key);
    }
    return {withKeysFrom(below, edit.base, unseen), rebased.merged};
}

bool isBlank(const Entry &note)
{
    return note.content.trimmed().isEmpty() && note.attachments.isEmpty();
}

bool isBlank(const Task &task)
{
    return task.description.trimmed().isEmpty() && task.detail.trimmed().isEmpty();
}

/// An edit can change nothing else of a note that is in Capsule (capsule-api.md section 15).
Entry withFixedParts(Entry edited, const Entry &base)
{
    edited.activityType = base.activityType;
    edited.entryAt = base.entryAt;
    edited.relatedTo = base.relatedTo;
    return edited;
}

Task withFixedParts(Task edited, const Task &base)
{
    edited.relatedTo = base.relatedTo;
    return edited;
}

} // namespace

QList<FieldChange> differencesOf(const OutboxEntry &entry)
{
    if (const auto *note = entry.note())
        return describeChanges(note->base, note->edited);
    if (const auto *task = entry.task())
        return describeChanges(task->base, task->edited);
    return describeChanges(entry.base, entry.edited);
}

QString subjectNameOf(const OutboxEntry &entry)
{
    if (const auto *note = entry.note())
        return note->edited.relatedTo.name;
    if (const auto *task = entry.task())
        return task->edited.relatedTo.name.isEmpty() ? task->edited.description : task->edited.relatedTo.name;
    return entry.edited.displayName().isEmpty() ? entry.base.displayName() : entry.edited.displayName();
}

bool changesNothing(const ItemEdit<Entry> &edit)
{
    return changes(edit.base, edit.edited, [](const QString &localFile) { return localFile; }).isEmpty();
}

bool changesNothing(const ItemEdit<Task> &edit)
{
    return changes(edit.base, edit.edited).isEmpty();
}

template <typename T>
bool ActivityWork<T>::isDeleted() const
{
    return !entries.isEmpty() && entries.last().kind == Kind::Delete && !entries.last().needsUser();
}

template <typename T>
T ActivityWork<T>::base() const
{
    if (confirmed || entries.isEmpty())
        return confirmed.value_or(T());
    return editOf<T>(entries.first()).base;
}

template <typename T>
T ActivityWork<T>::shownBefore(qsizetype count) const
{
    T shown = base();
    for (const OutboxEntry &entry : entries.first(count)) {
        const ItemEdit<T> &edit = editOf<T>(entry);
        if (entry.kind == Kind::Update)
            shown = rebase(edit.base, edit.edited, shown).merged;
        else if (entry.kind == Kind::Create && !confirmed)
            shown = edit.edited;
    }
    return shown;
}

template <typename T>
qsizetype ActivityWork<T>::indexOf(qint64 sequence) const
{
    const auto at = std::ranges::find(entries, sequence, &OutboxEntry::sequence);
    return at == entries.end() ? -1 : at - entries.begin();
}

template <typename T>
bool ActivityWork<T>::wasNeverSent() const
{
    if (confirmed)
        return false;
    return entries.isEmpty() ? serverId == 0 : entries.first().kind == Kind::Create && isIdle(entries.first());
}

/// An update without any change ends.
template <typename T>
OutboxEntry ActivityWork<T>::withEdit(OutboxEntry entry, const ItemEdit<T> &edit, const QDateTime &now) const
{
    entry.activity = edit;
    if (entry.kind == Kind::Update && changesNothing(edit))
        return ended(entry, State::Discarded, Problem::merged, now);
    return entry;
}

template <typename T>
typename ActivityWork<T>::Step ActivityWork<T>::draftKept(const T &edited, const Context &context) const
{
    Step step;
    const T from = draft ? std::get<ItemEdit<T>>(draft->edit).base : shown();
    const bool isNothing = exists() ? changesNothing({shown(), withFixedParts(edited, shown())}) : isBlank(edited);
    if (!isNothing)
        step.change.activityDrafts.insert(
            localId, ActivityDraft{context.record, ItemEdit<T>{from, edited}, context.now});
    else if (draft)
        step.change.activityDrafts.insert(localId, std::nullopt);
    return step;
}

template <typename T>
typename ActivityWork<T>::Step ActivityWork<T>::saved(const T &edited, const Context &context) const
{
    if (isDeleted())
        return {};
    const bool isParked = !entries.isEmpty() && entries.last().needsUser();
    const bool isNothing = exists() && !isParked && changesNothing({shown(), withFixedParts(edited, shown())});
    Step step;
    if (!isNothing && !entries.isEmpty() && isOpenForEdits(entries.last()))
        step = savedInto(entries.last(), edited, context);
    else if (!isNothing)
        step = savedAnew(edited, context);
    if (draft)
        step.change.activityDrafts.insert(localId, std::nullopt);
    return step;
}

template <typename T>
typename ActivityWork<T>::Step ActivityWork<T>::savedInto(
    const OutboxEntry &old, const T &edited, const Context &context) const
{
    OutboxEntry entry = old.needsUser() ? queuedAgain(old) : old;
    ItemEdit<T> edit{editOf<T>(old).base, edited};
    if (old.kind == Kind::Update) {
        if (old.needsUser())
            edit.base = decided<T>(old, shownBefore(entries.size() - 1)).base;
        edit.edited = withFixedParts(edited, edit.base);
    }
    entry = withEdit(entry, edit, context.now);
    Step step;
    step.sequence = entry.isPending() ? entry.sequence : 0;
    step.change.entries.append(entry);
    return step;
}

template <typename T>
typename ActivityWork<T>::Step ActivityWork<T>::savedAnew(const T &edited, const Context &context) const
{
    const bool isNew = !confirmed && entries.isEmpty() && serverId == 0;
    OutboxEntry entry;
    entry.sequence = context.nextSequence;
    entry.localId = context.record;
    entry.itemId = localId;
    entry.createdAt = context.now;
    entry.kind = isNew ? Kind::Create : Kind::Update;
    if (isNew && !context.isRecordKnown)
        entry.dependsOn = context.record;
    const T from = draft && !isNew ? std::get<ItemEdit<T>>(draft->edit).base : shown();
    entry = withEdit(
        entry, isNew ? ItemEdit<T>{T(), edited} : ItemEdit<T>{from, withFixedParts(edited, from)}, context.now);
    Step step;
    if (entry.isPending()) {
        step.sequence = entry.sequence;
        step.change.entries.append(entry);
    }
    return step;
}

template <typename T>
typename ActivityWork<T>::Step ActivityWork<T>::removed(std::chrono::milliseconds delay, const Context &context) const
{
    Step step;
    if (isDeleted()) {
        step.sequence = entries.last().sequence;
        return step;
    }
    if (draft)
        step.change.activityDrafts.insert(localId, std::nullopt);
    OutboxEntry removal;
    for (const OutboxEntry &entry : entries) {
        if (!isIdle(entry))
            continue; // its outcome is awaited
        OutboxEntry needless = entry;
        needless.state = State::Discarded; // the rest stays, to come back as it was
        needless.endedAt = context.now;
        step.change.entries.append(
            wasNeverSent() ? ended(entry, State::Discarded, Problem::cancelled, context.now) : needless);
        removal.replaces.append(entry.sequence);
    }
    if (wasNeverSent())
        return step;
    const T inView = confirmed.value_or(shown());
    removal.sequence = context.nextSequence;
    removal.localId = context.record;
    removal.itemId = localId;
    removal.kind = Kind::Delete;
    removal.activity = ItemEdit<T>{inView, inView};
    removal.createdAt = context.now;
    removal.notBefore = context.now.addMSecs(delay.count());
    step.sequence = removal.sequence;
    step.change.entries.append(removal);
    return step;
}

template <typename T>
typename ActivityWork<T>::Step ActivityWork<T>::retried(qint64 sequence) const
{
    Step step;
    const qsizetype at = indexOf(sequence);
    if (at < 0 || !(entries[at].needsUser() || entries[at].state == State::Queued))
        return step;
    OutboxEntry entry = queuedAgain(entries[at]);
    if (entry.kind == Kind::Update && confirmed)
        entry.activity = decided<T>(entries[at], shownBefore(at));
    else if (entry.kind == Kind::Delete && confirmed)
        entry.activity = ItemEdit<T>{*confirmed, *confirmed}; // all of it is in view
    step.sequence = sequence;
    step.change.entries.append(entry);
    return step;
}

template <typename T>
typename ActivityWork<T>::Step ActivityWork<T>::discarded(qint64 sequence, const Context &context) const
{
    Step step;
    const qsizetype at = indexOf(sequence);
    if (at < 0 || entries[at].state == State::Acked)
        return step;
    step.sequence = sequence;
    step.change.entries.append(ended(entries[at], State::Discarded, {}, context.now));
    step.change.entries.last().problem = entries[at].problem;
    if (entries[at].kind == Kind::Create && !confirmed) {
        for (const OutboxEntry &later : entries.sliced(at + 1))
            step.change.entries.append(ended(later, State::Discarded, Problem::cancelled, context.now));
        return step;
    }
    carryRest(step, at + 1, shownBefore(at), context);
    return step;
}

template <typename T>
typename ActivityWork<T>::Step ActivityWork<T>::acknowledged(
    qint64 sequence, const T &answer, const Context &context) const
{
    Step step;
    const qsizetype at = indexOf(sequence);
    if (at < 0)
        return step;
    step.sequence = sequence;
    step.change.entries.append(ended(entries[at], State::Done, {}, context.now));
    carryRest(step, at + 1, answer, context);
    return step;
}

template <typename T>
void ActivityWork<T>::carryRest(Step &step, qsizetype first, T below, const Context &context) const
{
    for (const OutboxEntry &entry : entries.sliced(first)) {
        if (entry.kind != Kind::Update)
            continue;
        const ItemEdit<T> carried = carriedOver(editOf<T>(entry), below);
        below = carried.edited;
        if (isIdle(entry))
            step.change.entries.append(withEdit(entry, carried, context.now));
    }
    if (!draft)
        return;
    const ItemEdit<T> carried = carriedOver(std::get<ItemEdit<T>>(draft->edit), below);
    if (changesNothing(carried))
        step.change.activityDrafts.insert(localId, std::nullopt);
    else
        step.change.activityDrafts.insert(localId, ActivityDraft{draft->localId, carried, draft->changedAt});
}

template <typename T>
typename ActivityWork<T>::Step ActivityWork<T>::goneInCapsule() const
{
    Step step;
    for (OutboxEntry entry : entries) {
        if (entry.kind != Kind::Update || !isIdle(entry))
            continue; // a delete has what it wanted; one under way will hear it from Capsule
        entry.state = State::Ask;
        entry.problem = Problem::gone;
        step.change.entries.append(entry);
    }
    return step;
}

template class ActivityWork<Entry>;
template class ActivityWork<Task>;
