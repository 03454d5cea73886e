#include "plaintext.h"

#include <QEvent>
#include <QTextBoundaryFinder>

using namespace Qt::StringLiterals;

namespace {
bool turnsDirection(QChar c)
{
    const char16_t u = c.unicode();
    return u == 0x061C || u == 0x200E || u == 0x200F || (u >= 0x202A && u <= 0x202E) || (u >= 0x2066 && u <= 0x206F);
}

bool isLineBreak(QChar c)
{
    return c == u'\n' || c.unicode() == 0x2028 || c.unicode() == 0x2029;
}

constexpr qsizetype LongestWord = 32;
constexpr QChar ZeroWidthSpace(0x200B);

/// With places to break after every so many letters that belong together.
QString breakable(const QString &text)
{
    if (text.size() <= LongestWord)
        return text;
    QString broken;
    QTextBoundaryFinder letters(QTextBoundaryFinder::Grapheme, text);
    qsizetype run = 0;
    for (qsizetype from = 0, to = letters.toNextBoundary(); to >= 0; from = to, to = letters.toNextBoundary()) {
        run = text.at(from).isSpace() ? 0 : run + 1;
        broken += QStringView(text).sliced(from, to - from);
        if (run % LongestWord == 0 && run > 0)
            broken += ZeroWidthSpace;
    }
    return broken;
}

bool isControl(QChar c)
{
    return c.category() == QChar::Other_Control || c.unicode() == 0xFEFF;
}
} // namespace

QString displayText(const QString &text, Lines lines)
{
    QString shown;
    shown.reserve(text.size());
    for (const QChar c : text) {
        if (isLineBreak(c))
            shown += lines == Lines::Many ? u'\n' : u' ';
        else if (c == u'\t')
            shown += u' ';
        else if (!turnsDirection(c) && !isControl(c))
            shown += c;
    }
    return shown;
}

QString shortText(const QString &text, int most)
{
    QString shown = displayText(text);
    if (shown.size() <= most)
        return shown;
    const qsizetype mostUnits = qsizetype(most) * 4; // marks can be stacked without end
    QTextBoundaryFinder characters(QTextBoundaryFinder::Grapheme, shown);
    for (int i = 0; i < most && characters.position() < mostUnits; ++i) {
        if (characters.toNextBoundary() < 0)
            return shown;
    }
    return shown.left(std::min(characters.position(), mostUnits)) + u'…';
}

QString isolated(const QString &text)
{
    return QChar(0x2068) + breakable(displayText(text)) + QChar(0x2069);
}

QString spoken(const QString &sentence)
{
    return displayText(sentence).remove(ZeroWidthSpace);
}

QString plainToolTip(const QString &text)
{
    QString shown = displayText(text, Lines::Many);
    if (!Qt::mightBeRichText(shown))
        return shown;
    return "<p style='white-space:pre-wrap'>"_L1 + shown.toHtmlEscaped() + "</p>"_L1;
}

PlainLabel::PlainLabel(QWidget *parent)
    : QLabel(parent)
{
    setTextFormat(Qt::PlainText);
    standAtLeadingEdge();
}

PlainLabel::PlainLabel(const QString &text, QWidget *parent)
    : PlainLabel(parent)
{
    setText(text);
}

void PlainLabel::setText(const QString &text)
{
    m_text = displayText(text, Lines::Many);
    showText();
}

void PlainLabel::setSentence(const QString &sentence)
{
    m_text = sentence;
    setAccessibleName(spoken(sentence));
    showText();
}

void PlainLabel::setElided(bool elided)
{
    m_elided = elided;
    setSizePolicy(elided ? QSizePolicy::Ignored : QSizePolicy::Preferred, sizePolicy().verticalPolicy());
    showText();
}

QSize PlainLabel::minimumSizeHint() const
{
    const QSize hint = QLabel::minimumSizeHint();
    return m_elided ? QSize(0, hint.height()) : hint;
}

void PlainLabel::resizeEvent(QResizeEvent *event)
{
    QLabel::resizeEvent(event);
    if (m_elided)
        showText();
}

void PlainLabel::changeEvent(QEvent *event)
{
    QLabel::changeEvent(event);
    if (m_elided && event->type() == QEvent::FontChange)
        showText();
    if (event->type() == QEvent::LayoutDirectionChange)
        standAtLeadingEdge();
}

/// QLabel would go by the direction of its text: a Latin name would stand apart in a window from right to left.
void PlainLabel::standAtLeadingEdge()
{
    const Qt::Alignment across = alignment() & Qt::AlignHorizontal_Mask;
    if (across == Qt::AlignTrailing || across == Qt::AlignHCenter)
        return;
    const Qt::Alignment edge = isRightToLeft() ? Qt::AlignRight : Qt::AlignLeft;
    setAlignment((alignment() & Qt::AlignVertical_Mask) | Qt::AlignAbsolute | edge);
}

void PlainLabel::showText()
{
    const QString line = m_elided ? displayText(m_text) : m_text;
    const QString shown = m_elided ? fontMetrics().elidedText(line, Qt::ElideRight, contentsRect().width()) : line;
    if (m_elided) {
        setToolTip(shown == line ? QString() : plainToolTip(m_text));
        setAccessibleName(line);
    }
    if (shown != QLabel::text())
        QLabel::setText(shown);
}
