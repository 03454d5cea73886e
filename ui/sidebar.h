#pragma once

#include "sidebarmodel.h"
#include "theme.h"

#include <QWidget>

class PlainLabel;
class QListView;

/// The left pane: which records the list shows, how many there are of each, and whose they are.
class Sidebar : public QWidget
{
    Q_OBJECT

public:
    explicit Sidebar(const Theme &theme, QWidget *parent = nullptr);

    void setCounts(const ScopeCounts &counts);
    void setLists(const QList<RecordList> &lists);
    void setScope(PartyModel::Scope scope);
    void setList(const RecordList &list);
    /// Puts a row over the lists that stands for a page of its own; takes it over.
    void addEntry(QWidget *entry);
    /// Something else than one of the scopes is looked at.
    void showNoScope();
    /// Who is signed in, and where.
    void setAccount(const QString &personName, const QString &siteName);

Q_SIGNALS:
    void scopeChosen(PartyModel::Scope scope);
    /// One of the lists was chosen, by its key.
    void listChosen(const QString &key);
    /// What can be done with the list that was just chosen is asked for, at a place of the screen.
    void menuRequested(const QPoint &place);

private:
    void buildAccount(const Theme &theme);

    SidebarModel m_model;
    QListView *m_view;
    PlainLabel *m_person;
    PlainLabel *m_site;
};
