#pragma once

#include "party/activity.h"
#include "party/partyjson.h"

#include <QJsonObject>

// Entries, tasks and deals <-> Capsule's JSON (capsule-api.md sections 15 to 17). Unknown keys are ignored, missing and
// null ones are empty; a value of a wrong JSON type, or a missing id where the service always tells one, is an error
// that names the key. PartyJsonError::partyId is the id of the entry, task or deal.

/// The id may be missing only in our own files.
Result<Entry, PartyJsonError> entryFromJson(const QJsonObject &json);
Result<Task, PartyJsonError> taskFromJson(const QJsonObject &json);
Result<Deal, PartyJsonError> dealFromJson(const QJsonObject &json, Deal::Kind kind);

/// Full documents for our own files, which the functions above read back to equal values. They also carry what Capsule
/// never sees: the local id of a party, the place of a file.
QJsonObject entryToJson(const Entry &entry);
QJsonObject taskToJson(const Task &task);

/// An entry, task or deal as the service sent it: the exact document for the replica, and the value read from it.
template <typename T>
struct Received
{
    QByteArray document;
    T value;
};
