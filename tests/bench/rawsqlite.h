#pragma once

#include <QByteArrayView>
#include <QString>

#include <functional>

struct sqlite3;
struct sqlite3_stmt;

/// SQLite with nothing in between, for floors. Ends the process when anything fails.
class RawSqlite
{
public:
    explicit RawSqlite(const QString &path);
    ~RawSqlite();
    Q_DISABLE_COPY_MOVE(RawSqlite)

    void execute(const char *sql);
    sqlite3_stmt *prepare(const char *sql);
    /// Runs a prepared statement that gives no rows.
    void run(sqlite3_stmt *statement);
    /// One more row of a prepared statement; false at the end.
    bool step(sqlite3_stmt *statement);

private:
    void check(bool isRight, const char *what);
    sqlite3 *m_connection = nullptr;
};

/// What the program reads of a record at its start. Valid until the next row.
struct ListingRow
{
    qint64 serverId = 0;
    qint64 flags = 0;
    qint64 updatedAt = 0;
    qint64 contactedAt = 0;
    QByteArrayView texts;
    QByteArrayView search;
};
/// Reads the listing of a replica, row after row.
void readListing(RawSqlite &replica, const std::function<void(const ListingRow &)> &take);
