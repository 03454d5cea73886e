#pragma once

#include "party/activity.h"
#include "replacedlistmodel.h"

#include <QUuid>

class PartyStore;

/// An opportunity or a project as a row.
struct DealRow
{
    Deal deal;
    std::pair<int, qint64> key() const { return {int(deal.kind), deal.id}; }
};

/// The opportunities and projects of a record, to be read.
class DealModel : public ReplacedListModel<DealRow>
{
    Q_OBJECT

public:
    enum Role {
        ValueRole = Qt::UserRole + 1, ///< QString: its worth
        StageRole, ///< QString: what it is, milestone or stage, state
        WhenRole, ///< QString: the expected close, or when it closed
        IsOpenRole, ///< bool
        IsProjectRole, ///< bool
    };

    /// Borrows `store`.
    explicit DealModel(PartyStore &store, QObject *parent = nullptr);

    void setRecord(const QUuid &record);
    QUuid record() const { return m_record; }

    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    void reload();

    PartyStore &m_store;
    QUuid m_record;
};
