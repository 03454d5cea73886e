#include "store/partystore.h"

#include "rawfile.h"
#include "support/manualclock.h"
#include "support/partybuilder.h"

#include <QDir>
#include <QHash>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

/// Files that a newer Counterpart wrote: what can be read is shown, and nothing is written into them.
class TestNewerFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_store = opened();
        QVERIFY(m_store->applyPage(
            {received(person(u"Anna"_s, u"Lind"_s, 1)), received(person(u"Ben"_s, u"Okri"_s, 2))}, m_clock.now()));
        QVERIFY(m_store->setMark(u"cursor"_s, u"x"_s));
        saved(1, u"Buyer"_s);
        QVERIFY(m_store->discard(saved(2, u"Seller"_s)));
        QVERIFY(m_store->keepDraft(localIdOfServerId(2), withJob(2, u"Typed"_s)));
        m_store.reset();
    }
    void cleanup() { m_store.reset(); }

    void aNewerOutboxIsOpenOnlyToBeRead()
    {
        runSql(file(u"outbox.sqlite"_s), "PRAGMA user_version = 99");
        const auto before = contents();
        m_store = opened();
        QVERIFY(m_store);
        QVERIFY(m_store->isReadOnly());
        QCOMPARE(m_store->repairs(), QStringList());
        QCOMPARE(m_store->index().count(PartyIndex::Kind::Everyone), 2);
        QCOMPARE(m_store->party(localIdOfServerId(1))->shown.jobTitle, u"Buyer"_s);
        QCOMPARE(m_store->party(localIdOfServerId(2))->draft->jobTitle, u"Typed"_s);
        QCOMPARE(m_store->pendingEntries().size(), 1);
        QCOMPARE(m_store->history(0, 10).size(), 1);
        QCOMPARE(m_store->mark(u"cursor"_s), u"x"_s);

        const QUuid anna = localIdOfServerId(1);
        QVERIFY(isRefused(m_store->keepDraft(anna, withJob(1, u"Other"_s))));
        QVERIFY(isRefused(m_store->discardDraft(localIdOfServerId(2))));
        QVERIFY(isRefused(m_store->save(anna, withJob(1, u"Other"_s))));
        QVERIFY(isRefused(m_store->remove(anna, 10s)));
        QVERIFY(isRefused(m_store->startDraft(person(u"Cleo"_s, u"Berg"_s))));
        QVERIFY(isRefused(m_store->discard(1)));
        QVERIFY(isRefused(m_store->setHeld(1, true)));
        QVERIFY(isRefused(m_store->setPrivate(true)));
        QVERIFY(isRefused(m_store->wipe()));
        QVERIFY(!m_store->applyPage({received(person(u"Anna"_s, u"Lindgren"_s, 1))}, m_clock.now()));
        QVERIFY(!m_store->applyDeleted({2}));
        QVERIFY(!m_store->setMark(u"cursor"_s, u"y"_s));
        QCOMPARE(m_store->party(anna)->shown.jobTitle, u"Buyer"_s);
        QCOMPARE(m_store->pendingEntries().size(), 1);
        m_store.reset();
        QCOMPARE(contents(), before);

        // The version that wrote it finds everything.
        runSql(file(u"outbox.sqlite"_s), "PRAGMA user_version = 1");
        m_store = opened();
        QVERIFY(!m_store->isReadOnly());
        QCOMPARE(m_store->party(anna)->shown.jobTitle, u"Buyer"_s);
        QCOMPARE(m_store->drafts().size(), 1);
    }

    void aNewerOutboxOfAnotherShapeIsReadAsFarAsItGoes()
    {
        runSql(file(u"outbox.sqlite"_s),
            "PRAGMA user_version = 99; ALTER TABLE entries ADD COLUMN priority INTEGER; DROP TABLE drafts;"
            "CREATE TABLE notes (id INTEGER PRIMARY KEY); UPDATE entries SET checksum = x'00' WHERE sequence = 1");
        runSql(file(u"replica.sqlite"_s), "PRAGMA user_version = 99; ALTER TABLE listing RENAME TO rows");
        runSql(file(u"history.sqlite"_s), "PRAGMA user_version = 99; ALTER TABLE lines RENAME TO events");
        const auto before = contents();
        m_store = opened();
        QVERIFY(m_store);
        QVERIFY(m_store->isReadOnly());
        QCOMPARE(m_store->repairs().size(), 2); // an entry, and the replica
        QVERIFY(m_store->pendingEntries().isEmpty());
        QVERIFY(m_store->drafts().isEmpty());
        QVERIFY(m_store->history(0, 10).isEmpty());
        m_store.reset();
        QCOMPARE(contents(), before);
    }

    void aNewerReplicaIsPutAsideAndUnsentWorkGoesOn()
    {
        runSql(file(u"replica.sqlite"_s), "PRAGMA user_version = 99");
        m_store = opened();
        QVERIFY(m_store);
        QVERIFY(!m_store->isReadOnly());
        QCOMPARE(m_store->repairs().size(), 1);
        QVERIFY2(m_store->repairs().first().contains(u"newer"_s), qPrintable(m_store->repairs().first()));
        QCOMPARE(m_store->mark(u"cursor"_s), QString()); // so that everything is fetched again
        QCOMPARE(m_store->party(localIdOfServerId(1))->shown.jobTitle, u"Buyer"_s);
        QCOMPARE(m_store->drafts().size(), 1);
        QVERIFY(m_store->applyPage({received(person(u"Anna"_s, u"Lind"_s, 1))}, m_clock.now()));
        const QStringList aside = filesLike(u"replica.sqlite.newer-*"_s);
        QCOMPARE(aside.size(), 1);
        QCOMPARE(askSql(file(aside.first()), "SELECT count(*) FROM documents"), u"2"_s);
        m_store.reset();
        m_store = opened();
        QCOMPARE(m_store->repairs(), QStringList()); // told once
        QVERIFY(m_store->wipe());
        QVERIFY(filesLike(u"*.newer-*"_s).isEmpty());
    }

    void aNewerHistoryIsPutAside()
    {
        runSql(file(u"history.sqlite"_s), "PRAGMA user_version = 99");
        m_store = opened();
        QVERIFY(m_store);
        QCOMPARE(m_store->repairs().size(), 1);
        QVERIFY2(m_store->repairs().first().contains(u"newer"_s), qPrintable(m_store->repairs().first()));
        QCOMPARE(m_store->history(0, 10).size(), 1); // the outbox still remembers
        const QStringList aside = filesLike(u"history.sqlite.newer-*"_s);
        QCOMPARE(aside.size(), 1);
        QCOMPARE(askSql(file(aside.first()), "SELECT count(*) FROM lines"), u"1"_s);
    }

