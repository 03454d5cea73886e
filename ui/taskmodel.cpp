#include "taskmodel.h"

#include "activitywords.h"
#include "partywords.h"
#include "plaintext.h"
#include "store/partystore.h"

#include <QColor>
#include <QLocale>

#include <algorithm>
#include <array>

using namespace Qt::StringLiterals;

namespace {
enum class Section { Overdue, Today, Later, NoDate, Done };
constexpr std::array AllSections{Section::Overdue, Section::Today, Section::Later, Section::NoDate, Section::Done};

QString sectionName(Section section)
{
    switch (section) {
    case Section::Overdue:
        return TaskModel::tr("Overdue");
    case Section::Today:
        return TaskModel::tr("Today");
    case Section::Later:
        return TaskModel::tr("Later");
    case Section::NoDate:
        return TaskModel::tr("No date");
    case Section::Done:
        return TaskModel::tr("Completed");
    }
    Q_UNREACHABLE();
}

Section sectionOf(const Task &task, const QTimeZone &zone, const QDateTime &now)
{
    if (task.isCompleted())
        return Section::Done;
    if (!task.dueOn.isValid())
        return Section::NoDate;
    if (isOverdue(task, zone, now))
        return Section::Overdue;
    return task.dueOn <= now.toTimeZone(zone).date() ? Section::Today : Section::Later;
}
} // namespace

TaskModel::TaskModel(PartyStore &store, Source source, QObject *parent)
    : ReplacedListModel(parent)
    , m_store(store)
    , m_source(source)
{
    connect(&store.activity(), &ActivityStore::tasksChanged, this, [this](const QList<QUuid> &records) {
        if (m_source == Source::Mine || records.contains(m_record))
            refresh();
    });
    connect(&store, &PartyStore::partiesReset, this, &TaskModel::refresh);
    refresh();
}

void TaskModel::setRecord(const QUuid &record)
{
    m_record = record;
    refresh();
}

void TaskModel::setZone(const QTimeZone &zone)
{
    m_zone = zone.isValid() ? zone : QTimeZone::systemTimeZone();
    refresh();
}

void TaskModel::refresh()
{
    const QDateTime now = QDateTime::currentDateTimeUtc();
    const QList<TaskView> tasks = m_source == Source::Mine ? m_store.activity().myOpenTasks()
        : m_record.isNull()                                ? QList<TaskView>()
                                                           : m_store.activity().tasksOf(m_record);
    QList<TaskRow> rows;
    m_count = 0;
    for (const Section section : AllSections) {
        QList<TaskRow> inSection;
        for (const TaskView &view : tasks) {
            if (view.isDeleted || sectionOf(view.shown, m_zone, now) != section)
                continue;
            TaskRow row;
            row.view = view;
            row.isOverdue = section == Section::Overdue;
            if (m_source == Source::Mine) {
                const auto summary = m_store.index().summary(view.record);
                row.recordName = summary ? summary->name : view.shown.relatedTo.name;
            }
            inSection.append(row);
        }
        if (inSection.isEmpty())
            continue;
        const auto count = static_cast<int>(inSection.size());
        if (section != Section::Done)
            m_count += count;
        rows.append(TaskRow{sectionName(section), count, {}, {}, false});
        rows += inSection;
    }
    replaceRows(rows);
}

int TaskModel::rowOf(const QUuid &task) const
{
    const auto found = std::ranges::find_if(
        rows(), [&task](const TaskRow &row) { return !row.isHeading() && row.view.localId == task; });
    return found == rows().end() ? -1 : static_cast<int>(found - rows().begin());
}

QString TaskModel::detailOf(const TaskRow &row) const
{
    const Task &task = row.view.shown;
    const qint64 me = m_store.activity().ownUser();
    const bool isOfOthers = task.owner && me != 0 && task.owner->id != me;
    QStringList parts{displayText(row.recordName),
        //: %1 is the colleague who has a task to do
        isOfOthers ? tr("For %1").arg(displayText(task.owner->name)) : QString(),
        task.repeat ? repeatWord(*task.repeat) : QString()};
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}

QVariant TaskModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const TaskRow &row = rowAt(index.row());
    const Task &task = row.view.shown;
    const auto stateOf = [&] {
        if (row.view.work)
            return stateWord(*row.view.work);
        return !row.isHeading() && m_store.activity().mayBeTwice(row.view.localId) ? twiceWord() : QString();
    };
    switch (role) {
    case Qt::DisplayRole:
        return row.isHeading() ? row.heading : displayText(task.description);
    case Qt::CheckStateRole:
        return row.isHeading() ? QVariant() : QVariant(task.isCompleted() ? Qt::Checked : Qt::Unchecked);
    case Qt::AccessibleTextRole: {
        if (row.isHeading())
            //: For a screen reader: a heading and how many tasks stand under it
            return tr("%1, %2").arg(row.heading, QLocale().toString(row.count));
        QStringList parts{displayText(task.description), data(index, DueRole).toString(),
            row.isOverdue ? tr("overdue") : QString(), data(index, CategoryRole).toString(), detailOf(row), stateOf()};
        parts.removeAll(QString());
        return QLocale().createSeparatedList(parts);
    }
    case LocalIdRole:
        return row.isHeading() ? QUuid() : row.view.localId;
    case IsHeadingRole:
        return row.isHeading();
    case CountRole:
        return row.count;
    case DueRole:
        return dueWord(task, QDateTime::currentDateTimeUtc().toTimeZone(m_zone).date());
    case IsOverdueRole:
        return row.isOverdue;
    case IsDoneRole:
        return task.isCompleted();
    case CategoryRole:
        return task.category ? displayText(task.category->name) : QString();
    case CategoryColourRole:
        return task.category ? QColor(task.category->colour) : QColor();
    case DetailRole:
        return detailOf(row);
    case StateRole:
        return stateOf();
    case NeedsUserRole:
        return row.view.work && row.view.work->needsUser();
    default:
        return {};
    }
}

bool TaskModel::setData(const QModelIndex &index, const QVariant &value, int role)
{
    if (role != Qt::CheckStateRole || !index.isValid() || rowAt(index.row()).isHeading())
        return false;
    const QUuid task = rowAt(index.row()).view.localId; // the row itself is replaced by what follows
    Q_EMIT ticked(task, value.toInt() == Qt::Checked);
    return true;
}

Qt::ItemFlags TaskModel::flags(const QModelIndex &index) const
{
    if (!index.isValid())
        return {};
    if (rowAt(index.row()).isHeading())
        return Qt::ItemIsEnabled | Qt::ItemNeverHasChildren;
    return Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable | Qt::ItemNeverHasChildren;
}
