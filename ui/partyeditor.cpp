#include "partyeditor.h"

#include "api/capsuleapi.h"
#include "delays.h"
#include "drafthistory.h"
#include "partyform.h"
#include "partyheader.h"
#include "partywords.h"
#include "plaintext.h"
#include "recordmessage.h"
#include "recordtabs.h"
#include "reviewpanel.h"
#include "savebar.h"
#include "store/activitystore.h"
#include "store/partystore.h"
#include "sync/syncengine.h"
#include "theme.h"

#include <QAction>
#include <QDialog>
#include <QHash>
#include <QKeyEvent>
#include <QLabel>
#include <QScopedValueRollback>
#include <QScrollArea>
#include <QStackedWidget>
#include <QTimer>
#include <QUndoGroup>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

using namespace Qt::StringLiterals;

namespace {
constexpr int EmptyIconSize = 40;
constexpr int LeastOfPage = 96; // height of a tab or the review

/// A page that says why there is no record to see.
class EmptyPage : public QWidget
{
public:
    EmptyPage(const Theme &theme, QWidget *parent)
        : QWidget(parent)
        , m_theme(theme)
        , m_sign(new QLabel(this))
        , m_sentence(new PlainLabel(this))
    {
        m_sentence->setObjectName(u"emptyPageLabel"_s);
        m_sentence->setAlignment(Qt::AlignCenter);
        m_sentence->setWordWrap(true);
        m_sentence->setForegroundRole(QPalette::PlaceholderText);
        m_sign->setAlignment(Qt::AlignCenter);
        auto *column = new QVBoxLayout(this);
        column->setSpacing(Theme::Padding);
        column->addStretch(2);
        column->addWidget(m_sign);
        column->addWidget(m_sentence);
        column->addStretch(3);
        connect(&theme, &Theme::changed, this, [this] { show(m_icon, m_sentence->text()); });
    }
    void show(const QString &icon, const QString &sentence)
    {
        m_icon = icon;
        const QSize size(EmptyIconSize, EmptyIconSize);
        m_sign->setPixmap(m_theme.icon(icon, Theme::Token::StrongBorder).pixmap(size, devicePixelRatioF()));
        m_sentence->setText(sentence);
    }

private:
    const Theme &m_theme;
    QLabel *m_sign;
    PlainLabel *m_sentence;
    QString m_icon;
};
Party organisationNamed(const QString &name)
{
    Party organisation;
    organisation.type = PartyType::Organisation;
    organisation.name = name;
    return organisation;
}

/// True if Capsule refused the name of an organisation.
bool isNameRefused(const std::optional<OutboxEntry> &entry)
{
    return entry && entry->state == OutboxEntry::State::Rejected && !entry->edited.isPerson()
        && entry->problemField == "name"_L1;
}
} // namespace

class PartyEditor::Private
{
public:
    Private(PartyEditor *editor, PartyStore &partyStore, CapsuleApi &capsuleApi, SyncEngine &syncEngine,
        const Theme &theTheme);

    void build();
    void connectStore();
    void connectParts();
    void makeUndoActions();

    void load();
    void showRecord(bool isOther);
    void showEmpty(const QString &icon, const QString &sentence);
    void refresh();
    void carryOver(const Party &shown);
    void take(const Party &draft, const QString &place);
    void restore(const Party &draft);
    void tellChanges();
    void tellMessage();
    std::optional<OutboxEntry> pendingEntry() const;
    bool isNew() const { return !view.isCreated && !entry; }
    bool isEditable() const { return readOnlyReason.isEmpty() && !view.isDeleted && stack->currentWidget() == record; }
    DraftHistory *history();

    void keepDraft();
    void keepHeldDrafts();
    bool isHeld() const;
    void leaveField() const;
    void save();
    void reviewOrganisation(const QString &name);
    void createOrganisation(const QString &name);
    void openOrganisation();
    void addPerson();
    std::optional<OrganisationRef> namesake() const;
    void useNamesake(qint64 sequence);
    void retry(qint64 sequence, const Party &edited);
    void report(const StoreError &error);
    ReviewedRequest request() const;
    void showReview(bool on);

