#include "accountmessage.h"
#include "actions.h"
#include "panes.h"
#include "partyeditor.h"
#include "partylist.h"
#include "plaintext.h"
#include "searchpalette.h"
#include "sidebar.h"
#include "statusline.h"
#include "support/partybuilder.h"
#include "syncchip.h"
#include "toast.h"
#include "windowdesk.h"

#include <QAbstractItemModelTester>
#include <QAbstractScrollArea>
#include <QAccessible>
#include <QAction>
#include <QInputDialog>
#include <QLineEdit>
#include <QListView>
#include <QMenu>
#include <QMenuBar>
#include <QMessageBox>
#include <QPushButton>
#include <QSet>
#include <QSignalSpy>
#include <QSplitter>
#include <QTimer>
#include <QToolButton>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Phase = SyncState::Phase;
using Scope = PartyModel::Scope;

namespace {
Party annaOf(const OrganisationRef &organisation)
{
    Party anna = person(u"Anna"_s, u"Lind"_s, 11);
    anna.organisation = organisation;
    return anna;
}

QList<Party> someRecords()
{
    return {annaOf({20, {}, u"Acme"_s}), person(u"Ben"_s, u"Okri"_s, 12), person(u"Cleo"_s, u"Adé"_s, 13),
        organisation(u"Acme"_s, 20), organisation(u"Zenith"_s, 21)};
}
} // namespace

