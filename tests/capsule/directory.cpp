#include "endpoints.h"
#include "shapes.h"

using namespace Qt::StringLiterals;

namespace capsule {

namespace {

void writeUser(JsonWriter &json, const Call &call, const User &user)
{
    json.beginObject();
    json.member("id", user.id);
    json.member("username", user.username);
    json.member("name", user.name);
    json.member("status", u"ACTIVE"_s);
    json.key("party");
    const Party *party = call.account.visibleParty(user.party);
    if (party && call.embeds(u"party"_s))
        writeParty(json, call, *party);
    else
        writePartyReference(json, call, user.party);
    json.optional("locale", user.locale);
    json.optional("currency", user.currency);
    json.optional("timezone", user.timezone);
    json.key("taskReminder");
    json.boolean(true);
    json.member("emailPreference", u"GMAIL"_s);
    json.member("clickToCallPreference", u"TEL"_s);
    json.optional("preferredEmailFromAddress", {});
    json.moment("lastLoginAt", user.lastLoginAt);
    json.endObject();
}

void writeTeam(JsonWriter &json, const Call &call, const Team &team)
{
    json.beginObject();
    json.member("id", team.id);
    json.member("name", team.name);
    json.optional("description", team.description);
    json.moment("createdAt", team.createdAt);
    json.moment("updatedAt", team.updatedAt);
    if (call.embeds(u"memberships"_s)) {
        json.key("memberships");
        json.beginArray();
        for (const qint64 member : team.members) {
            json.beginObject();
            json.key("user");
            writeUserReference(json, call.account, member);
            json.endObject();
        }
        json.endArray();
    }
    json.endObject();
}

Answer userAnswer(const Call &call, qint64 id)
{
    const User *user = call.account.users.find(id);
    if (!user)
        return failure(404, u"user not found"_s);
    return recordAnswer(200, "user", [&](JsonWriter &json) { writeUser(json, call, *user); });
}

} // namespace

Answer listUsers(Call &call)
{
    return wholeList(
        "users", call.account.users.rows(), [&](JsonWriter &json, const auto &user) { writeUser(json, call, *user); });
}

Answer showCurrentUser(Call &call)
{
    return userAnswer(call, call.user);
}

Answer showUser(Call &call)
{
    return userAnswer(call, call.id());
}

Answer listTeams(Call &call)
{
    return wholeList(
        "teams", call.account.teams.rows(), [&](JsonWriter &json, const auto &team) { writeTeam(json, call, *team); });
}

Answer showTeam(Call &call)
{
    const Team *team = call.account.teams.find(call.id());
    if (!team)
        return failure(404, u"team not found"_s);
    return recordAnswer(200, "team", [&](JsonWriter &json) { writeTeam(json, call, *team); });
}

Answer showSite(Call &call)
{
    return recordAnswer(200, "site", [&](JsonWriter &json) {
        json.beginObject();
        json.member("url", u"https://%1.capsulecrm.com/"_s.arg(call.account.subdomain));
        json.member("subdomain", call.account.subdomain);
        json.member("name", call.account.siteName);
        json.endObject();
    });
}

} // namespace capsule
