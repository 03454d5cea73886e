#include "bench/rawsqlite.h"

#include "bench/parts.h"

#include <sqlite3.h>

using namespace Qt::StringLiterals;

RawSqlite::RawSqlite(const QString &path)
{
    check(sqlite3_open(path.toUtf8().constData(), &m_connection) == SQLITE_OK, "open");
}

RawSqlite::~RawSqlite()
{
    sqlite3_close_v2(m_connection); // with the statements that are left
}

void RawSqlite::execute(const char *sql)
{
    check(sqlite3_exec(m_connection, sql, nullptr, nullptr, nullptr) == SQLITE_OK, sql);
}

sqlite3_stmt *RawSqlite::prepare(const char *sql)
{
    sqlite3_stmt *statement = nullptr;
    check(sqlite3_prepare_v2(m_connection, sql, -1, &statement, nullptr) == SQLITE_OK, sql);
    return statement;
}

void RawSqlite::run(sqlite3_stmt *statement)
{
    check(sqlite3_step(statement) == SQLITE_DONE, "step");
    sqlite3_reset(statement);
}

bool RawSqlite::step(sqlite3_stmt *statement)
{
    const int code = sqlite3_step(statement);
    check(code == SQLITE_ROW || code == SQLITE_DONE, "step");
    if (code == SQLITE_DONE)
        sqlite3_finalize(statement);
    return code == SQLITE_ROW;
}

void RawSqlite::check(bool isRight, const char *what)
{
    if (!isRight)
        giveUp(u"SQLite: %1: %2"_s.arg(QLatin1StringView(what), QString::fromUtf8(sqlite3_errmsg(m_connection))));
}

void readListing(RawSqlite &replica, const std::function<void(const ListingRow &)> &take)
{
    sqlite3_stmt *rows
        = replica.prepare("SELECT server_id, flags, updated_at, contacted_at, texts, search FROM listing");
    const auto text = [rows](int column) {
        const auto *bytes = static_cast<const char *>(sqlite3_column_blob(rows, column));
        return QByteArrayView(bytes, sqlite3_column_bytes(rows, column));
    };
    while (replica.step(rows)) {
        take({sqlite3_column_int64(rows, 0), sqlite3_column_int64(rows, 1), sqlite3_column_int64(rows, 2),
            sqlite3_column_int64(rows, 3), text(4), text(5)});
    }
}
