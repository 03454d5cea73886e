#include "safedocument.h"

#include "plaintext.h"

#include <QTextBlock>
#include <QTextCursor>
#include <QTextImageFormat>

using namespace Qt::StringLiterals;

SafeDocument::SafeDocument(QObject *parent)
    : QTextDocument(parent)
{
    setUndoRedoEnabled(false);
    setDocumentMargin(0);
}

void SafeDocument::showMarkdown(const QString &text, qsizetype limit)
{
    QString shown = displayText(text.first(std::min(text.size(), limit)), Lines::Many);
    if (text.size() > limit)
        shown += u'…';
    setMarkdown(shown, MarkdownFeatures(MarkdownDialectGitHub) | MarkdownNoHTML);
    removeMarks();
    replacePictures();
    levelHeadings();
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
