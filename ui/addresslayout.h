#pragma once

#include "party/catalogue.h"

#include <QByteArray>
#include <QString>
#include <QStringList>

/// How a country writes an address: which part stands where, and what the parts are called there. Lines are parted by
/// a slash, parts are letters: S street, C city, A state, Z postcode, N country.
struct AddressLayout
{
    QByteArray form; ///< lines of the form, with one or two parts each
    QByteArray written; ///< lines as on an envelope
    QString state; ///< what people there call it
    QString zip;
    bool operator==(const AddressLayout &) const = default;
};

/// The parts of an address in the order of a FormRow's values.
inline constexpr QByteArrayView AddressParts("SCAZN");

/// The layout of a country by its ISO 3166-1 alpha-2 code; a country that is not in the table, or none, gets a common
/// one. The orders are those of the Universal Postal Union's country pages, kept short.
AddressLayout addressLayoutOf(const QString &alpha2);
/// The address as lines; `values` in the order of AddressParts. Empty parts and lines are left out.
QStringList writtenAddress(const QStringList &values, const AddressLayout &layout);
/// The alpha-2 code of a country by its name in Capsule's list; of one that is not there, or while the list was never
/// told, by its English name. Empty for a name that is none.
QString countryCodeOf(const QString &name, const QList<Country> &countries);
