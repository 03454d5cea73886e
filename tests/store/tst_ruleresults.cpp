#include "rawfile.h"
#include "store/partystore.h"
#include "store/ruleresults.h"
#include "support/manualclock.h"
#include "support/partybuilder.h"

#include <QRandomGenerator>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Operator = ConditionOperator;

namespace {

PartyRule all(const QList<Condition> &conditions)
{
    return {{}, {ConditionGroup::Match::All, conditions, {}}};
}

PartyRule inLeeds()
{
    return all({{u"city"_s, Operator::Is, u"Leeds"_s}});
}

} // namespace

/// Lists of conditions hold what a plain walk over all records finds, whatever has happened.
class TestRuleResults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void allAreJudged();
    void countIsThatOfThoseThatFit();
    void newestCountWins();
    void countEndsWithItsContext();
    void searchNarrowsACount();
    void editIsJudgedAtOnce();
    void recordMadeHereIsJudged();
    void removedRecordIsInNoList();
    void ruleIsReplaced();
    void anotherDayIsAnotherList();
    void organisationDecidesAboutItsPeople();
    void newDefinitionsAreJudgedAnew();
    void restrictedRecordFulfilsNothing();
    void rowsInHandStayAsTheyWere();
    void wipeEmptiesLists();
    void unknownRecordHasNoFindings();
    void anyWorkEndsInThePlainCount();

private:
    void pull(const QList<Party> &parties);
    QUuid idOf(qint64 serverId) const { return localIdOfServerId(serverId); }
    QStringList found(const QString &name) const;
    QStringList plainly(const PartyRule &rule) const;
    qsizetype counted(const PartyRule &rule);
    void edit(qint64 serverId, const std::function<void(Party &)> &change);

    std::unique_ptr<QTemporaryDir> m_folder;
    ManualClock m_clock;
    std::unique_ptr<PartyStore> m_store;
    std::unique_ptr<RuleResults> m_results;
};

/// 3,000 people, of which each third is in Leeds, at 30 organisations.
void TestRuleResults::init()
{
    m_results.reset();
    m_store.reset();
    m_clock.setNow(QDateTime({2026, 1, 5}, {9, 0}, Qt::UTC));
    m_folder = std::make_unique<QTemporaryDir>();
    auto store = PartyStore::open(m_folder->path(), m_clock);
    QVERIFY(store);
    m_store = std::move(*store);
    QVERIFY(m_store->setCatalogueList(CatalogueList::CurrentUser, R"([{"id":1,"username":"a","timezone":"UTC"}])"));
    QList<Party> parties;
    for (qint64 id = 1; id <= 30; ++id)
        parties.append(organisation(u"Firm %1"_s.arg(id), id));
    for (qint64 id = 31; id <= 3030; ++id) {
        Party party = person(u"Anna"_s, u"Lind%1"_s.arg(id), id);
        party.addresses.append({1, {}, {}, id % 3 == 0 ? u"Leeds"_s : u"York"_s, {}, {}, {}});
        party.organisation = OrganisationRef{id % 30 + 1, {}, u"Firm %1"_s.arg(id % 30 + 1)};
        party.createdAt = m_clock.now().addDays(-(id % 20));
        parties.append(party);
    }
    pull(parties);
    m_results = std::make_unique<RuleResults>(*m_store, m_clock);
}

void TestRuleResults::pull(const QList<Party> &parties)
{
    QList<ReceivedParty> page;
    for (const Party &party : parties)
        page.append(received(party));
    QVERIFY(m_store->applyPage(page, m_clock.now()));
}

/// The listed records among those kept under a name.
QStringList TestRuleResults::found(const QString &name) const
{
    QStringList names;
    const auto rows = m_results->rows(name);
    for (const quint32 row : m_store->index().rows(PartyIndex::Kind::Everyone, {})) {
        if (rows && row < rows->size() && (*rows)[row] != 0)
            names.append(m_store->index().summaryAt(row).name);
    }
    return names;
}

QStringList TestRuleResults::plainly(const PartyRule &rule) const
{
    QStringList names;
    for (const QUuid &localId : m_store->index().find(PartyIndex::Kind::Everyone, rule.search)) {
        if (m_results->fits(rule, localId))
            names.append(m_store->index().summary(localId)->name);
    }
    return names;
}

