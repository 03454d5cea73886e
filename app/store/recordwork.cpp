#include "recordwork.h"

#include "store/entrysteps.h"
#include "store/problem.h"

#include <algorithm>
#include <ranges>

using namespace Qt::StringLiterals;

namespace {

using Kind = OutboxEntry::Kind;
using State = OutboxEntry::State;

/// What Capsule is sure not to have yet is empty, not unknown: or what is added later would not count as a change.
Party withKnownLists(Party party)
{
    party.tags = party.tags.value_or(QList<Tag>());
    party.fields = party.fields.value_or(QList<FieldValue>());
    return party;
}

Party emptyParty(PartyType type)
{
    Party party;
    party.type = type;
    return withKnownLists(party);
}

Edit editOf(const OutboxEntry &entry)
{
    return {entry.base, entry.edited};
}

/// The keys of what both sides changed, now that the entry waits over `below`: those of which the user was asked, or
/// those of which not.
QStringList keysInConflict(const OutboxEntry &entry, const Party &below, bool asked)
{
    QStringList keys;
    // In any other state the window tells of something else first.
    const bool isAsked = entry.state == State::Conflict;
    for (const PartyConflict &conflict : rebase(entry.base, entry.edited, below).conflicts) {
        if ((isAsked && entry.conflicts.contains(conflict)) == asked)
            keys.append(conflict.key);
    }
    return keys;
}

/// Where the user's word on an entry that waits over `below` begins: there, save for what both sides changed and the
/// user was not asked about.
Party decidedBase(const OutboxEntry &entry, const Party &below)
{
    return withKeysFrom(carriedOver(editOf(entry), below).base, below, keysInConflict(entry, below, true));
}

/// Gives the entry a new edit; one without any change ends.
OutboxEntry withEdit(OutboxEntry entry, const Edit &edit, const RecordWork::Context &context)
{
    entry.base = edit.base;
    entry.edited = edit.edited;
    entry.dependsOn = unresolvedOrganisation(edit.edited, context.serverIdOf);
    if (entry.kind == Kind::Update && !changesAnything(edit))
        return ended(entry, State::Discarded, Problem::merged, context.now);
    return entry;
}

} // namespace

bool RecordWork::isDeleted() const
{
    return !entries.isEmpty() && entries.last().kind == Kind::Delete && !entries.last().needsUser();
}

bool RecordWork::needsUser() const
{
    return std::ranges::any_of(entries, [](const OutboxEntry &entry) { return entry.needsUser(); });
}

Party RecordWork::base() const
{
    if (confirmed)
        return *confirmed;
    if (!entries.isEmpty())
        return entries.first().base;
    if (draft)
        return draft->base;
    return {};
}

Party RecordWork::shownBefore(qsizetype count) const
{
    Party party = base();
    for (const OutboxEntry &entry : entries.first(count)) {
        if (entry.kind == Kind::Update)
            party = carriedOver(editOf(entry), party).edited;
        else if (entry.kind == Kind::Create && !confirmed)
            party = withKnownLists(entry.edited);
    }
    return party;
}

std::optional<Edit> RecordWork::currentDraft() const
{
    if (!draft)
        return {};
    return carriedOver({draft->base, draft->edited}, shown());
}

qsizetype RecordWork::indexOf(qint64 sequence) const
{
    const auto at
        = std::ranges::find_if(entries, [sequence](const OutboxEntry &entry) { return entry.sequence == sequence; });
    return at == entries.end() ? -1 : at - entries.begin();
}

RecordWork::Step RecordWork::draftKept(const Party &edited, const Context &context) const
{
    Step step;
    const bool isNew = !confirmed && entries.isEmpty();
    const Party from = !exists() ? emptyParty(edited.type)
        : isNew                  ? base()
                                 : currentDraft().value_or(Edit{shown(), {}}).base;
    if (isNew || changesAnything({shown(), edited}))
        step.change.drafts.insert(localId, Draft{from, edited, context.now});
    else if (draft)
        step.change.drafts.insert(localId, std::nullopt);
    return step;
}

/// The first of the entries at the end that take new edits; the number of entries if there is none.
qsizetype RecordWork::mergeTarget() const
{
    const auto frozen = std::ranges::find_if_not(std::ranges::reverse_view(entries), isOpenForEdits);
    return entries.rend() - frozen;
}

