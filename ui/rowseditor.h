#pragma once

#include "addresslayout.h"
#include "fieldedit.h"
#include "formrows.h"
#include "phonehint.h"

#include <QWidget>

#include <vector>

class FieldRow;
class FlatButton;
class PlainLabel;
class QVBoxLayout;
class Theme;

/// One list of a record that grows: emails, phones, addresses or websites. Each row is added, changed and removed
/// alone; a removed row stays struck through until the record is saved. A row begun but still blank is on the form
/// only.
class RowsEditor : public QWidget
{
    Q_OBJECT

public:
    /// Borrows `theme`.
    RowsEditor(RowList list, const Theme &theme, QWidget *parent = nullptr);
    ~RowsEditor() override;

    /// Shows both states. Rows that stay keep their widgets, so that caret and focus stay too.
    void setRows(const QList<FormRow> &was, const QList<FormRow> &now);
    /// Forgets every row, also those begun and still blank: another record is shown.
    void clear();
    /// The rows of the draft.
    QList<FormRow> rows() const;
    bool isEmpty() const { return m_lines.empty(); }

    /// Begins a row and gives it the focus.
    void addRow();
    /// Those that Capsule takes; none leave the field free text.
    void setCountries(const QList<Country> &countries);
    /// The country (alpha-2) whose phone numbers are dialled without a prefix; empty if unknown.
    void setRegion(const QString &region);
    void setReadOnly(bool readOnly);

    /// Says under each row what would not be accepted; gives the first such input, nullptr if all is well.
    QWidget *showProblems();
    void clearProblems();
    /// Says the service's refusal under the rows that carry unsent changes.
    void showRefusal(const QString &sentence);
    /// The inputs in reading order.
    QList<QWidget *> inputs() const;

Q_SIGNALS:
    /// The draft's rows changed by the user; `place` names the value within the list, for undo.
    void edited(const QString &place);
    /// A row came or went.
    void rowsChanged();

private:
    struct Line
    {
        FieldRow *row = nullptr;
        FieldEdit *kind = nullptr;
        QList<FlatButton *> buttons;
        FlatButton *international = nullptr; // of a phone, among its buttons
        QWidget *hint = nullptr; // under a phone that was typed
        PlainLabel *oddity = nullptr;
        FlatButton *suggestion = nullptr;
        PhoneHint phone;
        AddressLayout layout; // of an address
        std::optional<FormRow> was;
        FormRow now;
        bool isRemoved = false;
    };

    std::unique_ptr<Line> makeLine();
    void buildEdits(Line *line);
    void buildButtons(Line *line);
    void buildHint(Line *line);
    std::unique_ptr<Line> takeLineFor(const RowPair &pair, std::vector<std::unique_ptr<Line>> &from) const;
    void fill(Line *line, const RowPair &pair);
    void dispose(Line *line);
    void arrange();
    void name(Line *line, int number);
    bool layOut(Line *line);
    QString labelOf(const Line *line, int value) const;
    void tellLinks(Line *line);
    void tellHint(Line *line);
    void takeHint(Line *line);
    void copy(const Line *line) const;
    void take(Line *line, int value);
    void remove(Line *line);
    void revert(Line *line);
    void pasteInto(Line *line, int value, const QStringList &lines);
    QList<Choice> countryChoices() const;
    QString problemOf(const Line &line) const;
    QString placeOf(const Line *line, int value) const;

    RowList m_list;
    const Theme &m_theme;
    QVBoxLayout *m_box;
    std::vector<std::unique_ptr<Line>> m_lines;
    QList<Country> m_countries;
    QString m_region;
    bool m_isReadOnly = false;
};
