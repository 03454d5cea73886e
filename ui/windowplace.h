#pragma once

class QSettings;
class QWidget;

// Where the window was, remembered for each set of screens: a laptop alone and one at its desk are two places.

void saveWindowPlace(const QWidget &window, QSettings &settings);
/// Puts the window back to where it was with these screens, wholly in sight. False if it never was.
bool restoreWindowPlace(QWidget &window, const QSettings &settings);
