#include "activitychanges.h"

#include "jsonwriter.h"
#include "likeness.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;
using Kind = FieldChange::Kind;

namespace {

// --- what is sent

template <typename Reference>
QJsonValue byId(const std::optional<Reference> &reference)
{
    return reference && reference->id != 0 ? QJsonValue(QJsonObject{{u"id"_s, reference->id}}) : QJsonValue();
}

QLatin1StringView keyOf(RelatedRecord::Kind kind)
{
    switch (kind) {
    case RelatedRecord::Kind::None:
        return {};
    case RelatedRecord::Kind::Party:
        return "party"_L1;
    case RelatedRecord::Kind::Opportunity:
        return "opportunity"_L1;
    case RelatedRecord::Kind::Kase:
        return "kase"_L1;
    }
    Q_UNREACHABLE();
}

void addRelated(QJsonObject &body, const RelatedRecord &related, const ServerIdLookup &serverIdOf)
{
    const qint64 id = related.id == 0 && serverIdOf ? serverIdOf(related.localId) : related.id;
    if (related.kind != RelatedRecord::Kind::None && id != 0)
        body.insert(keyOf(related.kind), QJsonObject{{u"id"_s, id}});
}

bool hasAttachment(const QList<Attachment> &attachments, const Attachment &wanted)
{
    return std::ranges::any_of(attachments, [&](const Attachment &attachment) {
        return wanted.id != 0 ? attachment.id == wanted.id : attachment.localFile == wanted.localFile;
    });
}

/// By id; before both sides have one, by what is told of a file.
bool isSameFile(const Attachment &a, const Attachment &b)
{
    if (a.id != 0 && b.id != 0)
        return a.id == b.id;
    return a.filename == b.filename && a.size == b.size;
}

/// Those of `list` that `other` has not.
QList<Attachment> without(QList<Attachment> list, const QList<Attachment> &other)
{
    list.removeIf([&](const Attachment &attachment) { return hasAttachment(other, attachment); });
    return list;
}

QJsonArray attachmentRows(const QList<Attachment> &base, const QList<Attachment> &edited, const UploadToken &tokenOf)
{
    QJsonArray rows;
    for (const Attachment &added : without(edited, base)) {
        const QString token = tokenOf ? tokenOf(added.localFile) : QString();
        if (!token.isEmpty())
            rows.append(QJsonObject{{u"token"_s, token}});
    }
    for (const Attachment &removed : without(base, edited)) {
        if (removed.id != 0)
            rows.append(QJsonObject{{u"id"_s, removed.id}, {u"_delete"_s, true}});
    }
    return rows;
}

QByteArray enveloped(QLatin1StringView key, const QJsonObject &value)
{
    return QJsonDocument(QJsonObject{{key, value}}).toJson(QJsonDocument::Compact);
}

// --- a task, key by key: its values as they are sent, which is also how they are compared

QJsonValue dateOf(const Task &task)
{
    return textOrNull(task.dueOn.toString(Qt::ISODate));
}

QJsonValue timeOf(const Task &task)
{
    return textOrNull(task.dueTime.toString(u"HH:mm:ss"_s));
}

/// A value of a task that can be changed.
struct TaskKey
{
    QLatin1StringView key;
    QJsonValue (*sent)(const Task &);
    QString (*readable)(const Task &);
    void (*take)(Task &to, const Task &from);
};

// clang-format off
const std::array TaskKeys{
    TaskKey{"description"_L1, [](const Task &t) { return textOrNull(t.description); },
        [](const Task &t) { return t.description; },
        [](Task &to, const Task &from) { to.description = from.description; }},
    TaskKey{"detail"_L1, [](const Task &t) { return textOrNull(t.detail); },
        [](const Task &t) { return t.detail; },
        [](Task &to, const Task &from) { to.detail = from.detail; }},
    TaskKey{"dueOn"_L1, dateOf,
        [](const Task &t) { return dateOf(t).toString(); },
        [](Task &to, const Task &from) { to.dueOn = from.dueOn; }},
    TaskKey{"dueTime"_L1, timeOf,
        [](const Task &t) { return timeOf(t).toString(); },
        [](Task &to, const Task &from) { to.dueTime = from.dueTime; }},
    TaskKey{"category"_L1, [](const Task &t) { return byId(t.category); },
        [](const Task &t) { return t.category ? t.category->name : QString(); },
        [](Task &to, const Task &from) { to.category = from.category; }},
    TaskKey{"status"_L1, [](const Task &t) { return QJsonValue(t.status); },
        [](const Task &t) { return t.status; },
        [](Task &to, const Task &from) { to.status = from.status; to.completedAt = from.completedAt; }},
    TaskKey{"owner"_L1, [](const Task &t) { return byId(t.owner); },
        [](const Task &t) { return t.owner ? t.owner->name : QString(); },
        [](Task &to, const Task &from) { to.owner = from.owner; }},
};
// clang-format on

void addCompletedAt(QJsonObject &body, const Task &task)
{
    if (task.isCompleted() && task.completedAt.isValid())
        body.insert("completedAt"_L1, task.completedAt.toUTC().toString(Qt::ISODate));
}

QString readable(const QDateTime &moment)
{
    return moment.isValid() ? moment.toUTC().toString(Qt::ISODate) : QString();
}

QString sizedName(const Attachment &attachment)
{
    return attachment.filename;
}

/// A service may trim.
bool isSameText(const QString &a, const QString &b)
{
    return a.trimmed() == b.trimmed();
}

} // namespace

