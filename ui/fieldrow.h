#pragma once

#include <QWidget>

class FieldEdit;
class FlatButton;
class PlainLabel;
class QGridLayout;
class QHBoxLayout;
class Theme;

/// One line of the form: what it is on the leading side, the value or values, and what can be done with it, shown while
/// the row is hovered or has the focus. Under them stands what the value was, or what is wrong with it.
class FieldRow : public QWidget
{
    Q_OBJECT

public:
    /// How far a value's text stands from the edge of its frame; labels and headings keep the same distance.
    static constexpr int TextInset = 11;
    /// The leading column.
    static int leadingWidth();

    /// Borrows `theme`.
    explicit FieldRow(const Theme &theme, QWidget *parent = nullptr);
    ~FieldRow() override;

    /// A label, whose buddy is the first edit; or a picker that says what kind of value it is.
    void setLabel(const QString &label);
    void setLeading(FieldEdit *picker);
    /// Puts an edit into a grid of two columns.
    void addEdit(FieldEdit *edit, int row = 0, int column = 0, int columnSpan = 2);
    /// Moves one of the edits to another place.
    void placeEdit(FieldEdit *edit, int row, int column, int columnSpan);
    /// How the columns share the width; alike unless set.
    void setStretches(int first, int second);
    const QList<FieldEdit *> &edits() const { return m_edits; }
    /// Puts a widget into the first line of the values, over the edits, which then begin in the second.
    void addAbove(QWidget *widget);
    /// Puts a widget of the form's under the values and their note, in line with the values' texts.
    void addBelow(QWidget *widget);

    /// A button that appears with hover or focus.
    FlatButton *addAction(const QString &icon, const QString &name, const QString &objectName);
    /// Takes an action away or gives it back, whatever the hover.
    void setActionAvailable(FlatButton *action, bool available);

    void setReadOnly(bool readOnly);
    /// The row goes away with Save: struck through, with a way back.
    void setRemoved(bool removed);
    bool isRemoved() const { return m_isRemoved; }
    /// The row is new: `was` has nothing to tell.
    void setAdded(bool added);
    /// Says what is wrong, under the row and to assistive technology; empty takes it back.
    void setProblem(const QString &sentence);
    QString problem() const { return m_problem; }
    /// Brings bar, note and ↩ up to date with the edits.
    void tellChanges();

Q_SIGNALS:
    /// ↩ was pressed.
    void revertRequested();

protected:
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;

private:
    bool isChanged() const;
    QString wasSentence() const;
    void showActions();
    void showNote();

    const Theme &m_theme;
    QGridLayout *m_grid;
    QGridLayout *m_values;
    QHBoxLayout *m_actionBox;
    PlainLabel *m_label = nullptr;
    PlainLabel *m_note;
    FlatButton *m_revertButton;
    FieldEdit *m_leading = nullptr;
    QList<FieldEdit *> m_edits;
    QList<FlatButton *> m_actions;
    QString m_problem;
    bool m_isReadOnly = false;
    bool m_isRemoved = false;
    bool m_isAdded = false;
    bool m_hasFocus = false;
};
