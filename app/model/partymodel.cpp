#include "partymodel.h"

#include "store/partystore.h"

#include <QElapsedTimer>
#include <QLocale>
#include <QSet>

#include <algorithm>
#include <chrono>

using namespace Qt::StringLiterals;

namespace {

/// More rows than this are told as a reset: moving each alone would cost more than the picture is worth.
constexpr qsizetype SingleChangesAtMost = 8;
/// A first load brings one such change after the other: resets may take one part in so many of the time, and are no
/// more often than somebody could look.
constexpr int ReloadShare = 50;
constexpr std::chrono::milliseconds ReloadPause{250};
/// So many rows are sorted in less than a frame.
constexpr qsizetype SortsAtOnce = 4000;

/// What the rows of a scope that holds only a few have in common.
PackedRow::Flag flagOf(PartyModel::Scope scope)
{
    switch (scope) {
    case PartyModel::Scope::Drafts:
        return PackedRow::HasDraft;
    case PartyModel::Scope::NeedsUser:
        return PackedRow::NeedsUser;
    case PartyModel::Scope::Everyone:
    case PartyModel::Scope::People:
    case PartyModel::Scope::Organisations:
    case PartyModel::Scope::Waiting:
        break;
    }
    return PackedRow::IsPending;
}

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
    , m_rows(matching())
{
    connect(&store, &PartyStore::partiesChanged, this, qOverload<const QList<QUuid> &>(&PartyModel::updateRows));
    connect(&store, &PartyStore::partiesReset, this, [this] {
        takeOrder();
        reload();
    });
    connect(&store, &PartyStore::orderReady, this, [this] {
        const auto before = m_sort;
        takeOrder();
        if (m_sort != before)
            reload();
    });
    m_reloadTimer.setSingleShot(true);
    connect(&m_reloadTimer, &QTimer::timeout, this, [this] {
        if (m_needsReload)
            reload();
    });
}

void PartyModel::setScope(Scope scope)
{
    if (scope == m_scope && !m_list)
        return;
    m_scope = scope;
    m_list.reset();
    reload();
}

void PartyModel::setList(const PartyQuery &list)
{
    m_scope = Scope::Everyone;
    m_list = list;
    reload();
}

qsizetype PartyModel::countInView() const
{
    if (!m_list)
        return countOf(m_scope);
    return m_search.trimmed().isEmpty() ? rowCount() : m_store.index().count(*m_list);
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
    if (sort == m_wantedSort)
        return;
    m_wantedSort = sort;
    takeOrder();
    if (m_sort == sort)
        reload();
}

/// Takes the wanted order on, or sees to it that it comes.
void PartyModel::takeOrder()
{
    if (m_store.index().hasOrder(m_wantedSort) || m_store.index().size() < SortsAtOnce)
        m_sort = m_wantedSort;
    else if (m_sort != m_wantedSort)
        m_store.prepareOrder(m_wantedSort);
}

bool PartyModel::isLoaded() const
{
    return m_store.isLoaded();
}

QUuid PartyModel::localIdAt(int row) const
{
    const bool isRow = row >= 0 && std::size_t(row) < m_rows.size();
    return isRow ? m_store.index().localIdAt(m_rows[std::size_t(row)]) : QUuid();
}

int PartyModel::rowOf(const QUuid &localId) const
{
    const auto row = m_store.index().rowOf(localId);
    return row ? placeOf(*row) : -1;
}

int PartyModel::placeOf(quint32 row) const
{
    const auto at = std::ranges::find(m_rows, row);
    return at == m_rows.end() ? -1 : int(at - m_rows.begin());
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
        return m_store.index().count(flagOf(scope));
    }
    Q_UNREACHABLE();
}

PartyQuery PartyModel::query() const
{
    PartyQuery query = m_list.value_or(PartyQuery());
    if (m_scope == Scope::People)
        query.kind = PartyIndex::Kind::People;
    else if (m_scope == Scope::Organisations)
        query.kind = PartyIndex::Kind::Organisations;
    query.searches.append(searchWordsIn(m_search));
    return query;
}

