#include "party/partyjson.h"

#include <QJsonArray>
#include <QTimeZone>

#include <cmath>

using namespace Qt::StringLiterals;

namespace {
constexpr qint64 HighestId = qint64(1) << 53;

/// Reads the keys of one object and remembers the first thing that is wrong, with the path of its key. After an error
/// every further reading gives empty values, so callers read on and look once at the end.
class Reader
{
public:
    Reader(const QJsonObject &object, QString path, std::optional<PartyJsonError> &error)
        : m_object(object)
        , m_path(std::move(path))
        , m_error(error)
    {
    }

    bool has(QLatin1StringView key) const
    {
        const QJsonValue value = m_object.value(key);
        return !value.isUndefined() && !value.isNull();
    }

    QString text(QLatin1StringView key)
    {
        const QJsonValue value = m_object.value(key);
        if (has(key) && !value.isString())
            fail(key, u"is not a text"_s);
        return value.toString();
    }

    bool flag(QLatin1StringView key)
    {
        const QJsonValue value = m_object.value(key);
        if (has(key) && !value.isBool())
            fail(key, u"is not true or false"_s);
        return value.toBool();
    }

    qint64 optionalId(QLatin1StringView key)
    {
        if (!has(key))
            return 0;
        const auto id = idFromJson(m_object.value(key));
        if (!id)
            fail(key, u"is not an id"_s);
        return id.value_or(0);
    }

    QDateTime time(QLatin1StringView key)
    {
        const QString stamp = text(key);
        if (stamp.isEmpty())
            return {};
        const QDateTime time = QDateTime::fromString(stamp, Qt::ISODate).toUTC();
        if (!time.isValid())
            fail(key, u"is not a time"_s);
        return time;
    }

    QUuid uuid(QLatin1StringView key) { return QUuid(text(key)); }

    /// The object under a key, or nothing if it is missing or null.
    template <typename T>
    std::optional<T> object(QLatin1StringView key, T (*read)(Reader &))
    {
        if (!has(key))
            return std::nullopt;
        const QJsonValue value = m_object.value(key);
        if (!value.isObject()) {
            fail(key, u"is not an object"_s);
            return std::nullopt;
        }
        Reader inner(value.toObject(), m_path + key + u'.', m_error);
        return read(inner);
    }

    /// The objects of an array, or nothing if it is missing or null.
    template <typename T>
    std::optional<QList<T>> rows(QLatin1StringView key, T (*read)(Reader &))
    {
        if (!has(key))
            return std::nullopt;
        const QJsonValue value = m_object.value(key);
        if (!value.isArray()) {
            fail(key, u"is not a list"_s);
            return std::nullopt;
        }
        QList<T> result;
        const QJsonArray array = value.toArray();
        result.reserve(array.size());
        for (qsizetype i = 0; i < array.size(); ++i) {
            const QString place = m_path + key + u"[%1]"_s.arg(i);
            if (!array.at(i).isObject()) {
                failAt(place, u"is not an object"_s);
                return std::nullopt;
            }
            Reader inner(array.at(i).toObject(), place + u'.', m_error);
            result.append(read(inner));
        }
        return result;
    }

    QJsonValue value(QLatin1StringView key) const { return m_object.value(key); }
    void fail(QLatin1StringView key, const QString &problem) { failAt(m_path + key, problem); }

private:
    void failAt(const QString &place, const QString &problem)
    {
        if (!m_error)
            m_error = PartyJsonError{place, problem, 0};
    }

