#include "taskpage.h"

#include "activitywords.h"
#include "delays.h"
#include "flatbutton.h"
#include "itemlistview.h"
#include "itemreview.h"
#include "liststate.h"
#include "plaintext.h"
#include "reviewpanel.h"
#include "store/partystore.h"
#include "sync/activitysync.h"
#include "taskdelegate.h"
#include "taskform.h"
#include "theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLocale>
#include <QShowEvent>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr auto LooksEvery = 60s;
} // namespace

TaskPage::TaskPage(PartyStore &store, ActivitySync &sync, const ActivityApi &api, TaskModel::Source source,
    const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_sync(sync)
    , m_api(api)
    , m_theme(theme)
    , m_model(new TaskModel(store, source, this))
    , m_pages(new QStackedWidget(this))
    , m_rows(new QStackedWidget)
    , m_view(new ItemListView(theme, source == TaskModel::Source::Mine ? "myTasksView" : "tasksView",
          source == TaskModel::Source::Mine ? tr("My tasks") : tr("Tasks")))
    , m_delegate(new TaskDelegate(theme, m_view))
    , m_empty(new ListStateView(theme))
    , m_add(new FlatButton(FlatButton::Style::Secondary, tr("Add task"), theme))
    , m_count(new PlainLabel(this)) // of one task list only
    , m_asOf(new PlainLabel)
    , m_form(new TaskForm(store, theme))
    , m_review(new ReviewPanel(theme))
{
    setObjectName(source == TaskModel::Source::Mine ? "myTasksPage"_L1 : "tasksPage"_L1);
    setAutoFillBackground(true);
    theme.tint(this, QPalette::Window, Theme::Token::Surface);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins({});
    whole->addWidget(m_pages);
    m_pages->addWidget(buildList());
    m_pages->addWidget(m_form);
    m_pages->addWidget(m_review);
    joinParts();
    showRows();
    connect(&m_clockTimer, &QTimer::timeout, m_model, &TaskModel::refresh);
    m_clockTimer.start(LooksEvery);
}

QWidget *TaskPage::buildList()
{
    auto *page = new QWidget;
    m_view->setModel(m_model);
    m_view->setItemDelegate(m_delegate);
    m_add->setObjectName(u"addTaskButton"_s);
    m_add->setThemeIcon(u"plus"_s);
    m_asOf->setObjectName(u"tasksAsOfLabel"_s);
    m_asOf->setFont(Theme::font(Theme::Type::Caption));
    m_asOf->setElided(true);
    m_asOf->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
    m_theme.tint(m_asOf, QPalette::WindowText, Theme::Token::MutedText);
    m_theme.tint(m_count, QPalette::WindowText, Theme::Token::MutedText);
    m_rows->addWidget(m_view);
    m_rows->addWidget(m_empty);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(Theme::GroupGap, Theme::RowGap, Theme::GroupGap, Theme::RowGap);
    top->setSpacing(Theme::RowGap);
    if (m_model->source() == TaskModel::Source::Mine) {
        auto *title = new PlainLabel(m_view->accessibleName());
        title->setFont(Theme::font(Theme::Type::Section));
        top->addWidget(title);
        top->addWidget(m_count);
        top->addWidget(m_asOf, 1);
        top->addWidget(m_add);
    } else {
        top->addWidget(m_add);
        top->addWidget(m_asOf, 1);
        m_count->hide();
    }
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(m_rows, 1);
    return page;
}

void TaskPage::joinParts()
{
    connect(m_add, &QPushButton::clicked, this, &TaskPage::addTask);
    connect(m_model, &TaskModel::ticked, this, &TaskPage::setDone);
    connect(m_view, &ItemListView::opened, this,
        [this](const QModelIndex &index) { editTask(index.data(TaskModel::LocalIdRole).toUuid()); });
    connect(m_view, &ItemListView::removeWanted, this,
        [this](const QModelIndex &index) { removeTask(index.data(TaskModel::LocalIdRole).toUuid()); });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        if (index.isValid() && !index.data(TaskModel::IsHeadingRole).toBool() && m_view->hasFocus())
            Q_EMIT currentChanged(m_model->rowAt(index.row()).view.record);
    });
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &TaskPage::showRows);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &TaskPage::showRows);
    connect(&m_store.activity(), &ActivityStore::tasksChanged, this, &TaskPage::showRows);
    connect(&m_sync, &ActivitySync::readingChanged, this, [this](const QUuid &record) {
        if (record.isNull())
            showRows();
    });
    connect(m_empty, &ListStateView::actionChosen, this, [this] { m_sync.checkTasks(); });

    connect(m_form, &TaskForm::closed, this, &TaskPage::showList);
    connect(m_form, &TaskForm::failed, this, &TaskPage::failed);
    connect(m_form, &TaskForm::removeRequested, this, [this](const QUuid &task) {
        showList();
        removeTask(task);
    });
    connect(m_form, &TaskForm::reviewRequested, this, [this] { showReview(nullptr); });
    connect(m_form, &TaskForm::workReviewRequested, this, [this](const OutboxEntry &work) { showReview(&work); });
    connect(m_form, &TaskForm::discarded, this, [this](const QUuid &task, const Task &draft) {
        Q_EMIT offered(tr("Discarded the changes to the task."), [this, task, draft] {
            if (const auto kept = m_store.activity().keepDraft(task, draft); !kept)
                Q_EMIT failed(kept.error());
        });
    });
    connect(m_form, &TaskForm::saved, this, [this](qint64 sequence) {
        if (sequence == 0)
            return;
        Q_EMIT offered(tr("Saved the task."), [this, sequence] {
            if (const auto taken = m_store.takeBack(sequence); !taken)
                Q_EMIT failed(taken.error());
            else if (!*taken)
                Q_EMIT offered(tr("It is too late: the task is on its way. Change or delete it instead."), {});
        });
    });
    connect(m_review, &ReviewPanel::closed, this, [this] { m_pages->setCurrentWidget(m_beforeReview); });
    connect(m_review, &ReviewPanel::saveRequested, m_form, &TaskForm::save);
}

