#include "sidebarmodel.h"

#include "plaintext.h"

#include <QLocale>
#include <QSet>

#include <algorithm>

using namespace Qt::StringLiterals;
using Scope = PartyModel::Scope;

namespace {

constexpr std::array AllScopes{
    Scope::Everyone, Scope::People, Scope::Organisations, Scope::Drafts, Scope::Waiting, Scope::NeedsUser};

QString iconOf(Scope scope)
{
    switch (scope) {
    case Scope::Everyone:
        return u"everyone"_s;
    case Scope::People:
        return u"people"_s;
    case Scope::Organisations:
        return u"building"_s;
    case Scope::Drafts:
        return u"pencil"_s;
    case Scope::Waiting:
        return u"outbox"_s;
    case Scope::NeedsUser:
        return u"alert"_s;
    }
    Q_UNREACHABLE();
}

QString iconOf(const RecordList &list)
{
    switch (list.kind) {
    case RecordList::Kind::Mine:
        return u"person"_s;
    case RecordList::Kind::RecentlyAdded:
        return u"plus"_s;
    case RecordList::Kind::RecentlyChanged:
        return u"clock"_s;
    case RecordList::Kind::NotContacted30:
    case RecordList::Kind::NotContacted90:
        return u"calendar"_s;
    case RecordList::Kind::MissingImportant:
        return u"info"_s;
    case RecordList::Kind::Own:
        return u"list"_s;
    case RecordList::Kind::SavedFilter:
        return u"cloud"_s;
    case RecordList::Kind::Tag:
        return {};
    }
    Q_UNREACHABLE();
}

} // namespace

QString scopeName(Scope scope)
{
    switch (scope) {
    case Scope::Everyone:
        return SidebarModel::tr("Everyone");
    case Scope::People:
        return SidebarModel::tr("People");
    case Scope::Organisations:
        return SidebarModel::tr("Organisations");
    case Scope::Drafts:
        return SidebarModel::tr("Drafts");
    case Scope::Waiting:
        return SidebarModel::tr("Outbox");
    case Scope::NeedsUser:
        return SidebarModel::tr("Needs your decision");
    }
    Q_UNREACHABLE();
}

QString listName(const RecordList &list)
{
    switch (list.kind) {
    case RecordList::Kind::Mine:
        //: A list: the records that belong to the person who is signed in
        return SidebarModel::tr("Mine");
    case RecordList::Kind::RecentlyAdded:
        return SidebarModel::tr("Recently added");
    case RecordList::Kind::RecentlyChanged:
        return SidebarModel::tr("Recently changed");
    case RecordList::Kind::NotContacted30:
        return SidebarModel::tr("Not contacted for 30 days");
    case RecordList::Kind::NotContacted90:
        return SidebarModel::tr("Not contacted for 90 days");
    case RecordList::Kind::MissingImportant:
        return SidebarModel::tr("Missing important fields");
    case RecordList::Kind::Own:
    case RecordList::Kind::SavedFilter:
    case RecordList::Kind::Tag:
        return displayText(list.title);
    }
    Q_UNREACHABLE();
}

void SidebarModel::setCounts(const ScopeCounts &counts)
{
    m_counts = counts;
    update();
}

void SidebarModel::setLists(const QList<RecordList> &lists)
{
    m_lists = lists;
    update();
}

void SidebarModel::setCurrent(Scope scope)
{
    m_currentScope = scope;
    m_currentList.reset();
    update();
}

void SidebarModel::setCurrent(const RecordList &list)
{
    m_currentScope = Scope::Everyone;
    m_currentList = list;
    update();
}

int SidebarModel::rowOf(Scope scope) const
{
    const auto row = std::ranges::find(m_rows, std::optional(scope), &Row::scope);
    return row == m_rows.end() ? -1 : int(row - m_rows.begin());
}

int SidebarModel::rowOf(const QString &key) const
{
    const auto row = std::ranges::find(m_rows, key, [](const Row &candidate) { return candidate.list.key; });
    return row == m_rows.end() || key.isEmpty() ? -1 : int(row - m_rows.begin());
}

SidebarModel::Row SidebarModel::rowOfScope(Scope scope)
{
    return {u"scope/%1"_s.arg(int(scope)), scope};
}

SidebarModel::Section SidebarModel::sectionOf(const RecordList &list)
{
    return list.kind == RecordList::Kind::Tag        ? Section::Tags
        : list.kind == RecordList::Kind::SavedFilter ? Section::Capsule
                                                     : Section::ThisComputer;
}

QString SidebarModel::headingOf(Section section)
{
    switch (section) {
    case Section::ThisComputer:
        return tr("Lists (this PC)");
    case Section::Capsule:
        return tr("Lists (Capsule)");
    case Section::Tags:
        return tr("Tags");
    }
    Q_UNREACHABLE();
}

