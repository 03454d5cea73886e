#include "model/partymodel.h"

#include "party/partyjson.h"
#include "store/partystore.h"
#include "support/manualclock.h"
#include "support/partybuilder.h"
#include "support/seed.h"

#include <QAbstractItemModelTester>
#include <QElapsedTimer>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

class TestPartyModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void showsAllInOrder();
    void scopesHoldTheirOwn();
    void searchAndSortShowAnotherOrder();
    void rolesTellWhatARowNeeds();
    void rowIsReadOutWhole();
    void headersHaveWords();
    void oneChangeMovesOneRow();
    void changeThatStaysInPlaceIsOnlyTold();
    void newAndGoneRowsComeAndGoAlone();
    void rowThatNoLongerMatchesGoes();
    void manyChangesReset();
    void wipedStoreEmptiesTheModel();
    void selectionFollowsItsRecord();
    void randomChangesLeaveTheSameAsAFreshModel();
    void oneChangeAmong240000IsQuick();

private:
    void pull(const QList<Party> &parties);
    QString picture() const;
    static QList<QUuid> idsIn(const PartyModel &model);

    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<ManualClock> m_clock;
    std::unique_ptr<PartyStore> m_store;
    std::unique_ptr<PartyModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
    Party m_anna;
};

void TestPartyModel::init()
{
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    m_clock = std::make_unique<ManualClock>();
    auto store = PartyStore::open(m_folder->path(), *m_clock);
    QVERIFY(store);
    m_store = std::move(*store);
    m_anna = person(u"Anna"_s, u"Lind"_s, 1);
    m_anna.organisation = OrganisationRef{3, {}, u"Acme"_s};
    m_anna.addresses = {{5, {}, {}, u"Leeds"_s, {}, {}, {}}};
    Party berit = person(u"Berit"_s, u"Berg"_s, 2);
    berit.jobTitle = u"Buyer"_s;
    berit.tags = QList<Tag>{{1, u"VIP"_s, false}};
    berit.updatedAt = QDateTime({2026, 1, 5}, {9, 0}, Qt::UTC);
    pull({berit, m_anna, organisation(u"Acme"_s, 3)});
    m_model = std::make_unique<PartyModel>(*m_store);
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
}

void TestPartyModel::cleanup()
{
    m_tester.reset();
    m_model.reset();
    m_store.reset();
    m_folder.reset();
}

void TestPartyModel::pull(const QList<Party> &parties)
{
    QList<ReceivedParty> page;
    for (const Party &party : parties)
        page.append({QJsonDocument(partyToJson(party)).toJson(QJsonDocument::Compact), party});
    QVERIFY(m_store->applyPage(page, m_clock->now()));
}

/// The model as text: a line a row, with a letter for each mark.
QString TestPartyModel::picture() const
{
    QStringList lines;
    for (int row = 0; row < m_model->rowCount(); ++row) {
        QStringList cells;
        for (int column = 0; column <= PartyModel::PhoneColumn; ++column)
            cells.append(m_model->index(row, column).data().toString());
        const QModelIndex first = m_model->index(row, 0);
        QString marks;
        for (const auto &[role, mark] : {std::pair{PartyModel::HasDraftRole, u'd'}, {PartyModel::IsPendingRole, u'w'},
                 {PartyModel::NeedsUserRole, u'!'}, {PartyModel::IsRestrictedRole, u'r'}}) {
            if (first.data(role).toBool())
                marks.append(mark);
        }
        lines.append(cells.join(u'|') + u' ' + marks);
    }
    return lines.join(u'\n');
}

void TestPartyModel::showsAllInOrder()
{
    QCOMPARE(picture(), u"Acme||||| \nAnna Lind|Acme||Leeds|| \nBerit Berg||Buyer||| "_s);
    QCOMPARE(m_model->columnCount(), int(PartyModel::ColumnCount));
    QCOMPARE(m_model->rowOf(localIdOfServerId(1)), 1);
    QCOMPARE(m_model->rowOf(localIdOfServerId(99)), -1);
    QCOMPARE(m_model->localIdAt(1), localIdOfServerId(1));
    QCOMPARE(m_model->localIdAt(-1), QUuid());
    QCOMPARE(m_model->localIdAt(3), QUuid());
}

