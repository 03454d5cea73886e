#include "recordundo.h"

#include "delays.h"
#include "partywords.h"
#include "plaintext.h"
#include "store/partystore.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
QString nameOf(const Party &party)
{
    QString name = displayText(party.displayName());
    if (!name.isEmpty())
        return name;
    return party.isPerson() ? RecordUndo::tr("a person without a name")
                            : RecordUndo::tr("an organisation without a name");
}
void clearWhatCapsuleMakes(EmailAddress &) { }
void clearWhatCapsuleMakes(PhoneNumber &) { }
void clearWhatCapsuleMakes(Address &) { }
void clearWhatCapsuleMakes(Website &website)
{
    website.url.clear();
}

/// Gives rows that were saved without id the id that Capsule has given to the same row meanwhile.
template <typename Row>
void takeIds(QList<Row> &rows, const QList<Row> &now)
{
    for (Row &row : rows) {
        const auto same = [&row](Row candidate) {
            clearWhatCapsuleMakes(candidate);
            candidate.id = 0;
            Row bare = row;
            clearWhatCapsuleMakes(bare);
            return candidate == bare;
        };
        if (row.id != 0)
            continue;
        if (const auto found = std::ranges::find_if(now, same); found != now.end())
            row.id = found->id;
    }
}

Party withIdsFrom(const Party &now, Party saved)
{
    takeIds(saved.emailAddresses, now.emailAddresses);
    takeIds(saved.phoneNumbers, now.phoneNumbers);
    takeIds(saved.addresses, now.addresses);
    takeIds(saved.websites, now.websites);
    return saved;
}
} // namespace

RecordUndo::RecordUndo(PartyStore &store, QObject *parent)
    : QObject(parent)
    , m_store(store)
{
    connect(&store, &PartyStore::partiesChanged, this, [this](const QList<QUuid> &ids) {
        if (ids.contains(m_watched))
            look();
    });
    connect(&store, &PartyStore::partiesReset, this, &RecordUndo::look);
}

void RecordUndo::watch(const QUuid &localId)
{
    m_watched = localId;
    const auto view = m_store.party(localId);
    m_latest = view ? view->shown : Party();
    m_previous = m_latest;
}

void RecordUndo::look()
{
    const auto view = m_store.party(m_watched);
    if (!view || view->shown == m_latest)
        return;
    m_previous = m_latest;
    m_latest = view->shown;
}

Party RecordUndo::partyBeforeSave(const QUuid &localId) const
{
    // The store may tell of the save before or after the editor does.
    const auto view = m_store.party(localId);
    return view && view->shown != m_latest ? m_latest : m_previous;
}

void RecordUndo::offerSave(qint64 sequence, const QUuid &localId, const QString &what)
{
    const auto view = m_store.party(localId);
    if (sequence == 0 || localId != m_watched || !view)
        return;
    const Party before = partyBeforeSave(localId);
    Q_EMIT offered(tr("Saved %1.").arg(displayText(what)),
        [this, sequence, localId, before, after = view->shown] { undoSave(sequence, localId, before, after); });
}

void RecordUndo::undoSave(qint64 sequence, const QUuid &localId, const Party &before, const Party &after)
{
    // An entry that holds earlier work too must not go as a whole.
    const auto entry = m_store.entry(sequence);
    if (!entry || entry->state != OutboxEntry::State::Queued || entry->base != before)
        return saveAsBefore(localId, before, after);
    const auto taken = m_store.takeBack(sequence);
    if (!taken)
        return Q_EMIT failed(taken.error());
    if (!*taken)
        return saveAsBefore(localId, before, after);
    if (m_store.party(localId))
        return Q_EMIT restored(localId);
    bringBack(after, false); // it was new: what was typed stays as a draft
}

