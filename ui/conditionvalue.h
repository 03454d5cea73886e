#pragma once

#include "party/partyconditions.h"
#include "typeaheadbox.h"

#include <QHash>
#include <QWidget>

class FlatButton;
class PlainLabel;
class QLineEdit;
class Theme;

/// Where the value of a condition is said: a text, a number, a day, a number of days, yes or no, or one of the
/// account's own, with type-ahead. What was typed goes along to another field or comparison where it fits, and comes
/// back where it was left if it does not.
class ConditionValue : public QWidget
{
    Q_OBJECT

public:
    /// Borrows `theme`.
    explicit ConditionValue(const Theme &theme, QWidget *parent = nullptr);

    void setNames(const QString &objectName, const QString &accessibleName);
    /// Asks for what this field and operator take; `choices` are those of the field.
    void ask(
        const QString &field, std::optional<ConditionKind> kind, ConditionOperator op, const QList<Choice> &choices);
    /// Shows a value; for `ask()` before it.
    void setValue(const QJsonValue &value, const QString &label);
    /// As Condition has it; what is no value of its kind comes as the text that was typed, which no condition takes.
    QJsonValue value() const;
    /// The control that is asked in.
    QWidget *input() const;
    /// What takes the focus, in reading order.
    QList<QWidget *> inputs() const;

Q_SIGNALS:
    void edited();
    /// The input is done with for now.
    void left();

private:
    enum class Mode { Text, Number, Day, Days, Flag };

    static Mode modeOf(std::optional<ConditionKind> kind, ConditionOperator op);
    QString place() const;
    QString text() const;
    void setText(const QString &text);
    QJsonValue valueOf(const QString &text) const;
    bool fits(const QString &text) const;
    void take();
    void showInput();
    void pickDay();

    const Theme &m_theme;
    TypeAheadBox *m_box;
    QLineEdit *m_line;
    QComboBox *m_flag;
    FlatButton *m_calendar;
    PlainLabel *m_days;
    QString m_name;
    QString m_field;
    Mode m_mode = Mode::Text;
    QList<Choice> m_choices;
    QJsonValue m_value = QString(); ///< as it was given, until it is edited
    QHash<QString, QString> m_left; ///< what was typed for another field or kind, by place()
};
