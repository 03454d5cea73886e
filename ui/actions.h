#pragma once

#include "model/partymodel.h"
#include "theme.h"

#include <QHash>
#include <QKeySequence>
#include <QObject>

class QAction;
class QActionGroup;
class QMenu;
class QMenuBar;

/// What decides which commands can be used.
struct ActionState
{
    bool hasRecord = false; ///< a record is shown
    bool canWrite = true; ///< the token and the files may be used to change things
    int changes = 0; ///< unsaved ones in the record shown
    bool canLogCall = false; ///< Capsule has told of a kind of activity that is one
    bool hasTask = false; ///< a task is chosen in the list that has the focus
    bool hasRows = false; ///< the list is not empty
    bool hasBack = false; ///< list and detail take turns, and the detail is in front
    bool isSignedIn = true;
    int selected = 0; ///< rows of the list
    bool isTable = false; ///< the list has columns
    bool hasSearch = false; ///< something narrows the list
    bool hasOwnList = false; ///< the list in view was made here
    bool hasSavedList = false; ///< the list in view is one of Capsule's whose conditions can be had here
    bool canSayWhy = false; ///< what decides about the list in view is known here
    bool hasRuns = false; ///< changes of several records were made
    bool isNewer = false; ///< the files are a newer program's: nothing is sent
};

/// Every command of the window, made once with its text, keys, icon and menu role, for menus, toolbar and context menus
/// alike (ux.md section 3). What they do is the main window's business.
class Actions : public QObject
{
    Q_OBJECT

public:
    explicit Actions(const Theme &theme, QObject *parent = nullptr);

    QAction *newPerson = nullptr;
    QAction *newOrganisation = nullptr;
    QAction *privateMode = nullptr; ///< checked while drafts stay off the disk
    QAction *signOut = nullptr;
    QAction *quit = nullptr;

    QAction *undo = nullptr;
    QAction *redo = nullptr;
    QAction *search = nullptr; ///< the palette in the toolbar
    QAction *filter = nullptr; ///< narrows the list in view
    QAction *copyText = nullptr; ///< the selected rows of the list, as the next
    QAction *copyTable = nullptr;

    QAction *save = nullptr;
    QAction *review = nullptr;
    QAction *discard = nullptr;
    QAction *remove = nullptr;
    QAction *nextRecord = nullptr;
    QAction *previousRecord = nullptr;
    QAction *firstField = nullptr;
    QAction *addTag = nullptr;
    QAction *recordHistory = nullptr;
    QAction *why = nullptr; ///< the record shown is in the list
    QAction *addNote = nullptr;
    QAction *logCall = nullptr;
    QAction *addTask = nullptr;
    QAction *completeTask = nullptr; ///< of the list of tasks that has the focus
    QAction *open = nullptr; ///< from the list to the detail

    QAction *selectAll = nullptr; ///< of the list
    QAction *bulkTag = nullptr; ///< of the selected records, as the next two
    QAction *bulkOwner = nullptr;
    QAction *bulkField = nullptr;
    QAction *bulkRuns = nullptr; ///< how far the last change of several records is
    QAction *exportRecords = nullptr; ///< the selected ones, or the whole list

    QAction *newList = nullptr; ///< from conditions
    QAction *changeList = nullptr; ///< the list in view, or to look at one of Capsule's
    QAction *saveList = nullptr; ///< what is searched, as a list of one's own
    QAction *renameList = nullptr; ///< the list in view, as the next two
    QAction *duplicateList = nullptr;
    QAction *deleteList = nullptr;

    QAction *table = nullptr; ///< checked while the list has columns
    QAction *columns = nullptr; ///< its menu is the list's business
    QAction *history = nullptr;
    QAction *showPictures = nullptr; ///< checked while pictures of records may be loaded
    QAction *myTasks = nullptr;
    QAction *detailsTab = nullptr; ///< of the record shown, as the next three
    QAction *activityTab = nullptr;
    QAction *tasksTab = nullptr;
    QAction *dealsTab = nullptr;
    QAction *focusSidebar = nullptr;
    QAction *focusList = nullptr;
    QAction *focusDetail = nullptr;
    QAction *nextPane = nullptr;
    QAction *previousPane = nullptr;
    QAction *back = nullptr;

    QAction *checkNow = nullptr;
    QAction *syncAll = nullptr;
    QAction *signInAgain = nullptr;

    QAction *shortcuts = nullptr;
    QAction *about = nullptr;

    /// One of a group each: checked is the one in use.
    QAction *scope(PartyModel::Scope scope) const { return m_scopes.value(int(scope)); }
    /// Another list is in view.
    void checkNoScope() const;
    QAction *sort(PartyIndex::Sort sort) const { return m_sorts.value(int(sort)); }
    QAction *mode(Theme::Mode mode) const { return m_modes.value(int(mode)); }
    QList<QAction *> sorts() const;

    /// All of them, in the order of the menus.
    QList<QAction *> all() const { return m_all; }
    /// Those of a row of the list.
    QList<QAction *> rowActions() const
    {
        return {open, firstField, recordHistory, why, copyText, copyTable, review, save, discard, remove};
    }
    /// Those of several rows.
    QList<QAction *> selectionActions() const
    {
        return {bulkTag, bulkOwner, bulkField, copyText, copyTable, exportRecords, remove};
    }

    /// The only place that enables and disables.
    void setState(const ActionState &state) const;
    /// Fills the menu bar.
    void addMenusTo(QMenuBar &bar) const;

Q_SIGNALS:
    void scopeChosen(PartyModel::Scope scope);
    void sortChosen(PartyIndex::Sort sort);
    void modeChosen(Theme::Mode mode);

private:
    QAction *add(const char *id, const QString &text, const QKeySequence &keys = {}, const QString &icon = {});
    void addFileActions();
    void addEditActions();
    void addRecordActions();
    void addActivityActions();
    void addBulkActions();
    void addListActions();
    void addViewActions();
    void addGroups();
    void addCapsuleAndHelpActions();

    const Theme &m_theme;
    QList<QAction *> m_all;
    QHash<int, QAction *> m_scopes;
    QHash<int, QAction *> m_sorts;
    QHash<int, QAction *> m_modes;
};
