#include "jsonreader.h"

#include <QLocale>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

QString expected(QJsonValue::Type type)
{
    switch (type) {
    case QJsonValue::Bool:
        return u"is not true or false"_s;
    case QJsonValue::String:
        return u"is not a text"_s;
    case QJsonValue::Array:
        return u"is not a list"_s;
    case QJsonValue::Object:
        return u"is not an object"_s;
    case QJsonValue::Null:
    case QJsonValue::Double:
    case QJsonValue::Undefined:
        break;
    }
    Q_UNREACHABLE();
}

QString itemName(QLatin1StringView key, qsizetype index)
{
    return u"%1[%2]"_s.arg(key).arg(index);
}

/// The number as it would be typed: no exponent, no trailing zeros, whole numbers to the last digit.
QString typedNumber(const QJsonValue &number)
{
    const qint64 whole = number.toInteger(0);
    if (whole != 0 || number.toInteger(1) == 0)
        return QString::number(whole);
    return QString::number(number.toDouble(), 'f', QLocale::FloatingPointShortest);
}

} // namespace

JsonReader::JsonReader(QJsonObject object, std::optional<PartyJsonError> &error)
    : m_object(std::move(object))
    , m_error(error)
{
}

JsonReader::JsonReader(QJsonObject object, const JsonReader &parent, QLatin1StringView key, qsizetype index)
    : m_object(std::move(object))
    , m_parent(&parent)
    , m_key(key)
    , m_index(index)
    , m_error(parent.m_error)
{
}

/// With the dot behind it.
QString JsonReader::path() const
{
    if (!m_parent)
        return {};
    return m_parent->path() + (m_index < 0 ? QString(m_key) : itemName(m_key, m_index)) + u'.';
}

void JsonReader::fail(const QString &key, const QString &problem)
{
    if (!m_error)
        m_error = PartyJsonError{path() + key, problem, 0};
}

QJsonValue JsonReader::member(QLatin1StringView key, QJsonValue::Type type)
{
    QJsonValue value = m_object.value(key);
    if (value.type() == type)
        return value;
    if (!value.isNull() && !value.isUndefined())
        fail(key, expected(type));
    return {};
}

qint64 JsonReader::id(QLatin1StringView key)
{
    const QJsonValue value = m_object.value(key);
    if (value.isNull() || value.isUndefined())
        return 0;
    const auto id = idFromJson(value);
    if (!id)
        fail(key, u"is not an id"_s);
    return id.value_or(0);
}

QString JsonReader::text(QLatin1StringView key)
{
    return member(key, QJsonValue::String).toString();
}

bool JsonReader::flag(QLatin1StringView key)
{
    return member(key, QJsonValue::Bool).toBool();
}

QDateTime JsonReader::moment(QLatin1StringView key)
{
    QDateTime moment = QDateTime::fromString(text(key), Qt::ISODate);
    if (moment.timeSpec() == Qt::LocalTime)
        moment.setTimeSpec(Qt::UTC);
    return moment.toUTC();
}

FieldContent JsonReader::content(QLatin1StringView key)
{
    const QJsonValue value = m_object.value(key);
    if (value.isBool())
        return value.toBool();
    if (value.isDouble())
        return typedNumber(value);
    if (value.isArray() || value.isObject())
        fail(key, u"is not a text, a number, true or false"_s);
    return value.toString();
}

std::optional<JsonReader> JsonReader::object(QLatin1StringView key)
{
    const QJsonValue value = member(key, QJsonValue::Object);
    if (value.isNull())
        return {};
    return JsonReader(value.toObject(), *this, key);
}

std::optional<JsonReader> JsonReader::objectAt(const QJsonArray &items, QLatin1StringView key, qsizetype index)
{
    const QJsonValue item = items.at(index);
    if (item.isObject())
        return JsonReader(item.toObject(), *this, key, index);
    fail(itemName(key, index), expected(QJsonValue::Object));
    return {};
}
