#include "control.h"

#include "faults.h"
#include "jsonwriter.h"
#include "service.h"

#include <QJsonDocument>

using namespace Qt::StringLiterals;

namespace capsule {

namespace {

Answer listRequests(const Service &service)
{
    JsonWriter json;
    json.beginObject();
    json.key("requests");
    json.beginArray();
    for (const Exchange &exchange : service.exchanges()) {
        json.beginObject();
        json.member("method", QString::fromLatin1(exchange.request.method));
        json.member("path", QString::fromUtf8(exchange.request.target));
        json.member("status", qint64(exchange.answer.status));
        json.member("fault", exchange.fault);
        json.endObject();
    }
    json.endArray();
    json.endObject();
    return jsonAnswer(200, json.bytes());
}

Answer done(const QString &problem = {})
{
    return problem.isEmpty() ? Answer{204, {}, {}} : failure(400, problem);
}

} // namespace

Answer control(Service &service, Faults &faults, const Request &request)
{
    const QByteArray call = request.method + ' ' + request.target.mid(qsizetype(qstrlen("/control/")));
    const QJsonObject body = QJsonDocument::fromJson(request.body).object();
    if (call == "POST faults")
        return done(faults.addJson(request.body));
    if (call == "DELETE faults") {
        faults.clear();
        return done();
    }
    if (call == "GET requests")
        return listRequests(service);
    if (call == "POST advance") {
        service.advance(body.value("seconds"_L1).toInteger());
        return done();
    }
    if (call == "POST restrict") {
        service.restrictParty(body.value("id"_L1).toInteger());
        return done();
    }
    if (call == "POST options")
        return done(turnSwitches(service, request.body));
    return failure(404, u"No such control"_s);
}

QString turnSwitches(Service &service, const QByteArray &json)
{
    const QMap<QString, bool Options::*> switches{{u"strictContentType"_s, &Options::strictContentType},
        {u"ignoreOrderBy"_s, &Options::ignoreOrderBy},
        {u"ignoreEmbedOrganisation"_s, &Options::ignoreEmbedOrganisation}, {u"deleteAsJob"_s, &Options::deleteAsJob},
        {u"jobFails"_s, &Options::jobFails}, {u"deleteTouchesPeople"_s, &Options::deleteTouchesPeople},
        {u"hideHasMore"_s, &Options::hideHasMore}};
    const QJsonObject object = QJsonDocument::fromJson(json).object();
    for (auto at = object.begin(); at != object.end(); ++at) {
        if (!switches.contains(at.key()) || !at.value().isBool())
            return u"unknown switch '%1'"_s.arg(at.key());
        service.options().*switches[at.key()] = at.value().toBool();
    }
    return {};
}

} // namespace capsule
