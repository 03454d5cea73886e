#include "partylist.h"

#include "actions.h"
#include "flatbutton.h"
#include "listcopy.h"
#include "listheader.h"
#include "partydelegate.h"
#include "plaintext.h"
#include "sidebarmodel.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLineEdit>
#include <QLocale>
#include <QMenu>
#include <QMimeData>
#include <QScopedValueRollback>
#include <QScrollBar>
#include <QSet>
#include <QStackedWidget>
#include <QToolButton>

#include <algorithm>
#include <ranges>

using namespace Qt::StringLiterals;

PartyListView::PartyListView(const Theme &theme, QWidget *parent)
    : RowListView(parent)
    , m_theme(theme)
    , m_header(new ListHeader(theme, this))
{
    setObjectName("partyListView"_L1);
    setAccessibleName(tr("People and organisations"));
    setItemDelegate(new PartyDelegate(theme, this));
    m_header->hide();
    connect(m_header, &ListHeader::columnsChanged, this, [this] {
        updateGeometries();
        viewport()->update();
    });
    setFrameShape(QFrame::NoFrame);
    setMouseTracking(true);
    setContextMenuPolicy(Qt::CustomContextMenu);
    setEditTriggers(QAbstractItemView::NoEditTriggers);
    const QLocale locale = QLocale().collation(); // as the store sorts; the C locale has no letters, only codes
    m_collator.setLocale(locale == QLocale::c() ? QLocale(QLocale::English, QLocale::UnitedKingdom) : locale);
    m_collator.setCaseSensitivity(Qt::CaseInsensitive);
}

void PartyListView::keyboardSearch(const QString &search)
{
    if (!m_sinceLastKey.isValid() || m_sinceLastKey.hasExpired(QApplication::keyboardInputInterval()))
        m_typed.clear();
    m_sinceLastKey.start();
    m_typed += search;
    const QModelIndex found = m_isSortedByName ? firstNamed(m_typed) : QModelIndex();
    if (found.isValid())
        return setCurrentIndex(found);
    RowListView::keyboardSearch(search); // reads row after row, and steps on when a letter is repeated
}

QModelIndex PartyListView::firstNamed(const QString &beginning) const
{
    const auto nameOf = [this](int row) {
        return model()->index(row, modelColumn()).data().toString();
    };
    const auto rows = std::views::iota(0, model()->rowCount());
    const auto first
        = std::ranges::partition_point(rows, [&](int row) { return m_collator.compare(nameOf(row), beginning) < 0; });
    if (first == rows.end() || !foldedForSearch(nameOf(*first)).startsWith(foldedForSearch(beginning)))
        return {};
    return model()->index(*first, modelColumn());
}

void PartyListView::keyPressEvent(QKeyEvent *event)
{
    const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
    if (isEnter && event->modifiers() == Qt::NoModifier && currentIndex().isValid())
        return Q_EMIT opened(currentIndex());
    if (event->key() == Qt::Key_Escape)
        return Q_EMIT escaped();
    RowListView::keyPressEvent(event);
}

void PartyListView::focusInEvent(QFocusEvent *event)
{
    // Qt's list view would choose its first row now, and so open a record that nobody asked for.
    QAbstractScrollArea::focusInEvent(event); // NOLINT(bugprone-parent-virtual-call)
    viewport()->update();
}

bool PartyListView::isTable() const
{
    return !m_header->isHidden();
}

void PartyListView::setTable(bool table)
{
    if (table == isTable())
        return;
    const QModelIndex top = indexAt({1, 1});
    QAbstractItemDelegate *before = itemDelegate();
    m_header->setVisible(table);
    if (table)
        setItemDelegate(new PartyCellsDelegate(m_theme, *m_header, this));
    else
        setItemDelegate(new PartyDelegate(m_theme, this));
    before->deleteLater();
    setHorizontalScrollBarPolicy(table ? Qt::ScrollBarAsNeeded : Qt::ScrollBarAlwaysOff);
    updateGeometries();
    scrollTo(top, PositionAtTop);
    viewport()->update();
}

