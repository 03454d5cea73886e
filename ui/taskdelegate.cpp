#include "taskdelegate.h"

#include "partydelegate.h"
#include "taskmodel.h"

#include <QEvent>
#include <QKeyEvent>
#include <QLocale>
#include <QMouseEvent>
#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr int Side = 24;
constexpr int BoxSize = 18;
constexpr int TickTarget = 32; // around the box
constexpr int DotSize = 8;
constexpr int Gap = 2; // between the lines

int bodyHeight()
{
    return QFontMetrics(Theme::font(Theme::Type::Body)).height();
}
int captionHeight()
{
    return QFontMetrics(Theme::font(Theme::Type::Caption)).height();
}
bool hasCaption(const QModelIndex &index)
{
    return !index.data(TaskModel::CategoryRole).toString().isEmpty()
        || !index.data(TaskModel::DetailRole).toString().isEmpty()
        || !index.data(TaskModel::StateRole).toString().isEmpty();
}
} // namespace

TaskDelegate::TaskDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QSize TaskDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &index) const
{
    if (index.data(TaskModel::IsHeadingRole).toBool())
        return {0, bodyHeight() + 16 + Theme::RowGap};
    const int lines = bodyHeight() + (hasCaption(index) ? Gap + captionHeight() : 0);
    return {0, std::max(44, lines + 20)};
}

QRect TaskDelegate::tickPlace(const QStyleOptionViewItem &option)
{
    const QRect row = option.rect;
    const QRect box(
        row.left() + Side - (TickTarget - BoxSize) / 2, row.center().y() - TickTarget / 2, TickTarget, TickTarget);
    return QStyle::visualRect(option.direction, row, box);
}

void TaskDelegate::paintHeading(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const QRect row = option.rect.adjusted(Side, Theme::RowGap, -Side, 0);
    const QFont font = Theme::font(Theme::Type::Section);
    painter->setFont(font);
    painter->setPen(m_theme.color(Theme::Token::Text));
    const auto alignment = int(QStyle::visualAlignment(option.direction, Qt::AlignLeft) | Qt::AlignVCenter);
    const QString words = index.data().toString();
    painter->drawText(row, alignment, words);
    const int wordsWidth = QFontMetrics(font).horizontalAdvance(words);
    painter->setFont(Theme::font(Theme::Type::Caption));
    painter->setPen(m_theme.color(Theme::Token::MutedText));
    const QRect beside = row.adjusted(wordsWidth + Theme::RowGap, 0, 0, 0);
    painter->drawText(QStyle::visualRect(option.direction, row, beside), alignment,
        QLocale().toString(index.data(TaskModel::CountRole).toInt()));
}

void TaskDelegate::paintTick(QPainter *painter, const QRect &box, bool isDone) const
{
    painter->setPen(QPen(m_theme.color(isDone ? Theme::Token::Accent : Theme::Token::StrongBorder), 1.5));
    painter->setBrush(isDone ? QBrush(m_theme.color(Theme::Token::Accent)) : QBrush(Qt::NoBrush));
    painter->drawRoundedRect(QRectF(box).adjusted(0.75, 0.75, -0.75, -0.75), 4, 4);
    if (isDone)
        m_theme.icon(u"check"_s, Theme::Token::OnAccent).paint(painter, box.adjusted(1, 1, -1, -1));
}

void TaskDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    if (index.data(TaskModel::IsHeadingRole).toBool()) {
        paintHeading(painter, option, index);
        painter->restore();
        return;
    }
    paintRowGround(painter, option, m_theme);
    const bool isDone = index.data(TaskModel::IsDoneRole).toBool();
    QRect box(0, 0, BoxSize, BoxSize);
    box.moveCenter(tickPlace(option).center());
    paintTick(painter, box, isDone);

    const QRect row = option.rect.adjusted(Side + BoxSize + Theme::Padding, 0, -Side, 0);
    const bool twoLines = hasCaption(index);
    const int height = bodyHeight() + (twoLines ? Gap + captionHeight() : 0);
    QRect line(row.left(), row.center().y() - height / 2 + 1, row.width(), bodyHeight());
    const auto draw = [&](const QRect &place, const QFont &font, Theme::Token tint, const QString &text) {
        painter->setFont(font);
        painter->setPen(m_theme.color(tint));
        painter->drawText(QStyle::visualRect(option.direction, option.rect, place),
            int(QStyle::visualAlignment(option.direction, Qt::AlignLeft) | Qt::AlignVCenter | Qt::TextSingleLine),
            QFontMetrics(font).elidedText(text, Qt::ElideRight, place.width()));
    };
    const QString due = index.data(TaskModel::DueRole).toString();
    const QFont captionFont = Theme::font(Theme::Type::Caption);
    const int dueWidth = due.isEmpty() ? 0 : QFontMetrics(captionFont).horizontalAdvance(due) + 1;
    QFont font = Theme::font(Theme::Type::Body);
    font.setStrikeOut(isDone);
    draw(line.adjusted(0, 0, -dueWidth - Theme::Padding, 0), font,
        isDone ? Theme::Token::MutedText : Theme::Token::Text, index.data().toString());
    draw({line.right() - dueWidth + 1, line.top(), dueWidth, line.height()}, captionFont,
        index.data(TaskModel::IsOverdueRole).toBool() ? Theme::Token::Error : Theme::Token::MutedText, due);
    if (twoLines)
        paintCaption(painter, option, index, {line.left(), line.bottom() + 1 + Gap, line.width(), captionHeight()});
    painter->restore();
}

/// The category with its dot, then whose it is, then where it stands.
void TaskDelegate::paintCaption(
    QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index, QRect line) const
{
    const QFont font = Theme::font(Theme::Type::Caption);
    const QFontMetrics metrics(font);
    painter->setFont(font);
    const auto place = [&](const QRect &logical) {
        return QStyle::visualRect(option.direction, option.rect, logical);
    };
    const auto alignment
        = int(QStyle::visualAlignment(option.direction, Qt::AlignLeft) | Qt::AlignVCenter | Qt::TextSingleLine);
    const QString state = index.data(TaskModel::StateRole).toString();
    if (!state.isEmpty()) {
        const int width = std::min(metrics.horizontalAdvance(state) + 1, line.width() / 2);
        const bool needsUser = index.data(TaskModel::NeedsUserRole).toBool();
        painter->setPen(m_theme.color(needsUser ? Theme::Token::Error : Theme::Token::MutedText));
        painter->drawText(place({line.right() - width + 1, line.top(), width, line.height()}), alignment,
            metrics.elidedText(state, Qt::ElideRight, width));
        line.setRight(line.right() - width - Theme::Padding);
    }
    const QString category = index.data(TaskModel::CategoryRole).toString();
    if (!category.isEmpty()) {
        const auto colour = index.data(TaskModel::CategoryColourRole).value<QColor>();
        painter->setPen(QPen(m_theme.color(Theme::Token::StrongBorder), 1));
        painter->setBrush(colour.isValid() ? QBrush(colour) : QBrush(Qt::NoBrush));
        painter->drawEllipse(place({line.left(), line.center().y() - DotSize / 2 + 1, DotSize, DotSize}));
        line.setLeft(line.left() + DotSize + 6);
        const int width = std::min(metrics.horizontalAdvance(category) + 1, line.width() / 2);
        painter->setPen(m_theme.color(Theme::Token::MutedText));
        painter->drawText(place({line.left(), line.top(), width, line.height()}), alignment,
            metrics.elidedText(category, Qt::ElideRight, width));
        line.setLeft(line.left() + width + Theme::Padding);
    }
    painter->setPen(m_theme.color(Theme::Token::MutedText));
    painter->drawText(place(line), alignment,
        metrics.elidedText(index.data(TaskModel::DetailRole).toString(), Qt::ElideRight, line.width()));
}

bool TaskDelegate::editorEvent(
    QEvent *event, QAbstractItemModel *model, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (m_isReadOnly || index.data(TaskModel::IsHeadingRole).toBool())
        return false;
    bool isTick = false;
    if (event->type() == QEvent::MouseButtonRelease) {
        const auto *mouse = static_cast<QMouseEvent *>(event);
        isTick = mouse->button() == Qt::LeftButton && tickPlace(option).contains(mouse->position().toPoint());
    } else if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent *>(event)->key();
        isTick = key == Qt::Key_Space || key == Qt::Key_Select;
    }
    if (!isTick)
        return false;
    const bool isDone = index.data(TaskModel::IsDoneRole).toBool();
    return model->setData(index, isDone ? Qt::Unchecked : Qt::Checked, Qt::CheckStateRole);
}
