#include "bulkpage.h"

#include "bulkrehearsal.h"
#include "bulktable.h"
#include "bulkwords.h"
#include "csv.h"
#include "delays.h"
#include "filewriter.h"
#include "flatbutton.h"
#include "plaintext.h"
#include "recordexport.h"
#include "session.h"
#include "theme.h"

#include <QComboBox>
#include <QDialog>
#include <QDialogButtonBox>
#include <QFileDialog>
#include <QGridLayout>
#include <QLineEdit>
#include <QLocale>
#include <QProgressBar>
#include <QProgressDialog>
#include <QPushButton>
#include <QStackedWidget>
#include <QTableView>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using namespace std::chrono_literals;
using Subject = BulkEditor::Subject;
using RunState = BulkRun::State;
using RowState = BulkRow::State;

namespace {
constexpr auto LinesEvery = 500ms;
constexpr int TypesTheNumberOver = 20;
constexpr int OrganisationsOffered = 500;
constexpr qsizetype LinesDrawn = BulkRehearsal::LinesAtMost;

PlainLabel *wrapped(const char *name, QWidget *parent)
{
    auto *label = new PlainLabel(parent);
    label->setObjectName(QLatin1StringView(name));
    label->setWordWrap(true);
    return label;
}

/// What somebody wants to read first: what failed, then what was skipped, then the rest.
int rank(RowState state)
{
    switch (state) {
    case RowState::Failed:
        return 0;
    case RowState::Queued:
        return 1;
    case RowState::Skipped:
        return 2;
    case RowState::Done:
        return 3;
    case RowState::Waiting:
        return 4;
    }
    Q_UNREACHABLE();
}

QList<qsizetype> placesToDraw(const BulkRun &run)
{
    QList<qsizetype> places;
    for (int wanted = 0; wanted <= rank(RowState::Waiting); ++wanted) {
        for (qsizetype place = 0; place < run.rows.size() && places.size() < LinesDrawn; ++place) {
            if (rank(run.rows[place].state) == wanted)
                places.append(place);
        }
    }
    return places;
}
} // namespace

BulkPage::BulkPage(Session &session, const Theme &theme, Selection selection, QWidget *parent)
    : QWidget(parent)
    , m_session(session)
    , m_runs(session.bulkRuns())
    , m_theme(theme)
    , m_selection(std::move(selection))
    , m_rehearsed(new BulkTable(theme, this))
    , m_reported(new BulkTable(theme, this))
    , m_title(new PlainLabel(this))
    , m_subtitle(wrapped("bulkSubtitle", this))
    , m_stack(new QStackedWidget(this))
    , m_choices(buildChoices())
    , m_editor(new BulkEditor(theme, this))
    , m_rehearsalPage(buildRehearsal())
    , m_runPage(buildRun())
{
    setObjectName("bulkPage"_L1);
    setAccessibleName(tr("Several records"));
    setAutoFillBackground(true);
    theme.tint(this, QPalette::Window, Theme::Token::Surface);
    for (QWidget *page : {m_choices, static_cast<QWidget *>(m_editor), m_rehearsalPage, m_runPage})
        m_stack->addWidget(page);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(Theme::GroupGap, Theme::GroupGap, Theme::GroupGap, Theme::Padding);
    layout->setSpacing(Theme::RowGap);
    layout->addLayout(buildHeader());
    layout->addSpacing(Theme::RowGap);
    layout->addWidget(m_stack, 1);

    connect(m_editor, &BulkEditor::chosen, this, &BulkPage::rehearse);
    connect(m_editor, &BulkEditor::left, this, &BulkPage::showChoices);
    connect(&m_runs, &BulkRuns::changed, this, [this](qint64 number) {
        if (number == m_run)
            showRun();
    });
    connect(&m_runs, &BulkRuns::failed, this, &BulkPage::failed);
    connect(&session.engine(), &SyncEngine::stateChanged, this, [this] {
        if (m_isRunOpen)
            showRun();
    });
    m_linesTimer.setSingleShot(true);
    m_linesTimer.setInterval(LinesEvery);
    connect(&m_linesTimer, &QTimer::timeout, this, &BulkPage::showLines);
    showChoices();
}

