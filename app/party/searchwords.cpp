#include "searchwords.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

using namespace Qt::StringLiterals;
using Key = SearchWord::Key;

namespace {

constexpr QChar Quote = u'"';

/// A word as it stands in the line.
struct Typed
{
    QString text; ///< all of it
    QString key; ///< what stands before the colon, small letters
    QString value; ///< what stands after it, without quotes
    bool isQuoted = false;
    bool isNegated = false;
};

/// Takes the value that begins at `at`: to the closing quote, or to the next blank.
QString takeValue(const QString &line, qsizetype &at, bool &isQuoted)
{
    isQuoted = at < line.size() && line.at(at) == Quote;
    const qsizetype begin = isQuoted ? at + 1 : at;
    qsizetype end = begin;
    while (end < line.size() && (isQuoted ? line.at(end) != Quote : !line.at(end).isSpace()))
        ++end;
    at = isQuoted ? std::min(end + 1, line.size()) : end;
    return line.mid(begin, end - begin);
}

Typed takeWord(const QString &line, qsizetype &at)
{
    const qsizetype begin = at;
    Typed word;
    word.isNegated
        = line.at(at) == u'-' && at + 1 < line.size() && (line.at(at + 1).isLetter() || line.at(at + 1) == Quote);
    at += word.isNegated ? 1 : 0;
    const qsizetype beginOfKey = at;
    while (at < line.size() && line.at(at).isLetter())
        ++at;
    if (at > beginOfKey && at < line.size() && line.at(at) == u':')
        word.key = line.mid(beginOfKey, at++ - beginOfKey).toLower();
    else
        at = beginOfKey;
    word.value = takeValue(line, at, word.isQuoted);
    word.text = line.mid(begin, at - begin);
    return word;
}

QList<Typed> typedWords(const QString &line)
{
    QList<Typed> words;
    for (qsizetype at = 0; at < line.size();) {
        if (line.at(at).isSpace())
            ++at;
        else
            words.append(takeWord(line, at));
    }
    return words;
}

/// The days of "7d", "2w", "3m" or "1y"; 0 for anything else.
int daysOf(const QString &value)
{
    constexpr int most = 100 * 365;
    static constexpr std::array units{
        std::pair{u'd', 1}, std::pair{u'w', 7}, std::pair{u'm', 30}, std::pair{u'y', 365}};
    const auto unit = std::ranges::find(
        units, value.isEmpty() ? u' ' : value.back().toLower().unicode(), &decltype(units)::value_type::first);
    bool isNumber = false;
    const int count = value.chopped(value.isEmpty() ? 0 : 1).toInt(&isNumber);
    return unit == units.end() || !isNumber || count < 1 || count > most / unit->second ? 0 : count * unit->second;
}

std::optional<Key> typeKey(const QString &value)
{
    if (value == "person"_L1 || value == "people"_L1)
        return Key::Person;
    if (value == "org"_L1 || value == "organisation"_L1 || value == "organization"_L1)
        return Key::Organisation;
    return {};
}

std::optional<Key> absenceKey(const QString &value)
{
    static constexpr std::array keys{std::pair{"email"_L1, Key::NoEmail}, std::pair{"phone"_L1, Key::NoPhone},
        std::pair{"city"_L1, Key::NoCity}, std::pair{"tag"_L1, Key::NoTag}};
    const auto key = std::ranges::find(keys, value, &decltype(keys)::value_type::first);
    return key == keys.end() ? std::nullopt : std::optional(key->second);
}

/// Quoted it is a name, whatever it says.
Key ownerKey(const Typed &typed)
{
    const QString value = typed.isQuoted ? QString() : typed.value.toLower();
    return value == "me"_L1 ? Key::OwnedByMe : value == "none"_L1 ? Key::OwnedByNobody : Key::Owner;
}

std::optional<Key> daysKey(const QString &key)
{
    static constexpr std::array keys{std::pair{"added"_L1, Key::Added}, std::pair{"changed"_L1, Key::Changed},
        std::pair{"contacted"_L1, Key::Contacted}};
    const auto found = std::ranges::find(keys, key, &decltype(keys)::value_type::first);
    return found == keys.end() ? std::nullopt : std::optional(found->second);
}

std::optional<Key> valueKey(const QString &key)
{
    static constexpr std::array keys{std::pair{"tag"_L1, Key::Tag}, std::pair{"city"_L1, Key::City},
        std::pair{"email"_L1, Key::Email}, std::pair{"phone"_L1, Key::Phone}};
    const auto found = std::ranges::find(keys, key, &decltype(keys)::value_type::first);
    return found == keys.end() ? std::nullopt : std::optional(found->second);
}

std::optional<SearchWord> keyedWord(const Typed &typed)
{
    SearchWord word;
    word.isNegated = typed.isNegated;
    word.isQuoted = typed.isQuoted;
    std::optional<Key> key;
    if (typed.key == "type"_L1 || typed.key == "no"_L1) {
        key = typed.key == "no"_L1 ? absenceKey(typed.value.toLower()) : typeKey(typed.value.toLower());
    } else if (const auto ago = daysKey(typed.key)) {
        word.days = daysOf(typed.value);
        if (word.days > 0)
            key = ago;
    } else if (!typed.value.trimmed().isEmpty()) {
        key = typed.key == "owner"_L1 ? ownerKey(typed) : valueKey(typed.key);
        if (key != Key::OwnedByMe && key != Key::OwnedByNobody)
            word.value = typed.value.simplified();
    }
    const bool hasDigit = std::ranges::any_of(typed.value, [](QChar c) { return c.isDigit(); });
    if (!key || (key == Key::Phone && !hasDigit))
        return {};
    word.key = *key;
    return word;
}

} // namespace

QStringList wordsAsTyped(const QString &text)
{
    QStringList words;
    for (const Typed &typed : typedWords(text))
        words.append(typed.text);
    return words;
}

QString joinedSearches(const QStringList &texts)
{
    const QString probe = u"x"_s;
    QStringList words;
    for (const QString &text : texts) {
        const QStringList own = wordsAsTyped(text);
        words += own;
        if (wordsAsTyped(text + u' ' + probe) != own + QStringList{probe}) // it would swallow what follows
            words.last().append(Quote);
    }
    return words.join(u' ');
}

SearchWords searchWordsIn(const QString &text)
{
    SearchWords search;
    QStringList plain;
    for (const Typed &typed : typedWords(text)) {
        if (const auto word = keyedWord(typed))
            search.words.append(*word);
        else if (!typed.key.isEmpty() || !(typed.isQuoted || typed.isNegated))
            plain.append(typed.text);
        else if (!typed.value.trimmed().isEmpty())
            search.words.append({Key::Text, typed.value.simplified(), 0, typed.isQuoted, typed.isNegated});
    }
    search.plain = plain.join(u' ');
    return search;
}
