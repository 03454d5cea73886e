#pragma once

#include "catalogue.h"
#include "party.h"
#include "result.h"

#include <QJsonObject>

#include <optional>
#include <variant>

// One change to be made in many records alike, as a value, and what it makes of each.

struct AddTag
{
    Tag tag;
    bool operator==(const AddTag &) const = default;
};

struct RemoveTag
{
    Tag tag;
    bool operator==(const RemoveTag &) const = default;
};

/// Owner and team are one value (capsule-api.md section 6.3): what is absent here is taken away.
struct SetOwnership
{
    std::optional<UserRef> owner;
    std::optional<TeamRef> team;
    bool operator==(const SetOwnership &) const = default;
};

/// `key` is "title", "jobTitle" or "about"; an empty text clears.
struct SetText
{
    QString key;
    QString text;
    bool operator==(const SetText &) const = default;
};

struct SetOrganisation
{
    std::optional<OrganisationRef> organisation;
    bool operator==(const SetOrganisation &) const = default;
};

/// An empty text or false clears. Several choices are one text, parted by ";" (capsule-api.md section 10.2).
struct SetField
{
    qint64 definitionId = 0;
    QString name;
    qint64 tagId = 0; ///< the DataTag the field belongs to, 0 for none
    std::optional<PartyType> captureRule;
    FieldContent content;
    bool operator==(const SetField &) const = default;
};

struct DeleteRecords
{
    bool operator==(const DeleteRecords &) const = default;
};

/// Gives every record the values back that it had before another run.
struct GiveBack
{
    qint64 run = 0;
    bool operator==(const GiveBack &) const = default;
};

using BulkChange
    = std::variant<AddTag, RemoveTag, SetOwnership, SetText, SetOrganisation, SetField, DeleteRecords, GiveBack>;

QJsonObject bulkChangeToJson(const BulkChange &change);
/// Nothing if a value is missing or of a wrong kind.
std::optional<BulkChange> bulkChangeFromJson(const QJsonObject &json);

/// Why a record is left as it is.
enum class BulkSkip {
    AlreadySo,
    HasNotGotIt, ///< the tag that is to be removed
    NotForOrganisations,
    NotForPeople,
    NotAMember, ///< the owner, of the team
    WithoutDataTag, ///< the field belongs to a DataTag that the record has not
    NotTold, ///< Capsule has not told its tags or fields yet
    Restricted, ///< this user may not see it
    HasDraft, ///< something is typed in it and not saved
    DeletePending,
    NeedsUser, ///< an earlier change of it waits for a decision
    Gone,
    AlteredSince, ///< not to be given back: somebody changed the value again
    GivenUp, ///< by the user, in the outbox, or taken over by a later change
    Stopped, ///< before its turn came
};

/// The word for a reason in our own files.
QString bulkSkipWord(BulkSkip skip);
std::optional<BulkSkip> bulkSkipFromWord(const QString &word);

/// The party as the change leaves it, or why it is left as it is. What the account does not offer is not checked where
/// the catalogue was not told. For a delete the party itself. Not for GiveBack, see givenBack().
Result<Party, BulkSkip> applied(const BulkChange &change, const Party &party, const Catalogue &catalogue);

/// What a run changed in one record: both are empty but for type, names and the values that differ.
struct BulkValues
{
    Party was;
    Party became;
    bool operator==(const BulkValues &) const = default;
};
BulkValues bulkValues(const Party &before, const Party &after);

/// `now` with the values of `values.was` instead of `values.became`; a value that is neither any more was altered
/// since, and the record stays as it is.
Result<Party, BulkSkip> givenBack(const BulkValues &values, const Party &now);

/// A party of bulkValues() without its empty keys; partyFromJson() reads it.
QJsonObject sparseJson(const Party &party);
