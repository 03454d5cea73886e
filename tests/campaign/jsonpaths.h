#pragma once

#include <QJsonArray>
#include <QJsonObject>
#include <QJsonValue>
#include <QStringList>

// Places inside a JSON value: keys and, for arrays, indexes, from the outside in.

using JsonPath = QStringList;

/// The paths of everything below `value`, parents first.
inline QList<JsonPath> pathsIn(const QJsonValue &value, const JsonPath &path = {})
{
    QList<JsonPath> paths;
    const auto add = [&](const QString &step, const QJsonValue &below) {
        paths.append(path + JsonPath{step});
        paths += pathsIn(below, paths.last());
    };
    if (value.isObject()) {
        const QJsonObject object = value.toObject();
        for (auto at = object.begin(); at != object.end(); ++at)
            add(at.key(), *at);
    } else if (value.isArray()) {
        const QJsonArray array = value.toArray();
        for (qsizetype i = 0; i < array.size(); ++i)
            add(QString::number(i), array.at(i));
    }
    return paths;
}

inline QJsonValue valueAt(const QJsonValue &value, const JsonPath &path)
{
    if (path.isEmpty())
        return value;
    const QJsonValue below
        = value.isObject() ? value.toObject().value(path.first()) : value.toArray().at(path.first().toLongLong());
    return valueAt(below, path.sliced(1));
}

/// The value with another in that place; undefined takes the place out.
inline QJsonValue withValueAt(const QJsonValue &value, const JsonPath &path, const QJsonValue &other)
{
    if (path.isEmpty())
        return other;
    const QJsonValue below = withValueAt(valueAt(value, path.first(1)), path.sliced(1), other);
    if (value.isObject()) {
        QJsonObject object = value.toObject();
        if (below.isUndefined())
            object.remove(path.first());
        else
            object.insert(path.first(), below);
        return object;
    }
    QJsonArray array = value.toArray();
    if (below.isUndefined())
        array.removeAt(path.first().toLongLong());
    else
        array.replace(path.first().toLongLong(), below);
    return array;
}

/// What stands instead of `value` once somebody got it wrong: gone, null, of every other type, or huge.
inline QList<QJsonValue> wrongValues(const QJsonValue &value)
{
    QJsonValue deep;
    for (int depth = 0; depth < 400; ++depth)
        deep = QJsonArray{deep};
    QList<QJsonValue> wrong{QJsonValue(QJsonValue::Undefined), QJsonValue(), true, -1, 0, 1.5, 1e300,
        9007199254740993.0, QStringLiteral(""), QStringLiteral("wrong"), QString(100'000, u'x'), QJsonArray(),
        QJsonArray{1, QJsonValue()}, QJsonObject(), QJsonObject{{QStringLiteral("id"), QStringLiteral("1")}}, deep};
    wrong.removeAll(value);
    return wrong;
}
