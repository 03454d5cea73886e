#include "activitypage.h"

#include "activitywords.h"
#include "delays.h"
#include "entrydelegate.h"
#include "entryreader.h"
#include "flatbutton.h"
#include "itemlistview.h"
#include "itemreview.h"
#include "liststate.h"
#include "notecomposer.h"
#include "plaintext.h"
#include "reviewpanel.h"
#include "store/partystore.h"
#include "sync/activitysync.h"
#include "theme.h"

#include <QHBoxLayout>
#include <QLocale>
#include <QShowEvent>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

ActivityPage::ActivityPage(
    PartyStore &store, ActivitySync &sync, const ActivityApi &api, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_sync(sync)
    , m_api(api)
    , m_theme(theme)
    , m_model(new EntryModel(store, this))
    , m_pages(new QStackedWidget(this))
    , m_rows(new QStackedWidget)
    , m_view(new ItemListView(theme, "activityView", tr("Activity")))
    , m_empty(new ListStateView(theme))
    , m_add(new FlatButton(FlatButton::Style::Secondary, tr("Add note"), theme))
    , m_call(new FlatButton(FlatButton::Style::Quiet, tr("Log a call"), theme))
    , m_asOf(new PlainLabel)
    , m_extent(new PlainLabel)
    , m_composer(new NoteComposer(store, theme))
    , m_reader(new EntryReader(store, sync, theme))
    , m_review(new ReviewPanel(theme))
{
    setObjectName(u"activityPage"_s);
    auto *whole = new QVBoxLayout(this);
    whole->setContentsMargins({});
    whole->addWidget(m_pages);
    m_pages->addWidget(buildList());
    m_pages->addWidget(m_composer);
    m_pages->addWidget(m_reader);
    m_pages->addWidget(m_review);
    joinParts();
    showRows();
}

QWidget *ActivityPage::buildList()
{
    auto *page = new QWidget;
    m_view->setModel(m_model);
    m_view->setItemDelegate(new EntryDelegate(m_theme, m_view));
    m_add->setObjectName(u"addNoteButton"_s);
    m_add->setThemeIcon(u"plus"_s);
    m_call->setObjectName(u"logCallButton"_s);
    m_call->setThemeIcon(u"phone"_s);
    m_call->hide();
    m_asOf->setObjectName(u"activityAsOfLabel"_s);
    m_extent->setObjectName(u"activityExtentLabel"_s);
    for (PlainLabel *label : {m_asOf, m_extent}) {
        label->setFont(Theme::font(Theme::Type::Caption));
        label->setForegroundRole(QPalette::PlaceholderText);
    }
    m_extent->setWordWrap(true);
    m_extent->setContentsMargins(Theme::GroupGap, 6, Theme::GroupGap, 8);
    m_rows->addWidget(m_view);
    m_rows->addWidget(m_empty);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(Theme::GroupGap, Theme::RowGap, Theme::GroupGap, Theme::RowGap);
    top->setSpacing(4);
    top->addWidget(m_add);
    top->addWidget(m_call);
    top->addStretch(1);
    top->addWidget(m_asOf);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(m_rows, 1);
    column->addWidget(m_extent);
    page->setFocusProxy(m_rows);
    return page;
}

void ActivityPage::joinParts()
{
    connect(m_add, &QPushButton::clicked, this, &ActivityPage::addNote);
    connect(m_call, &QPushButton::clicked, this, &ActivityPage::logCall);
    connect(m_view, &ItemListView::opened, this,
        [this](const QModelIndex &index) { openEntry(m_model->rowAt(index.row()).key()); });
    connect(m_view, &ItemListView::removeWanted, this, [this](const QModelIndex &index) {
        const EntryView &view = m_model->rowAt(index.row()).view;
        if (mayChange(view))
            removeEntry(view.localId);
    });
    connect(m_view, &ItemListView::endReached, this, &ActivityPage::readMore);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &ActivityPage::showRows);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &ActivityPage::showRows);
    connect(m_model, &QAbstractItemModel::dataChanged, this, &ActivityPage::showRows);
    connect(&m_store.activity(), &ActivityStore::entriesChanged, this, &ActivityPage::showRows);
    connect(&m_sync, &ActivitySync::readingChanged, this, [this](const QUuid &record) {
        if (record != m_record)
            return;
        m_hasFailed = m_hasFailed && !m_sync.isReadingEntries(record);
        showRows();
    });
    connect(&m_sync, &ActivitySync::readingFailed, this, [this](const QUuid &record) {
        m_hasFailed = m_hasFailed || record == m_record;
        showRows();
    });
    connect(&m_sync, &ActivitySync::uploadProgress, m_model,
        [this](qint64 sequence, const QString &, qint64 sent, qint64 total) {
            m_model->setUpload(sequence, total > 0 ? static_cast<int>(sent * 100 / total) : 0);
        });
    connect(m_empty, &ListStateView::actionChosen, this, [this] { m_sync.openEntries(m_record); });

    connect(m_composer, &NoteComposer::closed, this, &ActivityPage::showList);
    connect(m_composer, &NoteComposer::failed, this, &ActivityPage::failed);
    connect(m_composer, &NoteComposer::reviewRequested, this, [this] { showReview(nullptr); });
    connect(m_composer, &NoteComposer::discarded, this, [this](const QUuid &note, const Entry &draft) {
        Q_EMIT offered(tr("Discarded the note."), [this, note, draft] {
            if (const auto kept = m_store.activity().keepDraft(note, draft); !kept)
                Q_EMIT failed(kept.error());
        });
    });
    connect(m_composer, &NoteComposer::saved, this, [this](qint64 sequence) {
        if (sequence == 0)
            return;
        Q_EMIT offered(tr("Saved the note."), [this, sequence] {
            if (const auto taken = m_store.takeBack(sequence); !taken)
                Q_EMIT failed(taken.error());
            else if (!*taken)
                Q_EMIT offered(tr("It is too late: the note is on its way. Change or delete it instead."), {});
        });
    });
    connect(m_reader, &EntryReader::closed, this, &ActivityPage::showList);
    connect(m_reader, &EntryReader::editRequested, this, &ActivityPage::editNote);
    connect(m_reader, &EntryReader::removeRequested, this, [this](const QUuid &localId) {
        showList();
        removeEntry(localId);
    });
    connect(m_reader, &EntryReader::reviewRequested, this, [this](const OutboxEntry &work) { showReview(&work); });
    connect(m_reader, &EntryReader::failed, this, &ActivityPage::failed);
    connect(m_review, &ReviewPanel::closed, this, [this] { m_pages->setCurrentWidget(m_beforeReview); });
    connect(m_review, &ReviewPanel::saveRequested, m_composer, &NoteComposer::save);
}

