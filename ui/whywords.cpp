#include "whywords.h"

#include "conditionwords.h"
#include "plaintext.h"
#include "store/searchmatches.h"

#include <QCoreApplication>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;
using Where = SearchMatch::Where;
using Key = SearchWord::Key;

namespace {
/// Gives the words a translation context.
struct WhyWords
{
    Q_DECLARE_TR_FUNCTIONS(WhyWords)
};

QString matchWord(ConditionGroup::Match match)
{
    return match == ConditionGroup::Match::All ? WhyWords::tr("All of these hold") : WhyWords::tr("Any of these holds");
}

/// What a word of a search asks for, as a sentence; of those with a value it is %1.
QString question(const SearchWord &word)
{
    const bool isNot = word.isNegated;
    switch (word.key) {
    case Key::Text:
        return isNot ? WhyWords::tr("Does not hold “%1”") : WhyWords::tr("Holds “%1”");
    case Key::Tag:
        if (word.isQuoted)
            return isNot ? WhyWords::tr("Has no tag “%1”") : WhyWords::tr("Has the tag “%1”");
        return isNot ? WhyWords::tr("Has no tag that begins with “%1”")
                     : WhyWords::tr("Has a tag that begins with “%1”");
    case Key::City:
        if (word.isQuoted)
            return isNot ? WhyWords::tr("Is not in the city “%1”") : WhyWords::tr("Is in the city “%1”");
        return isNot ? WhyWords::tr("Has no city that begins with “%1”")
                     : WhyWords::tr("Has a city that begins with “%1”");
    case Key::Email:
        return isNot ? WhyWords::tr("Has no email address with “%1”") : WhyWords::tr("Has an email address with “%1”");
    case Key::Phone:
        return isNot ? WhyWords::tr("Has no phone number with “%1”") : WhyWords::tr("Has a phone number with “%1”");
    case Key::Person:
        return isNot ? WhyWords::tr("Is not a person") : WhyWords::tr("Is a person");
    case Key::Organisation:
        return isNot ? WhyWords::tr("Is not an organisation") : WhyWords::tr("Is an organisation");
    case Key::NoEmail:
        return isNot ? WhyWords::tr("Has an email address") : WhyWords::tr("Has no email address");
    case Key::NoPhone:
        return isNot ? WhyWords::tr("Has a phone number") : WhyWords::tr("Has no phone number");
    case Key::NoCity:
        return isNot ? WhyWords::tr("Has a city") : WhyWords::tr("Has no city");
    case Key::NoTag:
        return isNot ? WhyWords::tr("Has a tag") : WhyWords::tr("Has no tag");
    case Key::OwnedByMe:
        return isNot ? WhyWords::tr("Does not belong to you") : WhyWords::tr("Belongs to you");
    case Key::OwnedByNobody:
        return isNot ? WhyWords::tr("Has an owner") : WhyWords::tr("Has no owner");
    case Key::Owner:
        if (word.isQuoted)
            return isNot ? WhyWords::tr("Does not belong to “%1”") : WhyWords::tr("Belongs to “%1”");
        return isNot ? WhyWords::tr("Has no owner whose name begins with “%1”")
                     : WhyWords::tr("Has an owner whose name begins with “%1”");
    case Key::Added:
        return isNot ? WhyWords::tr("Was not added in the last %n day(s)", nullptr, word.days)
                     : WhyWords::tr("Was added in the last %n day(s)", nullptr, word.days);
    case Key::Changed:
        return isNot ? WhyWords::tr("Was not changed in the last %n day(s)", nullptr, word.days)
                     : WhyWords::tr("Was changed in the last %n day(s)", nullptr, word.days);
    case Key::Contacted:
        return isNot ? WhyWords::tr("Was not contacted in the last %n day(s)", nullptr, word.days)
                     : WhyWords::tr("Was contacted in the last %n day(s)", nullptr, word.days);
    }
    Q_UNREACHABLE();
}

bool hasValue(Key key)
{
    return key == Key::Text || key == Key::Tag || key == Key::City || key == Key::Email || key == Key::Phone
        || key == Key::Owner;
}

QString sentenceOf(const SearchWord &word)
{
    return hasValue(word.key) ? question(word).arg(isolated(word.value)) : question(word);
}

QString momentSentence(const QDateTime &moment)
{
    if (!moment.isValid())
        return WhyWords::tr("This record: nothing");
    return WhyWords::tr("This record: %1").arg(QLocale().toString(moment.toLocalTime(), QLocale::ShortFormat));
}

QString typeSentence(const Party &party)
{
    return party.isPerson() ? WhyWords::tr("This record: a person") : WhyWords::tr("This record: an organisation");
}

/// The field and the value that a word was found in, or was looked for in.
QString placeSentence(const SearchMatch &match, const Party &party)
{
    const QString value = isolated(match.value);
    switch (match.where) {
    case Where::Nowhere:
        return WhyWords::tr("This record: not found");
    case Where::Name:
        return WhyWords::tr("This record: name %1").arg(value);
    case Where::Organisation:
        return WhyWords::tr("This record: organisation %1").arg(value);
    case Where::JobTitle:
        return WhyWords::tr("This record: job title %1").arg(value);
    case Where::Email:
        return match.value.isEmpty() ? WhyWords::tr("This record: no email address")
                                     : WhyWords::tr("This record: email address %1").arg(value);
    case Where::Phone:
        return match.value.isEmpty() ? WhyWords::tr("This record: no phone number")
                                     : WhyWords::tr("This record: phone number %1").arg(value);
    case Where::City:
        return match.value.isEmpty() ? WhyWords::tr("This record: no city")
                                     : WhyWords::tr("This record: city %1").arg(value);
    case Where::Tag:
        return match.value.isEmpty() ? WhyWords::tr("This record: no tag")
                                     : WhyWords::tr("This record: tag %1").arg(value);
    case Where::Type:
        return typeSentence(party);
    case Where::Owner:
        return match.value.isEmpty() ? WhyWords::tr("This record: no owner")
                                     : WhyWords::tr("This record: owner %1").arg(value);
    case Where::Added:
    case Where::Changed:
    case Where::Contacted:
        break;
    }
    return momentSentence(match.moment);
}

WhyLine lineOf(const Condition &condition, int level, const Party &party, const ConditionContext &context)
{
    const Finding finding = findingOf(condition, party, context);
    const QString problem = conditionProblem(condition, context.catalogue);
    return {finding.holds, conditionSentence(condition, context.catalogue),
        problem.isEmpty() ? decidedBySentence(finding, party)
                          : WhyWords::tr("This condition cannot be read here, so that it holds for nobody."),
        false, level};
}

} // namespace

