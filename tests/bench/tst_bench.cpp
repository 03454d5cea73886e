#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QProcess>
#include <QSet>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;

namespace {
constexpr int patienceMs = 120'000;
}

/// The bench itself, small: every row is there and was measured. Whether it is fast is for `./dev bench` to say.
class BenchTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void everyRowIsMeasured_data();
    void everyRowIsMeasured();
    void nothingElseIsTold();

private:
    QTemporaryDir m_folder;
    QJsonObject m_facts;
    QHash<QString, QJsonObject> m_rows;
};

void BenchTest::initTestCase()
{
    const QString file = m_folder.filePath(u"bench.jsonl"_s);
    QProcess bench;
    bench.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    bench.start(QStringLiteral(BENCH_PROGRAM),
        {u"--parties"_s, u"1000"_s, u"--few"_s, u"--seed"_s, u"1"_s, u"--json"_s, u"--json-file"_s, file, u"--folder"_s,
            m_folder.filePath(u"profiles"_s)});
    QVERIFY(bench.waitForFinished(patienceMs));
    QCOMPARE(bench.exitCode(), 0);
    QFile lines(file);
    QVERIFY(lines.open(QIODevice::ReadOnly));
    const QByteArray content = lines.readAll();
    QCOMPARE(content, bench.readAllStandardOutput());
    for (const QByteArray &line : content.trimmed().split('\n')) {
        QJsonParseError error;
        const QJsonObject json = QJsonDocument::fromJson(line, &error).object();
        QVERIFY2(error.error == QJsonParseError::NoError, line.constData());
        if (json.contains("row"_L1))
            m_rows.insert(json["row"_L1].toString(), json);
        else
            m_facts = json;
    }
}

void BenchTest::everyRowIsMeasured_data()
{
    QTest::addColumn<bool>("hasFloor");
    for (const char *name :
        {"start to usable list, warm", "start to all searchable, warm", "key to list painted, 1 character",
            "key to list painted, 3 characters", "key to list painted, 8 characters", "key to list painted, no hit",
            "full first sync", "sync of 100 changes", "Save to saved on this computer", "replica on disk"})
        QTest::newRow(name) << true;
    for (const char *name : {"window's thread busy, first sync", "window's thread busy, typing", "open record",
             "open organisation with 2,000 people"})
        QTest::newRow(name) << false;
#ifdef Q_OS_LINUX
    for (const char *name :
        {"start to usable list, cold", "start to all searchable, cold", "resident memory, all loaded"})
        QTest::newRow(name) << true;
#endif
}

void BenchTest::everyRowIsMeasured()
{
    QFETCH(const bool, hasFloor);
    const QJsonObject row = m_rows.value(QString::fromLatin1(QTest::currentDataTag()));
    QCOMPARE(row["parties"_L1].toInt(), 1000);
    QVERIFY(row["measured"_L1]["n"_L1].toInt() > 0);
    QVERIFY(row["measured"_L1]["median"_L1].toDouble() > 0);
    QVERIFY(row["measured"_L1]["worst"_L1].toDouble() >= row["measured"_L1]["median"_L1].toDouble());
    QVERIFY(row["judged"_L1].toDouble() > 0);
    QCOMPARE(row["met"_L1].toBool(), row["judged"_L1].toDouble() <= row["limit"_L1].toDouble());
    QCOMPARE(row.contains("floor"_L1), hasFloor);
    if (hasFloor)
        QVERIFY(row["floor"_L1]["median"_L1].toDouble() > 0);
}

void BenchTest::nothingElseIsTold()
{
    QVERIFY(m_facts["cores"_L1].toInt() > 0);
    QCOMPARE(m_facts["seed"_L1].toInteger(), 1);
#ifdef Q_OS_LINUX
    QCOMPARE(m_rows.size(), 17);
#else
    QCOMPARE(m_rows.size(), 14);
#endif
}

QTEST_GUILESS_MAIN(BenchTest)
#include "tst_bench.moc"
