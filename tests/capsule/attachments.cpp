#include "endpoints.h"

#include <QUrl>
#include <QUuid>

using namespace Qt::StringLiterals;

namespace capsule {

Answer uploadAttachment(Call &call)
{
    constexpr qsizetype largest = 25 * 1024 * 1024;
    if (call.request.body.size() > largest)
        return failure(413, u"Attachment is larger than 25 MB"_s);
    const QByteArray filename = call.request.headers.value("X-Attachment-Filename");
    if (filename.isEmpty())
        return failure(400, u"X-Attachment-Filename is required"_s);
    Attachment attachment;
    attachment.token = QUuid::createUuid().toString(QUuid::WithoutBraces);
    attachment.filename = QUrl::fromPercentEncoding(filename);
    attachment.contentType = call.request.headers.value("Content-Type");
    attachment.content = call.request.body;
    const Attachment &added = call.account.attachments.insert(attachment);
    return recordAnswer(200, "upload", [&](JsonWriter &json) {
        json.beginObject();
        json.member("token", added.token);
        json.endObject();
    });
}

Answer downloadAttachment(Call &call)
{
    const Attachment *attachment = call.account.attachments.find(call.id());
    if (!attachment)
        return failure(404, u"attachment not found"_s);
    Answer answer{200, {}, attachment->content};
    answer.headers.set("Content-Type"_ba, attachment->contentType);
    answer.headers.set(
        "Content-Disposition"_ba, "attachment; filename*=UTF-8''" + QUrl::toPercentEncoding(attachment->filename));
    return answer;
}

} // namespace capsule
