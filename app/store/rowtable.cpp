#include "rowtable.h"

#include <QHashFunctions>

#include <algorithm>
#include <bit>
#include <utility>

std::size_t RowTable::homeOf(const QUuid &localId) const
{
    return qHashBits(&localId, sizeof(localId)) & (m_places.size() - 1);
}

/// Where the id is, or the free place where it belongs. There always is one.
std::size_t RowTable::placeOf(const QUuid &localId, const Ids &ids) const
{
    std::size_t place = homeOf(localId);
    while (m_places[place] != 0 && ids[m_places[place] - 1] != localId)
        place = next(place);
    return place;
}

std::optional<quint32> RowTable::find(const QUuid &localId, const Ids &ids) const
{
    if (m_size == 0)
        return {};
    const quint32 found = m_places[placeOf(localId, ids)];
    return found == 0 ? std::nullopt : std::optional(found - 1);
}

void RowTable::insert(quint32 row, const Ids &ids)
{
    reserve(m_size + 1, ids);
    quint32 &place = m_places[placeOf(ids[row], ids)];
    Q_ASSERT(place == 0);
    place = row + 1;
    ++m_size;
}

void RowTable::remove(quint32 row, const Ids &ids)
{
    std::size_t hole = placeOf(ids[row], ids);
    Q_ASSERT(m_places[hole] == row + 1);
    --m_size;
    // Whoever stands further behind its home than the hole is moves up into it; the search would end there else.
    for (std::size_t place = next(hole); m_places[place] != 0; place = next(place)) {
        const std::size_t mask = m_places.size() - 1;
        const std::size_t fromHome = (place - homeOf(ids[m_places[place] - 1])) & mask;
        if (fromHome >= ((place - hole) & mask))
            m_places[std::exchange(hole, place)] = m_places[place];
    }
    m_places[hole] = 0;
}

void RowTable::reserve(qsizetype rows, const Ids &ids)
{
    constexpr std::size_t fewest = 16;
    if (std::size_t(rows) * 2 <= m_places.size())
        return;
    const std::vector<quint32> old
        = std::exchange(m_places, std::vector<quint32>(std::max(fewest, std::bit_ceil(std::size_t(rows) * 2))));
    for (const quint32 entry : old) {
        if (entry != 0)
            m_places[placeOf(ids[entry - 1], ids)] = entry;
    }
}
