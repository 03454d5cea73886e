#include "sidebarentry.h"

#include <QLocale>
#include <QPainter>
#include <QStyle>

#include <algorithm>
#include <utility>

namespace {
// As the rows of the lists have it.
constexpr int RowHeight = 32;
constexpr int IconSize = 16;
} // namespace

SidebarEntry::SidebarEntry(QString icon, const QString &text, const Theme &theme, QWidget *parent)
    : QAbstractButton(parent)
    , m_theme(theme)
    , m_icon(std::move(icon))
{
    setText(text);
    setCheckable(true);
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    setCount(0);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void SidebarEntry::setCount(int count)
{
    m_count = count;
    //: For a screen reader: the name of a page and how many tasks it holds
    setAccessibleName(tr("%1, %2").arg(text(), QLocale().toString(count)));
    update();
}

QSize SidebarEntry::sizeHint() const
{
    return {120, std::max(RowHeight, fontMetrics().height() + 12)};
}

/// Whose page is looked at is the window's word.
void SidebarEntry::nextCheckState() { }

void SidebarEntry::enterEvent(QEnterEvent *)
{
    update();
}

void SidebarEntry::leaveEvent(QEvent *)
{
    update();
}

void SidebarEntry::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRect row = rect().adjusted(8, 1, -8, -1);
    QColor hover = m_theme.color(Theme::Token::Text);
    hover.setAlphaF(0.06F);
    painter.setPen(Qt::NoPen);
    if (isChecked())
        painter.setBrush(m_theme.color(Theme::Token::Selection));
    else
        painter.setBrush(underMouse() ? QBrush(hover) : QBrush(Qt::NoBrush));
    painter.drawRoundedRect(row, Theme::Radius, Theme::Radius);
    if (hasFocus()) {
        painter.setBrush(Qt::NoBrush);
        painter.setPen(QPen(m_theme.color(Theme::Token::Accent), 2));
        painter.drawRoundedRect(QRectF(row).adjusted(1, 1, -1, -1), Theme::Radius - 1, Theme::Radius - 1);
    }
    const auto placed = [&](const QRect &place) {
        return QStyle::visualRect(layoutDirection(), row, place);
    };
    const QRect icon(row.left() + 8, row.center().y() - IconSize / 2 + 1, IconSize, IconSize);
    m_theme.icon(m_icon, isChecked() ? Theme::Token::Text : Theme::Token::MutedText).paint(&painter, placed(icon));
    const QString count = QLocale().toString(m_count);
    const int countWidth = fontMetrics().horizontalAdvance(count);
    const QRect countPlace(row.right() - 8 - countWidth, row.top(), countWidth + 1, row.height());
    painter.setPen(m_theme.color(Theme::Token::MutedText));
    painter.drawText(placed(countPlace), Qt::AlignCenter, count);
    QRect name = row;
    name.setLeft(icon.right() + 10);
    name.setRight(countPlace.left() - 8);
    QFont strong = font();
    if (isChecked())
        strong.setWeight(QFont::DemiBold);
    painter.setFont(strong);
    painter.setPen(m_theme.color(Theme::Token::Text));
    painter.drawText(placed(name), int(QStyle::visualAlignment(layoutDirection(), Qt::AlignLeft | Qt::AlignVCenter)),
        QFontMetrics(strong).elidedText(text(), Qt::ElideRight, name.width()));
}
