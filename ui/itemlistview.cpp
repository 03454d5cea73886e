#include "itemlistview.h"

#include <QKeyEvent>
#include <QScrollBar>

ItemListView::ItemListView(const Theme &theme, const char *name, const QString &accessibleName, QWidget *parent)
    : QListView(parent)
{
    setObjectName(QLatin1StringView(name));
    setAccessibleName(accessibleName);
    setFrameShape(QFrame::NoFrame);
    setVerticalScrollMode(ScrollPerPixel);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setResizeMode(Adjust); // heights follow from the width
    setMouseTracking(true);
    setTabKeyNavigation(false);
    theme.tint(this, QPalette::Base, Theme::Token::Surface);
    verticalScrollBar()->setSingleStep(20);
    connect(this, &QAbstractItemView::doubleClicked, this, &ItemListView::opened);
    const auto look = [this] {
        const QScrollBar *bar = verticalScrollBar();
        if (isVisible() && bar->value() >= bar->maximum() - viewport()->height())
            Q_EMIT endReached();
    };
    connect(verticalScrollBar(), &QScrollBar::valueChanged, this, look);
    connect(verticalScrollBar(), &QScrollBar::rangeChanged, this, look);
}

void ItemListView::keyPressEvent(QKeyEvent *event)
{
    const QModelIndex index = currentIndex();
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter) {
        if (index.isValid())
            Q_EMIT opened(index);
    } else if (event->key() == Qt::Key_Delete) {
        if (index.isValid())
            Q_EMIT removeWanted(index);
    } else if (event->key() == Qt::Key_Escape) {
        event->ignore(); // it climbs out of the list
    } else {
        QListView::keyPressEvent(event);
    }
}

void ItemListView::focusInEvent(QFocusEvent *event)
{
    QListView::focusInEvent(event);
    const bool byKey = event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason
        || event->reason() == Qt::OtherFocusReason || event->reason() == Qt::ShortcutFocusReason;
    if (byKey && !currentIndex().isValid() && model() && model()->rowCount() > 0)
        selectionModel()->setCurrentIndex(moveCursor(MoveHome, Qt::NoModifier), QItemSelectionModel::ClearAndSelect);
}

void ItemListView::resizeEvent(QResizeEvent *event)
{
    QListView::resizeEvent(event);
    if (event->size().width() != event->oldSize().width())
        scheduleDelayedItemsLayout();
}
