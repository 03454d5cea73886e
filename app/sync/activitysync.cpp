#include "activitysync.h"

#include "sync/activityprober.h"
#include "sync/activitypusher.h"
#include "sync/activityreader.h"
#include "sync/attachmentfetcher.h"
#include "sync/taskwalk.h"
#include "sync/writelog.h"

using namespace std::chrono_literals;

class ActivitySync::Private
{
public:
    Private(CapsuleApi &wire, PartyStore &store, Conditions &conditions)
        : api(wire)
        , pusher(api, store, conditions, writes)
        , prober(api, store, conditions, writes)
        , reader(api, store, conditions, writes)
        , walk(api, store, conditions, writes)
        , fetcher(api, store, conditions)
    {
    }

    ActivityApi api;
    WriteLog writes; ///< of entries and tasks, whose ids are not those of parties
    ActivityPusher pusher;
    ActivityProber prober;
    ActivityReader reader;
    TaskWalk walk;
    AttachmentFetcher fetcher;
};

ActivitySync::ActivitySync(CapsuleApi &api, PartyStore &store, Conditions &conditions, QObject *parent)
    : QObject(parent)
    , d(std::make_unique<Private>(api, store, conditions))
{
    connect(&d->pusher, &ActivityPusher::finished, this, &ActivitySync::advanced);
    connect(&d->pusher, &ActivityPusher::entryDone, this, &ActivitySync::entryDone);
    connect(&d->pusher, &ActivityPusher::entryParked, this, &ActivitySync::entryParked);
    connect(&d->pusher, &ActivityPusher::readOnlyFound, this, &ActivitySync::readOnlyFound);
    connect(&d->pusher, &ActivityPusher::uploadProgress, this, &ActivitySync::uploadProgress);
    connect(&d->prober, &ActivityProber::finished, this, &ActivitySync::advanced);
    connect(&d->prober, &ActivityProber::entryDone, this, &ActivitySync::entryDone);
    connect(&d->prober, &ActivityProber::entryParked, this, &ActivitySync::entryParked);
    connect(&d->reader, &ActivityReader::advanced, this, &ActivitySync::advanced);
    connect(&d->reader, &ActivityReader::readingChanged, this, &ActivitySync::readingChanged);
    connect(&d->reader, &ActivityReader::readingFailed, this, &ActivitySync::readingFailed);
    connect(&d->walk, &TaskWalk::advanced, this, &ActivitySync::advanced);
    connect(&d->walk, &TaskWalk::walkingChanged, this, [this] { Q_EMIT readingChanged({}); });
    connect(
        &d->walk, &TaskWalk::failedToRead, this, [this](const ApiError &error) { Q_EMIT readingFailed({}, error); });
    connect(&d->fetcher, &AttachmentFetcher::advanced, this, &ActivitySync::advanced);
    connect(&d->fetcher, &AttachmentFetcher::progressed, this, &ActivitySync::fetchProgress);
    connect(&d->fetcher, &AttachmentFetcher::fetched, this, &ActivitySync::fetched);
    connect(&d->fetcher, &AttachmentFetcher::failed, this, &ActivitySync::fetchFailed);
}

ActivitySync::~ActivitySync() = default;

// --- what the window asks

void ActivitySync::openEntries(const QUuid &record)
{
    d->reader.openEntries(record);
    Q_EMIT advanced();
}

void ActivitySync::readMoreEntries(const QUuid &record)
{
    d->reader.readMoreEntries(record);
    Q_EMIT advanced();
}

bool ActivitySync::isReadingEntries(const QUuid &record) const
{
    return d->reader.isReadingEntries(record);
}

void ActivitySync::openDeals(const QUuid &record)
{
    d->reader.openDeals(record);
    Q_EMIT advanced();
}

bool ActivitySync::isReadingDeals(const QUuid &record) const
{
    return d->reader.isReadingDeals(record);
}

void ActivitySync::checkTasks()
{
    d->walk.ask();
    Q_EMIT advanced();
}

bool ActivitySync::isReadingTasks() const
{
    return d->walk.isAsked() || d->walk.isWalking();
}

void ActivitySync::fetchAttachment(const Attachment &attachment)
{
    d->fetcher.ask(attachment);
}

void ActivitySync::cancelFetch(qint64 attachmentId)
{
    d->fetcher.cancel(attachmentId);
}

bool ActivitySync::isFetching(qint64 attachmentId) const
{
    return d->fetcher.isFetching(attachmentId);
}

// --- for the engine

bool ActivitySync::isSending() const
{
    return d->pusher.isBusy();
}

bool ActivitySync::isUploading() const
{
    return d->pusher.isUploading();
}

bool ActivitySync::isProbing() const
{
    return d->prober.isBusy();
}

bool ActivitySync::isReading() const
{
    return d->reader.isBusy() || d->walk.isBusy();
}

int ActivitySync::readsUnderWay() const
{
    return int(d->reader.isBusy()) + int(d->walk.isBusy()) + int(d->fetcher.isBusy());
}

void ActivitySync::send(const OutboxEntry &entry)
{
    d->pusher.send(entry);
}

void ActivitySync::probe(const OutboxEntry &entry)
{
    d->prober.probe(entry);
}

void ActivitySync::storeAgain()
{
    d->pusher.storeAgain();
}

bool ActivitySync::hasWishes() const
{
    return (d->reader.hasMore() && !d->reader.isBusy()) || (d->fetcher.hasMore() && !d->fetcher.isBusy())
        || (d->walk.isAsked() && !d->walk.isBusy());
}

void ActivitySync::readWished(const std::function<bool()> &mayStart)
{
    while (d->reader.hasMore() && !d->reader.isBusy() && mayStart())
        d->reader.step();
    if (d->fetcher.hasMore() && !d->fetcher.isBusy() && mayStart())
        d->fetcher.step();
    if (d->walk.isAsked() && !d->walk.isBusy() && d->walk.wait() == 0ms && mayStart())
        d->walk.step();
}

void ActivitySync::walkTasks()
{
    if (!d->walk.isBusy() && d->walk.wait() == 0ms)
        d->walk.step();
}

std::optional<std::chrono::milliseconds> ActivitySync::untilWalk() const
{
    if (d->walk.isBusy())
        return {};
    return d->walk.wait();
}

void ActivitySync::stop()
{
    d->pusher.stop();
    d->prober.stop();
    d->reader.stop();
    d->walk.stop();
    d->fetcher.stop();
}
