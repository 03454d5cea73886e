#include "platform.h"

#include <windows.h>

void keepProcessPrivate()
{
    // New files take the rights of their folder, and the person's own profile is closed to others already.
#ifdef NDEBUG
    SetErrorMode(SEM_FAILCRITICALERRORS | SEM_NOGPFAULTERRORBOX);
#endif
}
