#include "rawfile.h"
#include "store/partystore.h"
#include "support/manualclock.h"
#include "support/partybuilder.h"
#include "support/seed.h"

#include <QCollator>
#include <QDir>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using Kind = PartyIndex::Kind;
using Sort = PartyIndex::Sort;

/// The store while its index is being loaded, and the orders that make a start quick.
class TestLoading : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void everythingIsThereInTheEnd();
    void firstScreenIsThereAtOnce();
    void firstScreenIsOfItsKindAndOrder();
    void withoutAnOrderThereIsNoFirstScreen();
    void workOfTheFirstMomentIsKept();
    void damageIsFoundWhileLoading();
    void endsWhileLoading();
    void keptOrderIsTheOneThatSortingGives();
    void orderIsMadeElsewhere();

private:
    void pull(const QList<Party> &parties);
    void reopen();
    void reopenInBackground(const PartyStore::FirstScreen &screen = {});
    bool waitUntilLoaded();
    QString path() const { return m_folder->filePath(u"replica.sqlite"_s); }
    QStringList names(Kind kind, Sort sort) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    ManualClock m_clock;
    std::unique_ptr<PartyStore> m_store;
};

/// 200 people and 100 organisations, so many that they do not fit on a first screen.
void TestLoading::init()
{
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    QVERIFY(m_folder->isValid());
    reopen();
    QList<Party> parties;
    for (qint64 id = 1; id <= 300; ++id) {
        Party party = id % 3 == 0 ? organisation(u"Firm %1"_s.arg(id * 7919 % 1009), id)
                                  : person(u"Anna"_s, u"Lind%1"_s.arg(id * 7919 % 1009), id);
        party.updatedAt = m_clock.now().addSecs(id * 104729 % 1000);
        parties.append(party);
    }
    pull(parties);
    (void)m_store->index().rows(Kind::Everyone, {}, Sort::Name);
    reopen();
}

void TestLoading::pull(const QList<Party> &parties)
{
    QList<ReceivedParty> page;
    for (const Party &party : parties)
        page.append(received(party));
    QVERIFY(m_store->applyPage(page, m_clock.now()));
}

void TestLoading::reopen()
{
    m_store.reset();
    auto store = PartyStore::open(m_folder->path(), m_clock);
    QVERIFY(store);
    m_store = std::move(*store);
    QVERIFY(m_store->isLoaded());
}

void TestLoading::reopenInBackground(const PartyStore::FirstScreen &screen)
{
    m_store.reset();
    auto store = PartyStore::openInBackground(m_folder->path(), m_clock, screen);
    QVERIFY(store);
    m_store = std::move(*store);
    QVERIFY(!m_store->isLoaded());
}

bool TestLoading::waitUntilLoaded()
{
    QSignalSpy loaded(m_store.get(), &PartyStore::loaded);
    return m_store->isLoaded() || loaded.wait();
}

QStringList TestLoading::names(Kind kind, Sort sort) const
{
    QStringList names;
    for (const QUuid &id : m_store->index().find(kind, {}, sort))
        names.append(m_store->index().summary(id)->name);
    return names;
}

void TestLoading::everythingIsThereInTheEnd()
{
    const QStringList expected = names(Kind::Everyone, Sort::Name);
    reopenInBackground();
    QSignalSpy reset(m_store.get(), &PartyStore::partiesReset);
    QVERIFY(waitUntilLoaded());
    QCOMPARE(reset.size(), 1);
    QCOMPARE(names(Kind::Everyone, Sort::Name), expected);
    QCOMPARE(m_store->index().count(Kind::People), 200);
}

void TestLoading::firstScreenIsThereAtOnce()
{
    const QStringList expected = names(Kind::Everyone, Sort::Name);
    reopenInBackground();
    QCOMPARE(names(Kind::Everyone, Sort::Name), expected.first(60));
    QCOMPARE(m_store->index().count(Kind::People), 200);
    QCOMPARE(m_store->index().count(Kind::Organisations), 100);
}

void TestLoading::firstScreenIsOfItsKindAndOrder()
{
    const QStringList expected = names(Kind::Organisations, Sort::RecentlyChanged);
    reopenInBackground({Kind::Organisations, Sort::RecentlyChanged});
    QCOMPARE(names(Kind::Organisations, Sort::RecentlyChanged), expected.first(60));
}

void TestLoading::withoutAnOrderThereIsNoFirstScreen()
{
    reopenInBackground({Kind::Everyone, Sort::City});
    QCOMPARE(m_store->index().size(), 0);
    QVERIFY(waitUntilLoaded());
    QCOMPARE(m_store->index().size(), 300);
    m_store.reset();
    runSql(path(), "UPDATE orders SET places = zeroblob(32)");
    reopenInBackground();
    QCOMPARE(m_store->index().size(), 0);
}