    QJsonObject m_object;
    QString m_path;
    std::optional<PartyJsonError> &m_error;
};

EmailAddress readEmailAddress(Reader &row)
{
    return {row.optionalId("id"_L1), row.text("type"_L1), row.text("address"_L1)};
}

PhoneNumber readPhoneNumber(Reader &row)
{
    return {row.optionalId("id"_L1), row.text("type"_L1), row.text("number"_L1)};
}

Address readAddress(Reader &row)
{
    return {row.optionalId("id"_L1), row.text("type"_L1), row.text("street"_L1), row.text("city"_L1),
        row.text("state"_L1), row.text("zip"_L1), row.text("country"_L1)};
}

Website readWebsite(Reader &row)
{
    return {row.optionalId("id"_L1), row.text("type"_L1), row.text("service"_L1), row.text("address"_L1),
        row.text("url"_L1)};
}

Tag readTag(Reader &row)
{
    return {row.optionalId("id"_L1), row.text("name"_L1), row.flag("dataTag"_L1)};
}

struct Definition
{
    qint64 id = 0;
    QString name;
};

Definition readDefinition(Reader &row)
{
    return {row.optionalId("id"_L1), row.text("name"_L1)};
}

/// Capsule gives numbers as text (capsule-api.md section 10.2); should a number come, it reads as people write it.
FieldContent readContent(Reader &row)
{
    const QJsonValue value = row.value("value"_L1);
    if (value.isBool())
        return value.toBool();
    if (value.isDouble()) {
        const double number = value.toDouble();
        const bool isWhole = std::abs(number) < 9e15 && number == std::floor(number);
        return isWhole ? QString::number(value.toInteger())
                       : QString::number(number, 'g', QLocale::FloatingPointShortest);
    }
    return row.text("value"_L1);
}

FieldValue readField(Reader &row)
{
    const auto definition = row.object<Definition>("definition"_L1, readDefinition).value_or(Definition{});
    return {row.optionalId("id"_L1), definition.id, definition.name, row.optionalId("tagId"_L1), readContent(row)};
}

UserRef readUser(Reader &user)
{
    return {user.optionalId("id"_L1), user.text("username"_L1), user.text("name"_L1)};
}

TeamRef readTeam(Reader &team)
{
    return {team.optionalId("id"_L1), team.text("name"_L1)};
}

OrganisationRef readOrganisation(Reader &organisation)
{
    return {organisation.optionalId("id"_L1), organisation.uuid("localId"_L1), organisation.text("name"_L1)};
}

PartyType readType(Reader &party)
{
    const QString word = party.text("type"_L1);
    if (word == "organisation"_L1)
        return PartyType::Organisation;
    if (word != "person"_L1)
        party.fail("type"_L1, u"is neither person nor organisation"_s);
    return PartyType::Person;
}

Party readParty(Reader &json)
{
    Party party;
    party.id = json.optionalId("id"_L1);
    party.type = readType(json);
    party.title = json.text("title"_L1);
    party.firstName = json.text("firstName"_L1);
    party.lastName = json.text("lastName"_L1);
    party.jobTitle = json.text("jobTitle"_L1);
    party.organisation = json.object<OrganisationRef>("organisation"_L1, readOrganisation);
    party.name = json.text("name"_L1);
    party.about = json.text("about"_L1);
    party.emailAddresses
        = json.rows<EmailAddress>("emailAddresses"_L1, readEmailAddress).value_or(QList<EmailAddress>{});
    party.phoneNumbers = json.rows<PhoneNumber>("phoneNumbers"_L1, readPhoneNumber).value_or(QList<PhoneNumber>{});
    party.addresses = json.rows<Address>("addresses"_L1, readAddress).value_or(QList<Address>{});
    party.websites = json.rows<Website>("websites"_L1, readWebsite).value_or(QList<Website>{});
    party.owner = json.object<UserRef>("owner"_L1, readUser);
    party.team = json.object<TeamRef>("team"_L1, readTeam);
    party.tags = json.rows<Tag>("tags"_L1, readTag);
    party.fields = json.rows<FieldValue>("fields"_L1, readField);
    party.createdAt = json.time("createdAt"_L1);
    party.updatedAt = json.time("updatedAt"_L1);
    party.lastContactedAt = json.time("lastContactedAt"_L1);
    party.pictureUrl = json.text("pictureURL"_L1);
    party.isRestricted = json.flag("isRestricted"_L1);
    party.missesImportantFields = json.flag("missingImportantFields"_L1);
    return party;
}

QJsonValue textOrNull(const QString &text)
{
    return text.isEmpty() ? QJsonValue(QJsonValue::Null) : QJsonValue(text);
}

QJsonValue timeOrNull(const QDateTime &time)
{
    return time.isValid() ? QJsonValue(time.toUTC().toString(Qt::ISODate)) : QJsonValue(QJsonValue::Null);
}

/// An object with its id, left out while there is none, and texts.
QJsonObject row(qint64 id, std::initializer_list<std::pair<QLatin1StringView, QString>> texts)
{
    QJsonObject object;
    if (id > 0)
        object.insert("id"_L1, id);
    for (const auto &[key, text] : texts)
        object.insert(key, textOrNull(text));
    return object;
}

QJsonObject write(const EmailAddress &email)
{
    return row(email.id, {{"type"_L1, email.type}, {"address"_L1, email.address}});
}

QJsonObject write(const PhoneNumber &phone)
{
    return row(phone.id, {{"type"_L1, phone.type}, {"number"_L1, phone.number}});
}

QJsonObject write(const Address &address)
{
    return row(address.id,
        {{"type"_L1, address.type}, {"street"_L1, address.street}, {"city"_L1, address.city},
            {"state"_L1, address.state}, {"zip"_L1, address.zip}, {"country"_L1, address.country}});
}

QJsonObject write(const Website &website)
{
    return row(website.id,
        {{"type"_L1, website.type}, {"service"_L1, website.service}, {"address"_L1, website.address},
            {"url"_L1, website.url}});
}

QJsonObject write(const Tag &tag)
{
    QJsonObject object = row(tag.id, {{"name"_L1, tag.name}});
    object.insert("dataTag"_L1, tag.dataTag);
    return object;
}

QJsonObject write(const FieldValue &field)
{
    QJsonObject object = row(field.id, {});
    object.insert("definition"_L1, row(field.definitionId, {{"name"_L1, field.definitionName}}));
    object.insert("tagId"_L1, field.tagId > 0 ? QJsonValue(field.tagId) : QJsonValue(QJsonValue::Null));
    object.insert("value"_L1,
        std::holds_alternative<bool>(field.value) ? QJsonValue(std::get<bool>(field.value))
                                                  : QJsonValue(std::get<QString>(field.value)));
    return object;
}

QJsonObject write(const UserRef &user)
{
    return row(user.id, {{"username"_L1, user.username}, {"name"_L1, user.name}});
}

QJsonObject write(const TeamRef &team)
{
    return row(team.id, {{"name"_L1, team.name}});
}

QJsonObject write(const OrganisationRef &organisation)
{
    QJsonObject object = row(organisation.id, {{"name"_L1, organisation.name}});
    if (!organisation.localId.isNull())
        object.insert("localId"_L1, organisation.localId.toString(QUuid::WithoutBraces));
    return object;
}

template <typename T>
QJsonArray writeRows(const QList<T> &rows)
{
    QJsonArray array;
    for (const T &one : rows)
        array.append(write(one));
    return array;
}

template <typename T>
QJsonValue writeOrNull(const std::optional<T> &one)
{
    return one ? QJsonValue(write(*one)) : QJsonValue(QJsonValue::Null);
}
} // namespace

