#include "bulkruns.h"

#include "clock.h"
#include "party/partyjson.h"
#include "store/partystore.h"
#include "store/problem.h"

#include <QElapsedTimer>
#include <QJsonDocument>

#include <algorithm>
#include <array>
#include <utility>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;

namespace {

using RowState = BulkRow::State;
using RunState = BulkRun::State;

constexpr int InOutboxAtMost = 4; // enough that sending never waits for us
constexpr int ReadsAtOnce = 1000; // rows, some milliseconds
constexpr qint64 BusyAtMost = 6; // milliseconds of a turn
constexpr int DaysToKeep = 30; // as long as what was given up is kept
constexpr qsizetype UuidSize = 16;

constexpr std::array StateWords{"waiting"_L1, "queued"_L1, "done"_L1, "skipped"_L1, "failed"_L1};
constexpr std::array RunWords{"running"_L1, "paused"_L1, "done"_L1};

template <typename Enum, std::size_t Size>
std::optional<Enum> fromWord(const std::array<QLatin1StringView, Size> &words, const QString &word)
{
    const auto at = std::ranges::find_if(words, [&word](QLatin1StringView known) { return word == known; });
    return at == words.end() ? std::nullopt : std::optional(static_cast<Enum>(at - words.begin()));
}

// --- the keys and contents of outbox-002.sql

QByteArray nineDigits(qint64 number)
{
    return QByteArray::number(number).rightJustified(9, '0');
}

QByteArray runKey(qint64 number)
{
    return "run/" + nineDigits(number);
}

QByteArray idsKey(qint64 number)
{
    return "ids/" + nineDigits(number);
}

QByteArray rowKey(qint64 number, qsizetype place)
{
    return "row/" + nineDigits(number) + '/' + nineDigits(place);
}

/// The first key that does not begin like this one.
QByteArray endOf(QByteArray beginning)
{
    beginning.back() = char(beginning.back() + 1);
    return beginning;
}

QByteArray compact(const QJsonObject &json)
{
    return QJsonDocument(json).toJson(QJsonDocument::Compact);
}

QJsonObject parsed(const QByteArray &content)
{
    return QJsonDocument::fromJson(content).object();
}

QByteArray idsContent(const QList<QUuid> &records)
{
    QByteArray bytes;
    bytes.reserve(records.size() * UuidSize);
    for (const QUuid &record : records)
        bytes += record.toRfc4122();
    return bytes.toBase64();
}

QList<BulkRow> rowsFrom(const QByteArray &idsContent)
{
    const QByteArray bytes = QByteArray::fromBase64(idsContent);
    QList<BulkRow> rows(bytes.size() / UuidSize);
    for (qsizetype place = 0; place < rows.size(); ++place)
        rows[place].localId = QUuid::fromRfc4122(QByteArrayView(bytes).sliced(place * UuidSize, UuidSize));
    return rows;
}

QByteArray runContent(const BulkRun &run)
{
    const auto moment = [](const QDateTime &at) {
        return at.toUTC().toString(Qt::ISODateWithMs);
    };
    return compact({{u"change"_s, bulkChangeToJson(run.change)}, {u"state"_s, RunWords.at(std::size_t(run.state))},
        {u"createdAt"_s, moment(run.createdAt)}, {u"startsAt"_s, moment(run.startsAt)},
        {u"endedAt"_s, moment(run.endedAt)}, {u"isStopped"_s, run.isStopped}});
}

std::optional<BulkRun> runFrom(qint64 number, const QByteArray &content)
{
    const QJsonObject json = parsed(content);
    const auto change = bulkChangeFromJson(json["change"_L1].toObject());
    const auto state = fromWord<RunState>(RunWords, json["state"_L1].toString());
    if (!change || !state)
        return {};
    const auto moment = [&json](QLatin1StringView key) {
        return QDateTime::fromString(json[key].toString(), Qt::ISODateWithMs);
    };
    BulkRun run;
    run.number = number;
    run.change = *change;
    run.state = *state;
    run.createdAt = moment("createdAt"_L1);
    run.startsAt = moment("startsAt"_L1);
    run.endedAt = moment("endedAt"_L1);
    run.isStopped = json["isStopped"_L1].toBool();
    return run;
}

void writeRow(QJsonObject &json, const BulkRow &row)
{
    json.insert("state"_L1, StateWords.at(std::size_t(row.state)));
    json.insert("sequence"_L1, row.sequence);
    for (const QLatin1StringView key : {"skip"_L1, "problem"_L1, "conflict"_L1})
        json.remove(key);
    if (row.state == RowState::Skipped)
        json.insert("skip"_L1, bulkSkipWord(row.skip));
    if (row.state == RowState::Failed) {
        json.insert("problem"_L1, row.problem);
        json.insert("conflict"_L1, row.isConflict);
    }
}

void readRowInto(BulkRow &row, const QJsonObject &json)
{
    const auto state = fromWord<RowState>(StateWords, json["state"_L1].toString());
    if (!state)
        return; // asked for again, which changes nothing twice
    row.state = *state;
    row.sequence = json["sequence"_L1].toInteger();
    row.skip = bulkSkipFromWord(json["skip"_L1].toString()).value_or(BulkSkip::AlreadySo);
    row.problem = json["problem"_L1].toString();
    row.isConflict = json["conflict"_L1].toBool();
}

int &countOf(BulkRun::Counts &counts, RowState state)
{
    switch (state) {
    case RowState::Waiting:
        return counts.waiting;
    case RowState::Queued:
        return counts.queued;
    case RowState::Done:
        return counts.done;
    case RowState::Skipped:
        return counts.skipped;
    case RowState::Failed:
        return counts.failed;
    }
    Q_UNREACHABLE();
}

/// Why a record cannot be changed whatever the change is.
std::optional<BulkSkip> hindrance(const PartyStore &store, const std::optional<PartyView> &view)
{
    if (!view)
        return BulkSkip::Gone;
    if (view->isDeleted)
        return BulkSkip::DeletePending;
    if (view->draft)
        return BulkSkip::HasDraft;
    const auto summary = store.index().summary(view->localId);
    if (summary && summary->needsUser)
        return BulkSkip::NeedsUser; // saving over what waits would be the user's word on it
    return {};
}

/// What the row's entry says of it. One that is no longer there ended long ago or was damaged: nobody knows.
BulkRow settledBy(const std::optional<OutboxEntry> &entry, BulkRow row)
{
    row.problem.clear();
    row.isConflict = false;
    if (!entry) {
        row.state = RowState::Failed;
        row.sequence = 0;
        row.problem = Problem::outcomeUnknown;
    } else if (entry->needsUser()) {
        row.state = RowState::Failed;
        row.isConflict = entry->state == OutboxEntry::State::Conflict;
        row.problem = entry->problem;
    } else if (entry->isPending()) {
        row.state = RowState::Queued;
    } else if (entry->state == OutboxEntry::State::Done) {
        row.state = RowState::Done;
    } else {
        row.state = RowState::Skipped;
        row.skip = BulkSkip::GivenUp;
    }
    return row;
}

} // namespace

