#include "actions.h"

#include <QAction>
#include <QActionGroup>
#include <QMenu>
#include <QMenuBar>

using namespace Qt::StringLiterals;

namespace {
/// The keys of the platform: macOS has customs of its own, the others share theirs.
QKeySequence keys(const QKeySequence &others, const QKeySequence &mac)
{
#ifdef Q_OS_MACOS
    Q_UNUSED(others)
    return mac;
#else
    Q_UNUSED(mac)
    return others;
#endif
}

/// An exclusive group of checkable actions, each of which stands for a value.
template <typename Value, typename Chosen>
QHash<int, QAction *> choices(QObject *parent, const QList<std::pair<Value, QAction *>> &actions, Chosen chosen)
{
    auto *group = new QActionGroup(parent);
    group->setExclusionPolicy(QActionGroup::ExclusionPolicy::ExclusiveOptional); // none of them is checked at times
    QHash<int, QAction *> byValue;
    for (const auto &[value, action] : actions) {
        action->setCheckable(true);
        group->addAction(action);
        byValue.insert(int(value), action);
        QObject::connect(action, &QAction::triggered, parent, [action, chosen, which = value] {
            action->setChecked(true); // chosen once more
            chosen(which);
        });
    }
    return byValue;
}
} // namespace

Actions::Actions(const Theme &theme, QObject *parent)
    : QObject(parent)
    , m_theme(theme)
{
    addFileActions();
    addEditActions();
    addRecordActions();
    addActivityActions();
    addBulkActions();
    addListActions();
    addViewActions();
    addGroups();
    addCapsuleAndHelpActions();
}

QAction *Actions::add(const char *id, const QString &text, const QKeySequence &shortcut, const QString &icon)
{
    auto *action = new QAction(text, this);
    action->setObjectName(QLatin1StringView(id));
    action->setShortcut(shortcut);
    action->setMenuRole(QAction::NoRole); // macOS would guess by the text otherwise
    if (!icon.isEmpty())
        action->setIcon(m_theme.icon(icon));
    action->setIconVisibleInMenu(false);
    m_all << action;
    return action;
}

void Actions::addFileActions()
{
    newPerson = add("newPersonAction", tr("New &Person"), QKeySequence::New, u"person"_s);
    newOrganisation
        = add("newOrganisationAction", tr("New &Organisation"), Qt::CTRL | Qt::SHIFT | Qt::Key_N, u"building"_s);
    privateMode = add("privateModeAction", tr("P&rivate Mode"), {}, u"lock"_s);
    privateMode->setCheckable(true);
    signOut = add("signOutAction", tr("Sign O&ut…"), {}, u"logout"_s);
    quit = add("quitAction", tr("&Quit"), QKeySequence::Quit);
    quit->setMenuRole(QAction::QuitRole);
}

void Actions::addEditActions()
{
    undo = add("undoAction", tr("&Undo"), QKeySequence::Undo, u"undo"_s);
    redo = add("redoAction", tr("&Redo"), QKeySequence::Redo, u"redo"_s);
    search = add("searchAction", tr("Search &Everything…"), Qt::CTRL | Qt::Key_K, u"search"_s);
    copyText = add("copyTextAction", tr("&Copy Rows as Text"), QKeySequence::Copy, u"copy"_s);
    copyText->setShortcutContext(Qt::WidgetWithChildrenShortcut); // elsewhere it copies what is marked
    copyTable = add("copyTableAction", tr("Copy Rows as &Table"));
    filter = add("filterAction", tr("&Find in This List…"), QKeySequence::Find, u"filter"_s);
}

