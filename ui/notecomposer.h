#pragma once

#include "party/activity.h"
#include "store/storeerror.h"

#include <QTimer>
#include <QUuid>
#include <QWidget>

class FieldEdit;
class FlatButton;
class PartyStore;
class PlainLabel;
class QCheckBox;
class QDateTimeEdit;
class QListWidget;
class QPlainTextEdit;
class QVBoxLayout;
class Theme;

/// Where a note is written or changed, or a call is logged. What is typed is kept as a draft within 250 ms and goes
/// into the outbox with Save.
class NoteComposer : public QWidget
{
    Q_OBJECT

public:
    /// Borrows both.
    NoteComposer(PartyStore &store, const Theme &theme, QWidget *parent = nullptr);
    ~NoteComposer() override;

    /// What an activity can be, as Capsule tells; without any the choice is hidden.
    void setTypes(const QList<ActivityType> &types);
    bool canLogCall() const { return callType() != nullptr; }
    /// A new note about a record, or the one that was begun before.
    void write(const QUuid &record);
    /// The same as a call.
    void logCall(const QUuid &record);
    /// A note that is there, or the change of it that was begun before.
    void edit(const QUuid &note);

    QUuid note() const { return m_localId; }
    const Entry &base() const { return m_base; }
    const Entry &draft() const { return m_draft; }
    /// Writes the draft to disk now.
    void keepDraft();
    /// Puts files to the note.
    void addFiles(const QStringList &paths);

public Q_SLOTS:
    void save();
    void discard();

Q_SIGNALS:
    void closed();
    void saved(qint64 sequence);
    /// What was written is thrown away; it can be given back as a draft.
    void discarded(const QUuid &note, const Entry &draft);
    void reviewRequested();
    void failed(const StoreError &error);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    void buildHead(QVBoxLayout *column);
    void buildFiles(QVBoxLayout *column);
    void buildBottom(QVBoxLayout *column);
    void open(const QUuid &localId, const Entry &base, const Entry &draft);
    void showFiles();
    void showChanges();
    void take();
    void askForFiles();
    void removeFile();
    const ActivityType *callType() const;

    PartyStore &m_store;
    const Theme &m_theme;
    QList<ActivityType> m_types;
    QUuid m_localId;
    Entry m_base;
    Entry m_draft;
    bool m_isDirty = false;
    bool m_isShowing = false; // values come from the note, not from the user
    QTimer m_draftTimer;
    PlainLabel *m_heading;
    QWidget *m_facts; // kind and time, of a new note
    FieldEdit *m_kind;
    QCheckBox *m_isEarlier;
    QDateTimeEdit *m_when;
    QPlainTextEdit *m_text;
    QListWidget *m_files;
    FlatButton *m_removeFile;
    PlainLabel *m_problem;
    FlatButton *m_review;
    FlatButton *m_discard;
    FlatButton *m_save;
};
