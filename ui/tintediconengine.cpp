#include "tintediconengine.h"

#include <QFile>
#include <QGuiApplication>
#include <QPainter>
#include <QPixmapCache>
#include <QSvgRenderer>
#include <utility>

using namespace Qt::StringLiterals;

namespace {
QString fileOf(const QString &name)
{
    return u":/icons/%1.svg"_s.arg(name);
}

QImage tinted(const QString &file, const QSize &size, const QColor &color)
{
    QImage image(size, QImage::Format_ARGB32_Premultiplied);
    image.fill(Qt::transparent);
    QSvgRenderer renderer(file);
    renderer.setAspectRatioMode(Qt::KeepAspectRatio);
    QPainter painter(&image);
    painter.setRenderHint(QPainter::Antialiasing);
    renderer.render(&painter);
    painter.setCompositionMode(QPainter::CompositionMode_SourceIn);
    painter.fillRect(image.rect(), color);
    return image;
}
} // namespace

TintedIconEngine::TintedIconEngine(const Theme &theme, QString name, Theme::Token tint)
    : m_theme(&theme)
    , m_name(std::move(name))
    , m_tint(tint)
{
}

void TintedIconEngine::paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state)
{
    const qreal scale = painter->device()->devicePixelRatio();
    QPixmap sharp = pixmap((QSizeF(rect.size()) * scale).toSize(), mode, state);
    sharp.setDevicePixelRatio(scale);
    painter->drawPixmap(rect.topLeft(), sharp);
}

QPixmap TintedIconEngine::pixmap(const QSize &size, QIcon::Mode mode, QIcon::State)
{
    if (size.isEmpty() || !m_theme)
        return {};
    const QColor color = colorFor(mode);
    const bool mirrored = isMirrored();
    const QString cacheKey = u"icon/%1/%2x%3/%4/%5"_s.arg(m_name)
                                 .arg(size.width())
                                 .arg(size.height())
                                 .arg(color.rgba(), 8, 16)
                                 .arg(mirrored);
    QPixmap result;
    if (QPixmapCache::find(cacheKey, &result))
        return result;
    const QImage image = tinted(fileOf(m_name), size, color);
    result = QPixmap::fromImage(mirrored ? image.mirrored(true, false) : image);
    QPixmapCache::insert(cacheKey, result);
    return result;
}

QIconEngine *TintedIconEngine::clone() const
{
    return new TintedIconEngine(*this);
}

QString TintedIconEngine::key() const
{
    return u"TintedIconEngine"_s;
}

bool TintedIconEngine::isNull()
{
    return !QFile::exists(fileOf(m_name));
}

QColor TintedIconEngine::colorFor(QIcon::Mode mode) const
{
    QColor color = m_theme->color(m_tint);
    if (mode == QIcon::Disabled)
        color.setAlphaF(0.45F);
    return color;
}

bool TintedIconEngine::isMirrored() const
{
    static const QStringList directed{u"arrow-left"_s, u"arrow-right"_s, u"chevron-left"_s, u"chevron-right"_s,
        u"undo"_s, u"redo"_s, u"external-link"_s, u"logout"_s};
    return QGuiApplication::isRightToLeft() && directed.contains(m_name);
}