void Actions::addRecordActions()
{
    open = add("openAction", tr("&Open"), {}, u"arrow-right"_s);
    firstField = add("firstFieldAction", tr("Go to First &Field"), Qt::Key_F2, u"pencil"_s);
    addTag = add("addTagAction", tr("Add &Tag"), Qt::CTRL | Qt::Key_T, u"tag"_s);
    review = add("reviewAction", tr("Re&view Changes…"), Qt::CTRL | Qt::SHIFT | Qt::Key_R, u"eye"_s);
    save = add("saveAction", tr("&Save"), QKeySequence::Save, u"check"_s);
    discard = add("discardAction", tr("D&iscard Changes"), {}, u"undo"_s);
    remove = add("deleteAction", tr("&Delete"), keys(QKeySequence::Delete, Qt::CTRL | Qt::Key_Backspace), u"trash"_s);
    // Del belongs to the list: in the detail a stray key must not delete the record.
    remove->setShortcutContext(Qt::WidgetWithChildrenShortcut);
    recordHistory = add("recordHistoryAction", tr("&History of This Record"), {}, u"history"_s);
    why = add("whyAction", tr("&Why Is This Here?"));
    nextRecord = add("nextRecordAction", tr("&Next"), keys(Qt::ALT | Qt::Key_Down, Qt::META | Qt::CTRL | Qt::Key_Down),
        u"arrow-down"_s);
    previousRecord = add("previousRecordAction", tr("&Previous"),
        keys(Qt::ALT | Qt::Key_Up, Qt::META | Qt::CTRL | Qt::Key_Up), u"arrow-up"_s);
}

void Actions::addActivityActions()
{
    addNote = add("addNoteAction", tr("Add No&te…"), Qt::CTRL | Qt::SHIFT | Qt::Key_M, u"note"_s);
    logCall = add("logCallAction", tr("&Log a Call…"), {}, u"phone"_s);
    addTask = add("addTaskAction", tr("Add Tas&k…"), {}, u"plus"_s);
    completeTask = add("completeTaskAction", tr("&Complete Task"), {}, u"check"_s);
}

void Actions::addBulkActions()
{
    selectAll = add("selectAllAction", tr("Select A&ll in the List"));
    bulkTag = add("bulkTagAction", tr("Add or Remove &Tag…"));
    bulkOwner = add("bulkOwnerAction", tr("Set O&wner and Team…"));
    bulkField = add("bulkFieldAction", tr("Set Fi&eld…"));
    bulkRuns = add("bulkRunsAction", tr("&Changes of Several Records"), {}, u"list"_s);
    exportRecords = add("exportRecordsAction", tr("E&xport…"));
}

void Actions::addListActions()
{
    newList = add("newListAction", tr("&New List…"), {}, u"plus"_s);
    changeList = add("changeListAction", tr("&Conditions of List…"), {}, u"filter"_s);
    saveList = add("saveListAction", tr("Save &as List…"), {}, u"list"_s);
    renameList = add("renameListAction", tr("Re&name List…"), {}, u"pencil"_s);
    duplicateList = add("duplicateListAction", tr("Du&plicate List to Change It"), {}, u"copy"_s);
    deleteList = add("deleteListAction", tr("De&lete List"), {}, u"trash"_s);
}

void Actions::addViewActions()
{
    table = add("tableAction", tr("&Table"));
    table->setCheckable(true);
    columns = add("columnsAction", tr("Colum&ns"));
    history = add("historyAction", tr("&History"), {}, u"history"_s);
    showPictures = add("showPicturesAction", tr("Show Pict&ures"));
    showPictures->setCheckable(true);
    myTasks = add("myTasksAction", tr("&My Tasks"), {}, u"check"_s);
    detailsTab = add("detailsTabAction", tr("D&etails of the Record"));
    activityTab = add("activityTabAction", tr("&Activity of the Record"));
    tasksTab = add("tasksTabAction", tr("&Tasks of the Record"));
    //: The opportunities and projects of a record
    dealsTab = add("dealsTabAction", tr("Deals o&f the Record"));
    focusSidebar = add("focusSidebarAction", tr("Go to &Sidebar"), Qt::CTRL | Qt::Key_1);
    focusList = add("focusListAction", tr("Go to &List"), Qt::CTRL | Qt::Key_2);
    focusDetail = add("focusDetailAction", tr("Go to &Detail"), Qt::CTRL | Qt::Key_3);
    nextPane = add("nextPaneAction", tr("Ne&xt Pane"), Qt::Key_F6);
    previousPane = add("previousPaneAction", tr("Pre&vious Pane"), Qt::SHIFT | Qt::Key_F6);
    back = add("backAction", tr("&Back to List"), QKeySequence::Back, u"arrow-left"_s);
}