/// A run and what is needed to go on with it.
struct BulkRuns::Kept
{
    BulkRun run;
    qsizetype next = 0; ///< no row before it is Waiting
    QSet<qsizetype> open; ///< rows whose entry may still change them
    QSet<qsizetype> unwritten; ///< rows that the file does not show as they are; their entries do
    bool isHeadUnwritten = false;
    mutable QHash<QUuid, qsizetype> places; ///< of the rows, once somebody asked

    void count()
    {
        run.counts = {};
        for (const BulkRow &row : std::as_const(run.rows))
            ++countOf(run.counts, row.state);
    }
    /// Not a note for each: that the run was stopped says it.
    void leaveOutTheRest()
    {
        for (BulkRow &row : run.rows) {
            if (row.state != RowState::Waiting)
                continue;
            row.state = RowState::Skipped;
            row.skip = BulkSkip::Stopped;
        }
    }
    qsizetype placeOf(const QUuid &localId) const
    {
        if (places.isEmpty()) {
            for (qsizetype place = 0; place < run.rows.size(); ++place)
                places.insert(run.rows[place].localId, place);
        }
        return places.value(localId, -1);
    }
};

BulkRuns::BulkRuns(PartyStore &store, Clock &clock, QObject *parent)
    : QObject(parent)
    , m_store(store)
    , m_clock(clock)
    , m_loadedUpTo("row/")
{
    connect(&store, &PartyStore::outboxChanged, this, &BulkRuns::advanceSoon);
    connect(&store, &PartyStore::loaded, this, &BulkRuns::advanceSoon);
    readHeads();
    QMetaObject::invokeMethod(this, &BulkRuns::load, Qt::QueuedConnection);
}

