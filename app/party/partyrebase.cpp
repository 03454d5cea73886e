#include "party/partychanges.h"
#include "party/partydescription.h"
#include "party/partyrows.h"

using namespace Qt::StringLiterals;

namespace {
/// One value three ways. Where only one side changed it, that side's; where both did, mine.
template <typename Value>
struct ThreeWay
{
    const Value &base;
    const Value &mine;
    const Value &theirs;

    bool isConflict() const { return mine != base && theirs != base && mine != theirs; }
    const Value &merged() const { return mine == base ? theirs : mine; }
};

template <typename Value>
ThreeWay(const Value &, const Value &, const Value &) -> ThreeWay<Value>;

/// Gives rows that wait for an id the ids that Capsule gave them meanwhile: a row of `base` without an id is the row of
/// `theirs` with the same texts, and so is the row of `edited` that was made from it (the one with the same texts, else
/// the next one without an id).
template <typename Kind, typename Row>
void adoptIds(const Kind &kind, QList<Row> &base, QList<Row> &edited, const QList<Row> &theirs)
{
    const auto isWaiting = [](const Row &row) {
        return row.id == 0;
    };
    for (Row &was : base) {
        if (was.id != 0)
            continue;
        const auto twin = [&](const Row &row) {
            return row.id == 0 && kind.sameTexts(row, was);
        };
        auto mine = std::find_if(edited.begin(), edited.end(), twin);
        const bool isUnchanged = mine != edited.end();
        if (!isUnchanged)
            mine = std::find_if(edited.begin(), edited.end(), isWaiting);
        const auto arrived = std::find_if(theirs.begin(), theirs.end(),
            [&](const Row &row) { return kind.sameTexts(row, was) && !rowWithId(base, row.id); });
        if (arrived == theirs.end())
            continue;
        was.id = arrived->id;
        if (mine != edited.end())
            mine->id = arrived->id;
    }
}

/// Carries one kind of rows over.
template <typename Kind, typename Row>
class RowRebase
{
public:
    RowRebase(
        const Kind &kind, QList<Row> base, QList<Row> edited, const QList<Row> &theirs, QList<PartyConflict> &conflicts)
        : m_kind(kind)
        , m_base(std::move(base))
        , m_edited(std::move(edited))
        , m_theirs(theirs)
        , m_conflicts(conflicts)
    {
        adoptIds(m_kind, m_base, m_edited, m_theirs);
    }

    QList<Row> merged()
    {
        for (const Row &theirs : m_theirs)
            mergeRow(theirs);
        for (const Row &was : m_base) {
            if (was.id > 0 && !rowWithId(m_theirs, was.id))
                mergeRemovedByThem(was);
        }
        for (const auto &[place, row] : additions(m_kind, m_base, m_edited))
            addUnlessThere(row);
        return m_merged;
    }

private:
    /// My version of a row of base; null if I removed or emptied it.
    const Row *mine(qint64 id, const Row &was) const
    {
        const Row *row = rowWithId(m_edited, id);
        return row && m_kind.isEmpty(*row) && !m_kind.isEmpty(was) ? nullptr : row;
    }

    void mergeRow(const Row &theirs)
    {
        const Row *was = rowWithId(m_base, theirs.id);
        if (!was)
            return mergeAddedByThem(theirs);
        const Row *is = mine(theirs.id, *was);
        if (is) {
            m_merged.append(mergeTexts(*was, *is, theirs));
        } else if (!m_kind.sameTexts(*was, theirs)) {
            m_conflicts.append({rowKey(m_kind, theirs.id), readableRow(m_kind, *was), {}, readableRow(m_kind, theirs)});
        }
    }

    void mergeAddedByThem(const Row &theirs)
    {
        const Row *is = rowWithId(m_edited, theirs.id);
        m_merged.append(is ? mergeTexts(theirs, *is, theirs) : theirs);
    }

    Row mergeTexts(const Row &was, const Row &is, const Row &theirs)
    {
        Row row = theirs; // with what only Capsule knows of it
        for (const auto &part : m_kind.texts) {
            const ThreeWay text{was.*part.text, is.*part.text, theirs.*part.text};
            row.*part.text = text.merged();
            if (text.isConflict())
                m_conflicts.append({textKey(m_kind, theirs.id, part.key), text.base, text.mine, text.theirs});
        }
        return row;
    }

