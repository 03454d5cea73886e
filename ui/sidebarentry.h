#pragma once

#include "theme.h"

#include <QAbstractButton>

/// A row of the sidebar that stands for a page instead of a list of records, with its count. Looks like the rows of the
/// lists; checked while its page is looked at.
class SidebarEntry : public QAbstractButton
{
    Q_OBJECT

public:
    /// Borrows `theme`. `icon` is one of resources/icons.
    SidebarEntry(QString icon, const QString &text, const Theme &theme, QWidget *parent = nullptr);

    void setCount(int count);
    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void nextCheckState() override;

private:
    const Theme &m_theme;
    QString m_icon;
    int m_count = 0;
};
