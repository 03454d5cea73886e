#include "model/recordlists.h"

#include "party/partyjson.h"
#include "store/ownlists.h"
#include "store/partystore.h"
#include "store/ruleresults.h"
#include "support/manualclock.h"
#include "support/partybuilder.h"

#include <QJsonDocument>
#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using Kind = RecordList::Kind;

class TestRecordLists : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void listsStandInTheirOrder();
    void eachHoldsItsOwn();
    void tagsThatFoldAlikeAreOneList();
    void tagWithAQuoteIsAList();
    void importantFieldsMakeAListWhileThereAreAny();
    void unknownKeyIsNoList();
    void listsMadeHereAreCounted();
    void ruleOfAListHoldsTheSame();
    void savedFiltersShowWhatTheyGave();
    void anyWorkEndsInThePlainCount();

private:
    void pull(const QList<Party> &parties);
    void settle() const;
    QString picture() const;
    QStringList namesIn(const QString &key) const;
    qsizetype recounted(const RecordList &list) const;

    std::unique_ptr<QTemporaryDir> m_folder;
    ManualClock m_clock{QDateTime({2026, 1, 5}, {9, 0}, Qt::UTC)};
    std::unique_ptr<PartyStore> m_store;
    std::unique_ptr<RuleResults> m_results;
    std::unique_ptr<OwnLists> m_own;
    std::unique_ptr<RecordLists> m_lists;
};

void TestRecordLists::init()
{
    m_lists.reset();
    m_own.reset();
    m_results.reset();
    m_store.reset();
    m_folder = std::make_unique<QTemporaryDir>();
    auto store = PartyStore::open(m_folder->path(), m_clock);
    QVERIFY(store);
    m_store = std::move(*store);
    QVERIFY(m_store->setCatalogueList(CatalogueList::CurrentUser, R"([{"id":7,"username":"kim","timezone":"UTC"}])"));
    QVERIFY(m_store->setCatalogueList(CatalogueList::Tags, R"([{"id":1,"name":"VIP"},{"id":2,"name":"Nobody"}])"));
    Party anna = person(u"Anna"_s, u"Lind"_s, 1);
    anna.owner = UserRef{7, {}, {}};
    anna.createdAt = m_clock.now().addDays(-2);
    anna.updatedAt = m_clock.now().addDays(-1);
    anna.tags = {{1, u"VIP"_s, false}, {3, u"Alvör"_s, false}};
    Party ben = person(u"Ben"_s, u"Okri"_s, 2);
    ben.updatedAt = ben.createdAt = m_clock.now().addDays(-50);
    ben.lastContactedAt = m_clock.now().addDays(-40);
    ben.tags = {{1, u"VIP"_s, false}};
    Party acme = organisation(u"Acme"_s, 3);
    acme.lastContactedAt = m_clock.now().addDays(-3);
    pull({anna, ben, acme});
    m_results = std::make_unique<RuleResults>(*m_store, m_clock);
    m_own = std::make_unique<OwnLists>(*m_store);
    m_lists = std::make_unique<RecordLists>(*m_store, *m_results, *m_own);
}

void TestRecordLists::pull(const QList<Party> &parties)
{
    QList<ReceivedParty> page;
    for (const Party &party : parties)
        page.append({QJsonDocument(partyToJson(party)).toJson(QJsonDocument::Compact), party});
    QVERIFY(m_store->applyPage(page, m_clock.now()));
}

/// Until nothing has been told for so long that no counting can be under way.
void TestRecordLists::settle() const
{
    QSignalSpy changed(m_lists.get(), &RecordLists::changed);
    while (changed.wait(1500)) { }
}

QString TestRecordLists::picture() const
{
    QStringList lines;
    for (const RecordList &list : m_lists->lists())
        lines.append(u"%1 %2 %3"_s.arg(list.key, list.title, list.count ? QString::number(*list.count) : u"?"_s));
    return lines.join(u'\n');
}

QStringList TestRecordLists::namesIn(const QString &key) const
{
    QStringList names;
    for (const quint32 row : m_store->index().rows(m_lists->query(key)))
        names.append(m_store->index().summaryAt(row).name);
    return names;
}