qsizetype TestRuleResults::counted(const PartyRule &rule)
{
    qsizetype told = -1;
    m_results->count(rule, this, [&told](qsizetype count) { told = count; });
    const bool isTold = QTest::qWaitFor([&told] { return told >= 0; });
    return isTold ? told : -1;
}

void TestRuleResults::edit(qint64 serverId, const std::function<void(Party &)> &change)
{
    Party party = m_store->party(idOf(serverId))->shown;
    change(party);
    QVERIFY(m_store->save(idOf(serverId), party));
}

void TestRuleResults::allAreJudged()
{
    m_results->keep(u"leeds"_s, inLeeds());
    m_results->keep(u"firms"_s, all({{u"type"_s, Operator::Is, u"organisation"_s}}));
    QVERIFY(!m_results->rows(u"leeds"_s));
    QTRY_COMPARE(found(u"leeds"_s).size(), 1000);
    QTRY_COMPARE(found(u"firms"_s).size(), 30);
    QCOMPARE(found(u"leeds"_s), plainly(inLeeds()));
    m_results->forget(u"firms"_s);
    QVERIFY(!m_results->rows(u"firms"_s));
}

void TestRuleResults::countIsThatOfThoseThatFit()
{
    QCOMPARE(counted(inLeeds()), 1000);
    QCOMPARE(counted({}), 3030);
    QCOMPARE(counted(all({{u"city"_s, Operator::Is, u"Rome"_s}})), 0);
}

void TestRuleResults::newestCountWins()
{
    int olderTold = 0;
    m_results->count(inLeeds(), this, [&olderTold](qsizetype) { ++olderTold; });
    QCOMPARE(counted(all({{u"city"_s, Operator::IsNot, u"Leeds"_s}})), 2030);
    QCOMPARE(olderTold, 0);
}

void TestRuleResults::countEndsWithItsContext()
{
    int told = 0;
    auto context = std::make_unique<QObject>();
    m_results->count(inLeeds(), context.get(), [&told](qsizetype) { ++told; });
    context.reset();
    m_results->keep(u"leeds"_s, inLeeds()); // goes on all the same
    QTRY_COMPARE(found(u"leeds"_s).size(), 1000);
    QCOMPARE(told, 0);
}

void TestRuleResults::searchNarrowsACount()
{
    PartyRule rule = inLeeds();
    rule.search = u"lind300"_s; // 300, 3000 to 3009
    QCOMPARE(plainly(rule).size(), 5);
    QCOMPARE(counted(rule), 5);
}

void TestRuleResults::editIsJudgedAtOnce()
{
    m_results->keep(u"leeds"_s, inLeeds());
    QTRY_COMPARE(found(u"leeds"_s).size(), 1000);
    QSignalSpy changed(m_results.get(), &RuleResults::changed);
    edit(31, [](Party &party) { party.addresses.first().city = u"Leeds"_s; });
    QTRY_COMPARE(found(u"leeds"_s).size(), 1001);
    QCOMPARE(changed.size(), 1);
    edit(32, [](Party &party) { party.jobTitle = u"Buyer"_s; });
    QCOMPARE(counted(inLeeds()), 1001);
    QCOMPARE(changed.size(), 1);
}

void TestRuleResults::recordMadeHereIsJudged()
{
    m_results->keep(u"leeds"_s, inLeeds());
    Party party = person(u"Bo"_s, u"Here"_s);
    party.addresses.append({0, {}, {}, u"Leeds"_s, {}, {}, {}});
    const auto draft = m_store->startDraft(party);
    QVERIFY(draft);
    QTRY_COMPARE(found(u"leeds"_s).size(), 1001);
    QVERIFY(m_store->save(*draft, party));
    QCOMPARE(counted(inLeeds()), 1001);
    QVERIFY(found(u"leeds"_s).contains(u"Bo Here"_s));
}

