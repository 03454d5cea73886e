#pragma once

#include "party/party.h"

#include <QList>
#include <QObject>
#include <QUndoStack>

/// Undo and redo of one record's draft: a stack whose steps are states of the draft. Typing on one value is one step.
class DraftHistory : public QObject
{
    Q_OBJECT

public:
    explicit DraftHistory(const Party &draft, QObject *parent = nullptr);
    ~DraftHistory() override;

    QUndoStack *stack() { return &m_stack; }
    /// The draft became `draft` by a change of the value `place`, which reads `word` to people.
    void record(const Party &draft, const QString &place, const QString &word);
    /// The record beneath the drafts changed from `was` to `now`: every step is carried over (partychanges.h,
    /// rebase()).
    void carryOver(const Party &was, const Party &now);
    /// Forgets all steps; `draft` is where the next ones begin.
    void restart(const Party &draft);

Q_SIGNALS:
    /// Undo or redo led to this state.
    void restored(const Party &draft);

private:
    QUndoStack m_stack;
    QList<Party> m_states; ///< one more than the stack has steps; the stack's index is the present one
    QString m_place;
};