class TestMainWindow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(Theme::Mode::Light); }
    void init()
    {
        m_theme->setMode(Theme::Mode::Light);
        m_desk = std::make_unique<WindowDesk>(*m_theme);
        m_desk->receive(someRecords());
    }
    void cleanup() { m_desk.reset(); }

    // --- commands

    void everyCommandIsInAMenuAndKeysAreUnique()
    {
        QSet<const QAction *> inMenus;
        const auto menus = window().menuBar()->findChildren<QMenu *>();
        for (const QMenu *menu : menus) {
            const auto actions = menu->actions();
            inMenus += QSet<const QAction *>(actions.begin(), actions.end());
        }
        QSet<QString> keys;
        for (const QAction *action : actions().all()) {
            const bool isInRowMenuOnly = action == actions().open; // Enter in the list
            QVERIFY2(inMenus.contains(action) || isInRowMenuOnly, qPrintable(action->objectName()));
            for (const QKeySequence &sequence : action->shortcuts()) {
                QVERIFY2(!keys.contains(sequence.toString()), qPrintable(sequence.toString()));
                keys << sequence.toString();
            }
        }
    }
    void picturesAreLoadedOnlyIfWanted()
    {
        QVERIFY(!m_desk->session->pictures().isWanted());
        QVERIFY(!actions().showPictures->isChecked());
        actions().showPictures->trigger();
        QVERIFY(m_desk->session->pictures().isWanted());
        m_desk->restart();
        QVERIFY(m_desk->session->pictures().isWanted());
        actions().showPictures->trigger();
        QVERIFY(!m_desk->session->pictures().isWanted());
    }

    void commandsAreEnabledByWhatTheyNeed()
    {
        QVERIFY(!actions().save->isEnabled());
        QVERIFY(!actions().remove->isEnabled());
        window().openParty(m_desk->idOf(11));
        QVERIFY(actions().remove->isEnabled());
        QVERIFY(!actions().save->isEnabled());
        changeJobTitle(u"Buyer"_s);
        QVERIFY(actions().save->isEnabled());
        QVERIFY(actions().discard->isEnabled());
        QVERIFY(!actions().back->isEnabled());
    }

    void keysReachTheirCommands()
    {
        list()->setFocus();
        press(Qt::Key_K, Qt::ControlModifier);
        QTRY_VERIFY(edit("searchEdit")->hasFocus());
        press(Qt::Key_2, Qt::ControlModifier);
        QTRY_VERIFY(m_desk->find<QListView>("partyListView")->hasFocus());
        press(Qt::Key_F, Qt::ControlModifier);
        QTRY_VERIFY(edit("filterEdit")->hasFocus());
        press(Qt::Key_1, Qt::ControlModifier);
        QTRY_VERIFY(m_desk->find<QListView>("sidebarView")->hasFocus());
        press(Qt::Key_F6);
        QTRY_VERIFY(m_desk->find<QListView>("partyListView")->hasFocus());
        press(Qt::Key_Down, Qt::AltModifier);
        QVERIFY(!window().currentParty().isNull());
    }

    void enterAndEscapeGoBetweenListAndDetail()
    {
        list()->select({});
        list()->step(1);
        QWidget *rows = m_desk->find<QListView>("partyListView");
        rows->setFocus();
        QTest::keyClick(rows, Qt::Key_Return);
        QTRY_VERIFY(editor()->isAncestorOf(QApplication::focusWidget()));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QTRY_VERIFY(rows->hasFocus() || editor()->isAncestorOf(QApplication::focusWidget()));
        if (!rows->hasFocus()) // the field first, then the detail
            QTest::keyClick(QApplication::focusWidget(), Qt::Key_Escape);
        QTRY_VERIFY(rows->hasFocus());
    }

    // --- records

    void theTitleNamesTheRecord()
    {
        QCOMPARE(window().windowTitle(), u"Counterpart"_s);
        window().openParty(m_desk->idOf(11));
        QCOMPARE(window().windowTitle(), u"Anna Lind – Counterpart"_s);
    }

    void aNewRecordIsADraftWithTheCursorInItsFirstField()
    {
        actions().newPerson->trigger();
        const QUuid made = window().currentParty();
        QVERIFY(m_desk->session->store().drafts().contains(made));
        QTRY_VERIFY(qobject_cast<QLineEdit *>(QApplication::focusWidget()));
        QVERIFY(editor()->isAncestorOf(QApplication::focusWidget()));
        QVERIFY(m_desk->session->store().pendingEntries().isEmpty());
    }

    void anUntouchedNewRecordIsForgottenOnLeaving()
    {
        actions().newOrganisation->trigger();
        QCOMPARE(m_desk->session->store().drafts().size(), 1);
        window().openParty(m_desk->idOf(11));
        QVERIFY(m_desk->session->store().drafts().isEmpty());
    }

    void aTypedNewRecordStays()
    {
        actions().newOrganisation->trigger();
        QTRY_VERIFY(qobject_cast<QLineEdit *>(QApplication::focusWidget()));
        QTest::keyClicks(QApplication::focusWidget(), u"Harbour Light"_s);
        window().openParty(m_desk->idOf(11));
        QCOMPARE(m_desk->session->store().drafts().size(), 1);
    }

    void undoTakesAnUnsentSaveBack()
    {
        const QUuid anna = m_desk->idOf(11);
        window().openParty(anna);
        changeJobTitle(u"Buyer"_s);
        actions().save->trigger();
        QCOMPARE(m_desk->shown(anna).jobTitle, u"Buyer"_s);
        QCOMPARE(m_desk->find<PlainLabel>("toastLabel")->text(), u"Saved Anna Lind."_s);
        m_desk->find<QPushButton>("toastUndoButton")->click();
        QCOMPARE(m_desk->shown(anna).jobTitle, QString());
        QVERIFY(m_desk->session->store().pendingEntries().isEmpty());
    }

    void undoOfASecondSaveKeepsTheFirst()
    {
        const QUuid anna = m_desk->idOf(11);
        window().openParty(anna);
        changeJobTitle(u"Buyer"_s);
        actions().save->trigger();
        changeJobTitle(u"Head of sales"_s);
        actions().save->trigger();
        toast()->undo();
        QCOMPARE(m_desk->shown(anna).jobTitle, u"Buyer"_s);
        QCOMPARE(m_desk->session->store().pendingEntries().size(), 1);
    }

    void undoOfASentSaveIsANewChange()
    {
        const QUuid anna = m_desk->idOf(11);
        window().openParty(anna);
        changeJobTitle(u"Buyer"_s);
        actions().save->trigger();
        Party answer = m_desk->shown(anna);
        answer.about = u"Met at the fair"_s; // somebody else's
        acknowledge(answer);
        toast()->undo();
        QCOMPARE(m_desk->shown(anna).jobTitle, QString());
        QCOMPARE(m_desk->shown(anna).about, u"Met at the fair"_s);
        QCOMPARE(m_desk->session->store().pendingEntries().size(), 1);
    }

    void undoLeavesAloneWhatSomebodyAlteredSince()
    {
        const QUuid anna = m_desk->idOf(11);
        window().openParty(anna);
        changeJobTitle(u"Buyer"_s);
        actions().save->trigger();
        acknowledge(m_desk->shown(anna));
        Party theirs = m_desk->shown(anna);
        theirs.jobTitle = u"Director"_s;
        m_desk->receive({theirs});
        toast()->undo();
        QCOMPARE(m_desk->shown(anna).jobTitle, u"Director"_s);
        QVERIFY(m_desk->session->store().pendingEntries().isEmpty());
        QVERIFY(m_desk->find<PlainLabel>("toastLabel")->text().startsWith("Undone, except"_L1));
        QVERIFY(!toast()->canUndo());
    }

    void undoOfASentSaveTakesAddedRowsAway()
    {
        const QUuid anna = m_desk->idOf(11);
        window().openParty(anna);
        Party edited = m_desk->shown(anna);
        edited.emailAddresses << email(u"anna@example.org"_s);
        QVERIFY(m_desk->session->store().keepDraft(anna, edited));
        editor()->showParty({});
        window().openParty(m_desk->idOf(12));
        window().openParty(anna);
        actions().save->trigger();
        Party answer = m_desk->shown(anna);
        QCOMPARE(answer.emailAddresses.size(), 1);
        answer.emailAddresses.first().id = 501;
        acknowledge(answer);
        toast()->undo();
        QVERIFY(m_desk->shown(anna).emailAddresses.isEmpty());
    }

    void discardedChangesComeBack()
    {
        const QUuid anna = m_desk->idOf(11);
        window().openParty(anna);
        changeJobTitle(u"Buyer"_s);
        actions().discard->trigger();
        QCOMPARE(editor()->changeCount(), 0);
        actions().undo->trigger();
        QTRY_COMPARE(editor()->changeCount(), 1);
        QCOMPARE(window().currentParty(), anna);
    }

    void deleteWaitsAndCanBeTakenBack()
    {
        const QUuid ben = m_desk->idOf(12);
        window().openParty(ben);
        QWidget *rows = m_desk->find<QListView>("partyListView");
        rows->setFocus();
        QTest::keyClick(rows, Qt::Key_Delete);
        QVERIFY(m_desk->session->store().party(ben)->isDeleted);
        QVERIFY(window().currentParty() != ben);
        QCOMPARE(m_desk->find<PlainLabel>("toastLabel")->text(), u"Deleted Ben Okri."_s);
        const auto entries = m_desk->session->store().pendingEntries();
        QCOMPARE(entries.size(), 1);
        QCOMPARE_GT(entries.first().notBefore, QDateTime::currentDateTimeUtc().addSecs(5));
        toast()->undo();
        QVERIFY(!m_desk->session->store().party(ben)->isDeleted);
        QCOMPARE(window().currentParty(), ben);
        QVERIFY(m_desk->session->store().pendingEntries().isEmpty());
    }

    void deleteInAFieldDeletesText()
    {
        const QUuid anna = m_desk->idOf(11);
        window().openParty(anna);
        editor()->focusFirstField();
        QTRY_VERIFY(qobject_cast<QLineEdit *>(QApplication::focusWidget()));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Delete);
        QVERIFY(!m_desk->session->store().party(anna)->isDeleted);
    }

    void anOrganisationWithPeopleAsksFirst()
    {
        const QUuid acme = m_desk->idOf(20);
        window().openParty(acme);
        actions().remove->trigger();
        auto *box = window().findChild<QMessageBox *>();
        QVERIFY(box);
        QCOMPARE(box->textFormat(), Qt::PlainText);
        QVERIFY(!m_desk->session->store().party(acme)->isDeleted);
        box->findChild<QPushButton *>(u"deleteOrganisationButton"_s)->click();
        QTRY_VERIFY(m_desk->session->store().party(acme)->isDeleted);
    }

    void anOrganisationWithoutPeopleDoesNotAsk()
    {
        const QUuid zenith = m_desk->idOf(21);
        window().openParty(zenith);
        actions().remove->trigger();
        QVERIFY(!window().findChild<QMessageBox *>());
        QVERIFY(m_desk->session->store().party(zenith)->isDeleted);
    }

    void theToastGoesByItselfAndSoDoesItsOffer()
    {
        toast()->setDuration(1ms);
        toast()->say(u"Saved."_s, [] { QFAIL("nobody undid it"); });
        QTRY_VERIFY(toast()->isHidden());
        QVERIFY(!toast()->canUndo());
    }

    void theToastStaysWhileTheFocusIsInIt()
    {
        toast()->setDuration(1ms);
        bool isUndone = false;
        toast()->say(u"Saved."_s, [&isUndone] { isUndone = true; });
        auto *button = m_desk->find<QPushButton>("toastUndoButton");
        button->setFocus();
        QVERIFY(button->hasFocus());
        int turns = 0; // a timer of the same length, started later, fires twenty times over
        QTimer other;
        connect(&other, &QTimer::timeout, this, [&turns] { ++turns; });
        other.start(1ms);
        QTRY_COMPARE_GE(turns, 20);
        QVERIFY(toast()->isVisible());
        button->click();
        QVERIFY(isUndone);
    }

    // --- lists

    void theSidebarCountsAndChooses()
    {
        auto *rows = m_desk->find<QListView>("sidebarView");
        QTRY_COMPARE(rows->model()->index(0, 0).data(SidebarModel::CountRole).toInt(), 5);
        QCOMPARE(rows->model()->index(1, 0).data(SidebarModel::CountRole).toInt(), 3);
        QCOMPARE(rows->model()->index(2, 0).data(SidebarModel::CountRole).toInt(), 2);
        rows->setCurrentIndex(rows->model()->index(2, 0));
        QCOMPARE(m_desk->find<PlainLabel>("listTitle")->text(), u"Organisations"_s);
        QCOMPARE(m_desk->find<QListView>("partyListView")->model()->rowCount(), 2);
        QVERIFY(actions().scope(Scope::Organisations)->isChecked());
    }

    void listOfTheSidebarIsThereAgainAfterARestart()
    {
        auto chooses = [this](const QString &key) {
            auto *rows = m_desk->find<QListView>("sidebarView");
            const QModelIndexList found
                = rows->model()->match(rows->model()->index(0, 0), SidebarModel::KeyRole, key, 1, Qt::MatchExactly);
            if (found.isEmpty())
                return false;
            rows->setCurrentIndex(found.first());
            return true;
        };
        QVERIFY(chooses(u"not-contacted-30"_s));
        const auto *title = m_desk->find<PlainLabel>("listTitle");
        QCOMPARE(title->text(), u"Not contacted for 30 days"_s);
        const int count = m_desk->find<QListView>("partyListView")->model()->rowCount();
        QVERIFY(!actions().scope(Scope::Everyone)->isChecked());
        m_desk->restart();
        QCOMPARE(m_desk->find<PlainLabel>("listTitle")->text(), u"Not contacted for 30 days"_s);
        QCOMPARE(m_desk->find<QListView>("partyListView")->model()->rowCount(), count);
        QCOMPARE(m_desk->find<QListView>("sidebarView")->currentIndex().data(SidebarModel::KeyRole).toString(),
            u"not-contacted-30"_s);
        actions().scope(Scope::People)->trigger();
        QVERIFY(actions().scope(Scope::People)->isChecked());
        m_desk->restart();
        QCOMPARE(m_desk->find<PlainLabel>("listTitle")->text(), u"People"_s);
    }

    void searchBecomesAListThatIsRenamedCopiedAndDeleted()
    {
        const auto nameIt = [this](const QString &name) {
            auto *question = m_desk->find<QInputDialog>("listNameDialog");
            QVERIFY(question);
            question->setTextValue(name);
            question->accept();
            QCoreApplication::sendPostedEvents(question, QEvent::DeferredDelete);
        };
        const auto *title = m_desk->find<PlainLabel>("listTitle");
        const auto lists = [this] {
            QStringList names;
            for (const OwnList &list : m_desk->session->ownLists().lists())
                names << list.name;
            return names;
        };
        QVERIFY(!actions().saveList->isEnabled());
        window().setScope(Scope::People);
        actions().filter->trigger();
        QTest::keyClicks(m_desk->find<QLineEdit>("filterEdit"), u"a"_s);
        const int found = m_desk->find<QListView>("partyListView")->model()->rowCount();
        QVERIFY(found > 0);
        actions().saveList->trigger();
        nameIt(u"  With  an a "_s);
        QCOMPARE(title->text(), u"With an a"_s);
        QCOMPARE(m_desk->session->ownLists().lists().first().rule.search, u"type:person a"_s);
        QCOMPARE(m_desk->find<QListView>("partyListView")->model()->rowCount(), found);
        QVERIFY(m_desk->find<QLineEdit>("filterEdit")->text().isEmpty());

        actions().duplicateList->trigger();
        QCOMPARE(title->text(), u"With an a (2)"_s);
        actions().renameList->trigger();
        nameIt(u"Copy"_s);
        QCOMPARE(title->text(), u"Copy"_s);
        QCOMPARE(lists(), (QStringList{u"Copy"_s, u"With an a"_s}));
        m_desk->restart();
        QCOMPARE(m_desk->find<PlainLabel>("listTitle")->text(), u"Copy"_s);
        actions().deleteList->trigger();
        QCOMPARE(lists(), QStringList{u"With an a"_s});
        QCOMPARE(m_desk->find<PlainLabel>("listTitle")->text(), u"Everyone"_s);
        QVERIFY(!actions().deleteList->isEnabled());
        m_desk->find<Toast>("toast")->undo();
        QCOMPARE(lists(), (QStringList{u"Copy"_s, u"With an a"_s}));
        QCOMPARE(m_desk->find<PlainLabel>("listTitle")->text(), u"Copy"_s);
    }

    void unsentWorkAppearsInSidebarChipAndStatus()
    {
        window().openParty(m_desk->idOf(11));
        changeJobTitle(u"Buyer"_s);
        actions().save->trigger();
        auto *rows = m_desk->find<QListView>("sidebarView");
        QTRY_COMPARE(rows->model()->index(3, 0).data().toString(), u"Outbox"_s);
        QVERIFY(m_desk->find<PlainLabel>("countsLabel")->text().endsWith("1 waiting to send"_L1));
        m_desk->find<SyncChip>("syncChip")->click();
        QVERIFY(m_desk->find<QWidget>("outboxPane")->isVisible());
        QCOMPARE(m_desk->find<QListView>("partyListView")->model()->rowCount(), 1);
    }

    void openingARecordThatIsFilteredOutShowsEveryone()
    {
        window().setScope(Scope::Organisations);
        window().openParty(m_desk->idOf(11));
        QCOMPARE(list()->current(), m_desk->idOf(11));
        QVERIFY(actions().scope(Scope::Everyone)->isChecked());
    }

    // --- palette

    void thePaletteFindsRecordsAndCommands()
    {
        auto *field = m_desk->find<SearchPalette>("searchEdit");
        const QAbstractItemModelTester tester(
            m_desk->find<QListView>("paletteView")->model(), QAbstractItemModelTester::FailureReportingMode::QtTest);
        actions().search->trigger();
        QTest::keyClicks(field, u"ade"_s);
        QVERIFY(field->isOpen());
        QCOMPARE(field->model().item(0).text, u"Cleo Adé"_s);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(window().currentParty(), m_desk->idOf(13));
        QVERIFY(!field->isOpen());

        actions().search->trigger();
        QTest::keyClicks(field, u">new org"_s);
        QCOMPARE(field->model().rowCount(), 1);
        QCOMPARE(field->model().item(0).command, actions().newOrganisation);
        QTest::keyClick(field, Qt::Key_Return);
        QVERIFY(m_desk->session->store().drafts().contains(window().currentParty()));
    }

    void thePaletteSaysWhereItFoundSomething()
    {
        Party cleo = m_desk->shown(m_desk->idOf(13));
        cleo.emailAddresses = {{7, u"Work"_s, u"quokka@example.org"_s}};
        cleo.tags = {{3, u"Quokka club"_s, false}};
        m_desk->receive({cleo});
        auto *field = m_desk->find<SearchPalette>("searchEdit");
        actions().search->trigger();
        QTest::keyClicks(field, u"quokka"_s);
        QCOMPARE(field->model().item(0).text, u"Cleo Adé"_s);
        QVERIFY2(field->model().item(0).detail.startsWith(u"Email: quokka@example.org"_s),
            qPrintable(field->model().item(0).detail));
        QCOMPARE(field->model().index(0).data(PaletteModel::SearchRole).toString(), u"quokka"_s);
        QTest::keyClick(field, Qt::Key_Escape);

        actions().search->trigger();
        QTest::keyClicks(field, u"cleo"_s);
        QVERIFY(!field->model().item(0).detail.contains(u':')); // the name is there to see
    }

    void thePaletteOpensLists()
    {
        auto *field = m_desk->find<SearchPalette>("searchEdit");
        actions().search->trigger();
        QTest::keyClicks(field, u"recently add"_s);
        QCOMPARE(field->model().rowCount(), 1);
        QCOMPARE(field->model().item(0).kind, PaletteItem::Kind::List);
        QTest::keyClick(field, Qt::Key_Return);
        QCOMPARE(m_desk->find<PlainLabel>("listTitle")->text(), u"Recently added"_s);
        QVERIFY(list()->isAncestorOf(QApplication::focusWidget()));
    }

    void thePaletteOffersToCreateWhomItDoesNotFind()
    {
        auto *field = m_desk->find<SearchPalette>("searchEdit");
        actions().search->trigger();
        QTest::keyClicks(field, u"Ruth Quay"_s);
        QCOMPARE(field->model().rowCount(), 1);
        QTest::keyClick(field, Qt::Key_Return);
        const auto view = m_desk->session->store().party(window().currentParty());
        QVERIFY(view);
        QCOMPARE(view->draft.value_or(view->shown).lastName, u"Quay"_s);
    }

    void thePaletteRemembersWhatWasOpened()
    {
        window().openParty(m_desk->idOf(12));
        window().openParty(m_desk->idOf(11));
        auto *field = m_desk->find<SearchPalette>("searchEdit");
        actions().search->trigger();
        QCOMPARE(field->model().rowCount(), 2);
        QCOMPARE(field->model().item(0).text, u"Anna Lind"_s);
        QTest::keyClick(field, Qt::Key_Escape);
        QVERIFY(!field->isOpen());
        QVERIFY(!field->hasFocus());
    }

    // --- arrangement

    void paneArrangement_data()
    {
        QTest::addColumn<int>("width");
        QTest::addColumn<Panes::Arrangement>("arrangement");
        QTest::newRow("1280") << 1280 << Panes::Arrangement::Wide;
        QTest::newRow("1100") << 1100 << Panes::Arrangement::Wide;
        QTest::newRow("1000") << 1000 << Panes::Arrangement::Drawer;
        QTest::newRow("900") << 900 << Panes::Arrangement::Drawer;
        QTest::newRow("880") << 880 << Panes::Arrangement::Turns;
    }
    void paneArrangement()
    {
        QFETCH(const int, width);
        QFETCH(const Panes::Arrangement, arrangement);
        resizeTo(width);
        QCOMPARE(panes()->arrangement(), arrangement);
        QCOMPARE(m_desk->find<QToolButton>("menuButton")->isVisible(), arrangement != Panes::Arrangement::Wide);
        QCOMPARE(m_desk->find<Sidebar>("sidebar")->isVisible(), arrangement == Panes::Arrangement::Wide);
        QVERIFY(list()->isVisible());
        QCOMPARE(editor()->isVisible(), arrangement != Panes::Arrangement::Turns);
        resizeTo(1280);
        QVERIFY(m_desk->find<Sidebar>("sidebar")->isVisible());
        QVERIFY(list()->isVisible() && editor()->isVisible());
    }

    void theDrawerOpensChoosesAndCloses()
    {
        resizeTo(1000);
        auto *sidebar = m_desk->find<Sidebar>("sidebar");
        m_desk->find<QToolButton>("menuButton")->click();
        QVERIFY(sidebar->isVisible());
        QTRY_VERIFY(m_desk->find<QListView>("sidebarView")->hasFocus());
        QTest::keyClick(m_desk->find<QListView>("sidebarView"), Qt::Key_Escape);
        QVERIFY(!sidebar->isVisible());
        QVERIFY(m_desk->find<QListView>("partyListView")->hasFocus());
        m_desk->find<QToolButton>("menuButton")->click();
        QTest::keyClick(m_desk->find<QListView>("sidebarView"), Qt::Key_Down);
        QVERIFY(!sidebar->isVisible());
        QCOMPARE(m_desk->find<PlainLabel>("listTitle")->text(), u"People"_s);
    }

    void listAndDetailTakeTurns()
    {
        resizeTo(880);
        QVERIFY(!actions().back->isEnabled());
        list()->step(1);
        QVERIFY(list()->isVisible()); // arrows only choose
        QTest::keyClick(m_desk->find<QListView>("partyListView"), Qt::Key_Return);
        QVERIFY(editor()->isVisible());
        QVERIFY(!list()->isVisible());
        QVERIFY(actions().back->isEnabled());
        m_desk->find<QToolButton>("backButton")->click();
        QVERIFY(list()->isVisible());
        QVERIFY(!editor()->isVisible());
    }

    void theWindowIsRememberedBetweenStarts()
    {
        window().setScope(Scope::People);
        actions().sort(PartyIndex::Sort::City)->trigger();
        actions().mode(Theme::Mode::Dark)->trigger();
        QVERIFY(m_theme->isDark());
        m_desk->find<QSplitter>("panesSplitter")->setSizes({200, 500, 580});
        const QList<int> sizes = m_desk->find<QSplitter>("panesSplitter")->sizes();
        m_desk->restart();
        QVERIFY(actions().scope(Scope::People)->isChecked());
        QVERIFY(actions().sort(PartyIndex::Sort::City)->isChecked());
        QCOMPARE(m_desk->settings.value("appearance"_L1).toString(), u"dark"_s);
        QTRY_COMPARE(m_desk->find<QSplitter>("panesSplitter")->sizes(), sizes);
    }

    // --- the account

    void chipWords_data()
    {
        QTest::addColumn<SyncState>("state");
        QTest::addColumn<int>("waiting");
        QTest::addColumn<int>("needsUser");
        QTest::addColumn<QString>("words");
        const auto add = [](const char *name, Phase phase, int waiting, const QString &words, int needsUser = 0) {
            SyncState state;
            state.phase = phase;
            state.loaded = 1200;
            state.total = 240000;
            state.resumesAt = QDateTime(QDate(2026, 1, 5), QTime(14, 5)).toUTC();
            QTest::newRow(name) << state << waiting << needsUser << words;
        };
        const QLocale locale;
        add("up to date", Phase::UpToDate, 0, u"Up to date"_s);
        add("waiting", Phase::UpToDate, 2, u"2 waiting"_s);
        add("a decision comes first", Phase::UpToDate, 2, u"2 need you"_s, 2);
        add("offline nothing can be decided for good", Phase::Offline, 2, u"Offline · 2 waiting"_s, 1);
        add("syncing", Phase::Syncing, 3, u"Syncing…"_s);
        add("offline", Phase::Offline, 3, u"Offline · 3 waiting"_s);
        add("offline, nothing waits", Phase::Offline, 0, u"Offline"_s);
        add("sign in", Phase::SignInAgain, 3, u"Paused: sign in again"_s);
        add("slowed down", Phase::SlowedDown, 0,
            u"Slowed down by Capsule, resumes %1"_s.arg(locale.toString(QTime(14, 5), QLocale::ShortFormat)));
        add("first load", Phase::FirstLoad, 0,
            u"Loading %1 of %2…"_s.arg(locale.toString(1200), locale.toString(240000)));
    }
    void chipWords()
    {
        QFETCH(const SyncState, state);
        QFETCH(const int, waiting);
        QFETCH(const int, needsUser);
        QFETCH(const QString, words);
        QCOMPARE(syncWords(state, {waiting, needsUser}), words);
    }

    void aShortSyncIsNotShown()
    {
        SyncChip chip(*m_theme);
        SyncState state;
        state.phase = Phase::UpToDate;
        chip.setState(state, {});
        state.phase = Phase::Syncing;
        chip.setState(state, {});
        QCOMPARE(chip.text(), u"Up to date"_s);
        QTRY_COMPARE(chip.text(), u"Syncing…"_s);
        state.phase = Phase::UpToDate;
        chip.setState(state, {});
        QCOMPARE(chip.text(), u"Up to date"_s);
    }

    void theMostPressingMessageIsShown()
    {
        AccountState account;
        account.sync.phase = Phase::UpToDate;
        QVERIFY(accountMessage(account).text.isEmpty());
        account.tokenIsOnlyUntilQuit = true;
        const QString token = accountMessage(account).text;
        QVERIFY(token.contains("until you quit"_L1));
        account.sync.readOnly = true;
        const QString readOnly = accountMessage(account).text;
        QVERIFY(readOnly != token);
        account.closed << readOnly;
        QCOMPARE(accountMessage(account).text, token);
        account.sync.phase = Phase::SignInAgain;
        QVERIFY(accountMessage(account).text.contains("no longer accepts"_L1));
        QVERIFY(!accountMessage(account).canBeClosed);
    }

    void notSignedInIsSaidOnlyWhenItIsCertain()
    {
        AccountState account;
        account.sync.phase = Phase::SignedOut;
        QVERIFY(accountMessage(account).text.isEmpty());
        account.signInIsDue = true;
        QVERIFY(!accountMessage(account).text.isEmpty());
    }

    void littleAllowanceIsShown()
    {
        StatusLine line(*m_theme);
        auto *label = line.findChild<PlainLabel *>(u"allowanceLabel"_s);
        SyncState state;
        state.allowance = 4000;
        state.allowanceLeft = 1000;
        line.setState(state);
        QVERIFY(label->isHidden());
        state.allowanceLeft = 999;
        line.setState(state);
        QVERIFY(!label->isHidden());
        QVERIFY(label->text().startsWith("999 of"_L1));
    }

    void signingInLoadsAndTheWindowFollows()
    {
        WindowDesk desk(*m_theme);
        capsule::fillWithSample(desk.service, {1, 60});
        desk.signIn();
        QTRY_COMPARE_WITH_TIMEOUT(
            desk.find<QListView>("partyListView")->model()->rowCount(), int(desk.service.partyCount()), 20000);
        QTRY_COMPARE_WITH_TIMEOUT(desk.find<SyncChip>("syncChip")->text(), u"Up to date"_s, 20000);
    }

    void aRefusedTokenAsksToSignInAgain()
    {
        QSignalSpy asked(&window(), &MainWindow::signInAgainRequested);
        m_desk->session->useToken("not-the-token", false);
        auto *button = m_desk->find<QPushButton>("messageButton");
        QTRY_VERIFY(button->isVisible());
        QCOMPARE(m_desk->find<SyncChip>("syncChip")->text(), u"Paused: sign in again"_s);
        button->click();
        QCOMPARE(asked.count(), 1);
    }

    // --- for everyone

    void noControlIsWithoutAName()
    {
        window().openParty(m_desk->idOf(11));
        QSet<QWidget *> nameless;
        const auto widgets = window().findChildren<QWidget *>();
        for (QWidget *widget : widgets) {
            if (!widget->isVisible() || !(widget->focusPolicy() & Qt::TabFocus))
                continue;
            QAccessibleInterface *reader = QAccessible::queryAccessibleInterface(widget);
            if (reader && reader->text(QAccessible::Name).isEmpty() && !qobject_cast<QAbstractScrollArea *>(widget))
                nameless << widget;
        }
        for (const QWidget *widget : nameless)
            qWarning() << "no name:" << widget;
        QVERIFY(nameless.isEmpty());
    }

