#include "syncchip.h"

#include <QLocale>

using namespace Qt::StringLiterals;
using Phase = SyncState::Phase;
using namespace std::chrono_literals;

namespace {
QString clockTime(const QDateTime &utc)
{
    return QLocale().toString(utc.toLocalTime().time(), QLocale::ShortFormat);
}

QString loadingWords(const SyncState &state)
{
    const QLocale locale;
    if (state.total < 0)
        return SyncChip::tr("Loading…");
    return SyncChip::tr("Loading %1 of %2…").arg(locale.toString(state.loaded), locale.toString(state.total));
}

Theme::Token tintOf(Phase phase, const UnsentWork &unsent)
{
    switch (phase) {
    case Phase::UpToDate:
        return unsent.needsUser > 0 ? Theme::Token::Changed : Theme::Token::Success;
    case Phase::SignInAgain:
    case Phase::SignedOut:
    case Phase::NotCapsule:
    case Phase::SlowedDown:
        return Theme::Token::Changed;
    case Phase::DiskTrouble:
        return Theme::Token::Error;
    case Phase::Syncing:
    case Phase::FirstLoad:
    case Phase::Offline:
        return Theme::Token::MutedText;
    }
    Q_UNREACHABLE();
}
} // namespace

QString syncWords(const SyncState &state, const UnsentWork &unsent)
{
    switch (state.phase) {
    case Phase::UpToDate:
        if (unsent.needsUser > 0)
            return SyncChip::tr("%Ln need you", "records whose change waits for a decision", unsent.needsUser);
        return unsent.waiting > 0 ? SyncChip::tr("%Ln waiting", nullptr, unsent.waiting) : SyncChip::tr("Up to date");
    case Phase::Syncing:
        return SyncChip::tr("Syncing…");
    case Phase::FirstLoad:
        return loadingWords(state);
    case Phase::Offline:
        return unsent.waiting > 0 ? SyncChip::tr("Offline · %Ln waiting", nullptr, unsent.waiting)
                                  : SyncChip::tr("Offline");
    case Phase::NotCapsule:
        return SyncChip::tr("Paused: network asks to sign in");
    case Phase::SignedOut:
    case Phase::SignInAgain:
        return SyncChip::tr("Paused: sign in again");
    case Phase::SlowedDown:
        if (!state.resumesAt.isValid())
            return SyncChip::tr("Slowed down by Capsule");
        return SyncChip::tr("Slowed down by Capsule, resumes %1").arg(clockTime(state.resumesAt));
    case Phase::DiskTrouble:
        return SyncChip::tr("Paused: disk trouble");
    }
    Q_UNREACHABLE();
}

QString syncIconName(const SyncState &state, const UnsentWork &unsent)
{
    switch (state.phase) {
    case Phase::UpToDate:
        if (unsent.needsUser > 0)
            return u"alert"_s;
        return unsent.waiting > 0 ? u"clock"_s : u"cloud-check"_s;
    case Phase::Syncing:
    case Phase::FirstLoad:
        return u"refresh"_s;
    case Phase::Offline:
        return u"cloud-off"_s;
    case Phase::SignedOut:
    case Phase::SignInAgain:
        return u"key"_s;
    case Phase::SlowedDown:
        return u"pause"_s;
    case Phase::NotCapsule:
    case Phase::DiskTrouble:
        return u"alert"_s;
    }
    Q_UNREACHABLE();
}

SyncChip::SyncChip(const Theme &theme, QWidget *parent)
    : QToolButton(parent)
    , m_theme(theme)
{
    setObjectName("syncChip"_L1);
    setToolButtonStyle(Qt::ToolButtonTextBesideIcon);
    setAutoRaise(true);
    setFixedHeight(Theme::ControlHeight);
    setIconSize({16, 16});
    setFocusPolicy(Qt::TabFocus);
    setToolTip(tr("Show what waits to be sent"));
    setAccessibleDescription(tr("The exchange with Capsule. Shows what waits to be sent."));
    m_syncingIsLong.setSingleShot(true);
    m_syncingIsLong.setInterval(300ms);
    connect(&m_syncingIsLong, &QTimer::timeout, this, &SyncChip::showState);
    showState();
}

void SyncChip::setState(const SyncState &state, const UnsentWork &unsent)
{
    m_state = state;
    m_unsent = unsent;
    if (state.phase != Phase::Syncing) {
        m_syncingIsLong.stop();
        showState();
    } else if (!m_syncingIsLong.isActive()) {
        m_syncingIsLong.start();
    }
}

void SyncChip::showState()
{
    const QString words = syncWords(m_state, m_unsent);
    setIcon(m_theme.icon(syncIconName(m_state, m_unsent), tintOf(m_state.phase, m_unsent)));
    setText(words);
    setAccessibleName(words);
}
