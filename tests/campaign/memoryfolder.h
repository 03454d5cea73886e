#pragma once

#include <QFileInfo>

/// Puts temporary folders into memory where the system has a place for that. What a killed program wrote is there all
/// the same, and no campaign here waits for a disk.
inline void keepFilesInMemory()
{
    const QFileInfo memory(QStringLiteral("/dev/shm"));
    if (memory.isDir() && memory.isWritable() && !qEnvironmentVariableIsSet("TMPDIR"))
        qputenv("TMPDIR", "/dev/shm");
}
