#include <QFile>
#include <QProcess>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>
#include <QUrl>

using namespace Qt::StringLiterals;

namespace {
constexpr int patience = 60'000;
}

/// The program, from its command line to its end.
class CapsuleSandboxTest : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    static void start(QProcess &program, const QStringList &arguments)
    {
        program.start(QStringLiteral(SANDBOX_PROGRAM), arguments);
        if (!program.waitForStarted(patience))
            qFatal("cannot start the program");
    }

    static QByteArray firstLine(QProcess &program)
    {
        while (!program.canReadLine() && program.waitForReadyRead(patience))
            ;
        return program.readLine();
    }

    static QByteArray ask(const QByteArray &baseUrl, const QByteArray &token, const QByteArray &path)
    {
        QTcpSocket socket;
        socket.connectToHost(u"127.0.0.1"_s, quint16(QUrl::fromEncoded(baseUrl).port()));
        socket.write("GET /api/v2" + path + " HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAuthorization: Bearer "
            + token + "\r\n\r\n");
        while (socket.state() != QAbstractSocket::UnconnectedState && socket.waitForReadyRead(patience))
            ;
        return socket.readAll();
    }

    QString file(const QString &name, const QByteArray &content)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly))
            qFatal("cannot write");
        file.write(content);
        return file.fileName();
    }

private Q_SLOTS:
    void saysItsAddressServesAndEndsWithStdin()
    {
        const QString log = m_folder.filePath(u"requests"_s);
        const QString load = file(
            u"load.json"_s, "{\"parties\":[{\"id\":3000000000,\"type\":\"person\",\"firstName\":\"Loaded\"}]}"_ba);
        QProcess program;
        start(program,
            {u"--token"_s, u"secret-of-mine"_s, u"--parties"_s, u"3"_s, u"--load"_s, load, u"--log"_s, log,
                u"--end-with-stdin"_s});
        const QByteArray line = firstLine(program);
        QVERIFY2(line.startsWith("http://127.0.0.1:") && line.endsWith("/api/v2\n"), line.constData());
        const QByteArray answer = ask(line.trimmed(), "secret-of-mine"_ba, "/parties/3000000000"_ba);
        QVERIFY2(answer.startsWith("HTTP/1.1 200 OK"), answer.constData());
        QVERIFY(answer.contains("Loaded"));
        program.closeWriteChannel();
        QVERIFY(program.waitForFinished(patience));
        QCOMPARE(program.exitStatus(), QProcess::NormalExit);
        QCOMPARE(program.exitCode(), 0);
        QFile written(log);
        QVERIFY(written.open(QIODevice::ReadOnly));
        const QByteArray text = written.readAll();
        QVERIFY(text.contains("\"path\":\"/api/v2/parties/3000000000\""));
        QVERIFY(!text.contains("secret-of-mine"));
    }

#ifdef Q_OS_UNIX
    void endsCleanlyWhenTerminated()
    {
        QProcess program;
        start(program, {u"--parties"_s, u"0"_s});
        QVERIFY(!firstLine(program).isEmpty());
        program.terminate();
        QVERIFY(program.waitForFinished(patience));
        QCOMPARE(program.exitStatus(), QProcess::NormalExit);
        QCOMPARE(program.exitCode(), 0);
    }
#endif

    void faultsFromAFileAreInForce()
    {
        const QString faults = file(u"faults.json"_s, "{\"faults\":[{\"kind\":\"status\",\"status\":503}]}"_ba);
        QProcess program;
        start(program, {u"--token"_s, u"t"_s, u"--parties"_s, u"0"_s, u"--faults"_s, faults, u"--end-with-stdin"_s});
        const QByteArray base = firstLine(program).trimmed();
        QVERIFY(ask(base, "t"_ba, "/site"_ba).startsWith("HTTP/1.1 503 "));
        QVERIFY(ask(base, "t"_ba, "/site"_ba).startsWith("HTTP/1.1 200 "));
        program.closeWriteChannel();
        QVERIFY(program.waitForFinished(patience));
    }

    void badArgumentsGiveOneSentence_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("word");
        QTest::newRow("option") << QStringList{u"--fly"_s} << "fly"_ba;
        QTest::newRow("stray") << QStringList{u"stray"_s} << "stray"_ba;
        QTest::newRow("port") << QStringList{u"--port"_s, u"70000"_s} << "--port"_ba;
        QTest::newRow("number") << QStringList{u"--parties"_s, u"many"_s} << "--parties"_ba;
        QTest::newRow("no file") << QStringList{u"--load"_s, u"/no/such/file"_s} << "/no/such/file"_ba;
        QTest::newRow("bad file") << QStringList{u"--load"_s, file(u"bad.json"_s, "{"_ba)} << "bad.json"_ba;
        QTest::newRow("bad faults") << QStringList{u"--faults"_s, file(u"worse.json"_s, "{}"_ba)} << "worse.json"_ba;
    }

    void badArgumentsGiveOneSentence()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, word);
        QProcess program;
        start(program, arguments);
        QVERIFY(program.waitForFinished(patience));
        QCOMPARE(program.exitCode(), 2);
        QVERIFY(program.readAllStandardOutput().isEmpty());
        const QByteArray said = program.readAllStandardError();
        QVERIFY2(said.contains(word), said.constData());
        QCOMPARE(said.count('\n'), 1);
    }
};

QTEST_GUILESS_MAIN(CapsuleSandboxTest)
#include "tst_capsulesandbox.moc"
