#include "partyindex.h"

#include <QCollator>
#include <QHash>
#include <QLocale>

#include <algorithm>
#include <array>
#include <cstring>
#include <functional>
#include <limits>
#include <vector>

using namespace Qt::StringLiterals;

namespace {

constexpr char FieldEnd = '\x1f';
constexpr char RowEnd = '\n'; // no search word holds one, so that no match crosses rows
constexpr qsizetype SortCount = 5;

enum Field { NameField, OrganisationField, JobTitleField, CityField, EmailField, PhoneField, FirstTagField };

/// The text of a field inside packed texts.
QByteArrayView fieldOf(QByteArrayView texts, int field)
{
    qsizetype begin = 0;
    for (; field > 0; --field)
        begin = texts.indexOf(FieldEnd, begin) + 1;
    qsizetype end = texts.indexOf(FieldEnd, begin);
    if (end < 0)
        end = texts.size();
    return texts.sliced(begin, end - begin);
}

/// Where the words are: rows in the order of their place in the arena.
struct Segment
{
    quint32 begin = 0;
    quint32 row = 0;
};

/// One truth a row, by number; not vector<bool>, which is slow to combine.
using Truths = std::vector<char>;

qint64 secondsOf(const QDateTime &time)
{
    return time.isValid() ? time.toSecsSinceEpoch() : 0;
}

QDateTime timeOf(qint64 seconds)
{
    return seconds == 0 ? QDateTime() : QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC);
}

/// The user's; where there is none (the C locale has no letters, only codes) the language of the program.
QLocale sortingLocale()
{
    const QLocale locale = QLocale().collation();
    return locale.language() == QLocale::C ? QLocale(QLocale::English, QLocale::UnitedKingdom) : locale;
}

bool isPhoneWord(const QString &word)
{
    bool hasDigit = false;
    for (const QChar c : word) {
        hasDigit = hasDigit || c.isDigit();
        if (!c.isDigit() && !"+()-./"_L1.contains(c))
            return false;
    }
    return hasDigit;
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

/// What to look for: each needle has to be found, in its literal form or as the digits of a phone number.
struct Needle
{
    QByteArray literal;
    QByteArray digits;
};

QList<Needle> needlesOf(const QString &search)
{
    QList<Needle> needles;
    bool continuesNumber = false;
    for (const QString &word :
        foldedForSearch(search).remove(QChar::Null).simplified().split(QChar::Space, Qt::SkipEmptyParts)) {
        const bool isNumber = isPhoneWord(word);
        QString digits;
        if (isNumber)
            std::ranges::copy_if(word, std::back_inserter(digits), [](QChar c) { return c.isDigit(); });
        if (isNumber && continuesNumber) {
            needles.last().literal.append(' ' + word.toUtf8());
            needles.last().digits.append(digits.toUtf8());
        } else {
            needles.append({word.toUtf8(), digits.toUtf8()});
        }
        continuesNumber = isNumber;
    }
    return needles;
}

} // namespace

QByteArray packedTexts(const PartySummary &summary)
{
    QByteArray texts;
    const QStringList fields
        = QStringList{summary.name, summary.organisation, summary.jobTitle, summary.city, summary.email, summary.phone}
        + summary.tags;
    for (const QString &field : fields) {
        if (&field != &fields.first())
            texts.append(FieldEnd);
        texts.append(field.toUtf8().replace(FieldEnd, ' '));
    }
    return texts;
}

quint8 packedFlags(const PartySummary &summary)
{
    const auto flag = [](bool isSet, PackedRow::Flag value) {
        return isSet ? int(value) : 0;
    };
    return quint8(flag(summary.type == PartyType::Organisation, PackedRow::IsOrganisation)
        | flag(summary.isPending, PackedRow::IsPending) | flag(summary.needsUser, PackedRow::NeedsUser)
        | flag(summary.hasDraft, PackedRow::HasDraft) | flag(summary.isDeleted, PackedRow::IsDeleted)
        | flag(summary.isRestricted, PackedRow::IsRestricted));
}

class PartyIndex::Private
{
public:
    struct Row
    {
        qint64 updatedAt = 0;
        qint64 contactedAt = 0;
        quint32 texts = 0; ///< where they begin in m_texts
        quint32 textsSize = 0;
        quint32 search = 0; ///< where it begins in m_search
        quint32 searchSize = 0;
        quint8 flags = 0;
        bool isFree = false;

