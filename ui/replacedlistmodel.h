#pragma once

#include <QAbstractListModel>
#include <QList>

#include <algorithm>

/// A list model whose rows come as a whole, again and again: views are told only what came and went between the ends
/// that stayed the same. Rows tell by key() which of them are the same.
template <typename Row>
class ReplacedListModel : public QAbstractListModel
{
public:
    using QAbstractListModel::QAbstractListModel;

    int rowCount(const QModelIndex &parent = {}) const override
    {
        return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
    }
    const Row &rowAt(int row) const { return m_rows.at(row); }
    const QList<Row> &rows() const { return m_rows; }

protected:
    void replaceRows(const QList<Row> &rows)
    {
        const auto isSame = [](const Row &a, const Row &b) {
            return a.key() == b.key();
        };
        const auto shorter = std::min(m_rows.size(), rows.size());
        qsizetype head = 0;
        while (head < shorter && isSame(m_rows.at(head), rows.at(head)))
            ++head;
        qsizetype tail = 0;
        while (tail < shorter - head && isSame(m_rows.at(m_rows.size() - 1 - tail), rows.at(rows.size() - 1 - tail)))
            ++tail;
        if (const qsizetype gone = m_rows.size() - tail - head; gone > 0) {
            beginRemoveRows({}, static_cast<int>(head), static_cast<int>(head + gone - 1));
            m_rows.remove(head, gone);
            endRemoveRows();
        }
        if (const qsizetype come = rows.size() - tail - head; come > 0) {
            beginInsertRows({}, static_cast<int>(head), static_cast<int>(head + come - 1));
            m_rows = rows;
            endInsertRows();
        }
        m_rows = rows;
        if (!m_rows.isEmpty())
            Q_EMIT dataChanged(index(0), index(rowCount() - 1));
    }

private:
    QList<Row> m_rows;
};
