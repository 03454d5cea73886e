#pragma once

#include <QColor>
#include <QFont>
#include <QIcon>
#include <QObject>
#include <QPalette>

class QWidget;

/// The look: colour tokens for light and dark, the palette made of them, type sizes, spacing and icons (ux.md's visual
/// style). It follows the system's light or dark unless told otherwise; with high contrast it is the system's palette.
/// Widgets borrow it and repaint on changed().
class Theme : public QObject
{
    Q_OBJECT

public:
    enum class Mode { System, Light, Dark };
    Q_ENUM(Mode)
    enum class Token {
        Window,
        Surface,
        Sidebar,
        Text,
        MutedText,
        Border,
        StrongBorder,
        Accent,
        OnAccent,
        Selection,
        Changed,
        ChangedGround,
        Success,
        Error,
        ErrorGround,
    };
    Q_ENUM(Token)
    enum class Type { Name, Section, Body, Caption };

    // Logical pixels.
    static constexpr int ControlHeight = 32;
    static constexpr int Radius = 6;
    static constexpr int RowGap = 8;
    static constexpr int GroupGap = 24;
    static constexpr int Padding = 12;
    static constexpr int ToolbarHeight = 44;
    static constexpr int SaveBarHeight = 52;
    static constexpr int LabelWidth = 120;

    /// Made once in main(); sets the application's style and palette and keeps them.
    explicit Theme(Mode mode = Mode::System, QObject *parent = nullptr);

    void setMode(Mode mode);
    Mode mode() const;
    bool isDark() const;
    QColor color(Token token) const;
    /// The token in a given appearance, for the contrast test.
    static QColor color(Token token, bool dark);
    /// The application's font at the size and weight of a role; never under 11 px.
    static QFont font(Type type);
    /// An outline icon of resources/icons by file name without ending, tinted; 16 or 20 px, sharp at any scale.
    QIcon icon(const QString &name, Token tint = Token::Text) const;
    /// Gives a role of the widget's palette a token's colour, now and whenever the look changes.
    void tint(QWidget *widget, QPalette::ColorRole role, Token token) const;

Q_SIGNALS:
    void changed();

private:
    void apply();
    bool eventFilter(QObject *watched, QEvent *event) override;
    Mode m_mode;
    bool m_dark = false;
    bool m_highContrast = false;
    bool m_applying = false;
    bool m_applyIsDue = false;
};
