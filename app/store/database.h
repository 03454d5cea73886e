#pragma once

#include "result.h"
#include "store/storeerror.h"

#include <QByteArray>
#include <QByteArrayView>
#include <QHash>
#include <QString>
#include <QStringList>

#include <memory>
#include <optional>

namespace SQLite {
class Database;
class Exception;
class Statement;
} // namespace SQLite

/// One SQLite file, opened with the settings of reliability.md section 12. Its SQL has a function digest(...): a number
/// over types and bytes of all arguments, to be stored beside a row and compared on reading. An error sticks, as in
/// QDataStream: from the first failure on queries do nothing, and commit() or takeError() tells what went wrong.
/// SQLite's exceptions end here.
class Database
{
public:
    enum class Use {
        Outbox, ///< every commit survives a power cut
        Replica, ///< fast; the last commits may be lost in a power cut
        Beside, ///< a second connection to a replica that is open already
    };

    /// Opens or makes the file with mode 600 and brings it to the newest schema: `migrations` are the paths of the
    /// scripts, the first makes schema 1. All missing ones run in one transaction; an outbox is copied to
    /// "<path>.schema-<old>" before. A file with a higher schema is an error (Newer).
    static Result<std::unique_ptr<Database>, StoreError> open(
        const QString &path, Use use, const QStringList &migrations);
    /// A second connection to a replica that is open, for another thread.
    static Result<std::unique_ptr<Database>, StoreError> openBeside(const QString &path);
    /// Opens a file as it is, only to read what can be read of it: one that is damaged, or of a newer schema.
    static Result<std::unique_ptr<Database>, StoreError> openToRead(const QString &path);
    ~Database();
    Database(const Database &) = delete;
    Database &operator=(const Database &) = delete;

    /// True if SQLite finds the structure of the file sound; `thorough` compares the indexes too.
    bool isSound(bool thorough);
    /// The first error since the last call or since the last transaction began or ended.
    std::optional<StoreError> takeError();
    /// How many rows the last statement changed.
    int changes() const;

private:
    friend class Query;
    friend class Transaction;
    explicit Database(std::unique_ptr<SQLite::Database> connection);
    void configure(Use use);
    Result<void, StoreError> migrate(const QString &path, Use use, const QStringList &migrations);
    void runScript(const QString &path);
    void execute(const char *sql);
    void fail(const SQLite::Exception &exception);
    std::shared_ptr<SQLite::Statement> take(const char *sql);
    void putBack(const char *sql, const std::shared_ptr<SQLite::Statement> &statement);

    std::unique_ptr<SQLite::Database> m_connection;
    QHash<const char *, std::shared_ptr<SQLite::Statement>> m_idle; ///< prepared before, by their static text
    std::optional<StoreError> m_error;
};

/// Text to be bound that is UTF-8 already.
struct Utf8
{
    QByteArrayView text;
};

/// One statement with bound values. It must not outlive its database.
class Query
{
public:
    /// `sql` is a literal: its address is what its prepared statement is kept by. Values come by bind().
    Query(Database &database, const char *sql);
    ~Query();
    Query(const Query &) = delete;
    Query &operator=(const Query &) = delete;

    /// Binds the values to ?1, ?2 and so on.
    template <typename... Values>
    Query &with(const Values &...values)
    {
        int place = 0;
        (bind(++place, values), ...);
        return *this;
    }
    /// The next row; false at the end or after an error.
    bool next();
    /// Runs to the end and makes the statement ready for new values. False after an error.
    bool run();

    qint64 integer(int column) const;
    QString text(int column) const;
    QByteArray bytes(int column) const;
    /// Valid until next().
    QByteArrayView view(int column) const;

private:
    void bind(int place, qint64 value);
    void bind(int place, const QString &value);
    void bind(int place, Utf8 value);
    void bind(int place, const QByteArray &value); ///< as BLOB
    void bind(int place, std::nullptr_t);
    template <typename Action>
    bool attempt(Action action);

    Database &m_database;
    const char *m_sql;
    std::shared_ptr<SQLite::Statement> m_statement;
};

/// BEGIN IMMEDIATE until commit(), else taken back.
class Transaction
{
public:
    explicit Transaction(Database &database);
    ~Transaction();
    Transaction(const Transaction &) = delete;
    Transaction &operator=(const Transaction &) = delete;

    /// On disk when this returned without an error; nothing has changed if it did not.
    Result<void, StoreError> commit();

private:
    Database &m_database;
    bool m_isOpen = false;
};
