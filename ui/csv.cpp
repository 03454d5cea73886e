#include "csv.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
QByteArray cell(const QString &text)
{
    QByteArray bytes = withoutFormula(text).toUtf8();
    const bool needsQuotes
        = std::ranges::any_of(bytes, [](char c) { return c == '"' || c == ',' || c == '\r' || c == '\n'; });
    return needsQuotes ? '"' + bytes.replace('"', "\"\"") + '"' : bytes;
}
} // namespace

QByteArray csvLine(const QStringList &cells)
{
    QByteArrayList encoded;
    for (const QString &text : cells)
        encoded.append(cell(text));
    return encoded.join(',') + "\r\n";
}

QString withoutFormula(const QString &text)
{
    static const QString formulaStarts = u"=+-@\t\r"_s + QChar(0);
    return !text.isEmpty() && formulaStarts.contains(text.front()) ? u'\'' + text : text;
}
