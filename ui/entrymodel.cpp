#include "entrymodel.h"

#include "activitywords.h"
#include "partywords.h"
#include "plaintext.h"
#include "store/partystore.h"

#include <QLocale>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr int Portion = 50;

QString iconOf(const Entry &entry)
{
    if (entry.type == "email"_L1)
        return u"mail"_s;
    if (entry.type == "task"_L1)
        return u"check"_s;
    return entry.activityType.name.contains("call"_L1, Qt::CaseInsensitive) ? u"phone"_s : u"note"_s;
}

/// When it happened; of one that waits, when it was written.
QDateTime momentOf(const EntryView &view)
{
    if (view.shown.entryAt.isValid())
        return view.shown.entryAt;
    return view.work ? view.work->createdAt : view.shown.createdAt;
}
} // namespace

EntryModel::EntryModel(PartyStore &store, QObject *parent)
    : ReplacedListModel(parent)
    , m_store(store)
    , m_limit(Portion)
{
    connect(&store.activity(), &ActivityStore::entriesChanged, this, [this](const QList<QUuid> &records) {
        if (m_record.isNull())
            return;
        const QList<QUuid> sources = m_store.activity().sourcesOf(m_record);
        const QSet<QUuid> shown(sources.begin(), sources.end());
        if (std::ranges::any_of(records, [&](const QUuid &record) { return shown.contains(record); }))
            reload();
    });
    connect(&store, &PartyStore::partiesReset, this, &EntryModel::reload);
}

void EntryModel::setRecord(const QUuid &record)
{
    m_record = record;
    m_limit = Portion;
    reload();
}

void EntryModel::reload()
{
    QList<EntryRow> rows;
    const QList<EntryView> views
        = m_record.isNull() ? QList<EntryView>() : m_store.activity().entriesOf(m_record, m_limit);
    m_isWhole = views.size() < m_limit;
    for (const EntryView &view : views) {
        if (view.isDeleted)
            continue;
        const auto summary = view.record == m_record ? std::nullopt : m_store.index().summary(view.record);
        rows.append({view, summary ? summary->name : QString()});
    }
    replaceRows(rows);
}

int EntryModel::rowOf(const QUuid &localId) const
{
    const auto found = std::ranges::find(rows(), localId, &EntryRow::key);
    return found == rows().end() ? -1 : static_cast<int>(found - rows().begin());
}

void EntryModel::setUpload(qint64 sequence, int percent)
{
    m_uploading = sequence;
    m_uploaded = percent;
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {StateRole});
}

bool EntryModel::canFetchMore(const QModelIndex &parent) const
{
    return !parent.isValid() && !m_isWhole;
}

void EntryModel::fetchMore(const QModelIndex &parent)
{
    if (!canFetchMore(parent))
        return;
    m_limit += Portion;
    reload();
}

QString EntryModel::stateOf(const EntryView &view) const
{
    if (!view.work)
        return m_store.activity().mayBeTwice(view.localId) ? twiceWord() : QString();
    if (view.work->sequence == m_uploading && view.work->state == OutboxEntry::State::Queued)
        //: A file is on its way to Capsule; %1 is a number
        return tr("Sending its files: %1%").arg(m_uploaded);
    return stateWord(*view.work);
}

QVariant EntryModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const EntryRow &row = rowAt(index.row());
    const Entry &entry = row.view.shown;
    switch (role) {
    case Qt::DisplayRole:
    case TitleRole:
        return entryTitle(entry);
    case Qt::AccessibleTextRole: {
        QStringList parts{entryTitle(entry), data(index, ByRole).toString(), wholeTime(momentOf(row.view)),
            displayText(entry.content.left(400)), data(index, FilesRole).toString(), stateOf(row.view)};
        parts.removeAll(QString());
        return QLocale().createSeparatedList(parts);
    }
    case ByRole: {
        const QString creator = entry.creator ? displayText(entry.creator->name) : QString();
        const QString whose = displayText(row.recordName);
        if (creator.isEmpty() || whose.isEmpty())
            return creator + whose;
        //: %1 is who wrote a note, %2 the person it is about
        return tr("%1 · about %2").arg(creator, whose);
    }
    case AtRole:
        return momentOf(row.view);
    case ContentRole:
        return entry.content;
    case FilesRole: {
        QStringList names;
        for (const Attachment &file : entry.attachments)
            names << displayText(file.filename);
        return QLocale().createSeparatedList(names);
    }
    case StateRole:
        return stateOf(row.view);
    case NeedsUserRole:
        return row.view.work && row.view.work->needsUser();
    case IconNameRole:
        return iconOf(entry);
    default:
        return {};
    }
}