QLayout *BulkPage::buildHeader()
{
    m_title->setObjectName("bulkTitle"_L1);
    m_title->setFont(Theme::font(Theme::Type::Name));
    m_title->setWordWrap(true);
    m_theme.tint(m_subtitle, QPalette::WindowText, Theme::Token::MutedText);
    auto *column = new QVBoxLayout;
    column->setSpacing(4);
    column->addWidget(m_title);
    column->addWidget(m_subtitle);
    return column;
}

FlatButton *BulkPage::addButton(QLayout *layout, const char *name, const QString &text, bool isPrimary)
{
    auto *button
        = new FlatButton(isPrimary ? FlatButton::Style::Primary : FlatButton::Style::Secondary, text, m_theme, this);
    button->setObjectName(QLatin1StringView(name));
    layout->addWidget(button);
    return button;
}

QWidget *BulkPage::buildChoices()
{
    auto *page = new QWidget(this);
    auto *grid = new QGridLayout;
    grid->setSpacing(Theme::RowGap);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins({});
    column->addLayout(grid);
    column->addStretch(1);
    const auto add = [&](const char *name, const QString &text, int place, auto action) {
        auto *button = new FlatButton(FlatButton::Style::Secondary, text, m_theme, page);
        button->setObjectName(QLatin1StringView(name));
        grid->addWidget(button, place / 3, place % 3);
        connect(button, &QPushButton::clicked, this, action);
        return button;
    };
    add("bulkTagButton", tr("Tag…"), 0, [this] { edit(Subject::Tag); });
    m_owner = add("bulkOwnerButton", tr("Owner…"), 1, [this] { edit(Subject::Ownership); });
    add("bulkFieldButton", tr("Set field…"), 2, [this] { edit(Subject::Field); });
    add("bulkExportButton", tr("Export…"), 3, [this] { askToExport(m_selection()); });
    add("bulkDeleteButton", tr("Delete…"), 4, [this] { askToDelete(); });
    grid->setColumnStretch(3, 1);
    return page;
}

QWidget *BulkPage::buildRehearsal()
{
    auto *page = new QWidget(this);
    m_summary = wrapped("bulkSummaryLabel", page);
    m_reasons = wrapped("bulkReasonsLabel", page);
    m_budget = wrapped("bulkBudgetLabel", page);
    for (PlainLabel *label : {m_reasons, m_budget})
        m_theme.tint(label, QPalette::WindowText, Theme::Token::MutedText);
    auto *buttons = new QHBoxLayout;
    m_runButton = addButton(buttons, "bulkRunButton", tr("Run"), true);
    FlatButton *back = addButton(buttons, "bulkRehearsalBackButton", tr("Back"));
    buttons->addStretch(1);
    connect(m_runButton, &QPushButton::clicked, this, &BulkPage::run);
    connect(back, &QPushButton::clicked, this, &BulkPage::showChoices);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins({});
    column->setSpacing(Theme::RowGap);
    column->addWidget(m_summary);
    column->addWidget(m_reasons);
    QTableView *view = m_rehearsed->makeView("bulkRehearsalView", page);
    column->addWidget(view, 1);
    column->addWidget(m_budget);
    column->addLayout(buttons);
    connect(view, &QTableView::activated, this,
        [this](const QModelIndex &index) { Q_EMIT openRequested(m_rehearsed->lines().at(index.row()).localId); });
    return page;
}

