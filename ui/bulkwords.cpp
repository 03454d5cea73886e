#include "bulkwords.h"

#include "party/partychanges.h"
#include "partywords.h"
#include "plaintext.h"
#include "store/outboxentry.h"

#include <QCoreApplication>
#include <QLocale>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

/// Gives the words a translation context.
struct BulkWords
{
    Q_DECLARE_TR_FUNCTIONS(BulkWords)
};

struct Title
{
    QString operator()(const AddTag &change) const
    {
        return BulkWords::tr("Add tag “%1”").arg(displayText(change.tag.name));
    }
    QString operator()(const RemoveTag &change) const
    {
        return BulkWords::tr("Remove tag “%1”").arg(displayText(change.tag.name));
    }
    QString operator()(const SetOwnership &change) const
    {
        const QString owner = change.owner ? displayText(change.owner->name) : QString();
        const QString team = change.team ? displayText(change.team->name) : QString();
        if (owner.isEmpty() && team.isEmpty())
            return BulkWords::tr("Remove owner and team");
        if (team.isEmpty())
            return BulkWords::tr("Owner %1, no team").arg(owner);
        return owner.isEmpty() ? BulkWords::tr("Team %1, no owner").arg(team)
                               : BulkWords::tr("Owner %1, team %2").arg(owner, team);
    }
    QString operator()(const SetText &change) const { return set(fieldWord(change.key), change.text); }
    QString operator()(const SetOrganisation &change) const
    {
        return change.organisation ? BulkWords::tr("Move to %1").arg(displayText(change.organisation->name))
                                   : BulkWords::tr("Take out of the organisation");
    }
    QString operator()(const SetField &change) const
    {
        if (const bool *tick = std::get_if<bool>(&change.content))
            return *tick ? BulkWords::tr("Tick “%1”").arg(displayText(change.name))
                         : BulkWords::tr("Take the tick from “%1”").arg(displayText(change.name));
        return set(displayText(change.name), std::get<QString>(change.content));
    }
    QString operator()(const DeleteRecords &) const { return BulkWords::tr("Delete"); }
    QString operator()(const GiveBack &) const { return BulkWords::tr("Undo a change of several records"); }

private:
    static QString set(const QString &field, const QString &text)
    {
        //: %1 is the name of a field
        return text.isEmpty() ? BulkWords::tr("Clear %1").arg(field)
                              : BulkWords::tr("Set %1 to “%2”").arg(field, displayText(text));
    }
};

} // namespace

QString bulkTitle(const BulkChange &change)
{
    return std::visit(Title(), change);
}

QString bulkReason(BulkSkip skip)
{
    switch (skip) {
    case BulkSkip::AlreadySo:
        return BulkWords::tr("It is that way already");
    case BulkSkip::HasNotGotIt:
        return BulkWords::tr("It has not got the tag");
    case BulkSkip::NotForOrganisations:
        return BulkWords::tr("Organisations have no such field");
    case BulkSkip::NotForPeople:
        return BulkWords::tr("People have no such field");
    case BulkSkip::NotAMember:
        return BulkWords::tr("The owner is not a member of the team");
    case BulkSkip::WithoutDataTag:
        return BulkWords::tr("It has not got the tag that the field belongs to");
    case BulkSkip::NotTold:
        return BulkWords::tr("Its tags and fields are not on this computer yet");
    case BulkSkip::Restricted:
        return BulkWords::tr("It is private");
    case BulkSkip::HasDraft:
        return BulkWords::tr("Something is typed in it and not saved");
    case BulkSkip::DeletePending:
        return BulkWords::tr("It is being deleted");
    case BulkSkip::NeedsUser:
        return BulkWords::tr("An earlier change of it waits for your decision");
    case BulkSkip::Gone:
        return BulkWords::tr("It is no longer in Capsule");
    case BulkSkip::AlteredSince:
        return BulkWords::tr("Somebody changed it again since");
    case BulkSkip::GivenUp:
        return BulkWords::tr("It was taken back, or a later change took its place");
    case BulkSkip::Stopped:
        return BulkWords::tr("You stopped before its turn");
    }
    Q_UNREACHABLE();
}

BulkTexts bulkTexts(const BulkChange &change, const Party &before, const Party &after)
{
    if (std::holds_alternative<DeleteRecords>(change))
        return {displayText(before.displayName()), {}};
    QStringList was;
    QStringList willBe;
    for (const FieldChange &difference : describeChanges(before, after)) {
        was.append(difference.was);
        willBe.append(difference.willBe);
    }
    was.removeAll(QString());
    willBe.removeAll(QString());
    return {displayText(QLocale().createSeparatedList(was)), displayText(QLocale().createSeparatedList(willBe))};
}

QString bulkResult(const BulkRun &run, const BulkRow &row)
{
    switch (row.state) {
    case BulkRow::State::Waiting:
        return run.state == BulkRun::State::Paused ? BulkWords::tr("Paused") : BulkWords::tr("Waits for its turn");
    case BulkRow::State::Queued:
        return BulkWords::tr("On its way");
    case BulkRow::State::Done:
        return BulkWords::tr("Done");
    case BulkRow::State::Skipped:
        return BulkWords::tr("Skipped: %1").arg(bulkReason(row.skip));
    case BulkRow::State::Failed:
        break;
    }
    if (row.sequence == 0)
        return BulkWords::tr("Failed: it is not known whether it reached Capsule");
    OutboxEntry entry; // as the outbox would say it
    entry.state = row.isConflict ? OutboxEntry::State::Conflict : OutboxEntry::State::Rejected;
    entry.problem = row.problem;
    return BulkWords::tr("Failed: %1").arg(reasonOf(entry));
}

QString bulkBudgetLine(const BulkBudget &budget)
{
    const auto seconds = static_cast<int>(budget.duration.count());
    const QString requests = BulkWords::tr("%Ln request(s)", nullptr, budget.requests);
    constexpr int twoMinutes = 120;
    constexpr int minute = 60;
    constexpr int twoHours = 7200;
    const QString time = seconds < twoMinutes ? BulkWords::tr("about %Ln s", nullptr, seconds)
        : seconds < twoHours                  ? BulkWords::tr("about %Ln min", nullptr, (seconds + minute - 1) / minute)
                                              : BulkWords::tr("about %Ln h", nullptr, (seconds + 3599) / 3600);
    if (!budget.pausesUntil.isValid())
        //: %1 is "34 requests", %2 is "about 20 s"
        return BulkWords::tr("%1, %2").arg(requests, time);
    //: %1 is "34 requests", %2 is "about 20 min", %3 is a time of day
    return BulkWords::tr("%1, %2. Capsule’s hourly allowance is too small for them all: they will pause until %3.")
        .arg(requests, time, QLocale().toString(budget.pausesUntil.toLocalTime().time(), QLocale::ShortFormat));
}

QString bulkCountsLine(const BulkRun::Counts &counts)
{
    QStringList parts{BulkWords::tr("%Ln done", nullptr, counts.done)};
    if (counts.queued > 0)
        parts << BulkWords::tr("%Ln on the way", nullptr, counts.queued);
    if (counts.waiting > 0)
        parts << BulkWords::tr("%Ln to come", nullptr, counts.waiting);
    if (counts.skipped > 0)
        parts << BulkWords::tr("%Ln skipped", nullptr, counts.skipped);
    if (counts.failed > 0)
        parts << BulkWords::tr("%Ln failed", nullptr, counts.failed);
    return QLocale().createSeparatedList(parts);
}
