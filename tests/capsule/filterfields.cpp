#include "filterfields.h"

#include "countries.h"
#include <QDateTime>
#include <QTimeZone>

using namespace Qt::StringLiterals;

namespace capsule {

namespace {

using Texts = std::function<QStringList(const Party &)>;

template <class Row>
QStringList column(const QList<Row> &rows, QString Row::*member)
{
    QStringList texts;
    for (const Row &row : rows)
        texts.append(row.*member);
    return texts;
}

QStringList countryCodes(const Party &party)
{
    QStringList texts;
    for (const Address &address : party.addresses) {
        if (const Country *country = countryNamed(address.country))
            texts.append(QString::fromLatin1(country->alpha2));
    }
    return texts;
}

QStringList tagTexts(const Account &account, const Party &party)
{
    QStringList texts;
    for (const qint64 id : party.tags) {
        if (const Tag *tag = account.vocabulary(Kind::Party).tags.find(id))
            texts.append(tag->name);
    }
    return texts;
}

QStringList tagCodes(const Party &party)
{
    QStringList texts;
    for (const qint64 id : party.tags)
        texts.append(QString::number(id));
    return texts;
}

QMap<QString, Texts> plainTexts()
{
    return {
        {u"name"_s,
            [](const Party &party) {
                return QStringList{party.fullName()};
            }},
        {u"jobTitle"_s,
            [](const Party &party) {
                return QStringList{party.jobTitle};
            }},
        {u"title"_s,
            [](const Party &party) {
                return QStringList{party.title};
            }},
        {u"type"_s,
            [](const Party &party) {
                return QStringList{party.isPerson ? u"person"_s : u"organisation"_s};
            }},
        {u"email"_s,
            [](const Party &party) {
                return column(party.emails, &Email::address);
            }},
        {u"phone"_s,
            [](const Party &party) {
                return column(party.phones, &Phone::number);
            }},
        {u"website"_s,
            [](const Party &party) {
                return column(party.websites, &Website::address);
            }},
        {u"city"_s,
            [](const Party &party) {
                return column(party.addresses, &Address::city);
            }},
        {u"zip"_s,
            [](const Party &party) {
                return column(party.addresses, &Address::zip);
            }},
        {u"state"_s,
            [](const Party &party) {
                return column(party.addresses, &Address::state);
            }},
        {u"country"_s,
            [](const Party &party) {
                return column(party.addresses, &Address::country);
            }},
    };
}

bool hasPeople(const Account &account, qint64 id)
{
    const auto &parties = account.parties.rows();
    return std::any_of(parties.begin(), parties.end(), [id](const auto &party) { return party->organisation == id; });
}

QMap<QString, std::function<bool(const Party &)>> flags(const Account &account)
{
    return {
        {u"hasEmailAddress"_s,
            [](const Party &party) {
                return !party.emails.isEmpty();
            }},
        {u"hasPhoneNumber"_s,
            [](const Party &party) {
                return !party.phones.isEmpty();
            }},
        {u"hasAddress"_s,
            [](const Party &party) {
                return !party.addresses.isEmpty();
            }},
        {u"hasTags"_s,
            [](const Party &party) {
                return !party.tags.isEmpty();
            }},
        {u"hasPeople"_s,
            [&account](const Party &party) {
                return !party.isPerson && hasPeople(account, party.id);
            }},
    };
}

QMap<QString, qint64 Record::*> numbers()
{
    return {{u"id"_s, &Record::id}, {u"owner"_s, &Record::owner}, {u"team"_s, &Record::team}};
}

QMap<QString, qint64 Record::*> moments()
{
    return {{u"addedOn"_s, &Record::createdAt}, {u"updatedOn"_s, &Record::updatedAt},
        {u"lastContactedOn"_s, &Record::lastContactedAt}};
}

QString fieldText(const Party &party, qint64 definition)
{
    for (const FieldValue &field : party.fields) {
        if (field.definition == definition)
            return field.value;
    }
    return {};
}

std::optional<double> numberIn(const QString &text)
{
    bool isNumber = false;
    const double number = text.toDouble(&isNumber);
    return isNumber ? std::optional(number) : std::nullopt;
}

FilterField customField(const Call &call, qint64 id)
{
    const Definition *definition = call.account.vocabulary(Kind::Party).definitions.find(id);
    if (!definition)
        return {};
    if (definition->type == "boolean"_L1)
        return {{}, {}, [id](const Party &party) { return !fieldText(party, id).isEmpty(); }, {}};
    if (definition->type == "number"_L1)
        return {{}, [id](const Party &party) { return numberIn(fieldText(party, id)); }, {}, {}};
    if (definition->type == "date"_L1)
        return {{}, {}, {}, [id](const Party &party) {
                    return QDate::fromString(fieldText(party, id), Qt::ISODate);
                }};
    if (definition->type == "multiselectlist"_L1)
        return {[id](const Party &party) { return fieldText(party, id).split(u';', Qt::SkipEmptyParts); }, {}, {}, {}};
    return {[id](const Party &party) { return QStringList{fieldText(party, id)}; }, {}, {}, {}};
}

/// The same question put to a person's organisation.
template <class Answered>
std::function<Answered(const Party &)> ofOrganisation(
    const Account &account, std::function<Answered(const Party &)> ask)
{
    if (!ask)
        return {};
    return [&account, ask](const Party &party) {
        const Party *organisation = account.parties.find(party.organisation);
        return organisation ? ask(*organisation) : Answered{};
    };
}

FilterField organisationField(const Call &call, const QString &name)
{
    if (name != "name"_L1 && name != "tag"_L1 && !name.startsWith("custom:"_L1))
        return {};
    const FilterField field = filterField(call, name);
    const Account &account = call.account;
    return {ofOrganisation(account, field.texts), ofOrganisation(account, field.number),
        ofOrganisation(account, field.flag), ofOrganisation(account, field.date), ofOrganisation(account, field.codes)};
}

} // namespace

QDate userDayOf(const Call &call, qint64 moment)
{
    const User *user = call.account.users.find(call.user);
    const QTimeZone zone(user ? user->timezone.toLatin1() : QByteArray("UTC"));
    return moment == 0 ? QDate() : QDateTime::fromSecsSinceEpoch(moment, Qt::UTC).toTimeZone(zone).date();
}

FilterField filterField(const Call &call, const QString &name)
{
    static const auto texts = plainTexts();
    static const auto numberMembers = numbers();
    static const auto momentMembers = moments();
    const Account &account = call.account;
    if (name == "tag"_L1)
        return {[&account](const Party &party) { return tagTexts(account, party); }, {}, {}, {}, tagCodes, true};
    if (name == "country"_L1)
        return {texts[name], {}, {}, {}, countryCodes};
    if (texts.contains(name))
        return {texts[name], {}, {}, {}};
    if (const auto number = numberMembers.value(name, nullptr))
        return {{},
            [number](const Party &party) {
                return party.*number == 0 ? std::nullopt : std::optional(double(party.*number));
            },
            {}, {}};
    if (const auto moment = momentMembers.value(name, nullptr))
        return {{}, {}, {}, [&call, moment](const Party &party) {
                    return userDayOf(call, party.*moment);
                }};
    if (const auto flag = flags(account).value(name))
        return {{}, {}, flag, {}};
    if (name.startsWith("custom:"_L1))
        return customField(call, name.mid(7).toLongLong());
    if (name.startsWith("org."_L1))
        return organisationField(call, name.mid(4));
    return {};
}

} // namespace capsule
