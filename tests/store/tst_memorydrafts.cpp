#include "store/partystore.h"

#include "campaign/failingdisk.h"
#include "rawfile.h"
#include "support/manualclock.h"
#include "support/partybuilder.h"

#include <QDir>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {
const QString Secret = u"Zwiebelkuchen"_s; // what nobody else writes
}

/// Drafts that are in memory only: in private mode, where none may reach the disk, and on a disk that takes none.
class TestMemoryDrafts : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        reopen();
        QVERIFY(m_store->applyPage(
            {received(person(u"Anna"_s, u"Lind"_s, 1)), received(person(u"Ben"_s, u"Okri"_s, 2))}, m_clock.now()));
    }
    void cleanup()
    {
        m_disk.heal();
        m_store.reset();
    }

    // --- private mode

    void privateDraftsStayOffTheDisk()
    {
        QVERIFY(m_store->setPrivate(true));
        QVERIFY(m_store->keepDraft(anna(), typed(anna())));
        const auto made = m_store->startDraft(person(Secret, u"Berg"_s));
        QVERIFY(made);
        QCOMPARE(filesWithTheSecret(), QStringList());
        QCOMPARE(m_store->drafts().size(), 2);
        QCOMPARE(m_store->draftsInMemory().size(), 2);
        QVERIFY(m_store->index().summary(anna())->hasDraft);

        // Neither does other work take them along.
        Party ben = m_store->party(this->ben())->shown;
        ben.jobTitle = u"Buyer"_s;
        QVERIFY(m_store->save(this->ben(), ben));
        QVERIFY(m_store->applyPage({received(person(u"Anna"_s, u"Lindgren"_s, 1))}, m_clock.now()));
        QCOMPARE(filesWithTheSecret(), QStringList());
        reopen();
        QVERIFY(m_store->drafts().isEmpty());
        QCOMPARE(m_store->pendingEntries().size(), 1);
    }

    void turningItOnTakesDraftsOffTheDisk()
    {
        // Of many sizes, each written several times and some taken back, so that old bytes lie about in the file.
        QList<QUuid> made;
        for (int i = 0; i < 60; ++i) {
            Party party = person(Secret, QString::number(i));
            made.append(*m_store->startDraft(party));
            for (int times : {3, 300, 1}) {
                party.about = (Secret + QString::number(i)).repeated(times);
                QVERIFY(m_store->keepDraft(made.last(), party));
            }
        }
        for (int i = 0; i < 60; i += 3)
            QVERIFY(m_store->discardDraft(made.at(i)));
        QCOMPARE(filesWithTheSecret(), QStringList{u"outbox.sqlite"_s});
        QSignalSpy told(m_store.get(), &PartyStore::draftsChanged);
        QVERIFY(m_store->setPrivate(true));
        QCOMPARE(told.size(), 1);
        QVERIFY(m_store->isPrivate());
        QCOMPARE(filesWithTheSecret(), QStringList());
        QCOMPARE(m_store->draftsInMemory().size(), 40);
        QCOMPARE(m_store->party(made.at(1))->draft->firstName, Secret);
    }

    void turningItOffWritesThem()
    {
        QVERIFY(m_store->setPrivate(true));
        QVERIFY(m_store->keepDraft(anna(), typed(anna())));
        QVERIFY(m_store->keepDraft(ben(), typed(ben())));
        QVERIFY(m_store->discardDraft(ben()));
        QVERIFY(m_store->setPrivate(false));
        QVERIFY(m_store->draftsInMemory().isEmpty());
        reopen();
        QCOMPARE(m_store->drafts(), QList<QUuid>{anna()});
        QCOMPARE(m_store->party(anna())->draft->jobTitle, Secret);
        QVERIFY(!m_store->isPrivate()); // whoever opens the store says so
    }

    void savedWorkIsOnDiskAllTheSame()
    {
        QVERIFY(m_store->setPrivate(true));
        QVERIFY(m_store->keepDraft(anna(), typed(anna())));
        QVERIFY(m_store->save(anna(), typed(anna())));
        QVERIFY(m_store->draftsInMemory().isEmpty());
        reopen();
        QCOMPARE(m_store->party(anna())->shown.jobTitle, Secret);
    }

    void aDiskThatFailsLeavesTheModeAsItWas()
    {
        QVERIFY(m_store->keepDraft(anna(), typed(anna())));
        m_disk.failFrom(1, SQLITE_FULL);
        QVERIFY(!m_store->setPrivate(true));
        QVERIFY(!m_store->isPrivate());
        m_disk.heal();
        QVERIFY(m_store->setPrivate(true));
        m_disk.failFrom(1, SQLITE_FULL);
        QVERIFY(!m_store->setPrivate(false));
        QVERIFY(m_store->isPrivate());
        QCOMPARE(m_store->draftsInMemory(), QList<QUuid>{anna()});
        QVERIFY(m_store->keepDraft(ben(), typed(ben()))); // a private draft needs no disk
    }

    // --- a disk that is full

    void aDraftTheDiskRefusesIsHeldAndWrittenOnceThereIsRoom()
    {
        QVERIFY(m_store->keepDraft(ben(), typed(ben())));
        m_disk.failFrom(1, SQLITE_FULL);
        const auto kept = m_store->keepDraft(anna(), typed(anna()));
        QVERIFY(!kept);
        QCOMPARE(kept.error().kind, StoreError::Kind::DiskFull);
        QVERIFY(!m_store->party(anna())->draft);
        QSignalSpy told(m_store.get(), &PartyStore::draftsChanged);
        m_store->holdDraft(anna(), typed(anna()));
        m_store->holdDraft(ben(), m_store->party(ben())->shown); // taken back: the file still says otherwise
        QCOMPARE(told.size(), 2);
        QCOMPARE(m_store->party(anna())->draft->jobTitle, Secret);
        QVERIFY(m_store->index().summary(anna())->hasDraft);
        QCOMPARE(m_store->draftsInMemory(), QList<QUuid>{anna()});
        QVERIFY(!m_store->keepHeldDrafts());
        QCOMPARE(m_store->draftsInMemory(), QList<QUuid>{anna()});
        m_disk.heal();
        QVERIFY(m_store->keepHeldDrafts());
        QVERIFY(m_store->draftsInMemory().isEmpty());
        reopen();
        QCOMPARE(m_store->drafts(), QList<QUuid>{anna()});
        QCOMPARE(m_store->party(anna())->draft->jobTitle, Secret);
    }

private:
    void reopen()
    {
        m_store.reset();
        auto store = PartyStore::open(m_folder->filePath(u"data"_s), m_clock);
        QVERIFY2(store, qPrintable(store ? QString() : store.error().detail));
        m_store = std::move(*store);
    }
    static QUuid anna() { return localIdOfServerId(1); }
    static QUuid ben() { return localIdOfServerId(2); }
    Party typed(const QUuid &localId) const
    {
        Party party = m_store->party(localId)->shown;
        party.jobTitle = Secret;
        return party;
    }
    QStringList filesWithTheSecret() const
    {
        QStringList found;
        const QDir data(m_folder->filePath(u"data"_s));
        for (const QString &name : data.entryList(QDir::Files | QDir::Hidden)) {
            QFile file(data.filePath(name));
            if (!file.open(QIODevice::ReadOnly) || file.readAll().contains(Secret.toUtf8()))
                found.append(name);
        }
        return found;
    }

    FailingDisk m_disk; ///< made before and gone after every file
    ManualClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<PartyStore> m_store;
};

QTEST_GUILESS_MAIN(TestMemoryDrafts)
#include "tst_memorydrafts.moc"
