#include "bulktable.h"

#include "plaintext.h"
#include "theme.h"

#include <QHeaderView>
#include <QTableView>

using namespace Qt::StringLiterals;

BulkTable::BulkTable(const Theme &theme, QObject *parent)
    : QAbstractTableModel(parent)
    , m_theme(theme)
{
}

void BulkTable::setLines(Purpose purpose, const QList<BulkLine> &lines)
{
    if (purpose == m_purpose && lines == m_lines)
        return;
    if (purpose == m_purpose && lines.size() == m_lines.size()) { // the place in the table stays
        m_lines = lines;
        return Q_EMIT dataChanged(index(0, 0), index(static_cast<int>(lines.size()) - 1, ColumnCount - 1));
    }
    beginResetModel();
    m_purpose = purpose;
    m_lines = lines;
    endResetModel();
}

void BulkTable::append(const QList<BulkLine> &lines)
{
    if (lines.isEmpty())
        return;
    const auto first = static_cast<int>(m_lines.size());
    beginInsertRows({}, first, first + static_cast<int>(lines.size()) - 1);
    m_lines += lines;
    endInsertRows();
}

int BulkTable::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

int BulkTable::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant BulkTable::data(const QModelIndex &index, int role) const
{
    if (!index.isValid())
        return {};
    const BulkLine &line = m_lines[index.row()];
    if (role == Qt::ForegroundRole)
        return m_theme.color(line.isSkipped ? Theme::Token::MutedText : Theme::Token::Text);
    if (role == Qt::AccessibleTextRole) {
        QStringList parts{line.name, line.was, line.willBe, line.note};
        parts.removeAll(QString());
        return parts.join(u", "_s);
    }
    if (role != Qt::DisplayRole && role != Qt::ToolTipRole)
        return {};
    const QString text = index.column() == RecordColumn ? line.name
        : index.column() == WasColumn                   ? line.was
        : index.column() == WillBeColumn                ? line.willBe
                                                        : line.note;
    return role == Qt::ToolTipRole ? plainToolTip(text) : text;
}

QVariant BulkTable::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (section) {
    case RecordColumn:
        return tr("Record");
    case WasColumn:
        //: Column: the value before a change
        return tr("Was");
    case WillBeColumn:
        //: Columns: the value after a change that is to be made, and after one that was made
        return m_purpose == Purpose::Rehearsal ? tr("Will be") : tr("Now");
    default:
        //: Columns: why a record is left alone, and what became of a record
        return m_purpose == Purpose::Rehearsal ? tr("Skipped because") : tr("Result");
    }
}

QTableView *BulkTable::makeView(const char *name, QWidget *parent)
{
    auto *view = new QTableView(parent);
    view->setObjectName(QLatin1StringView(name));
    view->setAccessibleName(tr("Records"));
    view->setModel(this);
    view->setFrameShape(QFrame::NoFrame);
    view->setShowGrid(false);
    view->setWordWrap(false);
    view->setSelectionBehavior(QAbstractItemView::SelectRows);
    view->setSelectionMode(QAbstractItemView::SingleSelection);
    view->setTabKeyNavigation(false);
    view->verticalHeader()->hide();
    view->verticalHeader()->setDefaultSectionSize(std::max(28, view->fontMetrics().height() + 10));
    view->horizontalHeader()->setHighlightSections(false);
    view->horizontalHeader()->setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    view->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    return view;
}