QWidget *BulkPage::buildRun()
{
    auto *page = new QWidget(this);
    m_progress = new QProgressBar(page);
    m_progress->setObjectName("bulkProgressBar"_L1);
    m_progress->setAccessibleName(tr("Progress"));
    m_progress->setTextVisible(false);
    m_counts = wrapped("bulkCountsLabel", page);
    m_state = wrapped("bulkStateLabel", page);
    m_theme.tint(m_state, QPalette::WindowText, Theme::Token::MutedText);
    auto *buttons = new QGridLayout;
    buttons->setSpacing(Theme::RowGap);
    int place = 0;
    const auto add = [&](const char *name, bool isPrimary, auto action) {
        auto *button
            = new FlatButton(isPrimary ? FlatButton::Style::Primary : FlatButton::Style::Secondary, {}, m_theme, page);
        button->setObjectName(QLatin1StringView(name));
        buttons->addWidget(button, place / 3, place % 3);
        ++place;
        connect(button, &QPushButton::clicked, this, action);
        return button;
    };
    m_pause = add("bulkPauseButton", true, [this] {
        const bool isPaused = m_runs.run(m_run)->state == RunState::Paused;
        if (const auto done = isPaused ? m_runs.resume(m_run) : m_runs.pause(m_run); !done)
            Q_EMIT failed(done.error());
    });
    m_stop = add("bulkStopButton", false, [this] {
        if (const auto done = m_runs.stop(m_run); !done)
            Q_EMIT failed(done.error());
    });
    m_undo = add("bulkUndoButton", false, [this] { undoRun(); });
    m_retry = add("bulkRetryButton", false, [this] {
        if (const auto done = m_runs.retryFailed(m_run); !done)
            Q_EMIT failed(done.error());
    });
    m_save = add("bulkReportButton", false, [this] {
        //: The name of a file
        auto *dialog = newSaveDialog(tr("Save report"), FileKind::Table, tr("Capsule changes"), this);
        dialog->setObjectName("bulkReportDialog"_L1);
        connect(dialog, &QFileDialog::fileSelected, this, &BulkPage::saveReport);
        dialog->open();
    });
    m_close = add("bulkCloseButton", false, [this] {
        m_isRunOpen = false;
        showChoices();
        if (m_selected < 2)
            Q_EMIT left();
    });
    m_stop->setText(tr("Stop"));
    m_save->setText(tr("Save report…"));
    m_close->setText(tr("Close"));
    buttons->setColumnStretch(3, 1);

    auto *column = new QVBoxLayout(page);
    column->setContentsMargins({});
    column->setSpacing(Theme::RowGap);
    column->addWidget(m_progress);
    column->addWidget(m_counts);
    column->addWidget(m_state);
    QTableView *view = m_reported->makeView("bulkReportView", page);
    column->addWidget(view, 1);
    column->addLayout(buttons);
    connect(view, &QTableView::activated, this,
        [this](const QModelIndex &index) { Q_EMIT openRequested(m_reported->lines().at(index.row()).localId); });
    return page;
}

void BulkPage::setCatalogue(const Catalogue &catalogue)
{
    m_catalogue = catalogue;
    m_runs.setCatalogue(m_catalogue);
    m_owner->setEnabled(catalogue.users.has_value());
    m_owner->setToolTip(
        m_owner->isEnabled() ? QString() : tr("The people of your account are not on this computer yet"));
}

void BulkPage::setSelected(int count)
{
    if (count == m_selected)
        return;
    m_selected = count;
    if (count > 1 || !m_isRunOpen)
        showChoices();
}

void BulkPage::showChoices()
{
    m_rehearsal.reset();
    m_isRunOpen = false;
    m_title->setText(tr("%Ln selected", nullptr, m_selected));
    m_subtitle->setText(tr("Choose what to do with them. You see what would change before anything is sent."));
    m_stack->setCurrentWidget(m_choices);
    setFocusProxy(m_choices);
}

void BulkPage::edit(Subject subject)
{
    const QList<OrganisationRef> organisations = subject == Subject::Field
        ? m_session.store().organisationsLike({}, OrganisationsOffered)
        : QList<OrganisationRef>();
    m_editor->edit(subject, m_catalogue, m_catalogue.titles.value_or(QStringList()), organisations);
    m_stack->setCurrentWidget(m_editor);
    setFocusProxy(m_editor);
    m_editor->setFocus(Qt::OtherFocusReason);
}

// --- rehearsal

void BulkPage::askToDelete()
{
    rehearse(DeleteRecords{});
}

void BulkPage::rehearse(const BulkChange &change)
{
    m_rehearsal = std::make_unique<BulkRehearsal>(m_runs, change, m_selection());
    m_rehearsed->setLines(BulkTable::Purpose::Rehearsal, {});
    m_title->setText(bulkTitle(change));
    connect(m_rehearsal.get(), &BulkRehearsal::progressed, this, &BulkPage::showRehearsal);
    m_stack->setCurrentWidget(m_rehearsalPage);
    setFocusProxy(m_runButton);
    showRehearsal({});
    m_rehearsal->start();
}

QString BulkPage::budgetLine(int records) const
{
    const RateLimit limit = m_session.api().rateLimit();
    BulkAllowance allowance{limit.limit, limit.remaining, 0ms};
    if (const auto until = m_session.api().timeUntil(limit.reset); until && limit.limit > 0) {
        allowance.untilReset = *until;
        if (*until <= 0ms)
            allowance.left = limit.limit; // a new hour has begun since
    }
    return bulkBudgetLine(bulkBudget(records, allowance, QDateTime::currentDateTimeUtc()));
}

