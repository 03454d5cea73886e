#pragma once

#include "party/catalogue.h"
#include "party/partykeys.h"

#include <QJsonValue>
#include <QSet>

/// What a person can type or choose for a key, and what Capsule shall be sent for it.
struct KeyValue
{
    QString typed;
    QJsonValue sent;
};

/// A key that Capsule lets a program write (capsule-api.md section 8), and the control of the form that writes it.
struct WritableKey
{
    enum Kinds { People, Organisations, Both };
    /// What clearing it does.
    enum class Clearing {
        Null, ///< null is sent
        Removal, ///< the row of the value is sent with `_delete`
        False, ///< a tick goes with false
        Refused, ///< nothing may be sent: the record or the row is nothing without it
        None, ///< there is no way to clear it
    };

    QString key; ///< "jobTitle", "emailAddresses/type", "fields/number"
    Kinds kinds = Both;
    QString control; ///< the object name; %1 is the row, or the field's definition
    QString detail; ///< where "Add detail" offers it while it is empty
    KeyValue first;
    KeyValue second;
    QString blank = {}; ///< how a picker calls "none"
    Clearing clearing = Clearing::Null;

    QString list() const { return key.section(u'/', 0, 0); }
    QString attribute() const { return key.section(u'/', 1); }
    bool isRow() const { return key.contains(u'/') && list() != QLatin1StringView("fields"); }
    bool isField() const { return list() == QLatin1StringView("fields"); }
    bool belongsTo(PartyType type) const { return kinds == Both || (kinds == People) == (type == PartyType::Person); }
};

/// The one table: everything below and every case of the test is made from it.
const QList<WritableKey> &writableKeys();

/// Capsule's word for a type of custom field (capsule-api.md section 10.1).
QString wordOf(FieldDefinition::Type type);
inline constexpr auto LastFieldType = FieldDefinition::Type::Link;

/// Every key that the program itself knows how to write: from the lists that reading, writing, comparing and carrying
/// over walk, and the types of custom fields.
QSet<QString> keysOfTheProgram();

/// What capsule-api.md section 8 calls read-only, or what is no value of its own: ids, and what a reference tells of
/// its target.
const QSet<QString> &readOnlyKeys();
