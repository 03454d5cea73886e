#pragma once

#include "sync/syncengine.h"

#include <QStatusBar>

class PlainLabel;
class Theme;
struct UnsentWork;

/// The line at the foot of the window: how much there is and how much waits, private mode, what is left of the hourly
/// allowance when that is little, and when Capsule was last heard.
class StatusLine : public QStatusBar
{
    Q_OBJECT

public:
    explicit StatusLine(const Theme &theme, QWidget *parent = nullptr);

    void setCounts(qsizetype parties, const UnsentWork &unsent);
    void setState(const SyncState &state);
    void setPrivate(bool on);

private:
    PlainLabel *label(const char *name, const Theme &theme);

    PlainLabel *m_counts;
    PlainLabel *m_private;
    PlainLabel *m_allowance;
    PlainLabel *m_connection;
};
