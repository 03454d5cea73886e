#include "mainwindow.h"

#include "accountmessage.h"
#include "api/activityapi.h"
#include "bulkpage.h"
#include "clock.h"
#include "itemreview.h"
#include "journalpane.h"
#include "listdialog.h"
#include "panes.h"
#include "partyeditor.h"
#include "partylist.h"
#include "plaintext.h"
#include "recordtabs.h"
#include "reviewpanel.h"
#include "session.h"
#include "shortcutsdialog.h"
#include "sidebar.h"
#include "sidebarentry.h"
#include "statusline.h"
#include "store/activitystore.h"
#include "syncchip.h"
#include "taskpage.h"
#include "toast.h"
#include "whypanel.h"
#include "windowplace.h"

#include <QAction>
#include <QApplication>
#include <QCloseEvent>
#include <QDialog>
#include <QDir>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <QSettings>
#include <QStackedWidget>
#include <QTimer>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Scope = PartyModel::Scope;

namespace {
constexpr QSize DefaultSize(1280, 800);
constexpr QSize MinimumSize(880, 560);
constexpr auto KeychainPatience = 3s; // before "not signed in" is worth a banner

constexpr auto SizesKey = "window/panes"_L1;
constexpr auto ScopeKey = "list/scope"_L1;
constexpr auto ListKey = "list/key"_L1;
constexpr auto SortKey = "list/sort"_L1;
constexpr auto TableKey = "list/table"_L1;
constexpr auto ColumnsKey = "list/columns"_L1;
constexpr auto TabKey = "detail/tab"_L1;
constexpr auto ModeKey = "appearance"_L1;
constexpr auto PicturesKey = "pictures/wanted"_L1;
constexpr auto PrivateKey = "drafts/private"_L1;
constexpr qsizetype MostNamed = 6; // drafts in a question

QToolButton *toolButton(const char *name, const QIcon &icon, const QString &says)
{
    auto *button = new QToolButton;
    button->setObjectName(QLatin1StringView(name));
    button->setIcon(icon);
    button->setIconSize({20, 20});
    button->setAutoRaise(true);
    button->setFixedHeight(Theme::ControlHeight);
    button->setFocusPolicy(Qt::TabFocus);
    button->setToolTip(says);
    button->setAccessibleName(says);
    return button;
}

QString modeWord(Theme::Mode mode)
{
    switch (mode) {
    case Theme::Mode::System:
        return u"system"_s;
    case Theme::Mode::Light:
        return u"light"_s;
    case Theme::Mode::Dark:
        return u"dark"_s;
    }
    Q_UNREACHABLE();
}

/// The value of an enum that was stored by its name; `fallback` for none or an unknown one.
template <typename Enum>
Enum storedEnum(const QSettings &settings, QLatin1StringView key, int last, Enum fallback)
{
    bool isNumber = false;
    const int value = settings.value(key).toInt(&isNumber);
    return isNumber && value >= 0 && value <= last ? static_cast<Enum>(value) : fallback;
}

Scope storedScope(const QSettings &settings)
{
    return storedEnum(settings, ScopeKey, int(Scope::Organisations), Scope::Everyone);
}

PartyIndex::Sort storedSort(const QSettings &settings)
{
    return storedEnum(settings, SortKey, int(PartyIndex::Sort::LastContacted), PartyIndex::Sort::Name);
}

PartyIndex::Kind kindOf(Scope scope)
{
    return scope == Scope::People       ? PartyIndex::Kind::People
        : scope == Scope::Organisations ? PartyIndex::Kind::Organisations
                                        : PartyIndex::Kind::Everyone;
}

bool isInside(const QWidget *pane, const QWidget *widget)
{
    return pane == widget || pane->isAncestorOf(widget);
}

/// A message of our own words around text of others, which is never read as markup.
QMessageBox *plainBox(QWidget *parent, QMessageBox::Icon icon, const QString &title, const QString &text)
{
    auto *box = new QMessageBox(icon, title, text, QMessageBox::NoButton, parent);
    box->setAttribute(Qt::WA_DeleteOnClose);
    box->setTextFormat(Qt::PlainText);
    return box;
}

/// A new person's name as the form has it: the last word is the last name.
Party newParty(PartyType type, const QString &name)
{
    Party party;
    party.type = type;
    const QString whole = name.simplified();
    if (type == PartyType::Organisation) {
        party.name = whole;
        return party;
    }
    const qsizetype space = whole.lastIndexOf(u' ');
    party.firstName = space < 0 ? whole : whole.left(space);
    party.lastName = space < 0 ? QString() : whole.mid(space + 1);
    return party;
}
} // namespace

MainWindow::MainWindow(Session &session, Theme &theme, QSettings &settings, QWidget *parent)
    : QMainWindow(parent)
    , m_session(session)
    , m_theme(theme)
    , m_settings(settings)
    , m_actions(theme)
    , m_undo(session.store())
    , m_listCommands(session.ownLists(), this)
    , m_lists(session.store(), session.ruleResults(), session.ownLists())
    , m_offers(session.store(), m_lists, m_actions)
    , m_model(new PartyModel(session.store(), this))
    , m_sidebar(new Sidebar(theme))
    , m_list(new PartyList(*m_model, m_actions, theme))
    , m_outbox(new JournalPane(session.store(), JournalModel::Source::Outbox, theme))
    , m_history(new JournalPane(session.store(), JournalModel::Source::History, theme))
    , m_addresses(std::make_unique<ActivityApi>(session.api()))
    , m_myTasks(
          new TaskPage(session.store(), session.engine().activity(), *m_addresses, TaskModel::Source::Mine, theme))
    , m_tasksEntry(new SidebarEntry(u"check"_s, tr("My tasks"), theme))
    , m_middle(new QStackedWidget)
    , m_editor(new PartyEditor(session.store(), session.api(), session.engine(), theme))
    , m_bulk(new BulkPage(session, theme, [this] { return m_list->selected(); }))
    , m_detail(new QStackedWidget)
    , m_panes(new Panes(theme, m_sidebar, m_middle, m_detail))
    , m_palette(new SearchPalette(theme, [this](const QString &text) { return m_offers.offersFor(text); }))
    , m_chip(new SyncChip(theme))
    , m_banner(new MessageBar(theme))
    , m_status(new StatusLine(theme))
{
    for (QWidget *pane : {static_cast<QWidget *>(m_list), static_cast<QWidget *>(m_outbox),
             static_cast<QWidget *>(m_history), static_cast<QWidget *>(m_myTasks)})
        m_middle->addWidget(pane);
    m_detail->addWidget(m_editor);
    m_detail->addWidget(m_bulk);
    m_detail->setFocusProxy(m_editor);
    setMinimumSize(MinimumSize);
    setWindowIcon(QIcon(u":/icons/counterpart-app.svg"_s));
    m_actions.addMenusTo(*menuBar());
    setStatusBar(m_status);
    buildCentre();
    m_toast = new Toast(theme, m_panes);
    m_sidebar->setAccount(session.account().personName, session.account().siteName);

    connectActions();
    connectRecordActions();
    connectPanes();
    connectLists();
    connectJournals();
    connectEditor();
    connectBulk();
    connectSession();
    connectActivity();
    restoreSettings();

    showTitle();
    showSyncState();
    m_panes->focusList();
    QTimer::singleShot(KeychainPatience, this, [this] {
        m_signInIsDue = true;
        showBanner();
    });
}

