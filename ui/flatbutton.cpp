#include "flatbutton.h"

#include "plaintext.h"
#include "theme.h"

#include <QLineEdit>
#include <QPainter>
#include <QStyle>
#include <QToolButton>

namespace {
constexpr int IconSize = 16;
constexpr int IconGap = 6;
constexpr int LinkHeight = 24;
constexpr int IconButtonHeight = 28;
} // namespace

FlatButton::FlatButton(Style style, const QString &text, const Theme &theme, QWidget *parent)
    : QPushButton(text, parent)
    , m_theme(theme)
    , m_style(style)
{
    setAttribute(Qt::WA_Hover);
    setAutoDefault(false);
    if (style == Style::Link)
        setCursor(Qt::PointingHandCursor);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void FlatButton::setThemeIcon(const QString &name)
{
    m_iconName = name;
    updateGeometry();
    update();
}

void FlatButton::setMuted(bool muted)
{
    m_isMuted = muted;
    update();
}

int FlatButton::padding() const
{
    if (m_style == Style::Link)
        return 2;
    return text().isEmpty() ? (Theme::ControlHeight - IconSize) / 2 - 2 : Theme::Padding;
}

QSize FlatButton::sizeHint() const
{
    const bool hasIcon = !m_iconName.isEmpty();
    int width = 2 * padding() + (hasIcon ? IconSize : 0);
    if (!text().isEmpty())
        width += fontMetrics().horizontalAdvance(displayText(text())) + (hasIcon ? IconGap : 0);
    const int least = m_style == Style::Link ? LinkHeight : text().isEmpty() ? IconButtonHeight : Theme::ControlHeight;
    return {width, std::max(fontMetrics().height() + 6, least)};
}

QSize FlatButton::minimumSizeHint() const
{
    // A link may be long text of a record: it is elided rather than widening the pane.
    const QSize whole = sizeHint();
    return m_style == Style::Link ? QSize(std::min(whole.width(), 4 * LinkHeight), whole.height()) : whole;
}

QColor FlatButton::ink() const
{
    if (!isEnabled())
        return m_theme.color(Theme::Token::MutedText);
    switch (m_style) {
    case Style::Primary:
        return m_theme.color(Theme::Token::OnAccent);
    case Style::Link:
        return m_theme.color(Theme::Token::Accent);
    case Style::Secondary:
    case Style::Quiet:
        break;
    }
    return m_theme.color(m_isMuted ? Theme::Token::MutedText : Theme::Token::Text);
}

void FlatButton::paintGround(QPainter &painter) const
{
    const QRectF frame = QRectF(rect()).adjusted(1, 1, -1, -1);
    const bool isHot = isEnabled() && (underMouse() || isDown());
    painter.setPen(Qt::NoPen);
    if (m_style == Style::Primary) {
        QColor ground = isEnabled() ? m_theme.color(Theme::Token::Accent) : m_theme.color(Theme::Token::Border);
        if (isHot)
            ground = m_theme.isDark() ? ground.lighter(isDown() ? 90 : 108) : ground.darker(isDown() ? 120 : 110);
        painter.setBrush(ground);
        painter.drawRoundedRect(frame, Theme::Radius, Theme::Radius);
    } else if (m_style != Style::Link) {
        if (m_style == Style::Secondary)
            painter.setPen(m_theme.color(Theme::Token::Border));
        painter.setBrush(isHot ? m_theme.color(isDown() ? Theme::Token::Selection : Theme::Token::Sidebar)
                               : QColor(Qt::transparent));
        painter.drawRoundedRect(frame.adjusted(0.5, 0.5, -0.5, -0.5), Theme::Radius, Theme::Radius);
    }
    if (hasFocus()) {
        const bool onAccent = m_style == Style::Primary;
        painter.setPen(QPen(m_theme.color(onAccent ? Theme::Token::OnAccent : Theme::Token::Accent), 2));
        painter.setBrush(Qt::NoBrush);
        const qreal inset = onAccent ? 3 : 0;
        painter.drawRoundedRect(
            frame.adjusted(inset, inset, -inset, -inset), Theme::Radius - inset, Theme::Radius - inset);
    }
}

void FlatButton::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    paintGround(painter);

    QRect room = rect().adjusted(padding(), 0, -padding(), 0);
    if (!m_iconName.isEmpty()) {
        const Theme::Token tint = m_style == Style::Primary ? Theme::Token::OnAccent
            : m_style == Style::Link                        ? Theme::Token::Accent
            : m_isMuted || !isEnabled()                     ? Theme::Token::MutedText
                                                            : Theme::Token::Text;
        QRect place(room.left(), room.center().y() - IconSize / 2 + 1, IconSize, IconSize);
        if (text().isEmpty())
            place.moveCenter(rect().center());
        m_theme.icon(m_iconName, tint).paint(&painter, QStyle::visualRect(layoutDirection(), rect(), place));
        room.setLeft(place.right() + IconGap);
    }
    QFont textFont = font();
    textFont.setUnderline(m_style == Style::Link && underMouse() && isEnabled());
    painter.setFont(textFont);
    painter.setPen(ink());
    const QString shown = fontMetrics().elidedText(displayText(text()), Qt::ElideRight, room.width() + 1);
    const Qt::Alignment across
        = m_style == Style::Primary || m_style == Style::Secondary ? Qt::AlignHCenter : Qt::AlignLeading;
    painter.drawText(QStyle::visualRect(layoutDirection(), rect(), room),
        static_cast<int>(Qt::AlignVCenter | QStyle::visualAlignment(layoutDirection(), across)) | Qt::TextSingleLine,
        shown);
}

void nameIconButtons(const QLineEdit &edit, const QString &accessibleName)
{
    for (auto *button : edit.findChildren<QToolButton *>())
        button->setAccessibleName(accessibleName);
}
