#include "entrydelegate.h"

#include "entrymodel.h"
#include "partydelegate.h"
#include "partywords.h"

#include <QAbstractItemView>
#include <QAbstractTextDocumentLayout>
#include <QPainter>
#include <QTextBlock>
#include <QTextLayout>

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

namespace {
constexpr int Side = 24;
constexpr int IconSize = 16;
constexpr int Gap = 4; // between the lines
constexpr int MostLines = 6; // of the words; the rest is a click away
constexpr qsizetype MostCharacters = 1500;
constexpr int KeptDocuments = 200;

int lineHeight(Theme::Type type)
{
    return QFontMetrics(Theme::font(type)).height();
}
int textWidth(int rowWidth)
{
    return std::max(80, rowWidth - 2 * Side - IconSize - Theme::Padding);
}
int mostHeight()
{
    return MostLines * QFontMetrics(Theme::font(Theme::Type::Body)).lineSpacing();
}

/// The height up to which whole lines are seen, at most mostHeight(); in a table lines stand side by side.
int wholeLines(const QTextDocument &document)
{
    QList<QRectF> lines;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        const QPointF place = document.documentLayout()->blockBoundingRect(block).topLeft();
        if (place.y() > mostHeight())
            break;
        for (int line = 0; line < std::min(block.layout()->lineCount(), MostLines + 1); ++line)
            lines.append(block.layout()->lineAt(line).rect().translated(place));
    }
    int height = 0;
    for (const QRectF &last : std::as_const(lines)) {
        const int end = static_cast<int>(std::ceil(last.bottom()));
        const bool cutsNone = std::ranges::none_of(
            lines, [end](const QRectF &line) { return line.top() < end - 1 && line.bottom() > end + 1; });
        if (end <= mostHeight() && cutsNone)
            height = std::max(height, end);
    }
    return height > 0 ? height : mostHeight();
}
} // namespace

EntryDelegate::EntryDelegate(const Theme &theme, QObject *parent)
    : QStyledItemDelegate(parent)
    , m_theme(theme)
    , m_documents(KeptDocuments)
{
    connect(&theme, &Theme::changed, this, [this] { m_documents.clear(); }); // links have the look's colour
}

const SafeDocument &EntryDelegate::document(const QString &content, int width) const
{
    const QString beginning = content.first(std::min(content.size(), MostCharacters + 1));
    const QString key = QString::number(width) + u'/' + beginning;
    SafeDocument *found = m_documents.object(key);
    if (!found) {
        found = new SafeDocument;
        found->setDefaultFont(Theme::font(Theme::Type::Body));
        QTextOption wrap;
        wrap.setWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
        found->setDefaultTextOption(wrap);
        found->showMarkdown(beginning, MostCharacters);
        found->setTextWidth(width);
        m_documents.insert(key, found);
    }
    return *found;
}

int EntryDelegate::contentHeight(const QString &content, int width) const
{
    if (content.isEmpty())
        return 0;
    const SafeDocument &whole = document(content, width);
    const int height = static_cast<int>(std::ceil(whole.size().height()));
    return height <= mostHeight() ? height : wholeLines(whole);
}

bool EntryDelegate::isCut(const QString &content, int width) const
{
    return content.size() > MostCharacters
        || (!content.isEmpty() && document(content, width).size().height() > mostHeight());
}

QSize EntryDelegate::sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    const auto *view = qobject_cast<const QAbstractItemView *>(option.widget);
    const int width = view ? view->viewport()->width() : option.rect.width();
    const int caption = lineHeight(Theme::Type::Caption) + Gap;
    int height = 2 * Theme::Padding + lineHeight(Theme::Type::Body);
    if (!index.data(EntryModel::ByRole).toString().isEmpty())
        height += caption;
    if (const int content = contentHeight(index.data(EntryModel::ContentRole).toString(), textWidth(width)))
        height += content + Gap;
    if (isCut(index.data(EntryModel::ContentRole).toString(), textWidth(width)))
        height += caption;
    if (!index.data(EntryModel::FilesRole).toString().isEmpty())
        height += caption;
    if (!index.data(EntryModel::StateRole).toString().isEmpty())
        height += caption;
    return {0, height};
}

