#include "fieldedit.h"

#include "plaintext.h"
#include "theme.h"

#include <QAbstractItemView>
#include <QApplication>
#include <QClipboard>
#include <QComboBox>
#include <QCompleter>
#include <QKeyEvent>
#include <QLineEdit>
#include <QMetaMethod>
#include <QPainter>
#include <QPainterPath>
#include <QPlainTextEdit>
#include <QRegularExpression>
#include <QScrollBar>
#include <QStyle>
#include <QVBoxLayout>
#include <QWheelEvent>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr int BarWidth = 3;
constexpr int Inset = 8;
constexpr int FewestLines = 2;
constexpr int MostLines = 10;
constexpr int ChevronSize = 16;

QString withoutTrailingBlanks(const QString &text)
{
    qsizetype length = text.size();
    while (length > 0 && text.at(length - 1).isSpace())
        --length;
    return text.first(length);
}

void makeTransparent(QWidget *widget)
{
    QPalette palette = widget->palette();
    palette.setColor(QPalette::Base, Qt::transparent);
    widget->setPalette(palette);
}

/// A combo box without the style's frame. The wheel scrolls the form, not the value.
class FlatPicker : public QComboBox
{
public:
    FlatPicker(const Theme &theme, QWidget *parent)
        : QComboBox(parent)
        , m_theme(theme)
    {
        setAttribute(Qt::WA_Hover);
        setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
        setMinimumContentsLength(4);
        setFrame(false);
    }
    void setMuted(bool muted)
    {
        m_isMuted = muted;
        update();
    }

protected:
    void wheelEvent(QWheelEvent *event) override { event->ignore(); }
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        QRect room = rect().adjusted(Inset, 0, -Inset / 2, 0);
        if (isEnabled() && (hasFocus() || underMouse() || !m_isMuted)) {
            const QRect place(
                room.right() - ChevronSize, room.center().y() - ChevronSize / 2 + 1, ChevronSize, ChevronSize);
            m_theme.icon(u"chevron-down"_s, Theme::Token::MutedText)
                .paint(&painter, QStyle::visualRect(layoutDirection(), rect(), place));
        }
        if (isEditable())
            return;
        room.setRight(room.right() - ChevronSize - 2);
        painter.setFont(font());
        const bool isPlaceholder = m_isMuted || currentData().toString().isEmpty();
        painter.setPen(m_theme.color(isPlaceholder ? Theme::Token::MutedText : Theme::Token::Text));
        painter.drawText(QStyle::visualRect(layoutDirection(), rect(), room),
            static_cast<int>(Qt::AlignVCenter | QStyle::visualAlignment(layoutDirection(), Qt::AlignLeading)),
            fontMetrics().elidedText(displayText(currentText()), Qt::ElideRight, room.width()));
    }

private:
    const Theme &m_theme;
    bool m_isMuted = false;
};
} // namespace