/// By the records themselves, without the index.
qsizetype TestRecordLists::recounted(const RecordList &list) const
{
    const QDateTime now = m_clock.now();
    const auto rule = missingImportantRule(m_store->catalogue());
    const auto belongs = [&](const Party &party, const QUuid &localId) {
        switch (list.kind) {
        case Kind::Mine:
            return party.owner && party.owner->id == 7;
        case Kind::RecentlyAdded:
            return party.createdAt.isValid() && party.createdAt >= now.addDays(-7);
        case Kind::RecentlyChanged:
            return party.updatedAt.isValid() && party.updatedAt >= now.addDays(-7);
        case Kind::NotContacted30:
            return !party.lastContactedAt.isValid() || party.lastContactedAt < now.addDays(-30);
        case Kind::NotContacted90:
            return !party.lastContactedAt.isValid() || party.lastContactedAt < now.addDays(-90);
        case Kind::MissingImportant:
            return rule && m_results->fits(*rule, localId);
        case Kind::SavedFilter:
            return m_store->filterResult(RecordLists::filterOfKey(list.key))->ids.contains(m_store->serverId(localId));
        case Kind::Own:
            return m_results->fits(m_lists->ruleOf(list.key), localId);
        case Kind::Tag:
            return std::ranges::any_of(
                *party.tags, [&list](const Tag &tag) { return RecordLists::keyOfTag(tag.name) == list.key; });
        }
        return false;
    };
    qsizetype count = 0;
    for (const QUuid &localId : m_store->index().find(PartyIndex::Kind::Everyone, {})) {
        const auto view = m_store->party(localId);
        const Party party = view->isCreated ? view->shown : view->draft.value_or(view->shown);
        count += belongs(party, localId) ? 1 : 0;
    }
    return count;
}

void TestRecordLists::listsStandInTheirOrder()
{
    QTRY_COMPARE(picture(),
        u"mine  1\nadded  1\nchanged  1\nnot-contacted-30  2\nnot-contacted-90  1\ntag/alvor Alvör 1\ntag/vip VIP 2"_s);
}

void TestRecordLists::eachHoldsItsOwn()
{
    QCOMPARE(namesIn(u"mine"_s), QStringList{u"Anna Lind"_s});
    QCOMPARE(namesIn(u"added"_s), QStringList{u"Anna Lind"_s});
    QCOMPARE(namesIn(u"changed"_s), QStringList{u"Anna Lind"_s});
    QCOMPARE(namesIn(u"not-contacted-30"_s), (QStringList{u"Anna Lind"_s, u"Ben Okri"_s}));
    QCOMPARE(namesIn(u"not-contacted-90"_s), QStringList{u"Anna Lind"_s});
    QCOMPARE(namesIn(u"tag/vip"_s), (QStringList{u"Anna Lind"_s, u"Ben Okri"_s}));
    QCOMPARE(namesIn(u"tag/vi"_s), QStringList());
}

void TestRecordLists::tagsThatFoldAlikeAreOneList()
{
    Party cleo = person(u"Cleo"_s, u"Adé"_s, 4);
    cleo.tags = {{5, u"Café"_s, false}, {6, u"CAFE"_s, false}};
    pull({cleo});
    settle();
    QVERIFY2(picture().contains(u"tag/cafe Caf"_s) || picture().contains(u"tag/cafe CAF"_s), qPrintable(picture()));
    QCOMPARE(picture().count(u"tag/cafe"_s), 1);
    QCOMPARE(m_lists->list(u"tag/cafe"_s)->count, 1);
}

void TestRecordLists::tagWithAQuoteIsAList()
{
    Party cleo = person(u"Cleo"_s, u"Adé"_s, 4);
    cleo.tags = {{5, u"5\" pipes -x"_s, false}};
    pull({cleo});
    settle();
    QCOMPARE(namesIn(RecordLists::keyOfTag(u"5\" pipes -x"_s)), QStringList{u"Cleo Adé"_s});
    QCOMPARE(m_lists->list(RecordLists::keyOfTag(u"5\" pipes -x"_s))->count, 1);
}

void TestRecordLists::importantFieldsMakeAListWhileThereAreAny()
{
    QVERIFY(!m_lists->list(u"missing"_s));
    QSignalSpy query(m_lists.get(), &RecordLists::queryChanged);
    QVERIFY(m_store->setCatalogueList(CatalogueList::Fields,
        R"([{"id":9,"name":"Size","type":"text","important":true,"captureRule":"organisation"}])"));
    QVERIFY(m_lists->list(u"missing"_s));
    QVERIFY(!m_lists->isReady(u"missing"_s));
    QCOMPARE(namesIn(u"missing"_s), QStringList());
    QTRY_VERIFY(m_lists->isReady(u"missing"_s));
    QCOMPARE(query.size(), 1);
    QCOMPARE(namesIn(u"missing"_s), QStringList{u"Acme"_s});
    QTRY_COMPARE(m_lists->list(u"missing"_s)->count, 1);
    Party acme = m_store->party(localIdOfServerId(3))->shown;
    acme.fields->append(field(9, u"big"_s));
    QVERIFY(m_store->save(localIdOfServerId(3), acme));
    QTRY_COMPARE(m_lists->list(u"missing"_s)->count, 0);
    QVERIFY(m_store->setCatalogueList(CatalogueList::Fields, R"([])"));
    QVERIFY(!m_lists->list(u"missing"_s));
}