void ActivityPage::setRecord(const QUuid &record)
{
    if (record == m_record)
        return;
    m_composer->keepDraft();
    m_record = record;
    m_hasFailed = false;
    m_pages->setCurrentIndex(0);
    m_model->setRecord(record);
    m_view->scrollToTop();
    showRows();
    if (isVisible() && !record.isNull())
        m_sync.openEntries(record);
}

void ActivityPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!m_record.isNull() && !event->spontaneous())
        m_sync.openEntries(m_record);
}

void ActivityPage::setTypes(const QList<ActivityType> &types)
{
    m_composer->setTypes(types);
    m_call->setVisible(m_composer->canLogCall());
}

void ActivityPage::setReadOnly(bool readOnly)
{
    m_isReadOnly = readOnly;
    m_add->setEnabled(!readOnly);
    m_call->setEnabled(!readOnly);
    showRows();
}

bool ActivityPage::canLogCall() const
{
    return m_composer->canLogCall();
}

void ActivityPage::addNote()
{
    if (m_isReadOnly || m_record.isNull())
        return;
    m_pages->setCurrentWidget(m_composer);
    m_composer->write(m_record);
}

void ActivityPage::logCall()
{
    if (m_isReadOnly || m_record.isNull())
        return;
    m_pages->setCurrentWidget(m_composer);
    m_composer->logCall(m_record);
}

void ActivityPage::editNote(const QUuid &localId)
{
    m_pages->setCurrentWidget(m_composer);
    m_composer->edit(localId);
}

void ActivityPage::openEntry(const QUuid &localId)
{
    const auto view = m_store.activity().entry(localId);
    if (!view)
        return;
    const int row = m_model->rowOf(localId);
    m_reader->show(
        *view, row < 0 ? QString() : m_model->index(row).data(EntryModel::ByRole).toString(), mayChange(*view));
    if (m_pages->currentWidget() == m_reader)
        return;
    m_pages->setCurrentWidget(m_reader);
    m_reader->setFocus(Qt::OtherFocusReason);
}

void ActivityPage::keepDraft()
{
    m_composer->keepDraft();
}

