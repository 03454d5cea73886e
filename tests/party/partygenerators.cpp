#include "partygenerators.h"

#include "party/partyjson.h"
#include "party/partykeys.h"
#include "partyworld.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace {

// --- choosing

/// RapidCheck's ranges begin narrow and widen; ours are small, and edits are wanted from the first case on.
int below(int limit)
{
    return *rc::gen::resize(rc::kNominalSize, rc::gen::inRange(0, limit));
}

/// One in `odds`; shrinks to no.
bool chance(int odds)
{
    return below(odds) == odds - 1;
}

template <typename List>
auto oneOf(const List &list)
{
    return list.at(below(static_cast<int>(list.size())));
}

/// What a text may hold; the first is the plainest. Keys that are not here may hold anything that `words` says.
QStringList valuesOf(QLatin1StringView list, QLatin1StringView key)
{
    static const QStringList words{u"Anna"_s, u"Lind"_s, u"Ødegård"_s, u"O'Neil \"x\""_s, u"李 小龍"_s, u" Lind  "_s};
    if (key == "title"_L1)
        return {u"Mr"_s, u"Dr"_s};
    if (key == "about"_L1 || key == "street"_L1)
        return {u"One line"_s, u"Two\nlines"_s, u"\\ \t \u202e"_s};
    if (key == "country"_L1)
        return {u"Norway"_s, u"United Kingdom"_s, u"Côte d'Ivoire"_s};
    if (key == "service"_L1)
        return {u"URL"_s, u"TWITTER"_s, u"LINKED_IN"_s};
    if (key != "type"_L1)
        return words;
    if (list == "addresses"_L1)
        return {u"Home"_s, u"Office"_s};
    return {u"Work"_s, u"Home"_s};
}

QString anyValue(QLatin1StringView list, QLatin1StringView key)
{
    return oneOf(valuesOf(list, key));
}

// --- rows

template <typename Row>
Row anyRow()
{
    Row row;
    std::size_t place = 0;
    for (const TextKey<Row> &text : RowKeys<Row>::texts) {
        const bool isMain = place++ == 0; // a row that has this is not blank
        if (isMain || chance(3))
            row.*text.text = anyValue(RowKeys<Row>::key, text.key);
    }
    return row;
}

template <typename Row>
void editRow(Row &row)
{
    for (const TextKey<Row> &text : RowKeys<Row>::texts) {
        if (chance(4))
            row.*text.text = anyValue(RowKeys<Row>::key, text.key);
        else if (chance(6))
            (row.*text.text).clear();
    }
}

template <typename Row>
void empty(Row &row)
{
    for (std::size_t i = 0; i < RowKeys<Row>::mainTexts; ++i)
        (row.*RowKeys<Row>::texts[i].text).clear();
}

template <typename Row>
QList<Row> editedRows(const QList<Row> &rows)
{
    QList<Row> edited;
    for (Row row : rows) {
        if (chance(5))
            continue;
        if (chance(3))
            editRow(row);
        if (chance(8))
            empty(row);
        edited.append(row);
    }
    for (int i = below(3); i > 0; --i) {
        Row row = anyRow<Row>();
        if (chance(5))
            empty(row);
        edited.insert(below(static_cast<int>(edited.size()) + 1), row);
    }
    return edited;
}

// --- tags, fields, references

QList<Tag> editedTags(const QList<Tag> &tags)
{
    QList<Tag> edited;
    for (const Tag &tag : tags) {
        if (!chance(4))
            edited.append(tag);
    }
    const auto has = [&](const Tag &tag) {
        return std::any_of(edited.begin(), edited.end(),
            [&](const Tag &other) { return other.name.compare(tag.name, Qt::CaseInsensitive) == 0; });
    };
    static const QList<Tag> choices = world::tags + QList<Tag>{{0, u"Fresh"_s, false}, {0, u"lead"_s, false}};
    for (int i = below(3); i > 0; --i) {
        if (const Tag tag = oneOf(choices); !has(tag))
            edited.append(tag);
    }
    return edited;
}

FieldContent anyContent(qint64 definition)
{
    switch (definition) {
    case world::Text:
        return chance(4) ? QString() : anyValue({}, {});
    case world::Number:
        return oneOf(QStringList{u"5"_s, u"12.5"_s, u"-3"_s});
    case world::Tick:
        return chance(2);
    case world::Date:
        return oneOf(QStringList{u"2026-01-31"_s, u"2026-02-01"_s});
    default:
        return oneOf(world::listOptions);
    }
}

