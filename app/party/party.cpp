#include "party.h"

#include "highestid.h"

namespace {

// "Counter" in ASCII; with version 8 and the variant of RFC 9562 it leaves 62 bits for the id, which needs 54.
constexpr uint Mark1 = 0x436f756e;
constexpr ushort Mark2 = 0x7465;
constexpr ushort VersionAndMark3 = 0x8072;
constexpr uchar Variant = 0x80;

} // namespace

QString Party::displayName() const
{
    if (!isPerson())
        return name;
    return (firstName + QChar::Space + lastName).trimmed();
}

QUuid localIdOfServerId(qint64 serverId)
{
    Q_ASSERT(serverId >= 1 && serverId <= HighestId);
    const auto byte = [serverId](int place) {
        return static_cast<uchar>(serverId >> (8 * place));
    };
    return {Mark1, Mark2, VersionAndMark3, Variant, byte(6), byte(5), byte(4), byte(3), byte(2), byte(1), byte(0)};
}

qint64 serverIdOfLocalId(const QUuid &localId)
{
    if (localId.data1 != Mark1 || localId.data2 != Mark2 || localId.data3 != VersionAndMark3
        || localId.data4[0] != Variant)
        return 0;
    qint64 id = 0;
    for (int place = 1; place < 8; ++place)
        id = (id << 8) | localId.data4[place];
    return id <= HighestId ? id : 0;
}
