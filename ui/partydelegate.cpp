#include "partydelegate.h"

#include "avatar.h"
#include "listheader.h"
#include "partywords.h"
#include "plaintext.h"

#include <QAbstractItemView>
#include <QHelpEvent>
#include <QLocale>
#include <QPainter>
#include <QToolTip>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr int RowHeight = 52;
constexpr int AvatarSize = 32;
constexpr int MarkSize = 16;
constexpr int DotSize = 7;
constexpr qsizetype MostDots = 3;
constexpr int Hues = 12; // far enough apart to be told from each other
constexpr int CellRowHeight = 28;
constexpr int CellPadding = 8;

/// What a cell shows of a value of the model.
QString cellText(const QVariant &value)
{
    if (value.typeId() == QMetaType::QDateTime)
        return relativeTime(value.toDateTime(), QDateTime::currentDateTimeUtc());
    return ::displayText(value.toString());
}
} // namespace

PartyDelegate::PartyDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
{
}

int PartyDelegate::rowHeight()
{
    const int texts = QFontMetrics(Theme::font(Theme::Type::Body)).height()
        + QFontMetrics(Theme::font(Theme::Type::Caption)).height();
    return std::max(RowHeight, texts + 16);
}

QSize PartyDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {0, rowHeight()};
}

void PartyDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintRowGround(painter, option, m_theme);
    const QRect row = option.rect.adjusted(16, 0, -16, 0);
    const QRect avatar(row.left(), row.center().y() - AvatarSize / 2 + 1, AvatarSize, AvatarSize);
    paintAvatar(painter, QStyle::visualRect(option.direction, row, avatar), index.data().toString(),
        index.data(PartyModel::IsPersonRole).toBool(), m_theme);
    const int marksWidth = paintMarks(painter, row, option, index);
    paintTexts(painter, row.adjusted(AvatarSize + 12, 0, -marksWidth, 0), option, index);
    painter->restore();
}

bool PartyDelegate::helpEvent(
    QHelpEvent *event, QAbstractItemView *view, const QStyleOptionViewItem &option, const QModelIndex &index)
{
    if (event->type() != QEvent::ToolTip)
        return QStyledItemDelegate::helpEvent(event, view, option, index);
    QStringList lines{index.data().toString(), index.data(PartyModel::SubtitleRole).toString(),
        index.data(Qt::AccessibleDescriptionRole).toString()};
    if (const QStringList tags = index.data(PartyModel::TagsRole).toStringList(); !tags.isEmpty())
        lines << tr("Tags: %1").arg(QLocale().createSeparatedList(tags));
    lines.removeAll(QString());
    QToolTip::showText(event->globalPos(), plainToolTip(lines.join(u'\n')), view);
    return true;
}

int PartyDelegate::paintMarks(
    QPainter *painter, const QRect &row, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    int right = row.right() + 1;
    const auto mark = [&](const QString &icon, Theme::Token tint) {
        right -= MarkSize;
        const QRect place(right, row.center().y() - MarkSize / 2 + 1, MarkSize, MarkSize);
        m_theme.icon(icon, tint).paint(painter, QStyle::visualRect(option.direction, row, place));
        right -= 6;
    };
    if (index.data(PartyModel::NeedsUserRole).toBool())
        mark(u"alert"_s, Theme::Token::Error);
    else if (index.data(PartyModel::IsPendingRole).toBool())
        mark(u"clock"_s, Theme::Token::MutedText);
    if (index.data(PartyModel::HasDraftRole).toBool())
        mark(u"dot"_s, Theme::Token::Changed);
    if (index.data(PartyModel::IsRestrictedRole).toBool())
        mark(u"lock"_s, Theme::Token::MutedText);

    const QStringList tags = index.data(PartyModel::TagsRole).toStringList();
    const qsizetype dots = std::min(tags.size(), MostDots);
    painter->setPen(Qt::NoPen);
    for (qsizetype i = dots; i-- > 0;) {
        right -= DotSize;
        painter->setBrush(tagColor(tags.at(i), m_theme));
        const QRect place(right, row.center().y() - DotSize / 2 + 1, DotSize, DotSize);
        painter->drawEllipse(QStyle::visualRect(option.direction, row, place));
        right -= 4;
    }
    return row.right() + 1 - right + (right <= row.right() ? 4 : 0);
}

