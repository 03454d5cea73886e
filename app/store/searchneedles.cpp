#include "store/searchneedles.h"

#include "store/partyindex.h"

#include <algorithm>
#include <iterator>

using namespace Qt::StringLiterals;

bool hasDigitsOfItsOwn(const SearchNeedle &needle)
{
    return !needle.digits.isEmpty() && needle.digits != needle.literal;
}

bool isPhoneWord(const QString &word)
{
    bool hasDigit = false;
    for (const QChar c : word) {
        hasDigit = hasDigit || c.isDigit();
        if (!c.isDigit() && !"+()-./"_L1.contains(c))
            return false;
    }
    return hasDigit;
}

QByteArray digitsIn(const QByteArray &text)
{
    QByteArray digits;
    std::ranges::copy_if(text, std::back_inserter(digits), [](char c) { return c >= '0' && c <= '9'; });
    return digits;
}

QList<SearchNeedle> searchNeedlesIn(const QString &plain)
{
    QList<SearchNeedle> needles;
    bool continuesNumber = false;
    for (const QString &word :
        foldedForSearch(plain).remove(QChar::Null).simplified().split(QChar::Space, Qt::SkipEmptyParts)) {
        const bool isNumber = isPhoneWord(word);
        QString digits;
        if (isNumber)
            std::ranges::copy_if(word, std::back_inserter(digits), [](QChar c) { return c.isDigit(); });
        if (isNumber && continuesNumber) {
            needles.last().literal.append(' ' + word.toUtf8());
            needles.last().digits.append(digits.toUtf8());
            needles.last().typed.append(u' ' + word);
        } else {
            needles.append({word.toUtf8(), digits.toUtf8(), word});
        }
        continuesNumber = isNumber;
    }
    return needles;
}