void TaskPage::setRecord(const QUuid &record)
{
    if (record == m_model->record())
        return;
    m_form->keepDraft();
    m_pages->setCurrentIndex(0);
    m_model->setRecord(record);
    m_view->scrollToTop();
    showRows();
}

void TaskPage::setCatalogue(const Catalogue &catalogue)
{
    m_form->setCategories(catalogue.categories.value_or(QList<TaskCategory>()));
    m_model->setZone(QTimeZone(catalogue.timezone.toUtf8()));
}

void TaskPage::setReadOnly(bool readOnly)
{
    m_isReadOnly = readOnly;
    m_add->setEnabled(!readOnly);
    m_delegate->setReadOnly(readOnly);
    m_form->setReadOnly(readOnly);
}

void TaskPage::addTask()
{
    if (m_isReadOnly)
        return;
    m_pages->setCurrentWidget(m_form);
    m_form->write(m_model->record(), QDateTime::currentDateTimeUtc().toTimeZone(m_model->zone()).date());
}

void TaskPage::editTask(const QUuid &task)
{
    if (task.isNull())
        return;
    m_pages->setCurrentWidget(m_form);
    m_form->edit(task);
}

bool TaskPage::hasChosen() const
{
    return m_view->currentIndex().isValid() && !m_view->currentIndex().data(TaskModel::IsHeadingRole).toBool();
}

void TaskPage::completeChosen()
{
    if (hasChosen())
        setDone(m_view->currentIndex().data(TaskModel::LocalIdRole).toUuid(),
            !m_view->currentIndex().data(TaskModel::IsDoneRole).toBool());
}

void TaskPage::step(int by)
{
    const int rows = m_model->rowCount();
    int row = std::clamp(m_view->currentIndex().row() + by, 0, std::max(0, rows - 1));
    while (row >= 0 && row < rows && m_model->rowAt(row).isHeading())
        row += by < 0 ? -1 : 1;
    if (row < 0 || row >= rows)
        return;
    m_view->setFocus(Qt::OtherFocusReason);
    m_view->setCurrentIndex(m_model->index(row));
}

