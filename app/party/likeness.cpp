#include "likeness.h"

using namespace Qt::StringLiterals;

namespace {

QString normalised(const QString &text)
{
    const QString plain = text.simplified();
    return plain == "USA"_L1 ? u"United States"_s : plain;
}

} // namespace

bool isAlike(const QString &a, const QString &b)
{
    return a == b || normalised(a) == normalised(b);
}

bool isAlike(const Tag &a, const Tag &b)
{
    if (a.id != 0 && b.id != 0)
        return a.id == b.id;
    return a.name.simplified().compare(b.name.simplified(), Qt::CaseInsensitive) == 0;
}
