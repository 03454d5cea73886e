#include "endpoints.h"

using namespace Qt::StringLiterals;

namespace capsule {

namespace {

void writeTitle(JsonWriter &json, const Title &title)
{
    json.beginObject();
    json.member("id", title.id);
    json.member("title", title.title);
    json.endObject();
}

void writeNamed(JsonWriter &json, const NamedItem &item)
{
    json.beginObject();
    json.member("id", item.id);
    json.member("name", item.name);
    json.endObject();
}

} // namespace

Answer listTitles(Call &call)
{
    return wholeList("personTitles", call.account.titles.rows(),
        [](JsonWriter &json, const auto &title) { writeTitle(json, *title); });
}

Answer createTitle(Call &call)
{
    QJsonObject body;
    if (const Refusal refused = readBody(call, "personTitle"_L1, body))
        return *refused;
    Title title;
    if (const Refusal refused = readText(body, "title"_L1, title.title))
        return *refused;
    if (title.title.trimmed().isEmpty())
        return invalid(u"title is required"_s, u"personTitle"_s, u"title"_s);
    if (call.account.titles.size() >= 50)
        return invalid(u"too many titles"_s, u"personTitle"_s, u"title"_s);
    const Title &added = call.account.titles.insert(title);
    return created(call, "titles/" + QByteArray::number(added.id),
        recordAnswer(201, "personTitle", [&](JsonWriter &json) { writeTitle(json, added); }));
}

Answer deleteTitle(Call &call)
{
    const Title *title = call.account.titles.find(call.id());
    if (!title)
        return failure(404, u"title not found"_s);
    const auto &parties = call.account.parties.rows();
    if (std::any_of(parties.begin(), parties.end(), [&](const auto &party) { return party->title == title->title; }))
        return invalid(u"title is in use"_s, u"personTitle"_s, u"id"_s);
    call.account.titles.remove(call.id());
    return {204, {}, {}};
}

Answer listCategories(Call &call)
{
    return wholeList("categories", call.account.categories.rows(), [](JsonWriter &json, const auto &category) {
        json.beginObject();
        json.member("id", category->id);
        json.member("name", category->name);
        json.member("colour", category->colour);
        json.endObject();
    });
}

Answer listActivityTypes(Call &)
{
    static const QList<NamedItem> types{
        {-1, u"Note"_s}, {-2, u"Email"_s}, {-4, u"Task completed"_s}, {1, u"Call"_s}, {2, u"Meeting"_s}};
    return wholeList("activityTypes", types, writeNamed);
}

Answer listLostReasons(Call &call)
{
    return wholeList("lostReasons", call.account.lostReasons.rows(),
        [](JsonWriter &json, const auto &reason) { writeNamed(json, *reason); });
}

Answer showJob(Call &call)
{
    const auto job = call.account.jobs.find(call.text);
    if (job == call.account.jobs.end())
        return failure(404, u"job not found"_s);
    const bool isDone = job->polls >= call.options.jobPolls;
    ++job->polls;
    const bool hasFailed = isDone && call.options.jobFails;
    if (isDone && !hasFailed && call.account.parties.find(job->party))
        call.account.removeParty(job->party, call.now, call.options.deleteTouchesPeople);
    return recordAnswer(200, "job", [&](JsonWriter &json) {
        json.beginObject();
        json.member("status", hasFailed ? u"failed"_s : isDone ? u"completed"_s : u"running"_s);
        json.member("progress", qint64(isDone ? 100 : 50));
        json.member("action", job->action);
        json.member("id", call.text);
        json.endObject();
    });
}

Answer listNoTracks(Call &call)
{
    return call.account.visibleParty(call.id()) ? jsonAnswer(200, R"({"tracks":[]})"_ba)
                                                : failure(404, u"party not found"_s);
}

Answer listNoTrackDefinitions(Call &)
{
    return jsonAnswer(200, R"({"trackDefinitions":[]})"_ba);
}

} // namespace capsule