QList<SidebarModel::Row> SidebarModel::wantedRows() const
{
    QList<Row> rows;
    for (const Scope scope : AllScopes) {
        if (scope <= Scope::Organisations || scope == m_currentScope || m_counts.at(std::size_t(scope)) > 0)
            rows.append(rowOfScope(scope));
    }
    QList<RecordList> lists = m_lists;
    if (m_currentList && std::ranges::find(lists, m_currentList->key, &RecordList::key) == lists.end()) {
        const auto after = std::ranges::find_if(
            lists, [this](const RecordList &list) { return sectionOf(list) > sectionOf(*m_currentList); });
        lists.insert(after - lists.begin(), *m_currentList);
    }
    std::optional<Section> section;
    for (const RecordList &list : std::as_const(lists)) {
        if (section != sectionOf(list)) {
            section = sectionOf(list);
            rows.append({u"heading/%1"_s.arg(int(*section)), {}, section});
        }
        rows.append({u"list/"_s + list.key, {}, {}, list});
    }
    return rows;
}

/// Brings the rows to what they should be by single steps, so that the current row stays current.
void SidebarModel::update()
{
    const QList<Row> wanted = wantedRows();
    if (std::ranges::equal(wanted, m_rows, {}, &Row::id, &Row::id)) { // mostly only counts change
        m_rows = wanted;
        return Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    }
    const auto find = [](const QList<Row> &rows, const QString &id, qsizetype from = 0) {
        const auto row
            = std::find_if(rows.begin() + from, rows.end(), [&id](const Row &candidate) { return candidate.id == id; });
        return row == rows.end() ? -1 : int(row - rows.begin());
    };
    QSet<QString> ids;
    for (const Row &row : wanted)
        ids.insert(row.id);
    for (int row = int(m_rows.size()) - 1; row >= 0; --row) {
        if (ids.contains(m_rows.at(row).id))
            continue;
        beginRemoveRows({}, row, row);
        m_rows.removeAt(row);
        endRemoveRows();
    }
    for (int row = 0; row < int(wanted.size()); ++row) {
        const int old = find(m_rows, wanted.at(row).id, row);
        if (old < 0) {
            beginInsertRows({}, row, row);
            m_rows.insert(row, wanted.at(row));
            endInsertRows();
        } else if (old != row) {
            beginMoveRows({}, old, old, {}, row);
            m_rows.move(old, row);
            endMoveRows();
        }
        m_rows[row] = wanted.at(row);
    }
    Q_EMIT dataChanged(index(0), index(rowCount() - 1));
}

int SidebarModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : int(m_rows.size());
}

Qt::ItemFlags SidebarModel::flags(const QModelIndex &index) const
{
    const bool isHeading = index.isValid() && m_rows.at(index.row()).heading;
    return isHeading ? Qt::ItemNeverHasChildren : QAbstractListModel::flags(index);
}

QString SidebarModel::readAloud(const QString &title, const std::optional<qsizetype> &count)
{
    //: For a screen reader: the name of a list and how many records it holds.
    return count ? tr("%1, %2").arg(title, QLocale().toString(qlonglong(*count))) : title;
}

QVariant SidebarModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Row &row = m_rows.at(index.row());
    if (row.heading)
        return headingData(*row.heading, role);
    if (!row.scope)
        return listData(row.list, role);
    const qsizetype count = m_counts.at(std::size_t(*row.scope));
    switch (role) {
    case Qt::DisplayRole:
        return scopeName(*row.scope);
    case Qt::AccessibleTextRole:
        return readAloud(scopeName(*row.scope), count);
    case ScopeRole:
        return QVariant::fromValue(*row.scope);
    case CountRole:
        return qlonglong(count);
    case IconNameRole:
        return iconOf(*row.scope);
    case BeginsGroupRole:
        return *row.scope > Scope::Organisations
            && m_rows.at(index.row() - 1).scope <= std::optional(Scope::Organisations);
    default:
        return {};
    }
}

QVariant SidebarModel::listData(const RecordList &list, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return listName(list);
    case Qt::AccessibleTextRole:
        return readAloud(listName(list), list.count);
    case Qt::ToolTipRole:
        return plainToolTip(listName(list));
    case KeyRole:
        return list.key;
    case CountRole:
        return list.count ? QVariant(qlonglong(*list.count)) : QVariant();
    case IconNameRole:
        return iconOf(list);
    case TagRole:
        return list.kind == RecordList::Kind::Tag ? list.title : QString();
    default:
        return {};
    }
}

QVariant SidebarModel::headingData(Section section, int role)
{
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
        return headingOf(section);
    case IsHeadingRole:
    case BeginsGroupRole:
        return true;
    default:
        return {};
    }
}
