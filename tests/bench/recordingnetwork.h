#pragma once

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QStringList>

#include <algorithm>

/// Qt's own access manager, which remembers what was read, so that curl can read the same.
class RecordingNetwork : public QNetworkAccessManager
{
    Q_OBJECT

public:
    /// The addresses in the order in which they were asked for.
    QStringList addresses() const { return m_addresses; }
    /// How many requests for pages of records were under way at the same time, at most.
    int widest() const { return m_widest; }

protected:
    QNetworkReply *createRequest(Operation operation, const QNetworkRequest &request, QIODevice *body) override
    {
        QNetworkReply *reply = QNetworkAccessManager::createRequest(operation, request, body);
        m_addresses.append(request.url().toString(QUrl::FullyEncoded));
        if (request.url().path().endsWith(QLatin1StringView("/parties"))) {
            m_widest = std::max(m_widest, ++m_underWay);
            connect(reply, &QNetworkReply::finished, this, [this] { --m_underWay; });
        }
        return reply;
    }

private:
    QStringList m_addresses;
    int m_underWay = 0;
    int m_widest = 0;
};
