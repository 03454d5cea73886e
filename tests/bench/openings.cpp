#include "bench/figures.h"
#include "bench/parts.h"
#include "bench/realwindow.h"
#include "bench/recordingnetwork.h"
#include "bench/stopwatch.h"
#include "bench/watchedapplication.h"
#include "party/partyjson.h"
#include "partyform.h"

#include <QJsonDocument>
#include <QRandomGenerator>

using namespace Qt::StringLiterals;

namespace {

constexpr int Crowd = 2000;

ReceivedParty received(const Party &party)
{
    return {QJsonDocument(partyToJson(party)).toJson(QJsonDocument::Compact), party};
}

/// An organisation with very many people, as if Capsule had told them.
QUuid addCrowd(PartyStore &store)
{
    Party firm;
    firm.id = store.highestServerId() + 1;
    firm.type = PartyType::Organisation;
    firm.name = u"Crowd Ltd"_s;
    QList<ReceivedParty> page{received(firm)};
    for (int i = 1; i <= Crowd; ++i) {
        Party person;
        person.id = firm.id + i;
        person.firstName = u"Worker"_s;
        person.lastName = u"Number %1"_s.arg(i);
        person.jobTitle = u"Job %1"_s.arg(i % 40);
        person.organisation = OrganisationRef{firm.id, {}, firm.name};
        page.append(received(person));
    }
    if (const auto stored = store.applyPage(page, QDateTime::currentDateTimeUtc()); !stored)
        giveUp(u"the people could not be stored: "_s + stored.error().detail);
    return store.localId(firm.id);
}

/// Milliseconds until the record is on screen and nothing about it is still to be painted.
double open(const QUuid &localId, RealWindow &real, WatchedApplication &application)
{
    application.settle();
    const qint64 startedAt = readStopwatch();
    real.window().openParty(localId);
    application.runUntil([&] { return application.lastPainted() > startedAt; });
    application.settle();
    if (real.window().currentParty() != localId)
        giveUp(u"the record was not opened"_s);
    return msBetween(startedAt, application.lastPainted());
}

} // namespace

QJsonObject openRecords(int &argc, char **argv, const QJsonObject &orders)
{
    WatchedApplication application(argc, argv);
    RecordingNetwork network;
    RealWindow real(orders, application, network);
    real.waitUntilReady();
    application.watch(real.window().findChild<PartyForm *>());
    QRandomGenerator random(quint32(orders["seed"_L1].toInteger()));
    const QList<QUuid> all = real.session().store().index().find(PartyIndex::Kind::Everyone, {});
    const auto other = [&] {
        QUuid localId = all.at(random.bounded(all.size()));
        while (localId == real.window().currentParty())
            localId = all.at(random.bounded(all.size()));
        return localId;
    };

    const qint64 count = orders["openings"_L1].toInteger();
    QList<double> times;
    for (qint64 i = 0; i < count; ++i)
        times.append(open(other(), real, application));
    const QUuid crowd = addCrowd(real.session().store());
    QList<double> crowdTimes;
    for (qint64 i = 0; i < count; ++i) {
        open(other(), real, application);
        crowdTimes.append(open(crowd, real, application));
    }
    return {{u"any"_s, Figures::of(times).toJson()}, {u"crowd"_s, Figures::of(crowdTimes).toJson()}};
}
