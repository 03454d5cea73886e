#include "conditionvalue.h"

#include "conditionwords.h"
#include "flatbutton.h"
#include "plaintext.h"
#include "theme.h"

#include <QCalendarWidget>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QTextCharFormat>
#include <QToolButton>
#include <QWidgetAction>

using namespace Qt::StringLiterals;
using Kind = ConditionKind;
using Operator = ConditionOperator;

namespace {
constexpr int MostDays = 36'500;

bool asksForDays(Operator op)
{
    return op == Operator::IsOlderThan || op == Operator::IsWithinLast || op == Operator::IsWithinNext;
}

/// Qt's calendar without its own green arrows and red weekends.
QCalendarWidget *calendarIn(QWidget *parent, const Theme &theme)
{
    auto *calendar = new QCalendarWidget(parent);
    calendar->setVerticalHeaderFormat(QCalendarWidget::NoVerticalHeader);
    QTextCharFormat plain;
    plain.setForeground(theme.color(Theme::Token::Text));
    for (const Qt::DayOfWeek day : {Qt::Saturday, Qt::Sunday})
        calendar->setWeekdayTextFormat(day, plain);
    const auto name = [&](const char *button, const QString &icon, const QString &text) {
        auto *arrow = calendar->findChild<QToolButton *>(QLatin1StringView(button));
        if (!arrow)
            return;
        arrow->setIcon(theme.icon(icon));
        arrow->setAccessibleName(text);
    };
    name("qt_calendar_prevmonth", u"chevron-left"_s, ConditionValue::tr("Month before"));
    name("qt_calendar_nextmonth", u"chevron-right"_s, ConditionValue::tr("Month after"));
    return calendar;
}
} // namespace