void PartyListView::updateGeometries()
{
    if (m_isPlacing)
        return; // the margins below lead here again
    {
        const QScopedValueRollback placing(m_isPlacing, true);
        const int height = isTable() ? m_header->sizeHint().height() : 0;
        setViewportMargins(0, height, 0, 0);
        m_header->setGeometry(QRect(viewport()->x(), viewport()->y() - height, viewport()->width(), height));
        QScrollBar *bar = horizontalScrollBar();
        bar->setSingleStep(m_header->minimumSectionSize());
        bar->setPageStep(viewport()->width());
        bar->setRange(0, isTable() ? std::max(0, m_header->length() - viewport()->width()) : 0);
    }
    RowListView::updateGeometries();
}

void PartyListView::scrollContentsBy(int dx, int dy)
{
    m_header->setOffset(horizontalScrollBar()->value());
    RowListView::scrollContentsBy(0, dy);
    if (dx != 0)
        viewport()->update();
}

PartyList::PartyList(PartyModel &model, const Actions &actions, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_model(model)
    , m_title(new PlainLabel(this))
    , m_count(new PlainLabel(this))
    , m_filterButton(new QToolButton(this))
    , m_sortButton(new QToolButton(this))
    , m_filterEdit(new QLineEdit)
    , m_chips(new FilterChips(theme))
    , m_matches(new PlainLabel)
    , m_stack(new QStackedWidget(this))
    , m_view(new PartyListView(theme))
    , m_state(new ListStateView(theme))
{
    setObjectName("partyList"_L1);
    setAutoFillBackground(true);
    theme.tint(this, QPalette::Window, Theme::Token::Surface);
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_state);
    m_view->setModel(&model);
    m_view->setModelColumn(PartyModel::NameColumn);
    m_view->setSelectionMode(QAbstractItemView::ExtendedSelection);
    m_view->addActions({actions.remove, actions.copyText});
    actions.columns->setMenu(m_view->header().menu());

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addLayout(buildHeader(actions, theme));
    layout->addWidget(buildFilter(actions, theme));
    layout->addWidget(m_chips);
    layout->addWidget(m_stack, 1);
    setFocusProxy(m_view);

    connect(m_view, &PartyListView::opened, this,
        [this](const QModelIndex &index) { Q_EMIT opened(m_model.localIdAt(index.row())); });
    connect(m_view, &QListView::clicked, this, [this](const QModelIndex &index) {
        if (selectedCount() < 2) // not while somebody gathers several
            Q_EMIT opened(m_model.localIdAt(index.row()));
    });
    connect(&m_view->header(), &ListHeader::sortChosen, this,
        [&actions](PartyIndex::Sort sort) { actions.sort(sort)->trigger(); });
    connect(actions.columns, &QAction::triggered, this, [this] { // from the palette, which opens no menus
        QWidget &header = m_view->header();
        m_view->header().menu()->popup(header.mapToGlobal(QPoint(0, header.height())));
    });
    connect(m_view, &PartyListView::escaped, this, &PartyList::clearFilter);
    connect(m_view, &QWidget::customContextMenuRequested, this,
        [this, &actions](const QPoint &position) { showRowMenu(position, actions); });
    connect(m_state, &ListStateView::actionChosen, this, &PartyList::takeAction);
    connect(
        m_state, &ListStateView::offerTaken, this, [this] { Q_EMIT newPersonRequested(m_model.search().trimmed()); });
    connectModel();
    showCounts();
    showRowsOrState();
}

