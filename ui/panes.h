#pragma once

#include "theme.h"

#include <QWidget>

class QSplitter;
class QToolButton;

/// Sidebar, list and detail side by side, as far as the width allows (ux.md section 1): under 1100 the sidebar becomes
/// a drawer over the list, under 900 list and detail take turns.
class Panes : public QWidget
{
    Q_OBJECT

public:
    enum class Arrangement { Wide, Drawer, Turns };
    Q_ENUM(Arrangement)

    /// Takes over the three panes.
    Panes(const Theme &theme, QWidget *sidebar, QWidget *list, QWidget *detail, QWidget *parent = nullptr);

    Arrangement arrangement() const { return m_arrangement; }
    bool isDrawerOpen() const;
    /// With turns: whether it is the detail's. True otherwise.
    bool isDetailVisible() const;

    void openDrawer();
    void closeDrawer();
    /// Give the focus to a pane, bringing it to the front first.
    void focusSidebar();
    void focusList();
    void focusDetail();
    /// Brings it to the front without moving the focus.
    void showDetail();
    void showList();
    /// Moves the focus to the pane after the one that has it, or to the one before.
    void focusNext(bool forward);

    /// The widths of the panes, to be remembered.
    QByteArray saveSizes() const;
    void restoreSizes(const QByteArray &sizes);

Q_SIGNALS:
    /// Arrangement or turn changed.
    void arranged();

protected:
    void resizeEvent(QResizeEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    QWidget *detailFrame(const Theme &theme);
    void arrange();
    void takeSidebarOut();
    void putSidebarBack();
    void applyTurn();
    void placeDrawer();

    QWidget *m_sidebar;
    QWidget *m_list;
    QWidget *m_detail;
    QSplitter *m_splitter;
    QWidget *m_detailFrame;
    QWidget *m_backBar;
    QWidget *m_scrim; // darkens what the drawer lies over, and closes it on a click
    Arrangement m_arrangement = Arrangement::Wide;
    bool m_isDetailsTurn = false;
    int m_sidebarWidth;
};