void TestLoading::workOfTheFirstMomentIsKept()
{
    reopenInBackground();
    const QUuid last = localIdOfServerId(1);
    Party edited = m_store->party(last)->shown;
    edited.lastName = u"Aab"_s;
    QVERIFY(m_store->save(last, edited));
    const auto draft = m_store->startDraft(person(u"Aaa"_s, {}));
    QVERIFY(draft);
    QVERIFY(waitUntilLoaded());
    QCOMPARE(names(Kind::Everyone, Sort::Name).first(2), (QStringList{u"Aaa"_s, u"Anna Aab"_s}));
    QVERIFY(m_store->index().summary(last)->isPending);
    QVERIFY(m_store->index().summary(*draft)->hasDraft);
}

void TestLoading::damageIsFoundWhileLoading()
{
    m_store.reset();
    runSql(path(), "UPDATE listing SET texts = 'other' WHERE server_id = 200");
    reopenInBackground();
    QVERIFY(m_store->repairs().isEmpty());
    QVERIFY(waitUntilLoaded());
    QCOMPARE(m_store->repairs().size(), 1);
    QCOMPARE(m_store->index().size(), 0);
    QVERIFY(m_store->mark(u"cursor"_s).isEmpty());
    QCOMPARE(QDir(m_folder->path()).entryList({u"replica.sqlite.damaged-*"_s}).size(), 1);
    pull({person(u"Anna"_s, u"Lind"_s, 1)});
    reopen();
    QCOMPARE(m_store->index().size(), 1);
}

void TestLoading::endsWhileLoading()
{
    for (int i = 0; i < 20; ++i)
        reopenInBackground();
    reopen();
    QCOMPARE(m_store->index().size(), 300);
}

void TestLoading::keptOrderIsTheOneThatSortingGives()
{
    QRandomGenerator random(printedSeed());
    const QList sorts{Sort::Name, Sort::Organisation, Sort::City, Sort::RecentlyChanged, Sort::LastContacted};
    for (int round = 0; round < 20; ++round) {
        for (const Sort sort : sorts) // some orders are there when rows change, others come later
            if (random.bounded(3) == 0)
                (void)m_store->index().rows(Kind::Everyone, {}, sort);
        QList<Party> changed;
        for (int i = random.bounded(40); i > 0; --i) {
            Party party = person(u"Berit"_s, u"Östlund%1"_s.arg(random.bounded(99)), random.bounded(1, 330));
            party.organisation = OrganisationRef{3, {}, u"Ärla%1"_s.arg(random.bounded(9))};
            party.updatedAt = m_clock.now().addSecs(random.bounded(1000));
            changed.append(party);
        }
        pull(changed);
        QVERIFY(m_store->applyDeleted({random.bounded(1, 330)}));
        if (random.bounded(4) == 0) { // as if it had been killed: the kept orders are older than the rows
            m_store.reset();
            runSql(path(), "DELETE FROM orders WHERE part > 0 OR sort = 3");
            runSql(path(), "DELETE FROM listing WHERE server_id = 12");
        }
        reopen();
        PartyIndex fresh;
        for (const QUuid &id : m_store->index().find(Kind::Everyone, {}))
            fresh.put(*m_store->index().summary(id), {});
        for (const Sort sort : sorts)
            QCOMPARE(m_store->index().find(Kind::Everyone, {}, sort), fresh.find(Kind::Everyone, {}, sort));
    }
}

void TestLoading::orderIsMadeElsewhere()
{
    QSignalSpy ready(m_store.get(), &PartyStore::orderReady);
    QVERIFY(!m_store->index().hasOrder(Sort::City));
    m_store->prepareOrder(Sort::City);
    Party moved = person(u"Aaron"_s, u"Lind"_s, 2); // while it is being sorted
    moved.addresses = {{1, {}, {}, u"Leeds"_s, {}, {}, {}}};
    pull({moved, person(u"New"_s, u"Lind"_s, 301)});
    QVERIFY(m_store->applyDeleted({4}));
    QVERIFY(ready.wait());
    QVERIFY(m_store->index().hasOrder(Sort::City));
    const auto order = m_store->index().find(Kind::Everyone, {}, Sort::City);
    QCOMPARE(order.size(), 300);
    QCOMPARE(order.first(), localIdOfServerId(2));
    QVERIFY(!order.contains(localIdOfServerId(4)));
    m_store->prepareOrder(Sort::City);
    QCOMPARE(ready.size(), 2);
}

QTEST_GUILESS_MAIN(TestLoading)
#include "tst_loading.moc"
