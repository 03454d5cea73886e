#include "journaldelegate.h"

#include "avatar.h"
#include "journalmodel.h"
#include "partydelegate.h"
#include "partywords.h"
#include "plaintext.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QPainter>
#include <QToolTip>

using namespace Qt::StringLiterals;

namespace {
constexpr int AvatarSize = 32;
constexpr int Gap = 2; // between the lines
} // namespace

JournalDelegate::JournalDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

QSize JournalDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {0, PartyDelegate::rowHeight()};
}

void JournalDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintRowGround(painter, option, m_theme);
    const QRect row = option.rect.adjusted(16, 0, -16, 0);
    const QRect avatar(row.left(), row.center().y() - AvatarSize / 2 + 1, AvatarSize, AvatarSize);
    paintAvatar(painter, QStyle::visualRect(option.direction, row, avatar), index.data().toString(),
        index.data(JournalModel::IsPersonRole).toBool(), m_theme);

    QFont nameFont = Theme::font(Theme::Type::Body);
    nameFont.setWeight(QFont::Medium);
    const QFont captionFont = Theme::font(Theme::Type::Caption);
    const int nameHeight = QFontMetrics(nameFont).height();
    const int captionHeight = QFontMetrics(captionFont).height();
    QRect line = row.adjusted(AvatarSize + 12, 0, 0, 0);
    line.setTop(row.center().y() - (nameHeight + Gap + captionHeight) / 2 + 1);
    line.setHeight(nameHeight);

    const auto draw = [&](const QRect &place, const QFont &font, Theme::Token tint, const QString &text) {
        painter->setFont(font);
        painter->setPen(m_theme.color(tint));
        painter->drawText(QStyle::visualRect(option.direction, row, place),
            int(QStyle::visualAlignment(option.direction, Qt::AlignLeft) | Qt::AlignVCenter),
            QFontMetrics(font).elidedText(text, Qt::ElideRight, place.width()));
    };
    // The trailing text takes the room it needs, the leading one the rest.
    const auto drawBoth = [&](const QFont &font, Theme::Token tint, const QString &leading, Theme::Token trailingTint,
                              const QString &trailing) {
        const int width = QFontMetrics(captionFont).horizontalAdvance(trailing) + 1;
        draw(line.adjusted(0, 0, -width - 12, 0), font, tint, leading);
        draw({line.right() - width + 1, line.top(), width, line.height()}, captionFont, trailingTint, trailing);
    };
    const QString name = index.data().toString();
    const QDateTime at = index.data(JournalModel::AtRole).toDateTime();
    drawBoth(nameFont, name.isEmpty() ? Theme::Token::MutedText : Theme::Token::Text,
        name.isEmpty() ? tr("No name yet") : name, Theme::Token::MutedText,
        relativeTime(at, QDateTime::currentDateTimeUtc()));
    line = {line.left(), line.bottom() + 1 + Gap, line.width(), captionHeight};
    const bool needsUser = index.data(JournalModel::NeedsUserRole).toBool();
    drawBoth(captionFont, Theme::Token::MutedText, index.data(JournalModel::ChangeRole).toString(),
        needsUser ? Theme::Token::Error : Theme::Token::MutedText, index.data(JournalModel::StateRole).toString());
    painter->restore();
}

bool JournalDelegate::helpEvent(
    QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip)
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QStringList lines{index.data().toString(), index.data(JournalModel::ChangeRole).toString(),
        index.data(JournalModel::StateTipRole).toString(), wholeTime(index.data(JournalModel::AtRole).toDateTime())};
    lines.removeAll(QString());
    QToolTip::showText(event->globalPos(), plainToolTip(lines.join(u'\n')), view);
    return true;
}