RecordWork::Step RecordWork::saved(const Party &edited, const Context &context) const
{
    const qsizetype target = mergeTarget();
    const bool isNew = !confirmed && entries.isEmpty();
    const bool waitsForUser = std::any_of(
        entries.begin() + target, entries.end(), [](const OutboxEntry &entry) { return entry.needsUser(); });
    Step step;
    if (isNew || waitsForUser || changesAnything({shown(), edited}))
        step = target < entries.size() ? savedInto(target, edited, context) : savedAnew(edited, context);
    if (draft)
        step.change.drafts.insert(localId, std::nullopt);
    return step;
}

RecordWork::Step RecordWork::savedInto(qsizetype target, const Party &edited, const Context &context) const
{
    const OutboxEntry &old = entries[target];
    OutboxEntry entry = old.needsUser() ? queuedAgain(old) : old;
    Edit edit{old.base, edited};
    if (old.kind == Kind::Update)
        edit.base = decidedFrom(target);
    Step step;
    entry = withEdit(entry, edit, context);
    step.sequence = entry.isPending() ? entry.sequence : 0;
    step.change.entries.append(entry);
    for (const OutboxEntry &later : entries.sliced(target + 1))
        step.change.entries.append(ended(later, State::Discarded, Problem::merged, context.now));
    return step;
}

RecordWork::Step RecordWork::savedAnew(const Party &edited, const Context &context) const
{
    OutboxEntry entry;
    entry.sequence = context.nextSequence;
    entry.localId = localId;
    entry.createdAt = context.now;
    const bool isNew = !confirmed && entries.isEmpty() && context.serverIdOf(localId) == 0;
    entry.kind = isNew ? Kind::Create : Kind::Update;
    const Party from = currentDraft().value_or(Edit{shown(), {}}).base;
    entry = withEdit(entry, {isNew ? emptyParty(edited.type) : from, edited}, context);
    Step step;
    if (entry.isPending()) {
        step.sequence = entry.sequence;
        step.change.entries.append(entry);
    }
    return step;
}

QStringList RecordWork::draftConflicts() const
{
    return draft ? keysOf(rebase(draft->base, draft->edited, shown()).conflicts) : QStringList();
}

/// Where the user's word on that entry begins if it holds all that is on the screen: what waits after it, and the
/// draft.
Party RecordWork::decidedFrom(qsizetype at) const
{
    return withUnasked(decidedBase(entries[at], shownBefore(at)), at + 1);
}

/// The party as I knew it where the entries from `first` on, or the draft, hide what nobody was asked about.
Party RecordWork::withUnasked(Party party, qsizetype first) const
{
    for (qsizetype at = first; at < entries.size(); ++at) {
        const OutboxEntry &entry = entries[at];
        if (entry.kind == Kind::Update)
            party = withKeysFrom(party, entry.base, keysInConflict(entry, shownBefore(at), false));
    }
    return draft ? withKeysFrom(party, draft->base, draftConflicts()) : party;
}

/// What Capsule has, save for what my own changes hide and nobody was asked about: there it is as I knew it, so that a
/// delete asks first.
Party RecordWork::inView() const
{
    return confirmed ? withUnasked(*confirmed, 0) : shown();
}

RecordWork::Step RecordWork::removed(std::chrono::milliseconds delay, const Context &context) const
{
    Step step;
    if (isDeleted()) {
        step.sequence = entries.last().sequence;
        return step;
    }
    if (draft)
        step.change.drafts.insert(localId, std::nullopt);
    const bool wasNeverSent = !confirmed
        && (entries.isEmpty() ? context.serverIdOf(localId) == 0
                              : entries.first().kind == Kind::Create && isIdle(entries.first()));
    OutboxEntry removal;
    for (const OutboxEntry &entry : entries) {
        if (!isIdle(entry))
            continue; // its outcome is awaited
        OutboxEntry needless = entry;
        needless.state = State::Discarded; // the rest stays, to come back as it was
        needless.endedAt = context.now;
        step.change.entries.append(
            wasNeverSent ? ended(entry, State::Discarded, Problem::cancelled, context.now) : needless);
        removal.replaces.append(entry.sequence);
    }
    if (wasNeverSent)
        return step;

    removal.sequence = context.nextSequence;
    removal.localId = localId;
    removal.kind = Kind::Delete;
    removal.base = inView();
    removal.edited = removal.base;
    removal.createdAt = context.now;
    removal.notBefore = context.now.addMSecs(delay.count());
    step.sequence = removal.sequence;
    step.change.entries.append(removal);
    return step;
}

