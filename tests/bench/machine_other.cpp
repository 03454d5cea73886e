#include "bench/machine.h"

qint64 residentBytes()
{
    return 0;
}

double processorSeconds(qint64)
{
    return -1;
}

bool dropFromMemory(const QString &)
{
    return false;
}

double loadOfMachine()
{
    return -1;
}
