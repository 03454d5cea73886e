#pragma once

#include <QtGlobal>

class QString;

// The disk that a folder is on.

/// True for a folder on another computer, where SQLite's locks do not hold and a commit may be lost (reliability.md
/// section 12). `path` is absolute; `device` and `fileSystemType` are as QStorageInfo has them for it.
bool isOnNetwork(const QString &path, const QString &device, const QString &fileSystemType);
/// The same, asking the system; false where that cannot tell.
bool isOnNetwork(const QString &path);

/// The bytes that are free for this user on the disk of `path`; -1 where the system cannot tell.
qint64 bytesFree(const QString &path);
