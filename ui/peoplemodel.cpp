#include "peoplemodel.h"

#include "plaintext.h"
#include "store/partystore.h"

#include <QLocale>

PeopleModel::PeopleModel(const PartyStore &store, QObject *parent)
    : QAbstractListModel(parent)
    , m_store(store)
{
}

void PeopleModel::setPeople(const QList<QUuid> &people)
{
    if (people == m_people) {
        if (!people.isEmpty()) // a name or a job may have changed
            Q_EMIT dataChanged(index(0), index(static_cast<int>(people.size()) - 1));
        return;
    }
    beginResetModel();
    m_people = people;
    endResetModel();
}

int PeopleModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_people.size());
}

QVariant PeopleModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const QUuid person = m_people.at(index.row());
    if (role == LocalIdRole)
        return person;
    const PartySummary summary = m_store.index().summary(person).value_or(PartySummary());
    switch (role) {
    case Qt::DisplayRole:
        return summary.name;
    case JobTitleRole:
        return summary.jobTitle;
    case Qt::AccessibleTextRole: {
        QStringList facts{summary.name, summary.jobTitle};
        facts.removeAll(QString());
        return displayText(QLocale().createSeparatedList(facts));
    }
    case Qt::ToolTipRole:
        return plainToolTip(
            summary.jobTitle.isEmpty() ? summary.name : tr("%1 · %2").arg(summary.name, summary.jobTitle));
    default:
        return {};
    }
}