QList<FieldValue> editedFields(const QList<FieldValue> &fields)
{
    QList<FieldValue> edited = fields;
    for (qint64 definition = world::Text; definition <= world::List; ++definition) {
        const auto isIt = [definition](const FieldValue &field) {
            return field.definitionId == definition;
        };
        const auto at = std::find_if(edited.begin(), edited.end(), isIt);
        if (!chance(4))
            continue;
        if (at == edited.end())
            edited.append({0, definition, {}, 0, anyContent(definition)});
        else if (chance(3))
            edited.erase(at);
        else
            at->value = anyContent(definition);
    }
    return edited;
}

/// Pairs that the teams of the account allow.
void editOwnership(Party &party)
{
    static const QList<std::pair<qint64, qint64>> pairs{{1, 0}, {0, 0}, {2, 0}, {1, 1}, {2, 1}, {2, 2}, {0, 2}};
    const auto [owner, team] = oneOf(pairs);
    party.owner.reset();
    party.team.reset();
    if (owner != 0)
        party.owner = {owner, {}, u"User %1"_s.arg(owner)};
    if (team != 0)
        party.team = {team, u"Team %1"_s.arg(team)};
}

void editOrganisation(Party &party)
{
    party.organisation.reset();
    if (chance(3))
        party.organisation = OrganisationRef{0, localIdOfServerId(world::organisations.first().id), u"Acme"_s};
    else if (chance(2))
        party.organisation = oneOf(world::organisations);
}

/// A party keeps its last name or its name, so that no merge of two edits loses all of them.
bool mayBeEmpty(QLatin1StringView key)
{
    return key != "lastName"_L1 && key != "name"_L1;
}

void editTexts(Party &party, std::span<const TextKey<Party>> texts)
{
    for (const TextKey<Party> &text : texts) {
        if (chance(4))
            party.*text.text = anyValue({}, text.key);
        else if (mayBeEmpty(text.key) && chance(6))
            (party.*text.text).clear();
    }
}

Party edited(Party party)
{
    if (chance(8))
        return party;
    editTexts(party, nameTexts(party.type));
    editTexts(party, std::span(&AboutText, 1));
    if (chance(4))
        editOwnership(party);
    if (party.isPerson() && chance(4))
        editOrganisation(party);
    forEachList([&](auto list) { party.*list.rows = editedRows(party.*list.rows); });
    if (party.tags)
        party.tags = editedTags(*party.tags);
    if (party.fields)
        party.fields = editedFields(*party.fields);
    return party;
}

Party typed()
{
    Party party;
    party.type = chance(3) ? PartyType::Organisation : PartyType::Person;
    party.lastName = party.isPerson() ? u"Lind"_s : QString();
    party.name = party.isPerson() ? QString() : u"Lind Ltd"_s;
    party.tags.emplace();
    party.fields.emplace();
    forEachList([&](auto list) {
        auto &rows = party.*list.rows;
        for (int i = below(3); i > 0; --i)
            rows.append(anyRow<typename std::remove_reference_t<decltype(rows)>::value_type>());
    });
    return edited(party);
}

// --- odd values

QString oddText()
{
    return oneOf(QStringList{{}, u"x"_s, u" "_s, u"\U0001F469\u200d\U0001F680"_s, u"a\u0301"_s, u"\u202eabc"_s,
        u"null"_s, u"{\"id\":1}"_s, QString(QChar::Null), u"</b>"_s, u"tab\tline\nend"_s});
}

