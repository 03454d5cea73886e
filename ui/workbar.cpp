#include "workbar.h"

#include "flatbutton.h"
#include "partywords.h"
#include "plaintext.h"
#include "store/partystore.h"
#include "theme.h"

#include <QHBoxLayout>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;
using State = OutboxEntry::State;

WorkBar::WorkBar(PartyStore &store, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_theme(theme)
    , m_text(new PlainLabel(this))
    , m_review(new FlatButton(FlatButton::Style::Quiet, tr("Review…"), theme, this))
    , m_hold(new FlatButton(FlatButton::Style::Quiet, {}, theme, this))
    , m_again(new FlatButton(FlatButton::Style::Secondary, {}, theme, this))
    , m_discard(new FlatButton(FlatButton::Style::Quiet, {}, theme, this))
{
    m_text->setObjectName(u"workLabel"_s);
    m_text->setWordWrap(true);
    m_review->setObjectName(u"workReviewButton"_s);
    m_hold->setObjectName(u"workHoldButton"_s);
    m_again->setObjectName(u"workAgainButton"_s);
    m_discard->setObjectName(u"workDiscardButton"_s);
    auto *across = new QHBoxLayout;
    across->setSpacing(4);
    for (FlatButton *button : {m_again, m_review, m_hold, m_discard})
        across->addWidget(button);
    across->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(4);
    column->addWidget(m_text);
    column->addLayout(across);
    const auto tell = [this](const Result<void, StoreError> &done) {
        if (!done)
            Q_EMIT failed(done.error());
    };
    connect(m_review, &QPushButton::clicked, this, [this] { Q_EMIT reviewRequested(*m_work); });
    connect(
        m_hold, &QPushButton::clicked, this, [this, tell] { tell(m_store.setHeld(m_work->sequence, !m_work->held)); });
    // Work on a note or a task goes on as it is.
    connect(m_again, &QPushButton::clicked, this, [this, tell] { tell(m_store.retry(m_work->sequence, {})); });
    connect(m_discard, &QPushButton::clicked, this, [this, tell] { tell(m_store.discard(m_work->sequence)); });
    hide();
}

void WorkBar::setWork(const std::optional<OutboxEntry> &work)
{
    m_work = work;
    setVisible(work.has_value());
    if (!work)
        return;
    const bool isConflict = work->state == State::Conflict;
    const QString reason = isConflict
        ? tr("The same was changed in Capsule. Your words are safe: keep yours, or take what Capsule has.")
        : reasonOf(*work);
    m_text->setText(reason.isEmpty() ? stateWord(*work) : reason);
    m_theme.tint(m_text, QPalette::WindowText, work->needsUser() ? Theme::Token::Error : Theme::Token::MutedText);
    const bool canWrite = !m_store.isReadOnly();
    m_hold->setText(work->held ? tr("Release") : tr("Hold back"));
    m_hold->setVisible(work->state == State::Queued);
    m_hold->setEnabled(canWrite);
    m_again->setText(isConflict ? tr("Keep mine") : tr("Try again"));
    m_again->setVisible(work->needsUser());
    m_again->setEnabled(canWrite);
    m_discard->setText(isConflict ? tr("Take theirs") : tr("Discard"));
    m_discard->setEnabled(canWrite && !work->isInFlight() && work->state != State::Acked);
}