void RecordUndo::saveAsBefore(const QUuid &localId, const Party &before, const Party &after)
{
    const auto view = m_store.party(localId);
    if (!view)
        return Q_EMIT told(tr("%1 is no longer in Capsule, so the change could not be undone.").arg(nameOf(after)));
    const Rebased undone = rebase(withIdsFrom(view->shown, after), before, view->shown);
    const QStringList alteredSince = keysOf(undone.conflicts);
    const auto saved = m_store.save(localId, withKeysFrom(undone.merged, view->shown, alteredSince));
    if (!saved)
        return Q_EMIT failed(saved.error());
    if (!alteredSince.isEmpty())
        Q_EMIT told(tr("Undone, except for %Ln value(s) that changed again since.", nullptr,
            static_cast<int>(alteredSince.size())));
    Q_EMIT restored(localId);
}

void RecordUndo::draftAsBefore(const OutboxEntry &change)
{
    const auto view = m_store.party(change.localId);
    if (!view)
        return Q_EMIT told(
            tr("%1 is no longer in Capsule, so the change could not be undone.").arg(nameOf(change.edited)));
    const Party now = view->draft.value_or(view->shown);
    const Rebased undone = rebase(withIdsFrom(now, change.edited), change.base, now);
    const QStringList alteredSince = keysOf(undone.conflicts);
    QStringList words;
    for (const QString &key : alteredSince)
        words << fieldWord(key, change.base, change.edited);
    words.removeDuplicates();
    const Party draft = withKeysFrom(undone.merged, now, alteredSince);
    if (const auto kept = m_store.keepDraft(change.localId, draft); !kept)
        return Q_EMIT failed(kept.error());
    if (!words.isEmpty())
        //: %1 is a list of fields
        Q_EMIT told(tr("These changed again since and were left alone: %1.").arg(QLocale().createSeparatedList(words)));
    else if (draft == now)
        Q_EMIT told(tr("Nothing is left of this change."));
    Q_EMIT restored(change.localId);
}

void RecordUndo::offerDiscard(const QUuid &localId, const Party &draft)
{
    Q_EMIT offered(
        tr("Discarded changes to %1.").arg(nameOf(draft)), [this, localId, draft] { undoDiscard(localId, draft); });
}

void RecordUndo::undoDiscard(const QUuid &localId, const Party &draft)
{
    if (!m_store.party(localId))
        return bringBack(draft, false);
    if (const auto kept = m_store.keepDraft(localId, draft); !kept)
        return Q_EMIT failed(kept.error());
    Q_EMIT restored(localId);
}

void RecordUndo::remove(const QUuid &localId)
{
    const auto view = m_store.party(localId);
    if (!view)
        return;
    const auto sequence = m_store.remove(localId, delays::beforeDelete);
    if (!sequence)
        return Q_EMIT failed(sequence.error());
    const QString name = nameOf(view->draft.value_or(view->shown));
    const QString text = tr("Deleted %1.").arg(name);
    if (*sequence > 0)
        return Q_EMIT offered(text, [this, entry = *sequence, localId, name] { undoRemove(entry, localId, name); });
    // It never reached Capsule and is gone from here: made again if wanted.
    const bool wasSaved = view->shown != view->base;
    Q_EMIT offered(text, [this, party = view->draft.value_or(view->shown), wasSaved] { bringBack(party, wasSaved); });
}

void RecordUndo::undoRemove(qint64 sequence, const QUuid &localId, const QString &name)
{
    const auto taken = m_store.takeBack(sequence);
    if (!taken)
        return Q_EMIT failed(taken.error());
    if (!*taken)
        return Q_EMIT told(tr("It is too late: Capsule was already told to delete %1.").arg(name));
    Q_EMIT restored(localId);
}

void RecordUndo::bringBack(const Party &party, bool wasSaved)
{
    const auto localId = m_store.startDraft(party);
    if (!localId)
        return Q_EMIT failed(localId.error());
    if (wasSaved) {
        if (const auto saved = m_store.save(*localId, party); !saved)
            return Q_EMIT failed(saved.error());
    }
    Q_EMIT restored(*localId);
}
