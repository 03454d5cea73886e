#pragma once

#include "party/partyjson.h"

#include <QFile>
#include <QJsonDocument>

#include <SQLiteCpp/SQLiteCpp.h>

// What tests do to the store's files behind its back.

/// Runs SQL on a file through a connection of its own.
inline void runSql(const QString &path, const char *sql)
{
    SQLite::Database(path.toStdString(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE).exec(sql);
}

/// The first column of the first row, as text.
inline QString askSql(const QString &path, const char *sql)
{
    SQLite::Database database(path.toStdString(), SQLite::OPEN_READONLY);
    return QString::fromStdString(database.execAndGet(sql).getString());
}

/// Makes every insert into or update of a table fail from now on, as a broken disk would.
inline void breakTable(const QString &path, const QByteArray &table)
{
    runSql(path,
        ("CREATE TRIGGER broken BEFORE INSERT ON " + table + " BEGIN SELECT RAISE(ABORT, 'broken'); END").constData());
}

inline void mendTable(const QString &path)
{
    runSql(path, "DROP TRIGGER broken");
}

/// Writes bytes over a file from `offset`; false if that is not possible.
inline bool overwrite(const QString &path, qint64 offset, const QByteArray &bytes)
{
    QFile file(path);
    return file.open(QIODevice::ReadWrite) && file.seek(offset) && file.write(bytes) == bytes.size();
}

/// A record as Capsule would send it.
inline ReceivedParty received(const Party &party)
{
    return {QJsonDocument(partyToJson(party)).toJson(QJsonDocument::Compact), party};
}
