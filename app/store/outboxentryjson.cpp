#include "outboxentryjson.h"

#include "party/activityjson.h"
#include "party/partyjson.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {

using Kind = OutboxEntry::Kind;
using State = OutboxEntry::State;

constexpr std::array KindWords{
    std::pair{Kind::Create, "create"_L1},
    std::pair{Kind::Update, "update"_L1},
    std::pair{Kind::Delete, "delete"_L1},
};

constexpr std::array StateWords{
    std::pair{State::Queued, "queued"_L1},
    std::pair{State::Sending, "sending"_L1},
    std::pair{State::Acked, "acked"_L1},
    std::pair{State::Done, "done"_L1},
    std::pair{State::Unknown, "unknown"_L1},
    std::pair{State::Conflict, "conflict"_L1},
    std::pair{State::Rejected, "rejected"_L1},
    std::pair{State::Ask, "ask"_L1},
    std::pair{State::Discarded, "discarded"_L1},
};

template <typename Words, typename Value>
QString wordFor(const Words &words, Value value)
{
    const auto at = std::find_if(words.begin(), words.end(), [value](const auto &pair) { return pair.first == value; });
    Q_ASSERT(at != words.end());
    return at->second;
}

template <typename Words>
auto valueFor(const Words &words, const QJsonValue &word)
{
    const QString text = word.toString();
    const auto at = std::find_if(words.begin(), words.end(), [&text](const auto &pair) { return pair.second == text; });
    return at == words.end() ? std::nullopt : std::optional(at->first);
}

QJsonValue timeToJson(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toUTC().toString(Qt::ISODateWithMs)) : QJsonValue();
}

QDateTime timeFromJson(const QJsonValue &value)
{
    return QDateTime::fromString(value.toString(), Qt::ISODateWithMs);
}

QJsonArray numbersToJson(const QList<qint64> &numbers)
{
    QJsonArray array;
    for (const qint64 number : numbers)
        array.append(number);
    return array;
}

QList<qint64> numbersFromJson(const QJsonArray &array)
{
    QList<qint64> numbers;
    for (const QJsonValue &value : array)
        numbers.append(value.toInteger());
    return numbers;
}

QJsonArray conflictsToJson(const QList<PartyConflict> &conflicts)
{
    QJsonArray array;
    for (const PartyConflict &conflict : conflicts)
        array.append(QJsonObject{
            {"key"_L1, conflict.key},
            {"base"_L1, conflict.base},
            {"mine"_L1, conflict.mine},
            {"theirs"_L1, conflict.theirs},
        });
    return array;
}

QList<PartyConflict> conflictsFromJson(const QJsonArray &array)
{
    QList<PartyConflict> conflicts;
    for (const QJsonValue &value : array)
        conflicts.append({value["key"_L1].toString(), value["base"_L1].toString(), value["mine"_L1].toString(),
            value["theirs"_L1].toString()});
    return conflicts;
}

QByteArray minified(const QJsonObject &object)
{
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

QString uuidToText(const QUuid &id)
{
    return id.isNull() ? QString() : id.toString(QUuid::WithoutBraces);
}

// Work on a note or a task has these keys in place of "base" and "edited".
constexpr auto NoteKey = "note"_L1;
constexpr auto TaskKey = "task"_L1;

void writeActivity(QJsonObject &object, const ActivityEdit &activity)
{
    if (const auto *note = std::get_if<ItemEdit<Entry>>(&activity))
        object.insert(
            NoteKey, QJsonObject{{u"base"_s, ::entryToJson(note->base)}, {u"edited"_s, ::entryToJson(note->edited)}});
    if (const auto *task = std::get_if<ItemEdit<Task>>(&activity))
        object.insert(
            TaskKey, QJsonObject{{u"base"_s, taskToJson(task->base)}, {u"edited"_s, taskToJson(task->edited)}});
}

template <typename T, typename Read>
std::optional<ActivityEdit> readItemEdit(const QJsonObject &edit, const Read &read)
{
    const auto base = read(edit["base"_L1].toObject());
    const auto edited = read(edit["edited"_L1].toObject());
    if (!base || !edited)
        return {};
    return ItemEdit<T>{*base, *edited};
}

/// Nothing if what is there cannot be read; empty if the work is on a party.
std::optional<ActivityEdit> readActivity(const QJsonObject &object)
{
    if (object.contains(NoteKey))
        return readItemEdit<Entry>(
            object[NoteKey].toObject(), [](const QJsonObject &json) { return ::entryFromJson(json); });
    if (object.contains(TaskKey))
        return readItemEdit<Task>(object[TaskKey].toObject(), taskFromJson);
    return ActivityEdit();
}

bool readWhat(const QJsonObject &object, OutboxEntry &entry)
{
    const auto activity = readActivity(object);
    if (!activity)
        return false;
    entry.activity = *activity;
    entry.itemId = QUuid(object["itemId"_L1].toString());
    if (!entry.isAboutParty())
        return !entry.itemId.isNull();
    const auto base = partyFromJson(object["base"_L1].toObject());
    const auto edited = partyFromJson(object["edited"_L1].toObject());
    if (!base || !edited)
        return false;
    entry.base = *base;
    entry.edited = *edited;
    return !entry.localId.isNull();
}

void writeWhat(QJsonObject &object, const OutboxEntry &entry)
{
    if (entry.isAboutParty()) {
        object.insert("base"_L1, partyToJson(entry.base));
        object.insert("edited"_L1, partyToJson(entry.edited));
        return;
    }
    object.insert("itemId"_L1, uuidToText(entry.itemId));
    writeActivity(object, entry.activity);
}

} // namespace

