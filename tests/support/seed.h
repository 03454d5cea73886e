#pragma once

#include <QRandomGenerator>
#include <QString>

/// The seed of a test that is another one each time, printed so that a failure can be run again: COUNTERPART_SEED, or
/// any.
inline quint32 printedSeed()
{
    bool isSet = false;
    const uint wanted = qEnvironmentVariable("COUNTERPART_SEED").toUInt(&isSet);
    const quint32 seed = isSet ? wanted : QRandomGenerator::global()->generate();
    qInfo("seed %u", seed);
    return seed;
}
