#include "recordlists.h"

#include "store/partystore.h"
#include "store/ruleresults.h"

#include <QCollator>
#include <QElapsedTimer>
#include <QTimer>

#include <algorithm>
#include <array>
#include <chrono>
#include <deque>

using namespace Qt::StringLiterals;
using Kind = RecordList::Kind;

namespace {

constexpr int RecentDays = 7;
/// Rows whose tags are counted in one turn: some thousandths of a second.
constexpr quint32 RowsAtOnce = 10'000;
/// Between two countings, and the share of the time that counting may take.
constexpr std::chrono::milliseconds CountPause{300};
constexpr int CountShare = 20;

constexpr QLatin1StringView TagPrefix{"tag/"};
const QString MissingKey = u"missing"_s;

constexpr std::array FixedKinds{std::pair{Kind::Mine, "mine"_L1}, std::pair{Kind::RecentlyAdded, "added"_L1},
    std::pair{Kind::RecentlyChanged, "changed"_L1}, std::pair{Kind::NotContacted30, "not-contacted-30"_L1},
    std::pair{Kind::NotContacted90, "not-contacted-90"_L1}, std::pair{Kind::MissingImportant, "missing"_L1}};

SearchWords oneWord(SearchWord::Key key, int days = 0, bool isNegated = false)
{
    return {{}, {{key, {}, days, false, isNegated}}};
}

/// A tag as the index holds it: two that fold alike are one.
QString foldedTag(const QString &name)
{
    QString text = foldedForSearch(name);
    return text.replace(QChar::Tabulation, QChar::Space).replace(QChar::LineFeed, QChar::Space);
}

} // namespace

class RecordLists::Private
{
public:
    Private(RecordLists &recordLists, PartyStore &partyStore, RuleResults &ruleResults)
        : q(recordLists)
        , store(partyStore)
        , results(ruleResults)
    {
    }

    void update();
    void countSoon();
    void beginCount();
    void countStep();
    void endCount();
    QString nameOfTag(const QString &folded) const;
    QList<RecordList> fixedLists() const;

    RecordLists &q;
    PartyStore &store;
    RuleResults &results;
    QList<RecordList> lists;
    QMap<QString, qsizetype> counts; ///< by key, of the lists that are not tags
    TagTally tags;
    QHash<QString, QString> tagNames; ///< by what they fold to

    QTimer timer; ///< to the next step or, if none is left, to the next counting
    QElapsedTimer took; ///< since the counting began
    std::deque<QString> toCount;
    quint32 nextRow = 0; ///< whose tags are to be counted
    TagTally tally; ///< of the rows before it
    bool isCounting = false;
    bool isDue = false; ///< again, after this one
};

QList<RecordList> RecordLists::Private::fixedLists() const
{
    QList<RecordList> fixed;
    for (const auto &[kind, key] : FixedKinds) {
        if (kind == Kind::MissingImportant && !missingImportantRule(store.catalogue()))
            continue;
        const auto count = counts.constFind(key);
        fixed.append({kind, key, {}, count == counts.constEnd() ? std::nullopt : std::optional(*count)});
    }
    return fixed;
}

/// Puts the lists together anew.
void RecordLists::Private::update()
{
    QList<RecordList> fresh = fixedLists();
    QList<RecordList> ofTags;
    for (auto tag = tags.cbegin(); tag != tags.cend(); ++tag) {
        const QString folded = QString::fromUtf8(tag.key());
        ofTags.append({Kind::Tag, TagPrefix + folded, nameOfTag(folded), tag->count});
    }
    QCollator collator;
    collator.setNumericMode(true);
    std::ranges::sort(ofTags, [&collator](const RecordList &a, const RecordList &b) {
        const int order = collator.compare(a.title, b.title);
        return order != 0 ? order < 0 : a.key < b.key;
    });
    fresh += ofTags;
    if (fresh == lists)
        return;
    lists = fresh;
    Q_EMIT q.changed();
}

QString RecordLists::Private::nameOfTag(const QString &folded) const
{
    if (const auto name = tagNames.constFind(folded); name != tagNames.constEnd())
        return *name;
    const auto tag = tags.constFind(folded.toUtf8());
    const QStringList names = tag == tags.constEnd() ? QStringList() : store.index().summaryAt(tag->firstRow).tags;
    const auto name = std::ranges::find(names, folded, foldedTag);
    return name == names.end() ? folded : *name;
}

void RecordLists::Private::countSoon()
{
    if (isCounting)
        isDue = true;
    else if (!timer.isActive())
        timer.start(CountPause);
}

