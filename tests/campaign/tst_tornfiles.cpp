#include "store/partystore.h"

#include "campaign/campaign.h"
#include "campaign/fullprofile.h"

#include <QDir>
#include <QRandomGenerator>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {

const QString OutboxFile = u"outbox.sqlite"_s;
const QString ReplicaFile = u"replica.sqlite"_s;

bool copyFiles(const QString &from, const QString &to)
{
    QDir().mkpath(to);
    const QStringList names = QDir(from).entryList(QDir::Files);
    return std::ranges::all_of(names,
        [&](const QString &name) { return name == "lock"_L1 || QFile::copy(from + u'/' + name, to + u'/' + name); });
}

QByteArray contentOf(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

bool write(const QString &path, const QByteArray &content)
{
    QFile file(path);
    return file.open(QIODevice::WriteOnly | QIODevice::Truncate) && file.write(content) == content.size();
}

/// Damages a file's content at a random place and says how.
QString damage(QByteArray &content, QRandomGenerator &random)
{
    // SQLite's header has the size of a page at 16, and 1 for 65,536.
    const int told = content.size() >= 18 ? uchar(content[16]) << 8 | uchar(content[17]) : 0;
    const int page = told == 1 ? 65'536 : std::max(told, 512);
    // Headers are small and matter most, so every third place is in that of the file or of a page.
    int place = int(random.bounded(qint64(content.size())));
    switch (random.bounded(6)) {
    case 0:
        place = std::min(int(random.bounded(120)), int(content.size()) - 1);
        break;
    case 1:
        place = std::min(place / page * page + int(random.bounded(16)), int(content.size()) - 1);
        break;
    default:
        break;
    }
    const auto scribble = [&](int count, auto byte) {
        for (int i = place; i < std::min(place + count, int(content.size())); ++i)
            content[i] = char(byte());
    };
    switch (random.bounded(5)) {
    case 0:
        content.truncate(place);
        return u"cut at %1"_s.arg(place);
    case 1:
    case 2: {
        const int bit = random.bounded(8);
        content[place] = char(content[place] ^ (1 << bit));
        return u"bit %1 flipped at %2"_s.arg(bit).arg(place);
    }
    case 3:
        scribble(16, [&] { return random.bounded(256); });
        return u"16 bytes written over at %1"_s.arg(place);
    default:
        place = place / 512 * 512;
        scribble(512, [] { return 0; });
        return u"a sector of zeros at %1"_s.arg(place);
    }
}

} // namespace

/// The files of a profile are cut short or come back with other bytes: what the store then shows is what was saved, or
/// it says that it is missing.
///
/// COUNTERPART_SEED is the seed (1 unless set).
class TestTornFiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void damageIsToldAndNeverShown_data();
    void damageIsToldAndNeverShown();

private:
    void tryPlace(const QString &session, const QString &name, quint32 seed);
    void checkOutbox(const QString &folder, bool isTold);
    void checkReplica(const PartyStore &store, bool isTold);
    Pictures outboxOf(const QString &folder, QStringList &repairs);
    Pictures rowsOf(const QString &folder);

    QTemporaryDir m_folder;
    ManualClock m_clock;
    QList<QUuid> m_localIds;
    QHash<QUuid, QByteArrayList> m_records; ///< what each showed, after every commit of the last session
    QStringList m_cursors;
    QSet<QUuid> m_recordsWithWork;
    Pictures m_outbox;
    Pictures m_rows; ///< as they lie in the file
    int m_openings = 0;
};

