#include "journalpane.h"

#include "filewriter.h"
#include "flatbutton.h"
#include "historyexport.h"
#include "journaldelegate.h"
#include "partylist.h"
#include "partywords.h"
#include "plaintext.h"

#include <QApplication>
#include <QFileDialog>
#include <QFrame>
#include <QLocale>
#include <QScopedValueRollback>
#include <QStackedWidget>
#include <QToolButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using Source = JournalModel::Source;
using State = OutboxEntry::State;
using namespace std::chrono_literals;

namespace {
constexpr auto RepaintsEvery = 10s;
constexpr int MostOfReason = 300; // characters, of what Capsule said
} // namespace

JournalPane::JournalPane(PartyStore &store, Source source, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_theme(theme)
    , m_model(new JournalModel(store, source, this))
    , m_count(new PlainLabel(this))
    , m_stack(new QStackedWidget(this))
    , m_view(new PartyListView(theme))
    , m_empty(new ListStateView(theme))
{
    const bool isOutbox = source == Source::Outbox;
    setObjectName(isOutbox ? "outboxPane"_L1 : "historyPane"_L1);
    setAutoFillBackground(true);
    theme.tint(this, QPalette::Window, Theme::Token::Surface);
    m_view->setObjectName(isOutbox ? "outboxView"_L1 : "historyView"_L1);
    m_view->setAccessibleName(isOutbox ? tr("Outbox") : tr("History"));
    m_view->setItemDelegate(new JournalDelegate(theme, m_view));
    m_view->setModel(m_model);
    m_view->setContextMenuPolicy(Qt::NoContextMenu);
    m_empty->setState(emptyState());
    m_stack->addWidget(m_view);
    m_stack->addWidget(m_empty);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins({});
    layout->setSpacing(0);
    layout->addLayout(buildHeader());
    if (!isOutbox)
        layout->addWidget(buildFilter());
    layout->addWidget(m_stack, 1);
    layout->addWidget(buildBar());

    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &index) {
        if (m_isRestoring || !index.isValid())
            return;
        m_chosen = m_model->lineAt(index.row());
        showButtons();
        Q_EMIT currentChanged(m_chosen.entry.localId);
    });
    connect(m_model, &QAbstractItemModel::modelAboutToBeReset, this, [this] { m_isRestoring = true; });
    connect(m_model, &QAbstractItemModel::modelReset, this, &JournalPane::showRows);
    connect(m_view, &PartyListView::opened, this, [this] { Q_EMIT opened(m_chosen.entry.localId); });
    connect(m_view, &PartyListView::escaped, this, &JournalPane::left);
    // Ages and next tries are told as they are when a row is painted.
    connect(&m_ageTimer, &QTimer::timeout, m_view->viewport(), qOverload<>(&QWidget::update));
    m_ageTimer.start(RepaintsEvery);
    showRows();
    m_model->setWatched(false);
}

ListState JournalPane::emptyState() const
{
    ListState nothing = emptyListState(PartyModel::Scope::Waiting, {}, {});
    if (m_model->source() == Source::Outbox)
        return nothing;
    nothing.icon = u"history"_s;
    nothing.title = tr("No history yet");
    nothing.text = m_model->record().isNull()
        ? tr("What you save and delete, and what others change in Capsule, is listed here.")
        : tr("Nothing has happened to this record since it is on this computer.");
    return nothing;
}

void JournalPane::setRecord(const QUuid &localId, const QString &name)
{
    m_filterName->setText(name.isEmpty() ? tr("This record only")
                                         //: %1 is the name of a person or an organisation
                                         : tr("Only %1").arg(name));
    m_filter->setVisible(!localId.isNull());
    if (m_model->record() != localId)
        m_chosen = {};
    m_model->setRecord(localId);
    m_empty->setState(emptyState());
}

void JournalPane::showEvent(QShowEvent *event)
{
    m_model->setWatched(true);
    QWidget::showEvent(event);
}

void JournalPane::hideEvent(QHideEvent *event)
{
    m_model->setWatched(false);
    QWidget::hideEvent(event);
}

