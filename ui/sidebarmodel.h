#pragma once

#include "model/partymodel.h"
#include "model/recordlists.h"

#include <QAbstractListModel>

#include <array>

/// How many records each scope holds, by PartyModel::Scope.
using ScopeCounts = std::array<qsizetype, 6>;

/// The rows of the sidebar: the three kinds always, unfinished work only where there is some or where it is being
/// looked at, then the lists under a heading each.
class SidebarModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        ScopeRole = Qt::UserRole + 1, ///< PartyModel::Scope; invalid for a list
        KeyRole, ///< QString, of a RecordList; empty for a scope
        CountRole, ///< qlonglong; invalid while it is not known
        IconNameRole, ///< QString, of resources/icons; empty for a tag
        TagRole, ///< QString, the tag's name; empty for anything else
        IsHeadingRole, ///< bool: only says what follows
        BeginsGroupRole, ///< bool: a gap belongs above it
    };

    using QAbstractListModel::QAbstractListModel;

    void setCounts(const ScopeCounts &counts);
    /// In this order; lists of one section stand together.
    void setLists(const QList<RecordList> &lists);
    /// The scope that is looked at: its row stays even with nothing in it.
    void setCurrent(PartyModel::Scope scope);
    /// A list is looked at.
    void setCurrent(const RecordList &list);
    int rowOf(PartyModel::Scope scope) const;
    int rowOf(const QString &key) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    enum class Section { ThisComputer, Capsule, Tags };
    struct Row
    {
        QString id; ///< what makes it the same row
        std::optional<PartyModel::Scope> scope = {};
        std::optional<Section> heading = {};
        RecordList list = {};
    };

    static Section sectionOf(const RecordList &list);
    static QString headingOf(Section section);
    static Row rowOfScope(PartyModel::Scope scope);
    QList<Row> wantedRows() const;
    void update();
    QVariant listData(const RecordList &list, int role) const;
    static QVariant headingData(Section section, int role);
    static QString readAloud(const QString &title, const std::optional<qsizetype> &count);

    ScopeCounts m_counts{};
    QList<RecordList> m_lists;
    PartyModel::Scope m_currentScope = PartyModel::Scope::Everyone;
    std::optional<RecordList> m_currentList;
    QList<Row> m_rows{rowOfScope(PartyModel::Scope::Everyone), rowOfScope(PartyModel::Scope::People),
        rowOfScope(PartyModel::Scope::Organisations)};
};

/// A scope as people read it, as the title of its list.
QString scopeName(PartyModel::Scope scope);
/// The same of a list.
QString listName(const RecordList &list);
