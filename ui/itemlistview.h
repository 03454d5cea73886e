#pragma once

#include "theme.h"

#include <QListView>

/// A list whose rows differ in height, drawn by a delegate: entries, tasks, opportunities.
class ItemListView : public QListView
{
    Q_OBJECT

public:
    /// Borrows `theme`.
    ItemListView(const Theme &theme, const char *name, const QString &accessibleName, QWidget *parent = nullptr);

Q_SIGNALS:
    /// Enter or a double click.
    void opened(const QModelIndex &index);
    /// Del.
    void removeWanted(const QModelIndex &index);
    /// The end of the list came into view.
    void endReached();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;
};
