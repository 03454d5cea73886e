#pragma once

#include <QList>
#include <QString>
#include <QStringList>

/// One word of a search that says where to look, or that is quoted or turned around by a minus.
struct SearchWord
{
    enum class Key {
        Text, ///< anywhere
        Tag, ///< a tag's beginning; quoted the whole tag
        City, ///< a city's beginning; quoted the whole city
        Email, ///< anywhere in an address
        Phone, ///< digits of a number
        Person,
        Organisation,
        NoEmail,
        NoPhone,
        NoCity,
        NoTag,
        OwnedByMe,
        OwnedByNobody,
        Owner, ///< a user's name: the beginning of a word in it; quoted the whole name
        Added, ///< within the last `days`
        Changed, ///< within the last `days`
        Contacted ///< within the last `days`
    };

    Key key = Key::Text;
    QString value = {}; ///< as typed, without quotes; empty where the key says it all
    int days = 0;
    bool isQuoted = false;
    bool isNegated = false;
    bool operator==(const SearchWord &) const = default;
};

/// What somebody typed to narrow a list (ux.md section 2.14). All of it has to match.
struct SearchWords
{
    QString plain; ///< the words without key, quotes and minus
    QList<SearchWord> words;
    bool operator==(const SearchWords &) const = default;
};

/// Reads `tag:` `city:` `email:` `phone:`, `owner:me|none|NAME`, `type:person|org`, `no:email|phone|city|tag`,
/// `added:7d`, `changed:7d` and `contacted:90d` (d, w, m, y), quotes and a leading minus. The keys are the same in
/// every language. Whatever is none of these is a plain word, so that nothing typed is ever wrong; a quote that is
/// still open goes to the end.
SearchWords searchWordsIn(const QString &text);
/// The words as they stand in the text, quotes and all, plain ones too. Joined by blanks they are the same search.
QStringList wordsAsTyped(const QString &text);
/// One text that searches for all of them; a quote that is still open is closed.
QString joinedSearches(const QStringList &texts);
