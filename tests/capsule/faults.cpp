#include "faults.h"

#include "service.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <array>

using namespace Qt::StringLiterals;

namespace capsule {

namespace {

constexpr std::array words{"none", "dropBefore", "dropAfter", "status", "cut", "cutWithoutLength", "cutChunked",
    "breakJson", "redirect", "html", "hang"};

QRegularExpression expression(const QString &path)
{
    if (path.isEmpty() || path.startsWith(u'^'))
        return QRegularExpression(path);
    QString pattern = QRegularExpression::escape(path);
    pattern.replace("\\*"_L1, ".*"_L1).replace("\\?"_L1, "."_L1);
    return QRegularExpression(QRegularExpression::anchoredPattern(pattern));
}

QString pathOf(const Request &request)
{
    QByteArray path = request.path();
    if (path.startsWith("/api/v2/"))
        path.remove(0, qsizetype(qstrlen("/api/v2")));
    return QString::fromUtf8(path);
}

QString readFault(const QJsonObject &object, Fault &fault)
{
    const QByteArray word = object.value("kind"_L1).toString(u"none"_s).toLatin1();
    const auto at = std::find_if(words.begin(), words.end(), [&](const char *known) { return word == known; });
    if (at == words.end())
        return u"unknown kind of fault '%1'"_s.arg(QString::fromLatin1(word));
    fault.kind = Fault::Kind(at - words.begin());
    fault.method = object.value("method"_L1).toString().toUpper().toLatin1();
    fault.path = object.value("path"_L1).toString();
    fault.skip = object.value("skip"_L1).toInt();
    fault.count = object.value("count"_L1).toInt(1);
    fault.delayMs = object.value("delay"_L1).toInt();
    fault.status = object.value("status"_L1).toInt(500);
    fault.acts = object.value("acts"_L1).toBool();
    fault.body = object.value("body"_L1).toString().toUtf8();
    fault.url = object.value("url"_L1).toString();
    if (!expression(fault.path).isValid())
        return u"'%1' is no regular expression"_s.arg(fault.path);
    return {};
}

Answer substitute(const Service &service, const Fault &fault)
{
    switch (fault.kind) {
    case Fault::Kind::Status: {
        Answer answer = fault.body.isEmpty() ? service.refusal(fault.status) : jsonAnswer(fault.status, fault.body);
        if (!fault.link.isEmpty())
            answer.headers.set("Link"_ba, fault.link);
        return answer;
    }
    case Fault::Kind::Redirect: {
        Answer answer{302, {}, {}};
        answer.headers.set("Location"_ba, fault.url.toUtf8());
        return answer;
    }
    case Fault::Kind::Html: {
        Answer answer{200, {}, "<!DOCTYPE html><html><body>Sign in to this network</body></html>"_ba};
        answer.headers.set("Content-Type"_ba, "text/html; charset=utf-8"_ba);
        return answer;
    }
    default:
        return {0, {}, {}};
    }
}

bool reachesService(const Fault &fault)
{
    switch (fault.kind) {
    case Fault::Kind::DropBefore:
    case Fault::Kind::Redirect:
    case Fault::Kind::Html:
        return false;
    case Fault::Kind::Status:
        return fault.acts;
    default:
        return true;
    }
}

} // namespace

QString faultWord(Fault::Kind kind)
{
    return QString::fromLatin1(words[std::size_t(kind)]);
}

void Faults::add(const Fault &fault)
{
    m_rules.append({fault, expression(fault.path)});
}

std::optional<Fault> Faults::take(const Request &request)
{
    const QString path = pathOf(request);
    for (qsizetype i = 0; i < m_rules.size(); ++i) {
        Rule &rule = m_rules[i];
        const bool fits
            = (rule.fault.method.isEmpty() || rule.fault.method == request.method) && rule.path.match(path).hasMatch();
        if (!fits || rule.fault.count == 0)
            continue;
        if (rule.fault.skip > 0) {
            --rule.fault.skip;
            continue;
        }
        if (rule.fault.count > 0)
            --rule.fault.count;
        return rule.fault;
    }
    return {};
}

QString Faults::addJson(const QByteArray &json)
{
    QJsonParseError error;
    const auto document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError)
        return error.errorString();
    if (!document.object().value("faults"_L1).isArray())
        return u"there is no list 'faults'"_s;
    const QJsonArray array = document.object().value("faults"_L1).toArray();
    QList<Fault> faults;
    for (const auto &item : array) {
        faults.emplaceBack();
        if (const QString problem = readFault(item.toObject(), faults.last()); !problem.isEmpty())
            return problem;
    }
    for (const Fault &fault : std::as_const(faults))
        add(fault);
    return {};
}

Delivery perform(Service &service, Faults &faults, const Request &request)
{
    const auto fault = faults.take(request);
    if (!fault)
        return {service.handle(request), Fault::Kind::None, 0};
    const QString word = faultWord(fault->kind);
    Answer answer;
    if (reachesService(*fault))
        answer = service.handle(request, word);
    if (!reachesService(*fault) || fault->kind == Fault::Kind::Status) {
        answer = substitute(service, *fault);
        service.stamp(answer);
        if (!fault->acts)
            service.remember(request, answer, word);
    }
    if (fault->kind == Fault::Kind::BreakJson)
        answer.body = answer.body.left(answer.body.size() / 2) + "\n<broken>";
    return {answer, fault->kind, fault->delayMs};
}

} // namespace capsule
