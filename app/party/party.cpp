#include "party/party.h"

#include <QtEndian>

namespace {
// Bytes 0 to 7 of every local id that carries Capsule's id: fixed, with version 8 in byte 6. Byte 8 holds the variant,
// and the id is in bytes 8 to 15, of which 54 bits are enough for 2^53.
constexpr quint64 Mark = 0x434f554e54508000; // "COUNTP", version 8
constexpr quint64 Variant = 0x8000000000000000;
constexpr quint64 VariantMask = 0xc000000000000000;
constexpr qint64 HighestId = qint64(1) << 53;
} // namespace

QString Party::displayName() const
{
    if (!isPerson())
        return name;
    if (firstName.isEmpty() || lastName.isEmpty())
        return firstName + lastName;
    return firstName + u' ' + lastName;
}

QUuid localIdOfServerId(qint64 serverId)
{
    Q_ASSERT(serverId > 0 && serverId <= HighestId);
    QByteArray bytes(16, '\0');
    qToBigEndian(Mark, bytes.data());
    qToBigEndian(Variant | static_cast<quint64>(serverId), bytes.data() + 8);
    return QUuid::fromRfc4122(bytes);
}

qint64 serverIdOfLocalId(const QUuid &localId)
{
    const QByteArray bytes = localId.toRfc4122();
    if (qFromBigEndian<quint64>(bytes.constData()) != Mark)
        return 0;
    const auto low = qFromBigEndian<quint64>(bytes.constData() + 8);
    const auto id = static_cast<qint64>(low & ~VariantMask);
    return (low & VariantMask) == Variant && id <= HighestId ? id : 0;
}
