#pragma once

#include <QDateTime>
#include <QList>
#include <QString>
#include <QUrl>

#include <chrono>
#include <optional>

/// One line of a refusal: what the service said about which field of which resource (capsule-api.md section 3).
struct FieldError
{
    QString message;
    QString resource;
    QString field;
    bool operator==(const FieldError &) const = default;
};

/// Why a request did not give what was asked for, in the words of the retry table (reliability.md section 3).
struct ApiError
{
    enum class Kind {
        NotSent, ///< refused, unknown host, TLS refused: not one byte of the request left
        Lost, ///< sent, but no complete answer: time-out, cut, 408 or any 5xx; it may have been carried out
        Garbled, ///< a 2xx whose body cannot be used; the request was carried out
        NotCapsule, ///< a redirect or a page that is not JSON: most likely a network's sign-in page
        SignIn, ///< 401: token missing, wrong or expired
        Forbidden, ///< 403
        NotFound, ///< 404, 410
        Rejected, ///< 400, 409, 413, 415, 422: the service understood and said no
        RateLimited, ///< 429: not carried out
        Cancelled, ///< we aborted it ourselves before a byte left
    };
    Kind kind = Kind::Lost;
    int status = 0; ///< HTTP status, 0 if there was none
    QString message; ///< the service's own words; empty if there were none
    QList<FieldError> errors;
    QString detail; ///< for the log and for "Details": Qt's or our description; never a body, header or address
    std::optional<std::chrono::milliseconds> retryAfter; ///< how long to wait, for 429 or where the service says so
    QUrl location; ///< of a Garbled create: the new record's address if it arrived whole and is of the same host

    static ApiError of(Kind kind, QString detail) { return {kind, 0, {}, {}, std::move(detail), {}, {}}; }
};
