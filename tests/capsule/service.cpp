#include "service.h"

#include "moment.h"
#include "routes.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace capsule {

namespace {

constexpr auto root = "/api/v2/"_L1;
constexpr qint64 hour = 3600;

bool isRead(const QByteArray &method, const QByteArray &path)
{
    return method == "GET" || method == "HEAD" || (method == "POST" && path.endsWith("/filters/results"));
}

} // namespace

Service::Service(Options options, Clock clock)
    : m_options(std::move(options))
    , m_clock(clock ? std::move(clock) : Clock(QDateTime::currentDateTimeUtc))
{
    User user;
    user.username = u"grace"_s;
    user.name = u"Grace Okafor"_s;
    user.locale = u"en_GB"_s;
    user.currency = u"GBP"_s;
    user.timezone = u"Europe/London"_s;
    user.lastLoginAt = now();
    m_account.users.insert(user);
    m_account.siteName = u"Sandbox"_s;
    m_account.subdomain = u"sandbox"_s;
}

qint64 Service::now() const
{
    return m_clock().toSecsSinceEpoch() + m_ahead;
}

Answer Service::handle(const Request &request, const QString &fault)
{
    Answer given = answer(request);
    stamp(given);
    remember(request, given, fault);
    return given;
}

void Service::remember(const Request &request, const Answer &answer, const QString &fault)
{
    const Exchange exchange{request, answer, now(), fault};
    if (m_observer)
        m_observer(exchange);
    if (m_exchanges.size() >= m_options.rememberedRequests && !m_exchanges.isEmpty())
        m_exchanges.removeFirst();
    if (m_options.rememberedRequests > 0)
        m_exchanges.append(exchange);
}

void Service::stamp(Answer &answer) const
{
    answer.headers.set("Date"_ba, httpDate(now()));
}

std::optional<Answer> Service::refusedToken(const Request &request, bool &mayWrite) const
{
    const QByteArray header = request.headers.value("Authorization");
    const QString token = header.left(7).toLower() == "bearer " ? QString::fromLatin1(header.mid(7)) : QString();
    mayWrite = token == m_options.token;
    const bool mayRead = mayWrite || (!m_options.readOnlyToken.isEmpty() && token == m_options.readOnlyToken);
    if (mayRead && !token.isEmpty())
        return {};
    return refusal(401);
}

bool Service::spend()
{
    if (const qint64 window = now() / hour; window != m_window) {
        m_window = window;
        m_spent = 0;
    }
    if (m_options.rateLimit >= 0 && m_spent >= m_options.rateLimit)
        return false;
    ++m_spent;
    return true;
}

void Service::addRateHeaders(Answer &answer) const
{
    const int limit = m_options.rateLimit < 0 ? 4000 : m_options.rateLimit;
    const int left = m_options.rateLimit < 0 ? limit : std::max(0, limit - m_spent);
    answer.headers.set("X-RateLimit-Limit"_ba, QByteArray::number(limit));
    answer.headers.set("X-RateLimit-Remaining"_ba, QByteArray::number(left));
    answer.headers.set("X-RateLimit-Reset"_ba, QByteArray::number((now() / hour + 1) * hour));
}

Answer Service::refusal(int status) const
{
    if (status == 429) {
        Answer answer = jsonAnswer(429, R"({"error":"rate limit reached"})"_ba);
        addRateHeaders(answer);
        answer.headers.set("X-RateLimit-Remaining"_ba, "0"_ba);
        return answer;
    }
    if (status == 401) {
        Answer answer = failure(401, u"The access token is missing, invalid or has expired"_s);
        answer.headers.set("WWW-Authenticate"_ba, R"(Bearer realm="Capsule", error="invalid_token")"_ba);
        return answer;
    }
    if (status == 403) {
        Answer answer = failure(403, u"Requires additional scope"_s);
        answer.headers.set(
            "WWW-Authenticate"_ba, R"(Bearer realm="Capsule", error="insufficient_scope", scope="write")"_ba);
        return answer;
    }
    return failure(status, QString::fromLatin1(reasonPhrase(status)));
}

Answer Service::answer(const Request &request)
{
    bool mayWrite = false;
    if (const auto refused = refusedToken(request, mayWrite))
        return *refused;
    if (!spend())
        return refusal(429);
    const QByteArray path = request.path();
    Answer answer = mayWrite || isRead(request.method, path) ? dispatch(request) : refusal(403);
    if (answer.status / 100 == 2)
        addRateHeaders(answer);
    return answer;
}

Answer Service::dispatch(const Request &request)
{
    const QByteArray path = request.path();
    if (!path.startsWith(root.data()))
        return failure(404, u"Could not find resource"_s);
    Call call{m_account, m_options, request, now(), m_account.users.at(0).id};
    call.query = QUrlQuery(QString::fromUtf8(request.target.mid(path.size() + 1)));
    const QString embed = call.parameter(u"embed"_s);
    for (const QString &word : embed.split(u',', Qt::SkipEmptyParts))
        call.embed.insert(word.trimmed());
    return route(call, path.mid(root.size()));
}

Answer Service::ask(const QByteArray &method, const QByteArray &target, const QJsonObject &body)
{
    Request request{method, root.data() + target, {}, {}, u"https://api.capsulecrm.com/api/v2"_s};
    request.headers.set("Content-Type"_ba, "application/json"_ba);
    if (!body.isEmpty())
        request.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return dispatch(request);
}

qint64 Service::addParty(const QJsonObject &party)
{
    const Answer answer = ask("POST"_ba, "parties"_ba, {{u"party"_s, party}});
    if (answer.status != 201)
        qFatal("addParty: %s", answer.body.constData());
    return QJsonDocument::fromJson(answer.body).object().value("party"_L1).toObject().value("id"_L1).toInteger();
}

void Service::editParty(qint64 id, const QJsonObject &change)
{
    const Answer answer = ask("PUT"_ba, "parties/" + QByteArray::number(id), {{u"party"_s, change}});
    if (answer.status != 200)
        qFatal("editParty: %s", answer.body.constData());
}

void Service::deleteParty(qint64 id)
{
    const Answer answer = ask("DELETE"_ba, "parties/" + QByteArray::number(id));
    if (answer.status / 100 != 2)
        qFatal("deleteParty: %s", answer.body.constData());
}

QJsonObject Service::party(qint64 id)
{
    const Answer answer
        = ask("GET"_ba, "parties/" + QByteArray::number(id) + "?embed=tags,fields,missingImportantFields");
    return QJsonDocument::fromJson(answer.body).object().value("party"_L1).toObject();
}

} // namespace capsule
