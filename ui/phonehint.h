#pragma once

#include <QString>

/// What can be said about a phone number; it is never forced on anybody. Without libphonenumber at build time nothing
/// is said.
struct PhoneHint
{
    enum class Oddity { None, TooShort, TooLong };
    QString international; ///< "+44 20 7946 0000"; empty if the number is not a valid one, or is written so already
    Oddity oddity = Oddity::None;
    bool operator==(const PhoneHint &) const = default;
};

/// `region` is the ISO 3166-1 alpha-2 code of the country from which the number is dialled as it stands; without one
/// only a number that begins with "+" is understood.
PhoneHint phoneHint(const QString &number, const QString &region);
/// True if the program was built with libphonenumber.
bool hasPhoneHints();
