#pragma once

#include "model/partymodel.h"
#include "theme.h"

#include <QHeaderView>
#include <QStandardItemModel>

class QMenu;

/// The header of the list in table mode: which columns are shown, in which order, how wide, and by which the rows are
/// sorted. Whatever the mouse does to a column its menu does too. The name is always shown.
class ListHeader : public QHeaderView
{
    Q_OBJECT

public:
    using Column = PartyModel::Column;

    explicit ListHeader(const Theme &theme, QWidget *parent = nullptr);

    /// The shown columns from the leading edge on.
    QList<Column> columns() const;
    /// Columns and widths as one line for the settings, such as "name:200 city:110".
    QString layoutLine() const;
    /// Takes such a line back. What it does not know is left out, and without a name it starts anew.
    void setLayoutLine(const QString &line);
    /// Shows which column the rows are sorted by.
    void setSort(PartyIndex::Sort sort);
    /// A submenu for each column: to show, hide and move it. It stays current.
    QMenu *menu() const { return m_menu; }

Q_SIGNALS:
    /// A person wants the rows in this order.
    void sortChosen(PartyIndex::Sort sort);
    /// Columns were shown, hidden, moved or made wider.
    void columnsChanged();

protected:
    void contextMenuEvent(QContextMenuEvent *event) override;

private:
    QMenu *menuOf(Column column);
    void fillMenu();
    void moveColumn(Column column, int by);
    void showColumn(Column column, bool shown);

    QStandardItemModel m_names; // not the list's model: of its rows a header knows nothing
    QMenu *m_menu;
    PartyIndex::Sort m_sort = PartyIndex::Sort::Name;
};
