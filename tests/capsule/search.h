#pragma once

#include "records.h"

namespace capsule {

/// What a search looks through: the words of name, e-mail, postcode and city and the digits of phone numbers, in
/// small letters, each with a blank before it.
QByteArray searchTextOf(const Party &party);

/// A search line made ready to be held against many search texts. Every word must be the beginning of some word;
/// a line of digits also matches the beginning of a phone number (capsule-api.md section 19).
class SearchLine
{
public:
    explicit SearchLine(const QString &line);
    bool matches(const QByteArray &searchText) const;

private:
    QByteArrayList m_words;
    QByteArray m_digits;
};

} // namespace capsule
