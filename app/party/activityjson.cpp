#include "activityjson.h"

#include "jsonreader.h"
#include "jsonwriter.h"

#include <QJsonArray>

using namespace Qt::StringLiterals;

namespace {

using Related = RelatedRecord::Kind;

// --- reading

constexpr std::array RelatedKeys{
    std::pair{Related::Party, "party"_L1},
    std::pair{Related::Opportunity, "opportunity"_L1},
    std::pair{Related::Kase, "kase"_L1},
};

QString nameIn(JsonReader &reference)
{
    QString name = reference.text("name"_L1);
    if (!name.isEmpty())
        return name;
    return (reference.text("firstName"_L1) + u' ' + reference.text("lastName"_L1)).trimmed();
}

RelatedRecord readRelated(JsonReader &json)
{
    for (const auto &[kind, key] : RelatedKeys) {
        if (auto reference = json.object(key))
            return {kind, reference->id("id"_L1), QUuid::fromString(reference->text("localId"_L1)), nameIn(*reference)};
    }
    return {};
}

std::optional<UserRef> readUser(JsonReader &json, QLatin1StringView key)
{
    auto reference = json.object(key);
    if (!reference)
        return {};
    return UserRef{reference->id("id"_L1), reference->text("username"_L1), reference->text("name"_L1)};
}

/// Built-in activity types have negative ids.
qint64 readWholeNumber(JsonReader &json, QLatin1StringView key)
{
    const FieldContent content = json.content(key);
    const QString *text = std::get_if<QString>(&content);
    return text ? text->toLongLong() : 0;
}

Attachment readAttachment(JsonReader &json)
{
    return {json.id("id"_L1), json.text("filename"_L1), json.text("contentType"_L1),
        std::max(qint64{0}, readWholeNumber(json, "size"_L1)), json.text("localFile"_L1)};
}

/// A text that is no date reads as none, as with moments.
QDate readDate(JsonReader &json, QLatin1StringView key)
{
    return QDate::fromString(json.text(key), Qt::ISODate);
}

/// "HH:MM:SS", or shorter (capsule-api.md section 1).
QTime readTime(JsonReader &json, QLatin1StringView key)
{
    return QTime::fromString(json.text(key), Qt::ISODate);
}

/// A number or a text as it would be typed; nothing for anything else.
QString readAmount(JsonReader &json, QLatin1StringView key)
{
    const FieldContent content = json.content(key);
    const QString *text = std::get_if<QString>(&content);
    return text ? *text : QString();
}

std::optional<TaskRepeat> readRepeat(JsonReader &json)
{
    auto repeat = json.object("repeat"_L1);
    if (!repeat)
        return {};
    const FieldContent on = repeat->contains("on"_L1) ? repeat->content("on"_L1) : FieldContent();
    const QString *onText = std::get_if<QString>(&on);
    const auto interval = int(std::clamp(readWholeNumber(*repeat, "interval"_L1), qint64{1}, qint64{1'000}));
    return TaskRepeat{interval, repeat->text("frequency"_L1), onText ? *onText : QString()};
}

Entry readEntry(JsonReader &json)
{
    Entry entry;
    entry.id = json.id("id"_L1);
    entry.type = json.text("type"_L1);
    if (entry.type.isEmpty())
        json.fail(u"type"_s, u"is missing"_s);
    entry.entryAt = json.moment("entryAt"_L1);
    entry.subject = json.text("subject"_L1);
    entry.content = json.text("content"_L1);
    if (auto type = json.object("activityType"_L1))
        entry.activityType = {readWholeNumber(*type, "id"_L1), type->text("name"_L1)};
    entry.creator = readUser(json, "creator"_L1);
    entry.attachments = json.list("attachments"_L1, readAttachment);
    entry.relatedTo = readRelated(json);
    entry.createdAt = json.moment("createdAt"_L1);
    entry.updatedAt = json.moment("updatedAt"_L1);
    return entry;
}

Task readTask(JsonReader &json)
{
    Task task;
    task.id = json.id("id"_L1);
    task.description = json.text("description"_L1);
    task.detail = json.text("detail"_L1);
    task.dueOn = readDate(json, "dueOn"_L1);
    task.dueTime = readTime(json, "dueTime"_L1);
    if (auto category = json.object("category"_L1))
        task.category = TaskCategory{category->id("id"_L1), category->text("name"_L1), category->text("colour"_L1)};
    task.status = json.text("status"_L1);
    if (task.status.isEmpty())
        json.fail(u"status"_s, u"is missing"_s);
    task.completedAt = json.moment("completedAt"_L1);
    task.owner = readUser(json, "owner"_L1);
    task.relatedTo = readRelated(json);
    task.repeat = readRepeat(json);
    task.hasTrack = json.flag("hasTrack"_L1);
    task.createdAt = json.moment("createdAt"_L1);
    task.updatedAt = json.moment("updatedAt"_L1);
    return task;
}

/// The name inside a reference such as a milestone.
QString readName(JsonReader &json, QLatin1StringView key)
{
    auto reference = json.object(key);
    return reference ? reference->text("name"_L1) : QString();
}

void readOpportunity(JsonReader &json, Deal &deal)
{
    if (auto value = json.object("value"_L1)) {
        deal.amount = readAmount(*value, "amount"_L1);
        deal.currency = value->text("currency"_L1);
    }
    deal.stage = readName(json, "milestone"_L1);
    deal.lostReason = readName(json, "lostReason"_L1);
    if (const QString probability = readAmount(json, "probability"_L1); !probability.isEmpty())
        deal.probability = probability.toInt();
    if (deal.status.isEmpty()) // opportunities are told without one (section 17)
        deal.status = deal.closedOn.isValid() ? u"CLOSED"_s : u"OPEN"_s;
}

Deal readDeal(JsonReader &json, Deal::Kind kind)
{
    Deal deal;
    deal.kind = kind;
    deal.id = json.id("id"_L1);
    deal.name = json.text("name"_L1);
    deal.description = json.text("description"_L1);
    deal.status = json.text("status"_L1);
    deal.expectedCloseOn = readDate(json, "expectedCloseOn"_L1);
    deal.closedOn = readDate(json, "closedOn"_L1);
    deal.owner = readUser(json, "owner"_L1);
    if (auto team = json.object("team"_L1))
        deal.team = TeamRef{team->id("id"_L1), team->text("name"_L1)};
    deal.updatedAt = json.moment("updatedAt"_L1);
    if (kind == Deal::Kind::Opportunity)
        readOpportunity(json, deal);
    else
        deal.stage = readName(json, "stage"_L1);
    return deal;
}

template <typename T, typename Read>
Result<T, PartyJsonError> readWith(const QJsonObject &json, const Read &read)
{
    std::optional<PartyJsonError> error;
    JsonReader reader(json, error);
    T value = read(reader);
    if (error) {
        error->partyId = idFromJson(json["id"_L1]).value_or(0);
        return Unexpected(*error);
    }
    return value;
}

// --- writing

QJsonValue momentOrNull(const QDateTime &moment)
{
    return moment.isValid() ? QJsonValue(moment.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue();
}

QJsonValue userToJson(const std::optional<UserRef> &user)
{
    if (!user)
        return {};
    QJsonObject json = withId(user->id);
    json.insert("username"_L1, user->username);
    json.insert("name"_L1, user->name);
    return json;
}

void writeRelated(QJsonObject &json, const RelatedRecord &related)
{
    for (const auto &[kind, key] : RelatedKeys) {
        if (related.kind != kind)
            continue;
        QJsonObject reference = withId(related.id);
        reference.insert("name"_L1, related.name);
        if (!related.localId.isNull())
            reference.insert("localId"_L1, related.localId.toString(QUuid::WithoutBraces));
        json.insert(key, reference);
    }
}

QJsonObject attachmentToJson(const Attachment &attachment)
{
    QJsonObject json = withId(attachment.id);
    json.insert("filename"_L1, attachment.filename);
    json.insert("contentType"_L1, attachment.contentType);
    json.insert("size"_L1, attachment.size);
    if (!attachment.localFile.isEmpty())
        json.insert("localFile"_L1, attachment.localFile);
    return json;
}

QJsonObject repeatToJson(const TaskRepeat &repeat)
{
    return {{u"interval"_s, repeat.interval}, {u"frequency"_s, repeat.frequency}, {u"on"_s, repeat.on}};
}

} // namespace

Result<Entry, PartyJsonError> entryFromJson(const QJsonObject &json)
{
    return readWith<Entry>(json, readEntry);
}

Result<Task, PartyJsonError> taskFromJson(const QJsonObject &json)
{
    return readWith<Task>(json, readTask);
}

Result<Deal, PartyJsonError> dealFromJson(const QJsonObject &json, Deal::Kind kind)
{
    return readWith<Deal>(json, [kind](JsonReader &reader) { return readDeal(reader, kind); });
}

QJsonObject entryToJson(const Entry &entry)
{
    QJsonArray attachments;
    for (const Attachment &attachment : entry.attachments)
        attachments.append(attachmentToJson(attachment));
    QJsonObject json = withId(entry.id);
    json.insert("type"_L1, entry.type);
    json.insert("entryAt"_L1, momentOrNull(entry.entryAt));
    json.insert("subject"_L1, textOrNull(entry.subject));
    json.insert("content"_L1, textOrNull(entry.content));
    json.insert("activityType"_L1, QJsonObject{{u"id"_s, entry.activityType.id}, {u"name"_s, entry.activityType.name}});
    json.insert("creator"_L1, userToJson(entry.creator));
    json.insert("attachments"_L1, attachments);
    writeRelated(json, entry.relatedTo);
    json.insert("createdAt"_L1, momentOrNull(entry.createdAt));
    json.insert("updatedAt"_L1, momentOrNull(entry.updatedAt));
    return json;
}

QJsonObject taskToJson(const Task &task)
{
    QJsonObject json = withId(task.id);
    json.insert("description"_L1, textOrNull(task.description));
    json.insert("detail"_L1, textOrNull(task.detail));
    json.insert("dueOn"_L1, textOrNull(task.dueOn.toString(Qt::ISODate)));
    json.insert("dueTime"_L1, textOrNull(task.dueTime.toString(Qt::ISODate)));
    if (task.category) {
        QJsonObject category = withId(task.category->id);
        category.insert("name"_L1, task.category->name);
        category.insert("colour"_L1, task.category->colour);
        json.insert("category"_L1, category);
    }
    json.insert("status"_L1, task.status);
    json.insert("completedAt"_L1, momentOrNull(task.completedAt));
    json.insert("owner"_L1, userToJson(task.owner));
    writeRelated(json, task.relatedTo);
    if (task.repeat)
        json.insert("repeat"_L1, repeatToJson(*task.repeat));
    json.insert("hasTrack"_L1, task.hasTrack);
    json.insert("createdAt"_L1, momentOrNull(task.createdAt));
    json.insert("updatedAt"_L1, momentOrNull(task.updatedAt));
    return json;
}