    PartyEditor *q;
    PartyStore &store;
    CapsuleApi &api;
    SyncEngine &engine;
    const Theme &theme;

    QUuid localId;
    PartyView view;
    Party shown; ///< what the draft is compared with
    Party draft;
    std::optional<OutboxEntry> entry; ///< the record's unsent work that is spoken of
    QString readOnlyReason;
    bool isSaving = false;
    bool isDirty = false; ///< the draft is ahead of the store
    bool hasDiskTrouble = false;
    StoreError lastTrouble; ///< for a record to which the user comes back while its draft is not on disk
    bool showsRefusal = false; ///< the fields say what Capsule said
    QTimer draftTimer;
    QHash<QUuid, DraftHistory *> histories;

    QUndoGroup *undoGroup;
    QAction *undoAction = nullptr;
    QAction *redoAction = nullptr;
    QStackedWidget *stack;
    EmptyPage *empty;
    QWidget *record;
    PartyHeader *header;
    RecordMessage *message;
    QStackedWidget *pages;
    QScrollArea *scroll;
    PartyForm *form;
    RecordTabs *tabs; ///< with `scroll` as their first page
    ReviewPanel *reviewPanel;
    SaveBar *saveBar;
};

PartyEditor::Private::Private(
    PartyEditor *editor, PartyStore &partyStore, CapsuleApi &capsuleApi, SyncEngine &syncEngine, const Theme &theTheme)
    : q(editor)
    , store(partyStore)
    , api(capsuleApi)
    , engine(syncEngine)
    , theme(theTheme)
    , undoGroup(new QUndoGroup(editor))
    , stack(new QStackedWidget(editor))
    , empty(new EmptyPage(theme, stack))
    , record(new QWidget(stack))
    , header(new PartyHeader(theme, record))
    , message(new RecordMessage(theme, record))
    , pages(new QStackedWidget(record))
    , scroll(new QScrollArea(pages))
    , form(new PartyForm(store, theme))
    , tabs(new RecordTabs(store, engine.activity(), api, theme, scroll, pages))
    , reviewPanel(new ReviewPanel(theme, pages))
    , saveBar(new SaveBar(theme, record))
{
    build();
    makeUndoActions();
    connectStore();
    connectParts();
    draftTimer.setSingleShot(true);
    QObject::connect(&draftTimer, &QTimer::timeout, q, [this] { keepDraft(); });
}

void PartyEditor::Private::build()
{
    q->setBackgroundRole(QPalette::Base);
    q->setAutoFillBackground(true);
    q->setFocusPolicy(Qt::StrongFocus);
    q->setMinimumWidth(380);

    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(form);
    scroll->viewport()->setAutoFillBackground(false);
    form->setAutoFillBackground(false);
    pages->addWidget(tabs);
    pages->addWidget(reviewPanel);
    pages->setMinimumHeight(LeastOfPage); // what is in them scrolls, and the message over them does not

    auto *column = new QVBoxLayout(record);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(header);
    column->addWidget(message);
    column->addWidget(pages, 1);
    column->addWidget(saveBar);
    stack->addWidget(empty);
    stack->addWidget(record);
    auto *whole = new QVBoxLayout(q);
    whole->setContentsMargins(0, 0, 0, 0);
    whole->addWidget(stack);
}

void PartyEditor::Private::makeUndoActions()
{
    undoAction = undoGroup->createUndoAction(q, PartyEditor::tr("Undo"));
    undoAction->setObjectName(u"undoAction"_s);
    undoAction->setShortcuts(QKeySequence::Undo);
    redoAction = undoGroup->createRedoAction(q, PartyEditor::tr("Redo"));
    redoAction->setObjectName(u"redoAction"_s);
    redoAction->setShortcuts({QKeySequence(Qt::CTRL | Qt::SHIFT | Qt::Key_Z), QKeySequence(Qt::CTRL | Qt::Key_Y)});
    for (QAction *action : {undoAction, redoAction}) {
        action->setShortcutContext(Qt::WidgetWithChildrenShortcut);
        q->addAction(action);
    }
}

