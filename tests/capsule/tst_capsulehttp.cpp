#include "capsule/accessmanager.h"
#include "capsule/httpdoor.h"
#include "capsule/requestlog.h"
#include "capsule/sample.h"
#include "capsule/service.h"

#include <QBuffer>
#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>
#include <QNetworkReply>
#include <QSignalSpy>
#include <QTcpSocket>
#include <QTemporaryDir>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace capsule;

namespace {

constexpr int patience = 15'000;

/// JSON written with single quotes.
QByteArray quoted(QByteArray text)
{
    return text.replace('\'', '"');
}

/// What a client can tell of an answer.
struct Seen
{
    QNetworkReply::NetworkError error = QNetworkReply::NoError;
    int status = 0;
    QByteArray body;
    QUrl redirection;
};

} // namespace

/// Both doors: real sockets, and the access manager that must be indistinguishable from them.
class CapsuleHttpTest : public QObject
{
    Q_OBJECT

    std::unique_ptr<Service> m_service;
    std::unique_ptr<Faults> m_faults;
    std::unique_ptr<HttpDoor> m_door;
    std::unique_ptr<QNetworkAccessManager> m_network;
    std::unique_ptr<AccessManager> m_manager;

    QNetworkRequest requestTo(const QString &url) const
    {
        QNetworkRequest request{QUrl(url)};
        request.setRawHeader("Authorization"_ba, "Bearer " + Options().token.toLatin1());
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/json"_s);
        request.setAttribute(QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
        return request;
    }

    static Seen wait(QNetworkReply *reply)
    {
        const std::unique_ptr<QNetworkReply> owner(reply);
        QSignalSpy finished(reply, &QNetworkReply::finished);
        if (!reply->isFinished() && !finished.wait(patience))
            qFatal("no answer within %d ms", patience);
        return {reply->error(), reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(),
            reply->isOpen() ? reply->readAll() : QByteArray(),
            reply->attribute(QNetworkRequest::RedirectionTargetAttribute).toUrl()};
    }

    Seen get(const QString &path) { return wait(m_network->get(requestTo(m_door->baseUrl() + path))); }

    static QByteArray head(const QByteArray &line, const QByteArray &more = {})
    {
        return line + " HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + Options().token.toLatin1() + "\r\n"
            + more + "\r\n";
    }

    /// Everything the door sends until it closes the connection.
    QByteArray rawAnswer(const QByteArray &request)
    {
        QTcpSocket socket;
        socket.connectToHost(u"127.0.0.1"_s, quint16(m_door->port()));
        socket.write(request);
        while (socket.state() != QAbstractSocket::UnconnectedState) {
            if (!socket.waitForReadyRead(patience) && socket.state() == QAbstractSocket::ConnectedState)
                qFatal("the connection stayed open");
        }
        return socket.readAll();
    }

    void add(Fault::Kind kind, int status = 500)
    {
        Fault fault;
        fault.kind = kind;
        fault.status = status;
        fault.url = u"https://elsewhere.example.com/"_s;
        fault.count = -1;
        m_door->locked([&] { m_faults->add(fault); });
        m_manager->faults().add(fault);
    }

    static qsizetype partiesIn(const QByteArray &body)
    {
        return QJsonDocument::fromJson(body).object().value("parties"_L1).toArray().size();
    }

private Q_SLOTS:
    void init()
    {
        m_service = std::make_unique<Service>();
        m_faults = std::make_unique<Faults>();
        fillWithSample(*m_service, {1, 120});
        m_door = std::make_unique<HttpDoor>(*m_service, *m_faults);
        QVERIFY(m_door->start());
        m_network = std::make_unique<QNetworkAccessManager>();
        m_manager = std::make_unique<AccessManager>(*m_service);
    }

    void cleanup()
    {
        m_manager.reset();
        m_network.reset();
        m_door.reset();
    }

    void documentedCallsWorkOnARawSocket()
    {
        const QByteArray body = quoted("{ 'party': { 'type': 'organisation', 'name': 'Acme INC' } }");
        const QByteArray answer
            = rawAnswer(head("POST /api/v2/parties"_ba,
                            "Content-Type: application/json\r\nConnection: close\r\nContent-Length: "
                                + QByteArray::number(body.size()) + "\r\n")
                + body);
        QVERIFY2(answer.startsWith("HTTP/1.1 201 Created\r\n"), answer.constData());
        QVERIFY(answer.contains("\r\nLocation: " + m_door->baseUrl().toLatin1() + "/parties/1121\r\n"));
        QVERIFY(answer.contains("\r\nDate: "));
        QVERIFY(answer.contains(quoted("'name':'Acme INC'")));
        const QByteArray gone = rawAnswer(head("DELETE /api/v2/parties/1121"_ba, "Connection: close\r\n"_ba));
        QVERIFY2(gone.startsWith("HTTP/1.1 204 No Content\r\n"), gone.constData());
        QVERIFY(gone.endsWith("\r\n\r\n"));
    }

    void aConnectionServesManyRequests()
    {
        QTcpSocket socket;
        socket.connectToHost(u"127.0.0.1"_s, quint16(m_door->port()));
        for (int i = 0; i < 20; ++i) {
            socket.write(head("GET /api/v2/site"_ba));
            QByteArray answer;
            while (!answer.contains("}}") && socket.waitForReadyRead(patience))
                answer += socket.readAll();
            QVERIFY(answer.startsWith("HTTP/1.1 200 OK\r\n"));
        }
        QCOMPARE(socket.state(), QAbstractSocket::ConnectedState);
    }

    void severalConnectionsAtOnce()
    {
        std::vector<std::unique_ptr<QNetworkAccessManager>> networks;
        QList<QNetworkReply *> replies;
        for (int i = 0; i < 12; ++i) {
            networks.push_back(std::make_unique<QNetworkAccessManager>());
            replies.append(networks.back()->get(requestTo(m_door->baseUrl() + u"/parties?perPage=100"_s)));
        }
        for (QNetworkReply *reply : std::as_const(replies))
            QCOMPARE(partiesIn(wait(reply).body), 100);
    }

    void bodiesOfAnyBytesArriveWhole()
    {
        QNetworkRequest request = requestTo(m_door->baseUrl() + u"/attachments/upload"_s);
        request.setHeader(QNetworkRequest::ContentTypeHeader, u"application/x-www-form-urlencoded"_s);
        request.setRawHeader("X-Attachment-Filename"_ba, "a"_ba);
        QByteArray bytes(3'000'000, '\0');
        for (qsizetype i = 0; i < bytes.size(); ++i)
            bytes[i] = char(i * 7);
        QCOMPARE(wait(m_network->post(request, bytes)).status, 200);
        QCOMPARE(get(u"/attachments/1"_s).body, bytes);
    }

    void faultsLookTheSameThroughBothDoors_data()
    {
        QTest::addColumn<Fault::Kind>("kind");
        QTest::addColumn<int>("given");
        QTest::addColumn<QNetworkReply::NetworkError>("error");
        QTest::addColumn<int>("status");
        QTest::addColumn<bool>("isWhole");
        using Kind = Fault::Kind;
        QTest::newRow("none") << Kind::None << 0 << QNetworkReply::NoError << 200 << true;
        QTest::newRow("drop before") << Kind::DropBefore << 0 << QNetworkReply::RemoteHostClosedError << 0 << false;
        QTest::newRow("drop after") << Kind::DropAfter << 0 << QNetworkReply::RemoteHostClosedError << 0 << false;
        QTest::newRow("cut") << Kind::Cut << 0 << QNetworkReply::RemoteHostClosedError << 200 << false;
        QTest::newRow("cut, no length") << Kind::CutWithoutLength << 0 << QNetworkReply::NoError << 200 << false;
        QTest::newRow("cut, chunked") << Kind::CutChunked << 0 << QNetworkReply::RemoteHostClosedError << 200 << false;
        QTest::newRow("broken JSON") << Kind::BreakJson << 0 << QNetworkReply::NoError << 200 << false;
        QTest::newRow("portal") << Kind::Html << 0 << QNetworkReply::NoError << 200 << false;
        QTest::newRow("redirect") << Kind::Redirect << 0 << QNetworkReply::NoError << 302 << false;
        const QList<std::pair<int, QNetworkReply::NetworkError>> statuses{
            {400, QNetworkReply::ProtocolInvalidOperationError}, {401, QNetworkReply::AuthenticationRequiredError},
            {402, QNetworkReply::UnknownContentError}, {403, QNetworkReply::ContentAccessDenied},
            {404, QNetworkReply::ContentNotFoundError}, {405, QNetworkReply::ContentOperationNotPermittedError},
            {408, QNetworkReply::UnknownContentError}, {409, QNetworkReply::ContentConflictError},
            {410, QNetworkReply::ContentGoneError}, {413, QNetworkReply::UnknownContentError},
            {415, QNetworkReply::UnknownContentError}, {422, QNetworkReply::UnknownContentError},
            {429, QNetworkReply::UnknownContentError}, {500, QNetworkReply::InternalServerError},
            {502, QNetworkReply::UnknownServerError}, {503, QNetworkReply::ServiceUnavailableError},
            {504, QNetworkReply::UnknownServerError}};
        for (const auto &[status, error] : statuses)
            QTest::addRow("%d", status) << Kind::Status << status << error << status << false;
    }

    void faultsLookTheSameThroughBothDoors()
    {
        QFETCH(Fault::Kind, kind);
        QFETCH(int, given);
        QFETCH(bool, isWhole);
        add(kind, given);
        const QString path = u"/parties?perPage=100"_s;
        Seen socket = get(path);
        // Qt calls an unfinished chunked body complete if the end of the connection comes along with its last bytes.
        if (kind == Fault::Kind::CutChunked && socket.error == QNetworkReply::NoError)
            socket.error = QNetworkReply::RemoteHostClosedError;
        const Seen manager = wait(m_manager->get(requestTo(u"https://api.capsulecrm.com/api/v2"_s + path)));
        for (const Seen &seen : {socket, manager}) {
            QTEST(seen.error, "error");
            QTEST(seen.status, "status");
            QCOMPARE(partiesIn(seen.body) == 100, isWhole);
            QCOMPARE(seen.redirection.host(), kind == Fault::Kind::Redirect ? u"elsewhere.example.com"_s : QString());
        }
        QCOMPARE(socket.body.isEmpty(), manager.body.isEmpty());
        QCOMPARE(socket.body.startsWith("<!DOCTYPE"), kind == Fault::Kind::Html);
    }

    void dropsActOrNotAsTheySay()
    {
        const auto create = [&](Fault::Kind kind) {
            Fault fault;
            fault.method = "POST"_ba;
            fault.path = u"/parties"_s;
            fault.kind = kind;
            m_door->locked([&] { m_faults->add(fault); });
            const QByteArray body = quoted("{'party':{'type':'person','firstName':'Ada'}}");
            return rawAnswer(
                head("POST /api/v2/parties"_ba,
                    "Content-Type: application/json\r\nContent-Length: " + QByteArray::number(body.size()) + "\r\n")
                + body);
        };
        QCOMPARE(create(Fault::Kind::DropBefore), QByteArray());
        QCOMPARE(m_door->locked([&] { return m_service->partyCount(); }), 120);
        QCOMPARE(create(Fault::Kind::DropAfter), QByteArray());
        QCOMPARE(m_door->locked([&] { return m_service->partyCount(); }), 121);
    }

    void cutBodiesAreHalf_data()
    {
        QTest::addColumn<Fault::Kind>("kind");
        QTest::addColumn<QByteArray>("mark");
        QTest::newRow("length") << Fault::Kind::Cut << "\r\nContent-Length: 112\r\n"_ba;
        QTest::newRow("no length") << Fault::Kind::CutWithoutLength << "\r\nConnection: close\r\n"_ba;
        QTest::newRow("chunked") << Fault::Kind::CutChunked << "\r\nTransfer-Encoding: chunked\r\n"_ba;
    }

    void cutBodiesAreHalf()
    {
        QFETCH(Fault::Kind, kind);
        QFETCH(QByteArray, mark);
        add(kind);
        const QByteArray whole = m_door->locked([&] { return m_service->ask("GET"_ba, "site"_ba).body; });
        QCOMPARE(whole.size(), 112);
        const QByteArray answer = rawAnswer(head("GET /api/v2/site"_ba));
        QVERIFY2(answer.contains(mark), answer.constData());
        QCOMPARE(answer.contains("Content-Length"), kind == Fault::Kind::Cut);
        QVERIFY(answer.contains(whole.left(56)));
        QVERIFY(!answer.contains(whole.left(57)));
        QVERIFY(!answer.contains("\r\n0\r\n"));
    }

    void faultsComeFromJsonSkippedAndCounted()
    {
        const QString problem = m_door->locked([&] {
            return m_faults->addJson(quoted(
                "{'faults':[{'method':'get','path':'/parties/*','kind':'status','status':503,'skip':1,'count':2}]}"));
        });
        QCOMPARE(problem, QString());
        QCOMPARE(get(u"/site"_s).status, 200);
        QList<int> statuses;
        for (int i = 0; i < 4; ++i)
            statuses.append(get(u"/parties/1001?embed=tags"_s).status);
        QCOMPARE(statuses, (QList<int>{200, 503, 503, 200}));
        Faults faults;
        QVERIFY(faults.addJson(quoted("{'faults':[{'kind':'earthquake'}]}")).contains(u"earthquake"_s));
        QVERIFY(!faults.addJson("nonsense"_ba).isEmpty());
        QVERIFY(!faults.addJson(quoted("{'faults':[{'path':'^['}]}")).isEmpty());
    }

    void aStatusAfterActingActs()
    {
        Fault fault;
        fault.kind = Fault::Kind::Status;
        fault.status = 502;
        fault.acts = true;
        m_manager->faults().add(fault);
        const Seen seen = wait(m_manager->post(requestTo(u"https://api.capsulecrm.com/api/v2/parties"_s),
            quoted("{'party':{'type':'person','firstName':'Ada'}}")));
        QCOMPARE(seen.status, 502);
        QCOMPARE(m_service->partyCount(), 121);
        QCOMPARE(m_service->exchanges().size(), 1);
    }

    void hangingRequestsEndWithTheirClient()
    {
        add(Fault::Kind::Hang);
        const auto giveUp = [](QNetworkReply *reply) {
            QSignalSpy sent(reply, &QNetworkReply::requestSent);
            QVERIFY(sent.wait(patience));
            QVERIFY(!reply->isFinished());
            reply->abort();
            QVERIFY(reply->isFinished());
            QCOMPARE(reply->error(), QNetworkReply::OperationCanceledError);
            delete reply;
        };
        giveUp(m_network->get(requestTo(m_door->baseUrl() + u"/site"_s)));
        giveUp(m_manager->get(requestTo(u"https://api.capsulecrm.com/api/v2/site"_s)));
    }

    void delaysDelay()
    {
        Fault fault;
        fault.delayMs = 120;
        m_door->locked([&] { m_faults->add(fault); });
        QElapsedTimer timer;
        timer.start();
        QCOMPARE(get(u"/site"_s).status, 200);
        QVERIFY(timer.elapsed() >= 120);
    }

    void theControlPathSteers()
    {
        const QString root = u"http://127.0.0.1:%1/control/"_s.arg(m_door->port());
        const auto post = [&](const QString &path, const QByteArray &body) {
            return wait(m_network->post(requestTo(root + path), body)).status;
        };
        QCOMPARE(post(u"faults"_s, quoted("{'faults':[{'kind':'status','status':500,'count':-1}]}")), 204);
        QCOMPARE(get(u"/site"_s).status, 500);
        QCOMPARE(wait(m_network->deleteResource(requestTo(root + u"faults"_s))).status, 204);
        QCOMPARE(get(u"/site"_s).status, 200);
        const qint64 before = m_door->locked([&] { return m_service->now(); });
        QCOMPARE(post(u"advance"_s, quoted("{'seconds':86400}")), 204);
        QVERIFY(m_door->locked([&] { return m_service->now(); }) >= before + 86400);
        QCOMPARE(post(u"restrict"_s, quoted("{'id':1001}")), 204);
        QCOMPARE(get(u"/parties/1001"_s).status, 404);
        QCOMPARE(post(u"options"_s, quoted("{'deleteAsJob':true}")), 204);
        QCOMPARE(wait(m_network->deleteResource(requestTo(m_door->baseUrl() + u"/parties/1002"_s))).status, 202);
        QCOMPARE(post(u"options"_s, quoted("{'fly':true}")), 400);
        const QByteArray requests = wait(m_network->get(requestTo(root + u"requests"_s))).body;
        QCOMPARE(QJsonDocument::fromJson(requests).object().value("requests"_L1).toArray().size(), 4);
        QCOMPARE(post(u"nothing"_s, "{}"_ba), 404);
    }

    void theLogHoldsBodiesAndNoToken()
    {
        QTemporaryDir folder;
        RequestLog log({Options().token});
        QVERIFY(log.open(folder.filePath(u"log"_s)));
        m_door->locked([&] { m_service->setObserver([&log](const Exchange &exchange) { log.write(exchange); }); });
        const QByteArray body = "{ \"party\":\n{\"type\":\"person\",\"firstName\":\"Δ\"} }"_ba;
        QCOMPARE(wait(m_network->post(requestTo(m_door->baseUrl() + u"/parties?embed=tags"_s), body)).status, 201);
        get(u"/parties/search?q="_s + Options().token);
        m_door->locked([&] { m_service->setObserver({}); });
        QFile file(folder.filePath(u"log"_s));
        QVERIFY(file.open(QIODevice::ReadOnly));
        const QByteArray text = file.readAll();
        QVERIFY(!text.contains(Options().token.toUtf8()));
        const auto lines = text.trimmed().split('\n');
        QCOMPARE(lines.size(), 2);
        const QJsonObject first = QJsonDocument::fromJson(lines[0]).object();
        QCOMPARE(first.value("method"_L1).toString(), u"POST"_s);
        QCOMPARE(first.value("path"_L1).toString(), u"/api/v2/parties?embed=tags"_s);
        QCOMPARE(first.value("requestBody"_L1).toString().toUtf8(), body);
        QCOMPARE(first.value("status"_L1).toInt(), 201);
        QVERIFY(first.value("answerBody"_L1).toString().startsWith(QString::fromUtf8(quoted("{'party':{'id':1121"))));
        QVERIFY(!first.value("time"_L1).toString().isEmpty());
    }

    void theManagerAnswersOnlyAfterTheCall()
    {
        QNetworkReply *reply = m_manager->get(requestTo(u"https://api.capsulecrm.com/api/v2/site"_s));
        QVERIFY(!reply->isFinished());
        QCOMPARE(m_service->exchanges().size(), 0);
        QSignalSpy sent(reply, &QNetworkReply::requestSent);
        QSignalSpy ready(reply, &QNetworkReply::readyRead);
        const Seen seen = wait(reply);
        QCOMPARE(sent.size(), 1);
        QCOMPARE(ready.size(), 1);
        QCOMPARE(seen.status, 200);
        QVERIFY(m_manager->requests().first().headers.contains("authorization"));
    }

    void offlineNothingGoesOut()
    {
        m_manager->setOffline(true);
        QBuffer body;
        body.setData("{}"_ba);
        QVERIFY(body.open(QIODevice::ReadOnly));
        QNetworkReply *reply = m_manager->post(requestTo(u"https://api.capsulecrm.com/api/v2/parties"_s), &body);
        QSignalSpy sent(reply, &QNetworkReply::requestSent);
        QCOMPARE(wait(reply).error, QNetworkReply::ConnectionRefusedError);
        QCOMPARE(sent.size(), 0);
        QCOMPARE(body.pos(), 0);
        QVERIFY(m_manager->requests().isEmpty());
    }

    void otherHostsAreNotFound()
    {
        QCOMPARE(wait(m_manager->get(requestTo(u"https://elsewhere.example.com/api/v2/site"_s))).error,
            QNetworkReply::HostNotFoundError);
        QVERIFY(m_manager->requests().isEmpty());
    }

    void heldRequestsWaitForRelease()
    {
        m_manager->setHolding(true);
        QNetworkReply *reply = m_manager->get(requestTo(u"https://api.capsulecrm.com/api/v2/site"_s));
        QSignalSpy sent(reply, &QNetworkReply::requestSent);
        QVERIFY(sent.wait(patience));
        QCOMPARE(m_service->exchanges().size(), 0);
        m_manager->release();
        QCOMPARE(wait(reply).status, 200);
    }

    void theSchedulerDecidesWhen()
    {
        QList<std::pair<int, std::function<void()>>> due;
        m_manager->setScheduler([&](int ms, std::function<void()> action) { due.emplaceBack(ms, action); });
        m_manager->setLatency(250);
        QNetworkReply *reply = m_manager->get(requestTo(u"https://api.capsulecrm.com/api/v2/site"_s));
        QCOMPARE(due.size(), 1);
        due.takeFirst().second();
        QCOMPARE(due.size(), 1);
        QCOMPARE(due.first().first, 250);
        QVERIFY(!reply->isFinished());
        due.takeFirst().second();
        QVERIFY(reply->isFinished());
        delete reply;
    }

    void idleTransfersTimeOut()
    {
        m_manager->setHolding(true);
        QNetworkRequest request = requestTo(u"https://api.capsulecrm.com/api/v2/site"_s);
        request.setTransferTimeout(10);
        QCOMPARE(wait(m_manager->get(request)).error, QNetworkReply::OperationCanceledError);
    }

    /// The limits are generous: what they exclude is a design that cannot serve so many at all.
    void quarterOfAMillionPartiesPageFast()
    {
        constexpr int parties = 240'000;
        Service large;
        QElapsedTimer timer;
        timer.start();
        fillWithSample(large, {1, parties});
        const qint64 filling = timer.restart();
        for (int page = 1; page <= parties / 100; page += 24)
            QCOMPARE(
                partiesIn(
                    large.ask("GET"_ba, "parties?perPage=100&embed=tags,fields&page=" + QByteArray::number(page)).body),
                100);
        const qint64 paging = timer.restart();
        large.ask("GET"_ba, "parties/search?q=grace"_ba);
        qInfo("240,000 parties: filled in %lld ms, 100 pages read and parsed in %lld ms, searched in %lld ms", filling,
            paging, timer.elapsed());
        QVERIFY(filling < 150'000);
        QVERIFY(paging < 30'000);
        QVERIFY(timer.elapsed() < 10'000);
    }

    void closingTheDoorDoesNotWaitForItsGuests()
    {
        QTcpSocket idle;
        idle.connectToHost(u"127.0.0.1"_s, quint16(m_door->port()));
        QVERIFY(idle.waitForConnected(patience));
        add(Fault::Kind::Hang);
        QNetworkReply *reply = m_network->get(requestTo(m_door->baseUrl() + u"/site"_s));
        QSignalSpy sent(reply, &QNetworkReply::requestSent);
        QVERIFY(sent.wait(patience));
        QElapsedTimer timer;
        timer.start();
        m_door.reset();
        QVERIFY(timer.elapsed() < 3000);
        delete reply;
    }

    void aTakenPortIsRefused()
    {
        HttpDoor second(*m_service, *m_faults);
        QVERIFY(!second.start(m_door->port()));
    }
};

QTEST_GUILESS_MAIN(CapsuleHttpTest)
#include "tst_capsulehttp.moc"
