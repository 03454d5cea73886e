#pragma once

#include <QHash>

/// Which records were written or dropped when, counted in such writes. A page that was read before a write and arrives
/// after it would put the old values back; whoever reads notes where the count stood and leaves out what was written
/// since.
class WriteLog
{
public:
    /// `serverId` was written, its answer stored or the record dropped just now.
    void note(qint64 serverId) { m_last.insert(serverId, ++m_count); }
    quint64 count() const { return m_count; }
    bool wroteSince(quint64 count, qint64 serverId) const { return m_last.value(serverId) > count; }

private:
    quint64 m_count = 0;
    QHash<qint64, quint64> m_last;
};