void PartyEditor::Private::connectStore()
{
    QObject::connect(&store, &PartyStore::partiesChanged, q, [this](const QList<QUuid> &ids) {
        if (!isSaving && ids.contains(localId))
            refresh();
        else if (isNameRefused(entry))
            tellMessage(); // the record that has the name may be here now
    });
    QObject::connect(&store, &PartyStore::partiesReset, q, [this] { refresh(); });
    QObject::connect(&store, &PartyStore::outboxChanged, q, [this] {
        if (!isSaving && (entry || pendingEntry()))
            refresh();
    });
    const auto tellCatalogue = [this] {
        form->setCatalogue(store.catalogue());
        tabs->setCatalogue(store.catalogue());
    };
    tellCatalogue();
    QObject::connect(&store, &PartyStore::catalogueChanged, q, tellCatalogue);
    QObject::connect(&theme, &Theme::changed, q, [this] {
        message->showNothing();
        tellMessage();
    });
    QObject::connect(&engine, &SyncEngine::changedByOthers, q, [this](const QUuid &id, const QStringList &keys) {
        if (id != localId)
            return;
        QStringList words;
        for (const QString &key : keys)
            words.append(fieldWord(key, shown, draft));
        words.removeDuplicates();
        header->setUpdatedByOthers(words);
    });
}

void PartyEditor::Private::connectParts()
{
    QObject::connect(
        form, &PartyForm::edited, q, [this](const Party &edited, const QString &place) { take(edited, place); });
    QObject::connect(form, &PartyForm::openPartyRequested, q, &PartyEditor::openPartyRequested);
    QObject::connect(
        form, &PartyForm::organisationWanted, q, [this](const QString &name) { reviewOrganisation(name); });
    QObject::connect(form, &PartyForm::personWanted, q, [this] { addPerson(); });
    QObject::connect(header, &PartyHeader::checkRequested, q, [this] { engine.checkParty(localId); });
    QObject::connect(header, &PartyHeader::historyRequested, q, [this] { Q_EMIT q->historyRequested(localId); });
    QObject::connect(header, &PartyHeader::organisationRequested, q, [this] { openOrganisation(); });
    QObject::connect(saveBar, &SaveBar::saveRequested, q, &PartyEditor::save);
    QObject::connect(saveBar, &SaveBar::reviewRequested, q, &PartyEditor::review);
    QObject::connect(saveBar, &SaveBar::discardRequested, q, &PartyEditor::discard);
    QObject::connect(reviewPanel, &ReviewPanel::saveRequested, q, &PartyEditor::save);
    QObject::connect(reviewPanel, &ReviewPanel::closed, q, [this] { showReview(false); });
    QObject::connect(message, &RecordMessage::tryAgainRequested, q, [this](qint64 sequence) {
        leaveField();
        if (form->validate())
            retry(sequence, draft);
    });
    QObject::connect(message, &RecordMessage::decided, q,
        [this](qint64 sequence, const QStringList &theirs, const QStringList &original) {
            const Party decided = withKeysFrom(withKeysFrom(shown, view.base, theirs), entry->base, original);
            retry(sequence, rebase(shown, draft, decided).merged);
        });
    QObject::connect(message, &RecordMessage::discardRequested, q, [this](qint64 sequence) {
        if (const auto done = store.discard(sequence); !done)
            report(done.error());
    });
    QObject::connect(message, &RecordMessage::namesakeWanted, q, [this](qint64 sequence) { useNamesake(sequence); });
    QObject::connect(message, &RecordMessage::openNamesakeRequested, q, [this] {
        if (const auto known = namesake())
            Q_EMIT q->openPartyRequested(known->id ? store.localId(known->id) : known->localId);
    });
    QObject::connect(message, &RecordMessage::checkRequested, q, [this] { engine.checkNow(); });
    QObject::connect(message, &RecordMessage::keepRequested, q, [this](qint64 sequence) {
        if (const auto done = store.takeBack(sequence); !done)
            report(done.error());
    });
}

