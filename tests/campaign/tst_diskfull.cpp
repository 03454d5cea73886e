#include "store/partystore.h"

#include "campaign/campaign.h"
#include "campaign/failingdisk.h"
#include "campaign/fullprofile.h"

#include <QDir>
#include <QTemporaryDir>
#include <QTest>

#include <functional>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

struct Step
{
    const char *name;
    std::function<Result<void, StoreError>(PartyStore &)> run;
};

template <typename T>
Result<void, StoreError> withoutValue(const Result<T, StoreError> &result)
{
    if (!result)
        return Unexpected(result.error());
    return {};
}

QList<QUuid> someIds()
{
    QList<QUuid> ids;
    for (qint64 id = 1; id <= 10; ++id)
        ids.append(localIdOfServerId(id));
    ids.append(QUuid(u"{5f0c7c1e-4a37-4a8e-9a5e-000000000001}"_s));
    return ids;
}

/// Everything the store shows, by name.
Pictures pictureOf(const PartyStore &store)
{
    Pictures picture;
    for (const QUuid &localId : someIds())
        picture.insert(u"record "_s + localId.toString(QUuid::WithoutBraces), pictureOf(store, localId));
    for (const OutboxEntry &entry : store.pendingEntries())
        picture.insert(u"entry %1"_s.arg(entry.sequence), entryToJson(entry));
    for (const QUuid &draft : store.drafts())
        picture.insert(u"draft "_s + draft.toString(QUuid::WithoutBraces), "kept");
    picture.insert(u"mark"_s, store.mark(u"sync.cursor"_s).toUtf8());
    for (const qint64 id : store.quarantinedIds())
        picture.insert(u"unreadable %1"_s.arg(id), "kept");
    picture.insert(u"highest"_s, QByteArray::number(store.highestServerId()));
    return picture;
}

Party edited(const PartyStore &store, qint64 id, const QString &jobTitle)
{
    Party party = store.party(localIdOfServerId(id)).value().shown;
    party.jobTitle = jobTitle;
    return party;
}

/// What a person and the engine do, one after the other; each begins from what the one before left.
QList<Step> steps()
{
    const QUuid created = someIds().last();
    return {
        {"applyPage",
            [](PartyStore &store) {
                QList<ReceivedParty> page;
                for (qint64 id = 1; id <= 9; ++id)
                    page.append(received(fullParty(id)));
                return store.applyPage(page, QDateTime({2026, 1, 5}, {9, 0}, Qt::UTC));
            }},
        {"keepDraft",
            [](PartyStore &store) {
                return store.keepDraft(localIdOfServerId(1), edited(store, 1, u"Typed"_s));
            }},
        {"save",
            [](PartyStore &store) {
                return withoutValue(store.save(localIdOfServerId(1), edited(store, 1, u"Saved"_s)));
            }},
        {"save a new one",
            [created](PartyStore &store) {
                return withoutValue(store.save(created, person(u"Berit"_s, u"Berg"_s)));
            }},
        {"remove",
            [](PartyStore &store) {
                return withoutValue(store.remove(localIdOfServerId(2), 10s));
            }},
        {"update",
            [](PartyStore &store) {
                OutboxEntry entry = store.pendingEntries().first();
                entry.state = OutboxEntry::State::Sending;
                return store.update(entry);
            }},
        {"acknowledge",
            [](PartyStore &store) {
                return store.acknowledge(1, received(edited(store, 1, u"Saved"_s)));
            }},
        {"acknowledge a create",
            [](PartyStore &store) {
                return store.acknowledge(2, received(person(u"Berit"_s, u"Berg"_s, 10)));
            }},
        {"acknowledgeDelete",
            [](PartyStore &store) {
                return store.acknowledgeDelete(3);
            }},
        {"applyDeleted",
            [](PartyStore &store) {
                return store.applyDeleted({3, 4});
            }},
        {"setMark",
            [](PartyStore &store) {
                return store.setMark(u"sync.cursor"_s, u"2026-01-05T08:58:00Z"_s);
            }},
        {"quarantine",
            [](PartyStore &store) {
                return store.quarantine({{"{\"id\":801}", {u"name"_s, u"is not a text"_s, 801}}});
            }},
    };
}

} // namespace

