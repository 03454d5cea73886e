#include "bulkchange.h"

#include "partychanges.h"
#include "partyjson.h"
#include "partyvalues.h"

#include <QJsonArray>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;

namespace {

using Outcome = Result<Party, BulkSkip>;

// clang-format off
constexpr std::array SkipWords{
    std::pair{BulkSkip::AlreadySo, "already-so"_L1},
    std::pair{BulkSkip::HasNotGotIt, "has-not-got-it"_L1},
    std::pair{BulkSkip::NotForOrganisations, "not-for-organisations"_L1},
    std::pair{BulkSkip::NotForPeople, "not-for-people"_L1},
    std::pair{BulkSkip::NotAMember, "not-a-member"_L1},
    std::pair{BulkSkip::WithoutDataTag, "without-data-tag"_L1},
    std::pair{BulkSkip::NotTold, "not-told"_L1},
    std::pair{BulkSkip::Restricted, "restricted"_L1},
    std::pair{BulkSkip::HasDraft, "has-draft"_L1},
    std::pair{BulkSkip::DeletePending, "delete-pending"_L1},
    std::pair{BulkSkip::NeedsUser, "needs-user"_L1},
    std::pair{BulkSkip::Gone, "gone"_L1},
    std::pair{BulkSkip::AlteredSince, "altered-since"_L1},
    std::pair{BulkSkip::GivenUp, "given-up"_L1},
    std::pair{BulkSkip::Stopped, "stopped"_L1},
};
// clang-format on

Outcome skipped(BulkSkip why)
{
    return Unexpected(why);
}

/// One way to apply each kind of change.
class Application
{
public:
    Application(const Party &party, const Catalogue &catalogue)
        : m_party(party)
        , m_catalogue(catalogue)
    {
    }

    Outcome operator()(const AddTag &change) const
    {
        if (!m_party.tags)
            return skipped(BulkSkip::NotTold);
        if (hasTag(*m_party.tags, change.tag))
            return skipped(BulkSkip::AlreadySo);
        Party edited = m_party;
        edited.tags->append(change.tag);
        return edited;
    }

    Outcome operator()(const RemoveTag &change) const
    {
        if (!m_party.tags)
            return skipped(BulkSkip::NotTold);
        if (!hasTag(*m_party.tags, change.tag))
            return skipped(BulkSkip::HasNotGotIt);
        Party edited = m_party;
        edited.tags->removeIf([&change](const Tag &tag) { return hasTag({change.tag}, tag); });
        return edited;
    }

    Outcome operator()(const SetOwnership &change) const
    {
        if (!isMember(change))
            return skipped(BulkSkip::NotAMember);
        Party edited = m_party;
        edited.owner = change.owner;
        edited.team = change.team;
        return hasSameOwnership(m_party, edited) ? skipped(BulkSkip::AlreadySo) : edited;
    }

    Outcome operator()(const SetText &change) const
    {
        QString Party::*const text = placeOf(change.key);
        if (!text)
            return skipped(BulkSkip::NotForOrganisations);
        if (m_party.*text == change.text)
            return skipped(BulkSkip::AlreadySo);
        Party edited = m_party;
        edited.*text = change.text;
        return edited;
    }

    Outcome operator()(const SetOrganisation &change) const
    {
        if (!m_party.isPerson())
            return skipped(BulkSkip::NotForOrganisations);
        Party edited = m_party;
        edited.organisation = change.organisation;
        return hasSameOrganisation(m_party, edited) ? skipped(BulkSkip::AlreadySo) : edited;
    }

    Outcome operator()(const SetField &change) const
    {
        if (change.captureRule && *change.captureRule != m_party.type)
            return skipped(m_party.isPerson() ? BulkSkip::NotForPeople : BulkSkip::NotForOrganisations);
        if (!m_party.fields || (change.tagId != 0 && !m_party.tags))
            return skipped(BulkSkip::NotTold);
        if (change.tagId != 0 && !hasDataTag(change.tagId))
            return skipped(BulkSkip::WithoutDataTag);
        const FieldValue *old = fieldOf(*m_party.fields, change.definitionId);
        const FieldValue wanted{old ? old->id : 0, change.definitionId, change.name, change.tagId, change.content};
        if (hasSameContent(old, &wanted))
            return skipped(BulkSkip::AlreadySo);
        Party edited = m_party;
        edited.fields->removeIf(
            [&change](const FieldValue &field) { return field.definitionId == change.definitionId; });
        if (!isNothing(&wanted))
            edited.fields->append(wanted);
        return edited;
    }

