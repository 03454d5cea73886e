#pragma once

#include "sync/syncengine.h"
#include "theme.h"

#include <QTimer>
#include <QToolButton>

/// How much work in the outbox goes on by itself, and how much needs a decision first.
struct UnsentWork
{
    int waiting = 0;
    int needsUser = 0;
};

/// Where the exchange with Capsule stands, in the words of ux.md section 2.10.
QString syncWords(const SyncState &state, const UnsentWork &unsent);
/// The icon that stands beside these words.
QString syncIconName(const SyncState &state, const UnsentWork &unsent);

/// The toolbar's word on the exchange with Capsule. A click asks for the list of what waits.
class SyncChip : public QToolButton
{
    Q_OBJECT

public:
    explicit SyncChip(const Theme &theme, QWidget *parent = nullptr);

    /// Shows it; an exchange that is over within 300 ms is never shown as one.
    void setState(const SyncState &state, const UnsentWork &unsent);

private:
    void showState();

    const Theme &m_theme;
    QTimer m_syncingIsLong;
    SyncState m_state;
    UnsentWork m_unsent;
};
