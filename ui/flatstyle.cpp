#include "flatstyle.h"

#include "theme.h"

#include <QAbstractScrollArea>
#include <QPainter>
#include <QPushButton>
#include <QStyleFactory>
#include <QStyleOption>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr int ScrollBarExtent = 12;
constexpr int ScrollHandleMinimum = 32;
constexpr int IndicatorRadius = 4;
constexpr int ItemHeight = 26;
constexpr int MenuArrowRoom = 16;
constexpr int HeaderMargin = 8;

/// Restores the painter when the scope ends.
class Saved
{
public:
    explicit Saved(QPainter *painter)
        : m_painter(painter)
    {
        m_painter->save();
    }
    ~Saved() { m_painter->restore(); }
    Q_DISABLE_COPY_MOVE(Saved)

private:
    QPainter *m_painter;
};

QColor faded(QColor color, float alpha)
{
    color.setAlphaF(alpha);
    return color;
}

QColor over(const QColor &ground, const QColor &top, float share)
{
    const auto channel = [share](float a, float b) {
        return a * (1 - share) + b * share;
    };
    return QColor::fromRgbF(channel(ground.redF(), top.redF()), channel(ground.greenF(), top.greenF()),
        channel(ground.blueF(), top.blueF()));
}

bool isEnabled(const QStyleOption *option)
{
    return option->state & QStyle::State_Enabled;
}

bool isHovered(const QStyleOption *option)
{
    return isEnabled(option) && (option->state & QStyle::State_MouseOver);
}

bool isPressed(const QStyleOption *option)
{
    return option->state & QStyle::State_Sunken;
}

bool hasFocus(const QStyleOption *option)
{
    return isEnabled(option) && (option->state & QStyle::State_HasFocus);
}

QColor accent(const QStyleOption *option)
{
    return option->palette.color(QPalette::Link);
}

/// A box with one border, crisp at every scale: the pen lies wholly inside `rect`.
void drawBox(QPainter *painter, const QRect &rect, qreal radius, const QBrush &fill, const QColor &border, qreal width)
{
    const Saved saved(painter);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setBrush(fill);
    painter->setPen(border.isValid() ? QPen(border, width) : QPen(Qt::NoPen));
    const qreal inset = border.isValid() ? width / 2 : 0;
    painter->drawRoundedRect(QRectF(rect).adjusted(inset, inset, -inset, -inset), radius - inset, radius - inset);
}

void drawRing(QPainter *painter, const QRect &rect, qreal radius, const QColor &color)
{
    drawBox(painter, rect, radius, Qt::NoBrush, color, 2);
}

void drawField(QPainter *painter, const QStyleOption *option)
{
    const QBrush ground = option->palette.brush(QPalette::Base);
    if (hasFocus(option))
        return drawBox(painter, option->rect, Theme::Radius, ground, accent(option), 2);
    const auto role = isHovered(option) ? QPalette::Text : QPalette::Dark;
    const QColor border = isEnabled(option) ? option->palette.color(role) : option->palette.color(QPalette::Mid);
    drawBox(painter, option->rect, Theme::Radius, ground, border, 1);
}

bool isDefaultButton(const QStyleOption *option)
{
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
    return button && button->features.testFlag(QStyleOptionButton::DefaultButton);
}

void drawPushButton(QPainter *painter, const QStyleOption *option)
{
    const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option);
    const bool isFlat = button && button->features.testFlag(QStyleOptionButton::Flat);
    const QColor text = option->palette.color(QPalette::ButtonText);
    const float shade = isPressed(option) ? 0.14F : isHovered(option) ? 0.07F : 0;
    if (isDefaultButton(option) && !isFlat) {
        const QColor ground = isEnabled(option) ? accent(option) : option->palette.color(QPalette::Mid);
        drawBox(painter, option->rect, Theme::Radius, over(ground, text, shade), {}, 0);
    } else if (isFlat) {
        drawBox(painter, option->rect, Theme::Radius, faded(text, shade), {}, 0);
    } else {
        const QColor border = option->palette.color(isEnabled(option) ? QPalette::Dark : QPalette::Mid);
        const QColor ground = option->palette.color(QPalette::Button);
        drawBox(painter, option->rect, Theme::Radius, over(ground, text, shade), border, 1);
    }
}

