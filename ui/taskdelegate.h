#pragma once

#include "theme.h"

#include <QStyledItemDelegate>

/// Draws a task with its tick box, due date, category and record, and the headings between them.
class TaskDelegate : public QStyledItemDelegate
{
    Q_OBJECT

public:
    explicit TaskDelegate(const Theme &theme, QObject *parent = nullptr);

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override;
    /// Where a row's tick box is, to be clicked.
    static QRect tickPlace(const QStyleOptionViewItem &option);
    /// While nothing may be changed the box does not answer.
    void setReadOnly(bool readOnly) { m_isReadOnly = readOnly; }

protected:
    bool editorEvent(QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option,
        const QModelIndex &index) override;

private:
    void paintHeading(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const;
    void paintTick(QPainter *painter, const QRect &box, bool isDone) const;
    void paintCaption(
        QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index, QRect line) const;

    const Theme &m_theme;
    bool m_isReadOnly = false;
};
