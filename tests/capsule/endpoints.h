#pragma once

#include "call.h"

/// One function an endpoint, by subject; routes.cpp says which path leads where.
namespace capsule {

// Parties (capsule-api.md sections 6 to 8)
Answer listParties(Call &call);
Answer showParties(Call &call);
Answer createParty(Call &call);
Answer updateParty(Call &call);
Answer deleteParty(Call &call);
Answer searchParties(Call &call);
Answer filterParties(Call &call);
Answer listPeople(Call &call);
/// The deleted list of any of the three kinds.
Answer listDeleted(Call &call);
Answer listFilters(Call &call);
Answer showFilter(Call &call);
Answer runFilter(Call &call);

// Tags and custom fields (sections 9 and 10)
Answer listTags(Call &call);
Answer showTag(Call &call);
Answer createTag(Call &call);
Answer updateTag(Call &call);
Answer deleteTag(Call &call);
Answer listTagDefinitions(Call &call);
Answer listDefinitions(Call &call);
Answer showDefinition(Call &call);
Answer createDefinition(Call &call);
Answer updateDefinition(Call &call);
Answer deleteDefinition(Call &call);

// Users, teams, site (section 13)
Answer listUsers(Call &call);
Answer showCurrentUser(Call &call);
Answer showUser(Call &call);
Answer listTeams(Call &call);
Answer showTeam(Call &call);
Answer showSite(Call &call);

// Small lists (section 14) and jobs (section 3.1)
Answer listTitles(Call &call);
Answer createTitle(Call &call);
Answer deleteTitle(Call &call);
Answer listCountries(Call &call);
Answer listCurrencies(Call &call);
Answer listCategories(Call &call);
Answer listActivityTypes(Call &call);
Answer listLostReasons(Call &call);
Answer showJob(Call &call);
Answer listNoTracks(Call &call);
Answer listNoTrackDefinitions(Call &call);

// Entries and attachments (section 15)
Answer listEntries(Call &call);
Answer listEntriesOf(Call &call);
Answer showEntry(Call &call);
Answer createEntry(Call &call);
Answer updateEntry(Call &call);
Answer deleteEntry(Call &call);
Answer uploadAttachment(Call &call);
Answer downloadAttachment(Call &call);

// Tasks (section 16)
Answer listTasks(Call &call);
Answer showTasks(Call &call);
Answer createTask(Call &call);
Answer updateTask(Call &call);
Answer deleteTask(Call &call);

// Opportunities and projects (section 17)
Answer listDeals(Call &call);
Answer showDeals(Call &call);
Answer searchDeals(Call &call);
Answer deleteDeal(Call &call);
Answer listDealsOfParty(Call &call);
Answer listProjectsOfOpportunity(Call &call);
Answer listContacts(Call &call);
Answer addContact(Call &call);
Answer removeContact(Call &call);

} // namespace capsule
