#pragma once

#include <QByteArray>
#include <QList>
#include <QString>

/// What a plain word of a search looks for in what is searched of a row: its literal form, or its digits in those of a
/// phone number. Both are folded UTF-8.
struct SearchNeedle
{
    QByteArray literal;
    QByteArray digits;
    QString typed; ///< the word, or the words of one number
};

/// The needles of plain words, in the order they were typed; words that can be parts of a phone number and follow each
/// other are one.
QList<SearchNeedle> searchNeedlesIn(const QString &plain);
bool hasDigitsOfItsOwn(const SearchNeedle &needle);
/// Digits and what stands between them in phone numbers, nothing else.
bool isPhoneWord(const QString &word);
QByteArray digitsIn(const QByteArray &text);
