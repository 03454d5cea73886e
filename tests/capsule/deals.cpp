#include "endpoints.h"
#include "shapes.h"

using namespace Qt::StringLiterals;

namespace capsule {

namespace {

void writeStage(JsonWriter &json, const Deal &deal)
{
    json.beginObject();
    json.member("id", qint64(1 + deal.stage.size()));
    json.member("name", deal.stage);
    json.endObject();
}

void writeOpportunityParts(JsonWriter &json, const Deal &deal)
{
    json.key("milestone");
    writeStage(json, deal);
    json.key("value");
    json.beginObject();
    json.member("amount", deal.value);
    json.optional("currency", deal.currency);
    json.endObject();
    json.member("probability", deal.probability);
    json.member("durationBasis", u"FIXED"_s);
    json.optional("duration", {});
    json.optional("lostReason", {});
    json.moment("lastStageChangedAt", deal.updatedAt);
    json.key("lastOpenMilestone");
    writeStage(json, deal);
}

void writeProjectParts(JsonWriter &json, const Call &call, const Deal &deal)
{
    json.member("status", deal.status);
    json.key("stage");
    writeStage(json, deal);
    json.key("opportunity");
    writeDealReference(json, call.account, Kind::Opportunity, deal.opportunity);
}

void writeDeal(JsonWriter &json, const Call &call, Kind kind, const Deal &deal)
{
    json.beginObject();
    json.member("id", deal.id);
    json.member("name", deal.name);
    json.optional("description", deal.description);
    json.key("party");
    const Party *party = call.account.visibleParty(deal.party);
    if (party && call.embeds(u"party"_s))
        writeParty(json, call, *party);
    else
        writePartyReference(json, call, deal.party);
    if (kind == Kind::Opportunity)
        writeOpportunityParts(json, deal);
    else
        writeProjectParts(json, call, deal);
    json.optional("expectedCloseOn", deal.expectedCloseOn);
    json.optional("closedOn", deal.closedOn);
    json.moment("createdAt", deal.createdAt);
    json.moment("updatedAt", deal.updatedAt);
    json.moment("lastContactedAt", deal.lastContactedAt);
    json.key("owner");
    writeUserReference(json, call.account, deal.owner);
    json.key("team");
    writeTeamReference(json, call.account, deal.team);
    writeEmbeds(json, call, kind, deal, {});
    json.endObject();
}

template <class Condition>
Answer dealsWhere(const Call &call, Kind kind, Condition condition)
{
    QList<const Deal *> hits;
    for (const auto &deal : call.account.deals(kind).rows()) {
        if (condition(*deal))
            hits.append(deal.get());
    }
    return listAnswer(call, pathWord(kind), hits.size(),
        [&](JsonWriter &json, qsizetype i) { writeDeal(json, call, kind, *hits[i]); });
}

Answer notFound(Kind kind)
{
    return failure(404, resourceWord(kind) + u" not found"_s);
}

} // namespace

Answer listDeals(Call &call)
{
    qint64 since = 0;
    if (const Refusal refused = readSince(call, since))
        return *refused;
    return dealsWhere(call, call.kind, [&](const Deal &deal) { return deal.updatedAt >= since; });
}

Answer showDeals(Call &call)
{
    return showAnswer(
        call, resourceWord(call.kind).toLatin1(), pathWord(call.kind),
        [&](qint64 id) -> const Deal * { return call.account.deals(call.kind).find(id); },
        [&](JsonWriter &json, const Deal &deal) { writeDeal(json, call, call.kind, deal); });
}

Answer searchDeals(Call &call)
{
    if (!call.query.hasQueryItem(u"q"_s))
        return invalid(u"q is required"_s, u"search"_s, u"q"_s);
    const QString wanted = call.parameter(u"q"_s).trimmed();
    return dealsWhere(
        call, call.kind, [&](const Deal &deal) { return deal.name.contains(wanted, Qt::CaseInsensitive); });
}

Answer deleteDeal(Call &call)
{
    if (!call.account.deals(call.kind).find(call.id()))
        return notFound(call.kind);
    call.account.removeDeal(call.kind, call.id(), call.now);
    return deleted(call, call.kind == Kind::Kase ? u"Deleting Project"_s : u"Deleting Opportunity"_s);
}

Answer listDealsOfParty(Call &call)
{
    if (!call.account.visibleParty(call.id()))
        return failure(404, u"party not found"_s);
    return dealsWhere(call, call.kind,
        [&](const Deal &deal) { return deal.party == call.id() || deal.contacts.contains(call.id()); });
}

Answer listProjectsOfOpportunity(Call &call)
{
    if (!call.account.opportunities.find(call.id()))
        return notFound(Kind::Opportunity);
    return dealsWhere(call, Kind::Kase, [&](const Deal &deal) { return deal.opportunity == call.id(); });
}

Answer listContacts(Call &call)
{
    const Deal *deal = call.account.deals(call.kind).find(call.id());
    if (!deal)
        return notFound(call.kind);
    return partiesAnswer(
        call, visibleParties(call.account, [&](const Party &party) { return deal->contacts.contains(party.id); }));
}

Answer addContact(Call &call)
{
    Deal *deal = call.account.deals(call.kind).find(call.id());
    if (!deal)
        return notFound(call.kind);
    const qint64 party = call.ids.value(1);
    if (!call.account.visibleParty(party))
        return failure(404, u"party not found"_s);
    if (deal->party == party)
        return invalid(u"party is already related to this opportunity"_s, u"party"_s, u"id"_s);
    if (deal->contacts.contains(party))
        return invalid(u"party is already a contact for this opportunity"_s, u"party"_s, u"id"_s);
    deal->contacts.append(party);
    return {204, {}, {}};
}

Answer removeContact(Call &call)
{
    Deal *deal = call.account.deals(call.kind).find(call.id());
    if (!deal)
        return notFound(call.kind);
    if (deal->contacts.removeAll(call.ids.value(1)) == 0)
        return failure(404, u"party not found"_s);
    return {204, {}, {}};
}

} // namespace capsule
