#include "actions.h"
#include "listheader.h"
#include "partylist.h"
#include "support/partybuilder.h"
#include "windowdesk.h"

#include <QClipboard>
#include <QLineEdit>
#include <QMenu>
#include <QMimeData>
#include <QPushButton>
#include <QScrollBar>
#include <QSignalSpy>
#include <QStackedWidget>
#include <QToolButton>

#include <algorithm>

using namespace Qt::StringLiterals;
using Phase = SyncState::Phase;
using Scope = PartyModel::Scope;

namespace {
SyncState inPhase(Phase phase)
{
    SyncState state;
    state.phase = phase;
    return state;
}
} // namespace

class TestPartyList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(Theme::Mode::Light); }
    void init()
    {
        m_desk = std::make_unique<WindowDesk>(*m_theme);
        find();
    }
    void cleanup() { m_desk.reset(); }

    void emptyStates_data()
    {
        QTest::addColumn<Scope>("scope");
        QTest::addColumn<QString>("search");
        QTest::addColumn<Phase>("phase");
        QTest::addColumn<QString>("title");
        QTest::addColumn<ListState::Action>("action");
        using Action = ListState::Action;
        QTest::newRow("nothing in the account") << Scope::Everyone << QString() << Phase::UpToDate
                                                << u"No people or organisations yet"_s << Action::NewPerson;
        QTest::newRow("offline") << Scope::People << QString() << Phase::Offline << u"Nothing is on this computer yet"_s
                                 << Action::CheckNow;
        QTest::newRow("not signed in") << Scope::Everyone << QString() << Phase::SignedOut
                                       << u"Nothing is on this computer yet"_s << Action::SignIn;
        QTest::newRow("no match") << Scope::Everyone << u"zzz"_s << Phase::Offline << u"Nothing matches “zzz”"_s
                                  << Action::ClearSearch;
        QTest::newRow("no drafts") << Scope::Drafts << QString() << Phase::UpToDate << u"No drafts"_s << Action::None;
        QTest::newRow("nothing waits") << Scope::Waiting << QString() << Phase::Offline << u"Nothing is waiting"_s
                                       << Action::None;
    }
    void emptyStates()
    {
        QFETCH(const Scope, scope);
        QFETCH(const QString, search);
        QFETCH(const Phase, phase);
        QFETCH(const QString, title);
        QFETCH(const ListState::Action, action);
        const ListState state = emptyListState(scope, search, inPhase(phase));
        QCOMPARE(state.title, title);
        QCOMPARE(state.action, action);
        QVERIFY(!state.isLoading);
        QCOMPARE(state.offer.isEmpty(), search.isEmpty());
    }

    void clearingNamesHowManyFilters()
    {
        const auto textFor = [](const QString &search) {
            return emptyListState(Scope::Everyone, search, inPhase(Phase::UpToDate));
        };
        QVERIFY(textFor(u"tag:x zzz"_s).actionText.contains(u'2'));
        QVERIFY(textFor(u"tag:x"_s).actionText.contains(u'1'));
        QVERIFY(textFor(u"tag:x zzz"_s).offer.isEmpty()); // that is nobody's name
        QVERIFY(textFor(u"-zzz"_s).offer.isEmpty());
        QVERIFY(!textFor(u"Zoe Zed"_s).offer.isEmpty());
        QVERIFY(emptyListState(u"Mine"_s, {}).title.contains(u"Mine"_s));
        QCOMPARE(emptyListState(u"Mine"_s, u"zzz"_s).action, ListState::Action::ClearSearch);
    }

    void eachWordIsAChipThatCanBeRemoved()
    {
        Party anna = person(u"Anna"_s, u"Lind"_s, 1);
        anna.tags = {{1, u"VIP"_s, false}};
        m_desk->receive({anna, person(u"Anna"_s, u"Berg"_s, 2)});
        auto *chips = m_list->findChild<FilterChips *>();
        auto *edit = m_desk->find<QLineEdit>("filterEdit");
        QVERIFY(!chips->isVisible());
        m_list->focusFilter();
        QTest::keyClicks(edit, u"anna tag:vip"_s);
        QCOMPARE(chips->chips(), (QList<FilterChip>{{u"anna"_s}, {u"tag:vip"_s}}));
        QVERIFY(chips->isVisible());
        QCOMPARE(m_view->model()->rowCount(), 1);
        chips->findChild<QToolButton *>(u"filterChip1"_s)->click();
        QCOMPARE(edit->text(), u"anna"_s);
        QCOMPARE(m_view->model()->rowCount(), 2);
        chips->findChild<QToolButton *>(u"filterChip0"_s)->click();
        QVERIFY(!chips->isVisible());
        QVERIFY(!edit->isVisible());
    }

    void chipsTakeAsManyLinesAsTheyNeed()
    {
        FilterChips chips(*m_theme);
        QList<FilterChip> many;
        for (int i = 0; i < 8; ++i)
            many.append({u"word%1"_s.arg(i)});
        chips.setChips(many);
        chips.resize(300, chips.heightForWidth(300));
        QVERIFY(chips.heightForWidth(300) > chips.heightForWidth(2000));
        const auto buttons = chips.findChildren<QToolButton *>();
        QRegion taken;
        for (const QToolButton *chip : buttons) {
            QVERIFY(chips.rect().contains(chip->geometry()));
            QVERIFY(!taken.intersects(chip->geometry()));
            taken += chip->geometry();
        }
    }

    // --- table and clipboard

    void columnsAreShownMovedAndRemembered()
    {
        using Column = ListHeader::Column;
        m_desk->receive({person(u"Anna"_s, u"Lind"_s, 1)});
        const int listHeight = m_view->visualRect(m_view->model()->index(0, 0)).height();
        QVERIFY(!action("columnsAction")->isEnabled());
        action("tableAction")->trigger();
        QVERIFY(m_view->isTable());
        QVERIFY(action("columnsAction")->isEnabled());
        QVERIFY(m_view->header().isVisible());
        QVERIFY(m_view->visualRect(m_view->model()->index(0, 0)).height() < listHeight);
        QVERIFY(!m_view->visualRect(m_view->model()->index(0, 0)).isEmpty());
        QCOMPARE(m_view->header().columns(),
            (QList<Column>{PartyModel::NameColumn, PartyModel::OrganisationColumn, PartyModel::CityColumn,
                PartyModel::EmailColumn, PartyModel::PhoneColumn}));

        columnEntry(PartyModel::TagsColumn, 0)->trigger();
        columnEntry(PartyModel::EmailColumn, 0)->trigger();
        QVERIFY(!columnEntry(PartyModel::NameColumn, 0)->isEnabled());
        columnEntry(PartyModel::CityColumn, 1)->trigger(); // before the organisation
        m_view->header().resizeSection(PartyModel::CityColumn, 77);
        const QList<Column> wanted{PartyModel::NameColumn, PartyModel::CityColumn, PartyModel::OrganisationColumn,
            PartyModel::PhoneColumn, PartyModel::TagsColumn};
        QCOMPARE(m_view->header().columns(), wanted);

        m_desk->restart();
        find();
        QVERIFY(m_view->isTable());
        QCOMPARE(m_view->header().columns(), wanted);
        QCOMPARE(m_view->header().sectionSize(PartyModel::CityColumn), 77);
        action("tableAction")->trigger();
        QVERIFY(!m_view->header().isVisible());
    }
    void damagedColumnsBecomeTheFirstOnes_data()
    {
        QTest::addColumn<QString>("line");
        for (const char *line : {"", "x", "city:100", "name", "name:-5 name:9999999999 nothing:7 city:99999", ":::"})
            QTest::newRow(line) << QString::fromLatin1(line);
    }
    void damagedColumnsBecomeTheFirstOnes()
    {
        QFETCH(const QString, line);
        ListHeader header(*m_theme);
        header.setLayoutLine(line);
        QVERIFY(header.columns().contains(PartyModel::NameColumn));
        for (const ListHeader::Column column : header.columns())
            QVERIFY(header.sectionSize(column) >= 48 && header.sectionSize(column) <= 1000);
        const QString kept = header.layoutLine();
        header.setLayoutLine(kept);
        QCOMPARE(header.layoutLine(), kept);
    }
    void theHeaderSorts()
    {
        m_desk->receive({person(u"Anna"_s, u"Lind"_s, 1)});
        action("tableAction")->trigger();
        clickHeader(PartyModel::CityColumn);
        QVERIFY(action("sortCityAction")->isChecked());
        QCOMPARE(m_view->header().sortIndicatorSection(), int(PartyModel::CityColumn));
        clickHeader(PartyModel::EmailColumn); // which there is no order by
        QVERIFY(action("sortCityAction")->isChecked());
        QCOMPARE(m_view->header().sortIndicatorSection(), int(PartyModel::CityColumn));
        action("sortChangedAction")->trigger();
        QCOMPARE(m_view->header().sortIndicatorSection(), int(PartyModel::ChangedColumn));
        QCOMPARE(m_view->header().sortIndicatorOrder(), Qt::DescendingOrder);
    }
    void aTableScrollsSideways()
    {
        m_desk->receive({person(u"Anna"_s, u"Lind"_s, 1)});
        QCOMPARE(m_view->horizontalScrollBar()->maximum(), 0);
        action("tableAction")->trigger();
        m_view->header().resizeSection(PartyModel::NameColumn, 900);
        QCOMPARE(m_view->horizontalScrollBar()->maximum(), m_view->header().length() - m_view->viewport()->width());
        m_view->horizontalScrollBar()->setValue(50);
        QCOMPARE(m_view->header().sectionViewportPosition(PartyModel::NameColumn), -50);
        action("tableAction")->trigger();
        QCOMPARE(m_view->horizontalScrollBar()->maximum(), 0);
    }
    void rowsAreCopied()
    {
        Party anna = person(u"Anna"_s, u"Lind"_s, 1);
        anna.jobTitle = u"=HYPERLINK()"_s;
        anna.phoneNumbers = {{0, {}, u"+44 20 7946 0000"_s}};
        m_desk->receive({anna, person(u"Bo"_s, u"Ek\tTab"_s, 2)});
        QVERIFY(!action("copyTextAction")->isEnabled());
        m_view->setFocus();
        m_list->selectAll();
        QTest::keyClick(m_view, Qt::Key_C, Qt::ControlModifier);
        QCOMPARE(QApplication::clipboard()->text(), u"Anna Lind, =HYPERLINK(), +44 20 7946 0000\nBo Ek Tab\n"_s);
        m_view->header().setLayoutLine(u"jobTitle:100 name:100 phone:100"_s);
        action("copyTableAction")->trigger();
        const QString table = u"Job title\tName\tPhone\n'=HYPERLINK()\tAnna Lind\t'+44 20 7946 0000\n\tBo Ek Tab\t\n"_s;
        QCOMPARE(QApplication::clipboard()->text(), table);
        QCOMPARE(QApplication::clipboard()->mimeData()->data(u"text/tab-separated-values"_s), table.toUtf8());
    }

    void theFirstLoadShowsPlaceholders()
    {
        QVERIFY(emptyListState(Scope::Everyone, {}, inPhase(Phase::FirstLoad)).isLoading);
        QVERIFY(!emptyListState(Scope::Drafts, {}, inPhase(Phase::FirstLoad)).isLoading);
    }

    void rowsReplaceTheEmptyState()
    {
        auto *stack = m_list->findChild<QStackedWidget *>();
        QCOMPARE(stack->currentWidget(), m_list->findChild<ListStateView *>());
        m_desk->receive({person(u"Anna"_s, u"Lind"_s, 1)});
        QCOMPARE(stack->currentWidget(), m_view);
        m_list->focusFilter();
        QTest::keyClicks(m_desk->find<QLineEdit>("filterEdit"), u"nobody"_s);
        QCOMPARE(stack->currentWidget(), m_list->findChild<ListStateView *>());
        m_list->findChild<QPushButton *>(u"listStateButton"_s)->click();
        QCOMPARE(stack->currentWidget(), m_view);
        QVERIFY(m_desk->find<QLineEdit>("filterEdit")->text().isEmpty());
    }

    void theFocusGoesToTheRowsWhenTheyCome()
    {
        QVERIFY(m_list->isAncestorOf(QApplication::focusWidget())); // on what says why there is nothing
        m_list->setSyncState(inPhase(Phase::FirstLoad));
        QVERIFY(m_list->isAncestorOf(QApplication::focusWidget()));
        m_desk->receive({person(u"Anna"_s, u"Lind"_s, 1)});
        QVERIFY(m_view->hasFocus());
        QVERIFY(m_list->current().isNull()); // and opens none of them
        QTest::keyClick(m_view, Qt::Key_Down);
        QCOMPARE(m_list->current(), m_desk->idOf(1));
    }

    void nobodyFoundOffersToCreate()
    {
        m_desk->receive({person(u"Anna"_s, u"Lind"_s, 1)});
        m_list->focusFilter();
        QTest::keyClicks(m_desk->find<QLineEdit>("filterEdit"), u"Maria van Dijk"_s);
        m_list->findChild<QPushButton *>(u"createPersonButton"_s)->click();
        const auto view = m_desk->session->store().party(m_desk->window->currentParty());
        QVERIFY(view);
        QCOMPARE(view->draft.value_or(view->shown).displayName(), u"Maria van Dijk"_s);
    }

    void theChosenRecordStaysThroughEveryRefresh()
    {
        m_desk->receive(
            {person(u"Anna"_s, u"Lind"_s, 1), person(u"Ben"_s, u"Okri"_s, 2), person(u"Cleo"_s, u"Adé"_s, 3)});
        const QUuid ben = m_desk->idOf(2);
        m_list->select(ben);
        QSignalSpy changed(m_list, &PartyList::currentChanged);
        m_desk->receive({person(u"Aaron"_s, u"Ash"_s, 4), person(u"Zoe"_s, u"Zed"_s, 5)});
        QVERIFY(m_desk->session->store().applyDeleted({1}));
        m_list->setSort(PartyIndex::Sort::RecentlyChanged);
        Q_EMIT m_desk->session->store().partiesReset();
        QCOMPARE(m_list->current(), ben);
        QCOMPARE(m_view->currentIndex().data(PartyModel::LocalIdRole).toUuid(), ben);
        QVERIFY(m_view->selectionModel()->isSelected(m_view->currentIndex()));
        QVERIFY(changed.isEmpty());
    }

    void aChosenRowThatMovesStaysInSight()
    {
        QList<Party> many;
        for (int i = 0; i < 100; ++i)
            many.append(person(u"A%1"_s.arg(i, 3, 10, QChar(u'0')), u"Lind"_s, i + 1));
        m_desk->receive(many);
        const QUuid first = m_desk->idOf(1);
        m_list->select(first);
        m_desk->receive({person(u"Zoe"_s, u"Lind"_s, 1)});
        QCOMPARE(m_view->currentIndex().row(), 99);
        QVERIFY(m_view->viewport()->rect().intersects(m_view->visualRect(m_view->currentIndex())));

        m_view->scrollToTop(); // looking at others: nothing may pull them away
        m_desk->receive({person(u"M"_s, u"Lind"_s, 1)});
        QCOMPARE(m_view->verticalScrollBar()->value(), 0);
    }

    void typingJumpsByName_data()
    {
        QTest::addColumn<PartyIndex::Sort>("sort");
        QTest::addColumn<QString>("typed");
        QTest::addColumn<qint64>("chosen");
        QTest::newRow("first letter") << PartyIndex::Sort::Name << u"b"_s << qint64(2);
        QTest::newRow("beginning") << PartyIndex::Sort::Name << u"an"_s << qint64(4);
        QTest::newRow("no matter the case") << PartyIndex::Sort::Name << u"CL"_s << qint64(3);
        QTest::newRow("a blank inside") << PartyIndex::Sort::Name << u"anna l"_s << qint64(1);
        QTest::newRow("in another order") << PartyIndex::Sort::City << u"cl"_s << qint64(3);
        QTest::newRow("nobody") << PartyIndex::Sort::Name << u"zq"_s << qint64(0);
    }
    void typingJumpsByName()
    {
        QFETCH(const PartyIndex::Sort, sort);
        QFETCH(const QString, typed);
        QFETCH(const qint64, chosen);
        m_desk->receive({person(u"Anna"_s, u"Lind"_s, 1), person(u"Ben"_s, u"Okri"_s, 2),
            person(u"Cleo"_s, u"Adé"_s, 3), person(u"Andy"_s, u"Ash"_s, 4)});
        m_list->setSort(sort);
        m_view->setFocus();
        QTest::keyClicks(m_view, typed);
        QCOMPARE(m_list->current(), chosen == 0 ? QUuid() : m_desk->idOf(chosen));
    }

    void aRepeatedLetterStepsOn()
    {
        m_desk->receive(
            {person(u"Anna"_s, u"Lind"_s, 1), person(u"Ben"_s, u"Okri"_s, 2), person(u"Bert"_s, u"Ash"_s, 3)});
        m_view->setFocus();
        QTest::keyClicks(m_view, u"bb"_s);
        QCOMPARE(m_list->current(), m_desk->idOf(3));
    }

    void escapeGivesTheWholeListBack()
    {
        m_desk->receive({person(u"Anna"_s, u"Lind"_s, 1), person(u"Ben"_s, u"Okri"_s, 2)});
        m_list->focusFilter();
        auto *edit = m_desk->find<QLineEdit>("filterEdit");
        QTest::keyClicks(edit, u"ben"_s);
        QCOMPARE(m_view->model()->rowCount(), 1);
        QTest::keyClick(edit, Qt::Key_Down);
        QVERIFY(m_view->hasFocus());
        QTest::keyClick(m_view, Qt::Key_Escape);
        QCOMPARE(m_view->model()->rowCount(), 2);
        QVERIFY(!edit->isVisible());
    }

    void marksArePainted()
    {
        m_desk->receive({person(u"Anna"_s, u"Lind"_s, 1)});
        const auto picture = [this] {
            return m_view->viewport()->grab().toImage();
        };
        const QImage plain = picture();
        Party edited = m_desk->shown(m_desk->idOf(1));
        edited.jobTitle = u"Buyer"_s;
        QVERIFY(m_desk->session->store().keepDraft(m_desk->idOf(1), edited));
        const QImage draft = picture();
        QVERIFY(draft != plain);
        QVERIFY(m_desk->session->store().save(m_desk->idOf(1), edited));
        QVERIFY(picture() != draft);
    }