QJsonObject createBody(const Entry &note, const ServerIdLookup &serverIdOf, const UploadToken &tokenOf)
{
    QJsonObject body{{u"type"_s, u"note"_s}};
    addRelated(body, note.relatedTo, serverIdOf);
    if (!note.content.isEmpty())
        body.insert("content"_L1, note.content);
    if (note.activityType.id != 0 && note.activityType.id != noteActivity)
        body.insert("activityType"_L1, QJsonObject{{u"id"_s, note.activityType.id}});
    if (note.entryAt.isValid())
        body.insert("entryAt"_L1, note.entryAt.toUTC().toString(Qt::ISODate));
    if (const QJsonArray rows = attachmentRows({}, note.attachments, tokenOf); !rows.isEmpty())
        body.insert("attachments"_L1, rows);
    return body;
}

QJsonObject changes(const Entry &base, const Entry &edited, const UploadToken &tokenOf)
{
    QJsonObject body;
    if (base.content != edited.content)
        body.insert("content"_L1, textOrNull(edited.content));
    if (const QJsonArray rows = attachmentRows(base.attachments, edited.attachments, tokenOf); !rows.isEmpty())
        body.insert("attachments"_L1, rows);
    return body;
}

QJsonObject createBody(const Task &task, const ServerIdLookup &serverIdOf)
{
    QJsonObject body;
    for (const TaskKey &key : TaskKeys) {
        const QJsonValue value = key.sent(task);
        const bool isUsual = key.key == "status"_L1 && task.isOpen();
        if (!value.isNull() && !isUsual)
            body.insert(key.key, value);
    }
    addCompletedAt(body, task);
    addRelated(body, task.relatedTo, serverIdOf);
    return body;
}

QJsonObject changes(const Task &base, const Task &edited)
{
    QJsonObject body;
    for (const TaskKey &key : TaskKeys) {
        if (key.sent(base) != key.sent(edited))
            body.insert(key.key, key.sent(edited));
    }
    if (body.contains("status"_L1))
        addCompletedAt(body, edited);
    return body;
}

QByteArray entryRequestBody(const QJsonObject &entry)
{
    return enveloped("entry"_L1, entry);
}

QByteArray taskRequestBody(const QJsonObject &task)
{
    return enveloped("task"_L1, task);
}

bool addsAttachments(const QJsonObject &entry)
{
    const QJsonArray rows = entry["attachments"_L1].toArray();
    bool adds = false;
    for (const auto &row : rows)
        adds = adds || row.toObject().contains("token"_L1);
    return adds;
}

QList<FieldChange> describeChanges(const Entry &base, const Entry &edited)
{
    QList<FieldChange> lines;
    const auto differs = [&lines](QLatin1StringView key, const QString &was, const QString &is) {
        if (was != is)
            lines.append({key, Kind::Changed, was, is});
    };
    differs("content"_L1, base.content, edited.content);
    if (base.activityType.id != edited.activityType.id)
        differs("activityType"_L1, base.activityType.name, edited.activityType.name);
    differs("entryAt"_L1, readable(base.entryAt), readable(edited.entryAt));
    for (const Attachment &removed : without(base.attachments, edited.attachments))
        lines.append({u"attachments/%1"_s.arg(removed.id), Kind::Removed, sizedName(removed), {}});
    int place = 0;
    for (const Attachment &added : without(edited.attachments, base.attachments))
        lines.append({u"attachments/+%1"_s.arg(place++), Kind::Added, {}, sizedName(added)});
    return lines;
}

