#pragma once

#include "theme.h"

#include <QStyledItemDelegate>

class ListHeader;

/// Paints a row of the list: picture, name, what else is known in one muted line, and at the trailing edge the marks
/// for tags and for work that is not done. It reads the roles of PartyModel.
class PartyDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit PartyDelegate(const Theme &theme, QObject *parent = nullptr);

    /// Logical pixels; grows with the font.
    static int rowHeight();

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
        const QModelIndex &index) override;

protected:
    const Theme &theme() const { return m_theme; }
    /// Paints the marks at the trailing edge of `row`; returns how wide they are.
    int paintMarks(
        QPainter *painter, const QRect &row, const QStyleOptionViewItem &option, const QModelIndex &index) const;

private:
    void paintTexts(
        QPainter *painter, const QRect &place, const QStyleOptionViewItem &option, const QModelIndex &index) const;

    const Theme &m_theme;
};

/// The same on one line, with a cell for each column of a header.
class PartyCellsDelegate : public PartyDelegate
{
    Q_OBJECT

public:
    /// Borrows `header`, which lies over the rows.
    PartyCellsDelegate(const Theme &theme, const ListHeader &header, QObject *parent = nullptr);

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    void paintName(QPainter *painter, QStyleOptionViewItem option, const QRect &cell, const QModelIndex &index) const;

    const ListHeader &m_header;
};

/// The ground of a row: whether it is chosen, under the mouse, or has the focus. What is painted after it stays in the
/// row.
void paintRowGround(QPainter *painter, const QStyleOptionViewItem &option, const Theme &theme);

/// A tag's own colour, the same wherever the tag is shown; always beside its name or a tooltip, never under text.
QColor tagColor(const QString &tag, const Theme &theme);
