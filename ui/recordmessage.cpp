#include "recordmessage.h"

#include "flatbutton.h"
#include "partywords.h"
#include "plaintext.h"
#include "store/problem.h"
#include "theme.h"

#include <QButtonGroup>
#include <QLabel>
#include <QPainter>
#include <QRadioButton>
#include <QStyleOptionButton>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
constexpr int IconSize = 20;

QString diskSentence(StoreError::Kind kind)
{
    switch (kind) {
    case StoreError::Kind::DiskFull:
        return RecordMessage::tr(
            "There is no room left on this disk. Your text stays here; free some space, then save again.");
    case StoreError::Kind::ReadOnly:
        return RecordMessage::tr(
            "Counterpart may not write to its folder. Your text stays here; allow writing, then save again.");
    case StoreError::Kind::Damaged:
    case StoreError::Kind::Newer:
    case StoreError::Kind::InUse:
    case StoreError::Kind::Other:
        break;
    }
    return RecordMessage::tr("The disk did not take it. Your text stays here; copy what matters, then save again.");
}

/// Capsule has no codes for its refusals, so its words decide (capsule-api.md section 3).
bool isUniqueNameWanted(const OutboxEntry &entry)
{
    return !entry.edited.isPerson() && entry.problemField == "name"_L1
        && entry.problem.contains("unique"_L1, Qt::CaseInsensitive);
}

/// One value of a conflict. It is cut where there is no room, and its tooltip has the whole of it.
class ChoiceButton : public QRadioButton
{
public:
    ChoiceButton(const QString &text, QWidget *parent)
        : QRadioButton(parent)
        , m_text(displayText(text))
    {
        setAccessibleName(m_text);
        setToolTip(plainToolTip(text));
        setSizePolicy(QSizePolicy::Ignored, QSizePolicy::Fixed);
        cut();
    }

    QSize minimumSizeHint() const override { return {0, sizeHint().height()}; }

protected:
    void resizeEvent(QResizeEvent *event) override
    {
        QRadioButton::resizeEvent(event);
        cut();
    }

private:
    void cut()
    {
        QStyleOptionButton option;
        initStyleOption(&option);
        const int room = style()->subElementRect(QStyle::SE_RadioButtonContents, &option, this).width();
        const QString shown = fontMetrics().elidedText(m_text, Qt::ElideRight, room).replace(u'&', u"&&"_s);
        if (shown != text())
            setText(shown);
    }

    QString m_text;
};
} // namespace