void TestTornFiles::initTestCase()
{
    QVERIFY(m_folder.isValid());
    const QString live = m_folder.filePath(u"live"_s);
    FullProfile profile(live, m_clock);
    profile.fill();
    m_localIds = profile.localIds();
    QVERIFY(copyFiles(live, m_folder.filePath(u"ended"_s)));
    profile.goOn([&] {
        for (const QUuid &localId : m_localIds)
            m_records[localId].append(pictureOf(profile.store(), localId));
        m_cursors.append(profile.store().mark(u"sync.cursor"_s));
    });
    for (const OutboxEntry &entry : profile.store().pendingEntries())
        m_recordsWithWork.insert(entry.localId);
    for (const QUuid &draft : profile.store().drafts())
        m_recordsWithWork.insert(draft);
    // A program that dies in the middle of a transaction leaves a journal that still has to be rolled back.
    SQLite::Database outbox(live.toStdString() + "/outbox.sqlite", SQLite::OPEN_READWRITE);
    outbox.exec("PRAGMA cache_size = 1");
    outbox.exec("PRAGMA journal_mode = TRUNCATE");
    outbox.exec("BEGIN IMMEDIATE");
    outbox.exec("UPDATE entries SET content = content || ' '");
    outbox.exec("DELETE FROM drafts");
    QVERIFY(copyFiles(live, m_folder.filePath(u"died"_s)));
    outbox.exec("ROLLBACK");
    QStringList repairs;
    m_outbox = outboxOf(m_folder.filePath(u"ended"_s), repairs);
    QCOMPARE(repairs, QStringList());
    QCOMPARE(m_outbox.size(), 25);
    m_rows = rowsOf(m_folder.filePath(u"ended"_s));
    QCOMPARE(m_rows.size(), 25);
}

Pictures TestTornFiles::outboxOf(const QString &folder, QStringList &repairs)
{
    const auto outbox = Outbox::open(folder + u'/' + OutboxFile, m_clock.now());
    if (!outbox)
        return {{u"the outbox does not open"_s, outbox.error().detail.toUtf8()}};
    repairs = (*outbox)->repairs();
    return pictureOf(**outbox, m_localIds);
}

void TestTornFiles::damageIsToldAndNeverShown_data()
{
    QTest::addColumn<QString>("session");
    QTest::addColumn<QString>("file");
    QTest::newRow("outbox") << u"ended"_s << OutboxFile;
    QTest::newRow("outbox in a transaction") << u"died"_s << OutboxFile;
    QTest::newRow("journal") << u"died"_s << u"outbox.sqlite-journal"_s;
    QTest::newRow("replica") << u"ended"_s << ReplicaFile;
    QTest::newRow("replica in use") << u"died"_s << ReplicaFile;
    QTest::newRow("log") << u"died"_s << u"replica.sqlite-wal"_s;
}

void TestTornFiles::damageIsToldAndNeverShown()
{
    QFETCH(QString, session);
    QFETCH(QString, file);
    const int places = isNightly() ? 334 : 34;
    m_openings = 0;
    for (int i = 0; i < places && !QTest::currentTestFailed(); ++i)
        tryPlace(m_folder.filePath(session), file, firstSeed() + quint32(i));
    qInfo("%d places, %d opened", places, m_openings);
}

void TestTornFiles::tryPlace(const QString &session, const QString &name, quint32 seed)
{
    QRandomGenerator random(seed);
    const QTemporaryDir folder;
    const QString path = folder.filePath(u"data/"_s + name);
    QVERIFY(copyFiles(session, folder.filePath(u"data"_s)));
    QByteArray content = contentOf(path);
    QVERIFY(!content.isEmpty());
    const QString what = u"%1, %2; run again with COUNTERPART_SEED=%3"_s.arg(name, damage(content, random)).arg(seed);
    QVERIFY(write(path, content));
    QVERIFY(copyFiles(folder.filePath(u"data"_s), folder.filePath(u"copy"_s)));
    const Pictures expected = rowsOf(folder.filePath(u"copy"_s));

    bool isTold = true;
    {
        const auto store = PartyStore::open(folder.filePath(u"data"_s), m_clock);
        if (store) {
            if ((*store)->isReadOnly())
                return; // a version that is too high: the file is left alone
            ++m_openings;
            isTold = !(*store)->repairs().isEmpty();
            checkReplica(**store, isTold);
        } else {
            QFAIL(qPrintable(what + u": "_s + store.error().detail));
        }
    }
    if (!QTest::currentTestFailed())
        checkOutbox(folder.filePath(u"data"_s), isTold);
    if (!QTest::currentTestFailed()) {
        QStringList repairs;
        const Pictures found = outboxOf(folder.filePath(u"data"_s), repairs);
        for (auto at = expected.begin(); at != expected.end(); ++at)
            QVERIFY2(*at != m_rows.value(at.key()) || found.contains(at.key()),
                qPrintable(what + u": "_s + at.key() + u" could still be read"_s));
    }
    if (QTest::currentTestFailed())
        qWarning("%s", qPrintable(what));
}

