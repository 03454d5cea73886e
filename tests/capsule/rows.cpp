#include "rows.h"

#include "countries.h"

using namespace Qt::StringLiterals;

namespace capsule {

namespace {

Refusal readType(const QJsonObject &object, const QStringList &words, const QString &resource, QString &type)
{
    if (const Refusal refused = readText(object, "type"_L1, type))
        return refused;
    if (!type.isEmpty() && !words.contains(type))
        return invalid(u"invalid type, must be one of "_s + words.join(", "_L1), resource, u"type"_s);
    return {};
}

/// Reads the value without which a row is nothing.
Refusal readRequired(const QJsonObject &object, QLatin1StringView key, const QString &resource, QString &text)
{
    if (const Refusal refused = readText(object, key, text))
        return refused;
    if (text.trimmed().isEmpty())
        return invalid(key + u" is required"_s, resource, key);
    return {};
}

Refusal readCountry(const QJsonObject &object, QString &country)
{
    if (const Refusal refused = readText(object, "country"_L1, country))
        return refused;
    if (country == "USA"_L1)
        country = u"United States"_s;
    if (!country.isEmpty() && !countryNamed(country))
        return invalid(u"unknown country"_s, u"address"_s, u"country"_s);
    return {};
}

Refusal patchAddress(Address &row, const QJsonObject &object)
{
    for (const auto &[key, text] :
        {std::pair{"street"_L1, &row.street}, {"city"_L1, &row.city}, {"state"_L1, &row.state}, {"zip"_L1, &row.zip}}) {
        if (const Refusal refused = readText(object, key, *text))
            return refused;
    }
    static const QStringList words{u"Home"_s, u"Postal"_s, u"Office"_s, u"Billing"_s, u"Shipping"_s};
    if (const Refusal refused = readType(object, words, u"address"_s, row.type))
        return refused;
    return readCountry(object, row.country);
}

Refusal patchPhone(Phone &row, const QJsonObject &object)
{
    static const QStringList words{u"Home"_s, u"Work"_s, u"Mobile"_s, u"Fax"_s, u"Direct"_s};
    if (const Refusal refused = readType(object, words, u"phoneNumber"_s, row.type))
        return refused;
    return readRequired(object, "number"_L1, u"phoneNumber"_s, row.number);
}

Refusal patchEmail(Email &row, const QJsonObject &object)
{
    if (const Refusal refused = readType(object, {u"Home"_s, u"Work"_s}, u"emailAddress"_s, row.type))
        return refused;
    return readRequired(object, "address"_L1, u"emailAddress"_s, row.address);
}

Refusal patchWebsite(Website &row, const QJsonObject &object)
{
    static const QStringList services{u"URL"_s, u"SKYPE"_s, u"TWITTER"_s, u"LINKED_IN"_s, u"FACEBOOK"_s, u"XING"_s,
        u"FEED"_s, u"GOOGLE_PLUS"_s, u"FLICKR"_s, u"GITHUB"_s, u"YOUTUBE"_s, u"INSTAGRAM"_s, u"PINTEREST"_s,
        u"TIKTOK"_s, u"THREADS"_s, u"BLUESKY"_s, u"SNAPCHAT"_s};
    if (const Refusal refused = readType(object, {u"Home"_s, u"Work"_s}, u"website"_s, row.type))
        return refused;
    if (const Refusal refused = readText(object, "service"_L1, row.service))
        return refused;
    if (row.service.isEmpty())
        row.service = u"URL"_s;
    if (!services.contains(row.service)) {
        return invalid(u"invalid service, must be one of "_s + services.join(", "_L1), u"website"_s, u"service"_s);
    }
    return readRequired(object, "address"_L1, u"website"_s, row.address);
}

} // namespace

Refusal applyContactRows(Party &party, const QJsonObject &body, qint64 &nextId)
{
    if (const Refusal refused
        = applyRows(party.addresses, body.value("addresses"_L1), u"address"_s, nextId, patchAddress))
        return refused;
    if (const Refusal refused
        = applyRows(party.phones, body.value("phoneNumbers"_L1), u"phoneNumber"_s, nextId, patchPhone))
        return refused;
    if (const Refusal refused
        = applyRows(party.emails, body.value("emailAddresses"_L1), u"emailAddress"_s, nextId, patchEmail))
        return refused;
    return applyRows(party.websites, body.value("websites"_L1), u"website"_s, nextId, patchWebsite);
}

} // namespace capsule
