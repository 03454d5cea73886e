#pragma once

#include "party/partyconditions.h"
#include "store/partyindex.h"
#include "store/searchmatches.h"

#include <QList>
#include <QString>

// Why a record is in a list, in words. Texts are for PlainLabel::setSentence().

/// One condition, whether it holds, and the value that decided it; or the heading of a group of them.
struct WhyLine
{
    bool holds = false;
    QString condition;
    QString decidedBy; ///< empty where there is nothing to name
    bool isHeading = false;
    int level = 0; ///< 1 within a group
};

/// All that one thing asks of the record: the kind of the list, its conditions, or what is searched.
struct WhyReason
{
    bool holds = false;
    QString heading;
    QList<WhyLine> lines;
};

/// For a list without conditions.
WhyReason reasonOfKind(PartyIndex::Kind kind, const Party &party);
/// For the conditions of a list: a line for each of findingsOf(), in its order, and one before each group.
WhyReason reasonOfRule(const ConditionGroup &rule, const Party &party, const ConditionContext &context);
/// The field and the value that a word was found in, such as "Email: anna@example.org"; empty if it was found nowhere
/// or asks for no text.
QString foundIn(const SearchMatch &match);
/// For the words that narrow a list: a line for each of searchMatches().
WhyReason reasonOfSearch(const QString &search, const Party &party, const QDateTime &now, qint64 me);