/// Capsule takes changes of notes; those that somebody else wrote are theirs.
bool ActivityPage::mayChange(const EntryView &view) const
{
    const qint64 me = m_store.activity().ownUser();
    const bool isMine = !view.isCreated || (view.shown.creator && me != 0 && view.shown.creator->id == me);
    return !m_isReadOnly && view.shown.isNote() && isMine;
}

void ActivityPage::removeEntry(const QUuid &localId)
{
    const auto view = m_store.activity().entry(localId);
    const auto sequence = m_store.activity().remove(localId, delays::beforeDelete);
    if (!sequence)
        return Q_EMIT failed(sequence.error());
    if (*sequence > 0) {
        Q_EMIT offered(tr("Deleted the note."), [this, entry = *sequence] {
            if (const auto taken = m_store.takeBack(entry); !taken)
                Q_EMIT failed(taken.error());
            else if (!*taken)
                Q_EMIT offered(tr("It is too late: Capsule was already told to delete the note."), {});
        });
        return;
    }
    // It never reached Capsule: written again if wanted.
    Q_EMIT offered(tr("Deleted the note."), [this, note = view ? view->shown : Entry()] {
        if (const auto saved = m_store.activity().save(QUuid::createUuid(), note); !saved)
            Q_EMIT failed(saved.error());
    });
}

void ActivityPage::showList()
{
    m_pages->setCurrentIndex(0);
    const QModelIndex current = m_view->currentIndex();
    m_rows->currentWidget()->setFocus(Qt::OtherFocusReason);
    if (current.isValid())
        m_view->scrollTo(current);
}

void ActivityPage::showReview(const OutboxEntry *work)
{
    m_beforeReview = m_pages->currentWidget();
    m_review->setSaving(work == nullptr);
    m_review->showRequest(work
            ? reviewedWork(m_store, m_api, *work)
            : reviewedNote(m_store, m_api, m_composer->note(), m_composer->base(), m_composer->draft()));
    m_pages->setCurrentWidget(m_review);
    m_review->setFocus(Qt::OtherFocusReason);
}

void ActivityPage::readMore()
{
    if (m_record.isNull() || m_model->canFetchMore({}) || m_hasFailed || m_sync.isReadingEntries(m_record))
        return;
    if (!m_store.activity().extentOf(m_record).isComplete())
        m_sync.readMoreEntries(m_record);
}

QString ActivityPage::extentWords(const ActivityExtent &extent) const
{
    if (m_sync.isReadingEntries(m_record))
        return tr("Reading from Capsule…");
    if (m_hasFailed)
        return tr("Capsule could not be reached. What is shown is what this computer has.");
    if (extent.isComplete())
        return extent.records > 1 ? tr("This is everything, with that of %n person(s).", nullptr, extent.records - 1)
                                  : tr("This is everything.");
    if (extent.certainSince.isValid())
        //: %1 is a date
        return tr("Complete since %1. Older activity is loaded when you scroll.")
            .arg(QLocale().toString(extent.certainSince.toLocalTime().date(), QLocale::ShortFormat));
    return tr("Older activity is loaded when you scroll.");
}

void ActivityPage::showRows()
{
    const bool hasRows = m_model->rowCount() > 0;
    const bool isReading = !m_record.isNull() && m_sync.isReadingEntries(m_record);
    const ActivityExtent extent = m_record.isNull() ? ActivityExtent() : m_store.activity().extentOf(m_record);
    if (!hasRows && isReading) {
        m_empty->setState(loadingListState());
    } else if (!hasRows) {
        ListState state;
        state.icon = u"note"_s;
        if (extent.checkedAt.isValid() && !m_hasFailed) {
            state.title = tr("No activity yet");
            state.text = tr("Notes, emails and completed tasks are listed here.");
        } else {
            state.icon = u"cloud-off"_s;
            state.title = tr("Nothing is on this computer yet");
            state.text = tr("The activity is read as soon as Capsule can be reached. Notes can be written already.");
            state.action = ListState::Action::CheckNow;
            state.actionText = tr("Try Again");
        }
        m_empty->setState(state);
    }
    m_rows->setCurrentWidget(hasRows ? static_cast<QWidget *>(m_view) : m_empty);
    m_asOf->setText(asOf(extent.checkedAt));
    m_extent->setText(m_record.isNull() ? QString() : extentWords(extent));
    m_extent->setVisible(hasRows);
    if (m_pages->currentWidget() == m_reader) {
        if (const auto view = m_store.activity().entry(m_reader->entry()); view && !view->isDeleted)
            openEntry(view->localId);
        else
            showList();
    }
}