MainWindow::~MainWindow()
{
    hide(); // whatever minds losing the focus does so while it is whole
    // A dialog that is still open loses it only now, and the editor may have something to put on disk.
    disconnect(qApp, nullptr, this, nullptr);
    disconnect(&m_session.store(), nullptr, this, nullptr);
}

// --- building

void MainWindow::buildCentre()
{
    auto *centre = new QWidget(this);
    auto *layout = new QVBoxLayout(centre);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addWidget(buildToolbar());
    auto *line = new QFrame(centre);
    line->setFixedHeight(1);
    line->setAutoFillBackground(true);
    m_theme.tint(line, QPalette::Window, Theme::Token::Border);
    layout->addWidget(line);
    layout->addWidget(m_banner);
    layout->addWidget(m_panes, 1);
    setCentralWidget(centre);
}

QWidget *MainWindow::buildToolbar()
{
    m_menuButton = toolButton("menuButton", m_theme.icon(u"menu"_s), tr("Show the lists"));
    m_menuButton->setCheckable(false);
    m_menuButton->hide();
    m_palette->setMinimumWidth(200);
    m_palette->setMaximumWidth(560);

    auto *bar = new QWidget;
    bar->setObjectName("toolbar"_L1);
    bar->setFixedHeight(std::max(Theme::ToolbarHeight, m_palette->sizeHint().height() + 12));
    auto *layout = new QHBoxLayout(bar);
    layout->setContentsMargins(8, 0, 8, 0);
    layout->setSpacing(8);
    layout->addWidget(m_menuButton);
    layout->addWidget(buildNewButton());
    layout->addStretch(1);
    layout->addWidget(m_palette, 4);
    layout->addStretch(1);
    layout->addWidget(m_chip);
    auto *history = toolButton("historyButton", m_theme.icon(u"history"_s), tr("History"));
    connect(history, &QToolButton::clicked, m_actions.history, &QAction::trigger);
    layout->addWidget(history);
    layout->addWidget(buildMoreButton());
    return bar;
}

QToolButton *MainWindow::buildNewButton()
{
    auto *button = toolButton("newButton", m_theme.icon(u"plus"_s), tr("New person or organisation"));
    auto *menu = new QMenu(button);
    menu->addActions({m_actions.newPerson, m_actions.newOrganisation});
    button->setText(tr("New"));
    button->setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    button->setIconSize({16, 16});
    button->setPopupMode(QToolButton::InstantPopup);
    button->setMenu(menu);
    return button;
}

QToolButton *MainWindow::buildMoreButton()
{
    auto *button = toolButton("moreButton", m_theme.icon(u"more"_s), tr("More"));
    auto *menu = new QMenu(button);
    menu->addActions({m_actions.checkNow, m_actions.syncAll});
    menu->addSeparator();
    menu->addAction(m_actions.showPictures);
    menu->addSeparator();
    menu->addActions({m_actions.shortcuts, m_actions.about});
    menu->addSeparator();
    menu->addAction(m_actions.signOut);
    button->setPopupMode(QToolButton::InstantPopup);
    button->setMenu(menu);
    return button;
}

void MainWindow::restoreSettings()
{
    if (!restoreWindowPlace(*this, m_settings))
        resize(DefaultSize);
    m_panes->restoreSizes(m_settings.value(SizesKey).toByteArray());
    const auto sort = storedSort(m_settings);
    m_actions.sort(sort)->setChecked(true);
    m_list->setSort(sort);
    m_actions.table->setChecked(m_settings.value(TableKey, false).toBool());
    m_list->setColumnsLine(m_settings.value(ColumnsKey).toString());
    m_list->setTable(m_actions.table->isChecked());
    m_actions.mode(m_theme.mode())->setChecked(true);
    if (m_settings.value(PrivateKey).toBool() && !m_session.store().isReadOnly()) {
        if (const auto done = m_session.store().setPrivate(true); !done)
            showFailure(done.error());
    }
    showPrivate();
    m_actions.showPictures->setChecked(m_settings.value(PicturesKey, false).toBool());
    m_session.pictures().setWanted(m_actions.showPictures->isChecked());
    m_chip->setVisible(!m_session.store().isReadOnly()); // there is no exchange to speak of
    const QString list = m_settings.value(ListKey).toString();
    if (m_lists.list(list))
        setList(list);
    else
        setScope(storedScope(m_settings));
    m_editor->tabs()->setTab(storedEnum(m_settings, TabKey, int(RecordTabs::Tab::Deals), RecordTabs::Tab::Details));
}

PartyStore::FirstScreen MainWindow::firstScreen(const QSettings &settings)
{
    const Scope scope = storedScope(settings);
    return {kindOf(scope), storedSort(settings)};
}

// --- joining

void MainWindow::connectActions()
{
    connect(m_actions.newPerson, &QAction::triggered, this, [this] { startDraft(PartyType::Person); });
    connect(m_actions.newOrganisation, &QAction::triggered, this, [this] { startDraft(PartyType::Organisation); });
    connect(m_actions.signOut, &QAction::triggered, this, [this] {
        m_editor->keepDraft();
        if (!hasDraftsInMemory())
            Q_EMIT signOutRequested();
        else
            askAboutDrafts([this] { Q_EMIT signOutRequested(); });
    });
    connect(m_actions.privateMode, &QAction::triggered, this, &MainWindow::setPrivate);
    connect(m_actions.signInAgain, &QAction::triggered, this, &MainWindow::signInAgainRequested);
    connect(m_actions.showPictures, &QAction::triggered, this, [this](bool on) {
        m_settings.setValue(PicturesKey, on);
        m_session.pictures().setWanted(on);
    });
    connect(m_actions.quit, &QAction::triggered, qApp, &QApplication::quit, Qt::QueuedConnection);
    connect(m_actions.undo, &QAction::triggered, this, &MainWindow::undoLast);
    connect(m_actions.redo, &QAction::triggered, this, &MainWindow::redoLast);
    connect(m_actions.search, &QAction::triggered, this, [this] {
        m_palette->setFocus(Qt::ShortcutFocusReason);
        m_palette->selectAll();
    });
    connect(m_actions.filter, &QAction::triggered, this, [this] {
        showMiddle(m_list);
        m_panes->showList();
        m_list->focusFilter();
    });
    connect(m_actions.checkNow, &QAction::triggered, this, &MainWindow::checkNow);
    connect(m_actions.syncAll, &QAction::triggered, &m_session.engine(), &SyncEngine::checkNow);
    connect(m_actions.shortcuts, &QAction::triggered, this, &MainWindow::showShortcuts);
    connect(m_actions.about, &QAction::triggered, this, &MainWindow::showAbout);
    connect(&m_actions, &Actions::scopeChosen, this, &MainWindow::setScope);
    connect(&m_actions, &Actions::sortChosen, this, [this](PartyIndex::Sort sort) {
        m_list->setSort(sort);
        m_settings.setValue(SortKey, int(sort));
    });
    connect(m_actions.table, &QAction::triggered, this, [this](bool on) {
        m_settings.setValue(TableKey, on);
        m_list->setTable(on);
        updateActions();
    });
    connect(m_actions.copyText, &QAction::triggered, this, [this] { m_toast->say(m_list->copySelected(false)); });
    connect(m_actions.copyTable, &QAction::triggered, this, [this] { m_toast->say(m_list->copySelected(true)); });
    connect(&m_actions, &Actions::modeChosen, this, [this](Theme::Mode mode) {
        m_theme.setMode(mode);
        m_settings.setValue(ModeKey, modeWord(mode));
    });
    const auto all = m_actions.all();
    for (QAction *action : all) {
        if (action->shortcutContext() == Qt::WindowShortcut)
            addAction(action); // also where there is no menu bar in the window
    }
}

