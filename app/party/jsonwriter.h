#pragma once

#include <QJsonObject>
#include <QString>

/// An object with the id; an empty one for 0, which is what Capsule has not named yet.
inline QJsonObject withId(qint64 id)
{
    return id == 0 ? QJsonObject() : QJsonObject{{QStringLiteral("id"), id}};
}

/// The text, or null for an empty one: Capsule empties a field by null (capsule-api.md section 6.2).
inline QJsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue() : QJsonValue(text);
}
