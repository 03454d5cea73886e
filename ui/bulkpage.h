#pragma once

#include "bulkeditor.h"
#include "bulktable.h"
#include "store/bulkruns.h"

#include <QPointer>
#include <QTimer>
#include <QWidget>

#include <functional>
#include <memory>

class BulkRehearsal;
class FileWriter;
class FlatButton;
class PlainLabel;
class QLayout;
class QProgressBar;
class QStackedWidget;
class QTableView;
class Session;
class Theme;

/// What stands in the detail's place while several records are chosen, and while a change of several is under way or
/// has ended: what can be done, what it would do, how far it is, and what became of it (ux.md section 2.16).
class BulkPage : public QWidget
{
    Q_OBJECT

public:
    /// Gives the chosen records, in the order of the list.
    using Selection = std::function<QList<QUuid>()>;

    /// Borrows both.
    BulkPage(Session &session, const Theme &theme, Selection selection, QWidget *parent = nullptr);

    void setCatalogue(const Catalogue &catalogue);
    /// How many records are chosen. With several it begins anew; a run that was in front goes on all the same.
    void setSelected(int count);

    /// Begin with one of the changes of the chosen records.
    void edit(BulkEditor::Subject subject);
    void askToDelete();
    /// Asks where to, and writes `records` there; the chosen ones from here on.
    void askToExport(const QList<QUuid> &records);
    /// Shows the last run, under way or ended, if there is one.
    void showLastRun();

Q_SIGNALS:
    /// It is done with; the record comes back.
    void left();
    /// It wants to be seen: something was begun that it tells of.
    void wanted();
    void openRequested(const QUuid &localId);
    void exported(const QString &path, int records, int leftOut);
    void exportFailed(const QString &path, const QString &detail);
    void failed(const StoreError &error);

private:
    QLayout *buildHeader();
    QWidget *buildChoices();
    QWidget *buildRehearsal();
    QWidget *buildRun();
    FlatButton *addButton(QLayout *layout, const char *name, const QString &text, bool isPrimary = false);
    void showChoices();
    void rehearse(const BulkChange &change);
    void showRehearsal(const QList<BulkLine> &lines);
    QString budgetLine(int records) const;
    void run();
    void askHowMany(int records, const std::function<void()> &goOn);
    void startRun();
    void follow(qint64 number);
    void showRun();
    void showLines();
    BulkLine lineOf(const BulkRun &run, qsizetype place) const;
    void undoRun();
    void saveReport(const QString &path);
    void write(FileWriter *work, qsizetype count, const QString &path);

    Session &m_session;
    BulkRuns &m_runs;
    const Theme &m_theme;
    Selection m_selection;
    Catalogue m_catalogue;
    int m_selected = 0;
    qint64 m_run = 0; ///< the one that is followed; 0 for none
    bool m_isRunOpen = false;
    QTimer m_linesTimer; ///< until the report is drawn anew
    std::unique_ptr<BulkRehearsal> m_rehearsal;
    BulkTable *m_rehearsed;
    BulkTable *m_reported;
    PlainLabel *m_title;
    PlainLabel *m_subtitle;
    QStackedWidget *m_stack;
    QWidget *m_choices;
    BulkEditor *m_editor;
    QWidget *m_rehearsalPage;
    PlainLabel *m_summary;
    PlainLabel *m_reasons;
    PlainLabel *m_budget;
    FlatButton *m_runButton;
    QWidget *m_runPage;
    QProgressBar *m_progress;
    PlainLabel *m_counts;
    PlainLabel *m_state;
    FlatButton *m_owner;
    FlatButton *m_pause;
    FlatButton *m_stop;
    FlatButton *m_retry;
    FlatButton *m_undo;
    FlatButton *m_save;
    FlatButton *m_close;
};