void MainWindow::connectRecordActions()
{
    connect(m_actions.save, &QAction::triggered, m_editor, &PartyEditor::save);
    connect(m_actions.review, &QAction::triggered, m_editor, &PartyEditor::review);
    connect(m_actions.discard, &QAction::triggered, m_editor, &PartyEditor::discard);
    connect(m_actions.remove, &QAction::triggered, this, &MainWindow::removeCurrent);
    connect(m_actions.open, &QAction::triggered, m_panes, &Panes::focusDetail);
    connect(m_actions.firstField, &QAction::triggered, this, [this] {
        m_panes->showDetail();
        m_editor->focusFirstField();
    });
    connect(m_actions.addTag, &QAction::triggered, this, [this] {
        m_panes->showDetail();
        m_editor->addTag();
    });
    connect(m_actions.recordHistory, &QAction::triggered, this, [this] { showHistory(m_editor->party()); });
    connect(m_actions.nextRecord, &QAction::triggered, this, [this] { step(1); });
    connect(m_actions.previousRecord, &QAction::triggered, this, [this] { step(-1); });
}

void MainWindow::connectPanes()
{
    connect(m_menuButton, &QToolButton::clicked, m_panes, &Panes::openDrawer);
    connect(m_actions.focusSidebar, &QAction::triggered, m_panes, &Panes::focusSidebar);
    connect(m_actions.focusList, &QAction::triggered, m_panes, &Panes::focusList);
    connect(m_actions.focusDetail, &QAction::triggered, m_panes, &Panes::focusDetail);
    connect(m_actions.nextPane, &QAction::triggered, m_panes, [this] { m_panes->focusNext(true); });
    connect(m_actions.previousPane, &QAction::triggered, m_panes, [this] { m_panes->focusNext(false); });
    connect(m_actions.back, &QAction::triggered, m_panes, &Panes::focusList);
    connect(m_panes, &Panes::arranged, this, [this] {
        m_menuButton->setVisible(m_panes->arrangement() != Panes::Arrangement::Wide);
        updateActions();
    });

    connect(m_sidebar, &Sidebar::scopeChosen, this, &MainWindow::setScope);
    connect(m_list, &PartyList::currentChanged, this, &MainWindow::showParty);
    connect(m_list, &PartyList::opened, this, [this](const QUuid &localId) {
        showParty(localId);
        m_panes->showDetail();
        // A click leaves the focus in the list, so that the arrows go on from there.
        if (QApplication::mouseButtons() == Qt::NoButton && !m_list->underMouse())
            m_panes->focusDetail();
    });
    connect(m_list, &PartyList::newPersonRequested, this,
        [this](const QString &name) { startDraft(PartyType::Person, name); });
    connect(m_list, &PartyList::checkRequested, this, &MainWindow::checkNow);
    connect(m_list, &PartyList::signInRequested, this, &MainWindow::signInAgainRequested);

    connect(m_palette, &SearchPalette::recordChosen, this, [this](const QUuid &localId) {
        openParty(localId);
        m_panes->focusList();
        m_panes->showDetail();
    });
    connect(m_palette, &SearchPalette::listChosen, this, [this](const QString &key) {
        setList(key);
        m_panes->focusList();
    });
    connect(m_palette, &SearchPalette::createChosen, this,
        [this](const QString &name) { startDraft(PartyType::Person, name); });
    connect(m_palette, &SearchPalette::left, this, &MainWindow::leaveToolbar);
    connect(m_chip, &QToolButton::clicked, this, [this] {
        setScope(Scope::Waiting);
        m_panes->focusList();
    });
}

void MainWindow::connectLists()
{
    connect(m_sidebar, &Sidebar::listChosen, this, &MainWindow::setList);
    connect(&m_lists, &RecordLists::changed, this, [this] {
        m_sidebar->setLists(m_lists.lists());
        if (!m_listKey.isEmpty() && !m_lists.list(m_listKey)) // it was deleted
            setScope(Scope::Everyone);
        else if (const auto list = m_lists.list(m_listKey))
            m_list->setListLook(listName(*list), chipOf(*list));
    });
    connect(&m_lists, &RecordLists::queryChanged, this, [this](const QString &key) {
        if (key == m_listKey)
            showList();
    });
    m_sidebar->setLists(m_lists.lists());

    connect(m_sidebar, &Sidebar::menuRequested, this, [this](const QPoint &place) {
        const bool isOwn = !RecordLists::ownOfKey(m_listKey).isNull();
        if (!isOwn && RecordLists::filterOfKey(m_listKey) == 0)
            return;
        auto *menu = new QMenu(this);
        menu->setAttribute(Qt::WA_DeleteOnClose);
        menu->addActions(isOwn
                ? QList{m_actions.changeList, m_actions.renameList, m_actions.duplicateList, m_actions.deleteList}
                : QList{m_actions.changeList, m_actions.duplicateList});
        menu->popup(place);
    });
    connect(m_actions.newList, &QAction::triggered, this, [this] { openListDialog()->begin(); });
    connect(m_actions.changeList, &QAction::triggered, this, &MainWindow::changeList);
    connect(m_actions.why, &QAction::triggered, this, &MainWindow::sayWhy);
    connect(m_actions.saveList, &QAction::triggered, this, [this] { m_listCommands.askToSave(ruleInView()); });
    connect(m_actions.renameList, &QAction::triggered, this,
        [this] { m_listCommands.askToRename(RecordLists::ownOfKey(m_listKey)); });
    connect(m_actions.duplicateList, &QAction::triggered, this, [this] {
        if (const auto list = m_lists.list(m_listKey))
            m_listCommands.duplicate(list->title, m_lists.ruleOf(m_listKey));
    });
    connect(m_actions.deleteList, &QAction::triggered, this,
        [this] { m_listCommands.remove(RecordLists::ownOfKey(m_listKey)); });
    connect(m_list, &PartyList::searchChanged, this, &MainWindow::updateActions);
    connect(&m_listCommands, &ListCommands::offered, m_toast, &Toast::say);
    connect(&m_listCommands, &ListCommands::failed, this, &MainWindow::showFailure);
    connect(&m_listCommands, &ListCommands::made, this, [this](const QUuid &id) {
        m_list->clearFilter();
        setList(RecordLists::keyOfOwn(id));
    });
}

