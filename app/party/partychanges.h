#pragma once

#include "party/party.h"

#include <QByteArray>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <functional>

// What differs between two states of a party, as Capsule wants to hear it (capsule-api.md section 6), and how an edit
// is carried over to a newer state of the same record (reliability.md section 5).

/// Gives Capsule's id of a record made on this computer, 0 while it has none.
using ServerIdLookup = std::function<qint64(const QUuid &localId)>;

/// The value of the key "party" in a PUT: only what differs, nothing when `base` and `edited` agree. Scalars by value,
/// null to clear; rows of lists by id with only their changed keys, new rows without id, removed rows with `_delete`;
/// tags as a set; custom fields by definition; owner and team together or not at all; organisation by id. Read-only
/// keys and `type` never appear, an empty list neither. An organisation without an id from Capsule is looked up; if
/// that gives none, the key is left out (the caller waits for the organisation first, see unresolvedOrganisation()).
/// Absent tags or fields on either side count as equal. A new row without its main value is no row yet, and a row whose
/// main value was cleared is removed (capsule-api.md section 20 rule 6). A row whose id is not in `base` is new.
QJsonObject changes(const Party &base, const Party &edited, const ServerIdLookup &serverIdOf = {});

/// The value of the key "party" in a POST: `type` and every writable value that is not empty.
QJsonObject createBody(const Party &party, const ServerIdLookup &serverIdOf = {});

/// The local id of the organisation that must reach Capsule before this party can; null if there is none.
QUuid unresolvedOrganisation(const Party &party, const ServerIdLookup &serverIdOf = {});

/// True if the body adds rows without id, so that sending it twice would make two (reliability.md section 3).
bool addsRows(const QJsonObject &changes);

/// The exact bytes of a request body, {"party": ...} minified: one buffer feeds the Review panel and the socket.
QByteArray requestBody(const QJsonObject &party);

/// One difference, for people. Values are as they read on the form; words such as row types are Capsule's own, a tick
/// reads "true". The key is stable:
///  - "title", "firstName", "lastName", "jobTitle", "name", "about": a text
///  - "organisation", "ownerAndTeam"
///  - "emailAddresses/12/address": a text of the row with that id; likewise phoneNumbers, addresses and websites, with
///  the
///    names of their texts as Capsule has them
///  - "emailAddresses/12": that row, removed; in a conflict also a row that one side changed and the other removed, or
///  an
///    address of which each side cleared what the other kept
///  - "emailAddresses/+0": an added row; the number is its place among the additions that are not blank
///  - "emailAddresses/~0": a row without id that is in both states or was removed; the number is its place in the older
///  list
///  - "tags/3", or "tags/+name" for a name that Capsule has yet to see
///  - "fields/7": the custom field with that definition
struct FieldChange
{
    enum class Kind { Changed, Added, Removed };
    QString key;
    Kind kind = Kind::Changed;
    QString was;
    QString willBe;
    QString field = {}; ///< what a custom field is called; empty for all others
    bool operator==(const FieldChange &) const = default;
};

/// Every difference as one line each, in the order of the form. Empty exactly when changes() is empty, save for what no
/// request can say yet: an organisation without an id from Capsule, and rows or tags of `base` without one.
QList<FieldChange> describeChanges(const Party &base, const Party &edited);

/// A value that this computer and someone else changed to different things. `base`, `mine` and `theirs` are as they
/// read on the form.
struct PartyConflict
{
    QString key; ///< as in FieldChange
    QString base;
    QString mine;
    QString theirs;
    bool operator==(const PartyConflict &) const = default;
};

/// The keys of differences or of conflicts, in their order.
template <typename Keyed>
QStringList keysOf(const QList<Keyed> &all)
{
    QStringList keys;
    for (const Keyed &one : all)
        keys.append(one.key);
    return keys;
}

/// An edit carried over.
struct Rebased
{
    Party merged; ///< theirs, with every change of mine that does not collide, and mine where it does
    QList<PartyConflict> conflicts;
};

/// Carries the edit base -> edited over to `theirs`, value by value: what only I changed is mine, what only they
/// changed is theirs, equal changes are one. Where both differ `merged` keeps mine and a conflict is reported. Rows
/// match by id; rows that I added and that are already there with equal values are not added again (reliability.md
/// section 4); a row I changed and they removed is a conflict. Owner and team are one value, tags are a set.
Rebased rebase(const Party &base, const Party &edited, const Party &theirs);

/// `edited` with the values of the given keys taken from `from` instead; used to leave out a held or conflicting field
/// from a request, to take back a single change, and for Mine / Theirs / Original. Keys are those of FieldChange and
/// PartyConflict; a "+" key is the one that describeChanges(from, edited) gives. Other keys do nothing.
Party withKeysFrom(const Party &edited, const Party &from, const QStringList &keys);

/// True if the record that came back holds every value that `sent` asked for, blanks normalised, so that a create whose
/// answer was lost can be recognised (reliability.md section 4).
bool holdsEverythingSent(const Party &found, const Party &sent);

/// True if a list of `found` holds a row that is not in `base` and has a value in common with a row of `sent` that is
/// missing there: it may be the one that was sent, changed by somebody since.
bool holdsAlteredRow(const Party &found, const Party &base, const Party &sent);

/// True if both have a name or a row's value in common: such a record may be the one that was sent, changed by somebody
/// since.
bool resembles(const Party &found, const Party &sent);
