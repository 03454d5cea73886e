#pragma once

#include "fieldedit.h"
#include "party/partyconditions.h"

#include <QWidget>

class ConditionValue;
class FlatButton;
class PlainLabel;
class QComboBox;
class Theme;
class TypeAheadBox;

/// One condition of a list as it is made: field, comparison and value side by side, what is wrong with it below, and a
/// button that takes it away. A condition it is given comes back as it was until it is edited, also one this program
/// cannot read.
class ConditionRow : public QWidget
{
    Q_OBJECT

public:
    /// Borrows both.
    ConditionRow(const Theme &theme, const Catalogue &catalogue, QWidget *parent = nullptr);

    void setCondition(const Condition &condition);
    /// Not valid while something is missing: then the value is the text that was typed.
    Condition condition() const;
    /// Nothing was entered yet, so that there is no condition.
    bool isBlank() const;
    /// Tells it that the catalogue is another.
    void refresh();
    /// Its place on the form, from 1, and that of its group, 0 for none: rows are told apart by them.
    void setNumber(const QString &objectName, int number, int group);
    /// What takes the focus, in reading order.
    QList<QWidget *> inputs() const;

Q_SIGNALS:
    void edited();
    void removeRequested();

private:
    /// A comparison as it is chosen: an operator, or one of the two that want no value.
    enum class Comparison { WithValue, Empty, Filled };
    QList<Choice> choices() const;
    std::optional<ConditionKind> kind() const;
    void fillFields();
    void fillOperators();
    void addOperator(ConditionOperator op, Comparison comparison);
    void selectOperator(ConditionOperator op, Comparison comparison);
    Comparison comparison() const;
    void chooseField();
    void askForValue();
    void take();
    void leave();
    void tellProblem();

    const Catalogue &m_catalogue;
    TypeAheadBox *m_field;
    QComboBox *m_operator;
    ConditionValue *m_value;
    FlatButton *m_remove;
    PlainLabel *m_problem;
    QString m_fieldName; ///< Capsule's; empty for none
    Condition m_given; ///< as it was set
    bool m_isEdited = false; ///< since then
    bool m_isInHand = true; ///< it is being typed: nobody is told yet that it is not finished
};