/// The disk fails at every write there is, one after the other: the step that meets it says so, what was done before
/// stays, what failed is as if it had not begun or can be repeated, and memory never says more than the disk.
///
/// The small campaign tries every third or seventh write; COUNTERPART_SEED moves the first.
class TestDiskFull : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyWriteFailsOnce_data();
    void everyWriteFailsOnce();
    void damagedOutboxOutlivesAFullDisk();
    void readOnlyFolderChangesNothing();

private:
    std::unique_ptr<PartyStore> opened(const QString &folder);
    bool failAt(int n, int code);
    QString problemAfter(const QString &path, qsizetype failed, const Pictures &inMemory);

    FailingDisk m_disk; ///< made before and gone after every file
    ManualClock m_clock;
    QList<Pictures> m_pictures;
    QString m_problem;
};

std::unique_ptr<PartyStore> TestDiskFull::opened(const QString &folder)
{
    auto store = PartyStore::open(folder, m_clock);
    if (store)
        return std::move(*store);
    qWarning("%s", qPrintable(store.error().detail));
    return {};
}

void TestDiskFull::everyWriteFailsOnce_data()
{
    QTest::addColumn<int>("code");
    QTest::addColumn<int>("stride");
    QTest::newRow("full") << SQLITE_FULL << (isNightly() ? 1 : 3);
    QTest::newRow("broken") << SQLITE_IOERR_WRITE << (isNightly() ? 1 : 7);
}

void TestDiskFull::everyWriteFailsOnce()
{
    QFETCH(int, code);
    QFETCH(int, stride);
    m_problem.clear();
    int n = 1 + int(firstSeed() - 1) % stride;
    int tried = 0;
    for (; failAt(n, code) && m_problem.isEmpty(); n += stride)
        ++tried;
    QVERIFY2(m_problem.isEmpty(), qPrintable(u"write %1: %2"_s.arg(n).arg(m_problem)));
    qInfo("%d of about %d writes", tried, n - 1);
    QVERIFY(n > 300);
}

/// What the profile looks like after each step on a good disk, from before the first one on.
void TestDiskFull::initTestCase()
{
    const QTemporaryDir folder;
    const auto store = opened(folder.filePath(u"data"_s));
    QVERIFY(store);
    m_pictures = {pictureOf(*store)};
    for (const Step &step : steps()) {
        const auto done = step.run(*store);
        QVERIFY2(done, step.name);
        m_pictures.append(pictureOf(*store));
    }
}

/// Goes through all steps while write `n` fails; true if there was such a write.
bool TestDiskFull::failAt(int n, int code)
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"data"_s);
    const QList<Step> all = steps();
    qsizetype at = 0;
    Pictures inMemory;
    m_disk.failFrom(n, code);
    if (const auto store = PartyStore::open(path, m_clock)) {
        for (; at < all.size(); ++at) {
            const bool hadFailed = m_disk.hasFailed();
            const auto done = all[at].run(**store);
            inMemory = pictureOf(**store);
            if (!done)
                break;
            // A line of the history may be missing for now; what was promised may not.
            m_problem = hadFailed ? u"%1 says it is done"_s.arg(QLatin1StringView(all[at].name))
                                  : differenceBetween(m_pictures[at + 1], inMemory);
            if (m_disk.hasFailed() || !m_problem.isEmpty()) {
                ++at; // this one is promised
                break;
            }
        }
    }
    const bool hasFailed = m_disk.hasFailed();
    m_disk.heal();
    if (m_problem.isEmpty() && (hasFailed || at == all.size()))
        m_problem = problemAfter(path, at, inMemory);
    return hasFailed;
}

