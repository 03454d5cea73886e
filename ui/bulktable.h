#pragma once

#include <QAbstractTableModel>
#include <QList>
#include <QUuid>

class QTableView;
class Theme;

/// A record in a rehearsal or a report.
struct BulkLine
{
    QUuid localId;
    QString name;
    QString was;
    QString willBe;
    QString note; ///< why it is skipped, or what became of it
    bool isSkipped = false;
    bool operator==(const BulkLine &) const = default;
};

/// The rows of a rehearsal or a report: record, was, will be, and what else there is to say.
class BulkTable : public QAbstractTableModel
{
    Q_OBJECT

public:
    enum Column { RecordColumn, WasColumn, WillBeColumn, NoteColumn, ColumnCount };
    enum class Purpose { Rehearsal, Report };

    /// Borrows `theme`.
    explicit BulkTable(const Theme &theme, QObject *parent = nullptr);

    void setLines(Purpose purpose, const QList<BulkLine> &lines);
    void append(const QList<BulkLine> &lines);
    const QList<BulkLine> &lines() const { return m_lines; }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

    /// A view of it in the window's style.
    QTableView *makeView(const char *name, QWidget *parent);

private:
    const Theme &m_theme;
    QList<BulkLine> m_lines;
    Purpose m_purpose = Purpose::Rehearsal;
};
