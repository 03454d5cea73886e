#include "windowplace.h"

#include <QCryptographicHash>
#include <QGuiApplication>
#include <QScreen>
#include <QSettings>
#include <QWidget>

using namespace Qt::StringLiterals;

namespace {
QString keyOfScreens()
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    const auto screens = QGuiApplication::screens();
    for (const QScreen *screen : screens) {
        const QRect place = screen->geometry();
        hash.addData(u"%1 %2 %3 %4;"_s.arg(place.x()).arg(place.y()).arg(place.width()).arg(place.height()).toUtf8());
    }
    return "window/"_L1 + QString::fromLatin1(hash.result().toHex().first(12));
}
} // namespace

void saveWindowPlace(const QWidget &window, QSettings &settings)
{
    settings.setValue(keyOfScreens(), window.saveGeometry());
}

bool restoreWindowPlace(QWidget &window, const QSettings &settings)
{
    // restoreGeometry() itself moves a window that would be out of sight.
    return window.restoreGeometry(settings.value(keyOfScreens()).toByteArray());
}