void Actions::addGroups()
{
    using Scope = PartyModel::Scope;
    m_scopes = choices<Scope>(this,
        {{Scope::Everyone, add("everyoneAction", tr("&Everyone"))}, {Scope::People, add("peopleAction", tr("&People"))},
            {Scope::Organisations, add("organisationsAction", tr("&Organisations"))},
            {Scope::Drafts, add("draftsAction", tr("D&rafts"))}, {Scope::Waiting, add("waitingAction", tr("Out&box"))},
            {Scope::NeedsUser, add("needsUserAction", tr("&Needs Your Decision"))}},
        [this](Scope scope) { Q_EMIT scopeChosen(scope); });
    using Sort = PartyIndex::Sort;
    m_sorts = choices<Sort>(this,
        {{Sort::Name, add("sortNameAction", tr("&Name"))},
            {Sort::Organisation, add("sortOrganisationAction", tr("&Organisation"))},
            {Sort::City, add("sortCityAction", tr("&City"))},
            {Sort::RecentlyChanged, add("sortChangedAction", tr("&Recently Changed"))},
            {Sort::LastContacted, add("sortContactedAction", tr("&Last Contacted"))}},
        [this](Sort sort) { Q_EMIT sortChosen(sort); });
    using Mode = Theme::Mode;
    m_modes = choices<Mode>(this,
        {{Mode::System, add("systemLookAction", tr("Like the &System"))},
            {Mode::Light, add("lightLookAction", tr("&Light"))}, {Mode::Dark, add("darkLookAction", tr("&Dark"))}},
        [this](Mode mode) { Q_EMIT modeChosen(mode); });
}

void Actions::addCapsuleAndHelpActions()
{
    checkNow = add("checkNowAction", tr("&Check Now"), keys(Qt::Key_F5, Qt::CTRL | Qt::Key_R), u"refresh"_s);
    syncAll = add("syncAllAction", tr("Sync &All"), keys(Qt::CTRL | Qt::Key_F5, Qt::ALT | Qt::CTRL | Qt::Key_R));
    signInAgain = add("signInAgainAction", tr("S&ign In Again…"), {}, u"key"_s);
    shortcuts = add("shortcutsAction", tr("&Keyboard Shortcuts"), QKeySequence(u"Ctrl+?"_s), u"keyboard"_s);
    about = add("aboutAction", tr("&About Counterpart"), {}, u"info"_s);
    about->setMenuRole(QAction::AboutRole);
}

QList<QAction *> Actions::sorts() const
{
    using Sort = PartyIndex::Sort;
    return {sort(Sort::Name), sort(Sort::Organisation), sort(Sort::City), sort(Sort::RecentlyChanged),
        sort(Sort::LastContacted)};
}

void Actions::checkNoScope() const
{
    for (QAction *action : m_scopes)
        action->setChecked(false);
}

