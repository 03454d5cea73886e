#pragma once

#include "theme.h"

#include <QFrame>
#include <QTimer>

#include <functional>

class PlainLabel;
class QPushButton;
class QToolButton;

/// A word at the lower edge of its parent about what was just done, with the way back. It goes after ten seconds, but
/// not while the mouse is over it or the focus in it.
class Toast : public QFrame
{
    Q_OBJECT

public:
    /// Lies over `parent` and keeps its place there.
    Toast(const Theme &theme, QWidget *parent);

    /// Says `text`, in place of what it said before. Without `undo` there is no button.
    void say(const QString &text, std::function<void()> undo = {});
    /// True while it offers to undo.
    bool canUndo() const;
    /// What its button does: takes the last thing back and goes.
    void undo();
    void setDuration(std::chrono::milliseconds duration) { m_timer.setInterval(duration); }

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void enterEvent(QEnterEvent *event) override;
    void leaveEvent(QEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

Q_SIGNALS:
    /// It came or went.
    void offerChanged();

private:
    void place();
    void dismiss();
    void waitOrPause();

    const Theme &m_theme;
    QTimer m_timer;
    PlainLabel *m_text;
    QPushButton *m_undoButton;
    QToolButton *m_close;
    std::function<void()> m_undo;
};