QLayout *PartyList::buildHeader(const Actions &actions, const Theme &theme)
{
    m_title->setObjectName("listTitle"_L1);
    m_count->setObjectName("listCount"_L1);
    m_title->setFont(Theme::font(Theme::Type::Section));
    theme.tint(m_count, QPalette::WindowText, Theme::Token::MutedText);

    m_filterButton->setObjectName("filterButton"_L1);
    m_filterButton->setIcon(theme.icon(u"filter"_s));
    m_filterButton->setCheckable(true);
    m_filterButton->setToolTip(
        tr("Narrow this list (%1)").arg(actions.filter->shortcut().toString(QKeySequence::NativeText)));
    m_filterButton->setAccessibleName(tr("Narrow this list"));
    connect(m_filterButton, &QToolButton::clicked, this, [this](bool on) { on ? focusFilter() : clearFilter(); });

    auto *sorts = new QMenu(m_sortButton);
    sorts->addActions(actions.sorts());
    m_sortButton->setObjectName("sortButton"_L1);
    m_sortButton->setIcon(theme.icon(u"sort"_s));
    m_sortButton->setMenu(sorts);
    m_sortButton->setPopupMode(QToolButton::InstantPopup);
    m_sortButton->setToolTip(tr("Sort this list"));
    m_sortButton->setAccessibleName(tr("Sort this list"));
    for (QToolButton *button : {m_filterButton, m_sortButton}) {
        button->setAutoRaise(true);
        button->setFixedSize(Theme::ControlHeight, Theme::ControlHeight);
        button->setFocusPolicy(Qt::TabFocus);
    }

    auto *header = new QHBoxLayout;
    header->setContentsMargins(16, 6, 10, 6);
    header->setSpacing(8);
    header->addWidget(m_title);
    header->addWidget(m_count);
    header->addStretch();
    header->addWidget(m_filterButton);
    header->addWidget(m_sortButton);
    return header;
}

QWidget *PartyList::buildFilter(const Actions &actions, const Theme &theme)
{
    m_filterBar = new QWidget(this);
    m_filterBar->hide();
    m_filterEdit->setObjectName("filterEdit"_L1);
    m_filterEdit->setAccessibleName(tr("Narrow this list"));
    m_filterEdit->setPlaceholderText(tr("Name, organisation, email, phone, city or tag"));
    m_filterEdit->addAction(theme.icon(u"filter"_s, Theme::Token::MutedText), QLineEdit::LeadingPosition);
    nameIconButtons(*m_filterEdit, tr("Narrow this list"));
    m_matches->setObjectName("matchesLabel"_L1);
    m_matches->setFont(Theme::font(Theme::Type::Caption));
    theme.tint(m_matches, QPalette::WindowText, Theme::Token::MutedText);
    auto *clear = new QToolButton;
    clear->setObjectName("clearFilterButton"_L1);
    clear->setText(tr("Clear"));
    clear->setAutoRaise(true);
    clear->setFixedHeight(24);
    auto *save = new QToolButton;
    save->setObjectName("saveListButton"_L1);
    save->setDefaultAction(actions.saveList);
    save->setToolButtonStyle(Qt::ToolButtonTextOnly);
    save->setAutoRaise(true);
    save->setFixedHeight(24);

    auto *line = new QHBoxLayout;
    line->setSpacing(8);
    line->addWidget(m_matches);
    line->addStretch();
    line->addWidget(save);
    line->addWidget(clear);
    auto *layout = new QVBoxLayout(m_filterBar);
    layout->setContentsMargins(12, 0, 12, 6);
    layout->setSpacing(4);
    layout->addWidget(m_filterEdit);
    layout->addLayout(line);
    connect(m_chips, &FilterChips::removed, this, &PartyList::removeWord);
    connect(m_filterEdit, &QLineEdit::textChanged, this, &PartyList::setFilter);
    connect(m_filterEdit, &QLineEdit::returnPressed, this, [this] { setFocus(Qt::OtherFocusReason); });
    connect(clear, &QToolButton::clicked, this, &PartyList::clearFilter);
    return m_filterBar;
}

