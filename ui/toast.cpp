#include "toast.h"

#include "delays.h"
#include "plaintext.h"

#include <QAccessible>
#include <QApplication>
#include <QEvent>
#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>
#include <QToolButton>

#include <utility>

using namespace Qt::StringLiterals;

Toast::Toast(const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_text(new PlainLabel(this))
    , m_undoButton(new QPushButton(tr("Undo"), this))
    , m_close(new QToolButton(this))
{
    setObjectName("toast"_L1);
    m_text->setObjectName("toastLabel"_L1);
    m_text->setElided(true);
    m_undoButton->setObjectName("toastUndoButton"_L1);
    m_undoButton->setFlat(true);
    QFont strong = m_undoButton->font();
    strong.setWeight(QFont::DemiBold);
    m_undoButton->setFont(strong);
    m_close->setAutoRaise(true);
    m_close->setFixedSize(28, 28);
    m_close->setIcon(theme.icon(u"x"_s, Theme::Token::Surface));
    m_close->setToolTip(tr("Close"));
    m_close->setAccessibleName(tr("Close"));

    // Light on dark, or dark on light: the surface the other way round.
    theme.tint(m_text, QPalette::WindowText, Theme::Token::Surface);
    theme.tint(m_undoButton, QPalette::ButtonText, Theme::Token::Surface);
    theme.tint(m_undoButton, QPalette::Link, Theme::Token::Surface);
    theme.tint(m_close, QPalette::ButtonText, Theme::Token::Surface);
    theme.tint(m_close, QPalette::Link, Theme::Token::Surface);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 6, 8, 6);
    layout->setSpacing(8);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_undoButton);
    layout->addWidget(m_close);

    m_timer.setSingleShot(true);
    m_timer.setInterval(delays::beforeDelete); // what it offers to undo waits as long
    connect(&m_timer, &QTimer::timeout, this, &Toast::dismiss);
    connect(m_undoButton, &QPushButton::clicked, this, &Toast::undo);
    connect(m_close, &QToolButton::clicked, this, &Toast::dismiss);
    connect(qApp, &QApplication::focusChanged, this, &Toast::waitOrPause);
    parent->installEventFilter(this);
    hide();
}

void Toast::say(const QString &text, std::function<void()> undo)
{
    m_undo = std::move(undo);
    m_undoButton->setVisible(canUndo());
    m_text->setText(text);
    setAccessibleName(text);
    place();
    show();
    raise();
    m_timer.start();
    waitOrPause();
    QAccessibleEvent alert(this, QAccessible::Alert);
    QAccessible::updateAccessibility(&alert);
    Q_EMIT offerChanged();
}

bool Toast::canUndo() const
{
    return m_undo != nullptr;
}

void Toast::undo()
{
    const auto undo = std::exchange(m_undo, {});
    dismiss();
    if (undo)
        undo(); // may say something new
}

void Toast::dismiss()
{
    m_timer.stop();
    m_undo = {};
    hide();
    Q_EMIT offerChanged();
}

void Toast::waitOrPause()
{
    if (isHidden())
        return;
    if (underMouse() || isAncestorOf(QApplication::focusWidget()))
        m_timer.stop();
    else if (!m_timer.isActive())
        m_timer.start();
}

void Toast::enterEvent(QEnterEvent *event)
{
    QFrame::enterEvent(event);
    m_timer.stop();
}

void Toast::leaveEvent(QEvent *event)
{
    QFrame::leaveEvent(event);
    if (!isHidden() && !isAncestorOf(QApplication::focusWidget()))
        m_timer.start();
}

bool Toast::eventFilter(QObject *watched, QEvent *event)
{
    if (watched == parent() && event->type() == QEvent::Resize)
        place();
    return QFrame::eventFilter(watched, event);
}

void Toast::place()
{
    constexpr int Gap = 24;
    constexpr int Rise = Theme::SaveBarHeight + 12; // clear of the save bar
    const QWidget *ground = parentWidget();
    layout()->activate();
    const int whole = sizeHint().width() + m_text->fontMetrics().horizontalAdvance(m_text->text()) + 1;
    const int width = std::min(whole, ground->width() - 2 * Gap);
    const int height = sizeHint().height();
    setGeometry((ground->width() - width) / 2, ground->height() - height - Rise, width, height);
}

void Toast::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(m_theme.color(Theme::Token::Text));
    painter.drawRoundedRect(rect(), Theme::Radius + 2, Theme::Radius + 2);
}