void BulkPage::showRehearsal(const QList<BulkLine> &lines)
{
    m_rehearsed->append(lines);
    const int all = static_cast<int>(m_rehearsal->records().size());
    const bool isFinished = m_rehearsal->isFinished();
    const bool isDelete = std::holds_alternative<DeleteRecords>(m_rehearsal->change());
    const int changing = m_rehearsal->changing();
    m_subtitle->setText(isFinished
            ? tr("What would change in the %Ln selected", nullptr, all)
            : tr("Looking at %1 of %Ln…", nullptr, all).arg(QLocale().toString(m_rehearsal->looked())));
    m_summary->setText(isDelete ? tr("%Ln would be deleted, with their notes, tasks, opportunities and projects. "
                                     "Capsule cannot give them back.",
                                      nullptr, changing)
                                : tr("%Ln would change.", nullptr, changing));
    QStringList reasons;
    for (auto reason = m_rehearsal->reasons().begin(); reason != m_rehearsal->reasons().end(); ++reason)
        //: %1 is a reason, %2 is how many records
        reasons << tr("%1 (%2)").arg(bulkReason(reason.key()), QLocale().toString(*reason));
    m_reasons->setText(
        //: %1 is a list of reasons
        tr("%Ln would be skipped: %1", nullptr, m_rehearsal->skipped()).arg(QLocale().createSeparatedList(reasons)));
    m_reasons->setVisible(m_rehearsal->skipped() > 0);
    m_budget->setText(changing == 0 && isFinished ? tr("There is nothing to send.") : budgetLine(changing));
    m_runButton->setText(isDelete ? tr("Delete %Ln…", nullptr, changing) : tr("Change %Ln", nullptr, changing));
    m_runButton->setEnabled(isFinished && changing > 0 && m_runs.isLoaded() && !m_session.store().isReadOnly()
        && !m_session.engine().state().readOnly);
    if (all > LinesDrawn && isFinished)
        m_subtitle->setText(tr("What would change in the %Ln selected; the first %1 are shown", nullptr, all)
                .arg(QLocale().toString(LinesDrawn)));
}

void BulkPage::run()
{
    if (!std::holds_alternative<DeleteRecords>(m_rehearsal->change()) || m_rehearsal->changing() < 2)
        return startRun();
    askHowMany(m_rehearsal->changing(), [this] { startRun(); });
}

/// The one question before many deletes (ux.md section 2.8).
void BulkPage::askHowMany(int records, const std::function<void()> &goOn)
{
    auto *dialog = new QDialog(this);
    dialog->setObjectName("bulkDeleteDialog"_L1);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Delete records"));
    auto *text = wrapped("bulkDeleteText", dialog);
    text->setText(tr("Delete %Ln record(s)? Their notes, tasks, opportunities and projects are deleted with them, and "
                     "Capsule cannot give them back. Sending begins after ten seconds; until then you can undo it.",
        nullptr, records));
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, dialog);
    QPushButton *verb = buttons->addButton(tr("Delete %Ln", nullptr, records), QDialogButtonBox::DestructiveRole);
    verb->setObjectName("bulkDeleteConfirmButton"_L1);
    buttons->button(QDialogButtonBox::Cancel)->setDefault(true);
    auto *column = new QVBoxLayout(dialog);
    column->setSpacing(Theme::Padding);
    column->addWidget(text);
    if (records > TypesTheNumberOver) {
        auto *label = new PlainLabel(tr("Type %1 to go on:").arg(records), dialog);
        auto *number = new QLineEdit(dialog);
        number->setObjectName("bulkDeleteNumberEdit"_L1);
        number->setAccessibleName(label->text());
        label->setBuddy(number);
        column->addWidget(label);
        column->addWidget(number);
        verb->setEnabled(false);
        connect(number, &QLineEdit::textChanged, verb,
            [verb, records](const QString &typed) { verb->setEnabled(typed.trimmed() == QString::number(records)); });
    }
    column->addWidget(buttons);
    dialog->setMinimumWidth(420);
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    connect(verb, &QPushButton::clicked, dialog, &QDialog::accept);
    connect(dialog, &QDialog::accepted, this, goOn);
    dialog->open();
}

void BulkPage::startRun()
{
    const bool isDelete = std::holds_alternative<DeleteRecords>(m_rehearsal->change());
    const auto started
        = m_runs.start(m_rehearsal->change(), m_rehearsal->records(), isDelete ? delays::beforeDelete : 0s);
    if (!started)
        return Q_EMIT failed(started.error());
    follow(*started);
}

