#include "journalmodel.h"

#include "partywords.h"
#include "plaintext.h"
#include "store/activitywork.h"

#include <algorithm>

using namespace Qt::StringLiterals;
using State = OutboxEntry::State;

namespace {
constexpr int Portion = 200; // lines of the history read at once

/// True while an entry waits for its next try.
bool isDueLater(const OutboxEntry &entry, const QDateTime &now)
{
    return entry.state == State::Queued && !entry.held && entry.attempts > 0 && entry.notBefore > now;
}

QString stateOf(const OutboxEntry &entry)
{
    if (!entry.isPending())
        return JournalModel::resultOf(entry);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    return isDueLater(entry, now) ? nextTry(entry.notBefore, now) : stateWord(entry);
}

QString stateTip(const OutboxEntry &entry)
{
    if (isDueLater(entry, QDateTime::currentDateTimeUtc()))
        //: %1 is a date and a time
        return JournalModel::tr("Next try: %1").arg(wholeTime(entry.notBefore));
    const QString reason = reasonOf(entry);
    return reason.isEmpty() ? stateOf(entry) : reason;
}
} // namespace

JournalModel::JournalModel(PartyStore &store, Source source, QObject *parent)
    : QAbstractListModel(parent)
    , m_store(store)
    , m_source(source)
{
    const auto changed = source == Source::Outbox ? &PartyStore::outboxChanged : &PartyStore::historyChanged;
    connect(&store, changed, this, &JournalModel::follow);
    reload();
}

void JournalModel::setWatched(bool watched)
{
    m_isWatched = watched;
    if (m_isBehind)
        follow();
}

void JournalModel::follow()
{
    m_isBehind = !m_isWatched;
    if (m_isWatched)
        reload();
}

void JournalModel::reload()
{
    beginResetModel();
    m_lines.clear();
    if (m_source == Source::Outbox) {
        for (const OutboxEntry &entry : m_store.pendingEntries())
            m_lines.append({0, entry.createdAt, entry});
    } else {
        m_lines = olderThan(0);
    }
    m_isWhole = m_source == Source::Outbox || m_lines.size() < Portion;
    endResetModel();
}

QList<HistoryLine> JournalModel::olderThan(qint64 number) const
{
    return m_record.isNull() ? m_store.history(number, Portion) : m_store.historyOf(m_record, number, Portion);
}

void JournalModel::setRecord(const QUuid &localId)
{
    if (localId == m_record)
        return;
    m_record = localId;
    reload();
}

int JournalModel::rowOf(const HistoryLine &line) const
{
    const auto same = [&line](const HistoryLine &other) {
        return other.number == line.number && other.entry.sequence == line.entry.sequence;
    };
    const auto found = std::ranges::find_if(m_lines, same);
    return found == m_lines.end() ? -1 : static_cast<int>(found - m_lines.begin());
}

int JournalModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

bool JournalModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_isWhole;
}

void JournalModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    const QList<HistoryLine> older = olderThan(m_lines.last().number);
    m_isWhole = older.size() < Portion;
    if (older.isEmpty())
        return;
    const int first = rowCount();
    beginInsertRows({}, first, first + static_cast<int>(older.size()) - 1);
    m_lines += older;
    endInsertRows();
}

QString JournalModel::resultOf(const OutboxEntry &entry)
{
    if (entry.sequence == 0)
        return entry.kind == OutboxEntry::Kind::Delete ? tr("Deleted in Capsule") : tr("Changed in Capsule");
    return entry.state == State::Done ? tr("Sent") : tr("Not sent");
}

QVariant JournalModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const OutboxEntry &entry = entryAt(index.row());
    // Work on a note or a task goes by its record.
    const auto record = entry.isAboutParty() ? std::nullopt : m_store.index().summary(entry.localId);
    const QString name = record ? record->name : subjectNameOf(entry);
    switch (role) {
    case Qt::DisplayRole:
        return displayText(name);
    case Qt::AccessibleTextRole:
        return QLocale().createSeparatedList({displayText(name), displayText(changeLine(entry)), stateOf(entry),
            relativeTime(lineAt(index.row()).at, QDateTime::currentDateTimeUtc())});
    case LocalIdRole:
        return entry.localId;
    case IsPersonRole:
        return record ? record->type == PartyType::Person : entry.edited.isPerson();
    case ChangeRole:
        return displayText(changeLine(entry));
    case StateRole:
        return stateOf(entry);
    case StateTipRole:
        return displayText(stateTip(entry));
    case AtRole:
        return lineAt(index.row()).at;
    case NeedsUserRole:
        return entry.needsUser();
    default:
        return {};
    }
}
