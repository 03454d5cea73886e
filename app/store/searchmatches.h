#pragma once

#include "party/party.h"
#include "party/searchwords.h"

#include <QDateTime>
#include <QList>
#include <QString>

/// What one word of a search found in a record, as PartyIndex::rows() looks for it.
struct SearchMatch
{
    enum class Where {
        Nowhere,
        Name,
        Organisation,
        JobTitle,
        Email,
        Phone,
        City,
        Tag,
        Type,
        Owner,
        Added,
        Changed,
        Contacted
    };

    SearchWord word; ///< a plain one has the key Text; words of one phone number come together
    bool holds = false; ///< with a minus: that it was not found
    Where where = Where::Nowhere; ///< where it was found, or what was looked at
    QString value = {}; ///< what was found there, as the record has it
    QDateTime moment = {}; ///< of a change or contact, or when it was added
};

/// What each word of a search found, the plain ones first. A record is listed if all of them hold. `me` is the id of
/// the user who is signed in; 0 while nobody told.
QList<SearchMatch> searchMatches(const QString &search, const Party &party, const QDateTime &now, qint64 me);

/// A stretch of a text, in UTF-16 units.
struct TextPart
{
    qsizetype start = 0;
    qsizetype length = 0;
    bool operator==(const TextPart &) const = default;
};
/// Where in a text the words of a search stand, in order and apart from each other: for showing why it was found. Words
/// with a minus stand nowhere.
QList<TextPart> matchingParts(const QString &search, const QString &text);
