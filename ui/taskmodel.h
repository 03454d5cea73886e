#pragma once

#include "replacedlistmodel.h"
#include "store/activitystore.h"

#include <QTimeZone>

class PartyStore;

/// A task as a row, or the heading over some.
struct TaskRow
{
    QString heading; ///< empty for a task
    int count = 0; ///< of a heading's tasks
    TaskView view;
    QString recordName;
    bool isOverdue = false;
    bool isHeading() const { return !heading.isEmpty(); }
    QString key() const { return isHeading() ? heading : view.localId.toString(); }
};

/// Tasks under Overdue, Today, Later and No date: those of a record, done ones last, or all open ones of the user.
/// Ticking a task is told, not done here.
class TaskModel : public ReplacedListModel<TaskRow>
{
    Q_OBJECT

public:
    enum class Source { Record, Mine };
    enum Role {
        LocalIdRole = Qt::UserRole + 1, ///< QUuid of the task; null for a heading
        IsHeadingRole, ///< bool
        CountRole, ///< int, of a heading
        DueRole, ///< QString
        IsOverdueRole, ///< bool
        IsDoneRole, ///< bool
        CategoryRole, ///< QString, its name
        CategoryColourRole, ///< QColor, invalid for none
        DetailRole, ///< QString: whose it is and how it repeats
        StateRole, ///< QString: where unsent work on it stands; empty for none
        NeedsUserRole, ///< bool
    };

    /// Borrows `store`.
    TaskModel(PartyStore &store, Source source, QObject *parent = nullptr);

    Source source() const { return m_source; }
    void setRecord(const QUuid &record);
    QUuid record() const { return m_record; }
    /// The zone of the user's days and times; the computer's until it is known.
    void setZone(const QTimeZone &zone);
    const QTimeZone &zone() const { return m_zone; }
    int rowOf(const QUuid &task) const;
    int taskCount() const { return m_count; }
    /// What is overdue, and what today is, follows the clock.
    void refresh();

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool setData(const QModelIndex &index, const QVariant &value, int role) override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

Q_SIGNALS:
    /// A person ticked a task, or took the tick away.
    void ticked(const QUuid &task, bool isDone);

private:
    QString detailOf(const TaskRow &row) const;

    PartyStore &m_store;
    Source m_source;
    QUuid m_record;
    QTimeZone m_zone = QTimeZone::systemTimeZone();
    int m_count = 0;
};