/// The rows that SQLite alone can still find, one by one, and what they and their checksums are.
Pictures TestTornFiles::rowsOf(const QString &folder)
{
    Pictures rows;
    for (auto at = m_outbox.begin(); at != m_outbox.end(); ++at) {
        const QString table = at.key().section(u' ', 0, 0);
        const QString sql = table == "entry"_L1 ? u"SELECT content, hex(checksum) FROM entries WHERE sequence = ?"_s
            : table == "draft"_L1               ? u"SELECT content, hex(checksum) FROM drafts WHERE local_id = ?"_s
                                  : u"SELECT server_id, hex(checksum) FROM identities WHERE local_id = ?"_s;
        try {
            SQLite::Database file((folder + u'/' + OutboxFile).toStdString(), SQLite::OPEN_READWRITE);
            SQLite::Statement row(file, sql.toStdString());
            row.bind(1, at.key().section(u' ', 1).toStdString());
            if (row.executeStep())
                rows.insert(at.key(),
                    QByteArray::fromStdString(row.getColumn(0).getString() + ' ' + row.getColumn(1).getString()));
        } catch (const SQLite::Exception &) {
            continue;
        }
    }
    return rows;
}

/// What is there is as it was saved; what is not is told, and the file it was in, or the row, is kept.
void TestTornFiles::checkOutbox(const QString &folder, bool isTold)
{
    QStringList repairs;
    const Pictures found = outboxOf(folder, repairs);
    QCOMPARE(repairs, QStringList()); // told once
    for (auto at = found.begin(); at != found.end(); ++at)
        QVERIFY2(m_outbox.value(at.key()) == *at, qPrintable(at.key() + u" is now "_s + QString::fromUtf8(*at)));
    if (found.size() == m_outbox.size())
        return;
    QVERIFY2(isTold, "rows are missing and nobody is told");
    const QStringList copies = QDir(folder).entryList({OutboxFile + u".damaged-*"_s});
    const bool isKept
        = std::ranges::any_of(copies, [&](const QString &copy) { return QFileInfo(folder + u'/' + copy).size() > 0; });
    const qsizetype aside = askSql(folder + u'/' + OutboxFile, "SELECT count(*) FROM quarantine").toLongLong();
    QVERIFY2(isKept || aside >= m_outbox.size() - found.size(), "no copy of the damaged file");
}

/// Every record is as it was after one of the last commits, or is fetched again; until then the list may have its row.
void TestTornFiles::checkReplica(const PartyStore &store, bool isTold)
{
    const bool isRebuilt = isTold && store.mark(u"sync.cursor"_s).isEmpty();
    QVERIFY2(isRebuilt || m_cursors.contains(store.mark(u"sync.cursor"_s)), "another cursor");
    for (qint64 id = 1; id <= FullProfile::Highest; ++id) {
        const QUuid localId = localIdOfServerId(id);
        const QByteArray shown = pictureOf(store, localId);
        const QByteArrayList &saved = m_records[localId];
        const bool comesAgain = isRebuilt || store.quarantinedIds().contains(id);
        const bool isRow = shown.isEmpty()
            || std::ranges::any_of(saved, [&](const QByteArray &picture) { return picture.startsWith(shown + '\n'); });
        // Where the outbox is damaged too, or the record it began from, an edit looks different and checkOutbox()
        // judges.
        const bool isWork = m_recordsWithWork.contains(localId) && (isTold || comesAgain);
        QVERIFY2(saved.contains(shown) || (comesAgain && isRow) || isWork,
            qPrintable(u"record %1 shows\n%2\ninstead of\n%3"_s.arg(id).arg(
                QString::fromUtf8(shown), QString::fromUtf8(saved.last()))));
    }
    const QList<qint64> unreadable = store.quarantinedIds();
    QVERIFY2(isRebuilt || unreadable.contains(801), "a record that could not be read is forgotten");
}

QTEST_GUILESS_MAIN(TestTornFiles)
#include "tst_tornfiles.moc"
