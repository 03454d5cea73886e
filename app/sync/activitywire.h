#pragma once

#include "api/activityapi.h"
#include "store/activitystore.h"
#include "store/activitywork.h"

/// What is different between notes and tasks for those who send and look for them: which endpoint, which body.
template <typename T>
struct ActivityWire;

template <>
struct ActivityWire<Entry>
{
    using Callback = CapsuleApi::Callback<Received<Entry>>;

    static auto read(ActivityApi &api, qint64 id, QObject *context, Callback callback)
    {
        return api.entry(id, context, std::move(callback));
    }
    static auto create(ActivityApi &api, const QByteArray &body, QObject *context, Callback callback)
    {
        return api.createEntry(body, context, std::move(callback));
    }
    static auto update(ActivityApi &api, qint64 id, const QByteArray &body, QObject *context, Callback callback)
    {
        return api.updateEntry(id, body, context, std::move(callback));
    }
    static auto remove(ActivityApi &api, qint64 id, QObject *context, CapsuleApi::Callback<std::monostate> callback)
    {
        return api.deleteEntry(id, context, std::move(callback));
    }
    static QJsonObject createBody(const Entry &note, const ServerIdLookup &ids, const UploadToken &tokens)
    {
        return ::createBody(note, ids, tokens);
    }
    static QJsonObject changes(const Entry &base, const Entry &edited, const UploadToken &tokens)
    {
        return ::changes(base, edited, tokens);
    }
    static QByteArray requestBody(const QJsonObject &body) { return entryRequestBody(body); }
    static auto apply(ActivityStore &store, const Received<Entry> &entry) { return store.applyEntry(entry); }
    static qint64 highestId(const ActivityStore &store) { return store.highestEntryId(); }
    static QUuid localId(const ActivityStore &store, qint64 id) { return store.localIdOfEntryHere(id); }
    static QUuid identity(qint64 id) { return localIdOfEntry(id); }
};

template <>
struct ActivityWire<Task>
{
    using Callback = CapsuleApi::Callback<Received<Task>>;

    static auto read(ActivityApi &api, qint64 id, QObject *context, Callback callback)
    {
        return api.task(id, context, std::move(callback));
    }
    static auto create(ActivityApi &api, const QByteArray &body, QObject *context, Callback callback)
    {
        return api.createTask(body, context, std::move(callback));
    }
    static auto update(ActivityApi &api, qint64 id, const QByteArray &body, QObject *context, Callback callback)
    {
        return api.updateTask(id, body, context, std::move(callback));
    }
    static auto remove(ActivityApi &api, qint64 id, QObject *context, CapsuleApi::Callback<std::monostate> callback)
    {
        return api.deleteTask(id, context, std::move(callback));
    }
    static QJsonObject createBody(const Task &task, const ServerIdLookup &ids, const UploadToken &)
    {
        return ::createBody(task, ids);
    }
    static QJsonObject changes(const Task &base, const Task &edited, const UploadToken &)
    {
        return ::changes(base, edited);
    }
    static QByteArray requestBody(const QJsonObject &body) { return taskRequestBody(body); }
    static auto apply(ActivityStore &store, const Received<Task> &task) { return store.applyTask(task); }
    static qint64 highestId(const ActivityStore &store) { return store.highestTaskId(); }
    static QUuid localId(const ActivityStore &store, qint64 id) { return store.localIdOfTaskHere(id); }
    static QUuid identity(qint64 id) { return localIdOfTask(id); }
};

/// The edit in an outbox entry that is known to be about a T.
template <typename T>
const ItemEdit<T> &editIn(const OutboxEntry &entry)
{
    return std::get<ItemEdit<T>>(entry.activity);
}

/// Calls `function(T())` with the kind of thing the entry is about.
template <typename Function>
auto forItemOf(const OutboxEntry &entry, const Function &function)
{
    return entry.task() ? function(Task()) : function(Entry());
}
