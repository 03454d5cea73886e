#include "partyindex.h"

#include "clock.h"
#include "store/partyorders.h"
#include "store/partyrows.h"
#include "store/searchneedles.h"

#include <QSet>

#include <algorithm>
#include <array>
#include <functional>

using namespace Qt::StringLiterals;

namespace {

qint64 secondsOf(const QDateTime &time)
{
    return time.isValid() ? time.toSecsSinceEpoch() : 0;
}

using Needle = SearchNeedle;

QList<Needle> needlesOf(const QString &search)
{
    QList<Needle> needles = searchNeedlesIn(search);
    // The longest leaves the fewest rows to look at for the others.
    std::ranges::stable_sort(needles, std::greater(), [](const Needle &needle) { return needle.literal.size(); });
    return needles;
}

} // namespace

PackedParty::PackedParty(const PartySummary &summary, const QString &searchText)
    : localId(summary.localId)
    , flags(packedFlags(summary))
    , updatedAt(secondsOf(summary.updatedAt))
    , contactedAt(secondsOf(summary.lastContactedAt))
    , createdAt(secondsOf(summary.createdAt))
    , ownerId(summary.ownerId)
    , texts(packedTexts(summary))
    , search(searchText.toUtf8())
{
}

PackedParty::PackedParty(const QUuid &id, const Party &party)
    : PackedParty(summaryOf(id, party), searchTextOf(party))
{
}

PackedParty::PackedParty(const PackedRow &row)
    : localId(row.localId)
    , flags(row.flags)
    , updatedAt(row.updatedAt)
    , contactedAt(row.contactedAt)
    , createdAt(row.createdAt)
    , ownerId(row.ownerId)
    , texts(row.texts.toByteArray())
    , search(row.search.toByteArray())
{
}

class PartyIndex::Private
{
public:
    void put(const PackedRow &packed);
    void remove(const QUuid &localId);
    void count(quint32 row, int step);
    Truths rowsWith(const Needle &needle) const;
    void keepOnlyWith(const Needle &needle, Truths &matching) const;
    Truths rowsFor(const SearchWord &word) const;
    qint64 daysAgo(int days) const;
    QSet<qint64> usersNamed(const SearchWord &word) const;
    Truths matching(const PartyQuery &query) const;

    PartyRows rows;
    PartyOrders orders;
    std::array<qsizetype, 2> counts{}; ///< listed people, listed organisations
    std::array<qsizetype, 2> announced{};
    const Clock *clock = nullptr;
    QList<User> users;
    qint64 me = 0;
};

void PartyIndex::Private::count(quint32 row, int step)
{
    counts[rows.isOrganisation(row) ? 1 : 0] += rows.isListed(row) ? step : 0;
}

void PartyIndex::Private::put(const PackedRow &packed)
{
    const auto known = rows.rowOf(packed.localId);
    if (!known) {
        const quint32 row = rows.add(packed);
        count(row, 1);
        orders.note(rows, row, std::nullopt);
        return;
    }
    const auto before = orders.stamps(rows, *known);
    count(*known, -1);
    rows.replace(*known, packed);
    count(*known, 1);
    orders.note(rows, *known, before);
}

void PartyIndex::Private::remove(const QUuid &localId)
{
    const auto row = rows.rowOf(localId);
    if (!row)
        return;
    count(*row, -1);
    orders.remove(*row);
    rows.remove(*row);
}

Truths PartyIndex::Private::rowsWith(const Needle &needle) const
{
    Truths found = rows.holding(needle.literal);
    if (hasDigitsOfItsOwn(needle)) {
        const Truths byDigits = rows.holding(needle.digits);
        std::ranges::transform(found, byDigits, found.begin(), std::bit_or());
    }
    return found;
}