void TestRuleResults::removedRecordIsInNoList()
{
    m_results->keep(u"leeds"_s, inLeeds());
    QVERIFY(m_store->applyDeleted({33}, m_clock.now()));
    QTRY_COMPARE(found(u"leeds"_s).size(), 999);
    QVERIFY(m_store->applyDeleted({36}, m_clock.now()));
    QCOMPARE(found(u"leeds"_s).size(), 998);
    QCOMPARE(counted(inLeeds()), 998);
}

void TestRuleResults::ruleIsReplaced()
{
    m_results->keep(u"list"_s, inLeeds());
    m_results->keep(u"list"_s, all({{u"city"_s, Operator::Is, u"York"_s}}));
    QTRY_COMPARE(found(u"list"_s).size(), 2000);
}

void TestRuleResults::anotherDayIsAnotherList()
{
    const PartyRule rule = all({{u"addedOn"_s, Operator::IsWithinLast, 2}});
    m_results->keep(u"new"_s, rule);
    QTRY_COMPARE(found(u"new"_s).size(), 450);
    m_clock.advance(14h); // still the same day
    QCOMPARE(found(u"new"_s), plainly(rule));
    m_clock.advance(2h);
    QTRY_COMPARE(found(u"new"_s).size(), 300);
    QCOMPARE(found(u"new"_s), plainly(rule));
}

void TestRuleResults::organisationDecidesAboutItsPeople()
{
    const PartyRule atFirm = all({{u"org.name"_s, Operator::Is, u"Firm 7"_s}});
    const PartyRule alone = all({{u"hasPeople"_s, Operator::Is, false}, {u"type"_s, Operator::Is, u"organisation"_s}});
    m_results->keep(u"atFirm"_s, atFirm);
    m_results->keep(u"alone"_s, alone);
    QTRY_COMPARE(found(u"atFirm"_s).size(), 100);
    QTRY_VERIFY(m_results->rows(u"alone"_s));
    QCOMPARE(found(u"alone"_s), QStringList());

    edit(7, [](Party &party) { party.name = u"Firm Seven"_s; });
    QList<Party> moved;
    for (qint64 id = 31; id <= 3030; ++id) {
        if (id % 30 + 1 != 9)
            continue;
        Party party = m_store->party(idOf(id))->shown;
        party.organisation.reset();
        moved.append(party);
    }
    pull(moved.mid(1));
    edit(moved.first().id, [](Party &party) { party.organisation.reset(); });
    m_clock.advance(10s);
    QTRY_COMPARE(found(u"atFirm"_s).size(), 0);
    QTRY_COMPARE(found(u"alone"_s), QStringList{u"Firm 9"_s});
    QCOMPARE(plainly(alone), QStringList{u"Firm 9"_s});
    QCOMPARE(counted(alone), 1);

    edit(31, [](Party &party) { party.organisation = OrganisationRef{9, {}, u"Firm 9"_s}; });
    QCOMPARE(counted(alone), 0);
    QCOMPARE(plainly(alone).size(), 0);
}

void TestRuleResults::newDefinitionsAreJudgedAnew()
{
    const PartyRule rule = all({{u"custom:5"_s, Operator::Is, QJsonValue::Null}});
    m_results->keep(u"list"_s, rule);
    QTRY_VERIFY(m_results->rows(u"list"_s));
    QCOMPARE(found(u"list"_s).size(), 0); // there is no such field
    QVERIFY(m_store->setCatalogueList(CatalogueList::Fields, R"([{"id":5,"name":"Size","type":"text"}])"));
    QTRY_COMPARE(found(u"list"_s).size(), 3030);
}

void TestRuleResults::restrictedRecordFulfilsNothing()
{
    Party party = person(u"Anna"_s, u"Secret"_s, 31);
    party.isRestricted = true;
    pull({party});
    QCOMPARE(counted(all({{u"city"_s, Operator::Is, QJsonValue::Null}, {u"type"_s, Operator::Is, u"person"_s}})), 0);
}

void TestRuleResults::rowsInHandStayAsTheyWere()
{
    m_results->keep(u"leeds"_s, inLeeds());
    QTRY_COMPARE(found(u"leeds"_s).size(), 1000);
    const auto rows = m_results->rows(u"leeds"_s);
    const std::vector<quint8> before = *rows;
    edit(31, [](Party &party) { party.addresses.first().city = u"Leeds"_s; });
    QTRY_COMPARE(found(u"leeds"_s).size(), 1001);
    QVERIFY(*rows == before);
}

