#pragma once

#include "store/partyrows.h"

#include <QCollator>

#include <array>
#include <optional>
#include <vector>

/// Compares texts by the user's locale; each thread has its own.
QCollator sortingCollator();
/// A digest of how this computer and this locale compare texts.
quint64 collationStamp();
/// A digest of all of a row that decides about its place in an order.
quint64 placeStamp(const PartyRows &rows, PartyIndex::Sort sort, quint32 row);

/// Compares rows as one of the orders has them: texts by the user's locale, none last; times the latest first; equal
/// ones by name, then by id.
class RowOrder
{
public:
    /// Borrows rows and collator.
    RowOrder(const PartyRows &rows, PartyIndex::Sort sort, const QCollator &collator);

    /// Puts rows that are in this order already into an `order` that has none of them.
    void merge(const std::vector<quint32> &rows, std::vector<quint32> &order) const;
    /// Brings rows into this order.
    void apply(std::vector<quint32> &rows) const;
    /// All rows that are not removed, in this order.
    std::vector<quint32> sorted() const;

private:
    /// A row with its texts at hand, to be compared with many.
    struct Sought
    {
        quint32 row = 0;
        QString text; ///< what is sorted by before the name, if that is a text
        QString name;
    };
    Sought sought(quint32 row) const;
    bool comesBefore(const Sought &a, quint32 b) const;
    /// A stretch of places.
    struct Stretch
    {
        std::size_t begin = 0;
        std::size_t end = 0;
    };
    void findPlaces(const std::vector<quint32> &rows, Stretch which, const std::vector<quint32> &order, Stretch among,
        std::vector<std::size_t> &places) const;
    int compare(const QString &a, QByteArrayView b) const;
    void sortByText(std::vector<quint32> &order, RowText which) const;
    qint64 time(quint32 row) const;

    const PartyRows &m_rows;
    PartyIndex::Sort m_sort;
    const QCollator &m_collator;
};

/// The orders that were asked for so far, kept as rows change.
class PartyOrders
{
public:
    using Sort = PartyIndex::Sort;

    bool has(Sort sort) const { return m_orders[std::size_t(sort)].has_value(); }
    /// The row numbers in an order, sorted now if it is the first time. Moves what was noted to its place.
    const std::vector<quint32> &of(const PartyRows &rows, Sort sort);
    /// True if the order, as of() last gave it, is not the one that was restored.
    bool hasChanged(Sort sort) const { return m_hasChanged[std::size_t(sort)]; }
    /// Takes an order as it was; rows that are not in it, or whose stamp is another now, find their place.
    void restore(const PartyRows &rows, Sort sort, const std::vector<std::pair<quint32, quint64>> &places);

    /// From now until adopt() rows may change that the order in the making does not know of.
    void expect(Sort sort) { m_missed[std::size_t(sort)].emplace(); }
    void adopt(const PartyRows &rows, Sort sort, std::vector<quint32> order);

    /// What decides about the places of rows, before and after a change: what differs moves.
    using Stamps = std::array<quint64, PartyIndex::SortCount>;
    Stamps stamps(const PartyRows &rows, quint32 row) const;
    /// Notes a row that has come or changed. The more are moved at once, the less each of them costs.
    void note(const PartyRows &rows, quint32 row, const std::optional<Stamps> &before);
    /// Moves what was noted if nobody asked for an order for so long that it would take a while.
    void settleMany(const PartyRows &rows);
    void remove(quint32 row);

private:
    void settle(const PartyRows &rows, Sort sort);
    void move(const PartyRows &rows, Sort sort, std::vector<quint32> moved, std::vector<quint32> fresh);

    QCollator m_collator = sortingCollator();
    std::array<std::optional<std::vector<quint32>>, PartyIndex::SortCount> m_orders;
    std::array<std::vector<quint32>, PartyIndex::SortCount> m_noted; ///< rows that have to move
    std::array<std::vector<quint32>, PartyIndex::SortCount> m_fresh; ///< rows that are in no place yet
    std::array<std::optional<std::vector<quint32>>, PartyIndex::SortCount> m_missed;
    std::array<bool, PartyIndex::SortCount> m_hasChanged{};
};
