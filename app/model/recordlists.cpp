#include "recordlists.h"

#include "store/ownlists.h"
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

using Rows = std::vector<quint8>;

constexpr int RecentDays = 7;
/// Rows whose tags are counted in one turn: some thousandths of a second.
constexpr quint32 RowsAtOnce = 10'000;
/// Between two countings, and the share of the time that counting may take.
constexpr std::chrono::milliseconds CountPause{300};
constexpr int CountShare = 20;

constexpr QLatin1StringView TagPrefix{"tag/"};
constexpr QLatin1StringView OwnPrefix{"own/"};
constexpr QLatin1StringView FilterPrefix{"filter/"};
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
    /// What a filter saved in Capsule gave, and the rows that these records have.
    struct Filtered
    {
        std::optional<FilterResult> result;
        std::shared_ptr<const Rows> rows; ///< null while it was never run
        bool isOld = true; ///< records have come or gone since
    };

    Private(RecordLists &recordLists, PartyStore &partyStore, RuleResults &ruleResults, OwnLists &ownLists)
        : q(recordLists)
        , store(partyStore)
        , results(ruleResults)
        , own(ownLists)
    {
    }

    void update();
    void countSoon();
    void beginCount();
    void countStep();
    void endCount();
    QString nameOfTag(const QString &folded) const;
    QList<RecordList> listsBesideTags() const;
    std::optional<qsizetype> countOf(const QString &key) const;
    PartyRule ruleOf(const QString &key) const;
    void takeOwnLists();
    void takeFilters();
    void takeFilter(qint64 filterId);
    bool renewRows(Filtered &filtered) const;

    RecordLists &q;
    PartyStore &store;
    RuleResults &results;
    OwnLists &own;
    QMap<QString, PartyRule> keptRules; ///< of lists made here, by key
    QMap<QString, Filtered> filters; ///< by key
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

std::optional<qsizetype> RecordLists::Private::countOf(const QString &key) const
{
    const auto count = counts.constFind(key);
    return count == counts.constEnd() ? std::nullopt : std::optional(*count);
}

QList<RecordList> RecordLists::Private::listsBesideTags() const
{
    QList<RecordList> besideTags;
    for (const auto &[kind, key] : FixedKinds) {
        if (kind != Kind::MissingImportant || missingImportantRule(store.catalogue()))
            besideTags.append({kind, key, {}, countOf(key)});
    }
    for (const OwnList &list : own.lists()) {
        const QString key = keyOfOwn(list.id);
        besideTags.append({Kind::Own, key, list.name, countOf(key)});
    }
    for (const SavedFilter &filter : store.catalogue().savedFilters.value_or(QList<SavedFilter>{})) {
        const QString key = FilterPrefix + QString::number(filter.id);
        const auto result = filters.value(key).result;
        besideTags.append({Kind::SavedFilter, key, filter.name, countOf(key), result ? result->at : QDateTime()});
    }
    return besideTags;
}

/// Those that Capsule has now, with what they gave when they were last run.
void RecordLists::Private::takeFilters()
{
    const QMap<QString, Filtered> before = std::exchange(filters, {});
    for (const SavedFilter &filter : store.catalogue().savedFilters.value_or(QList<SavedFilter>{})) {
        const QString key = FilterPrefix + QString::number(filter.id);
        filters.insert(
            key, before.contains(key) ? before.value(key) : Filtered{store.filterResult(filter.id), nullptr, true});
    }
}

void RecordLists::Private::takeFilter(qint64 filterId)
{
    const QString key = FilterPrefix + QString::number(filterId);
    const auto filtered = filters.find(key);
    if (filtered == filters.end())
        return;
    *filtered = {store.filterResult(filterId), nullptr, true};
    renewRows(*filtered);
    counts.remove(key);
    update();
    countSoon();
    Q_EMIT q.queryChanged(key);
}

/// Brings the rows up to the records that are here; true if they are others now.
bool RecordLists::Private::renewRows(Filtered &filtered) const
{
    if (!filtered.result || !std::exchange(filtered.isOld, false))
        return false;
    auto rows = std::make_shared<Rows>(store.index().rowCount());
    for (const qint64 id : filtered.result->ids) {
        if (const auto row = store.index().rowOf(store.localId(id)))
            (*rows)[*row] = 1;
    }
    if (filtered.rows && *filtered.rows == *rows)
        return false;
    filtered.rows = std::move(rows);
    return true;
}

PartyRule RecordLists::Private::ruleOf(const QString &key) const
{
    const auto list = own.list(ownOfKey(key));
    return list ? list->rule : PartyRule();
}

/// Has the records of those with conditions kept at hand; what the index answers alone needs none of that.
void RecordLists::Private::takeOwnLists()
{
    const QMap<QString, PartyRule> before = std::exchange(keptRules, {});
    for (const OwnList &list : own.lists())
        keptRules.insert(keyOfOwn(list.id), list.rule);
    for (auto list = keptRules.cbegin(); list != keptRules.cend(); ++list) {
        if (!list->conditions.isEmpty())
            results.keep(list.key(), *list);
        else
            results.forget(list.key());
        if (before.contains(list.key()) && before.value(list.key()) != *list)
            counts.remove(list.key());
    }
    for (auto list = before.cbegin(); list != before.cend(); ++list) {
        if (!keptRules.contains(list.key())) {
            results.forget(list.key());
            counts.remove(list.key());
        }
    }
    update();
    countSoon();
    for (auto list = before.cbegin(); list != before.cend(); ++list) {
        if (keptRules.contains(list.key()) && keptRules.value(list.key()) != *list)
            Q_EMIT q.queryChanged(list.key());
    }
}

