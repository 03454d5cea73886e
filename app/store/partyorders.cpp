#include "partyorders.h"

#include "store/mixing.h"

#include <QLocale>

#include <algorithm>
#include <numeric>

using namespace Qt::StringLiterals;
using Sort = PartyIndex::Sort;

namespace {

/// The user's; where there is none (the C locale has no letters, only codes) the language of the program.
QLocale sortingLocale()
{
    const QLocale locale = QLocale().collation();
    return locale.language() == QLocale::C ? QLocale(QLocale::English, QLocale::UnitedKingdom) : locale;
}

/// A text as it sorts: by the locale, nothing last.
struct SortText
{
    bool isEmpty;
    QCollatorSortKey key;
    bool operator<(const SortText &other) const
    {
        return isEmpty != other.isEmpty ? other.isEmpty : key.compare(other.key) < 0;
    }
};

/// The text that rows are sorted by before their names.
std::optional<RowText> sortedBy(Sort sort)
{
    switch (sort) {
    case Sort::Organisation:
        return RowText::Organisation;
    case Sort::City:
        return RowText::City;
    case Sort::Name:
    case Sort::RecentlyChanged:
    case Sort::LastContacted:
        return {};
    }
    Q_UNREACHABLE();
}

qint64 timeOf(const PartyRows &rows, Sort sort, quint32 row)
{
    return sort == Sort::LastContacted ? rows.contactedAt(row) : rows.updatedAt(row);
}

} // namespace

QCollator sortingCollator()
{
    QCollator collator(sortingLocale());
    collator.setCaseSensitivity(Qt::CaseInsensitive);
    collator.setNumericMode(false);
    return collator;
}

quint64 collationStamp()
{
    // Words that locales and versions of their rules are known to disagree about.
    QStringList words{u"Ångström"_s, u"Zebra"_s, u"ähnlich"_s, u"Öl"_s, u"oel"_s, u"chata"_s, u"cuna"_s, u"ñandu"_s,
        u"nz"_s, u"llama"_s, u"lz"_s, u"ø"_s, u"øl"_s, u"æ"_s, u"ae"_s, u"ß"_s, u"ss"_s, u"y"_s, u"ü"_s, u"İ"_s, u"ı"_s,
        u"日本"_s, u"中国"_s, u"д"_s, u"ґ"_s, u"9"_s, u"10"_s, u"a-b"_s, u"ab"_s, u"a b"_s, u"A.B."_s, u"_"_s};
    std::ranges::stable_sort(words, sortingCollator());
    return mixed(mixed(MixingStart, sortingLocale().name().toUtf8()), words.join(u'\n').toUtf8());
}

quint64 placeStamp(const PartyRows &rows, Sort sort, quint32 row)
{
    const quint64 name = mixed(MixingStart, rows.text(row, RowText::Name));
    if (const auto by = sortedBy(sort))
        return mixed(name, rows.text(row, *by));
    return sort == Sort::Name ? name : mixed(name, quint64(timeOf(rows, sort, row)));
}

RowOrder::RowOrder(const PartyRows &rows, Sort sort, const QCollator &collator)
    : m_rows(rows)
    , m_sort(sort)
    , m_collator(collator)
{
}

qint64 RowOrder::time(quint32 row) const
{
    return timeOf(m_rows, m_sort, row);
}

RowOrder::Sought RowOrder::sought(quint32 row) const
{
    const auto by = sortedBy(m_sort);
    return {row, by ? QString::fromUtf8(m_rows.text(row, *by)) : QString(),
        QString::fromUtf8(m_rows.text(row, RowText::Name))};
}

int RowOrder::compare(const QString &a, QByteArrayView b) const
{
    if (a.isEmpty() || b.isEmpty())
        return int(a.isEmpty()) - int(b.isEmpty());
    return m_collator.compare(a, QString::fromUtf8(b));
}

bool RowOrder::comesBefore(const Sought &a, quint32 b) const
{
    int result = 0;
    if (const auto by = sortedBy(m_sort))
        result = compare(a.text, m_rows.text(b, *by));
    else if (m_sort != Sort::Name && time(a.row) != time(b))
        return time(a.row) > time(b);
    if (result == 0)
        result = compare(a.name, m_rows.text(b, RowText::Name));
    return result != 0 ? result < 0 : m_rows.localId(a.row) < m_rows.localId(b);
}

