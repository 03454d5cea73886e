#pragma once

#include <QtGlobal>

/// Ids of Capsule are 1 to this: what a number of JSON carries without loss (RFC 8259 section 6).
constexpr qint64 HighestId = Q_INT64_C(1) << 53;
