#pragma once

#include "model/partymodel.h"
#include "sync/syncengine.h"
#include "theme.h"

#include <QWidget>

#include <optional>

class PlainLabel;
class QLabel;
class QPushButton;

/// What stands in a list's place while it has no rows: why, and what can be done next (ux.md section 2.13).
struct ListState
{
    enum class Action { None, ClearSearch, NewPerson, CheckNow, SignIn };
    QString icon;
    QString title;
    QString text;
    Action action = Action::None;
    QString actionText;
    QString offer; ///< the text of a second button, which creates a person; empty for none
    bool isLoading = false; ///< rows will come: placeholders are painted instead of words
    bool operator==(const ListState &) const = default;
};

/// The state of an empty list: of which records, narrowed by what, and how far the exchange with Capsule is.
ListState emptyListState(PartyModel::Scope scope, const QString &search, const SyncState &sync);
/// The same of a list of the sidebar.
ListState emptyListState(const QString &listName, const QString &search);
/// The state of a list of Capsule's that was never loaded.
ListState unknownListState(const QString &listName, const SyncState &sync);
/// The state of a list whose rows are on their way.
ListState loadingListState();

/// Shows a ListState.
class ListStateView : public QWidget
{
    Q_OBJECT

public:
    explicit ListStateView(const Theme &theme, QWidget *parent = nullptr);

    void setState(const ListState &state);
    const ListState &state() const { return m_state; }

Q_SIGNALS:
    void actionChosen(ListState::Action action);
    /// The second button: create a person of the name that was searched.
    void offerTaken();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void paintFocus(QPainter &painter) const;

    const Theme &m_theme;
    ListState m_state;
    QLabel *m_icon;
    PlainLabel *m_title;
    PlainLabel *m_text;
    QPushButton *m_action;
    QPushButton *m_offer;
};