    void mergeRemovedByThem(const Row &was)
    {
        const Row *is = mine(was.id, was);
        if (!is || m_kind.sameTexts(was, *is))
            return;
        Row again = *is;
        again.id = 0;
        m_merged.append(again);
        m_conflicts.append({rowKey(m_kind, was.id), readableRow(m_kind, was), readableRow(m_kind, *is), {}});
    }

    void addUnlessThere(const Row &row)
    {
        if (rowWithId(m_theirs, row.id))
            return; // merged already
        for (const Row &theirs : m_theirs) {
            const bool isNew = !rowWithId(m_base, theirs.id) && !rowWithId(m_edited, theirs.id);
            if (isNew && !m_taken.contains(theirs.id) && sameBlanksAside(row, theirs)) {
                m_taken.append(theirs.id);
                return;
            }
        }
        Row added = row;
        added.id = 0;
        m_merged.append(added);
    }

    bool sameBlanksAside(const Row &a, const Row &b) const
    {
        return std::all_of(m_kind.texts.begin(), m_kind.texts.end(), [&](const auto &part) {
            QString mine = (a.*part.text).simplified();
            if constexpr (std::is_same_v<Row, Website>) {
                if (part.text == &Website::service && mine.isEmpty())
                    mine = u"URL"_s; // what an addition without a service is sent as
            }
            return mine == (b.*part.text).simplified();
        });
    }

    const Kind &m_kind;
    QList<Row> m_base;
    QList<Row> m_edited;
    const QList<Row> &m_theirs;
    QList<PartyConflict> &m_conflicts;
    QList<Row> m_merged;
    QList<qint64> m_taken; ///< rows of theirs that an addition of mine turned out to be
};

void rebaseScalars(const Party &base, const Party &edited, Rebased &result)
{
    for (const Scalar &scalar : Scalars) {
        const QString theirs = result.merged.*scalar.text;
        const ThreeWay text{base.*scalar.text, edited.*scalar.text, theirs};
        result.merged.*scalar.text = text.merged();
        if (text.isConflict())
            result.conflicts.append({scalar.key, text.base, text.mine, text.theirs});
    }
}

void rebaseOrganisation(const Party &base, const Party &edited, const Party &theirs, Rebased &result)
{
    if (sameOrganisation(base.organisation, edited.organisation)
        || sameOrganisation(edited.organisation, theirs.organisation))
        return;
    result.merged.organisation = edited.organisation;
    if (!sameOrganisation(base.organisation, theirs.organisation)) {
        result.conflicts.append({u"organisation"_s, readableOrganisation(base.organisation),
            readableOrganisation(edited.organisation), readableOrganisation(theirs.organisation)});
    }
}

void rebaseOwnerAndTeam(const Party &base, const Party &edited, const Party &theirs, Rebased &result)
{
    if (sameOwnerAndTeam(base, edited) || sameOwnerAndTeam(edited, theirs))
        return;
    result.merged.owner = edited.owner;
    result.merged.team = edited.team;
    if (!sameOwnerAndTeam(base, theirs)) {
        result.conflicts.append({u"ownerAndTeam"_s, readableOwnerAndTeam(base), readableOwnerAndTeam(edited),
            readableOwnerAndTeam(theirs)});
    }
}

void rebaseTags(const Party &base, const Party &edited, Rebased &result)
{
    if (!edited.tags)
        return;
    if (!result.merged.tags)
        result.merged.tags = edited.tags; // nobody told us theirs
    if (!base.tags)
        return;
    const QList<Tag> removed = tagsBeyond(*base.tags, *edited.tags);
    QList<Tag> tags = tagsBeyond(*result.merged.tags, removed);
    tags += tagsBeyond(tagsBeyond(*edited.tags, *base.tags), tags);
    result.merged.tags = tags;
}

void setField(QList<FieldValue> &fields, qint64 definitionId, const FieldValue *value)
{
    const auto found = std::find_if(fields.begin(), fields.end(),
        [definitionId](const FieldValue &field) { return field.definitionId == definitionId; });
    if (!value) {
        if (found != fields.end())
            fields.erase(found);
        return;
    }
    if (found == fields.end())
        fields.append(*value);
    else
        found->value = value->value;
}

void rebaseFields(const Party &base, const Party &edited, Rebased &result)
{
    if (!edited.fields)
        return;
    if (!result.merged.fields)
        result.merged.fields = edited.fields;
    if (!base.fields)
        return;
    for (const qint64 id : definitionsIn(*base.fields, *edited.fields)) {
        const FieldContent was = contentOf(*base.fields, id);
        const FieldContent is = contentOf(*edited.fields, id);
        const FieldContent theirs = contentOf(*result.merged.fields, id);
        const ThreeWay content{was, is, theirs};
        if (content.isConflict())
            result.conflicts.append({fieldKey(id), readableContent(was), readableContent(is), readableContent(theirs)});
        if (is != was && is != theirs)
            setField(*result.merged.fields, id, fieldOf(*edited.fields, id));
    }
}

template <typename Kind, typename Row>
void takeAdditions(const Kind &kind, QList<Row> &edited, const QStringList &keys)
{
    int place = 0;
    QList<Row> kept;
    for (const Row &row : edited) {
        if (row.id == 0 && keys.contains(additionKey(kind, place++)))
            continue;
        kept.append(row);
    }
    edited = kept;
}

template <typename Kind, typename Row>
void takeRows(const Kind &kind, QList<Row> &edited, const QList<Row> &from, const QStringList &keys)
{
    takeAdditions(kind, edited, keys);
    edited.removeIf(
        [&](const Row &row) { return row.id > 0 && keys.contains(rowKey(kind, row.id)) && !rowWithId(from, row.id); });
    for (const Row &source : from) {
        if (source.id == 0)
            continue;
        const auto target
            = std::find_if(edited.begin(), edited.end(), [&](const Row &row) { return row.id == source.id; });
        const bool wholeRow = keys.contains(rowKey(kind, source.id));
        if (target == edited.end()) {
            if (wholeRow)
                edited.append(source);
            continue;
        }
        for (const auto &part : kind.texts) {
            if (wholeRow || keys.contains(textKey(kind, source.id, part.key)))
                (*target).*part.text = source.*part.text;
        }
    }
}

void takeTags(QList<Tag> &edited, const QList<Tag> &from, const QStringList &keys)
{
    edited.removeIf([&](const Tag &tag) { return keys.contains(tagKey(tag)) && tagsBeyond({tag}, from).size() == 1; });
    for (const Tag &tag : tagsBeyond(from, edited)) {
        if (keys.contains(tagKey(tag)))
            edited.append(tag);
    }
}
} // namespace

