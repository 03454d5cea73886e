#pragma once

#include "whywords.h"

#include <QWidget>

class PlainLabel;
class QVBoxLayout;
class Theme;

/// "Why is this here?": every condition that decides about a record in a list, whether it holds, and the value that
/// decided it. For a record that has left the list since it says which condition does not hold any more.
class WhyPanel : public QWidget
{
    Q_OBJECT

public:
    /// Borrows `theme`.
    explicit WhyPanel(const Theme &theme, QWidget *parent = nullptr);

    /// `record` and `list` are names as people know them.
    void explain(const QString &record, const QString &list, const QList<WhyReason> &reasons);

Q_SIGNALS:
    void closed();

protected:
    void keyPressEvent(QKeyEvent *event) override;

private:
    void addReason(const WhyReason &reason);
    void addLine(const WhyLine &line, QVBoxLayout *column);

    const Theme &m_theme;
    PlainLabel *m_heading;
    PlainLabel *m_verdict;
    QVBoxLayout *m_reasons;
    QWidget *m_content;
    int m_lines = 0;
};
