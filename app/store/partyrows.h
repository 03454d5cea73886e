#pragma once

#include "store/partyindex.h"
#include "store/rowtable.h"

#include <QHash>
#include <QSet>

#include <vector>

/// One truth a row, by number; not vector<bool>, which is slow to combine.
using Truths = std::vector<quint8>;

/// The texts of a row, in the order they are packed.
enum class RowText { Name, Organisation, JobTitle, City, Email, Phone, FirstTag };

/// A time of a row, which is in seconds since 1970, UTC; invalid for 0.
QDateTime momentOf(qint64 seconds);

/// The rows of the index by number, compact: what a row shows lies in one UTF-8 arena, what is searched in another. A
/// number belongs to one record for as long as the rows live, so that a list may hold on to it.
class PartyRows
{
public:
    void reserve(qsizetype rows, qsizetype textBytes, qsizetype searchBytes);

    quint32 add(const PackedRow &packed);
    void replace(quint32 row, const PackedRow &packed);
    void remove(quint32 row);

    /// How many numbers are given, removed rows included.
    quint32 size() const { return quint32(m_rows.size()); }
    const QUuid &localId(quint32 row) const { return m_localIds[row]; }
    /// The row of a record; none if it was never added or is removed.
    std::optional<quint32> rowOf(const QUuid &localId) const { return m_rowsById.find(localId, m_localIds); }
    /// How many records there are.
    qsizetype count() const { return m_rowsById.size(); }
    bool isRemoved(quint32 row) const { return (m_flags[row] & IsRemoved) != 0; }
    bool isListed(quint32 row) const { return (m_flags[row] & (IsRemoved | PackedRow::IsDeleted)) == 0; }
    bool isOrganisation(quint32 row) const { return (m_flags[row] & PackedRow::IsOrganisation) != 0; }
    qint64 updatedAt(quint32 row) const { return m_rows[row].updatedAt; }
    qint64 contactedAt(quint32 row) const { return m_rows[row].contactedAt; }
    QByteArrayView text(quint32 row, RowText which) const;
    QByteArrayView search(quint32 row) const;
    PartySummary summary(quint32 row) const;

    /// Which rows are listed and of this kind.
    Truths ofKind(PartyIndex::Kind kind) const;
    /// The rows that are listed and have a flag.
    std::vector<quint32> flagged(PackedRow::Flag flag) const;
    /// Which rows hold a text (folded, not empty) in what is searched.
    Truths holding(const QByteArray &text) const;
    /// The same in one kind of text alone: in an email address or in the digits of a phone number, or at the beginning
    /// of a city or tag, which `isWhole` wants to be the text.
    Truths holding(const QByteArray &text, RowText where, bool isWhole) const;
    /// Which rows have no city, email, phone or tag.
    Truths without(RowText which) const;
    /// Which rows were added, changed, or contacted, since then (seconds since 1970).
    Truths addedSince(qint64 seconds) const;
    Truths changedSince(qint64 seconds) const;
    Truths contactedSince(qint64 seconds) const;
    /// Which rows belong to one of these users; 0 is nobody.
    Truths ownedBy(const QSet<qint64> &users) const;

    /// Adds the tags of a row.
    void tallyTags(quint32 row, TagTally &tally) const;

    /// These rows without what only a search needs: cheap, and to be read on another thread.
    PartyRows forSorting() const;

private:
    static constexpr quint8 IsRemoved = 128; // beside PackedRow::Flag

    /// A stretch of an arena.
    struct Span
    {
        quint32 begin = 0;
        quint32 size = 0;
    };
    /// Times in seconds since 1970, which 32 bits hold until 2106; a byte more in each of very many rows shows.
    struct Row
    {
        quint32 updatedAt = 0;
        quint32 contactedAt = 0;
        quint32 createdAt = 0;
        quint16 owner = 0; ///< place in m_owners
        Span texts;
        Span search;
    };
    /// Which row a stretch of what is searched belongs to; they follow each other as they lie there.
    struct Segment
    {
        quint32 begin = 0;
        quint32 row = 0;
    };

    void write(quint32 row, const PackedRow &packed);
    quint16 ownerPlace(qint64 userId);
    Truths since(quint32 Row::*time, qint64 seconds) const;
    void writeTexts(Span &span, QByteArrayView texts);
    void writeSearch(quint32 row, QByteArrayView search);
    void wipeSearch(const Span &span);
    void collectGarbage();
    qsizetype tagCount(quint32 row) const;
    bool isTextOf(RowText which, quint32 row, qsizetype place) const;
    std::size_t segmentAt(std::size_t from, quint32 place) const;

    std::vector<Row> m_rows;
    RowTable m_rowsById;
    std::vector<QUuid> m_localIds; // apart from the rows, as are the flags: a list reads nothing else of most rows
    std::vector<quint8> m_flags;
    std::vector<quint8> m_filled; // a bit for each RowText that is not empty
    std::vector<qint64> m_owners{0}; ///< all that were met; nobody is the first
    QHash<qint64, quint16> m_ownerPlaces{{0, quint16(0)}};
    QByteArray m_texts;
    QByteArray m_search;
    std::vector<Segment> m_segments;
    qsizetype m_garbage = 0; // bytes of both arenas that no row uses
};
