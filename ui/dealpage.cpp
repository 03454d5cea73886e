#include "dealpage.h"

#include "activitywords.h"
#include "api/capsuleapi.h"
#include "dealdelegate.h"
#include "dealmodel.h"
#include "flatbutton.h"
#include "itemlistview.h"
#include "liststate.h"
#include "outsidelink.h"
#include "plaintext.h"
#include "store/activitystore.h"
#include "store/partystore.h"
#include "sync/activitysync.h"
#include "theme.h"

#include <QHBoxLayout>
#include <QShowEvent>
#include <QStackedWidget>
#include <QVBoxLayout>

using namespace Qt::StringLiterals;

namespace {
/// Where the account's web application is, so that links work without a line.
constexpr auto SiteMark = "site"_L1;
} // namespace

DealPage::DealPage(PartyStore &store, ActivitySync &sync, CapsuleApi &api, const Theme &theme, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_sync(sync)
    , m_api(api)
    , m_model(new DealModel(store, this))
    , m_rows(new QStackedWidget(this))
    , m_view(new ItemListView(theme, "dealsView", tr("Opportunities and projects")))
    , m_empty(new ListStateView(theme))
    , m_asOf(new PlainLabel(this))
    , m_link(new FlatButton(FlatButton::Style::Secondary, tr("Open in Capsule"), theme, this))
{
    setObjectName(u"dealsPage"_s);
    m_view->setModel(m_model);
    m_view->setItemDelegate(new DealDelegate(theme, m_view));
    m_link->setObjectName(u"openDealButton"_s);
    m_link->setThemeIcon(u"external-link"_s);
    m_asOf->setObjectName(u"dealsAsOfLabel"_s);
    m_asOf->setFont(Theme::font(Theme::Type::Caption));
    m_asOf->setElided(true);
    m_asOf->setAlignment(Qt::AlignTrailing | Qt::AlignVCenter);
    m_asOf->setForegroundRole(QPalette::PlaceholderText);
    m_rows->addWidget(m_view);
    m_rows->addWidget(m_empty);
    auto *top = new QHBoxLayout;
    top->setContentsMargins(Theme::GroupGap, Theme::RowGap, Theme::GroupGap, Theme::RowGap);
    top->setSpacing(Theme::RowGap);
    top->addWidget(m_link);
    top->addWidget(m_asOf, 1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins({});
    column->setSpacing(0);
    column->addLayout(top);
    column->addWidget(m_rows, 1);

    connect(m_view, &ItemListView::opened, this, &DealPage::openInCapsule);
    connect(m_link, &QPushButton::clicked, this, [this] { openInCapsule(m_view->currentIndex()); });
    connect(m_view->selectionModel(), &QItemSelectionModel::currentChanged, this, &DealPage::showLink);
    connect(m_model, &QAbstractItemModel::rowsInserted, this, &DealPage::showRows);
    connect(m_model, &QAbstractItemModel::rowsRemoved, this, &DealPage::showRows);
    connect(&store.activity(), &ActivityStore::dealsChanged, this, &DealPage::showRows);
    connect(&sync, &ActivitySync::readingChanged, this, [this](const QUuid &record) {
        m_hasFailed = m_hasFailed && !(record == m_model->record() && m_sync.isReadingDeals(record));
        showRows();
    });
    connect(&sync, &ActivitySync::readingFailed, this, [this](const QUuid &record) {
        m_hasFailed = m_hasFailed || record == m_model->record();
        showRows();
    });
    connect(m_empty, &ListStateView::actionChosen, this, &DealPage::read);
    showRows();
}

void DealPage::setRecord(const QUuid &record)
{
    if (record == m_model->record())
        return;
    m_hasFailed = false;
    m_model->setRecord(record);
    m_view->scrollToTop();
    showRows();
    if (isVisible())
        read();
}

void DealPage::showEvent(QShowEvent *event)
{
    QWidget::showEvent(event);
    if (!event->spontaneous())
        read();
}

void DealPage::read()
{
    if (!m_model->record().isNull())
        m_sync.openDeals(m_model->record());
    askForSite();
}

void DealPage::askForSite()
{
    if (site().isValid() || !m_api.hasToken())
        return;
    m_api.site(this, [this](const Result<Answer<Site>, ApiError> &answer) {
        if (!answer)
            return; // the next look asks again
        // Only a mark in a cache: without it the link is asked for again.
        (void)m_store.setMark(SiteMark, answer->value.url.toString(QUrl::FullyEncoded));
        showLink();
    });
}

QUrl DealPage::site() const
{
    return QUrl(m_store.mark(SiteMark), QUrl::StrictMode);
}

void DealPage::openInCapsule(const QModelIndex &index) const
{
    if (index.isValid())
        openOutside(dealPage(site(), m_model->rowAt(index.row()).deal));
}

void DealPage::showLink()
{
    const QModelIndex chosen = m_view->currentIndex();
    const QUrl link = chosen.isValid() ? dealPage(site(), m_model->rowAt(chosen.row()).deal) : QUrl();
    m_link->setEnabled(mayOpen(link));
    m_link->setToolTip(mayOpen(link) ? plainToolTip(tr("Opens %1").arg(linkTarget(link)))
                                     : tr("Choose an opportunity or a project to open it in Capsule"));
}

void DealPage::showRows()
{
    const bool hasRows = m_model->rowCount() > 0;
    const QUuid record = m_model->record();
    const QDateTime checkedAt = record.isNull() ? QDateTime() : m_store.activity().dealsCheckedAt(record);
    if (!hasRows) {
        ListState state;
        state.icon = u"briefcase"_s;
        if (!record.isNull() && m_sync.isReadingDeals(record)) {
            state = loadingListState();
        } else if (checkedAt.isValid() && !m_hasFailed) {
            state.title = tr("No opportunities or projects");
            state.text = tr("Those that are added in Capsule are listed here.");
        } else {
            state.icon = u"cloud-off"_s;
            state.title = tr("Nothing is on this computer yet");
            state.text = tr("Opportunities and projects are read as soon as Capsule can be reached.");
            state.action = ListState::Action::CheckNow;
            state.actionText = tr("Try Again");
        }
        m_empty->setState(state);
    }
    m_rows->setCurrentWidget(hasRows ? static_cast<QWidget *>(m_view) : m_empty);
    m_asOf->setText(asOf(checkedAt));
    m_link->setVisible(hasRows);
    showLink();
}
