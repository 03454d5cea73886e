#pragma once

#include <QByteArray>
#include <QHash>
#include <QList>
#include <QPointer>
#include <QTcpServer>
#include <QTcpSocket>
#include <QUrl>

/// What a RawServer does with one request.
struct RawScript
{
    QByteArray bytes; ///< written as they are; none for silence
    bool closes = false; ///< ends the connection, after the bytes
    bool atHead = false; ///< acts when the head has arrived, without reading the body
};

/// One request as it arrived.
struct RawRequest
{
    QByteArray line; ///< "GET /api/v2/site HTTP/1.1"
    QHash<QByteArray, QByteArray> headers; ///< names as sent
    QByteArray body;
    int connection = 0; ///< which of the connections it came over, from 1
};

/// An HTTP server that answers with the exact bytes a test gives it, right or wrong, and counts what reaches it.
class RawServer final : public QObject
{
public:
    RawServer()
    {
        m_server.listen(QHostAddress::LocalHost);
        connect(&m_server, &QTcpServer::newConnection, this, [this] { accept(m_server.nextPendingConnection()); });
    }

    QUrl base() const { return QUrl(QStringLiteral("http://127.0.0.1:%1/api/v2").arg(m_server.serverPort())); }
    /// What to do with the requests to come, one after the other; the last one serves for all further ones.
    void setScripts(const QList<RawScript> &scripts) { m_scripts = scripts; }
    /// Every request whose head arrived.
    const QList<RawRequest> &requests() const { return m_requests; }
    int connections() const { return m_connections; }
    qsizetype count(const QByteArray &method) const
    {
        return std::count_if(m_requests.begin(), m_requests.end(),
            [&](const RawRequest &request) { return request.line.startsWith(method + ' '); });
    }
    void closeConnections()
    {
        const auto sockets = m_server.findChildren<QTcpSocket *>();
        for (QTcpSocket *socket : sockets)
            socket->abort();
    }
    void stopListening() { m_server.close(); }

private:
    struct Connection
    {
        QPointer<QTcpSocket> socket;
        int number = 0;
        QByteArray buffer;
        qsizetype request = -1; ///< the one whose body is being read
        qsizetype missing = 0; ///< bytes of that body still to come
    };

    void accept(QTcpSocket *socket)
    {
        const auto connection = std::make_shared<Connection>();
        connection->socket = socket;
        connection->number = ++m_connections;
        connect(socket, &QTcpSocket::readyRead, this, [this, connection] {
            connection->buffer += connection->socket->readAll();
            while (connection->socket && takeHead(*connection) && takeBody(*connection)) { }
        });
        connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    }

    /// True once a head has been read and not yet been acted upon in full.
    bool takeHead(Connection &connection)
    {
        if (connection.request >= 0)
            return true;
        const qsizetype end = connection.buffer.indexOf("\r\n\r\n");
        if (end < 0)
            return false;
        QList<QByteArray> lines = connection.buffer.first(end).split('\n');
        connection.buffer.remove(0, end + 4);
        RawRequest request;
        request.connection = connection.number;
        request.line = lines.takeFirst().trimmed();
        for (const QByteArray &line : std::as_const(lines)) {
            const qsizetype colon = line.indexOf(':');
            request.headers.insert(line.first(colon), line.sliced(colon + 1).trimmed());
        }
        connection.missing = request.headers.value("Content-Length").toLongLong();
        connection.request = m_requests.size();
        m_requests.append(request);
        m_current = m_scripts.size() > 1 ? m_scripts.takeFirst() : m_scripts.value(0);
        if (!m_current.atHead)
            return true;
        act(connection);
        return false;
    }

    /// True once a body has been read and answered.
    bool takeBody(Connection &connection)
    {
        const QByteArray part = connection.buffer.first(std::min(connection.missing, connection.buffer.size()));
        connection.buffer.remove(0, part.size());
        connection.missing -= part.size();
        m_requests[connection.request].body += part;
        if (connection.missing > 0)
            return false;
        connection.request = -1;
        act(connection);
        return true;
    }

    void act(Connection &connection)
    {
        const QPointer<QTcpSocket> socket = connection.socket;
        socket->write(m_current.bytes);
        if (!m_current.closes)
            return;
        // With bytes of the request unread this resets the connection, as a crashing service does.
        if (m_current.bytes.isEmpty())
            socket->abort();
        else
            socket->disconnectFromHost();
    }

    QTcpServer m_server;
    QList<RawScript> m_scripts;
    RawScript m_current;
    QList<RawRequest> m_requests;
    int m_connections = 0;
};

/// An answer with the usual headers, `extra` ones, and a Content-Length.
inline QByteArray rawAnswer(
    int status, const QByteArray &body, const QByteArray &extra = {}, const QByteArray &type = "application/json")
{
    return "HTTP/1.1 " + QByteArray::number(status) + " Whatever\r\nDate: Tue, 15 Sep 2015 10:43:23 GMT\r\n"
        + (type.isEmpty() ? QByteArray() : "Content-Type: " + type + "\r\n")
        + "Content-Length: " + QByteArray::number(body.size()) + "\r\n" + extra + "\r\n" + body;
}
