#pragma once

#include "party/party.h"

#include <QList>
#include <QString>
#include <QStringList>

#include <array>

// The four lists of a record that grow, seen alike: a row has an id, a kind and values. So one editor serves them all.

enum class RowList { Emails, Phones, Addresses, Websites };
inline constexpr std::array AllRowLists{RowList::Emails, RowList::Phones, RowList::Addresses, RowList::Websites};

/// A row of one of the lists. `kind` is its type, of a website its service. The first values are those on the form, in
/// its order; what follows is only kept (a website's link).
struct FormRow
{
    qint64 id = 0;
    QString kind;
    QStringList values;
    bool operator==(const FormRow &) const = default;
};

QList<FormRow> rowsOf(const Party &party, RowList list);
void setRowsOf(Party &party, RowList list, const QList<FormRow> &rows);
/// A new row as the form begins it.
FormRow newRow(RowList list);
/// True if nothing that could be sent was typed into it: a type alone is nothing.
bool isBlank(RowList list, const FormRow &row);

/// A row as it was and as it is in the draft; a missing `now` was removed, a missing `was` is new.
struct RowPair
{
    std::optional<FormRow> was;
    std::optional<FormRow> now;
};

/// Both states side by side, in the order of the original with additions last. Rows match by id; rows that Capsule has
/// not seen have none and match by equal values, the rest of them in order if there are as many on both sides.
QList<RowPair> pairedRows(const QList<FormRow> &was, const QList<FormRow> &now);
