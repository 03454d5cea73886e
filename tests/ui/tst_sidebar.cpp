#include "sidebar.h"

#include <QAbstractItemModelTester>
#include <QListView>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using Scope = PartyModel::Scope;

namespace {
QStringList printed(const QAbstractItemModel &model)
{
    QStringList lines;
    for (int row = 0; row < model.rowCount(); ++row) {
        const QModelIndex index = model.index(row, 0);
        lines << u"%1%2 %3"_s.arg(index.data(SidebarModel::BeginsGroupRole).toBool() ? u"- "_s : QString(),
            index.data().toString(), index.data(SidebarModel::CountRole).toString());
    }
    return lines;
}
} // namespace

class TestSidebar : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { m_theme = std::make_unique<Theme>(Theme::Mode::Light); }

    void unfinishedWorkShowsOnlyWhereThereIsSome()
    {
        SidebarModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        QCOMPARE(printed(model), (QStringList{u"Everyone 0"_s, u"People 0"_s, u"Organisations 0"_s}));
        model.setCounts({12, 8, 4, 0, 3, 0});
        QCOMPARE(printed(model), (QStringList{u"Everyone 12"_s, u"People 8"_s, u"Organisations 4"_s, u"- Outbox 3"_s}));
        model.setCounts({12, 8, 4, 1, 3, 2});
        QCOMPARE(printed(model),
            (QStringList{u"Everyone 12"_s, u"People 8"_s, u"Organisations 4"_s, u"- Drafts 1"_s, u"Outbox 3"_s,
                u"Needs your decision 2"_s}));
        model.setCounts({12, 8, 4, 0, 0, 2});
        QCOMPARE(printed(model),
            (QStringList{u"Everyone 12"_s, u"People 8"_s, u"Organisations 4"_s, u"- Needs your decision 2"_s}));
        model.setCounts({});
        QCOMPARE(model.rowCount(), 3);
    }

    void theListInViewKeepsItsRow()
    {
        SidebarModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        model.setCounts({12, 8, 4, 1, 0, 0});
        model.setCurrent(Scope::Drafts);
        model.setCounts({12, 8, 4, 0, 0, 0});
        QCOMPARE(model.rowOf(Scope::Drafts), 3);
        model.setCurrent(Scope::Everyone);
        QCOMPARE(model.rowOf(Scope::Drafts), -1);
    }

    void listsStandUnderTheirHeadings()
    {
        SidebarModel model;
        const QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
        using Kind = RecordList::Kind;
        const RecordList mine{Kind::Mine, u"mine"_s, {}, 3};
        const RecordList vip{Kind::Tag, u"tag/vip"_s, u"VIP"_s, 2};
        const RecordList fair{Kind::Tag, u"tag/fair"_s, u"Fair"_s, {}};
        model.setLists({mine, vip});
        const QStringList three{u"Everyone 0"_s, u"People 0"_s, u"Organisations 0"_s};
        QCOMPARE(printed(model), three + (QStringList{u"- Lists (this PC) "_s, u"Mine 3"_s, u"- Tags "_s, u"VIP 2"_s}));
        QVERIFY(!(model.flags(model.index(3)) & Qt::ItemIsSelectable));
        QVERIFY(model.flags(model.index(4)) & Qt::ItemIsSelectable);
        QCOMPARE(model.rowOf(u"tag/vip"_s), 6);
        model.setLists({mine, fair, vip});
        QCOMPARE(printed(model).mid(5), (QStringList{u"- Tags "_s, u"Fair "_s, u"VIP 2"_s}));
        model.setLists({vip, mine}); // whatever the order, each stands once
        QCOMPARE(printed(model).mid(3), (QStringList{u"- Tags "_s, u"VIP 2"_s, u"- Lists (this PC) "_s, u"Mine 3"_s}));
        model.setLists({mine, vip});
        model.setCurrent(fair);
        model.setLists({mine});
        QCOMPARE(printed(model).mid(5), (QStringList{u"- Tags "_s, u"Fair "_s})); // looked at, so it stays
        model.setCurrent(Scope::Everyone);
        QCOMPARE(model.rowCount(), 5);
    }

    void arrowKeysPassHeadings()
    {
        Sidebar sidebar(*m_theme);
        sidebar.resize(220, 600);
        sidebar.setLists({{RecordList::Kind::Mine, u"mine"_s, {}, 3}});
        QSignalSpy chosen(&sidebar, &Sidebar::listChosen);
        auto *view = sidebar.findChild<QListView *>(u"sidebarView"_s);
        sidebar.setScope(Scope::Organisations);
        QTest::keyClick(view, Qt::Key_Down);
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen.first().first().toString(), u"mine"_s);
        QSignalSpy scope(&sidebar, &Sidebar::scopeChosen);
        QTest::keyClick(view, Qt::Key_Up);
        QCOMPARE(scope.first().first().value<Scope>(), Scope::Organisations);
    }

    void rowsAreReadWithTheirCounts()
    {
        SidebarModel model;
        model.setCounts({1204, 0, 0, 0, 0, 0});
        QCOMPARE(
            model.index(0).data(Qt::AccessibleTextRole).toString(), u"Everyone, %1"_s.arg(QLocale().toString(1204)));
    }

    void arrowKeysChoose()
    {
        Sidebar sidebar(*m_theme);
        sidebar.setCounts({12, 8, 4, 0, 3, 0});
        QSignalSpy chosen(&sidebar, &Sidebar::scopeChosen);
        auto *view = sidebar.findChild<QListView *>(u"sidebarView"_s);
        QTest::keyClick(view, Qt::Key_Down);
        QCOMPARE(chosen.count(), 1);
        QCOMPARE(chosen.first().first().value<Scope>(), Scope::People);
        QTest::keyClick(view, Qt::Key_End);
        QCOMPARE(chosen.last().first().value<Scope>(), Scope::Waiting);
    }

    void settingTheScopeTellsNobody()
    {
        Sidebar sidebar(*m_theme);
        QSignalSpy chosen(&sidebar, &Sidebar::scopeChosen);
        sidebar.setScope(Scope::Drafts);
        sidebar.setScope(Scope::People);
        auto *view = sidebar.findChild<QListView *>(u"sidebarView"_s);
        QCOMPARE(view->currentIndex().row(), 1);
        QCOMPARE(view->model()->rowCount(), 3);
        QVERIFY(chosen.isEmpty());
    }

private:
    std::unique_ptr<Theme> m_theme;
};

QTEST_MAIN(TestSidebar)
#include "tst_sidebar.moc"