QDateTime oddMoment()
{
    return chance(2) ? QDateTime::fromSecsSinceEpoch(*rc::gen::inRange<qint64>(0, 4'000'000'000), Qt::UTC)
                     : QDateTime();
}

qint64 oddId()
{
    return oneOf(QList<qint64>{0, 1, 2'147'483'648, Q_INT64_C(1) << 53});
}

template <typename Row>
QList<Row> oddRows()
{
    QList<Row> rows;
    for (int i = below(3); i > 0; --i) {
        Row row;
        row.id = oddId();
        for (const TextKey<Row> &text : RowKeys<Row>::texts)
            row.*text.text = oddText();
        if constexpr (std::is_same_v<Row, Website>)
            row.url = oddText();
        rows.append(row);
    }
    return rows;
}

FieldContent oddContent()
{
    if (chance(2))
        return chance(2);
    return oddText();
}

void fillReferences(Party &party)
{
    if (chance(2))
        party.organisation = {oddId(), chance(2) ? localIdOfServerId(7) : QUuid(), oddText()};
    if (chance(2))
        party.owner = {oddId(), oddText(), oddText()};
    if (chance(2))
        party.team = {oddId(), oddText()};
    if (chance(2))
        party.tags = {{oddId(), oddText(), chance(2)}, {oddId(), oddText(), chance(2)}};
    if (chance(2))
        party.fields = {{oddId(), oddId(), oddText(), oddId(), oddContent()}};
}

Party odd()
{
    Party party;
    party.id = oddId();
    party.type = chance(2) ? PartyType::Organisation : PartyType::Person;
    for (QString Party::*text : {&Party::title, &Party::firstName, &Party::lastName, &Party::jobTitle, &Party::name,
             &Party::about, &Party::pictureUrl})
        party.*text = oddText();
    party.emailAddresses = oddRows<EmailAddress>();
    party.phoneNumbers = oddRows<PhoneNumber>();
    party.addresses = oddRows<Address>();
    party.websites = oddRows<Website>();
    fillReferences(party);
    party.createdAt = oddMoment();
    party.updatedAt = oddMoment();
    party.lastContactedAt = oddMoment();
    party.isRestricted = chance(2);
    party.missesImportantFields = chance(2);
    return party;
}

bool holdsNothing(const FieldValue &field)
{
    return field.value == FieldContent(QString()) || field.value == FieldContent(false);
}

} // namespace

rc::Gen<Party> typedParty()
{
    return rc::gen::exec(typed);
}

rc::Gen<Party> storedParty()
{
    return rc::gen::exec([] { return stored(typed(), 1000); });
}

rc::Gen<Party> editOf(const Party &base)
{
    return rc::gen::exec([base] { return edited(base); });
}

rc::Gen<Party> storedEditOf(const Party &base)
{
    return rc::gen::exec([base] { return stored(edited(base), 2000); });
}

rc::Gen<Party> anyParty()
{
    return rc::gen::exec(odd);
}

Party stored(const Party &edited, qint64 firstId)
{
    qint64 nextId = firstId;
    Party party = edited;
    if (party.id == 0)
        party.id = nextId++;
    if (party.organisation)
        party.organisation->id = std::max(party.organisation->id, serverIdOfLocalId(party.organisation->localId));
    forEachList([&](auto list) {
        auto &rows = party.*list.rows;
        rows.removeIf([](const auto &row) { return isBlank(row); });
        for (auto &row : rows)
            row.id = row.id == 0 ? nextId++ : row.id;
    });
    for (Website &row : party.websites)
        row.service = textOf(row, RowKeys<Website>::texts[1]);
    party.fields->removeIf(holdsNothing);
    for (FieldValue &field : *party.fields)
        field.id = field.id == 0 ? nextId++ : field.id;
    for (Tag &tag : *party.tags)
        tag.id = tag.id != 0 ? tag.id : tag.name == "lead"_L1 ? 3 : 4;
    return party;
}

Party essence(const Party &party)
{
    Party bare = stored(party);
    bare.id = 0;
    forEachList([&](auto list) {
        auto &rows = bare.*list.rows;
        for (auto &row : rows)
            row.id = 0;
        const auto key = [&](const auto &row) {
            QStringList values;
            for (const auto &text : list.texts)
                values.append(row.*text.text);
            return values;
        };
        std::sort(rows.begin(), rows.end(), [&](const auto &a, const auto &b) { return key(a) < key(b); });
    });
    for (Website &row : bare.websites)
        row.url.clear();
    if (bare.organisation)
        bare.organisation = {bare.organisation->id, {}, {}};
    if (bare.owner)
        bare.owner = {bare.owner->id, {}, {}};
    if (bare.team)
        bare.team = {bare.team->id, {}};
    for (Tag &tag : *bare.tags)
        tag = {0, tag.name.toLower(), false};
    std::sort(bare.tags->begin(), bare.tags->end(), [](const Tag &a, const Tag &b) { return a.name < b.name; });
    for (FieldValue &field : *bare.fields)
        field = {0, field.definitionId, {}, 0, field.value};
    std::sort(bare.fields->begin(), bare.fields->end(),
        [](const FieldValue &a, const FieldValue &b) { return a.definitionId < b.definitionId; });
    bare.createdAt = bare.updatedAt = bare.lastContactedAt = {};
    bare.pictureUrl.clear();
    bare.isRestricted = bare.missesImportantFields = false;
    return bare;
}

std::ostream &operator<<(std::ostream &stream, const Party &party)
{
    return stream << QJsonDocument(partyToJson(party)).toJson(QJsonDocument::Compact).constData();
}