RecordWork::Step RecordWork::retried(qint64 sequence, const Party &edited, const Context &context) const
{
    Step step;
    const qsizetype at = indexOf(sequence);
    if (at < 0 || !(entries[at].needsUser() || entries[at].state == State::Queued))
        return step;
    const OutboxEntry &old = entries[at];
    Edit edit{old.base, edited};
    if (old.kind == Kind::Update)
        edit.base = decidedFrom(at);
    else if (old.kind == Kind::Delete)
        edit.base = shownBefore(at); // all of it is in view
    const OutboxEntry entry = withEdit(queuedAgain(old), edit, context);
    step.sequence = entry.isPending() ? sequence : 0;
    step.change.entries.append(entry);
    for (const OutboxEntry &later : entries.sliced(at + 1)) { // what is shown holds them
        if (old.kind != Kind::Delete && later.kind == Kind::Update && isIdle(later))
            step.change.entries.append(ended(later, State::Discarded, Problem::merged, context.now));
    }
    return step;
}

RecordWork::Step RecordWork::discarded(qint64 sequence, const Context &context) const
{
    Step step;
    const qsizetype at = indexOf(sequence);
    if (at < 0 || entries[at].state == State::Acked)
        return step;
    step.sequence = sequence;
    step.change.entries.append(ended(entries[at], State::Discarded, {}, context.now));
    step.change.entries.last().problem = entries[at].problem;
    if (entries[at].kind == Kind::Create && !confirmed) { // without its create there is no record to work on
        for (const OutboxEntry &later : entries.sliced(at + 1))
            step.change.entries.append(ended(later, State::Discarded, Problem::cancelled, context.now));
        return step;
    }
    carryRest(step, at + 1, shownBefore(at), context);
    return step;
}

RecordWork::Step RecordWork::acknowledged(qint64 sequence, const Party &answer, const Context &context) const
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

void RecordWork::carryRest(Step &step, qsizetype first, Party below, const Context &context) const
{
    for (const OutboxEntry &entry : entries.sliced(first)) {
        if (entry.kind != Kind::Update)
            continue;
        const Edit carried = carriedOver(editOf(entry), below);
        below = carried.edited;
        if (isIdle(entry))
            step.change.entries.append(withEdit(entry, carried, context));
    }
    if (draft) {
        const Edit carried = carriedOver({draft->base, draft->edited}, below);
        if (changesAnything(carried))
            step.change.drafts.insert(localId, Draft{carried.base, carried.edited, draft->changedAt});
        else
            step.change.drafts.insert(localId, std::nullopt);
    }
}

RecordWork::Step RecordWork::deletedInCapsule() const
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

RecordWork::Step RecordWork::changedInCapsule(const QDateTime &now) const
{
    Step step;
    for (qsizetype at = 0; at < entries.size(); ++at) {
        OutboxEntry entry = entries[at];
        if (entry.state != State::Conflict)
            continue;
        // What was saved while the entry was on its way is mine too: the form shows it, and the user decides over it.
        const qsizetype first = at + 1;
        for (; at + 1 < entries.size() && entries[at + 1].kind == Kind::Update && isIdle(entries[at + 1]); ++at) {
            const OutboxEntry &later = entries[at + 1];
            const Edit carried = carriedOver(editOf(later), entry.edited);
            // What others changed under the later one is asked about as well: there it keeps its own base.
            const QStringList collisions = keysOf(describeChanges(entry.edited, carried.base));
            entry.base = withKeysFrom(entry.base, carried.base, collisions);
            entry.edited = carried.edited;
            step.change.entries.append(ended(later, State::Discarded, Problem::merged, now));
        }
        const QList<PartyConflict> conflicts = rebase(entry.base, entry.edited, shownBefore(first - 1)).conflicts;
        if (at < first && conflicts == entry.conflicts)
            continue;
        entry.conflicts = conflicts;
        if (conflicts.isEmpty() && entry.problem.isEmpty())
            entry = queuedAgain(entry); // what others had changed is back as it was, or as I want it
        else if (conflicts.isEmpty())
            entry.state = State::Rejected; // which is what remains
        step.change.entries.append(entry);
    }
    return step;
}