DraftHistory *PartyEditor::Private::history()
{
    DraftHistory *&history = histories[localId];
    if (!history) {
        history = new DraftHistory(draft, q);
        undoGroup->addStack(history->stack());
        QObject::connect(history, &DraftHistory::restored, q, [this](const Party &state) { restore(state); });
    }
    return history;
}

void PartyEditor::Private::showEmpty(const QString &icon, const QString &sentence)
{
    undoGroup->setActiveStack(nullptr);
    empty->show(icon, sentence);
    stack->setCurrentWidget(empty);
}

void PartyEditor::Private::load()
{
    const std::optional<PartyView> found = localId.isNull() ? std::nullopt : store.party(localId);
    view = found.value_or(PartyView());
    shown = view.shown;
    draft = view.draft.value_or(view.shown);
    entry = found ? pendingEntry() : std::nullopt;
    isDirty = false;
    hasDiskTrouble = isHeld();
    tabs->setRecord(found ? localId : QUuid());
    if (localId.isNull())
        showEmpty(u"person"_s, PartyEditor::tr("Choose a person or an organisation from the list."));
    else if (!found)
        showEmpty(u"trash"_s, PartyEditor::tr("This record is no longer here."));
    else if (view.shown.isRestricted)
        showEmpty(u"lock"_s, PartyEditor::tr("Private"));
    else
        showRecord(true);
    if (hasDiskTrouble)
        report(lastTrouble);
    tellChanges();
}

void PartyEditor::Private::showRecord(bool isOther)
{
    stack->setCurrentWidget(record);
    undoGroup->setActiveStack(history()->stack());
    if (isOther) {
        showReview(false);
        header->setUpdatedByOthers({});
        form->open(localId, shown, draft);
        scroll->ensureVisible(0, 0);
    } else {
        form->refresh(shown, draft);
    }
    form->setReadOnly(!isEditable());
    tellMessage();
}

void PartyEditor::Private::refresh()
{
    const std::optional<PartyView> found = store.party(localId);
    if (localId.isNull() || !found || found->shown.isRestricted || stack->currentWidget() != record) {
        load();
        return;
    }
    view = *found;
    entry = pendingEntry();
    carryOver(view.shown);
    // A draft that came from elsewhere: taken back, or given back.
    if (!isDirty && view.draft.value_or(shown) != draft) {
        draft = view.draft.value_or(shown);
        history()->restart(draft);
    }
    showRecord(false);
    tellChanges();
}

void PartyEditor::Private::carryOver(const Party &now)
{
    if (now == shown)
        return;
    history()->carryOver(shown, now);
    draft = rebase(shown, draft, now).merged;
    shown = now;
}

std::optional<OutboxEntry> PartyEditor::Private::pendingEntry() const
{
    const std::optional<PartySummary> summary = store.index().summary(localId);
    if (!summary || !(summary->isPending || summary->needsUser || summary->isDeleted))
        return {};
    std::optional<OutboxEntry> found;
    for (const OutboxEntry &candidate : store.pendingEntries()) {
        if (candidate.localId != localId || !candidate.isAboutParty())
            continue;
        // What needs the user is spoken of first, then what is under way.
        if (!found || candidate.needsUser() || (candidate.isInFlight() && !found->needsUser()))
            found = candidate;
    }
    return found;
}

void PartyEditor::Private::take(const Party &edited, const QString &place)
{
    draft = edited;
    history()->record(draft, place, fieldWord(place, shown, draft));
    isDirty = true;
    if (!draftTimer.isActive())
        draftTimer.start(delays::draft);
    tellChanges();
}

void PartyEditor::Private::restore(const Party &state)
{
    if (state == draft)
        return;
    draft = state;
    form->refresh(shown, draft);
    isDirty = true;
    if (!draftTimer.isActive())
        draftTimer.start(delays::draft);
    tellChanges();
}

