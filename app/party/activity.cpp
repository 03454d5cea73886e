#include "activity.h"

using namespace Qt::StringLiterals;

namespace {

// As in a party's local id, with the lowest bits of the variant's byte telling the number space.
constexpr uchar EntrySpace = 1;
constexpr uchar TaskSpace = 2;

QUuid inSpace(uchar space, qint64 serverId)
{
    QUuid id = localIdOfServerId(serverId);
    id.data4[0] = uchar(id.data4[0] | space);
    return id;
}

qint64 idFromSpace(uchar space, QUuid localId)
{
    if ((localId.data4[0] & 0x3f) != space)
        return 0;
    localId.data4[0] = uchar(localId.data4[0] ^ space);
    return serverIdOfLocalId(localId);
}

} // namespace

QDateTime dueMoment(const Task &task, const QTimeZone &zone)
{
    if (!task.dueOn.isValid())
        return {};
    if (!task.dueTime.isValid())
        return task.dueOn.endOfDay(zone).toUTC();
    return QDateTime(task.dueOn, task.dueTime, zone).toUTC();
}

bool isOverdue(const Task &task, const QTimeZone &zone, const QDateTime &now)
{
    const QDateTime due = dueMoment(task, zone);
    return task.isOpen() && due.isValid() && due < now;
}

QUrl dealPage(const QUrl &site, const Deal &deal)
{
    if (site.scheme() != "https"_L1 || site.host().isEmpty() || deal.id == 0)
        return {};
    QUrl page = site.adjusted(QUrl::RemovePath | QUrl::RemoveQuery | QUrl::RemoveFragment | QUrl::RemoveUserInfo);
    const auto word = deal.kind == Deal::Kind::Opportunity ? "opportunity"_L1 : "kase"_L1;
    page.setPath(u"/%1/%2"_s.arg(word).arg(deal.id));
    return page;
}

QUuid localIdOfEntry(qint64 serverId)
{
    return inSpace(EntrySpace, serverId);
}

QUuid localIdOfTask(qint64 serverId)
{
    return inSpace(TaskSpace, serverId);
}

qint64 entryIdOfLocalId(const QUuid &localId)
{
    return idFromSpace(EntrySpace, localId);
}

qint64 taskIdOfLocalId(const QUuid &localId)
{
    return idFromSpace(TaskSpace, localId);
}
