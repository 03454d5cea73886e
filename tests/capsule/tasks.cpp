#include "endpoints.h"
#include "moment.h"
#include "shapes.h"

#include <QDate>
#include <QJsonDocument>
#include <QTime>

using namespace Qt::StringLiterals;

namespace capsule {

namespace {

void writeCategory(JsonWriter &json, const Account &account, qint64 id)
{
    const Category *category = account.categories.find(id);
    if (!category) {
        json.null();
        return;
    }
    json.beginObject();
    json.member("id", category->id);
    json.member("name", category->name);
    json.member("colour", category->colour);
    json.endObject();
}

void writeTask(JsonWriter &json, const Call &call, const Task &task)
{
    json.beginObject();
    json.member("id", task.id);
    json.member("description", task.description);
    json.optional("detail", task.detail);
    json.optional("dueOn", task.dueOn);
    json.optional("dueTime", task.dueTime);
    json.key("category");
    writeCategory(json, call.account, task.category);
    json.member("status", task.status);
    json.moment("createdAt", task.createdAt);
    json.moment("updatedAt", task.updatedAt);
    json.moment("completedAt", task.completedAt);
    json.key("completedBy");
    writeUserReference(json, call.account, task.completedBy);
    json.key("party");
    writePartyReference(json, call, task.party);
    json.key("opportunity");
    writeDealReference(json, call.account, Kind::Opportunity, task.opportunity);
    json.key("kase");
    writeDealReference(json, call.account, Kind::Kase, task.kase);
    json.key("owner");
    writeUserReference(json, call.account, task.owner);
    json.key("hasTrack");
    json.boolean(false);
    json.key("repeat");
    json.raw(task.repeat.isEmpty() ? "null"_ba : task.repeat);
    json.endObject();
}

Answer taskAnswer(const Call &call, int status, const Task &task)
{
    return recordAnswer(status, "task", [&](JsonWriter &json) { writeTask(json, call, task); });
}

Refusal readDue(const QJsonObject &body, Task &task)
{
    if (const Refusal refused = readText(body, "dueOn"_L1, task.dueOn))
        return refused;
    if (!QDate::fromString(task.dueOn, Qt::ISODate).isValid())
        return invalid(u"dueOn is required"_s, u"task"_s, u"dueOn"_s);
    if (const Refusal refused = readText(body, "dueTime"_L1, task.dueTime))
        return refused;
    const QTime time = QTime::fromString(task.dueTime, Qt::ISODate);
    if (!task.dueTime.isEmpty() && !time.isValid())
        return invalid(u"invalid time"_s, u"task"_s, u"dueTime"_s);
    task.dueTime = time.toString(u"HH:mm:ss"_s);
    return {};
}

Refusal readStatus(const Call &call, const QJsonObject &body, Task &task)
{
    QString status = task.status;
    if (const Refusal refused = readText(body, "status"_L1, status))
        return refused;
    if (status == task.status)
        return {};
    if (status == "PENDING"_L1)
        return invalid(u"cannot set task status to PENDING"_s, u"task"_s, u"status"_s);
    if (status != "OPEN"_L1 && status != "COMPLETED"_L1)
        return invalid(u"invalid status"_s, u"task"_s, u"status"_s);
    const bool isDone = status == "COMPLETED"_L1;
    const auto sent = parseTimestamp(body.value("completedAt"_L1).toString());
    task.status = status;
    task.completedAt = isDone ? sent.value_or(call.now) : 0;
    task.completedBy = isDone ? call.user : 0;
    return {};
}

Refusal readLinks(const Call &call, const QJsonObject &body, Task &task)
{
    readReference(body, "party"_L1, task.party);
    readReference(body, "opportunity"_L1, task.opportunity);
    readReference(body, "kase"_L1, task.kase);
    if ((task.party != 0) + (task.opportunity != 0) + (task.kase != 0) > 1)
        return invalid(u"task can be related to at most one entity"_s, u"task"_s, u"party"_s);
    if (task.party != 0 && !call.account.visibleParty(task.party))
        return failure(404, u"party not found"_s);
    if (task.opportunity != 0 && !call.account.opportunities.find(task.opportunity))
        return failure(404, u"opportunity not found"_s);
    if (task.kase != 0 && !call.account.kases.find(task.kase))
        return failure(404, u"kase not found"_s);
    return {};
}

Refusal readTask(const Call &call, const QJsonObject &body, Task &task)
{
    if (const Refusal refused = readText(body, "description"_L1, task.description))
        return refused;
    if (task.description.trimmed().isEmpty())
        return invalid(u"description is required"_s, u"task"_s, u"description"_s);
    if (const Refusal refused = readText(body, "detail"_L1, task.detail))
        return refused;
    readReference(body, "category"_L1, task.category);
    readReference(body, "owner"_L1, task.owner);
    if (task.owner != 0 && !call.account.users.find(task.owner))
        return failure(404, u"user not found"_s);
    if (task.category != 0 && !call.account.categories.find(task.category))
        return failure(404, u"category not found"_s);
    if (const QJsonValue repeat = body.value("repeat"_L1); !repeat.isUndefined())
        task.repeat = QJsonDocument(repeat.toObject()).toJson(QJsonDocument::Compact);
    if (task.repeat == "{}")
        task.repeat.clear();
    for (const Refusal &refused : {readDue(body, task), readStatus(call, body, task), readLinks(call, body, task)}) {
        if (refused)
            return refused;
    }
    return {};
}

/// A finished task shows in the history of its party.
void recordCompletion(const Call &call, const Task &task)
{
    if (task.party == 0)
        return;
    Entry entry;
    entry.type = u"task"_s;
    entry.activityType = -4;
    entry.content = task.description;
    entry.party = task.party;
    entry.creator = call.user;
    entry.createdAt = entry.updatedAt = entry.entryAt = call.now;
    call.account.entries.insert(entry);
}

} // namespace

Answer listTasks(Call &call)
{
    const QString asked = call.parameter(u"status"_s).toUpper();
    const QStringList statuses = asked.isEmpty() ? QStringList{u"OPEN"_s} : asked.split(u',');
    QList<const Task *> hits;
    for (const auto &task : call.account.tasks.rows()) {
        if (statuses.contains(task->status) && !call.account.restricted.contains(task->party))
            hits.append(task.get());
    }
    return listAnswer(
        call, "tasks", hits.size(), [&](JsonWriter &json, qsizetype i) { writeTask(json, call, *hits[i]); });
}

Answer showTasks(Call &call)
{
    return showAnswer(
        call, "task", "tasks", [&](qint64 id) -> const Task * { return call.account.tasks.find(id); },
        [&](JsonWriter &json, const Task &task) { writeTask(json, call, task); });
}

Answer createTask(Call &call)
{
    QJsonObject body;
    if (const Refusal refused = readBody(call, "task"_L1, body))
        return *refused;
    Task task;
    task.status = u"OPEN"_s;
    task.owner = call.user;
    task.createdAt = task.updatedAt = call.now;
    if (const Refusal refused = readTask(call, body, task))
        return *refused;
    const Task &added = call.account.tasks.insert(task);
    return created(call, "tasks/" + QByteArray::number(added.id), taskAnswer(call, 201, added));
}

Answer updateTask(Call &call)
{
    Task *stored = call.account.tasks.find(call.id());
    if (!stored)
        return failure(404, u"task not found"_s);
    QJsonObject body;
    if (const Refusal refused = readBody(call, "task"_L1, body))
        return *refused;
    Task task = *stored;
    if (const Refusal refused = readTask(call, body, task))
        return *refused;
    if (task.status == "COMPLETED"_L1 && stored->status != task.status)
        recordCompletion(call, task);
    if (task != *stored) {
        task.updatedAt = call.now;
        *stored = task;
    }
    return taskAnswer(call, 200, task);
}

Answer deleteTask(Call &call)
{
    if (!call.account.tasks.find(call.id()))
        return failure(404, u"task not found"_s);
    call.account.tasks.remove(call.id());
    return {204, {}, {}};
}

} // namespace capsule
