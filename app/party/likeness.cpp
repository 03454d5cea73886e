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

bool looksAlike(const QString &a, const QString &b)
{
    const auto bare = [](const QString &name) {
        QString letters;
        for (const QChar c : name.toCaseFolded().normalized(QString::NormalizationForm_KD)) {
            if (c.isLetterOrNumber())
                letters.append(c);
        }
        return letters;
    };
    QString shorter = bare(a);
    QString longer = bare(b);
    if (shorter.size() > longer.size())
        shorter.swap(longer);
    if (shorter == longer)
        return true;
    constexpr qsizetype tooShortToTell = 4;
    if (longer.size() - shorter.size() > 1 || shorter.size() < tooShortToTell)
        return false;
    // One letter added or another one: what is before and behind it must be the same.
    qsizetype same = 0;
    while (same < shorter.size() && shorter.at(same) == longer.at(same))
        ++same;
    const qsizetype skipped = longer.size() == shorter.size() ? 1 : 0;
    return QStringView(shorter).mid(same + skipped) == QStringView(longer).mid(same + 1);
}
