#pragma once

#include "api/apierror.h"
#include "party/activity.h"
#include "store/outboxentry.h"

#include <QObject>
#include <QUuid>

#include <chrono>
#include <functional>
#include <memory>
#include <optional>

class CapsuleApi;
class Conditions;
class PartyStore;

/// What the window asks of the exchange about notes, tasks, opportunities and projects. Everything is read lazily and
/// lands in the ActivityStore, whose signals tell; this says what is under way and what failed.
class ActivitySync : public QObject
{
    Q_OBJECT

public:
    /// Borrows all of them.
    ActivitySync(CapsuleApi &api, PartyStore &store, Conditions &conditions, QObject *parent = nullptr);
    ~ActivitySync() override;

    /// Reads the newest page of a record's entries again and, of an organisation, those of the people contacted last,
    /// within a budget of requests. To be called when its activity is opened or checked.
    void openEntries(const QUuid &record);
    /// Reads further back: of an organisation, from whoever may have the newest entry that is not here yet. Within a
    /// budget again; ActivityStore::extentOf() tells how far it came.
    void readMoreEntries(const QUuid &record);
    /// True while entries of this record are asked for.
    bool isReadingEntries(const QUuid &record) const;

    /// Reads opportunities and projects of a record again.
    void openDeals(const QUuid &record);
    bool isReadingDeals(const QUuid &record) const;

    /// Reads all open tasks again now; otherwise that happens by itself every quarter of an hour.
    void checkTasks();
    bool isReadingTasks() const;

    /// Fetches an attachment into a file of the profile; what was fetched before is there at once. One at a time, in
    /// the order asked for.
    void fetchAttachment(const Attachment &attachment);
    void cancelFetch(qint64 attachmentId);
    bool isFetching(qint64 attachmentId) const;

    // --- for the engine, which says when

    /// True while work on a note or task is on its way to Capsule.
    bool isSending() const;
    /// True while its files go up, which keeps nobody else from sending.
    bool isUploading() const;
    bool isProbing() const;
    bool isReading() const;
    /// Requests on their way that only read, without those of isSending() and isProbing().
    int readsUnderWay() const;
    void send(const OutboxEntry &entry);
    void probe(const OutboxEntry &entry);
    void storeAgain();
    /// What somebody waits for: requests as long as `mayStart` allows them.
    void readWished(const std::function<bool()> &mayStart);
    bool hasWishes() const;
    /// The walk over all open tasks: the next request if it is time.
    void walkTasks();
    /// Nothing while its request is on its way.
    std::optional<std::chrono::milliseconds> untilWalk() const;
    void stop();

Q_SIGNALS:
    /// Something ended or came up: it is the engine's turn.
    void advanced();
    void entryDone(qint64 sequence, const QUuid &localId);
    void entryParked(qint64 sequence, const QUuid &localId);
    void readOnlyFound();

    /// Reading of entries, deals or tasks began or ended; null for tasks.
    void readingChanged(const QUuid &record);
    /// The last request about this record failed; the sync state tells of the line, this of everything else.
    void readingFailed(const QUuid &record, const ApiError &error);

    void fetchProgress(qint64 attachmentId, qint64 received, qint64 total);
    void fetched(qint64 attachmentId, const QString &path);
    void fetchFailed(qint64 attachmentId, const ApiError &error);
    /// A file of a note is on its way up. Holding or discarding the note's work ends that.
    void uploadProgress(qint64 sequence, const QString &localFile, qint64 sent, qint64 total);

private:
    class Private;
    std::unique_ptr<Private> d;
};
