#pragma once

#include "party/catalogue.h"
#include "party/searchwords.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QHash>
#include <QList>
#include <QString>
#include <QUuid>

#include <functional>
#include <memory>
#include <optional>
#include <vector>

class Clock;

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
    QDateTime createdAt;
    qint64 ownerId = 0; ///< a user's; 0 for nobody
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
    qint64 createdAt = 0;
    qint64 ownerId = 0;
    QByteArrayView texts; ///< name, organisation, job title, city, email, phone and the tags, parted by U+001F
    QByteArrayView search; ///< what searchTextOf() gives
};

/// The texts of a row, to be used in a PackedRow while the array lives.
QByteArray packedTexts(const PartySummary &summary);
quint8 packedFlags(const PartySummary &summary);

/// A row with what it points to.
struct PackedParty
{
    /// The row a list shows for a party; the flags of unsent work are added by those who know of it.
    PackedParty(const QUuid &id, const Party &party);
    PackedParty(const PartySummary &summary, const QString &searchText);
    explicit PackedParty(const PackedRow &row);
    PackedRow row() const { return {localId, flags, updatedAt, contactedAt, createdAt, ownerId, texts, search}; }

    QUuid localId;
    quint8 flags = 0;
    qint64 updatedAt = 0;
    qint64 contactedAt = 0;
    qint64 createdAt = 0;
    qint64 ownerId = 0;
    QByteArray texts;
    QByteArray search;
};

struct PartyQuery;

/// How many records have a tag, and the row of one that has it.
struct TagCount
{
    qsizetype count = 0;
    quint32 firstRow = 0;
    bool operator==(const TagCount &) const = default;
};
/// By the tag as foldedForSearch() has it, in UTF-8.
using TagTally = QHash<QByteArray, TagCount>;

/// Every party in memory, compact. Rows have numbers, for lists that hold on to them; a number stands for one record
/// for as long as the index lives.
class PartyIndex
{
public:
    enum class Kind { Everyone, People, Organisations };
    enum class Sort { Name, Organisation, City, RecentlyChanged, LastContacted };
    static constexpr std::size_t SortCount = 5;

    PartyIndex();
    ~PartyIndex();
    PartyIndex(PartyIndex &&) noexcept;
    PartyIndex &operator=(PartyIndex &&) noexcept;

    /// Tells the time to words such as changed:7d. Borrowed; without one it is the machine's.
    void setClock(const Clock *clock);
    /// Tells owner:NAME and owner:me whose names there are and who is meant.
    void setUsers(const QList<User> &users, qint64 me);

    void clear();
    /// Makes room: rows, bytes of their texts, bytes of what is searched.
    void reserve(qsizetype rows, qsizetype textBytes = 0, qsizetype searchBytes = 0);
    /// Adds the row or replaces the one with the same local id. `searchText` comes from searchTextOf().
    void put(const PartySummary &summary, const QString &searchText);
    /// Adds or replaces many: much cheaper than one by one.
    void put(const QList<PackedParty> &parties);
    /// The same while loading, before anything was asked for.
    void load(const PackedRow &row);
    void remove(const QUuid &localId);

    qsizetype size() const;
    bool contains(const QUuid &localId) const;
    std::optional<PartySummary> summary(const QUuid &localId) const;

    /// The numbers of all listed rows of a kind that hold every word of `search` (folded: case, accents and phone
    /// spacing ignored; a word matches anywhere in a word of the row), sorted by the user's locale. Words of digits and
    /// phone punctuation that follow each other are one phone number. What else a word can be: searchWordsIn().
    std::vector<quint32> rows(Kind kind, const QString &search, Sort sort = Sort::Name) const;
    std::vector<quint32> rows(const PartyQuery &query, Sort sort = Sort::Name) const;
    /// How many rows() there are; sorts nothing.
    qsizetype count(const PartyQuery &query) const;
    /// The listed rows that have a flag, sorted.
    std::vector<quint32> flagged(PackedRow::Flag flag, Sort sort) const;
    qsizetype count(PackedRow::Flag flag) const;
    /// Adds the tags of the listed rows from `begin` to before `end`.
    void tallyTags(quint32 begin, quint32 end, TagTally &tally) const;
    /// How many numbers rows have been given so far, those of removed rows too.
    quint32 rowCount() const;
    /// The number of a record's row.
    std::optional<quint32> rowOf(const QUuid &localId) const;
    /// The record of a row; null if it was removed.
    QUuid localIdAt(quint32 row) const;
    PartySummary summaryAt(quint32 row) const;
    /// False for one that is deleted or not here.
    bool isListed(const QUuid &localId) const;
    /// When a record was last contacted, UTC; invalid for never.
    QDateTime contactedAt(const QUuid &localId) const;

    /// The same as rows(), by id.
    QList<QUuid> find(Kind kind, const QString &search, Sort sort = Sort::Name) const;
    /// Those of the ids that are in the index, sorted.
    QList<QUuid> inOrder(const QList<QUuid> &localIds, Sort sort) const;
    /// Listed organisations whose name begins with `text` (folded), then those whose name holds it elsewhere, by name.
    QList<QUuid> organisationsNamed(const QString &text, int limit) const;
    /// How many rows of a kind are listed, with those that are announced.
    qsizetype count(Kind kind) const;
    /// Says how many people and organisations there will be once all rows are here.
    void announce(qsizetype people, qsizetype organisations);

    // --- orders: sorting many rows takes time, so it can be done elsewhere, and kept

    /// True if rows() in this order needs no sorting.
    bool hasOrder(Sort sort) const;
    /// Work for another thread, whose value is for adoptOrder(); rows may change meanwhile.
    std::function<std::vector<quint32>()> sorting(Sort sort);
    void adoptOrder(Sort sort, std::vector<quint32> order);

    /// A row's place in an order, to be kept in a file.
    struct Place
    {
        QUuid localId;
        quint64 stamp = 0; ///< of all that decides about the place
    };
    /// An order as it stands; empty if it was never asked for or is the one that was restored.
    std::vector<Place> changedOrder(Sort sort) const;
    /// Takes an order from a file; rows it does not know, or that have changed since, find their place.
    void restoreOrder(Sort sort, const std::vector<Place> &places);
    /// A digest of how this computer sorts texts: an order kept under another one is worth nothing.
    static quint64 sortingStamp();

private:
    class Private;
    std::unique_ptr<Private> d;
};

/// What a list holds.
struct PartyQuery
{
    PartyIndex::Kind kind = PartyIndex::Kind::Everyone;
    QList<SearchWords> searches = {}; ///< all of them have to match
    std::shared_ptr<const std::vector<quint8>> among = {}; ///< by row number: which alone may match; null for all
};

/// Case, accents and compatibility forms folded away; digits of phone numbers pulled together by the caller.
QString foldedForSearch(const QString &text);
/// The text a list searches, folded: name, organisation, job title, emails, phone digits, cities, tags. A tab after
/// each.
QString searchTextOf(const Party &party);
/// The row a list shows for a party.
PartySummary summaryOf(const QUuid &localId, const Party &party);