void RowOrder::merge(const std::vector<quint32> &rows, std::vector<quint32> &order) const
{
    std::vector<std::size_t> places(rows.size());
    findPlaces(rows, {0, rows.size()}, order, {0, order.size()}, places);
    std::vector<quint32> merged;
    merged.reserve(order.size() + rows.size());
    auto from = order.cbegin();
    for (std::size_t i = 0; i < rows.size(); ++i) {
        const auto place = order.cbegin() + std::ptrdiff_t(places[i]);
        merged.insert(merged.end(), from, place);
        merged.push_back(rows[i]);
        from = place;
    }
    merged.insert(merged.end(), from, order.cend());
    order = std::move(merged);
}

/// The one in the middle first: it halves where the others can be.
void RowOrder::findPlaces(const std::vector<quint32> &rows, Stretch which, const std::vector<quint32> &order,
    Stretch among, std::vector<std::size_t> &places) const
{
    if (which.begin == which.end)
        return;
    const std::size_t middle = which.begin + (which.end - which.begin) / 2;
    const auto found
        = std::upper_bound(order.cbegin() + std::ptrdiff_t(among.begin), order.cbegin() + std::ptrdiff_t(among.end),
            sought(rows[middle]), [this](const Sought &a, quint32 b) { return comesBefore(a, b); });
    const auto place = std::size_t(found - order.cbegin());
    places[middle] = place;
    findPlaces(rows, {which.begin, middle}, order, {among.begin, place}, places);
    findPlaces(rows, {middle + 1, which.end}, order, {place, among.end}, places);
}

/// With the collator's keys of all texts: made once a row, they compare much faster than the texts.
void RowOrder::apply(std::vector<quint32> &rows) const
{
    std::ranges::sort(rows, [this](quint32 a, quint32 b) { return m_rows.localId(a) < m_rows.localId(b); });
    sortByText(rows, RowText::Name);
    if (const auto by = sortedBy(m_sort))
        sortByText(rows, *by);
    else if (m_sort != Sort::Name)
        std::ranges::stable_sort(rows, [this](quint32 a, quint32 b) { return time(a) > time(b); });
}

std::vector<quint32> RowOrder::sorted() const
{
    std::vector<quint32> order(m_rows.size());
    std::iota(order.begin(), order.end(), 0U);
    std::erase_if(order, [this](quint32 row) { return m_rows.isRemoved(row); });
    apply(order);
    return order;
}

/// Stable; rows without the text come last.
void RowOrder::sortByText(std::vector<quint32> &order, RowText which) const
{
    std::vector<std::pair<SortText, quint32>> keyed;
    keyed.reserve(order.size());
    for (const quint32 row : order) {
        const QString text = QString::fromUtf8(m_rows.text(row, which));
        keyed.emplace_back(SortText{text.isEmpty(), m_collator.sortKey(text)}, row);
    }
    std::ranges::stable_sort(keyed, [](const auto &a, const auto &b) { return a.first < b.first; });
    std::ranges::transform(keyed, order.begin(), [](const auto &entry) { return entry.second; });
}

const std::vector<quint32> &PartyOrders::of(const PartyRows &rows, Sort sort)
{
    auto &order = m_orders[std::size_t(sort)];
    if (!order) {
        order = RowOrder(rows, sort, m_collator).sorted();
        m_hasChanged[std::size_t(sort)] = true;
    }
    settle(rows, sort);
    return *order;
}

