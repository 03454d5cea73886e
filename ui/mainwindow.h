#pragma once

#include "actions.h"
#include "listcommands.h"
#include "model/recordlists.h"
#include "paletteoffers.h"
#include "recordundo.h"
#include "store/partystore.h"
#include "sync/syncengine.h"

#include <QElapsedTimer>
#include <QMainWindow>
#include <QPointer>
#include <QTimer>
#include <QUuid>

#include <memory>

class BulkPage;
class JournalPane;
class ListDialog;
class MessageBar;
class Panes;
class PartyEditor;
class PartyList;
class PartyModel;
class PlainLabel;
class QMessageBox;
class QSettings;
class QStackedWidget;
class QToolButton;
class Session;
class Sidebar;
class StatusLine;
class SidebarEntry;
class ActivityApi;
class SyncChip;
class TaskPage;
class Theme;
class Toast;
struct HistoryLine;
struct FilterChip;
struct Message;
struct StoreError;
struct SyncState;
struct UnsentWork;

/// The window over one account: arranges the panes, and joins what the panes ask for with the store, the engine and
/// each other. Signing in and out is done by its owner.
class MainWindow : public QMainWindow
{
    Q_OBJECT

public:
    /// Borrows all three. `settings` keeps the window's place, the list's order and the appearance.
    MainWindow(Session &session, Theme &theme, QSettings &settings, QWidget *parent = nullptr);
    ~MainWindow() override;

    /// What the list of a window with these settings will begin with.
    static PartyStore::FirstScreen firstScreen(const QSettings &settings);
    const Actions &actions() const { return m_actions; }
    /// The record in the detail; null for none.
    QUuid currentParty() const;
    /// Shows a record, chooses it in the list and moves to the detail if that has to take its turn.
    void openParty(const QUuid &localId);
    void setScope(PartyModel::Scope scope);
    /// Shows a list of the sidebar by its key; everyone if there is no such list.
    void setList(const QString &key);
    /// The history of `record` alone, or of all records.
    void showHistory(const QUuid &record = {});

Q_SIGNALS:
    void signOutRequested();
    void signInAgainRequested();

protected:
    void closeEvent(QCloseEvent *event) override;

private:
    QWidget *buildToolbar();
    QToolButton *buildNewButton();
    QToolButton *buildMoreButton();
    void buildCentre();
    void restoreSettings();
    void connectActions();
    void connectRecordActions();
    void connectPanes();
    void connectJournals();
    void showMiddle(QWidget *pane);
    void step(int by);
    void reviewLine(const HistoryLine &line);
    void connectBulk();
    void showSeveralOrOne();
    void showInDetail(QWidget *page);
    void connectEditor();
    void connectSession();
    void connectActivity();

    void showParty(const QUuid &localId);
    void forgetIfEmpty(const QUuid &localId);
    void startDraft(PartyType type, const QString &name = {});
    void removeCurrent();
    void askToRemoveOrganisation(const QUuid &localId, const QString &name, int people);
    void removeNow(const QUuid &localId);
    void undoLast();
    void redoLast();
    void checkNow();
    void setPrivate(bool on);
    void showPrivate();
    void askAboutDrafts(const std::function<void()> &goOn);
    bool saveDrafts();
    bool hasDraftsInMemory() const;
    bool saveItemDrafts();
    void editEntry(const OutboxEntry &entry);
    void showMyTasks();
    TaskPage *focusedTasks() const;
    void leaveToolbar();
    void showAbout();
    void showShortcuts();

    void showTitle();
    void showList();
    std::optional<FilterChip> chipOf(const RecordList &list) const;
    void connectLists();
    ListDialog *openListDialog();
    void changeList();
    void sayWhy();
    bool canBeARule() const;
    PartyRule ruleInView() const;
    void showCounts(const UnsentWork &work);
    void showNotExported(const QString &sentence, const QString &path, const QString &detail);
    void showSoon();
    void showSyncState();
    void showBanner();
    void showFailure(const StoreError &error);
    void updateActions();
    UnsentWork unsentWork() const;

    Session &m_session;
    Theme &m_theme;
    QSettings &m_settings;
    Actions m_actions;
    RecordUndo m_undo;
    ListCommands m_listCommands;
    RecordLists m_lists;
    QString m_listKey; // of the list in view; empty for a scope
    PaletteOffers m_offers;
    PartyModel *m_model;
    Sidebar *m_sidebar;
    PartyList *m_list;
    JournalPane *m_outbox;
    JournalPane *m_history;
    std::unique_ptr<ActivityApi> m_addresses;
    TaskPage *m_myTasks;
    SidebarEntry *m_tasksEntry;
    QStackedWidget *m_middle; // the pane between sidebar and detail is one of the four
    PartyEditor *m_editor;
    BulkPage *m_bulk;
    QStackedWidget *m_detail; // the record, or what is done with several
    Panes *m_panes;
    SearchPalette *m_palette;
    SyncChip *m_chip;
    MessageBar *m_banner;
    StatusLine *m_status;
    Toast *m_toast;
    QToolButton *m_menuButton;
    QTimer m_showTimer; // until counts and states are shown
    QElapsedTimer m_lastShown; // since they were
    SyncState::Phase m_shownPhase = SyncState::Phase::SignedOut;
    QStringList m_closedBanners; // texts that were read and closed
    QPointer<QMessageBox> m_draftsQuestion;
    bool m_mayLoseDrafts = false; // the question was answered with that
    bool m_signInIsDue = false; // there was time enough for the keychain to answer
};