Rebased rebase(const Party &base, const Party &edited, const Party &theirs)
{
    Rebased result{theirs, {}};
    rebaseScalars(base, edited, result);
    rebaseOrganisation(base, edited, theirs, result);
    forEachRowKind([&](const auto &kind) {
        result.merged.*kind.list
            = RowRebase(kind, base.*kind.list, edited.*kind.list, theirs.*kind.list, result.conflicts).merged();
    });
    rebaseOwnerAndTeam(base, edited, theirs, result);
    rebaseTags(base, edited, result);
    rebaseFields(base, edited, result);
    return result;
}

Party withKeysFrom(const Party &edited, const Party &from, const QStringList &keys)
{
    Party result = edited;
    for (const Scalar &scalar : Scalars) {
        if (keys.contains(scalar.key))
            result.*scalar.text = from.*scalar.text;
    }
    if (keys.contains("organisation"_L1))
        result.organisation = from.organisation;
    if (keys.contains("ownerAndTeam"_L1)) {
        result.owner = from.owner;
        result.team = from.team;
    }
    forEachRowKind([&](const auto &kind) { takeRows(kind, result.*kind.list, from.*kind.list, keys); });
    if (result.tags && from.tags)
        takeTags(*result.tags, *from.tags, keys);
    if (result.fields && from.fields) {
        for (const qint64 id : definitionsIn(*result.fields, *from.fields)) {
            if (keys.contains(fieldKey(id)))
                setField(*result.fields, id, fieldOf(*from.fields, id));
        }
    }
    return result;
}
