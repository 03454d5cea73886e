#include "safedocument.h"

#include "plaintext.h"

#include <QGuiApplication>
#include <QPalette>
#include <QTextBlock>
#include <QTextCursor>
#include <QTextImageFormat>
#include <QTextTable>

using namespace Qt::StringLiterals;

SafeDocument::SafeDocument(QObject *parent)
    : QTextDocument(parent)
{
    setUndoRedoEnabled(false);
    setDocumentMargin(0);
    setIndentWidth(20);
}

void SafeDocument::showMarkdown(const QString &text, qsizetype limit)
{
    qsizetype end = std::min(text.size(), limit);
    if (end < text.size() && text.at(end).isLowSurrogate())
        --end;
    QString shown = displayText(text.first(end), Lines::Many);
    if (end < text.size())
        shown += u'…';
    setMarkdown(shown, MarkdownFeatures(MarkdownDialectGitHub) | MarkdownNoHTML);
    removeMarks();
    replacePictures();
    levelHeadings();
    drawTablesPlainly();
}

QVariant SafeDocument::loadResource(int, const QUrl &)
{
    return {};
}

/// Entities bring back what displayText() took out: control characters and marks that turn the direction.
void SafeDocument::removeMarks()
{
    for (QTextBlock block = begin(); block.isValid(); block = block.next()) {
        const QString text = block.text();
        for (qsizetype at = text.size(); at-- > 0;) {
            if (!displayText(text.at(at), Lines::Many).isEmpty())
                continue;
            QTextCursor cursor(block);
            cursor.setPosition(block.position() + static_cast<int>(at));
            cursor.deleteChar();
        }
    }
}

void SafeDocument::replacePictures()
{
    QTextCursor cursor(this);
    for (cursor = find(QString(QChar::ObjectReplacementCharacter), 0); !cursor.isNull();
        cursor = find(QString(QChar::ObjectReplacementCharacter), cursor)) {
        const QTextImageFormat picture = cursor.charFormat().toImageFormat();
        const QString words = picture.stringProperty(QTextFormat::ImageAltText);
        //: In place of a picture, which is never loaded
        cursor.insertText(words.isEmpty() ? tr("[Picture]") : u'[' + words + u']', QTextCharFormat());
    }
}

void SafeDocument::levelHeadings()
{
    QTextCharFormat level;
    level.setProperty(QTextFormat::FontSizeAdjustment, 0);
    for (QTextBlock block = begin(); block.isValid(); block = block.next()) {
        if (block.blockFormat().headingLevel() == 0)
            continue;
        QTextCursor cursor(block);
        cursor.select(QTextCursor::BlockUnderCursor);
        cursor.mergeCharFormat(level);
    }
}

/// Thin lines in place of the raised ones.
void SafeDocument::drawTablesPlainly()
{
    for (QTextFrame *frame : rootFrame()->childFrames()) {
        auto *table = qobject_cast<QTextTable *>(frame);
        if (!table)
            continue;
        QTextTableFormat format = table->format();
        format.setBorder(1);
        format.setBorderStyle(QTextFrameFormat::BorderStyle_Solid);
        format.setBorderBrush(QGuiApplication::palette().brush(QPalette::Mid));
        format.setBorderCollapse(true);
        format.setCellPadding(4);
        format.setCellSpacing(0);
        format.setTopMargin(4);
        format.setBottomMargin(4);
        table->setFormat(format);
    }
}
