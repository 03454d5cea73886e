#pragma once

#include "party.h"

#include <QDateTime>
#include <QJsonArray>
#include <QList>
#include <QString>
#include <QStringList>

#include <optional>

// What an account offers its records, beside the records: people to own them, words to put on them, fields to fill
// (capsule-api.md sections 9 to 14). Words of Capsule that this program does not know are kept as they came.

/// A user of the account (section 13).
struct User
{
    qint64 id = 0;
    QString username;
    QString name;
    QString status; ///< ACTIVE, or a word of Capsule's
    bool operator==(const User &) const = default;
};

/// A team (section 13). `members` are users' ids; absent if Capsule did not tell them.
struct Team
{
    qint64 id = 0;
    QString name;
    std::optional<QList<qint64>> members;
    bool operator==(const Team &) const = default;
};

/// A tag that records can have (section 9). A DataTag brings custom fields of its own.
struct TagDefinition
{
    qint64 id = 0;
    QString name;
    QString description;
    bool dataTag = false;
    bool operator==(const TagDefinition &) const = default;
};

/// A custom field that records can have (section 10.1).
struct FieldDefinition
{
    enum class Type { Text, Number, Date, List, MultiSelect, Boolean, Link };

    qint64 id = 0;
    QString name;
    QString description;
    Type type = Type::Text; ///< a word this program does not know reads as Text
    QString typeWord; ///< Capsule's own
    int displayOrder = 0;
    qint64 tagId = 0; ///< the DataTag it belongs to, 0 for none
    std::optional<PartyType> captureRule; ///< offered on records of this type only
    QStringList options; ///< of List and MultiSelect
    bool important = false;
    bool operator==(const FieldDefinition &) const = default;
};

/// A country (section 14). `alpha2` is its ISO 3166-1 code.
struct Country
{
    QString name;
    QString alpha2;
    QString dialCode; ///< empty if Capsule did not tell it
    bool operator==(const Country &) const = default;
};

/// A category of tasks (section 14). `colour` is #rrggbb or empty.
struct TaskCategory
{
    qint64 id = 0;
    QString name;
    QString colour;
    bool operator==(const TaskCategory &) const = default;
};

/// A kind of activity (section 14); the built-in ones have negative ids.
struct ActivityType
{
    qint64 id = 0;
    QString name;
    bool operator==(const ActivityType &) const = default;
};

/// A filter saved in Capsule (section 11). `conditions` as Capsule told them.
struct SavedFilter
{
    qint64 id = 0;
    QString name;
    QJsonArray conditions;
    bool operator==(const SavedFilter &) const = default;
};

/// Everything an account offers, as last told. An absent list was never told: no record is checked against it.
struct Catalogue
{
    std::optional<User> currentUser;
    QString timezone; ///< of the current user, IANA; empty if not told
    std::optional<QList<User>> users;
    std::optional<QList<Team>> teams;
    std::optional<QList<TagDefinition>> tags;
    std::optional<QList<FieldDefinition>> fields;
    std::optional<QStringList> titles;
    std::optional<QList<Country>> countries;
    std::optional<QList<TaskCategory>> categories;
    std::optional<QList<ActivityType>> activityTypes;
    std::optional<QList<SavedFilter>> savedFilters;
    bool operator==(const Catalogue &) const = default;
};
