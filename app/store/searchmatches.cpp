#include "store/searchmatches.h"

#include "store/partyindex.h"
#include "store/searchneedles.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using Where = SearchMatch::Where;
using Key = SearchWord::Key;

namespace {

/// A text of a record that is searched.
struct Place
{
    Where where;
    QString value;
    QByteArray text; ///< as it is searched
};

QByteArray searchable(const QString &text)
{
    return foldedForSearch(text)
        .replace(QChar::Tabulation, QChar::Space)
        .replace(QChar::LineFeed, QChar::Space)
        .toUtf8();
}

/// In the order of searchTextOf().
QList<Place> placesOf(const Party &party)
{
    QList<Place> places;
    const auto add = [&places](Where where, const QString &value) {
        if (!value.isEmpty())
            places.append({where, value, searchable(value)});
    };
    add(Where::Name, party.displayName());
    add(Where::Organisation, party.organisation ? party.organisation->name : QString());
    add(Where::JobTitle, party.jobTitle);
    for (const EmailAddress &email : party.emailAddresses)
        add(Where::Email, email.address);
    for (const PhoneNumber &phone : party.phoneNumbers) {
        QByteArray digits;
        for (const QChar c : phone.number) {
            if (c.isDigit())
                digits.append(char('0' + c.digitValue()));
        }
        if (!phone.number.isEmpty())
            places.append({Where::Phone, phone.number, digits});
    }
    for (const Address &address : party.addresses)
        add(Where::City, address.city);
    for (const Tag &tag : party.tags.value_or(QList<Tag>()))
        add(Where::Tag, tag.name);
    return places;
}

SearchMatch found(const SearchWord &word, const Place *place)
{
    return {word, (place != nullptr) != word.isNegated, place ? place->where : Where::Nowhere,
        place ? place->value : QString()};
}

template <typename Fits>
SearchMatch firstOf(const SearchWord &word, const QList<Place> &places, Fits fits)
{
    const auto place = std::ranges::find_if(places, fits);
    return found(word, place == places.end() ? nullptr : &*place);
}

SearchMatch anywhere(const SearchWord &word, const SearchNeedle &needle, const QList<Place> &places)
{
    return firstOf(word, places, [&needle](const Place &place) {
        return place.text.contains(needle.literal) || (hasDigitsOfItsOwn(needle) && place.text.contains(needle.digits));
    });
}

SearchMatch inOneKind(const SearchWord &word, Where where, const QByteArray &wanted, const QList<Place> &places)
{
    const bool fromBeginning = where == Where::Tag || where == Where::City;
    return firstOf(word, places, [&](const Place &place) {
        if (place.where != where)
            return false;
        if (!fromBeginning)
            return place.text.contains(wanted);
        return word.isQuoted ? place.text == wanted : place.text.startsWith(wanted);
    });
}

SearchMatch absence(const SearchWord &word, Where where, const QList<Place> &places)
{
    const auto there = std::ranges::find(places, where, &Place::where);
    const bool isThere = there != places.end();
    return {word, isThere == word.isNegated, where, isThere ? there->value : QString()};
}

SearchMatch since(const SearchWord &word, Where where, const QDateTime &moment, const QDateTime &now)
{
    const qint64 seconds = moment.isValid() ? moment.toSecsSinceEpoch() : 0;
    const bool isSince = seconds >= now.addDays(-word.days).toSecsSinceEpoch();
    return {word, isSince != word.isNegated, where, {}, moment};
}

SearchMatch ownership(const SearchWord &word, const Party &party, bool isSo)
{
    return {word, isSo != word.isNegated, Where::Owner, party.owner ? party.owner->name : QString()};
}

/// As PartyIndex finds users: by a word of the name that begins like this; quoted by the whole name.
bool isOwnerNamed(const SearchWord &word, const Party &party)
{
    if (!party.owner)
        return false;
    const QString wanted = foldedForSearch(word.value);
    const QStringList names{foldedForSearch(party.owner->name), foldedForSearch(party.owner->username)};
    return std::ranges::any_of(names, [&](const QString &name) {
        return word.isQuoted ? name == wanted : name.startsWith(wanted) || name.contains(u' ' + wanted);
    });
}

SearchMatch matchOf(
    const SearchWord &word, const Party &party, const QList<Place> &places, const QDateTime &now, qint64 me)
{
    const QByteArray wanted = foldedForSearch(word.value).remove(QChar::Null).toUtf8();
    switch (word.key) {
    case Key::Text:
        return anywhere(word, {wanted, isPhoneWord(word.value) ? digitsIn(wanted) : QByteArray(), word.value}, places);
    case Key::Tag:
        return inOneKind(word, Where::Tag, wanted, places);
    case Key::City:
        return inOneKind(word, Where::City, wanted, places);
    case Key::Email:
        return inOneKind(word, Where::Email, wanted, places);
    case Key::Phone:
        return inOneKind(word, Where::Phone, digitsIn(wanted), places);
    case Key::Person:
        return {word, party.isPerson() != word.isNegated, Where::Type};
    case Key::Organisation:
        return {word, party.isPerson() == word.isNegated, Where::Type};
    case Key::NoEmail:
        return absence(word, Where::Email, places);
    case Key::NoPhone:
        return absence(word, Where::Phone, places);
    case Key::NoCity:
        return absence(word, Where::City, places);
    case Key::NoTag:
        return absence(word, Where::Tag, places);
    case Key::OwnedByMe:
        return ownership(word, party, me != 0 && party.owner && party.owner->id == me);
    case Key::OwnedByNobody:
        return ownership(word, party, !party.owner);
    case Key::Owner:
        return ownership(word, party, isOwnerNamed(word, party));
    case Key::Added:
        return since(word, Where::Added, party.createdAt, now);
    case Key::Changed:
        return since(word, Where::Changed, party.updatedAt, now);
    case Key::Contacted:
        return since(word, Where::Contacted, party.lastContactedAt, now);
    }
    Q_UNREACHABLE();
}

/// A text as it is compared, and where each of its units stood before.
struct Folded
{
    QString text;
    QList<qsizetype> origins;

