#pragma once

#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QString>

/// Everything the victims said, and what has to be true of it in the end.
class KillLedger
{
public:
    /// What a victim wrote before it was killed; a line that was cut short counts for nothing.
    void hear(const QByteArray &output);
    /// What one said that came to rest. True if nothing waits any more but for the user.
    bool takeReport(const QByteArray &output);
    /// Why this cannot be what Capsule holds; empty if it can.
    QString compare(const QList<QJsonObject> &capsulesRecords) const;

    QString lastReport() const { return m_lastReport; }
    QString summary() const;

private:
    /// What is known of one record by its local id.
    struct Record
    {
        QString createdAs; ///< acknowledged
        QString creatingAs; ///< perhaps saved, perhaps not even typed
        QString saved; ///< the last value acknowledged
        QString draft; ///< acknowledged, and nothing was done to the record since
        QStringList perhaps; ///< typed after the last acknowledgement
        bool isDeleted = false; ///< acknowledged
        bool isPerhapsDeleted = false;
    };
    QString checkRecord(const QString &id, const Record &record) const;
    QString checkValue(const QString &id, const Record &record) const;
    void note(const QJsonObject &line);

    QHash<QString, Record> m_records;
    QStringList m_failures;
    QString m_lastReport;
    QHash<QString, QJsonObject> m_here; ///< from the last report, by local id
    QHash<QString, QList<QJsonObject>> m_waiting; ///< what is left in the outbox, by local id
    mutable QHash<qint64, QJsonObject> m_there; ///< Capsule's, by its id
    int m_acknowledged = 0;
    int m_drafts = 0;
};