void RecordLists::Private::beginCount()
{
    if (!store.isLoaded())
        return;
    isCounting = true;
    isDue = false;
    took.start();
    for (const RecordList &list : fixedLists())
        toCount.push_back(list.key);
    nextRow = 0;
    tally.clear();
}

/// One list, or the tags of some rows.
void RecordLists::Private::countStep()
{
    if (!isCounting)
        beginCount();
    if (!isCounting)
        return;
    if (!toCount.empty()) {
        const QString key = toCount.front();
        toCount.pop_front();
        if (q.isReady(key))
            counts.insert(key, store.index().count(q.query(key)));
    } else if (nextRow < store.index().rowCount()) {
        store.index().tallyTags(nextRow, nextRow + RowsAtOnce, tally);
        nextRow += RowsAtOnce;
    } else {
        return endCount();
    }
    timer.start(0);
}

void RecordLists::Private::endCount()
{
    isCounting = false;
    tags = std::exchange(tally, {});
    update();
    if (isDue)
        timer.start(std::max(CountPause, std::chrono::milliseconds(took.elapsed() * CountShare)));
}

RecordLists::RecordLists(PartyStore &store, RuleResults &results, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(*this, store, results))
{
    const auto onCatalogue = [this] {
        if (const auto rule = missingImportantRule(d->store.catalogue()))
            d->results.keep(MissingKey, *rule);
        else
            d->results.forget(MissingKey);
        d->tagNames.clear();
        for (const TagDefinition &tag : d->store.catalogue().tags.value_or(QList<TagDefinition>{}))
            d->tagNames.insert(foldedTag(tag.name), tag.name);
        d->update();
        d->countSoon();
    };
    d->timer.setSingleShot(true);
    connect(&d->timer, &QTimer::timeout, this, [this] { d->countStep(); });
    connect(&store, &PartyStore::partiesChanged, this, [this] { d->countSoon(); });
    connect(&store, &PartyStore::loaded, this, [this] { d->countSoon(); });
    connect(&store, &PartyStore::partiesReset, this, [this] {
        d->isCounting = false; // rows have other numbers now
        d->toCount.clear();
        d->tags.clear();
        d->countSoon();
    });
    connect(&store, &PartyStore::catalogueChanged, this, onCatalogue);
    connect(&results, &RuleResults::changed, this, [this](const QString &key) {
        d->countSoon();
        Q_EMIT queryChanged(key);
    });
    onCatalogue();
}

RecordLists::~RecordLists() = default;

QList<RecordList> RecordLists::lists() const
{
    return d->lists;
}

std::optional<RecordList> RecordLists::list(const QString &key) const
{
    const auto known = std::ranges::find(d->lists, key, &RecordList::key);
    if (known != d->lists.end())
        return *known;
    const QString tag = key.startsWith(TagPrefix) ? key.mid(TagPrefix.size()) : QString();
    return tag.isEmpty() ? std::nullopt : std::optional(RecordList{Kind::Tag, key, d->nameOfTag(tag), {}});
}

PartyQuery RecordLists::query(const QString &key) const
{
    PartyQuery query;
    const auto wanted = list(key);
    if (!wanted)
        return query;
    switch (wanted->kind) {
    case Kind::Mine:
        query.searches = {oneWord(SearchWord::Key::OwnedByMe)};
        return query;
    case Kind::RecentlyAdded:
        query.searches = {oneWord(SearchWord::Key::Added, RecentDays)};
        return query;
    case Kind::RecentlyChanged:
        query.searches = {oneWord(SearchWord::Key::Changed, RecentDays)};
        return query;
    case Kind::NotContacted30:
        query.searches = {oneWord(SearchWord::Key::Contacted, 30, true)};
        return query;
    case Kind::NotContacted90:
        query.searches = {oneWord(SearchWord::Key::Contacted, 90, true)};
        return query;
    case Kind::MissingImportant:
        query.among = d->results.rows(MissingKey);
        if (!query.among)
            query.among = std::make_shared<const std::vector<quint8>>();
        return query;
    case Kind::Tag:
        query.searches = {SearchWords{{}, {{SearchWord::Key::Tag, key.mid(TagPrefix.size()), 0, true, false}}}};
        return query;
    }
    Q_UNREACHABLE();
}

bool RecordLists::isReady(const QString &key) const
{
    return key != MissingKey || d->results.rows(MissingKey) != nullptr;
}

QString RecordLists::keyOfTag(const QString &name)
{
    return TagPrefix + foldedTag(name);
}