QLayout *JournalPane::buildHeader()
{
    auto *title = new PlainLabel(m_view->accessibleName(), this);
    title->setFont(Theme::font(Theme::Type::Section));
    m_theme.tint(m_count, QPalette::WindowText, Theme::Token::MutedText);
    auto *header = new QHBoxLayout;
    header->setContentsMargins(16, 6, 10, 6);
    header->setSpacing(8);
    header->addWidget(title);
    header->addWidget(m_count);
    header->addStretch();
    header->addSpacing(1);
    if (m_model->source() == Source::History) {
        m_export = new FlatButton(FlatButton::Style::Quiet, tr("Export…"), m_theme, this);
        m_export->setObjectName("exportHistoryButton"_L1);
        m_export->setToolTip(tr("Writes what is listed here into a file for a spreadsheet (CSV)"));
        connect(m_export, &QPushButton::clicked, this, &JournalPane::askWhereToExport);
        header->addWidget(m_export);
    }
    title->setFixedHeight(std::max(Theme::ControlHeight, title->sizeHint().height()));
    return header;
}

/// A chip that says which record the list is narrowed to, with the way back to all of them.
QWidget *JournalPane::buildFilter()
{
    m_filter = new QWidget(this);
    auto *chip = new QFrame(m_filter);
    chip->setObjectName("historyFilterChip"_L1);
    chip->setAutoFillBackground(true);
    m_theme.tint(chip, QPalette::Window, Theme::Token::Selection);
    m_filterName = new PlainLabel(chip);
    m_filterName->setObjectName("historyFilterLabel"_L1);
    m_filterName->setElided(true);
    auto *clear = new QToolButton(chip);
    clear->setObjectName("clearHistoryFilterButton"_L1);
    clear->setIcon(m_theme.icon(u"x"_s));
    clear->setAutoRaise(true);
    clear->setFixedSize(24, 24);
    clear->setToolTip(tr("Show the history of all records"));
    clear->setAccessibleName(tr("Show the history of all records"));
    connect(clear, &QToolButton::clicked, this, [this] {
        setRecord({});
        m_view->setFocus(Qt::OtherFocusReason);
    });
    auto *across = new QHBoxLayout(chip);
    across->setContentsMargins(10, 2, 4, 2);
    across->setSpacing(4);
    across->addWidget(m_filterName, 1);
    across->addWidget(clear);
    auto *line = new QHBoxLayout(m_filter);
    line->setContentsMargins(16, 0, 16, 8);
    line->addWidget(chip);
    line->addStretch(1);
    m_filter->hide();
    return m_filter;
}

FlatButton *JournalPane::addButton(QLayout *layout, const char *name, const QString &text)
{
    auto *button = new FlatButton(
        layout->count() == 0 ? FlatButton::Style::Secondary : FlatButton::Style::Quiet, text, m_theme, m_bar);
    button->setObjectName(QLatin1StringView(name));
    layout->addWidget(button);
    return button;
}

QWidget *JournalPane::buildBar()
{
    m_bar = new QWidget(this);
    m_bar->setAutoFillBackground(true);
    m_theme.tint(m_bar, QPalette::Window, Theme::Token::Window);
    auto *line = new QFrame(m_bar);
    line->setFixedHeight(1);
    line->setAutoFillBackground(true);
    m_theme.tint(line, QPalette::Window, Theme::Token::Border);
    auto *layout = new QHBoxLayout;
    layout->setContentsMargins(16, 9, 16, 10);
    layout->setSpacing(4);
    auto *column = new QVBoxLayout(m_bar);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addWidget(line);
    m_reason = new PlainLabel(m_bar);
    m_reason->setObjectName("reasonLabel"_L1);
    m_reason->setWordWrap(true);
    m_reason->setContentsMargins(16, 10, 16, 0);
    m_theme.tint(m_reason, QPalette::WindowText, Theme::Token::Error);
    column->addWidget(m_reason);
    column->addLayout(layout);
    m_review = addButton(layout, "reviewLineButton", tr("Review…"));
    connect(m_review, &QPushButton::clicked, this, [this] { Q_EMIT reviewRequested(m_chosen); });
    if (m_model->source() == Source::Outbox) {
        m_hold = addButton(layout, "holdButton", tr("Hold back"));
        m_edit = addButton(layout, "editEntryButton", tr("Edit"));
        m_edit->setToolTip(tr("Goes to the record, to the field that was not accepted if there is one"));
        connect(m_edit, &QPushButton::clicked, this, [this] { Q_EMIT editRequested(m_chosen.entry); });
        m_tryAgain = addButton(layout, "tryAgainButton", tr("Try again"));
        m_discard = addButton(layout, "discardButton", tr("Discard"));
        connect(m_hold, &QPushButton::clicked, this, &JournalPane::toggleHeld);
        connect(m_tryAgain, &QPushButton::clicked, this, &JournalPane::tryAgain);
        connect(m_discard, &QPushButton::clicked, this, &JournalPane::discard);
    } else {
        m_undo = addButton(layout, "undoLineButton", tr("Undo…"));
        m_undo->setToolTip(tr("Puts the values back as they were, for you to review and save"));
        connect(m_undo, &QPushButton::clicked, this, [this] { Q_EMIT undoRequested(m_chosen); });
    }
    layout->addStretch(1);
    return m_bar;
}

