#pragma once

#include "message.h"

#include <QRegularExpression>

#include <optional>

namespace capsule {

class Service;

/// One thing that goes wrong on the wire, for the requests that fit it.
struct Fault
{
    enum class Kind {
        None, ///< nothing but the delay
        DropBefore, ///< the connection is closed, the request is not carried out
        DropAfter, ///< the request is carried out, then the connection is closed
        Status, ///< another status instead of the answer; carried out only if `acts`
        Cut, ///< half of the body under the Content-Length of the whole, then the connection is closed
        CutWithoutLength, ///< half of the body without a Content-Length, then the connection is closed
        CutChunked, ///< half of the body in a chunk, then the connection is closed before the last chunk
        BreakJson, ///< a complete answer whose body is no JSON
        Redirect, ///< 302 to `url`, not carried out
        Html, ///< 200 with a page of text/html, as a captive portal gives it; not carried out
        Hang, ///< carried out, never answered
    };

    QByteArray method; ///< empty for any
    QString path; ///< a glob over the path behind the base, e.g. "/parties/*"; a regular expression if it begins with
                  ///< ^; empty for any
    Kind kind = Kind::None;
    int skip = 0; ///< how many fitting requests pass first
    int count = 1; ///< how often it happens; negative for ever
    int delayMs = 0; ///< before the answer, or before the connection is closed
    int status = 500;
    bool acts = false;
    QByteArray body = {}; ///< of a status; empty for the service's own words
    QString url = {}; ///< of a redirect
    QByteArray link = {}; ///< the Link header of a status
};

/// The faults in force. Each request meets the first that fits it.
class Faults
{
public:
    void add(const Fault &fault);
    void clear() { m_rules.clear(); }
    /// The fault for this request, counted down.
    std::optional<Fault> take(const Request &request);

    /// Adds the faults of `{"faults":[{"method","path","kind","skip","count","delay","status","acts","body","url"}]}`.
    /// Returns what is wrong with it, or an empty text.
    QString addJson(const QByteArray &json);

private:
    struct Rule
    {
        Fault fault;
        QRegularExpression path;
    };
    QList<Rule> m_rules;
};

/// How an answer leaves the service.
struct Delivery
{
    Answer answer;
    Fault::Kind fault = Fault::Kind::None;
    int delayMs = 0;
};

/// The word for a kind of fault in JSON and in records, e.g. "dropAfter".
QString faultWord(Fault::Kind kind);

/// Carries a request out, or not, as the faults will have it. Both doors send what comes back.
Delivery perform(Service &service, Faults &faults, const Request &request);

} // namespace capsule