void TestPartyModel::scopesHoldTheirOwn()
{
    m_model->setScope(PartyModel::Scope::People);
    QCOMPARE(m_model->rowCount(), 2);
    m_model->setScope(PartyModel::Scope::Organisations);
    QCOMPARE(picture(), u"Acme||||| "_s);

    m_anna.jobTitle = u"Director"_s;
    const auto sequence = m_store->save(localIdOfServerId(1), m_anna);
    QVERIFY(sequence);
    QVERIFY(m_store->startDraft(person(u"Carl"_s, u"Dahl"_s)));
    m_model->setScope(PartyModel::Scope::Waiting);
    QCOMPARE(picture(), u"Anna Lind|Acme|Director|Leeds|| w"_s);
    m_model->setScope(PartyModel::Scope::Drafts);
    QCOMPARE(picture(), u"Carl Dahl||||| d"_s);
    m_model->setSearch(u"anna"_s);
    QCOMPARE(picture(), QString());
    m_model->setSearch({});
    m_model->setScope(PartyModel::Scope::NeedsUser);
    QCOMPARE(m_model->rowCount(), 0);
    OutboxEntry entry = *m_store->entry(*sequence);
    entry.state = OutboxEntry::State::Rejected;
    QVERIFY(m_store->update(entry));
    QCOMPARE(picture(), u"Anna Lind|Acme|Director|Leeds|| w!"_s);

    QCOMPARE(m_model->countOf(PartyModel::Scope::Everyone), 4);
    QCOMPARE(m_model->countOf(PartyModel::Scope::People), 3);
    QCOMPARE(m_model->countOf(PartyModel::Scope::Organisations), 1);
    QCOMPARE(m_model->countOf(PartyModel::Scope::Drafts), 1);
    QCOMPARE(m_model->countOf(PartyModel::Scope::Waiting), 1);
    QCOMPARE(m_model->countOf(PartyModel::Scope::NeedsUser), 1);
}

void TestPartyModel::searchAndSortShowAnotherOrder()
{
    QSignalSpy reset(m_model.get(), &PartyModel::modelReset);
    m_model->setSearch(u"acme"_s);
    QCOMPARE(picture(), u"Acme||||| \nAnna Lind|Acme||Leeds|| "_s);
    m_model->setSearch(u"acme"_s);
    QCOMPARE(reset.size(), 1);
    m_model->setSearch({});
    m_model->setSort(PartyIndex::Sort::RecentlyChanged);
    QCOMPARE(m_model->localIdAt(0), localIdOfServerId(2));
}

void TestPartyModel::rolesTellWhatARowNeeds()
{
    const QModelIndex anna = m_model->index(1, 0);
    QCOMPARE(anna.data(PartyModel::LocalIdRole).toUuid(), localIdOfServerId(1));
    QCOMPARE(anna.data(PartyModel::IsPersonRole).toBool(), true);
    QCOMPARE(anna.data(PartyModel::SubtitleRole).toString(), u"Acme, Leeds"_s);
    QCOMPARE(m_model->index(2, 0).data(PartyModel::SubtitleRole).toString(), u"Buyer"_s);
    QCOMPARE(m_model->index(2, 0).data(PartyModel::TagsRole).toStringList(), QStringList{u"VIP"_s});
    QCOMPARE(m_model->index(0, 0).data(PartyModel::IsPersonRole).toBool(), false);
    QCOMPARE(
        m_model->index(2, PartyModel::ChangedColumn).data().toDateTime(), QDateTime({2026, 1, 5}, {9, 0}, Qt::UTC));
    QVERIFY(!m_model->index(0, PartyModel::ChangedColumn).data().isValid());
    QVERIFY(!anna.data(Qt::ToolTipRole).isValid()); // server text never goes where a widget might read it as rich text
}

