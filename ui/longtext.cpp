#include "longtext.h"

#include "plaintext.h"

#include <QTextCursor>

#include <algorithm>

namespace {
/// `text` with line breaks where a line gets too long, at a blank if there is one near; `lineLength` is that of the
/// line it goes on with.
QString broken(const QString &text, qsizetype &lineLength)
{
    constexpr qsizetype near = 100;
    QString lines;
    lines.reserve(text.size() + text.size() / LongText::LongestLine + 1);
    for (const QChar c : text) {
        const bool isRoomy = lineLength < LongText::LongestLine - near;
        if (c == u'\n') {
            lineLength = 0;
        } else if (!isRoomy && (lineLength >= LongText::LongestLine || c == u' ') && !c.isLowSurrogate()) {
            lines += u'\n';
            lineLength = 1;
        } else {
            ++lineLength;
        }
        lines += c;
    }
    return lines;
}
} // namespace

LongText::LongText(QWidget *parent)
    : QPlainTextEdit(parent)
{
    setReadOnly(true);
    setUndoRedoEnabled(false);
    setFrameShape(QFrame::NoFrame);
    setTabChangesFocus(true);
    setWordWrapMode(QTextOption::WrapAtWordBoundaryOrAnywhere);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_timer.setInterval(0);
    connect(&m_timer, &QTimer::timeout, this, &LongText::addPortion);
}

void LongText::showText(const QString &text)
{
    clear();
    m_rest = text;
    m_at = 0;
    m_lineLength = 0;
    addPortion();
    if (!isWhole())
        m_timer.start();
}

void LongText::addPortion()
{
    const QString portion = m_rest.mid(m_at, Portion);
    m_at = std::min(m_at + Portion, m_rest.size());
    QTextCursor end(document());
    end.movePosition(QTextCursor::End);
    end.insertText(broken(displayText(portion, Lines::Many), m_lineLength));
    if (isWhole()) {
        m_timer.stop();
        m_rest.clear();
        m_at = 0;
    }
}
