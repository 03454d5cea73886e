#pragma once

#include "party/party.h"
#include "result.h"

#include <QByteArray>
#include <QJsonObject>
#include <QJsonValue>

// Party <-> Capsule's JSON (capsule-api.md section 8).

/// Why a record could not be read: the path of the key, such as "emailAddresses[1].id", and what was wrong with it.
struct PartyJsonError
{
    QString key;
    QString problem;
    qint64 partyId = 0; ///< the record's id if at least that could be read, else 0
    bool operator==(const PartyJsonError &) const = default;
    /// One English line for a log: key and problem, never the value.
    QString toString() const;
};

/// Reads a record. Unknown keys are ignored, missing keys are empty, null is empty; a value of a wrong JSON type, an id
/// outside 1..2^53 or an unknown `type` is an error that names the key. Number and text custom fields both become text.
Result<Party, PartyJsonError> partyFromJson(const QJsonObject &json);

/// Writes a record with all its keys, as a full document that partyFromJson() reads back to an equal Party. Used for
/// our own files; it also carries an organisation's local id, which Capsule never sees.
QJsonObject partyToJson(const Party &party);

/// Reads an id: an integer in 1..2^53; nothing else is an id (reliability.md section 8).
std::optional<qint64> idFromJson(const QJsonValue &value);

/// A record as the service sent it: the exact document for the replica, and the value read from it.
struct ReceivedParty
{
    QByteArray document; ///< one JSON object, minified, unknown keys included
    Party party;
};

/// A record of a page that could not be read.
struct UnreadableParty
{
    QByteArray document;
    PartyJsonError error;
};
