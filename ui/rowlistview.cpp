#include "rowlistview.h"

#include <QPaintEvent>
#include <QPainter>
#include <QScrollBar>

#include <algorithm>

RowListView::RowListView(QWidget *parent)
    : QListView(parent)
{
    setUniformItemSizes(true);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
}

int RowListView::rowHeight() const
{
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    return std::max(1, itemDelegate()->sizeHint(option, {}).height());
}

int RowListView::rowCount() const
{
    return model() ? model()->rowCount(rootIndex()) : 0;
}

QModelIndex RowListView::indexOf(int row) const
{
    return model()->index(row, modelColumn(), rootIndex());
}

/// The row at a height of the viewport; it may be one that does not exist.
int RowListView::rowAt(int y) const
{
    return (y + verticalOffset()) / rowHeight();
}

int RowListView::verticalOffset() const
{
    return verticalScrollBar()->value();
}

QRect RowListView::visualRect(const QModelIndex &index) const
{
    if (!index.isValid() || index.column() != modelColumn())
        return {};
    const int height = rowHeight();
    return {0, index.row() * height - verticalOffset(), viewport()->width(), height};
}

QModelIndex RowListView::indexAt(const QPoint &point) const
{
    const int row = rowAt(point.y());
    return point.y() + verticalOffset() >= 0 && row < rowCount() ? indexOf(row) : QModelIndex();
}

void RowListView::scrollTo(const QModelIndex &index, ScrollHint hint)
{
    if (!index.isValid())
        return;
    executeDelayedItemsLayout();
    const QRect row = visualRect(index);
    const int height = viewport()->height();
    QScrollBar *bar = verticalScrollBar();
    const int above = row.top();
    const int below = row.bottom() + 1 - height;
    if (hint == PositionAtTop || (hint == EnsureVisible && above < 0))
        bar->setValue(bar->value() + above);
    else if (hint == PositionAtBottom || (hint == EnsureVisible && below > 0))
        bar->setValue(bar->value() + std::min(above, below));
    else if (hint == PositionAtCenter)
        bar->setValue(bar->value() + (above + below) / 2);
}

void RowListView::doItemsLayout()
{
    QAbstractItemView::doItemsLayout(); // NOLINT(bugprone-parent-virtual-call): what this class is for
}

void RowListView::updateGeometries()
{
    QAbstractItemView::updateGeometries(); // NOLINT(bugprone-parent-virtual-call)
    const int height = rowHeight();
    QScrollBar *bar = verticalScrollBar();
    bar->setSingleStep(height / 2);
    bar->setPageStep(viewport()->height());
    bar->setRange(0, std::max(0, rowCount() * height - viewport()->height()));
}

QModelIndex RowListView::moveCursor(CursorAction action, Qt::KeyboardModifiers)
{
    const int last = rowCount() - 1;
    if (last < 0)
        return {};
    if (!currentIndex().isValid())
        return indexOf(0);
    const int page = std::max(1, viewport()->height() / rowHeight() - 1);
    int row = currentIndex().row();
    switch (action) {
    case MoveUp:
    case MoveLeft:
    case MovePrevious:
        --row;
        break;
    case MoveDown:
    case MoveRight:
    case MoveNext:
        ++row;
        break;
    case MovePageUp:
        row -= page;
        break;
    case MovePageDown:
        row += page;
        break;
    case MoveHome:
        row = 0;
        break;
    case MoveEnd:
        row = last;
        break;
    }
    return indexOf(std::clamp(row, 0, last));
}

void RowListView::setSelection(const QRect &rect, QItemSelectionModel::SelectionFlags command)
{
    const int first = std::max(0, rowAt(std::min(rect.top(), rect.bottom())));
    const int last = std::min(rowCount() - 1, rowAt(std::max(rect.top(), rect.bottom())));
    const QItemSelection rows = first <= last ? QItemSelection(indexOf(first), indexOf(last)) : QItemSelection();
    selectionModel()->select(rows, command);
}

QRegion RowListView::visualRegionForSelection(const QItemSelection &selection) const
{
    QRegion region;
    for (const QItemSelectionRange &range : selection)
        region += visualRect(indexOf(range.top())).united(visualRect(indexOf(range.bottom())));
    return region;
}

void RowListView::paintEvent(QPaintEvent *event)
{
    QPainter painter(viewport());
    QStyleOptionViewItem option;
    initViewItemOption(&option);
    const QStyle::State plain = option.state & ~(QStyle::State_MouseOver | QStyle::State_Selected);
    const QModelIndex hovered
        = viewport()->underMouse() ? indexAt(viewport()->mapFromGlobal(QCursor::pos())) : QModelIndex();
    const int last = std::min(rowCount() - 1, rowAt(event->rect().bottom()));
    for (int row = std::max(0, rowAt(event->rect().top())); row <= last; ++row) {
        const QModelIndex index = indexOf(row);
        option.rect = visualRect(index);
        option.state = plain;
        option.state.setFlag(QStyle::State_Selected, selectionModel()->isSelected(index));
        option.state.setFlag(QStyle::State_MouseOver, index == hovered);
        option.state.setFlag(QStyle::State_HasFocus, hasFocus() && index == currentIndex());
        itemDelegate()->paint(&painter, option, index);
    }
}
