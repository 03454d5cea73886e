#pragma once

#include "party/activity.h"
#include "party/partychanges.h"

#include <QJsonObject>

#include <functional>

// What is sent of a note or a task, how an edit is carried over to a newer state, and how a lost create is recognised:
// the same as partychanges.h, for the smaller things around a party.

/// The token that Capsule gave for an uploaded file (Attachment::localFile); empty if it was not uploaded yet.
using UploadToken = std::function<QString(const QString &localFile)>;

/// The value of "entry" in a POST (section 15): type, content, the record by id, and activity type, time and uploaded
/// files where there are any. A file without token is left out: the caller uploads first.
QJsonObject createBody(const Entry &note, const ServerIdLookup &serverIdOf = {}, const UploadToken &tokenOf = {});
/// The value of "entry" in a PUT: content and attachments, only what differs; nothing when they agree.
QJsonObject changes(const Entry &base, const Entry &edited, const UploadToken &tokenOf = {});

/// The value of "task" in a POST (section 16): every writable value that is not empty.
QJsonObject createBody(const Task &task, const ServerIdLookup &serverIdOf = {});
/// The value of "task" in a PUT: only what differs, null to clear. A task that is completed sends the time as well.
QJsonObject changes(const Task &base, const Task &edited);

/// The exact bytes of a request body, {"entry": ...} or {"task": ...} minified: one buffer feeds the Review panel and
/// the socket.
QByteArray entryRequestBody(const QJsonObject &entry);
QByteArray taskRequestBody(const QJsonObject &task);

/// True if the body of a PUT to an entry adds files, so that sending it twice would make two.
bool addsAttachments(const QJsonObject &entry);

/// Every difference as one line each, for people. Keys: "content", "activityType", "entryAt", "attachments/12",
/// "attachments/+0" (by its place among the new ones); "description", "detail", "dueOn", "dueTime", "category",
/// "status", "owner", "relatedTo". Dates, times and moments read as ISO 8601, as Capsule writes them.
QList<FieldChange> describeChanges(const Entry &base, const Entry &edited);
QList<FieldChange> describeChanges(const Task &base, const Task &edited);

/// As rebase() of parties: theirs with every change of mine that does not collide, and mine where it does.
template <typename T>
struct RebasedItem
{
    T merged;
    QList<PartyConflict> conflicts;
};
RebasedItem<Entry> rebase(const Entry &base, const Entry &edited, const Entry &theirs);
RebasedItem<Task> rebase(const Task &base, const Task &edited, const Task &theirs);

/// `edited` with the values of the given keys taken from `from` instead; other keys than those a conflict can name do
/// nothing.
Entry withKeysFrom(const Entry &edited, const Entry &from, const QStringList &keys);
Task withKeysFrom(const Task &edited, const Task &from, const QStringList &keys);

/// True if what was found holds everything that was sent, so that a create whose answer was lost can be recognised
/// (reliability.md section 4). `sent` names its record by Capsule's id.
bool holdsEverythingSent(const Entry &found, const Entry &sent);
bool holdsEverythingSent(const Task &found, const Task &sent);
