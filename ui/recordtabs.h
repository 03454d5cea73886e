#pragma once

#include "party/catalogue.h"
#include "store/storeerror.h"

#include <QUuid>
#include <QWidget>

#include <functional>
#include <memory>

class ActivityApi;
class ActivityPage;
class ActivitySync;
class CapsuleApi;
class DealPage;
class PartyStore;
class QStackedWidget;
class QTabBar;
class TaskPage;
class Theme;

/// The tabs of a record: its details, which the editor owns, and what happens around it.
class RecordTabs : public QWidget
{
    Q_OBJECT

public:
    enum class Tab { Details, Activity, Tasks, Deals };
    Q_ENUM(Tab)

    /// Borrows all but `details`, which it takes over.
    RecordTabs(PartyStore &store, ActivitySync &sync, CapsuleApi &api, const Theme &theme, QWidget *details,
        QWidget *parent = nullptr);
    ~RecordTabs() override;

    void setRecord(const QUuid &record);
    void setCatalogue(const Catalogue &catalogue);
    void setReadOnly(bool readOnly);
    Tab tab() const;
    void setTab(Tab tab);
    /// Writes drafts of notes and tasks to disk now.
    void keepDrafts();

    void addNote();
    void logCall();
    bool canLogCall() const;
    void addTask();
    /// The note or task, to be read and decided on.
    void openNote(const QUuid &note);
    void openTask(const QUuid &task);

Q_SIGNALS:
    /// A person chose another tab.
    void tabChosen(RecordTabs::Tab tab);
    /// Something was done: `text` says so, `undo` takes it back.
    void offered(const QString &text, const std::function<void()> &undo);
    void failed(const StoreError &error);

private:
    std::unique_ptr<ActivityApi> m_addresses;
    QTabBar *m_bar;
    QStackedWidget *m_pages;
    ActivityPage *m_activity;
    TaskPage *m_tasks;
    DealPage *m_deals;
};
