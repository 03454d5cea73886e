#include "listheader.h"

#include <QContextMenuEvent>
#include <QMenu>

#include <algorithm>
#include <array>
#include <optional>

using namespace Qt::StringLiterals;

namespace {
using Column = PartyModel::Column;
using Sort = PartyIndex::Sort;

constexpr int NarrowestColumn = 48;
constexpr int WidestColumn = 1000;

struct ColumnTraits
{
    Column column;
    QLatin1StringView key; ///< in the settings
    int width; ///< to begin with
    std::optional<Sort> sort = {};
};

/// In the order to begin with.
constexpr std::array Traits{
    ColumnTraits{PartyModel::NameColumn, "name"_L1, 200, Sort::Name},
    ColumnTraits{PartyModel::OrganisationColumn, "organisation"_L1, 160, Sort::Organisation},
    ColumnTraits{PartyModel::CityColumn, "city"_L1, 110, Sort::City},
    ColumnTraits{PartyModel::EmailColumn, "email"_L1, 190},
    ColumnTraits{PartyModel::PhoneColumn, "phone"_L1, 130},
    ColumnTraits{PartyModel::JobTitleColumn, "jobTitle"_L1, 150},
    ColumnTraits{PartyModel::TagsColumn, "tags"_L1, 150},
    ColumnTraits{PartyModel::ContactedColumn, "lastContacted"_L1, 120, Sort::LastContacted},
    ColumnTraits{PartyModel::ChangedColumn, "changed"_L1, 120, Sort::RecentlyChanged},
};
static_assert(Traits.size() == PartyModel::ColumnCount);
constexpr auto FirstColumns = "name:200 organisation:160 city:110 email:190 phone:130"_L1;

const ColumnTraits &traitsOf(Column column)
{
    return *std::ranges::find(Traits, column, &ColumnTraits::column);
}
} // namespace

ListHeader::ListHeader(const Theme &theme, QWidget *parent)
    : QHeaderView(Qt::Horizontal, parent)
    , m_names(0, PartyModel::ColumnCount)
    , m_menu(new QMenu(this))
{
    setObjectName("listHeader"_L1);
    setAccessibleName(tr("Columns of the list"));
    for (const ColumnTraits &each : Traits)
        m_names.setHeaderData(each.column, Qt::Horizontal, PartyModel::columnName(each.column));
    setModel(&m_names);
    setSectionsMovable(true);
    setSectionsClickable(true);
    setSortIndicatorShown(true);
    setSort(m_sort);
    setMinimumSectionSize(NarrowestColumn);
    setMaximumSectionSize(WidestColumn);
    setDefaultAlignment(Qt::AlignLeading | Qt::AlignVCenter);
    setFont(Theme::font(Theme::Type::Caption));
    theme.tint(this, QPalette::ButtonText, Theme::Token::MutedText);
    setFocusPolicy(Qt::NoFocus);
    setLayoutLine(FirstColumns);

    connect(this, &QHeaderView::sectionClicked, this, [this](int column) {
        if (const auto sort = traitsOf(Column(column)).sort)
            Q_EMIT sortChosen(*sort);
        setSort(m_sort); // Qt has turned the arrow by itself
    });
    connect(this, &QHeaderView::sectionMoved, this, [this] {
        fillMenu();
        Q_EMIT columnsChanged();
    });
    connect(this, &QHeaderView::sectionResized, this, &ListHeader::columnsChanged);
}

QList<Column> ListHeader::columns() const
{
    QList<Column> shown;
    for (int place = 0; place < count(); ++place) {
        if (!isSectionHidden(logicalIndex(place)))
            shown.append(Column(logicalIndex(place)));
    }
    return shown;
}

QString ListHeader::layoutLine() const
{
    QStringList words;
    for (const Column column : columns())
        words.append(u"%1:%2"_s.arg(traitsOf(column).key).arg(sectionSize(column)));
    return words.join(u' ');
}

