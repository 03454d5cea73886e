#include "csv.h"

#include <algorithm>

using namespace Qt::StringLiterals;

namespace {
QByteArray cell(QString text)
{
    static const QString formulaStarts = u"=+-@\t\r"_s + QChar(0);
    if (!text.isEmpty() && formulaStarts.contains(text.front()))
        text.prepend(u'\'');
    QByteArray bytes = text.toUtf8();
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
