#pragma once

#include "party/party.h"

// Parties for tests, as Capsule would tell them: tags and fields are there, and empty.

inline Party person(const QString &firstName, const QString &lastName, qint64 id = 0)
{
    Party party;
    party.id = id;
    party.firstName = firstName;
    party.lastName = lastName;
    party.tags.emplace();
    party.fields.emplace();
    return party;
}

inline Party organisation(const QString &name, qint64 id = 0)
{
    Party party;
    party.id = id;
    party.type = PartyType::Organisation;
    party.name = name;
    party.tags.emplace();
    party.fields.emplace();
    return party;
}

inline EmailAddress email(const QString &address, qint64 id = 0, const QString &type = {})
{
    return {id, type, address};
}

inline PhoneNumber phone(const QString &number, qint64 id = 0, const QString &type = {})
{
    return {id, type, number};
}

inline Website website(const QString &address, qint64 id = 0, const QString &service = QStringLiteral("URL"))
{
    return {id, {}, service, address, {}};
}

inline FieldValue field(qint64 definitionId, const FieldContent &value, qint64 id = 0)
{
    return {id, definitionId, {}, 0, value};
}
