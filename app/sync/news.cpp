#include "news.h"

#include "store/partystore.h"
#include "sync/writelog.h"

namespace {

bool isHeld(const Party &party, const PartyStore &store)
{
    const QUuid localId = store.localId(party.id);
    const auto summary = store.index().summary(localId);
    if (!summary || summary->updatedAt != party.updatedAt)
        return false; // most are changed, and this needs no reading
    const auto held = store.party(localId);
    return held && held->isCreated && held->base == party;
}

} // namespace

QList<ReceivedParty> newsOf(
    const QList<ReceivedParty> &page, const PartyStore &store, const WriteLog &writes, quint64 writesBefore)
{
    QList<ReceivedParty> news = page;
    news.removeIf([&](const ReceivedParty &received) {
        return writes.wroteSince(writesBefore, received.party.id) || isFromBeforeItsEnd(received.party, store)
            || isHeld(received.party, store);
    });
    return news;
}

bool isFromBeforeItsEnd(const Party &party, const PartyStore &store)
{
    const QDateTime deletedAt = store.deletedAt(party.id);
    return deletedAt.isValid() && (!party.updatedAt.isValid() || party.updatedAt <= deletedAt);
}
