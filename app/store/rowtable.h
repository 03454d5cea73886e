#pragma once

#include <QUuid>

#include <optional>
#include <vector>

/// Finds the row of a record's local id. It keeps the numbers of the rows alone, in four bytes a place, and compares
/// with the ids that the rows have anyway: a QHash of ids takes four times the memory. The ids of Capsule's records
/// differ in a few low bits (localIdOfServerId), which qHash(QUuid) passes on as they are, so that whole stretches of
/// places fill up and a search walks through them; here all bits are mixed.
class RowTable
{
public:
    /// The ids of the rows by number.
    using Ids = std::vector<QUuid>;

    std::optional<quint32> find(const QUuid &localId, const Ids &ids) const;
    /// Takes in a row that is not in yet; nor is another with its id.
    void insert(quint32 row, const Ids &ids);
    /// Takes out a row that is in, while `ids` still has its id.
    void remove(quint32 row, const Ids &ids);
    /// Makes room for so many rows.
    void reserve(qsizetype rows, const Ids &ids);
    /// How many rows are in.
    qsizetype size() const { return m_size; }

private:
    std::size_t homeOf(const QUuid &localId) const;
    std::size_t placeOf(const QUuid &localId, const Ids &ids) const;
    std::size_t next(std::size_t place) const { return (place + 1) & (m_places.size() - 1); }

    std::vector<quint32> m_places; ///< row + 1, or 0 where it is free; a power of two, at most half of them taken
    qsizetype m_size = 0;
};