RecordMessage::RecordMessage(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_theme(theme)
    , m_box(new QVBoxLayout(this))
{
    m_box->setContentsMargins(Theme::GroupGap, 10, Theme::GroupGap, 10);
    setObjectName(u"recordMessage"_s);
    hide();
}

void RecordMessage::showNothing()
{
    m_showsEntry = false;
    hide();
}

void RecordMessage::begin(bool isError, const QString &icon, const QString &title, const QString &sentence)
{
    if (m_content) {
        m_content->hide();
        m_content->deleteLater();
    }
    hide(); // what is added to a visible widget shows only with the next turn of the event loop
    m_isError = isError;
    m_showsEntry = false;
    m_content = new QWidget(this);
    m_box->addWidget(m_content);
    auto *across = new QHBoxLayout(m_content);
    across->setContentsMargins(0, 0, 0, 0);
    across->setSpacing(Theme::Padding);
    auto *sign = new QLabel(m_content);
    const Theme::Token tint = isError ? Theme::Token::Error : Theme::Token::MutedText;
    sign->setPixmap(m_theme.icon(icon, tint).pixmap(QSize(IconSize, IconSize), devicePixelRatioF()));
    across->addWidget(sign, 0, Qt::AlignTop);
    m_lines = new QVBoxLayout;
    m_lines->setSpacing(4);
    across->addLayout(m_lines, 1);
    if (!title.isEmpty()) {
        auto *heading = new PlainLabel(title, m_content);
        heading->setObjectName(u"recordMessageTitle"_s);
        heading->setFont(Theme::font(Theme::Type::Section));
        heading->setWordWrap(true);
        m_lines->addWidget(heading);
    }
    auto *text = new PlainLabel(sentence, m_content);
    text->setObjectName(u"recordMessageText"_s);
    text->setWordWrap(true);
    m_lines->addWidget(text);
    setAccessibleName(displayText(title.isEmpty() ? sentence : title));
    m_buttons = nullptr;
}

void RecordMessage::addDetails(const QString &text)
{
    if (text.isEmpty())
        return;
    auto *fold = new FlatButton(FlatButton::Style::Link, tr("Details"), m_theme, m_content);
    fold->setObjectName(u"messageDetailsButton"_s);
    fold->setThemeIcon(u"chevron-right"_s);
    auto *details = new PlainLabel(tr("Capsule said: “%1”").arg(text), m_content);
    details->setObjectName(u"messageDetailsLabel"_s);
    details->setWordWrap(true);
    details->setTextInteractionFlags(Qt::TextSelectableByMouse);
    details->hide();
    m_lines->addWidget(fold, 0, Qt::AlignLeading);
    m_lines->addWidget(details);
    connect(fold, &QPushButton::clicked, details, [fold, details] {
        details->setVisible(details->isHidden());
        fold->setThemeIcon(details->isHidden() ? u"chevron-right"_s : u"chevron-down"_s);
    });
}

FlatButton *RecordMessage::addButton(const QString &objectName, const QString &text, bool isMain)
{
    if (!m_buttons) {
        m_buttons = new QWidget(m_content);
        auto *across = new QHBoxLayout(m_buttons);
        across->setContentsMargins(0, 4, 0, 0);
        across->addStretch(1);
        m_lines->addWidget(m_buttons);
    }
    auto *button
        = new FlatButton(isMain ? FlatButton::Style::Secondary : FlatButton::Style::Quiet, text, m_theme, m_buttons);
    button->setObjectName(objectName);
    auto *across = static_cast<QHBoxLayout *>(m_buttons->layout());
    across->insertWidget(across->count() - 1, button);
    return button;
}

void RecordMessage::addRetryAndDiscard()
{
    const qint64 sequence = m_entry.sequence;
    connect(addButton(u"tryAgainButton"_s, tr("Try again"), true), &QPushButton::clicked, this,
        [this, sequence] { Q_EMIT tryAgainRequested(sequence); });
    connect(addButton(u"discardEntryButton"_s, tr("Discard"), false), &QPushButton::clicked, this,
        [this, sequence] { Q_EMIT discardRequested(sequence); });
}

void RecordMessage::showNote(const QString &icon, const QString &sentence)
{
    begin(false, icon, {}, sentence);
    show();
}

void RecordMessage::showDiskTrouble(const StoreError &error)
{
    begin(true, u"alert"_s, tr("Not saved on this computer"), diskSentence(error.kind));
    addDetails(error.detail);
    show();
}

bool RecordMessage::showEntry(
    const OutboxEntry &entry, const Party &theirs, const std::optional<OrganisationRef> &namesake)
{
    if (shows(entry, theirs, namesake))
        return true;
    m_entry = entry;
    m_theirs = theirs;
    m_namesake = namesake;
    m_showsEntry = tell();
    setVisible(m_showsEntry);
    return m_showsEntry;
}

bool RecordMessage::shows(
    const OutboxEntry &entry, const Party &theirs, const std::optional<OrganisationRef> &namesake) const
{
    // Choices already made in a conflict stay while nothing about it changed.
    return m_showsEntry && entry.sequence == m_entry.sequence && entry.state == m_entry.state
        && entry.kind == m_entry.kind && entry.problem == m_entry.problem && entry.conflicts == m_entry.conflicts
        && entry.edited == m_entry.edited && theirs == m_theirs && namesake == m_namesake;
}

bool RecordMessage::tell()
{
    const OutboxEntry &entry = m_entry;
    const bool isPerson = entry.edited.isPerson();
    switch (entry.state) {
    case OutboxEntry::State::Rejected:
        if (m_namesake || isUniqueNameWanted(entry)) {
            showTakenName();
            return true;
        }
        showRejected(
            isPerson ? tr("Capsule did not accept this person") : tr("Capsule did not accept this organisation"));
        return true;
    case OutboxEntry::State::Conflict:
        showConflict();
        return true;
    case OutboxEntry::State::Ask:
        showQuestion(isPerson);
        return true;
    case OutboxEntry::State::Unknown:
        begin(false, u"clock"_s, tr("Checking whether it arrived"),
            tr("Capsule's answer got lost on the way. What you saved is safe on this computer and is not sent twice."));
        return true;
    case OutboxEntry::State::Queued:
    case OutboxEntry::State::Sending:
        if (entry.kind != OutboxEntry::Kind::Delete)
            return false;
        showDeletion(isPerson);
        return true;
    case OutboxEntry::State::Acked:
    case OutboxEntry::State::Done:
    case OutboxEntry::State::Discarded:
        break;
    }
    return false;
}

void RecordMessage::showRejected(const QString &title)
{
    begin(true, u"alert"_s, title,
        tr("What you saved is safe on this computer. Correct the field that is marked and try again, or discard the "
           "change."));
    addDetails(m_entry.problem == Problem::refused ? QString() : m_entry.problem);
    addRetryAndDiscard();
}

void RecordMessage::showTakenName()
{
    const QString title = tr("Capsule already has an organisation of this name");
    const bool isCreate = m_entry.kind == OutboxEntry::Kind::Create;
    if (m_namesake && isCreate)
        begin(true, u"alert"_s, title,
            tr("What you saved is safe on this computer. Use the one that is there, with the people you have put into "
               "yours; or give yours another name and try again."));
    else if (m_namesake)
        begin(true, u"alert"_s, title,
            tr("What you saved is safe on this computer. Give this one another name and try again, or discard the "
               "change."));
    else
        begin(true, u"alert"_s, title,
            tr("What you saved is safe on this computer. The other one has not been loaded yet: check for what is new, "
               "or give yours another name and try again."));
    addDetails(m_entry.problem == Problem::refused ? QString() : m_entry.problem);
    if (m_namesake && isCreate) {
        connect(addButton(u"useNamesakeButton"_s, tr("Use “%1”").arg(displayText(m_namesake->name)), true),
            &QPushButton::clicked, this, [this, sequence = m_entry.sequence] { Q_EMIT namesakeWanted(sequence); });
    }
    if (m_namesake)
        connect(addButton(u"openNamesakeButton"_s, tr("Open it"), false), &QPushButton::clicked, this,
            &RecordMessage::openNamesakeRequested);
    else
        connect(addButton(u"checkNamesakeButton"_s, tr("Check now"), true), &QPushButton::clicked, this,
            &RecordMessage::checkRequested);
    addRetryAndDiscard();
}

void RecordMessage::showQuestion(bool isPerson)
{
    const QString &problem = m_entry.problem;
    if (problem == Problem::gone) {
        begin(true, u"trash"_s,
            isPerson ? tr("This person was deleted in Capsule") : tr("This organisation was deleted in Capsule"),
            tr("Your change is safe on this computer. Try again to create the record anew, or discard the change."));
    } else if (problem == Problem::changedSince) {
        begin(true, u"alert"_s, tr("Changed in Capsule after you deleted it"),
            tr("It was not deleted. Look at it, then try again to delete it, or discard the deletion."));
    } else if (problem == Problem::severalFound) {
        begin(true, u"alert"_s, tr("Capsule has several like this one"),
            tr("One of them may be yours, so it was not sent again. Look in Capsule: discard yours if it is there, "
               "else try again."));
    } else if (problem == Problem::namesakeFound) {
        begin(true, u"alert"_s, tr("Capsule has one of this name"),
            tr("It may be yours, changed by someone since, so it was not sent again. Look in Capsule: discard yours if "
               "it is there, else try again."));
    } else if (problem == Problem::similarRowFound) {
        begin(true, u"alert"_s, tr("Capsule has something similar to what you added"),
            tr("It may be yours, changed by someone since, so it was not sent again. Discard your change if it is "
               "there "
               "already, else try again."));
    } else if (problem == Problem::neverArrived) {
        begin(true, u"alert"_s, tr("It did not arrive after three attempts"),
            tr("What you saved is safe on this computer. Try again when Capsule answers, or discard it."));
    } else if (problem == Problem::organisationCancelled) {
        begin(true, u"alert"_s, tr("The organisation has not reached Capsule"),
            tr("This waits for its organisation. Look after the organisation first, or choose another one and try "
               "again."));
    } else {
        begin(true, u"alert"_s, tr("Capsule did not decide this one"),
            tr("What you saved is safe on this computer. Try again, or discard it."));
        addDetails(problem);
    }
    addRetryAndDiscard();
}

void RecordMessage::showDeletion(bool isPerson)
{
    begin(true, u"trash"_s, isPerson ? tr("This person will be deleted") : tr("This organisation will be deleted"),
        tr("Capsule cannot give it back once the deletion is sent."));
    if (m_entry.state == OutboxEntry::State::Queued) {
        connect(addButton(u"keepButton"_s, tr("Keep"), true), &QPushButton::clicked, this,
            [this, sequence = m_entry.sequence] { Q_EMIT keepRequested(sequence); });
    }
}

void RecordMessage::showConflict()
{
    m_choices.clear();
    begin(true, u"alert"_s, tr("Also changed in Capsule"),
        tr("Someone changed the same while your change waited. Nothing was overwritten; choose what it shall be."));
    for (const PartyConflict &conflict : std::as_const(m_entry.conflicts))
        addConflict(conflict);
    FlatButton *decide = addButton(u"decideButton"_s, tr("Save my choice"), true);
    decide->setEnabled(m_choices.isEmpty());
    connect(decide, &QPushButton::clicked, this,
        [this] { Q_EMIT decided(m_entry.sequence, keysDecided(Choice::Theirs), keysDecided(Choice::Original)); });
    connect(addButton(u"discardEntryButton"_s, tr("Discard"), false), &QPushButton::clicked, this,
        [this, sequence = m_entry.sequence] { Q_EMIT discardRequested(sequence); });
}

void RecordMessage::addConflict(const PartyConflict &conflict)
{
    m_choices.insert(conflict.key, Choice::Open);
    const QString word = fieldWord(conflict.key, m_entry.base, m_entry.edited);
    auto *heading = new PlainLabel(word, m_content);
    heading->setContentsMargins(0, 4, 0, 0);
    heading->setForegroundRole(QPalette::PlaceholderText);
    m_lines->addWidget(heading);
    auto *group = new QButtonGroup(m_content);
    const auto offer = [&](Choice choice, const QString &objectName, const QString &sentence, const QString &value) {
        auto *button = new ChoiceButton(sentence.arg(value.isEmpty() ? tr("empty") : value), m_content);
        button->setObjectName(objectName + conflict.key);
        button->setAccessibleDescription(word);
        group->addButton(button);
        m_lines->addWidget(button);
        connect(button, &QRadioButton::toggled, this, [this, key = conflict.key, choice](bool on) {
            if (!on)
                return;
            m_choices.insert(key, choice);
            const bool allDecided
                = std::ranges::none_of(std::as_const(m_choices), [](Choice made) { return made == Choice::Open; });
            m_content->findChild<FlatButton *>(u"decideButton"_s)->setEnabled(allDecided);
        });
    };
    offer(Choice::Mine, u"mineRadio_"_s, tr("Mine: %1"), conflict.mine);
    offer(Choice::Theirs, u"theirsRadio_"_s, tr("Theirs: %1"), conflict.theirs);
    offer(Choice::Original, u"originalRadio_"_s, tr("Original: %1"), conflict.base);
}

QStringList RecordMessage::keysDecided(Choice choice) const
{
    return m_choices.keys(choice);
}

void RecordMessage::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    painter.fillRect(rect(), m_theme.color(m_isError ? Theme::Token::ErrorGround : Theme::Token::Window));
    painter.fillRect(0, height() - 1, width(), 1, m_theme.color(Theme::Token::Border));
}
