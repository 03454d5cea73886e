#include "sample.h"

#include "moment.h"
#include "service.h"

#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace capsule {

namespace {

qint64 momentOf(const QJsonObject &object, QLatin1StringView key, qint64 otherwise)
{
    return parseTimestamp(object.value(key).toString()).value_or(otherwise);
}

qint64 referenceOf(const QJsonObject &object, QLatin1StringView key)
{
    return object.value(key).toObject().value("id"_L1).toInteger();
}

/// Makes a row of each object; `fill(row, object)` sets all but the id.
template <class Row, class Fill>
QList<Row> rowsOf(Account &account, const QJsonObject &party, QLatin1StringView key, Fill fill)
{
    QList<Row> rows;
    const QJsonArray array = party.value(key).toArray();
    for (const auto &item : array) {
        const QJsonObject object = item.toObject();
        Row row;
        row.id = object.value("id"_L1).toInteger(account.nextRowId);
        account.nextRowId = std::max(account.nextRowId, row.id + 1);
        fill(row, [object](QLatin1StringView name) { return object.value(name).toString(); });
        rows.append(row);
    }
    return rows;
}

void loadRows(Account &account, const QJsonObject &object, Party &party)
{
    party.addresses = rowsOf<Address>(account, object, "addresses"_L1, [](Address &row, auto text) {
        row.type = text("type"_L1);
        row.street = text("street"_L1);
        row.city = text("city"_L1);
        row.state = text("state"_L1);
        row.zip = text("zip"_L1);
        row.country = text("country"_L1);
    });
    party.phones = rowsOf<Phone>(account, object, "phoneNumbers"_L1, [](Phone &row, auto text) {
        row.type = text("type"_L1);
        row.number = text("number"_L1);
    });
    party.emails = rowsOf<Email>(account, object, "emailAddresses"_L1, [](Email &row, auto text) {
        row.type = text("type"_L1);
        row.address = text("address"_L1);
    });
    party.websites = rowsOf<Website>(account, object, "websites"_L1, [](Website &row, auto text) {
        row.type = text("type"_L1);
        row.service = text("service"_L1);
        row.address = text("address"_L1);
    });
}

void loadTags(Vocabulary &vocabulary, const QJsonObject &object, Party &party)
{
    const QJsonArray array = object.value("tags"_L1).toArray();
    for (const auto &item : array) {
        const QString name = item.toObject().value("name"_L1).toString();
        const Tag *known = vocabulary.tagNamed(name);
        party.tags.append(
            known ? known->id : vocabulary.tags.insert({0, name, {}, item.toObject().value("dataTag"_L1).toBool()}).id);
    }
}

Definition &definitionFor(Vocabulary &vocabulary, const QJsonObject &field)
{
    const QString name = field.value("definition"_L1).toObject().value("name"_L1).toString();
    if (Definition *known = vocabulary.definitionNamed(name))
        return *known;
    Definition made;
    made.name = name;
    made.type = field.value("value"_L1).isBool() ? u"boolean"_s : u"text"_s;
    return vocabulary.definitions.insert(made);
}

void loadFields(Account &account, const QJsonObject &object, Party &party)
{
    const QJsonArray array = object.value("fields"_L1).toArray();
    for (const auto &item : array) {
        const QJsonObject field = item.toObject();
        const qint64 definition = definitionFor(account.vocabulary(Kind::Party), field).id;
        const QString value = field.value("value"_L1).toVariant().toString();
        if (!value.isEmpty() && value != "false"_L1)
            party.fields.append({account.nextRowId++, definition, value});
    }
}

QString loadParty(Service &service, const QJsonObject &object)
{
    Account &account = service.account();
    Party party;
    party.id = object.value("id"_L1).toInteger();
    if (party.id < 1 || account.parties.find(party.id))
        return u"a party has no id, or one that is taken"_s;
    const QString type = object.value("type"_L1).toString();
    if (type != "person"_L1 && type != "organisation"_L1)
        return u"party %1 is neither person nor organisation"_s.arg(party.id);
    party.isPerson = type == "person"_L1;
    for (const auto &[key, text] :
        {std::pair{"firstName"_L1, &party.firstName}, {"lastName"_L1, &party.lastName}, {"title"_L1, &party.title},
            {"jobTitle"_L1, &party.jobTitle}, {"name"_L1, &party.name}, {"about"_L1, &party.about}})
        *text = object.value(key).toString();
    party.createdAt = momentOf(object, "createdAt"_L1, service.now());
    party.updatedAt = momentOf(object, "updatedAt"_L1, party.createdAt);
    party.lastContactedAt = momentOf(object, "lastContactedAt"_L1, 0);
    party.organisation = referenceOf(object, "organisation"_L1);
    party.owner = referenceOf(object, "owner"_L1);
    party.team = referenceOf(object, "team"_L1);
    loadRows(account, object, party);
    loadTags(account.vocabulary(Kind::Party), object, party);
    loadFields(account, object, party);
    account.addParty(std::move(party));
    return {};
}

} // namespace

QString loadParties(Service &service, const QByteArray &json)
{
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError)
        return error.errorString();
    if (!document.object().value("parties"_L1).isArray())
        return u"there is no list 'parties'"_s;
    const QJsonArray array = document.object().value("parties"_L1).toArray();
    for (const auto &item : array) {
        if (const QString problem = loadParty(service, item.toObject()); !problem.isEmpty())
            return problem;
    }
    return {};
}

} // namespace capsule
