#include "messagebar.h"

#include "plaintext.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QPushButton>
#include <QToolButton>

using namespace Qt::StringLiterals;

MessageBar::MessageBar(const Theme &theme, QWidget *parent)
    : QFrame(parent)
    , m_theme(theme)
    , m_icon(new QLabel(this))
    , m_text(new PlainLabel(this))
    , m_action(new QPushButton(this))
    , m_close(new QToolButton(this))
{
    setObjectName("messageBar"_L1);
    setAutoFillBackground(true);
    m_text->setObjectName("messageLabel"_L1);
    m_text->setWordWrap(true);
    m_action->setObjectName("messageButton"_L1);
    m_close->setObjectName("closeMessageButton"_L1);
    m_close->setAutoRaise(true);
    m_close->setIcon(theme.icon(u"x"_s));
    m_close->setToolTip(tr("Close this message"));
    m_close->setAccessibleName(tr("Close this message"));
    m_close->setFixedSize(28, 28);

    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(16, 6, 12, 6);
    layout->setSpacing(12);
    layout->addWidget(m_icon);
    layout->addWidget(m_text, 1);
    layout->addWidget(m_action);
    layout->addWidget(m_close);

    connect(m_action, &QPushButton::clicked, this, &MessageBar::actionTriggered);
    connect(m_close, &QToolButton::clicked, this, &MessageBar::closed);
    connect(&theme, &Theme::changed, this, &MessageBar::paintKind);
    hide();
}

void MessageBar::setMessage(const Message &message)
{
    if (message == m_message)
        return;
    m_message = message;
    m_text->setText(message.text);
    m_action->setText(message.action);
    m_action->setVisible(!message.action.isEmpty());
    m_close->setVisible(message.canBeClosed);
    setAccessibleName(message.text);
    paintKind();
    setVisible(!message.text.isEmpty());
    if (isVisible()) {
        QAccessibleEvent alert(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&alert);
    }
}

void MessageBar::paintKind()
{
    const bool isNote = m_message.kind == Message::Kind::Note;
    const bool isTrouble = m_message.kind == Message::Kind::Trouble;
    const auto ground = isNote ? Theme::Token::Selection
        : isTrouble            ? Theme::Token::ErrorGround
                               : Theme::Token::ChangedGround;
    const auto mark = isNote ? Theme::Token::Accent : isTrouble ? Theme::Token::Error : Theme::Token::Changed;
    QPalette colours = palette();
    colours.setColor(QPalette::Window, m_theme.color(ground));
    setPalette(colours);
    m_icon->setPixmap(m_theme.icon(isNote ? u"info"_s : u"alert"_s, mark).pixmap(QSize(20, 20), devicePixelRatioF()));
}