void drawToolButton(QPainter *painter, const QStyleOption *option)
{
    const bool isOn = option->state & QStyle::State_On;
    const float shade = isPressed(option) || isOn ? 0.13F : isHovered(option) ? 0.07F : 0;
    drawBox(painter, option->rect, Theme::Radius, faded(option->palette.color(QPalette::ButtonText), shade), {}, 0);
}

void drawFocus(QPainter *painter, const QStyleOption *option, const QWidget *widget)
{
    const bool isButton = qobject_cast<const QPushButton *>(widget) || qobject_cast<const QToolButton *>(widget);
    if (!isButton)
        return drawRing(painter, option->rect, IndicatorRadius, accent(option));
    if (!isDefaultButton(option))
        return drawRing(painter, widget->rect(), Theme::Radius, accent(option));
    // On the accent's own ground: a second ring inside, in the colour of the text there.
    drawRing(painter, widget->rect(), Theme::Radius, accent(option));
    drawBox(painter, widget->rect().adjusted(2, 2, -2, -2), Theme::Radius - 2, Qt::NoBrush,
        option->palette.color(QPalette::BrightText), 1.5);
}

void drawIndicatorGround(QPainter *painter, const QStyleOption *option, qreal radius)
{
    const bool isOn = option->state & (QStyle::State_On | QStyle::State_NoChange);
    const auto border = isEnabled(option) ? QPalette::Dark : QPalette::Mid;
    const QColor on = isEnabled(option) ? accent(option) : option->palette.color(QPalette::Mid);
    drawBox(painter, option->rect, radius, isOn ? on : option->palette.color(QPalette::Base),
        isOn ? on : option->palette.color(border), 1);
}

void drawTick(QPainter *painter, const QStyleOption *option)
{
    drawIndicatorGround(painter, option, IndicatorRadius);
    const Saved saved(painter);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(option->palette.color(QPalette::BrightText), 2, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QRectF box(option->rect);
    const auto at = [&box](qreal x, qreal y) {
        return box.topLeft() + QPointF(box.width() * x, box.height() * y);
    };
    if (option->state & QStyle::State_On)
        painter->drawPolyline(QPolygonF{at(0.25, 0.52), at(0.43, 0.7), at(0.76, 0.32)});
    else if (option->state & QStyle::State_NoChange)
        painter->drawLine(at(0.28, 0.5), at(0.72, 0.5));
}

void drawRadio(QPainter *painter, const QStyleOption *option)
{
    drawIndicatorGround(painter, option, option->rect.height() / 2.0);
    if (!(option->state & QStyle::State_On))
        return;
    const int inset = option->rect.height() / 3;
    const QRect dot = option->rect.adjusted(inset, inset, -inset, -inset);
    drawBox(painter, dot, dot.height() / 2.0, option->palette.color(QPalette::BrightText), {}, 0);
}

void drawChevron(QPainter *painter, const QRect &rect, const QColor &color, bool isUp)
{
    const Saved saved(painter);
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(color, 1.5, Qt::SolidLine, Qt::RoundCap, Qt::RoundJoin));
    const QPointF middle = QRectF(rect).center();
    const qreal drop = isUp ? -2 : 2;
    painter->drawPolyline(
        QPolygonF{middle + QPointF(-4, -drop), middle + QPointF(0, drop), middle + QPointF(4, -drop)});
}

/// Points up for a rising order, which Qt calls "down", in the middle of the header's height.
void drawSortArrow(QPainter *painter, const QStyleOption *option, const QWidget *widget)
{
    const auto *header = qstyleoption_cast<const QStyleOptionHeader *>(option);
    QRect place = option->rect;
    if (widget)
        place.moveCenter({place.center().x(), widget->rect().center().y()});
    drawChevron(painter, place, option->palette.color(QPalette::PlaceholderText),
        header && header->sortIndicator == QStyleOptionHeader::SortDown);
}