void PartyEditor::Private::tellChanges()
{
    const int count = q->changeCount();
    const bool isRecord = stack->currentWidget() == record;
    if (isRecord)
        header->showParty(view, draft, entry);
    const bool isReviewing = pages->currentWidget() == reviewPanel;
    saveBar->showChanges(count, isRecord && isNew());
    if (isReviewing || !isRecord || !isEditable())
        saveBar->hide();
    if (isReviewing)
        reviewPanel->showRequest(request());
    Q_EMIT q->changeCountChanged(count);
}

void PartyEditor::Private::tellMessage()
{
    if (hasDiskTrouble)
        return;
    if (store.isReadOnly()) { // what waits cannot be decided on here
        message->showNote(u"lock"_s, readOnlyReason);
        return;
    }
    const bool isRefused = entry && entry->state == OutboxEntry::State::Rejected && !entry->problemField.isEmpty();
    if (std::exchange(showsRefusal, isRefused) && !isRefused)
        form->clearProblems();
    if (isRefused)
        form->showRefusal(
            entry->problemField, PartyEditor::tr("Capsule did not accept this: “%1”").arg(displayText(entry->problem)));
    if (entry && message->showEntry(*entry, view.base, namesake()))
        return;
    if (!readOnlyReason.isEmpty())
        message->showNote(u"lock"_s, readOnlyReason);
    else
        message->showNothing();
}

void PartyEditor::Private::report(const StoreError &error)
{
    hasDiskTrouble = true;
    lastTrouble = error;
    message->showDiskTrouble(error);
}

void PartyEditor::Private::keepDraft()
{
    draftTimer.stop();
    if (isDirty && !localId.isNull()) {
        isDirty = false;
        if (const auto kept = store.keepDraft(localId, draft); !kept) {
            store.holdDraft(localId, draft);
            report(kept.error());
        } else if (hasDiskTrouble) {
            hasDiskTrouble = false;
            tellMessage();
        }
    }
    keepHeldDrafts();
}

/// Of all records: what the disk refused is tried until it is written.
void PartyEditor::Private::keepHeldDrafts()
{
    const bool wasHeld = isHeld();
    if (!store.keepHeldDrafts()) {
        draftTimer.start(delays::draftRetry);
    } else if (wasHeld && hasDiskTrouble) {
        hasDiskTrouble = false;
        tellMessage();
    }
}

bool PartyEditor::Private::isHeld() const
{
    return !store.isPrivate() && store.draftsInMemory().contains(localId);
}

void PartyEditor::Private::leaveField() const
{
    // What is trimmed on leaving a field is trimmed before it is saved, too.
    QWidget *focus = form->focusWidget();
    if (focus && focus->hasFocus()) {
        focus->clearFocus();
        focus->setFocus(Qt::OtherFocusReason);
    }
}

void PartyEditor::Private::save()
{
    leaveField();
    if (!isEditable() || q->changeCount() == 0)
        return;
    if (!form->validate()) {
        showReview(false);
        tabs->setTab(RecordTabs::Tab::Details);
        return;
    }
    draftTimer.stop();
    const bool wasDirty = std::exchange(isDirty, false);
    const Party edited = draft;
    const auto sequence = [&] {
        const QScopedValueRollback saving(isSaving, true); // what it changes is shown once, below
        return store.save(localId, edited);
    }();
    if (!sequence) {
        isDirty = wasDirty;
        keepDraft();
        report(sequence.error());
        return;
    }
    hasDiskTrouble = false;
    if (*sequence > 0)
        Q_EMIT q->saved(*sequence, localId, edited.displayName());
    showReview(false);
    refresh();
}

/// The organisation that is wanted is a record of its own, so its request is shown before it is made.
void PartyEditor::Private::reviewOrganisation(const QString &name)
{
    auto *dialog = new QDialog(q->window());
    dialog->setObjectName(u"newOrganisationDialog"_s);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(PartyEditor::tr("New organisation"));
    auto *panel = new ReviewPanel(theme, dialog);
    const Party organisation = organisationNamed(name);
    const Party nothing = organisationNamed({});
    panel->showRequest(reviewedRequest(store, api, {}, nothing, organisation));
    QObject::connect(panel, &ReviewPanel::closed, dialog, &QDialog::reject);
    QObject::connect(panel, &ReviewPanel::saveRequested, q, [this, dialog, name, person = localId] {
        if (localId == person && isEditable())
            createOrganisation(name);
        dialog->accept();
    });
    auto *layout = new QVBoxLayout(dialog);
    layout->setContentsMargins({});
    layout->addWidget(panel);
    dialog->resize(560, 360);
    dialog->open();
}

