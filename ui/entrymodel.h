#pragma once

#include "replacedlistmodel.h"
#include "store/activitystore.h"

class PartyStore;

/// An entry as a row.
struct EntryRow
{
    EntryView view;
    QString recordName; ///< whose it is, where the list holds several records' entries
    QUuid key() const { return view.localId; }
};

/// The entries of a record, the newest first, in portions; an organisation's with those of its people.
class EntryModel : public ReplacedListModel<EntryRow>
{
    Q_OBJECT

public:
    enum Role {
        TitleRole = Qt::UserRole + 1, ///< QString
        ByRole, ///< QString: who wrote it, and of whom it is
        AtRole, ///< QDateTime, UTC
        ContentRole, ///< QString, Markdown
        FilesRole, ///< QString: the names of its files
        StateRole, ///< QString: where unsent work on it stands; empty for none
        NeedsUserRole, ///< bool
        IconNameRole, ///< QString, of resources/icons
    };

    /// Borrows `store`.
    explicit EntryModel(PartyStore &store, QObject *parent = nullptr);

    void setRecord(const QUuid &record);
    QUuid record() const { return m_record; }
    int rowOf(const QUuid &localId) const;
    /// How far the files of waiting work are on their way, in per cent, by sequence.
    void setUpload(qint64 sequence, int percent);

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    bool canFetchMore(const QModelIndex &parent) const override;
    void fetchMore(const QModelIndex &parent) override;

private:
    void reload();
    QString stateOf(const EntryView &view) const;

    PartyStore &m_store;
    QUuid m_record;
    int m_limit;
    bool m_isWhole = true; // of what is on this computer
    qint64 m_uploading = 0;
    int m_uploaded = 0;
};
