#pragma once

#include <QWidget>

class Theme;
class QToolButton;

/// Something that narrows the list in view.
struct FilterChip
{
    QString text; ///< as it was typed, or a list's name
    bool runsInCapsule = false; ///< else on this computer
    QString detail = {}; ///< said after where it runs; empty for nothing
    bool canBeRemoved = true;
    bool operator==(const FilterChip &) const = default;
};

/// What narrows a list, a chip each, as many in a line as there is room for; of very many the first, and how many more
/// there are. Hidden while there is none.
class FilterChips : public QWidget
{
    Q_OBJECT

public:
    explicit FilterChips(const Theme &theme, QWidget *parent = nullptr);

    void setChips(const QList<FilterChip> &chips);
    const QList<FilterChip> &chips() const { return m_chips; }

    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override;
    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    /// The chip at this place is not wanted any more.
    void removed(int place);

protected:
    void resizeEvent(QResizeEvent *event) override;
    bool event(QEvent *event) override;

private:
    int arrange(int width, bool moves) const;

    const Theme &m_theme;
    QList<FilterChip> m_chips;
    QList<QToolButton *> m_buttons;
};
