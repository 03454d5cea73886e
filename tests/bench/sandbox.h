#pragma once

#include <QByteArray>
#include <QProcess>
#include <QString>

/// The stand-in Capsule as a process of its own. It ends with this one.
class Sandbox
{
public:
    /// Starts the program and waits until it serves so many made-up parties.
    explicit Sandbox(int parties);
    ~Sandbox();

    QString base() const { return m_base; }
    static QByteArray token();
    /// The processor time it has used, in seconds; negative if unknown.
    double processorSeconds() const;

    /// Lets `count` records be changed by somebody, and the service's time pass, so that what was changed before lies
    /// too far back to be sent again.
    void changeRecords(int count);

private:
    QByteArray ask(const QByteArray &verb, const QString &address, const QByteArray &body = {});

    QProcess m_process;
    QString m_base;
    int m_round = 0;
};
