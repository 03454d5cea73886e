#include "dealdelegate.h"

#include "dealmodel.h"
#include "partydelegate.h"

#include <QPainter>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr int Side = 24;
constexpr int IconSize = 16;
constexpr int Gap = 2; // between the lines
} // namespace

DealDelegate::DealDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QSize DealDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {0, PartyDelegate::rowHeight()};
}

void DealDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintRowGround(painter, option, m_theme);
    const QRect row = option.rect.adjusted(Side, 0, -Side, 0);
    QFont nameFont = Theme::font(Theme::Type::Body);
    nameFont.setWeight(QFont::Medium);
    const QFont captionFont = Theme::font(Theme::Type::Caption);
    const int nameHeight = QFontMetrics(nameFont).height();
    const int captionHeight = QFontMetrics(captionFont).height();
    QRect line = row.adjusted(IconSize + Theme::Padding, 0, 0, 0);
    line.setTop(row.center().y() - (nameHeight + Gap + captionHeight) / 2 + 1);
    line.setHeight(nameHeight);
    const QRect icon(row.left(), line.center().y() - IconSize / 2 + 1, IconSize, IconSize);
    m_theme.icon(index.data(DealModel::IsProjectRole).toBool() ? u"list"_s : u"briefcase"_s, Theme::Token::MutedText)
        .paint(painter, QStyle::visualRect(option.direction, row, icon));

    const auto draw = [&](const QRect &place, const QFont &font, Theme::Token tint, const QString &text) {
        painter->setFont(font);
        painter->setPen(m_theme.color(tint));
        painter->drawText(QStyle::visualRect(option.direction, row, place),
            int(QStyle::visualAlignment(option.direction, Qt::AlignLeft) | Qt::AlignVCenter | Qt::TextSingleLine),
            QFontMetrics(font).elidedText(text, Qt::ElideRight, place.width()));
    };
    // The trailing text takes the room it needs, up to half, the leading one the rest.
    const auto drawBoth = [&](const QFont &font, Theme::Token tint, const QString &leading, const QString &trailing) {
        const int width = std::min(QFontMetrics(font).horizontalAdvance(trailing) + 1, line.width() / 2);
        draw(line.adjusted(0, 0, -width - Theme::Padding, 0), font, tint, leading);
        draw({line.right() - width + 1, line.top(), width, line.height()}, font, tint, trailing);
    };
    drawBoth(nameFont, index.data(DealModel::IsOpenRole).toBool() ? Theme::Token::Text : Theme::Token::MutedText,
        index.data().toString(), index.data(DealModel::ValueRole).toString());
    line = {line.left(), line.bottom() + 1 + Gap, line.width(), captionHeight};
    drawBoth(captionFont, Theme::Token::MutedText, index.data(DealModel::StageRole).toString(),
        index.data(DealModel::WhenRole).toString());
    painter->restore();
}
