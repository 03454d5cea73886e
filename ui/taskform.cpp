#include "taskform.h"

#include "activitywords.h"
#include "delays.h"
#include "fieldedit.h"
#include "flatbutton.h"
#include "plaintext.h"
#include "store/partystore.h"
#include "theme.h"
#include "workbar.h"

#include <QCheckBox>
#include <QDateEdit>
#include <QGridLayout>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QTimeEdit>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

TaskForm::TaskForm(PartyStore &store, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_theme(theme)
    , m_heading(new PlainLabel(this))
    , m_description(new FieldEdit(FieldEdit::Kind::Line, theme, this))
    , m_detail(new FieldEdit(FieldEdit::Kind::Lines, theme, this))
    , m_dueOn(new QDateEdit(this))
    , m_hasTime(new QCheckBox(tr("At"), this))
    , m_dueTime(new QTimeEdit(this))
    , m_category(new FieldEdit(FieldEdit::Kind::Picker, theme, this))
    , m_repeat(new PlainLabel(this))
    , m_work(new WorkBar(store, theme, this))
    , m_remove(new FlatButton(FlatButton::Style::Quiet, tr("Delete"), theme, this))
    , m_review(new FlatButton(FlatButton::Style::Quiet, tr("Review…"), theme, this))
    , m_discard(new FlatButton(FlatButton::Style::Quiet, tr("Discard"), theme, this))
    , m_save(new FlatButton(FlatButton::Style::Primary, tr("Save"), theme, this))
{
    setObjectName(u"taskForm"_s);
    m_heading->setFont(Theme::font(Theme::Type::Section));
    auto *close = new FlatButton(FlatButton::Style::Quiet, {}, theme, this);
    close->setObjectName(u"taskCloseButton"_s);
    close->setThemeIcon(u"x"_s);
    close->setToolTip(tr("Back to the tasks; what you wrote is kept as a draft"));
    close->setAccessibleName(tr("Back to the tasks"));
    m_remove->setObjectName(u"removeTaskButton"_s);
    m_review->setObjectName(u"taskReviewButton"_s);
    m_discard->setObjectName(u"taskDiscardButton"_s);
    m_save->setObjectName(u"taskSaveButton"_s);
    auto *top = new QHBoxLayout;
    top->addWidget(m_heading, 1);
    top->addWidget(close);
    auto *bottom = new QHBoxLayout;
    bottom->addWidget(m_remove);
    bottom->addStretch(1);
    for (FlatButton *button : {m_review, m_discard, m_save})
        bottom->addWidget(button);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(Theme::GroupGap, 16, Theme::GroupGap, 16);
    column->setSpacing(Theme::Padding);
    column->addLayout(top);
    column->addWidget(buildFields());
    column->addWidget(m_work);
    column->addStretch(1);
    column->addLayout(bottom);

    connect(close, &QPushButton::clicked, this, &TaskForm::closed);
    connect(m_remove, &QPushButton::clicked, this, [this] { Q_EMIT removeRequested(m_localId); });
    connect(m_review, &QPushButton::clicked, this, &TaskForm::reviewRequested);
    connect(m_discard, &QPushButton::clicked, this, &TaskForm::discard);
    connect(m_save, &QPushButton::clicked, this, &TaskForm::save);
    connect(m_work, &WorkBar::reviewRequested, this, &TaskForm::workReviewRequested);
    connect(m_work, &WorkBar::failed, this, &TaskForm::failed);
    connect(&store.activity(), &ActivityStore::tasksChanged, this, [this] {
        if (const auto view = m_store.activity().task(m_localId); view && isVisible())
            m_work->setWork(view->work);
    });
    m_draftTimer.setSingleShot(true);
    connect(&m_draftTimer, &QTimer::timeout, this, &TaskForm::keepDraft);
}

TaskForm::~TaskForm()
{
    keepDraft();
}

QWidget *TaskForm::buildFields()
{
    m_description->setNames(u"taskDescriptionEdit"_s, tr("Task"));
    m_description->setPlaceholder(tr("What is to be done?"));
    m_detail->setNames(u"taskDetailEdit"_s, tr("Details"));
    m_detail->setPlaceholder(tr("Add what helps to do it"));
    m_category->setNames(u"taskCategoryEdit"_s, tr("Category"));
    m_dueOn->setObjectName(u"taskDueOnEdit"_s);
    m_dueOn->setAccessibleName(tr("Due on"));
    m_dueOn->setCalendarPopup(true);
    m_hasTime->setObjectName(u"taskHasTimeBox"_s);
    m_hasTime->setAccessibleName(tr("Due at a time of day"));
    m_dueTime->setObjectName(u"taskDueTimeEdit"_s);
    m_dueTime->setAccessibleName(tr("Due at"));
    m_dueOn->setMinimumHeight(Theme::ControlHeight);
    m_dueTime->setMinimumHeight(Theme::ControlHeight);
    m_repeat->setObjectName(u"taskRepeatLabel"_s);

    auto *fields = new QWidget(this);
    auto *grid = new QGridLayout(fields);
    grid->setContentsMargins({});
    grid->setHorizontalSpacing(Theme::Padding);
    grid->setVerticalSpacing(Theme::RowGap);
    grid->setColumnMinimumWidth(0, Theme::LabelWidth - Theme::GroupGap);
    grid->setColumnStretch(1, 1);
    int row = 0;
    const auto add = [&](const QString &text, QWidget *field) {
        auto *label = new PlainLabel(text, fields);
        m_theme.tint(label, QPalette::WindowText, Theme::Token::MutedText);
        label->setMinimumHeight(Theme::ControlHeight);
        grid->addWidget(label, row, 0, Qt::AlignTop);
        grid->addWidget(field, row++, 1);
    };
    auto *due = new QWidget(fields);
    auto *across = new QHBoxLayout(due);
    across->setContentsMargins({});
    across->setSpacing(Theme::Padding);
    across->addWidget(m_dueOn);
    across->addWidget(m_hasTime);
    across->addWidget(m_dueTime);
    across->addStretch(1);
    add(tr("Task"), m_description);
    add(tr("Due"), due);
    add(tr("Category"), m_category);
    add(tr("Details"), m_detail);
    add(tr("Repeats"), m_repeat);
    for (FieldEdit *edit : {m_description, m_detail, m_category})
        connect(edit, &FieldEdit::edited, this, &TaskForm::take);
    connect(m_dueOn, &QDateEdit::dateChanged, this, &TaskForm::take);
    connect(m_dueTime, &QTimeEdit::timeChanged, this, &TaskForm::take);
    connect(m_hasTime, &QCheckBox::toggled, this, [this](bool on) {
        m_dueTime->setVisible(on);
        take();
    });
    return fields;
}

void TaskForm::setCategories(const QList<TaskCategory> &categories)
{
    m_categories = categories;
    QList<Choice> choices{{QString(), tr("None")}};
    for (const TaskCategory &category : categories)
        choices.append({QString::number(category.id), displayText(category.name)});
    m_category->setChoices(choices);
}

void TaskForm::setReadOnly(bool readOnly)
{
    m_isReadOnly = readOnly;
    for (FieldEdit *edit : {m_description, m_detail, m_category})
        edit->setReadOnly(readOnly);
    for (QWidget *edit : {static_cast<QWidget *>(m_dueOn), static_cast<QWidget *>(m_hasTime),
             static_cast<QWidget *>(m_dueTime), static_cast<QWidget *>(m_remove)})
        edit->setEnabled(!readOnly);
    showChanges();
}

void TaskForm::write(const QUuid &record, const QDate &today)
{
    Task base;
    if (!record.isNull())
        base.relatedTo = m_store.activity().relatedTo(record);
    for (const ItemDraft<Task> &begun : m_store.activity().taskDrafts()) {
        const RelatedRecord &its = begun.edited.relatedTo;
        if (its.kind == base.relatedTo.kind && its.id == base.relatedTo.id && its.localId == base.relatedTo.localId
            && !m_store.activity().task(begun.localId))
            return open(begun.localId, base, begun.edited);
    }
    Task task = base;
    task.dueOn = today;
    open(QUuid::createUuid(), base, task);
}

void TaskForm::edit(const QUuid &task)
{
    const auto view = m_store.activity().task(task);
    if (!view)
        return;
    const auto begun = m_store.activity().taskDraft(task);
    open(task, view->shown, begun ? begun->edited : view->shown);
}

void TaskForm::open(const QUuid &localId, const Task &base, const Task &draft)
{
    keepDraft();
    m_localId = localId;
    m_base = base;
    m_draft = draft;
    const auto view = m_store.activity().task(localId);
    m_isShowing = true;
    m_heading->setText(view ? tr("Task") : tr("New task"));
    m_description->setOriginal(view ? base.description : draft.description);
    m_description->setText(draft.description);
    m_detail->setOriginal(view ? base.detail : draft.detail);
    m_detail->setText(draft.detail);
    const auto idOf = [](const Task &task) {
        return task.category ? QString::number(task.category->id) : QString();
    };
    setCategories(m_categories);
    m_category->setOriginal(view ? idOf(base) : idOf(draft));
    m_category->setText(idOf(draft));
    m_dueOn->setDate(draft.dueOn.isValid() ? draft.dueOn : QDate::currentDate());
    m_hasTime->setChecked(draft.dueTime.isValid());
    m_dueTime->setVisible(draft.dueTime.isValid());
    m_dueTime->setTime(draft.dueTime.isValid() ? draft.dueTime : QTime(9, 0));
    m_repeat->setText(draft.repeat ? repeatWord(*draft.repeat) : tr("Never"));
    m_work->setWork(view ? view->work : std::nullopt);
    m_remove->setVisible(view.has_value());
    m_isShowing = false;
    showChanges();
    m_description->input()->setFocus(Qt::OtherFocusReason);
}

void TaskForm::showChanges()
{
    const bool isChanged = m_draft != m_base && !m_isReadOnly;
    const bool isWhole = !m_draft.description.trimmed().isEmpty() && m_draft.dueOn.isValid();
    m_save->setEnabled(isChanged && isWhole);
    m_review->setEnabled(isChanged && isWhole);
    m_discard->setEnabled(isChanged);
}

void TaskForm::take()
{
    if (m_isShowing)
        return;
    m_draft.description = m_description->text();
    m_draft.detail = m_detail->text();
    m_draft.dueOn = m_dueOn->date();
    m_draft.dueTime = m_hasTime->isChecked() ? m_dueTime->time() : QTime();
    const qint64 category = m_category->text().toLongLong();
    if (category != (m_draft.category ? m_draft.category->id : 0)) {
        const auto found = std::ranges::find(m_categories, category, &TaskCategory::id);
        m_draft.category = found == m_categories.end() ? std::nullopt : std::optional(*found);
    }
    m_isDirty = true;
    if (!m_draftTimer.isActive())
        m_draftTimer.start(delays::draft);
    showChanges();
}

void TaskForm::keepDraft()
{
    m_draftTimer.stop();
    if (!std::exchange(m_isDirty, false) || m_localId.isNull() || m_store.isReadOnly())
        return;
    if (const auto kept = m_store.activity().keepDraft(m_localId, m_draft); !kept) {
        m_store.activity().holdDraft(m_localId, m_draft);
        m_isDirty = true;
        m_draftTimer.start(delays::draftRetry);
    }
}

void TaskForm::save()
{
    if (!m_save->isEnabled())
        return;
    const auto sequence = m_store.activity().save(m_localId, m_draft);
    if (!sequence)
        return Q_EMIT failed(sequence.error());
    m_isDirty = false;
    m_draftTimer.stop();
    m_localId = {};
    Q_EMIT saved(*sequence);
    Q_EMIT closed();
}

void TaskForm::discard()
{
    if (const auto done = m_store.activity().discardDraft(m_localId); !done)
        return Q_EMIT failed(done.error());
    m_isDirty = false;
    m_draftTimer.stop();
    Q_EMIT discarded(std::exchange(m_localId, {}), m_draft);
    Q_EMIT closed();
}

void TaskForm::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else
        QWidget::keyPressEvent(event);
}

void TaskForm::hideEvent(QHideEvent *event)
{
    keepDraft();
    QWidget::hideEvent(event);
}
