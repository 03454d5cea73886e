#pragma once

#include "party/party.h"

#include <QObject>
#include <QUuid>

#include <functional>

class PartyStore;
struct OutboxEntry;
struct StoreError;

/// The way back from a save, a discard or a delete. What has not been sent is simply taken back; what has been sent is
/// undone by a new change, which leaves alone every value that somebody altered since (ux.md section 2.7).
class RecordUndo : public QObject
{
    Q_OBJECT

public:
    /// Borrows `store`.
    explicit RecordUndo(PartyStore &store, QObject *parent = nullptr);

    /// The record that is shown, and may be saved next.
    void watch(const QUuid &localId);

    /// The watched record was saved, as `sequence`.
    void offerSave(qint64 sequence, const QUuid &localId, const QString &what);
    /// Unsaved changes were thrown away.
    void offerDiscard(const QUuid &localId, const Party &draft);
    /// Deletes the record, to be sent in ten seconds, and offers to take that back.
    void remove(const QUuid &localId);
    /// Puts the values from before a change into the record's draft, to be reviewed and saved; those that somebody
    /// altered since stay.
    void draftAsBefore(const OutboxEntry &change);

Q_SIGNALS:
    /// Something was done: `text` says so, `undo` takes it back.
    void offered(const QString &text, const std::function<void()> &undo);
    /// An undo did less than asked for; the sentence says what.
    void told(const QString &sentence);
    /// The record is back as it was, perhaps under a new local id.
    void restored(const QUuid &localId);
    void failed(const StoreError &error);

private:
    void look();
    Party partyBeforeSave(const QUuid &localId) const;
    void undoSave(qint64 sequence, const QUuid &localId, const Party &before, const Party &after);
    void saveAsBefore(const QUuid &localId, const Party &before, const Party &after);
    void undoDiscard(const QUuid &localId, const Party &draft);
    void undoRemove(qint64 sequence, const QUuid &localId, const QString &name);
    void bringBack(const Party &party, bool wasSaved);

    PartyStore &m_store;
    QUuid m_watched;
    Party m_latest; // as the watched record reads now
    Party m_previous; // as it read before that
};
