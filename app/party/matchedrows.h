#pragma once

#include "likeness.h"

#include <QSet>
#include <QStringList>

// Two states of a list side by side. Rows match by id. A row that Capsule has not numbered yet is known by its values,
// and what then remains without id on both sides, equally many, is matched in order.

/// A row as it was and as it is; one of them may be missing. `key` is its stable name (see FieldChange), empty for an
/// added row that is blank and so not there at all.
template <typename Row>
struct MatchedRow
{
    const Row *was = nullptr;
    const Row *is = nullptr;
    QString key = {};

    /// Capsule's id of the row, 0 if it has none.
    qint64 id() const { return was && was->id != 0 ? was->id : is && !isAddition() ? is->id : 0; }
    bool isAddition() const { return !was; }
    /// Gone, or emptied, which Capsule refuses and a person means as gone.
    bool isRemoval() const { return was && (!is || (isBlank(*is) && !isBlank(*was))); }
    bool isChange() const { return was && is && !isRemoval() && !readsTheSame(*was, *is); }
    /// Whether anything of it would be told to a person.
    bool isDifference() const { return isAddition() ? !isBlank(*is) : isRemoval() || isChange(); }
};

/// The matched rows of a list, in the order of `is`, with what is gone behind. They point into both lists, which must
/// outlive them.
template <typename Row>
class MatchedRows
{
public:
    MatchedRows(const QList<Row> &was, const QList<Row> &is)
    {
        m_partner.fill(-1, is.size());
        m_free.fill(true, was.size());
        match(was, is, [](const Row &a, const Row &b) { return a.id != 0 && a.id == b.id; });
        match(was, is, [](const Row &a, const Row &b) { return a.id == 0 && isAlike(a, b); });
        matchRestInOrder(was, is);
        collect(was, is);
    }

    auto begin() const { return m_rows.begin(); }
    auto end() const { return m_rows.end(); }

    /// The row of `was` with what became of it.
    const MatchedRow<Row> *find(const Row *was) const
    {
        const auto at = std::find_if(begin(), end(), [was](const MatchedRow<Row> &row) { return row.was == was; });
        return at == end() ? nullptr : &*at;
    }

private:
    template <typename Same>
    void match(const QList<Row> &was, const QList<Row> &is, Same same)
    {
        for (qsizetype i = 0; i < is.size(); ++i) {
            for (qsizetype j = 0; m_partner[i] < 0 && j < was.size(); ++j) {
                if (m_free[j] && same(was[j], is[i]))
                    join(j, i);
            }
        }
    }

    void matchRestInOrder(const QList<Row> &was, const QList<Row> &is)
    {
        QList<qsizetype> before;
        QList<qsizetype> after;
        for (qsizetype j = 0; j < was.size(); ++j) {
            if (m_free[j] && was[j].id == 0)
                before.append(j);
        }
        for (qsizetype i = 0; i < is.size(); ++i) {
            if (m_partner[i] < 0 && is[i].id == 0)
                after.append(i);
        }
        for (qsizetype k = 0; before.size() == after.size() && k < before.size(); ++k)
            join(before[k], after[k]);
    }

    void join(qsizetype before, qsizetype after)
    {
        m_partner[after] = before;
        m_free[before] = false;
    }

    void collect(const QList<Row> &was, const QList<Row> &is)
    {
        const QString list = RowKeys<Row>::key + QLatin1Char('/');
        int additions = 0;
        for (qsizetype i = 0; i < is.size(); ++i) {
            const qsizetype j = m_partner[i];
            MatchedRow<Row> row{j < 0 ? nullptr : &was[j], &is[i]};
            if (row.id() != 0)
                row.key = list + QString::number(row.id());
            else if (!row.isAddition())
                row.key = list + QLatin1Char('~') + QString::number(j);
            else if (!isBlank(is[i]))
                row.key = list + QLatin1Char('+') + QString::number(additions++);
            m_rows.append(row);
        }
        for (qsizetype j = 0; j < was.size(); ++j) {
            if (m_free[j])
                m_rows.append({&was[j], nullptr, list + nameOfGone(was[j], j)});
        }
    }

    static QString nameOfGone(const Row &row, qsizetype place)
    {
        return row.id != 0 ? QString::number(row.id) : QLatin1Char('~') + QString::number(place);
    }

    QList<MatchedRow<Row>> m_rows;
    QList<qsizetype> m_partner; ///< for each row of `is`: its place in `was`, or -1
    QList<bool> m_free; ///< for each row of `was`: not matched yet
};