void JournalPane::showRows()
{
    const int rows = m_model->rowCount();
    const bool isWhole = !m_model->canFetchMore({});
    m_count->setText(isWhole ? QLocale().toString(rows) : tr("%1+").arg(QLocale().toString(rows)));
    QWidget *page = rows > 0 ? static_cast<QWidget *>(m_view) : m_empty;
    const bool hadFocus = isAncestorOf(QApplication::focusWidget());
    m_stack->setCurrentWidget(page);
    setFocusProxy(page);
    if (hadFocus)
        page->setFocus(Qt::OtherFocusReason);
    m_isRestoring = true;
    m_view->setCurrentIndex(m_model->index(std::max(m_model->rowOf(m_chosen), -1), 0));
    m_isRestoring = false;
    showButtons();
}

const HistoryLine *JournalPane::current() const
{
    const QModelIndex index = m_view->currentIndex();
    return index.isValid() ? &m_model->lineAt(index.row()) : nullptr;
}

void JournalPane::showButtons()
{
    const HistoryLine *line = current();
    m_bar->setVisible(line != nullptr);
    if (m_export)
        m_export->setEnabled(m_model->rowCount() > 0);
    if (!line)
        return;
    m_chosen = *line;
    const OutboxEntry &entry = line->entry;
    const bool canWrite = !m_store.isReadOnly();
    m_reason->setText(shortText(reasonOf(entry), MostOfReason));
    m_reason->setVisible(!m_reason->text().isEmpty());
    if (m_undo) {
        // A delete cannot be taken back: Capsule has no way to give a record back.
        m_undo->setEnabled(
            canWrite && entry.isAboutParty() && entry.kind == OutboxEntry::Kind::Update && entry.state == State::Done);
        return;
    }
    m_hold->setText(entry.held ? tr("Release") : tr("Hold back"));
    m_hold->setEnabled(canWrite && entry.state == State::Queued);
    m_edit->setEnabled(canWrite && entry.kind != OutboxEntry::Kind::Delete);
    // A conflict is decided value by value, in the record; of a note or task as a whole, here.
    m_tryAgain->setEnabled(canWrite);
    const bool isDecidedHere = entry.state != State::Conflict || !entry.isAboutParty();
    m_tryAgain->setVisible(entry.needsUser() && isDecidedHere);
    m_discard->setEnabled(canWrite && !entry.isInFlight() && entry.state != State::Acked);
}

void JournalPane::step(int by)
{
    const int rows = m_model->rowCount();
    if (rows > 0)
        m_view->setCurrentIndex(m_model->index(std::clamp(m_view->currentIndex().row() + by, 0, rows - 1), 0));
}

void JournalPane::toggleHeld()
{
    if (const auto done = m_store.setHeld(m_chosen.entry.sequence, !m_chosen.entry.held); !done)
        Q_EMIT failed(done.error());
}

void JournalPane::tryAgain()
{
    const OutboxEntry &entry = m_chosen.entry;
    const auto record = m_store.party(entry.localId);
    if (const auto done = m_store.retry(entry.sequence, record ? record->shown : entry.edited); !done)
        Q_EMIT failed(done.error());
}

void JournalPane::discard()
{
    const OutboxEntry entry = m_chosen.entry; // the rows change with it
    if (const auto done = m_store.discard(entry.sequence); !done)
        return Q_EMIT failed(done.error());
    if (entry.isAboutParty() && entry.kind != OutboxEntry::Kind::Delete)
        Q_EMIT discarded(entry.localId, entry.edited);
}

void JournalPane::askWhereToExport()
{
    //: The name of a file
    auto *dialog = newSaveDialog(tr("Export history"), FileKind::Table, tr("Capsule history"), this);
    dialog->setObjectName("exportHistoryDialog"_L1);
    connect(dialog, &QFileDialog::fileSelected, this, &JournalPane::exportTo);
    dialog->open();
}

void JournalPane::exportTo(const QString &path)
{
    auto *work = newHistoryExport(m_store, m_model->record(), path, this);
    connect(work, &FileWriter::finished, this, [this, work, path](int, int, const QString &problem) {
        work->deleteLater();
        if (problem.isEmpty())
            Q_EMIT exported(path);
        else
            Q_EMIT exportFailed(path, problem);
    });
    work->start();
}
