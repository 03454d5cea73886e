#pragma once

#include "api/apierror.h"
#include "api/apirequest.h"
#include "result.h"

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QString>

#include <optional>

/// What came over the wire for one request, before anybody judged it.
struct WireAnswer
{
    int status = 0; ///< HTTP status, 0 if no answer began
    QHash<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;
    bool isComplete = false; ///< the answer ended as it should, as far as the transport can tell
    bool mayHaveLeft = false; ///< the service may have seen the request
    QString trouble; ///< why it is not complete; never a body, header or address
    std::optional<ApiError> refusal; ///< set if we did not send it in the first place

    /// The value of a header; `name` in lower case. Empty if missing.
    QByteArray header(const QByteArray &name) const { return headers.value(name); }
    /// The Location header, made absolute; empty if missing or not of the request's own host.
    QUrl location(const QUrl &requestUrl) const;
};

/// The answer's JSON object if it is a good one: expected status, complete, JSON by type and by content. A good answer
/// to a DELETE is judged by its status alone and gives an empty object. Otherwise the error in the words of the retry
/// table (reliability.md section 3), without `retryAfter`.
Result<QJsonObject, ApiError> judged(const ApiRequest &request, const WireAnswer &answer);

/// The error for a 2xx that cannot be used: Garbled, or NotCapsule where the body is not even JSON by its type.
ApiError unusable(const ApiRequest &request, const WireAnswer &answer, const QString &detail);