void Actions::setState(const ActionState &state) const
{
    const bool isChanged = state.hasRecord && state.changes > 0;
    newPerson->setEnabled(state.canWrite);
    newOrganisation->setEnabled(state.canWrite);
    privateMode->setEnabled(!state.isNewer);
    signInAgain->setEnabled(!state.isNewer);
    open->setEnabled(state.hasRecord);
    firstField->setEnabled(state.hasRecord && state.canWrite);
    addTag->setEnabled(state.hasRecord && state.canWrite);
    save->setEnabled(isChanged && state.canWrite);
    review->setEnabled(isChanged);
    discard->setEnabled(isChanged);
    remove->setEnabled((state.hasRecord || state.selected > 1) && state.canWrite);
    recordHistory->setEnabled(state.hasRecord);
    why->setEnabled(state.hasRecord && state.canSayWhy);
    addNote->setEnabled(state.hasRecord && state.canWrite);
    logCall->setEnabled(state.hasRecord && state.canWrite && state.canLogCall);
    addTask->setEnabled(state.canWrite);
    completeTask->setEnabled(state.canWrite && state.hasTask);
    for (QAction *tab : {detailsTab, activityTab, tasksTab, dealsTab})
        tab->setEnabled(state.hasRecord);
    selectAll->setEnabled(state.hasRows);
    for (QAction *action : {copyText, copyTable})
        action->setEnabled(state.selected > 0);
    columns->setEnabled(state.isTable);
    for (QAction *action : {bulkTag, bulkOwner, bulkField})
        action->setEnabled(state.selected > 1 && state.canWrite);
    bulkRuns->setEnabled(state.hasRuns);
    saveList->setEnabled(state.hasSearch && !state.isNewer);
    newList->setEnabled(!state.isNewer);
    changeList->setEnabled((state.hasOwnList || state.hasSavedList) && !state.isNewer);
    for (QAction *action : {renameList, deleteList})
        action->setEnabled(state.hasOwnList && !state.isNewer);
    duplicateList->setEnabled((state.hasOwnList || state.hasSavedList) && !state.isNewer);
    exportRecords->setEnabled(state.hasRows);
    nextRecord->setEnabled(state.hasRows);
    previousRecord->setEnabled(state.hasRows);
    back->setEnabled(state.hasBack);
    checkNow->setEnabled(state.isSignedIn);
    syncAll->setEnabled(state.isSignedIn);
}

void Actions::addMenusTo(QMenuBar &bar) const
{
    QMenu *file = bar.addMenu(tr("&File"));
    file->addActions({newPerson, newOrganisation});
    file->addSeparator();
    file->addAction(exportRecords);
    file->addSeparator();
    file->addActions({privateMode, signOut});
    file->addSeparator();
    file->addAction(quit);

    QMenu *edit = bar.addMenu(tr("&Edit"));
    edit->addActions({undo, redo});
    edit->addSeparator();
    edit->addActions({copyText, copyTable, selectAll});
    edit->addSeparator();
    edit->addActions({search, filter});

    QMenu *record = bar.addMenu(tr("&Record"));
    record->addActions({save, review, discard});
    record->addSeparator();
    record->addAction(remove);
    record->addSeparator();
    record->addActions({addNote, logCall, addTask, completeTask});
    record->addSeparator();
    record->addActions({bulkTag, bulkOwner, bulkField, bulkRuns});
    record->addSeparator();
    record->addActions({nextRecord, previousRecord, firstField, addTag, recordHistory, why});

    QMenu *view = bar.addMenu(tr("&View"));
    using Scope = PartyModel::Scope;
    for (const Scope each : {Scope::Everyone, Scope::People, Scope::Organisations})
        view->addAction(scope(each));
    view->addSeparator();
    for (const Scope each : {Scope::Drafts, Scope::Waiting, Scope::NeedsUser})
        view->addAction(scope(each));
    view->addActions({myTasks, history});
    view->addSeparator();
    view->addActions({detailsTab, activityTab, tasksTab, dealsTab});
    view->addSeparator();
    view->addActions({newList, saveList, changeList, renameList, duplicateList, deleteList});
    view->addSeparator();
    QMenu *order = view->addMenu(tr("Sort &By"));
    order->addActions(sorts());
    view->addActions({table, columns});
    QMenu *look = view->addMenu(tr("&Appearance"));
    look->addActions({mode(Theme::Mode::System), mode(Theme::Mode::Light), mode(Theme::Mode::Dark)});
    view->addAction(showPictures);
    view->addSeparator();
    view->addActions({focusSidebar, focusList, focusDetail, nextPane, previousPane, back});

    QMenu *capsule = bar.addMenu(tr("&Capsule"));
    capsule->addActions({checkNow, syncAll});
    capsule->addSeparator();
    capsule->addAction(signInAgain);

    QMenu *help = bar.addMenu(tr("&Help"));
    help->addActions({shortcuts, about});
}
