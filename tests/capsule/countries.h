#pragma once

#include <QStringView>

namespace capsule {

/// A row of `GET /countries` (capsule-api.md section 14).
struct Country
{
    const char *alpha2;
    const char *alpha3;
    const char *numeric;
    const char *dial;
    QStringView name;
};

/// The country of exactly that name, or null.
const Country *countryNamed(QStringView name);

} // namespace capsule