        bool isListed() const { return !isFree && (flags & PackedRow::IsDeleted) == 0; }
        bool isOrganisation() const { return (flags & PackedRow::IsOrganisation) != 0; }
    };

    Private()
        : collator(sortingLocale())
    {
        collator.setCaseSensitivity(Qt::CaseInsensitive);
        collator.setNumericMode(false);
    }

    QByteArrayView textsOf(const Row &row) const { return {m_texts.constData() + row.texts, qsizetype(row.textsSize)}; }
    QByteArrayView searchOf(const Row &row) const
    {
        return {m_search.constData() + row.search, qsizetype(row.searchSize)};
    }
    SortText sortText(quint32 row, int field) const
    {
        const QString text = QString::fromUtf8(fieldOf(textsOf(rows[row]), field));
        return {text.isEmpty(), collator.sortKey(text)};
    }
    PartySummary summaryOf(quint32 number) const;

    void put(const PackedRow &packed);
    void remove(quint32 row);
    void clear();

    Truths rowsOfKind(Kind kind) const;
    void count(const Row &row, int step) { counts[row.isOrganisation() ? 1 : 0] += row.isListed() ? step : 0; }

    const std::vector<quint32> &order(Sort sort);
    bool comesBefore(quint32 a, quint32 b, Sort sort) const;
    Truths rowsWith(const QByteArray &word) const;
    Truths rowsWith(const Needle &needle) const;

    std::vector<Row> rows; ///< by row number; some are free
    std::vector<QUuid> localIds; ///< of the rows, kept apart since a list needs nothing else of them
    std::vector<quint32> freeRows;
    QHash<QUuid, quint32> rowsById;
    std::array<qsizetype, 2> counts{}; ///< listed people, listed organisations
    QCollator collator;

private:
    void write(Row &row, const PackedRow &packed);
    void wipeTexts(Row &row);
    void collectGarbage();
    void sortByName(std::vector<quint32> &order) const;
    void sortByField(std::vector<quint32> &order, int field) const;
    void sortByTime(std::vector<quint32> &order, qint64 Row::*time) const;
    void takeOutOfOrders(quint32 row);
    void putIntoOrders(quint32 row);
    quint32 rowAt(size_t &segment, quint32 offset) const;

    QByteArray m_texts;
    QByteArray m_search;
    std::vector<Segment> m_segments;
    std::array<std::vector<quint32>, SortCount> m_orders; ///< row numbers; empty until first asked for
    qsizetype m_garbage = 0; ///< bytes of both arenas no row uses
};

void PartyIndex::Private::clear()
{
    *this = Private();
}

Truths PartyIndex::Private::rowsOfKind(Kind kind) const
{
    Truths truths(rows.size());
    std::ranges::transform(rows, truths.begin(), [kind](const Row &row) {
        return char(
            row.isListed() && (kind == Kind::Everyone || row.isOrganisation() == (kind == Kind::Organisations)));
    });
    return truths;
}

PartySummary PartyIndex::Private::summaryOf(quint32 number) const
{
    const Row &row = rows[number];
    const QStringList fields = QString::fromUtf8(textsOf(row)).split(QLatin1Char(FieldEnd));
    PartySummary summary;
    summary.localId = localIds[number];
    summary.type = row.isOrganisation() ? PartyType::Organisation : PartyType::Person;
    summary.name = fields.value(NameField);
    summary.organisation = fields.value(OrganisationField);
    summary.jobTitle = fields.value(JobTitleField);
    summary.city = fields.value(CityField);
    summary.email = fields.value(EmailField);
    summary.phone = fields.value(PhoneField);
    summary.tags = fields.mid(FirstTagField);
    summary.updatedAt = timeOf(row.updatedAt);
    summary.lastContactedAt = timeOf(row.contactedAt);
    summary.isPending = (row.flags & PackedRow::IsPending) != 0;
    summary.needsUser = (row.flags & PackedRow::NeedsUser) != 0;
    summary.hasDraft = (row.flags & PackedRow::HasDraft) != 0;
    summary.isDeleted = (row.flags & PackedRow::IsDeleted) != 0;
    summary.isRestricted = (row.flags & PackedRow::IsRestricted) != 0;
    return summary;
}

