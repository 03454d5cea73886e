#pragma once

#include "party/catalogue.h"
#include "party/party.h"

#include <QDate>
#include <QDateTime>
#include <QList>
#include <QString>
#include <QTime>
#include <QTimeZone>
#include <QUrl>
#include <QUuid>

#include <optional>

// What happens around a party, as plain values: its history, its tasks, its opportunities and projects (capsule-api.md
// sections 15 to 17). As in party.h null reads as empty, and the id 0 stands for "Capsule does not know this one yet".

/// The one record that an entry or a task belongs to. A task may belong to none.
struct RelatedRecord
{
    enum class Kind { None, Party, Opportunity, Kase };

    Kind kind = Kind::None;
    qint64 id = 0;
    QUuid localId; ///< of a party that was made here and that Capsule has not confirmed yet; null otherwise
    QString name; ///< as told with the entry or task; may be empty
    bool operator==(const RelatedRecord &) const = default;
};

/// A file at an entry. One that waits to be sent has no id but the place of its copy on this computer.
struct Attachment
{
    qint64 id = 0;
    QString filename;
    QString contentType;
    qint64 size = 0; ///< bytes
    QString localFile; ///< below the profile's folder, see ActivityStore::takeFile(); empty for what Capsule has
    bool operator==(const Attachment &) const = default;
};
/// What Capsule takes at most (capsule-api.md section 15).
inline constexpr qint64 largestAttachment = qint64{25} * 1024 * 1024;

/// The activity type of a plain note (capsule-api.md section 14).
inline constexpr qint64 noteActivity = -1;

/// One entry of a record's history: a note, an email, or a completed task.
struct Entry
{
    qint64 id = 0;
    QString type = QStringLiteral("note"); ///< note, email or task; words Capsule adds later are kept
    QDateTime entryAt; ///< when it happened, UTC; a new note without one happens when it reaches Capsule
    QString subject; ///< of an email
    QString content; ///< Markdown, as the product shows it
    ActivityType activityType{noteActivity, {}};
    std::optional<UserRef> creator;
    QList<Attachment> attachments;
    RelatedRecord relatedTo;
    QDateTime createdAt;
    QDateTime updatedAt;
    bool operator==(const Entry &) const = default;

    /// Capsule lets notes and emails be changed, in content and attachments (section 15). We write notes only.
    bool isNote() const { return type == QLatin1StringView("note"); }
};

/// How a task repeats. To be shown only: what `on` may hold is not documented.
struct TaskRepeat
{
    int interval = 1;
    QString frequency; ///< YEARLY, MONTHLY, WEEKLY, or a word of Capsule's
    QString on;
    bool operator==(const TaskRepeat &) const = default;
};

/// A task (section 16).
struct Task
{
    qint64 id = 0;
    QString description; ///< required
    QString detail;
    QDate dueOn; ///< required
    QTime dueTime; ///< in the time zone of the user; invalid for none
    std::optional<TaskCategory> category;
    QString status = QStringLiteral("OPEN"); ///< OPEN, COMPLETED, PENDING (waits for its track); others are kept
    QDateTime completedAt; ///< UTC
    std::optional<UserRef> owner; ///< a new task without one is the token's user's
    RelatedRecord relatedTo;
    std::optional<TaskRepeat> repeat; ///< read only
    bool hasTrack = false; ///< read only
    QDateTime createdAt;
    QDateTime updatedAt;
    bool operator==(const Task &) const = default;

    bool isOpen() const { return status == QLatin1StringView("OPEN"); }
    bool isCompleted() const { return status == QLatin1StringView("COMPLETED"); }
};

/// The moment a task is due at, UTC, for a user whose zone is `zone`; invalid without a date. Without a time it is the
/// end of the day. An hour that the zone skips is the one after.
QDateTime dueMoment(const Task &task, const QTimeZone &zone);
/// True if an open task's moment is past at `now`.
bool isOverdue(const Task &task, const QTimeZone &zone, const QDateTime &now);

/// An opportunity or a project (section 17). Read only here.
struct Deal
{
    enum class Kind { Opportunity, Kase };

    Kind kind = Kind::Opportunity;
    qint64 id = 0;
    QString name;
    QString description;
    QString amount; ///< of an opportunity: the digits as Capsule told them, with a point; empty for none
    QString currency; ///< ISO 4217
    QString stage; ///< the milestone of an opportunity, the stage of a project
    QString status; ///< OPEN or CLOSED, or a word of Capsule's
    std::optional<int> probability; ///< of an opportunity, per cent
    QDate expectedCloseOn;
    QDate closedOn;
    QString lostReason;
    std::optional<UserRef> owner;
    std::optional<TeamRef> team;
    QDateTime updatedAt;
    bool operator==(const Deal &) const = default;

    bool isOpen() const { return status == QLatin1StringView("OPEN"); }
};

/// The page of an opportunity or project in Capsule's web application. `site` is the account's address as GET /site
/// tells it (section 13); without one the result is empty. The paths are the product's, they are in no document.
QUrl dealPage(const QUrl &site, const Deal &deal);

/// The local id of an entry or a task of Capsule's: as localIdOfServerId(), in number spaces of their own.
QUuid localIdOfEntry(qint64 serverId);
QUuid localIdOfTask(qint64 serverId);
/// Capsule's id inside such a UUID; 0 for any other.
qint64 entryIdOfLocalId(const QUuid &localId);
qint64 taskIdOfLocalId(const QUuid &localId);
