#pragma once

#include "api/capsuleapi.h"
#include "party/activityjson.h"

#include <QStringList>

/// One page of a list of entries, tasks or deals.
template <typename T>
struct ItemPage
{
    QList<Received<T>> items;
    int unreadable = 0; ///< items of the page that could not be read and are left out
    QUrl next; ///< the address of the next page, same host only; empty on the last page
};

/// Entries, attachments, tasks and deals of Capsule's API (capsule-api.md sections 15 to 17): one function an endpoint,
/// with the promises of CapsuleApi, whose wire, token and limits it uses.
class ActivityApi
{
public:
    template <typename T>
    using Callback = CapsuleApi::Callback<T>;
    using Call = CapsuleApi::Call;
    /// Bytes so far and in all, -1 where that is not known. Never after the callback.
    using Progress = std::function<void(qint64 done, qint64 total)>;

    /// Borrows `wire`.
    explicit ActivityApi(CapsuleApi &wire);

    /// GET /parties/{id}/entries, 50 a page, newest first.
    Call entriesOf(qint64 party, QObject *context, Callback<ItemPage<Entry>> callback);
    /// GET of a page's `next` address; likewise below. An address of another host fails with NotSent.
    Call nextEntries(const QUrl &address, QObject *context, Callback<ItemPage<Entry>> callback);
    /// GET /entries/{id}
    Call entry(qint64 id, QObject *context, Callback<Received<Entry>> callback);
    /// POST /entries. `body` are the exact bytes (entryRequestBody()), transmitted at most once, over a fresh
    /// connection.
    Call createEntry(const QByteArray &body, QObject *context, Callback<Received<Entry>> callback);
    /// PUT /entries/{id}; notes and emails only.
    Call updateEntry(qint64 id, const QByteArray &body, QObject *context, Callback<Received<Entry>> callback);
    /// DELETE /entries/{id}
    Call deleteEntry(qint64 id, QObject *context, Callback<std::monostate> callback);

    /// POST /attachments/upload: the bytes themselves, at most largestAttachment. Gives the
    /// token to be sent with a note. Uploading the same file again does no harm.
    Call upload(const QByteArray &content, const QString &filename, const QString &contentType, QObject *context,
        Callback<QString> callback, Progress progress = {});
    /// GET /attachments/{id}. More than largestAttachment, or another size than `size` (0: unknown), is Garbled.
    Call download(qint64 id, qint64 size, QObject *context, Callback<QByteArray> callback, Progress progress = {});

    /// GET /tasks with these statuses ("open", "completed"; a comma between), 100 a page.
    Call tasks(const QString &statuses, QObject *context, Callback<ItemPage<Task>> callback);
    Call nextTasks(const QUrl &address, QObject *context, Callback<ItemPage<Task>> callback);
    /// GET /tasks/{id}
    Call task(qint64 id, QObject *context, Callback<Received<Task>> callback);
    /// POST /tasks, PUT and DELETE /tasks/{id}, as with entries.
    Call createTask(const QByteArray &body, QObject *context, Callback<Received<Task>> callback);
    Call updateTask(qint64 id, const QByteArray &body, QObject *context, Callback<Received<Task>> callback);
    Call deleteTask(qint64 id, QObject *context, Callback<std::monostate> callback);

    /// GET /parties/{id}/opportunities or /parties/{id}/kases, 100 a page.
    Call dealsOf(qint64 party, Deal::Kind kind, QObject *context, Callback<ItemPage<Deal>> callback);
    Call nextDeals(const QUrl &address, Deal::Kind kind, QObject *context, Callback<ItemPage<Deal>> callback);

    /// The addresses as a write would go out, for the Review panel; the id 0 is that of a new one.
    QUrl entryUrl(qint64 id = 0) const;
    QUrl taskUrl(qint64 id = 0) const;

private:
    CapsuleApi &m_wire;
};
