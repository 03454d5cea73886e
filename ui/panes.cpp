#include "panes.h"

#include <QApplication>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QSplitter>
#include <QStyle>
#include <QToolButton>

#include <utility>

using namespace Qt::StringLiterals;

namespace {
constexpr int DrawerBelow = 1100;
constexpr int TurnsBelow = 900;
constexpr int SidebarWidth = 220;
constexpr int DrawerWidth = 260;
constexpr int ListWidth = 400;
constexpr int DetailMinimum = 420;

QColor scrimColor()
{
    return {0, 0, 0, 90};
}
} // namespace

Panes::Panes(const Theme &theme, QWidget *sidebar, QWidget *list, QWidget *detail, QWidget *parent)
    : QWidget(parent)
    , m_sidebar(sidebar)
    , m_list(list)
    , m_detail(detail)
    , m_splitter(new QSplitter(this))
    , m_detailFrame(detailFrame(theme))
    , m_scrim(new QWidget(this))
    , m_sidebarWidth(SidebarWidth)
{
    m_sidebar->setMinimumWidth(180);
    m_sidebar->setMaximumWidth(360);
    m_list->setMinimumWidth(300);
    m_detailFrame->setMinimumWidth(DetailMinimum);
    m_splitter->setObjectName("panesSplitter"_L1);
    m_splitter->setChildrenCollapsible(false);
    m_splitter->addWidget(m_sidebar);
    m_splitter->addWidget(m_list);
    m_splitter->addWidget(m_detailFrame);
    m_splitter->setStretchFactor(2, 1);
    m_splitter->setSizes({SidebarWidth, ListWidth, DetailMinimum + 220});

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins({});
    layout->addWidget(m_splitter);

    m_scrim->hide();
    m_scrim->setAutoFillBackground(true);
    QPalette dark = m_scrim->palette();
    dark.setColor(QPalette::Window, scrimColor());
    m_scrim->setPalette(dark);
    m_scrim->installEventFilter(this);
}

QWidget *Panes::detailFrame(const Theme &theme)
{
    auto *frame = new QWidget(this);
    auto *back = new QToolButton(frame);
    back->setObjectName("backButton"_L1);
    back->setText(tr("Back"));
    back->setToolTip(tr("Back to the list"));
    back->setIcon(theme.icon(u"arrow-left"_s));
    back->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    back->setAutoRaise(true);
    back->setFixedHeight(Theme::ControlHeight);
    connect(back, &QToolButton::clicked, this, &Panes::focusList);

    m_backBar = new QWidget(frame);
    auto *bar = new QHBoxLayout(m_backBar);
    bar->setContentsMargins(8, 4, 8, 0);
    bar->addWidget(back);
    bar->addStretch();
    m_backBar->hide();

    auto *layout = new QVBoxLayout(frame);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(m_backBar);
    layout->addWidget(m_detail, 1);
    return frame;
}

bool Panes::isDrawerOpen() const
{
    return m_arrangement != Arrangement::Wide && !m_sidebar->isHidden();
}

bool Panes::isDetailVisible() const
{
    return m_arrangement != Arrangement::Turns || m_isDetailsTurn;
}

void Panes::openDrawer()
{
    if (m_arrangement == Arrangement::Wide)
        return;
    placeDrawer();
    m_scrim->show();
    m_scrim->raise();
    m_sidebar->show();
    m_sidebar->raise();
    m_sidebar->setFocus(Qt::OtherFocusReason);
}

void Panes::closeDrawer()
{
    if (!isDrawerOpen())
        return;
    const bool hadFocus = m_sidebar->isAncestorOf(QApplication::focusWidget());
    m_scrim->hide();
    m_sidebar->hide();
    if (hadFocus)
        focusList();
}

void Panes::focusSidebar()
{
    if (m_arrangement != Arrangement::Wide)
        return openDrawer();
    m_sidebar->setFocus(Qt::ShortcutFocusReason);
}

void Panes::focusList()
{
    closeDrawer();
    showList();
    m_list->setFocus(Qt::ShortcutFocusReason);
}

