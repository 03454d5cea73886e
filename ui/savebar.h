#pragma once

#include <QWidget>

class FlatButton;
class PlainLabel;
class Theme;

/// What can be done with the changes of a record; there only while there are some.
class SaveBar : public QWidget
{
    Q_OBJECT

public:
    /// Borrows `theme`.
    explicit SaveBar(const Theme &theme, QWidget *parent = nullptr);

    /// Hides itself for no changes, unless the record is new and not saved at all.
    void showChanges(int changes, bool isNew);

Q_SIGNALS:
    void reviewRequested();
    void discardRequested();
    void saveRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Theme &m_theme;
    PlainLabel *m_count;
    FlatButton *m_review;
    FlatButton *m_discard;
    FlatButton *m_save;
};
