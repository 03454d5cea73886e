#pragma once

#include "formrows.h"

#include <QList>
#include <QString>

/// A detail of an organisation that its person might share and does not: it is offered, never taken over by itself.
struct OrganisationOffer
{
    RowList list = RowList::Addresses; ///< Addresses or Phones
    bool replaces = false; ///< the person has a row of that kind, which then takes these values; else one is added
    QString value; ///< of the organisation, on one line
    Party applied; ///< the draft with the offer taken
    bool operator==(const OrganisationOffer &) const = default;
};

/// What of `organisation` differs from the draft of one of its people. Somebody who stays where they were is only
/// compared where they have such a detail for work: an address for the office or without a type, a phone for work.
/// With `isNewThere` the organisation's details are offered to somebody who has none, too.
QList<OrganisationOffer> organisationOffers(const Party &draft, const Party &organisation, bool isNewThere);
