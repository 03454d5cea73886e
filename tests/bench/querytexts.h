#pragma once

#include <QByteArray>
#include <QList>
#include <QRandomGenerator>
#include <QString>

/// The folded text of every record, read from a replica, and texts to look for in it.
class QueryTexts
{
public:
    /// `replica` is the path of its file.
    explicit QueryTexts(const QString &replica);

    /// A text of `length` letters that begins, or goes on, a word of some record.
    QString hit(int length, QRandomGenerator &random) const;
    /// A text that no record holds, and that is found until its last letter.
    QString miss(QRandomGenerator &random) const;
    /// The floor: how many records hold the text, by one look at everything.
    qsizetype scan(const QString &text) const;

private:
    QByteArray m_texts; // parted by line feeds
};