void TaskPage::keepDraft()
{
    m_form->keepDraft();
}

void TaskPage::setDone(const QUuid &task, bool isDone)
{
    const auto view = m_store.activity().task(task);
    if (!view || m_isReadOnly)
        return;
    const auto done = isDone ? m_store.activity().complete(task) : m_store.activity().reopen(task);
    if (!done)
        return Q_EMIT failed(done.error());
    const QString words = displayText(view->shown.description).left(60);
    Q_EMIT offered(
        isDone ? tr("Completed “%1”.").arg(words) : tr("Opened “%1” again.").arg(words), [this, task, isDone] {
            const auto back = isDone ? m_store.activity().reopen(task) : m_store.activity().complete(task);
            if (!back)
                Q_EMIT failed(back.error());
        });
}

void TaskPage::removeTask(const QUuid &task)
{
    const auto view = m_store.activity().task(task);
    if (!view || m_isReadOnly)
        return;
    const auto sequence = m_store.activity().remove(task, delays::beforeDelete);
    if (!sequence)
        return Q_EMIT failed(sequence.error());
    Q_EMIT offered(tr("Deleted “%1”.").arg(displayText(view->shown.description).left(60)),
        [this, entry = *sequence, was = view->shown] {
            if (entry == 0) { // it never reached Capsule: written again
                if (const auto saved = m_store.activity().save(QUuid::createUuid(), was); !saved)
                    Q_EMIT failed(saved.error());
                return;
            }
            if (const auto taken = m_store.takeBack(entry); !taken)
                Q_EMIT failed(taken.error());
            else if (!*taken)
                Q_EMIT offered(tr("It is too late: Capsule was already told to delete the task."), {});
        });
}

void TaskPage::showList()
{
    m_pages->setCurrentIndex(0);
    m_rows->currentWidget()->setFocus(Qt::OtherFocusReason);
}

void TaskPage::showReview(const OutboxEntry *work)
{
    m_beforeReview = m_pages->currentWidget();
    m_review->setSaving(work == nullptr);
    m_review->showRequest(work ? reviewedWork(m_store, m_api, *work)
                               : reviewedTask(m_store, m_api, m_form->task(), m_form->base(), m_form->draft()));
    m_pages->setCurrentWidget(m_review);
    m_review->setFocus(Qt::OtherFocusReason);
}

void TaskPage::showRows()
{
    const bool hasRows = m_model->rowCount() > 0;
    const QDateTime checkedAt = m_store.activity().tasksCheckedAt();
    if (!hasRows) {
        ListState state;
        state.icon = u"check"_s;
        if (!checkedAt.isValid() && m_sync.isReadingTasks()) {
            state = loadingListState();
        } else if (!checkedAt.isValid()) {
            state.icon = u"cloud-off"_s;
            state.title = tr("Nothing is on this computer yet");
            state.text = tr("Tasks are read as soon as Capsule can be reached. New ones can be written already.");
            state.action = ListState::Action::CheckNow;
            state.actionText = tr("Try Again");
        } else if (m_model->source() == TaskModel::Source::Mine) {
            state.title = tr("Nothing to do");
            state.text = tr("Your open tasks are listed here, with what is overdue first.");
        } else {
            state.title = tr("No tasks");
            state.text = tr("What is to be done about this record is listed here.");
        }
        m_empty->setState(state);
    }
    m_rows->setCurrentWidget(hasRows ? static_cast<QWidget *>(m_view) : m_empty);
    setFocusProxy(m_rows->currentWidget());
    m_count->setText(QLocale().toString(m_model->taskCount()));
    m_asOf->setText(asOf(checkedAt));
    Q_EMIT countChanged();
}

void TaskPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!event->spontaneous())
        m_model->refresh();
}

void TaskPage::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && m_model->source() == TaskModel::Source::Mine)
        Q_EMIT left();
    else
        QWidget::keyPressEvent(event);
}