void PartyList::connectModel()
{
    connect(&m_model, &QAbstractItemModel::modelAboutToBeReset, this, [this] {
        m_isRestoring = true; // the view drops its selection in a reset, which is nobody's choice
        m_topRow = m_model.localIdAt(m_view->indexAt({1, 1}).row());
        noteSelection();
    });
    connect(&m_model, &QAbstractItemModel::modelReset, this, [this] {
        restoreCurrent();
        restoreSelection();
        if (const int top = m_model.rowOf(m_topRow); top >= 0)
            m_view->scrollTo(m_model.index(top, 0), QAbstractItemView::PositionAtTop);
        m_isRestoring = false;
        tellSelection();
        showRowsOrState();
    });
    connect(&m_model, &QAbstractItemModel::layoutChanged, this, &PartyList::restoreCurrent);
    connect(&m_model, &QAbstractItemModel::rowsAboutToBeMoved, this, [this] { m_wasInSight = isCurrentInSight(); });
    connect(&m_model, &QAbstractItemModel::rowsMoved, this, [this] {
        if (m_wasInSight)
            m_view->scrollTo(m_view->currentIndex());
    });
    connect(&m_model, &QAbstractItemModel::rowsAboutToBeRemoved, this, [this] { m_isRestoring = true; });
    connect(&m_model, &QAbstractItemModel::rowsRemoved, this, [this] {
        restoreCurrent();
        m_isRestoring = false;
        tellSelection();
        showRowsOrState();
    });
    connect(&m_model, &QAbstractItemModel::rowsInserted, this, [this] {
        restoreCurrent();
        showRowsOrState();
    });
    connect(&m_model, &PartyModel::countsChanged, this, &PartyList::showCounts);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        if (m_isRestoring || !index.isValid())
            return;
        m_current = m_model.localIdAt(index.row());
        Q_EMIT currentChanged(m_current);
    });
    connect(m_view->selectionModel(), &QItemSelectionModel::selectionChanged, this, &PartyList::tellSelection);
}

void PartyList::setScope(PartyModel::Scope scope)
{
    m_list.reset();
    m_model.setScope(scope);
    showChips();
    m_view->scrollToTop();
    if (const int row = m_model.rowOf(m_current); row >= 0)
        m_view->scrollTo(m_model.index(row, 0));
    showCounts();
    showRowsOrState();
}

void PartyList::setList(const List &list)
{
    const bool isOther = !m_list || m_list->name != list.name;
    m_list = list;
    m_model.setList(list.query);
    showChips();
    showCounts();
    showRowsOrState();
    if (!isOther)
        return;
    m_view->scrollToTop();
    if (const int row = m_model.rowOf(m_current); row >= 0)
        m_view->scrollTo(m_model.index(row, 0));
}

void PartyList::setListLook(const QString &name, const std::optional<FilterChip> &chip)
{
    if (!m_list)
        return;
    m_list->name = name;
    m_list->chip = chip;
    showChips();
    showCounts();
}

void PartyList::setSort(PartyIndex::Sort sort)
{
    m_model.setSort(sort);
    m_view->setSortedByName(sort == PartyIndex::Sort::Name);
    m_view->header().setSort(sort);
    m_view->scrollToTop();
}

void PartyList::setSyncState(const SyncState &state)
{
    m_sync = state;
    showRowsOrState();
}

void PartyList::select(const QUuid &localId)
{
    m_current = localId;
    {
        const QScopedValueRollback quiet(m_isRestoring, true);
        if (selectedCount() > 1)
            m_view->selectionModel()->clearSelection();
        restoreCurrent();
    }
    tellSelection();
    if (m_view->currentIndex().isValid())
        m_view->scrollTo(m_view->currentIndex());
}

void PartyList::restoreCurrent()
{
    const QScopedValueRollback quiet(m_isRestoring, true);
    if (selectedCount() > 1)
        return; // it is in none of them, or in all
    const int row = m_current.isNull() ? -1 : m_model.rowOf(m_current);
    if (row < 0) {
        m_view->selectionModel()->clear();
    } else if (m_view->currentIndex().row() != row || !m_view->selectionModel()->isSelected(m_view->currentIndex())) {
        m_view->selectionModel()->setCurrentIndex(
            m_model.index(row, PartyModel::NameColumn), QItemSelectionModel::ClearAndSelect);
    }
}

int PartyList::selectedCount() const
{
    int count = 0;
    for (const QItemSelectionRange &range :
        m_view->selectionModel()->selection()) // as many as the mouse made, not rows
        count += range.left() <= PartyModel::NameColumn && range.right() >= PartyModel::NameColumn ? range.height() : 0;
    return count;
}

