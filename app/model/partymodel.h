#pragma once

#include "store/partyindex.h"

#include <QAbstractTableModel>
#include <QSet>
#include <QTimer>
#include <QUuid>

#include <optional>
#include <vector>

class PartyStore;

/// The list of parties as a table: the store's rows of one kind that match a search, in an order. It paints nothing and
/// holds only numbers; each row is read from the store's index when asked for. Single changes insert, move and remove
/// rows, so that selection and place survive; a change of very many rows resets, a few times a second at most.
class PartyModel : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column {
        NameColumn,
        OrganisationColumn,
        JobTitleColumn,
        CityColumn,
        EmailColumn,
        PhoneColumn,
        TagsColumn,
        ContactedColumn,
        ChangedColumn,
        ColumnCount
    };
    Q_ENUM(Column)
    enum Role {
        LocalIdRole = Qt::UserRole + 1, ///< QUuid
        IsPersonRole, ///< bool
        SubtitleRole, ///< organisation and city, or job title, as one line
        TagsRole, ///< QStringList
        HasDraftRole, ///< bool
        IsPendingRole, ///< bool
        NeedsUserRole, ///< bool
        IsRestrictedRole, ///< bool
    };
    Q_ENUM(Role)
    /// Which parties: all, one kind, those with a draft, those with work in the outbox, or those that need the user.
    enum class Scope { Everyone, People, Organisations, Drafts, Waiting, NeedsUser };
    Q_ENUM(Scope)

    /// Borrows `store`.
    explicit PartyModel(PartyStore &store, QObject *parent = nullptr);

    /// All of a scope.
    void setScope(Scope scope);
    Scope scope() const;
    /// Of everyone those that a list holds. Ends with setScope().
    void setList(const PartyQuery &list);
    /// How many the scope or list holds, whatever is searched.
    qsizetype countInView() const;
    void setSearch(const QString &search);
    QString search() const;
    /// Where sorting takes long it is done elsewhere, and the rows stay in their order until then.
    void setSort(PartyIndex::Sort sort);

    /// True once the rows of all records are here.
    bool isLoaded() const;
    /// The record of a row; null for none.
    QUuid localIdAt(int row) const;
    /// The row of a record; -1 if it is not in the list.
    int rowOf(const QUuid &localId) const;
    /// How many a scope holds, whatever is searched.
    qsizetype countOf(Scope scope) const;
    /// What heads a column.
    static QString columnName(Column column);

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

Q_SIGNALS:
    /// The number of rows, or of rows in some scope, changed.
    void countsChanged();

private:
    using Rows = std::vector<quint32>; ///< numbers of the index

    PartyQuery query() const;
    Rows matching() const;
    void reload();
    void reloadSoon();
    void takeOrder();
    void updateRows(const QList<QUuid> &changed);
    void updateRows(const QSet<quint32> &changed);
    int placeOf(quint32 row) const;
    void removeRow(quint32 row);
    void placeRow(quint32 row, std::optional<quint32> before);
    const PartySummary &summaryAt(int row) const;
    QVariant display(const PartySummary &summary, int column) const;
    static QString nameOf(const PartySummary &summary);
    static QStringList statesOf(const PartySummary &summary);
    static QString rowText(const PartySummary &summary);

    PartyStore &m_store;
    Scope m_scope = Scope::Everyone;
    std::optional<PartyQuery> m_list; ///< instead of the whole scope
    QString m_search;
    PartyIndex::Sort m_sort = PartyIndex::Sort::Name;
    PartyIndex::Sort m_wantedSort = PartyIndex::Sort::Name; ///< another while that is worked out
    Rows m_rows; ///< in order; made from what stands above it
    QTimer m_reloadTimer; ///< runs for a while after a reload
    bool m_needsReload = false;
    mutable PartySummary m_summary; ///< of the row asked for last: views ask for many roles of a row in turn
};