QString PartyJsonError::toString() const
{
    return key + u' ' + problem;
}

std::optional<qint64> idFromJson(const QJsonValue &value)
{
    if (!value.isDouble())
        return std::nullopt;
    const qint64 id = value.toInteger(); // 0 for a fraction or what does not fit
    if (id < 1 || id > HighestId)
        return std::nullopt;
    return id;
}

Result<Party, PartyJsonError> partyFromJson(const QJsonObject &json)
{
    std::optional<PartyJsonError> error;
    Reader reader(json, {}, error);
    Party party = readParty(reader);
    if (!error)
        return party;
    error->partyId = idFromJson(json.value("id"_L1)).value_or(0);
    return Unexpected(*error);
}

QJsonObject partyToJson(const Party &party)
{
    QJsonObject json = row(party.id,
        {{"title"_L1, party.title}, {"firstName"_L1, party.firstName}, {"lastName"_L1, party.lastName},
            {"jobTitle"_L1, party.jobTitle}, {"name"_L1, party.name}, {"about"_L1, party.about},
            {"pictureURL"_L1, party.pictureUrl}});
    json.insert("type"_L1, party.isPerson() ? "person"_L1 : "organisation"_L1);
    json.insert("organisation"_L1, writeOrNull(party.organisation));
    json.insert("emailAddresses"_L1, writeRows(party.emailAddresses));
    json.insert("phoneNumbers"_L1, writeRows(party.phoneNumbers));
    json.insert("addresses"_L1, writeRows(party.addresses));
    json.insert("websites"_L1, writeRows(party.websites));
    json.insert("owner"_L1, writeOrNull(party.owner));
    json.insert("team"_L1, writeOrNull(party.team));
    if (party.tags)
        json.insert("tags"_L1, writeRows(*party.tags));
    if (party.fields)
        json.insert("fields"_L1, writeRows(*party.fields));
    json.insert("createdAt"_L1, timeOrNull(party.createdAt));
    json.insert("updatedAt"_L1, timeOrNull(party.updatedAt));
    json.insert("lastContactedAt"_L1, timeOrNull(party.lastContactedAt));
    json.insert("isRestricted"_L1, party.isRestricted);
    json.insert("missingImportantFields"_L1, party.missesImportantFields);
    return json;
}
