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