void drawFrame(QPainter *painter, const QStyleOption *option, const QWidget *widget)
{
    const bool isScrollArea = qobject_cast<const QAbstractScrollArea *>(widget);
    const int radius = isScrollArea ? 3 : Theme::Radius; // its contents have square corners
    if (isScrollArea && hasFocus(option))
        return drawRing(painter, option->rect, radius, accent(option));
    drawBox(painter, option->rect, radius, Qt::NoBrush, option->palette.color(QPalette::Mid), 1);
}

void drawComboBox(const FlatStyle &style, QPainter *painter, const QStyleOptionComboBox *option, const QWidget *widget)
{
    if (option->frame)
        drawField(painter, option);
    const QRect arrow = style.subControlRect(QStyle::CC_ComboBox, option, QStyle::SC_ComboBoxArrow, widget);
    drawChevron(
        painter, arrow, option->palette.color(isEnabled(option) ? QPalette::PlaceholderText : QPalette::Mid), false);
}

void drawScrollBar(const FlatStyle &style, QPainter *painter, const QStyleOptionSlider *option, const QWidget *widget)
{
    painter->fillRect(option->rect, option->palette.brush(QPalette::Base));
    if (option->minimum == option->maximum)
        return;
    QRect handle = style.subControlRect(QStyle::CC_ScrollBar, option, QStyle::SC_ScrollBarSlider, widget);
    const bool isActive = isHovered(option) || isPressed(option);
    const int inset = isActive ? 2 : 3;
    handle.adjust(inset, inset, -inset, -inset);
    const int thickness = std::min(handle.width(), handle.height());
    const QColor resting = over(option->palette.color(QPalette::Base), option->palette.color(QPalette::Dark), 0.55F);
    const QColor color = isActive ? option->palette.color(QPalette::Dark) : resting;
    drawBox(painter, handle, thickness / 2.0, color, {}, 0);
}

QRect scrollBarPart(const QStyleOptionSlider *option, QStyle::SubControl part)
{
    const bool isHorizontal = option->orientation == Qt::Horizontal;
    const int length = isHorizontal ? option->rect.width() : option->rect.height();
    const qint64 range = qint64(option->maximum) - option->minimum;
    const qint64 ideal = range > 0 ? qint64(option->pageStep) * length / (range + option->pageStep) : length;
    const int handle = static_cast<int>(std::clamp<qint64>(ideal, std::min(ScrollHandleMinimum, length), length));
    const int start = QStyle::sliderPositionFromValue(
        option->minimum, option->maximum, option->sliderPosition, length - handle, option->upsideDown);
    const auto strip = [&](int from, int size) {
        const QRect rect
            = isHorizontal ? QRect(from, 0, size, option->rect.height()) : QRect(0, from, option->rect.width(), size);
        return QStyle::visualRect(option->direction, option->rect, rect.translated(option->rect.topLeft()));
    };
    switch (part) {
    case QStyle::SC_ScrollBarSlider:
        return strip(start, handle);
    case QStyle::SC_ScrollBarSubPage:
        return strip(0, start);
    case QStyle::SC_ScrollBarAddPage:
        return strip(start + handle, length - start - handle);
    case QStyle::SC_ScrollBarGroove:
        return option->rect;
    default:
        return {}; // no arrow buttons
    }
}

/// A menu's arrow stands after the button's text; a lone icon has none.
bool hasMenuArrow(const QStyleOption *option)
{
    const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option);
    return button && button->features.testFlag(QStyleOptionToolButton::HasMenu)
        && button->toolButtonStyle != Qt::ToolButtonIconOnly;
}

void drawMenuArrow(QPainter *painter, const QStyleOption *option, const QToolButton *button)
{
    if (button->toolButtonStyle() == Qt::ToolButtonIconOnly)
        return;
    constexpr int Size = 12;
    const QRect place(button->width() - Size - 6, (button->height() - Size) / 2, Size, Size);
    drawChevron(painter, QStyle::visualRect(option->direction, button->rect(), place),
        option->palette.color(QPalette::PlaceholderText), false);
}

