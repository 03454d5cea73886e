#include "organisationoffers.h"

#include "party/partyvalues.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
QString digitsOf(const PhoneNumber &phone)
{
    QString digits;
    std::ranges::copy_if(phone.number, std::back_inserter(digits), [](QChar c) { return c.isDigit(); });
    return digits;
}

bool isSamePlace(const Address &a, const Address &b)
{
    Address other = b;
    other.type = a.type;
    return readsTheSame(a, other);
}

bool isSameLine(const PhoneNumber &a, const PhoneNumber &b)
{
    return digitsOf(a) == digitsOf(b);
}

bool isForWork(const Address &address)
{
    return address.type.isEmpty() || address.type == "Office"_L1;
}

bool isForWork(const PhoneNumber &phone)
{
    return phone.type == "Work"_L1;
}

/// The row of an organisation that its people may share: the first that is typed for it, else the first at all.
template <typename Row, typename Fits>
const Row *sharedRow(const QList<Row> &rows, Fits fits)
{
    const auto isFilled = [](const Row &row) {
        return !isBlank(row);
    };
    auto found = std::ranges::find_if(rows, [&](const Row &row) { return isFilled(row) && fits(row); });
    if (found == rows.end())
        found = std::ranges::find_if(rows, isFilled);
    return found == rows.end() ? nullptr : &*found;
}

template <typename Row, typename Same>
void offer(QList<OrganisationOffer> &offers, RowList list, const Party &draft, const Row *theirs,
    const QList<Row> &allTheirs, bool isNewThere, Same isSame)
{
    constexpr QList<Row> Party::*rows = RowKeys<Row>::rows;
    if (!theirs)
        return;
    const bool isShared = std::ranges::any_of(draft.*rows, [&](const Row &own) {
        return std::ranges::any_of(allTheirs, [&](const Row &other) { return isSame(own, other); });
    });
    if (isShared)
        return;
    OrganisationOffer offered{list, false, readable(*theirs), draft};
    QList<Row> &applied = offered.applied.*rows;
    const auto own = std::ranges::find_if(applied, [](const Row &row) { return !isBlank(row) && isForWork(row); });
    offered.replaces = own != applied.end();
    if (!offered.replaces && !isNewThere)
        return;
    Row taken = *theirs;
    taken.id = offered.replaces ? own->id : 0;
    if (offered.replaces) {
        taken.type = own->type;
        *own = taken;
    } else {
        taken.type = list == RowList::Addresses ? u"Office"_s : u"Work"_s;
        applied.append(taken);
    }
    offers.append(offered);
}
} // namespace

QList<OrganisationOffer> organisationOffers(const Party &draft, const Party &organisation, bool isNewThere)
{
    QList<OrganisationOffer> offers;
    const Address *address = sharedRow(organisation.addresses, [](const Address &row) { return isForWork(row); });
    offer(offers, RowList::Addresses, draft, address, organisation.addresses, isNewThere, isSamePlace);
    const PhoneNumber *phone
        = sharedRow(organisation.phoneNumbers, [](const PhoneNumber &row) { return isForWork(row); });
    if (phone && phone->type != "Fax"_L1)
        offer(offers, RowList::Phones, draft, phone, organisation.phoneNumbers, isNewThere, isSameLine);
    return offers;
}