ListDialog *MainWindow::openListDialog()
{
    auto *dialog = new ListDialog(m_session, m_theme, this);
    connect(dialog, &ListDialog::kept, this, [this](const QUuid &id) {
        m_list->clearFilter();
        setList(RecordLists::keyOfOwn(id));
    });
    connect(dialog, &ListDialog::failed, this, &MainWindow::showFailure);
    dialog->open();
    return dialog;
}

void MainWindow::changeList()
{
    if (const auto own = m_session.ownLists().list(RecordLists::ownOfKey(m_listKey)))
        return openListDialog()->change(*own);
    const QList<SavedFilter> filters = m_session.store().catalogue().savedFilters.value_or(QList<SavedFilter>());
    for (const SavedFilter &filter : filters) {
        if (filter.id == RecordLists::filterOfKey(m_listKey))
            return openListDialog()->showSaved(filter);
    }
}

/// What decides that the record shown is in the list in view: its kind, its conditions, and what is searched.
void MainWindow::sayWhy()
{
    PartyStore &store = m_session.store();
    const QUuid localId = m_editor->party();
    const auto view = store.party(localId);
    if (!view)
        return;
    const Party &party = view->shown;
    const QDateTime now = m_session.clock().now();
    const auto me = store.catalogue().currentUser;
    const auto list = m_lists.list(m_listKey);
    const PartyRule rule = m_lists.ruleOf(m_listKey);
    QList<WhyReason> reasons;
    if (!list)
        reasons.append(reasonOfKind(kindOf(m_model->scope()), party));
    if (!rule.conditions.isEmpty())
        reasons.append(reasonOfRule(rule.conditions, party, m_session.ruleResults().contextOf(localId)));
    for (const QString &search : {rule.search, m_model->search()}) {
        if (!search.trimmed().isEmpty())
            reasons.append(reasonOfSearch(search, party, now, me ? me->id : 0));
    }
    auto *dialog = new QDialog(this);
    dialog->setObjectName("whyDialog"_L1);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Why is this here?"));
    auto *panel = new WhyPanel(m_theme, dialog);
    panel->explain(
        party.displayName(), list ? listName(*list) : m_actions.scope(m_model->scope())->iconText(), reasons);
    connect(panel, &WhyPanel::closed, dialog, &QDialog::accept);
    auto *layout = new QVBoxLayout(dialog);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(panel);
    dialog->resize(520, 420);
    dialog->open();
}

/// True unless the list in view is one of work, or of conditions that are not understood here.
bool MainWindow::canBeARule() const
{
    return m_model->scope() <= Scope::Organisations
        && (RecordLists::filterOfKey(m_listKey) == 0 || !m_lists.ruleOf(m_listKey).isEmpty());
}

/// What narrows the list in view, as a list of one's own would have it.
PartyRule MainWindow::ruleInView() const
{
    PartyRule rule = m_lists.ruleOf(m_listKey);
    QStringList words{rule.search};
    if (m_model->scope() == Scope::People)
        words << u"type:person"_s;
    else if (m_model->scope() == Scope::Organisations)
        words << u"type:org"_s;
    words << m_model->search();
    rule.search = joinedSearches(words);
    return rule;
}

void MainWindow::connectJournals()
{
    connect(m_actions.history, &QAction::triggered, this, [this] { showHistory(); });
    connect(m_editor, &PartyEditor::historyRequested, this, &MainWindow::showHistory);
    connect(m_outbox, &JournalPane::editRequested, this, &MainWindow::editEntry);
    connect(m_history, &JournalPane::exported, m_toast, [this](const QString &path) {
        //: %1 is the name of a file
        m_toast->say(tr("Exported to %1.").arg(QFileInfo(path).fileName()));
    });
    connect(m_history, &JournalPane::exportFailed, this, [this](const QString &path, const QString &detail) {
        showNotExported(tr("The history could not be written to %1. A file that was there is as it was; choose another "
                           "folder, or free some space, and export again."),
            path, detail);
    });
    for (JournalPane *pane : {m_outbox, m_history}) {
        connect(pane, &JournalPane::currentChanged, this, [this](const QUuid &localId) {
            showParty(localId);
            m_list->select(localId);
        });
        connect(pane, &JournalPane::opened, m_panes, [this] {
            m_panes->showDetail();
            m_panes->focusDetail();
        });
        connect(pane, &JournalPane::left, this, [this] {
            if (m_lists.list(m_listKey))
                setList(m_listKey);
            else
                setScope(m_model->scope() == Scope::Waiting ? Scope::Everyone : m_model->scope());
            m_panes->focusList();
        });
        connect(pane, &JournalPane::reviewRequested, this, &MainWindow::reviewLine);
        connect(pane, &JournalPane::discarded, &m_undo, &RecordUndo::offerDiscard);
        connect(pane, &JournalPane::undoRequested, &m_undo,
            [this](const HistoryLine &line) { m_undo.draftAsBefore(line.entry); });
        connect(pane, &JournalPane::failed, this, &MainWindow::showFailure);
    }
}

void MainWindow::connectBulk()
{
    const auto tellCatalogue = [this] {
        m_bulk->setCatalogue(m_session.store().catalogue());
        m_myTasks->setCatalogue(m_session.store().catalogue());
    };
    tellCatalogue();
    connect(&m_session.store(), &PartyStore::catalogueChanged, this, tellCatalogue);
    connect(&m_session.store(), &PartyStore::catalogueChanged, this, &MainWindow::showSoon); // calls can be logged
    connect(m_list, &PartyList::selectionCountChanged, this, [this](int count) {
        m_bulk->setSelected(count);
        showSeveralOrOne();
    });
    connect(m_bulk, &BulkPage::left, this, &MainWindow::showSeveralOrOne);
    connect(m_bulk, &BulkPage::wanted, this, [this] {
        m_list->select(m_list->current()); // what was begun needs no selection any more
        showInDetail(m_bulk);
        m_panes->showDetail();
    });
    connect(m_bulk, &BulkPage::openRequested, this, [this](const QUuid &localId) {
        openParty(localId);
        m_panes->focusDetail();
    });
    connect(m_bulk, &BulkPage::failed, this, &MainWindow::showFailure);
    connect(m_bulk, &BulkPage::exported, m_toast, [this](const QString &path, int records, int leftOut) {
        const QString name = displayText(QFileInfo(path).fileName());
        //: %1 is the name of a file
        const QString text = tr("Exported %Ln record(s) to %1.", nullptr, records).arg(name);
        //: %1 is "Exported 34 records to contacts.csv."
        m_toast->say(leftOut == 0
                ? text
                : tr("%1 %Ln left out: private, being deleted or not saved.", nullptr, leftOut).arg(text));
    });
    connect(m_bulk, &BulkPage::exportFailed, this, [this](const QString &path, const QString &detail) {
        showNotExported(tr("The records could not be written to %1. A file that was there is as it was; choose another "
                           "folder, or free some space, and export again."),
            path, detail);
    });
    using Subject = BulkEditor::Subject;
    const QList<std::pair<QAction *, Subject>> subjects{{m_actions.bulkTag, Subject::Tag},
        {m_actions.bulkOwner, Subject::Ownership}, {m_actions.bulkField, Subject::Field}};
    for (const auto &[action, subject] : subjects) {
        connect(action, &QAction::triggered, this, [this, wanted = subject] {
            m_bulk->edit(wanted);
            m_panes->focusDetail();
        });
    }
    connect(m_actions.selectAll, &QAction::triggered, m_list, &PartyList::selectAll);
    connect(m_actions.bulkRuns, &QAction::triggered, this, [this] { m_bulk->showLastRun(); });
    connect(m_actions.exportRecords, &QAction::triggered, this,
        [this] { m_bulk->askToExport(m_list->selectedCount() > 1 ? m_list->selected() : m_list->all()); });
    BulkRuns &runs = m_session.bulkRuns();
    connect(&runs, &BulkRuns::changed, this, &MainWindow::updateActions);
    connect(&runs, &BulkRuns::loaded, this, [this, &runs] {
        updateActions();
        const QList<qint64> numbers = runs.numbers();
        const bool goesOn = std::ranges::any_of(
            numbers, [&runs](qint64 number) { return runs.run(number)->state != BulkRun::State::Done; });
        if (goesOn)
            m_toast->say(tr("A change of several records goes on. Record › Changes of Several Records shows how far "
                            "it is."));
    });
}

