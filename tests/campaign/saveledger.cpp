#include "saveledger.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

constexpr QLatin1StringView organisationField{"organisation"};
constexpr QLatin1StringView ownershipField{"ownerAndTeam"};

QString nameOf(const std::optional<OrganisationRef> &organisation)
{
    return organisation ? organisation->name : QString();
}

QString ownership(const Party &party)
{
    QStringList parts{party.owner ? party.owner->name : QString(), party.team ? party.team->name : QString()};
    parts.removeAll(QString());
    return parts.join(", "_L1);
}

/// The others are names that a simulation has few of, and nothing at all.
bool isUnique(const Value &value)
{
    return !value.text.isEmpty() && value.field != organisationField && value.field != ownershipField;
}

} // namespace

bool isList(const QString &field)
{
    static const QStringList lists{
        u"emailAddresses"_s, u"phoneNumbers"_s, u"addresses/street"_s, u"addresses/city"_s, u"tags"_s};
    return lists.contains(field);
}

QString nameOf(const Party &party)
{
    return party.isPerson() ? party.firstName : party.name;
}

Values valuesOf(const Party &party)
{
    Values values;
    const auto add = [&values](const char *field, const QString &text) {
        if (!text.isEmpty())
            values.append({QString::fromLatin1(field), text});
    };
    add("lastName", party.lastName);
    add("jobTitle", party.jobTitle);
    add("about", party.about);
    add("organisation", nameOf(party.organisation));
    add("ownerAndTeam", ownership(party));
    for (const EmailAddress &row : party.emailAddresses)
        add("emailAddresses", row.address);
    for (const PhoneNumber &row : party.phoneNumbers)
        add("phoneNumbers", row.number);
    for (const Address &row : party.addresses) {
        add("addresses/street", row.street);
        add("addresses/city", row.city);
    }
    for (const Tag &tag : party.tags.value_or(QList<Tag>()))
        add("tags", tag.name);
    return values;
}

Values without(const Values &a, const Values &b)
{
    Values rest = a;
    rest.removeIf([&b](const Value &value) { return b.contains(value); });
    return rest;
}

bool holds(const Values &values, const Value &value)
{
    if (!value.text.isEmpty())
        return values.contains(value);
    return std::ranges::none_of(values, [&](const Value &other) { return other.field == value.field; });
}

bool SaveLedger::wanted(int who, const QString &record, const Value &value) const
{
    const QList<Save> saves = m_saves.value(record);
    return std::ranges::any_of(saves,
        [&](const Save &save) { return save.who == who && save.field == value.field && save.value == value.text; });
}

bool SaveLedger::wantedGone(int who, const QString &record, const Value &value) const
{
    if (m_tookOne.value(record).contains(std::pair(who, value)))
        return true;
    const QList<Save> saves = m_saves.value(record);
    return std::ranges::any_of(saves, [&](const Save &save) {
        return save.who == who && save.field == value.field
            && (isList(save.field) ? save.was == value.text : save.value != value.text);
    });
}

/// Words made for a save are unique and end in a letter, so that none is part of another.
bool SaveLedger::isGivenUp(const QString &record, const QString &text) const
{
    const QStringList words = m_givenUp.value(record);
    return std::ranges::any_of(
        words, [&](const QString &given) { return text.isEmpty() ? given.isEmpty() : given.contains(text); });
}

QString SaveLedger::fault(
    const QList<Save> &saves, qsizetype at, const QHash<QString, Values> &finals, int browser, const Told &told) const
{
    const Save &save = saves[at];
    const bool exists = finals.contains(save.record);
    const Values final = finals.value(save.record);
    const Value value{save.field, save.value};
    const bool isRemoval = save.value.isEmpty() && isList(save.field);
    if (isRemoval) {
        const Value removed{save.field, save.was};
        const bool isBack = final.contains(removed) && !isGivenUp(save.record, save.was)
            && !m_resent.value(save.record).contains(removed) && !m_broughtBack.value(save.record).contains(save.was);
        return isBack ? u"what was removed is back"_s : QString();
    }
    const bool isThere = holds(final, value);
    // Whoever had the same in view replaced it, whenever that was if it is a value that comes again.
    const bool comesAgain = !isUnique(value) || m_broughtBack.value(save.record).contains(save.value);
    const auto first = comesAgain ? saves.begin() : saves.begin() + at + 1;
    const bool isReplaced = std::any_of(first, saves.end(), [&](const Save &other) {
        // Over a delete, which hides what was saved before it, a person saves anew.
        const bool isTheirOwn = !isList(save.field) && other.who == save.who && &other > &save;
        return &other != &save && other.field == save.field && (other.was == save.value || isTheirOwn);
    });
    if ((exists && isThere) || isReplaced || isGivenUp(save.record, save.value))
        return {};
    if (!exists && save.value.isEmpty())
        return {};
    // What went with a record stays away, also if a computer that was never told made the record again.
    if ((!exists || isMadeAgain(save.record)) && m_deleted.value(save.record).contains(value))
        return {};
    if (save.field == organisationField && (!finals.contains(save.value) || isMadeAgain(save.value)))
        return {}; // went with the organisation
    if (m_raced.value(save.record).contains(value) && (save.who == browser || told(save.record, value)))
        return {};
    return u"lost"_s;
}

QString SaveLedger::firstWrong(const QHash<QString, Values> &finals, int browser, const Told &told) const
{
    for (const QList<Save> &saves : m_saves) {
        for (qsizetype at = 0; at < saves.size(); ++at) {
            const QString fault = this->fault(saves, at, finals, browser, told);
            if (!fault.isEmpty())
                return u"%1, %2: '%3', saved by %4 over '%5', is %6"_s.arg(saves[at].record, saves[at].field,
                    saves[at].value, QString::number(saves[at].who), saves[at].was, fault);
        }
    }
    return {};
}

int SaveLedger::saves() const
{
    qsizetype count = 0;
    for (const QList<Save> &saves : m_saves)
        count += saves.size();
    return int(count);
}
