#pragma once

#include "party.h"

#include <QByteArray>

/// The record as a vCard 4.0 (RFC 6350), lines folded at 75 octets. Custom fields and the owner have no place in one
/// and are left out; tags are its categories, and notes are not part of a Party. No UID: the card is a copy, not the
/// record.
QByteArray vCard(const Party &party);