    Outcome operator()(const DeleteRecords &) const { return m_party; }

    Outcome operator()(const GiveBack &) const
    {
        Q_ASSERT_X(false, "applied", "giving back needs the values of each record");
        return skipped(BulkSkip::AlreadySo);
    }

private:
    QString Party::*placeOf(const QString &key) const
    {
        for (const auto &[name, text] : nameTexts(m_party.type)) {
            if (key == name)
                return text;
        }
        return key == AboutText.key ? AboutText.text : nullptr;
    }

    bool hasDataTag(qint64 id) const
    {
        return std::ranges::any_of(*m_party.tags, [id](const Tag &tag) { return tag.id == id; });
    }

    bool isMember(const SetOwnership &change) const
    {
        if (!change.owner || !change.team || !m_catalogue.teams)
            return true;
        const auto team = std::ranges::find(*m_catalogue.teams, change.team->id, &Team::id);
        return team == m_catalogue.teams->end() || !team->members || team->members->contains(change.owner->id);
    }

    const Party &m_party;
    const Catalogue &m_catalogue;
};

/// Nothing but what the record is called, in lists that are told.
Party bare(const Party &party)
{
    Party empty;
    empty.type = party.type;
    empty.firstName = party.firstName;
    empty.lastName = party.lastName;
    empty.name = party.name;
    empty.tags.emplace();
    empty.fields.emplace();
    return empty;
}

QJsonObject referenceTo(qint64 id, const QString &name)
{
    return {{u"id"_s, id}, {u"name"_s, name}};
}

QJsonObject toJson(const Tag &tag)
{
    QJsonObject json{{u"name"_s, tag.name}, {u"dataTag"_s, tag.dataTag}};
    if (tag.id != 0)
        json.insert("id"_L1, tag.id);
    return json;
}

std::optional<Tag> tagFrom(const QJsonObject &json)
{
    const QString name = json["name"_L1].toString();
    if (name.isEmpty())
        return {};
    return Tag{json["id"_L1].toInteger(), name, json["dataTag"_L1].toBool()};
}

struct ToJson
{
    QJsonObject operator()(const AddTag &change) const { return {{u"addTag"_s, toJson(change.tag)}}; }
    QJsonObject operator()(const RemoveTag &change) const { return {{u"removeTag"_s, toJson(change.tag)}}; }
    QJsonObject operator()(const SetOwnership &change) const
    {
        QJsonObject json;
        if (change.owner) {
            QJsonObject owner = referenceTo(change.owner->id, change.owner->name);
            owner.insert("username"_L1, change.owner->username);
            json.insert("owner"_L1, owner);
        }
        if (change.team)
            json.insert("team"_L1, referenceTo(change.team->id, change.team->name));
        return {{u"setOwnership"_s, json}};
    }
    QJsonObject operator()(const SetText &change) const
    {
        return {{u"setText"_s, QJsonObject{{u"key"_s, change.key}, {u"text"_s, change.text}}}};
    }
    QJsonObject operator()(const SetOrganisation &change) const
    {
        QJsonObject json;
        if (change.organisation) {
            json = referenceTo(change.organisation->id, change.organisation->name);
            if (!change.organisation->localId.isNull())
                json.insert("localId"_L1, change.organisation->localId.toString(QUuid::WithoutBraces));
        }
        return {{u"setOrganisation"_s, json}};
    }
    QJsonObject operator()(const SetField &change) const
    {
        QJsonObject json{{u"definition"_s, change.definitionId}, {u"name"_s, change.name}, {u"tag"_s, change.tagId}};
        if (change.captureRule)
            json.insert("people"_L1, *change.captureRule == PartyType::Person);
        if (const bool *tick = std::get_if<bool>(&change.content))
            json.insert("content"_L1, *tick);
        else
            json.insert("content"_L1, std::get<QString>(change.content));
        return {{u"setField"_s, json}};
    }
    QJsonObject operator()(const DeleteRecords &) const { return {{u"delete"_s, QJsonObject()}}; }
    QJsonObject operator()(const GiveBack &change) const
    {
        return {{u"giveBack"_s, QJsonObject{{u"run"_s, change.run}}}};
    }
};

BulkChange ownershipFrom(const QJsonObject &json)
{
    SetOwnership change;
    if (const QJsonObject owner = json["owner"_L1].toObject(); !owner.isEmpty())
        change.owner
            = UserRef{owner["id"_L1].toInteger(), owner["username"_L1].toString(), owner["name"_L1].toString()};
    if (const QJsonObject team = json["team"_L1].toObject(); !team.isEmpty())
        change.team = TeamRef{team["id"_L1].toInteger(), team["name"_L1].toString()};
    return change;
}

BulkChange organisationFrom(const QJsonObject &json)
{
    if (json.isEmpty())
        return SetOrganisation{};
    return SetOrganisation{
        OrganisationRef{json["id"_L1].toInteger(), QUuid(json["localId"_L1].toString()), json["name"_L1].toString()}};
}

std::optional<BulkChange> fieldFrom(const QJsonObject &json)
{
    SetField change{json["definition"_L1].toInteger(), json["name"_L1].toString(), json["tag"_L1].toInteger(), {}, {}};
    if (const QJsonValue people = json["people"_L1]; people.isBool())
        change.captureRule = people.toBool() ? PartyType::Person : PartyType::Organisation;
    const QJsonValue content = json["content"_L1];
    if (change.definitionId <= 0 || !(content.isBool() || content.isString()))
        return {};
    if (content.isBool())
        change.content = content.toBool();
    else
        change.content = content.toString();
    return change;
}

} // namespace