BulkRuns::~BulkRuns() = default;

// --- reading

void BulkRuns::readHeads()
{
    constexpr int all = 1'000'000;
    const QByteArray beginning = "run/"_ba;
    const BulkRecords heads = m_store.bulkRecords(beginning, endOf(beginning), all);
    for (auto head = heads.begin(); head != heads.end(); ++head) {
        const qint64 number = head.key().mid(beginning.size()).toLongLong();
        auto run = runFrom(number, *head);
        const QByteArray ids = m_store.bulkRecords(idsKey(number), endOf(idsKey(number)), 1).value(idsKey(number));
        if (!run || ids.isEmpty())
            continue; // did not read back as written: what is in the outbox goes all the same
        run->rows = rowsFrom(ids);
        m_runs[number].run = std::move(*run);
    }
    forgetOld();
}

/// Nobody asks for the report of a run any more that ended a month ago; one that gives values back needs the other's.
void BulkRuns::forgetOld()
{
    if (m_store.isReadOnly())
        return;
    const QDateTime before = m_clock.now().addDays(-DaysToKeep);
    for (auto at = m_runs.begin(); at != m_runs.end();) {
        const BulkRun &run = at->second.run;
        const bool isOver = run.state == RunState::Done && run.endedAt.isValid() && run.endedAt < before;
        if (!isOver)
            break; // from the low end only
        BulkRecords gone{{runKey(run.number), {}}, {idsKey(run.number), {}}};
        for (qsizetype place = 0; place < run.rows.size(); ++place)
            gone.insert(rowKey(run.number, place), {});
        if (!m_store.keepBulk(gone))
            return; // the next start tries again
        at = m_runs.erase(at);
    }
}

void BulkRuns::load()
{
    const BulkRecords records = m_store.bulkRecords(m_loadedUpTo, endOf("row/"), ReadsAtOnce);
    for (auto record = records.begin(); record != records.end(); ++record)
        readRow(record.key(), *record);
    if (records.size() == ReadsAtOnce) {
        m_loadedUpTo = records.lastKey() + ' ';
        QMetaObject::invokeMethod(this, &BulkRuns::load, Qt::QueuedConnection);
        return;
    }
    m_isLoaded = true;
    for (auto &[number, kept] : m_runs) {
        if (kept.run.isStopped)
            kept.leaveOutTheRest();
        kept.count();
    }
    Q_EMIT loaded();
    advanceSoon();
}

void BulkRuns::readRow(const QByteArray &key, const QByteArray &content)
{
    const QList<QByteArray> parts = key.split('/');
    const auto kept = m_runs.find(parts.value(1).toLongLong());
    const qsizetype place = parts.value(2).toLongLong();
    if (kept == m_runs.end() || place >= kept->second.run.rows.size())
        return;
    BulkRow &row = kept->second.run.rows[place];
    if (row.state == RowState::Waiting)
        readRowInto(row, parsed(content));
    if (row.sequence > 0 && (row.state == RowState::Queued || row.state == RowState::Failed))
        kept->second.open.insert(place);
}

QList<qint64> BulkRuns::numbers() const
{
    QList<qint64> numbers;
    for (const auto &[number, kept] : m_runs)
        numbers.append(number);
    return numbers;
}

const BulkRun *BulkRuns::run(qint64 number) const
{
    const auto kept = m_runs.find(number);
    return kept == m_runs.end() ? nullptr : &kept->second.run;
}

BulkValues BulkRuns::valuesOf(qint64 number, qsizetype row) const
{
    const QByteArray key = rowKey(number, row);
    const QJsonObject json = parsed(m_store.bulkRecords(key, endOf(key), 1).value(key));
    const auto was = partyFromJson(json["was"_L1].toObject());
    const auto became = partyFromJson(json["became"_L1].toObject());
    return was && became ? BulkValues{*was, *became} : BulkValues();
}