void PartyIndex::Private::put(const PackedRow &packed)
{
    const auto known = rowsById.constFind(packed.localId);
    quint32 number = 0;
    if (known != rowsById.constEnd()) {
        number = *known;
        takeOutOfOrders(number);
        count(rows[number], -1);
        wipeTexts(rows[number]);
    } else if (!freeRows.empty()) {
        number = freeRows.back();
        freeRows.pop_back();
    } else {
        number = quint32(rows.size());
        rows.emplace_back();
        localIds.emplace_back();
    }
    Row &row = rows[number];
    localIds[number] = packed.localId;
    row.isFree = false;
    row.flags = packed.flags;
    row.updatedAt = packed.updatedAt;
    row.contactedAt = packed.contactedAt;
    write(row, packed);
    m_segments.push_back({row.search, number});
    count(row, 1);
    if (known == rowsById.constEnd())
        rowsById.insert(packed.localId, number);
    putIntoOrders(number);
    collectGarbage();
}

void PartyIndex::Private::write(Row &row, const PackedRow &packed)
{
    Q_ASSERT(m_texts.size() + packed.texts.size() < std::numeric_limits<quint32>::max());
    Q_ASSERT(m_search.size() + packed.search.size() < std::numeric_limits<quint32>::max());
    row.texts = quint32(m_texts.size());
    row.textsSize = quint32(packed.texts.size());
    m_texts.append(packed.texts);
    row.search = quint32(m_search.size());
    row.searchSize = quint32(packed.search.size());
    m_search.append(packed.search);
    m_search.append(RowEnd);
}

void PartyIndex::Private::wipeTexts(Row &row)
{
    // Dead search text must not match; dead texts are simply left behind.
    std::memset(m_search.data() + row.search, 0, row.searchSize);
    m_garbage += row.searchSize + row.textsSize;
}

void PartyIndex::Private::remove(quint32 number)
{
    Row &row = rows[number];
    takeOutOfOrders(number);
    count(row, -1);
    wipeTexts(row);
    rowsById.remove(localIds[number]);
    row = Row();
    row.isFree = true;
    freeRows.push_back(number);
    collectGarbage();
}

/// Once a quarter of the arenas is dead they are written anew.
void PartyIndex::Private::collectGarbage()
{
    constexpr qsizetype WorthIt = 1 << 20;
    if (m_garbage < WorthIt || m_garbage < (m_texts.size() + m_search.size()) / 4)
        return;
    QByteArray texts;
    QByteArray search;
    texts.reserve(m_texts.size());
    search.reserve(m_search.size());
    std::swap(texts, m_texts);
    std::swap(search, m_search);
    m_segments.clear();
    m_garbage = 0;
    for (quint32 number = 0; number < rows.size(); ++number) {
        Row &row = rows[number];
        if (row.isFree)
            continue;
        PackedRow packed;
        packed.texts = QByteArrayView(texts).sliced(row.texts, row.textsSize);
        packed.search = QByteArrayView(search).sliced(row.search, row.searchSize);
        write(row, packed);
        m_segments.push_back({row.search, number});
    }
}

const std::vector<quint32> &PartyIndex::Private::order(Sort sort)
{
    std::vector<quint32> &order = m_orders[size_t(sort)];
    if (!order.empty())
        return order;
    if (sort == Sort::Name) {
        order.reserve(rows.size());
        for (quint32 number = 0; number < rows.size(); ++number) {
            if (!rows[number].isFree)
                order.push_back(number);
        }
        sortByName(order);
        return order;
    }
    order = this->order(Sort::Name);
    switch (sort) {
    case Sort::Name:
        break;
    case Sort::Organisation:
        sortByField(order, OrganisationField);
        break;
    case Sort::City:
        sortByField(order, CityField);
        break;
    case Sort::RecentlyChanged:
        sortByTime(order, &Row::updatedAt);
        break;
    case Sort::LastContacted:
        sortByTime(order, &Row::contactedAt);
        break;
    }
    return order;
}

void PartyIndex::Private::sortByName(std::vector<quint32> &order) const
{
    std::ranges::sort(order, [this](quint32 a, quint32 b) { return localIds[a] < localIds[b]; });
    sortByField(order, NameField);
}

/// Stable; rows without the text come last.
void PartyIndex::Private::sortByField(std::vector<quint32> &order, int field) const
{
    std::vector<std::pair<SortText, quint32>> keyed;
    keyed.reserve(order.size());
    for (const quint32 row : order)
        keyed.emplace_back(sortText(row, field), row);
    std::ranges::stable_sort(keyed, [](const auto &a, const auto &b) { return a.first < b.first; });
    std::ranges::transform(keyed, order.begin(), [](const auto &entry) { return entry.second; });
}

