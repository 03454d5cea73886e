#pragma once

#include <QRect>
#include <QString>

class QImage;
class QPainter;
class Theme;

/// The initials that stand for a record without a picture: of the first and last word, at most two. Empty for a name
/// that does not begin with a letter or digit.
QString initialsOf(const QString &name);

/// A circle for a person, a rounded square for an organisation, with the initials or, without any, an icon.
void paintAvatar(QPainter *painter, const QRect &rect, const QString &name, bool isPerson, const Theme &theme);
/// The same shape filled with a picture, of which the middle is shown if it is not square.
void paintPicture(QPainter *painter, const QRect &rect, const QImage &picture, bool isPerson, const Theme &theme);
