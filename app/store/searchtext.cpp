#include "store/partyindex.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

/// Letters that no decomposition takes apart but that people type without the stroke; already lower case.
QStringView plainLetters(QChar letter)
{
    switch (letter.unicode()) {
    case u'ß':
        return u"ss";
    case u'ø':
        return u"o";
    case u'ł':
        return u"l";
    case u'đ':
    case u'ð':
        return u"d";
    case u'ħ':
        return u"h";
    case u'ŧ':
        return u"t";
    case u'æ':
        return u"ae";
    case u'œ':
        return u"oe";
    case u'þ':
        return u"th";
    case u'ı':
        return u"i";
    case u'ŋ':
        return u"n";
    default:
        return {};
    }
}

bool isAscii(const QString &text)
{
    return std::ranges::all_of(text, [](QChar c) { return c.unicode() < 0x80; });
}

QString digitsOf(const QString &number)
{
    QString digits;
    for (const QChar c : number) {
        if (c.isDigit())
            digits.append(QChar(u'0' + c.digitValue()));
    }
    return digits;
}

template <typename Rows, typename Value>
QString firstNonEmpty(const Rows &rows, Value value)
{
    for (const auto &row : rows) {
        if (!(row.*value).isEmpty())
            return row.*value;
    }
    return {};
}

} // namespace

QString foldedForSearch(const QString &text)
{
    if (isAscii(text))
        return text.toLower();
    QString folded;
    folded.reserve(text.size());
    const QString lower = text.normalized(QString::NormalizationForm_KD).toCaseFolded();
    for (const QChar c : lower) {
        if (c.isMark())
            continue;
        if (const QStringView plain = plainLetters(c); !plain.isEmpty())
            folded.append(plain);
        else
            folded.append(c);
    }
    return folded;
}

QString searchTextOf(const Party &party)
{
    QString text;
    const auto add = [&text](const QString &part) {
        if (part.isEmpty() && !text.isEmpty())
            return;
        text.append(
            foldedForSearch(part).replace(QChar::Tabulation, QChar::Space).replace(QChar::LineFeed, QChar::Space));
        text.append(QChar::Tabulation);
    };
    add(party.displayName());
    add(party.organisation ? party.organisation->name : QString());
    add(party.jobTitle);
    for (const EmailAddress &email : party.emailAddresses)
        add(email.address);
    for (const PhoneNumber &phone : party.phoneNumbers)
        add(digitsOf(phone.number));
    for (const Address &address : party.addresses)
        add(address.city);
    for (const Tag &tag : party.tags.value_or(QList<Tag>{}))
        add(tag.name);
    return text;
}

PartySummary summaryOf(const QUuid &localId, const Party &party)
{
    PartySummary summary;
    summary.localId = localId;
    summary.type = party.type;
    summary.name = party.displayName();
    if (party.isPerson() && party.organisation)
        summary.organisation = party.organisation->name;
    summary.jobTitle = party.jobTitle;
    summary.city = firstNonEmpty(party.addresses, &Address::city);
    summary.email = firstNonEmpty(party.emailAddresses, &EmailAddress::address);
    summary.phone = firstNonEmpty(party.phoneNumbers, &PhoneNumber::number);
    summary.updatedAt = party.updatedAt;
    summary.lastContactedAt = party.lastContactedAt;
    summary.createdAt = party.createdAt;
    summary.ownerId = party.owner ? party.owner->id : 0;
    for (const Tag &tag : party.tags.value_or(QList<Tag>{}))
        summary.tags.append(tag.name);
    summary.isRestricted = party.isRestricted;
    return summary;
}
