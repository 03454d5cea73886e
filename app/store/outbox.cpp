#include "outbox.h"

#include <QCryptographicHash>
#include <QFile>
#include <QFileInfo>
#include <QSet>

#include <algorithm>
#include <filesystem>

using namespace Qt::StringLiterals;

namespace {

const QStringList Migrations{u":/schema/outbox-001.sql"_s, u":/schema/outbox-002.sql"_s, u":/schema/outbox-003.sql"_s};

constexpr int DaysToKeepDone = 7;
constexpr int DaysToKeepDiscarded = 30;

/// A row of entries, identities, drafts or header: each has a key, a content and a checksum over both.
struct StoredRow
{
    QByteArray key;
    QByteArray content;
    QByteArray checksum;
};

/// A table of such rows, with the statements it needs.
struct Table
{
    const char *name;
    const char *selectUp;
    const char *selectDown;
    const char *selectOne;
    const char *selectEnds;
    const char *put;
    const char *remove;
};

constexpr Table Entries{
    "entries",
    "SELECT sequence, content, checksum FROM entries ORDER BY sequence",
    "SELECT sequence, content, checksum FROM entries ORDER BY sequence DESC",
    "SELECT sequence, content, checksum FROM entries WHERE rowid = ?1",
    "SELECT (SELECT min(rowid) FROM entries), (SELECT max(rowid) FROM entries)",
    "INSERT OR REPLACE INTO entries (sequence, content, checksum) VALUES (?1, ?2, ?3)",
    "DELETE FROM entries WHERE sequence = ?1",
};
constexpr Table Identities{
    "identities",
    "SELECT local_id, server_id, checksum FROM identities ORDER BY local_id",
    "SELECT local_id, server_id, checksum FROM identities ORDER BY local_id DESC",
    "SELECT local_id, server_id, checksum FROM identities WHERE rowid = ?1",
    "SELECT (SELECT min(rowid) FROM identities), (SELECT max(rowid) FROM identities)",
    "INSERT OR REPLACE INTO identities (local_id, server_id, checksum) VALUES (?1, ?2, ?3)",
    "DELETE FROM identities WHERE local_id = ?1",
};
constexpr Table Drafts{
    "drafts",
    "SELECT local_id, content, checksum FROM drafts ORDER BY local_id",
    "SELECT local_id, content, checksum FROM drafts ORDER BY local_id DESC",
    "SELECT local_id, content, checksum FROM drafts WHERE rowid = ?1",
    "SELECT (SELECT min(rowid) FROM drafts), (SELECT max(rowid) FROM drafts)",
    "INSERT OR REPLACE INTO drafts (local_id, content, checksum) VALUES (?1, ?2, ?3)",
    "DELETE FROM drafts WHERE local_id = ?1",
};
constexpr Table Bulks{
    "bulks",
    "SELECT key, content, checksum FROM bulks ORDER BY key",
    "SELECT key, content, checksum FROM bulks ORDER BY key DESC",
    "SELECT key, content, checksum FROM bulks WHERE rowid = ?1",
    "SELECT (SELECT min(rowid) FROM bulks), (SELECT max(rowid) FROM bulks)",
    "INSERT OR REPLACE INTO bulks (key, content, checksum) VALUES (?1, ?2, ?3)",
    "DELETE FROM bulks WHERE key = ?1",
};
constexpr Table Lists{
    "lists",
    "SELECT key, content, checksum FROM lists ORDER BY key",
    "SELECT key, content, checksum FROM lists ORDER BY key DESC",
    "SELECT key, content, checksum FROM lists WHERE rowid = ?1",
    "SELECT (SELECT min(rowid) FROM lists), (SELECT max(rowid) FROM lists)",
    "INSERT OR REPLACE INTO lists (key, content, checksum) VALUES (?1, ?2, ?3)",
    "DELETE FROM lists WHERE key = ?1",
};
constexpr Table Header{
    "header",
    "SELECT id, span, checksum FROM header",
    "SELECT id, span, checksum FROM header",
    "SELECT id, span, checksum FROM header WHERE rowid = ?1",
    "SELECT 1, 1",
    "INSERT OR REPLACE INTO header (id, span, checksum) VALUES (?1, ?2, ?3)",
    "DELETE FROM header WHERE id = ?1",
};

QByteArray checksumOf(const Table &table, const QByteArray &key, const QByteArray &content)
{
    QCryptographicHash hash(QCryptographicHash::Sha256);
    for (const QByteArrayView part : {QByteArrayView(table.name), QByteArrayView(key)}) {
        hash.addData(part);
        hash.addData(QByteArrayView("\0", 1)); // so that no two rows hash the same bytes
    }
    hash.addData(content);
    return hash.result();
}

bool isWhole(const Table &table, const StoredRow &row)
{
    return row.checksum == checksumOf(table, row.key, row.content);
}

/// In a damaged file: the rows up to the first that cannot be read.
QList<StoredRow> readRows(Database &database, const char *select)
{
    QList<StoredRow> rows;
    Query query(database, select);
    while (query.next())
        rows.append({query.bytes(0), query.bytes(1), query.bytes(2)});
    return rows;
}

/// In a damaged file: every row that can be reached. A broken page stops a walk, so the rows behind it are reached from
/// the other end, and those between two broken pages one by one.
QList<StoredRow> findRows(Database &database, const Table &table)
{
    constexpr qint64 MostLookups = 5'000; // the ends come from a damaged file too
    QList<StoredRow> rows;
    for (const char *select : {table.selectUp, table.selectDown}) {
        rows += readRows(database, select);
        database.takeError();
    }
    Query ends(database, table.selectEnds);
    const bool hasEnds = ends.next();
    const qint64 first = hasEnds ? ends.integer(0) : 1;
    const qint64 last = std::min(hasEnds ? ends.integer(1) : 1'000, first + MostLookups);
    database.takeError();
    for (qint64 number = first; number <= last; ++number) {
        Query query(database, table.selectOne);
        if (query.with(number).next())
            rows.append({query.bytes(0), query.bytes(1), query.bytes(2)});
        database.takeError();
    }
    return rows;
}

void putRow(Database &database, const Table &table, const QByteArray &key, const QByteArray &content)
{
    Query(database, table.put)
        .with(QString::fromUtf8(key), QString::fromUtf8(content), checksumOf(table, key, content))
        .run();
}

QByteArray keyOf(const QUuid &localId)
{
    return localId.toByteArray(QUuid::WithoutBraces);
}

QByteArray spanOf(qint64 lowest, qint64 highest)
{
    return QByteArray::number(lowest) + ' ' + QByteArray::number(highest);
}

bool isOver(const OutboxEntry &entry, const QDateTime &now)
{
    if (entry.isPending() || !entry.endedAt.isValid())
        return false;
    const int days = entry.state == OutboxEntry::State::Done ? DaysToKeepDone : DaysToKeepDiscarded;
    return entry.endedAt.addDays(days) <= now;
}

} // namespace

Outbox::Outbox(std::unique_ptr<Database> database)
    : m_database(std::move(database))
{
}

Result<std::unique_ptr<Outbox>, StoreError> Outbox::open(const QString &path, const QDateTime &now)
{
    auto outbox = openSound(path, now);
    if (!outbox && outbox.error().kind == StoreError::Kind::Damaged)
        return openAfterDamage(path, now);
    return outbox;
}

Result<std::unique_ptr<Outbox>, StoreError> Outbox::openSound(const QString &path, const QDateTime &now)
{
    auto database = Database::open(path, Database::Use::Outbox, Migrations);
    if (!database)
        return Unexpected(database.error());
    if (!(*database)->isSound(true))
        return Unexpected(StoreError{StoreError::Kind::Damaged, u"integrity check failed"_s});
    std::unique_ptr<Outbox> outbox(new Outbox(std::move(*database)));
    if (const auto verified = outbox->verify(now); !verified)
        return Unexpected(verified.error());
    return outbox;
}

Result<std::unique_ptr<Outbox>, StoreError> Outbox::openAfterDamage(const QString &path, const QDateTime &now)
{
    const QString aside = u"%1.damaged-%2"_s.arg(path, now.toString(u"yyyyMMddThhmmsszzz"_s));
    if (const auto mended = mend(path, aside, now); !mended) {
        QFile::remove(aside); // nothing has happened to the file itself
        QFile::remove(aside + "-journal"_L1);
        return Unexpected(mended.error());
    }
    auto saved = openSound(path, now);
    if (saved)
        (*saved)->m_repairs.prepend(
            //: %1 is the name of a file
            tr("The file of unsent changes was damaged. What could be read was kept; the damaged file is still there "
               "as %1.")
                .arg(aside.section(u'/', -1)));
    return saved;
}

/// The rows go into a file in memory, so that all that follows is as with one of our own.
Result<std::unique_ptr<Outbox>, StoreError> Outbox::openToRead(const QString &path, const QDateTime &now)
{
    auto outbox = openSound(u":memory:"_s, now);
    if (!outbox)
        return outbox;
    const auto missed = (*outbox)->adopt(path);
    if (!missed)
        return Unexpected(missed.error());
    if (const auto verified = (*outbox)->verify(now); !verified)
        return Unexpected(verified.error());
    const QStringList unreadable = std::exchange((*outbox)->m_repairs, {});
    if (*missed > 0 || !unreadable.isEmpty())
        (*outbox)->m_repairs.append(
            tr("Some of the unsent work cannot be read by this version. It is safe in its file."));
    (*outbox)->m_isReadOnly = true;
    return outbox;
}

/// The damaged file keeps its place until all that can be saved is in another one: a full disk or a crash in between
/// must not leave an empty file that passes for a sound one.
Result<void, StoreError> Outbox::mend(const QString &path, const QString &aside, const QDateTime &now)
{
    const QString journal = path + "-journal"_L1;
    const bool isKept
        = QFile::copy(path, aside) && (!QFile::exists(journal) || QFile::copy(journal, aside + "-journal"_L1));
    if (!isKept)
        return Unexpected(StoreError{StoreError::Kind::DiskFull, u"the damaged file cannot be copied aside"_s});

    const QString mended = path + ".mended"_L1;
    QFile::remove(mended);
    QFile::remove(mended + "-journal"_L1);
    {
        const auto outbox = openSound(mended, now);
        if (!outbox)
            return Unexpected(outbox.error());
        if (const auto adopted = (*outbox)->adopt(aside); !adopted)
            return Unexpected(adopted.error());
    }
    QFile::remove(mended + "-journal"_L1);
    QFile::remove(journal); // or it would be rolled back into the new file
    std::error_code error;
    std::filesystem::rename(QFileInfo(mended).filesystemFilePath(), QFileInfo(path).filesystemFilePath(), error);
    if (error)
        return Unexpected(StoreError{StoreError::Kind::Damaged, u"the mended file cannot take its place"_s});
    return {};
}

/// Takes over every whole row of another file; returns how many more it could see.
Result<qsizetype, StoreError> Outbox::adopt(const QString &otherPath)
{
    const auto other = Database::openToRead(otherPath);
    if (!other)
        return 0; // not even a database: there is nothing to save
    Transaction transaction(*m_database);
    QSet<qint64> sequences;
    qsizetype missed = 0;
    for (const Table *table : {&Entries, &Identities, &Drafts, &Bulks, &Lists}) {
        QSet<QByteArray> seen;
        QSet<QByteArray> taken;
        for (const StoredRow &row : findRows(**other, *table)) {
            seen.insert(row.key);
            if (!isWhole(*table, row))
                continue;
            taken.insert(row.key);
            putRow(*m_database, *table, row.key, row.content);
            if (table == &Entries)
                sequences.insert(row.key.toLongLong());
        }
        missed += seen.size() - taken.size();
    }
    if (!sequences.isEmpty())
        writeSpan(*std::ranges::min_element(sequences), *std::ranges::max_element(sequences));
    if (const auto committed = transaction.commit(); !committed)
        return Unexpected(committed.error());
    return missed;
}

Result<void, StoreError> Outbox::verify(const QDateTime &now)
{
    Transaction transaction(*m_database);
    readEntries(now);
    readIdentities(now);
    readDrafts(now);
    readLists(now);
    verifySpan(now);
    purge(now);
    return transaction.commit();
}

void Outbox::readEntries(const QDateTime &now)
{
    int bad = 0;
    for (const StoredRow &row : readRows(*m_database, Entries.selectUp)) {
        const auto entry = isWhole(Entries, row) ? entryFromJson(row.key.toLongLong(), row.content) : std::nullopt;
        if (entry) {
            putInMemory(*entry);
        } else {
            setAside(Entries.name, row.key, row.content, row.checksum, now);
            Query(*m_database, Entries.remove).with(row.key.toLongLong()).run();
            ++bad;
        }
    }
    if (bad > 0)
        m_repairs.append(tr("%n waiting change(s) did not read back as written and will not be sent.", nullptr, bad));
}

void Outbox::readIdentities(const QDateTime &now)
{
    int bad = 0;
    for (const StoredRow &row : readRows(*m_database, Identities.selectUp)) {
        const QUuid localId(QString::fromUtf8(row.key));
        const qint64 serverId = row.content.toLongLong();
        const QUuid identity(QString::fromUtf8(row.content));
        const bool isReadable = isWhole(Identities, row) && !localId.isNull();
        if (isReadable && serverId > 0) {
            bindInMemory(localId, serverId);
        } else if (isReadable && !identity.isNull()) {
            bindItemInMemory(localId, identity);
        } else {
            setAside(Identities.name, row.key, row.content, row.checksum, now);
            Query(*m_database, Identities.remove).with(QString::fromUtf8(row.key)).run();
            ++bad;
        }
    }
    if (bad > 0)
        m_repairs.append(tr(
            "For %n record(s) made on this computer the link to Capsule did not read back as written.", nullptr, bad));
}

void Outbox::readDrafts(const QDateTime &now)
{
    int bad = 0;
    for (const StoredRow &row : readRows(*m_database, Drafts.selectUp)) {
        const QUuid id(QString::fromUtf8(row.key));
        const bool isSound = isWhole(Drafts, row);
        if (const auto draft = isSound ? draftFromJson(row.content) : std::nullopt) {
            m_drafts.insert(id, *draft);
        } else if (const auto activityDraft = isSound ? activityDraftFromJson(row.content) : std::nullopt) {
            m_activityDrafts.insert(id, *activityDraft);
        } else {
            setAside(Drafts.name, row.key, row.content, row.checksum, now);
            Query(*m_database, Drafts.remove).with(QString::fromUtf8(row.key)).run();
            ++bad;
        }
    }
    if (bad > 0)
        m_repairs.append(tr("%n draft(s) did not read back as written and could not be kept.", nullptr, bad));
}

void Outbox::readLists(const QDateTime &now)
{
    int bad = 0;
    for (const StoredRow &row : readRows(*m_database, Lists.selectUp)) {
        if (isWhole(Lists, row)) {
            m_lists.insert(row.key, row.content);
        } else {
            setAside(Lists.name, row.key, row.content, row.checksum, now);
            Query(*m_database, Lists.remove).with(QString::fromUtf8(row.key)).run();
            ++bad;
        }
    }
    if (bad > 0)
        m_repairs.append(tr("%n list(s) of yours did not read back as written and could not be kept.", nullptr, bad));
}

void Outbox::verifySpan(const QDateTime &now)
{
    QSet<qint64> present;
    Query query(*m_database,
        "SELECT sequence FROM entries UNION SELECT CAST(key AS INTEGER) FROM quarantine WHERE origin = 'entries'");
    while (query.next())
        present.insert(query.integer(0));

    const QList<StoredRow> header = readRows(*m_database, Header.selectUp);
    const bool isTrusted = header.size() == 1 && isWhole(Header, header.first());
    if (isTrusted) {
        const QList<QByteArray> span = header.first().content.split(' ');
        m_lowest = span.first().toLongLong();
        m_highest = span.last().toLongLong();
    }
    if (!present.isEmpty()) {
        if (!isTrusted)
            m_lowest = *std::ranges::min_element(present);
        m_highest = std::max(m_highest, *std::ranges::max_element(present));
    }

    int missing = 0;
    for (qint64 sequence = m_lowest; sequence <= m_highest; ++sequence) {
        if (present.contains(sequence))
            continue;
        setAside(Entries.name, QByteArray::number(sequence), {}, {}, now); // told once, and the numbers stay gapless
        ++missing;
    }
    if (missing > 0)
        m_repairs.append(tr("%n waiting change(s) are missing from the file.", nullptr, missing));
    if (!isTrusted || missing > 0)
        writeSpan(m_lowest, m_highest);
}

void Outbox::purge(const QDateTime &now)
{
    const qint64 before = m_lowest;
    for (; m_lowest <= m_highest; ++m_lowest) {
        const auto lowest = entry(m_lowest);
        if (lowest && !isOver(*lowest, now))
            break;
        if (lowest)
            Query(*m_database, Entries.remove).with(m_lowest).run();
    }
    if (m_lowest != before)
        writeSpan(m_lowest, m_highest);
}

void Outbox::setAside(const char *origin, const QByteArray &key, const QByteArray &content, const QByteArray &checksum,
    const QDateTime &now)
{
    Query(*m_database, "INSERT INTO quarantine (origin, key, content, checksum, found_at) VALUES (?1, ?2, ?3, ?4, ?5)")
        .with(QString::fromUtf8(origin), QString::fromUtf8(key), content, checksum, now.toString(Qt::ISODateWithMs))
        .run();
}

void Outbox::writeSpan(qint64 lowest, qint64 highest)
{
    putRow(*m_database, Header, QByteArrayLiteral("1"), spanOf(lowest, highest));
}

QList<OutboxEntry> Outbox::pendingOf(const QUuid &subjectId) const
{
    QList<OutboxEntry> entries;
    for (const qint64 sequence : m_sequences.value(subjectId))
        entries.append(m_pending.value(sequence));
    return entries;
}

std::optional<OutboxEntry> Outbox::entry(qint64 sequence) const
{
    if (const auto at = m_pending.constFind(sequence); at != m_pending.constEnd())
        return *at;
    Query query(*m_database, "SELECT sequence, content, checksum FROM entries WHERE sequence = ?1");
    if (!query.with(sequence).next())
        return {};
    const StoredRow row{query.bytes(0), query.bytes(1), query.bytes(2)};
    return isWhole(Entries, row) ? entryFromJson(sequence, row.content) : std::nullopt;
}

QList<OutboxEntry> Outbox::ended() const
{
    QList<OutboxEntry> entries;
    for (const StoredRow &row : readRows(*m_database, Entries.selectUp)) {
        const qint64 sequence = row.key.toLongLong();
        if (m_pending.contains(sequence) || !isWhole(Entries, row))
            continue;
        if (const auto entry = entryFromJson(sequence, row.content))
            entries.append(*entry);
    }
    return entries;
}

qint64 Outbox::highestServerId() const
{
    const auto highest = std::ranges::max_element(m_serverIds);
    return highest == m_serverIds.end() ? 0 : *highest;
}

Result<void, StoreError> Outbox::write(const OutboxChange &change)
{
    if (m_isReadOnly)
        return Unexpected(StoreError{StoreError::Kind::Newer, u"opened only to be read"_s});
    if (m_isPrivate && change.hasOnlyDrafts()) {
        takeDrafts(change.drafts, m_drafts);
        takeDrafts(change.activityDrafts, m_activityDrafts);
        return {};
    }
    qint64 highest = m_highest;
    Transaction transaction(*m_database);
    for (const OutboxEntry &entry : change.entries) {
        putRow(*m_database, Entries, QByteArray::number(entry.sequence), entryToJson(entry));
        highest = std::max(highest, entry.sequence);
    }
    if (!m_isPrivate) {
        writeDrafts(change.drafts);
        writeDrafts(change.activityDrafts);
    }
    for (auto identity = change.identities.begin(); identity != change.identities.end(); ++identity)
        putRow(*m_database, Identities, keyOf(identity.key()), QByteArray::number(*identity));
    writeBulks(change.bulks);
    for (auto identity = change.itemIdentities.begin(); identity != change.itemIdentities.end(); ++identity)
        putRow(*m_database, Identities, keyOf(identity.key()), keyOf(*identity));
    writeLists(change.lists);
    if (highest != m_highest)
        writeSpan(m_lowest, highest);
    if (const auto committed = transaction.commit(); !committed)
        return committed;

    m_highest = highest;
    for (const OutboxEntry &entry : change.entries)
        putInMemory(entry);
    m_lists.insert(change.lists);
    m_lists.removeIf([](const auto &list) { return list.value().isEmpty(); });
    takeDrafts(change.drafts, m_drafts);
    takeDrafts(change.activityDrafts, m_activityDrafts);
    for (auto identity = change.identities.begin(); identity != change.identities.end(); ++identity)
        bindInMemory(identity.key(), *identity);
    for (auto identity = change.itemIdentities.begin(); identity != change.itemIdentities.end(); ++identity)
        bindItemInMemory(identity.key(), *identity);
    return {};
}

template <typename AnyDraft>
void Outbox::writeDrafts(const QHash<QUuid, std::optional<AnyDraft>> &drafts)
{
    for (auto draft = drafts.begin(); draft != drafts.end(); ++draft) {
        if (*draft)
            putRow(*m_database, Drafts, keyOf(draft.key()), draftToJson(**draft));
        else
            Query(*m_database, Drafts.remove).with(QString::fromUtf8(keyOf(draft.key()))).run();
    }
}

void Outbox::writeBulks(const BulkRecords &records)
{
    for (auto record = records.begin(); record != records.end(); ++record) {
        if (record->isEmpty())
            Query(*m_database, Bulks.remove).with(QString::fromUtf8(record.key())).run();
        else
            putRow(*m_database, Bulks, record.key(), *record);
    }
}

void Outbox::writeLists(const KeptLists &lists)
{
    for (auto list = lists.begin(); list != lists.end(); ++list) {
        if (list->isEmpty())
            Query(*m_database, Lists.remove).with(QString::fromUtf8(list.key())).run();
        else
            putRow(*m_database, Lists, list.key(), *list);
    }
}

BulkRecords Outbox::bulks(const QByteArray &first, const QByteArray &end, int limit) const
{
    BulkRecords records;
    Query query(
        *m_database, "SELECT key, content, checksum FROM bulks WHERE key >= ?1 AND key < ?2 ORDER BY key LIMIT ?3");
    query.with(QString::fromUtf8(first), QString::fromUtf8(end), qint64(limit));
    while (query.next()) {
        const StoredRow row{query.bytes(0), query.bytes(1), query.bytes(2)};
        // An empty one says that there was something.
        records.insert(row.key, isWhole(Bulks, row) ? row.content : QByteArray());
    }
    return records;
}

/// Brings memory up to what the file has now, or would have if this were not private.
template <typename AnyDraft>
void Outbox::takeDrafts(const QHash<QUuid, std::optional<AnyDraft>> &drafts, QHash<QUuid, AnyDraft> &kept)
{
    for (auto draft = drafts.begin(); draft != drafts.end(); ++draft) {
        if (*draft)
            kept.insert(draft.key(), **draft);
        else
            kept.remove(draft.key());
        if (m_isPrivate && *draft)
            m_unwritten.insert(draft.key());
        else
            m_unwritten.remove(draft.key());
    }
}

Result<void, StoreError> Outbox::setPrivate(bool on)
{
    if (m_isReadOnly)
        return Unexpected(StoreError{StoreError::Kind::Newer, u"opened only to be read"_s});
    if (on == m_isPrivate)
        return {};
    if (!on) {
        m_isPrivate = false;
        auto written = writeHeld();
        m_isPrivate = !written;
        return written;
    }
    Transaction transaction(*m_database);
    Query(*m_database, "DELETE FROM drafts").run();
    if (const auto committed = transaction.commit(); !committed)
        return committed;
    m_isPrivate = true;
    const QList<QUuid> held = m_drafts.keys() + m_activityDrafts.keys();
    m_unwritten = QSet<QUuid>(held.begin(), held.end());
    // A page that was built anew may still have old bytes between its rows. In memory, or they would go to a temporary
    // file instead.
    Query(*m_database, "PRAGMA temp_store = MEMORY").run();
    Query(*m_database, "VACUUM").run();
    m_database->takeError();
    return {};
}

void Outbox::hold(const OutboxChange &change)
{
    takeDrafts(change.drafts, m_drafts);
    takeDrafts(change.activityDrafts, m_activityDrafts);
    if (!m_isPrivate) {
        for (const QUuid &id : change.drafts.keys() + change.activityDrafts.keys())
            m_unwritten.insert(id);
    }
}

template <typename AnyDraft>
std::optional<AnyDraft> Outbox::valueOf(const QHash<QUuid, AnyDraft> &drafts, const QUuid &id)
{
    const auto draft = drafts.constFind(id);
    return draft == drafts.constEnd() ? std::nullopt : std::optional(*draft);
}

Result<void, StoreError> Outbox::writeHeld()
{
    OutboxChange change;
    if (!m_isPrivate) {
        for (const QUuid &id : std::as_const(m_unwritten)) {
            if (const auto draft = valueOf(m_activityDrafts, id))
                change.activityDrafts.insert(id, draft);
            else
                change.drafts.insert(id, valueOf(m_drafts, id)); // one that is gone is gone from the table of both
        }
    }
    if (change.isEmpty())
        return {};
    return write(change);
}

QList<QUuid> Outbox::draftsInMemory() const
{
    QList<QUuid> drafts = m_unwritten.values();
    drafts.removeIf([this](const QUuid &id) { return !m_drafts.contains(id) && !m_activityDrafts.contains(id); });
    return drafts;
}

void Outbox::putInMemory(const OutboxEntry &entry)
{
    if (const auto old = m_pending.constFind(entry.sequence); old != m_pending.constEnd()) {
        const auto sequences = m_sequences.find(old->subjectId());
        sequences->removeOne(entry.sequence);
        if (sequences->isEmpty())
            m_sequences.erase(sequences);
        m_pending.erase(old);
    }
    if (!entry.isPending())
        return;
    m_pending.insert(entry.sequence, entry);
    QList<qint64> &sequences = m_sequences[entry.subjectId()];
    sequences.insert(std::ranges::lower_bound(sequences, entry.sequence), entry.sequence);
}

void Outbox::bindInMemory(const QUuid &localId, qint64 serverId)
{
    m_serverIds.insert(localId, serverId);
    m_localIds.insert(serverId, localId);
}

void Outbox::bindItemInMemory(const QUuid &localId, const QUuid &identity)
{
    m_itemIdentities.insert(localId, identity);
    m_itemsMadeHere.insert(identity, localId);
}

Result<void, StoreError> Outbox::wipe()
{
    if (m_isReadOnly)
        return Unexpected(StoreError{StoreError::Kind::Newer, u"opened only to be read"_s});
    Query(*m_database, "PRAGMA secure_delete = ON").run();
    Transaction transaction(*m_database);
    for (const char *sql : {"DELETE FROM entries", "DELETE FROM identities", "DELETE FROM drafts", "DELETE FROM bulks",
             "DELETE FROM lists", "DELETE FROM quarantine"})
        Query(*m_database, sql).run();
    writeSpan(1, 0);
    if (const auto committed = transaction.commit(); !committed)
        return committed;
    m_pending.clear();
    m_sequences.clear();
    m_drafts.clear();
    m_activityDrafts.clear();
    m_itemIdentities.clear();
    m_itemsMadeHere.clear();
    m_unwritten.clear();
    m_lists.clear();
    m_serverIds.clear();
    m_localIds.clear();
    m_lowest = 1;
    m_highest = 0;
    return {};
}