/// Stable; the latest first.
void PartyIndex::Private::sortByTime(std::vector<quint32> &order, qint64 Row::*time) const
{
    std::ranges::stable_sort(order, [&](quint32 a, quint32 b) { return rows[a].*time > rows[b].*time; });
}

bool PartyIndex::Private::comesBefore(quint32 a, quint32 b, Sort sort) const
{
    const auto compareTexts = [&](int field) {
        const SortText left = sortText(a, field);
        const SortText right = sortText(b, field);
        return left < right ? -1 : right < left ? 1 : 0;
    };
    const auto compareTimes = [&](qint64 Row::*time) {
        return rows[a].*time == rows[b].*time ? 0 : rows[a].*time > rows[b].*time ? -1 : 1;
    };
    int result = 0;
    switch (sort) {
    case Sort::Name:
        break;
    case Sort::Organisation:
        result = compareTexts(OrganisationField);
        break;
    case Sort::City:
        result = compareTexts(CityField);
        break;
    case Sort::RecentlyChanged:
        result = compareTimes(&Row::updatedAt);
        break;
    case Sort::LastContacted:
        result = compareTimes(&Row::contactedAt);
        break;
    }
    if (result == 0)
        result = compareTexts(NameField);
    return result != 0 ? result < 0 : localIds[a] < localIds[b];
}

void PartyIndex::Private::takeOutOfOrders(quint32 row)
{
    for (size_t sort = 0; sort < m_orders.size(); ++sort) {
        std::vector<quint32> &order = m_orders[sort];
        if (order.empty())
            continue;
        const auto at = std::ranges::lower_bound(
            order, row, [this, sort](quint32 a, quint32 b) { return a != b && comesBefore(a, b, Sort(sort)); });
        Q_ASSERT(at != order.end() && *at == row);
        order.erase(at);
    }
}

void PartyIndex::Private::putIntoOrders(quint32 row)
{
    for (size_t sort = 0; sort < m_orders.size(); ++sort) {
        std::vector<quint32> &order = m_orders[sort];
        if (order.empty())
            continue;
        const auto before = [this, sort](quint32 a, quint32 b) {
            return comesBefore(a, b, Sort(sort));
        };
        order.insert(std::ranges::upper_bound(order, row, before), row);
    }
}

/// The row that holds a place of the search arena. `segment` moves forward with rising offsets.
quint32 PartyIndex::Private::rowAt(size_t &segment, quint32 offset) const
{
    size_t step = 1;
    while (segment + step < m_segments.size() && m_segments[segment + step].begin <= offset) {
        segment += step;
        step *= 2;
    }
    const auto first = m_segments.begin() + std::ptrdiff_t(segment);
    const auto last = m_segments.begin() + std::ptrdiff_t(std::min(segment + step, m_segments.size()));
    const auto after
        = std::upper_bound(first, last, offset, [](quint32 value, const Segment &s) { return value < s.begin; });
    segment = size_t(after - m_segments.begin()) - 1;
    return m_segments[segment].row;
}

Truths PartyIndex::Private::rowsWith(const QByteArray &word) const
{
    Truths found(rows.size());
    // The rarest letter of the word leads the scan.
    static constexpr QByteArrayView Common = " eariotnslcudpmhgbfywkvxzjq0123456789";
    const auto rarity = [](char c) {
        const qsizetype place = Common.indexOf(c);
        return place < 0 ? Common.size() : place;
    };
    const auto *const lead = std::ranges::max_element(word, [&](char a, char b) { return rarity(a) < rarity(b); });
    const qsizetype leadAt = lead - word.begin();

    const char *const begin = m_search.constData();
    const char *const end = begin + m_search.size();
    size_t segment = 0;
    for (const char *at = begin + leadAt; at < end;) {
        at = static_cast<const char *>(std::memchr(at, *lead, size_t(end - at)));
        if (!at)
            break;
        const char *const start = at - leadAt;
        if (end - start < word.size() || std::memcmp(start, word.constData(), size_t(word.size())) != 0) {
            ++at;
            continue;
        }
        found[rowAt(segment, quint32(start - begin))] = true;
        if (segment + 1 == m_segments.size())
            break;
        at = begin + m_segments[segment + 1].begin + leadAt; // one match a row is enough
    }
    return found;
}