void TestRuleResults::wipeEmptiesLists()
{
    m_results->keep(u"leeds"_s, inLeeds());
    QTRY_COMPARE(found(u"leeds"_s).size(), 1000);
    QVERIFY(m_store->wipe());
    QTRY_VERIFY(m_results->rows(u"leeds"_s));
    QCOMPARE(found(u"leeds"_s).size(), 0);
    QCOMPARE(counted(inLeeds()), 0);
}

void TestRuleResults::unknownRecordHasNoFindings()
{
    QVERIFY(m_results->findings(inLeeds(), QUuid::createUuid()).isEmpty());
    const QList<Finding> findings = m_results->findings(inLeeds(), idOf(33));
    QCOMPARE(findings.size(), 1);
    QVERIFY(findings.first().holds);
    QCOMPARE(findings.first().decidedBy, QVariant(u"Leeds"_s));
}

/// Edits, pages, deletes, drafts and new records in any order, with lists made meanwhile.
void TestRuleResults::anyWorkEndsInThePlainCount()
{
    const quint32 seed = QRandomGenerator::global()->generate();
    qInfo("seed %u", seed);
    QRandomGenerator random(seed);
    const auto below = [&random](int limit) {
        return random.bounded(limit);
    };
    const QMap<QString, PartyRule> rules{{u"leeds"_s, inLeeds()},
        {u"new"_s, all({{u"addedOn"_s, Operator::IsWithinLast, 3}, {u"city"_s, Operator::IsNot, u"Leeds"_s}})},
        {u"any"_s,
            {{},
                {ConditionGroup::Match::Any,
                    {{u"city"_s, Operator::Is, QJsonValue::Null}, {u"name"_s, Operator::EndsWith, u"7"_s}}, {}}}},
        {u"org"_s, all({{u"org.name"_s, Operator::Contains, u"1"_s}})}};
    const QStringList names = rules.keys();
    for (int step = 0; step < 100; ++step) {
        const qint64 id = 1 + below(3030);
        const bool isHere = m_store->index().contains(idOf(id));
        switch (below(8)) {
        case 0: {
            const QString name = names.at(below(int(names.size())));
            m_results->keep(name, rules.value(name));
            break;
        }
        case 1:
            QVERIFY(m_store->applyDeleted({id}, m_clock.now()));
            break;
        case 2: {
            QList<Party> page;
            for (qint64 next = id; next < id + 50; ++next) {
                Party party = person(u"Cy"_s, u"Page%1"_s.arg(next), next);
                if (below(2) == 0)
                    party.addresses.append({1, {}, {}, u"Leeds"_s, {}, {}, {}});
                party.createdAt = m_clock.now().addDays(-below(6));
                page.append(party);
            }
            pull(page);
            break;
        }
        case 3: {
            Party party = person(u"Di"_s, u"New%1"_s.arg(step));
            party.addresses.append({0, {}, {}, u"leeds"_s, {}, {}, {}});
            QVERIFY(m_store->startDraft(party));
            break;
        }
        case 4:
            m_clock.advance(std::chrono::seconds(below(40'000)));
            break;
        case 5:
            QCoreApplication::processEvents();
            break;
        default:
            if (isHere && !m_store->party(idOf(id))->isDeleted)
                edit(id, [&](Party &party) {
                    party.addresses.append({0, {}, {}, below(2) ? u"Leeds"_s : u"Hull"_s, {}, {}, {}});
                });
        }
    }
    for (const QString &name : names)
        m_results->keep(name, rules.value(name));
    m_clock.advance(30s);
    for (const QString &name : names) {
        QTRY_VERIFY(m_results->rows(name));
        const QStringList plain = plainly(rules.value(name));
        QTRY_COMPARE(found(name), plain);
        QCOMPARE(counted(rules.value(name)), plain.size());
    }
}

QTEST_GUILESS_MAIN(TestRuleResults)
#include "tst_ruleresults.moc"
