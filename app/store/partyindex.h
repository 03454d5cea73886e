#pragma once

#include "party/party.h"

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QString>
#include <QUuid>

#include <vector>

/// What a list shows of a party without opening it.
struct PartySummary
{
    QUuid localId;
    PartyType type = PartyType::Person;
    QString name; ///< as it reads
    QString organisation; ///< of a person
    QString jobTitle;
    QString city; ///< of the first address that has one
    QString email; ///< the first
    QString phone; ///< the first
    QDateTime updatedAt;
    QDateTime lastContactedAt;
    QStringList tags;
    bool isPending = false; ///< work in the outbox
    bool needsUser = false; ///< parked: rejected, in conflict, or to be decided
    bool hasDraft = false;
    bool isDeleted = false; ///< a delete is pending; not listed
    bool isRestricted = false;
};

/// Every party in memory, compact: texts of a row lie in one UTF-8 arena, the folded text for searching in another.
/// Rows have stable numbers until remove(); rows() gives them in the order of names.
class PartyIndex
{
public:
    void clear();
    void reserve(qsizetype rows);
    /// Adds the row or replaces the one with the same local id.
    void put(const PartySummary &summary, const QString &searchText);
    void remove(const QUuid &localId);

    qsizetype size() const;
    bool contains(const QUuid &localId) const;
    std::optional<PartySummary> summary(const QUuid &localId) const;

    enum class Kind { Everyone, People, Organisations };
    enum class Sort { Name, Organisation, City, RecentlyChanged, LastContacted };
    /// The ids of all listed rows of a kind that hold every word of `search` (folded: case, accents and phone spacing
    /// ignored; a word matches anywhere in a word of the row), sorted by the user's locale.
    QList<QUuid> find(Kind kind, const QString &search, Sort sort = Sort::Name) const;
    /// How many rows of a kind are listed.
    qsizetype count(Kind kind) const;

private:
    struct Row;
    // The store room's own business.
};

/// Case, accents and compatibility forms folded away; digits of phone numbers pulled together by the caller.
QString foldedForSearch(const QString &text);
/// The text a list searches: name, organisation, job title, emails, phone digits, cities, tags.
QString searchTextOf(const Party &party);
/// The row a list shows for a party.
PartySummary summaryOf(const QUuid &localId, const Party &party);