void TestPartyModel::rowIsReadOutWhole()
{
    Party draft = m_anna;
    draft.jobTitle = u"Director"_s;
    QVERIFY(m_store->keepDraft(localIdOfServerId(1), draft));
    const QModelIndex anna = m_model->index(1, 0);
    QCOMPARE(anna.data(Qt::AccessibleTextRole).toString(), u"Anna Lind, Acme, Leeds, unsaved changes"_s);
    QCOMPARE(anna.data(Qt::AccessibleDescriptionRole).toString(), u"unsaved changes"_s);
    QCOMPARE(anna.siblingAtColumn(PartyModel::CityColumn).data(Qt::AccessibleTextRole).toString(), u"Leeds"_s);
    QVERIFY(m_store->save(localIdOfServerId(1), draft));
    QCOMPARE(
        m_model->index(1, 0).data(Qt::AccessibleTextRole).toString(), u"Anna Lind, Acme, Leeds, waiting to be sent"_s);
    QVERIFY(m_store->startDraft(organisation({})));
    QCOMPARE(m_model->index(3, 0).data(Qt::AccessibleTextRole).toString(), u"(no name), unsaved changes"_s);
}

void TestPartyModel::headersHaveWords()
{
    for (int column = 0; column < PartyModel::ColumnCount; ++column)
        QVERIFY(!m_model->headerData(column, Qt::Horizontal).toString().isEmpty());
    QVERIFY(!m_model->headerData(0, Qt::Vertical).isValid());
}

void TestPartyModel::oneChangeMovesOneRow()
{
    QSignalSpy moved(m_model.get(), &PartyModel::rowsMoved);
    QSignalSpy reset(m_model.get(), &PartyModel::modelReset);
    m_anna.firstName = u"Zoe"_s;
    QVERIFY(m_store->save(localIdOfServerId(1), m_anna));
    QCOMPARE(picture(), u"Acme||||| \nBerit Berg||Buyer||| \nZoe Lind|Acme||Leeds|| w"_s);
    QCOMPARE(moved.size(), 1);
    QCOMPARE(reset.size(), 0);
    m_anna.firstName = u"Aaron"_s;
    QVERIFY(m_store->save(localIdOfServerId(1), m_anna));
    QCOMPARE(picture(), u"Aaron Lind|Acme||Leeds|| w\nAcme||||| \nBerit Berg||Buyer||| "_s);
    QCOMPARE(moved.size(), 2);
}

void TestPartyModel::changeThatStaysInPlaceIsOnlyTold()
{
    QSignalSpy moved(m_model.get(), &PartyModel::rowsMoved);
    QSignalSpy changed(m_model.get(), &PartyModel::dataChanged);
    m_anna.jobTitle = u"Director"_s;
    QVERIFY(m_store->save(localIdOfServerId(1), m_anna));
    QCOMPARE(moved.size(), 0);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(changed.first().at(0).toModelIndex(), m_model->index(1, 0));
    QCOMPARE(changed.first().at(1).toModelIndex(), m_model->index(1, PartyModel::ColumnCount - 1));
}

void TestPartyModel::newAndGoneRowsComeAndGoAlone()
{
    QSignalSpy inserted(m_model.get(), &PartyModel::rowsInserted);
    QSignalSpy removed(m_model.get(), &PartyModel::rowsRemoved);
    QSignalSpy counts(m_model.get(), &PartyModel::countsChanged);
    pull({person(u"Arne"_s, u"Dahl"_s, 7)});
    QCOMPARE(inserted.size(), 1);
    QCOMPARE(inserted.first().at(1).toInt(), 2);
    const auto removal = m_store->remove(localIdOfServerId(1), 10s);
    QVERIFY(removal);
    QCOMPARE(removed.size(), 1);
    QVERIFY(m_store->takeBack(*removal));
    QCOMPARE(inserted.size(), 2);
    QVERIFY(m_store->applyDeleted({1, 7}));
    QCOMPARE(removed.size(), 3);
    QCOMPARE(picture(), u"Acme||||| \nBerit Berg||Buyer||| "_s);
    QVERIFY(counts.size() >= 4);
}

