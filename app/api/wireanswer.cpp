#include "api/wireanswer.h"

#include <QByteArrayList>
#include <QJsonArray>
#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace {

bool isJson(const QByteArray &contentType)
{
    const QByteArray type = contentType.split(';').first().trimmed().toLower();
    return type == "application/json" || (type.startsWith("application/") && type.endsWith("+json"));
}

/// True if this cannot come from Capsule, which speaks JSON only.
bool isForeign(const WireAnswer &answer)
{
    const QByteArray type = answer.header("content-type"_ba);
    return type.isEmpty() ? !answer.body.isEmpty() : !isJson(type);
}

ApiError::Kind kindOfStatus(int status)
{
    switch (status) {
    case 401:
        return ApiError::Kind::SignIn;
    case 403:
        return ApiError::Kind::Forbidden;
    case 404:
    case 410:
        return ApiError::Kind::NotFound;
    case 407: // comes from a proxy,
    case 511: // and this from a network that wants a sign-in (RFC 6585 section 6)
        return ApiError::Kind::NotCapsule;
    case 408:
        return ApiError::Kind::Lost;
    case 429:
        return ApiError::Kind::RateLimited;
    default:
        break;
    }
    if (status / 100 == 3)
        return ApiError::Kind::NotCapsule;
    return status / 100 == 4 ? ApiError::Kind::Rejected : ApiError::Kind::Lost;
}

QList<FieldError> fieldErrors(const QJsonArray &array)
{
    QList<FieldError> errors;
    for (const auto &value : array) {
        const QJsonObject error = value.toObject();
        errors.append({error["message"_L1].toString(), error["resource"_L1].toString(), error["field"_L1].toString()});
    }
    return errors;
}

/// The service's own words (capsule-api.md sections 3 and 4), as far as they can be read.
void readWords(const QByteArray &body, ApiError &error)
{
    const QJsonObject words = QJsonDocument::fromJson(body).object();
    error.message = words["message"_L1].toString(words["error"_L1].toString());
    error.errors = fieldErrors(words["errors"_L1].toArray());
}

ApiError refused(const WireAnswer &answer)
{
    ApiError error = ApiError::of(kindOfStatus(answer.status), u"HTTP %1"_s.arg(answer.status));
    error.status = answer.status;
    readWords(answer.body, error);
    return error;
}

/// A file comes under its name (capsule-api.md section 15); a sign-in page does not.
Result<QJsonObject, ApiError> judgedFile(const ApiRequest &request, const WireAnswer &answer)
{
    if (!answer.header("content-disposition"_ba).isEmpty() && answer.isComplete)
        return QJsonObject();
    if (!answer.header("content-disposition"_ba).isEmpty()) {
        ApiError error = ApiError::of(ApiError::Kind::Lost, answer.trouble);
        error.status = answer.status;
        return Unexpected(error);
    }
    return Unexpected(unusable(request, answer, u"The answer is not a file"_s));
}

} // namespace

QUrl WireAnswer::location(const QUrl &requestUrl) const
{
    const QByteArray value = header("location"_ba);
    if (value.isEmpty())
        return {};
    const QUrl target = requestUrl.resolved(QUrl(QString::fromUtf8(value), QUrl::StrictMode));
    return isSameOrigin(target, requestUrl) ? target : QUrl();
}

ApiError unusable(const ApiRequest &request, const WireAnswer &answer, const QString &detail)
{
    const auto kind = isForeign(answer) ? ApiError::Kind::NotCapsule : ApiError::Kind::Garbled;
    ApiError error = ApiError::of(kind, detail);
    error.status = answer.status;
    error.location = answer.location(request.url);
    return error;
}

Result<QJsonObject, ApiError> judged(const ApiRequest &request, const WireAnswer &answer)
{
    if (answer.refusal)
        return Unexpected(*answer.refusal);
    if (answer.status == 0) {
        const auto kind = answer.mayHaveLeft ? ApiError::Kind::Lost : ApiError::Kind::NotSent;
        return Unexpected(ApiError::of(kind, answer.trouble));
    }
    if (answer.status / 100 != 2)
        return Unexpected(refused(answer));
    if (!request.goodStatuses.contains(answer.status))
        return Unexpected(unusable(request, answer, u"HTTP %1 where another success was due"_s.arg(answer.status)));
    if (request.verb == ApiRequest::Verb::Delete)
        return QJsonObject();
    if (request.wantsBytes)
        return judgedFile(request, answer);
    if (!answer.isComplete)
        return Unexpected(unusable(request, answer, answer.trouble));
    if (isForeign(answer))
        return Unexpected(unusable(request, answer, u"The answer is not JSON"_s));

    QJsonParseError parseError;
    const QJsonDocument document = QJsonDocument::fromJson(answer.body, &parseError);
    if (!document.isObject())
        return Unexpected(unusable(request, answer, u"Broken JSON at byte %1"_s.arg(parseError.offset)));
    return document.object();
}