private:
    MainWindow &window() const { return *m_desk->window; }
    const Actions &actions() const { return window().actions(); }
    PartyList *list() const { return m_desk->find<PartyList>("partyList"); }
    PartyEditor *editor() const { return window().findChild<PartyEditor *>(); }
    Panes *panes() const { return window().findChild<Panes *>(); }
    Toast *toast() const { return m_desk->find<Toast>("toast"); }
    QLineEdit *edit(const char *name) const { return m_desk->find<QLineEdit>(name); }

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier) const
    {
        QTest::keyClick(QApplication::focusWidget() ? QApplication::focusWidget() : &window(), key, modifiers);
    }
    void changeJobTitle(const QString &text) const
    {
        auto *field = editor()->findChild<QLineEdit *>(u"jobTitleEdit"_s);
        QVERIFY(field);
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, text);
        QVERIFY(editor()->changeCount() > 0);
    }
    void resizeTo(int width) const
    {
        window().resize(width, 700);
        QTRY_COMPARE(panes()->width(), width);
    }
    /// As if the oldest entry had been sent and Capsule had answered with `party`.
    void acknowledge(const Party &party) const
    {
        auto &store = m_desk->session->store();
        OutboxEntry entry = store.pendingEntries().first();
        entry.state = OutboxEntry::State::Sending;
        entry.attempts = 1;
        QVERIFY(store.update(entry));
        QVERIFY(store.acknowledge(
            entry.sequence, {QJsonDocument(partyToJson(party)).toJson(QJsonDocument::Compact), party}));
    }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<WindowDesk> m_desk;
};

QTEST_MAIN(TestMainWindow)
#include "tst_mainwindow.moc"
