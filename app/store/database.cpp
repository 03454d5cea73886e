#include "database.h"

#include "store/mixing.h"

#include <QFile>

#include <SQLiteCpp/Database.h>
#include <SQLiteCpp/Exception.h>
#include <SQLiteCpp/Statement.h>
#include <sqlite3.h>

using namespace Qt::StringLiterals;

// Outside any namespace, as the macro wants it: a static library's resources are left out by the linker otherwise.
static void initSchemaResource()
{
    Q_INIT_RESOURCE(schema);
}

namespace {

StoreError::Kind kindOf(int sqliteCode)
{
    switch (sqliteCode & 0xff) { // the primary code inside an extended one
    case SQLITE_FULL:
        return StoreError::Kind::DiskFull;
    case SQLITE_READONLY:
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
        return StoreError::Kind::ReadOnly;
    case SQLITE_ERROR: // our statements are right, so the tables are not what they were
    case SQLITE_CORRUPT:
    case SQLITE_NOTADB:
        return StoreError::Kind::Damaged;
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
        return StoreError::Kind::InUse;
    default:
        return StoreError::Kind::Other;
    }
}

StoreError toStoreError(const SQLite::Exception &exception)
{
    return {kindOf(exception.getErrorCode()),
        u"%1 (%2)"_s.arg(QString::fromUtf8(exception.what())).arg(exception.getExtendedErrorCode())};
}

constexpr int OneThread = SQLITE_OPEN_NOMUTEX; // each connection is used by one
constexpr int BusyTimeoutMs = 250; // a virus scanner may hold a file for a moment

class Digest
{
public:
    void add(sqlite3_value *value)
    {
        const int type = sqlite3_value_type(value);
        m_state = mixed(m_state, quint64(type)); // so that NULL, 0 and an empty text differ
        if (type == SQLITE_INTEGER) {
            m_state = mixed(m_state, quint64(sqlite3_value_int64(value)));
        } else {
            const auto *bytes = static_cast<const char *>(sqlite3_value_blob(value)); // before the size: may convert
            m_state = mixed(m_state, QByteArrayView(bytes, sqlite3_value_bytes(value)));
        }
    }
    qint64 result() const { return static_cast<qint64>(m_state); }

private:
    quint64 m_state = MixingStart;
};

void digest(sqlite3_context *context, int count, sqlite3_value **values)
{
    Digest digest;
    for (int i = 0; i < count; ++i)
        digest.add(values[i]);
    sqlite3_result_int64(context, digest.result());
}

} // namespace

Database::Database(std::unique_ptr<SQLite::Database> connection)
    : m_connection(std::move(connection))
{
}

Database::~Database() = default;

Result<std::unique_ptr<Database>, StoreError> Database::open(
    const QString &path, Use use, const QStringList &migrations)
{
    initSchemaResource();
    try {
        auto connection = std::make_unique<SQLite::Database>(
            path.toUtf8().constData(), SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE | OneThread, BusyTimeoutMs);
        connection->createFunction("digest", -1, true, nullptr, digest);
        std::unique_ptr<Database> database(new Database(std::move(connection)));
        QFile::setPermissions(path, QFile::ReadOwner | QFile::WriteOwner);
        database->configure(use);
        if (const auto error = database->takeError())
            return Unexpected(*error);
        if (const auto migrated = database->migrate(path, use, migrations); !migrated)
            return Unexpected(migrated.error());
        return database;
    } catch (const SQLite::Exception &exception) {
        return Unexpected(toStoreError(exception));
    }
}

Result<std::unique_ptr<Database>, StoreError> Database::openBeside(const QString &path)
{
    try {
        auto connection = std::make_unique<SQLite::Database>(
            path.toUtf8().constData(), SQLite::OPEN_READWRITE | OneThread, BusyTimeoutMs);
        connection->createFunction("digest", -1, true, nullptr, digest);
        std::unique_ptr<Database> database(new Database(std::move(connection)));
        database->configure(Use::Beside);
        if (const auto error = database->takeError())
            return Unexpected(*error);
        return database;
    } catch (const SQLite::Exception &exception) {
        return Unexpected(toStoreError(exception));
    }
}

Result<std::unique_ptr<Database>, StoreError> Database::openToRead(const QString &path)
{
    try {
        auto connection = std::make_unique<SQLite::Database>(path.toUtf8().constData(), SQLite::OPEN_READONLY);
        connection->createFunction("digest", -1, true, nullptr, digest);
        return std::unique_ptr<Database>(new Database(std::move(connection)));
    } catch (const SQLite::Exception &exception) {
        return Unexpected(toStoreError(exception));
    }
}

void Database::configure(Use use)
{
    execute("PRAGMA trusted_schema = OFF");
    execute("PRAGMA foreign_keys = ON");
    execute("PRAGMA fullfsync = ON");
    execute("PRAGMA checkpoint_fullfsync = ON");
    switch (use) {
    case Use::Outbox:
        execute("PRAGMA journal_mode = TRUNCATE");
        execute("PRAGMA synchronous = EXTRA");
        execute("PRAGMA secure_delete = ON"); // what private mode and wiping take out leaves no bytes behind
        break;
    case Use::Replica:
        // A record takes some 1.1 kB: a page of the usual 4 would stay a sixth empty. Tells on a new file only.
        execute("PRAGMA page_size = 16384");
        execute("PRAGMA journal_mode = WAL");
        execute("PRAGMA synchronous = NORMAL");
        break;
    case Use::Beside:
        break;
    }
}