void PartyIndex::Private::keepOnlyWith(const Needle &needle, Truths &matching) const
{
    constexpr qsizetype few = 32; // one row in so many: then each is looked at alone
    if (std::ranges::count(matching, 1) > qsizetype(matching.size()) / few) {
        const Truths found = rowsWith(needle);
        std::ranges::transform(matching, found, matching.begin(), std::bit_and());
        return;
    }
    for (std::size_t row = 0; row < matching.size(); ++row) {
        if (!matching[row])
            continue;
        const QByteArrayView search = rows.search(quint32(row));
        matching[row]
            = search.contains(needle.literal) || (hasDigitsOfItsOwn(needle) && search.contains(needle.digits));
    }
}

qint64 PartyIndex::Private::daysAgo(int days) const
{
    const QDateTime now = clock ? clock->now() : QDateTime::currentDateTimeUtc();
    return now.addDays(-days).toSecsSinceEpoch();
}

/// The users whose name holds a word that begins like this, or whose name it is.
QSet<qint64> PartyIndex::Private::usersNamed(const SearchWord &word) const
{
    const QString wanted = foldedForSearch(word.value);
    QSet<qint64> ids;
    for (const User &user : users) {
        for (const QString &name : {foldedForSearch(user.name), foldedForSearch(user.username)}) {
            const bool begins = name.startsWith(wanted) || name.contains(u' ' + wanted);
            if (word.isQuoted ? name == wanted : begins)
                ids.insert(user.id);
        }
    }
    return ids;
}

Truths PartyIndex::Private::rowsFor(const SearchWord &word) const
{
    const QByteArray text = foldedForSearch(word.value).remove(QChar::Null).toUtf8();
    const auto holding = [&](RowText where) {
        return text.isEmpty() ? Truths(rows.size(), 1) : rows.holding(text, where, word.isQuoted);
    };
    switch (word.key) {
    case SearchWord::Key::Text:
        return text.isEmpty() ? Truths(rows.size(), 1)
                              : rowsWith({text, isPhoneWord(word.value) ? digitsIn(text) : QByteArray(), {}});
    case SearchWord::Key::Tag:
        return holding(RowText::FirstTag);
    case SearchWord::Key::City:
        return holding(RowText::City);
    case SearchWord::Key::Email:
        return holding(RowText::Email);
    case SearchWord::Key::Phone:
        return rows.holding(digitsIn(text), RowText::Phone, false);
    case SearchWord::Key::Person:
        return rows.ofKind(Kind::People);
    case SearchWord::Key::Organisation:
        return rows.ofKind(Kind::Organisations);
    case SearchWord::Key::NoEmail:
        return rows.without(RowText::Email);
    case SearchWord::Key::NoPhone:
        return rows.without(RowText::Phone);
    case SearchWord::Key::NoCity:
        return rows.without(RowText::City);
    case SearchWord::Key::NoTag:
        return rows.without(RowText::FirstTag);
    case SearchWord::Key::OwnedByMe:
        return rows.ownedBy(me == 0 ? QSet<qint64>() : QSet<qint64>{me}); // while nobody told who that is
    case SearchWord::Key::OwnedByNobody:
        return rows.ownedBy({0});
    case SearchWord::Key::Owner:
        return rows.ownedBy(usersNamed(word));
    case SearchWord::Key::Added:
        return rows.addedSince(daysAgo(word.days));
    case SearchWord::Key::Changed:
        return rows.changedSince(daysAgo(word.days));
    case SearchWord::Key::Contacted:
        return rows.contactedSince(daysAgo(word.days));
    }
    Q_UNREACHABLE();
}

PartyIndex::PartyIndex()
    : d(std::make_unique<Private>())
{
}

PartyIndex::~PartyIndex() = default;
PartyIndex::PartyIndex(PartyIndex &&) noexcept = default;
PartyIndex &PartyIndex::operator=(PartyIndex &&) noexcept = default;

void PartyIndex::setClock(const Clock *clock)
{
    d->clock = clock;
}

void PartyIndex::setUsers(const QList<User> &users, qint64 me)
{
    d->users = users;
    d->me = me;
}

void PartyIndex::clear()
{
    const Clock *clock = d->clock;
    *d = Private();
    d->clock = clock;
}

