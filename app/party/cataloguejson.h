#pragma once

#include "party/catalogue.h"

#include <QByteArray>

#include <array>

// The lists of an account's catalogue <-> Capsule's JSON (capsule-api.md sections 9 to 11, 13 and 14).

/// The lists that make a catalogue; the current user, with its time zone, is a list of one.
enum class CatalogueList {
    CurrentUser,
    Users,
    Teams,
    Tags,
    Fields,
    Titles,
    Countries,
    Categories,
    ActivityTypes,
    SavedFilters
};
inline constexpr std::array CatalogueLists{CatalogueList::CurrentUser, CatalogueList::Users, CatalogueList::Teams,
    CatalogueList::Tags, CatalogueList::Fields, CatalogueList::Titles, CatalogueList::Countries,
    CatalogueList::Categories, CatalogueList::ActivityTypes, CatalogueList::SavedFilters};

/// Puts a list into the catalogue. `document` is a JSON array of the list's items as Capsule sent them; false, and
/// nothing has changed, if it is none, or tells no user where there is one only. Unknown keys are ignored; an item
/// without a usable id or name is left out, as is one that was there before.
bool readCatalogueList(CatalogueList list, const QByteArray &document, Catalogue &catalogue);
