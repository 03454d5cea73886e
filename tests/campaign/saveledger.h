#pragma once

#include "party/party.h"

#include <QHash>
#include <QList>
#include <QSet>
#include <QString>

#include <functional>
#include <utility>

/// A value of a record as people read it, and the field it stands in.
struct Value
{
    QString field;
    QString text;
    bool operator==(const Value &) const = default;
};
using Values = QList<Value>;

/// What the simulation looks at of a party. Each row and each tag is a value of its own, an address is two.
Values valuesOf(const Party &party);
/// The values of `a` that `b` has not.
Values without(const Values &a, const Values &b);
/// True if the value is among them; without text: if its field has no value.
bool holds(const Values &values, const Value &value);
/// True for fields of which a record has any number of values.
bool isList(const QString &field);
/// The unique name that a record keeps for ever, by which everybody here knows it.
QString nameOf(const Party &party);

/// What everybody saved, in order, with what in view; and in the end what became of it.
///
/// A value that was saved is in the final record, or somebody let it go knowingly: saved something else, or deleted the
/// record, with it on the screen; chose another value in a conflict; gave the entry up. Only what Capsule took in the
/// moment between a computer's look at the record and its write can be overwritten unseen, and then a history tells.
class SaveLedger
{
public:
    struct Save
    {
        int who = 0;
        QString record;
        QString field;
        QString was; ///< on the screen in its place; empty for an addition
        QString value; ///< empty for a removal
    };
    void saved(const Save &save) { m_saves[save.record].append(save); }
    /// A user took away one of several places where the record on the screen had this value.
    void tookOneAway(int who, const QString &record, const Value &value) { m_tookOne[record].append({who, value}); }
    /// A user decided against these words, which hold one value or several.
    void gaveUp(const QString &record, const QString &words) { m_givenUp[record].append(words); }
    /// A user deleted the record, with this in view.
    void deleted(const QString &record, const Values &inView) { m_deleted[record] += inView; }
    /// A computer overwrote this, which Capsule took after the computer had looked.
    void raced(const QString &record, const Value &value) { m_raced[record].append(value); }
    /// A computer brought this again, since it could not know that it had arrived and was taken away. The record as a
    /// whole is an empty value.
    void resent(const QString &record, const Value &value) { m_resent[record].append(value); }
    bool isMadeAgain(const QString &record) const { return m_resent.value(record).contains(Value()); }
    /// A user wanted removed values back after all.
    void broughtBack(const QString &record, const QStringList &texts) { m_broughtBack[record] += texts; }
    /// Made and given up before Capsule had it.
    void cancelled(const QString &record, const Values &inView) { m_deleted[record] += inView; }

    /// Whether the user of that computer asked for this value to come, or to go.
    bool wanted(int who, const QString &record, const Value &value) const;
    bool wantedGone(int who, const QString &record, const Value &value) const;

    /// True if a history tells that this value of the record was overwritten or deleted.
    using Told = std::function<bool(const QString &record, const Value &value)>;
    /// What is wrong with the final records, by name; empty if nothing is. `browser` is who works in Capsule itself.
    QString firstWrong(const QHash<QString, Values> &finals, int browser, const Told &told) const;

    int saves() const;

private:
    QString fault(const QList<Save> &saves, qsizetype at, const QHash<QString, Values> &finals, int browser,
        const Told &told) const;
    bool isGivenUp(const QString &record, const QString &text) const;

    QHash<QString, QList<Save>> m_saves; ///< by record, in order
    QHash<QString, QList<std::pair<int, Value>>> m_tookOne;
    QHash<QString, QStringList> m_givenUp;
    QHash<QString, Values> m_deleted;
    QHash<QString, Values> m_raced;
    QHash<QString, Values> m_resent;
    QHash<QString, QStringList> m_broughtBack;
};
