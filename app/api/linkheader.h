#pragma once

#include <QByteArrayView>
#include <QLatin1StringView>
#include <QString>

#include <optional>

/// The target of the first link with this relation in a Link header (RFC 8288 section 3), as it is written there,
/// perhaps relative. Relations and parameter names match without regard to case; a link about another resource
/// (`anchor`) is passed over. Nothing if there is no such link or the header is broken before it.
std::optional<QString> linkTarget(QByteArrayView header, QLatin1StringView relation);
