#include "sweep.h"

#include <QJsonDocument>
#include <QJsonObject>

using namespace Qt::StringLiterals;

Sweep::Step Sweep::step() const
{
    if (pages == 0)
        return Step::FirstPage;
    return next.isEmpty() ? Step::Deleted : Step::NextPage;
}

void Sweep::beginAnew()
{
    next.clear();
    pages = 0;
    loaded = 0;
}

QString Sweep::toMark() const
{
    const QJsonObject mark{
        {u"cursor"_s, cursor.toString(Qt::ISODate)},
        {u"next"_s, next.toString(QUrl::FullyEncoded)},
        {u"pages"_s, pages},
        {u"loaded"_s, loaded},
        {u"total"_s, total},
        {u"repeats"_s, repeats},
    };
    return QString::fromUtf8(QJsonDocument(mark).toJson(QJsonDocument::Compact));
}

Sweep Sweep::fromMark(const QString &mark)
{
    const QJsonObject json = QJsonDocument::fromJson(mark.toUtf8()).object();
    Sweep sweep;
    sweep.cursor = QDateTime::fromString(json["cursor"_L1].toString(), Qt::ISODate);
    if (!sweep.cursor.isValid())
        return {};
    sweep.next = QUrl(json["next"_L1].toString(), QUrl::StrictMode);
    sweep.pages = json["pages"_L1].toInt();
    sweep.loaded = json["loaded"_L1].toInt();
    sweep.total = json["total"_L1].toInt(-1);
    sweep.repeats = json["repeats"_L1].toInt();
    return sweep;
}
