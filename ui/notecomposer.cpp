#include "notecomposer.h"

#include "activitywords.h"
#include "delays.h"
#include "fieldedit.h"
#include "flatbutton.h"
#include "plaintext.h"
#include "store/activitystore.h"
#include "store/partystore.h"
#include "theme.h"

#include <QCheckBox>
#include <QDateTimeEdit>
#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QListWidget>
#include <QMimeDatabase>
#include <QPlainTextEdit>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {
constexpr int MostFilesShown = 4;
} // namespace

NoteComposer::NoteComposer(PartyStore &store, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_theme(theme)
    , m_heading(new PlainLabel(this))
    , m_facts(new QWidget(this))
    , m_kind(new FieldEdit(FieldEdit::Kind::Picker, theme, m_facts))
    , m_isEarlier(new QCheckBox(tr("It happened earlier"), m_facts))
    , m_when(new QDateTimeEdit(m_facts))
    , m_text(new QPlainTextEdit(this))
    , m_files(new QListWidget(this))
    , m_removeFile(new FlatButton(FlatButton::Style::Quiet, tr("Remove file"), theme, this))
    , m_problem(new PlainLabel(this))
    , m_review(new FlatButton(FlatButton::Style::Quiet, tr("Review…"), theme, this))
    , m_discard(new FlatButton(FlatButton::Style::Quiet, tr("Discard"), theme, this))
    , m_save(new FlatButton(FlatButton::Style::Primary, tr("Save"), theme, this))
{
    setObjectName(u"noteComposer"_s);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(Theme::GroupGap, 16, Theme::GroupGap, 16);
    column->setSpacing(Theme::Padding);
    buildHead(column);
    m_text->setObjectName(u"noteTextEdit"_s);
    m_text->setAccessibleName(tr("Note"));
    m_text->setPlaceholderText(tr("Write a note. Markdown, such as **bold** and lists with -, is understood."));
    m_text->setTabChangesFocus(true);
    m_text->document()->setDocumentMargin(Theme::RowGap);
    column->addWidget(m_text, 1);
    buildFiles(column);
    buildBottom(column);
    setTypes({});
    connect(m_text, &QPlainTextEdit::textChanged, this, &NoteComposer::take);
    m_draftTimer.setSingleShot(true);
    connect(&m_draftTimer, &QTimer::timeout, this, &NoteComposer::keepDraft);
}

NoteComposer::~NoteComposer()
{
    keepDraft();
}

void NoteComposer::buildHead(QVBoxLayout *column)
{
    m_heading->setObjectName(u"noteHeadingLabel"_s);
    m_heading->setFont(Theme::font(Theme::Type::Section));
    auto *close = new FlatButton(FlatButton::Style::Quiet, {}, m_theme, this);
    close->setObjectName(u"noteCloseButton"_s);
    close->setThemeIcon(u"x"_s);
    close->setToolTip(tr("Back to the activity; what you wrote is kept as a draft"));
    close->setAccessibleName(tr("Back to the activity"));
    connect(close, &QPushButton::clicked, this, &NoteComposer::closed);
    auto *top = new QHBoxLayout;
    top->addWidget(m_heading, 1);
    top->addWidget(close);
    column->addLayout(top);

    m_kind->setNames(u"noteKindEdit"_s, tr("Kind of activity"));
    m_isEarlier->setObjectName(u"noteEarlierBox"_s);
    m_when->setObjectName(u"noteWhenEdit"_s);
    m_when->setAccessibleName(tr("When it happened"));
    m_when->setCalendarPopup(true);
    m_when->setMinimumHeight(Theme::ControlHeight);
    auto *facts = new QHBoxLayout(m_facts);
    facts->setContentsMargins({});
    facts->setSpacing(Theme::Padding);
    facts->addWidget(m_kind, 1);
    facts->addWidget(m_isEarlier);
    facts->addWidget(m_when);
    facts->addStretch(1);
    column->addWidget(m_facts);
    connect(m_kind, &FieldEdit::edited, this, &NoteComposer::take);
    connect(m_isEarlier, &QCheckBox::toggled, this, [this](bool on) {
        m_when->setVisible(on);
        take();
    });
    connect(m_when, &QDateTimeEdit::dateTimeChanged, this, &NoteComposer::take);
}

void NoteComposer::buildFiles(QVBoxLayout *column)
{
    m_files->setObjectName(u"noteFilesList"_s);
    m_files->setAccessibleName(tr("Files of the note"));
    m_files->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_problem->setObjectName(u"noteProblemLabel"_s);
    m_problem->setWordWrap(true);
    m_theme.tint(m_problem, QPalette::WindowText, Theme::Token::Error);
    column->addWidget(m_files);
    column->addWidget(m_problem);
    connect(m_files, &QListWidget::currentRowChanged, this, [this](int row) { m_removeFile->setEnabled(row >= 0); });
}

void NoteComposer::buildBottom(QVBoxLayout *column)
{
    auto *attach = new FlatButton(FlatButton::Style::Secondary, tr("Attach files…"), m_theme, this);
    attach->setObjectName(u"attachButton"_s);
    attach->setToolTip(tr("Each file may have up to %1").arg(fileSize(largestAttachment)));
    m_removeFile->setObjectName(u"removeFileButton"_s);
    m_review->setObjectName(u"noteReviewButton"_s);
    m_discard->setObjectName(u"noteDiscardButton"_s);
    m_save->setObjectName(u"noteSaveButton"_s);
    auto *bottom = new QHBoxLayout;
    bottom->addWidget(attach);
    bottom->addWidget(m_removeFile);
    bottom->addStretch(1);
    for (FlatButton *button : {m_review, m_discard, m_save})
        bottom->addWidget(button);
    column->addLayout(bottom);
    connect(attach, &QPushButton::clicked, this, &NoteComposer::askForFiles);
    connect(m_removeFile, &QPushButton::clicked, this, &NoteComposer::removeFile);
    connect(m_review, &QPushButton::clicked, this, &NoteComposer::reviewRequested);
    connect(m_discard, &QPushButton::clicked, this, &NoteComposer::discard);
    connect(m_save, &QPushButton::clicked, this, &NoteComposer::save);
}

void NoteComposer::setTypes(const QList<ActivityType> &types)
{
    m_types = types;
    QList<Choice> choices;
    for (const ActivityType &type : types) {
        // What becomes an entry by itself cannot be logged.
        if (type.id >= noteActivity)
            choices.append({QString::number(type.id), displayText(type.name)});
    }
    const bool hasNote
        = std::ranges::any_of(choices, [](const Choice &each) { return each.value == QString::number(noteActivity); });
    if (!hasNote)
        choices.prepend({QString::number(noteActivity), tr("Note")});
    m_kind->setChoices(choices);
    m_kind->setVisible(choices.size() > 1);
}

const ActivityType *NoteComposer::callType() const
{
    const auto found = std::ranges::find_if(m_types, [](const ActivityType &type) {
        return type.id >= noteActivity && type.name.contains("call"_L1, Qt::CaseInsensitive);
    });
    return found == m_types.end() ? nullptr : &*found;
}

void NoteComposer::write(const QUuid &record)
{
    const RelatedRecord related = m_store.activity().relatedTo(record);
    Entry base;
    base.relatedTo = related;
    for (const ItemDraft<Entry> &begun : m_store.activity().noteDrafts()) {
        const RelatedRecord &its = begun.edited.relatedTo;
        const bool isSame = its.id != 0 ? its.id == related.id : its.localId == related.localId && related.id == 0;
        if (its.kind == related.kind && isSame && !m_store.activity().entry(begun.localId))
            return open(begun.localId, base, begun.edited);
    }
    open(QUuid::createUuid(), base, base);
}

void NoteComposer::logCall(const QUuid &record)
{
    write(record);
    if (const ActivityType *call = callType()) {
        m_draft.activityType = *call;
        open(m_localId, m_base, m_draft);
        m_isDirty = true;
        m_draftTimer.start(delays::draft);
    }
}

void NoteComposer::edit(const QUuid &note)
{
    const auto view = m_store.activity().entry(note);
    if (!view)
        return;
    const auto begun = m_store.activity().noteDraft(note);
    open(note, view->shown, begun ? begun->edited : view->shown);
}

void NoteComposer::open(const QUuid &localId, const Entry &base, const Entry &draft)
{
    keepDraft();
    m_localId = localId;
    m_base = base;
    m_draft = draft;
    const bool isNew = !m_store.activity().entry(localId);
    m_isShowing = true;
    m_heading->setText(isNew ? tr("New note") : tr("Change note"));
    m_facts->setVisible(isNew);
    m_kind->setOriginal(QString::number(draft.activityType.id));
    m_kind->setText(QString::number(draft.activityType.id));
    m_isEarlier->setChecked(draft.entryAt.isValid());
    m_when->setVisible(draft.entryAt.isValid());
    m_when->setDateTime(draft.entryAt.isValid() ? draft.entryAt.toLocalTime() : QDateTime::currentDateTime());
    m_text->setPlainText(draft.content);
    m_text->moveCursor(QTextCursor::End);
    m_problem->hide();
    m_isShowing = false;
    showFiles();
    showChanges();
    m_text->setFocus(Qt::OtherFocusReason);
}

void NoteComposer::showFiles()
{
    m_files->clear();
    for (const Attachment &file : std::as_const(m_draft.attachments))
        //: %1 is the name of a file, %2 its size
        m_files->addItem(tr("%1 · %2").arg(displayText(file.filename), fileSize(file.size)));
    const auto rows = static_cast<int>(m_draft.attachments.size());
    m_files->setVisible(rows > 0);
    m_removeFile->setVisible(rows > 0);
    m_removeFile->setEnabled(m_files->currentRow() >= 0);
    m_files->setFixedHeight(std::min(rows, MostFilesShown) * std::max(24, m_files->sizeHintForRow(0)) + 4);
}

void NoteComposer::showChanges()
{
    const bool isEmpty = m_draft.content.trimmed().isEmpty() && m_draft.attachments.isEmpty();
    const bool isChanged = m_draft != m_base;
    m_save->setEnabled(isChanged && !isEmpty);
    m_review->setEnabled(isChanged && !isEmpty);
    m_discard->setEnabled(isChanged);
}

void NoteComposer::take()
{
    if (m_isShowing)
        return;
    m_draft.content = m_text->toPlainText();
    const qint64 kind = m_kind->text().toLongLong();
    if (kind != m_draft.activityType.id && kind != 0) {
        const auto found = std::ranges::find(m_types, kind, &ActivityType::id);
        m_draft.activityType = found == m_types.end() ? ActivityType{noteActivity, {}} : *found;
    }
    if (!m_facts->isHidden())
        m_draft.entryAt = m_isEarlier->isChecked() ? m_when->dateTime().toUTC() : QDateTime();
    m_isDirty = true;
    if (!m_draftTimer.isActive())
        m_draftTimer.start(delays::draft);
    showChanges();
}

void NoteComposer::keepDraft()
{
    m_draftTimer.stop();
    if (!std::exchange(m_isDirty, false) || m_localId.isNull() || m_store.isReadOnly())
        return;
    if (const auto kept = m_store.activity().keepDraft(m_localId, m_draft); !kept) {
        m_store.activity().holdDraft(m_localId, m_draft);
        m_isDirty = true;
        m_draftTimer.start(delays::draftRetry);
    }
}

void NoteComposer::save()
{
    if (!m_save->isEnabled())
        return;
    const auto sequence = m_store.activity().save(m_localId, m_draft);
    if (!sequence)
        return Q_EMIT failed(sequence.error());
    m_isDirty = false;
    m_draftTimer.stop();
    m_localId = {};
    Q_EMIT saved(*sequence);
    Q_EMIT closed();
}

void NoteComposer::discard()
{
    if (const auto done = m_store.activity().discardDraft(m_localId); !done)
        return Q_EMIT failed(done.error());
    m_isDirty = false;
    m_draftTimer.stop();
    Q_EMIT discarded(std::exchange(m_localId, {}), m_draft);
    Q_EMIT closed();
}

void NoteComposer::askForFiles()
{
    auto *dialog = new QFileDialog(this, tr("Attach files"));
    dialog->setObjectName(u"attachDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setFileMode(QFileDialog::ExistingFiles);
    connect(dialog, &QFileDialog::filesSelected, this, &NoteComposer::addFiles);
    dialog->open();
}

void NoteComposer::addFiles(const QStringList &paths)
{
    QStringList problems;
    for (const QString &path : paths) {
        const QFileInfo file(path);
        const QString name = displayText(file.fileName());
        if (file.size() > largestAttachment) {
            problems << tr("%1 has %2. Capsule takes files of up to %3; attach a smaller one.")
                            .arg(name, fileSize(file.size()), fileSize(largestAttachment));
            continue;
        }
        const auto taken = m_store.activity().takeFile(path, QMimeDatabase().mimeTypeForFile(file).name());
        if (taken)
            m_draft.attachments.append(*taken);
        else
            problems << tr("%1 could not be copied, so it is not attached. Check that it can be opened and that there "
                           "is room on this disk.")
                            .arg(name);
    }
    m_problem->setText(problems.join(u'\n'));
    m_problem->setVisible(!problems.isEmpty());
    showFiles();
    take();
}

void NoteComposer::removeFile()
{
    const int row = m_files->currentRow();
    if (row < 0)
        return;
    m_draft.attachments.removeAt(row);
    showFiles();
    take();
}

void NoteComposer::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Escape)
        Q_EMIT closed();
    else
        QWidget::keyPressEvent(event);
}

void NoteComposer::hideEvent(QHideEvent *event)
{
    keepDraft();
    QWidget::hideEvent(event);
}
