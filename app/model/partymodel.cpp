#include "partymodel.h"

#include "store/partystore.h"

#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

/// More rows than this are told as a reset: moving each alone would cost more than the picture is worth.
constexpr qsizetype SingleChangesAtMost = 32;

QString joined(QStringList parts)
{
    parts.removeAll(QString());
    return parts.join(u", "_s);
}

QString subtitleOf(const PartySummary &summary)
{
    const QString line = joined({summary.organisation, summary.city});
    return line.isEmpty() ? summary.jobTitle : line;
}

} // namespace

PartyModel::PartyModel(PartyStore &store, QObject *parent)
    : QAbstractTableModel(parent)
    , m_store(store)
    , m_ids(matching())
{
    connect(&store, &PartyStore::partiesChanged, this, &PartyModel::updateRows);
    connect(&store, &PartyStore::partiesReset, this, &PartyModel::reload);
}

void PartyModel::setScope(Scope scope)
{
    if (scope == m_scope)
        return;
    m_scope = scope;
    reload();
}

PartyModel::Scope PartyModel::scope() const
{
    return m_scope;
}

void PartyModel::setSearch(const QString &search)
{
    if (search == m_search)
        return;
    m_search = search;
    reload();
}

QString PartyModel::search() const
{
    return m_search;
}

void PartyModel::setSort(PartyIndex::Sort sort)
{
    if (sort == m_sort)
        return;
    m_sort = sort;
    reload();
}

QUuid PartyModel::localIdAt(int row) const
{
    return m_ids.value(row);
}

int PartyModel::rowOf(const QUuid &localId) const
{
    return int(m_ids.indexOf(localId));
}

qsizetype PartyModel::countOf(Scope scope) const
{
    switch (scope) {
    case Scope::Everyone:
        return m_store.index().count(PartyIndex::Kind::Everyone);
    case Scope::People:
        return m_store.index().count(PartyIndex::Kind::People);
    case Scope::Organisations:
        return m_store.index().count(PartyIndex::Kind::Organisations);
    case Scope::Drafts:
    case Scope::Waiting:
    case Scope::NeedsUser:
        return idsIn(scope).size();
    }
    Q_UNREACHABLE();
}

/// The listed records of a scope that holds only a few, in any order.
QList<QUuid> PartyModel::idsIn(Scope scope) const
{
    QSet<QUuid> ids;
    if (scope == Scope::Drafts) {
        const QList<QUuid> drafts = m_store.drafts();
        ids = QSet<QUuid>(drafts.begin(), drafts.end());
    } else {
        for (const OutboxEntry &entry : m_store.pendingEntries()) {
            if (scope == Scope::Waiting || entry.needsUser())
                ids.insert(entry.localId);
        }
    }
    ids.removeIf([this](const QUuid &localId) {
        const auto summary = m_store.index().summary(localId);
        return !summary || summary->isDeleted;
    });
    return ids.values();
}

QList<QUuid> PartyModel::matching() const
{
    const PartyIndex &index = m_store.index();
    switch (m_scope) {
    case Scope::Everyone:
        return index.find(PartyIndex::Kind::Everyone, m_search, m_sort);
    case Scope::People:
        return index.find(PartyIndex::Kind::People, m_search, m_sort);
    case Scope::Organisations:
        return index.find(PartyIndex::Kind::Organisations, m_search, m_sort);
    case Scope::Drafts:
    case Scope::Waiting:
    case Scope::NeedsUser:
        break;
    }
    QList<QUuid> ids = idsIn(m_scope);
    if (!m_search.isEmpty()) {
        const QList<QUuid> found = index.find(PartyIndex::Kind::Everyone, m_search, m_sort);
        const QSet<QUuid> matches(found.begin(), found.end());
        ids.removeIf([&matches](const QUuid &localId) { return !matches.contains(localId); });
    }
    return index.inOrder(ids, m_sort);
}

void PartyModel::reload()
{
    beginResetModel();
    m_summary = {};
    m_ids = matching();
    endResetModel();
    Q_EMIT countsChanged();
}

/// Brings the rows of the changed records to where they belong now; all others stand still.
void PartyModel::updateRows(const QList<QUuid> &changed)
{
    if (changed.size() > SingleChangesAtMost) {
        reload();
        return;
    }
    m_summary = {};
    const QList<QUuid> fresh = matching();
    const QSet<QUuid> changedSet(changed.begin(), changed.end());
    QList<qsizetype> places;
    for (qsizetype place = 0; place < fresh.size(); ++place) {
        if (changedSet.contains(fresh[place]))
            places.append(place);
    }
    QSet<QUuid> missing = changedSet;
    for (const qsizetype place : places)
        missing.remove(fresh[place]);
    removeRowsOf(missing);
    // In rising order, each goes right behind the row it follows: that one already stands where it should.
    for (const qsizetype place : places)
        placeRow(fresh[place], place == 0 ? QUuid() : fresh[place - 1]);
    Q_ASSERT(m_ids == fresh);
    Q_EMIT countsChanged();
}

