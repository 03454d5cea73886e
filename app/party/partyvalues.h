#pragma once

#include "partykeys.h"

// Values of a party that are more than one text: when two of them are the same, and how they read in one line. Words
// are Capsule's own, untranslated.

/// Capsule's id of an organisation as far as the reference itself tells, else 0.
qint64 knownId(const OrganisationRef &organisation);
bool hasSameOrganisation(const Party &a, const Party &b);
/// Owner and team are one value (capsule-api.md section 6.3). Users and teams are the same by id; their names are
/// labels.
bool hasSameOwnership(const Party &a, const Party &b);

/// A tag that one side has and the other has not.
struct TagDifference
{
    const Tag *was = nullptr;
    const Tag *is = nullptr;
    QString key() const; ///< "tags/3", or "tags/+name" before Capsule knows it
};
/// Tags compare as sets. They point into both parties. Empty if either side was not told its tags.
QList<TagDifference> tagDifferences(const Party &base, const Party &edited);
bool hasTag(const QList<Tag> &tags, const Tag &tag);

/// A custom field whose value differs; a side without a value is null or empty.
struct FieldDifference
{
    qint64 definitionId = 0;
    const FieldValue *was = nullptr;
    const FieldValue *is = nullptr;
    QString key() const; ///< "fields/7" with the definition's id
    QString name() const; ///< what the field is called
};
/// Fields match by definition. They point into both parties. Empty if either side was not told its fields.
QList<FieldDifference> fieldDifferences(const Party &base, const Party &edited);
/// The value of a definition; null if there is none.
const FieldValue *fieldOf(const QList<FieldValue> &fields, qint64 definitionId);
/// No value, an empty text and a false tick are all "nothing" (capsule-api.md section 10.2).
bool isNothing(const FieldValue *field);
bool hasSameContent(const FieldValue *a, const FieldValue *b);

QString readable(const EmailAddress &row);
QString readable(const PhoneNumber &row);
QString readable(const Address &row);
QString readable(const Website &row);
/// A tick reads "true", no tick nothing.
QString readable(const FieldValue *field);
QString readableOrganisation(const Party &party);
QString readableOwnership(const Party &party);

/// The keys of the two values that are not lists of rows nor texts.
inline constexpr QLatin1StringView OrganisationKey{"organisation"};
inline constexpr QLatin1StringView OwnershipKey{"ownerAndTeam"};
