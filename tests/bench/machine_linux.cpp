#include "bench/machine.h"

#include <QFile>

#include <cstdlib>
#include <ctime>
#include <fcntl.h>
#include <unistd.h>

using namespace Qt::StringLiterals;

qint64 residentBytes()
{
    QFile file(u"/proc/self/statm"_s);
    if (!file.open(QIODevice::ReadOnly))
        return 0;
    return file.readAll().split(' ').value(1).toLongLong() * sysconf(_SC_PAGESIZE);
}

double processorSeconds(qint64 processId)
{
    clockid_t clock = 0;
    timespec time{};
    if (clock_getcpuclockid(pid_t(processId), &clock) != 0 || clock_gettime(clock, &time) != 0)
        return -1;
    return double(time.tv_sec) + double(time.tv_nsec) / 1e9;
}

bool dropFromMemory(const QString &file)
{
    const int descriptor = ::open(QFile::encodeName(file).constData(), O_RDONLY | O_CLOEXEC);
    if (descriptor < 0)
        return false;
    const bool isDropped = ::fdatasync(descriptor) == 0 && ::posix_fadvise(descriptor, 0, 0, POSIX_FADV_DONTNEED) == 0;
    ::close(descriptor);
    return isDropped;
}

double loadOfMachine()
{
    double load = 0;
    return ::getloadavg(&load, 1) == 1 ? load : -1;
}