/// Several chosen records take the place of one.
void MainWindow::showSeveralOrOne()
{
    showInDetail(m_list->selectedCount() > 1 ? static_cast<QWidget *>(m_bulk) : m_editor);
}

void MainWindow::showInDetail(QWidget *page)
{
    if (page != m_detail->currentWidget()) {
        const bool hadFocus = m_detail->isAncestorOf(QApplication::focusWidget());
        m_editor->keepDraft();
        m_detail->setCurrentWidget(page);
        m_detail->setFocusProxy(page);
        if (hadFocus)
            page->setFocus(Qt::OtherFocusReason);
    }
    updateActions();
}

void MainWindow::connectEditor()
{
    m_editor->setAccessibleName(tr("Record"));
    m_editor->setPictures(&m_session.pictures());
    connect(m_editor, &PartyEditor::changeCountChanged, this, [this] {
        showTitle();
        updateActions();
    });
    connect(m_editor, &PartyEditor::saved, &m_undo, &RecordUndo::offerSave);
    connect(m_editor, &PartyEditor::discarded, &m_undo, &RecordUndo::offerDiscard);
    connect(m_editor, &PartyEditor::openPartyRequested, this, &MainWindow::openParty);
    connect(m_editor, &PartyEditor::leaveRequested, m_panes, &Panes::focusList);
    // The window's own actions have the keys, and decide what they undo.
    for (QAction *action : {m_editor->undoAction(), m_editor->redoAction()}) {
        action->setShortcuts(QList<QKeySequence>());
        connect(action, &QAction::changed, this, &MainWindow::updateActions);
    }
    connect(qApp, &QApplication::focusChanged, this, &MainWindow::updateActions);

    connect(&m_undo, &RecordUndo::offered, m_toast, &Toast::say);
    connect(&m_undo, &RecordUndo::told, m_toast, [this](const QString &sentence) { m_toast->say(sentence); });
    connect(&m_undo, &RecordUndo::restored, this, &MainWindow::openParty);
    connect(&m_undo, &RecordUndo::failed, this, &MainWindow::showFailure);
    connect(m_toast, &Toast::offerChanged, this, &MainWindow::updateActions);
}

void MainWindow::connectSession()
{
    connect(&m_session, &Session::tokenChanged, this, &MainWindow::showBanner);
    connect(&m_session.disk(), &DiskWatch::changed, this, &MainWindow::showBanner);
    connect(&m_session.store(), &PartyStore::draftsChanged, this, &MainWindow::showBanner);
    connect(&m_session.engine(), &SyncEngine::stateChanged, this,
        [this](const SyncState &state) { state.phase == m_shownPhase ? showSoon() : showSyncState(); });
    m_showTimer.setSingleShot(true);
    connect(&m_showTimer, &QTimer::timeout, this, &MainWindow::showSyncState);
    connect(&m_session.store(), &PartyStore::outboxChanged, this, &MainWindow::showSoon);
    connect(m_model, &PartyModel::countsChanged, this, &MainWindow::showSoon);
    connect(&m_session.store(), &PartyStore::loaded, this, &MainWindow::showSyncState); // it may have mended something
    connect(m_banner, &MessageBar::actionTriggered, this, [this] {
        const auto phase = m_session.engine().state().phase;
        if (phase == SyncState::Phase::NotCapsule || phase == SyncState::Phase::DiskTrouble)
            checkNow();
        else
            Q_EMIT signInAgainRequested();
    });
    connect(m_banner, &MessageBar::closed, this, [this] {
        m_closedBanners << m_banner->message().text;
        showBanner();
    });
}

void MainWindow::connectActivity()
{
    RecordTabs *tabs = m_editor->tabs();
    m_tasksEntry->setObjectName("myTasksEntry"_L1);
    m_sidebar->addEntry(m_tasksEntry);
    connect(m_tasksEntry, &QAbstractButton::clicked, this, &MainWindow::showMyTasks);
    connect(m_myTasks, &TaskPage::countChanged, this, [this] { m_tasksEntry->setCount(m_myTasks->taskCount()); });
    m_tasksEntry->setCount(m_myTasks->taskCount());
    connect(m_myTasks, &TaskPage::currentChanged, this, [this](const QUuid &record) {
        if (record.isNull())
            return;
        showParty(record);
        m_list->select(record);
    });
    connect(m_myTasks, &TaskPage::left, this, [this] {
        setScope(m_model->scope() == Scope::Waiting ? Scope::Everyone : m_model->scope());
        m_panes->focusList();
    });
    connect(m_myTasks, &TaskPage::offered, m_toast, &Toast::say);
    connect(m_myTasks, &TaskPage::failed, this, &MainWindow::showFailure);
    connect(tabs, &RecordTabs::offered, m_toast, &Toast::say);
    connect(tabs, &RecordTabs::failed, this, &MainWindow::showFailure);
    connect(tabs, &RecordTabs::tabChosen, this, [this](RecordTabs::Tab tab) { m_settings.setValue(TabKey, int(tab)); });

    connect(m_actions.myTasks, &QAction::triggered, this, &MainWindow::showMyTasks);
    const auto inDetail = [this, tabs](void (RecordTabs::*does)()) {
        return [this, tabs, does] {
            m_panes->showDetail();
            (tabs->*does)();
        };
    };
    connect(m_actions.addNote, &QAction::triggered, this, inDetail(&RecordTabs::addNote));
    connect(m_actions.logCall, &QAction::triggered, this, inDetail(&RecordTabs::logCall));
    connect(m_actions.addTask, &QAction::triggered, this, [this, tabs] {
        if (m_middle->currentWidget() == m_myTasks || m_editor->party().isNull()) {
            showMyTasks();
            return m_myTasks->addTask();
        }
        m_panes->showDetail();
        tabs->addTask();
    });
    connect(m_actions.completeTask, &QAction::triggered, this, [this] {
        if (TaskPage *tasks = focusedTasks())
            tasks->completeChosen();
    });
    using Tab = RecordTabs::Tab;
    for (const auto &[action, tab] :
        {std::pair(m_actions.detailsTab, Tab::Details), std::pair(m_actions.activityTab, Tab::Activity),
            std::pair(m_actions.tasksTab, Tab::Tasks), std::pair(m_actions.dealsTab, Tab::Deals)})
        connect(action, &QAction::triggered, this, [this, tabs, which = tab] {
            m_panes->showDetail();
            tabs->setTab(which);
        });
}

