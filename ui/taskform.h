#pragma once

#include "store/activitystore.h"

#include <QTimer>
#include <QWidget>

class FieldEdit;
class FlatButton;
class PartyStore;
class PlainLabel;
class QCheckBox;
class QDateEdit;
class QTimeEdit;
class Theme;
class WorkBar;

/// Where a task is written or changed. What is typed is kept as a draft within 250 ms and goes into the outbox with
/// Save.
class TaskForm : public QWidget
{
    Q_OBJECT

public:
    /// Borrows both.
    TaskForm(PartyStore &store, const Theme &theme, QWidget *parent = nullptr);
    ~TaskForm() override;

    void setCategories(const QList<TaskCategory> &categories);
    /// A new task about a record, or about none (null); or the one that was begun before. `today` is the user's.
    void write(const QUuid &record, const QDate &today);
    void edit(const QUuid &task);
    void setReadOnly(bool readOnly);

    QUuid task() const { return m_localId; }
    const Task &base() const { return m_base; }
    const Task &draft() const { return m_draft; }
    void keepDraft();

public Q_SLOTS:
    void save();
    void discard();

Q_SIGNALS:
    void closed();
    void saved(qint64 sequence);
    void discarded(const QUuid &task, const Task &draft);
    void removeRequested(const QUuid &task);
    void reviewRequested();
    void workReviewRequested(const OutboxEntry &work);
    void failed(const StoreError &error);

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QWidget *buildFields();
    void open(const QUuid &localId, const Task &base, const Task &draft);
    void take();
    void showChanges();

    PartyStore &m_store;
    const Theme &m_theme;
    QList<TaskCategory> m_categories;
    QUuid m_localId;
    Task m_base;
    Task m_draft;
    bool m_isDirty = false;
    bool m_isShowing = false;
    bool m_isReadOnly = false;
    QTimer m_draftTimer;
    PlainLabel *m_heading;
    FieldEdit *m_description;
    FieldEdit *m_detail;
    QDateEdit *m_dueOn;
    QCheckBox *m_hasTime;
    QTimeEdit *m_dueTime;
    FieldEdit *m_category;
    PlainLabel *m_repeat;
    WorkBar *m_work;
    FlatButton *m_remove;
    FlatButton *m_review;
    FlatButton *m_discard;
    FlatButton *m_save;
};
