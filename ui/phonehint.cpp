#include "phonehint.h"

#ifdef COUNTERPART_HAS_PHONENUMBER

#include <phonenumbers/phonenumberutil.h>

#include <algorithm>

using i18n::phonenumbers::PhoneNumberUtil;

namespace {
/// Digits and a leading plus: how the blanks are set is nobody's business but the writer's.
QString dialled(const QString &number)
{
    QString digits;
    std::ranges::copy_if(
        number, std::back_inserter(digits), [](QChar c) { return c.isDigit() || c == QLatin1Char('+'); });
    return digits;
}
} // namespace

PhoneHint phoneHint(const QString &number, const QString &region)
{
    const PhoneNumberUtil &phones = *PhoneNumberUtil::GetInstance();
    i18n::phonenumbers::PhoneNumber parsed;
    const std::string from = region.isEmpty() ? std::string("ZZ") : region.toStdString();
    if (phones.Parse(number.toStdString(), from, &parsed) != PhoneNumberUtil::NO_PARSING_ERROR)
        return {};
    PhoneHint hint;
    switch (phones.IsPossibleNumberWithReason(parsed)) {
    case PhoneNumberUtil::TOO_SHORT:
        hint.oddity = PhoneHint::Oddity::TooShort;
        return hint;
    case PhoneNumberUtil::TOO_LONG:
        hint.oddity = PhoneHint::Oddity::TooLong;
        return hint;
    case PhoneNumberUtil::IS_POSSIBLE:
    case PhoneNumberUtil::IS_POSSIBLE_LOCAL_ONLY:
    case PhoneNumberUtil::INVALID_COUNTRY_CODE:
    case PhoneNumberUtil::INVALID_LENGTH:
        break;
    }
    // An extension would be written in words of English.
    if (!phones.IsValidNumber(parsed) || parsed.has_extension())
        return hint;
    std::string international;
    phones.Format(parsed, PhoneNumberUtil::INTERNATIONAL, &international);
    const QString written = QString::fromStdString(international);
    if (dialled(written) != dialled(number))
        hint.international = written;
    return hint;
}

bool hasPhoneHints()
{
    return true;
}

#else

PhoneHint phoneHint(const QString &, const QString &)
{
    return {};
}

bool hasPhoneHints()
{
    return false;
}

#endif
