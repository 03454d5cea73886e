#pragma once

#include "searchpalette.h"

class Actions;
class PartyStore;
class RecordLists;

/// What the palette offers for a text: records first, then commands, then lists; for no text the records opened last,
/// and after ">" commands only (ux.md section 2.15).
class PaletteOffers
{
public:
    /// Borrows all of them.
    PaletteOffers(const PartyStore &store, const RecordLists &lists, const Actions &actions);

    QList<PaletteItem> offersFor(const QString &text) const;
    /// A record was opened.
    void noteOpened(const QUuid &localId);
    /// A record is gone.
    void forget(const QUuid &localId) { m_recent.removeAll(localId); }

private:
    QList<PaletteItem> recentRecords() const;
    QList<PaletteItem> recordsWith(const QString &words) const;
    QList<PaletteItem> commandsWith(const QString &words, qsizetype most) const;
    QList<PaletteItem> listsWith(const QString &words) const;
    PaletteItem record(const QUuid &localId) const;
    PaletteItem explained(PaletteItem item, const QString &search) const;

    const PartyStore &m_store;
    const RecordLists &m_lists;
    const Actions &m_actions;
    QList<QUuid> m_recent; // the records opened last, newest first
};
