#pragma once

#include "theme.h"

#include <QIconEngine>
#include <QPointer>

/// Paints an outline icon in the theme's colour of the moment, at whatever size and scale it is asked for, so that an
/// icon set once stays right when light turns to dark. Arrows point the other way in right-to-left layouts.
class TintedIconEngine final : public QIconEngine
{
public:
    /// `name` is a file of resources/icons without ending. The theme may go first; nothing is painted then.
    TintedIconEngine(const Theme &theme, QString name, Theme::Token tint);

    void paint(QPainter *painter, const QRect &rect, QIcon::Mode mode, QIcon::State state) override;
    QPixmap pixmap(const QSize &size, QIcon::Mode mode, QIcon::State state) override;
    QIconEngine *clone() const override;
    QString key() const override;
    bool isNull() override;

private:
    QColor colorFor(QIcon::Mode mode) const;
    bool isMirrored() const;

    QPointer<const Theme> m_theme;
    QString m_name;
    Theme::Token m_tint;
};
