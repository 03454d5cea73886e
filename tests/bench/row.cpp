#include "bench/row.h"

using namespace Qt::StringLiterals;

namespace {

double ratioOf(double measured, double floor)
{
    return floor > 0 ? measured / floor : 0;
}

QString numberText(double value)
{
    return QString::number(value, 'f', value < 10 ? 2 : value < 100 ? 1 : 0);
}

QString aimText(const Row &row)
{
    switch (row.judged) {
    case Row::Judged::MedianRatio:
        return u"ratio %1"_s.arg(row.aim);
    case Row::Judged::P99Ratio:
        return u"p99 ratio %1"_s.arg(row.aim);
    case Row::Judged::P99:
        return u"p99 %1 %2"_s.arg(row.aim).arg(row.unit);
    case Row::Judged::P999:
        return u"p99.9 %1 %2"_s.arg(row.aim).arg(row.unit);
    case Row::Judged::Median:
        return u"%1 %2"_s.arg(row.aim).arg(row.unit);
    }
    Q_UNREACHABLE();
}

QStringList cellsOf(const Row &row)
{
    const bool isByRatio = row.judged == Row::Judged::MedianRatio || row.judged == Row::Judged::P99Ratio;
    const QString tail = row.judged == Row::Judged::P999 ? u"p99.9 %1"_s.arg(numberText(row.measured.p999))
                                                         : numberText(row.measured.p99);
    return {row.name, row.unit, QString::number(row.measured.n), numberText(row.measured.median), tail,
        row.floor ? numberText(row.floor->median) : u"-"_s,
        isByRatio ? numberText(row.judgedValue())
            : row.floor && row.floor->median > 0
            ? u"(%1)"_s.arg(numberText(ratioOf(row.measured.median, row.floor->median)))
            : u"-"_s,
        aimText(row), row.isMet() ? u"met"_s : u"NOT MET"_s};
}

QString lineOf(const QStringList &cells, const QList<qsizetype> &widths)
{
    QString line;
    for (qsizetype i = 0; i < cells.size(); ++i) {
        const bool isText = i < 2 || i >= cells.size() - 2;
        line += (isText ? cells[i].leftJustified(widths[i]) : cells[i].rightJustified(widths[i])) + u"  "_s;
    }
    return line.trimmed() + u'\n';
}

} // namespace

double Row::judgedValue() const
{
    switch (judged) {
    case Judged::MedianRatio:
        return floor ? ratioOf(measured.median, floor->median) : 0;
    case Judged::P99Ratio:
        return floor ? ratioOf(measured.p99, floor->p99) : 0;
    case Judged::P99:
        return measured.p99;
    case Judged::P999:
        return measured.p999;
    case Judged::Median:
        return measured.median;
    }
    Q_UNREACHABLE();
}

QJsonObject Row::toJson() const
{
    QJsonObject json{{u"parties"_s, parties}, {u"row"_s, name}, {u"unit"_s, unit}, {u"measured"_s, measured.toJson()},
        {u"aim"_s, aimText(*this)}, {u"judged"_s, judgedValue()}, {u"limit"_s, aim}, {u"met"_s, isMet()},
        {u"note"_s, note}};
    if (floor) {
        json.insert(u"floor"_s, floor->toJson());
        json.insert(u"floorIs"_s, floorName);
        json.insert(u"ratio"_s, ratioOf(measured.median, floor->median));
    }
    return json;
}

QString tableOf(const QList<Row> &rows)
{
    QList<QStringList> lines{
        {u"row"_s, {}, u"n"_s, u"median"_s, u"p99"_s, u"floor"_s, u"ratio"_s, u"aim"_s, u"verdict"_s}};
    for (const Row &row : rows)
        lines.append(cellsOf(row));
    QList<qsizetype> widths(lines.first().size());
    for (const QStringList &cells : lines) {
        for (qsizetype i = 0; i < cells.size(); ++i)
            widths[i] = std::max(widths[i], cells[i].size());
    }
    QString text;
    for (const QStringList &cells : lines)
        text += lineOf(cells, widths);
    for (const Row &row : rows) {
        QStringList words;
        if (row.floor)
            words.append(u"floor: "_s + row.floorName);
        if (!row.note.isEmpty())
            words.append(row.note);
        text += u"  %1: %2\n"_s.arg(row.name, words.join(u"; "_s));
    }
    return text;
}
