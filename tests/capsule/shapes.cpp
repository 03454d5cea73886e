#include "shapes.h"

using namespace Qt::StringLiterals;

namespace capsule {

namespace {

constexpr auto pictures = "https://capsulecrm.com/theme/default/images/"_L1;

QString pictureUrl(bool isPerson)
{
    return pictures + (isPerson ? u"person_avatar_70.png"_s : u"org_avatar_70.png"_s);
}

QString typeWord(const Party &party)
{
    return party.isPerson ? u"person"_s : u"organisation"_s;
}

template <class Row, class Write>
void writeRows(JsonWriter &json, QByteArrayView key, const QList<Row> &rows, Write write)
{
    json.key(key);
    json.beginArray();
    for (const Row &row : rows) {
        json.beginObject();
        json.member("id", row.id);
        write(row);
        json.endObject();
    }
    json.endArray();
}

void writeContactRows(JsonWriter &json, const Party &party)
{
    writeRows(json, "addresses", party.addresses, [&](const Address &row) {
        json.optional("type", row.type);
        json.optional("street", row.street);
        json.optional("city", row.city);
        json.optional("state", row.state);
        json.optional("country", row.country);
        json.optional("zip", row.zip);
    });
    writeRows(json, "phoneNumbers", party.phones, [&](const Phone &row) {
        json.optional("type", row.type);
        json.member("number", row.number);
    });
    writeRows(json, "websites", party.websites, [&](const Website &row) {
        json.optional("type", row.type);
        json.member("service", row.service);
        json.member("address", row.address);
        json.member("url", websiteUrl(row));
    });
    writeRows(json, "emailAddresses", party.emails, [&](const Email &row) {
        json.optional("type", row.type);
        json.member("address", row.address);
    });
}

void writeOrganisation(JsonWriter &json, const Call &call, qint64 id)
{
    const Party *organisation = call.account.visibleParty(id);
    const bool isFull = call.embeds(u"organisation"_s) && !call.options.ignoreEmbedOrganisation;
    if (organisation && isFull)
        writeParty(json, call, *organisation);
    else
        writePartyReference(json, call, id);
}

void writeValue(JsonWriter &json, const Definition &definition, const FieldValue &field)
{
    json.key("value");
    if (definition.type == "boolean"_L1)
        json.boolean(true);
    else
        json.string(field.value);
}

void writeFields(JsonWriter &json, const Vocabulary &vocabulary, const Record &record)
{
    json.key("fields");
    json.beginArray();
    for (const FieldValue &field : record.fields) {
        const Definition *definition = vocabulary.definitions.find(field.definition);
        if (!definition)
            continue;
        json.beginObject();
        json.member("id", field.id);
        writeValue(json, *definition, field);
        json.key("definition");
        json.beginObject();
        json.member("id", definition->id);
        json.member("name", definition->name);
        json.endObject();
        json.key("tagId");
        if (definition->tag == 0)
            json.null();
        else
            json.number(definition->tag);
        json.endObject();
    }
    json.endArray();
}

bool lacksImportantField(const Vocabulary &vocabulary, const Record &record, const QString &captureKind)
{
    const auto isMissing = [&](const auto &definition) {
        const bool isOffered = definition->captureRule.isEmpty() || definition->captureRule == captureKind;
        const bool isCarried = definition->tag == 0 || record.tags.contains(definition->tag);
        const auto isIt = [&](const FieldValue &field) {
            return field.definition == definition->id;
        };
        return definition->important && isOffered && isCarried
            && std::none_of(record.fields.begin(), record.fields.end(), isIt);
    };
    const auto &rows = vocabulary.definitions.rows();
    return std::any_of(rows.begin(), rows.end(), isMissing);
}

} // namespace

void writeParty(JsonWriter &json, const Call &call, const Party &party)
{
    json.beginObject();
    json.member("id", party.id);
    json.member("type", typeWord(party));
    json.optional("about", party.about);
    if (party.isPerson) {
        json.optional("title", party.title);
        json.optional("firstName", party.firstName);
        json.optional("lastName", party.lastName);
        json.optional("jobTitle", party.jobTitle);
    } else {
        json.member("name", party.name);
    }
    json.moment("createdAt", party.createdAt);
    json.moment("updatedAt", party.updatedAt);
    if (party.isPerson) {
        json.key("organisation");
        writeOrganisation(json, call, party.organisation);
    }
    json.moment("lastContactedAt", party.lastContactedAt);
    json.member("pictureURL", pictureUrl(party.isPerson));
    writeContactRows(json, party);
    json.key("owner");
    writeUserReference(json, call.account, party.owner);
    json.key("team");
    writeTeamReference(json, call.account, party.team);
    writeEmbeds(json, call, Kind::Party, party, typeWord(party));
    json.endObject();
}

void writePartyReference(JsonWriter &json, const Call &call, qint64 id)
{
    const Party *party = call.account.parties.find(id);
    if (!party) {
        json.null();
        return;
    }
    if (call.account.restricted.contains(id)) {
        writeRestrictedParty(json, *party);
        return;
    }
    json.beginObject();
    json.member("id", party->id);
    json.member("type", typeWord(*party));
    if (party->isPerson) {
        json.optional("firstName", party->firstName);
        json.optional("lastName", party->lastName);
    } else {
        json.member("name", party->name);
    }
    json.member("pictureURL", pictureUrl(party->isPerson));
    json.endObject();
}

void writeRestrictedParty(JsonWriter &json, const Party &party)
{
    json.beginObject();
    json.member("id", party.id);
    json.member("type", typeWord(party));
    if (party.isPerson) {
        json.optional("firstName", {});
        json.member("lastName", u"Private"_s);
    } else {
        json.member("name", u"Private"_s);
    }
    json.member("pictureURL", pictureUrl(party.isPerson));
    json.key("isRestricted");
    json.boolean(true);
    json.endObject();
}

void writeUserReference(JsonWriter &json, const Account &account, qint64 id)
{
    const User *user = account.users.find(id);
    if (!user) {
        json.null();
        return;
    }
    json.beginObject();
    json.member("id", user->id);
    json.member("username", user->username);
    json.member("name", user->name);
    json.endObject();
}

void writeTeamReference(JsonWriter &json, const Account &account, qint64 id)
{
    const Team *team = account.teams.find(id);
    if (!team) {
        json.null();
        return;
    }
    json.beginObject();
    json.member("id", team->id);
    json.member("name", team->name);
    json.endObject();
}

void writeDealReference(JsonWriter &json, const Account &account, Kind kind, qint64 id)
{
    const Deal *deal = account.deals(kind).find(id);
    if (!deal) {
        json.null();
        return;
    }
    json.beginObject();
    json.member("id", deal->id);
    json.member("name", deal->name);
    json.endObject();
}

void writeTag(JsonWriter &json, const Tag &tag)
{
    json.beginObject();
    json.member("id", tag.id);
    json.member("name", tag.name);
    json.optional("description", tag.description);
    json.key("dataTag");
    json.boolean(tag.isDataTag);
    json.endObject();
}

void writeEmbeds(JsonWriter &json, const Call &call, Kind kind, const Record &record, const QString &captureKind)
{
    const Vocabulary &vocabulary = call.account.vocabulary(kind);
    if (call.embeds(u"tags"_s)) {
        json.key("tags");
        json.beginArray();
        for (const qint64 id : record.tags) {
            if (const Tag *tag = vocabulary.tags.find(id))
                writeTag(json, *tag);
        }
        json.endArray();
    }
    if (call.embeds(u"fields"_s))
        writeFields(json, vocabulary, record);
    if (call.embeds(u"missingImportantFields"_s)) {
        json.key("missingImportantFields");
        json.boolean(lacksImportantField(vocabulary, record, captureKind));
    }
}

QString websiteUrl(const Website &website)
{
    static const QMap<QString, QString> roots{{u"TWITTER"_s, u"https://twitter.com/"_s},
        {u"GITHUB"_s, u"https://github.com/"_s}, {u"YOUTUBE"_s, u"https://www.youtube.com/user/"_s},
        {u"PINTEREST"_s, u"https://www.pinterest.com/"_s}, {u"INSTAGRAM"_s, u"https://www.instagram.com/"_s}};
    return roots.value(website.service) + website.address;
}

} // namespace capsule