void TestRecordLists::unknownKeyIsNoList()
{
    QVERIFY(!m_lists->list(u"nonsense"_s));
    QVERIFY(!m_lists->list(u"tag/"_s));
    QVERIFY(!m_lists->list(QString()));
    QCOMPARE(m_lists->list(u"tag/nobody"_s)->title, u"Nobody"_s); // though no record has it
}

void TestRecordLists::listsMadeHereAreCounted()
{
    const auto byWords = m_own->add(u"Lately contacted"_s, {u"contacted:7d"_s});
    ConditionGroup conditions;
    conditions.match = ConditionGroup::Match::Any;
    conditions.conditions
        = {{u"name"_s, ConditionOperator::Is, u"Acme"_s}, {u"tag"_s, ConditionOperator::Is, u"vip"_s}};
    const auto byBoth = m_own->add(u"Both"_s, {u"-anna"_s, conditions});
    QVERIFY(byWords && byBoth);
    const QString key = RecordLists::keyOfOwn(*byBoth);
    QCOMPARE(RecordLists::ownOfKey(key), *byBoth);
    QVERIFY(m_lists->isReady(RecordLists::keyOfOwn(*byWords)));
    QCOMPARE(namesIn(RecordLists::keyOfOwn(*byWords)), QStringList{u"Acme"_s});
    QTRY_VERIFY(m_lists->isReady(key));
    QCOMPARE(namesIn(key), (QStringList{u"Acme"_s, u"Ben Okri"_s}));
    QTRY_COMPARE(m_lists->list(key)->count, 2);
    QTRY_COMPARE(m_lists->list(RecordLists::keyOfOwn(*byWords))->count, 1);

    QSignalSpy query(m_lists.get(), &RecordLists::queryChanged);
    conditions.conditions.removeLast();
    QVERIFY(m_own->put({*byBoth, u"Renamed"_s, {u"-anna"_s, conditions}}));
    QVERIFY(query.size() >= 1);
    QCOMPARE(m_lists->list(key)->title, u"Renamed"_s);
    QTRY_COMPARE(namesIn(key), QStringList{u"Acme"_s});
    QTRY_COMPARE(m_lists->list(key)->count, 1);
    QVERIFY(m_own->remove(*byBoth));
    QVERIFY(!m_lists->list(key));
    QVERIFY(!m_results->rows(key));
}

void TestRecordLists::ruleOfAListHoldsTheSame()
{
    QVERIFY(m_store->setCatalogueList(CatalogueList::Fields,
        R"([{"id":9,"name":"Size","type":"text","important":true,"captureRule":"organisation"}])"));
    Party cleo = person(u"Cleo"_s, u"Adé"_s, 4);
    cleo.tags = {{5, u"5\" pipes"_s, false}};
    pull({cleo});
    settle();
    QVERIFY(m_lists->lists().size() >= 9);
    for (const RecordList &list : m_lists->lists()) {
        const PartyRule rule = m_lists->ruleOf(list.key);
        QVERIFY2(!rule.isEmpty(), qPrintable(list.key));
        qsizetype count = -1;
        m_results->count(rule, this, [&count](qsizetype told) { count = told; });
        QTRY_COMPARE(count, *list.count);
    }
    QVERIFY(m_lists->ruleOf(u"nonsense"_s).isEmpty());
}

