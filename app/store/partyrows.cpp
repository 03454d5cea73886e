#include "partyrows.h"

#include "store/textscan.h"

#include <QVarLengthArray>

#include <algorithm>
#include <cstring>
#include <limits>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

constexpr char TextEnd = '\x1f';
constexpr char PartEnd = '\t'; // behind each text of searchTextOf()
constexpr char RowEnd = '\n'; // no search word holds one, so that no match crosses rows

quint8 bitOf(RowText which)
{
    return quint8(1U << unsigned(which));
}

/// A bit for each text that is there.
quint8 filledTexts(QByteArrayView texts)
{
    unsigned bits = 0;
    unsigned field = 0;
    for (const char c : texts) {
        if (c != TextEnd)
            bits |= 1U << field;
        else if (field < unsigned(RowText::FirstTag)) // further tags count as the first
            ++field;
    }
    return quint8(bits);
}

bool isDigits(QByteArrayView text)
{
    return !text.isEmpty() && std::ranges::all_of(text, [](char c) { return c >= '0' && c <= '9'; });
}

/// 0 is no time; what 32 bits do not hold is the first or the last that they do.
quint32 packedTime(qint64 seconds)
{
    return seconds == 0 ? 0 : quint32(std::clamp(seconds, qint64(1), qint64(std::numeric_limits<quint32>::max())));
}

} // namespace

QDateTime momentOf(qint64 seconds)
{
    return seconds == 0 ? QDateTime() : QDateTime::fromSecsSinceEpoch(seconds, Qt::UTC);
}

