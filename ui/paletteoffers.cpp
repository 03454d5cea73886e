#include "paletteoffers.h"

#include "actions.h"
#include "model/recordlists.h"
#include "sidebarmodel.h"
#include "store/partystore.h"
#include "whywords.h"

#include <QAction>
#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr qsizetype MostRecords = 7;
constexpr qsizetype MostCommands = 4;
constexpr qsizetype MostLists = 4;
constexpr qsizetype LooksAt = 500; // matches, to find those whose name begins with what was typed

/// Gives the words a translation context.
struct PaletteWords
{
    Q_DECLARE_TR_FUNCTIONS(PaletteWords)
};

//: A record in the palette: two facts about it
QString joined(const QString &first, const QString &second)
{
    return first.isEmpty() || second.isEmpty() ? first + second : PaletteWords::tr("%1 · %2").arg(first, second);
}

/// What a list is, beside its name.
QString kindWord(const RecordList &list)
{
    switch (list.kind) {
    case RecordList::Kind::Tag:
        return PaletteWords::tr("Tag");
    case RecordList::Kind::SavedFilter:
        return PaletteWords::tr("List in Capsule");
    default:
        return PaletteWords::tr("List");
    }
}
} // namespace

PaletteOffers::PaletteOffers(const PartyStore &store, const RecordLists &lists, const Actions &actions)
    : m_store(store)
    , m_lists(lists)
    , m_actions(actions)
{
}

QList<PaletteItem> PaletteOffers::offersFor(const QString &text) const
{
    const bool commandsOnly = text.startsWith(u'>');
    const QString words = (commandsOnly ? text.mid(1) : text).trimmed();
    if (commandsOnly)
        return commandsWith(words, m_actions.all().size());
    if (words.isEmpty())
        return recentRecords();
    QList<PaletteItem> items = recordsWith(words);
    if (words.size() > 1)
        items << commandsWith(words, MostCommands) << listsWith(words);
    if (items.isEmpty() && m_actions.newPerson->isEnabled())
        items << PaletteItem{PaletteItem::Kind::Create, PaletteWords::tr("Create person “%1”").arg(words), {}, {}, true,
            m_actions.newPerson};
    return items;
}

void PaletteOffers::noteOpened(const QUuid &localId)
{
    m_recent.removeAll(localId);
    m_recent.prepend(localId);
    m_recent = m_recent.first(std::min(m_recent.size(), MostRecords));
}

QList<PaletteItem> PaletteOffers::recentRecords() const
{
    QList<PaletteItem> items;
    for (const QUuid &localId : m_recent) {
        if (m_store.index().contains(localId))
            items << record(localId);
    }
    return items;
}

QList<PaletteItem> PaletteOffers::recordsWith(const QString &words) const
{
    const QList<QUuid> found = m_store.index().find(PartyIndex::Kind::Everyone, words);
    QList<PaletteItem> records;
    for (qsizetype i = 0; i < std::min(found.size(), LooksAt); ++i)
        records << record(found[i]);
    const QString folded = foldedForSearch(words);
    std::ranges::stable_partition(
        records, [&folded](const PaletteItem &item) { return foldedForSearch(item.text).startsWith(folded); });
    records.resize(std::min(records.size(), MostRecords));
    for (PaletteItem &item : records)
        item = explained(item, words);
    return records;
}

QList<PaletteItem> PaletteOffers::commandsWith(const QString &words, qsizetype most) const
{
    QList<PaletteItem> items;
    const auto all = m_actions.all();
    for (QAction *action : all) {
        const QString name = action->toolTip(); // the text without its mnemonic
        if (items.size() < most && action->isEnabled() && name.contains(words, Qt::CaseInsensitive))
            items << PaletteItem{PaletteItem::Kind::Command, name,
                action->shortcut().toString(QKeySequence::NativeText), {}, false, action};
    }
    return items;
}

QList<PaletteItem> PaletteOffers::listsWith(const QString &words) const
{
    QList<PaletteItem> items;
    const QString folded = foldedForSearch(words);
    for (const RecordList &list : m_lists.lists()) {
        const QString name = listName(list);
        if (items.size() < MostLists && foldedForSearch(name).contains(folded))
            items << PaletteItem{PaletteItem::Kind::List, name, kindWord(list), {}, false, nullptr, list.key};
    }
    return items;
}

PaletteItem PaletteOffers::record(const QUuid &localId) const
{
    const auto summary = m_store.index().summary(localId);
    if (!summary)
        return {};
    const QString place = summary->organisation.isEmpty() ? summary->jobTitle : summary->organisation;
    return {PaletteItem::Kind::Record, summary->name, joined(place, summary->city), localId,
        summary->type == PartyType::Person, nullptr};
}

/// The record with the field that a word was found in, unless its row shows that anyway.
PaletteItem PaletteOffers::explained(PaletteItem item, const QString &search) const
{
    const auto record = m_store.party(item.localId);
    if (!record)
        return item;
    for (const SearchMatch &match : searchMatches(search, record->shown, QDateTime::currentDateTimeUtc(), 0)) {
        const QString place = foundIn(match);
        if (place.isEmpty() || match.where == SearchMatch::Where::Name || item.detail.contains(match.value))
            continue;
        item.detail = joined(place, item.detail);
        break;
    }
    return item;
}