QByteArray entryToJson(const OutboxEntry &entry)
{
    QJsonObject object{
        {"localId"_L1, uuidToText(entry.localId)},
        {"kind"_L1, wordFor(KindWords, entry.kind)},
        {"state"_L1, wordFor(StateWords, entry.state)},
        {"dependsOn"_L1, uuidToText(entry.dependsOn)},
        {"replaces"_L1, numbersToJson(entry.replaces)},
        {"held"_L1, entry.held},
        {"attempts"_L1, entry.attempts},
        {"probes"_L1, entry.probes},
        {"createdAt"_L1, timeToJson(entry.createdAt)},
        {"notBefore"_L1, timeToJson(entry.notBefore)},
        {"sentAt"_L1, timeToJson(entry.sentAt)},
        {"endedAt"_L1, timeToJson(entry.endedAt)},
        {"highestIdBefore"_L1, entry.highestIdBefore},
        {"sentBody"_L1, QString::fromLatin1(entry.sentBody.toBase64())},
        {"job"_L1, entry.job.toString(QUrl::FullyEncoded)},
        {"conflicts"_L1, conflictsToJson(entry.conflicts)},
        {"problem"_L1, entry.problem},
        {"problemField"_L1, entry.problemField},
        {"problemStatus"_L1, entry.problemStatus},
        {"answer"_L1, QString::fromLatin1(entry.answer.toBase64())},
    };
    writeWhat(object, entry);
    return minified(object);
}

std::optional<OutboxEntry> entryFromJson(qint64 sequence, const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    const auto kind = valueFor(KindWords, object["kind"_L1]);
    const auto state = valueFor(StateWords, object["state"_L1]);
    OutboxEntry entry;
    entry.sequence = sequence;
    entry.localId = QUuid(object["localId"_L1].toString());
    if (!kind || !state || !readWhat(object, entry))
        return {};
    entry.kind = *kind;
    entry.state = *state;
    entry.dependsOn = QUuid(object["dependsOn"_L1].toString());
    entry.replaces = numbersFromJson(object["replaces"_L1].toArray());
    entry.held = object["held"_L1].toBool();
    entry.attempts = object["attempts"_L1].toInt();
    entry.probes = object["probes"_L1].toInt();
    entry.createdAt = timeFromJson(object["createdAt"_L1]);
    entry.notBefore = timeFromJson(object["notBefore"_L1]);
    entry.sentAt = timeFromJson(object["sentAt"_L1]);
    entry.endedAt = timeFromJson(object["endedAt"_L1]);
    entry.highestIdBefore = object["highestIdBefore"_L1].toInteger();
    entry.sentBody = QByteArray::fromBase64(object["sentBody"_L1].toString().toLatin1());
    entry.job = QUrl(object["job"_L1].toString(), QUrl::StrictMode);
    entry.conflicts = conflictsFromJson(object["conflicts"_L1].toArray());
    entry.problem = object["problem"_L1].toString();
    entry.problemField = object["problemField"_L1].toString();
    entry.problemStatus = object["problemStatus"_L1].toInt();
    entry.answer = QByteArray::fromBase64(object["answer"_L1].toString().toLatin1());
    return entry;
}

QByteArray draftToJson(const Draft &draft)
{
    return minified({
        {"base"_L1, partyToJson(draft.base)},
        {"draft"_L1, partyToJson(draft.edited)},
        {"changedAt"_L1, timeToJson(draft.changedAt)},
    });
}

std::optional<Draft> draftFromJson(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    const auto base = partyFromJson(object["base"_L1].toObject());
    const auto edited = partyFromJson(object["draft"_L1].toObject());
    if (!base || !edited)
        return {};
    return Draft{*base, *edited, timeFromJson(object["changedAt"_L1])};
}

QByteArray draftToJson(const ActivityDraft &draft)
{
    QJsonObject object{
        {"localId"_L1, uuidToText(draft.localId)},
        {"changedAt"_L1, timeToJson(draft.changedAt)},
    };
    writeActivity(object, draft.edit);
    return minified(object);
}

std::optional<ActivityDraft> activityDraftFromJson(const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    const auto edit = readActivity(object);
    if (!edit || edit->index() == 0)
        return {};
    return ActivityDraft{QUuid(object["localId"_L1].toString()), *edit, timeFromJson(object["changedAt"_L1])};
}
