#include "accountmessage.h"

using namespace Qt::StringLiterals;
using Phase = SyncState::Phase;

namespace {
Message messageOfPhase(const AccountState &state)
{
    switch (state.sync.phase) {
    case Phase::SignInAgain:
        return {Message::Kind::Warning,
            MessageBar::tr("Capsule no longer accepts your token. Your changes are safe on this computer; sign in "
                           "again to send them."),
            MessageBar::tr("Sign In Again…"), false};
    case Phase::SignedOut:
        if (!state.signInIsDue)
            return {};
        return {Message::Kind::Warning,
            MessageBar::tr("You are not signed in. You can read and change everything; it is kept on this computer and "
                           "sent once you sign in."),
            MessageBar::tr("Sign In…"), false};
    case Phase::NotCapsule:
        return {Message::Kind::Warning,
            MessageBar::tr("Something other than Capsule answers on this network, which may want you to sign in. Your "
                           "changes are safe on this computer; open a web page, then check again."),
            MessageBar::tr("Check Again"), false};
    case Phase::DiskTrouble:
        return {Message::Kind::Trouble,
            MessageBar::tr("This computer could not store something. Nothing is sent until it can; make room on the "
                           "disk, then check again."),
            MessageBar::tr("Check Again"), false};
    case Phase::UpToDate:
    case Phase::Syncing:
    case Phase::FirstLoad:
    case Phase::Offline:
    case Phase::SlowedDown:
        return {};
    }
    Q_UNREACHABLE();
}

QList<Message> notes(const AccountState &state)
{
    QList<Message> list;
    if (state.draftsNotKept > 0)
        list << Message{Message::Kind::Trouble,
            MessageBar::tr("%n draft(s) could not be written to this disk and are in memory only. Free some space and "
                           "leave Counterpart open: it writes them as soon as it can.",
                nullptr, state.draftsNotKept),
            {}, false};
    if (!state.repairs.isEmpty())
        list << Message{Message::Kind::Trouble, state.repairs.join(u' '), {}, true};
    if (state.isDiskLow)
        list << Message{Message::Kind::Warning,
            MessageBar::tr("Less than 200 MB are free on the disk that holds your contacts. Everything saved so far is "
                           "safe; free some space, so that what you type next can be kept."),
            {}, true};
    if (state.sync.readOnly)
        list << Message{Message::Kind::Note, readOnlyReason(state.sync, false), MessageBar::tr("Sign In Again…"), true};
    if (state.tokenIsOnlyUntilQuit)
        list << Message{Message::Kind::Note,
            MessageBar::tr(
                "This computer’s keychain cannot be used, so you are signed in until you quit. Nothing else is lost."),
            {}, true};
    return list;
}
} // namespace

Message accountMessage(const AccountState &state)
{
    if (state.isNewer)
        return {Message::Kind::Warning, readOnlyReason(state.sync, true), {}, false};
    if (const Message message = messageOfPhase(state); !message.text.isEmpty())
        return message;
    const auto all = notes(state);
    for (const Message &note : all) {
        if (!state.closed.contains(note.text))
            return note;
    }
    return {};
}

QString readOnlyReason(const SyncState &state, bool isNewer)
{
    if (isNewer)
        return MessageBar::tr(
            "These contacts were last opened by a newer Counterpart. You can read them here; nothing is "
            "changed or sent until you install that version again.");
    return state.readOnly
        ? MessageBar::tr("Your token may read but not change anything. Sign in with one that may write to edit.")
        : QString();
}
