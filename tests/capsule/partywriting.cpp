#include "endpoints.h"
#include "rows.h"
#include "shapes.h"

using namespace Qt::StringLiterals;

namespace capsule {

namespace {

Refusal readTitle(const Account &account, const QJsonObject &body, Party &party)
{
    if (const Refusal refused = readText(body, "title"_L1, party.title))
        return refused;
    const auto &titles = account.titles.rows();
    const auto isIt = [&](const auto &title) {
        return title->title == party.title;
    };
    if (!party.title.isEmpty() && body.contains("title"_L1) && std::none_of(titles.begin(), titles.end(), isIt))
        return invalid(u"unknown title"_s, u"party"_s, u"title"_s);
    return {};
}

Refusal organisationByName(Call &call, const QString &name, qint64 &id)
{
    if (name.trimmed().isEmpty())
        return invalid(u"name is required"_s, u"organisation"_s, u"name"_s);
    if (const Party *known = call.account.organisationNamed(name)) {
        id = known->id;
        return {};
    }
    Party organisation;
    organisation.isPerson = false;
    organisation.name = name;
    organisation.owner = call.user;
    organisation.createdAt = organisation.updatedAt = call.now;
    id = call.account.addParty(organisation).id;
    return {};
}

/// Links a person: `{id}`, `{name}` or null (capsule-api.md section 7.1). The organisation that a name makes exists
/// from here on, so this comes last, when nothing else can be refused.
Refusal applyOrganisation(Call &call, const QJsonObject &body, Party &party)
{
    const QJsonValue value = body.value("organisation"_L1);
    if (!party.isPerson || value.isUndefined())
        return {};
    qint64 id = 0;
    if (!readReference(body, "organisation"_L1, id)) {
        if (!value.toObject().contains("name"_L1))
            return failure(400, u"'organisation' needs an id or a name"_s);
        if (const Refusal refused = organisationByName(call, value.toObject().value("name"_L1).toString(), id))
            return refused;
    } else if (id != 0 || !value.isNull()) {
        const Party *organisation = call.account.visibleParty(id);
        if (!organisation || organisation->isPerson)
            return failure(404, u"organisation not found"_s);
    }
    party.organisation = id;
    return {};
}

Refusal applyScalars(Call &call, const QJsonObject &body, Party &party)
{
    if (const Refusal refused = readText(body, "about"_L1, party.about))
        return refused;
    if (!party.isPerson)
        return readText(body, "name"_L1, party.name);
    for (const auto &[key, text] : {std::pair{"firstName"_L1, &party.firstName}, {"lastName"_L1, &party.lastName},
             {"jobTitle"_L1, &party.jobTitle}}) {
        if (const Refusal refused = readText(body, key, *text))
            return refused;
    }
    return readTitle(call.account, body, party);
}

/// What every stored party must be; `before` is null for a new one.
Refusal checkNames(Call &call, const Party &party, const Party *before)
{
    if (party.isPerson && party.firstName.trimmed().isEmpty() && party.lastName.trimmed().isEmpty())
        return invalid(u"firstName or lastName is required"_s, u"party"_s, u"firstName"_s);
    if (party.isPerson)
        return {};
    if (party.name.trimmed().isEmpty())
        return invalid(u"name is required"_s, u"party"_s, u"name"_s);
    const bool isNew = !before || before->name != party.name;
    if (isNew && call.account.organisationNamed(party.name, party.id))
        return invalid(u"name must be unique"_s, u"party"_s, u"name"_s);
    return {};
}

/// Applies a whole body to a copy of the party.
Refusal apply(Call &call, const QJsonObject &body, Party &party, const Party *before, bool &touched)
{
    if (const Refusal refused = applyScalars(call, body, party))
        return refused;
    if (const Refusal refused = checkNames(call, party, before))
        return refused;
    if (const Refusal refused = applyOwnership(call, body, party, before == nullptr))
        return refused;
    if (const Refusal refused = applyContactRows(party, body, call.account.nextRowId))
        return refused;
    Vocabulary &vocabulary = call.account.vocabulary(Kind::Party);
    if (const Refusal refused
        = applyFields(vocabulary, party, body.value("fields"_L1), call.account.nextRowId, touched))
        return refused;
    if (const Refusal refused = applyTags(vocabulary, party, body.value("tags"_L1)))
        return refused;
    return applyOrganisation(call, body, party);
}

Answer partyAnswer(const Call &call, int status, const Party &party)
{
    return recordAnswer(status, "party", [&](JsonWriter &json) { writeParty(json, call, party); });
}

} // namespace

Refusal applyOwnership(const Call &call, const QJsonObject &body, Record &record, bool isNew)
{
    const bool namesOwner = readReference(body, "owner"_L1, record.owner);
    const bool namesTeam = readReference(body, "team"_L1, record.team);
    if (record.owner != 0 && !call.account.users.find(record.owner))
        return failure(404, u"user not found"_s);
    const Team *team = call.account.teams.find(record.team);
    if (record.team != 0 && !team)
        return failure(404, u"team not found"_s);
    if (isNew && !namesOwner && (!team || team->members.contains(call.user)))
        record.owner = call.user;
    if (namesOwner && !namesTeam)
        record.team = 0;
    if (record.owner != 0 && record.team != 0 && !team->members.contains(record.owner))
        return invalid(u"owner is not a member of the team"_s, u"party"_s, u"owner"_s);
    return {};
}

Answer createParty(Call &call)
{
    QJsonObject body;
    if (const Refusal refused = readBody(call, "party"_L1, body))
        return *refused;
    const QString type = body.value("type"_L1).toString();
    if (type.isEmpty())
        return invalid(u"type is required"_s, u"party"_s, u"type"_s);
    if (type != "person"_L1 && type != "organisation"_L1)
        return invalid(u"type must be person or organisation"_s, u"party"_s, u"type"_s);
    Party party;
    party.isPerson = type == "person"_L1;
    party.createdAt = party.updatedAt = call.now;
    bool touched = false;
    if (const Refusal refused = apply(call, body, party, nullptr, touched))
        return *refused;
    const Party &added = call.account.addParty(std::move(party));
    return created(call, "parties/" + QByteArray::number(added.id), partyAnswer(call, 201, added));
}

Answer updateParty(Call &call)
{
    QJsonObject body;
    const Party *stored = call.account.visibleParty(call.id());
    if (!stored)
        return failure(404, u"party not found"_s);
    if (const Refusal refused = readBody(call, "party"_L1, body))
        return *refused;
    const Party before = *stored;
    Party party = before;
    bool touched = false;
    if (const Refusal refused = apply(call, body, party, &before, touched))
        return *refused;
    if (touched || party != before) {
        party.updatedAt = call.now;
        call.account.updateParty(party);
    }
    return partyAnswer(call, 200, party);
}

Answer deleteParty(Call &call)
{
    if (!call.account.visibleParty(call.id()))
        return failure(404, u"party not found"_s);
    if (!call.options.deleteAsJob)
        call.account.removeParty(call.id(), call.now, call.options.deleteTouchesPeople);
    return deleted(call, u"Deleting Party"_s, call.id());
}

} // namespace capsule
