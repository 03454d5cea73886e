#pragma once

#include "theme.h"

#include <QStyledItemDelegate>

/// Paints a row of outbox or history: name and age, what is done and where it stands. It reads the roles of
/// JournalModel.
class JournalDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit JournalDelegate(const Theme &theme, QObject *parent = nullptr);

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    bool helpEvent(QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option,
        const QModelIndex &index) override;

private:
    const Theme &m_theme;
};
