#pragma once

#include "call.h"

/// How records look on the wire (capsule-api.md section 8).
namespace capsule {

void writeParty(JsonWriter &json, const Call &call, const Party &party);
/// The visible parties for which the condition holds, in order of id.
template <class Condition>
QList<const Party *> visibleParties(const Account &account, Condition condition)
{
    QList<const Party *> hits;
    for (const auto &party : account.parties.rows()) {
        if (condition(*party) && !account.restricted.contains(party->id))
            hits.append(party.get());
    }
    return hits;
}
/// A page of these parties.
Answer partiesAnswer(const Call &call, const QList<const Party *> &parties);
/// The short form, or the private one for a restricted party; null for 0 (section 8.3).
void writePartyReference(JsonWriter &json, const Call &call, qint64 id);
void writeRestrictedParty(JsonWriter &json, const Party &party);
void writeUserReference(JsonWriter &json, const Account &account, qint64 id);
void writeTeamReference(JsonWriter &json, const Account &account, qint64 id);
/// `{id,name}` of an opportunity or project; null for 0.
void writeDealReference(JsonWriter &json, const Account &account, Kind kind, qint64 id);
void writeTag(JsonWriter &json, const Tag &tag);
/// The embedded `tags`, `fields` and `missingImportantFields`, as far as they were asked for.
void writeEmbeds(JsonWriter &json, const Call &call, Kind kind, const Record &record, const QString &captureKind);
/// The address a website row leads to, from service and user name (section 8.2).
QString websiteUrl(const Website &website);

} // namespace capsule