void PartyEditor::Private::createOrganisation(const QString &name)
{
    const Party organisation = organisationNamed(name);
    const auto made = store.startDraft(organisation);
    if (!made) {
        report(made.error());
        return;
    }
    const auto sequence = store.save(*made, organisation);
    if (!sequence) {
        report(sequence.error());
        return;
    }
    Party linked = draft;
    linked.organisation = OrganisationRef{0, *made, name};
    take(linked, u"organisation"_s);
    form->refresh(shown, draft);
    Q_EMIT q->saved(*sequence, *made, name);
}

void PartyEditor::Private::openOrganisation()
{
    if (!draft.organisation)
        return;
    const QUuid organisation
        = draft.organisation->id ? store.localId(draft.organisation->id) : draft.organisation->localId;
    if (!organisation.isNull())
        Q_EMIT q->openPartyRequested(organisation);
}

/// Begins a person who belongs to the organisation shown.
void PartyEditor::Private::addPerson()
{
    const qint64 id = store.serverId(localId);
    Party person;
    person.organisation = OrganisationRef{id, id == 0 ? localId : QUuid(), shown.name};
    const auto made = store.startDraft(person);
    if (!made) {
        report(made.error());
        return;
    }
    Q_EMIT q->openPartyRequested(*made);
    if (localId == *made)
        form->focusFirst();
}

/// Another organisation of the name that Capsule refused, as far as it is on this computer. Capsule compares without
/// case and blanks around, or so we must expect (capsule-api.md section 7.1).
std::optional<OrganisationRef> PartyEditor::Private::namesake() const
{
    if (!isNameRefused(entry))
        return {};
    const QString name = entry->edited.name.trimmed();
    constexpr int looksAt = 20;
    for (const OrganisationRef &known : store.organisationsLike(name, looksAt)) {
        const bool isOther = (known.id ? store.localId(known.id) : known.localId) != localId;
        if (isOther && known.name.trimmed().compare(name, Qt::CaseInsensitive) == 0)
            return known;
    }
    return {};
}

/// The organisation of that name takes the place of the one that was to be made: its people go there, each in a step
/// of its own, and then the create is given up. After a crash in between the rest of them can be sent there again.
void PartyEditor::Private::useNamesake(qint64 sequence)
{
    const std::optional<OrganisationRef> known = namesake();
    if (!known)
        return;
    const auto moved = [&](Party person) {
        person.organisation = known;
        return person;
    };
    const auto waitsHere = [this](const Party &person) {
        return person.organisation && person.organisation->id == 0 && person.organisation->localId == localId;
    };
    for (const QUuid &id : store.peopleOf(localId) + store.drafts()) {
        const std::optional<PartyView> person = store.party(id);
        if (!person)
            continue;
        if (waitsHere(person->shown)) {
            if (const auto saved = store.save(id, moved(person->shown)); !saved)
                return report(saved.error());
        }
        if (person->draft && waitsHere(*person->draft)) {
            if (const auto kept = store.keepDraft(id, moved(*person->draft)); !kept)
                return report(kept.error());
        }
    }
    const QUuid other = known->id ? store.localId(known->id) : known->localId;
    isDirty = false; // the record that was typed here goes with its create
    draftTimer.stop();
    if (const auto done = store.discard(sequence); !done)
        return report(done.error());
    Q_EMIT q->openPartyRequested(other);
}

void PartyEditor::Private::retry(qint64 sequence, const Party &edited)
{
    if (const auto done = store.retry(sequence, edited); !done) {
        report(done.error());
        return;
    }
    // The draft went with it.
    isDirty = false;
    draftTimer.stop();
    if (const auto dropped = store.discardDraft(localId); !dropped)
        report(dropped.error());
    refresh();
}