/// What is wrong once the disk is good again. SQLite cannot tell whether a commit whose last sync failed is there, so a
/// step that failed may turn out done, but never half; only one that goes over several files may have got further than
/// it said, and goes on when it is repeated.
QString TestDiskFull::problemAfter(const QString &path, qsizetype failed, const Pictures &inMemory)
{
    const QList<Step> all = steps();
    const auto store = opened(path);
    if (!store)
        return u"the profile does not open any more"_s;
    if (!store->repairs().isEmpty())
        return u"a full disk is no damage: "_s + store->repairs().first();
    const Pictures found = pictureOf(*store);
    const QByteArray name = failed < all.size() ? all[failed].name : "closing";
    const bool isKnown = found == m_pictures[failed] || found == inMemory || found == m_pictures.value(failed + 1);
    if (!isKnown && !name.startsWith("acknowledge") && name != "applyDeleted")
        return QString::fromUtf8(name) + u" got half way: "_s + differenceBetween(m_pictures[failed], found);
    for (qsizetype at = failed; at < all.size(); ++at) {
        if (const auto done = all[at].run(*store); !done)
            return u"%1 cannot be repeated: %2"_s.arg(QLatin1StringView(all[at].name), done.error().detail);
    }
    return differenceBetween(m_pictures.last(), pictureOf(*store));
}

/// Mending needs room; without it nothing may be lost that a later start could still save.
void TestDiskFull::damagedOutboxOutlivesAFullDisk()
{
    QTemporaryDir folder;
    const QString path = folder.filePath(u"data"_s);
    {
        const auto store = opened(path);
        QVERIFY(store);
        for (const Step &step : steps().first(4))
            QVERIFY(step.run(*store));
    }
    SQLite::Database(path.toStdString() + "/outbox.sqlite", SQLite::OPEN_READWRITE)
        .exec("PRAGMA writable_schema = ON; DELETE FROM sqlite_schema WHERE name = 'quarantine'");
    int n = 1;
    for (bool isMended = false; !isMended; ++n) {
        m_disk.failFrom(n, SQLITE_FULL);
        isMended = PartyStore::open(path, m_clock).has_value();
    }
    m_disk.heal();
    qInfo("%d writes", n - 1);
    const auto store = opened(path);
    QVERIFY(store);
    QCOMPARE(store->pendingEntries().size(), 2);
    QCOMPARE(store->party(localIdOfServerId(1)).value().shown.jobTitle, u"Saved"_s);
    QCOMPARE(QDir(path).entryList({u"outbox.sqlite.damaged-*"_s}).size(), 1);
}

void TestDiskFull::readOnlyFolderChangesNothing()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"data"_s);
    auto store = opened(path);
    QVERIFY(store);
    for (const Step &step : steps().first(4))
        QVERIFY(step.run(*store));
    const Pictures before = pictureOf(*store);
    store.reset();
    const QStringList names = QDir(path).entryList(QDir::Files);
    for (const QString &name : names)
        QFile::setPermissions(path + u'/' + name, QFile::ReadOwner);
    QFile::setPermissions(path, QFile::ReadOwner | QFile::ExeOwner);
    if (QFile(path + u"/probe"_s).open(QIODevice::WriteOnly)) {
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
        QSKIP("Permissions do not bind this user, who is probably root.");
    }
    const auto refused = PartyStore::open(path, m_clock); // it may well give itself the right to write again
    if (!refused)
        QCOMPARE(refused.error().kind, StoreError::Kind::ReadOnly);
    QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner | QFile::ExeOwner);
    for (const QString &name : names)
        QFile::setPermissions(path + u'/' + name, QFile::ReadOwner | QFile::WriteOwner);
    if (!refused)
        store = opened(path);
    const PartyStore &found = refused ? **refused : *store;
    QCOMPARE(differenceBetween(before, pictureOf(found)), QString());
}

QTEST_GUILESS_MAIN(TestDiskFull)
#include "tst_diskfull.moc"