void PartyDelegate::paintTexts(
    QPainter *painter, const QRect &place, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    QFont nameFont = Theme::font(Theme::Type::Body);
    nameFont.setWeight(QFont::Medium);
    const QFont captionFont = Theme::font(Theme::Type::Caption);
    const QFontMetrics nameMetrics(nameFont);
    const QFontMetrics captionMetrics(captionFont);
    const QString subtitle = ::displayText(index.data(PartyModel::SubtitleRole).toString());
    const int gap = 2;
    const int height = nameMetrics.height() + (subtitle.isEmpty() ? 0 : gap + captionMetrics.height());
    QRect line(place.left(), place.center().y() - height / 2 + 1, place.width(), nameMetrics.height());
    const QRect row = option.rect.adjusted(16, 0, -16, 0);
    const auto draw = [&](const QFont &font, const QFontMetrics &metrics, Theme::Token tint, const QString &text) {
        painter->setFont(font);
        painter->setPen(m_theme.color(tint));
        painter->drawText(QStyle::visualRect(option.direction, row, line),
            int(QStyle::visualAlignment(option.direction, Qt::AlignLeft) | Qt::AlignVCenter),
            metrics.elidedText(text, Qt::ElideRight, line.width()));
    };
    const QString name = ::displayText(index.data().toString());
    draw(nameFont, nameMetrics, name.isEmpty() ? Theme::Token::MutedText : Theme::Token::Text,
        name.isEmpty() ? tr("No name yet") : name);
    if (subtitle.isEmpty())
        return;
    line.moveTop(line.bottom() + 1 + gap);
    line.setHeight(captionMetrics.height());
    draw(captionFont, captionMetrics, Theme::Token::MutedText, subtitle);
}

PartyCellsDelegate::PartyCellsDelegate(const Theme &theme, const ListHeader &header, QObject *parent)
    : PartyDelegate(theme, parent)
    , m_header(header)
{
}

QSize PartyCellsDelegate::sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const
{
    return {0, std::max(CellRowHeight, QFontMetrics(Theme::font(Theme::Type::Body)).height() + 8)};
}

void PartyCellsDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintRowGround(painter, option, theme());
    const QFont font = Theme::font(Theme::Type::Body);
    const QFontMetrics metrics(font);
    for (const ListHeader::Column column : m_header.columns()) {
        const QRect cell(m_header.sectionViewportPosition(column), option.rect.top(), m_header.sectionSize(column),
            option.rect.height());
        const QRect place = cell.adjusted(CellPadding, 0, -CellPadding, 0);
        if (!cell.intersects(option.rect))
            continue;
        if (column == PartyModel::NameColumn) {
            paintName(painter, option, place, index);
            continue;
        }
        painter->setFont(font);
        painter->setPen(theme().color(Theme::Token::Text));
        painter->drawText(place, int(QStyle::visualAlignment(option.direction, Qt::AlignLeft) | Qt::AlignVCenter),
            metrics.elidedText(cellText(index.siblingAtColumn(column).data()), Qt::ElideRight, place.width()));
    }
    painter->restore();
}

void PartyCellsDelegate::paintName(
    QPainter *painter, QStyleOptionViewItem option, const QRect &cell, const QModelIndex &index) const
{
    option.rect = cell; // the marks are mirrored within it
    const int marks = paintMarks(painter, cell, option, index);
    const QRect place = QStyle::visualRect(option.direction, cell, cell.adjusted(0, 0, -marks, 0));
    QFont font = Theme::font(Theme::Type::Body);
    font.setWeight(QFont::Medium);
    const QString name = ::displayText(index.data().toString());
    painter->setFont(font);
    painter->setPen(theme().color(name.isEmpty() ? Theme::Token::MutedText : Theme::Token::Text));
    painter->drawText(place, int(QStyle::visualAlignment(option.direction, Qt::AlignLeft) | Qt::AlignVCenter),
        QFontMetrics(font).elidedText(
            name.isEmpty() ? PartyDelegate::tr("No name yet") : name, Qt::ElideRight, place.width()));
}

void paintRowGround(QPainter *painter, const QStyleOptionViewItem &option, const Theme &theme)
{
    painter->setClipRect(option.rect, Qt::IntersectClip); // stacked marks reach as far as they like
    const QRect ground = option.rect.adjusted(6, 1, -6, -1);
    painter->setPen(Qt::NoPen);
    if (option.state & QStyle::State_Selected) {
        painter->setBrush(theme.color(Theme::Token::Selection));
        painter->drawRoundedRect(ground, Theme::Radius, Theme::Radius);
    } else if (option.state & QStyle::State_MouseOver) {
        QColor hover = theme.color(Theme::Token::Text);
        hover.setAlphaF(0.05F);
        painter->setBrush(hover);
        painter->drawRoundedRect(ground, Theme::Radius, Theme::Radius);
    }
    if (option.state & QStyle::State_HasFocus) {
        painter->setBrush(Qt::NoBrush);
        painter->setPen(QPen(theme.color(Theme::Token::Accent), 2));
        painter->drawRoundedRect(QRectF(ground).adjusted(1, 1, -1, -1), Theme::Radius - 1, Theme::Radius - 1);
    }
}

QColor tagColor(const QString &tag, const Theme &theme)
{
    const QColor accent = theme.color(Theme::Token::Accent);
    return QColor::fromHsl(
        qChecksum(tag.toUtf8()) % Hues * (360 / Hues), accent.hslSaturation() * 3 / 4, accent.lightness());
}
