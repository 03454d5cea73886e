#pragma once

#include "partyjson.h"

#include <QJsonArray>
#include <QJsonObject>

#include <optional>

/// Reads the members of one JSON object and remembers the first that is not what it should be, with its path. Missing
/// and null members are empty. Borrows the error from the caller, so that nested readers share it.
class JsonReader
{
public:
    JsonReader(QJsonObject object, std::optional<PartyJsonError> &error);

    bool contains(QLatin1StringView key) const { return m_object.contains(key); }
    /// An id, or 0 if there is none.
    qint64 id(QLatin1StringView key);
    QString text(QLatin1StringView key);
    bool flag(QLatin1StringView key);
    /// A moment in UTC. A text that is no moment reads as none: the moments of a record are read only and not worth
    /// losing it for.
    QDateTime moment(QLatin1StringView key);
    /// A text, a number as it would be typed, or a tick (capsule-api.md section 10.2).
    FieldContent content(QLatin1StringView key);
    /// The member's own reader; none if it is missing or null.
    std::optional<JsonReader> object(QLatin1StringView key);

    /// What `read` makes of each object of an array.
    template <typename Row>
    QList<Row> list(QLatin1StringView key, Row (*read)(JsonReader &))
    {
        QList<Row> rows;
        const QJsonArray items = array(key);
        for (qsizetype i = 0; i < items.size(); ++i) {
            if (auto item = objectAt(items, key, i))
                rows.append(read(*item));
        }
        return rows;
    }

    /// Notes that something is wrong with a member, unless something was wrong before.
    void fail(const QString &key, const QString &problem);

private:
    JsonReader(QJsonObject object, const JsonReader &parent, QLatin1StringView key, qsizetype index = -1);
    QString path() const;
    /// The member if it has that type; missing, null or wrong reads as null.
    QJsonValue member(QLatin1StringView key, QJsonValue::Type type);
    QJsonArray array(QLatin1StringView key) { return member(key, QJsonValue::Array).toArray(); }
    std::optional<JsonReader> objectAt(const QJsonArray &items, QLatin1StringView key, qsizetype index);

    QJsonObject m_object;
    // Where the object is, for fail(): put together only then, as most records are sound.
    const JsonReader *m_parent = nullptr;
    QLatin1StringView m_key;
    qsizetype m_index = -1; ///< in the list under the key; -1 for no list
    std::optional<PartyJsonError> &m_error;
};
