#include "sidebar.h"

#include "partydelegate.h"
#include "plaintext.h"

#include <QApplication>
#include <QListView>
#include <QLocale>
#include <QPainter>
#include <QStyledItemDelegate>
#include <QVBoxLayout>

#include <algorithm>

using namespace Qt::StringLiterals;
using Scope = PartyModel::Scope;

namespace {
constexpr int RowHeight = 32;
constexpr int IconSize = 16;
constexpr int DotSize = 8;

/// Icon, name, and the count at the trailing edge.
class SidebarDelegate : public QStyledItemDelegate
{
public:
    SidebarDelegate(const Theme &theme, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {
    }

    QSize sizeHint(const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const int height = std::max(RowHeight, option.fontMetrics.height() + 12);
        return {0, height + gapAbove(index)};
    }

    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        const QRect row = option.rect.adjusted(8, gapAbove(index) + 1, -8, -1);
        if (index.data(SidebarModel::IsHeadingRole).toBool())
            return paintHeading(painter, option, row, index.data().toString());
        paintGround(painter, option, row);
        const bool isSelected = option.state & QStyle::State_Selected;
        const auto placed = [&](const QRect &rect) {
            return QStyle::visualRect(option.direction, row, rect);
        };
        const QRect icon(row.left() + 8, row.center().y() - IconSize / 2 + 1, IconSize, IconSize);
        paintIcon(painter, placed(icon), isSelected, index);

        const QVariant known = index.data(SidebarModel::CountRole);
        const QString count = known.isValid() ? QLocale().toString(known.toLongLong()) : QString();
        const int countWidth = option.fontMetrics.horizontalAdvance(count);
        const QRect countRect(row.right() - 8 - countWidth, row.top(), countWidth + 1, row.height());
        painter->setFont(option.font);
        painter->setPen(m_theme.color(Theme::Token::MutedText));
        painter->drawText(placed(countRect), Qt::AlignCenter, count);

        QRect name = row;
        name.setLeft(icon.right() + 10);
        name.setRight(countRect.left() - 8);
        QFont font = option.font;
        if (isSelected)
            font.setWeight(QFont::DemiBold);
        painter->setFont(font);
        painter->setPen(m_theme.color(Theme::Token::Text));
        paintText(painter, option, placed(name), index.data().toString());
    }

private:
    void paintIcon(QPainter *painter, const QRect &place, bool isSelected, const QModelIndex &index) const
    {
        if (const QString tag = index.data(SidebarModel::TagRole).toString(); !tag.isEmpty()) {
            QRect dot(0, 0, DotSize, DotSize);
            dot.moveCenter(place.center());
            painter->setPen(Qt::NoPen);
            painter->setBrush(tagColor(tag, m_theme));
            painter->drawEllipse(dot);
            return;
        }
        const QVariant scope = index.data(SidebarModel::ScopeRole);
        const bool needsUser = scope.isValid() && scope.value<Scope>() == Scope::NeedsUser;
        const auto tint = needsUser ? Theme::Token::Changed : isSelected ? Theme::Token::Text : Theme::Token::MutedText;
        m_theme.icon(index.data(SidebarModel::IconNameRole).toString(), tint).paint(painter, place);
    }

    void paintHeading(
        QPainter *painter, const QStyleOptionViewItem &option, const QRect &row, const QString &text) const
    {
        QFont font = Theme::font(Theme::Type::Caption);
        font.setWeight(QFont::DemiBold);
        painter->setFont(font);
        painter->setPen(m_theme.color(Theme::Token::MutedText));
        paintText(painter, option, row.adjusted(8, 0, -8, 0), text);
    }

    static void paintText(
        QPainter *painter, const QStyleOptionViewItem &option, const QRect &place, const QString &text)
    {
        painter->save();
        painter->setClipRect(option.rect); // stacked marks reach as far as they like
        painter->drawText(place, int(QStyle::visualAlignment(option.direction, Qt::AlignLeft | Qt::AlignVCenter)),
            QFontMetrics(painter->font()).elidedText(text, Qt::ElideRight, place.width()));
        painter->restore();
    }

    static int gapAbove(const QModelIndex &index)
    {
        return index.data(SidebarModel::BeginsGroupRole).toBool() ? 16 : 0;
    }

