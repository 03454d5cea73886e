#pragma once

#include <QString>

/// What the bench asks the system about processes and files. Elsewhere than on Linux it does without.

/// The memory of this process that is in RAM, in bytes; 0 if unknown.
qint64 residentBytes();
/// The processor time a running process has used, in seconds; negative if unknown.
double processorSeconds(qint64 processId);
/// Writes a file's changes out and drops its pages from memory, so that the next reader has to go to the disk. False if
/// this system cannot.
bool dropFromMemory(const QString &file);
/// How many processes wanted a processor during the last minute; negative if unknown.
double loadOfMachine();
