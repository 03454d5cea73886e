#include "bench/figures.h"
#include "bench/parts.h"
#include "bench/rawsqlite.h"
#include "bench/realwindow.h"
#include "bench/recordingnetwork.h"
#include "bench/stopwatch.h"
#include "bench/watchedapplication.h"
#include "partyeditor.h"

#include <QJsonDocument>
#include <QLineEdit>
#include <QRandomGenerator>
#include <QTest>

#include <sqlite3.h>

using namespace Qt::StringLiterals;

namespace {

/// A file with the settings of the outbox and a row a commit, as large as an entry.
class PlainOutbox
{
public:
    explicit PlainOutbox(const QString &path)
        : m_file(path)
    {
        // As app/store/database.cpp sets an outbox up.
        m_file.execute("PRAGMA journal_mode = TRUNCATE; PRAGMA synchronous = EXTRA; PRAGMA foreign_keys = ON");
        m_file.execute("CREATE TABLE entries (sequence INTEGER PRIMARY KEY, content TEXT NOT NULL) STRICT");
        m_insert = m_file.prepare("INSERT INTO entries (content) VALUES (?1)");
    }

    ~PlainOutbox() { sqlite3_finalize(m_insert); }
    Q_DISABLE_COPY_MOVE(PlainOutbox)

    double commit(const QByteArray &content)
    {
        const qint64 startedAt = readStopwatch();
        m_file.execute("BEGIN IMMEDIATE");
        sqlite3_bind_text(m_insert, 1, content.constData(), int(content.size()), SQLITE_STATIC);
        m_file.run(m_insert);
        m_file.execute("COMMIT");
        return msSince(startedAt);
    }

private:
    RawSqlite m_file;
    sqlite3_stmt *m_insert = nullptr;
};

QByteArray contentLike(const PartyView &view)
{
    return QJsonDocument(QJsonObject{{u"base"_s, partyToJson(view.base)}, {u"edited"_s, partyToJson(view.shown)}})
        .toJson(QJsonDocument::Compact);
}

} // namespace

QJsonObject saveEdits(int &argc, char **argv, const QJsonObject &orders)
{
    WatchedApplication application(argc, argv);
    RecordingNetwork network;
    RealWindow real(orders, application, network);
    real.waitUntilReady();
    PlainOutbox plain(orders["profile"_L1].toString() + "/plain-outbox.sqlite"_L1);
    QRandomGenerator random(quint32(orders["seed"_L1].toInteger()));
    const QList<QUuid> people = real.session().store().index().find(PartyIndex::Kind::People, {});
    auto *editor = real.window().findChild<PartyEditor *>();
    qint64 savedAt = 0;
    QObject::connect(editor, &PartyEditor::saved, editor, [&savedAt] { savedAt = readStopwatch(); });

    QList<double> times;
    QList<double> floors;
    for (qint64 i = 0; i < orders["saves"_L1].toInteger(); ++i) {
        const QUuid person = people.at(random.bounded(people.size()));
        real.window().openParty(person);
        application.settle();
        auto *field = editor->findChild<QLineEdit *>(u"jobTitleEdit"_s);
        field->setFocus();
        field->selectAll();
        QTest::keyClicks(field, u"Keeper of lights %1"_s.arg(i));
        application.settle();
        savedAt = 0;
        const qint64 pressedAt = readStopwatch();
        QTest::keyClick(field, Qt::Key_S, Qt::ControlModifier);
        application.runUntil([&savedAt] { return savedAt != 0; });
        times.append(msBetween(pressedAt, savedAt));
        application.settle();
        floors.append(plain.commit(contentLike(*real.session().store().party(person))));
    }
    return {{u"saved"_s, Figures::of(times).toJson()}, {u"floor"_s, Figures::of(floors).toJson()}};
}
