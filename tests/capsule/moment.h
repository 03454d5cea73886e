#pragma once

#include <QByteArray>
#include <QDate>
#include <QString>

#include <optional>

namespace capsule {

/// Appends `2015-09-15T10:43:23Z` (capsule-api.md section 1).
void appendTimestamp(QByteArray &bytes, qint64 secondsSinceEpoch);

/// The date form of HTTP, `Tue, 15 Sep 2015 10:43:23 GMT` (RFC 9110 section 5.6.7).
QByteArray httpDate(qint64 secondsSinceEpoch);

/// Seconds since 1970 of an ISO 8601 date and time with `Z` or an offset; nothing if it is no such text.
std::optional<qint64> parseTimestamp(const QString &text);

/// The UTC day of a moment.
QDate dayOf(qint64 secondsSinceEpoch);

} // namespace capsule