QList<FieldChange> describeChanges(const Task &base, const Task &edited)
{
    QList<FieldChange> lines;
    for (const TaskKey &key : TaskKeys) {
        if (key.sent(base) != key.sent(edited))
            lines.append({key.key, Kind::Changed, key.readable(base), key.readable(edited)});
    }
    if (base.relatedTo.name != edited.relatedTo.name)
        lines.append({u"relatedTo"_s, Kind::Changed, base.relatedTo.name, edited.relatedTo.name});
    return lines;
}

RebasedItem<Entry> rebase(const Entry &base, const Entry &edited, const Entry &theirs)
{
    RebasedItem<Entry> rebased{theirs, {}};
    if (base.content != edited.content) {
        rebased.merged.content = edited.content;
        if (!isSameText(theirs.content, base.content) && !isSameText(theirs.content, edited.content))
            rebased.conflicts.append({u"content"_s, base.content, edited.content, theirs.content});
    }
    for (const Attachment &removed : without(base.attachments, edited.attachments))
        rebased.merged.attachments.removeIf([&](const Attachment &there) { return isSameFile(there, removed); });
    // One that arrived with an answer that was lost has an id there and the same name and size (reliability.md section
    // 4).
    QList<Attachment> news = without(theirs.attachments, base.attachments);
    for (const Attachment &added : without(edited.attachments, base.attachments)) {
        const auto arrived
            = std::ranges::find_if(news, [&](const Attachment &there) { return isSameFile(there, added); });
        if (arrived == news.end())
            rebased.merged.attachments.append(added);
        else
            news.erase(arrived);
    }
    return rebased;
}

RebasedItem<Task> rebase(const Task &base, const Task &edited, const Task &theirs)
{
    RebasedItem<Task> rebased{theirs, {}};
    for (const TaskKey &key : TaskKeys) {
        const QJsonValue was = key.sent(base);
        const QJsonValue mine = key.sent(edited);
        const QJsonValue there = key.sent(theirs);
        if (was == mine || mine == there)
            continue;
        key.take(rebased.merged, edited);
        if (was != there)
            rebased.conflicts.append({key.key, key.readable(base), key.readable(edited), key.readable(theirs)});
    }
    return rebased;
}

Entry withKeysFrom(const Entry &edited, const Entry &from, const QStringList &keys)
{
    Entry result = edited;
    if (keys.contains("content"_L1))
        result.content = from.content;
    return result;
}

Task withKeysFrom(const Task &edited, const Task &from, const QStringList &keys)
{
    Task result = edited;
    for (const TaskKey &key : TaskKeys) {
        if (keys.contains(key.key))
            key.take(result, from);
    }
    return result;
}

bool holdsEverythingSent(const Entry &found, const Entry &sent)
{
    const bool isThere = found.relatedTo.kind == sent.relatedTo.kind && found.relatedTo.id == sent.relatedTo.id;
    const bool isOfType = sent.activityType.id == 0 || found.activityType.id == sent.activityType.id;
    const bool isThen = !sent.entryAt.isValid() || found.entryAt.toSecsSinceEpoch() == sent.entryAt.toSecsSinceEpoch();
    const auto rebased = rebase(Entry(), sent, found);
    return isThere && isOfType && isThen && found.isNote() && isAlike(found.content, sent.content)
        && without(rebased.merged.attachments, found.attachments).isEmpty();
}

bool holdsEverythingSent(const Task &found, const Task &sent)
{
    const bool isThere = found.relatedTo.kind == sent.relatedTo.kind && found.relatedTo.id == sent.relatedTo.id;
    return isThere && std::ranges::all_of(TaskKeys, [&](const TaskKey &key) {
        const QJsonValue wanted = key.sent(sent);
        if (wanted.isNull())
            return true;
        const QJsonValue there = key.sent(found);
        return wanted.isString() ? isAlike(there.toString(), wanted.toString()) : there == wanted;
    });
}
