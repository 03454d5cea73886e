#pragma once

#include "party/party.h"

#include <rapidcheck.h>

#include <ostream>

// Parties for properties. The pools are small, so that both sides of a rebase often choose the same value.

/// A party as somebody types it in, which the service of partyworld.h accepts: no ids of its own, tags and fields told.
rc::Gen<Party> typedParty();
/// A party as Capsule tells it: every row has an id, no row is blank.
rc::Gen<Party> storedParty();
/// What a form may make of `base`: texts and rows changed, emptied, removed and added, also blank rows. It still has a
/// name.
rc::Gen<Party> editOf(const Party &base);
/// What somebody else may have made of `base`, as Capsule tells it then.
rc::Gen<Party> storedEditOf(const Party &base);
/// Any value at all: any text, keys that do not fit the type, rows without ids, tags and fields untold.
rc::Gen<Party> anyParty();

/// As Capsule keeps an edited party: blank rows and empty fields are gone, what is new has an id, from `firstId` up.
Party stored(const Party &edited, qint64 firstId = 3000);
/// Everything that a person would notice, in a fixed order: no row ids, no blank rows, no labels, nothing read only.
Party essence(const Party &party);

std::ostream &operator<<(std::ostream &stream, const Party &party);