private:
    void find()
    {
        m_list = m_desk->find<PartyList>("partyList");
        m_view = m_desk->find<PartyListView>("partyListView");
        QVERIFY(m_list && m_view);
    }
    QAction *action(const char *name) const
    {
        const QList<QAction *> all = m_desk->window->actions().all();
        return *std::ranges::find(all, QLatin1StringView(name), &QAction::objectName);
    }
    /// An entry of a column's menu.
    QAction *columnEntry(ListHeader::Column column, int entry) const
    {
        const QList<QAction *> columns = m_view->header().menu()->actions();
        const auto menu = std::ranges::find(columns, PartyModel::columnName(column), &QAction::text);
        return (*menu)->menu()->actions().at(entry);
    }
    void clickHeader(ListHeader::Column column) const
    {
        const ListHeader &header = m_view->header();
        const QPoint place(header.sectionViewportPosition(column) + 20, header.height() / 2);
        QTest::mouseClick(header.viewport(), Qt::LeftButton, {}, place);
    }

    std::unique_ptr<Theme> m_theme;
    std::unique_ptr<WindowDesk> m_desk;
    PartyList *m_list = nullptr;
    PartyListView *m_view = nullptr;
};

QTEST_MAIN(TestPartyList)
#include "tst_partylist.moc"