private:
    std::unique_ptr<PartyStore> opened()
    {
        auto store = PartyStore::open(m_folder->filePath(u"data"_s), m_clock);
        if (store)
            return std::move(*store);
        qWarning("%s", qPrintable(store.error().detail));
        return {};
    }
    QString file(const QString &name) const { return m_folder->filePath(u"data/"_s + name); }
    QStringList filesLike(const QString &pattern) const
    {
        return QDir(m_folder->filePath(u"data"_s)).entryList({pattern}, QDir::Files);
    }
    /// What is in the files that hold something; a log or a lock may come and go.
    QHash<QString, QByteArray> contents() const
    {
        QHash<QString, QByteArray> contents;
        for (const QString &name : filesLike(u"*.sqlite*"_s)) {
            QFile file(this->file(name));
            if (file.size() > 0 && !name.endsWith("-shm"_L1) && file.open(QIODevice::ReadOnly))
                contents.insert(name, file.readAll());
        }
        return contents;
    }
    template <typename T>
    static bool isRefused(const Result<T, StoreError> &result)
    {
        return !result && result.error().kind == StoreError::Kind::Newer;
    }
    Party withJob(qint64 id, const QString &jobTitle) const
    {
        Party party = m_store->party(localIdOfServerId(id))->shown;
        party.jobTitle = jobTitle;
        return party;
    }
    qint64 saved(qint64 id, const QString &jobTitle)
    {
        const auto sequence = m_store->save(localIdOfServerId(id), withJob(id, jobTitle));
        return sequence ? *sequence : -1;
    }

    ManualClock m_clock;
    std::unique_ptr<QTemporaryDir> m_folder;
    std::unique_ptr<PartyStore> m_store;
};

QTEST_GUILESS_MAIN(TestNewerFiles)
#include "tst_newerfiles.moc"