void TestRecordLists::savedFiltersShowWhatTheyGave()
{
    const QByteArray filters
        = R"([{"id":5,"name":"Leeds","conditions":[{"field":"city","operator":"is","value":"Leeds"}]},
        {"id":6,"name":"Odd","conditions":[{"field":"city","operator":"rhymes with","value":"x"}]}])";
    QVERIFY(m_store->setCatalogueList(CatalogueList::SavedFilters, filters));
    const QString key = u"filter/5"_s;
    QCOMPARE(RecordLists::filterOfKey(key), 5);
    QCOMPARE(RecordLists::filterOfKey(u"mine"_s), 0);
    QCOMPARE(m_lists->list(key)->title, u"Leeds"_s);
    QVERIFY(!m_lists->list(key)->at.isValid());
    QVERIFY(!m_lists->isReady(key));
    QCOMPARE(namesIn(key), QStringList());
    QCOMPARE(m_lists->ruleOf(key).conditions.conditions.first().field, u"city"_s);
    QVERIFY(m_lists->ruleOf(u"filter/6"_s).isEmpty());

    QSignalSpy query(m_lists.get(), &RecordLists::queryChanged);
    QVERIFY(m_store->setFilterResult(5, {{2, 77, 3}, m_clock.now()}));
    QCOMPARE(query.size(), 1);
    QVERIFY(m_lists->isReady(key));
    QCOMPARE(m_lists->list(key)->at, m_clock.now());
    QCOMPARE(namesIn(key), (QStringList{u"Acme"_s, u"Ben Okri"_s}));
    QTRY_COMPARE(m_lists->list(key)->count, 2);
    pull({person(u"Zoe"_s, u"Late"_s, 77)}); // Capsule told of it before it was here
    QTRY_COMPARE(m_lists->list(key)->count, 3);
    QCOMPARE(query.size(), 2);
    QCOMPARE(namesIn(key).size(), 3);

    m_lists.reset();
    m_own.reset();
    m_results.reset();
    m_store.reset();
    auto store = PartyStore::open(m_folder->path(), m_clock);
    QVERIFY(store);
    m_store = std::move(*store);
    QCOMPARE(m_store->filterResult(5), (FilterResult{{2, 77, 3}, m_clock.now()}));
    QVERIFY(!m_store->filterResult(6));
    m_results = std::make_unique<RuleResults>(*m_store, m_clock);
    m_own = std::make_unique<OwnLists>(*m_store);
    m_lists = std::make_unique<RecordLists>(*m_store, *m_results, *m_own);
    QTRY_COMPARE(m_lists->list(key)->count, 3);
    QCOMPARE(namesIn(key).size(), 3);
    QVERIFY(m_store->setCatalogueList(CatalogueList::SavedFilters, "[]"));
    QVERIFY(!m_lists->list(key));
}

/// Counts of the sidebar are those of a plain recount, whatever was done in whatever order.
void TestRecordLists::anyWorkEndsInThePlainCount()
{
    const quint32 seed = QRandomGenerator::global()->generate();
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    const auto below = [&random](int limit) {
        return random.bounded(limit);
    };
    const QStringList tagNames{u"VIP"_s, u"vip gold"_s, u"Alvör"_s, u"Vïp"_s, u"x:\"y\""_s, u"x"_s};
    QVERIFY(
        m_store->setCatalogueList(CatalogueList::Fields, R"([{"id":9,"name":"Size","type":"text","important":true}])"));
    const auto arbitrary = [&](Party party) {
        party.tags->clear();
        for (const QString &name : tagNames) {
            if (below(3) == 0)
                party.tags->append({0, name, false});
        }
        party.owner = below(2) ? std::optional(UserRef{7 + below(2), {}, {}}) : std::nullopt;
        if (below(2))
            party.fields = QList<FieldValue>{field(9, u"x"_s)};
        return party;
    };
    ConditionGroup mine;
    mine.conditions = {{u"owner"_s, ConditionOperator::Is, 8}, {u"tag"_s, ConditionOperator::IsNot, u"VIP"_s}};
    QVERIFY(m_own->add(u"Own"_s, {{}, mine}));
    QVERIFY(m_store->setCatalogueList(CatalogueList::SavedFilters, R"([{"id":5,"name":"Some","conditions":[]}])"));
    QList<qint64> some;
    for (qint64 id = 1; id <= 120; id += 1 + below(5))
        some.append(id);
    QVERIFY(m_store->setFilterResult(5, {some, m_clock.now()}));
    for (int step = 0; step < 200; ++step) {
        const qint64 id = 1 + below(120);
        const QUuid localId = localIdOfServerId(id);
        switch (below(6)) {
        case 0:
            QVERIFY(m_store->applyDeleted({id}, m_clock.now()));
            break;
        case 1:
            m_clock.advance(std::chrono::hours(below(48)));
            break;
        case 2:
            QTest::qWait(0);
            break;
        case 3:
            if (m_store->index().contains(localId) && !m_store->party(localId)->isDeleted)
                QVERIFY(m_store->save(localId, arbitrary(m_store->party(localId)->shown)));
            break;
        default: {
            Party party = arbitrary(below(2) ? person(u"P"_s, QString::number(id), id) : organisation(u"O"_s, id));
            party.createdAt = m_clock.now().addDays(-below(20));
            party.updatedAt = m_clock.now().addDays(-below(20));
            if (below(2))
                party.lastContactedAt = m_clock.now().addDays(-below(150));
            pull({party});
        }
        }
    }
    settle();
    QVERIFY(m_lists->lists().size() > 6);
    for (const RecordList &list : m_lists->lists()) {
        QVERIFY2(list.count, qPrintable(list.key));
        QVERIFY2(*list.count == recounted(list),
            qPrintable(u"%1: %2, not %3"_s.arg(list.key).arg(*list.count).arg(recounted(list))));
    }
}

QTEST_GUILESS_MAIN(TestRecordLists)
#include "tst_recordlists.moc"