int BulkRuns::retriable(qint64 number) const
{
    const BulkRun *found = run(number);
    return !found ? 0 : int(std::ranges::count_if(found->rows, [](const BulkRow &row) {
        return row.state == RowState::Failed && !row.isConflict;
    }));
}

// --- what becomes of a record

BulkRuns::Prospect BulkRuns::prospect(const BulkChange &change, const QUuid &localId) const
{
    const auto view = m_store.party(localId);
    const Party shown = view ? view->shown : Party();
    if (const auto skip = hindrance(m_store, view))
        return {shown, Unexpected(*skip)};
    return {shown, applied(change, shown, m_catalogue)};
}

std::optional<BulkValues> BulkRuns::formerValues(const Kept &kept, const QUuid &localId) const
{
    const auto source = m_runs.find(std::get<GiveBack>(kept.run.change).run);
    const qsizetype place = source == m_runs.end() ? -1 : source->second.placeOf(localId);
    if (place < 0)
        return {};
    return valuesOf(source->first, place);
}

Result<Party, BulkSkip> BulkRuns::outcome(const Kept &kept, const BulkRow &row, const Party &shown) const
{
    if (!std::holds_alternative<GiveBack>(kept.run.change))
        return applied(kept.run.change, shown, m_catalogue);
    const auto values = formerValues(kept, row.localId);
    return values ? givenBack(*values, shown) : Unexpected(BulkSkip::AlteredSince);
}

// --- going on

/// Many things may ask for a turn at once; there is one, from the event loop.
void BulkRuns::advanceSoon()
{
    if (m_isScheduled || !m_isLoaded || !m_store.isLoaded())
        return;
    m_isScheduled = true;
    QMetaObject::invokeMethod(
        this,
        [this] {
            m_isScheduled = false;
            advance();
        },
        Qt::QueuedConnection);
}

void BulkRuns::advance()
{
    bool isBusy = false; // an earlier run has not put all of its records into the outbox yet
    for (auto &[number, kept] : m_runs) {
        bool isChanged = settle(kept);
        if (kept.run.state == RunState::Running && !isBusy) {
            isChanged |= feed(kept);
            isBusy = kept.run.state == RunState::Running && kept.run.counts.waiting > 0;
        }
        isChanged |= conclude(kept);
        if (isChanged)
            Q_EMIT changed(number);
    }
}

/// Looks what the outbox says of the rows that are in it.
bool BulkRuns::settle(Kept &kept)
{
    bool isChanged = false;
    const QSet<qsizetype> open = kept.open;
    for (const qsizetype place : open)
        isChanged |= settleRow(kept, place);
    return isChanged;
}

bool BulkRuns::settleRow(Kept &kept, qsizetype place)
{
    const BulkRow before = kept.run.rows[place];
    const BulkRow after = settledBy(m_store.entry(before.sequence), before);
    if (after.state == before.state && after.problem == before.problem && after.isConflict == before.isConflict)
        return false;
    setRow(kept, place, after);
    return true;
}

void BulkRuns::setRow(Kept &kept, qsizetype place, const BulkRow &row)
{
    --countOf(kept.run.counts, kept.run.rows[place].state);
    ++countOf(kept.run.counts, row.state);
    kept.run.rows[place] = row;
    kept.unwritten.insert(place);
    if (row.sequence > 0 && (row.state == RowState::Queued || row.state == RowState::Failed))
        kept.open.insert(place);
    else
        kept.open.remove(place);
}

/// A few records go into the outbox; those that are left alone cost no time there, but some here.
bool BulkRuns::feed(Kept &kept)
{
    BulkRun &run = kept.run;
    const std::chrono::milliseconds early(m_clock.now().msecsTo(run.startsAt));
    if (early > 0ms) {
        m_clock.after(early, this, [this] { advanceSoon(); });
        return false;
    }
    QElapsedTimer busy;
    busy.start();
    bool isChanged = false;
    while (run.counts.waiting > 0 && run.counts.queued < InOutboxAtMost) {
        if (busy.elapsed() > BusyAtMost) {
            advanceSoon();
            break;
        }
        while (run.rows[kept.next].state != RowState::Waiting)
            ++kept.next;
        if (const auto fed = feedRow(kept, kept.next); !fed) {
            refuse(kept, fed.error());
            break;
        }
        isChanged = true;
    }
    return isChanged;
}

