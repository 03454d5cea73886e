#include "conditiongroupedit.h"

#include "conditionrow.h"
#include "flatbutton.h"
#include "theme.h"
#include "typeaheadbox.h"

#include <QPainter>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

ConditionGroupEdit::ConditionGroupEdit(Level level, const Theme &theme, const Catalogue &catalogue, QWidget *parent)
    : QFrame(parent)
    , m_level(level)
    , m_theme(theme)
    , m_catalogue(catalogue)
    , m_match(new SteadyBox(this))
    , m_remove(new FlatButton(FlatButton::Style::Quiet, {}, theme, this))
    , m_rowBox(new QVBoxLayout)
    , m_groupBox(new QVBoxLayout)
    , m_addRow(new FlatButton(FlatButton::Style::Link, tr("Add condition"), theme, this))
    , m_addGroup(new FlatButton(FlatButton::Style::Link, tr("Add group"), theme, this))
{
    const bool isInner = level == Level::Inner;
    m_match->setSizeAdjustPolicy(QComboBox::AdjustToContents);
    m_match->addItem(tr("All of these hold"), int(ConditionGroup::Match::All));
    m_match->addItem(tr("Any of these holds"), int(ConditionGroup::Match::Any));
    m_remove->setThemeIcon(u"x"_s);
    m_remove->setMuted(true);
    m_remove->setToolTip(tr("Remove group"));
    m_remove->setVisible(isInner);
    m_addRow->setThemeIcon(u"plus"_s);
    m_addGroup->setThemeIcon(u"plus"_s);
    m_addGroup->setToolTip(tr("Conditions of which any has to hold, beside the others"));
    m_addGroup->setVisible(!isInner);

    auto *top = new QHBoxLayout;
    top->addWidget(m_match);
    top->addStretch(1);
    top->addWidget(m_remove);
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(Theme::Padding);
    buttons->addWidget(m_addRow);
    buttons->addWidget(m_addGroup);
    buttons->addStretch(1);
    m_rowBox->setSpacing(Theme::RowGap);
    m_groupBox->setSpacing(Theme::Padding);
    auto *column = new QVBoxLayout(this);
    const int margin = isInner ? Theme::Padding : 0;
    column->setContentsMargins(margin, margin, margin, isInner ? Theme::RowGap : 0);
    column->setSpacing(Theme::Padding);
    column->addLayout(top);
    column->addLayout(m_rowBox);
    column->addLayout(m_groupBox);
    column->addLayout(buttons);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
    connect(m_match, &QComboBox::activated, this, &ConditionGroupEdit::edited);
    connect(m_remove, &QPushButton::clicked, this, &ConditionGroupEdit::removeRequested);
    connect(m_addRow, &QPushButton::clicked, this, &ConditionGroupEdit::beginCondition);
    connect(m_addGroup, &QPushButton::clicked, this, &ConditionGroupEdit::beginGroup);
    rename();
}

ConditionRow *ConditionGroupEdit::addRow()
{
    auto *row = new ConditionRow(m_theme, m_catalogue, this);
    m_rows.append(row);
    m_rowBox->addWidget(row);
    row->show(); // at once, so that it can take the focus
    connect(row, &ConditionRow::edited, this, &ConditionGroupEdit::edited);
    connect(row, &ConditionRow::removeRequested, this, [this, row] { removeRow(row); });
    return row;
}

ConditionGroupEdit *ConditionGroupEdit::addGroup()
{
    auto *group = new ConditionGroupEdit(Level::Inner, m_theme, m_catalogue, this);
    m_groups.append(group);
    m_groupBox->addWidget(group);
    group->show();
    connect(group, &ConditionGroupEdit::edited, this, &ConditionGroupEdit::edited);
    connect(group, &ConditionGroupEdit::rearranged, this, &ConditionGroupEdit::rearranged);
    connect(group, &ConditionGroupEdit::removeRequested, this, [this, group] { removeGroup(group); });
    return group;
}

void ConditionGroupEdit::beginCondition()
{
    ConditionRow *row = addRow();
    tellRearranged();
    row->inputs().first()->setFocus();
}

void ConditionGroupEdit::beginGroup()
{
    ConditionGroupEdit *group = addGroup();
    ConditionGroup any;
    any.match = ConditionGroup::Match::Any;
    group->setGroup(any);
    tellRearranged();
    group->beginCondition();
}

