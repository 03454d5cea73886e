#include "cataloguelists.h"

using namespace Qt::StringLiterals;

CatalogueEndpoint endpointOf(CatalogueList list)
{
    static const QUrlQuery longPages{{u"perPage"_s, u"100"_s}};
    switch (list) {
    case CatalogueList::CurrentUser:
        return {u"/users/current"_s, {}, "user"_ba};
    case CatalogueList::Users:
        return {u"/users"_s, {}, "users"_ba};
    case CatalogueList::Teams:
        return {u"/teams"_s, {{u"embed"_s, u"memberships"_s}}, "teams"_ba};
    case CatalogueList::Tags:
        return {u"/parties/tags"_s, longPages, "tags"_ba};
    case CatalogueList::Fields:
        return {u"/parties/fields/definitions"_s, longPages, "definitions"_ba};
    case CatalogueList::Titles:
        return {u"/titles"_s, {}, "personTitles"_ba};
    case CatalogueList::Countries:
        return {u"/countries"_s, {}, "countries"_ba};
    case CatalogueList::Categories:
        return {u"/categories"_s, {}, "categories"_ba};
    case CatalogueList::ActivityTypes:
        return {u"/activitytypes"_s, {}, "activityTypes"_ba};
    case CatalogueList::SavedFilters:
        return {u"/parties/filters"_s, {}, "filters"_ba};
    }
    Q_UNREACHABLE();
}
