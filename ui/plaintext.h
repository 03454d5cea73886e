#pragma once

#include <QLabel>
#include <QString>

// Text that Capsule or a person wrote is shown as it is and never read as markup (reliability.md section 10).

enum class Lines {
    One, ///< line breaks and tabs become spaces
    Many, ///< line breaks stay
};

/// `text` for showing: without control characters and without the marks that turn the direction of what follows. The
/// data keeps them.
QString displayText(const QString &text, Lines lines = Lines::One);

/// displayText() of at most so many characters as a reader counts them, cut at its end, for what grows with its text.
QString shortText(const QString &text, int most);
/// The same for a name in a sentence, a button or a dialog.
inline QString shortName(const QString &name)
{
    constexpr int Most = 60;
    return shortText(name, Most);
}
/// displayText() of one line for the middle of a sentence: in marks that keep its direction to itself, and with places
/// where a word without end may break. For PlainLabel::setSentence().
QString isolated(const QString &text);
/// Such a sentence without its marks, to be read aloud.
QString spoken(const QString &sentence);

/// `text` for setToolTip() and Qt::ToolTipRole, which guess at markup and have no plain mode.
QString plainToolTip(const QString &text);

/// A label that shows displayText() and never markup. It can cut a single line with an ellipsis instead of growing; the
/// whole text is its tooltip then.
class PlainLabel : public QLabel
{
    Q_OBJECT

public:
    explicit PlainLabel(QWidget *parent = nullptr);
    explicit PlainLabel(const QString &text, QWidget *parent = nullptr);

    /// Hides QLabel::setText(), which keeps what it is given.
    void setText(const QString &text);
    /// A sentence of the program's own whose values went through isolated(): their marks stay, nothing is cleaned.
    void setSentence(const QString &sentence);
    /// The text as shown, even where it is cut.
    QString text() const { return m_text; }
    /// One line, cut at its end where there is no room. For many lines use setWordWrap().
    void setElided(bool elided);

    QSize minimumSizeHint() const override;

protected:
    void resizeEvent(QResizeEvent *event) override;
    void changeEvent(QEvent *event) override;

private:
    void showText();
    void standAtLeadingEdge();

    QString m_text;
    bool m_elided = false;
};
