#include "listbuilder.h"

#include "clock.h"
#include "conditiongroupedit.h"
#include "conditionwords.h"
#include "flatbutton.h"
#include "plaintext.h"
#include "theme.h"
#include "typeaheadbox.h"

#include <QAccessible>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QScrollArea>
#include <QScrollBar>
#include <QStackedWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <chrono>
#include <memory>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {
constexpr auto PauseInTyping = 250ms;
constexpr auto LongCount = 300ms;
constexpr int WidestForm = 960;

bool isComplete(const PartyRule &rule, const Catalogue &catalogue)
{
    return !rule.isEmpty() && isValid(rule.conditions, catalogue)
        && std::ranges::none_of(rule.conditions.groups, &ConditionGroup::isEmpty);
}

bool canRunInCapsule(const PartyRule &rule)
{
    return rule.search.isEmpty() && runsInCapsule(rule.conditions);
}

PartyRule blankRule()
{
    return {{}, {ConditionGroup::Match::All, {{QString(), ConditionOperator::Is, QString()}}, {}}};
}
} // namespace

ListBuilder::ListBuilder(const Theme &theme, Clock &clock, RuleCounter counter, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_clock(clock)
    , m_counter(std::move(counter))
    , m_heading(new PlainLabel(this))
    , m_name(new QLineEdit(this))
    , m_search(new QLineEdit(this))
    , m_pages(new QStackedWidget(this))
    , m_countLabel(new PlainLabel(this))
    , m_placeLabel(new PlainLabel(this))
    , m_obstacle(new PlainLabel(this))
    , m_duplicate(new FlatButton(FlatButton::Style::Primary, tr("Duplicate to change"), theme, this))
    , m_cancel(new FlatButton(FlatButton::Style::Quiet, tr("Cancel"), theme, this))
    , m_save(new FlatButton(FlatButton::Style::Primary, tr("Save list"), theme, this))
{
    setObjectName(u"listBuilder"_s);
    setMaximumWidth(WidestForm);
    m_heading->setFont(Theme::font(Theme::Type::Section));
    m_heading->setObjectName(u"listBuilderHeading"_s);
    m_heading->setWordWrap(true);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(Theme::GroupGap, 16, Theme::GroupGap, 16);
    column->setSpacing(Theme::Padding);
    column->addWidget(m_heading);
    m_pages->addWidget(buildEditor());
    m_pages->addWidget(buildSaved());
    column->addWidget(m_pages, 1);
    buildBottom(column);
    begin();
}

ListBuilder::~ListBuilder() = default;

QScrollArea *ListBuilder::scrolled(QWidget *content)
{
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(content);
    scroll->viewport()->setAutoFillBackground(false);
    m_theme.tint(scroll->verticalScrollBar(), QPalette::Base, Theme::Token::Window);
    content->setAutoFillBackground(false);
    return scroll;
}

QWidget *ListBuilder::buildEditor()
{
    auto *page = new QWidget(this);
    auto *content = new QWidget;
    auto *inside = new QVBoxLayout(content);
    inside->setContentsMargins(0, 0, Theme::Padding, 0);
    m_conditions = new ConditionGroupEdit(ConditionGroupEdit::Level::Outer, m_theme, m_catalogue, content);
    inside->addWidget(m_conditions);
    inside->addStretch(1);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins({});
    column->setSpacing(16);
    column->addLayout(buildLines(page));
    column->addWidget(scrolled(content), 1);
    connect(m_name, &QLineEdit::textEdited, this, &ListBuilder::tellState);
    connect(m_search, &QLineEdit::textEdited, this, &ListBuilder::take);
    connect(m_conditions, &ConditionGroupEdit::edited, this, &ListBuilder::take);
    connect(m_conditions, &ConditionGroupEdit::rearranged, this, &ListBuilder::arrangeTabs);
    return page;
}

QLayout *ListBuilder::buildLines(QWidget *page)
{
    m_name->setObjectName(u"listNameEdit"_s);
    m_name->setAccessibleName(tr("Name of the list"));
    m_search->setObjectName(u"listSearchEdit"_s);
    m_search->setAccessibleName(tr("Words that are searched"));
    m_search->setPlaceholderText(tr("Words to be found as well, such as tag:vip"));
    auto *grid = new QGridLayout;
    grid->setHorizontalSpacing(Theme::Padding);
    grid->setVerticalSpacing(Theme::RowGap);
    const auto add = [&](const QString &text, QLineEdit *line) {
        auto *label = new PlainLabel(text, page);
        label->setBuddy(line);
        label->setForegroundRole(QPalette::PlaceholderText);
        line->setMinimumHeight(Theme::ControlHeight);
        line->setTextMargins(TypeAheadBox::TextMargin, 0, TypeAheadBox::TextMargin, 0);
        const int row = grid->rowCount();
        grid->addWidget(label, row, 0);
        grid->addWidget(line, row, 1);
    };
    //: The name of a list
    add(tr("Name"), m_name);
    //: What is searched for a list
    add(tr("Search"), m_search);
    return grid;
}

QWidget *ListBuilder::buildSaved()
{
    auto *page = new QWidget(this);
    auto *note = new PlainLabel(
        tr("This list is saved in Capsule and can only be changed there. A duplicate is a list of your own."), page);
    note->setWordWrap(true);
    note->setForegroundRole(QPalette::PlaceholderText);
    auto *content = new QWidget;
    auto *inside = new QVBoxLayout(content);
    inside->setContentsMargins(0, 0, Theme::Padding, 0);
    m_savedConditions = new QWidget(content);
    auto *rows = new QVBoxLayout(m_savedConditions);
    rows->setContentsMargins({});
    rows->setSpacing(Theme::RowGap);
    inside->addWidget(m_savedConditions);
    inside->addStretch(1);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins({});
    column->setSpacing(Theme::Padding);
    column->addWidget(note);
    column->addWidget(scrolled(content), 1);
    return page;
}

void ListBuilder::buildBottom(QVBoxLayout *column)
{
    m_countLabel->setObjectName(u"listCountLabel"_s);
    m_placeLabel->setObjectName(u"listPlaceLabel"_s);
    m_obstacle->setObjectName(u"listObstacleLabel"_s);
    m_duplicate->setObjectName(u"listDuplicateButton"_s);
    m_cancel->setObjectName(u"listCancelButton"_s);
    m_save->setObjectName(u"listSaveButton"_s);
    m_obstacle->setWordWrap(true);
    for (PlainLabel *label : {m_placeLabel, m_obstacle}) {
        label->setFont(Theme::font(Theme::Type::Caption));
        label->setForegroundRole(QPalette::PlaceholderText);
    }
    auto *facts = new QVBoxLayout;
    facts->setSpacing(2);
    facts->addWidget(m_countLabel);
    facts->addWidget(m_placeLabel);
    facts->addWidget(m_obstacle);
    auto *bottom = new QHBoxLayout;
    bottom->setSpacing(Theme::RowGap);
    bottom->addLayout(facts, 1);
    bottom->addWidget(m_cancel, 0, Qt::AlignBottom);
    bottom->addWidget(m_duplicate, 0, Qt::AlignBottom);
    bottom->addWidget(m_save, 0, Qt::AlignBottom);
    column->addLayout(bottom);
    connect(m_cancel, &QPushButton::clicked, this, &ListBuilder::closed);
    connect(m_save, &QPushButton::clicked, this, &ListBuilder::saveRequested);
    connect(m_duplicate, &QPushButton::clicked, this, &ListBuilder::duplicateRequested);
}

void ListBuilder::setCatalogue(const Catalogue &catalogue)
{
    if (m_catalogue == catalogue)
        return;
    m_catalogue = catalogue;
    m_conditions->refresh();
    if (m_isSaved)
        showSavedConditions();
    recount();
    tellState();
}

void ListBuilder::setTakenNames(const QStringList &names)
{
    m_takenNames = names;
    tellState();
}

void ListBuilder::begin()
{
    edit({}, blankRule());
    m_heading->setText(tr("New list"));
}

void ListBuilder::edit(const QString &name, const PartyRule &rule)
{
    m_isSaved = false;
    m_heading->setText(tr("Edit list"));
    m_name->setText(name);
    m_nameAtFirst = name;
    m_search->setText(rule.search);
    m_conditions->setGroup(rule.conditions);
    m_ruleAtFirst = this->rule(); // a row to begin with is nothing yet
    m_pages->setCurrentIndex(0);
    setFocusProxy(m_name);
    arrangeTabs();
    take();
}

void ListBuilder::showSaved(const SavedFilter &filter)
{
    m_saved = filter;
    m_isSaved = true;
    m_heading->setSentence(isolated(filter.name));
    showSavedConditions();
    m_pages->setCurrentIndex(1);
    setFocusProxy(m_duplicate);
    take();
}

void ListBuilder::showSavedConditions()
{
    qDeleteAll(m_savedConditions->findChildren<PlainLabel *>());
    int number = 0;
    const auto add = [&](const QString &sentence) {
        auto *label = new PlainLabel(m_savedConditions);
        label->setObjectName(u"savedCondition%1Label"_s.arg(number++));
        label->setSentence(sentence);
        label->setWordWrap(true);
        m_savedConditions->layout()->addWidget(label);
    };
    add(m_saved.conditions.isEmpty() ? tr("This list has no conditions: it holds everyone.")
                                     : tr("All of these hold:"));
    for (const QJsonValue item : std::as_const(m_saved.conditions)) {
        const auto read = conditionsFromJson(QJsonArray{item});
        if (!read || read->conditions.isEmpty())
            add(tr("A condition that only Capsule can read"));
        else
            add(conditionSentence(read->conditions.first(), m_catalogue));
    }
}

QString ListBuilder::name() const
{
    return m_isSaved ? m_saved.name : m_name->text().trimmed();
}

PartyRule ListBuilder::rule() const
{
    if (m_isSaved)
        return {{}, conditionsFromJson(m_saved.conditions).value_or(ConditionGroup())};
    return {m_search->text().trimmed(), m_conditions->group()};
}

bool ListBuilder::canBeSaved() const
{
    return !m_isSaved && obstacle().isEmpty();
}

bool ListBuilder::isEdited() const
{
    return !m_isSaved && (name() != m_nameAtFirst.trimmed() || rule() != m_ruleAtFirst);
}

/// What has to be done before it can be saved; empty if nothing.
QString ListBuilder::obstacle() const
{
    if (m_isSaved)
        return conditionsFromJson(m_saved.conditions)
            ? QString()
            : tr("It cannot be duplicated, since it has conditions that only Capsule can read.");
    const PartyRule made = rule();
    if (made.isEmpty())
        return tr("Search for something or add a condition: a list without either would hold everyone.");
    if (!isComplete(made, m_catalogue))
        return tr("A condition is not complete yet.");
    if (name().isEmpty())
        return tr("Give the list a name.");
    const bool isTaken = std::ranges::any_of(
        m_takenNames, [this](const QString &taken) { return taken.compare(name(), Qt::CaseInsensitive) == 0; });
    if (isTaken && name().compare(m_nameAtFirst, Qt::CaseInsensitive) != 0)
        return tr("Another list has this name. Choose a different one.");
    return {};
}

void ListBuilder::take()
{
    recount();
    tellState();
}

void ListBuilder::tellState()
{
    const QString open = obstacle();
    m_obstacle->setText(open);
    m_obstacle->setVisible(!open.isEmpty());
    m_save->setVisible(!m_isSaved);
    m_save->setEnabled(open.isEmpty());
    m_save->setAccessibleDescription(open);
    m_duplicate->setVisible(m_isSaved);
    m_duplicate->setEnabled(open.isEmpty());
    m_duplicate->setAccessibleDescription(open);
    //: Closes a list that was only looked at
    m_cancel->setText(m_isSaved ? tr("Close") : tr("Cancel"));
    const PartyRule made = rule();
    const bool isReady = m_isSaved || isComplete(made, m_catalogue);
    m_placeLabel->setText(m_isSaved || canRunInCapsule(made) ? tr("Runs in Capsule") : tr("This computer only"));
    m_placeLabel->setToolTip(m_isSaved || canRunInCapsule(made)
            ? QString()
            : tr("Capsule runs neither searches nor groups, and only conditions that all have to hold."));
    m_placeLabel->setVisible(isReady);
}

void ListBuilder::recount()
{
    const quint64 turn = ++m_turn;
    m_countLabel->setText({});
    if (!isComplete(rule(), m_catalogue))
        return;
    m_clock.after(PauseInTyping, this, [this, turn] { startCounting(turn); });
}

void ListBuilder::startCounting(quint64 turn)
{
    if (turn != m_turn)
        return;
    const auto isCounted = std::make_shared<bool>(false);
    m_clock.after(LongCount, this, [this, turn, isCounted] {
        if (turn == m_turn && !*isCounted)
            m_countLabel->setText(tr("Counting…"));
    });
    m_counter(rule(), this, [this, turn, isCounted](qsizetype count) {
        if (turn != m_turn)
            return;
        *isCounted = true;
        showCount(count);
    });
}

void ListBuilder::showCount(qsizetype count)
{
    m_countLabel->setText(tr("%Ln person(s) and organisation(s)", nullptr, int(count)));
    QAccessibleEvent told(m_countLabel, QAccessible::NameChanged);
    QAccessible::updateAccessibility(&told);
}

/// Reading order; rows come and go.
void ListBuilder::arrangeTabs()
{
    QWidget *before = m_name;
    for (QWidget *input :
        QList<QWidget *>{m_search} + m_conditions->inputs() + QList<QWidget *>{m_cancel, m_duplicate, m_save}) {
        setTabOrder(before, input);
        before = input;
    }
}

void ListBuilder::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && !isEdited()) // it would be lost
        Q_EMIT closed();
    else
        QWidget::keyPressEvent(event);
}