QByteArray packedTexts(const PartySummary &summary)
{
    QByteArray texts;
    const QStringList fields
        = QStringList{summary.name, summary.organisation, summary.jobTitle, summary.city, summary.email, summary.phone}
        + summary.tags;
    for (const QString &field : fields) {
        if (&field != &fields.first())
            texts.append(TextEnd);
        texts.append(field.toUtf8().replace(TextEnd, ' '));
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

void PartyRows::reserve(qsizetype rows, qsizetype textBytes, qsizetype searchBytes)
{
    m_rows.reserve(std::size_t(rows));
    m_localIds.reserve(std::size_t(rows));
    m_rowsById.reserve(rows, m_localIds);
    m_flags.reserve(std::size_t(rows));
    m_filled.reserve(std::size_t(rows));
    m_segments.reserve(std::size_t(rows));
    m_texts.reserve(textBytes);
    m_search.reserve(searchBytes + rows);
}

quint32 PartyRows::add(const PackedRow &packed)
{
    const quint32 row = size();
    m_rows.emplace_back();
    m_localIds.push_back(packed.localId);
    m_rowsById.insert(row, m_localIds);
    m_flags.push_back(packed.flags);
    m_filled.push_back(0);
    write(row, packed);
    return row;
}

void PartyRows::replace(quint32 row, const PackedRow &packed)
{
    m_flags[row] = packed.flags;
    write(row, packed);
    collectGarbage();
}

void PartyRows::remove(quint32 number)
{
    Row &row = m_rows[number];
    wipeSearch(row.search);
    m_garbage += row.texts.size + row.search.size;
    row = {};
    m_rowsById.remove(number, m_localIds);
    m_localIds[number] = {};
    m_flags[number] = IsRemoved;
    m_filled[number] = 0;
    collectGarbage();
}

void PartyRows::write(quint32 number, const PackedRow &packed)
{
    Row &row = m_rows[number];
    row.updatedAt = packedTime(packed.updatedAt);
    row.contactedAt = packedTime(packed.contactedAt);
    row.createdAt = packedTime(packed.createdAt);
    row.owner = ownerPlace(packed.ownerId);
    m_filled[number] = filledTexts(packed.texts);
    writeTexts(row.texts, packed.texts);
    writeSearch(number, packed.search);
}

/// An account has some hundreds of users at most. Should there be more than there are places, the last ones share one.
quint16 PartyRows::ownerPlace(qint64 userId)
{
    const auto known = m_ownerPlaces.constFind(userId);
    if (known != m_ownerPlaces.constEnd())
        return *known;
    if (m_owners.size() <= std::numeric_limits<quint16>::max())
        m_owners.push_back(userId);
    return *m_ownerPlaces.insert(userId, quint16(m_owners.size() - 1));
}

/// What fits where the old texts lie goes there.
void PartyRows::writeTexts(Span &span, QByteArrayView texts)
{
    if (QByteArrayView(m_texts).sliced(span.begin, span.size) == texts)
        return;
    if (texts.size() <= span.size) {
        std::memcpy(m_texts.data() + span.begin, texts.data(), std::size_t(texts.size()));
        m_garbage += span.size - texts.size();
        span.size = quint32(texts.size());
        return;
    }
    Q_ASSERT(m_texts.size() + texts.size() < std::numeric_limits<quint32>::max());
    m_garbage += span.size;
    span = {quint32(m_texts.size()), quint32(texts.size())};
    m_texts.append(texts);
}

void PartyRows::writeSearch(quint32 number, QByteArrayView search)
{
    Span &span = m_rows[number].search;
    if (QByteArrayView(m_search).sliced(span.begin, span.size) == search)
        return;
    wipeSearch(span);
    m_garbage += span.size;
    Q_ASSERT(m_search.size() + search.size() < std::numeric_limits<quint32>::max());
    span = {quint32(m_search.size()), quint32(search.size())};
    m_search.append(search);
    m_search.append(RowEnd);
    m_segments.push_back({span.begin, number});
}

/// Dead search text must not match; dead texts are simply left behind.
void PartyRows::wipeSearch(const Span &span)
{
    if (span.size > 0)
        std::memset(m_search.data() + span.begin, 0, span.size);
}

/// Once a quarter of the arenas is dead they are written anew.
void PartyRows::collectGarbage()
{
    constexpr qsizetype worthIt = 1 << 20;
    if (m_garbage < worthIt || m_garbage < (m_texts.size() + m_search.size()) / 4)
        return;
    const QByteArray texts = std::exchange(m_texts, {});
    const QByteArray search = std::exchange(m_search, {});
    m_texts.reserve(texts.size());
    m_search.reserve(search.size());
    m_segments.clear();
    m_garbage = 0;
    for (quint32 number = 0; number < size(); ++number) {
        Row &row = m_rows[number];
        const Span oldTexts = std::exchange(row.texts, {});
        const Span oldSearch = std::exchange(row.search, {});
        writeTexts(row.texts, QByteArrayView(texts).sliced(oldTexts.begin, oldTexts.size));
        writeSearch(number, QByteArrayView(search).sliced(oldSearch.begin, oldSearch.size));
    }
}

QByteArrayView PartyRows::text(quint32 row, RowText which) const
{
    const Span span = m_rows[row].texts;
    const QByteArrayView texts = QByteArrayView(m_texts).sliced(span.begin, span.size);
    const char *begin = texts.begin(); // by hand: the texts are short, and sorting reads very many
    for (int left = int(which); left > 0 && begin != texts.end(); ++begin)
        left -= *begin == TextEnd ? 1 : 0;
    const char *end = begin;
    while (end != texts.end() && *end != TextEnd)
        ++end;
    return {begin, end};
}

QByteArrayView PartyRows::search(quint32 row) const
{
    const Span span = m_rows[row].search;
    return QByteArrayView(m_search).sliced(span.begin, span.size);
}

PartySummary PartyRows::summary(quint32 number) const
{
    const Row &row = m_rows[number];
    const QStringList fields = QString::fromUtf8(QByteArrayView(m_texts).sliced(row.texts.begin, row.texts.size))
                                   .split(QLatin1Char(TextEnd));
    const auto field = [&fields](RowText which) {
        return fields.value(int(which));
    };
    const auto has = [flags = m_flags[number]](PackedRow::Flag flag) {
        return (flags & flag) != 0;
    };
    PartySummary summary;
    summary.localId = m_localIds[number];
    summary.type = isOrganisation(number) ? PartyType::Organisation : PartyType::Person;
    summary.name = field(RowText::Name);
    summary.organisation = field(RowText::Organisation);
    summary.jobTitle = field(RowText::JobTitle);
    summary.city = field(RowText::City);
    summary.email = field(RowText::Email);
    summary.phone = field(RowText::Phone);
    summary.tags = fields.mid(int(RowText::FirstTag));
    summary.updatedAt = momentOf(row.updatedAt);
    summary.lastContactedAt = momentOf(row.contactedAt);
    summary.createdAt = momentOf(row.createdAt);
    summary.ownerId = m_owners[row.owner];
    summary.isPending = has(PackedRow::IsPending);
    summary.needsUser = has(PackedRow::NeedsUser);
    summary.hasDraft = has(PackedRow::HasDraft);
    summary.isDeleted = has(PackedRow::IsDeleted);
    summary.isRestricted = has(PackedRow::IsRestricted);
    return summary;
}

Truths PartyRows::ofKind(PartyIndex::Kind kind) const
{
    // Removed and deleted rows are of no kind.
    const auto asked = quint8(
        IsRemoved | PackedRow::IsDeleted | (kind == PartyIndex::Kind::Everyone ? 0 : int(PackedRow::IsOrganisation)));
    const quint8 wanted = kind == PartyIndex::Kind::Organisations ? PackedRow::IsOrganisation : 0;
    Truths truths(m_flags.size());
    std::ranges::transform(
        m_flags, truths.begin(), [asked, wanted](quint8 flags) { return quint8((flags & asked) == wanted); });
    return truths;
}

std::vector<quint32> PartyRows::flagged(PackedRow::Flag flag) const
{
    constexpr quint8 unlisted = IsRemoved | PackedRow::IsDeleted;
    std::vector<quint32> rows;
    for (quint32 row = 0; row < m_flags.size(); ++row) {
        if ((m_flags[row] & (unlisted | flag)) == flag)
            rows.push_back(row);
    }
    return rows;
}

Truths PartyRows::holding(const QByteArray &text) const
{
    Truths truths(m_rows.size());
    const TextScan scan(m_search, text);
    std::size_t segment = 0;
    for (qsizetype place = scan.next(0); place >= 0;) {
        segment = segmentAt(segment, quint32(place));
        truths[m_segments[segment].row] = 1;
        if (++segment == m_segments.size())
            break;
        place = scan.next(m_segments[segment].begin); // one match a row is enough
    }
    return truths;
}

Truths PartyRows::holding(const QByteArray &text, RowText where, bool isWhole) const
{
    const bool fromBeginning = where == RowText::City || where == RowText::FirstTag;
    QByteArray needle = text;
    if (fromBeginning)
        needle.prepend(PartEnd); // no city or tag is the first text of a row
    if (fromBeginning && isWhole)
        needle.append(PartEnd);
    Truths truths(m_rows.size());
    const TextScan scan(m_search, needle);
    std::size_t segment = 0;
    for (qsizetype place = scan.next(0); place >= 0;) {
        segment = segmentAt(segment, quint32(place));
        const quint32 row = m_segments[segment].row;
        if (!isTextOf(where, row, place + (fromBeginning ? 1 : 0))) {
            place = scan.next(place + 1);
            continue;
        }
        truths[row] = 1;
        if (++segment == m_segments.size())
            break;
        place = scan.next(m_segments[segment].begin);
    }
    return truths;
}

/// Whether a place of what is searched lies in a text of that kind. They follow each other as searchTextOf() puts them:
/// what is before the emails and how many tags there are is known from what a row shows; emails have their sign and
/// phones nothing but digits.
bool PartyRows::isTextOf(RowText which, quint32 row, qsizetype place) const
{
    const QByteArrayView all = search(row);
    const QByteArrayView before = all.first(place - qsizetype(m_rows[row].search.begin));
    const QByteArrayView behind = all.sliced(before.size());
    const bool isTag = std::ranges::count(behind, PartEnd) <= tagCount(row);
    if (which == RowText::FirstTag || isTag)
        return isTag && which == RowText::FirstTag;
    const auto isFilled = [filled = m_filled[row]](RowText field) {
        return (filled & bitOf(field)) != 0;
    };
    const int leading = 1 + (isFilled(RowText::Organisation) ? 1 : 0) + (isFilled(RowText::JobTitle) ? 1 : 0);
    if (std::ranges::count(before, PartEnd) < leading)
        return false;
    const qsizetype begin = before.lastIndexOf(PartEnd) + 1;
    const QByteArrayView part
        = all.sliced(begin, before.size() + std::max(behind.indexOf(PartEnd), qsizetype(0)) - begin);
    const bool isEmail = part.contains('@');
    const bool isPhone = isDigits(part);
    return which == RowText::Email ? isEmail : which == RowText::Phone ? isPhone : !isEmail && !isPhone;
}

qsizetype PartyRows::tagCount(quint32 row) const
{
    const Span span = m_rows[row].texts;
    if ((m_filled[row] & bitOf(RowText::FirstTag)) == 0)
        return 0;
    return std::ranges::count(QByteArrayView(m_texts).sliced(span.begin, span.size), TextEnd)
        - qsizetype(RowText::FirstTag) + 1;
}

/// They are the last of what is searched.
void PartyRows::tallyTags(quint32 row, TagTally &tally) const
{
    const QByteArrayView all = search(row);
    QVarLengthArray<QByteArrayView, 16> seen; // several tags may fold to the same
    qsizetype end = all.size() - 1;
    for (qsizetype left = tagCount(row); left > 0 && end >= 0; --left) {
        const qsizetype begin = all.first(end).lastIndexOf(PartEnd) + 1;
        const QByteArrayView tag = all.sliced(begin, end - begin);
        end = begin - 1;
        if (tag.isEmpty() || seen.contains(tag))
            continue;
        seen.append(tag);
        TagCount &counted = tally[tag.toByteArray()];
        if (counted.count++ == 0)
            counted.firstRow = row;
    }
}

Truths PartyRows::without(RowText which) const
{
    Truths truths(m_filled.size());
    std::ranges::transform(
        m_filled, truths.begin(), [bit = bitOf(which)](quint8 filled) { return quint8((filled & bit) == 0); });
    return truths;
}

Truths PartyRows::addedSince(qint64 seconds) const
{
    return since(&Row::createdAt, seconds);
}

Truths PartyRows::changedSince(qint64 seconds) const
{
    return since(&Row::updatedAt, seconds);
}

Truths PartyRows::contactedSince(qint64 seconds) const
{
    return since(&Row::contactedAt, seconds);
}

Truths PartyRows::since(quint32 Row::*time, qint64 seconds) const
{
    const quint32 begin = packedTime(seconds);
    Truths truths(m_rows.size());
    std::ranges::transform(m_rows, truths.begin(), [=](const Row &row) { return quint8(row.*time >= begin); });
    return truths;
}

Truths PartyRows::ownedBy(const QSet<qint64> &users) const
{
    std::vector<quint8> isWanted(m_owners.size());
    std::ranges::transform(m_owners, isWanted.begin(), [&users](qint64 id) { return quint8(users.contains(id)); });
    Truths truths(m_rows.size());
    std::ranges::transform(m_rows, truths.begin(), [&isWanted](const Row &row) { return isWanted[row.owner]; });
    return truths;
}

/// The segment that holds a place, from `from` on: a few steps, then ever longer ones.
std::size_t PartyRows::segmentAt(std::size_t from, quint32 place) const
{
    std::size_t step = 1;
    while (from + step < m_segments.size() && m_segments[from + step].begin <= place) {
        from += step;
        step *= 2;
    }
    const auto first = m_segments.begin() + std::ptrdiff_t(from);
    const auto last = m_segments.begin() + std::ptrdiff_t(std::min(from + step, m_segments.size()));
    const auto after = std::upper_bound(
        first, last, place, [](quint32 value, const Segment &segment) { return value < segment.begin; });
    return std::size_t(after - m_segments.begin()) - 1;
}

PartyRows PartyRows::forSorting() const
{
    PartyRows rows;
    rows.m_rows = m_rows;
    rows.m_localIds = m_localIds;
    rows.m_flags = m_flags;
    rows.m_owners = m_owners;
    rows.m_texts = m_texts; // shared until it is written to
    return rows;
}
