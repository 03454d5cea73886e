#pragma once

#include <QDateTime>
#include <QString>
#include <QUrl>

/// How far a pull has come: over all records (the first load) or over what changed since some time.
struct Sweep
{
    enum class Step { FirstPage, NextPage, Deleted };

    QDateTime since; ///< by the service's clock; invalid: all records
    QDateTime
        cursor; ///< the Date of the first response less the margin: where the next sweep begins; invalid before it
    QUrl next; ///< the page to be read next; empty before the first and after the last
    int pages = 0; ///< stored in this round
    int loaded = 0; ///< records in this round
    int total = -1; ///< of how many; -1 if not told
    int repeats = 0; ///< rounds begun anew since records slipped

    bool isWalk() const { return !since.isValid(); }
    Step step() const;
    /// Back to the first page. The cursor stays: it may be early, never late.
    void beginAnew();

    /// The mark a first load leaves after each page, and its opposite; nothing usable gives a sweep that begins anew.
    QString toMark() const;
    static Sweep fromMark(const QString &mark);

    bool operator==(const Sweep &) const = default;
};