void EntryDelegate::paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    paintRowGround(painter, option, m_theme);
    const QRect row = option.rect.adjusted(Side, Theme::Padding, -Side, -Theme::Padding);
    const auto icon = [&](const QString &name, Theme::Token tint, const QPoint &at) {
        const QRect place(at, QSize(IconSize, IconSize));
        m_theme.icon(name, tint).paint(painter, QStyle::visualRect(option.direction, row, place));
    };
    const auto draw = [&](const QRect &place, const QFont &font, Theme::Token tint, const QString &text) {
        painter->setFont(font);
        painter->setPen(m_theme.color(tint));
        painter->drawText(QStyle::visualRect(option.direction, row, place),
            int(QStyle::visualAlignment(option.direction, Qt::AlignLeft) | Qt::AlignVCenter | Qt::TextSingleLine),
            QFontMetrics(font).elidedText(text, Qt::ElideRight, place.width()));
    };
    QFont titleFont = Theme::font(Theme::Type::Body);
    titleFont.setWeight(QFont::Medium);
    const QFont captionFont = Theme::font(Theme::Type::Caption);
    QRect line = row.adjusted(IconSize + Theme::Padding, 0, 0, 0);
    line.setHeight(lineHeight(Theme::Type::Body));
    icon(index.data(EntryModel::IconNameRole).toString(), Theme::Token::MutedText,
        {row.left(), line.center().y() - IconSize / 2 + 1});
    const QString when = relativeTime(index.data(EntryModel::AtRole).toDateTime(), QDateTime::currentDateTimeUtc());
    const int whenWidth = QFontMetrics(captionFont).horizontalAdvance(when) + 1;
    draw(line.adjusted(0, 0, -whenWidth - Theme::Padding, 0), titleFont, Theme::Token::Text,
        index.data(EntryModel::TitleRole).toString());
    draw({line.right() - whenWidth + 1, line.top(), whenWidth, line.height()}, captionFont, Theme::Token::MutedText,
        when);
    const auto nextLine = [&](int height) {
        line = QRect(line.left(), line.bottom() + 1 + Gap, line.width(), height);
    };
    const int captionHeight = lineHeight(Theme::Type::Caption);
    if (const QString by = index.data(EntryModel::ByRole).toString(); !by.isEmpty()) {
        nextLine(captionHeight);
        draw(line, captionFont, Theme::Token::MutedText, by);
    }
    const QString content = index.data(EntryModel::ContentRole).toString();
    if (const int height = contentHeight(content, textWidth(option.rect.width()))) {
        nextLine(height);
        const QRect place = QStyle::visualRect(option.direction, row, line);
        painter->save();
        painter->setClipRect(place);
        painter->translate(place.topLeft());
        QAbstractTextDocumentLayout::PaintContext context;
        context.palette.setColor(QPalette::Text, m_theme.color(Theme::Token::Text));
        context.clip = QRectF(0, 0, place.width(), height);
        document(content, textWidth(option.rect.width())).documentLayout()->draw(painter, context);
        painter->restore();
    }
    if (isCut(content, textWidth(option.rect.width()))) {
        nextLine(captionHeight);
        //: Under the beginning of a note, of which there is more when it is opened
        draw(line, captionFont, Theme::Token::MutedText, tr("More…"));
    }
    if (const QString files = index.data(EntryModel::FilesRole).toString(); !files.isEmpty()) {
        nextLine(captionHeight);
        draw(line, captionFont, Theme::Token::Accent, files);
    }
    if (const QString state = index.data(EntryModel::StateRole).toString(); !state.isEmpty()) {
        nextLine(captionHeight);
        const bool needsUser = index.data(EntryModel::NeedsUserRole).toBool();
        icon(needsUser ? u"alert"_s : u"clock"_s, needsUser ? Theme::Token::Error : Theme::Token::MutedText,
            {row.left(), line.center().y() - IconSize / 2 + 1});
        draw(line, captionFont, needsUser ? Theme::Token::Error : Theme::Token::MutedText, state);
    }
    painter->restore();
}