Truths PartyIndex::Private::rowsWith(const Needle &needle) const
{
    Truths found = rowsWith(needle.literal);
    if (needle.digits.isEmpty() || needle.digits == needle.literal)
        return found;
    const Truths byDigits = rowsWith(needle.digits);
    std::ranges::transform(found, byDigits, found.begin(), std::logical_or());
    return found;
}

PartyIndex::PartyIndex()
    : d(std::make_unique<Private>())
{
}

PartyIndex::~PartyIndex() = default;
PartyIndex::PartyIndex(PartyIndex &&) noexcept = default;
PartyIndex &PartyIndex::operator=(PartyIndex &&) noexcept = default;

void PartyIndex::clear()
{
    d->clear();
}

void PartyIndex::reserve(qsizetype rows)
{
    d->rows.reserve(size_t(rows));
    d->localIds.reserve(size_t(rows));
    d->rowsById.reserve(rows);
}

void PartyIndex::put(const PartySummary &summary, const QString &searchText)
{
    const QByteArray texts = packedTexts(summary);
    const QByteArray search = searchText.toUtf8();
    d->put({summary.localId, packedFlags(summary), secondsOf(summary.updatedAt), secondsOf(summary.lastContactedAt),
        texts, search});
}

void PartyIndex::put(const PackedRow &row)
{
    d->put(row);
}

void PartyIndex::remove(const QUuid &localId)
{
    if (const auto at = d->rowsById.constFind(localId); at != d->rowsById.constEnd())
        d->remove(*at);
}

qsizetype PartyIndex::size() const
{
    return d->rowsById.size();
}

bool PartyIndex::contains(const QUuid &localId) const
{
    return d->rowsById.contains(localId);
}

std::optional<PartySummary> PartyIndex::summary(const QUuid &localId) const
{
    const auto at = d->rowsById.constFind(localId);
    if (at == d->rowsById.constEnd())
        return {};
    return d->summaryOf(*at);
}

QList<QUuid> PartyIndex::find(Kind kind, const QString &search, Sort sort) const
{
    Truths matching = d->rowsOfKind(kind);
    for (const Needle &needle : needlesOf(search)) {
        const Truths found = d->rowsWith(needle);
        std::ranges::transform(matching, found, matching.begin(), std::logical_and());
    }
    QList<QUuid> ids;
    ids.reserve(std::count(matching.begin(), matching.end(), char(true)));
    for (const quint32 number : d->order(sort)) {
        if (matching[number])
            ids.append(d->localIds[number]);
    }
    return ids;
}

QList<QUuid> PartyIndex::inOrder(const QList<QUuid> &localIds, Sort sort) const
{
    std::vector<quint32> numbers;
    for (const QUuid &localId : localIds) {
        if (const auto at = d->rowsById.constFind(localId); at != d->rowsById.constEnd())
            numbers.push_back(*at);
    }
    std::ranges::sort(numbers, [&](quint32 a, quint32 b) { return d->comesBefore(a, b, sort); });
    QList<QUuid> ids;
    for (const quint32 number : numbers)
        ids.append(d->localIds[number]);
    return ids;
}

QList<QUuid> PartyIndex::organisationsNamed(const QString &text, int limit) const
{
    const QByteArray needle = foldedForSearch(text).toUtf8();
    QList<QUuid> beginning;
    QList<QUuid> holding;
    for (const quint32 number : d->order(Sort::Name)) {
        const Private::Row &row = d->rows[number];
        if (!row.isListed() || !row.isOrganisation())
            continue;
        const QByteArrayView search = d->searchOf(row);
        const QByteArrayView name = search.first(std::max(search.indexOf('\t'), qsizetype(0)));
        if (name.startsWith(needle))
            beginning.append(d->localIds[number]);
        else if (holding.size() < limit && name.contains(needle))
            holding.append(d->localIds[number]);
        if (beginning.size() == limit)
            return beginning;
    }
    return (beginning + holding).mid(0, limit);
}

qsizetype PartyIndex::count(Kind kind) const
{
    switch (kind) {
    case Kind::Everyone:
        return d->counts[0] + d->counts[1];
    case Kind::People:
        return d->counts[0];
    case Kind::Organisations:
        return d->counts[1];
    }
    Q_UNREACHABLE();
}
