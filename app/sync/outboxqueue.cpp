#include "outboxqueue.h"

#include <QSet>

#include <algorithm>

using namespace std::chrono_literals;
using std::chrono::milliseconds;

namespace {

/// How long until the entry's time. No wait of ours is longer than ten minutes, so a longer one tells of a clock that
/// was set back, and counts as over.
milliseconds waitOf(const OutboxEntry &entry, const QDateTime &now)
{
    if (!entry.notBefore.isValid())
        return 0ms;
    const milliseconds wait(now.msecsTo(entry.notBefore));
    return wait > 10min ? 0ms : std::max(wait, milliseconds{0});
}

/// The record that has to reach Capsule before the entry can; null for none.
QUuid precondition(const OutboxEntry &entry, const ServerIdLookup &serverIdOf)
{
    if (!entry.dependsOn.isNull() && serverIdOf(entry.dependsOn) == 0)
        return entry.dependsOn;
    const bool namesNone = entry.kind == OutboxEntry::Kind::Delete || !entry.isAboutParty();
    return namesNone ? QUuid() : unresolvedOrganisation(entry.edited, serverIdOf);
}

/// One walk over the entries.
class Agenda
{
public:
    Agenda(const QList<OutboxEntry> &pending, const AgendaTerms &terms)
        : m_terms(terms)
    {
        for (const OutboxEntry &entry : pending) {
            if (entry.isAboutParty() && entry.kind == OutboxEntry::Kind::Create)
                m_creates.insert(entry.localId);
        }
        for (const OutboxEntry &entry : pending)
            consider(entry);
    }

    OutboxAgenda result;

private:
    void consider(const OutboxEntry &entry)
    {
        const bool isFirst = !m_seen.contains(entry.subjectId());
        m_seen.insert(entry.subjectId());
        if (!isFirst)
            return;
        if (entry.state == OutboxEntry::State::Queued)
            considerSending(entry);
        else if (entry.state == OutboxEntry::State::Unknown)
            considerProbing(entry);
    }

    void considerSending(const OutboxEntry &entry)
    {
        if (entry.held || (!entry.isAboutParty() && !m_terms.mayBeActivity))
            return;
        if (const QUuid other = precondition(entry, m_terms.serverIdOf); !other.isNull()) {
            if (!m_creates.contains(other) && !result.stranded)
                result.stranded = entry;
            return;
        }
        if (entry.kind == OutboxEntry::Kind::Create && !m_terms.mayCreate)
            return;
        take(entry, result.send);
    }

    void considerProbing(const OutboxEntry &entry)
    {
        if (entry.isAboutParty() && entry.kind == OutboxEntry::Kind::Create)
            result.createIsUnknown = true;
        take(entry, result.probe);
    }

    void take(const OutboxEntry &entry, std::optional<OutboxEntry> &place)
    {
        const milliseconds wait = waitOf(entry, m_terms.now);
        if (wait > 0ms)
            result.nextDue = std::min(wait, result.nextDue.value_or(wait));
        else if (!place)
            place = entry;
    }

    const AgendaTerms &m_terms;
    QSet<QUuid> m_creates;
    QSet<QUuid> m_seen;
};

} // namespace

OutboxAgenda agenda(const QList<OutboxEntry> &pending, const AgendaTerms &terms)
{
    return Agenda(pending, terms).result;
}
