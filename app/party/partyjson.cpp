#include "partyjson.h"

#include "highestid.h"
#include "jsonreader.h"
#include "jsonwriter.h"
#include "partykeys.h"

using namespace Qt::StringLiterals;

namespace {

// --- reading

PartyType readType(JsonReader &json)
{
    const QString word = json.text("type"_L1);
    if (word != "person"_L1 && word != "organisation"_L1)
        json.fail(u"type"_s, u"is not a known type"_s);
    return word == "organisation"_L1 ? PartyType::Organisation : PartyType::Person;
}

template <typename Row>
Row readRow(JsonReader &json)
{
    Row row;
    row.id = json.id("id"_L1);
    for (const TextKey<Row> &text : RowKeys<Row>::texts)
        row.*text.text = json.text(text.key);
    if constexpr (std::is_same_v<Row, Website>)
        row.url = json.text("url"_L1);
    return row;
}

template <typename Row>
void readRows(JsonReader &json, QList<Row> &rows, QLatin1StringView key)
{
    rows = json.list(key, readRow<Row>);
}

Tag readTag(JsonReader &json)
{
    return {json.id("id"_L1), json.text("name"_L1), json.flag("dataTag"_L1)};
}

FieldValue readField(JsonReader &json)
{
    FieldValue field;
    field.id = json.id("id"_L1);
    if (auto definition = json.object("definition"_L1)) {
        field.definitionId = definition->id("id"_L1);
        field.definitionName = definition->text("name"_L1);
    }
    field.tagId = json.id("tagId"_L1);
    field.value = json.content("value"_L1);
    return field;
}

std::optional<OrganisationRef> readOrganisation(JsonReader &json)
{
    auto reference = json.object("organisation"_L1);
    if (!reference)
        return {};
    return OrganisationRef{
        reference->id("id"_L1), QUuid::fromString(reference->text("localId"_L1)), reference->text("name"_L1)};
}

std::optional<UserRef> readOwner(JsonReader &json)
{
    auto reference = json.object("owner"_L1);
    if (!reference)
        return {};
    return UserRef{reference->id("id"_L1), reference->text("username"_L1), reference->text("name"_L1)};
}

std::optional<TeamRef> readTeam(JsonReader &json)
{
    auto reference = json.object("team"_L1);
    if (!reference)
        return {};
    return TeamRef{reference->id("id"_L1), reference->text("name"_L1)};
}

void readTexts(JsonReader &json, Party &party)
{
    for (const TextKey<Party> &text : PersonTexts)
        party.*text.text = json.text(text.key);
    for (const TextKey<Party> &text : OrganisationTexts)
        party.*text.text = json.text(text.key);
    party.about = json.text(AboutText.key);
}

void readReadOnly(JsonReader &json, Party &party)
{
    party.createdAt = json.moment("createdAt"_L1);
    party.updatedAt = json.moment("updatedAt"_L1);
    party.lastContactedAt = json.moment("lastContactedAt"_L1);
    party.pictureUrl = json.text("pictureURL"_L1);
    party.isRestricted = json.flag("isRestricted"_L1);
    party.missesImportantFields = json.flag("missingImportantFields"_L1);
}

Party readParty(JsonReader &json)
{
    Party party;
    party.id = json.id("id"_L1);
    party.type = readType(json);
    readTexts(json, party);
    party.organisation = readOrganisation(json);
    party.owner = readOwner(json);
    party.team = readTeam(json);
    forEachList([&](auto list) { readRows(json, party.*list.rows, list.key); });
    if (json.contains("tags"_L1))
        party.tags = json.list("tags"_L1, readTag);
    if (json.contains("fields"_L1))
        party.fields = json.list("fields"_L1, readField);
    readReadOnly(json, party);
    return party;
}

// --- writing

QJsonValue momentOrNull(const QDateTime &moment)
{
    if (!moment.isValid())
        return {};
    const bool isWhole = moment.time().msec() == 0;
    return moment.toUTC().toString(isWhole ? Qt::ISODate : Qt::ISODateWithMs);
}

template <typename Row>
QJsonObject written(const Row &row)
{
    QJsonObject json = withId(row.id);
    for (const TextKey<Row> &text : RowKeys<Row>::texts)
        json.insert(text.key, textOrNull(row.*text.text));
    if constexpr (std::is_same_v<Row, Website>)
        json.insert("url"_L1, textOrNull(row.url));
    return json;
}

template <>
QJsonObject written(const Tag &tag)
{
    QJsonObject json = withId(tag.id);
    json.insert("name"_L1, tag.name);
    json.insert("dataTag"_L1, tag.dataTag);
    return json;
}

template <>
QJsonObject written(const FieldValue &field)
{
    QJsonObject definition = withId(field.definitionId);
    definition.insert("name"_L1, field.definitionName);
    QJsonObject json = withId(field.id);
    json.insert("definition"_L1, definition);
    json.insert("tagId"_L1, field.tagId == 0 ? QJsonValue() : QJsonValue(field.tagId));
    json.insert("value"_L1, std::visit([](const auto &value) { return QJsonValue(value); }, field.value));
    return json;
}

template <>
QJsonObject written(const OrganisationRef &organisation)
{
    QJsonObject json = withId(organisation.id);
    json.insert("type"_L1, u"organisation"_s);
    json.insert("name"_L1, organisation.name);
    if (!organisation.localId.isNull())
        json.insert("localId"_L1, organisation.localId.toString(QUuid::WithoutBraces));
    return json;
}

template <>
QJsonObject written(const UserRef &user)
{
    QJsonObject json = withId(user.id);
    json.insert("username"_L1, user.username);
    json.insert("name"_L1, user.name);
    return json;
}

template <>
QJsonObject written(const TeamRef &team)
{
    QJsonObject json = withId(team.id);
    json.insert("name"_L1, team.name);
    return json;
}

template <typename Row>
QJsonArray written(const QList<Row> &rows)
{
    QJsonArray items;
    for (const Row &row : rows)
        items.append(written(row));
    return items;
}

template <typename Ref>
QJsonValue writtenOrNull(const std::optional<Ref> &reference)
{
    return reference ? QJsonValue(written(*reference)) : QJsonValue();
}

void writeTexts(QJsonObject &json, const Party &party)
{
    for (const TextKey<Party> &text : PersonTexts)
        json.insert(text.key, textOrNull(party.*text.text));
    for (const TextKey<Party> &text : OrganisationTexts)
        json.insert(text.key, textOrNull(party.*text.text));
    json.insert(AboutText.key, textOrNull(party.about));
}

void writeReadOnly(QJsonObject &json, const Party &party)
{
    json.insert("createdAt"_L1, momentOrNull(party.createdAt));
    json.insert("updatedAt"_L1, momentOrNull(party.updatedAt));
    json.insert("lastContactedAt"_L1, momentOrNull(party.lastContactedAt));
    json.insert("pictureURL"_L1, textOrNull(party.pictureUrl));
    json.insert("isRestricted"_L1, party.isRestricted);
    json.insert("missingImportantFields"_L1, party.missesImportantFields);
}

} // namespace

