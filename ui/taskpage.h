#pragma once

#include "party/catalogue.h"
#include "store/storeerror.h"
#include "taskmodel.h"

#include <QTimer>
#include <QWidget>

#include <functional>

class ActivityApi;
class ActivitySync;
class FlatButton;
class ItemListView;
class ListStateView;
class PlainLabel;
class QStackedWidget;
class ReviewPanel;
class TaskDelegate;
class TaskForm;
class Theme;

/// Tasks to be done: those of a record, or all open ones of the user ("My tasks").
class TaskPage : public QWidget
{
    Q_OBJECT

public:
    /// Borrows all of them.
    TaskPage(PartyStore &store, ActivitySync &sync, const ActivityApi &api, TaskModel::Source source,
        const Theme &theme, QWidget *parent = nullptr);

    void setRecord(const QUuid &record);
    /// Categories and the user's time zone.
    void setCatalogue(const Catalogue &catalogue);
    void setReadOnly(bool readOnly);
    void addTask();
    void editTask(const QUuid &task);
    /// Ticks the chosen task, or takes the tick away.
    void completeChosen();
    bool hasChosen() const;
    int taskCount() const { return m_model->taskCount(); }
    /// Chooses the row `by` rows on, as a person would.
    void step(int by);
    void keepDraft();

Q_SIGNALS:
    /// Something was done: `text` says so, `undo` takes it back.
    void offered(const QString &text, const std::function<void()> &undo);
    void failed(const StoreError &error);
    /// A person chose a task of this record, which may be null.
    void currentChanged(const QUuid &record);
    void countChanged();
    void left();

protected:
    void showEvent(QShowEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;

private:
    QWidget *buildList();
    void joinParts();
    void showRows();
    void showList();
    void showReview(const OutboxEntry *work);
    void setDone(const QUuid &task, bool isDone);
    void removeTask(const QUuid &task);

    PartyStore &m_store;
    ActivitySync &m_sync;
    const ActivityApi &m_api;
    const Theme &m_theme;
    bool m_isReadOnly = false;
    QWidget *m_beforeReview = nullptr;
    TaskModel *m_model;
    QStackedWidget *m_pages;
    QStackedWidget *m_rows;
    ItemListView *m_view;
    TaskDelegate *m_delegate;
    ListStateView *m_empty;
    FlatButton *m_add;
    PlainLabel *m_count;
    PlainLabel *m_asOf;
    TaskForm *m_form;
    ReviewPanel *m_review;
    QTimer m_clockTimer; // tasks become due
};