FieldEdit::FieldEdit(Kind kind, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_kind(kind)
{
    auto *box = new QVBoxLayout(this);
    box->setContentsMargins(BarWidth, 1, 1, 1);
    switch (kind) {
    case Kind::Line:
        buildLine();
        break;
    case Kind::Lines:
        buildLines();
        break;
    case Kind::Picker:
    case Kind::FreePicker:
        buildPicker(kind == Kind::FreePicker);
        break;
    }
    box->addWidget(m_input);
    setFocusProxy(m_input);
    setAttribute(Qt::WA_Hover);
    m_input->installEventFilter(this);
    if (m_line && m_line != m_input)
        m_line->installEventFilter(this);
    connect(&theme, &Theme::changed, this, qOverload<>(&QWidget::update));
}

void FieldEdit::buildLine()
{
    m_line = new QLineEdit(this);
    m_line->setFrame(false);
    m_line->setTextMargins(Inset - 2, 0, Inset - 2, 0);
    m_line->setMinimumHeight(Theme::ControlHeight - 2);
    makeTransparent(m_line);
    connect(m_line, &QLineEdit::textEdited, this, &FieldEdit::take);
    m_input = m_line;
}

void FieldEdit::buildLines()
{
    m_lines = new QPlainTextEdit(this);
    m_lines->setFrameShape(QFrame::NoFrame);
    m_lines->setTabChangesFocus(true);
    m_lines->setUndoRedoEnabled(false);
    m_lines->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_lines->document()->setDocumentMargin(Inset);
    makeTransparent(m_lines);
    m_lines->viewport()->setAutoFillBackground(false);
    connect(m_lines, &QPlainTextEdit::textChanged, this, [this] { take(m_lines->toPlainText()); });
    m_input = m_lines;
    fitLines();
}

void FieldEdit::buildPicker(bool isFree)
{
    auto *picker = new FlatPicker(m_theme, this);
    picker->setMinimumHeight(Theme::ControlHeight - 2);
    m_picker = picker;
    m_input = picker;
    if (!isFree) {
        connect(picker, &QComboBox::activated, this, [this](int index) { take(m_picker->itemData(index).toString()); });
        return;
    }
    picker->setEditable(true);
    picker->setInsertPolicy(QComboBox::NoInsert);
    picker->completer()->setFilterMode(Qt::MatchContains);
    picker->completer()->setCompletionMode(QCompleter::PopupCompletion);
    m_line = picker->lineEdit();
    m_line->setFrame(false);
    m_line->setTextMargins(Inset - 4, 0, 0, 0);
    makeTransparent(m_line);
    makeTransparent(picker);
    connect(picker, &QComboBox::editTextChanged, this, &FieldEdit::take);
}

void FieldEdit::setNames(const QString &objectName, const QString &accessibleName)
{
    m_input->setObjectName(objectName);
    m_label = accessibleName;
    tellState();
}

void FieldEdit::setPlaceholder(const QString &text)
{
    if (m_lines)
        m_lines->setPlaceholderText(text);
    else if (m_line)
        m_line->setPlaceholderText(text);
}

void FieldEdit::setChoices(const QList<Choice> &choices)
{
    if (m_choices == choices)
        return;
    m_choices = choices;
    const QSignalBlocker quiet(m_picker);
    m_picker->clear();
    for (const Choice &choice : choices)
        m_picker->addItem(displayText(choice.label), choice.value);
    put(m_text);
}

void FieldEdit::setText(const QString &text)
{
    if (text == m_text)
        return;
    m_text = text;
    m_wasTyped = false;
    put(text);
    tellState();
}

void FieldEdit::put(const QString &text)
{
    const QSignalBlocker quiet(m_input);
    if (m_kind == Kind::Lines) {
        const int caret = m_lines->textCursor().position();
        m_lines->setPlainText(text);
        QTextCursor cursor = m_lines->textCursor();
        cursor.setPosition(std::min(caret, m_lines->document()->characterCount() - 1));
        m_lines->setTextCursor(cursor);
        fitLines();
    } else if (m_kind == Kind::Picker) {
        int index = m_picker->findData(text);
        if (index < 0) {
            m_picker->addItem(displayText(text), text);
            index = m_picker->count() - 1;
        }
        m_picker->setCurrentIndex(index);
    } else {
        const QSignalBlocker quietLine(m_line);
        const int caret = m_line->hasFocus() ? m_line->cursorPosition() : 0;
        m_line->setText(text);
        m_line->setCursorPosition(caret);
    }
}

void FieldEdit::setOriginal(const QString &original)
{
    m_original = original;
    tellState();
}

QString FieldEdit::reading(const QString &value) const
{
    const auto choice = std::ranges::find(m_choices, value, &Choice::value);
    return choice == m_choices.end() ? value : choice->label;
}

bool FieldEdit::isUnknownChoice() const
{
    return m_kind == Kind::FreePicker && !m_choices.isEmpty() && !m_text.isEmpty() && isChanged()
        && std::ranges::none_of(m_choices, [this](const Choice &choice) { return choice.value == m_text; });
}

void FieldEdit::setReadOnly(bool readOnly)
{
    m_isReadOnly = readOnly;
    if (m_lines)
        m_lines->setReadOnly(readOnly);
    else if (m_picker)
        m_picker->setEnabled(!readOnly);
    else
        m_line->setReadOnly(readOnly);
    update();
}

void FieldEdit::setInvalid(bool invalid)
{
    m_isInvalid = invalid;
    update();
}

void FieldEdit::setStruckOut(bool struckOut)
{
    QFont struck = m_input->font();
    struck.setStrikeOut(struckOut);
    m_input->setFont(struck);
    setEnabled(!struckOut);
}

void FieldEdit::setMuted(bool muted)
{
    if (m_picker)
        static_cast<FlatPicker *>(m_picker)->setMuted(muted);
}

void FieldEdit::take(const QString &text)
{
    if (m_kind == Kind::Lines)
        fitLines();
    if (text == m_text)
        return;
    m_text = text;
    m_wasTyped = true;
    tellState();
    Q_EMIT edited();
}

void FieldEdit::leave()
{
    // What was never touched keeps its blanks, and so does what was typed back to the original.
    if (m_wasTyped && isChanged() && m_kind != Kind::Picker) {
        const QString trimmed = withoutTrailingBlanks(m_text);
        if (trimmed != m_text) {
            put(trimmed);
            take(trimmed);
        }
    }
    m_wasTyped = false;
    Q_EMIT left();
}

void FieldEdit::fitLines()
{
    const int lines = std::clamp(m_lines->document()->blockCount(), FewestLines, MostLines);
    m_lines->setFixedHeight(lines * m_lines->fontMetrics().lineSpacing() + 2 * Inset + 2);
}

void FieldEdit::tellState()
{
    m_input->setAccessibleName(m_label);
    if (m_line)
        m_line->setAccessibleName(m_label); // inside a picker it is a thing of its own
    m_input->setAccessibleDescription(isChanged()
            ? tr("Changed. Was %1").arg(m_original.isEmpty() ? tr("empty") : displayText(reading(m_original)))
            : QString());
    update();
}

bool FieldEdit::pasteLines()
{
    if (m_kind != Kind::Line || m_isReadOnly)
        return false;
    static const QRegularExpression breaks(u"[\\r\\n\\x{2028}\\x{2029}]+"_s);
    QStringList lines;
    for (const QString &line : QApplication::clipboard()->text().split(breaks, Qt::SkipEmptyParts)) {
        if (!line.trimmed().isEmpty())
            lines.append(line.trimmed());
    }
    if (lines.size() < 2)
        return false;
    if (!isSignalConnected(QMetaMethod::fromSignal(&FieldEdit::linesPasted))) {
        m_line->insert(lines.join(u' '));
        return true;
    }
    Q_EMIT linesPasted(lines);
    return true;
}

bool FieldEdit::eventFilter(QObject *watched, QEvent *event)
{
    switch (event->type()) {
    case QEvent::ShortcutOverride:
    case QEvent::KeyPress: {
        // Undo is the record's, not the line's.
        const auto *key = static_cast<QKeyEvent *>(event);
        if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
            event->ignore();
            return true;
        }
        if (event->type() == QEvent::KeyPress && key->matches(QKeySequence::Paste) && pasteLines())
            return true;
        break;
    }
    case QEvent::FocusOut:
        // A popup or another window borrows the focus, the field is not left.
        if (const auto reason = static_cast<QFocusEvent *>(event)->reason();
            reason != Qt::PopupFocusReason && reason != Qt::ActiveWindowFocusReason)
            leave();
        update();
        break;
    case QEvent::FocusIn:
    case QEvent::HoverEnter:
    case QEvent::HoverLeave:
        update();
        break;
    default:
        break;
    }
    return QWidget::eventFilter(watched, event);
}

