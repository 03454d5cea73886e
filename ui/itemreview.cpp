#include "itemreview.h"

#include "api/activityapi.h"
#include "party/activitychanges.h"
#include "store/activitystore.h"
#include "store/partystore.h"

#include <QCoreApplication>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
/// Gives the words a translation context.
struct ItemReview
{
    Q_DECLARE_TR_FUNCTIONS(ItemReview)
};

ServerIdLookup lookupIn(const PartyStore &store)
{
    return [&store](const QUuid &id) {
        return store.serverId(id);
    };
}

/// The record is made here and has no id yet, so that the body cannot name it.
bool waitsForRecord(const PartyStore &store, const RelatedRecord &related)
{
    return related.kind == RelatedRecord::Kind::Party && related.id == 0 && store.serverId(related.localId) == 0;
}

QString waitingForRecord()
{
    return ItemReview::tr(
        "The record is not in Capsule yet. It is sent first, and its id is filled in here when it is known.");
}
} // namespace

ReviewedRequest reviewedNote(
    const PartyStore &store, const ActivityApi &api, const QUuid &note, const Entry &base, const Entry &edited)
{
    // Capsule names an uploaded file by a token, which nobody knows before it is there.
    const UploadToken unknown = [](const QString &) {
        return u"…"_s;
    };
    const qint64 serverId = store.activity().serverId(note);
    ReviewedRequest request;
    request.changes = describeChanges(base, edited);
    request.method = serverId ? "PUT"_ba : "POST"_ba;
    request.address = api.entryUrl(serverId);
    const QJsonObject body = serverId ? changes(base, edited, unknown) : createBody(edited, lookupIn(store), unknown);
    request.body = body.isEmpty() ? QByteArray() : entryRequestBody(body);
    const bool uploads = std::ranges::any_of(
        edited.attachments, [](const Attachment &file) { return file.id == 0 && !file.localFile.isEmpty(); });
    if (waitsForRecord(store, edited.relatedTo) && !serverId)
        request.note = waitingForRecord();
    else if (uploads)
        request.note = ItemReview::tr(
            "The files are sent first. Capsule gives each a token, which takes the place of “…” here.");
    return request;
}

ReviewedRequest reviewedTask(
    const PartyStore &store, const ActivityApi &api, const QUuid &task, const Task &base, const Task &edited)
{
    const qint64 serverId = store.activity().serverId(task);
    ReviewedRequest request;
    request.changes = describeChanges(base, edited);
    request.method = serverId ? "PUT"_ba : "POST"_ba;
    request.address = api.taskUrl(serverId);
    const QJsonObject body = serverId ? changes(base, edited) : createBody(edited, lookupIn(store));
    request.body = body.isEmpty() ? QByteArray() : taskRequestBody(body);
    if (waitsForRecord(store, edited.relatedTo) && !serverId)
        request.note = waitingForRecord();
    return request;
}

ReviewedRequest reviewedWork(const PartyStore &store, const ActivityApi &api, const OutboxEntry &work)
{
    ReviewedRequest request;
    if (const auto *note = work.note())
        request = reviewedNote(store, api, work.itemId, note->base, note->edited);
    else if (const auto *task = work.task())
        request = reviewedTask(store, api, work.itemId, task->base, task->edited);
    if (work.kind == OutboxEntry::Kind::Delete) {
        request.method = "DELETE"_ba;
        request.body.clear();
    } else if (!work.isPending()) {
        request.method = work.kind == OutboxEntry::Kind::Create ? "POST"_ba : "PUT"_ba;
        request.body = work.sentBody;
        request.note.clear();
    }
    return request;
}
