#include "edit.h"

#include "party/partychanges.h"

#include <QSet>

namespace {

// Rows that Capsule has not numbered yet are numbered from here on while states are compared: Capsule's ids end at
// 2^53.
constexpr qint64 FirstTemporaryId = Q_INT64_C(1) << 54;

template <typename Row>
QString wordsOf(const Row &row);
template <>
QString wordsOf(const EmailAddress &row)
{
    return row.type + QChar::Tabulation + row.address;
}
template <>
QString wordsOf(const PhoneNumber &row)
{
    return row.type + QChar::Tabulation + row.number;
}
template <>
QString wordsOf(const Address &row)
{
    return QStringList{row.type, row.street, row.city, row.state, row.zip, row.country}.join(QChar::Tabulation);
}
template <>
QString wordsOf(const Website &row) // not the url, which Capsule builds
{
    return QStringList{row.type, row.service, row.address}.join(QChar::Tabulation);
}

/// Capsule trims and may change case; that is still the same row.
template <typename Row>
QString looseWordsOf(const Row &row)
{
    return wordsOf(row).simplified().toCaseFolded();
}

template <typename Row>
void numberRows(QList<Row> &rows, qint64 &next)
{
    for (Row &row : rows) {
        if (row.id == 0)
            row.id = next++;
    }
}

template <typename Row>
void dropTemporaryIds(QList<Row> &rows)
{
    for (Row &row : rows) {
        if (row.id >= FirstTemporaryId)
            row.id = 0;
    }
}

/// Gives the rows of `rows` without id the ids of the equal rows in `numbered`, each id once.
template <typename Row, typename Words>
void adoptIds(QList<Row> &rows, const QList<Row> &numbered, Words words)
{
    QSet<qint64> taken;
    for (const Row &row : rows)
        taken.insert(row.id);
    for (Row &row : rows) {
        if (row.id != 0)
            continue;
        const auto twin = std::find_if(numbered.begin(), numbered.end(),
            [&](const Row &other) { return !taken.contains(other.id) && words(other) == words(row); });
        if (twin != numbered.end()) {
            row.id = twin->id;
            taken.insert(row.id);
        }
    }
}

/// Gives rows of the edited list the ids which the base's rows got. Rows without id have only their values and their
/// order to be known by: equal ones belong together, the rest pair up in order.
template <typename Row>
void followIds(QList<Row> &edited, const QList<Row> &baseBefore, const QList<Row> &baseAfter)
{
    QList<qsizetype> fresh;
    for (qsizetype i = 0; i < baseBefore.size(); ++i) {
        if (baseBefore[i].id == 0)
            fresh.append(i);
    }
    const auto pairUp = [&](auto belongTogether) {
        for (Row &row : edited) {
            const auto at = row.id != 0 ? fresh.end() : std::find_if(fresh.begin(), fresh.end(), [&](qsizetype i) {
                return belongTogether(baseBefore[i], row);
            });
            if (at == fresh.end())
                continue;
            row.id = baseAfter[*at].id;
            fresh.erase(at);
        }
    };
    pairUp([](const Row &a, const Row &b) { return wordsOf(a) == wordsOf(b); });
    pairUp([](const Row &, const Row &) { return true; });
}

template <typename Row>
void alignRows(QList<Row> &base, QList<Row> &edited, QList<Row> &theirs, qint64 &next)
{
    const QList<Row> baseBefore = base;
    numberRows(theirs, next);
    adoptIds(base, theirs, wordsOf<Row>);
    adoptIds(base, theirs, looseWordsOf<Row>);
    numberRows(base, next);
    followIds(edited, baseBefore, base);
}

template <typename Action>
void forEachList(Party &party, Action action)
{
    action(party.emailAddresses);
    action(party.phoneNumbers);
    action(party.addresses);
    action(party.websites);
}

/// Numbers what Capsule has not numbered yet, or no request could name what becomes of it.
Edit numbered(Edit edit)
{
    qint64 next = FirstTemporaryId;
    const auto number = [&next](auto &base, auto &edited) {
        const auto baseBefore = base;
        numberRows(base, next);
        followIds(edited, baseBefore, base);
    };
    number(edit.base.emailAddresses, edit.edited.emailAddresses);
    number(edit.base.phoneNumbers, edit.edited.phoneNumbers);
    number(edit.base.addresses, edit.edited.addresses);
    number(edit.base.websites, edit.edited.websites);
    if (edit.base.tags)
        numberRows(*edit.base.tags, next);
    return edit;
}

} // namespace

Edit carriedOver(const Edit &edit, const Party &theirs)
{
    if (edit.base == theirs)
        return edit;
    Party base = edit.base;
    Party edited = edit.edited;
    Party numbered = theirs;
    qint64 next = FirstTemporaryId;
    alignRows(base.emailAddresses, edited.emailAddresses, numbered.emailAddresses, next);
    alignRows(base.phoneNumbers, edited.phoneNumbers, numbered.phoneNumbers, next);
    alignRows(base.addresses, edited.addresses, numbered.addresses, next);
    alignRows(base.websites, edited.websites, numbered.websites, next);

    const Rebased rebased = rebase(base, edited, numbered);
    const QStringList keys = keysOf(rebased.conflicts);
    Edit carried{keys.isEmpty() ? numbered : withKeysFrom(numbered, base, keys), rebased.merged};
    for (Party *party : {&carried.base, &carried.edited})
        forEachList(*party, [](auto &rows) { dropTemporaryIds(rows); });
    return carried;
}

bool changesAnything(const Edit &edit)
{
    if (edit.base == edit.edited)
        return false;
    // An organisation that has no id from Capsule yet is a change all the same, also from another such.
    const ServerIdLookup anyId = [&edit](const QUuid &localId) {
        const bool isOld = edit.base.organisation && edit.base.organisation->localId == localId;
        return isOld ? FirstTemporaryId : FirstTemporaryId + 1;
    };
    const Edit all = numbered(edit);
    return !changes(all.base, all.edited, anyId).isEmpty();
}
