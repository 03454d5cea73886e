#include "routes.h"

#include "endpoints.h"

#include <array>

using namespace Qt::StringLiterals;

namespace capsule {

namespace {

struct Route
{
    const char *method;
    const char *pattern;
    Answer (*endpoint)(Call &);
};

// The first match wins, so fixed words stand before holes. {kind} is one of the three kinds, {deal} one of the two
// without parties, {ids} a list parted by commas. A route without an endpoint only makes its path known.
constexpr auto routes = std::to_array<Route>({
    {"GET", "parties", listParties},
    {"POST", "parties", createParty},
    {"GET", "parties/search", searchParties},
    {"POST", "parties/filters/results", filterParties},
    {"GET", "{kind}/deleted", listDeleted},
    {"GET", "{kind}/filters", listFilters},
    {"GET", "parties/filters/{id}", showFilter},
    {"GET", "parties/filters/{id}/results", runFilter},
    {"GET", "parties/{id}/people", listPeople},
    {"GET", "parties/{id}/{deal}", listDealsOfParty},
    {"GET", "parties/{id}/tracks", listNoTracks},
    {"GET", "{kind}/tags", listTags},
    {"POST", "{kind}/tags", createTag},
    {"GET", "{kind}/tags/{id}", showTag},
    {"PUT", "{kind}/tags/{id}", updateTag},
    {"DELETE", "{kind}/tags/{id}", deleteTag},
    {"GET", "{kind}/tags/{id}/definitions", listTagDefinitions},
    {"GET", "{kind}/fields/definitions", listDefinitions},
    {"POST", "{kind}/fields/definitions", createDefinition},
    {"GET", "{kind}/fields/definitions/{id}", showDefinition},
    {"PUT", "{kind}/fields/definitions/{id}", updateDefinition},
    {"DELETE", "{kind}/fields/definitions/{id}", deleteDefinition},
    {"GET", "{kind}/{id}/entries", listEntriesOf},
    {"GET", "opportunities/{id}/kases", listProjectsOfOpportunity},
    {"GET", "{deal}", listDeals},
    {"GET", "{deal}/search", searchDeals},
    {"GET", "{deal}/{id}/parties", listContacts},
    {"POST", "{deal}/{id}/parties/{id}", addContact},
    {"DELETE", "{deal}/{id}/parties/{id}", removeContact},
    {"GET", "{deal}/{ids}", showDeals},
    {"DELETE", "{deal}/{id}", deleteDeal},
    {"GET", "parties/{ids}", showParties},
    {"PUT", "parties/{id}", updateParty},
    {"DELETE", "parties/{id}", deleteParty},
    {"GET", "users", listUsers},
    {"GET", "users/current", showCurrentUser},
    {"GET", "users/{id}", showUser},
    {"GET", "teams", listTeams},
    {"GET", "teams/{id}", showTeam},
    {"GET", "site", showSite},
    {"GET", "titles", listTitles},
    {"POST", "titles", createTitle},
    {"DELETE", "titles/{id}", deleteTitle},
    {"GET", "countries", listCountries},
    {"GET", "currencies", listCurrencies},
    {"GET", "categories", listCategories},
    {"GET", "activitytypes", listActivityTypes},
    {"GET", "lostreasons", listLostReasons},
    {"GET", "trackdefinitions", listNoTrackDefinitions},
    {"", "tracks", nullptr},
    {"GET", "jobs/{text}", showJob},
    {"GET", "entries", listEntries},
    {"POST", "entries", createEntry},
    {"GET", "entries/{id}", showEntry},
    {"PUT", "entries/{id}", updateEntry},
    {"DELETE", "entries/{id}", deleteEntry},
    {"POST", "attachments/upload", uploadAttachment},
    {"GET", "attachments/{id}", downloadAttachment},
    {"GET", "tasks", listTasks},
    {"POST", "tasks", createTask},
    {"GET", "tasks/{ids}", showTasks},
    {"PUT", "tasks/{id}", updateTask},
    {"DELETE", "tasks/{id}", deleteTask},
});

bool readKind(const QByteArray &word, Call &call)
{
    for (const Kind kind : {Kind::Party, Kind::Opportunity, Kind::Kase}) {
        if (word == pathWord(kind)) {
            call.kind = kind;
            return true;
        }
    }
    return false;
}

bool readIds(const QByteArray &word, Call &call)
{
    const auto parts = word.split(',');
    for (const QByteArray &part : parts) {
        bool isNumber = false;
        const qint64 id = part.toLongLong(&isNumber);
        if (!isNumber || id < 1)
            return false;
        call.ids.append(id);
    }
    return true;
}

bool fits(const QByteArray &pattern, const QByteArray &word, Call &call)
{
    if (pattern == "{kind}")
        return readKind(word, call);
    if (pattern == "{deal}")
        return readKind(word, call) && call.kind != Kind::Party;
    if (pattern == "{ids}")
        return readIds(word, call);
    if (pattern == "{id}")
        return !word.contains(',') && readIds(word, call);
    if (pattern == "{text}") {
        call.text = QString::fromUtf8(word);
        return !word.isEmpty();
    }
    return pattern == word;
}

bool matches(const Route &route, const QByteArrayList &words, Call &call)
{
    const QByteArrayList patterns = QByteArray(route.pattern).split('/');
    if (patterns.size() != words.size())
        return false;
    call.kind = Kind::Party;
    call.ids.clear();
    for (qsizetype i = 0; i < words.size(); ++i) {
        if (!fits(patterns[i], words[i], call))
            return false;
    }
    return true;
}

} // namespace

Answer route(Call &call, const QByteArray &path)
{
    const QByteArrayList words = path.split('/');
    bool isKnown = false;
    for (const Route &candidate : routes) {
        if (!matches(candidate, words, call))
            continue;
        if (call.request.method == candidate.method)
            return candidate.endpoint(call);
        isKnown = true;
    }
    return isKnown ? failure(405, u"Method not allowed"_s) : failure(404, u"Could not find resource"_s);
}

} // namespace capsule