void ListHeader::setLayoutLine(const QString &line)
{
    struct Place
    {
        const ColumnTraits *traits;
        int width;
    };
    QList<Place> places;
    for (const QString &word : line.split(u' ', Qt::SkipEmptyParts)) {
        const auto *traits = std::ranges::find(Traits, word.section(u':', 0, 0), &ColumnTraits::key);
        const bool isKnown = traits != Traits.end();
        if (isKnown && std::ranges::find(places, traits, &Place::traits) == places.end())
            places.append({traits, std::clamp(word.section(u':', 1).toInt(), NarrowestColumn, WidestColumn)});
    }
    const bool hasName = std::ranges::any_of(
        places, [](const Place &place) { return place.traits->column == PartyModel::NameColumn; });
    if (!hasName && line != FirstColumns)
        return setLayoutLine(FirstColumns);
    {
        const QSignalBlocker quiet(this);
        for (const ColumnTraits &each : Traits)
            setSectionHidden(each.column, true);
        for (qsizetype place = 0; place < places.size(); ++place) {
            const Column column = places[place].traits->column;
            moveSection(visualIndex(column), int(place));
            setSectionHidden(column, false);
            resizeSection(column, places[place].width);
        }
    }
    fillMenu();
    Q_EMIT columnsChanged();
}

void ListHeader::setSort(Sort sort)
{
    m_sort = sort;
    const bool isFalling = sort == Sort::RecentlyChanged || sort == Sort::LastContacted;
    setSortIndicator(std::ranges::find(Traits, sort, &ColumnTraits::sort)->column,
        isFalling ? Qt::DescendingOrder : Qt::AscendingOrder);
}

void ListHeader::contextMenuEvent(QContextMenuEvent *event)
{
    m_menu->popup(event->globalPos());
}

void ListHeader::fillMenu()
{
    m_menu->clear();
    for (QMenu *before : m_menu->findChildren<QMenu *>(Qt::FindDirectChildrenOnly))
        before->deleteLater(); // it may be the one that was chosen from
    for (const ColumnTraits &each : Traits)
        m_menu->addMenu(menuOf(each.column));
    m_menu->addSeparator();
    connect(
        m_menu->addAction(tr("&Reset Columns")), &QAction::triggered, this, [this] { setLayoutLine(FirstColumns); });
}

QMenu *ListHeader::menuOf(Column column)
{
    auto *menu = new QMenu(PartyModel::columnName(column), m_menu);
    const QList<Column> shown = columns();
    const qsizetype place = shown.indexOf(column);
    QAction *show = menu->addAction(tr("&Show"));
    show->setCheckable(true);
    show->setChecked(place >= 0);
    show->setEnabled(column != PartyModel::NameColumn);
    connect(show, &QAction::triggered, this, [this, column](bool on) { showColumn(column, on); });
    const auto addMove = [&](const QString &text, int by) {
        connect(menu->addAction(text), &QAction::triggered, this, [this, column, by] { moveColumn(column, by); });
    };
    if (place > 0)
        //: %1 is a column of the list, such as "City"
        addMove(tr("Move &Before %1").arg(PartyModel::columnName(shown[place - 1])), -1);
    if (place >= 0 && place + 1 < shown.size())
        //: %1 is a column of the list, such as "City"
        addMove(tr("Move &After %1").arg(PartyModel::columnName(shown[place + 1])), 1);
    return menu;
}

void ListHeader::moveColumn(Column column, int by)
{
    const QList<Column> shown = columns();
    const qsizetype to = shown.indexOf(column) + by;
    if (to >= 0 && to < shown.size())
        moveSection(visualIndex(column), visualIndex(shown[to]));
}

void ListHeader::showColumn(Column column, bool shown)
{
    if (shown) // behind the others
        moveSection(visualIndex(column), count() - 1);
    setSectionHidden(column, !shown);
    if (shown && sectionSize(column) < NarrowestColumn)
        resizeSection(column, traitsOf(column).width);
    fillMenu();
    Q_EMIT columnsChanged();
}
