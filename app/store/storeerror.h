#pragma once

#include <QString>

/// Why something could not be put on or read from this computer's disk.
struct StoreError
{
    enum class Kind {
        DiskFull,
        ReadOnly, ///< folder or file cannot be written
        Damaged, ///< the file does not hold what was written into it
        Newer, ///< written by a newer version of the program
        InUse, ///< another instance has it open
        Other,
    };
    Kind kind = Kind::Other;
    QString detail; ///< SQLite's words or ours, for "Details" and the log; no data of any record
};
