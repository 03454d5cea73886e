#pragma once

#include "party/party.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QList>
#include <QString>
#include <QUuid>

#include <memory>
#include <optional>

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
    bool operator==(const PartySummary &) const = default;
};

/// A row as index and replica hold it: times in seconds since 1970 (0 for none), texts and search text as UTF-8.
struct PackedRow
{
    enum Flag : quint8 {
        IsOrganisation = 1,
        IsPending = 2,
        NeedsUser = 4,
        HasDraft = 8,
        IsDeleted = 16,
        IsRestricted = 32
    };

    QUuid localId;
    quint8 flags = 0;
    qint64 updatedAt = 0;
    qint64 contactedAt = 0;
    QByteArrayView texts; ///< name, organisation, job title, city, email, phone and the tags, parted by U+001F
    QByteArrayView search; ///< what searchTextOf() gives
};

/// The texts of a row, to be used in a PackedRow while the array lives.
QByteArray packedTexts(const PartySummary &summary);
quint8 packedFlags(const PartySummary &summary);

/// Every party in memory, compact: texts of a row lie in one UTF-8 arena, the folded text for searching in another.
class PartyIndex
{
public:
    PartyIndex();
    ~PartyIndex();
    PartyIndex(PartyIndex &&) noexcept;
    PartyIndex &operator=(PartyIndex &&) noexcept;

    void clear();
    void reserve(qsizetype rows);
    /// Adds the row or replaces the one with the same local id. `searchText` comes from searchTextOf().
    void put(const PartySummary &summary, const QString &searchText);
    void put(const PackedRow &row);
    void remove(const QUuid &localId);

    qsizetype size() const;
    bool contains(const QUuid &localId) const;
    std::optional<PartySummary> summary(const QUuid &localId) const;

    enum class Kind { Everyone, People, Organisations };
    enum class Sort { Name, Organisation, City, RecentlyChanged, LastContacted };
    /// The ids of all listed rows of a kind that hold every word of `search` (folded: case, accents and phone spacing
    /// ignored; a word matches anywhere in a word of the row), sorted by the user's locale. Words of digits and phone
    /// punctuation that follow each other are one phone number.
    QList<QUuid> find(Kind kind, const QString &search, Sort sort = Sort::Name) const;
    /// Those of the ids that are in the index, sorted.
    QList<QUuid> inOrder(const QList<QUuid> &localIds, Sort sort) const;
    /// Listed organisations whose name begins with `text` (folded), then those whose name holds it elsewhere, by name.
    QList<QUuid> organisationsNamed(const QString &text, int limit) const;
    /// How many rows of a kind are listed.
    qsizetype count(Kind kind) const;

private:
    class Private;
    std::unique_ptr<Private> d;
};

/// Case, accents and compatibility forms folded away; digits of phone numbers pulled together by the caller.
QString foldedForSearch(const QString &text);
/// The text a list searches, folded: name, organisation, job title, emails, phone digits, cities, tags. A tab after
/// each.
QString searchTextOf(const Party &party);
/// The row a list shows for a party.
PartySummary summaryOf(const QUuid &localId, const Party &party);