void TestPartyModel::rowThatNoLongerMatchesGoes()
{
    m_model->setSearch(u"leeds"_s);
    QCOMPARE(m_model->rowCount(), 1);
    m_anna.addresses[0].city = u"York"_s;
    QVERIFY(m_store->save(localIdOfServerId(1), m_anna));
    QCOMPARE(m_model->rowCount(), 0);
    m_anna.addresses[0].city = u"Leeds"_s;
    QVERIFY(m_store->save(localIdOfServerId(1), m_anna));
    QCOMPARE(m_model->rowCount(), 1);
}

void TestPartyModel::manyChangesReset()
{
    QSignalSpy reset(m_model.get(), &PartyModel::modelReset);
    QSignalSpy inserted(m_model.get(), &PartyModel::rowsInserted);
    QList<Party> page;
    for (qint64 id = 100; id < 200; ++id)
        page.append(person(u"Name%1"_s.arg(id), {}, id));
    pull(page);
    QCOMPARE(reset.size(), 1);
    QCOMPARE(inserted.size(), 0);
    QCOMPARE(m_model->rowCount(), 103);
}

void TestPartyModel::wipedStoreEmptiesTheModel()
{
    QVERIFY(m_store->wipe());
    QCOMPARE(m_model->rowCount(), 0);
}

void TestPartyModel::selectionFollowsItsRecord()
{
    const QPersistentModelIndex berit(m_model->index(2, 0));
    m_anna.firstName = u"Zoe"_s;
    QVERIFY(m_store->save(localIdOfServerId(1), m_anna));
    pull({person(u"Arne"_s, u"Dahl"_s, 7)});
    QCOMPARE(berit.data().toString(), u"Berit Berg"_s);
    QCOMPARE(berit.row(), 2);
}

QList<QUuid> TestPartyModel::idsIn(const PartyModel &model)
{
    QList<QUuid> ids;
    for (int row = 0; row < model.rowCount(); ++row)
        ids.append(model.localIdAt(row));
    return ids;
}

void TestPartyModel::randomChangesLeaveTheSameAsAFreshModel()
{
    QRandomGenerator random(printedSeed());
    m_model->setSort(PartyIndex::Sort::Organisation);
    m_model->setSearch(u"a"_s);
    for (int step = 0; step < 300; ++step) {
        QList<Party> page;
        for (int i = random.bounded(1, 12); i > 0; --i) {
            Party party = person(QString(QChar(u'a' + random.bounded(6))), QString(QChar(u'a' + random.bounded(3))),
                random.bounded(1, 40));
            party.organisation = OrganisationRef{900, {}, QString(QChar(u'a' + random.bounded(4)))};
            page.append(party);
        }
        if (random.bounded(3) == 0)
            QVERIFY(m_store->applyDeleted({page.first().id, page.last().id}));
        else
            pull(page);
        PartyModel fresh(*m_store);
        fresh.setSort(PartyIndex::Sort::Organisation);
        fresh.setSearch(u"a"_s);
        QTRY_COMPARE(idsIn(*m_model), idsIn(fresh)); // of larger changes it takes some together
    }
}

void TestPartyModel::oneChangeAmong240000IsQuick()
{
    m_tester.reset(); // it walks the whole model at every change
    for (qint64 id = 1000; id < 241000;) {
        QList<Party> page;
        for (int i = 0; i < 8000; ++i, ++id)
            page.append(person(u"First%1"_s.arg(id * 7919 % 1009), u"Last%1"_s.arg(id * 104729 % 100003), id));
        pull(page);
    }
    QTRY_COMPARE(m_model->rowCount(), 240003); // many changes in a row are shown together
    QElapsedTimer timer;
    timer.start();
    m_anna.firstName = u"Zoe"_s;
    QVERIFY(m_store->save(localIdOfServerId(1), m_anna));
    qInfo("one row moved among 240,000: %lld us", timer.nsecsElapsed() / 1000);
    QVERIFY(timer.elapsed() < 5000);
    QCOMPARE(m_model->rowOf(localIdOfServerId(1)), 240002);
}

QTEST_GUILESS_MAIN(TestPartyModel)
#include "tst_partymodel.moc"
