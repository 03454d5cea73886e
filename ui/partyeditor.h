#pragma once

#include "party/party.h"

#include <QUuid>
#include <QWidget>

#include <memory>

class CapsuleApi;
class PartyStore;
class Pictures;
class SyncEngine;
class Theme;
class RecordTabs;
class QAction;

/// The detail pane: one record, where each value is its own editor. It shows the store's record and keeps a draft of
/// what is typed; it paints changed fields, offers Review, Discard and Save, and says what waits or went wrong with
/// this record. It sends nothing itself: Save goes to the store.
class PartyEditor : public QWidget
{
    Q_OBJECT

public:
    /// Borrows all of them.
    PartyEditor(PartyStore &store, CapsuleApi &api, SyncEngine &engine, const Theme &theme, QWidget *parent = nullptr);
    ~PartyEditor() override;

    /// Shows a record; null shows the "nothing selected" state. A draft of the record shown before stays.
    void showParty(const QUuid &localId);
    QUuid party() const;
    /// Where the pictures come from; without it there are initials only. Borrows it.
    void setPictures(Pictures *pictures);
    /// How many fields differ from what the record was.
    int changeCount() const;
    /// Undo and redo of the record's draft, for the Edit menu; their text names the field. They answer their shortcuts
    /// while the focus is in the editor.
    QAction *undoAction() const;
    QAction *redoAction() const;
    /// What happens around the record, beside its details.
    RecordTabs *tabs() const;
    /// With a read-only sign-in nothing can be edited, and one line says why; an empty reason allows editing.
    void setReadOnlyReason(const QString &reason);

public Q_SLOTS:
    void focusFirstField();
    /// Goes where a tag is added.
    void addTag();
    /// The same with the field that Capsule did not accept, if there is one.
    void focusProblem();
    /// Writes the draft to disk now (quit, leaving the record). What the disk refuses is held in memory by the store
    /// and tried again by itself.
    void keepDraft();
    void save();
    void review();
    void discard();

Q_SIGNALS:
    /// The number of changes, or whether there is a record, changed: actions enable themselves by it.
    void changeCountChanged(int changes);
    /// A save was put on disk. `what` is the record's name.
    void saved(qint64 sequence, const QUuid &localId, const QString &what);
    /// Changes were thrown away; `draft` can be given back to undo that.
    void discarded(const QUuid &localId, const Party &draft);
    void openPartyRequested(const QUuid &localId);
    void historyRequested(const QUuid &localId);
    /// Esc on a field with nothing to leave: the list takes over.
    void leaveRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    class Private;
    std::unique_ptr<Private> d;
};
