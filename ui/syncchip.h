#pragma once

#include "sync/syncengine.h"
#include "theme.h"

#include <QTimer>
#include <QToolButton>

/// Where the exchange with Capsule stands, in the words of ux.md section 2.10. `waiting` records have unsent work.
QString syncWords(const SyncState &state, int waiting);
/// The icon that stands beside these words.
QString syncIconName(const SyncState &state, int waiting);

/// The toolbar's word on the exchange with Capsule. A click asks for the list of what waits.
class SyncChip : public QToolButton
{
    Q_OBJECT

public:
    explicit SyncChip(const Theme &theme, QWidget *parent = nullptr);

    /// Shows it; an exchange that is over within 300 ms is never shown as one.
    void setState(const SyncState &state, int waiting);

private:
    void showState();

    const Theme &m_theme;
    QTimer m_syncingIsLong;
    SyncState m_state;
    int m_waiting = 0;
};
