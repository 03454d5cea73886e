#pragma once

#include "journalmodel.h"
#include "liststate.h"
#include "theme.h"

#include <QTimer>
#include <QWidget>

class FlatButton;
class PartyListView;
class PlainLabel;
class QStackedWidget;

/// The middle pane as outbox or history: what waits or what happened, a row each, and what can be done with the chosen
/// one. The record of the row stands in the detail.
class JournalPane : public QWidget
{
    Q_OBJECT

public:
    /// Borrows `store` and `theme`.
    JournalPane(PartyStore &store, JournalModel::Source source, const Theme &theme, QWidget *parent = nullptr);

    /// Chooses the row `by` rows on, as a person would.
    void step(int by);
    /// The history of this record alone, called `name`; of all records with a null id.
    void setRecord(const QUuid &localId, const QString &name = {});

Q_SIGNALS:
    /// A person chose a row of this record.
    void currentChanged(const QUuid &localId);
    /// Enter on a row: a person wants to be in the record.
    void opened(const QUuid &localId);
    void left();
    void reviewRequested(const HistoryLine &line);
    /// A person wants to change what waits, in the record.
    void editRequested(const OutboxEntry &entry);
    /// The entry was given up; `edited` can be given back to undo that.
    void discarded(const QUuid &localId, const Party &edited);
    /// A change that was sent, or made by others, shall be taken back.
    void undoRequested(const HistoryLine &line);
    void failed(const StoreError &error);
    /// What was shown is in a file now.
    void exported(const QString &path);
    /// It could not be written there; `detail` is the system's words.
    void exportFailed(const QString &path, const QString &detail);

protected:
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;

private:
    QLayout *buildHeader();
    QWidget *buildFilter();
    ListState emptyState() const;
    void askWhereToExport();
    void exportTo(const QString &path);
    QWidget *buildBar();
    FlatButton *addButton(QLayout *layout, const char *name, const QString &text);
    void showRows();
    void showButtons();
    const HistoryLine *current() const;
    void toggleHeld();
    void tryAgain();
    void discard();

    PartyStore &m_store;
    const Theme &m_theme;
    JournalModel *m_model;
    PlainLabel *m_count;
    FlatButton *m_export = nullptr; // of the history, as the next two
    QWidget *m_filter = nullptr;
    PlainLabel *m_filterName = nullptr;
    QStackedWidget *m_stack;
    PartyListView *m_view;
    ListStateView *m_empty;
    QWidget *m_bar = nullptr;
    PlainLabel *m_reason = nullptr;
    FlatButton *m_review = nullptr;
    FlatButton *m_hold = nullptr; // of the outbox, as the next three
    FlatButton *m_edit = nullptr;
    FlatButton *m_tryAgain = nullptr;
    FlatButton *m_discard = nullptr;
    FlatButton *m_undo = nullptr; // of the history
    HistoryLine m_chosen; // stays chosen through every change of the rows
    QTimer m_ageTimer;
    bool m_isRestoring = false;
};