/// In the order of the list.
QList<int> PartyList::selectedRows() const
{
    QList<std::pair<int, int>> ranges;
    for (const QItemSelectionRange &range : m_view->selectionModel()->selection()) {
        if (range.left() <= PartyModel::NameColumn && range.right() >= PartyModel::NameColumn)
            ranges.append({range.top(), range.bottom()});
    }
    std::ranges::sort(ranges);
    QList<int> rows;
    for (const auto &[first, last] : std::as_const(ranges)) {
        for (int row = first; row <= last; ++row)
            rows.append(row);
    }
    return rows;
}

QList<QUuid> PartyList::selected() const
{
    QList<QUuid> records;
    for (const int row : selectedRows())
        records.append(m_model.localIdAt(row));
    return records;
}

QString PartyList::copySelected(bool asTable) const
{
    const QList<int> rows = selectedRows();
    if (rows.size() > MostCopiedRows)
        return tr("Up to %1 rows can be copied. To have more, use File › Export.")
            .arg(QLocale().toString(MostCopiedRows));
    QApplication::clipboard()->setMimeData(
        asTable ? newTableOf(m_model, rows, m_view->header().columns()) : newTextOf(m_model, rows));
    return asTable ? tr("Copied %Ln row(s) as a table.", nullptr, int(rows.size()))
                   : tr("Copied %Ln row(s) as text.", nullptr, int(rows.size()));
}

void PartyList::setTable(bool table)
{
    m_view->setTable(table);
}

QString PartyList::columnsLine() const
{
    return m_view->header().layoutLine();
}

void PartyList::setColumnsLine(const QString &line)
{
    m_view->header().setLayoutLine(line);
}

QList<QUuid> PartyList::all() const
{
    QList<QUuid> records;
    for (int row = 0; row < m_model.rowCount(); ++row)
        records.append(m_model.localIdAt(row));
    return records;
}

void PartyList::selectAll()
{
    m_view->selectAll();
}

void PartyList::noteSelection()
{
    const int count = selectedCount();
    m_wereAllSelected = count > 1 && count == m_model.rowCount();
    m_selectedBefore = count > 1 && !m_wereAllSelected ? selected() : QList<QUuid>();
}

/// After a reset: the records that are still in the list, wherever they are now.
void PartyList::restoreSelection()
{
    if (m_wereAllSelected)
        m_view->selectAll();
    const QSet<QUuid> wanted(m_selectedBefore.begin(), m_selectedBefore.end());
    QItemSelection selection;
    for (int row = 0, first = -1; !wanted.isEmpty() && row <= m_model.rowCount(); ++row) {
        const bool isWanted = row < m_model.rowCount() && wanted.contains(m_model.localIdAt(row));
        if (isWanted && first < 0)
            first = row;
        if (isWanted || first < 0)
            continue;
        selection.append(QItemSelectionRange(
            m_model.index(first, PartyModel::NameColumn), m_model.index(row - 1, PartyModel::NameColumn)));
        first = -1;
    }
    if (!selection.isEmpty())
        m_view->selectionModel()->select(selection, QItemSelectionModel::ClearAndSelect);
    m_selectedBefore.clear();
    m_wereAllSelected = false;
}

void PartyList::tellSelection()
{
    const int count = m_isRestoring ? m_selectedCount : selectedCount();
    if (count == m_selectedCount)
        return;
    m_selectedCount = count;
    Q_EMIT selectionCountChanged(count);
}

bool PartyList::isCurrentInSight() const
{
    const QModelIndex current = m_view->currentIndex();
    return current.isValid() && m_view->viewport()->rect().intersects(m_view->visualRect(current));
}

void PartyList::step(int by)
{
    const int rows = m_model.rowCount();
    if (rows == 0)
        return;
    const QModelIndex now = m_view->currentIndex();
    const int row = now.isValid() ? std::clamp(now.row() + by, 0, rows - 1) : 0;
    m_view->setCurrentIndex(m_model.index(row, PartyModel::NameColumn));
}

void PartyList::focusFilter()
{
    m_filterBar->show();
    m_filterButton->setChecked(true);
    m_filterEdit->setFocus(Qt::ShortcutFocusReason);
    m_filterEdit->selectAll();
}

