#pragma once

#include "message.h"

namespace capsule {

class Faults;
class Service;

/// Steers a running stand-in over HTTP, without a token:
///
/// | request | body | effect |
/// |---|---|---|
/// | POST /control/faults | {"faults":[...]} | adds faults (see Faults::addJson) |
/// | DELETE /control/faults | | takes them all away |
/// | GET /control/requests | | {"requests":[{method,path,status,fault}]} |
/// | POST /control/advance | {"seconds":n} | moves the clock ahead |
/// | POST /control/restrict | {"id":n} | hides a party from the token's user |
/// | POST /control/options | {"deleteAsJob":true,...} | turns switches of Options |
Answer control(Service &service, Faults &faults, const Request &request);

/// Turns the switches named in the JSON object; returns the first name that is no switch, or an empty text.
QString turnSwitches(Service &service, const QByteArray &json);

} // namespace capsule
