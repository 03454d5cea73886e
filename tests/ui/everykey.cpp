#include "everykey.h"

#include "party/partyvalues.h"

#include <QJsonObject>

using namespace Qt::StringLiterals;
using Clearing = WritableKey::Clearing;

namespace {

KeyValue text(const QString &typed)
{
    return {typed, typed};
}

KeyValue reference(const QString &typed, qint64 id)
{
    return {typed, QJsonObject{{u"id"_s, id}}};
}

} // namespace

// Ids of users and teams are those that the test gives them; those of organisations are filled in by name.
const QList<WritableKey> &writableKeys()
{
    using enum WritableKey::Kinds;
    // clang-format off
    static const QList<WritableKey> keys{
        {u"title"_s, People, u"titleEdit"_s, u"Title"_s, text(u"Dr"_s), text(u"Mrs"_s)},
        {u"firstName"_s, People, u"firstNameEdit"_s, {}, text(u"Grace"_s), text(u"Bo"_s)},
        {u"lastName"_s, People, u"lastNameEdit"_s, {}, text(u"Okafor"_s), text(u"Ek"_s)},
        {u"jobTitle"_s, People, u"jobTitleEdit"_s, {}, text(u"Buyer"_s), text(u"Head of sales"_s)},
        {u"name"_s, Organisations, u"nameEdit"_s, {}, text(u"Harbour Light"_s), text(u"Harbour Lights"_s), {}, Clearing::Refused},
        {u"about"_s, Both, u"aboutEdit"_s, u"About"_s, text(u"Met in Leeds\nTwice"_s), text(u"Met in York"_s)},
        {u"organisation"_s, People, u"organisationEdit"_s, {}, reference(u"Acme"_s, 0), reference(u"Zenith"_s, 0)},
        {u"owner"_s, Both, u"ownerEdit"_s, {}, reference(u"Lee Fox"_s, 2), reference(u"Kim Park"_s, 3), u"Nobody"_s},
        {u"team"_s, Both, u"teamEdit"_s, {}, reference(u"Sales"_s, 1), reference(u"Service"_s, 2), u"No team"_s},
        {u"tags"_s, Both, u"tagEdit"_s, {}, text(u"Customer"_s), text(u"Supplier"_s), {}, Clearing::Removal},

        {u"emailAddresses/address"_s, Both, u"emailAddressEdit_%1"_s, u"Email"_s, text(u"a@example.org"_s), text(u"b@example.org"_s), {}, Clearing::Refused},
        {u"emailAddresses/type"_s, Both, u"emailTypePicker_%1"_s, {}, text(u"Work"_s), text(u"Home"_s), u"Email"_s},
        {u"phoneNumbers/number"_s, Both, u"phoneNumberEdit_%1"_s, u"Phone"_s, text(u"+44 113 496 0000"_s), text(u"ext. 7"_s), {}, Clearing::Refused},
        {u"phoneNumbers/type"_s, Both, u"phoneTypePicker_%1"_s, {}, text(u"Mobile"_s), text(u"Direct"_s), u"Phone"_s},
        {u"addresses/street"_s, Both, u"streetEdit_%1"_s, u"Address"_s, text(u"1 High Street\nFloor 2"_s), text(u"3 Low Road"_s)},
        {u"addresses/city"_s, Both, u"cityEdit_%1"_s, {}, text(u"Leeds"_s), text(u"York"_s)},
        {u"addresses/state"_s, Both, u"stateEdit_%1"_s, {}, text(u"West Yorkshire"_s), text(u"North Yorkshire"_s)},
        {u"addresses/zip"_s, Both, u"zipEdit_%1"_s, {}, text(u"LS1 4AP"_s), text(u"YO1 7HH"_s)},
        {u"addresses/country"_s, Both, u"countryEdit_%1"_s, {}, text(u"United Kingdom"_s), text(u"Ireland"_s)},
        {u"addresses/type"_s, Both, u"addressTypePicker_%1"_s, {}, text(u"Office"_s), text(u"Billing"_s), u"Address"_s},
        {u"websites/address"_s, Both, u"websiteAddressEdit_%1"_s, u"Website"_s, text(u"https://example.org"_s), text(u"https://example.com"_s), {}, Clearing::Refused},
        {u"websites/service"_s, Both, u"websiteServicePicker_%1"_s, {}, {u"LinkedIn"_s, u"LINKED_IN"_s}, {u"Facebook"_s, u"FACEBOOK"_s}, {}, Clearing::None},
        {u"websites/type"_s, Both, u"websiteTypePicker_%1"_s, {}, text(u"Work"_s), text(u"Home"_s), u"No type"_s},

        {u"fields/text"_s, Both, u"customField_%1"_s, u"A text"_s, text(u"Onwards"_s), text(u"Upwards"_s), {}, Clearing::Removal},
        {u"fields/number"_s, Both, u"customField_%1"_s, u"A number"_s, {u"1,234.5"_s, u"1234.5"_s}, {u"-7"_s, u"-7"_s}, {}, Clearing::Removal},
        {u"fields/date"_s, Both, u"customField_%1"_s, u"A date"_s, {u"06/05/2024"_s, u"2024-05-06"_s}, {u"31/12/2025"_s, u"2025-12-31"_s}, {}, Clearing::Removal},
        {u"fields/list"_s, Both, u"customField_%1"_s, u"A list"_s, text(u"Red"_s), text(u"Blue"_s), u"Not set"_s, Clearing::Removal},
        {u"fields/multiselectlist"_s, Both, u"customField_%1"_s, u"A multiselectlist"_s, {u"Red; Blue"_s, u"Red;Blue"_s}, text(u"Green"_s), {}, Clearing::Removal},
        {u"fields/boolean"_s, Both, u"customField_%1"_s, u"A boolean"_s, {u"Yes"_s, true}, {}, u"Not set"_s, Clearing::False},
        {u"fields/link"_s, Both, u"customField_%1"_s, u"A link"_s, text(u"https://example.org/{id}"_s), text(u"https://example.com"_s), {}, Clearing::Removal},
    };
    // clang-format on
    return keys;
}

QString wordOf(FieldDefinition::Type type)
{
    using Type = FieldDefinition::Type;
    switch (type) {
    case Type::Text:
        return u"text"_s;
    case Type::Number:
        return u"number"_s;
    case Type::Date:
        return u"date"_s;
    case Type::List:
        return u"list"_s;
    case Type::MultiSelect:
        return u"multiselectlist"_s;
    case Type::Boolean:
        return u"boolean"_s;
    case Type::Link:
        return u"link"_s;
    }
    Q_UNREACHABLE();
}

QSet<QString> keysOfTheProgram()
{
    QSet<QString> keys{QString(OrganisationKey), u"owner"_s, u"team"_s, u"tags"_s, QString(AboutText.key)};
    for (const TextKey<Party> &one : PersonTexts)
        keys.insert(one.key);
    for (const TextKey<Party> &one : OrganisationTexts)
        keys.insert(one.key);
    forEachList([&keys](auto list) {
        for (const auto &one : list.texts)
            keys.insert(list.key + u'/' + one.key);
    });
    for (int type = 0; type <= static_cast<int>(LastFieldType); ++type)
        keys.insert(u"fields/"_s + wordOf(static_cast<FieldDefinition::Type>(type)));
    return keys;
}

const QSet<QString> &readOnlyKeys()
{
    static const QSet<QString> keys{u"id"_s, u"type"_s, u"createdAt"_s, u"updatedAt"_s, u"lastContactedAt"_s,
        u"pictureURL"_s, u"isRestricted"_s, u"missingImportantFields"_s, u"websites/url"_s};
    return keys;
}
