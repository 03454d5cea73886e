#include "fieldrow.h"

#include "fieldedit.h"
#include "flatbutton.h"
#include "plaintext.h"
#include "theme.h"

#include <QApplication>
#include <QGridLayout>
#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr int RowHeight = Theme::ControlHeight + 2; // with the frame
constexpr auto UnavailableProperty = "unavailable";

/// Several lines as one, for the note under a field.
QString inOneLine(const QString &text)
{
    return QString(text).replace(u'\n', u", "_s);
}
} // namespace

FieldRow::FieldRow(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_grid(new QGridLayout(this))
    , m_values(new QGridLayout)
    , m_actionBox(new QHBoxLayout)
    , m_note(new PlainLabel(this))
    , m_revertButton(new FlatButton(FlatButton::Style::Quiet, {}, theme, this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(8);
    m_grid->setVerticalSpacing(2);
    m_grid->setColumnMinimumWidth(0, leadingWidth());
    m_grid->setColumnStretch(1, 1);
    m_values->setSpacing(2);
    m_values->setColumnStretch(0, 1);
    m_values->setColumnStretch(1, 1);
    m_actionBox->setSpacing(0);
    m_actionBox->setContentsMargins(0, 3, 0, 3);
    m_grid->addLayout(m_values, 0, 1);
    m_grid->addLayout(m_actionBox, 0, 2, Qt::AlignTop);
    m_grid->addWidget(m_note, 1, 1, 1, 2);

    m_note->setFont(Theme::font(Theme::Type::Caption));
    m_note->setWordWrap(true);
    m_note->setContentsMargins(TextInset, 0, 0, 4);
    m_note->setForegroundRole(QPalette::WindowText);
    m_note->hide();
    m_revertButton->setThemeIcon(u"undo"_s);
    m_revertButton->setToolTip(tr("Take this change back"));
    m_revertButton->setAccessibleName(tr("Take this change back"));
    m_revertButton->hide();
    m_actionBox->addWidget(m_revertButton);
    connect(m_revertButton, &QPushButton::clicked, this, &FieldRow::revertRequested);
    connect(qApp, &QApplication::focusChanged, this, [this](QWidget *, QWidget *now) {
        m_hasFocus = now && isAncestorOf(now);
        showActions();
    });
    connect(&theme, &Theme::changed, this, &FieldRow::showNote);
}

FieldRow::~FieldRow()
{
    // The child that has the focus loses it while this is already half gone.
    disconnect(qApp, nullptr, this, nullptr);
}

int FieldRow::leadingWidth()
{
    return Theme::LabelWidth + TextInset;
}

void FieldRow::setLabel(const QString &label)
{
    m_label = new PlainLabel(label, this);
    m_label->setMinimumHeight(RowHeight);
    m_label->setContentsMargins(TextInset, 0, 0, 0);
    m_label->setWordWrap(true);
    m_label->setFixedWidth(leadingWidth());
    m_label->setForegroundRole(QPalette::PlaceholderText);
    m_grid->addWidget(m_label, 0, 0, Qt::AlignTop);
}

void FieldRow::setLeading(FieldEdit *picker)
{
    m_leading = picker;
    picker->setFixedWidth(leadingWidth());
    picker->setMuted(true);
    m_grid->addWidget(picker, 0, 0, Qt::AlignTop);
    connect(picker, &FieldEdit::edited, this, &FieldRow::tellChanges);
}

void FieldRow::addEdit(FieldEdit *edit, int row, int column, int columnSpan)
{
    if (m_label && m_edits.isEmpty())
        m_label->setBuddy(edit->input());
    m_edits.append(edit);
    m_values->addWidget(edit, row, column, 1, columnSpan);
    connect(edit, &FieldEdit::edited, this, &FieldRow::tellChanges);
}

void FieldRow::placeEdit(FieldEdit *edit, int row, int column, int columnSpan)
{
    m_values->removeWidget(edit);
    m_values->addWidget(edit, row, column, 1, columnSpan);
}

void FieldRow::setStretches(int first, int second)
{
    m_values->setColumnStretch(0, first);
    m_values->setColumnStretch(1, second);
}

void FieldRow::addAbove(QWidget *widget)
{
    m_values->addWidget(widget, 0, 0, 1, 2);
}

void FieldRow::addBelow(QWidget *widget)
{
    widget->setContentsMargins(TextInset, 0, 0, 4);
    m_grid->addWidget(widget, m_grid->rowCount(), 1, 1, 2);
}

FlatButton *FieldRow::addAction(const QString &icon, const QString &name, const QString &objectName)
{
    auto *action = new FlatButton(FlatButton::Style::Quiet, {}, m_theme, this);
    action->setThemeIcon(icon);
    action->setMuted(true);
    action->setObjectName(objectName);
    action->setToolTip(plainToolTip(name));
    action->setAccessibleName(name);
    action->hide();
    m_actions.append(action);
    m_actionBox->insertWidget(m_actionBox->count() - 1, action);
    return action;
}

void FieldRow::setActionAvailable(FlatButton *action, bool available)
{
    action->setProperty(UnavailableProperty, !available);
    showActions();
}

void FieldRow::setReadOnly(bool readOnly)
{
    m_isReadOnly = readOnly;
    if (m_leading)
        m_leading->setReadOnly(readOnly);
    for (FieldEdit *edit : std::as_const(m_edits))
        edit->setReadOnly(readOnly);
    tellChanges();
}

void FieldRow::setRemoved(bool removed)
{
    m_isRemoved = removed;
    if (m_leading)
        m_leading->setStruckOut(removed);
    for (FieldEdit *edit : std::as_const(m_edits))
        edit->setStruckOut(removed);
    tellChanges();
}

void FieldRow::setAdded(bool added)
{
    m_isAdded = added;
    tellChanges();
}

void FieldRow::setProblem(const QString &sentence)
{
    if (m_problem == sentence)
        return;
    m_problem = sentence;
    for (FieldEdit *edit : std::as_const(m_edits))
        edit->setInvalid(!sentence.isEmpty());
    showNote();
}

bool FieldRow::isChanged() const
{
    return m_isRemoved || (m_leading && m_leading->isChanged())
        || std::ranges::any_of(m_edits, [](const FieldEdit *edit) { return edit->isChanged(); });
}

QString FieldRow::wasSentence() const
{
    if (m_isRemoved)
        return tr("Goes away when you save.");
    if (m_isAdded)
        return {};
    QStringList values;
    if (m_leading && m_leading->isChanged())
        values.append(m_leading->original().isEmpty() ? tr("no type") : m_leading->reading(m_leading->original()));
    for (const FieldEdit *edit : m_edits) {
        if (edit->isChanged())
            values.append(edit->original().isEmpty() ? tr("empty") : inOneLine(edit->reading(edit->original())));
    }
    return tr("Was: %1").arg(displayText(QLocale().createSeparatedList(values)));
}

void FieldRow::tellChanges()
{
    if (!m_edits.isEmpty())
        m_revertButton->setObjectName(m_edits.first()->input()->objectName() + u"_revertButton"_s);
    m_revertButton->setVisible(isChanged() && !m_isReadOnly && (m_isRemoved || !m_isAdded));
    showNote();
    showActions();
}

void FieldRow::showNote()
{
    const bool isProblem = !m_problem.isEmpty();
    const QString sentence = isProblem ? m_problem : isChanged() ? wasSentence() : QString();
    QPalette palette = m_note->palette();
    palette.setColor(QPalette::WindowText, m_theme.color(isProblem ? Theme::Token::Error : Theme::Token::Changed));
    m_note->setPalette(palette);
    m_note->setText(sentence);
    m_note->setVisible(!sentence.isEmpty());
    if (isProblem && !m_edits.isEmpty())
        m_edits.first()->input()->setAccessibleDescription(sentence);
}

void FieldRow::showActions()
{
    const bool isHot = (underMouse() || m_hasFocus) && !m_isRemoved;
    for (FlatButton *action : std::as_const(m_actions))
        action->setVisible(isHot && !action->property(UnavailableProperty).toBool());
}

void FieldRow::enterEvent(QEnterEvent *event)
{
    QWidget::enterEvent(event);
    showActions();
}

void FieldRow::leaveEvent(QEvent *event)
{
    QWidget::leaveEvent(event);
    showActions();
}
