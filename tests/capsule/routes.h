#pragma once

#include "call.h"

namespace capsule {

/// Leads a request to its endpoint; 404 for an unknown path, 405 for a known one with another method
/// (capsule-api.md section 3).
Answer route(Call &call, const QByteArray &path);

} // namespace capsule
