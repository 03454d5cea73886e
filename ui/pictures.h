#pragma once

#include <QCache>
#include <QHash>
#include <QImage>
#include <QObject>
#include <QSet>
#include <QString>

class Clock;
class QNetworkAccessManager;
class QNetworkReply;
class QUrl;

/// The pictures of records, for those who want them: off until setWanted(). Each address is asked for once a day at
/// most, over https alone, without token or cookie; what came is kept small in a folder of its own. Whatever goes wrong
/// is silent, the initials stay (capsule-api.md section 7.6 tells where the addresses come from).
class Pictures : public QObject
{
    Q_OBJECT

public:
    static constexpr qint64 MostBytes = 1024LL * 1024; ///< of one answer
    static constexpr int MostPixels = 4096; ///< on a side, before it is made smaller
    static constexpr int Side = 512; ///< at most, as kept

    /// Keeps them in `folder`, which is made when the first one comes, with `mostOnDisk` bytes at most: the oldest go
    /// first. Borrows the manager, whose cookies and passwords are left alone, and the clock.
    Pictures(QNetworkAccessManager &network, Clock &clock, QString folder, qint64 mostOnDisk = 64LL * 1024 * 1024,
        QObject *parent = nullptr);
    ~Pictures() override;

    /// Without being wanted nothing is shown and nothing asked for; what is on disk stays.
    void setWanted(bool wanted);
    bool isWanted() const { return m_isWanted; }

    /// The picture at an address as Capsule told it, as far as it is here. If not, or if it is a day old, it is asked
    /// for, and arrived() tells; a null image may be all there will ever be.
    QImage picture(const QString &address);
    /// Throws away what is on disk and in memory.
    void forget();

Q_SIGNALS:
    void arrived(const QString &address);
    /// They are wanted now, or not any more.
    void wantedChanged();

private:
    QString fileOf(const QString &address) const;
    QImage onDisk(const QString &address);
    void ask(const QString &address);
    void take(const QString &address, QNetworkReply *reply);
    void keep(const QString &address, const QImage &image);
    void prune() const;
    void abort();

    QNetworkAccessManager &m_network;
    Clock &m_clock;
    QString m_folder;
    qint64 m_mostOnDisk;
    bool m_isWanted = false;
    QCache<QString, QImage> m_images; // by address; a null image for one that is not to be had
    QHash<QString, qint64> m_askedAt; // seconds since 1970
    QSet<QNetworkReply *> m_replies; // Qt owns them
};
