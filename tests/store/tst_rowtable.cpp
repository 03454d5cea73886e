#include "party/party.h"
#include "store/rowtable.h"
#include "support/seed.h"

#include <QElapsedTimer>
#include <QHash>
#include <QRandomGenerator>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

/// What a QHash of ids finds.
class TestRowTable : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void anEmptyOneHasNothing();
    void randomStepsGiveTheSameAsAHash();
    void makingRoomLosesNothing();
    void otherIdsAreFoundMissingAtOnce();
};

void TestRowTable::anEmptyOneHasNothing()
{
    const RowTable table;
    QCOMPARE(table.size(), 0);
    QVERIFY(!table.find(QUuid(), {}));
    QVERIFY(!table.find(localIdOfServerId(1), {}));
}

void TestRowTable::randomStepsGiveTheSameAsAHash()
{
    QRandomGenerator random(printedSeed());
    for (int round = 0; round < 100; ++round) {
        RowTable table;
        RowTable::Ids ids;
        QHash<QUuid, quint32> expected;
        const int different = random.bounded(1, 60); // few, so that they come and go again
        for (int step = 0; step < 400; ++step) {
            const QUuid id = localIdOfServerId(random.bounded(1, different + 1));
            if (const auto known = expected.constFind(id); known == expected.constEnd()) {
                ids.push_back(id);
                table.insert(quint32(ids.size() - 1), ids);
                expected.insert(id, quint32(ids.size() - 1));
            } else if (random.bounded(3) > 0) {
                table.remove(*known, ids);
                ids[*known] = {}; // as PartyRows does
                expected.erase(known);
            }
            QCOMPARE(table.size(), expected.size());
            for (int serverId = 1; serverId <= different; ++serverId) {
                const QUuid sought = localIdOfServerId(serverId);
                const auto wanted = expected.constFind(sought);
                QCOMPARE(table.find(sought, ids),
                    wanted == expected.constEnd() ? std::nullopt : std::optional<quint32>(*wanted));
            }
        }
    }
}

void TestRowTable::makingRoomLosesNothing()
{
    RowTable table;
    RowTable::Ids ids;
    for (int row = 0; row < 1000; ++row) {
        ids.push_back(row % 2 == 0 ? localIdOfServerId(7 * row + 1) : QUuid::createUuid());
        table.insert(quint32(row), ids);
        if (row == 10)
            table.reserve(700, ids);
    }
    for (quint32 row = 0; row < 1000; ++row)
        QCOMPARE(table.find(ids[row], ids), std::optional(row));
    QVERIFY(!table.find(QUuid::createUuid(), ids));
}

/// What looks through a stretch of taken places takes thousands of times as long.
void TestRowTable::otherIdsAreFoundMissingAtOnce()
{
    constexpr int count = 100'000;
    RowTable table;
    RowTable::Ids ids;
    for (int row = 0; row < count; ++row) {
        ids.push_back(localIdOfServerId(1001 + row));
        table.insert(quint32(row), ids);
    }
    RowTable::Ids others(ids.size());
    std::ranges::generate(others, &QUuid::createUuid);

    const auto nanosecondsToFind = [&](const RowTable::Ids &sought) {
        QElapsedTimer took;
        took.start();
        const auto found
            = std::ranges::count_if(sought, [&](const QUuid &id) { return table.find(id, ids).has_value(); });
        return std::pair(found, took.nsecsElapsed());
    };
    const auto [known, knownTook] = nanosecondsToFind(ids);
    const auto [unknown, unknownTook] = nanosecondsToFind(others);
    QCOMPARE(known, count);
    QCOMPARE(unknown, 0);
    QVERIFY2(unknownTook < 50 * knownTook, qPrintable(u"%1 ns, and %2 ns"_s.arg(unknownTook).arg(knownTook)));
}

QTEST_GUILESS_MAIN(TestRowTable)
#include "tst_rowtable.moc"
