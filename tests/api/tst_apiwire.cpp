#include "api/capsuleapi.h"

#include "api/apirequest.h"
#include "api/heard.h"
#include "api/rawserver.h"
#include "support/manualclock.h"

#include <QHostInfo>
#include <QNetworkAccessManager>
#include <QNetworkProxy>
#include <QRandomGenerator>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QTest>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Kind = ApiError::Kind;

namespace {

const QByteArray Token = "secret-token-0123456789"_ba;
const QByteArray PartyBody = R"({"party":{"id":4711,"type":"person","firstName":"Zora","lastName":"Quill"}})"_ba;
const QByteArray WriteBody = R"({"party":{"firstName":"Zora"}})"_ba;

QtMessageHandler previousHandler = nullptr;
QStringList logLines; // NOLINT: a message handler has no other place

void collectLog(QtMsgType, const QMessageLogContext &, const QString &message)
{
    logLines.append(message);
}

/// An API in front of a raw server.
struct Wire
{
    Wire() { api.setToken(Token); }

    RawServer server;
    QNetworkAccessManager network;
    ManualClock clock;
    CapsuleApi api{network, clock, server.base()};
    QObject context;
};

enum class Verb { Get, Put, Post };

int goodStatus(Verb verb)
{
    return verb == Verb::Post ? 201 : 200;
}

QByteArray nameOf(Verb verb)
{
    return verb == Verb::Get ? "GET"_ba : verb == Verb::Put ? "PUT"_ba : "POST"_ba;
}

CapsuleApi::Call call(Wire &wire, Verb verb, Heard<ReceivedParty> &heard)
{
    switch (verb) {
    case Verb::Get:
        return wire.api.party(4711, &wire.context, heard.callback());
    case Verb::Put:
        return wire.api.updateParty(4711, WriteBody, &wire.context, heard.callback());
    case Verb::Post:
        return wire.api.createParty(WriteBody, &wire.context, heard.callback());
    }
    return {};
}

QByteArray compressed(const QByteArray &body)
{
    return qCompress(body, 9).sliced(4); // without Qt's own length in front it is what HTTP calls deflate
}

} // namespace

Q_DECLARE_METATYPE(RawScript)

