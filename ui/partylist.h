#pragma once

#include "filterchips.h"
#include "liststate.h"
#include "model/partymodel.h"
#include "rowlistview.h"
#include "theme.h"

#include <QCollator>
#include <QElapsedTimer>

class Actions;
class ListHeader;
class PlainLabel;
class QLineEdit;
class QStackedWidget;
class QToolButton;

/// The rows of a PartyList. Enter opens, Esc asks to be let out, typing jumps by name.
class PartyListView : public RowListView
{
    Q_OBJECT

public:
    explicit PartyListView(const Theme &theme, QWidget *parent = nullptr);

    /// Whether the rows are in the order of names, so that a name can be found without reading all of them.
    void setSortedByName(bool sorted) { m_isSortedByName = sorted; }
    void keyboardSearch(const QString &search) override;

    /// Rows of one line under a header instead of two lines each.
    void setTable(bool table);
    bool isTable() const;
    ListHeader &header() { return *m_header; }

Q_SIGNALS:
    void opened(const QModelIndex &index);
    void escaped();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void updateGeometries() override;
    void scrollContentsBy(int dx, int dy) override;

private:
    QModelIndex firstNamed(const QString &beginning) const;

    const Theme &m_theme;
    ListHeader *m_header;
    bool m_isPlacing = false;

    QCollator m_collator;
    QString m_typed; // so far, to be found as the beginning of a name
    QElapsedTimer m_sinceLastKey;
    bool m_isSortedByName = true;
};

/// The middle pane: the name of the list, how many it holds, what narrows and sorts it, and its rows, or why there are
/// none. The record that was chosen stays chosen through every refresh.
class PartyList : public QWidget
{
    Q_OBJECT

public:
    /// Borrows all of them.
    PartyList(PartyModel &model, const Actions &actions, const Theme &theme, QWidget *parent = nullptr);

    void setScope(PartyModel::Scope scope);
    /// A list of the sidebar.
    struct List
    {
        QString name;
        PartyQuery query;
        bool isReady = true; ///< false while what it holds is being worked out
        bool isFromCapsule = false; ///< it is Capsule that works it out
        std::optional<FilterChip> chip = {}; ///< says where it runs
    };
    void setList(const List &list);
    /// It is called otherwise now, or its chip says something else.
    void setListLook(const QString &name, const std::optional<FilterChip> &chip);
    void setSort(PartyIndex::Sort sort);
    void setSyncState(const SyncState &state);

    QUuid current() const { return m_current; }
    /// Chooses a record; one that is not in the list leaves no row chosen. Tells nobody.
    void select(const QUuid &localId);
    /// How many rows are selected.
    int selectedCount() const;
    /// The selected records, in the order of the list.
    QList<QUuid> selected() const;
    /// Puts the selected rows into the clipboard, as lines of text or as a table with the columns that are shown.
    /// Returns what to tell about it.
    QString copySelected(bool asTable) const;
    /// Rows of one line under a header instead of two lines each.
    void setTable(bool table);
    /// The columns of the table as one line for the settings.
    QString columnsLine() const;
    void setColumnsLine(const QString &line);
    /// All records in the list.
    QList<QUuid> all() const;
    void selectAll();
    /// Chooses the row `by` rows on, as a person would.
    void step(int by);
    /// Opens the line that narrows the list and puts the cursor there.
    void focusFilter();
    void clearFilter();

Q_SIGNALS:
    /// Other words narrow the list.
    void searchChanged();
    /// A person chose another record.
    void currentChanged(const QUuid &localId);
    /// Another number of rows is selected.
    void selectionCountChanged(int count);
    /// A person wants to be in this record: Enter or a click.
    void opened(const QUuid &localId);
    void newPersonRequested(const QString &name);
    void checkRequested();
    void signInRequested();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    QLayout *buildHeader(const Actions &actions, const Theme &theme);
    QWidget *buildFilter(const Actions &actions, const Theme &theme);
    void connectModel();
    void setFilter(const QString &text);
    QList<int> selectedRows() const;
    ListState stateWithoutRows() const;
    void showChips();
    void removeWord(int place);
    void showCounts();
    void showRowsOrState();
    void showPage(QWidget *page);
    void restoreCurrent();
    void noteSelection();
    void restoreSelection();
    void tellSelection();
    bool isCurrentInSight() const;
    void takeAction(ListState::Action action);
    void showRowMenu(const QPoint &position, const Actions &actions);

    PartyModel &m_model;
    SyncState m_sync;
    std::optional<List> m_list; // of the sidebar, while one is shown
    QUuid m_current;
    QList<QUuid> m_selectedBefore; // a reset, if several were
    bool m_wereAllSelected = false;
    int m_selectedCount = 0; // as told last
    QUuid m_topRow; // what was the first row in sight before a reset
    bool m_isRestoring = false;
    bool m_wasInSight = false; // the current row, before a row moved
    PlainLabel *m_title;
    PlainLabel *m_count;
    QToolButton *m_filterButton;
    QToolButton *m_sortButton;
    QWidget *m_filterBar;
    QLineEdit *m_filterEdit;
    FilterChips *m_chips;
    PlainLabel *m_matches;
    QStackedWidget *m_stack;
    PartyListView *m_view;
    ListStateView *m_state;
};