    void paintGround(QPainter *painter, const QStyleOptionViewItem &option, const QRect &row) const
    {
        painter->setRenderHint(QPainter::Antialiasing);
        painter->setPen(Qt::NoPen);
        QColor hover = m_theme.color(Theme::Token::Text);
        hover.setAlphaF(0.06F);
        if (option.state & QStyle::State_Selected)
            painter->setBrush(m_theme.color(Theme::Token::Selection));
        else if (option.state & QStyle::State_MouseOver)
            painter->setBrush(hover);
        else
            painter->setBrush(Qt::NoBrush);
        painter->drawRoundedRect(row, Theme::Radius, Theme::Radius);
        if (option.state & QStyle::State_HasFocus) {
            painter->setBrush(Qt::NoBrush);
            painter->setPen(QPen(m_theme.color(Theme::Token::Accent), 2));
            painter->drawRoundedRect(QRectF(row).adjusted(1, 1, -1, -1), Theme::Radius - 1, Theme::Radius - 1);
        }
    }

    const Theme &m_theme;
};
} // namespace

Sidebar::Sidebar(const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_view(new QListView(this))
    , m_person(new PlainLabel(this))
    , m_site(new PlainLabel(this))
{
    setObjectName("sidebar"_L1);
    setAutoFillBackground(true);
    theme.tint(this, QPalette::Window, Theme::Token::Sidebar);

    m_view->setObjectName("sidebarView"_L1);
    m_view->setAccessibleName(tr("Lists"));
    m_view->setModel(&m_model);
    m_view->setItemDelegate(new SidebarDelegate(theme, m_view));
    m_view->setFrameShape(QFrame::NoFrame);
    m_view->setMouseTracking(true);
    m_view->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    theme.tint(m_view, QPalette::Base, Theme::Token::Sidebar);
    setFocusProxy(m_view);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 8, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(m_view, 1);
    buildAccount(theme);

    m_view->setContextMenuPolicy(Qt::CustomContextMenu);
    connect(m_view, &QWidget::customContextMenuRequested, this, [this](const QPoint &place) {
        if (m_view->currentIndex().isValid())
            Q_EMIT menuRequested(m_view->viewport()->mapToGlobal(place));
    });

    setScope(Scope::Everyone);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &current) {
        if (const QVariant scope = current.data(SidebarModel::ScopeRole); scope.isValid())
            Q_EMIT scopeChosen(scope.value<Scope>());
        else if (const QString key = current.data(SidebarModel::KeyRole).toString(); !key.isEmpty())
            Q_EMIT listChosen(key);
    });
}

void Sidebar::buildAccount(const Theme &theme)
{
    m_person->setElided(true);
    m_site->setElided(true);
    for (PlainLabel *label : {m_person, m_site}) {
        label->setFont(Theme::font(Theme::Type::Caption));
        theme.tint(label, QPalette::WindowText, Theme::Token::MutedText);
    }
    auto *account = new QVBoxLayout;
    account->setContentsMargins(16, 8, 16, 12);
    account->setSpacing(2);
    account->addWidget(m_person);
    account->addWidget(m_site);
    static_cast<QVBoxLayout *>(layout())->addLayout(account);
}

void Sidebar::setCounts(const ScopeCounts &counts)
{
    m_model.setCounts(counts);
}

void Sidebar::setLists(const QList<RecordList> &lists)
{
    const QSignalBlocker quiet(this);
    m_model.setLists(lists);
}

void Sidebar::setList(const RecordList &list)
{
    const QSignalBlocker quiet(this);
    m_model.setCurrent(list);
    m_view->setCurrentIndex(m_model.index(m_model.rowOf(list.key)));
}

void Sidebar::setScope(Scope scope)
{
    const QSignalBlocker quiet(this); // only the person's own choice is told
    m_model.setCurrent(scope);
    m_view->setCurrentIndex(m_model.index(m_model.rowOf(scope)));
}

void Sidebar::addEntry(QWidget *entry)
{
    static_cast<QVBoxLayout *>(layout())->insertWidget(0, entry);
}

void Sidebar::showNoScope()
{
    m_view->setCurrentIndex({});
    m_view->clearSelection();
}

void Sidebar::setAccount(const QString &personName, const QString &siteName)
{
    m_person->setText(personName);
    m_site->setText(siteName);
}