Result<void, StoreError> Database::migrate(const QString &path, Use use, const QStringList &migrations)
{
    Query versionQuery(*this, "PRAGMA user_version");
    const qint64 version = versionQuery.next() ? versionQuery.integer(0) : 0;
    versionQuery.run();
    if (const auto error = takeError())
        return Unexpected(*error);
    if (version < 0)
        return Unexpected(StoreError{StoreError::Kind::Damaged, u"schema %1"_s.arg(version)});
    if (version > migrations.size())
        return Unexpected(StoreError{StoreError::Kind::Newer, u"schema %1"_s.arg(version)});
    if (version == migrations.size())
        return {};

    const QString backup = u"%1.schema-%2"_s.arg(path).arg(version);
    if (use == Use::Outbox && version > 0 && !QFile::exists(backup) && !QFile::copy(path, backup))
        return Unexpected(StoreError{StoreError::Kind::DiskFull, u"no copy could be made before the migration"_s});

    Transaction transaction(*this);
    for (qsizetype step = version; step < migrations.size(); ++step)
        runScript(migrations.at(step));
    execute(QByteArray("PRAGMA user_version = " + QByteArray::number(migrations.size())).constData());
    return transaction.commit();
}

void Database::runScript(const QString &path)
{
    QFile file(path);
    if (file.open(QIODevice::ReadOnly))
        execute(file.readAll().constData());
    else if (!m_error)
        m_error = StoreError{StoreError::Kind::Other, u"schema script missing"_s};
}

bool Database::isSound(bool thorough)
{
    Query query(*this, thorough ? "PRAGMA integrity_check(1)" : "PRAGMA quick_check(1)");
    const bool isSound = query.next() && query.view(0) == "ok";
    query.run();
    return !takeError() && isSound;
}

std::optional<StoreError> Database::takeError()
{
    return std::exchange(m_error, std::nullopt);
}

int Database::changes() const
{
    return m_connection->getChanges();
}

void Database::execute(const char *sql)
{
    if (m_error)
        return;
    try {
        m_connection->exec(sql);
    } catch (const SQLite::Exception &exception) {
        fail(exception);
    }
}

void Database::fail(const SQLite::Exception &exception)
{
    if (!m_error)
        m_error = toStoreError(exception);
}

std::shared_ptr<SQLite::Statement> Database::take(const char *sql)
{
    const auto idle = m_idle.take(sql);
    return idle ? idle : std::make_shared<SQLite::Statement>(*m_connection, sql);
}

void Database::putBack(const char *sql, const std::shared_ptr<SQLite::Statement> &statement)
{
    try {
        statement->reset(); // one that failed says so again, and is not used any more
        statement->clearBindings();
        m_idle.insert(sql, statement);
    } catch (const SQLite::Exception &) {
        return;
    }
}

Query::Query(Database &database, const char *sql)
    : m_database(database)
    , m_sql(sql)
{
    if (m_database.m_error)
        return;
    try {
        m_statement = m_database.take(sql);
    } catch (const SQLite::Exception &exception) {
        m_database.fail(exception);
    }
}

Query::~Query()
{
    if (m_statement)
        m_database.putBack(m_sql, m_statement);
}

template <typename Action>
bool Query::attempt(Action action)
{
    if (!m_statement || m_database.m_error)
        return false;
    try {
        return action(*m_statement);
    } catch (const SQLite::Exception &exception) {
        m_database.fail(exception);
        return false;
    }
}

bool Query::next()
{
    return attempt([](SQLite::Statement &statement) { return statement.executeStep(); });
}

bool Query::run()
{
    return attempt([](SQLite::Statement &statement) {
        while (!statement.isDone() && statement.executeStep()) { }
        statement.reset();
        statement.clearBindings();
        return true;
    });
}

qint64 Query::integer(int column) const
{
    return m_statement->getColumn(column).getInt64();
}

QString Query::text(int column) const
{
    return QString::fromUtf8(view(column));
}

QByteArray Query::bytes(int column) const
{
    return view(column).toByteArray();
}

QByteArrayView Query::view(int column) const
{
    const SQLite::Column value = m_statement->getColumn(column);
    const auto *data = static_cast<const char *>(value.getBlob()); // before the size, as SQLite may convert here
    return {data, value.getBytes()};
}

void Query::bind(int place, qint64 value)
{
    attempt([&](SQLite::Statement &statement) {
        statement.bind(place, static_cast<int64_t>(value));
        return true;
    });
}

void Query::bind(int place, const QString &value)
{
    attempt([&](SQLite::Statement &statement) {
        statement.bind(place, value.toStdString());
        return true;
    });
}

void Query::bind(int place, Utf8 value)
{
    attempt([&](SQLite::Statement &statement) {
        statement.bind(place, std::string(value.text.data(), std::size_t(value.text.size())));
        return true;
    });
}

void Query::bind(int place, const QByteArray &value)
{
    attempt([&](SQLite::Statement &statement) {
        statement.bind(place, static_cast<const void *>(value.constData()), static_cast<int>(value.size()));
        return true;
    });
}

void Query::bind(int place, std::nullptr_t)
{
    attempt([&](SQLite::Statement &statement) {
        statement.bind(place);
        return true;
    });
}

Transaction::Transaction(Database &database)
    : m_database(database)
{
    m_database.takeError();
    m_database.execute("BEGIN IMMEDIATE");
    m_isOpen = !m_database.m_error;
}

Transaction::~Transaction()
{
    if (!m_isOpen)
        return;
    // A full disk or an I/O error may have rolled back already, so a failing ROLLBACK says nothing new.
    m_database.takeError();
    m_database.execute("ROLLBACK");
    m_database.takeError();
}

Result<void, StoreError> Transaction::commit()
{
    m_database.execute("COMMIT");
    if (const std::optional<StoreError> error = m_database.takeError())
        return Unexpected(*error);
    m_isOpen = false;
    return {};
}
