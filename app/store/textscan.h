#pragma once

#include <QByteArrayView>

/// Finds a needle again and again in a large text: the two rarest of its letters lead, sixteen places at a time where
/// the processor can.
class TextScan
{
public:
    /// `needle` holds at least one byte; both are borrowed.
    TextScan(QByteArrayView text, QByteArrayView needle);

    /// Where the needle begins next, at `from` (0 to the text's size) or later; -1 for nowhere.
    qsizetype next(qsizetype from) const;

private:
    qsizetype nextByBytes(qsizetype from) const;
    bool isAt(qsizetype place) const;

    QByteArrayView m_text;
    QByteArrayView m_needle;
    qsizetype m_lead = 0; ///< of the rarest letter in the needle
    qsizetype m_second = 0; ///< of another rare one, or the same in a needle of one
};