void PartyModel::removeRowsOf(const QSet<QUuid> &localIds)
{
    for (const QUuid &localId : localIds) {
        const int row = rowOf(localId);
        if (row < 0)
            continue;
        beginRemoveRows({}, row, row);
        m_ids.removeAt(row);
        endRemoveRows();
    }
}

/// Puts the row of a record right behind that of `before`, or first if that is null.
void PartyModel::placeRow(const QUuid &localId, const QUuid &before)
{
    const int old = rowOf(localId);
    const int place = before.isNull() ? 0 : rowOf(before) + 1;
    if (old < 0) {
        beginInsertRows({}, place, place);
        m_ids.insert(place, localId);
        endInsertRows();
        return;
    }
    if (old != place) {
        beginMoveRows({}, old, old, {}, place);
        m_ids.move(old, place > old ? place - 1 : place);
        endMoveRows();
    }
    const int row = place > old ? place - 1 : place;
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

int PartyModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_ids.size());
}

int PartyModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

const PartySummary &PartyModel::summaryAt(int row) const
{
    const QUuid &localId = m_ids.at(row);
    if (m_summary.localId != localId)
        m_summary = m_store.index().summary(localId).value_or(PartySummary());
    return m_summary;
}

QVariant PartyModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const PartySummary &summary = summaryAt(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return display(summary, index.column());
    case Qt::AccessibleTextRole:
        return index.column() == NameColumn ? QVariant(rowText(summary)) : display(summary, index.column());
    case Qt::AccessibleDescriptionRole:
        return joined(statesOf(summary));
    case LocalIdRole:
        return summary.localId;
    case IsPersonRole:
        return summary.type == PartyType::Person;
    case SubtitleRole:
        return subtitleOf(summary);
    case TagsRole:
        return summary.tags;
    case HasDraftRole:
        return summary.hasDraft;
    case IsPendingRole:
        return summary.isPending;
    case NeedsUserRole:
        return summary.needsUser;
    case IsRestrictedRole:
        return summary.isRestricted;
    default:
        return {};
    }
}

QVariant PartyModel::display(const PartySummary &summary, int column) const
{
    switch (Column(column)) {
    case NameColumn:
        return nameOf(summary);
    case OrganisationColumn:
        return summary.organisation;
    case JobTitleColumn:
        return summary.jobTitle;
    case CityColumn:
        return summary.city;
    case EmailColumn:
        return summary.email;
    case PhoneColumn:
        return summary.phone;
    case ChangedColumn:
        return summary.updatedAt.isValid() ? summary.updatedAt.toLocalTime() : QVariant();
    case ColumnCount:
        break;
    }
    return {};
}

QString PartyModel::nameOf(const PartySummary &summary)
{
    if (!summary.name.isEmpty())
        return summary.name;
    //: In place of the name of a person or organisation that has none yet
    return tr("(no name)");
}

QStringList PartyModel::statesOf(const PartySummary &summary)
{
    QStringList states;
    if (summary.hasDraft)
        //: Read out after a contact's name: something was typed and not saved
        states.append(tr("unsaved changes"));
    if (summary.needsUser)
        //: Read out after a contact's name: Capsule refused a change, or it collides with someone else's
        states.append(tr("needs your decision"));
    else if (summary.isPending)
        //: Read out after a contact's name: saved here, not yet in Capsule
        states.append(tr("waiting to be sent"));
    if (summary.isRestricted)
        //: Read out after a contact's name: this user may not see the record
        states.append(tr("private"));
    return states;
}

QString PartyModel::rowText(const PartySummary &summary)
{
    return joined(QStringList{nameOf(summary), summary.organisation, summary.city} + statesOf(summary));
}

QVariant PartyModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case NameColumn:
        //: Column of the list: the name of a person or organisation
        return tr("Name");
    case OrganisationColumn:
        //: Column of the list: where a person works
        return tr("Organisation");
    case JobTitleColumn:
        //: Column of the list
        return tr("Job title");
    case CityColumn:
        //: Column of the list: the city of the first address
        return tr("City");
    case EmailColumn:
        //: Column of the list: the first email address
        return tr("Email");
    case PhoneColumn:
        //: Column of the list: the first phone number
        return tr("Phone");
    case ChangedColumn:
        //: Column of the list: when the record was last changed in Capsule
        return tr("Changed");
    case ColumnCount:
        break;
    }
    return {};
}
