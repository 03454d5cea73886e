#pragma once

#include "api/apierror.h"

#include <QStringList>

/// Pure: the field an error names, "jobTitle" or for one of a row "address.country"; empty if it names none.
QString fieldNamed(const FieldError &error);
/// Pure: those of the keys (as in FieldChange) that the errors name in Capsule's words, such as resource "address",
/// field "country" for "addresses/12/country". Empty if nothing named is among them.
QStringList keysNamed(const QList<FieldError> &errors, const QStringList &keys);