PartyModel::Rows PartyModel::matching() const
{
    const PartyIndex &index = m_store.index();
    if (m_scope <= Scope::Organisations)
        return index.rows(query(), m_sort);
    Rows rows = index.flagged(flagOf(m_scope), m_sort);
    if (!m_search.isEmpty()) {
        const Rows found = index.rows(query(), m_sort);
        const QSet<quint32> matches(found.begin(), found.end());
        std::erase_if(rows, [&matches](quint32 row) { return !matches.contains(row); });
    }
    return rows;
}

void PartyModel::reload()
{
    QElapsedTimer took;
    took.start();
    beginResetModel();
    m_summary = {};
    m_rows = matching();
    m_needsReload = false;
    endResetModel();
    m_reloadTimer.start(std::max(ReloadPause, std::chrono::milliseconds(took.elapsed() * ReloadShare)));
    Q_EMIT countsChanged();
}

void PartyModel::reloadSoon()
{
    m_summary = {};
    m_needsReload = true;
    if (!m_reloadTimer.isActive())
        reload();
}

/// Brings the rows of the changed records to where they belong now; all others stand still.
void PartyModel::updateRows(const QList<QUuid> &changed)
{
    if (changed.size() > SingleChangesAtMost || m_needsReload)
        return reloadSoon();
    m_summary = {};
    QSet<quint32> rows;
    bool hasGone = false;
    for (const QUuid &localId : changed) {
        const auto row = m_store.index().rowOf(localId);
        if (row)
            rows.insert(*row);
        else
            hasGone = true;
    }
    if (hasGone) {
        for (const quint32 row : Rows(m_rows)) { // it has no id any more, only its number
            if (m_store.index().localIdAt(row).isNull())
                removeRow(row);
        }
    }
    updateRows(rows);
    Q_EMIT countsChanged();
}

void PartyModel::updateRows(const QSet<quint32> &changed)
{
    const Rows fresh = matching();
    std::vector<std::size_t> places;
    for (const quint32 row : changed) {
        if (const auto at = std::ranges::find(fresh, row); at != fresh.end())
            places.push_back(std::size_t(at - fresh.begin()));
        else if (placeOf(row) >= 0)
            removeRow(row);
    }
    std::ranges::sort(places);
    // In rising order, each goes right behind the row it follows: that one already stands where it should.
    for (const std::size_t place : places)
        placeRow(fresh[place], place == 0 ? std::nullopt : std::optional(fresh[place - 1]));
    if (m_rows != fresh)
        reload(); // time moves rows too, where a list asks for it
}

void PartyModel::removeRow(quint32 row)
{
    const int place = placeOf(row);
    beginRemoveRows({}, place, place);
    m_rows.erase(m_rows.begin() + place);
    endRemoveRows();
}

/// Puts a row right behind another, or first if there is none before it.
void PartyModel::placeRow(quint32 row, std::optional<quint32> before)
{
    const int old = placeOf(row);
    const int place = before ? placeOf(*before) + 1 : 0;
    if (old < 0) {
        beginInsertRows({}, place, place);
        m_rows.insert(m_rows.begin() + place, row);
        endInsertRows();
        return;
    }
    const int now = place > old ? place - 1 : place;
    if (old != place) {
        beginMoveRows({}, old, old, {}, place);
        m_rows.erase(m_rows.begin() + old);
        m_rows.insert(m_rows.begin() + now, row);
        endMoveRows();
    }
    Q_EMIT dataChanged(index(now, 0), index(now, ColumnCount - 1));
}

int PartyModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

int PartyModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

const PartySummary &PartyModel::summaryAt(int row) const
{
    const quint32 number = m_rows[std::size_t(row)];
    const QUuid localId = m_store.index().localIdAt(number);
    if (localId.isNull() || m_summary.localId != localId)
        m_summary = m_store.index().summaryAt(number);
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
    case TagsColumn:
        return QLocale().createSeparatedList(summary.tags);
    case ContactedColumn:
        return summary.lastContactedAt.isValid() ? summary.lastContactedAt.toLocalTime() : QVariant();
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
    return columnName(Column(section));
}

QString PartyModel::columnName(Column column)
{
    switch (column) {
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
    case TagsColumn:
        //: Column of the list
        return tr("Tags");
    case ContactedColumn:
        //: Column of the list: when somebody was last in touch with the record
        return tr("Last contacted");
    case ChangedColumn:
        //: Column of the list: when the record was last changed in Capsule
        return tr("Changed");
    case ColumnCount:
        break;
    }
    return {};
}
