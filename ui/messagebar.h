#pragma once

#include "theme.h"

#include <QFrame>

class PlainLabel;
class QLabel;
class QPushButton;
class QToolButton;

/// What a MessageBar says: what happened, what is safe, what to do.
struct Message
{
    enum class Kind { Note, Warning, Trouble };
    Kind kind = Kind::Note;
    QString text;
    QString action; ///< the button's text; empty for none
    bool canBeClosed = false;
    bool operator==(const Message &) const = default;
};

/// One line over the panes for what concerns the whole account, with at most one thing to do about it.
class MessageBar : public QFrame
{
    Q_OBJECT

public:
    explicit MessageBar(const Theme &theme, QWidget *parent = nullptr);

    /// Shows the message, and tells assistive technology of it; one with an empty text hides the bar.
    void setMessage(const Message &message);
    const Message &message() const { return m_message; }

Q_SIGNALS:
    void actionTriggered();
    void closed();

private:
    void paintKind();

    const Theme &m_theme;
    Message m_message;
    QLabel *m_icon;
    PlainLabel *m_text;
    QPushButton *m_action;
    QToolButton *m_close;
};
