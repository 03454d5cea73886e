#include "peoplesection.h"

#include "fieldrow.h"
#include "flatbutton.h"
#include "partydelegate.h"
#include "peoplemodel.h"
#include "plaintext.h"
#include "rowlistview.h"
#include "store/partystore.h"
#include "theme.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QPainter>
#include <QStyledItemDelegate>

#include <algorithm>
#include <functional>

using namespace Qt::StringLiterals;

namespace {
constexpr int MostRows = 8; // on screen at once
constexpr int GroundInset = 6; // of paintRowGround()

int rowHeight()
{
    return std::max(int(Theme::ControlHeight), QFontMetrics(Theme::font(Theme::Type::Body)).height() + 8);
}

/// A name, and the job beside it as far as there is room.
class PeopleDelegate : public QStyledItemDelegate
{
public:
    PeopleDelegate(const Theme &theme, QObject *parent)
        : QStyledItemDelegate(parent)
        , m_theme(theme)
    {
    }
    QSize sizeHint(const QStyleOptionViewItem &, const QModelIndex &) const override { return {0, rowHeight()}; }
    void paint(QPainter *painter, const QStyleOptionViewItem &option, const QModelIndex &index) const override
    {
        painter->save();
        painter->setRenderHint(QPainter::Antialiasing);
        QStyleOptionViewItem ground = option;
        ground.rect.adjust(-GroundInset, 0, GroundInset, 0); // in line with the fields
        ground.state.setFlag(QStyle::State_Selected, false);
        paintRowGround(painter, ground, m_theme);
        const QRect row = option.rect.adjusted(FieldRow::TextInset, 0, -FieldRow::TextInset, 0);
        const QFont font = Theme::font(Theme::Type::Body);
        const QFontMetrics metrics(font);
        painter->setFont(font);
        const auto draw = [&](const QRect &place, Theme::Token tint, const QString &text) {
            painter->setPen(m_theme.color(tint));
            painter->drawText(QStyle::visualRect(option.direction, row, place),
                int(QStyle::visualAlignment(option.direction, Qt::AlignLeft) | Qt::AlignVCenter),
                metrics.elidedText(text, Qt::ElideRight, place.width()));
        };
        const QString name = ::displayText(index.data().toString());
        const QString shown = name.isEmpty() ? PeopleSection::tr("No name yet") : name;
        const int width = std::min(metrics.horizontalAdvance(shown) + 1, row.width());
        draw({row.left(), row.top(), width, row.height()}, Theme::Token::Accent, shown);
        const int left = width + Theme::Padding;
        if (const int room = row.width() - left; room > 2 * Theme::Padding)
            draw({row.left() + left, row.top(), room, row.height()}, Theme::Token::MutedText,
                ::displayText(index.data(PeopleModel::JobTitleRole).toString()));
        painter->restore();
    }

private:
    const Theme &m_theme;
};

/// Opens a person by Enter or a click.
class PeopleView : public RowListView
{
public:
    using Opening = std::function<void(const QModelIndex &)>;

    PeopleView(Opening open, QWidget *parent)
        : RowListView(parent)
        , m_open(std::move(open))
    {
        setFrameShape(QFrame::NoFrame);
        setSelectionMode(NoSelection);
        setMouseTracking(true); // the ground under the mouse
        viewport()->setAutoFillBackground(false);
        connect(this, &QListView::clicked, this, [this](const QModelIndex &index) { m_open(index); });
    }

protected:
    void keyPressEvent(QKeyEvent *event) override
    {
        const bool isEnter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
        if (isEnter && event->modifiers() == Qt::NoModifier && currentIndex().isValid())
            return m_open(currentIndex());
        RowListView::keyPressEvent(event);
    }

private:
    Opening m_open;
};
} // namespace

