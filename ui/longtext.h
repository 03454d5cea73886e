#pragma once

#include <QPlainTextEdit>
#include <QTimer>

/// Shows plain text of any length, to be read: it arrives in portions, a turn of the event loop each, and lines that
/// would take long to lay out are broken.
class LongText : public QPlainTextEdit
{
    Q_OBJECT

public:
    explicit LongText(QWidget *parent = nullptr);

    /// Shows displayText() of `text` instead of what was shown before.
    void showText(const QString &text);
    /// False while portions are still to come.
    bool isWhole() const { return m_at == m_rest.size(); }

    static constexpr qsizetype Portion = 16'384; ///< characters put in at once
    static constexpr qsizetype LongestLine = 1'000; ///< in characters

private:
    void addPortion();

    QString m_rest; // what was given
    qsizetype m_at = 0; // how much of it is shown
    qsizetype m_lineLength = 0; // of the last line
    QTimer m_timer;
};