void FieldEdit::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const bool isFocused = m_input->hasFocus() || (m_line && m_line->hasFocus());
    const bool isHot = isFocused || (underMouse() && isEnabled() && !m_isReadOnly);
    const QRectF frame = QRectF(rect()).adjusted(1, 1, -1, -1);

    QPainterPath shape;
    shape.addRoundedRect(frame, Theme::Radius, Theme::Radius);
    if (isChanged())
        painter.fillPath(shape, m_theme.color(Theme::Token::ChangedGround));
    else if (m_isInvalid)
        painter.fillPath(shape, m_theme.color(Theme::Token::ErrorGround));
    else if (isFocused)
        painter.fillPath(shape, m_theme.color(Theme::Token::Surface));

    if (isFocused || m_isInvalid || isHot) {
        const Theme::Token token = m_isInvalid && !isFocused ? Theme::Token::Error
            : isFocused                                      ? Theme::Token::Accent
                                                             : Theme::Token::Border;
        painter.setPen(QPen(m_theme.color(token), isFocused ? 2 : 1));
        painter.setBrush(Qt::NoBrush);
        const qreal inset = isFocused ? 0 : 0.5;
        painter.drawRoundedRect(frame.adjusted(inset, inset, -inset, -inset), Theme::Radius, Theme::Radius);
    }
    if (isChanged()) {
        painter.setClipPath(shape);
        const QRect bar(0, 0, BarWidth + 1, height());
        painter.fillRect(QStyle::visualRect(layoutDirection(), rect(), bar), m_theme.color(Theme::Token::Changed));
    }
}