void MainWindow::showMyTasks()
{
    showMiddle(m_myTasks);
    m_sidebar->showNoScope();
    m_panes->closeDrawer();
    m_panes->showList();
    m_panes->focusList();
}

/// The list of tasks that commands are for: the one with the focus, else the one in the middle.
TaskPage *MainWindow::focusedTasks() const
{
    for (QWidget *widget = QApplication::focusWidget(); widget; widget = widget->parentWidget()) {
        if (auto *tasks = qobject_cast<TaskPage *>(widget))
            return tasks;
    }
    return m_middle->currentWidget() == m_myTasks ? m_myTasks : nullptr;
}

// --- records

QUuid MainWindow::currentParty() const
{
    return m_editor->party();
}

void MainWindow::showParty(const QUuid &localId)
{
    if (m_list->selectedCount() < 2)
        showInDetail(m_editor);
    const QUuid before = m_editor->party();
    if (localId == before)
        return;
    m_editor->showParty(localId);
    m_undo.watch(localId);
    if (!localId.isNull())
        m_offers.noteOpened(localId);
    forgetIfEmpty(before);
    showTitle();
    updateActions();
}

void MainWindow::openParty(const QUuid &localId)
{
    const bool isInJournal = m_middle->currentWidget() != m_list;
    if (!isInJournal && m_model->rowOf(localId) < 0 && m_session.store().party(localId)) {
        m_list->clearFilter();
        if (m_model->rowOf(localId) < 0)
            setScope(Scope::Everyone);
    }
    showParty(localId);
    m_list->select(localId);
    m_panes->showDetail();
}

void MainWindow::forgetIfEmpty(const QUuid &localId)
{
    const auto view = m_session.store().party(localId);
    if (!view || view->isCreated || view->shown != view->base || m_session.store().isReadOnly())
        return;
    Party nothing;
    nothing.type = view->base.type;
    if (view->draft.value_or(nothing) == nothing) {
        m_offers.forget(localId);
        if (const auto gone = m_session.store().discardDraft(localId); !gone)
            showFailure(gone.error());
    }
}

void MainWindow::startDraft(PartyType type, const QString &name)
{
    const auto localId = m_session.store().startDraft(newParty(type, name));
    if (!localId)
        return showFailure(localId.error());
    openParty(*localId);
    m_editor->focusFirstField();
}

void MainWindow::removeCurrent()
{
    if (m_list->selectedCount() > 1 && m_middle->currentWidget() == m_list)
        return m_bulk->askToDelete();
    const QUuid localId = m_editor->party();
    const auto view = m_session.store().party(localId);
    if (!view)
        return;
    const auto people = static_cast<int>(m_session.store().peopleOf(localId).size());
    if (!view->shown.isPerson() && people > 0)
        return askToRemoveOrganisation(localId, view->shown.displayName(), people);
    removeNow(localId);
}

void MainWindow::askToRemoveOrganisation(const QUuid &localId, const QString &name, int people)
{
    QMessageBox *box = plainBox(this, QMessageBox::Warning, tr("Delete organisation"),
        tr("Delete %1, which has %Ln people?", nullptr, people).arg(shortName(name)));
    box->setInformativeText(
        tr("The people stay, but no longer belong to an organisation. Its notes, tasks, opportunities "
           "and projects are deleted with it, and Capsule cannot give them back."));
    QPushButton *verb = box->addButton(tr("Delete Organisation"), QMessageBox::DestructiveRole);
    verb->setObjectName("deleteOrganisationButton"_L1);
    box->setDefaultButton(box->addButton(QMessageBox::Cancel));
    connect(verb, &QPushButton::clicked, this, [this, localId] { removeNow(localId); });
    box->open();
}

void MainWindow::removeNow(const QUuid &localId)
{
    const int row = m_model->rowOf(localId);
    const QUuid below = m_model->localIdAt(row + 1);
    const QUuid next = below.isNull() ? m_model->localIdAt(row - 1) : below;
    m_editor->keepDraft();
    m_undo.remove(localId);
    if (m_model->rowOf(localId) >= 0)
        return; // it could not be deleted
    m_offers.forget(localId);
    showParty(next);
    m_list->select(next);
}

// --- commands

void MainWindow::undoLast()
{
    if (isInside(m_editor, QApplication::focusWidget()) && m_editor->undoAction()->isEnabled())
        return m_editor->undoAction()->trigger();
    if (auto *line = qobject_cast<QLineEdit *>(QApplication::focusWidget()); line && line->isUndoAvailable())
        return line->undo();
    m_toast->undo();
}

void MainWindow::redoLast()
{
    if (isInside(m_editor, QApplication::focusWidget()) && m_editor->redoAction()->isEnabled())
        return m_editor->redoAction()->trigger();
    if (auto *line = qobject_cast<QLineEdit *>(QApplication::focusWidget()))
        line->redo();
}

void MainWindow::checkNow()
{
    if (!m_editor->party().isNull())
        m_session.engine().checkParty(m_editor->party());
    m_session.engine().checkNow();
}

// --- drafts that are in memory only

void MainWindow::setPrivate(bool on)
{
    m_editor->keepDraft();
    if (const auto done = m_session.store().setPrivate(on); !done)
        showFailure(done.error());
    else
        m_settings.setValue(PrivateKey, on);
    showPrivate();
}

void MainWindow::showPrivate()
{
    m_actions.privateMode->setChecked(m_session.store().isPrivate());
    m_status->setPrivate(m_session.store().isPrivate());
}

/// Says what would be lost, and goes on once it is saved or may be.
void MainWindow::askAboutDrafts(const std::function<void()> &goOn)
{
    if (m_draftsQuestion)
        return m_draftsQuestion->raise();
    QList<QUuid> drafts = m_session.store().index().inOrder(m_session.store().draftsInMemory(), PartyIndex::Sort::Name);
    const ActivityStore &activity = m_session.store().activity();
    const QList<QUuid> items = activity.draftsInMemory();
    const auto count = static_cast<int>(drafts.size() + items.size());
    QStringList names;
    for (const QUuid &localId : drafts.first(std::min(drafts.size(), MostNamed))) {
        const auto view = m_session.store().party(localId);
        const QString name = view ? shortName(view->draft.value_or(view->shown).displayName()) : QString();
        names << (name.isEmpty() ? tr("No name yet") : name);
    }
    for (const QUuid &item : items.first(std::min(items.size(), MostNamed - names.size()))) {
        const auto note = activity.noteDraft(item);
        const auto task = activity.taskDraft(item);
        const QString words = note ? note->edited.content : task ? task->edited.description : QString();
        names << displayText(words).simplified().left(60);
    }
    QString list = names.join(u'\n');
    if (count > MostNamed)
        //: Under a list of names. %1 is that list.
        list = tr("%1\nand %Ln more", nullptr, count - static_cast<int>(MostNamed)).arg(list);

    QMessageBox *box = plainBox(this, QMessageBox::Warning, tr("Unsaved changes"),
        m_session.store().isPrivate()
            ? tr("Private mode keeps %Ln draft(s) in memory only. What you do not save now is gone.", nullptr, count)
            : tr("%Ln draft(s) could not be written to the disk. What you do not save now is gone.", nullptr, count));
    box->setObjectName("draftsQuestion"_L1);
    box->setInformativeText(list);
    QPushButton *save = box->addButton(tr("Save All"), QMessageBox::AcceptRole);
    save->setObjectName("saveDraftsButton"_L1);
    QPushButton *discard = box->addButton(tr("Discard"), QMessageBox::DestructiveRole);
    discard->setObjectName("discardDraftsButton"_L1);
    box->addButton(QMessageBox::Cancel);
    box->setDefaultButton(save);
    connect(save, &QPushButton::clicked, this, [this, goOn] {
        if (saveDrafts())
            goOn();
    });
    connect(discard, &QPushButton::clicked, this, [this, goOn] {
        m_mayLoseDrafts = true;
        goOn();
        m_mayLoseDrafts = false;
    });
    m_draftsQuestion = box;
    box->open();
}