/// The entry and the note of it are on disk together; what was found out about earlier rows goes with them.
Result<void, StoreError> BulkRuns::feedRow(Kept &kept, qsizetype place)
{
    BulkRow row = kept.run.rows[place];
    const auto leave = [&](BulkSkip why) -> Result<void, StoreError> {
        row.state = RowState::Skipped;
        row.skip = why;
        setRow(kept, place, row);
        return {};
    };
    const auto view = m_store.party(row.localId);
    if (const auto skip = hindrance(m_store, view))
        return leave(*skip);
    const Party &shown = view->shown;
    const auto edited = outcome(kept, row, shown);
    if (!edited)
        return leave(edited.error());

    const bool isDelete = std::holds_alternative<DeleteRecords>(kept.run.change);
    const BulkValues values = bulkValues(shown, *edited);
    BulkRecords records = recordsOf(kept);
    const auto saved = m_store.saveInBulk(
        row.localId, isDelete ? std::nullopt : std::optional(*edited), [&](qint64 sequence) -> BulkRecords {
            row.sequence = sequence;
            row.state = sequence > 0 ? RowState::Queued : RowState::Done; // it undid what had not been sent
            QJsonObject json{{u"was"_s, sparseJson(values.was)}, {u"became"_s, sparseJson(values.became)}};
            writeRow(json, row);
            records.insert(rowKey(kept.run.number, place), compact(json));
            return records;
        });
    if (!saved)
        return Unexpected(saved.error());
    kept.unwritten.clear();
    kept.isHeadUnwritten = false;
    setRow(kept, place, row);
    kept.unwritten.remove(place);
    return {};
}

/// Ends a run of which nothing is under way any more, and begins one again whose failed records are tried again.
bool BulkRuns::conclude(Kept &kept)
{
    BulkRun &run = kept.run;
    const bool isOver = run.counts.waiting == 0 && run.counts.queued == 0;
    const bool isChanged = isOver == (run.state != RunState::Done); // also where the rest was decided in a pause
    if (isChanged) {
        run.state = isOver ? RunState::Done : RunState::Running;
        run.endedAt = isOver ? m_clock.now() : QDateTime();
        kept.isHeadUnwritten = true;
    }
    // A note that is missing is made again from the outbox; so it waits for company, but not for ever.
    if (run.state != RunState::Running || run.counts.queued == 0 || kept.unwritten.size() > ReadsAtOnce) {
        if (const auto flushed = flush(kept); !flushed)
            refuse(kept, flushed.error());
    }
    return isChanged;
}

BulkRecords BulkRuns::recordsOf(const Kept &kept) const
{
    BulkRecords records;
    for (const qsizetype place : kept.unwritten) {
        const BulkRow &row = kept.run.rows[place];
        const QByteArray key = rowKey(kept.run.number, place);
        QJsonObject json; // only what went into the outbox has more to it
        if (row.sequence > 0 || row.state == RowState::Failed)
            json = parsed(m_store.bulkRecords(key, endOf(key), 1).value(key));
        writeRow(json, row);
        records.insert(key, compact(json));
    }
    if (kept.isHeadUnwritten)
        records.insert(runKey(kept.run.number), runContent(kept.run));
    return records;
}

Result<void, StoreError> BulkRuns::flush(Kept &kept)
{
    if (kept.unwritten.isEmpty() && !kept.isHeadUnwritten)
        return {};
    if (const auto written = m_store.keepBulk(recordsOf(kept)); !written)
        return written;
    kept.unwritten.clear();
    kept.isHeadUnwritten = false;
    return {};
}

/// What the disk refuses is not lost: the run rests where it is.
void BulkRuns::refuse(Kept &kept, const StoreError &error)
{
    if (kept.run.state == RunState::Running)
        kept.run.state = RunState::Paused;
    Q_EMIT failed(error);
}

// --- what the user asks