QString PartyJsonError::toString() const
{
    return key.isEmpty() ? problem : u"%1 %2"_s.arg(key, problem);
}

std::optional<qint64> idFromJson(const QJsonValue &value)
{
    const qint64 id = value.toInteger(0);
    if (id < 1 || id > HighestId)
        return {};
    return id;
}

Result<Party, PartyJsonError> partyFromJson(const QJsonObject &json)
{
    std::optional<PartyJsonError> error;
    JsonReader reader(json, error);
    Party party = readParty(reader);
    if (!error)
        return party;
    error->partyId = idFromJson(json.value("id"_L1)).value_or(0);
    return Unexpected(*error);
}

QJsonObject partyToJson(const Party &party)
{
    QJsonObject json = withId(party.id);
    json.insert("type"_L1, party.isPerson() ? u"person"_s : u"organisation"_s);
    writeTexts(json, party);
    json.insert("organisation"_L1, writtenOrNull(party.organisation));
    json.insert("owner"_L1, writtenOrNull(party.owner));
    json.insert("team"_L1, writtenOrNull(party.team));
    forEachList([&](auto list) { json.insert(list.key, written(party.*list.rows)); });
    if (party.tags)
        json.insert("tags"_L1, written(*party.tags));
    if (party.fields)
        json.insert("fields"_L1, written(*party.fields));
    writeReadOnly(json, party);
    return json;
}