void ConditionGroupEdit::removeRow(ConditionRow *row)
{
    const auto place = m_rows.indexOf(row);
    m_rows.removeAt(place);
    row->hide();
    row->deleteLater(); // it is its own button that asked
    QWidget *next = m_rows.isEmpty() ? m_addRow : m_rows.at(std::min(place, m_rows.size() - 1))->inputs().first();
    next->setFocus();
    tellRearranged();
}

void ConditionGroupEdit::removeGroup(ConditionGroupEdit *group)
{
    m_groups.removeOne(group);
    group->hide();
    group->deleteLater();
    m_addGroup->setFocus();
    tellRearranged();
}

void ConditionGroupEdit::tellRearranged()
{
    rename();
    Q_EMIT rearranged();
    Q_EMIT edited();
}

void ConditionGroupEdit::clear()
{
    qDeleteAll(m_rows);
    qDeleteAll(m_groups);
    m_rows.clear();
    m_groups.clear();
}

void ConditionGroupEdit::setGroup(const ConditionGroup &group)
{
    clear();
    m_match->setCurrentIndex(m_match->findData(int(group.match)));
    for (const Condition &condition : group.conditions)
        addRow()->setCondition(condition);
    for (const ConditionGroup &inner : group.groups)
        addGroup()->setGroup(inner);
    rename();
    Q_EMIT rearranged();
}

ConditionGroup ConditionGroupEdit::group() const
{
    ConditionGroup group;
    group.match = ConditionGroup::Match(m_match->currentData().toInt());
    for (const ConditionRow *row : m_rows) {
        if (!row->isBlank())
            group.conditions.append(row->condition());
    }
    for (const ConditionGroupEdit *inner : m_groups)
        group.groups.append(inner->group());
    return group;
}

void ConditionGroupEdit::refresh()
{
    for (ConditionRow *row : std::as_const(m_rows))
        row->refresh();
    for (ConditionGroupEdit *inner : std::as_const(m_groups))
        inner->refresh();
}

void ConditionGroupEdit::setNumber(int number)
{
    m_number = number;
    rename();
}

void ConditionGroupEdit::rename()
{
    const bool isInner = m_level == Level::Inner;
    const QString name = isInner ? u"group%1"_s.arg(m_number) : u"list"_s;
    setObjectName(name);
    const QString spoken = isInner ? tr("Group %1").arg(m_number) : tr("Conditions");
    setAccessibleName(spoken);
    m_match->setObjectName(name + "MatchBox"_L1);
    m_match->setAccessibleName(isInner ? tr("How many conditions of group %1 have to hold").arg(m_number)
                                       : tr("How many conditions have to hold"));
    m_remove->setObjectName(name + "RemoveButton"_L1);
    m_remove->setAccessibleName(tr("Remove group %1").arg(m_number));
    m_addRow->setObjectName(name + "AddButton"_L1);
    m_addRow->setAccessibleName(isInner ? tr("Add condition to group %1").arg(m_number) : tr("Add condition"));
    m_addGroup->setObjectName(name + "AddGroupButton"_L1);
    for (qsizetype i = 0; i < m_rows.size(); ++i)
        m_rows.at(i)->setNumber(u"%1Condition%2"_s.arg(name).arg(i + 1), int(i + 1), isInner ? m_number : 0);
    for (qsizetype i = 0; i < m_groups.size(); ++i)
        m_groups.at(i)->setNumber(int(i + 1));
}

QList<QWidget *> ConditionGroupEdit::inputs() const
{
    QList<QWidget *> inputs{m_match};
    if (m_level == Level::Inner)
        inputs.append(m_remove);
    for (const ConditionRow *row : m_rows)
        inputs += row->inputs();
    for (const ConditionGroupEdit *group : m_groups)
        inputs += group->inputs();
    inputs.append(m_addRow);
    if (m_level == Level::Outer)
        inputs.append(m_addGroup);
    return inputs;
}

void ConditionGroupEdit::paintEvent(QPaintEvent *)
{
    if (m_level == Level::Outer)
        return;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(m_theme.color(Theme::Token::Border));
    painter.setBrush(m_theme.color(Theme::Token::Surface));
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), Theme::Radius, Theme::Radius);
}
