#include "cataloguejson.h"

#include "partyjson.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

// No item may break a list, so values of a wrong type read as nothing here.

QString textOf(const QJsonObject &json, QLatin1StringView key)
{
    return json[key].toString();
}

qint64 idOf(const QJsonObject &json)
{
    return idFromJson(json["id"_L1]).value_or(0);
}

std::optional<User> userFrom(const QJsonObject &json)
{
    const User user{idOf(json), textOf(json, "username"_L1), textOf(json, "name"_L1), textOf(json, "status"_L1)};
    return user.id == 0 ? std::nullopt : std::optional(user);
}

/// Absent unless the memberships were told.
std::optional<QList<qint64>> membersFrom(const QJsonValue &memberships)
{
    if (!memberships.isArray())
        return {};
    QList<qint64> members;
    for (const QJsonValue &membership : memberships.toArray()) {
        if (const auto id = idFromJson(membership["user"_L1]["id"_L1]))
            members.append(*id);
    }
    return members;
}

std::optional<Team> teamFrom(const QJsonObject &json)
{
    const Team team{idOf(json), textOf(json, "name"_L1), membersFrom(json["memberships"_L1])};
    return team.id == 0 || team.name.isEmpty() ? std::nullopt : std::optional(team);
}

std::optional<TagDefinition> tagFrom(const QJsonObject &json)
{
    const TagDefinition tag{
        idOf(json), textOf(json, "name"_L1), textOf(json, "description"_L1), json["dataTag"_L1].toBool()};
    return tag.id == 0 || tag.name.isEmpty() ? std::nullopt : std::optional(tag);
}

FieldDefinition::Type typeFrom(const QString &word)
{
    using Type = FieldDefinition::Type;
    static const QHash<QString, Type> types{
        {u"number"_s, Type::Number},
        {u"date"_s, Type::Date},
        {u"list"_s, Type::List},
        {u"multiselectlist"_s, Type::MultiSelect},
        {u"boolean"_s, Type::Boolean},
        {u"link"_s, Type::Link},
    };
    return types.value(word.toLower(), Type::Text);
}

std::optional<PartyType> captureRuleFrom(const QString &word)
{
    if (word == "person"_L1)
        return PartyType::Person;
    return word == "organisation"_L1 ? std::optional(PartyType::Organisation) : std::nullopt;
}

QStringList textsFrom(const QJsonArray &items)
{
    QStringList texts;
    for (const QJsonValue &item : items) {
        if (item.isString())
            texts.append(item.toString());
    }
    return texts;
}

std::optional<FieldDefinition> fieldFrom(const QJsonObject &json)
{
    FieldDefinition field;
    field.id = idOf(json);
    field.name = textOf(json, "name"_L1);
    field.description = textOf(json, "description"_L1);
    field.typeWord = textOf(json, "type"_L1);
    field.type = typeFrom(field.typeWord);
    field.displayOrder = json["displayOrder"_L1].toInt();
    field.tagId = idFromJson(json["tag"_L1]["id"_L1]).value_or(0);
    field.captureRule = captureRuleFrom(textOf(json, "captureRule"_L1));
    field.options = textsFrom(json["options"_L1].toArray());
    field.important = json["important"_L1].toBool();
    return field.id == 0 || field.name.isEmpty() ? std::nullopt : std::optional(field);
}

std::optional<QString> titleFrom(const QJsonObject &json)
{
    const QString title = textOf(json, "title"_L1);
    return title.isEmpty() ? std::nullopt : std::optional(title);
}

std::optional<Country> countryFrom(const QJsonObject &json)
{
    // A dial code is written as a number in some places.
    const Country country{
        textOf(json, "name"_L1), textOf(json, "alpha2Code"_L1), json["dialCode"_L1].toVariant().toString()};
    return country.name.isEmpty() ? std::nullopt : std::optional(country);
}

std::optional<TaskCategory> categoryFrom(const QJsonObject &json)
{
    const TaskCategory category{idOf(json), textOf(json, "name"_L1), textOf(json, "colour"_L1)};
    return category.id == 0 || category.name.isEmpty() ? std::nullopt : std::optional(category);
}

std::optional<ActivityType> activityTypeFrom(const QJsonObject &json)
{
    const ActivityType type{json["id"_L1].toInteger(), textOf(json, "name"_L1)};
    return type.id == 0 || type.name.isEmpty() ? std::nullopt : std::optional(type);
}

std::optional<SavedFilter> filterFrom(const QJsonObject &json)
{
    const SavedFilter filter{idOf(json), textOf(json, "name"_L1), json["conditions"_L1].toArray()};
    return filter.id == 0 || filter.name.isEmpty() ? std::nullopt : std::optional(filter);
}

/// Pages that slip bring an item twice, which is the same one by this.
template <typename Item>
auto identityOf(const Item &item)
{
    return item.id;
}
QString identityOf(const QString &title)
{
    return title;
}
QString identityOf(const Country &country)
{
    return country.name;
}

template <typename Item>
QList<Item> itemsFrom(const QJsonArray &array, std::optional<Item> (*read)(const QJsonObject &))
{
    QList<Item> items;
    QSet<decltype(identityOf(std::declval<Item>()))> seen;
    for (const QJsonValue &value : array) {
        const auto item = read(value.toObject());
        if (!item || seen.contains(identityOf(*item)))
            continue;
        seen.insert(identityOf(*item));
        items.append(*item);
    }
    return items;
}

bool readCurrentUser(const QJsonObject &json, Catalogue &catalogue)
{
    const auto user = userFrom(json);
    if (!user)
        return false;
    catalogue.currentUser = user;
    catalogue.timezone = textOf(json, "timezone"_L1);
    return true;
}

} // namespace

bool readCatalogueList(CatalogueList list, const QByteArray &document, Catalogue &catalogue)
{
    const QJsonDocument json = QJsonDocument::fromJson(document);
    if (!json.isArray())
        return false;
    const QJsonArray items = json.array();
    switch (list) {
    case CatalogueList::CurrentUser:
        return readCurrentUser(items.at(0).toObject(), catalogue);
    case CatalogueList::Users:
        catalogue.users = itemsFrom(items, userFrom);
        break;
    case CatalogueList::Teams:
        catalogue.teams = itemsFrom(items, teamFrom);
        break;
    case CatalogueList::Tags:
        catalogue.tags = itemsFrom(items, tagFrom);
        break;
    case CatalogueList::Fields:
        catalogue.fields = itemsFrom(items, fieldFrom);
        break;
    case CatalogueList::Titles:
        catalogue.titles = itemsFrom(items, titleFrom);
        break;
    case CatalogueList::Countries:
        catalogue.countries = itemsFrom(items, countryFrom);
        break;
    case CatalogueList::Categories:
        catalogue.categories = itemsFrom(items, categoryFrom);
        break;
    case CatalogueList::ActivityTypes:
        catalogue.activityTypes = itemsFrom(items, activityTypeFrom);
        break;
    case CatalogueList::SavedFilters:
        catalogue.savedFilters = itemsFrom(items, filterFrom);
        break;
    }
    return true;
}
