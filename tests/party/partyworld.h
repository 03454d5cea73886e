#pragma once

#include "party/party.h"

#include <QJsonObject>

namespace capsule {
class Service;
}

// A small account that the generators draw from: what they use, the stand-in knows under the same ids. Users 1 and 2
// (who is in both teams), team 1 (both users) and 2 (user 2 only), tags 1 to 3, definitions 1 to 5, organisations 1
// and 2.

namespace world {

extern const QList<Tag> tags;
extern const QList<OrganisationRef> organisations;
extern const QStringList listOptions;
enum Definition { Text = 1, Number, Tick, Date, List };

/// Puts all of it into an empty service.
void furnish(capsule::Service &service);

/// Creates the party in the service and gives back what a GET tells of it.
Party created(capsule::Service &service, const Party &party);
/// Sends the body of a PUT and gives back what a GET tells afterwards. An empty body is not sent. Throws the service's
/// words as std::runtime_error if it refuses, so that a property fails with them.
Party updated(capsule::Service &service, qint64 id, const QJsonObject &body);
/// What a GET tells.
Party read(capsule::Service &service, qint64 id);

} // namespace world