void PartyIndex::reserve(qsizetype rows, qsizetype textBytes, qsizetype searchBytes)
{
    d->rows.reserve(rows, textBytes, searchBytes);
}

void PartyIndex::put(const PartySummary &summary, const QString &searchText)
{
    put(QList<PackedParty>{PackedParty(summary, searchText)});
}

void PartyIndex::put(const QList<PackedParty> &parties)
{
    for (const PackedParty &party : parties)
        d->put(party.row());
    d->orders.settleMany(d->rows);
}

void PartyIndex::load(const PackedRow &row)
{
    d->put(row);
}

void PartyIndex::remove(const QUuid &localId)
{
    d->remove(localId);
}

qsizetype PartyIndex::size() const
{
    return d->rows.count();
}

void PartyIndex::tallyTags(quint32 begin, quint32 end, TagTally &tally) const
{
    for (quint32 row = begin; row < std::min(end, rowCount()); ++row) {
        if (d->rows.isListed(row))
            d->rows.tallyTags(row, tally);
    }
}

quint32 PartyIndex::rowCount() const
{
    return d->rows.size();
}

bool PartyIndex::contains(const QUuid &localId) const
{
    return d->rows.rowOf(localId).has_value();
}

std::optional<PartySummary> PartyIndex::summary(const QUuid &localId) const
{
    const auto row = rowOf(localId);
    return row ? std::optional(d->rows.summary(*row)) : std::nullopt;
}

std::optional<quint32> PartyIndex::rowOf(const QUuid &localId) const
{
    return d->rows.rowOf(localId);
}

QUuid PartyIndex::localIdAt(quint32 row) const
{
    return d->rows.localId(row);
}

PartySummary PartyIndex::summaryAt(quint32 row) const
{
    return d->rows.summary(row);
}

bool PartyIndex::isListed(const QUuid &localId) const
{
    const auto row = rowOf(localId);
    return row && d->rows.isListed(*row);
}

QDateTime PartyIndex::contactedAt(const QUuid &localId) const
{
    const auto row = rowOf(localId);
    return row ? momentOf(d->rows.contactedAt(*row)) : QDateTime();
}

Truths PartyIndex::Private::matching(const PartyQuery &query) const
{
    Truths matching = rows.ofKind(query.kind);
    if (query.among) {
        const std::size_t known = std::min(matching.size(), query.among->size());
        std::transform(matching.begin(), matching.begin() + std::ptrdiff_t(known), query.among->begin(),
            matching.begin(), std::bit_and());
        std::fill(matching.begin() + std::ptrdiff_t(known), matching.end(), quint8(0));
    }
    QList<Needle> needles;
    QList<SearchWord> words;
    for (const SearchWords &search : query.searches) {
        needles += needlesOf(search.plain);
        words += search.words;
    }
    for (const Needle &needle : std::as_const(needles))
        keepOnlyWith(needle, matching);
    for (const SearchWord &word : std::as_const(words)) {
        const Truths found = rowsFor(word);
        std::ranges::transform(
            matching, found, matching.begin(), [isWanted = !word.isNegated](quint8 matches, quint8 isFound) -> quint8 {
                return quint8(matches & quint8((isFound != 0) == isWanted));
            });
    }
    return matching;
}

qsizetype PartyIndex::count(const PartyQuery &query) const
{
    return std::ranges::count(d->matching(query), 1);
}

std::vector<quint32> PartyIndex::rows(Kind kind, const QString &search, Sort sort) const
{
    return rows({kind, {searchWordsIn(search)}}, sort);
}

std::vector<quint32> PartyIndex::rows(const PartyQuery &query, Sort sort) const
{
    const Truths matching = d->matching(query);
    std::vector<quint32> rows(std::size_t(std::ranges::count(matching, 1)));
    std::ranges::copy_if(
        d->orders.of(d->rows, sort), rows.begin(), [&matching](quint32 row) { return matching[row] != 0; });
    return rows;
}