void PartyOrders::restore(const PartyRows &rows, Sort sort, const std::vector<std::pair<quint32, quint64>> &places)
{
    constexpr std::size_t mostMoves = 5000; // more are sorted faster than moved one by one
    std::vector<quint32> kept;
    kept.reserve(places.size());
    Truths isKept(rows.size());
    for (const auto &[row, stamp] : places) {
        if (isKept[row] || placeStamp(rows, sort, row) != stamp)
            continue;
        kept.push_back(row);
        isKept[row] = 1;
    }
    std::vector<quint32> moved;
    for (quint32 row = 0; row < rows.size(); ++row) {
        if (!isKept[row] && !rows.isRemoved(row))
            moved.push_back(row);
    }
    m_hasChanged[std::size_t(sort)] = !moved.empty() || kept.size() != places.size();
    if (moved.size() > mostMoves)
        kept = RowOrder(rows, sort, m_collator).sorted();
    m_orders[std::size_t(sort)] = std::move(kept);
    m_noted[std::size_t(sort)].clear();
    m_fresh[std::size_t(sort)].clear();
    if (!moved.empty() && moved.size() <= mostMoves)
        move(rows, sort, {}, std::move(moved));
}

void PartyOrders::adopt(const PartyRows &rows, Sort sort, std::vector<quint32> order)
{
    std::vector<quint32> missed = m_missed[std::size_t(sort)].value_or(std::vector<quint32>());
    m_missed[std::size_t(sort)].reset();
    if (has(sort))
        return; // somebody could not wait
    std::erase_if(order, [&rows](quint32 row) { return rows.isRemoved(row); });
    m_orders[std::size_t(sort)] = std::move(order);
    m_hasChanged[std::size_t(sort)] = true;
    move(rows, sort, std::move(missed), {});
}

PartyOrders::Stamps PartyOrders::stamps(const PartyRows &rows, quint32 row) const
{
    Stamps stamps{};
    for (std::size_t sort = 0; sort < stamps.size(); ++sort) {
        if (m_orders[sort])
            stamps[sort] = placeStamp(rows, Sort(sort), row);
    }
    return stamps;
}

void PartyOrders::note(const PartyRows &rows, quint32 row, const std::optional<Stamps> &before)
{
    const Stamps now = before ? stamps(rows, row) : Stamps{};
    for (std::size_t sort = 0; sort < m_orders.size(); ++sort) {
        if (m_missed[sort])
            m_missed[sort]->push_back(row);
        if (m_orders[sort] && !before)
            m_fresh[sort].push_back(row);
        else if (m_orders[sort] && (*before)[sort] != now[sort])
            m_noted[sort].push_back(row);
    }
}

void PartyOrders::settleMany(const PartyRows &rows)
{
    constexpr std::size_t many = 400; // beside a page that is stored, a frame has room for them
    for (std::size_t sort = 0; sort < m_orders.size(); ++sort) {
        if (m_noted[sort].size() + m_fresh[sort].size() >= many)
            settle(rows, Sort(sort));
    }
}

void PartyOrders::settle(const PartyRows &rows, Sort sort)
{
    move(rows, sort, std::exchange(m_noted[std::size_t(sort)], {}), std::exchange(m_fresh[std::size_t(sort)], {}));
}

/// One pass takes rows out that have to move, another puts them and fresh ones where they belong.
void PartyOrders::move(const PartyRows &rows, Sort sort, std::vector<quint32> moved, std::vector<quint32> fresh)
{
    if (moved.empty() && fresh.empty())
        return;
    m_hasChanged[std::size_t(sort)] = true;
    std::vector<quint32> &order = *m_orders[std::size_t(sort)];
    if (!moved.empty()) {
        Truths isMoved(rows.size());
        for (const quint32 row : moved)
            isMoved[row] = 1;
        std::erase_if(order, [&isMoved](quint32 row) { return isMoved[row] != 0; });
    }
    moved.insert(moved.end(), fresh.begin(), fresh.end());
    std::ranges::sort(moved);
    const auto repeated = std::ranges::unique(moved);
    moved.erase(repeated.begin(), repeated.end());
    std::erase_if(moved, [&rows](quint32 row) { return rows.isRemoved(row); });
    const RowOrder inOrder(rows, sort, m_collator);
    inOrder.apply(moved);
    inOrder.merge(moved, order);
}

void PartyOrders::remove(quint32 row)
{
    for (std::size_t sort = 0; sort < m_orders.size(); ++sort) {
        if (m_orders[sort]) {
            std::erase(*m_orders[sort], row);
            m_hasChanged[sort] = true;
        }
    }
}