WhyReason reasonOfKind(PartyIndex::Kind kind, const Party &party)
{
    switch (kind) {
    case PartyIndex::Kind::Everyone:
        return {true, WhyWords::tr("This list holds every person and every organisation."), {}};
    case PartyIndex::Kind::People:
        return {party.isPerson(), WhyWords::tr("This list holds every person."),
            {{party.isPerson(), WhyWords::tr("Is a person"), typeSentence(party)}}};
    case PartyIndex::Kind::Organisations:
        break;
    }
    return {!party.isPerson(), WhyWords::tr("This list holds every organisation."),
        {{!party.isPerson(), WhyWords::tr("Is an organisation"), typeSentence(party)}}};
}

WhyReason reasonOfRule(const ConditionGroup &rule, const Party &party, const ConditionContext &context)
{
    const bool hasOne = rule.conditions.size() + rule.groups.size() == 1;
    WhyReason reason{holds(rule, party, context),
        hasOne                                         ? WhyWords::tr("This list has one condition.")
            : rule.match == ConditionGroup::Match::All ? WhyWords::tr("All conditions of this list have to hold.")
                                                       : WhyWords::tr("One condition of this list has to hold."),
        {}};
    for (const Condition &condition : rule.conditions)
        reason.lines.append(lineOf(condition, 0, party, context));
    for (const ConditionGroup &group : rule.groups) {
        reason.lines.append({holds(group, party, context), matchWord(group.match), {}, true});
        for (const Condition &condition : group.conditions)
            reason.lines.append(lineOf(condition, 1, party, context));
    }
    return reason;
}

WhyReason reasonOfSearch(const QString &search, const Party &party, const QDateTime &now, qint64 me)
{
    const QList<SearchMatch> matches = searchMatches(search, party, now, me);
    WhyReason reason{std::ranges::all_of(matches, &SearchMatch::holds),
        WhyWords::tr("The list is narrowed: all of what is searched has to be found."), {}};
    for (const SearchMatch &match : matches)
        reason.lines.append({match.holds, sentenceOf(match.word), placeSentence(match, party)});
    return reason;
}

QString foundIn(const SearchMatch &match)
{
    const QString value = displayText(match.value);
    switch (match.where) {
    case Where::Name:
        return WhyWords::tr("Name: %1").arg(value);
    case Where::Organisation:
        return WhyWords::tr("Organisation: %1").arg(value);
    case Where::JobTitle:
        return WhyWords::tr("Job title: %1").arg(value);
    case Where::Email:
        return value.isEmpty() ? QString() : WhyWords::tr("Email: %1").arg(value);
    case Where::Phone:
        return value.isEmpty() ? QString() : WhyWords::tr("Phone: %1").arg(value);
    case Where::City:
        return value.isEmpty() ? QString() : WhyWords::tr("City: %1").arg(value);
    case Where::Tag:
        return value.isEmpty() ? QString() : WhyWords::tr("Tag: %1").arg(value);
    case Where::Nowhere:
    case Where::Type:
    case Where::Owner:
    case Where::Added:
    case Where::Changed:
    case Where::Contacted:
        break;
    }
    return {};
}
