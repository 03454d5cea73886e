#pragma once

#include "party/partyconditions.h"

#include <QFrame>

class ConditionRow;
class FlatButton;
class QComboBox;
class QVBoxLayout;
class Theme;

/// The conditions of a list as they are made, all or any of which have to hold; the outermost may have groups of them,
/// which stand in frames of their own.
class ConditionGroupEdit : public QFrame
{
    Q_OBJECT

public:
    enum class Level { Outer, Inner };

    /// Borrows both.
    ConditionGroupEdit(Level level, const Theme &theme, const Catalogue &catalogue, QWidget *parent = nullptr);

    void setGroup(const ConditionGroup &group);
    /// Without the rows in which nothing was entered.
    ConditionGroup group() const;
    /// Tells the rows that the catalogue is another.
    void refresh();
    /// Names its controls by its place: "group2" and "group 2", of the outermost both empty.
    void setNumber(int number);
    /// What takes the focus, in reading order.
    QList<QWidget *> inputs() const;
    /// Begins a condition and gives it the focus.
    void beginCondition();

Q_SIGNALS:
    void edited();
    /// Rows or groups came or went.
    void rearranged();
    void removeRequested();

private:
    ConditionRow *addRow();
    ConditionGroupEdit *addGroup();
    void beginGroup();
    void removeRow(ConditionRow *row);
    void removeGroup(ConditionGroupEdit *group);
    void clear();
    void rename();
    void tellRearranged();
    void paintEvent(QPaintEvent *event) override;

    Level m_level;
    const Theme &m_theme;
    const Catalogue &m_catalogue;
    QComboBox *m_match;
    FlatButton *m_remove;
    QVBoxLayout *m_rowBox;
    QVBoxLayout *m_groupBox;
    FlatButton *m_addRow;
    FlatButton *m_addGroup;
    QList<ConditionRow *> m_rows;
    QList<ConditionGroupEdit *> m_groups;
    int m_number = 0;
};
