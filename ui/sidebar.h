#pragma once

#include "model/partymodel.h"
#include "theme.h"

#include <QAbstractListModel>
#include <QWidget>

#include <array>

class PlainLabel;
class QListView;

/// How many records each scope holds, by PartyModel::Scope.
using ScopeCounts = std::array<qsizetype, 6>;

/// The rows of the sidebar: the three kinds always, unfinished work only where there is some or where it is being
/// looked at.
class SidebarModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        ScopeRole = Qt::UserRole + 1, ///< PartyModel::Scope
        CountRole, ///< qlonglong
        IconNameRole, ///< QString, of resources/icons
        BeginsGroupRole, ///< bool: a gap belongs above it
    };

    using QAbstractListModel::QAbstractListModel;

    void setCounts(const ScopeCounts &counts);
    /// The scope that is looked at: its row stays even with nothing in it.
    void setCurrent(PartyModel::Scope scope);
    int rowOf(PartyModel::Scope scope) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    bool isWanted(PartyModel::Scope scope) const;
    void update();

    ScopeCounts m_counts{};
    PartyModel::Scope m_current = PartyModel::Scope::Everyone;
    QList<PartyModel::Scope> m_rows{
        PartyModel::Scope::Everyone, PartyModel::Scope::People, PartyModel::Scope::Organisations};
};

/// The left pane: which records the list shows, how many there are of each, and whose they are.
class Sidebar : public QWidget
{
    Q_OBJECT

public:
    explicit Sidebar(const Theme &theme, QWidget *parent = nullptr);

    void setCounts(const ScopeCounts &counts);
    void setScope(PartyModel::Scope scope);
    /// Puts a row over the lists that stands for a page of its own; takes it over.
    void addEntry(QWidget *entry);
    /// Something else than one of the scopes is looked at.
    void showNoScope();
    /// Who is signed in, and where.
    void setAccount(const QString &personName, const QString &siteName);

Q_SIGNALS:
    void scopeChosen(PartyModel::Scope scope);

private:
    void buildAccount(const Theme &theme);

    SidebarModel m_model;
    QListView *m_view;
    PlainLabel *m_person;
    PlainLabel *m_site;
};

/// A scope as people read it, as the title of its list.
QString scopeName(PartyModel::Scope scope);