ConditionValue::ConditionValue(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_box(new TypeAheadBox(this))
    , m_line(new QLineEdit(this))
    , m_flag(new SteadyBox(this))
    , m_calendar(new FlatButton(FlatButton::Style::Quiet, {}, theme, this))
    //: Behind a number that is typed
    , m_days(new PlainLabel(tr("days"), this))
{
    m_line->setMinimumHeight(Theme::ControlHeight);
    m_line->setTextMargins(TypeAheadBox::TextMargin, 0, TypeAheadBox::TextMargin, 0);
    m_flag->addItem(tr("Yes"), true);
    m_flag->addItem(tr("No"), false);
    m_calendar->setThemeIcon(u"calendar"_s);
    m_calendar->setToolTip(tr("Choose a day"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins({});
    row->setSpacing(4);
    row->addWidget(m_box, 1);
    row->addWidget(m_line, 1);
    row->addWidget(m_flag, 1);
    row->addWidget(m_calendar);
    row->addWidget(m_days);
    connect(m_box, &TypeAheadBox::edited, this, &ConditionValue::take);
    connect(m_line, &QLineEdit::textEdited, this, &ConditionValue::take);
    connect(m_flag, &QComboBox::activated, this, &ConditionValue::take);
    for (const QLineEdit *line : {m_line, m_box->lineEdit()})
        connect(line, &QLineEdit::editingFinished, this, &ConditionValue::left);
    connect(m_calendar, &QPushButton::clicked, this, &ConditionValue::pickDay);
    showInput();
}

void ConditionValue::setNames(const QString &objectName, const QString &accessibleName)
{
    m_name = accessibleName;
    m_box->setNames(objectName + "Box"_L1, accessibleName);
    m_line->setObjectName(objectName + "Edit"_L1);
    m_line->setAccessibleName(accessibleName);
    m_flag->setObjectName(objectName + "FlagBox"_L1);
    m_flag->setAccessibleName(accessibleName);
    m_calendar->setObjectName(objectName + "CalendarButton"_L1);
    //: %1 is what the day is for, such as "Value of condition 2"
    m_calendar->setAccessibleName(tr("%1: choose a day").arg(accessibleName));
}

/// Where a text belongs: a field, and what kind of value it takes.
QString ConditionValue::place() const
{
    const bool isChoice = !m_choices.isEmpty();
    return u"%1 %2 %3"_s.arg(m_field).arg(int(m_mode)).arg(int(isChoice));
}

void ConditionValue::ask(const QString &field, std::optional<Kind> kind, Operator op, const QList<Choice> &choices)
{
    const QString before = place();
    const QString typed = text();
    const Mode modeBefore = m_mode;
    const bool isOtherField = field != m_field;
    m_field = field;
    m_choices = choices;
    m_mode = modeOf(kind, op);
    m_box->setChoices(choices);
    m_line->setPlaceholderText(m_mode == Mode::Day ? dayText(QDate::currentDate()) : QString());
    if (place() != before) {
        m_left.insert(before, typed);
        const bool mayGoAlong
            = !isOtherField || (m_mode == modeBefore && (choices.isEmpty() || m_box->valueOf(typed).has_value()));
        setText(mayGoAlong && fits(typed) ? typed : m_left.value(place()));
        m_value = valueOf(text());
    }
    showInput();
}

ConditionValue::Mode ConditionValue::modeOf(std::optional<Kind> kind, Operator op)
{
    if (kind == Kind::Date)
        return asksForDays(op) ? Mode::Days : Mode::Day;
    return kind == Kind::Flag ? Mode::Flag : kind == Kind::Number ? Mode::Number : Mode::Text;
}

void ConditionValue::showInput()
{
    const bool isChoice = !m_choices.isEmpty() && m_mode != Mode::Flag;
    m_box->setVisible(isChoice);
    m_flag->setVisible(m_mode == Mode::Flag);
    m_line->setVisible(!isChoice && m_mode != Mode::Flag);
    m_calendar->setVisible(m_mode == Mode::Day);
    m_days->setVisible(m_mode == Mode::Days);
    setFocusProxy(input());
}

QWidget *ConditionValue::input() const
{
    if (m_mode == Mode::Flag)
        return m_flag;
    return m_choices.isEmpty() ? static_cast<QWidget *>(m_line) : m_box;
}

QList<QWidget *> ConditionValue::inputs() const
{
    return m_mode == Mode::Day ? QList<QWidget *>{input(), m_calendar} : QList<QWidget *>{input()};
}

QString ConditionValue::text() const
{
    if (m_mode == Mode::Flag)
        return m_flag->currentData().toString();
    return m_choices.isEmpty() ? m_line->text() : m_box->lineEdit()->text();
}

void ConditionValue::setText(const QString &text)
{
    if (m_mode == Mode::Flag) {
        m_flag->setCurrentIndex(text == "false"_L1 ? 1 : 0);
        return;
    }
    if (!m_choices.isEmpty())
        return m_box->setText(text);
    m_line->setText(text);
    m_line->setCursorPosition(0);
}

void ConditionValue::setValue(const QJsonValue &value, const QString &label)
{
    m_left.clear();
    m_value = value;
    if (m_mode == Mode::Flag) {
        m_flag->setCurrentIndex(value.toBool() ? 0 : 1);
        return;
    }
    const QString asText = value.isDouble() ? numberText(value.toDouble()) : value.toVariant().toString();
    const QDate day = m_mode == Mode::Day ? QDate::fromString(asText, Qt::ISODate) : QDate();
    if (!m_choices.isEmpty() && m_box->findData(asText) >= 0)
        m_box->choose(asText);
    else
        setText(!label.isEmpty() ? label : day.isValid() ? dayText(day) : asText);
}

QJsonValue ConditionValue::value() const
{
    return m_value;
}

QJsonValue ConditionValue::valueOf(const QString &text) const
{
    switch (m_mode) {
    case Mode::Flag:
        return text != "false"_L1;
    case Mode::Number: {
        if (const auto choice = m_choices.isEmpty() ? std::nullopt : m_box->valueOf(text))
            return choice->toLongLong();
        const auto number = numberIn(text);
        return number ? QJsonValue(*number) : QJsonValue(text);
    }
    case Mode::Day: {
        const QDate day = dayIn(text);
        return day.isValid() ? day.toString(Qt::ISODate) : text;
    }
    case Mode::Days: {
        const auto days = numberIn(text);
        const bool isWhole = days && *days >= 0 && *days <= MostDays && *days == double(int(*days));
        return isWhole ? QJsonValue(int(*days)) : QJsonValue(text);
    }
    case Mode::Text:
        break;
    }
    if (const auto choice = m_choices.isEmpty() ? std::nullopt : m_box->valueOf(text))
        return *choice;
    return text.trimmed().isEmpty() ? QString() : text;
}

bool ConditionValue::fits(const QString &text) const
{
    const QJsonValue value = valueOf(text);
    switch (m_mode) {
    case Mode::Flag:
        return text == "true"_L1 || text == "false"_L1;
    case Mode::Number:
    case Mode::Days:
        return value.isDouble();
    case Mode::Day:
        return dayIn(text).isValid();
    case Mode::Text:
        break;
    }
    return !value.toString().isEmpty();
}

void ConditionValue::take()
{
    m_value = valueOf(text());
    Q_EMIT edited();
}

void ConditionValue::pickDay()
{
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    QCalendarWidget *calendar = calendarIn(menu, m_theme);
    calendar->setAccessibleName(m_name);
    if (const QDate day = dayIn(m_line->text()); day.isValid())
        calendar->setSelectedDate(day);
    auto *action = new QWidgetAction(menu);
    action->setDefaultWidget(calendar);
    menu->addAction(action);
    const auto choose = [this, menu](const QDate &day) {
        m_line->setText(dayText(day));
        take();
        menu->close();
        m_line->setFocus();
    };
    connect(calendar, &QCalendarWidget::clicked, this, choose);
    connect(calendar, &QCalendarWidget::activated, this, choose);
    menu->popup(m_calendar->mapToGlobal(QPoint(0, m_calendar->height())));
    calendar->setFocus();
}
