#pragma once

#include <QList>
#include <QString>
#include <QWidget>

class QComboBox;
class QLineEdit;
class QPlainTextEdit;
class Theme;

/// One choice of a picker: the word that is stored and how it reads.
struct Choice
{
    QString value;
    QString label;
    bool operator==(const Choice &) const = default;
};

/// One value that is its own editor: a line, several lines or a picker, drawn flat. Hover and focus draw its frame; a
/// value that differs from the original has the changed ground and a bar on its leading edge. Values are never
/// reformatted; trailing blanks go when the field is left after typing.
class FieldEdit : public QWidget
{
    Q_OBJECT

public:
    enum class Kind {
        Line,
        Lines,
        Picker, ///< one of the choices; an unknown word is kept and shown
        FreePicker, ///< a line that completes from the choices
    };

    /// Borrows `theme`.
    FieldEdit(Kind kind, const Theme &theme, QWidget *parent = nullptr);

    /// For object and accessible names, tests and assistive technology: both go to the input itself.
    void setNames(const QString &objectName, const QString &accessibleName);
    QString accessibleLabel() const { return m_label; }
    void setPlaceholder(const QString &text);
    void setChoices(const QList<Choice> &choices);

    QString text() const { return m_text; }
    /// Shows a value; caret and focus stay where they are. Does not emit edited().
    void setText(const QString &text);
    /// What the value was: decides isChanged().
    void setOriginal(const QString &original);
    QString original() const { return m_original; }
    /// How a value reads: a choice's label, else the value itself.
    QString reading(const QString &value) const;
    bool isChanged() const { return m_text != m_original; }
    /// True for a FreePicker with choices whose text is none of them.
    bool isUnknownChoice() const;

    void setReadOnly(bool readOnly);
    /// Draws the error frame; the words stand under the field.
    void setInvalid(bool invalid);
    /// Struck through, for a row that goes away with Save.
    void setStruckOut(bool struckOut);
    /// Draws the text as a caption beside a value.
    void setMuted(bool muted);

    /// The control that takes the focus.
    QWidget *input() const { return m_input; }

Q_SIGNALS:
    /// The user changed the value.
    void edited();
    /// Several lines were pasted into a Line; nothing was inserted. Without anybody to hear it they become one line.
    void linesPasted(const QStringList &lines);
    /// The focus went elsewhere.
    void left();

protected:
    void paintEvent(QPaintEvent *event) override;
    bool eventFilter(QObject *watched, QEvent *event) override;
    QLineEdit *line() const { return m_line; }
    /// Takes text that the user typed or chose.
    void take(const QString &text);

private:
    void buildLine();
    void buildLines();
    void buildPicker(bool isFree);
    void put(const QString &text);
    void fitLines();
    void tellState();
    void leave();
    bool pasteLines();

    const Theme &m_theme;
    Kind m_kind;
    QWidget *m_input = nullptr;
    QLineEdit *m_line = nullptr;
    QPlainTextEdit *m_lines = nullptr;
    QComboBox *m_picker = nullptr;
    QList<Choice> m_choices;
    QString m_text;
    QString m_original;
    QString m_label;
    bool m_isReadOnly = false;
    bool m_isInvalid = false;
    bool m_wasTyped = false;
};
