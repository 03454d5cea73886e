#pragma once

#include <QPushButton>

class QLineEdit;
class Theme;

/// A push button drawn flat in the theme's colours: one primary action a place, quiet ones beside it, and links inside
/// text. It is a QPushButton in all but looks.
class FlatButton : public QPushButton
{
    Q_OBJECT

public:
    enum class Style {
        Primary, ///< filled with the accent
        Secondary, ///< framed
        Quiet, ///< a ground on hover only
        Link, ///< text in the accent colour, no padding
    };

    /// Borrows `theme`.
    FlatButton(Style style, const QString &text, const Theme &theme, QWidget *parent = nullptr);

    /// An icon of the theme before the text, or alone.
    void setThemeIcon(const QString &name);
    /// Draws the text in the muted colour instead of the text's; for Quiet.
    void setMuted(bool muted);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    int padding() const;
    QColor ink() const;
    void paintGround(QPainter &painter) const;

    const Theme &m_theme;
    Style m_style;
    QString m_iconName;
    bool m_isMuted = false;
};

/// Names the buttons that Qt puts into a line edit (clear, leading icon): they have icons only.
void nameIconButtons(const QLineEdit &edit, const QString &accessibleName);
