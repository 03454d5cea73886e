#pragma once

#include <chrono>
#include <functional>

class QObject;

/// Whether the system's keychain can be used now (reliability.md section 9).
enum class KeychainState {
    Ready,
    Locked, ///< it exists and wants to be unlocked
    NoneYet, ///< a service runs but has no default keyring yet
    NoService, ///< nothing answers
};

using KeychainStateCallback = std::function<void(KeychainState)>;

/// Looks at the keychain without prompting. Answers from the event loop, unless `context` is gone by then.
void checkKeychain(QObject *context, KeychainStateCallback callback);

/// Asks the system to unlock its default keyring, or to make one where there is none yet; either may show the system's
/// own prompt. Answers as above with the state afterwards; a prompt that is not answered within `patience` is left on
/// screen and its outcome ignored.
void unlockKeychain(std::chrono::milliseconds patience, QObject *context, const KeychainStateCallback &callback);