ReviewedRequest PartyEditor::Private::request() const
{
    // What is under way to Capsule is not sent a second time.
    return reviewedRequest(store, api, localId, entry && entry->isInFlight() ? shown : view.base, draft);
}

void PartyEditor::Private::showReview(bool on)
{
    const bool wasOn = pages->currentWidget() == reviewPanel;
    if (on == wasOn)
        return;
    if (on)
        reviewPanel->showRequest(request());
    pages->setCurrentWidget(on ? static_cast<QWidget *>(reviewPanel) : tabs);
    (on ? static_cast<QWidget *>(reviewPanel) : q)->setFocus(Qt::OtherFocusReason);
    tellChanges();
}

PartyEditor::PartyEditor(PartyStore &store, CapsuleApi &api, SyncEngine &engine, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , d(std::make_unique<Private>(this, store, api, engine, theme))
{
    d->load();
}

PartyEditor::~PartyEditor()
{
    d->keepDraft();
    // A field that loses the focus while it is destroyed has nobody left to tell.
    d->form->disconnect(this);
    delete d->stack;
}

void PartyEditor::showParty(const QUuid &localId)
{
    if (localId == d->localId)
        return;
    keepDraft();
    d->localId = localId;
    d->load();
    if (d->view.isCreated)
        d->engine.checkParty(localId);
}

QUuid PartyEditor::party() const
{
    return d->localId;
}

void PartyEditor::setPictures(Pictures *pictures)
{
    d->header->setPictures(pictures);
}

int PartyEditor::changeCount() const
{
    return static_cast<int>(describeChanges(d->shown, d->draft).size());
}

QAction *PartyEditor::undoAction() const
{
    return d->undoAction;
}

QAction *PartyEditor::redoAction() const
{
    return d->redoAction;
}

void PartyEditor::setReadOnlyReason(const QString &reason)
{
    if (reason == d->readOnlyReason)
        return;
    d->readOnlyReason = reason;
    d->form->setReadOnly(!d->isEditable());
    d->tabs->setReadOnly(!reason.isEmpty());
    d->tellMessage();
    d->tellChanges();
}

void PartyEditor::focusFirstField()
{
    d->showReview(false);
    d->tabs->setTab(RecordTabs::Tab::Details);
    d->form->focusFirst();
}

void PartyEditor::addTag()
{
    if (!d->isEditable())
        return;
    d->showReview(false);
    d->form->addTag();
}

void PartyEditor::focusProblem()
{
    d->showReview(false);
    d->tabs->setTab(RecordTabs::Tab::Details);
    if (!d->form->focusProblem())
        d->form->focusFirst();
}

RecordTabs *PartyEditor::tabs() const
{
    return d->tabs;
}

void PartyEditor::keepDraft()
{
    d->keepDraft();
    d->tabs->keepDrafts();
}

void PartyEditor::save()
{
    d->save();
}

void PartyEditor::review()
{
    d->leaveField();
    if (d->stack->currentWidget() == d->record && changeCount() > 0)
        d->showReview(true);
}

void PartyEditor::discard()
{
    if (d->localId.isNull() || (changeCount() == 0 && !d->isNew()))
        return;
    const Party draft = d->draft;
    const QUuid localId = d->localId;
    d->draftTimer.stop();
    d->isDirty = false;
    if (const auto done = d->store.discardDraft(localId); !done) {
        d->isDirty = true;
        d->draftTimer.start(delays::draftRetry);
        d->report(done.error());
        return;
    }
    d->showReview(false);
    d->refresh();
    Q_EMIT discarded(localId, draft);
}

void PartyEditor::keyPressEvent(QKeyEvent *event)
{
    if (event->key() != Qt::Key_Escape) {
        QWidget::keyPressEvent(event);
        return;
    }
    // Esc climbs: from a field to the record, from the record to the list; it discards nothing.
    if (hasFocus())
        Q_EMIT leaveRequested();
    else
        setFocus(Qt::OtherFocusReason);
}

void PartyEditor::hideEvent(QHideEvent *event)
{
    keepDraft();
    QWidget::hideEvent(event);
}