void Panes::focusDetail()
{
    closeDrawer();
    showDetail();
    m_detail->setFocus(Qt::ShortcutFocusReason);
    if (!m_detail->isAncestorOf(QApplication::focusWidget()) && QApplication::focusWidget() != m_detail)
        m_detail->nextInFocusChain()->setFocus(Qt::ShortcutFocusReason);
}

void Panes::showDetail()
{
    m_isDetailsTurn = true;
    applyTurn();
}

void Panes::showList()
{
    m_isDetailsTurn = false;
    applyTurn();
}

void Panes::focusNext(bool forward)
{
    const QWidget *focus = QApplication::focusWidget();
    const auto has = [focus](const QWidget *pane) {
        return pane == focus || pane->isAncestorOf(focus);
    };
    const int now = has(m_sidebar) ? 0 : has(m_list) ? 1 : has(m_detail) ? 2 : forward ? -1 : 0;
    switch ((now + (forward ? 1 : 2)) % 3) {
    case 0:
        return focusSidebar();
    case 1:
        return focusList();
    default:
        return focusDetail();
    }
}

QByteArray Panes::saveSizes() const
{
    const QList<int> sizes = m_splitter->sizes();
    const int sidebar = m_arrangement == Arrangement::Wide ? sizes.value(0) : m_sidebarWidth;
    const int list = m_arrangement == Arrangement::Wide ? sizes.value(1) : 0;
    return QByteArray::number(sidebar) + ' ' + QByteArray::number(list > 0 ? list : ListWidth);
}

void Panes::restoreSizes(const QByteArray &sizes)
{
    const QList<QByteArray> parts = sizes.split(' ');
    const int sidebar = parts.value(0).toInt();
    const int list = parts.value(1).toInt();
    if (sidebar <= 0 || list <= 0)
        return;
    m_sidebarWidth = sidebar;
    if (m_arrangement == Arrangement::Wide)
        m_splitter->setSizes({sidebar, list, std::max(DetailMinimum, width() - sidebar - list)});
}

void Panes::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    arrange();
}

void Panes::arrange()
{
    const auto wanted = width() < TurnsBelow ? Arrangement::Turns
        : width() < DrawerBelow              ? Arrangement::Drawer
                                             : Arrangement::Wide;
    if (wanted != m_arrangement) {
        const auto before = std::exchange(m_arrangement, wanted);
        if (before == Arrangement::Wide)
            takeSidebarOut();
        else if (wanted == Arrangement::Wide)
            putSidebarBack();
        applyTurn();
    }
    if (isDrawerOpen())
        placeDrawer();
}

void Panes::takeSidebarOut()
{
    m_sidebarWidth = std::max(m_splitter->sizes().value(0), SidebarWidth);
    m_sidebar->setParent(this);
    m_sidebar->hide();
}

void Panes::putSidebarBack()
{
    m_scrim->hide();
    m_splitter->insertWidget(0, m_sidebar);
    m_splitter->setStretchFactor(0, 0);
    m_splitter->setStretchFactor(2, 1);
    m_sidebar->show();
    const int list = std::max(m_splitter->sizes().value(1), ListWidth);
    m_splitter->setSizes({m_sidebarWidth, list, width() - m_sidebarWidth - list});
}

void Panes::applyTurn()
{
    const bool takesTurns = m_arrangement == Arrangement::Turns;
    m_backBar->setVisible(takesTurns);
    m_list->setVisible(!takesTurns || !m_isDetailsTurn);
    m_detailFrame->setVisible(!takesTurns || m_isDetailsTurn);
    Q_EMIT arranged();
}

void Panes::placeDrawer()
{
    m_scrim->setGeometry(rect());
    const QRect drawer(0, 0, DrawerWidth, height());
    m_sidebar->setGeometry(QStyle::visualRect(layoutDirection(), rect(), drawer));
}

void Panes::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape && isDrawerOpen())
        return focusList();
    QWidget::keyPressEvent(event);
}

bool Panes::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == m_scrim && event->type() == QEvent::MouseButtonPress) {
        closeDrawer();
        return true;
    }
    return QWidget::eventFilter(watched, event);
}
