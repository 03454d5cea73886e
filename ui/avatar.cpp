#include "avatar.h"

#include "plaintext.h"
#include "theme.h"

#include <QPainter>
#include <QPainterPath>
#include <QTextBoundaryFinder>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
/// The first character as a reader counts them, surrogates and accents kept together.
QString firstCharacter(const QString &word)
{
    QTextBoundaryFinder finder(QTextBoundaryFinder::Grapheme, word);
    const qsizetype end = finder.toNextBoundary();
    return end > 0 ? word.left(end).toUpper() : QString();
}

qreal radiusOf(const QRectF &box, bool isPerson)
{
    return isPerson ? box.width() / 2 : Theme::Radius;
}

bool isWord(const QString &text)
{
    return !text.isEmpty() && (text.front().isLetterOrNumber() || text.front().isSurrogate());
}
} // namespace

QString initialsOf(const QString &name)
{
    const QStringList parts = displayText(name).split(u' ', Qt::SkipEmptyParts);
    if (parts.isEmpty() || !isWord(parts.first()))
        return {}; // such as "(no name)"
    QStringList words;
    for (const QString &word : parts) {
        if (isWord(word))
            words << word;
    }
    const QString first = firstCharacter(words.first());
    return words.size() == 1 ? first : first + firstCharacter(words.last());
}

void paintAvatar(QPainter *painter, const QRect &rect, const QString &name, bool isPerson, const Theme &theme)
{
    painter->save();
    painter->setRenderHint(QPainter::Antialiasing);
    painter->setPen(QPen(theme.color(Theme::Token::Border), 1));
    painter->setBrush(theme.color(Theme::Token::Window));
    const QRectF box = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5);
    const qreal radius = radiusOf(box, isPerson);
    painter->drawRoundedRect(box, radius, radius);
    const QString initials = initialsOf(name);
    if (initials.isEmpty()) {
        const int side = rect.width() / 2;
        const QRect middle(rect.center() - QPoint(side / 2 - 1, side / 2 - 1), QSize(side, side));
        theme.icon(isPerson ? u"person"_s : u"building"_s, Theme::Token::MutedText).paint(painter, middle);
    } else {
        QFont font = Theme::font(Theme::Type::Section);
        font.setPixelSize(std::max(11, qRound(rect.height() * 0.36))); // it has to fit the circle
        painter->setFont(font);
        painter->setPen(theme.color(Theme::Token::MutedText));
        painter->drawText(rect, Qt::AlignCenter, initials);
    }
    painter->restore();
}

void paintPicture(QPainter *painter, const QRect &rect, const QImage &picture, bool isPerson, const Theme &theme)
{
    painter->save();
    painter->setRenderHints(QPainter::Antialiasing | QPainter::SmoothPixmapTransform);
    const QRectF box = QRectF(rect).adjusted(0.5, 0.5, -0.5, -0.5);
    const qreal radius = radiusOf(box, isPerson);
    QPainterPath shape;
    shape.addRoundedRect(box, radius, radius);
    const int side = std::min(picture.width(), picture.height());
    const QRect middle((picture.width() - side) / 2, (picture.height() - side) / 2, side, side);
    painter->setClipPath(shape);
    painter->fillPath(shape, theme.color(Theme::Token::Window)); // under a picture that can be seen through
    painter->drawImage(rect, picture, middle);
    painter->setClipping(false);
    painter->setPen(QPen(theme.color(Theme::Token::Border), 1));
    painter->setBrush(Qt::NoBrush);
    painter->drawPath(shape);
    painter->restore();
}