void drawMenuBarItem(const QStyle &style, QPainter *painter, const QStyleOptionMenuItem *item)
{
    painter->fillRect(item->rect, item->palette.brush(QPalette::Window));
    if (item->state & QStyle::State_Selected)
        drawBox(painter, item->rect.adjusted(1, 1, -1, -1), IndicatorRadius,
            faded(item->palette.color(QPalette::WindowText), 0.1F), {}, 0);
    style.drawItemText(painter, item->rect, Qt::AlignCenter | Qt::TextShowMnemonic | Qt::TextSingleLine, item->palette,
        item->state & QStyle::State_Enabled, item->text, QPalette::WindowText);
}

/// The header of a table: the ground of its rows, a line under it, and one after each column.
void drawHeaderGround(QPainter *painter, const QStyleOption *option, bool isSection)
{
    const Saved saved(painter);
    const QRect &rect = option->rect;
    painter->fillRect(rect, option->palette.brush(QPalette::Base));
    painter->setPen(option->palette.color(QPalette::Mid));
    painter->drawLine(rect.bottomLeft(), rect.bottomRight());
    if (!isSection)
        return;
    const int edge = option->direction == Qt::RightToLeft ? rect.left() : rect.right();
    painter->drawLine(edge, rect.top() + rect.height() / 4, edge, rect.bottom() - rect.height() / 4);
}

} // namespace

FlatStyle::FlatStyle()
    : QProxyStyle(QStyleFactory::create(u"Fusion"_s))
{
}

void FlatStyle::drawPrimitive(
    PrimitiveElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    switch (element) {
    case PE_PanelLineEdit:
        if (const auto *frame = qstyleoption_cast<const QStyleOptionFrame *>(option); frame && frame->lineWidth > 0)
            return drawField(painter, option);
        break;
    case PE_FrameLineEdit:
        return drawField(painter, option);
    case PE_PanelButtonCommand:
        return drawPushButton(painter, option);
    case PE_PanelButtonTool:
        return drawToolButton(painter, option);
    case PE_FrameFocusRect:
        return drawFocus(painter, option, widget);
    case PE_IndicatorCheckBox:
        return drawTick(painter, option);
    case PE_IndicatorRadioButton:
        return drawRadio(painter, option);
    case PE_IndicatorArrowDown:
        if (const auto *button = qobject_cast<const QToolButton *>(widget))
            return drawMenuArrow(painter, option, button);
        return drawChevron(painter, option->rect, option->palette.color(QPalette::PlaceholderText), false);
    case PE_IndicatorArrowUp:
        return drawChevron(painter, option->rect, option->palette.color(QPalette::PlaceholderText), true);
    case PE_Frame:
        return drawFrame(painter, option, widget);
    case PE_FrameStatusBarItem:
        return;
    case PE_PanelScrollAreaCorner:
        return painter->fillRect(option->rect, option->palette.brush(QPalette::Base));
    case PE_IndicatorHeaderArrow:
        return drawSortArrow(painter, option, widget);
    default:
        break;
    }
    QProxyStyle::drawPrimitive(element, option, painter, widget);
}

void FlatStyle::drawControl(
    ControlElement element, const QStyleOption *option, QPainter *painter, const QWidget *widget) const
{
    switch (element) {
    case CE_PushButton:
        QProxyStyle::drawControl(element, option, painter, widget);
        if (hasFocus(option))
            drawFocus(painter, option, widget); // Fusion has none of its own for these
        return;
    case CE_PushButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionButton *>(option); button
            && isDefaultButton(option) && isEnabled(option) && !button->features.testFlag(QStyleOptionButton::Flat)) {
            QStyleOptionButton onAccent = *button;
            onAccent.palette.setColor(QPalette::ButtonText, option->palette.color(QPalette::BrightText));
            return QProxyStyle::drawControl(element, &onAccent, painter, widget);
        }
        break;
    case CE_ToolButtonLabel:
        if (const auto *button = qstyleoption_cast<const QStyleOptionToolButton *>(option); hasMenuArrow(option)) {
            QStyleOptionToolButton label = *button;
            const QRect room = label.rect.adjusted(0, 0, -MenuArrowRoom, 0);
            label.rect = visualRect(option->direction, option->rect, room);
            return QProxyStyle::drawControl(element, &label, painter, widget);
        }
        break;
    case CE_Splitter:
        return painter->fillRect(option->rect, option->palette.color(QPalette::Mid));
    case CE_MenuBarItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option))
            return drawMenuBarItem(*this, painter, item);
        break;
    case CE_HeaderSection:
    case CE_HeaderEmptyArea:
        return drawHeaderGround(painter, option, element == CE_HeaderSection);
    case CE_MenuBarEmptyArea:
        return painter->fillRect(option->rect, option->palette.brush(QPalette::Window));
    default:
        break;
    }
    QProxyStyle::drawControl(element, option, painter, widget);
}

