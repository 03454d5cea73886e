#pragma once

#include <QDateTime>
#include <QList>
#include <QString>
#include <QUuid>

#include <optional>
#include <variant>

// What a party is, as plain values (capsule-api.md section 8). Optional texts of Capsule (string or null) are QStrings
// here, and null reads as the empty string: a person who clears a field means null, and Capsule itself turns an empty
// country into null. Ids are Capsule's, 1 to 2^53; 0 stands for "Capsule does not know this one yet".

enum class PartyType { Person, Organisation };

/// A row of emailAddresses. `type` is Home, Work or empty; words Capsule adds later are kept.
struct EmailAddress
{
    qint64 id = 0;
    QString type;
    QString address;
    bool operator==(const EmailAddress &) const = default;
};

/// A row of phoneNumbers. `type` is Home, Work, Mobile, Fax, Direct or empty. The number is kept as typed.
struct PhoneNumber
{
    qint64 id = 0;
    QString type;
    QString number;
    bool operator==(const PhoneNumber &) const = default;
};

/// A row of addresses. `type` is Home, Postal, Office, Billing, Shipping or empty. `street` may hold several lines;
/// `country` is a name from Capsule's own list.
struct Address
{
    qint64 id = 0;
    QString type;
    QString street;
    QString city;
    QString state;
    QString zip;
    QString country;
    bool operator==(const Address &) const = default;
};

/// A row of websites. `service` is URL, SKYPE, TWITTER, LINKED_IN and so on; unknown words are kept. `url` is the link
/// that Capsule builds from service and address, and is never sent.
struct Website
{
    qint64 id = 0;
    QString type;
    QString service;
    QString address;
    QString url;
    bool operator==(const Website &) const = default;
};

/// A tag on a record. `id` is the id of the tag's definition; 0 for a name Capsule has yet to see.
struct Tag
{
    qint64 id = 0;
    QString name;
    bool dataTag = false;
    bool operator==(const Tag &) const = default;
};

/// What a custom field holds: a text (numbers and dates travel as text too) or a tick.
using FieldContent = std::variant<QString, bool>;

/// The value of one custom field of a record. A definition without a value has no FieldValue (a false tick neither).
struct FieldValue
{
    qint64 id = 0;
    qint64 definitionId = 0;
    QString definitionName;
    qint64 tagId = 0; ///< the DataTag the field belongs to, 0 for none
    FieldContent value;
    bool operator==(const FieldValue &) const = default;
};

/// A user, where a record names its owner.
struct UserRef
{
    qint64 id = 0;
    QString username;
    QString name;
    bool operator==(const UserRef &) const = default;
};

/// A team, where a record names it.
struct TeamRef
{
    qint64 id = 0;
    QString name;
    bool operator==(const TeamRef &) const = default;
};

/// The organisation of a person. One that was made here and that Capsule has not confirmed yet has id 0 and is known by
/// `localId`, which is null otherwise.
struct OrganisationRef
{
    qint64 id = 0;
    QUuid localId;
    QString name;
    bool operator==(const OrganisationRef &) const = default;
};

/// A person or an organisation. `tags` and `fields` are absent when the service was not asked for them: absent is
/// "not told", an empty list is "none".
struct Party
{
    qint64 id = 0;
    PartyType type = PartyType::Person;

    // people
    QString title;
    QString firstName;
    QString lastName;
    QString jobTitle;
    std::optional<OrganisationRef> organisation;

    // organisations
    QString name;

    QString about;
    QList<EmailAddress> emailAddresses;
    QList<PhoneNumber> phoneNumbers;
    QList<Address> addresses;
    QList<Website> websites;
    std::optional<UserRef> owner;
    std::optional<TeamRef> team;
    std::optional<QList<Tag>> tags;
    std::optional<QList<FieldValue>> fields;

    // read only
    QDateTime createdAt;
    QDateTime updatedAt;
    QDateTime lastContactedAt;
    QString pictureUrl;
    bool isRestricted = false;
    bool missesImportantFields = false;

    bool operator==(const Party &) const = default;

    bool isPerson() const { return type == PartyType::Person; }
    /// The name people know it by: first and last name in this order, or the organisation's name. Empty if it has none.
    QString displayName() const;
};

/// The local id that a record of Capsule has on every computer and after every rebuild: a version 8 UUID
/// (RFC 9562 section 5.8) that carries Capsule's id. `serverId` is 1 to 2^53.
QUuid localIdOfServerId(qint64 serverId);
/// Capsule's id inside such a UUID; 0 for any other UUID, that is for a record made on this computer.
qint64 serverIdOfLocalId(const QUuid &localId);
