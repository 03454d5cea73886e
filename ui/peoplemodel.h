#pragma once

#include <QAbstractListModel>
#include <QList>
#include <QUuid>

class PartyStore;

/// The people of one organisation. It holds their ids only: what a row shows is read when it is shown, so that an
/// organisation with thousands of people costs no more than one with ten.
class PeopleModel : public QAbstractListModel
{
    Q_OBJECT

public:
    enum Role {
        LocalIdRole = Qt::UserRole + 1, ///< QUuid
        JobTitleRole, ///< QString, may be empty
    };

    /// Borrows `store`.
    explicit PeopleModel(const PartyStore &store, QObject *parent = nullptr);

    /// In the order in which they are shown.
    void setPeople(const QList<QUuid> &people);
    const QList<QUuid> &people() const { return m_people; }

    int rowCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;

private:
    const PartyStore &m_store;
    QList<QUuid> m_people;
};