QString bulkSkipWord(BulkSkip skip)
{
    const auto at = std::ranges::find(SkipWords, skip, [](const auto &pair) { return pair.first; });
    Q_ASSERT(at != SkipWords.end());
    return at->second;
}

std::optional<BulkSkip> bulkSkipFromWord(const QString &word)
{
    const auto at = std::ranges::find_if(SkipWords, [&word](const auto &pair) { return word == pair.second; });
    return at == SkipWords.end() ? std::nullopt : std::optional(at->first);
}

QJsonObject bulkChangeToJson(const BulkChange &change)
{
    return std::visit(ToJson(), change);
}

std::optional<BulkChange> bulkChangeFromJson(const QJsonObject &json)
{
    if (json.size() != 1 || !json.begin()->isObject())
        return {};
    const QString kind = json.begin().key();
    const QJsonObject values = json.begin()->toObject();
    if (kind == "addTag"_L1 || kind == "removeTag"_L1) {
        const auto tag = tagFrom(values);
        if (!tag)
            return {};
        return kind == "addTag"_L1 ? BulkChange(AddTag{*tag}) : BulkChange(RemoveTag{*tag});
    }
    if (kind == "setOwnership"_L1)
        return ownershipFrom(values);
    if (kind == "setText"_L1)
        return SetText{values["key"_L1].toString(), values["text"_L1].toString()};
    if (kind == "setOrganisation"_L1)
        return organisationFrom(values);
    if (kind == "setField"_L1)
        return fieldFrom(values);
    if (kind == "delete"_L1)
        return DeleteRecords{};
    if (kind == "giveBack"_L1)
        return GiveBack{values["run"_L1].toInteger()};
    return {};
}

Result<Party, BulkSkip> applied(const BulkChange &change, const Party &party, const Catalogue &catalogue)
{
    if (party.isRestricted)
        return skipped(BulkSkip::Restricted);
    return std::visit(Application(party, catalogue), change);
}

BulkValues bulkValues(const Party &before, const Party &after)
{
    const QStringList keys = keysOf(describeChanges(before, after));
    return {withKeysFrom(bare(before), before, keys), withKeysFrom(bare(before), after, keys)};
}

Result<Party, BulkSkip> givenBack(const BulkValues &values, const Party &now)
{
    if (now.isRestricted)
        return skipped(BulkSkip::Restricted);
    const Rebased rebased = rebase(values.became, values.was, now);
    if (!rebased.conflicts.isEmpty())
        return skipped(BulkSkip::AlteredSince);
    if (describeChanges(now, rebased.merged).isEmpty())
        return skipped(BulkSkip::AlreadySo);
    return rebased.merged;
}

QJsonObject sparseJson(const Party &party)
{
    QJsonObject json = partyToJson(party);
    for (auto value = json.begin(); value != json.end();) {
        const bool isNeeded = value.key() == "tags"_L1 || value.key() == "fields"_L1;
        const bool isEmpty = value->isNull() || (value->isArray() && value->toArray().isEmpty())
            || (value->isString() && value->toString().isEmpty());
        value = isEmpty && !isNeeded ? json.erase(value) : std::next(value);
    }
    return json;
}
