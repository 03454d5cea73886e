#include "flowlayout.h"

#include <QStyle>
#include <QWidget>

#include <algorithm>

FlowLayout::FlowLayout(int gap, QWidget *parent)
    : QLayout(parent)
{
    setContentsMargins(0, 0, 0, 0);
    setSpacing(gap);
}

FlowLayout::~FlowLayout()
{
    qDeleteAll(m_items);
}

void FlowLayout::addItem(QLayoutItem *item)
{
    m_items.append(item);
    invalidate();
}

QLayoutItem *FlowLayout::takeAt(int index)
{
    if (index < 0 || index >= m_items.size())
        return nullptr;
    invalidate();
    return m_items.takeAt(index);
}

QSize FlowLayout::minimumSize() const
{
    QSize size;
    for (const QLayoutItem *item : m_items)
        size = size.expandedTo(item->minimumSize());
    return size.grownBy(contentsMargins());
}

void FlowLayout::setGeometry(const QRect &room)
{
    QLayout::setGeometry(room);
    place(room, true);
}

/// The height that the items need; sets them there if it is for real.
int FlowLayout::place(const QRect &room, bool isForReal) const
{
    const QRect inner = room.marginsRemoved(contentsMargins());
    QPoint at = inner.topLeft();
    int lineHeight = 0;
    for (QLayoutItem *item : m_items) {
        const QSize size(std::min(item->sizeHint().width(), inner.width()), item->sizeHint().height());
        if (lineHeight > 0 && at.x() + size.width() > inner.x() + inner.width()) {
            at = {inner.x(), at.y() + lineHeight + spacing()};
            lineHeight = 0;
        }
        if (isForReal) {
            const Qt::LayoutDirection direction = parentWidget()->layoutDirection();
            item->setGeometry(QStyle::visualRect(direction, inner, {at, size}));
        }
        at.rx() += size.width() + spacing();
        lineHeight = std::max(lineHeight, size.height());
    }
    return at.y() + lineHeight - room.y() + contentsMargins().bottom();
}
