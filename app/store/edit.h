#pragma once

#include "party/party.h"

/// What somebody changed: from `base` to `edited`.
struct Edit
{
    Party base;
    Party edited;
};

/// The same edit begun from `theirs`, a newer state of the record. The new base is `theirs`, except in the values that
/// both sides changed: there it keeps the old ones, so that the conflict is still seen when the edit is sent
/// (reliability.md section 5). Rows without an id that `theirs` holds with one take that id, so that they are changed
/// or removed from now on and never added twice (reliability.md section 4).
Edit carriedOver(const Edit &edit, const Party &theirs);

/// True if sending the edit would change anything; read-only values do not count.
bool changesAnything(const Edit &edit);