/// True if nothing is left to save. Else the record that cannot be saved is in front and says why.
bool MainWindow::saveDrafts()
{
    const QList<QUuid> drafts = m_session.store().draftsInMemory();
    const bool areSaved = std::ranges::all_of(drafts, [this](const QUuid &localId) {
        openParty(localId);
        m_editor->save();
        return !m_session.store().draftsInMemory().contains(localId);
    });
    return areSaved && saveItemDrafts();
}

bool MainWindow::hasDraftsInMemory() const
{
    return !m_session.store().draftsInMemory().isEmpty() || !m_session.store().activity().draftsInMemory().isEmpty();
}

/// Those of notes and tasks.
bool MainWindow::saveItemDrafts()
{
    ActivityStore &activity = m_session.store().activity();
    const QList<QUuid> items = activity.draftsInMemory();
    for (const QUuid &item : items) {
        const auto note = activity.noteDraft(item);
        const auto task = activity.taskDraft(item);
        const auto saved = note ? activity.save(item, note->edited)
            : task              ? activity.save(item, task->edited)
                                : Result<qint64, StoreError>(0);
        if (!saved) {
            showFailure(saved.error());
            return false;
        }
    }
    return activity.draftsInMemory().isEmpty();
}

void MainWindow::leaveToolbar()
{
    if (m_panes->isDetailVisible() && m_panes->arrangement() == Panes::Arrangement::Turns)
        return m_panes->focusDetail();
    m_middle->setFocus(Qt::OtherFocusReason);
}

void MainWindow::showMiddle(QWidget *pane)
{
    m_middle->setCurrentWidget(pane);
    m_middle->setFocusProxy(pane);
    m_tasksEntry->setChecked(pane == m_myTasks);
}

void MainWindow::step(int by)
{
    if (auto *journal = qobject_cast<JournalPane *>(m_middle->currentWidget()))
        return journal->step(by);
    if (m_middle->currentWidget() == m_myTasks)
        return m_myTasks->step(by);
    m_list->step(by);
}

void MainWindow::editEntry(const OutboxEntry &entry)
{
    if (entry.task() && entry.localId.isNull()) { // it belongs to nobody
        showMyTasks();
        return m_myTasks->editTask(entry.itemId);
    }
    showParty(entry.localId);
    m_panes->showDetail();
    if (entry.note())
        return m_editor->tabs()->openNote(entry.itemId);
    if (entry.task())
        return m_editor->tabs()->openTask(entry.itemId);
    m_editor->focusProblem();
}

void MainWindow::showHistory(const QUuid &record)
{
    const auto view = m_session.store().party(record);
    m_history->setRecord(record, view ? view->draft.value_or(view->shown).displayName() : QString());
    showMiddle(m_history);
    m_sidebar->showNoScope();
    m_panes->closeDrawer();
    m_panes->showList();
    m_panes->focusList();
}

void MainWindow::reviewLine(const HistoryLine &line)
{
    const OutboxEntry &entry = line.entry;
    ReviewedRequest request
        = reviewedRequest(m_session.store(), m_session.api(), entry.localId, entry.base, entry.edited);
    if (entry.kind == OutboxEntry::Kind::Delete) {
        request.method = "DELETE"_ba;
        request.body.clear();
    } else if (!entry.isPending()) {
        request.method = entry.kind == OutboxEntry::Kind::Create ? "POST"_ba : "PUT"_ba;
        request.body = entry.sentBody; // empty for what others did, and for what was never sent
    }
    if (!entry.isAboutParty())
        request = reviewedWork(m_session.store(), *m_addresses, entry);
    auto *dialog = new QDialog(this);
    dialog->setObjectName("reviewDialog"_L1);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Review"));
    auto *panel = new ReviewPanel(m_theme, dialog);
    panel->setReadOnly(!entry.isPending());
    panel->showRequest(request);
    connect(panel, &ReviewPanel::closed, dialog, &QDialog::accept);
    auto *layout = new QVBoxLayout(dialog);
    layout->setContentsMargins({});
    layout->addWidget(panel);
    dialog->resize(640, 480);
    dialog->open();
}

void MainWindow::setScope(Scope scope)
{
    showMiddle(scope == Scope::Waiting ? static_cast<QWidget *>(m_outbox) : m_list);
    m_actions.scope(scope)->setChecked(true);
    m_sidebar->setScope(scope);
    m_list->setScope(scope);
    m_listKey.clear();
    m_panes->closeDrawer();
    if (scope <= Scope::Organisations) {
        m_settings.setValue(ScopeKey, int(scope));
        m_settings.remove(ListKey);
    }
    updateActions();
}

void MainWindow::setList(const QString &key)
{
    const auto list = m_lists.list(key);
    if (!list)
        return setScope(Scope::Everyone);
    m_listKey = key;
    showMiddle(m_list);
    m_actions.checkNoScope();
    m_sidebar->setList(*list);
    showList();
    m_panes->closeDrawer();
    m_settings.setValue(ListKey, key);
    if (const qint64 filter = RecordLists::filterOfKey(key))
        m_session.engine().runFilter(filter);
    updateActions();
}

void MainWindow::showList()
{
    const auto list = m_lists.list(m_listKey);
    if (!list)
        return;
    m_list->setList({listName(*list), m_lists.query(m_listKey), m_lists.isReady(m_listKey),
        list->kind == RecordList::Kind::SavedFilter, chipOf(*list)});
}

/// Where a list runs is said of those that somebody made: here or in Capsule.
std::optional<FilterChip> MainWindow::chipOf(const RecordList &list) const
{
    if (list.kind == RecordList::Kind::Own)
        return FilterChip{listName(list), false, {}, false};
    if (list.kind != RecordList::Kind::SavedFilter)
        return {};
    const QDateTime at = list.at.toLocalTime();
    const QString when = at.date() == QDate::currentDate() ? QLocale().toString(at.time(), QLocale::ShortFormat)
                                                           : QLocale().toString(at.date(), QLocale::ShortFormat);
    //: Of when the records of a list are that Capsule works out. %1 is a time of today, or a day.
    return FilterChip{listName(list), true, at.isValid() ? tr("as of %1").arg(when) : tr("not loaded yet"), false};
}

