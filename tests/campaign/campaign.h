#pragma once

#include <QByteArray>
#include <QtGlobal>

// How long a campaign goes on, and what it begins with.

/// True for the long run: COUNTERPART_CAMPAIGN=nightly.
inline bool isNightly()
{
    return qgetenv("COUNTERPART_CAMPAIGN") == "nightly";
}

/// The first seed: COUNTERPART_SEED, 1 unless set.
inline quint32 firstSeed()
{
    bool isSet = false;
    const int seed = qEnvironmentVariableIntValue("COUNTERPART_SEED", &isSet);
    return isSet ? quint32(seed) : 1;
}

/// How many seeds to try: COUNTERPART_SEEDS, else the one that COUNTERPART_SEED names, else what the size calls for.
inline quint32 seedCount(quint32 small, quint32 nightly)
{
    bool isSet = false;
    const int count = qEnvironmentVariableIntValue("COUNTERPART_SEEDS", &isSet);
    if (isSet)
        return quint32(count);
    return qEnvironmentVariableIsSet("COUNTERPART_SEED") ? 1 : isNightly() ? nightly : small;
}
