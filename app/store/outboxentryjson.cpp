#include "outboxentryjson.h"

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

} // namespace

QByteArray entryToJson(const OutboxEntry &entry)
{
    return minified({
        {"localId"_L1, entry.localId.toString(QUuid::WithoutBraces)},
        {"kind"_L1, wordFor(KindWords, entry.kind)},
        {"state"_L1, wordFor(StateWords, entry.state)},
        {"base"_L1, partyToJson(entry.base)},
        {"edited"_L1, partyToJson(entry.edited)},
        {"dependsOn"_L1, entry.dependsOn.isNull() ? QString() : entry.dependsOn.toString(QUuid::WithoutBraces)},
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
    });
}

std::optional<OutboxEntry> entryFromJson(qint64 sequence, const QByteArray &json)
{
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    const auto kind = valueFor(KindWords, object["kind"_L1]);
    const auto state = valueFor(StateWords, object["state"_L1]);
    const auto base = partyFromJson(object["base"_L1].toObject());
    const auto edited = partyFromJson(object["edited"_L1].toObject());
    OutboxEntry entry;
    entry.sequence = sequence;
    entry.localId = QUuid(object["localId"_L1].toString());
    if (!kind || !state || !base || !edited || entry.localId.isNull())
        return {};
    entry.kind = *kind;
    entry.state = *state;
    entry.base = *base;
    entry.edited = *edited;
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
