#pragma once

#include "entrymodel.h"
#include "party/catalogue.h"
#include "store/storeerror.h"

#include <QWidget>

#include <functional>

class ActivityApi;
class ActivitySync;
class EntryReader;
class FlatButton;
class ItemListView;
class ListStateView;
class NoteComposer;
class PlainLabel;
class QStackedWidget;
class ReviewPanel;
class Theme;

/// The activity of a record: its notes, emails and completed tasks, to be read, and notes to be written. It can be read
/// without a line, and says how far it goes.
class ActivityPage : public QWidget
{
    Q_OBJECT

public:
    /// Borrows all of them.
    ActivityPage(
        PartyStore &store, ActivitySync &sync, const ActivityApi &api, const Theme &theme, QWidget *parent = nullptr);

    void setRecord(const QUuid &record);
    void setTypes(const QList<ActivityType> &types);
    void setReadOnly(bool readOnly);
    bool canLogCall() const;
    void addNote();
    void logCall();
    /// Shows one entry as a whole.
    void openEntry(const QUuid &localId);
    void editNote(const QUuid &localId);
    void keepDraft();

Q_SIGNALS:
    /// Something was done: `text` says so, `undo` takes it back.
    void offered(const QString &text, const std::function<void()> &undo);
    void failed(const StoreError &error);

protected:
    void showEvent(QShowEvent *event) override;

private:
    QWidget *buildList();
    void joinParts();
    void showRows();
    void readMore();
    void removeEntry(const QUuid &localId);
    void showList();
    void showReview(const OutboxEntry *work);
    bool mayChange(const EntryView &view) const;
    QString extentWords(const ActivityExtent &extent) const;

    PartyStore &m_store;
    ActivitySync &m_sync;
    const ActivityApi &m_api;
    const Theme &m_theme;
    QUuid m_record;
    bool m_isReadOnly = false;
    bool m_hasFailed = false; // the last reading
    QWidget *m_beforeReview = nullptr;
    EntryModel *m_model;
    QStackedWidget *m_pages;
    QStackedWidget *m_rows;
    ItemListView *m_view;
    ListStateView *m_empty;
    FlatButton *m_add;
    FlatButton *m_call;
    PlainLabel *m_asOf;
    PlainLabel *m_extent;
    NoteComposer *m_composer;
    EntryReader *m_reader;
    ReviewPanel *m_review;
};