// --- progress and report

void BulkPage::follow(qint64 number)
{
    m_rehearsal.reset();
    m_run = number;
    m_isRunOpen = true;
    m_stack->setCurrentWidget(m_runPage);
    setFocusProxy(m_close);
    showRun();
    showLines();
    Q_EMIT wanted();
}

void BulkPage::showLastRun()
{
    if (const QList<qint64> numbers = m_runs.numbers(); !numbers.isEmpty())
        follow(numbers.last());
}

void BulkPage::showRun()
{
    const BulkRun *run = m_runs.run(m_run);
    if (!run || !m_isRunOpen)
        return;
    const bool isDelete = std::holds_alternative<DeleteRecords>(run->change);
    const bool isDone = run->state == RunState::Done;
    const SyncState sync = m_session.engine().state();
    const bool hasNotBegun = QDateTime::currentDateTimeUtc() < run->startsAt;
    m_title->setText(bulkTitle(run->change));
    m_subtitle->setText(tr("%Ln record(s)", nullptr, static_cast<int>(run->rows.size())));
    m_progress->setRange(0, std::max(1, static_cast<int>(run->rows.size())));
    m_progress->setValue(static_cast<int>(run->rows.size()) - run->counts.waiting - run->counts.queued);
    m_progress->setVisible(!isDone);
    m_counts->setText(bulkCountsLine(run->counts));
    if (isDone)
        m_state->setText(isDelete && run->counts.done > 0 ? tr("What was deleted cannot be given back.") : QString());
    else if (run->state == RunState::Paused)
        m_state->setText(tr("Paused. Nothing more goes out than what is on the way."));
    else if (hasNotBegun)
        m_state->setText(tr("Begins in ten seconds. Until then nothing is deleted."));
    else if (sync.phase == SyncState::Phase::SlowedDown && sync.resumesAt.isValid())
        m_state->setText(tr("Capsule’s hourly allowance is used up. Goes on at %1.")
                .arg(QLocale().toString(sync.resumesAt.toLocalTime().time(), QLocale::ShortFormat)));
    else if (sync.phase == SyncState::Phase::Offline)
        m_state->setText(tr("Offline. Goes on as soon as Capsule can be reached."));
    else
        m_state->setText(tr("You can go on working, or quit: it goes on with the next start."));
    m_state->setVisible(!m_state->text().isEmpty());
    m_pause->setText(run->state == RunState::Paused ? tr("Go on") : tr("Pause"));
    m_pause->setVisible(!isDone);
    m_stop->setVisible(!isDone && run->counts.waiting > 0);
    const int retriable = m_runs.retriable(m_run);
    m_retry->setText(tr("Try %Ln failed again", nullptr, retriable));
    m_retry->setVisible(retriable > 0);
    m_undo->setText(isDelete ? tr("Undo what was not sent") : tr("Undo"));
    m_undo->setEnabled(isDelete ? !isDone : run->counts.done + run->counts.queued > 0);
    m_save->setEnabled(isDone);
    if (!m_linesTimer.isActive())
        m_linesTimer.start();
}

BulkLine BulkPage::lineOf(const BulkRun &run, qsizetype place) const
{
    const BulkRow &row = run.rows[place];
    BulkLine line{row.localId, {}, {}, {}, bulkResult(run, row), row.state == RowState::Skipped};
    const BulkValues values = m_runs.valuesOf(run.number, place);
    const auto view = m_session.store().party(row.localId);
    line.name = displayText((view ? view->shown : values.was).displayName());
    if (row.state == RowState::Waiting || row.state == RowState::Skipped)
        return line;
    const BulkTexts texts = bulkTexts(run.change, values.was, values.became);
    line.was = texts.was;
    line.willBe = texts.willBe;
    return line;
}

void BulkPage::showLines()
{
    const BulkRun *run = m_runs.run(m_run);
    if (!run || !m_isRunOpen)
        return;
    QList<BulkLine> lines;
    for (const qsizetype place : placesToDraw(*run))
        lines.append(lineOf(*run, place));
    m_reported->setLines(BulkTable::Purpose::Report, lines);
}

void BulkPage::undoRun()
{
    const auto undone = m_runs.undo(m_run);
    if (!undone)
        return Q_EMIT failed(undone.error());
    if (*undone > 0)
        follow(*undone);
}

