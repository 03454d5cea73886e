#pragma once

#include "messagebar.h"
#include "sync/syncengine.h"

/// What decides the banner over the panes.
struct AccountState
{
    SyncState sync;
    bool tokenIsOnlyUntilQuit = false;
    bool signInIsDue = false; ///< nobody is signed in, and not just because the keychain has not answered yet
    bool isNewer = false; ///< the files are a newer program's, and open only to be read
    int draftsNotKept = 0; ///< that the disk refused; not those of private mode
    bool isDiskLow = false;
    QStringList repairs; ///< what opening the files had to mend, as sentences
    QStringList closed; ///< texts the person has closed
};

/// The one message about the whole account that matters most now; with an empty text if there is none. Trouble that the
/// person can end comes before notes.
Message accountMessage(const AccountState &state);

/// Why nothing can be edited, with this sign-in or in files of a newer program; empty if it can.
QString readOnlyReason(const SyncState &state, bool isNewer);
