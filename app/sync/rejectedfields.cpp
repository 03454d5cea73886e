#include "rejectedfields.h"

#include <QHash>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

/// The list that rows of a resource are in; empty for what is no row.
QString listOf(const QString &resource)
{
    static const QHash<QString, QString> lists{
        {u"emailAddress"_s, u"emailAddresses"_s},
        {u"phoneNumber"_s, u"phoneNumbers"_s},
        {u"address"_s, u"addresses"_s},
        {u"website"_s, u"websites"_s},
        {u"tag"_s, u"tags"_s},
        {u"field"_s, u"fields"_s},
    };
    return lists.value(resource);
}

/// "addresses/12/country" is country of addresses; "addresses/+0" and "fields/7" are whole rows.
bool names(const FieldError &error, const QString &key)
{
    const QStringList parts = key.split(u'/');
    if (const QString list = listOf(error.resource); !list.isEmpty())
        return parts.first() == list && (parts.size() < 3 || parts.at(2) == error.field);
    return parts.first() == error.field;
}

} // namespace

QString fieldNamed(const FieldError &error)
{
    const bool isOfRow = !listOf(error.resource).isEmpty() && !error.field.isEmpty();
    return isOfRow ? error.resource + u'.' + error.field : error.field;
}

QStringList keysNamed(const QList<FieldError> &errors, const QStringList &keys)
{
    QStringList found;
    std::ranges::copy_if(keys, std::back_inserter(found), [&](const QString &key) {
        return std::ranges::any_of(errors, [&](const FieldError &error) { return names(error, key); });
    });
    return found;
}