/// Puts the lists together anew.
void RecordLists::Private::update()
{
    QList<RecordList> fresh = listsBesideTags();
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
    for (Filtered &filtered : filters)
        filtered.isOld = true;
    took.start();
    for (const RecordList &list : listsBesideTags())
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
        if (const auto filtered = filters.find(key); filtered != filters.end() && renewRows(*filtered))
            Q_EMIT q.queryChanged(key);
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

RecordLists::RecordLists(PartyStore &store, RuleResults &results, OwnLists &ownLists, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(*this, store, results, ownLists))
{
    const auto onCatalogue = [this] {
        if (const auto rule = missingImportantRule(d->store.catalogue()))
            d->results.keep(MissingKey, *rule);
        else
            d->results.forget(MissingKey);
        d->tagNames.clear();
        for (const TagDefinition &tag : d->store.catalogue().tags.value_or(QList<TagDefinition>{}))
            d->tagNames.insert(foldedTag(tag.name), tag.name);
        d->takeFilters();
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
        for (Private::Filtered &filtered : d->filters)
            filtered = {filtered.result, nullptr, true};
        d->countSoon();
    });
    connect(&store, &PartyStore::filterResultChanged, this, [this](qint64 filterId) { d->takeFilter(filterId); });
    connect(&store, &PartyStore::catalogueChanged, this, onCatalogue);
    connect(&results, &RuleResults::changed, this, [this](const QString &key) {
        d->countSoon();
        Q_EMIT queryChanged(key);
    });
    connect(&ownLists, &OwnLists::changed, this, [this] { d->takeOwnLists(); });
    onCatalogue();
    d->takeOwnLists();
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
    const auto rowsUnder = [this](const QString &name) {
        const auto rows = d->results.rows(name);
        return rows ? rows : std::make_shared<const Rows>();
    };
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
    case Kind::SavedFilter:
        query.among = d->filters.value(key).rows;
        if (!query.among)
            query.among = std::make_shared<const Rows>();
        return query;
    case Kind::MissingImportant:
        query.among = rowsUnder(MissingKey);
        return query;
    case Kind::Own: {
        const PartyRule rule = d->ruleOf(key);
        query.searches = {searchWordsIn(rule.search)};
        if (!rule.conditions.isEmpty())
            query.among = rowsUnder(key);
        return query;
    }
    case Kind::Tag:
        query.searches = {SearchWords{{}, {{SearchWord::Key::Tag, key.mid(TagPrefix.size()), 0, true, false}}}};
        return query;
    }
    Q_UNREACHABLE();
}

bool RecordLists::isReady(const QString &key) const
{
    if (filterOfKey(key) != 0)
        return d->filters.value(key).rows != nullptr;
    const bool hasConditions = key == MissingKey || !d->ruleOf(key).conditions.isEmpty();
    return !hasConditions || d->results.rows(key) != nullptr;
}

QString RecordLists::keyOfOwn(const QUuid &id)
{
    return OwnPrefix + id.toString(QUuid::WithoutBraces);
}

qint64 RecordLists::filterOfKey(const QString &key)
{
    return key.startsWith(FilterPrefix) ? key.mid(FilterPrefix.size()).toLongLong() : 0;
}

QUuid RecordLists::ownOfKey(const QString &key)
{
    return key.startsWith(OwnPrefix) ? QUuid(key.mid(OwnPrefix.size())) : QUuid();
}

PartyRule RecordLists::ruleOf(const QString &key) const
{
    const auto wanted = list(key);
    if (!wanted)
        return {};
    switch (wanted->kind) {
    case Kind::Mine:
        return {u"owner:me"_s};
    case Kind::RecentlyAdded:
        return {u"added:%1d"_s.arg(RecentDays)};
    case Kind::RecentlyChanged:
        return {u"changed:%1d"_s.arg(RecentDays)};
    case Kind::NotContacted30:
        return {u"-contacted:30d"_s};
    case Kind::NotContacted90:
        return {u"-contacted:90d"_s};
    case Kind::MissingImportant:
        return missingImportantRule(d->store.catalogue()).value_or(PartyRule());
    case Kind::Own:
        return d->ruleOf(key);
    case Kind::SavedFilter: {
        const auto filters = d->store.catalogue().savedFilters.value_or(QList<SavedFilter>{});
        const auto filter = std::ranges::find(filters, filterOfKey(key), &SavedFilter::id);
        const auto conditions = filter == filters.end() ? std::nullopt : conditionsFromJson(filter->conditions);
        return conditions ? PartyRule{{}, *conditions} : PartyRule();
    }
    case Kind::Tag:
        if (!wanted->title.contains(u'"'))
            return {u"tag:\"%1\""_s.arg(wanted->title)};
        return {{}, {ConditionGroup::Match::All, {{u"tag"_s, ConditionOperator::Is, wanted->title}}, {}}};
    }
    Q_UNREACHABLE();
}

QString RecordLists::keyOfTag(const QString &name)
{
    return TagPrefix + foldedTag(name);
}
