#pragma once

#include "store/partystore.h"

#include <QAbstractListModel>

/// The rows of the outbox or of the history: which record, what is done to it, when, and where that stands (ux.md
/// section 2.11).
class JournalModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum class Source {
        Outbox, ///< what waits, in the order of sending
        History, ///< what happened, newest first, read in portions
    };
    enum Role {
        LocalIdRole = Qt::UserRole + 1, ///< QUuid of the record
        IsPersonRole, ///< bool
        ChangeRole, ///< QString: what is done, on one line
        StateRole, ///< QString: where it stands
        StateTipRole, ///< QString: the whole of it, for a tooltip
        AtRole, ///< QDateTime, UTC
        NeedsUserRole, ///< bool: it goes on only by a decision
    };

    /// Borrows `store`.
    JournalModel(PartyStore &store, Source source, QObject *parent = nullptr);

    /// What became of an entry that ended, or what others did.
    static QString resultOf(const OutboxEntry &entry);

    Source source() const { return m_source; }
    /// While nobody looks, the model does not follow the store; it catches up when somebody does.
    void setWatched(bool watched);
    /// The history of one record alone; of all of them with a null id.
    void setRecord(const QUuid &localId);
    QUuid record() const { return m_record; }
    /// The entry of a row; of a line of others' doing it has the sequence 0.
    const OutboxEntry &entryAt(int row) const { return m_lines.at(row).entry; }
    /// The row that was `line` before a reset; -1 if it is gone.
    int rowOf(const HistoryLine &line) const;
    const HistoryLine &lineAt(int row) const { return m_lines.at(row); }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

private:
    void follow();
    void reload();
    QList<HistoryLine> olderThan(qint64 number) const;

    PartyStore &m_store;
    Source m_source;
    QUuid m_record;
    QList<HistoryLine> m_lines;
    bool m_isWatched = true;
    bool m_isBehind = false; // the store has changed since
    bool m_isWhole = false; // there is no older line
};
