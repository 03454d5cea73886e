#include "typeaheadbox.h"

#include "plaintext.h"
#include "theme.h"

#include <QCompleter>
#include <QLineEdit>
#include <QSortFilterProxyModel>
#include <QStandardItemModel>
#include <QWheelEvent>

using namespace Qt::StringLiterals;

namespace {
constexpr int MostOffers = 12;
constexpr int FewestLetters = 8;

/// Offers choices, not their titles.
class ChoicesOnly : public QSortFilterProxyModel
{
public:
    using QSortFilterProxyModel::QSortFilterProxyModel;

protected:
    bool filterAcceptsRow(int row, const QModelIndex &parent) const override
    {
        return sourceModel()->index(row, 0, parent).data(Qt::UserRole).isValid();
    }
};
} // namespace

SteadyBox::SteadyBox(QWidget *parent)
    : QComboBox(parent)
{
    setMinimumHeight(Theme::ControlHeight);
    setMaxVisibleItems(MostOffers);
    setSizeAdjustPolicy(AdjustToMinimumContentsLengthWithIcon);
    setMinimumContentsLength(FewestLetters);
}

void SteadyBox::wheelEvent(QWheelEvent *event)
{
    event->ignore();
}

TypeAheadBox::TypeAheadBox(QWidget *parent)
    : SteadyBox(parent)
{
    setEditable(true);
    lineEdit()->setTextMargins(TextMargin - 1, 0, 0, 0);
    setInsertPolicy(NoInsert);
    auto *choices = new ChoicesOnly(this);
    choices->setSourceModel(model());
    auto *completer = new QCompleter(choices, this);
    completer->setCaseSensitivity(Qt::CaseInsensitive);
    completer->setFilterMode(Qt::MatchContains);
    completer->setCompletionMode(QCompleter::PopupCompletion);
    completer->setMaxVisibleItems(MostOffers);
    setCompleter(completer);
    connect(lineEdit(), &QLineEdit::textEdited, this, [this](const QString &text) {
        m_row = rowOf(text);
        Q_EMIT edited();
    });
    connect(this, &QComboBox::activated, this, [this](int row) {
        if (row == m_row && lineEdit()->text() == itemText(row))
            return;
        m_row = row;
        lineEdit()->setText(itemText(row));
        Q_EMIT edited();
    });
}

void TypeAheadBox::setNames(const QString &objectName, const QString &accessibleName)
{
    setObjectName(objectName);
    setAccessibleName(accessibleName);
    lineEdit()->setAccessibleName(accessibleName);
}

void TypeAheadBox::setSections(const QList<ChoiceSection> &sections)
{
    const QString text = lineEdit()->text();
    const std::optional<QString> value = chosen();
    const QSignalBlocker quiet(this);
    m_row = -1;
    clear();
    auto *items = qobject_cast<QStandardItemModel *>(model());
    for (const ChoiceSection &section : sections) {
        if (!section.title.isEmpty()) {
            auto *title = new QStandardItem(displayText(section.title));
            title->setFlags(Qt::NoItemFlags);
            title->setFont(Theme::font(Theme::Type::Caption));
            items->appendRow(title);
        }
        for (const Choice &choice : section.choices)
            addItem(displayText(choice.label), choice.value);
    }
    m_row = value ? findData(*value) : -1;
    setText(text);
}

int TypeAheadBox::rowOf(const QString &label) const
{
    if (m_row >= 0 && itemText(m_row).compare(label, Qt::CaseInsensitive) == 0)
        return m_row; // of several that read alike it is the one that was chosen
    for (int row = 0; row < count(); ++row) {
        if (itemData(row).isValid() && itemText(row).compare(label, Qt::CaseInsensitive) == 0)
            return row;
    }
    return -1;
}

std::optional<QString> TypeAheadBox::chosen() const
{
    return m_row < 0 ? std::nullopt : std::optional(itemData(m_row).toString());
}

std::optional<QString> TypeAheadBox::valueOf(const QString &label) const
{
    const int row = rowOf(label);
    return row < 0 ? std::nullopt : std::optional(itemData(row).toString());
}

void TypeAheadBox::choose(const QString &value)
{
    const QSignalBlocker quiet(this);
    m_row = findData(value);
    setCurrentIndex(m_row);
    lineEdit()->setText(m_row < 0 ? QString() : itemText(m_row));
    lineEdit()->setCursorPosition(0);
}

void TypeAheadBox::setText(const QString &text)
{
    const QSignalBlocker quiet(this);
    m_row = rowOf(text);
    setCurrentIndex(m_row);
    lineEdit()->setText(text);
    lineEdit()->setCursorPosition(0);
}
