#pragma once

#include "theme.h"

#include <QStyledItemDelegate>

/// Draws an opportunity or a project: its name and worth, and how far it is.
class DealDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit DealDelegate(const Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const Theme &m_theme;
};
