#include "partyworld.h"

#include "capsule/service.h"
#include "party/partychanges.h"
#include "party/partyjson.h"

#include <QJsonDocument>

#include <stdexcept>

using namespace Qt::StringLiterals;

namespace world {

const QList<Tag> tags{{1, u"Client"_s, false}, {2, u"VIP"_s, false}, {3, u"Lead"_s, false}};
const QList<OrganisationRef> organisations{{100, {}, u"Acme"_s}, {101, {}, u"Globex"_s}};
const QStringList listOptions{u"Small"_s, u"Large"_s};

namespace {

void expectId(qint64 id, qint64 expected)
{
    if (id != expected)
        qFatal("The stand-in numbers its records otherwise than the generators expect.");
}

void addDefinition(capsule::Vocabulary &vocabulary, Definition id, const QString &type)
{
    capsule::Definition definition;
    definition.name = type;
    definition.type = type;
    if (type == "list"_L1)
        definition.options = listOptions;
    expectId(vocabulary.definitions.insert(definition).id, id);
}

Party partyOf(const QJsonObject &json)
{
    const auto party = partyFromJson(json);
    if (!party)
        throw std::runtime_error(party.error().toString().toStdString());
    return *party;
}

QJsonObject bodyOf(const capsule::Answer &answer)
{
    if (answer.status / 100 != 2)
        throw std::runtime_error(answer.body.toStdString());
    return QJsonDocument::fromJson(answer.body).object().value("party"_L1).toObject();
}

} // namespace

void furnish(capsule::Service &service)
{
    capsule::Account &account = service.account();
    capsule::User second;
    second.username = u"bo"_s;
    second.name = u"Bo Berg"_s;
    expectId(account.users.insert(second).id, 2);
    capsule::Team both;
    both.name = u"Sales"_s;
    both.members = {1, 2};
    expectId(account.teams.insert(both).id, 1);
    capsule::Team one;
    one.name = u"Support"_s;
    one.members = {2};
    expectId(account.teams.insert(one).id, 2);

    capsule::Vocabulary &vocabulary = account.vocabulary(capsule::Kind::Party);
    for (const Tag &tag : tags)
        expectId(vocabulary.tags.insert({0, tag.name, {}, false}).id, tag.id);
    addDefinition(vocabulary, Text, u"text"_s);
    addDefinition(vocabulary, Number, u"number"_s);
    addDefinition(vocabulary, Tick, u"boolean"_s);
    addDefinition(vocabulary, Date, u"date"_s);
    addDefinition(vocabulary, List, u"list"_s);
    for (const OrganisationRef &organisation : organisations)
        expectId(service.addParty({{u"type"_s, u"organisation"_s}, {u"name"_s, organisation.name}}), organisation.id);
}

Party created(capsule::Service &service, const Party &party)
{
    const auto answer = service.ask("POST"_ba, "parties"_ba, {{u"party"_s, createBody(party)}});
    return read(service, bodyOf(answer).value("id"_L1).toInteger());
}

Party updated(capsule::Service &service, qint64 id, const QJsonObject &body)
{
    if (!body.isEmpty())
        bodyOf(service.ask("PUT"_ba, "parties/" + QByteArray::number(id), {{u"party"_s, body}}));
    return read(service, id);
}

Party read(capsule::Service &service, qint64 id)
{
    return partyOf(service.party(id));
}

} // namespace world
