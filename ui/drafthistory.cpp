#include "drafthistory.h"

#include "party/partychanges.h"

DraftHistory::DraftHistory(const Party &draft, QObject *parent)
    : QObject(parent)
    , m_states{draft}
{
    connect(&m_stack, &QUndoStack::indexChanged, this, [this](int index) {
        if (index >= m_states.size())
            return;
        m_place.clear();
        Q_EMIT restored(m_states.at(index));
    });
}

DraftHistory::~DraftHistory()
{
    m_stack.disconnect(this); // it tells an index once more while it goes
}

void DraftHistory::record(const Party &draft, const QString &place, const QString &word)
{
    const int index = m_stack.index();
    if (index > 0 && index == m_stack.count() && place == m_place) {
        m_states.last() = draft;
        return;
    }
    m_states.resize(index + 1);
    m_stack.push(new QUndoCommand(word)); // tells an index that has no state yet: nothing is restored
    m_states.append(draft);
    m_place = place;
}

void DraftHistory::carryOver(const Party &was, const Party &now)
{
    for (Party &state : m_states)
        state = rebase(was, state, now).merged;
}

void DraftHistory::restart(const Party &draft)
{
    m_states = {draft};
    m_place.clear();
    m_stack.clear();
}
