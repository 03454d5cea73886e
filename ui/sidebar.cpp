#include "sidebar.h"

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
constexpr std::array AllScopes{
    Scope::Everyone, Scope::People, Scope::Organisations, Scope::Drafts, Scope::Waiting, Scope::NeedsUser};

QString iconOf(Scope scope)
{
    switch (scope) {
    case Scope::Everyone:
        return u"everyone"_s;
    case Scope::People:
        return u"people"_s;
    case Scope::Organisations:
        return u"building"_s;
    case Scope::Drafts:
        return u"pencil"_s;
    case Scope::Waiting:
        return u"outbox"_s;
    case Scope::NeedsUser:
        return u"alert"_s;
    }
    Q_UNREACHABLE();
}

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
        paintGround(painter, option, row);
        const bool isSelected = option.state & QStyle::State_Selected;
        const auto scope = index.data(SidebarModel::ScopeRole).value<Scope>();
        const auto tint = scope == Scope::NeedsUser ? Theme::Token::Changed
            : isSelected                            ? Theme::Token::Text
                                                    : Theme::Token::MutedText;
        const auto placed = [&](const QRect &rect) {
            return QStyle::visualRect(option.direction, row, rect);
        };

        const QRect icon(row.left() + 8, row.center().y() - IconSize / 2 + 1, IconSize, IconSize);
        m_theme.icon(index.data(SidebarModel::IconNameRole).toString(), tint).paint(painter, placed(icon));

        const QString count = QLocale().toString(index.data(SidebarModel::CountRole).toLongLong());
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
        painter->drawText(placed(name),
            int(QStyle::visualAlignment(option.direction, Qt::AlignLeft | Qt::AlignVCenter)),
            QFontMetrics(font).elidedText(index.data().toString(), Qt::ElideRight, name.width()));
    }

private:
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

QString scopeName(Scope scope)
{
    switch (scope) {
    case Scope::Everyone:
        return Sidebar::tr("Everyone");
    case Scope::People:
        return Sidebar::tr("People");
    case Scope::Organisations:
        return Sidebar::tr("Organisations");
    case Scope::Drafts:
        return Sidebar::tr("Drafts");
    case Scope::Waiting:
        return Sidebar::tr("Outbox");
    case Scope::NeedsUser:
        return Sidebar::tr("Needs your decision");
    }
    Q_UNREACHABLE();
}

void SidebarModel::setCounts(const ScopeCounts &counts)
{
    m_counts = counts;
    update();
    Q_EMIT dataChanged(index(0), index(rowCount() - 1), {CountRole, Qt::AccessibleTextRole});
}

void SidebarModel::setCurrent(Scope scope)
{
    m_current = scope;
    update();
}

int SidebarModel::rowOf(Scope scope) const
{
    return static_cast<int>(m_rows.indexOf(scope));
}

bool SidebarModel::isWanted(Scope scope) const
{
    return scope <= Scope::Organisations || scope == m_current || m_counts.at(std::size_t(scope)) > 0;
}

void SidebarModel::update()
{
    // Both lists are in the order of AllScopes, so one walk finds where a row comes or goes.
    int row = 0;
    for (const Scope scope : AllScopes) {
        const bool isThere = row < m_rows.size() && m_rows.at(row) == scope;
        const bool wanted = isWanted(scope);
        if (wanted && !isThere) {
            beginInsertRows({}, row, row);
            m_rows.insert(row, scope);
            endInsertRows();
        } else if (!wanted && isThere) {
            beginRemoveRows({}, row, row);
            m_rows.removeAt(row);
            endRemoveRows();
        }
        row += wanted;
    }
}

int SidebarModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_rows.size());
}

QVariant SidebarModel::data(const QModelIndex &index, int role) const
{
    if (!checkIndex(index, CheckIndexOption::IndexIsValid))
        return {};
    const Scope scope = m_rows.at(index.row());
    const qsizetype count = m_counts.at(std::size_t(scope));
    switch (role) {
    case Qt::DisplayRole:
        return scopeName(scope);
    case Qt::AccessibleTextRole:
        //: For a screen reader: the name of a list and how many records it holds.
        return tr("%1, %2").arg(scopeName(scope), QLocale().toString(qlonglong(count)));
    case ScopeRole:
        return QVariant::fromValue(scope);
    case CountRole:
        return qlonglong(count);
    case IconNameRole:
        return iconOf(scope);
    case BeginsGroupRole:
        return scope > Scope::Organisations && m_rows.at(index.row() - 1) <= Scope::Organisations;
    default:
        return {};
    }
}

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

    setScope(Scope::Everyone);
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, [this](const QModelIndex &current) {
        if (current.isValid())
            Q_EMIT scopeChosen(current.data(SidebarModel::ScopeRole).value<Scope>());
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
