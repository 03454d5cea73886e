#include "endpoints.h"
#include "moment.h"
#include "rows.h"
#include "shapes.h"

using namespace Qt::StringLiterals;

namespace capsule {

namespace {

void writeAttachments(JsonWriter &json, const Account &account, const Entry &entry)
{
    json.key("attachments");
    json.beginArray();
    for (const qint64 id : entry.attachments) {
        const Attachment *attachment = account.attachments.find(id);
        if (!attachment)
            continue;
        json.beginObject();
        json.member("id", id);
        json.member("filename", attachment->filename);
        json.member("contentType", QString::fromLatin1(attachment->contentType));
        json.member("size", qint64(attachment->content.size()));
        json.endObject();
    }
    json.endArray();
}

void writeActivityType(JsonWriter &json, qint64 id)
{
    json.key("activityType");
    json.beginObject();
    json.member("id", id);
    json.member("name", id == -1 ? u"Note"_s : id == -2 ? u"Email"_s : id == -4 ? u"Task completed"_s : u"Call"_s);
    json.endObject();
}

void writeEmailParts(JsonWriter &json, const Call &call, const Entry &entry)
{
    const Party *party = call.account.visibleParty(entry.party);
    json.key("parties");
    json.beginArray();
    if (party)
        writePartyReference(json, call, party->id);
    json.endArray();
    json.key("participants");
    json.beginArray();
    if (party && !party->emails.isEmpty()) {
        json.beginObject();
        json.member("id", party->emails.first().id);
        json.member("address", party->emails.first().address);
        json.member("name", party->fullName());
        json.member("role", u"TO"_s);
        json.endObject();
    }
    json.endArray();
}

void writeEntry(JsonWriter &json, const Call &call, const Entry &entry)
{
    json.beginObject();
    json.member("id", entry.id);
    json.member("type", entry.type);
    json.moment("createdAt", entry.createdAt);
    json.moment("updatedAt", entry.updatedAt);
    json.moment("entryAt", entry.entryAt);
    if (entry.type == "email"_L1)
        json.optional("subject", entry.subject);
    json.optional("content", entry.content);
    writeAttachments(json, call.account, entry);
    json.key("creator");
    writeUserReference(json, call.account, entry.creator);
    writeActivityType(json, entry.activityType);
    json.key("party");
    writePartyReference(json, call, entry.party);
    json.key("opportunity");
    writeDealReference(json, call.account, Kind::Opportunity, entry.opportunity);
    json.key("kase");
    writeDealReference(json, call.account, Kind::Kase, entry.kase);
    if (entry.type == "email"_L1)
        writeEmailParts(json, call, entry);
    json.endObject();
}

Answer entryAnswer(const Call &call, int status, const Entry &entry)
{
    return recordAnswer(status, "entry", [&](JsonWriter &json) { writeEntry(json, call, entry); });
}

/// A page of the entries for which the condition holds, newest first.
template <class Condition>
Answer entriesWhere(const Call &call, qsizetype largestPage, Condition condition)
{
    QList<const Entry *> hits;
    for (const auto &entry : call.account.entries.rows()) {
        if (condition(*entry) && !call.account.restricted.contains(entry->party))
            hits.append(entry.get());
    }
    std::sort(hits.begin(), hits.end(), [](const Entry *first, const Entry *second) {
        return std::pair(first->entryAt, first->id) > std::pair(second->entryAt, second->id);
    });
    return listAnswer(
        call, "entries", hits.size(), [&](JsonWriter &json, qsizetype i) { writeEntry(json, call, *hits[i]); },
        largestPage);
}

/// Turns `{token}` of an upload into the attachment it became.
Refusal applyAttachments(const Call &call, const QJsonObject &body, Entry &entry)
{
    const QJsonArray items = body.value("attachments"_L1).toArray();
    for (const auto &item : items) {
        const QJsonObject object = item.toObject();
        if (object.value("_delete"_L1).toBool()) {
            if (entry.attachments.removeAll(object.value("id"_L1).toInteger()) == 0)
                return failure(404, u"attachment not found"_s);
            continue;
        }
        const QString token = object.value("token"_L1).toString();
        const auto &rows = call.account.attachments.rows();
        const auto at = std::find_if(rows.begin(), rows.end(), [&](const auto &row) { return row->token == token; });
        if (token.isEmpty() || at == rows.end())
            return invalid(u"unknown attachment token"_s, u"entry"_s, u"attachments"_s);
        entry.attachments.append((*at)->id);
    }
    return {};
}

Refusal readEntry(const Call &call, const QJsonObject &body, Entry &entry)
{
    if (const Refusal refused = readText(body, "content"_L1, entry.content))
        return refused;
    if (entry.type == "email"_L1) {
        if (const Refusal refused = readText(body, "subject"_L1, entry.subject))
            return refused;
    }
    if (const Refusal refused = applyAttachments(call, body, entry))
        return refused;
    if (entry.content.isEmpty() && entry.attachments.isEmpty())
        return invalid(u"content is required"_s, u"entry"_s, u"content"_s);
    return {};
}

Refusal readEntryAt(const QJsonObject &body, qint64 &entryAt)
{
    if (!body.contains("entryAt"_L1))
        return {};
    const auto moment = parseTimestamp(body.value("entryAt"_L1).toString());
    if (!moment)
        return failure(400, u"entryAt is not a valid timestamp"_s);
    entryAt = *moment;
    return {};
}

Refusal checkLink(const Call &call, const Entry &entry)
{
    if ((entry.party != 0) + (entry.opportunity != 0) + (entry.kase != 0) != 1) {
        return invalid(u"entry must be linked to either a party, opportunity or kase"_s, u"entry"_s, u"party"_s);
    }
    if (entry.party != 0 && !call.account.visibleParty(entry.party))
        return failure(404, u"party not found"_s);
    if (entry.opportunity != 0 && !call.account.opportunities.find(entry.opportunity))
        return failure(404, u"opportunity not found"_s);
    if (entry.kase != 0 && !call.account.kases.find(entry.kase))
        return failure(404, u"kase not found"_s);
    return {};
}

} // namespace

Answer listEntries(Call &call)
{
    return entriesWhere(call, 100, [](const Entry &) { return true; });
}

Answer listEntriesOf(Call &call)
{
    const bool exists = call.kind == Kind::Party ? call.account.visibleParty(call.id()) != nullptr
                                                 : call.account.deals(call.kind).find(call.id()) != nullptr;
    if (!exists)
        return failure(404, resourceWord(call.kind) + u" not found"_s);
    const auto link = call.kind == Kind::Party ? &Entry::party
        : call.kind == Kind::Kase              ? &Entry::kase
                                               : &Entry::opportunity;
    return entriesWhere(call, 50, [&](const Entry &entry) { return entry.*link == call.id(); });
}

Answer showEntry(Call &call)
{
    const Entry *entry = call.account.entries.find(call.id());
    return entry ? entryAnswer(call, 200, *entry) : failure(404, u"entry not found"_s);
}

Answer createEntry(Call &call)
{
    QJsonObject body;
    if (const Refusal refused = readBody(call, "entry"_L1, body))
        return *refused;
    Entry entry;
    entry.type = body.value("type"_L1).toString();
    if (entry.type != "note"_L1)
        return invalid(u"type must be note"_s, u"entry"_s, u"type"_s);
    entry.createdAt = entry.updatedAt = entry.entryAt = call.now;
    entry.creator = call.user;
    entry.activityType = -1;
    if (const QJsonValue type = body.value("activityType"_L1); !type.isUndefined() && !type.isNull())
        entry.activityType = type.isDouble() ? type.toInteger() : type.toObject().value("id"_L1).toInteger(-1);
    readReference(body, "party"_L1, entry.party);
    readReference(body, "opportunity"_L1, entry.opportunity);
    readReference(body, "kase"_L1, entry.kase);
    for (const Refusal &refused :
        {checkLink(call, entry), readEntryAt(body, entry.entryAt), readEntry(call, body, entry)}) {
        if (refused)
            return *refused;
    }
    const Entry &added = call.account.entries.insert(entry);
    if (Party *party = call.account.parties.find(entry.party); party && party->lastContactedAt < entry.entryAt) {
        party->lastContactedAt = entry.entryAt;
        party->updatedAt = call.now;
    }
    return created(call, "entries/" + QByteArray::number(added.id), entryAnswer(call, 201, added));
}

Answer updateEntry(Call &call)
{
    Entry *stored = call.account.entries.find(call.id());
    if (!stored)
        return failure(404, u"entry not found"_s);
    QJsonObject body;
    if (const Refusal refused = readBody(call, "entry"_L1, body))
        return *refused;
    if (stored->type == "task"_L1)
        return invalid(u"only notes and emails can be updated"_s, u"entry"_s, u"type"_s);
    Entry entry = *stored;
    if (const Refusal refused = readEntry(call, body, entry))
        return *refused;
    if (entry != *stored) {
        entry.updatedAt = call.now;
        *stored = entry;
    }
    return entryAnswer(call, 200, entry);
}

Answer deleteEntry(Call &call)
{
    if (!call.account.entries.find(call.id()))
        return failure(404, u"entry not found"_s);
    call.account.entries.remove(call.id());
    return {204, {}, {}};
}

} // namespace capsule
