#include "formrows.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
/// Takes the first row that satisfies `matches` out of the list.
template <typename Predicate>
std::optional<FormRow> takeFirst(QList<FormRow> &rows, Predicate matches)
{
    const auto found = std::ranges::find_if(rows, matches);
    if (found == rows.end())
        return {};
    FormRow row = *found;
    rows.erase(found);
    return row;
}
} // namespace

QList<FormRow> rowsOf(const Party &party, RowList list)
{
    QList<FormRow> rows;
    switch (list) {
    case RowList::Emails:
        for (const EmailAddress &row : party.emailAddresses)
            rows.append({row.id, row.type, {row.address}});
        break;
    case RowList::Phones:
        for (const PhoneNumber &row : party.phoneNumbers)
            rows.append({row.id, row.type, {row.number}});
        break;
    case RowList::Addresses:
        for (const Address &row : party.addresses)
            rows.append({row.id, row.type, {row.street, row.city, row.state, row.zip, row.country}});
        break;
    case RowList::Websites:
        for (const Website &row : party.websites)
            rows.append({row.id, row.service, {row.address, row.type, row.url}});
        break;
    }
    return rows;
}

void setRowsOf(Party &party, RowList list, const QList<FormRow> &rows)
{
    switch (list) {
    case RowList::Emails:
        party.emailAddresses.clear();
        for (const FormRow &row : rows)
            party.emailAddresses.append({row.id, row.kind, row.values.at(0)});
        break;
    case RowList::Phones:
        party.phoneNumbers.clear();
        for (const FormRow &row : rows)
            party.phoneNumbers.append({row.id, row.kind, row.values.at(0)});
        break;
    case RowList::Addresses:
        party.addresses.clear();
        for (const FormRow &row : rows)
            party.addresses.append({row.id, row.kind, row.values.at(0), row.values.at(1), row.values.at(2),
                row.values.at(3), row.values.at(4)});
        break;
    case RowList::Websites:
        party.websites.clear();
        for (const FormRow &row : rows)
            party.websites.append({row.id, row.values.at(1), row.kind, row.values.at(0), row.values.at(2)});
        break;
    }
}

FormRow newRow(RowList list)
{
    switch (list) {
    case RowList::Emails:
    case RowList::Phones:
        return {0, {}, {QString()}};
    case RowList::Addresses:
        return {0, {}, QStringList(5)};
    case RowList::Websites:
        break;
    }
    return {0, u"URL"_s, QStringList(3)};
}

bool isBlank(RowList list, const FormRow &row)
{
    const auto isBlankText = [](const QString &value) {
        return value.trimmed().isEmpty();
    };
    // Any part makes an address; the others are nothing without their first value.
    return list == RowList::Addresses ? std::ranges::all_of(row.values, isBlankText) : isBlankText(row.values.first());
}

QList<RowPair> pairedRows(const QList<FormRow> &was, const QList<FormRow> &now)
{
    QList<FormRow> left = now;
    QList<RowPair> pairs;
    for (const FormRow &row : was) {
        const auto isSame = [&row](const FormRow &other) {
            return row.id != 0 ? other.id == row.id : other == row;
        };
        pairs.append({row, takeFirst(left, isSame)});
    }
    const auto isOpen = [](const RowPair &pair) {
        return pair.was->id == 0 && !pair.now;
    };
    if (std::ranges::count_if(pairs, isOpen) == left.size()) {
        for (RowPair &pair : pairs) {
            if (isOpen(pair))
                pair.now = left.takeFirst();
        }
    }
    for (const FormRow &row : left)
        pairs.append({{}, row});
    return pairs;
}
