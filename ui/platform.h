#pragma once

/// Keeps what this process writes and leaves behind to the person who started it: files are made readable for their
/// owner alone and, in a release build, a crash leaves no memory image (reliability.md sections 11 and 12). First thing
/// in main().
void keepProcessPrivate();
