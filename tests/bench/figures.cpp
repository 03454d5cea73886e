#include "bench/figures.h"

#include <algorithm>
#include <cmath>

using namespace Qt::StringLiterals;

Figures Figures::of(QList<double> samples)
{
    if (samples.isEmpty())
        return {};
    std::ranges::sort(samples);
    // The nearest rank: a value that was measured, not one between two.
    const auto quantile = [&samples](double share) {
        return samples.at(std::max<qsizetype>(0, qsizetype(std::ceil(share * double(samples.size()))) - 1));
    };
    const auto late = std::ranges::count_if(samples, [](double sample) { return sample > FrameMs; });
    return {samples.size(), quantile(0.5), quantile(0.99), quantile(0.999), samples.last(), late};
}

Figures Figures::fromJson(const QJsonObject &json)
{
    return {json["n"_L1].toInteger(), json["median"_L1].toDouble(), json["p99"_L1].toDouble(),
        json["p999"_L1].toDouble(), json["worst"_L1].toDouble(), json["late"_L1].toInteger()};
}

QJsonObject Figures::toJson() const
{
    return {{u"n"_s, qint64(n)}, {u"median"_s, median}, {u"p99"_s, p99}, {u"p999"_s, p999}, {u"worst"_s, worst},
        {u"late"_s, qint64(late)}};
}