void PartyList::clearFilter()
{
    const bool hadFocus = isAncestorOf(QApplication::focusWidget());
    m_filterEdit->clear();
    if (hadFocus)
        setFocus(Qt::OtherFocusReason);
    m_filterBar->hide();
    m_filterButton->setChecked(false);
}

void PartyList::keyPressEvent(QKeyEvent *event)
{
    // What the filter line leaves unused: Esc gives the whole list back, Down goes into it.
    if (event->key() == Qt::Key_Escape)
        return clearFilter();
    if (event->key() == Qt::Key_Down)
        return setFocus(Qt::OtherFocusReason);
    QWidget::keyPressEvent(event);
}

void PartyList::setFilter(const QString &text)
{
    m_model.setSearch(text);
    showChips();
    Q_EMIT searchChanged();
    if (m_model.rowOf(m_current) < 0)
        m_view->scrollToTop();
    showCounts();
    showRowsOrState();
}

/// A chip a word; without a word the line that was typed gives it.
void PartyList::showChips()
{
    QList<FilterChip> chips;
    if (m_list && m_list->chip)
        chips.append(*m_list->chip);
    for (const QString &word : wordsAsTyped(m_model.search()))
        chips.append({word});
    m_chips->setChips(chips);
}

void PartyList::removeWord(int place)
{
    QStringList words = wordsAsTyped(m_filterEdit->text());
    place -= m_list && m_list->chip ? 1 : 0;
    if (place >= 0 && place < words.size())
        words.removeAt(place);
    m_filterEdit->setText(words.join(u' '));
    if (words.isEmpty())
        clearFilter();
}

void PartyList::showCounts()
{
    const QLocale locale;
    m_title->setText(m_list ? m_list->name : scopeName(m_model.scope()));
    m_count->setText(!m_list || m_list->isReady ? locale.toString(m_model.countInView()) : QString());
    m_matches->setText(m_model.search().trimmed().isEmpty() ? tr("Every word has to match")
                                                            : tr("%Ln match(es)", nullptr, m_model.rowCount()));
}

ListState PartyList::stateWithoutRows() const
{
    if (!m_list)
        return emptyListState(m_model.scope(), m_model.search(), m_sync);
    if (m_list->isReady)
        return emptyListState(m_list->name, m_model.search());
    return m_list->isFromCapsule ? unknownListState(m_list->name, m_sync) : loadingListState();
}

void PartyList::showRowsOrState()
{
    if (m_model.rowCount() > 0)
        return showPage(m_view);
    const ListState state = m_model.isLoaded() ? stateWithoutRows() : loadingListState();
    if (state != m_state->state())
        m_state->setState(state);
    showPage(m_state);
}

void PartyList::showPage(QWidget *page)
{
    if (m_stack->currentWidget() == page)
        return;
    QWidget *before = m_stack->currentWidget();
    const bool hadFocus = before == QApplication::focusWidget() || before->isAncestorOf(QApplication::focusWidget());
    m_stack->setCurrentWidget(page);
    setFocusProxy(page);
    if (hadFocus)
        page->setFocus(Qt::OtherFocusReason);
}

void PartyList::takeAction(ListState::Action action)
{
    switch (action) {
    case ListState::Action::None:
        return;
    case ListState::Action::ClearSearch:
        return clearFilter();
    case ListState::Action::NewPerson:
        return Q_EMIT newPersonRequested({});
    case ListState::Action::CheckNow:
        return Q_EMIT checkRequested();
    case ListState::Action::SignIn:
        return Q_EMIT signInRequested();
    }
}

void PartyList::showRowMenu(const QPoint &position, const Actions &actions)
{
    if (!m_view->indexAt(position).isValid() && !m_view->currentIndex().isValid())
        return;
    auto *menu = new QMenu(this);
    menu->setAttribute(Qt::WA_DeleteOnClose);
    const bool areSeveral = selectedCount() > 1;
    const QList<QAction *> commands = areSeveral ? actions.selectionActions() : actions.rowActions();
    for (QAction *action : commands) {
        if (action == actions.copyText || action == actions.review || action == actions.remove)
            menu->addSeparator();
        menu->addAction(action);
    }
    menu->popup(m_view->viewport()->mapToGlobal(position));
}