Result<qint64, StoreError> BulkRuns::start(
    const BulkChange &change, const QList<QUuid> &records, std::chrono::milliseconds delay)
{
    Q_ASSERT(m_isLoaded);
    Kept kept;
    kept.run.number = m_runs.empty() ? 1 : m_runs.rbegin()->first + 1;
    kept.run.change = change;
    kept.run.createdAt = m_clock.now();
    kept.run.startsAt = m_clock.now().addMSecs(delay.count());
    kept.run.rows.resize(records.size());
    for (qsizetype place = 0; place < records.size(); ++place)
        kept.run.rows[place].localId = records[place];
    kept.count();
    const qint64 number = kept.run.number;
    const auto written
        = m_store.keepBulk({{runKey(number), runContent(kept.run)}, {idsKey(number), idsContent(records)}});
    if (!written)
        return Unexpected(written.error());
    m_runs[number] = std::move(kept);
    Q_EMIT changed(number);
    advanceSoon();
    return number;
}

Result<void, StoreError> BulkRuns::setState(qint64 number, RunState state)
{
    const auto at = m_runs.find(number);
    if (at == m_runs.end() || at->second.run.state == RunState::Done || at->second.run.state == state)
        return {};
    Kept &kept = at->second;
    const RunState before = std::exchange(kept.run.state, state);
    kept.isHeadUnwritten = true;
    auto written = flush(kept);
    if (!written)
        kept.run.state = before;
    Q_EMIT changed(number);
    advanceSoon();
    return written;
}

Result<void, StoreError> BulkRuns::pause(qint64 number)
{
    return setState(number, RunState::Paused);
}

Result<void, StoreError> BulkRuns::resume(qint64 number)
{
    return setState(number, RunState::Running);
}

Result<void, StoreError> BulkRuns::stop(qint64 number)
{
    const auto at = m_runs.find(number);
    if (at == m_runs.end())
        return {};
    Kept &kept = at->second;
    if (kept.run.counts.waiting == 0)
        return {};
    kept.run.isStopped = true;
    kept.leaveOutTheRest();
    kept.count();
    if (kept.run.state == RunState::Paused)
        kept.run.state = RunState::Running; // until what is in the outbox has ended
    kept.isHeadUnwritten = true;
    auto written = flush(kept);
    Q_EMIT changed(number);
    advanceSoon();
    return written;
}

Result<qint64, StoreError> BulkRuns::undo(qint64 number)
{
    if (const auto stopped = stop(number); !stopped)
        return Unexpected(stopped.error());
    const auto at = m_runs.find(number);
    if (at == m_runs.end())
        return 0;
    if (std::holds_alternative<DeleteRecords>(at->second.run.change)) {
        if (const auto taken = takeBackDeletes(at->second); !taken)
            return Unexpected(taken.error());
        return 0;
    }
    QList<QUuid> records;
    for (const BulkRow &row : std::as_const(at->second.run.rows)) {
        if (row.state == RowState::Done || row.state == RowState::Queued)
            records.append(row.localId);
    }
    if (records.isEmpty())
        return 0;
    return start(GiveBack{number}, records);
}

Result<void, StoreError> BulkRuns::takeBackDeletes(Kept &kept)
{
    const QSet<qsizetype> open = kept.open;
    for (const qsizetype place : open) {
        if (const auto taken = m_store.takeBack(kept.run.rows[place].sequence); !taken)
            return Unexpected(taken.error());
    }
    advanceSoon();
    return {};
}

Result<void, StoreError> BulkRuns::retryFailed(qint64 number)
{
    const auto at = m_runs.find(number);
    if (at == m_runs.end())
        return {};
    Kept &kept = at->second;
    for (qsizetype place = 0; place < kept.run.rows.size(); ++place) {
        BulkRow row = kept.run.rows[place];
        if (row.state != RowState::Failed || row.isConflict)
            continue;
        const auto entry = m_store.entry(row.sequence);
        if (entry && entry->needsUser()) {
            const auto view = m_store.party(row.localId);
            const bool isDelete = entry->kind == OutboxEntry::Kind::Delete;
            if (const auto tried = m_store.retry(row.sequence, view && !isDelete ? view->shown : entry->edited); !tried)
                return tried;
            settleRow(kept, place);
            continue;
        }
        row.state = RowState::Waiting;
        row.sequence = 0;
        row.problem.clear();
        setRow(kept, place, row);
        kept.next = std::min(kept.next, place);
    }
    if (kept.run.state == RunState::Done) {
        kept.run.state = RunState::Running;
        kept.run.endedAt = {};
    }
    kept.isHeadUnwritten = true;
    auto written = flush(kept);
    Q_EMIT changed(number);
    advanceSoon();
    return written;
}