    explicit Folded(const QString &original)
    {
        for (qsizetype at = 0; at < original.size();) {
            const bool isPair
                = original[at].isHighSurrogate() && at + 1 < original.size() && original[at + 1].isLowSurrogate();
            const qsizetype length = isPair ? 2 : 1;
            const QString folded = foldedForSearch(original.mid(at, length));
            text += folded;
            origins.insert(origins.size(), folded.size(), at);
            at += length;
        }
        origins.append(original.size());
    }

    /// Only the digits of it, as phone numbers are compared.
    Folded digits() const
    {
        Folded digits{QString()};
        digits.origins.clear();
        for (qsizetype at = 0; at < text.size(); ++at) {
            if (!text[at].isDigit())
                continue;
            digits.text += QChar(u'0' + text[at].digitValue());
            digits.origins.append(origins[at]);
        }
        digits.origins.append(origins.last());
        return digits;
    }
};

void addParts(QList<TextPart> &parts, const Folded &where, const QString &wanted)
{
    if (wanted.isEmpty())
        return;
    for (qsizetype at = where.text.indexOf(wanted); at >= 0; at = where.text.indexOf(wanted, at + wanted.size())) {
        const qsizetype start = where.origins[at];
        // To the end of the last letter, with the marks on it.
        qsizetype end = at + wanted.size();
        while (end < where.text.size() && where.origins[end] == where.origins[end - 1])
            ++end;
        parts.append({start, where.origins[end] - start});
    }
}

QList<TextPart> joined(QList<TextPart> parts)
{
    std::ranges::sort(parts, {}, &TextPart::start);
    QList<TextPart> apart;
    for (const TextPart &part : std::as_const(parts)) {
        if (!apart.isEmpty() && part.start <= apart.last().start + apart.last().length)
            apart.last().length = std::max(apart.last().length, part.start + part.length - apart.last().start);
        else
            apart.append(part);
    }
    return apart;
}

} // namespace

QList<TextPart> matchingParts(const QString &search, const QString &text)
{
    const Folded folded(text);
    QList<TextPart> parts;
    const SearchWords words = searchWordsIn(search);
    for (const SearchNeedle &needle : searchNeedlesIn(words.plain)) {
        addParts(parts, folded, QString::fromUtf8(needle.literal));
        if (hasDigitsOfItsOwn(needle))
            addParts(parts, folded.digits(), QString::fromUtf8(needle.digits));
    }
    for (const SearchWord &word : words.words) {
        const QString wanted = foldedForSearch(word.value).remove(QChar::Null);
        if (!word.isNegated && word.key == Key::Phone)
            addParts(parts, folded.digits(), QString::fromUtf8(digitsIn(wanted.toUtf8())));
        else if (!word.isNegated)
            addParts(parts, folded, wanted);
    }
    return joined(parts);
}

QList<SearchMatch> searchMatches(const QString &search, const Party &party, const QDateTime &now, qint64 me)
{
    const QList<Place> places = placesOf(party);
    const SearchWords words = searchWordsIn(search);
    QList<SearchMatch> matches;
    for (const SearchNeedle &needle : searchNeedlesIn(words.plain))
        matches.append(anywhere({Key::Text, needle.typed}, needle, places));
    for (const SearchWord &word : words.words)
        matches.append(matchOf(word, party, places, now, me));
    return matches;
}