PeopleSection::PeopleSection(PartyStore &store, const Theme &theme, QWidget *parent)
    : QGroupBox(parent)
    , m_store(store)
    , m_model(new PeopleModel(store, this))
    , m_view(new PeopleView(
          [this](
              const QModelIndex &index) { Q_EMIT openPartyRequested(index.data(PeopleModel::LocalIdRole).toUuid()); },
          this))
    , m_count(new PlainLabel(this))
    , m_addButton(new FlatButton(FlatButton::Style::Link, tr("Add person here"), theme, this))
{
    setObjectName(u"peopleSection"_s);
    setAccessibleName(tr("People"));
    setContentsMargins(0, 0, 0, 0);
    m_view->setObjectName(u"peopleList"_s);
    m_view->setAccessibleName(tr("People of this organisation"));
    m_view->setModel(m_model);
    m_view->setItemDelegate(new PeopleDelegate(theme, m_view));
    auto *heading = new PlainLabel(tr("People"), this);
    heading->setFont(Theme::font(Theme::Type::Section));
    m_count->setObjectName(u"peopleCountLabel"_s);
    m_count->setFont(Theme::font(Theme::Type::Caption));
    m_count->setForegroundRole(QPalette::PlaceholderText);
    m_addButton->setObjectName(u"addPersonButton"_s);
    m_addButton->setThemeIcon(u"plus"_s);

    auto *top = new QHBoxLayout;
    top->setContentsMargins(FieldRow::TextInset, 0, FieldRow::TextInset, 4);
    top->setSpacing(Theme::RowGap);
    top->addWidget(heading);
    top->addWidget(m_count);
    top->addStretch(1);
    auto *bottom = new QHBoxLayout;
    bottom->setContentsMargins(FieldRow::TextInset - 3, 0, 0, 0);
    bottom->addWidget(m_addButton);
    bottom->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    column->addLayout(top);
    column->addWidget(m_view);
    column->addLayout(bottom);

    connect(m_addButton, &QPushButton::clicked, this, &PeopleSection::personWanted);
    m_reloadTimer.setSingleShot(true);
    connect(&m_reloadTimer, &QTimer::timeout, this, &PeopleSection::reload);
    connect(&store, &PartyStore::partiesReset, &m_reloadTimer, qOverload<>(&QTimer::start));
    connect(&store, &PartyStore::partiesChanged, this, [this](const QList<QUuid> &changed) {
        if (concerns(changed))
            m_reloadTimer.start();
    });
    connect(&theme, &Theme::changed, m_view->viewport(), qOverload<>(&QWidget::update));
    hide();
}

void PeopleSection::showOrganisation(const QUuid &organisation)
{
    m_organisation = organisation;
    m_view->scrollToTop();
    m_view->setCurrentIndex({});
    reload();
}

void PeopleSection::reload()
{
    m_reloadTimer.stop();
    const QList<QUuid> people = m_organisation.isNull()
        ? QList<QUuid>()
        : m_store.index().inOrder(m_store.peopleOf(m_organisation), PartyIndex::Sort::Name);
    const std::optional<PartySummary> summary = m_store.index().summary(m_organisation);
    m_name = summary ? summary->name : QString();
    m_known = QSet<QUuid>(people.cbegin(), people.cend());
    m_model->setPeople(people);
    fit();
}

/// True if one of these is among the people, or may be by now.
bool PeopleSection::concerns(const QList<QUuid> &changed) const
{
    if (m_organisation.isNull())
        return false;
    return std::ranges::any_of(changed, [this](const QUuid &localId) {
        if (localId == m_organisation || m_known.contains(localId))
            return true;
        const std::optional<PartySummary> summary = m_store.index().summary(localId);
        return summary && !m_name.isEmpty() && summary->organisation == m_name;
    });
}

void PeopleSection::fit()
{
    const int people = m_model->rowCount();
    const int height = rowHeight();
    // Half a row says that there is more below.
    m_view->setFixedHeight(people > MostRows ? MostRows * height + height / 2 : people * height);
    m_view->setVisible(people > 0);
    m_count->setText(tr("%Ln people", nullptr, people));
    m_count->setVisible(people > MostRows);
    m_addButton->setVisible(canTakePeople());
    setVisible(!m_organisation.isNull() && (people > 0 || canTakePeople()));
}

/// An organisation that is only a draft may never be saved, and its people with it.
bool PeopleSection::canTakePeople() const
{
    const std::optional<PartySummary> summary = m_store.index().summary(m_organisation);
    return !m_isReadOnly && summary && !summary->isDeleted
        && (summary->isPending || m_store.serverId(m_organisation) != 0);
}

void PeopleSection::setReadOnly(bool readOnly)
{
    m_isReadOnly = readOnly;
    fit();
}

QList<QWidget *> PeopleSection::inputs() const
{
    return {m_view, m_addButton};
}

void PeopleSection::paintEvent(QPaintEvent *)
{
    // A group for assistive technology that draws nothing itself.
}
