#pragma once

#include "store/outboxentry.h"
#include "store/storeerror.h"

#include <QWidget>

#include <optional>

class FlatButton;
class PartyStore;
class PlainLabel;
class Theme;

/// Says where unsent work on a note or a task stands, and what can be done about it.
class WorkBar : public QWidget
{
    Q_OBJECT

public:
    /// Borrows both.
    WorkBar(PartyStore &store, const Theme &theme, QWidget *parent = nullptr);

    /// Nothing to say hides it.
    void setWork(const std::optional<OutboxEntry> &work);

Q_SIGNALS:
    void reviewRequested(const OutboxEntry &work);
    void failed(const StoreError &error);

private:
    PartyStore &m_store;
    const Theme &m_theme;
    std::optional<OutboxEntry> m_work;
    PlainLabel *m_text;
    FlatButton *m_review;
    FlatButton *m_hold;
    FlatButton *m_again;
    FlatButton *m_discard;
};
