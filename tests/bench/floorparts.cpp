#include "bench/parts.h"
#include "bench/rawsqlite.h"
#include "bench/stopwatch.h"

#include <QCoreApplication>

#include <sqlite3.h>
#include <vector>

using namespace Qt::StringLiterals;

QJsonObject readRows(int &argc, char **argv, const QJsonObject &orders)
{
    const QCoreApplication application(argc, argv);
    RawSqlite replica(orders["replica"_L1].toString());
    std::vector<ListingRow> rows;
    QByteArray texts; // copied, or nobody would have looked at the bytes
    QByteArray search;
    readListing(replica, [&](const ListingRow &row) {
        rows.push_back(row);
        texts.append(row.texts);
        search.append(row.search);
    });
    return {{u"took"_s, msSince(orders["startedAt"_L1].toInteger())}, {u"searchBytes"_s, qint64(search.size())},
        {u"rows"_s, qint64(rows.size())}};
}

QJsonObject insertDocuments(int &argc, char **argv, const QJsonObject &orders)
{
    const QCoreApplication application(argc, argv);
    std::vector<std::pair<qint64, QByteArray>> documents;
    {
        RawSqlite replica(orders["replica"_L1].toString());
        sqlite3_stmt *all = replica.prepare("SELECT server_id, document FROM documents");
        while (replica.step(all)) {
            documents.emplace_back(sqlite3_column_int64(all, 0),
                QByteArray(static_cast<const char *>(sqlite3_column_blob(all, 1)), sqlite3_column_bytes(all, 1)));
        }
    }
    const qint64 startedAt = readStopwatch();
    {
        RawSqlite copy(orders["copy"_L1].toString());
        // As app/store/database.cpp sets a replica up.
        copy.execute("PRAGMA journal_mode = WAL; PRAGMA synchronous = NORMAL; PRAGMA foreign_keys = ON");
        copy.execute("CREATE TABLE documents (server_id INTEGER PRIMARY KEY, document TEXT NOT NULL, "
                     "checked_at INTEGER NOT NULL) STRICT");
        sqlite3_stmt *insert = copy.prepare("INSERT OR REPLACE INTO documents VALUES (?1, ?2, 0)");
        constexpr size_t page = 100; // what Capsule sends at once, and the program stores at once
        for (size_t i = 0; i < documents.size(); ++i) {
            if (i % page == 0)
                copy.execute("BEGIN IMMEDIATE");
            const auto &[id, document] = documents[i];
            sqlite3_bind_int64(insert, 1, id);
            sqlite3_bind_text(insert, 2, document.constData(), int(document.size()), SQLITE_STATIC);
            copy.run(insert);
            if (i % page == page - 1 || i + 1 == documents.size())
                copy.execute("COMMIT");
        }
        sqlite3_finalize(insert);
    }
    return {{u"took"_s, msSince(startedAt)}, {u"documents"_s, qint64(documents.size())}};
}
