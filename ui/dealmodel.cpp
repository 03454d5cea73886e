#include "dealmodel.h"

#include "activitywords.h"
#include "plaintext.h"
#include "store/activitystore.h"
#include "store/partystore.h"

#include <QLocale>

using namespace Qt::StringLiterals;

namespace {
QString whenOf(const Deal &deal)
{
    const QLocale locale;
    if (deal.closedOn.isValid())
        //: %1 is a date
        return DealModel::tr("Closed %1").arg(locale.toString(deal.closedOn, QLocale::ShortFormat));
    if (deal.expectedCloseOn.isValid())
        //: When an opportunity or a project is expected to close; %1 is a date
        return DealModel::tr("Expected %1").arg(locale.toString(deal.expectedCloseOn, QLocale::ShortFormat));
    return {};
}

QString stageOf(const Deal &deal)
{
    const QString kind = deal.kind == Deal::Kind::Kase ? DealModel::tr("Project") : DealModel::tr("Opportunity");
    QStringList parts{kind, displayText(deal.stage)};
    // Of a milestone the state says nothing new while it is open.
    if (!deal.isOpen() || deal.stage.isEmpty())
        parts << dealState(deal);
    if (deal.isOpen() && deal.probability)
        //: How likely an opportunity is; %1 is a number
        parts << DealModel::tr("%1%").arg(*deal.probability);
    parts.removeAll(QString());
    return parts.join(u" · "_s);
}
} // namespace

DealModel::DealModel(PartyStore &store, QObject *parent)
    : ReplacedListModel(parent)
    , m_store(store)
{
    connect(&store.activity(), &ActivityStore::dealsChanged, this, [this](const QUuid &record) {
        if (record == m_record)
            reload();
    });
    connect(&store, &PartyStore::partiesReset, this, &DealModel::reload);
}

void DealModel::setRecord(const QUuid &record)
{
    m_record = record;
    reload();
}

void DealModel::reload()
{
    QList<DealRow> rows;
    const QList<Deal> deals = m_record.isNull() ? QList<Deal>() : m_store.activity().dealsOf(m_record);
    for (const Deal &deal : deals)
        rows.append({deal});
    replaceRows(rows);
}

QVariant DealModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid | CheckIndexOption::ParentIsInvalid))
        return {};
    const Deal &deal = rowAt(index.row()).deal;
    switch (role) {
    case Qt::DisplayRole:
        return displayText(deal.name);
    case Qt::AccessibleTextRole: {
        QStringList parts{displayText(deal.name), stageOf(deal), dealValue(deal), whenOf(deal)};
        parts.removeAll(QString());
        return QLocale().createSeparatedList(parts);
    }
    case ValueRole:
        return dealValue(deal);
    case StageRole:
        return stageOf(deal);
    case WhenRole:
        return whenOf(deal);
    case IsOpenRole:
        return deal.isOpen();
    case IsProjectRole:
        return deal.kind == Deal::Kind::Kase;
    default:
        return {};
    }
}