void FlatStyle::drawComplexControl(
    ComplexControl control, const QStyleOptionComplex *option, QPainter *painter, const QWidget *widget) const
{
    if (control == CC_ComboBox) {
        if (const auto *box = qstyleoption_cast<const QStyleOptionComboBox *>(option))
            return drawComboBox(*this, painter, box, widget);
    }
    if (control == CC_ScrollBar) {
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option))
            return drawScrollBar(*this, painter, bar, widget);
    }
    QProxyStyle::drawComplexControl(control, option, painter, widget);
}

QRect FlatStyle::subControlRect(
    ComplexControl control, const QStyleOptionComplex *option, SubControl subControl, const QWidget *widget) const
{
    if (control == CC_ScrollBar) {
        if (const auto *bar = qstyleoption_cast<const QStyleOptionSlider *>(option))
            return scrollBarPart(bar, subControl);
    }
    return QProxyStyle::subControlRect(control, option, subControl, widget);
}

QSize FlatStyle::sizeFromContents(
    ContentsType type, const QStyleOption *option, const QSize &size, const QWidget *widget) const
{
    QSize result = QProxyStyle::sizeFromContents(type, option, size, widget);
    switch (type) {
    case CT_PushButton:
        return result.expandedTo({72, Theme::ControlHeight}) + QSize(8, 0);
    case CT_LineEdit:
    case CT_ComboBox:
        return result.expandedTo({0, Theme::ControlHeight});
    case CT_ItemViewItem:
        return result.expandedTo({0, ItemHeight});
    case CT_ToolButton:
        return hasMenuArrow(option) ? result + QSize(MenuArrowRoom, 0) : result;
    case CT_MenuItem:
        if (const auto *item = qstyleoption_cast<const QStyleOptionMenuItem *>(option);
            item && item->menuItemType != QStyleOptionMenuItem::Separator)
            return result.expandedTo({0, 28});
        return result;
    default:
        return result;
    }
}

int FlatStyle::pixelMetric(PixelMetric metric, const QStyleOption *option, const QWidget *widget) const
{
    switch (metric) {
    case PM_ScrollBarExtent:
        return ScrollBarExtent;
    case PM_ScrollBarSliderMin:
        return ScrollHandleMinimum;
    case PM_HeaderMargin:
        return HeaderMargin;
    case PM_SplitterWidth:
        return 1; // Qt widens the grip of so thin a handle by itself
    case PM_ButtonShiftHorizontal:
    case PM_ButtonShiftVertical:
        return 0;
    case PM_SmallIconSize:
    case PM_ButtonIconSize:
        return 16;
    case PM_IndicatorWidth:
    case PM_IndicatorHeight:
    case PM_ExclusiveIndicatorWidth:
    case PM_ExclusiveIndicatorHeight:
        return 16;
    default:
        return QProxyStyle::pixelMetric(metric, option, widget);
    }
}

int FlatStyle::styleHint(
    StyleHint hint, const QStyleOption *option, const QWidget *widget, QStyleHintReturn *returnData) const
{
    switch (hint) {
    case SH_DialogButtonBox_ButtonsHaveIcons:
        return 0;
    case SH_ComboBox_Popup:
        return 0;
    default:
        return QProxyStyle::styleHint(hint, option, widget, returnData);
    }
}