/// One line a record, as the report shows it.
void BulkPage::saveReport(const QString &path)
{
    const BulkRun *run = m_runs.run(m_run);
    if (!run)
        return;
    const auto source = [this, number = m_run, place = qsizetype(0)]() mutable -> std::optional<QByteArray> {
        const BulkRun *now = m_runs.run(number);
        if (!now || place == now->rows.size())
            return std::nullopt;
        const BulkLine texts = lineOf(*now, place++);
        return csvLine({texts.name, texts.was, texts.willBe, texts.note});
    };
    write(new FileWriter(path, csvLine({tr("Record"), tr("Was"), tr("Now"), tr("Result")}), source, this),
        run->rows.size(), path);
}

// --- export

void BulkPage::askToExport(const QList<QUuid> &records)
{
    auto *dialog = new QDialog(this);
    dialog->setObjectName("exportDialog"_L1);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(tr("Export"));
    auto *column = new QVBoxLayout(dialog);
    column->setSpacing(Theme::Padding);
    column->addWidget(
        new PlainLabel(tr("Export %Ln record(s) as:", nullptr, static_cast<int>(records.size())), dialog));
    auto *format = new QComboBox(dialog);
    format->setObjectName("exportFormatBox"_L1);
    format->setAccessibleName(tr("Format"));
    format->addItem(tr("Table with the columns of the list (CSV)"), int(ExportFormat::ShownColumns));
    format->addItem(tr("Table with every value (CSV)"), int(ExportFormat::AllColumns));
    format->addItem(tr("Address book (vCard)"), int(ExportFormat::VCard));
    auto *missing = wrapped("exportLeavesOutLabel", dialog);
    m_theme.tint(missing, QPalette::WindowText, Theme::Token::MutedText);
    const auto chosen = [format] {
        return static_cast<ExportFormat>(format->currentData().toInt());
    };
    const auto tell = [missing, chosen] {
        missing->setText(leavesOut(chosen()));
    };
    connect(format, &QComboBox::currentIndexChanged, missing, tell);
    tell();
    auto *buttons = new QDialogButtonBox(QDialogButtonBox::Cancel, dialog);
    buttons->addButton(tr("Export…"), QDialogButtonBox::AcceptRole)->setObjectName("exportGoOnButton"_L1);
    for (QWidget *widget :
        {static_cast<QWidget *>(format), static_cast<QWidget *>(missing), static_cast<QWidget *>(buttons)})
        column->addWidget(widget);
    dialog->setMinimumWidth(420);
    connect(buttons, &QDialogButtonBox::rejected, dialog, &QDialog::reject);
    connect(buttons, &QDialogButtonBox::accepted, dialog, &QDialog::accept);
    connect(dialog, &QDialog::accepted, this, [this, records, chosen] {
        const ExportFormat wanted = chosen();
        auto *where
            = newSaveDialog(tr("Export"), wanted == ExportFormat::VCard ? FileKind::AddressBook : FileKind::Table,
                //: The name of a file
                tr("Capsule contacts"), this);
        where->setObjectName("exportFileDialog"_L1);
        connect(where, &QFileDialog::fileSelected, this, [this, records, wanted](const QString &path) {
            write(newRecordExport(m_session.store(), records, wanted, path, this), records.size(), path);
        });
        where->open();
    });
    dialog->open();
}

void BulkPage::write(FileWriter *work, qsizetype count, const QString &path)
{
    auto *progress = new QProgressDialog(tr("Exporting…"), tr("Cancel"), 0, static_cast<int>(count), this);
    progress->setObjectName("exportProgress"_L1);
    progress->setMinimumDuration(300); // milliseconds, as for every sign of waiting
    progress->setAutoClose(false); // it goes with the end of the work
    const auto end = [work, progress] {
        work->deleteLater();
        progress->deleteLater();
    };
    connect(progress, &QProgressDialog::canceled, work, &FileWriter::cancel);
    connect(work, &FileWriter::progressed, progress, &QProgressDialog::setValue);
    connect(work, &FileWriter::cancelled, this, end);
    connect(work, &FileWriter::finished, this, [this, path, end](int written, int leftOut, const QString &problem) {
        end();
        if (problem.isEmpty())
            Q_EMIT exported(path, written, leftOut);
        else
            Q_EMIT exportFailed(path, problem);
    });
    work->start();
}
