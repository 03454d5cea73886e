#pragma once

#include <QJsonObject>
#include <QString>

namespace capsule {

class Service;

/// What the made-up account looks like.
struct Sample
{
    unsigned seed = 1; ///< the same seed gives the same account, as long as the clock does
    int parties = 200;
};

/// Fills an empty service with people and organisations that belong together, in several scripts, with tags, custom
/// fields of every type, entries, tasks, opportunities, projects, users and teams. All addresses end in the names
/// that RFC 2606 reserves.
void fillWithSample(Service &service, const Sample &sample);

/// Adds the records of `{"parties":[...]}`, in the shape of the wire, ids and times kept. Returns what is wrong with
/// the text, or an empty one; the records before the bad one stay.
QString loadParties(Service &service, const QByteArray &json);

} // namespace capsule