class TestApiWire : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { QNetworkProxy::setApplicationProxy(QNetworkProxy::NoProxy); }

    // ---- what an answer means

    void namesWhatWentWrong_data()
    {
        QTest::addColumn<RawScript>("script"); // %OK% stands for the status that the verb's success has
        QTest::addColumn<ApiError::Kind>("kind");
        QTest::addColumn<int>("status"); // -1 for the success's

        const QByteArray ok = "HTTP/1.1 %OK% Fine\r\n"_ba;
        const QByteArray json = "Content-Type: application/json\r\n"_ba;
        QTest::newRow("dropped before the body is read") << RawScript{{}, true, true} << Kind::Lost << 0;
        QTest::newRow("dropped after the body is read") << RawScript{{}, true, false} << Kind::Lost << 0;
        QTest::newRow("cut in the status line") << RawScript{"HTTP/1.1 20", true} << Kind::Lost << 0;
        QTest::newRow("not HTTP") << RawScript{"220 mail.example ESMTP\r\n\r\n", true} << Kind::Lost << 0;
        for (const int status : {408, 500, 501, 502, 503, 504, 599})
            QTest::addRow("%d", status) << RawScript{rawAnswer(status, "{}")} << Kind::Lost << status;
        for (const int status : {400, 402, 405, 409, 412, 413, 415, 418, 422})
            QTest::addRow("%d", status) << RawScript{rawAnswer(status, "{}")} << Kind::Rejected << status;
        QTest::newRow("401") << RawScript{rawAnswer(401, "{}")} << Kind::SignIn << 401;
        QTest::newRow("401 with a challenge")
            << RawScript{rawAnswer(401, "{}", "WWW-Authenticate: Basic realm=\"x\"\r\n")} << Kind::SignIn << 401;
        QTest::newRow("403") << RawScript{rawAnswer(403, "{}")} << Kind::Forbidden << 403;
        QTest::newRow("404") << RawScript{rawAnswer(404, "{}")} << Kind::NotFound << 404;
        QTest::newRow("410") << RawScript{rawAnswer(410, "{}")} << Kind::NotFound << 410;
        QTest::newRow("429") << RawScript{rawAnswer(429, "{}")} << Kind::RateLimited << 429;
        QTest::newRow("511") << RawScript{rawAnswer(511, "<html>", {}, "text/html")} << Kind::NotCapsule << 511;
        for (const int status : {301, 302, 303, 307, 308}) {
            QTest::addRow("%d", status) << RawScript{rawAnswer(status, {}, "Location: http://portal.example/\r\n", {})}
                                        << Kind::NotCapsule << status;
        }
        QTest::newRow("304") << RawScript{"HTTP/1.1 304 Not Modified\r\n\r\n", true} << Kind::NotCapsule << 304;
        QTest::newRow("sign-in page") << RawScript{ok + "Content-Type: text/html\r\nContent-Length: 6\r\n\r\n<html>"}
                                      << Kind::NotCapsule << -1;
        QTest::newRow("page of no type") << RawScript{ok + "Content-Length: 6\r\n\r\n<html>"} << Kind::NotCapsule << -1;
        QTest::newRow("broken JSON") << RawScript{ok + json + "Content-Length: 9\r\n\r\n{\"party\":"} << Kind::Garbled
                                     << -1;
        QTest::newRow("JSON, but an array")
            << RawScript{ok + json + "Content-Length: 2\r\n\r\n[]"} << Kind::Garbled << -1;
        QTest::newRow("JSON without the key")
            << RawScript{ok + json + "Content-Length: 2\r\n\r\n{}"} << Kind::Garbled << -1;
        QTest::newRow("record without id")
            << RawScript{ok + json + "Content-Length: 27\r\n\r\n{\"party\":{\"type\":\"person\"}}"} << Kind::Garbled
            << -1;
        QTest::newRow("empty") << RawScript{ok + json + "Content-Length: 0\r\n\r\n"} << Kind::Garbled << -1;
        QTest::newRow("204") << RawScript{"HTTP/1.1 204 Nothing\r\n\r\n"} << Kind::Garbled << 204;
        QTest::newRow("205") << RawScript{rawAnswer(205, {}, {}, {})} << Kind::Garbled << 205;
        QTest::newRow("another success") << RawScript{rawAnswer(203, PartyBody)} << Kind::Garbled << 203;
        QTest::newRow("cut, with a length")
            << RawScript{ok + json + "Content-Length: 500\r\n\r\n" + PartyBody, true} << Kind::Garbled << -1;
        QTest::newRow("cut, without a length")
            << RawScript{ok + json + "Connection: close\r\n\r\n" + PartyBody.chopped(5), true} << Kind::Garbled << -1;
        QTest::newRow("cut in a chunk") << RawScript{
            ok + json + "Transfer-Encoding: chunked\r\n\r\nff\r\n" + PartyBody.chopped(5),
            true} << Kind::Garbled << -1;
        QTest::newRow("cut before the last chunk") << RawScript{ok + json + "Transfer-Encoding: chunked\r\n\r\n"
                + QByteArray::number(PartyBody.size(), 16) + "\r\n" + PartyBody + "\r\n",
            true} << Kind::Garbled << -1;
        const QByteArray zipped = compressed(PartyBody);
        const QByteArray deflate = ok + json + "Content-Encoding: deflate\r\n"_ba;
        QTest::newRow("compressed and cut")
            << RawScript{deflate + "Connection: close\r\n\r\n" + zipped.chopped(12), true} << Kind::Garbled << -1;
        QTest::newRow("compressed badly")
            << RawScript{deflate + "Content-Length: 9\r\n\r\n" + zipped.first(3) + "\xff\xff\xff\xff\xff\xff", true}
            << Kind::Garbled << -1;
    }

    void namesWhatWentWrong()
    {
        QFETCH(RawScript, script);
        QFETCH(const ApiError::Kind, kind);
        QFETCH(const int, status);
        for (const Verb verb : {Verb::Get, Verb::Put, Verb::Post}) {
            RawScript mine = script;
            mine.bytes.replace("%OK%", QByteArray::number(goodStatus(verb)));
            Wire wire;
            wire.server.setScripts({mine});
            Heard<ReceivedParty> heard;
            call(wire, verb, heard);
            QTRY_VERIFY2(heard.result, nameOf(verb).constData());
            QVERIFY2(!heard.isGood(), nameOf(verb).constData());
            QCOMPARE(heard.error().kind, kind);
            QCOMPARE(heard.error().status, status < 0 ? goodStatus(verb) : status);
            QVERIFY2(!heard.error().detail.contains(u"127.0.0.1"_s), qPrintable(heard.error().detail));
            QVERIFY(!heard.error().detail.isEmpty());
            if (verb != Verb::Get)
                QCOMPARE(wire.server.requests().size(), 1);
        }
    }

    void aDeleteIsJudgedByItsStatus_data()
    {
        QTest::addColumn<QByteArray>("answer");
        QTest::addColumn<int>("kind"); // -1 for done
        QTest::newRow("204") << "HTTP/1.1 204 Gone now\r\n\r\n"_ba << -1;
        QTest::newRow("202") << rawAnswer(202, "{}", "Location: /api/v2/jobs/1\r\n") << -1;
        QTest::newRow("404") << rawAnswer(404, "{}") << static_cast<int>(Kind::NotFound);
        QTest::newRow("200 as JSON") << rawAnswer(200, "{}") << static_cast<int>(Kind::Garbled);
        QTest::newRow("200 as a page") << rawAnswer(200, "<html>", {}, "text/html")
                                       << static_cast<int>(Kind::NotCapsule);
        QTest::newRow("302") << rawAnswer(302, {}, "Location: http://portal.example/\r\n", {})
                             << static_cast<int>(Kind::NotCapsule);
        QTest::newRow("500") << rawAnswer(500, "{}") << static_cast<int>(Kind::Lost);
    }

    void aDeleteIsJudgedByItsStatus()
    {
        QFETCH(const QByteArray, answer);
        QFETCH(const int, kind);
        Wire wire;
        wire.server.setScripts({{answer}});
        Heard<std::monostate> heard;
        wire.api.deleteParty(4711, &wire.context, heard.callback());
        QTRY_VERIFY(heard.result);
        QCOMPARE(heard.isGood(), kind < 0);
        if (kind >= 0)
            QCOMPARE(static_cast<int>(heard.error().kind), kind);
        else if (heard.receipt().status == 202)
            QCOMPARE(heard.receipt().location, wire.server.base().resolved(QUrl(u"/api/v2/jobs/1"_s)));
    }

    void anotherRecordsAnswerIsGarbled()
    {
        Wire wire;
        wire.server.setScripts({{rawAnswer(200, PartyBody)}});
        Heard<ReceivedParty> heard;
        wire.api.party(4712, &wire.context, heard.callback());
        QTRY_VERIFY(heard.result);
        QVERIFY(!heard.isGood());
        QCOMPARE(heard.error().kind, Kind::Garbled);
    }

    void repeatsTheServicesWords()
    {
        Wire wire;
        const QByteArray refusal
            = R"({"message":"Validation Failed","errors":[{"message":"name must be unique","resource":"party",)"
              R"("field":"name"},{"message":"second"}]})"_ba;
        wire.server.setScripts({{rawAnswer(422, refusal)}, {rawAnswer(429, R"({"error":"rate limit reached"})")}});
        Heard<ReceivedParty> invalid;
        call(wire, Verb::Put, invalid);
        QTRY_VERIFY(invalid.result);
        QCOMPARE(invalid.error().message, u"Validation Failed"_s);
        QCOMPARE(invalid.error().errors,
            (QList<FieldError>{{u"name must be unique"_s, u"party"_s, u"name"_s}, {u"second"_s, {}, {}}}));
        Heard<ReceivedParty> limited;
        call(wire, Verb::Put, limited);
        QTRY_VERIFY(limited.result);
        QCOMPARE(limited.error().message, u"rate limit reached"_s);
    }

    void aBrokenAnswerToACreateStillNamesItsRecord_data()
    {
        QTest::addColumn<QByteArray>("location");
        QTest::addColumn<QString>("path"); // empty if it must be refused
        QTest::newRow("whole") << "%BASE%/parties/99"_ba << u"/api/v2/parties/99"_s;
        QTest::newRow("relative") << "/api/v2/parties/99"_ba << u"/api/v2/parties/99"_s;
        QTest::newRow("another host") << "http://evil.example/api/v2/parties/99"_ba << QString();
        QTest::newRow("another port") << "http://127.0.0.1:1/api/v2/parties/99"_ba << QString();
        QTest::newRow("another scheme") << "https://127.0.0.1/api/v2/parties/99"_ba << QString();
        QTest::newRow("missing") << ""_ba << QString();
    }

    void aBrokenAnswerToACreateStillNamesItsRecord()
    {
        QFETCH(QByteArray, location);
        QFETCH(const QString, path);
        Wire wire;
        location.replace("%BASE%", wire.server.base().toEncoded());
        const QByteArray header = location.isEmpty() ? QByteArray() : "Location: " + location + "\r\n";
        wire.server.setScripts({{rawAnswer(201, PartyBody.chopped(9), header)}, {rawAnswer(201, PartyBody, header)}});
        Heard<ReceivedParty> broken;
        call(wire, Verb::Post, broken);
        QTRY_VERIFY(broken.result);
        QCOMPARE(broken.error().kind, Kind::Garbled);
        QCOMPARE(broken.error().location.path(), path);

        Heard<ReceivedParty> good;
        call(wire, Verb::Post, good);
        QTRY_VERIFY(good.isGood());
        QCOMPARE(good.receipt().location.path(), path);
        QCOMPARE(good.receipt().serverTime, QDateTime::fromString(u"2015-09-15T10:43:23Z"_s, Qt::ISODate));
    }

    // ---- how often and where something is sent

    void nothingLeavesWhereNobodyListens()
    {
        Wire wire;
        wire.server.stopListening();
        for (const Verb verb : {Verb::Get, Verb::Put, Verb::Post}) {
            Heard<ReceivedParty> heard;
            call(wire, verb, heard);
            QTRY_VERIFY(heard.result);
            QCOMPARE(heard.error().kind, Kind::NotSent);
            QCOMPARE(heard.error().detail, u"ConnectionRefusedError"_s);
        }
    }

    void nothingLeavesForAHostWithoutTls()
    {
        RawServer server; // answers a TLS greeting with nothing but the end
        server.setScripts({{"no", true}});
        QUrl base = server.base();
        base.setScheme(u"https"_s);
        QNetworkAccessManager network;
        ManualClock clock;
        CapsuleApi api(network, clock, base);
        api.setToken(Token);
        Heard<ReceivedParty> heard;
        api.createParty(WriteBody, &network, heard.callback());
        QTRY_COMPARE(server.connections(), 1);
        server.closeConnections();
        QTRY_VERIFY(heard.result);
        QCOMPARE(heard.error().kind, Kind::NotSent);
        QCOMPARE(server.requests().size(), 0);
    }

    /// The service closes a kept-alive connection at any moment around the write. Whatever comes of it, the write
    /// reaches the service at most once.
    void aWriteOnADyingConnectionIsSentAtMostOnce_data()
    {
        QTest::addColumn<bool>("isCreate");
        QTest::addColumn<RawScript>("script");
        QTest::newRow("put, at the head") << false << RawScript{{}, true, true};
        QTest::newRow("put, after the body") << false << RawScript{{}, true, false};
        QTest::newRow("post, at the head") << true << RawScript{{}, true, true};
        QTest::newRow("post, after the body") << true << RawScript{{}, true, false};
    }

    void aWriteOnADyingConnectionIsSentAtMostOnce()
    {
        QFETCH(const bool, isCreate);
        QFETCH(const RawScript, script);
        Wire wire;
        wire.server.setScripts({{rawAnswer(200, PartyBody)}, script});
        Heard<ReceivedParty> read;
        call(wire, Verb::Get, read);
        QTRY_VERIFY(read.isGood());
        Heard<ReceivedParty> written;
        call(wire, isCreate ? Verb::Post : Verb::Put, written);
        QTRY_VERIFY(written.result);
        QVERIFY(!written.isGood());
        QCOMPARE(written.error().kind, Kind::Lost);
        QCOMPARE(wire.server.requests().size(), 2);
        QCOMPARE(wire.server.requests().last().connection, isCreate ? 2 : 1);
    }

    void aWriteRacingWithTheEndOfItsConnectionIsSentAtMostOnce()
    {
        constexpr quint32 seed = 205;
        qInfo("seed %u", seed);
        QRandomGenerator random(seed);
        const QByteArray big = "{\"party\":{\"about\":\""_ba + QByteArray(200'000, 'x') + "\"}}"_ba;
        int done = 0;
        int lost = 0;
        for (int round = 0; round < 60; ++round) {
            Wire wire;
            wire.server.setScripts({{rawAnswer(200, PartyBody)}});
            Heard<ReceivedParty> read;
            call(wire, Verb::Get, read);
            QTRY_VERIFY(read.isGood());
            Heard<ReceivedParty> written;
            wire.server.setScripts({{rawAnswer(200, PartyBody)}});
            const bool isClosedBefore = random.bounded(2) == 0; // and the client has not noticed
            if (isClosedBefore)
                wire.server.closeConnections();
            wire.api.updateParty(4711, random.bounded(2) == 0 ? big : WriteBody, &wire.context, written.callback());
            for (auto turns = random.bounded(40); !isClosedBefore && turns > 0; --turns)
                QTest::qWait(0); // a moment for Qt's thread and for the server
            if (!isClosedBefore && round % 4 != 0)
                wire.server.closeConnections();
            QTRY_VERIFY(written.result);
            QCOMPARE_LE(wire.server.count("PUT"), 1);
            if (written.isGood() || written.error().kind == Kind::NotSent)
                QCOMPARE(wire.server.count("PUT"), written.isGood() ? 1 : 0);
            written.isGood() ? ++done : ++lost;
        }
        qInfo("%d done, %d lost or not sent", done, lost);
        QVERIFY(done > 0 && lost > 0);
    }

    void aCreateWaitsForAFreshConnection()
    {
        Wire wire;
        wire.server.setScripts({{}, {rawAnswer(200, PartyBody)}});
        Heard<ReceivedParty> slow;
        Heard<ReceivedParty> created;
        Heard<ReceivedParty> later;
        const auto slowCall = call(wire, Verb::Get, slow);
        QTRY_COMPARE(wire.server.requests().size(), 1);
        call(wire, Verb::Post, created);
        call(wire, Verb::Get, later);
        for (int turn = 0; turn < 20; ++turn)
            QCoreApplication::processEvents();
        QCOMPARE(wire.server.requests().size(), 1);

        slowCall->cancel();
        QTRY_VERIFY(created.result && later.result);
        QCOMPARE(slow.times, 0);
        QCOMPARE(wire.server.count("POST"), 1);
        QCOMPARE(wire.server.count("GET"), 2);
        QCOMPARE_GE(wire.server.connections(), 2);
    }

    void forgottenConnectionsAreNotUsedAgain()
    {
        Wire wire;
        wire.server.setScripts({{rawAnswer(200, PartyBody)}});
        const auto readOnce = [&wire] {
            Heard<ReceivedParty> heard;
            call(wire, Verb::Get, heard);
            return QTest::qWaitFor([&heard] { return heard.isGood(); });
        };
        QVERIFY(readOnce());
        QVERIFY(readOnce());
        QCOMPARE(wire.server.connections(), 1);
        wire.api.forgetConnections();
        QVERIFY(readOnce());
        QCOMPARE(wire.server.connections(), 2);
    }

    void theTokenStaysAtHome()
    {
        Wire wire;
        RawServer stranger;
        stranger.setScripts({{rawAnswer(200, PartyBody)}});
        const QByteArray elsewhere = stranger.base().toEncoded() + "/parties?page=2"_ba;
        wire.server.setScripts({{rawAnswer(302, {}, "Location: " + elsewhere + "\r\n")},
            {rawAnswer(200, R"({"parties":[]})", "Link: <" + elsewhere + ">; rel=\"next\"\r\n")}});
        Heard<PartyPage> redirected;
        wire.api.parties({}, &wire.context, redirected.callback());
        QTRY_VERIFY(redirected.result);
        QCOMPARE(redirected.error().kind, Kind::NotCapsule);
        Heard<PartyPage> linked;
        wire.api.parties({}, &wire.context, linked.callback());
        QTRY_VERIFY(linked.result);
        QCOMPARE(linked.error().kind, Kind::Garbled);
        Heard<PartyPage> asked;
        wire.api.nextParties(QUrl(QString::fromLatin1(elsewhere)), &wire.context, asked.callback());
        QTRY_VERIFY(asked.result);
        QCOMPARE(asked.error().kind, Kind::NotSent);
        QCOMPARE(stranger.connections(), 0);
    }

    void someAddressesGetNoToken_data()
    {
        QTest::addColumn<QString>("base");
        QTest::newRow("http to another machine") << u"http://api.capsulecrm.com/api/v2"_s;
        QTest::newRow("http to a name like localhost") << u"http://localhost.example/api/v2"_s;
        QTest::newRow("a file") << u"file:///tmp"_s;
        QTest::newRow("ftp") << u"ftp://api.capsulecrm.com/api/v2"_s;
        QTest::newRow("with a user") << u"https://me:secret@api.capsulecrm.com/api/v2"_s;
        QTest::newRow("no host") << u"https:///api/v2"_s;
        QTest::newRow("nothing") << QString();
    }

    void someAddressesGetNoToken()
    {
        QFETCH(const QString, base);
        QNetworkAccessManager network;
        ManualClock clock;
        CapsuleApi api(network, clock, QUrl(base));
        api.setToken(Token);
        Heard<Site> heard;
        api.site(&network, heard.callback());
        QCOMPARE(heard.times, 0); // always from the event loop
        QTRY_VERIFY(heard.result);
        QCOMPARE(heard.error().kind, Kind::NotSent);
    }

    void loopbackMayBePlain_data()
    {
        QTest::addColumn<QString>("base");
        QTest::newRow("localhost") << u"http://localhost:%1/api/v2/"_s;
        QTest::newRow("127.0.0.1") << u"http://127.0.0.1:%1/api/v2"_s;
    }

    void loopbackMayBePlain()
    {
        QFETCH(const QString, base);
        RawServer server;
        server.setScripts({{rawAnswer(200, R"({"site":{"name":"x"}})")}});
        QNetworkAccessManager network;
        ManualClock clock;
        const QUrl address(base.arg(server.base().port()));
        QVERIFY(mayCarryToken(address));
        if (QHostInfo::fromName(address.host()).addresses().isEmpty())
            QSKIP("This machine does not know the name localhost; the rule itself was checked.");
        CapsuleApi api(network, clock, address);
        api.setToken(Token);
        Heard<Site> heard;
        api.site(&network, heard.callback());
        QTRY_VERIFY(heard.isGood());
        QCOMPARE(server.requests().first().line, "GET /api/v2/site HTTP/1.1"_ba);
    }

    void withoutATokenNothingIsSent_data()
    {
        QTest::addColumn<QByteArray>("token");
        QTest::newRow("none") << ""_ba;
        QTest::newRow("one that would add a header") << "abc\r\nX-Evil: 1"_ba;
        QTest::newRow("a blank inside") << "abc def"_ba;
        QTest::newRow("not ASCII") << "t\xc3\xb6ken"_ba;
    }

    void withoutATokenNothingIsSent()
    {
        QFETCH(const QByteArray, token);
        Wire wire;
        wire.api.setToken(token);
        Heard<Site> heard;
        wire.api.site(&wire.context, heard.callback());
        QTRY_VERIFY(heard.result);
        QCOMPARE(heard.error().kind, Kind::SignIn);
        QCOMPARE(wire.server.connections(), 0);
    }

    void aWriteCarriesExactlyTheseHeaders()
    {
        Wire wire;
        wire.server.setScripts({{rawAnswer(201, PartyBody)}});
        Heard<ReceivedParty> heard;
        call(wire, Verb::Post, heard);
        QTRY_VERIFY(heard.isGood());
        const RawRequest request = wire.server.requests().first();
        QCOMPARE(request.line, "POST /api/v2/parties?embed=tags,fields HTTP/1.1"_ba);
        QCOMPARE(request.body, WriteBody);

        QHash<QByteArray, QByteArray> headers = request.headers;
        QCOMPARE(headers.take("Authorization"), "Bearer "_ba + Token);
        QCOMPARE(headers.take("Accept"), "application/json"_ba);
        QCOMPARE(headers.take("Content-Type"), "application/json"_ba);
        QCOMPARE(headers.take("Content-Length"), QByteArray::number(WriteBody.size()));
        QCOMPARE(headers.take("Host"), wire.server.base().authority().toLatin1());
        QCOMPARE(headers.take("Connection"), "Keep-Alive"_ba);
        QVERIFY(QRegularExpression(u"^Counterpart/[0-9.]+ \\([^()]+\\)$"_s)
                .match(QString::fromLatin1(headers.take("User-Agent")))
                .hasMatch());
        QStringList others;
        for (auto it = headers.cbegin(); it != headers.cend(); ++it)
            others.append(QString::fromLatin1(it.key()));
        others.sort();
        QCOMPARE(others, (QStringList{u"Accept-Encoding"_s, u"Accept-Language"_s})); // Qt's own
    }

    void cookiesAreNeitherKeptNorSent()
    {
        Wire wire;
        wire.server.setScripts({{rawAnswer(200, PartyBody, "Set-Cookie: a=b\r\n")}});
        for (int round = 0; round < 2; ++round) {
            Heard<ReceivedParty> heard;
            call(wire, Verb::Get, heard);
            QTRY_VERIFY(heard.isGood());
        }
        QVERIFY(!wire.server.requests().last().headers.contains("Cookie"));
    }

    // ---- limits

    void aReadEndsAtItsDeadline()
    {
        Wire wire;
        wire.server.setScripts({{rawAnswer(200, PartyBody).chopped(1)}}); // all but the last byte
        Heard<ReceivedParty> heard;
        call(wire, Verb::Get, heard);
        QTRY_COMPARE(wire.server.requests().size(), 1);
        wire.clock.advance(59'999ms);
        QVERIFY(!heard.result);
        wire.clock.advance(1ms);
        QTRY_VERIFY(heard.result);
        QVERIFY(heard.error().kind == Kind::Lost || heard.error().kind == Kind::Garbled); // the head may be here or not
        QVERIFY2(heard.error().detail.contains(u"60 s"_s), qPrintable(heard.error().detail));
    }

    void aWriteEndsAtItsDeadline()
    {
        Wire wire;
        wire.server.setScripts({{}});
        Heard<ReceivedParty> heard;
        call(wire, Verb::Post, heard);
        QTRY_COMPARE(wire.server.requests().size(), 1);
        QTRY_COMPARE(wire.server.requests().first().body, WriteBody);
        wire.clock.advance(29'999ms);
        QVERIFY(!heard.result);
        wire.clock.advance(1ms);
        QTRY_VERIFY(heard.result);
        QCOMPARE(heard.error().kind, Kind::Lost);
        QVERIFY2(heard.error().detail.contains(u"30 s"_s), qPrintable(heard.error().detail));
        QCOMPARE(heard.times, 1);
    }

    void aSilentServiceIsGivenUp()
    {
        Wire wire;
        wire.api.setLimits({.idle = 100ms});
        wire.server.setScripts({{}});
        Heard<ReceivedParty> heard;
        call(wire, Verb::Put, heard);
        QTRY_VERIFY(heard.result);
        QCOMPARE(heard.error().kind, Kind::Lost);
        QVERIFY2(heard.error().detail.contains(u"0.1 s"_s), qPrintable(heard.error().detail));
    }

    void aBodyThatStallsIsGivenUp()
    {
        Wire wire;
        wire.api.setLimits({.idle = 100ms});
        wire.server.setScripts({{rawAnswer(200, PartyBody).chopped(20)}});
        Heard<ReceivedParty> heard;
        call(wire, Verb::Put, heard);
        QTRY_VERIFY(heard.result);
        QCOMPARE(heard.error().kind, Kind::Garbled); // the status said that it was carried out
    }

    void aBodyOverTheCapIsStopped_data()
    {
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<QByteArray>("body");
        QByteArray text(300'000, Qt::Uninitialized);
        QRandomGenerator random(32);
        for (char &c : text)
            c = static_cast<char>('a' + random.bounded(20));
        QTest::newRow("plain") << ""_ba << text;
        QTest::newRow("compressed") << "Content-Encoding: deflate\r\n"_ba << compressed(text);
        QTest::newRow("a bomb") << "Content-Encoding: deflate\r\n"_ba << compressed(QByteArray(40 * 1024 * 1024, 'a'));
    }

    void aBodyOverTheCapIsStopped()
    {
        QFETCH(const QByteArray, headers);
        QFETCH(const QByteArray, body);
        Wire wire;
        wire.api.setLimits({.bodySize = 100'000});
        wire.server.setScripts({{rawAnswer(200, body, headers)}});
        Heard<ReceivedParty> heard;
        call(wire, Verb::Get, heard);
        QTRY_VERIFY(heard.result);
        QCOMPARE(heard.error().kind, Kind::Garbled);
        QVERIFY(!heard.error().detail.isEmpty());
    }

    void aBodyUnderTheCapIsRead()
    {
        Wire wire;
        wire.api.setLimits({.bodySize = PartyBody.size()});
        wire.server.setScripts({{rawAnswer(200, compressed(PartyBody), "Content-Encoding: deflate\r\n")}});
        Heard<ReceivedParty> heard;
        call(wire, Verb::Get, heard);
        QTRY_VERIFY(heard.isGood());
        QCOMPARE(heard.value().party.lastName, u"Quill"_s);
    }

    // ---- allowance and time

    void tellsWhenToTryAgain_data()
    {
        QTest::addColumn<QByteArray>("headers");
        QTest::addColumn<int>("status");
        QTest::addColumn<int>("least"); // s; -1 for nothing told
        QTest::addColumn<int>("most");
        const QByteArray spent = "X-RateLimit-Limit: 4000\r\nX-RateLimit-Remaining: 0\r\nX-RateLimit-Reset: "_ba;
        // The answer is of 2015-09-15T10:43:23Z, second 1442313803.
        QTest::newRow("reset in ten minutes") << spent + "1442314403\r\n" << 429 << 600 << 615;
        QTest::newRow("reset past") << spent + "1442313803\r\n" << 429 << 60 << 60;
        QTest::newRow("reset tomorrow") << spent + "1442400203\r\n" << 429 << 60 << 60;
        QTest::newRow("no headers") << ""_ba << 429 << 60 << 60;
        QTest::newRow("Retry-After wins") << spent + "1442314403\r\nRetry-After: 5\r\n" << 429 << 5 << 5;
        QTest::newRow("Retry-After of a 503") << "Retry-After: 7\r\n"_ba << 503 << 7 << 7;
        QTest::newRow("503") << ""_ba << 503 << -1 << -1;
    }

    void tellsWhenToTryAgain()
    {
        QFETCH(const QByteArray, headers);
        QFETCH(const int, status);
        QFETCH(const int, least);
        QFETCH(const int, most);
        Wire wire;
        wire.server.setScripts({{rawAnswer(status, "{}", headers)}});
        Heard<ReceivedParty> heard;
        call(wire, Verb::Put, heard);
        QTRY_VERIFY(heard.result);
        QCOMPARE(heard.error().retryAfter.has_value(), least >= 0);
        if (least >= 0) {
            QCOMPARE_GE(*heard.error().retryAfter, std::chrono::seconds(least));
            QCOMPARE_LE(*heard.error().retryAfter, std::chrono::seconds(most));
        }
    }

    void knowsTheServicesTimeAndAllowance()
    {
        Wire wire;
        const QDateTime reset = QDateTime::fromString(u"2015-09-15T11:00:00Z"_s, Qt::ISODate);
        wire.server.setScripts({{rawAnswer(200, PartyBody,
            "X-RateLimit-Limit: 4000\r\nX-RateLimit-Remaining: 17\r\n"
            "X-RateLimit-Reset: "
                + QByteArray::number(reset.toSecsSinceEpoch()) + "\r\n")}});
        QCOMPARE(wire.api.rateLimit(), RateLimit());
        QVERIFY(!wire.api.timeUntil(reset));
        QSignalSpy changed(&wire.api, &CapsuleApi::rateLimitChanged);
        for (int round = 0; round < 2; ++round) {
            Heard<ReceivedParty> heard;
            call(wire, Verb::Get, heard);
            QTRY_VERIFY(heard.isGood());
        }
        QCOMPARE(wire.api.rateLimit(), (RateLimit{4000, 17, reset}));
        QCOMPARE(changed.size(), 1);
        QCOMPARE(wire.api.timeUntil(reset), std::optional<std::chrono::milliseconds>(16min + 37s));
        wire.clock.advance(10s);
        QCOMPARE(wire.api.timeUntil(reset), std::optional<std::chrono::milliseconds>(16min + 27s));
    }

    // ---- the life of a call

    void aCancelledCallIsSilent()
    {
        Wire wire;
        wire.server.setScripts({{rawAnswer(200, PartyBody)}});
        Heard<ReceivedParty> early;
        call(wire, Verb::Get, early)->cancel();
        Heard<ReceivedParty> refused;
        wire.api.setToken({});
        call(wire, Verb::Get, refused)->cancel();
        wire.api.setToken(Token);
        Heard<ReceivedParty> heard;
        const auto finished = call(wire, Verb::Get, heard);
        QTRY_VERIFY(heard.isGood());
        finished->cancel(); // too late, and harmless
        QCOMPARE(early.times, 0);
        QCOMPARE(refused.times, 0);
        QCOMPARE(heard.times, 1);
    }

    void aCallWhoseContextIsGoneIsSilent()
    {
        Wire wire;
        wire.server.setScripts({{rawAnswer(200, PartyBody)}});
        Heard<ReceivedParty> orphan;
        auto context = std::make_unique<QObject>();
        wire.api.party(4711, context.get(), orphan.callback());
        context.reset();
        Heard<ReceivedParty> heard;
        call(wire, Verb::Get, heard);
        QTRY_VERIFY(heard.isGood());
        QTRY_COMPARE(wire.server.requests().size(), 2);
        QCOMPARE(orphan.times, 0);
    }

    void aDroppedHandleChangesNothing()
    {
        Wire wire;
        wire.server.setScripts({{rawAnswer(200, PartyBody)}});
        Heard<ReceivedParty> heard;
        call(wire, Verb::Get, heard).reset();
        QTRY_VERIFY(heard.isGood());
    }

    void theApiMayGoInACallback()
    {
        RawServer server;
        server.setScripts({{rawAnswer(200, PartyBody)}});
        QNetworkAccessManager network;
        ManualClock clock;
        auto api = std::make_unique<CapsuleApi>(network, clock, server.base());
        api->setToken(Token);
        api->setLimits({.bodySize = 10}); // so that it ends inside readyRead
        Heard<ReceivedParty> other;
        bool isGone = false;
        const CapsuleApi::Callback<ReceivedParty> destroy = [&](const auto &) {
            api.reset();
            isGone = true;
        };
        api->party(4711, &network, destroy);
        const auto otherCall = api->createParty(WriteBody, &network, other.callback());
        QTRY_VERIFY(isGone);
        otherCall->cancel();
        QCOMPARE(other.times, 0);
    }

    void theApiMayGoWithCallsInFlight()
    {
        RawServer server;
        server.setScripts({{}});
        QNetworkAccessManager network;
        ManualClock clock;
        Heard<ReceivedParty> heard;
        {
            CapsuleApi api(network, clock, server.base());
            api.setToken(Token);
            api.party(4711, &network, heard.callback());
            api.createParty(WriteBody, &network, heard.callback());
            QTRY_COMPARE(server.requests().size(), 1);
        }
        QCOMPARE(heard.times, 0);
    }

    // ---- the log

    void theLogHoldsNoSecrets()
    {
        logLines.clear();
        previousHandler = qInstallMessageHandler(collectLog);
        const auto restore = qScopeGuard([] { qInstallMessageHandler(previousHandler); });
        {
            Wire wire;
            wire.server.setScripts(
                {{rawAnswer(200, PartyBody)}, {rawAnswer(404, R"({"message":"party not found"})")}, {{}, true},
                    {"HTTP/1.1 200 Fine\r\nContent-Type: application/json\r\nContent-Length: 400\r\n\r\n{", true}});
            for (const Verb verb : {Verb::Get, Verb::Get, Verb::Put, Verb::Post}) {
                Heard<ReceivedParty> heard;
                call(wire, verb, heard);
                QVERIFY(QTest::qWaitFor([&] { return heard.result.has_value(); }));
            }
            Heard<PartyPage> page;
            wire.api.parties(QDateTime::currentDateTimeUtc(), &wire.context, page.callback());
            QVERIFY(QTest::qWaitFor([&] { return page.result.has_value(); }));
        }
        const QString log = logLines.join(u'\n');
        QCOMPARE(logLines.size(), 5);
        QVERIFY2(
            logLines.first().startsWith(u"GET /parties/{id} 200 sent 0 received %1 bytes in "_s.arg(PartyBody.size())),
            qPrintable(logLines.first()));
        for (const QString &secret : {u"secret"_s, u"4711"_s, u"since"_s, u"embed"_s, u"?"_s, u"Zora"_s, u"Bearer"_s,
                 u"not found"_s, u"127.0.0.1"_s})
            QVERIFY2(!log.contains(secret), qPrintable(log));
    }
};

QTEST_GUILESS_MAIN(TestApiWire)
#include "tst_apiwire.moc"