std::vector<quint32> PartyIndex::flagged(PackedRow::Flag flag, Sort sort) const
{
    std::vector<quint32> rows = d->rows.flagged(flag);
    const QCollator collator = sortingCollator();
    RowOrder(d->rows, sort, collator).apply(rows);
    return rows;
}

qsizetype PartyIndex::count(PackedRow::Flag flag) const
{
    return qsizetype(d->rows.flagged(flag).size());
}

QList<QUuid> PartyIndex::find(Kind kind, const QString &search, Sort sort) const
{
    const std::vector<quint32> found = rows(kind, search, sort);
    QList<QUuid> ids(qsizetype(found.size()));
    std::ranges::transform(found, ids.begin(), [this](quint32 row) { return d->rows.localId(row); });
    return ids;
}

QList<QUuid> PartyIndex::inOrder(const QList<QUuid> &localIds, Sort sort) const
{
    std::vector<quint32> numbers;
    for (const QUuid &localId : localIds) {
        if (const auto row = rowOf(localId))
            numbers.push_back(*row);
    }
    const QCollator collator = sortingCollator();
    RowOrder(d->rows, sort, collator).apply(numbers);
    QList<QUuid> ids;
    for (const quint32 row : numbers)
        ids.append(d->rows.localId(row));
    return ids;
}

QList<QUuid> PartyIndex::organisationsNamed(const QString &text, int limit) const
{
    const QByteArray needle = foldedForSearch(text).toUtf8();
    QList<QUuid> beginning;
    QList<QUuid> holding;
    for (const quint32 row : d->orders.of(d->rows, Sort::Name)) {
        if (!d->rows.isListed(row) || !d->rows.isOrganisation(row))
            continue;
        const QByteArrayView search = d->rows.search(row);
        const QByteArrayView name = search.first(std::max(search.indexOf('\t'), qsizetype(0)));
        if (name.startsWith(needle))
            beginning.append(d->rows.localId(row));
        else if (holding.size() < limit && name.contains(needle))
            holding.append(d->rows.localId(row));
        if (beginning.size() == limit)
            return beginning;
    }
    return (beginning + holding).mid(0, limit);
}

qsizetype PartyIndex::count(Kind kind) const
{
    const qsizetype people = std::max(d->counts[0], d->announced[0]);
    const qsizetype organisations = std::max(d->counts[1], d->announced[1]);
    switch (kind) {
    case Kind::Everyone:
        return people + organisations;
    case Kind::People:
        return people;
    case Kind::Organisations:
        return organisations;
    }
    Q_UNREACHABLE();
}

void PartyIndex::announce(qsizetype people, qsizetype organisations)
{
    d->announced = {people, organisations};
}

bool PartyIndex::hasOrder(Sort sort) const
{
    return d->orders.has(sort);
}

std::function<std::vector<quint32>()> PartyIndex::sorting(Sort sort)
{
    d->orders.expect(sort);
    return [rows = std::make_shared<PartyRows>(d->rows.forSorting()), sort] {
        const QCollator collator = sortingCollator();
        return RowOrder(*rows, sort, collator).sorted();
    };
}

void PartyIndex::adoptOrder(Sort sort, std::vector<quint32> order)
{
    d->orders.adopt(d->rows, sort, std::move(order));
}

std::vector<PartyIndex::Place> PartyIndex::changedOrder(Sort sort) const
{
    std::vector<Place> places;
    if (!d->orders.has(sort))
        return places;
    const std::vector<quint32> &order = d->orders.of(d->rows, sort);
    if (!d->orders.hasChanged(sort))
        return places;
    for (const quint32 row : order)
        places.push_back({d->rows.localId(row), placeStamp(d->rows, sort, row)});
    return places;
}

void PartyIndex::restoreOrder(Sort sort, const std::vector<Place> &places)
{
    std::vector<std::pair<quint32, quint64>> known;
    known.reserve(places.size());
    for (const Place &place : places) {
        if (const auto row = rowOf(place.localId))
            known.emplace_back(*row, place.stamp);
    }
    d->orders.restore(d->rows, sort, known);
}

quint64 PartyIndex::sortingStamp()
{
    return collationStamp();
}