void MainWindow::showAbout()
{
    QMessageBox *box = plainBox(this, QMessageBox::NoIcon, tr("About Counterpart"),
        tr("Counterpart %1").arg(QApplication::applicationVersion()));
    box->setIconPixmap(windowIcon().pixmap(QSize(64, 64), devicePixelRatioF()));
    box->setInformativeText(
        tr("Your company’s Capsule contacts on your desktop, online or off. Counterpart sends exactly what "
           "you changed, and nothing else.\n\nMade with Qt %1. Not made by or connected with Capsule.")
            .arg(QLatin1StringView(qVersion())));
    box->addButton(QMessageBox::Close);
    box->open();
}

void MainWindow::showShortcuts()
{
    auto *dialog = new ShortcutsDialog(m_actions, this);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->open();
}

// --- showing

void MainWindow::showTitle()
{
    const auto view = m_session.store().party(m_editor->party());
    const QString name = view ? shortName(view->draft.value_or(view->shown).displayName()) : QString();
    setWindowTitle(name.isEmpty() ? tr("Counterpart") : tr("%1 – Counterpart").arg(name));
}

void MainWindow::showCounts(const UnsentWork &work)
{
    ScopeCounts counts{};
    for (int scope = 0; scope < int(counts.size()); ++scope)
        counts.at(std::size_t(scope)) = m_model->countOf(static_cast<Scope>(scope));
    counts.at(std::size_t(Scope::Waiting)) = work.waiting + work.needsUser;
    m_sidebar->setCounts(counts);
    m_status->setCounts(counts.at(std::size_t(Scope::Everyone)), work);
    updateActions();
}

UnsentWork MainWindow::unsentWork() const
{
    UnsentWork work;
    for (const OutboxEntry &entry : m_session.store().pendingEntries()) // deletes too, which no list shows
        ++(entry.needsUser() ? work.needsUser : work.waiting);
    return work;
}

/// One turn later: a save has been told by then, and what several changes bring is shown once. A first load changes
/// the counts with every page, faster than anybody reads.
void MainWindow::showSoon()
{
    constexpr std::chrono::milliseconds pause{100};
    if (!m_showTimer.isActive())
        m_showTimer.start(
            m_lastShown.isValid() ? std::max(0ms, pause - std::chrono::milliseconds(m_lastShown.elapsed())) : 0ms);
}

void MainWindow::showSyncState()
{
    m_lastShown.start();
    const SyncState state = m_session.engine().state();
    m_shownPhase = state.phase;
    const UnsentWork work = unsentWork();
    m_chip->setState(state, work);
    m_status->setState(state);
    m_list->setSyncState(state);
    m_editor->setReadOnlyReason(readOnlyReason(state, m_session.store().isReadOnly()));
    m_myTasks->setReadOnly(state.readOnly || m_session.store().isReadOnly());
    showCounts(work);
    showBanner();
}

void MainWindow::showBanner()
{
    const PartyStore &store = m_session.store();
    m_banner->setMessage(accountMessage({.sync = m_session.engine().state(),
        .tokenIsOnlyUntilQuit = m_session.tokenIsOnlyUntilQuit(),
        .signInIsDue = m_signInIsDue,
        .isNewer = store.isReadOnly(),
        .draftsNotKept = store.isPrivate() ? 0 : static_cast<int>(store.draftsInMemory().size()),
        .isDiskLow = m_session.disk().isLow(),
        .repairs = store.repairs(),
        .closed = m_closedBanners}));
}

/// `sentence` has a place for the path.
void MainWindow::showNotExported(const QString &sentence, const QString &path, const QString &detail)
{
    QMessageBox *box = plainBox(
        this, QMessageBox::Warning, tr("Not exported"), sentence.arg(displayText(QDir::toNativeSeparators(path))));
    box->setDetailedText(displayText(detail, Lines::Many));
    box->addButton(QMessageBox::Close);
    box->open();
}

void MainWindow::showFailure(const StoreError &error)
{
    QMessageBox *box = plainBox(this, QMessageBox::Warning, tr("Not saved"),
        error.kind == StoreError::Kind::DiskFull
            ? tr("There is no room left on this disk, so nothing was changed. Free some space, then try again.")
            : tr("This computer could not store that, so nothing was changed. Try again."));
    box->setDetailedText(displayText(error.detail, Lines::Many));
    box->addButton(QMessageBox::Close);
    box->open();
}

void MainWindow::updateActions()
{
    const SyncState state = m_session.engine().state();
    m_actions.setState({.hasRecord = !m_editor->party().isNull(),
        .canWrite = !state.readOnly && !m_session.store().isReadOnly(),
        .changes = m_editor->changeCount(),
        .canLogCall = m_editor->tabs()->canLogCall(),
        .hasTask = focusedTasks() && focusedTasks()->hasChosen(),
        .hasRows = m_model->rowCount() > 0,
        .hasBack = m_panes->arrangement() == Panes::Arrangement::Turns && m_panes->isDetailVisible(),
        .isSignedIn = state.phase != SyncState::Phase::SignedOut,
        .selected = m_list->selectedCount(),
        .isTable = m_actions.table->isChecked(),
        .hasSearch = !m_model->search().trimmed().isEmpty() && canBeARule(),
        .hasOwnList = !RecordLists::ownOfKey(m_listKey).isNull(),
        .hasSavedList = RecordLists::filterOfKey(m_listKey) != 0 && !m_lists.ruleOf(m_listKey).isEmpty(),
        .canSayWhy = canBeARule(),
        .hasRuns = !m_session.bulkRuns().numbers().isEmpty(),
        .isNewer = m_session.store().isReadOnly()});

    const QWidget *focus = QApplication::focusWidget();
    const bool inEditor = focus && isInside(m_editor, focus);
    const auto *line = qobject_cast<const QLineEdit *>(focus);
    const bool undoesField = inEditor && m_editor->undoAction()->isEnabled();
    const bool redoesField = inEditor && m_editor->redoAction()->isEnabled();
    m_actions.undo->setText(undoesField ? m_editor->undoAction()->text() : tr("&Undo"));
    m_actions.redo->setText(redoesField ? m_editor->redoAction()->text() : tr("&Redo"));
    m_actions.undo->setEnabled(undoesField || (line && line->isUndoAvailable()) || m_toast->canUndo());
    m_actions.redo->setEnabled(redoesField || (line && line->isRedoAvailable()));
}

void MainWindow::closeEvent(QCloseEvent *event)
{
    m_editor->keepDraft();
    m_myTasks->keepDraft();
    if (m_session.store().isPrivate())
        forgetIfEmpty(m_editor->party());
    if (!m_mayLoseDrafts && hasDraftsInMemory()) {
        event->ignore();
        return askAboutDrafts([this] { close(); });
    }
    saveWindowPlace(*this, m_settings);
    m_settings.setValue(SizesKey, m_panes->saveSizes());
    m_settings.setValue(ColumnsKey, m_list->columnsLine());
    event->accept();
}
