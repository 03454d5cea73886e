#include "theme.h"

#include "flatstyle.h"
#include "tintediconengine.h"

#include <QApplication>
#include <QFontInfo>
#include <QStyleFactory>
#include <QToolTip>
#include <QWidget>
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
#include <QStyleHints>
#endif

#include <array>
#include <cmath>

using namespace Qt::StringLiterals;

// Outside of any namespace, as Q_INIT_RESOURCE wants it.
static void initIcons()
{
    Q_INIT_RESOURCE(icons); // a static library's resources are dropped by the linker otherwise
}

namespace {
struct Shades
{
    QRgb light;
    QRgb dark;
};

// In the order of Theme::Token (ux.md section 4).
constexpr std::array<Shades, 15> Palette{{
    {0xFFF4F6F8, 0xFF171B21}, // Window
    {0xFFFFFFFF, 0xFF1F252D}, // Surface
    {0xFFECEFF3, 0xFF12161B}, // Sidebar
    {0xFF1B2430, 0xFFE6EAF0}, // Text
    {0xFF55606E, 0xFFA6B0BD}, // MutedText
    {0xFFC9D0D9, 0xFF353E4A}, // Border
    {0xFF7A8594, 0xFF7B8795}, // StrongBorder
    {0xFF1F5FBF, 0xFF7FB0FF}, // Accent
    {0xFFFFFFFF, 0xFF0B1A33}, // OnAccent
    {0xFFD6E4FA, 0xFF27406B}, // Selection
    {0xFF8A5200, 0xFFF2B95A}, // Changed
    {0xFFFFF3DC, 0xFF3A2E16}, // ChangedGround
    {0xFF1E6E3C, 0xFF6FCF97}, // Success
    {0xFFB3261E, 0xFFFF8A80}, // Error
    {0xFFFCE8E6, 0xFF43211F}, // ErrorGround
}};

/// WCAG 2's relative luminance.
double luminance(const QColor &color)
{
    const auto linear = [](float channel) {
        return channel <= 0.04045F ? channel / 12.92 : std::pow((channel + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(color.redF()) + 0.7152 * linear(color.greenF()) + 0.0722 * linear(color.blueF());
}

double contrast(const QColor &one, const QColor &other)
{
    const auto [low, high] = std::minmax(luminance(one), luminance(other));
    return (high + 0.05) / (low + 0.05);
}

/// High-contrast themes use one ground for everything and near black against near white; ordinary themes keep lists,
/// windows and buttons apart. Qt tells no more before 6.10.
bool isHighContrast(const QPalette &system)
{
    const QColor ground = system.color(QPalette::Window);
    return system.color(QPalette::Base) == ground && system.color(QPalette::Button) == ground
        && contrast(ground, system.color(QPalette::WindowText)) >= 15;
}

/// The palette of the platform, without ours.
QPalette systemPalette()
{
    QApplication::setPalette(QPalette());
    return QApplication::palette();
}

bool systemIsDark(const QPalette &system)
{
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    if (const auto scheme = QGuiApplication::styleHints()->colorScheme(); scheme != Qt::ColorScheme::Unknown)
        return scheme == Qt::ColorScheme::Dark;
#endif
    return system.color(QPalette::Window).lightness() < system.color(QPalette::WindowText).lightness();
}

QColor mixed(const QColor &one, const QColor &other, float share)
{
    const auto channel = [share](float a, float b) {
        return a * (1 - share) + b * share;
    };
    return QColor::fromRgbF(
        channel(one.redF(), other.redF()), channel(one.greenF(), other.greenF()), channel(one.blueF(), other.blueF()));
}

QPalette paletteFor(bool dark)
{
    const auto token = [dark](Theme::Token name) {
        return Theme::color(name, dark);
    };
    const QColor text = token(Theme::Token::Text);
    const QColor surface = token(Theme::Token::Surface);
    const QColor muted = token(Theme::Token::MutedText);
    QPalette palette;
    palette.setColor(QPalette::Window, token(Theme::Token::Window));
    palette.setColor(QPalette::WindowText, text);
    palette.setColor(QPalette::Base, surface);
    palette.setColor(QPalette::AlternateBase, token(Theme::Token::Window));
    palette.setColor(QPalette::Text, text);
    palette.setColor(QPalette::PlaceholderText, muted);
    palette.setColor(QPalette::Button, surface);
    palette.setColor(QPalette::ButtonText, text);
    palette.setColor(QPalette::BrightText, token(Theme::Token::OnAccent));
    palette.setColor(QPalette::Highlight, token(Theme::Token::Selection));
    palette.setColor(QPalette::HighlightedText, text);
    palette.setColor(QPalette::Link, token(Theme::Token::Accent));
    palette.setColor(QPalette::LinkVisited, token(Theme::Token::Accent));
    palette.setColor(QPalette::ToolTipBase, surface);
    palette.setColor(QPalette::ToolTipText, text);
    palette.setColor(QPalette::Light, surface);
    palette.setColor(QPalette::Midlight, token(Theme::Token::Window));
    palette.setColor(QPalette::Mid, token(Theme::Token::Border));
    palette.setColor(QPalette::Dark, token(Theme::Token::StrongBorder));
    palette.setColor(QPalette::Shadow, token(Theme::Token::StrongBorder));
    const QColor faint = mixed(muted, surface, 0.35F);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::HighlightedText})
        palette.setColor(QPalette::Disabled, role, faint);
    palette.setColor(QPalette::Disabled, QPalette::Highlight, token(Theme::Token::Border));
    return palette;
}

/// With high contrast each token is the nearest colour that the system has for its purpose.
QColor systemColor(Theme::Token token)
{
    const QPalette system = QApplication::palette();
    switch (token) {
    case Theme::Token::Window:
    case Theme::Token::Surface:
    case Theme::Token::Sidebar:
    case Theme::Token::ChangedGround:
    case Theme::Token::ErrorGround:
        return system.color(QPalette::Base);
    case Theme::Token::Text:
    case Theme::Token::MutedText:
    case Theme::Token::Border:
    case Theme::Token::StrongBorder:
    case Theme::Token::Changed:
    case Theme::Token::Success:
    case Theme::Token::Error:
        return system.color(QPalette::Text);
    case Theme::Token::Accent:
        return system.color(QPalette::Link);
    case Theme::Token::OnAccent:
        return system.color(QPalette::Base);
    case Theme::Token::Selection:
        return system.color(QPalette::Highlight);
    }
    Q_UNREACHABLE();
}
} // namespace

Theme::Theme(Mode mode, QObject *parent)
    : QObject(parent)
    , m_mode(mode)
{
    initIcons();
    QApplication::setStyle(new FlatStyle); // the application owns it
    apply();
    qApp->installEventFilter(this);
#if QT_VERSION >= QT_VERSION_CHECK(6, 5, 0)
    connect(QGuiApplication::styleHints(), &QStyleHints::colorSchemeChanged, this, &Theme::apply, Qt::QueuedConnection);
#endif
}

void Theme::setMode(Mode mode)
{
    if (mode == m_mode)
        return;
    m_mode = mode;
    apply();
}

Theme::Mode Theme::mode() const
{
    return m_mode;
}

bool Theme::isDark() const
{
    return m_dark;
}

QColor Theme::color(Token token) const
{
    return m_highContrast ? systemColor(token) : color(token, m_dark);
}

QColor Theme::color(Token token, bool dark)
{
    const Shades &shades = Palette.at(static_cast<std::size_t>(token));
    return QColor::fromRgb(dark ? shades.dark : shades.light);
}

QFont Theme::font(Type type)
{
    constexpr int SmallestPixels = 11;
    QFont font = QApplication::font();
    const auto scale = [&font](double factor) {
        if (font.pointSizeF() > 0)
            font.setPointSizeF(font.pointSizeF() * factor);
        else
            font.setPixelSize(qRound(font.pixelSize() * factor));
    };
    switch (type) {
    case Type::Name:
        scale(1.5);
        font.setWeight(QFont::DemiBold);
        break;
    case Type::Section:
        font.setWeight(QFont::DemiBold);
        break;
    case Type::Body:
        break;
    case Type::Caption:
        scale(0.85);
        break;
    }
    if (const int pixels = QFontInfo(font).pixelSize(); pixels > 0 && pixels < SmallestPixels)
        scale(double(SmallestPixels) / pixels);
    return font;
}

QIcon Theme::icon(const QString &name, Token tint) const
{
    return QIcon(new TintedIconEngine(*this, name, tint));
}

void Theme::tint(QWidget *widget, QPalette::ColorRole role, Token token) const
{
    const auto paint = [this, widget, role, token] {
        QPalette palette = widget->palette();
        palette.setColor(role, color(token));
        widget->setPalette(palette);
    };
    paint();
    connect(this, &Theme::changed, widget, paint);
    // Where a Base is painted behind it, a label would take Text.
    if (role == QPalette::WindowText)
        widget->setForegroundRole(role);
}

void Theme::apply()
{
    m_applying = true;
    const QPalette system = systemPalette();
    m_highContrast = m_mode == Mode::System && isHighContrast(system);
    m_dark = m_mode == Mode::System ? systemIsDark(system) : m_mode == Mode::Dark;
    if (!m_highContrast) {
        QApplication::setPalette(paletteFor(m_dark));
        QToolTip::setPalette(QApplication::palette());
    }
    m_applying = false;
    Q_EMIT changed();
}

bool Theme::eventFilter(QObject *watched, QEvent *event)
{
    // The platform tells its windows of a new theme. Our own palette hides what it is, so look again, once for all
    // windows.
    if (event->type() == QEvent::ThemeChange && watched->isWindowType() && m_mode == Mode::System && !m_applying
        && !m_applyIsDue) {
        m_applyIsDue = true;
        QMetaObject::invokeMethod(
            this,
            [this] {
                m_applyIsDue = false;
                apply();
            },
            Qt::QueuedConnection);
    }
    return QObject::eventFilter(watched, event);
}
