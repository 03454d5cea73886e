#include "moment.h"

#include <QDateTime>
#include <QLocale>

#include <array>
#include <chrono>
#include <cstdio>

using namespace Qt::StringLiterals;

namespace capsule {

void appendTimestamp(QByteArray &bytes, qint64 secondsSinceEpoch)
{
    using namespace std::chrono;
    const sys_seconds moment{seconds{secondsSinceEpoch}};
    const auto midnight = floor<days>(moment);
    const year_month_day date{midnight};
    const hh_mm_ss time{moment - midnight};
    std::array<char, 40> text{};
    const int length = std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02dZ", int(date.year()),
        unsigned(date.month()), unsigned(date.day()), int(time.hours().count()), int(time.minutes().count()),
        int(time.seconds().count()));
    bytes.append(text.data(), length);
}

QByteArray httpDate(qint64 secondsSinceEpoch)
{
    const auto moment = QDateTime::fromSecsSinceEpoch(secondsSinceEpoch, Qt::UTC);
    return QLocale::c().toString(moment, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1();
}

std::optional<qint64> parseTimestamp(const QString &text)
{
    const QDateTime moment = QDateTime::fromString(text, Qt::ISODate);
    if (!moment.isValid() || !text.contains(u'T'))
        return {};
    return moment.timeSpec() == Qt::LocalTime ? QDateTime(moment.date(), moment.time(), Qt::UTC).toSecsSinceEpoch()
                                              : moment.toSecsSinceEpoch();
}

QDate dayOf(qint64 secondsSinceEpoch)
{
    return QDateTime::fromSecsSinceEpoch(secondsSinceEpoch, Qt::UTC).date();
}

} // namespace capsule
