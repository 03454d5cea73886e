#pragma once

#include <QLocalServer>
#include <QObject>

/// One window a profile: the second start knocks at the first, which raises its window, and ends.
class SingleInstance : public QObject
{
    Q_OBJECT

public:
    /// `profile` is the folder that must not be opened twice.
    explicit SingleInstance(const QString &profile, QObject *parent = nullptr);

    /// True if no other instance answered and this one listens now. Knocks otherwise, waiting at most half a second.
    bool isFirst() const { return m_isFirst; }

Q_SIGNALS:
    /// A second start knocked.
    void knocked();

private:
    QLocalServer m_server;
    bool m_isFirst = false;
};
