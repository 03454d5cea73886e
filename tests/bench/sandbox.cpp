#include "bench/sandbox.h"

#include "bench/machine.h"
#include "bench/parts.h"

#include <QEventLoop>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>

#include <memory>

using namespace Qt::StringLiterals;

namespace {
constexpr int patienceMs = 120'000;
}

Sandbox::Sandbox(int parties)
{
    m_process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    m_process.start(QStringLiteral(SANDBOX_PROGRAM),
        {u"--parties"_s, QString::number(parties), u"--rate-limit"_s, u"-1"_s, u"--token"_s,
            QString::fromLatin1(token()), u"--end-with-stdin"_s});
    while (!m_process.canReadLine()) {
        if (!m_process.waitForReadyRead(patienceMs))
            giveUp(u"the sandbox does not start: "_s + m_process.errorString());
    }
    m_base = QString::fromLatin1(m_process.readLine().trimmed());
}

Sandbox::~Sandbox()
{
    m_process.closeWriteChannel();
    m_process.waitForFinished(patienceMs);
}

QByteArray Sandbox::token()
{
    return "bench-token"_ba;
}

double Sandbox::processorSeconds() const
{
    return ::processorSeconds(m_process.processId());
}

void Sandbox::changeRecords(int count)
{
    const QString control = QUrl(m_base).resolved(QUrl(u"/control/advance"_s)).toString();
    ask("POST"_ba, control, "{\"seconds\":600}"_ba);
    ++m_round;
    int changed = 0;
    for (int page = 1; changed < count; ++page) {
        const QByteArray answer = ask("GET"_ba, u"%1/parties?perPage=100&page=%2"_s.arg(m_base).arg(page));
        const QJsonArray parties = QJsonDocument::fromJson(answer).object()["parties"_L1].toArray();
        if (parties.isEmpty())
            giveUp(u"the sandbox has too few records"_s);
        for (const auto &party : parties) {
            if (changed == count)
                break;
            const qint64 id = party.toObject()["id"_L1].toInteger();
            const QJsonObject about{{u"about"_s, u"Changed in round %1"_s.arg(m_round)}};
            ask("PUT"_ba, u"%1/parties/%2"_s.arg(m_base).arg(id),
                QJsonDocument(QJsonObject{{u"party"_s, about}}).toJson(QJsonDocument::Compact));
            ++changed;
        }
    }
}

QByteArray Sandbox::ask(const QByteArray &verb, const QString &address, const QByteArray &body)
{
    static QNetworkAccessManager network; // one connection for all
    QNetworkRequest request{QUrl(address)};
    request.setRawHeader("Authorization"_ba, "Bearer " + token());
    request.setHeader(QNetworkRequest::ContentTypeHeader, "application/json"_ba);
    const std::unique_ptr<QNetworkReply> reply(network.sendCustomRequest(request, verb, body));
    QEventLoop loop;
    QObject::connect(reply.get(), &QNetworkReply::finished, &loop, &QEventLoop::quit);
    if (!reply->isFinished())
        loop.exec();
    if (reply->error() != QNetworkReply::NoError)
        giveUp(u"the sandbox refuses %1 %2: %3"_s.arg(QString::fromLatin1(verb), address, reply->errorString()));
    return reply->readAll();
}
