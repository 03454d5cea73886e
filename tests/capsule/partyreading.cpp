#include "endpoints.h"
#include "search.h"
#include "shapes.h"

#include "moment.h"

using namespace Qt::StringLiterals;

namespace capsule {

Answer partiesAnswer(const Call &call, const QList<const Party *> &parties)
{
    return listAnswer(
        call, "parties", parties.size(), [&](JsonWriter &json, qsizetype i) { writeParty(json, call, *parties[i]); });
}

Answer listParties(Call &call)
{
    qint64 since = 0;
    if (const Refusal refused = readSince(call, since))
        return *refused;
    const Table<Party> &parties = call.account.parties;
    if (since == 0 && call.account.restricted.isEmpty()) {
        return listAnswer(call, "parties", parties.size(),
            [&](JsonWriter &json, qsizetype i) { writeParty(json, call, parties.at(i)); });
    }
    return partiesAnswer(
        call, visibleParties(call.account, [&](const Party &party) { return party.updatedAt >= since; }));
}

Answer showParties(Call &call)
{
    return showAnswer(
        call, "party", "parties", [&](qint64 id) -> const Party * { return call.account.visibleParty(id); },
        [&](JsonWriter &json, const Party &party) { writeParty(json, call, party); });
}

Answer searchParties(Call &call)
{
    if (!call.query.hasQueryItem(u"q"_s))
        return invalid(u"q is required"_s, u"search"_s, u"q"_s);
    const SearchLine line(call.parameter(u"q"_s));
    return partiesAnswer(
        call, visibleParties(call.account, [&](const Party &party) { return line.matches(party.searchText); }));
}

Answer listPeople(Call &call)
{
    const Party *organisation = call.account.visibleParty(call.id());
    if (!organisation)
        return failure(404, u"party not found"_s);
    return partiesAnswer(
        call, visibleParties(call.account, [&](const Party &party) { return party.organisation == organisation->id; }));
}

Answer listDeleted(Call &call)
{
    if (!call.query.hasQueryItem(u"since"_s))
        return invalid(u"since is required"_s, resourceWord(call.kind), u"since"_s);
    qint64 since = 0;
    if (const Refusal refused = readSince(call, since))
        return *refused;
    QList<Deletion> hits = call.account.deletions(call.kind);
    hits.removeIf([since](const Deletion &deletion) { return deletion.at < since; });
    const auto write = [&](JsonWriter &json, const Deletion &deletion) {
        json.beginObject();
        json.member("id", deletion.id);
        json.moment("deletedAt", deletion.at);
        json.endObject();
    };
    const bool isPaged = call.query.hasQueryItem(u"page"_s) || call.query.hasQueryItem(u"perPage"_s);
    Answer answer = isPaged ? listAnswer(call, pathWord(call.kind), hits.size(),
                                  [&](JsonWriter &json, qsizetype i) { write(json, hits[i]); })
                            : wholeList(pathWord(call.kind), hits, write);
    JsonWriter json;
    json.beginArray();
    for (auto [id, at] : call.account.restricted.asKeyValueRange()) {
        const Party *party = call.account.parties.find(id);
        if (call.kind == Kind::Party && party && at >= since)
            writeRestrictedParty(json, *party);
    }
    json.endArray();
    if (answer.status == 200 && json.bytes() != "[]")
        answer.body.insert(answer.body.size() - 1, R"(,"restrictedParties":)" + json.bytes());
    return answer;
}

} // namespace capsule
